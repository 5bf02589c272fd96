//! Topics: the list of them, and one with the passages of all cities by year.

use serde::Serialize;

use super::Maker;
use super::address::Address;
use super::chart::ChartRow;
use super::choice::Choice;
use super::html;
use super::list;
use super::page::{CityLink, Link, PageView, Pager, SiteView};
use super::plain;
use super::related::TopicSides;
use super::slot::Slot;
use super::years::{CitiesByYear, CityChanges, YearCounts};
use crate::link::{OfTopic, PassageContext, PassageRef};
use crate::model::{Entry, Key, Response, Topic};

/// How many passages stand on a page.
pub(super) const PAGE: usize = 60;

/// How many characters of a passage are quoted.
const QUOTED: usize = 200;

/// `topics.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TopicsView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The topics, in the order of their names.
    pub topics: Vec<TopicSummary<'d>>,
    /// The years that `topics` have counts of, the earliest first; nothing where there is one edition only.
    pub years: Vec<u16>,
}

/// A topic in short.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TopicSummary<'d> {
    /// The name.
    pub name: &'d str,
    /// A sentence or two.
    pub description: Option<&'d str>,
    /// The link to its page.
    pub url: String,
    /// How many cities write about it.
    pub cities: usize,
    /// In how many passages.
    pub passages: usize,
    /// How much there is in each of the latest editions.
    pub counts: YearCounts,
}

/// `topic.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TopicView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The name.
    pub name: &'d str,
    /// The Russian name, where the English interface shows another.
    pub original_name: Option<&'d str>,
    /// A sentence or two.
    pub description: Option<&'d str>,
    /// Other names.
    pub aliases: Vec<&'d str>,
    /// How many cities write about it.
    pub cities: usize,
    /// In how many passages.
    pub passages: usize,
    /// How many cities wrote about it in each edition, where there are several. It stands on the first page.
    pub by_year: Vec<ChartRow<'d>>,
    /// Who asks about it and who can tell. They stand on the first page.
    pub sides: Option<TopicSides<'d>>,
    /// Which cities are new in the latest edition and which are gone. It stands on the first page.
    pub changes: Option<CityChanges<'d>>,
    /// What the passages on this page can be narrowed down to.
    pub choices: Vec<Choice<'d>>,
    /// The passages on this page by year, the latest first.
    pub years: Vec<TopicYear<'d>>,
    /// The responses that are on the topic as a whole. They stand on the first page.
    pub responses: Vec<TopicResponse<'d>>,
    /// The courses that belong to the topic.
    pub courses: Vec<Link<'d>>,
    /// The way through the passages, where there are several pages.
    pub pager: Option<Pager>,
}

/// The passages of one year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TopicYear<'d> {
    /// The year.
    pub year: u16,
    /// The passages, in the order of their cities.
    pub passages: Vec<QuotedPassage<'d>>,
}

/// A passage in short.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuotedPassage<'d> {
    /// The city, with the link to the passage.
    pub city: CityLink<'d>,
    /// The name of the sector.
    pub sector: &'d str,
    /// The short name of the question.
    pub question: &'d str,
    /// The year of the edition.
    pub year: u16,
    /// The title of the passage.
    pub title: Option<&'d str>,
    /// Its beginning, as HTML without any tags, or the sentence that mentions a city, with the city in `mark`; nothing when there is no text to
    /// quote, but a picture for instance.
    pub html: Option<Slot>,
    /// Whether there is more to read.
    pub is_cut: bool,
}

/// A response on a topic.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TopicResponse<'d> {
    /// The city, with the link to the response.
    pub city: CityLink<'d>,
    /// The name of the sector.
    pub sector: &'d str,
    /// The year of the edition.
    pub year: u16,
}

