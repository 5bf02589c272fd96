//! Pages to be printed: everything about a city, on a topic or in a sector's edition, in full, on one page with its own contents.
//!
//! Links between the texts on such a page lead to places on it, so that they work in a PDF file as well.

use serde::Serialize;

use super::Html;
use super::context::Context;
use super::list;
use super::page::{CityLink, DateView, Link, PageView, Pager, SiteView};
use super::response::PassageView;
use super::{Kind, Page};
use crate::address::Address;
use crate::link::Index;
use crate::markup;
use crate::model::{
    Answer, City, Digest, Edition, Key, Passage, Question, Response, ResponseId, SectorEdition, Text, Topic,
};

/// How many responses stand on a page: those of all cities of one sector's edition, as a rule.
const RESPONSES: usize = 100;

/// How many passages on a topic stand on a page.
const PASSAGES: usize = 300;

/// What a page to be printed gathers.
#[derive(Debug, Clone, Copy)]
pub enum Gathering<'d> {
    /// The responses of a sector's edition.
    Sector(&'d Edition, &'d SectorEdition),
    /// The responses of a city, of all years and sectors.
    City(Key<City>),
    /// The passages on a topic.
    Topic(Key<Topic>),
}

pub(super) static KIND: Kind = Kind::of::<PrintView<'static>>("print", "print.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let digest = index.digest();
    let editions = digest.editions.iter();
    let sectors =
        editions.flat_map(|edition| edition.sectors.iter().map(move |sector| Gathering::Sector(edition, sector)));
    let cities = digest.cities.keys().map(Gathering::City);
    let topics = digest.topics.keys().map(Gathering::Topic);
    let of_gathering = |gathering: Gathering<'d>| {
        let (count, per_page) = gathering.count(index);
        let is_shown = !gathering.is_empty(index);
        let pages = list::pages(&KIND, gathering.address(digest), count, per_page, None, move |cx, number| {
            view(cx, gathering, number)
        });
        // A page to be printed says nothing that is not said elsewhere.
        pages.filter(move |_| is_shown).map(Page::unlisted)
    };
    sectors.chain(cities).chain(topics).flat_map(of_gathering).collect()
}

/// `print.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PrintView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// What is gathered: `sector`, `city` or `topic`.
    pub gathers: &'static str,
    /// The name of the sector, city or topic, with the link to its page.
    pub subject: Link<'d>,
    /// The year, where a sector's edition is gathered.
    pub year: Option<u16>,
    /// The responses with what is gathered of them, in order.
    pub responses: Vec<PrintedResponse<'d>>,
    /// The way through the pages, where there are several.
    pub pager: Option<Pager>,
}

/// A response, or what it says on a topic, on a page to be printed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PrintedResponse<'d> {
    /// The anchor.
    pub id: String,
    /// The city, with the link to the response.
    pub city: CityLink<'d>,
    /// The name of the sector.
    pub sector: &'d str,
    /// The year.
    pub year: u16,
    /// The department that answered.
    pub respondent: Option<&'d str>,
    /// When it arrived.
    pub received: Option<DateView>,
    /// Whether it is a draft.
    pub draft: bool,
    /// The questions with their answers; of a topic only those that touch on it.
    pub answers: Vec<PrintedAnswer<'d>>,
}

/// A question with its answer on a page to be printed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PrintedAnswer<'d> {
    /// The anchor.
    pub id: String,
    /// The number of the question, from 1.
    pub number: usize,
    /// The short name of the question.
    pub title: &'d str,
    /// The wording of the question.
    pub wording: &'d str,
    /// The passages; empty when the city did not answer.
    pub passages: Vec<PassageView<'d>>,
}

/// The anchor of a response, or of a place in it, among those of others.
fn place(digest: &Digest, ResponseId { year, sector, city }: ResponseId, anchor: Option<&str>) -> String {
    let response = format!("{year}-{}-{}", digest.sectors[sector].id, digest.cities[city].id);
    match anchor {
        None => response,
        Some(anchor) => format!("{response}-{anchor}"),
    }
}

/// A response and what is gathered of it: the passages on a topic, or everything.
struct Gathered<'d> {
    response: &'d Response,
    passages: Option<Vec<&'d Passage>>,
}

impl<'d> Gathered<'d> {
    fn whole(response: &'d Response) -> Self {
        Self { response, passages: None }
    }

    fn passages_of(&self, answer: &'d Answer) -> impl Iterator<Item = &'d Passage> {
        let chosen = |passage: &&Passage| match &self.passages {
            None => true,
            Some(chosen) => chosen.iter().any(|chosen| std::ptr::eq(*chosen, *passage)),
        };
        answer.passages.iter().filter(chosen)
    }
}

impl<'d> Gathering<'d> {
    /// The address of the page that is gathered for.
    fn subject_address(self, digest: &Digest) -> Address {
        match self {
            Gathering::Sector(edition, sector) => digest.sector_address(edition.year, sector.sector),
            Gathering::City(city) => digest.city_address(city),
            Gathering::Topic(topic) => digest.topic_address(topic),
        }
    }

    /// The address of the first page.
    pub(super) fn address(self, digest: &Digest) -> Address {
        self.subject_address(digest).to_be_printed()
    }

    /// How many things there are to gather, and how many of them stand on a page.
    fn count(self, index: &Index<'_>) -> (usize, usize) {
        match self {
            Gathering::Sector(edition, sector) => (index.responses(edition.year, sector.sector).len(), RESPONSES),
            Gathering::City(city) => (index.city(city).responses.len(), RESPONSES),
            Gathering::Topic(topic) => (index.topic(topic).passages.len(), PASSAGES),
        }
    }

