//! A question of a sector's edition: the answers of all cities side by side.

use serde::Serialize;

use super::Maker;
use super::address::Address;
use super::finished::Html;
use super::html::{self, Shown};
use super::list;
use super::page::{CityLink, Link, PageView, Pager, SiteView};
use super::wordings::QuestionWording;
use crate::link::Index;
use crate::model::{Answer, Edition, Question, Response, SectorEdition};

/// How many answers stand on a page.
pub(super) const PAGE: usize = 40;

/// How many characters of an answer are quoted.
const QUOTED: usize = 600;

/// `question.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The sector's edition.
    pub sector: Link<'d>,
    /// The year.
    pub year: u16,
    /// The number of the question, from 1.
    pub number: usize,
    /// What the question is for: `results`, `plans`, `support`, `discussion` or `training`.
    pub role: &'static str,
    /// Its short name.
    pub title: &'d str,
    /// Its wording.
    pub wording: &'d str,
    /// How many cities answered it.
    pub count: usize,
    /// The answers on this page, in the order of their cities.
    pub answers: Vec<QuotedAnswer<'d>>,
    /// The cities that answered other questions but not this one. They stand on the first page.
    pub missing: Vec<CityLink<'d>>,
    /// All questions of the sector's edition.
    pub questions: Vec<Link<'d>>,
    /// Its wordings in all editions, the latest first; nothing where only one asked it. They stand on the first page.
    pub wordings: Vec<QuestionWording<'d>>,
    /// Whether some of their words are marked as new.
    pub has_new_words: bool,
    /// The way through the answers, where there are several pages.
    pub pager: Option<Pager>,
}

/// An answer, in short where it is long.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuotedAnswer<'d> {
    /// The city, with the link to the answer in its response.
    pub city: CityLink<'d>,
    /// The beginning of the answer, or all of it, as HTML; nothing when there is no text to quote, but a picture for instance.
    pub html: Option<Html>,
    /// Whether there is more to read.
    pub is_cut: bool,
    /// Whether the response is a draft.
    pub draft: bool,
}

/// The responses of a sector's edition that answer a question.
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

impl<'d> Maker<'_, 'd> {
    pub(super) fn question(
        &self,
        edition: &'d Edition,
        sector: &'d SectorEdition,
        question: &'d Question,
        number: usize,
    ) -> QuestionView<'d> {
        let all: Vec<_> = answers(self.index, edition, sector, question).collect();
        let shown = &all[list::range(all.len(), PAGE, number)];
        let missing = self
            .index
            .responses(edition.year, sector.sector)
            .iter()
            .filter(|response| number == 1 && !all.iter().any(|(other, _)| other.city == response.city));
        let sector_address = Address::sector(self.digest, edition.year, sector.sector);
        let first = Address::question(self.digest, edition.year, sector.sector, question);
        let name = self.sector_name(sector.sector);
        let way = vec![
            (edition.year.to_string().into(), Address::edition(edition.year)),
            (name.into(), sector_address.clone()),
        ];
        let wordings = if number == 1 { self.question_wordings(edition.year, sector, question) } else { Vec::new() };
        let title = format!("{}: {name}, {}", question.title, edition.year);
        QuestionView {
            site: self.site(),
            page: self.page("question", title, Some((&*question.wording).into()), way),
            sector: Link::new(name, self.links.to(&sector_address)),
            year: edition.year.0,
            number: sector.questions.iter().position(|other| other.id == question.id).unwrap_or(0) + 1,
            role: question.role.id(),
            title: &question.title,
            wording: &question.wording,
            count: all.len(),
            answers: shown.iter().map(|(response, answer)| self.quoted(response, answer, question)).collect(),
            missing: missing.map(|response| self.response_link(response)).collect(),
            questions: sector
                .questions
                .iter()
                .map(|other| Link {
                    title: (&*other.title).into(),
                    url: self.links.to(&Address::question(self.digest, edition.year, sector.sector, other)),
                    current: other.id == question.id,
                })
                .collect(),
            has_new_words: wordings.iter().flat_map(|wording| &wording.pieces).any(|piece| piece.is_new),
            wordings,
            pager: self.pager(&first, all.len(), PAGE, number),
        }
    }

    fn quoted(&self, response: &'d Response, answer: &'d Answer, question: &Question) -> QuotedAnswer<'d> {
        let home = Address::response(self.digest, response.id());
        let context = html::Context { digest: self.digest, links: &self.links, shown: Shown::Quoted(&home) };
        let mut html = String::new();
        let mut left = QUOTED;
        let mut is_cut = false;
        for passage in &answer.passages {
            if is_cut || left == 0 {
                is_cut = true;
                break;
            }
            let excerpt = html::excerpt(&passage.text, passage.title.as_deref(), context, &mut left);
            html.push_str(&excerpt.html);
            is_cut = excerpt.is_cut;
        }
        let url = self.links.to_place(&home, &question.id);
        let html = (!html.is_empty()).then(|| Html(html));
        QuotedAnswer { city: CityLink { url, ..self.response_link(response) }, html, is_cut, draft: response.draft }
    }
}
