//! Takes one file through the steps of an import, up to the text that goes into `content/`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::context::{Context, excerpt};
use super::document::{Aside, AsideKind, Block, Document, Picture};
use super::extract::{self, Extracted, ExtractedContent, Format};
use super::identify::{self, Evidence, Identity};
use super::questions::{Beginnings, Matcher};
use super::report::{FileReport, Repairs};
use super::response::{self, Composed};
use super::sections::{self, Group};
use super::{clean, furniture, headings, left_out, lists, marks, proof, questions, reflow};
use asdg_base::fs;
use asdg_base::problem::Kind;
use asdg_base::questionnaire::{Question, Questionnaire};
use asdg_russian::normal::composed;

/// A file whose responses are written, but not saved.
pub(super) struct Imported {
    /// The report, still without responses.
    pub(super) file: FileReport,
    /// The responses.
    pub(super) responses: Vec<Composed>,
    /// What is wrong, or wants a look.
    pub(super) kinds: Vec<Kind>,
    /// The pictures of the file.
    pub(super) pictures: Vec<Picture>,
}

/// Imports a file, or says why it cannot be.
pub(super) fn import(path: &Path, context: &Context<'_>) -> Result<Imported, Kind> {
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
    let (document, source) = paragraphs(extracted, &context.beginnings, &mut file.repairs, &mut kinds)?;
    kinds.extend(left_out::unmapped(&document));
    let Document { blocks, mut asides, pictures } = document;
    kinds.extend(left_out::problems(&mut asides));
    file.dropped.extend(asides);
    if blocks.is_empty() {
        return Err(Kind::ImportEmpty);
    }
    let is_head = |aside: &&Aside| matches!(aside.kind, AsideKind::RunningHead | AsideKind::Mail);
    let heads: Vec<String> = file.dropped.iter().filter(is_head).map(|aside| aside.text.clone()).collect();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let stem = composed(&stem);
    let folders = folders(path, context.inputs);
    let name_of_file = (&*stem, folders.as_slice());
    let (questionnaire, groups) = split(blocks, &heads, name_of_file, context).map_err(|kind| match kind {
        // Then the response of a mail is rather in what is attached.
        Kind::ImportNoQuestions if file.format == Some(Format::Mail) => extract::unread(&file.dropped).unwrap_or(kind),
        kind => kind,
    })?;
    let questions = &questionnaire.questions;
    // One city may answer for several sectors in one file: then the name of the file says whose all of them are.
    let sector =
        |group: &Group| identify::sector(&Evidence::new(group, questions, ("", &[]), &[], false), context.known);
    let mut sectors: Vec<_> = groups.iter().map(|group| sector(group).map(|(sector, _)| sector)).collect();
    let alone = groups.len() == 1 || (sectors.iter().all(Option::is_some) && are_all_different(&mut sectors));
    let mut responses = Vec::new();
    let mut spans = Vec::new();
    let mut above: Option<Identity> = None;
    for mut group in groups {
        let evidence = Evidence::new(&group, questions, name_of_file, &heads, alone);
        let mut identity = identify::identify(&evidence, context.known, context.cities);
        identity.follow(above.as_ref());
        above = Some(identity.clone());
        for part in &mut group.parts {
            file.repairs.typed_items += lists::mark(&mut part.blocks);
            headings::mark(&mut part.blocks);
        }
        if let Some(kind) = first_question(&group, questions, context) {
            return Err(kind);
        }
        let mut composed = response::compose(&group, questions, identity, &name, context);
        note_doubts(&group, questions, &mut composed.kinds);
        // All files of a run wait to be saved: what only the proof needs does not wait with them.
        spans.append(&mut composed.spans);
        file.dropped.extend(group.asides);
        file.dropped.append(&mut composed.dropped);
        responses.push(composed);
    }
    if let Some(difference) = proof::compare(&source, spans) {
        return Err(Kind::ImportDifference { source: difference.source, response: difference.response });
    }
    file.dropped.sort_by_key(|aside| aside.at);
    Ok(Imported { file, responses, kinds, pictures })
}

fn are_all_different<T: Ord>(values: &mut Vec<T>) -> bool {
    let count = values.len();
    values.sort();
    values.dedup();
    values.len() == count
}

/// The names of the folders that a file lies in, the nearest first, up to the one that was to be imported.
fn folders(path: &Path, inputs: &[PathBuf]) -> Vec<String> {
    let input = inputs.iter().filter(|input| path.starts_with(input)).max_by_key(|input| input.components().count());
    let inside = |folder: &&Path| input.is_none_or(|input| *input == path || folder.starts_with(input));
    let named = path.ancestors().skip(1).take_while(inside).take(3);
    let named = named.filter_map(|folder| folder.file_name());
    let names = named.map(|name| name.to_string_lossy().into_owned());
    // A file that was named by itself may lie anywhere; only the folder right around it says something.
    if input.is_some_and(|input| input == path) { names.take(1).collect() } else { names.collect() }
}

