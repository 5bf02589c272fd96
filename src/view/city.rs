//! Cities: the list of them, and one through all years with those who mention it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Maker;
use super::address::Address;
use super::collection::Collected;
use super::list;
use super::map::MapView;
use super::mention;
use super::page::{CityLink, Link, PageView, Pager, SiteView};
use super::plans::PlansOfYear;
use super::topic::QuotedPassage;
use crate::link::PassageRef;
use crate::model::{City, Entry, Key, Response};

/// How many mentions stand on a page.
pub(super) const PAGE: usize = 40;

/// How many of its topics a city's page names.
const TOPICS: usize = 20;

/// `cities.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CitiesView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The map of all editions; nothing where no city of the register has a place on it.
    pub map: Option<MapView<'d>>,
    /// The cities that answered, by the first letters of their names.
    pub letters: Vec<Letter<'d>>,
    /// The cities that never answered, most of which others mention.
    pub mentioned: Vec<CitySummary<'d>>,
}

/// The cities whose names begin with one letter.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Letter<'d> {
    /// The letter.
    pub letter: String,
    /// The cities.
    pub cities: Vec<CitySummary<'d>>,
}

/// A city in short.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CitySummary<'d> {
    /// The city, with the link to its page.
    pub city: CityLink<'d>,
    /// How many responses it sent.
    pub responses: usize,
    /// In how many passages others mention it.
    pub mentions: usize,
    /// The years it answered in, the latest first.
    pub years: Vec<u16>,
}

/// `city.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CityView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The name.
    pub name: &'d str,
    /// The Russian name, where the English interface shows another.
    pub original_name: Option<&'d str>,
    /// The region.
    pub region: Option<&'d str>,
    /// The country, where it is not Russia.
    pub country: Option<&'d str>,
    /// Other names.
    pub aliases: Vec<&'d str>,
    /// The address of the administration's site.
    pub website: Option<&'d str>,
    /// Its responses by year, the latest first. They stand on the first page.
    pub years: Vec<CityYear<'d>>,
    /// Its newest plans, and the newest whose outcomes can be known. They stand on the first page.
    pub plans: Vec<PlansOfYear<'d>>,
    /// The topics it writes about, with the number of passages; the most frequent first.
    pub topics: Vec<CityTopic<'d>>,
    /// The courses it asked for, the latest first.
    pub requests: Vec<super::course::RequestView<'d>>,
    /// In how many passages others mention it.
    pub mention_count: usize,
    /// The passages on this page in which others mention it, each quoted with the sentence that does, the city in `mark`.
    pub mentions: Vec<QuotedPassage<'d>>,
    /// The way through the mentions, where there are several pages.
    pub pager: Option<Pager>,
    /// The link to the collection of the passages in which others mention it; nothing when there are none.
    pub mention_collection: Option<String>,
}

/// A city's responses of one year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CityYear<'d> {
    /// The year.
    pub year: u16,
    /// The responses.
    pub responses: Vec<CityResponse<'d>>,
}

/// A response of a city.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CityResponse<'d> {
    /// The sector, with the link to the response.
    pub sector: Link<'d>,
    /// The department that answered.
    pub respondent: Option<&'d str>,
    /// How many questions it answers.
    pub answers: usize,
    /// How many questions there were.
    pub questions: usize,
    /// Whether it is a draft.
    pub draft: bool,
}

/// A topic of a city.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CityTopic<'d> {
    /// The topic.
    pub topic: Link<'d>,
    /// In how many passages the city writes about it.
    pub passages: usize,
}

