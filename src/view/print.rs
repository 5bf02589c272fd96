//! Pages to be printed: everything about a city, on a topic or in a sector's edition, in full, on one page with its own contents.
//!
//! Links between the texts on such a page lead to places on it, so that they work in a PDF file as well.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Maker;
use super::address::Address;
use super::finished::Html;
use super::html::{self, Shown};
use super::list;
use super::page::{CityLink, DateView, Link, PageView, Pager, SiteView};
use super::response::PassageView;
use crate::link::Index;
use crate::model::{Answer, City, Digest, Edition, Key, Passage, Question, Response, ResponseId, SectorEdition, Topic};

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

/// The places that a page to be printed has.
#[derive(Debug, Default)]
pub(super) struct Places<'d> {
    anchors: BTreeMap<ResponseId, BTreeSet<&'d str>>,
}

impl Places<'_> {
    /// The anchor on the page for a place in a response; `None` when it is not on the page.
    pub(super) fn find(&self, digest: &Digest, response: ResponseId, anchor: Option<&str>) -> Option<String> {
        let anchors = self.anchors.get(&response)?;
        match anchor {
            None => Some(place(digest, response, None)),
            Some(anchor) => anchors.contains(anchor).then(|| place(digest, response, Some(anchor))),
        }
    }
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
            Gathering::Sector(edition, sector) => Address::sector(digest, edition.year, sector.sector),
            Gathering::City(city) => Address::city(digest, city),
            Gathering::Topic(topic) => Address::topic(digest, topic),
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

    /// The numbers of the pages; none when there is nothing to gather.
    pub(super) fn numbers(self, index: &Index<'_>) -> impl Iterator<Item = usize> + use<> {
        let (count, per_page) = if self.is_empty(index) { (0, 1) } else { self.count(index) };
        list::numbers(count, per_page).take(count)
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

impl<'d> Maker<'_, 'd> {
    pub(super) fn print(&self, gathering: Gathering<'d>, number: usize) -> PrintView<'d> {
        let digest = self.digest;
        let (gathers, name) = match gathering {
            Gathering::Sector(_, sector) => ("sector", self.sector_name(sector.sector)),
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
        let gathered = gathering.responses(self.index, number);
        let places = self.places(&gathered);
        let (count, per_page) = gathering.count(self.index);
        PrintView {
            site: self.site(),
            page: self.page("print", format!("{title}: {}", self.text("print-title")), None, way),
            gathers,
            subject: Link::new(name, self.links.to(&subject_address)),
            year,
            responses: gathered.iter().map(|gathered| self.printed(gathered, &places)).collect(),
            pager: self.pager(&gathering.address(digest), count, per_page, number),
        }
    }

    /// The link to the page that gathers something for printing; nothing when there is none.
    pub(super) fn print_link(&self, gathering: Gathering<'d>) -> Option<String> {
        (!gathering.is_empty(self.index)).then(|| self.links.to(&gathering.address(self.digest)))
    }

    fn places(&self, gathered: &[Gathered<'d>]) -> Places<'d> {
        let mut places = Places::default();
        for part in gathered {
            let anchors = places.anchors.entry(part.response.id()).or_default();
            let questions = self.index.questions(part.response);
            for answer in &part.response.answers {
                let mut passages = part.passages_of(answer).peekable();
                if passages.peek().is_some() {
                    anchors.insert(&questions[answer.question].id);
                }
                anchors.extend(passages.map(|passage| &*passage.anchor));
            }
            if part.passages.is_none() {
                anchors.extend(questions.iter().map(|question| &*question.id));
            }
        }
        places
    }

    fn printed(&self, gathered: &Gathered<'d>, places: &Places<'d>) -> PrintedResponse<'d> {
        let response = gathered.response;
        let Response { year, sector, respondent, received, draft, .. } = response;
        let questions = self.index.questions(response).iter().enumerate();
        let answers = questions.filter_map(|(number, question)| {
            let answer = response.answer(number);
            let passages: Vec<_> = answer.into_iter().flat_map(|answer| gathered.passages_of(answer)).collect();
            let shown = gathered.passages.is_none() || !passages.is_empty();
            shown.then(|| PrintedAnswer {
                id: place(self.digest, response.id(), Some(&question.id)),
                number: number + 1,
                title: &question.title,
                wording: &question.wording,
                passages: passages
                    .into_iter()
                    .map(|passage| self.printed_passage(passage, question, response, places))
                    .collect(),
            })
        });
        PrintedResponse {
            id: place(self.digest, response.id(), None),
            city: self.response_link(response),
            sector: self.sector_name(*sector),
            year: year.0,
            respondent: respondent.as_deref(),
            received: received.map(Into::into),
            draft: *draft,
            answers: answers.collect(),
        }
    }

    fn printed_passage(
        &self,
        passage: &'d Passage,
        question: &Question,
        response: &Response,
        places: &Places<'d>,
    ) -> PassageView<'d> {
        let shown = Shown::Gathered { response: response.id(), places };
        let context = html::Context { digest: self.digest, links: &self.links, shown };
        let anchor = Some(&*passage.anchor).filter(|anchor| *anchor != &*question.id);
        PassageView {
            anchor: anchor.map(|anchor| place(self.digest, response.id(), Some(anchor)).into()),
            title: passage.title.as_deref(),
            topics: passage.topics.iter().map(|&topic| self.topic_link(topic)).collect(),
            html: Html(html::whole(&passage.text, context)),
            experience: Vec::new(),
            related: Vec::new(),
        }
    }
}