    /// Whether there is anything to gather.
    pub(super) fn is_empty(self, index: &Index<'_>) -> bool {
        !index.digest().site.print_pages || self.count(index).0 == 0
    }

    fn responses(self, index: &Index<'d>, number: usize) -> Vec<Gathered<'d>> {
        let (count, per_page) = self.count(index);
        let range = list::range(count, per_page, number);
        match self {
            Gathering::Sector(edition, sector) => index.responses(edition.year, sector.sector)[range]
                .iter()
                .map(|response| Gathered::whole(response))
                .collect(),
            Gathering::City(city) => {
                let responses = &index.city(city).responses[range];
                responses.iter().map(|&number| Gathered::whole(&index.digest().responses[number])).collect()
            }
            Gathering::Topic(topic) => {
                let mut gathered: Vec<Gathered<'d>> = Vec::new();
                for &passage in &index.topic(topic).passages[range] {
                    let context = index.passage(passage);
                    match gathered.last_mut() {
                        Some(Gathered { response, passages: Some(passages) })
                            if response.id() == context.response.id() =>
                        {
                            passages.push(context.passage);
                        }
                        _ => gathered
                            .push(Gathered { response: context.response, passages: Some(vec![context.passage]) }),
                    }
                }
                gathered
            }
        }
    }
}

fn view<'d>(cx: &Context<'_, 'd>, gathering: Gathering<'d>, number: usize) -> PrintView<'d> {
    let digest = cx.digest;
    let (gathers, name) = match gathering {
        Gathering::Sector(_, sector) => ("sector", cx.sector_name(sector.sector)),
        Gathering::City(city) => ("city", digest.shown(&digest.cities[city])),
        Gathering::Topic(topic) => ("topic", digest.shown(&digest.topics[topic])),
    };
    let year = match gathering {
        Gathering::Sector(edition, _) => Some(edition.year.0),
        Gathering::City(_) | Gathering::Topic(_) => None,
    };
    let subject_address = gathering.subject_address(digest);
    let title = year.map_or_else(|| name.to_owned(), |year| format!("{name}, {year}"));
    let way = vec![(title.clone().into(), subject_address.clone())];
    let gathered = gathering.responses(cx.index, number);
    let (count, per_page) = gathering.count(cx.index);
    PrintView {
        site: cx.site(),
        page: cx.page(format!("{title}: {}", cx.text("print-title")), None, way),
        gathers,
        subject: Link::new(name, cx.links.to(&subject_address)),
        year,
        responses: gathered.iter().map(|gathered| printed(cx, gathered)).collect(),
        pager: list::pager(cx, &gathering.address(digest), count, per_page, number),
    }
}

/// The link to the page that gathers something for printing; nothing when there is none.
pub(super) fn print_link<'d>(cx: &Context<'_, 'd>, gathering: Gathering<'d>) -> Option<String> {
    (!gathering.is_empty(cx.index)).then(|| cx.links.to(&gathering.address(cx.digest)))
}

fn printed<'d>(cx: &Context<'_, 'd>, gathered: &Gathered<'d>) -> PrintedResponse<'d> {
    let response = gathered.response;
    let Response { year, sector, respondent, received, draft, .. } = response;
    let questions = cx.index.questions(response).iter().enumerate();
    let answers = questions.filter_map(|(number, question)| {
        let answer = response.answer(number);
        let passages: Vec<_> = answer.into_iter().flat_map(|answer| gathered.passages_of(answer)).collect();
        let shown = gathered.passages.is_none() || !passages.is_empty();
        shown.then(|| PrintedAnswer {
            id: place(cx.digest, response.id(), Some(&question.id)),
            number: number + 1,
            title: &question.title,
            wording: &question.wording,
            passages: passages.into_iter().map(|passage| printed_passage(cx, passage, question, response)).collect(),
        })
    });
    PrintedResponse {
        id: place(cx.digest, response.id(), None),
        city: cx.response_link(response),
        sector: cx.sector_name(*sector),
        year: year.0,
        respondent: respondent.as_deref(),
        received: received.map(Into::into),
        draft: *draft,
        answers: answers.collect(),
    }
}

fn printed_passage<'d>(
    cx: &Context<'_, 'd>,
    passage: &'d Passage,
    question: &Question,
    response: &Response,
) -> PassageView<'d> {
    let anchor = Some(&*passage.anchor).filter(|anchor| *anchor != &*question.id);
    PassageView {
        anchor: anchor.map(|anchor| place(cx.digest, response.id(), Some(anchor)).into()),
        title: passage.title.as_deref(),
        topics: passage.topics.iter().map(|&topic| cx.topic_link(topic)).collect(),
        html: Html(gathered_html(&passage.text, cx, response).into()),
        experience: Vec::new(),
        related: Vec::new(),
    }
}

/// A text for a page that gathers several: its own places and pictures are those of its response's page.
fn gathered_html(text: &Text, cx: &Context<'_, '_>, response: &Response) -> String {
    let home = cx.digest.response_address(response.id());
    let html = markup::rebased(text.html(), cx.links.root(), &cx.links.to(&home));
    html.replace("src=\"", &format!("src=\"{}", cx.links.to_folder(&home))).replace("<li id=", "<li data-id=")
}
