//! The page of a question in a sector's edition: the answers of all cities.

use serde::Serialize;

use super::choice::{self, Choice};
use super::collection_scope::CollectionScope;
use super::context::Context;
use super::link::{CityLink, Link, Pager};
use super::page::{PageView, SiteView};
use super::response::lowercase_first;
use super::wordings::{self, QuestionWording};
use super::{Html, Page, PageKind, list};
use crate::address::Address;
use crate::link::Index;
use crate::markup;
use crate::model::{Answer, Edition, Question, Response, SectorEdition};

/// How many answers are on a page.
const PER_PAGE: usize = 80;

/// How many characters of an answer are quoted.
const EXCERPT_LENGTH: usize = 140;

pub(super) static KIND: PageKind = PageKind::of::<QuestionView<'static>>("question", "question.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let digest = index.digest();
    let mut pages = Vec::new();
    for edition in &digest.editions {
        for sector in &edition.sectors {
            let changed = index.sector_changed(edition.year, sector.sector);
            for question in &sector.questions {
                let address = digest.question_address(edition.year, sector.sector, question);
                let count = answers(index, edition, sector, question).count();
                let collected = CollectionScope::Question(edition, sector, question);
                let question_pages = list::pages(&KIND, address, count, PER_PAGE, changed, move |cx, number| {
                    view(cx, edition, sector, question, number)
                });
                pages.extend(question_pages.map(|page| page.with_collection(collected)));
            }
        }
    }
    pages
}

/// `question.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct QuestionView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The sector's edition.
    pub sector: Link<'d>,
    /// The year.
    pub year: u16,
    /// The question in all editions that asked it, the latest first; empty if only one did.
    pub years: Vec<Link<'d>>,
    /// The number of the question, from 1.
    pub number: usize,
    /// The role of the question: `results`, `plans`, `support`, `discussion` or `training`.
    pub role: &'static str,
    /// Its short name.
    pub title: &'d str,
    /// Its wording.
    pub wording: &'d str,
    /// How many cities answered the question.
    pub count: usize,
    /// The answers on this page, in the order of their cities.
    pub answers: Vec<QuotedAnswer<'d>>,
    /// The filters of the list of cities.
    pub choices: Vec<Choice<'d>>,
    /// The cities that answered other questions but not this one. Only on the first page.
    pub missing: Vec<CityLink<'d>>,
    /// All questions of the sector's edition.
    pub questions: Vec<Link<'d>>,
    /// Its wordings in all editions, the latest first; empty if only one edition asked it. Only on the first page.
    pub wordings: Vec<QuestionWording<'d>>,
    /// Whether words in them are marked as new.
    pub has_new_words: bool,
    /// The pager, if there are several pages.
    pub pager: Option<Pager>,
}

/// An answer, shortened if it is long.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct QuotedAnswer<'d> {
    /// The city, with the link to the answer in its response.
    pub city: CityLink<'d>,
    /// The answer or its beginning, as HTML; nothing if it has no text, but for example a picture.
    pub html: Option<Html<'d>>,
    /// Whether something is left out.
    pub is_cut: bool,
    /// Whether the response is a draft.
    pub draft: bool,
}

/// Iterates over the answers to a question of a sector's edition, with their responses.
pub(super) fn answers<'d>(
    index: &Index<'d>,
    edition: &'d Edition,
    sector: &'d SectorEdition,
    question: &Question,
) -> impl Iterator<Item = (&'d Response, &'d Answer)> + use<'d> {
    let number = sector.questions.iter().position(|other| other.id == question.id);
    let responses = index.responses(edition.year, sector.sector);
    responses.iter().filter_map(move |response| Some((&**response, response.answer(number?)?)))
}

fn view<'d>(
    cx: &Context<'_, 'd>,
    edition: &'d Edition,
    sector: &'d SectorEdition,
    question: &'d Question,
    number: usize,
) -> QuestionView<'d> {
    let all: Vec<_> = answers(cx.index, edition, sector, question).collect();
    let shown = &all[list::page_range(all.len(), PER_PAGE, number)];
    let missing = cx
        .index
        .responses(edition.year, sector.sector)
        .iter()
        .filter(|response| number == 1 && !all.iter().any(|(other, _)| other.city == response.city));
    let sector_address = cx.digest.sector_address(edition.year, sector.sector);
    let first = cx.digest.question_address(edition.year, sector.sector, question);
    let name = cx.sector_name(sector.sector);
    let ancestors =
        vec![(edition.year.to_string().into(), Address::edition(edition.year)), (name.into(), sector_address.clone())];
    let wordings =
        if number == 1 { wordings::question_wordings(cx, edition.year, sector, question) } else { Vec::new() };
    let title = format!("{name}: {}, {}", lowercase_first(&question.title), edition.year);
    QuestionView {
        site: cx.site(),
        page: cx.page(title, Some((&*question.wording).into()), ancestors),
        sector: Link::new(name, cx.links.to(&sector_address)),
        year: edition.year.0,
        years: wordings::question_years(cx, edition.year, sector, question),
        choices: choice::city_choices(cx, shown.iter().map(|(response, _)| response.city)),
        number: sector.questions.iter().position(|other| other.id == question.id).unwrap_or(0) + 1,
        role: question.role.id(),
        title: &question.title,
        wording: &question.wording,
        count: all.len(),
        answers: shown.iter().map(|(response, answer)| quoted_answer(cx, response, answer, question)).collect(),
        missing: missing.map(|response| cx.city_link_to_response(response)).collect(),
        questions: sector
            .questions
            .iter()
            .map(|other| Link {
                title: (&*other.title).into(),
                url: cx.links.to(&cx.digest.question_address(edition.year, sector.sector, other)),
                current: other.id == question.id,
            })
            .collect(),
        has_new_words: wordings.iter().flat_map(|wording| &wording.pieces).any(|piece| piece.is_new),
        wordings,
        pager: list::pager(cx, &first, all.len(), PER_PAGE, number),
    }
}

fn quoted_answer<'d>(
    cx: &Context<'_, 'd>,
    response: &'d Response,
    answer: &'d Answer,
    question: &Question,
) -> QuotedAnswer<'d> {
    let home = cx.digest.response_address(response.id());
    let mut html = String::new();
    let mut remaining = EXCERPT_LENGTH;
    let mut is_cut = false;
    for passage in &answer.passages {
        if is_cut || remaining == 0 {
            is_cut = true;
            break;
        }
        if let Some(title) = &passage.title {
            html.push_str(&format!("<p><strong>{}</strong>", markup::escaped(title)));
            remaining = remaining.saturating_sub(title.chars().count());
        }
        let (excerpt, has_more) = passage.text.excerpt_html(&mut remaining);
        // An excerpt begins with a tag that ends the paragraph.
        html.push_str(if excerpt.is_empty() && passage.title.is_some() { "</p>" } else { &excerpt });
        is_cut = has_more;
    }
    let html = (!html.is_empty())
        .then(|| Html(markup::rebased(&html, cx.links.root(), &cx.links.to(&home)).into_owned().into()));
    let city = cx.city_link_to_anchor(response, &question.id);
    QuotedAnswer { city, html, is_cut, draft: response.draft }
}