impl<'d> Maker<'_, 'd> {
    pub(super) fn topics(&self) -> TopicsView<'d> {
        TopicsView {
            site: self.site(),
            page: self.page("topics", self.text("menu-topics"), None, Vec::new()),
            topics: self
                .digest
                .topics
                .iter()
                .map(|(key, topic)| TopicSummary {
                    name: self.digest.shown(topic),
                    description: topic.description.as_deref(),
                    url: self.topic_link(key).url,
                    cities: self.index.topic(key).cities.len(),
                    passages: self.index.topic(key).passages.len(),
                    counts: self.topic_by_year(self.index.topic(key)).year_counts(),
                })
                .collect(),
            years: self.columns(),
        }
    }

    pub(super) fn topic(&self, key: Key<Topic>, number: usize) -> TopicView<'d> {
        let topic = &self.digest.topics[key];
        let name = self.digest.shown(topic);
        let Topic { description, aliases, .. } = topic;
        let entries = self.index.topic(key);
        let shown = &entries.passages[list::range(entries.passages.len(), PAGE, number)];
        let mut years: Vec<TopicYear<'d>> = Vec::new();
        for &passage in shown {
            let quoted = self.quoted_passage(passage, QUOTED);
            match years.last_mut() {
                Some(last) if last.year == quoted.year => last.passages.push(quoted),
                _ => years.push(TopicYear { year: quoted.year, passages: vec![quoted] }),
            }
        }
        let responses = if number == 1 { &*entries.responses } else { &[] };
        let by_year = (number == 1).then(|| self.topic_by_year(entries));
        let courses = self.digest.courses.iter().filter(|(_, course)| course.topics.contains(&key));
        let first = Address::topic(self.digest, key);
        let way = vec![(self.text("menu-topics").into(), Address::topics())];
        TopicView {
            site: self.site(),
            page: self.page("topic", name, description.as_deref().map(Into::into), way),
            name,
            original_name: topic.original_name(self.digest.site.language),
            description: description.as_deref(),
            aliases: aliases.iter().map(|alias| &**alias).collect(),
            cities: entries.cities.len(),
            passages: entries.passages.len(),
            sides: (number == 1).then(|| self.topic_sides(&entries.asks, &entries.results)),
            by_year: by_year.as_ref().map(|cities| self.by_year(cities)).unwrap_or_default(),
            changes: by_year.and_then(|cities| self.city_changes(&cities)),
            choices: self.choices(shown.iter().map(|&passage| self.index.passage(passage).response)),
            years,
            responses: responses
                .iter()
                .map(|&number| {
                    let response = &self.digest.responses[number];
                    TopicResponse {
                        city: self.response_link(response),
                        sector: self.sector_name(response.sector),
                        year: response.year.0,
                    }
                })
                .collect(),
            courses: courses.map(|(course, _)| self.course_link(course)).collect(),
            pager: self.pager(&first, entries.passages.len(), PAGE, number),
        }
    }

    fn topic_by_year(&self, entries: &OfTopic) -> CitiesByYear {
        let passages = entries.passages.iter().map(|&passage| self.index.passage(passage).response);
        let responses = entries.responses.iter().map(|&number| &*self.digest.responses[number]);
        let year_and_city = |response: &'d Response| (response.year, response.city);
        self.cities_by_year(passages.map(year_and_city), responses.map(year_and_city))
    }

    pub(super) fn quoted_passage(&self, passage: PassageRef, limit: usize) -> QuotedPassage<'d> {
        let (text, is_cut) = plain::excerpt(&self.index.passage(passage).passage.text, limit);
        self.quotation(passage, (!text.is_empty()).then(|| html::escaped(&text)), is_cut)
    }

    /// A passage with what is quoted of it, as HTML.
    pub(super) fn quotation(&self, passage: PassageRef, html: Option<String>, is_cut: bool) -> QuotedPassage<'d> {
        let PassageContext { response, question, passage } = self.index.passage(passage);
        let home = Address::response(self.digest, response.id());
        let url = self.links.to_place(&home, &passage.anchor);
        QuotedPassage {
            city: CityLink { url, ..self.response_link(response) },
            sector: self.sector_name(response.sector),
            question: &question.title,
            year: response.year.0,
            title: passage.title.as_deref(),
            html: html.map(|html| self.slot(html)),
            is_cut,
        }
    }
}
