//! The page of a city: its responses in all years, and who mentions it.

use serde::Serialize;

use super::choice::{self, Choice};
use super::city_boards::{self, CityBoard};
use super::city_overview::{self, AlikeView, CityChangeView, CityMatrix, PopulationView, ResponseInShort};
use super::collection_scope::CollectionScope;
use super::context::Context;
use super::course::{self, RequestView};
use super::link::{Link, Pager};
use super::mention::MentionFinder;
use super::page::{PageView, SiteView};
use super::quote::{self, QuotedPassage};
use super::{Html, Page, PageKind, list};
use crate::address::Address;
use crate::link::{self, CityLists, Index, PassageRef};
use crate::model::{City, Entry, Key, Response, Role};

/// How many mentions are on a page.
const PER_PAGE: usize = 80;

/// The maximum number of requests on a city's page: the latest ones. The pages of courses have all.
const MAX_REQUESTS: usize = 12;

/// The maximum number of topics on a city's page.
const MAX_TOPICS: usize = 20;

pub(super) static KIND: PageKind = PageKind::of::<CityView<'static>>("city", "city.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let digest = index.digest();
    let city_pages = |city: Key<City>| {
        let CityLists { mentions, changed, .. } = index.city(city);
        let pages =
            list::pages(&KIND, digest.city_address(city), mentions.len(), PER_PAGE, *changed, move |cx, number| {
                view(cx, city, number)
            });
        pages.map(move |page| page.with_collection(CollectionScope::City(city)))
    };
    digest.cities.keys().flat_map(city_pages).collect()
}

/// `city.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CityView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The name.
    pub name: &'d str,
    /// The Russian name, if the English interface shows another.
    pub original_name: Option<&'d str>,
    /// The region.
    pub region: Option<&'d str>,
    /// The country, if it is not Russia.
    pub country: Option<&'d str>,
    /// Other names.
    pub aliases: Vec<&'d str>,
    /// The address of the administration's site.
    pub website: Option<&'d str>,
    /// The federal district, without these words.
    pub district: Option<&'d str>,
    /// Its population.
    pub population: Option<PopulationView<'d>>,
    /// The link to a small map with the city; nothing if it has no coordinates or the site has no preview pictures.
    pub map: Option<String>,
    /// Its responses by sector and year. Only on the first page.
    pub matrix: CityMatrix<'d>,
    /// Summaries of its responses of the latest year, by sector. Only on the first page.
    pub latest: Vec<ResponseInShort<'d>>,
    /// That year; nothing if it never answered.
    pub year: Option<u16>,
    /// What changed since the year before; nothing if it answered in one year only. Only on the first page.
    pub change: Option<CityChangeView<'d>>,
    /// Similar cities, the most similar first. Only on the first page.
    pub alike: Vec<AlikeView<'d>>,
    /// Its newest plans, and the newest ones that can have outcomes. Only on the first page.
    pub plans: Vec<CityBoard<'d>>,
    /// Its newest requests to ASDG, with the replies. Only on the first page.
    pub asks: Vec<CityBoard<'d>>,
    /// The topics it writes about, with the number of passages; the most frequent first.
    pub topics: Vec<CityTopic<'d>>,
    /// Its latest requests for courses, the latest first.
    pub requests: Vec<RequestView<'d>>,
    /// The number of all its requests for courses.
    pub request_count: usize,
    /// The link to the collection of its answers about courses.
    pub request_collection: Option<String>,
    /// In how many passages others mention it.
    pub mention_count: usize,
    /// The passages on this page in which others mention it. Each is quoted with the sentence that names it; the city
    /// is in `mark`.
    pub mentions: Vec<QuotedPassage<'d>>,
    /// The filters of the mentions: by the region, district and size of the other city.
    pub mention_choices: Vec<Choice<'d>>,
    /// The link to the collection of the passages in which others mention it; nothing if there are none.
    pub mention_collection: Option<String>,
    /// The pager of the mentions, if there are several pages.
    pub pager: Option<Pager>,
}

