//! The wordings of a question in all editions, with the changed words marked.

use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::context::Context;
use super::link::Link;
use crate::model::{Edition, Question, SectorEdition, Year};
use asdg_russian::folded;

/// A wording of a question in one edition, or in several consecutive ones.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct QuestionWording<'d> {
    /// The years, from the first to the last: `2022–2024`.
    pub years: String,
    /// The question in each of these years, the latest first.
    pub links: Vec<Link<'d>>,
    /// The latest of these years, if the wording names a year that differs between them; else nothing.
    pub dated: Option<u16>,
    /// The wording in the latest of these years, split into adjacent pieces.
    pub pieces: Vec<WordingPiece<'d>>,
}

/// A part of a wording.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct WordingPiece<'d> {
    /// The text.
    pub text: &'d str,
    /// Whether the previous wording did not have it. Nothing is marked if most words are new.
    pub is_new: bool,
}

/// A question in one year.
struct AskedQuestion<'d> {
    year: Year,
    question: &'d Question,
    /// The words, each with the space after it.
    words: Vec<&'d str>,
    /// The words for comparison, in which `{year}` and `{next_year}` replace the year of the edition and the next one.
    comparable: Vec<String>,
}

impl<'d> AskedQuestion<'d> {
    fn new(year: Year, question: &'d Question) -> Self {
        let words: Vec<&str> = question.wording.split_inclusive([' ', '\u{a0}']).collect();
        let (this_year, next_year) = (year.to_string(), Year(year.0 + 1).to_string());
        let comparable = |word: &&str| folded(word).replace(&this_year, "{year}").replace(&next_year, "{next_year}");
        let comparable = words.iter().map(comparable).collect();
        Self { year, question, words, comparable }
    }

    /// Splits the wording into pieces that the wording before also has and pieces that are new.
    fn diff(&self, before: Option<&Self>) -> Vec<WordingPiece<'d>> {
        let mut is_new = vec![false; self.words.len()];
        if let Some(before) = before {
            for operation in capture_diff_slices(Algorithm::Myers, &before.comparable, &self.comparable) {
                if operation.tag() != DiffTag::Equal {
                    is_new[operation.new_range()].fill(true);
                }
            }
        }
        // If most words are new, marking them would not help the reader.
        if is_new.iter().filter(|&&is_new| is_new).count() * 2 > is_new.len() {
            is_new.fill(false);
        }
        split_pieces(&self.question.wording, &self.words, &is_new)
    }
}

/// Splits a text into pieces of new words and pieces of other words. The space after the last new word belongs to the
/// next piece.
fn split_pieces<'t>(text: &'t str, words: &[&str], is_new: &[bool]) -> Vec<WordingPiece<'t>> {
    let mut pieces = Vec::new();
    let (mut start, mut end, mut is_piece_new) = (0, 0, false);
    let mut push = |piece: &'t str, is_new| {
        if !piece.is_empty() {
            pieces.push(WordingPiece { text: piece, is_new });
        }
    };
    for (word, &is_new) in words.iter().zip(is_new) {
        if is_new != is_piece_new {
            let piece = &text[start..end];
            let kept = if is_piece_new { piece.trim_end() } else { piece };
            push(kept, is_piece_new);
            start += kept.len();
            is_piece_new = is_new;
        }
        end += word.len();
    }
    push(&text[start..end], is_piece_new);
    pieces
}

/// Returns the wordings of a question in all editions, the latest first; empty if only one edition asked it. Questions
/// of a sector are the same if they have the same id, or else the same role.
pub(super) fn question_wordings<'d>(
    cx: &Context<'_, 'd>,
    current_year: Year,
    sector: &SectorEdition,
    question: &Question,
) -> Vec<QuestionWording<'d>> {
    let asked = questions_by_year(cx, sector, question).into_iter();
    let asked: Vec<AskedQuestion<'d>> = asked.map(|(year, question)| AskedQuestion::new(year, question)).collect();
    if asked.len() < 2 {
        return Vec::new();
    }
    let mut groups = asked.chunk_by(|a, b| a.comparable == b.comparable).peekable();
    let mut wordings = Vec::new();
    while let Some(group) = groups.next() {
        let before = groups.peek().and_then(|group| group.first());
        let (Some(last), Some(first)) = (group.first(), group.last()) else {
            continue;
        };
        let years = if group.len() > 1 { format!("{}–{}", first.year, last.year) } else { last.year.to_string() };
        let link = |asked: &AskedQuestion<'d>| Link {
            title: asked.year.to_string().into(),
            url: cx.links.to(&cx.digest.question_address(asked.year, sector.sector, asked.question)),
            current: asked.year == current_year,
        };
        let dated = (first.words != last.words).then_some(last.year.0);
        let links = group.iter().map(link).collect();
        wordings.push(QuestionWording { years, links, dated, pieces: last.diff(before) });
    }
    wordings
}