/// The paragraphs of a file, cleaned, and the letters that all of it must account for.
fn paragraphs(
    extracted: Extracted,
    questions: &Beginnings,
    repairs: &mut Repairs,
    kinds: &mut Vec<Kind>,
) -> Result<(Document, String), Kind> {
    let Extracted { content, letters, asides: around, .. } = extracted;
    let (document, joined, source) = match content {
        ExtractedContent::Lines(lines) => {
            let (lines, asides) = furniture::remove(lines);
            let mut lines = reflow::over_pages(lines);
            marks::mend_lines(&mut lines.lines);
            let source = proof::of_lines(&lines);
            let (document, joined) = reflow::reflow(&lines, questions);
            (Document { asides, ..document }, joined, source)
        }
        ExtractedContent::Document(mut document) => {
            let gone = marks::mend(&mut document.blocks);
            let counted = extract::letters_of(&document);
            let letters = letters.map(|mut letters| {
                for letter in gone {
                    letters.entry(letter).and_modify(|count| *count = count.saturating_sub(1));
                }
                letters.retain(|_, count| *count > 0);
                letters
            });
            if let Some(letters) = letters.filter(|letters| *letters != counted) {
                return Err(difference(&letters, &counted));
            }
            let source = proof::of_document(&document);
            let (document, joined) = match clean::is_broken_into_lines(&document) {
                true => clean::join_lines(document, questions),
                false => (document, reflow::Joined::default()),
            };
            (document, joined, source)
        }
    };
    let (mut document, cleaned) = clean::clean(document);
    document.asides.splice(0..0, around);
    let reflow::Joined { lines, undone, kept } = joined;
    let clean::Cleaned { blanks, invisible, hyphens, mixed } = cleaned;
    *repairs = Repairs {
        joined_lines: lines,
        undone_hyphens: undone,
        kept_hyphens: kept,
        blanks,
        invisible,
        blanks_behind_hyphens: hyphens,
        typed_items: 0,
    };
    if !mixed.is_empty() {
        kinds.push(Kind::ImportMixedLetters { words: mixed.join(", ") });
    }
    Ok((document, source))
}

/// The letters that one way of reading a document finds and another does not.
fn difference(all: &BTreeMap<char, u64>, read: &BTreeMap<char, u64>) -> Kind {
    let more = |a: &BTreeMap<char, u64>, b: &BTreeMap<char, u64>| {
        let count = |(letter, count): (&char, &u64)| {
            let more = count.saturating_sub(b.get(letter).copied().unwrap_or(0));
            (more > 0).then(|| format!("{letter}×{more}"))
        };
        a.iter().filter_map(count).take(30).collect::<Vec<_>>().join(" ")
    };
    Kind::ImportDifference { source: more(all, read), response: more(read, all) }
}

/// Parts a file by the questionnaire of its year and sector; what these are is found out with the questionnaire that fits best.
fn split<'k>(
    blocks: Vec<Block>,
    heads: &[String],
    name: (&str, &[String]),
    context: &Context<'k>,
) -> Result<(&'k Questionnaire, Vec<Group>), Kind> {
    let known = context.known;
    let by = |questionnaire: &Questionnaire| {
        sections::split(blocks.clone(), &Matcher::new(&questionnaire.questions), context.cities)
    };
    let mut best: Option<(f32, &Questionnaire, Vec<Group>)> = None;
    for questionnaire in known.questionnaires.all() {
        let groups = by(questionnaire);
        let score: f32 = groups.iter().flat_map(|group| &group.parts).map(|part| part.score).sum();
        if score > best.as_ref().map_or(0.0, |(high, _, _)| *high) {
            best = Some((score, questionnaire, groups));
        }
    }
    let (_, questionnaire, groups) = best.ok_or(Kind::ImportNoQuestions)?;
    let first = groups.first().ok_or(Kind::ImportNoQuestions)?;
    let evidence = Evidence::new(first, &questionnaire.questions, name, heads, groups.len() == 1);
    let identity = identify::identify(&evidence, known, context.cities);
    let year = context.given.year.or(identity.year.map(|(year, _)| year));
    let sector = context.given.sector.or(identity.sector.map(|(sector, _)| sector));
    let right =
        year.zip(sector).and_then(|(year, sector)| known.questionnaires.nearest_to(year, &known.sectors[sector]));
    match right.filter(|right| right.folder != questionnaire.folder) {
        None => Ok((questionnaire, groups)),
        Some(right) => {
            let groups = by(right);
            if groups.is_empty() { Err(Kind::ImportNoQuestions) } else { Ok((right, groups)) }
        }
    }
}

/// The problem of a first question that was not found, when so much stands above the others that it may be the answer.
fn first_question(group: &Group, questions: &[Question], context: &Context<'_>) -> Option<Kind> {
    const MUCH: usize = 600;
    let question = questions.first()?;
    if group.parts.iter().any(|part| part.question == 0) {
        return None;
    }
    let rest = identify::preamble(&group.preamble, context.known, context.cities).rest;
    let text: Vec<String> = rest.iter().map(|paragraph| paragraph.text()).collect();
    let text = text.join(" ");
    let question = format!("1. {}", question.title);
    (text.chars().count() > MUCH).then(|| Kind::ImportFirstQuestion { question, text: excerpt(&text) })
}

/// What was understood, but perhaps wrongly.
fn note_doubts(group: &Group, questions: &[Question], kinds: &mut Vec<Kind>) {
    for text in &group.doubtful {
        kinds.push(Kind::ImportQuestionTwice { text: excerpt(text) });
    }
    for text in &group.strange {
        kinds.push(Kind::ImportUnknownQuestion { text: excerpt(text) });
    }
    if group.by_numbers {
        kinds.push(Kind::ImportByNumbers);
    }
    let renumbered = group.parts.iter().filter_map(|part| {
        let number = questions::number(&part.wording).0.filter(|&number| number != part.question + 1)?;
        Some(format!("{number} → {}", part.question + 1))
    });
    let renumbered: Vec<String> = renumbered.collect();
    if !renumbered.is_empty() {
        kinds.push(Kind::ImportRenumbered { questions: renumbered.join(", ") });
    }
    let answered = |number: usize| group.parts.iter().any(|part| part.question == number && !part.blocks.is_empty());
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