/// A topic of a city.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct CityTopic<'d> {
    /// The topic.
    pub topic: Link<'d>,
    /// In how many passages the city writes about it.
    pub passages: usize,
}

fn view<'d>(cx: &Context<'_, 'd>, key: Key<City>, number: usize) -> CityView<'d> {
    let city = &cx.digest.cities[key];
    let name = cx.digest.display_name(city);
    let City { region, country, aliases, website, .. } = city;
    let entries = cx.index.city(key);
    let responses: Vec<&'d Response> = cx.city_responses(key).collect();
    let is_first = number == 1;
    let own_responses: &[&'d Response] = if is_first { &responses } else { &[] };
    let mentions = &entries.mentions[list::page_range(entries.mentions.len(), PER_PAGE, number)];
    let finder = MentionFinder::new(city);
    let first = cx.digest.city_address(key);
    let ancestors = vec![(cx.text("menu-cities").into(), Address::cities())];
    CityView {
        site: cx.site(),
        page: cx.page(
            name,
            region.as_deref().map(|region| cx.description(&format!("{name}, {region}")).into()),
            ancestors,
        ),
        name,
        original_name: city.original_name(cx.digest.site.language),
        region: region.as_deref(),
        country: country.as_deref(),
        aliases: aliases.iter().map(|alias| &**alias).collect(),
        website: website.as_deref(),
        district: city.federal_district.as_deref(),
        population: city.population.as_ref().map(Into::into),
        map: cx.city_map(key),
        matrix: city_overview::matrix(cx, own_responses),
        latest: city_overview::response_summaries(cx, own_responses),
        year: own_responses.first().map(|response| response.year.0),
        change: is_first.then(|| city_overview::change(cx, key)).flatten(),
        alike: if is_first { city_overview::similar_cities(cx, key) } else { Vec::new() },
        plans: city_boards::plan_boards(cx, key, own_responses),
        asks: city_boards::request_boards(cx, key, own_responses),
        topics: city_topics(cx, own_responses),
        requests: city_requests(cx, own_responses),
        request_count: own_responses
            .iter()
            .flat_map(|response| response.passages())
            .map(|passage| passage.requests.len())
            .sum(),
        request_collection: CollectionScope::CityRole(key, Role::Training).link(cx.index, &cx.links),
        mention_collection: CollectionScope::Mentions(key).link(cx.index, &cx.links),
        mention_count: entries.mentions.len(),
        mentions: mentions.iter().map(|&passage| quoted_mention(cx, passage, &finder)).collect(),
        mention_choices: choice::city_choices(
            cx,
            mentions.iter().map(|&passage| cx.index.passage(passage).response.city),
        ),
        pager: list::pager(cx, &first, entries.mentions.len(), PER_PAGE, number),
    }
}

/// Makes a quotation of a passage: the sentence that names the city.
fn quoted_mention<'d>(cx: &Context<'_, 'd>, passage: PassageRef, city: &MentionFinder) -> QuotedPassage<'d> {
    let sentence = city.sentence(&cx.index.passage(passage).passage.text);
    quote::passage_with_quote(cx, passage, sentence.map(|sentence| Html(sentence.html().into())), false)
}

fn city_topics<'d>(cx: &Context<'_, 'd>, responses: &[&'d Response]) -> Vec<CityTopic<'d>> {
    let topics = link::topics_by_passages(responses.iter().copied()).into_iter().take(MAX_TOPICS);
    topics.map(|(topic, passages)| CityTopic { topic: cx.topic_link(topic), passages }).collect()
}

fn city_requests<'d>(cx: &Context<'_, 'd>, responses: &[&'d Response]) -> Vec<RequestView<'d>> {
    let passages = responses.iter().flat_map(|response| response.passages().map(move |passage| (response, passage)));
    let requests = passages.flat_map(|(response, passage)| {
        passage.requests.iter().map(move |request| course::request_view(cx, response, passage, request))
    });
    requests.take(MAX_REQUESTS).collect()
}