impl<'d> Maker<'_, 'd> {
    pub(super) fn cities(&self) -> CitiesView<'d> {
        let mut letters: Vec<Letter<'d>> = Vec::new();
        let mut mentioned = Vec::new();
        for (key, city) in self.digest.cities.iter() {
            let summary = self.city_summary(key);
            if summary.responses == 0 {
                mentioned.push(summary);
                continue;
            }
            let letter = first_letter(self.digest.shown(city));
            match letters.last_mut() {
                Some(last) if last.letter == letter => last.cities.push(summary),
                _ => letters.push(Letter { letter, cities: vec![summary] }),
            }
        }
        CitiesView {
            site: self.site(),
            page: self.page("cities", self.text("menu-cities"), None, Vec::new()),
            map: self.map(&self.digest.responses),
            letters,
            mentioned,
        }
    }

    fn city_summary(&self, key: Key<City>) -> CitySummary<'d> {
        let entries = self.index.city(key);
        let mut years: Vec<u16> =
            entries.responses.iter().map(|&number| self.digest.responses[number].year.0).collect();
        years.dedup();
        CitySummary {
            city: self.city_link(key),
            responses: entries.responses.len(),
            mentions: entries.mentions.len(),
            years,
        }
    }

    pub(super) fn city(&self, key: Key<City>, number: usize) -> CityView<'d> {
        let city = &self.digest.cities[key];
        let name = self.digest.shown(city);
        let City { region, country, aliases, website, .. } = city;
        let entries = self.index.city(key);
        let responses: Vec<&'d Response> =
            entries.responses.iter().map(|&number| &*self.digest.responses[number]).collect();
        let own: &[&'d Response] = if number == 1 { &responses } else { &[] };
        let mentions = &entries.mentions[list::range(entries.mentions.len(), PAGE, number)];
        let first = Address::city(self.digest, key);
        let way = vec![(self.text("menu-cities").into(), Address::cities())];
        CityView {
            site: self.site(),
            page: self.page("city", name, region.as_deref().map(Into::into), way),
            name,
            original_name: city.original_name(self.digest.site.language),
            region: region.as_deref(),
            country: country.as_deref(),
            aliases: aliases.iter().map(|alias| &**alias).collect(),
            website: website.as_deref(),
            years: self.city_years(own),
            plans: self.city_plans(key, own),
            topics: self.city_topics(own),
            requests: self.city_requests(key, own),
            mention_count: entries.mentions.len(),
            mentions: mentions.iter().map(|&passage| self.quoted_mention(passage, key)).collect(),
            mention_collection: self.collection_link(Collected::Mentions(key)),
            pager: self.pager(&first, entries.mentions.len(), PAGE, number),
        }
    }

    /// A passage with the sentence that names the city.
    fn quoted_mention(&self, passage: PassageRef, city: Key<City>) -> QuotedPassage<'d> {
        let sentence = mention::sentence(&self.index.passage(passage).passage.text, city);
        self.quotation(passage, sentence.map(|sentence| sentence.html()), false)
    }

    fn city_years(&self, responses: &[&'d Response]) -> Vec<CityYear<'d>> {
        let mut years: Vec<CityYear<'d>> = Vec::new();
        for response in responses {
            let summary = CityResponse {
                sector: Link::new(self.sector_name(response.sector), self.response_link(response).url),
                respondent: response.respondent.as_deref(),
                answers: response.answers.len(),
                questions: self.index.questions(response).len(),
                draft: response.draft,
            };
            match years.last_mut() {
                Some(last) if last.year == response.year.0 => last.responses.push(summary),
                _ => years.push(CityYear { year: response.year.0, responses: vec![summary] }),
            }
        }
        years
    }

    fn city_topics(&self, responses: &[&'d Response]) -> Vec<CityTopic<'d>> {
        let mut counts = BTreeMap::new();
        for response in responses {
            for passage in response.passages() {
                for &topic in &passage.topics {
                    *counts.entry(topic).or_insert(0) += 1;
                }
            }
        }
        let mut topics: Vec<_> = counts.into_iter().collect();
        topics.sort_by_key(|&(topic, count)| (std::cmp::Reverse(count), topic));
        topics.truncate(TOPICS);
        topics.into_iter().map(|(topic, passages)| CityTopic { topic: self.topic_link(topic), passages }).collect()
    }

    fn city_requests(&self, city: Key<City>, responses: &[&'d Response]) -> Vec<super::course::RequestView<'d>> {
        let mut requests = Vec::new();
        for response in responses {
            let home = Address::response(self.digest, response.id());
            for passage in response.passages() {
                requests.extend(passage.requests.iter().map(|request| super::course::RequestView {
                    city: CityLink { url: self.links.to_place(&home, &passage.anchor), ..self.city_link(city) },
                    sector: self.sector_name(response.sector),
                    year: response.year.0,
                    course: self.course_link(request.course),
                    wording: &request.wording,
                }));
            }
        }
        requests
    }
}

/// The letter a name is listed under: Ё stands with Е.
fn first_letter(name: &str) -> String {
    let letter = name.chars().next().unwrap_or('—');
    letter.to_uppercase().map(|c| if c == 'Ё' { 'Е' } else { c }).collect()
}