/// A question that is new, gone, or has another wording than in the edition before.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct WordingChange<'d> {
    /// `new`, `gone` or `changed`.
    pub kind: &'static str,
    /// The short name of the question, with the link to its page; if it is gone, to its last page.
    pub question: Link<'d>,
    /// The name of the sector.
    pub sector: &'d str,
    /// Its wording, split into adjacent pieces.
    pub pieces: Vec<WordingPiece<'d>>,
    /// The wording before, if it changed.
    pub before: Option<&'d str>,
}

/// Returns the questions that are new, gone or have another wording, sector by sector. Years in a wording do not count.
pub(super) fn wording_changes<'d>(
    cx: &Context<'_, 'd>,
    before: &'d Edition,
    edition: &'d Edition,
) -> Vec<WordingChange<'d>> {
    let sector_pairs = edition.sectors.iter().filter_map(|sector| {
        let old = before.sectors.iter().find(|other| other.sector == sector.sector)?;
        Some((old, sector))
    });
    let sector_changes = |(old, new): (&'d SectorEdition, &'d SectorEdition)| {
        let change = |kind, asked: &AskedQuestion<'d>, old_question: Option<&AskedQuestion<'d>>| WordingChange {
            kind,
            question: Link::new(
                &*asked.question.title,
                cx.links.to(&cx.digest.question_address(asked.year, new.sector, asked.question)),
            ),
            sector: cx.sector_name(new.sector),
            pieces: asked.diff(old_question),
            before: old_question.map(|old_question| &*old_question.question.wording),
        };
        let now = new.questions.iter().filter_map(move |question| {
            let asked = AskedQuestion::new(edition.year, question);
            let Some(old_question) = matching_question(old, question) else {
                return Some(change("new", &asked, None));
            };
            let old_question = AskedQuestion::new(before.year, old_question);
            (old_question.comparable != asked.comparable).then(|| change("changed", &asked, Some(&old_question)))
        });
        let gone = old.questions.iter().filter(|question| matching_question(new, question).is_none());
        now.collect::<Vec<_>>()
            .into_iter()
            .chain(gone.map(|question| change("gone", &AskedQuestion::new(before.year, question), None)))
            .collect::<Vec<_>>()
    };
    sector_pairs.flat_map(sector_changes).collect()
}

/// Finds the same question in another edition of the sector: the one with the same id, else the one with the same role.
fn matching_question<'d>(sector: &'d SectorEdition, question: &Question) -> Option<&'d Question> {
    let questions = || sector.questions.iter();
    let same = questions().find(|other| other.id == question.id);
    same.or_else(|| questions().find(|other| other.role == question.role))
}

/// Links to the question in all editions that asked it, the latest first; empty if only one did.
pub(super) fn question_years<'d>(
    cx: &Context<'_, 'd>,
    current_year: Year,
    sector: &SectorEdition,
    question: &Question,
) -> Vec<Link<'d>> {
    let asked = questions_by_year(cx, sector, question);
    let link = |(year, question): &(Year, &'d Question)| Link {
        title: year.to_string().into(),
        url: cx.links.to(&cx.digest.question_address(*year, sector.sector, question)),
        current: *year == current_year,
    };
    if asked.len() > 1 { asked.iter().map(link).collect() } else { Vec::new() }
}

/// Finds the question in all editions that asked it, the latest first.
fn questions_by_year<'d>(
    cx: &Context<'_, 'd>,
    sector: &SectorEdition,
    question: &Question,
) -> Vec<(Year, &'d Question)> {
    let find_in_edition = |edition: &'d Edition| {
        let sector = edition.sectors.iter().find(|other| other.sector == sector.sector)?;
        Some((edition.year, matching_question(sector, question)?))
    };
    cx.digest.editions.iter().rev().filter_map(find_in_edition).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;

    /// Returns the new wording with `[]` around the pieces that the old one did not have.
    fn marked(before: &str, now: &str) -> String {
        let question = |wording: &str| Question {
            id: "plans".into(),
            role: Role::Plans,
            title: "Планы".into(),
            wording: wording.into(),
            translation: None,
        };
        let (before, now) = (question(before), question(now));
        let pieces = AskedQuestion::new(Year(2024), &now).diff(Some(&AskedQuestion::new(Year(2023), &before)));
        let pieces =
            pieces.iter().map(|piece| if piece.is_new { format!("[{}]", piece.text) } else { piece.text.into() });
        pieces.collect()
    }

    #[test]
    fn new_words_are_marked_but_years_are_not() {
        assert_eq!(marked("Что в 2023 году?", "Что в 2024 году?"), "Что в 2024 году?");
        assert_eq!(
            marked("Что предстоит в 2024 году?", "Что ещё предстоит сделать в 2025 году?"),
            "Что [ещё] предстоит [сделать] в 2025 году?"
        );
        assert_eq!(marked("Что предстоит?", "Что предстоит городу"), "Что предстоит [городу]");
    }

    #[test]
    fn an_entirely_new_wording_has_no_marks() {
        assert_eq!(marked("Какая помощь нужна?", "Чем могла бы помочь ассоциация?"), "Чем могла бы помочь ассоциация?");
    }
}
