//! Imports one file: runs all steps up to the Markdown of its responses. [`import`] is the entry point.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::context::{Context, excerpt};
use super::document::{Aside, AsideKind, Block, Document, Picture};
use super::extract::{self, Extracted, ExtractedContent, Format};
use super::identify::{self, Evidence, Identity};
use super::questions::{Matcher, QuestionBeginnings};
use super::report::{FileReport, Repairs};
use super::response::{self, ComposedResponse};
use super::sections::{self, Group};
use super::{clean, furniture, headings, left_out, lists, marks, proof, questions, reflow};
use asdg_base::fs;
use asdg_base::problem::Kind;
use asdg_base::questionnaire::{Question, Questionnaire};
use asdg_russian::normal::composed;

/// An imported file: its responses are composed, but not saved.
pub(super) struct ImportedFile {
    /// The report, without its responses and problems.
    pub(super) file: FileReport,
    /// The composed responses.
    pub(super) responses: Vec<ComposedResponse>,
    /// The problems found so far.
    pub(super) kinds: Vec<Kind>,
    /// The pictures of the file.
    pub(super) pictures: Vec<Picture>,
}

/// Imports a file; returns the problem if it cannot be imported.
pub(super) fn import(path: &Path, context: &Context<'_>) -> Result<ImportedFile, Kind> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unreadable = |error: fs::Error| Kind::UnreadableFile { reason: error.reason() };
    if fs::size(path).map_err(unreadable)? > extract::LARGEST {
        return Err(Kind::ImportTooLarge { limit: "file".to_owned() });
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    let extracted = extract::extract(&name, bytes)?;
    let mut kinds = Vec::new();
    let mut file =
        FileReport { format: Some(extracted.format), encoding: extracted.encoding, ..FileReport::empty(&name) };
    let (document, source) = repair_paragraphs(extracted, &context.beginnings, &mut file.repairs, &mut kinds)?;
    kinds.extend(left_out::unmapped(&document));
    let Document { blocks, mut asides, pictures } = document;
    kinds.extend(left_out::take_problems(&mut asides));
    file.dropped.extend(asides);
    if blocks.is_empty() {
        return Err(Kind::ImportEmpty);
    }
    let is_header = |aside: &&Aside| matches!(aside.kind, AsideKind::RunningHead | AsideKind::Mail);
    let headers: Vec<String> = file.dropped.iter().filter(is_header).map(|aside| aside.text.clone()).collect();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let stem = composed(&stem);
    let folders = folders(path, context.inputs);
    let file_name = (&*stem, folders.as_slice());
    let (questionnaire, groups) = split(blocks, &headers, file_name, context).map_err(|kind| match kind {
        // A mail without questions probably has the response in an attachment that could not be read.
        Kind::ImportNoQuestions if file.format == Some(Format::Mail) => extract::unread(&file.dropped).unwrap_or(kind),
        kind => kind,
    })?;
    let questions = &questionnaire.questions;
    // A file may hold the responses of one city for several sectors: then its name applies to all of them.
    let sector =
        |group: &Group| identify::sector(&Evidence::new(group, questions, ("", &[]), &[], false), context.known);
    let mut sectors: Vec<_> = groups.iter().map(|group| sector(group).map(|(sector, _)| sector)).collect();
    let same_city = groups.len() == 1 || (sectors.iter().all(Option::is_some) && are_all_different(&mut sectors));
    let mut responses = Vec::new();
    let mut spans = Vec::new();
    let mut previous: Option<Identity> = None;
    for mut group in groups {
        let evidence = Evidence::new(&group, questions, file_name, &headers, same_city);
        let mut identity = identify::identify(&evidence, context.known, context.cities);
        identity.inherit_city(previous.as_ref());
        previous = Some(identity.clone());
        for section in &mut group.sections {
            file.repairs.typed_items += lists::mark_items(&mut section.blocks);
            headings::mark_headings(&mut section.blocks);
        }
        if let Some(kind) = missing_first_question(&group, questions, context) {
            return Err(kind);
        }
        let mut composed = response::compose(&group, questions, identity, &name, context);
        report_doubts(&group, questions, &mut composed.kinds);
        // The spans are needed only for the proof, so they do not stay in memory until the file is saved.
        spans.append(&mut composed.spans);
        file.dropped.extend(group.asides);
        file.dropped.append(&mut composed.dropped);
        responses.push(composed);
    }
    if let Some(difference) = proof::compare(&source, spans) {
        return Err(Kind::ImportDifference { source: difference.source, response: difference.response });
    }
    file.dropped.sort_by_key(|aside| aside.at);
    Ok(ImportedFile { file, responses, kinds, pictures })
}

fn are_all_different<T: Ord>(values: &mut Vec<T>) -> bool {
    let count = values.len();
    values.sort();
    values.dedup();
    values.len() == count
}

/// The names of the folders around a file, the nearest first, up to the folder given on the command line.
fn folders(path: &Path, inputs: &[PathBuf]) -> Vec<String> {
    let input = inputs.iter().filter(|input| path.starts_with(input)).max_by_key(|input| input.components().count());
    let inside = |folder: &&Path| input.is_none_or(|input| *input == path || folder.starts_with(input));
    let named = path.ancestors().skip(1).take_while(inside).take(3);
    let named = named.filter_map(|folder| folder.file_name());
    let names = named.map(|name| name.to_string_lossy().into_owned());
    // A file given on the command line may be anywhere on the disk; only its own folder is evidence.
    if input.is_some_and(|input| input == path) { names.take(1).collect() } else { names.collect() }
}

/// Returns the paragraphs of a file, cleaned, and the letters that the responses must have in the end.
fn repair_paragraphs(
    extracted: Extracted,
    questions: &QuestionBeginnings,
    repairs: &mut Repairs,
    kinds: &mut Vec<Kind>,
) -> Result<(Document, String), Kind> {
    let Extracted { content, letters, asides: file_asides, .. } = extracted;
    let (document, joined, source) = match content {
        ExtractedContent::Lines(lines) => {
            let (lines, asides) = furniture::remove(lines);
            let mut lines = reflow::join_tables_across_pages(lines);
            marks::replace_letter_bullets(&mut lines.lines);
            let source = proof::letters_of_lines(&lines);
            let (document, joined) = reflow::reflow(&lines, questions);
            (Document { asides, ..document }, joined, source)
        }
        ExtractedContent::Document(mut document) => {
            let replaced = marks::replace_unusual_marks(&mut document.blocks);
            let read_letters = extract::letters_of(&document);
            let letters = letters.map(|mut letters| {
                for letter in replaced {
                    letters.entry(letter).and_modify(|count| *count = count.saturating_sub(1));
                }
                letters.retain(|_, count| *count > 0);
                letters
            });
            if let Some(letters) = letters.filter(|letters| *letters != read_letters) {
                return Err(letter_difference(&letters, &read_letters));
            }
            let source = proof::letters_of_document(&document);
            let (document, joined) = match clean::is_broken_into_lines(&document) {
                true => clean::join_lines(document, questions),
                false => (document, reflow::LineJoins::default()),
            };
            (document, joined, source)
        }
    };
    let (mut document, cleaned) = clean::clean(document);
    document.asides.splice(0..0, file_asides);
    let reflow::LineJoins { lines, removed_hyphens, kept_hyphens } = joined;
    let clean::CleanReport { spaces, invisible, spaces_after_hyphens, mixed_words } = cleaned;
    *repairs = Repairs {
        joined_lines: lines,
        undone_hyphens: removed_hyphens,
        kept_hyphens,
        blanks: spaces,
        invisible,
        blanks_behind_hyphens: spaces_after_hyphens,
        typed_items: 0,
    };
    if !mixed_words.is_empty() {
        kinds.push(Kind::ImportMixedLetters { words: mixed_words.join(", ") });
    }
    Ok((document, source))
}

/// The problem of a document whose reader lost or added letters: compares the counts of all letters in the file with
/// those that were read.
fn letter_difference(all: &BTreeMap<char, u64>, read: &BTreeMap<char, u64>) -> Kind {
    let surplus = |a: &BTreeMap<char, u64>, b: &BTreeMap<char, u64>| {
        let count = |(letter, count): (&char, &u64)| {
            let surplus = count.saturating_sub(b.get(letter).copied().unwrap_or(0));
            (surplus > 0).then(|| format!("{letter}×{surplus}"))
        };
        a.iter().filter_map(count).take(30).collect::<Vec<_>>().join(" ")
    };
    Kind::ImportDifference { source: surplus(all, read), response: surplus(read, all) }
}

/// Splits a file by the questionnaire of its year and sector. Year and sector are identified with the questionnaire
/// that fits the file best.
fn split<'k>(
    blocks: Vec<Block>,
    headers: &[String],
    file_name: (&str, &[String]),
    context: &Context<'k>,
) -> Result<(&'k Questionnaire, Vec<Group>), Kind> {
    let known = context.known;
    let split_by = |questionnaire: &Questionnaire| {
        sections::split(blocks.clone(), &Matcher::new(&questionnaire.questions), context.cities)
    };
    let mut best: Option<(f32, &Questionnaire, Vec<Group>)> = None;
    for questionnaire in known.questionnaires.all() {
        let groups = split_by(questionnaire);
        let score: f32 = groups.iter().flat_map(|group| &group.sections).map(|section| section.score).sum();
        if score > best.as_ref().map_or(0.0, |(high, _, _)| *high) {
            best = Some((score, questionnaire, groups));
        }
    }
    let (_, questionnaire, groups) = best.ok_or(Kind::ImportNoQuestions)?;
    let first = groups.first().ok_or(Kind::ImportNoQuestions)?;
    let evidence = Evidence::new(first, &questionnaire.questions, file_name, headers, groups.len() == 1);
    let identity = identify::identify(&evidence, known, context.cities);
    let year = context.overrides.year.or(identity.year.map(|(year, _)| year));
    let sector = context.overrides.sector.or(identity.sector.map(|(sector, _)| sector));
    let right = year.zip(sector).and_then(|(year, sector)| known.questionnaires.find(year, &known.sectors[sector]));
    match right.filter(|right| right.folder != questionnaire.folder) {
        None => Ok((questionnaire, groups)),
        Some(right) => {
            let groups = split_by(right);
            if groups.is_empty() { Err(Kind::ImportNoQuestions) } else { Ok((right, groups)) }
        }
    }
}

/// The problem of a missing first question: reported if the text above the other questions is so long that it may be
/// its answer.
fn missing_first_question(group: &Group, questions: &[Question], context: &Context<'_>) -> Option<Kind> {
    const LONG_TEXT: usize = 600;
    let question = questions.first()?;
    if group.sections.iter().any(|section| section.question == 0) {
        return None;
    }
    let rest = identify::split_preamble(&group.preamble, context.known, context.cities).rest;
    let text: Vec<String> = rest.iter().map(|paragraph| paragraph.text()).collect();
    let text = text.join(" ");
    let question = format!("1. {}", question.title);
    (text.chars().count() > LONG_TEXT).then(|| Kind::ImportFirstQuestion { question, text: excerpt(&text) })
}

/// Adds the problems of a response that may be split wrongly, and of questions without an answer.
fn report_doubts(group: &Group, questions: &[Question], kinds: &mut Vec<Kind>) {
    for text in &group.repeated {
        kinds.push(Kind::ImportQuestionTwice { text: excerpt(text) });
    }
    for text in &group.unknown_questions {
        kinds.push(Kind::ImportUnknownQuestion { text: excerpt(text) });
    }
    if group.by_numbers {
        kinds.push(Kind::ImportByNumbers);
    }
    let renumbered = group.sections.iter().filter_map(|section| {
        let number = questions::number(&section.wording).0.filter(|&number| number != section.question + 1)?;
        Some(format!("{number} → {}", section.question + 1))
    });
    let renumbered: Vec<String> = renumbered.collect();
    if !renumbered.is_empty() {
        kinds.push(Kind::ImportRenumbered { questions: renumbered.join(", ") });
    }
    let answered =
        |number: usize| group.sections.iter().any(|section| section.question == number && !section.blocks.is_empty());
    let missing = questions.iter().enumerate().filter(|(number, _)| !answered(*number));
    let missing: Vec<String> = missing
        .map(|(number, question)| {
            let hint = group.hints.iter().find(|(missing, _)| *missing == number);
            let hint = hint.map(|(_, line)| format!(" → «{}»", excerpt(line))).unwrap_or_default();
            format!("{}. {}{hint}", number + 1, question.title)
        })
        .collect();
    if !missing.is_empty() {
        kinds.push(Kind::ImportAnswersMissing { questions: missing.join("; ") });
    }
}
