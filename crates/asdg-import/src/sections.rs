//! Sections: splits the paragraphs of a file at its questions and at headings with cities. [`split`] is the entry
//! point.
//!
//! A file may contain the responses of several cities one after the other, as the digests of earlier years did: below a
//! heading «г. Примерск» the numbering of the questions starts again.

use std::ops::Range;

use super::cities::Cities;
use super::document::{Aside, AsideKind, Block, Paragraph, Run, SourceLocation, Style, Table, TextFormat};
use super::questions::{self, Candidate, Matcher};
use super::{labels, marks, signature};

/// The part of a file that becomes one response.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    /// The blocks above the first question.
    pub(super) preamble: Vec<Block>,
    /// The questions with their answers, in the order of the file.
    pub(super) sections: Vec<Section>,
    /// Paragraphs that look like a question which was found elsewhere. They stay in their answers.
    pub(super) repeated: Vec<String>,
    /// Questions that the questionnaire does not have. They stay in the answers before them.
    pub(super) unknown_questions: Vec<String>,
    /// The lines that may be missing questions, with the numbers of these questions from 0.
    pub(super) hints: Vec<(usize, String)>,
    /// Whether the answers were matched by their numbers, since the file has no questions above them.
    pub(super) by_numbers: bool,
    /// The questions listed above answers that have only numbers, each with its number in the questionnaire from 0.
    pub(super) listed: Vec<(usize, String)>,
    /// The removed texts.
    pub(super) asides: Vec<Aside>,
}

/// A question and its answer.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// The number of the question in its questionnaire, from 0.
    pub(super) question: usize,
    /// How well the wording matches the question.
    pub(super) score: f32,
    /// The place of the question in the source.
    pub(super) at: SourceLocation,
    /// The question in the wording of the file, with its number.
    pub(super) wording: String,
    /// The removed labels: «Ответ:» before the answer and «Вопрос 2» after it.
    pub(super) labels: Vec<Aside>,
    /// The answer.
    pub(super) blocks: Vec<Block>,
}

/// Splits the blocks of a file into groups, one for each response; returns no group if no question was found.
pub(super) fn split(blocks: Vec<Block>, matcher: &Matcher, cities: &Cities<'_>) -> Vec<Group> {
    let (blocks, table_headers) = flatten(blocks, matcher);
    let candidates = matcher.find(&blocks);
    if candidates.iter().filter(|candidate| candidate.score >= questions::SURE_SCORE).count() == 0
        && let Some(chosen) = matcher.by_numbers(&blocks, 0..blocks.len())
    {
        let group = group(&blocks, 0..blocks.len(), &chosen, &[], matcher);
        return vec![Group { by_numbers: true, ..group }];
    }
    let starts = group_starts(&blocks, &candidates, cities);
    let mut groups = Vec::new();
    for (number, &start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(blocks.len());
        let inside: Vec<Candidate> =
            candidates.iter().filter(|candidate| (start..end).contains(&candidate.block)).cloned().collect();
        let chosen = questions::choose(&inside);
        if let Some((listed, numbers)) = find_question_list(&blocks, start..end, &chosen, matcher) {
            let group = group(&blocks, listed.end..end, &numbers, &[], matcher);
            let aside = |block: &Block| Aside::from_block(AsideKind::Contents, block);
            let asides = blocks[listed.clone()].iter().map(aside).chain(group.asides).collect();
            let preamble = blocks[start..listed.start].iter().cloned().chain(group.preamble).collect();
            let listed = chosen.iter().map(|question| (question.question, wording(&blocks, question).0)).collect();
            groups.push(Group { preamble, asides, by_numbers: true, listed, ..group });
        } else if !chosen.is_empty() {
            let chosen = matcher.add_by_sequence(&blocks, start..end, chosen);
            groups.push(group(&blocks, start..end, &chosen, &inside, matcher));
        }
    }
    let mut groups = remove_contents(groups);
    if let Some(first) = groups.first_mut() {
        first.asides.extend(table_headers);
    }
    groups
}

/// Finds a list of all questions above answers that have only numbers: returns the blocks of the list, and the
/// candidates for the numbers of the answers.
fn find_question_list(
    blocks: &[Block],
    range: Range<usize>,
    chosen: &[Candidate],
    matcher: &Matcher,
) -> Option<(Range<usize>, Vec<Candidate>)> {
    let are_adjacent = |pair: &[Candidate]| matches!(pair, [a, b] if a.block + a.blocks == b.block);
    let (first, last) = (chosen.first()?, chosen.last()?);
    if chosen.len() < 3 || !chosen.windows(2).all(are_adjacent) {
        return None;
    }
    let end = last.block + last.blocks;
    let numbers = matcher.by_numbers(blocks, end..range.end)?;
    Some((first.block..end, numbers))
}

/// Moves a list of the questions without answers, such as a table of contents, into the preamble and the asides of the
/// next group.
fn remove_contents(groups: Vec<Group>) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    let mut contents: Vec<Aside> = Vec::new();
    let mut preamble: Vec<Block> = Vec::new();
    let count = groups.len();
    for (number, mut group) in groups.into_iter().enumerate() {
        // Page numbers are not answers, and neither is «Ответы на вопросы анкеты:».
        let is_no_answer = |text: String| !text.chars().any(char::is_alphabetic) || labels::announces_answers(&text);
        let is_empty = |section: &Section| section.blocks.iter().map(Block::text).all(is_no_answer);
        if number + 1 < count && group.sections.iter().all(is_empty) {
            contents.extend(group.asides);
            // The city, the department or a letter may be above the list instead of above the answers.
            preamble.append(&mut group.preamble);
            for section in group.sections {
                contents.push(Aside { kind: AsideKind::Contents, text: section.wording, at: section.at });
                contents.extend(section.blocks.iter().map(|block| Aside::from_block(AsideKind::Contents, block)));
            }
            continue;
        }
        group.asides.splice(0..0, contents.drain(..));
        group.preamble.splice(0..0, preamble.drain(..));
        out.push(group);
    }
    out
}

/// The blocks at which responses begin: the first one, and each heading with a city after which answered questions
/// repeat.
fn group_starts(blocks: &[Block], candidates: &[Candidate], cities: &Cities<'_>) -> Vec<usize> {
    let mut starts = vec![0];
    let mut answered: Vec<usize> = Vec::new();
    let mut from = 0;
    let sure: Vec<&Candidate> =
        candidates.iter().filter(|candidate| candidate.score >= questions::SURE_SCORE).collect();
    for &candidate in &sure {
        if answered.contains(&candidate.question) {
            let before = (from..candidate.block).rev().take(8);
            let heading = before.into_iter().find(|&number| is_city_heading(&blocks[number], cities));
            // The first question repeats, with others after it: probably a city that is not in the register.
            let starts_again =
                || answered.first() == Some(&candidate.question) && are_repeated(&sure, candidate, &answered);
            let unknown_city = || {
                let has_title = from < candidate.block && is_short(&blocks[candidate.block - 1]);
                candidate.block - usize::from(has_title)
            };
            if let Some(start) = heading.or_else(|| starts_again().then(unknown_city)) {
                starts.push(start);
                answered.clear();
            }
        }
        answered.push(candidate.question);
        from = candidate.block + 1;
    }
    starts
}

/// Whether at least two questions after a candidate have been answered before, too.
fn are_repeated(sure: &[&Candidate], candidate: &Candidate, answered: &[usize]) -> bool {
    let following = sure.iter().filter(|other| other.block > candidate.block);
    following.take_while(|other| answered.contains(&other.question)).count() >= 2
}

/// Whether a block may be the name of a city.
fn is_short(block: &Block) -> bool {
    let text = block.text();
    text.chars().count() < 60 && !text.ends_with(['.', ';', ':'])
}

/// Whether a block is a heading with a city.
fn is_city_heading(block: &Block, cities: &Cities<'_>) -> bool {
    match block {
        Block::Paragraph(paragraph) => {
            let text = paragraph.text();
            text.chars().count() < 150 && cities.mentions(&text).iter().any(|mention| mention.is_heading)
        }
        Block::Table(_) => false,
    }
}

/// Builds the group of a range of blocks from the questions chosen in it. `all` are all candidates in the range.
fn group(blocks: &[Block], range: Range<usize>, chosen: &[Candidate], all: &[Candidate], matcher: &Matcher) -> Group {
    let mut group = Group::default();
    let Range { start, end } = range;
    let first = chosen.first().map_or(end, |candidate| candidate.block);
    group.preamble = blocks[start..first].to_vec();
    group.asides.extend(labels::remove(&mut group.preamble, false));
    let split = chosen.iter().enumerate().map(|(number, candidate)| {
        let next = chosen.get(number + 1).map_or(end, |next| next.block);
        let (wording, rest) = wording(blocks, candidate);
        let mut answer: Vec<Block> = rest.into_iter().map(Block::Paragraph).collect();
        answer.extend_from_slice(&blocks[(candidate.block + candidate.blocks).min(next)..next]);
        (candidate, wording, answer)
    });
    let split: Vec<_> = split.collect();
    let have_letter_labels = labels::have_letter_labels(split.iter().map(|(_, _, answer)| answer.as_slice()));
    for (candidate, wording, mut answer) in split {
        let labels = labels::remove(&mut answer, have_letter_labels);
        if group.sections.len() + 1 == chosen.len() {
            group.asides.extend(signature::remove(&mut answer));
        }
        let at = blocks[candidate.block].at();
        group.sections.push(Section {
            question: candidate.question,
            score: candidate.score,
            at,
            wording,
            labels,
            blocks: answer,
        });
    }
    let last_text = |other: &Candidate| blocks[other.block + other.blocks - 1].text();
    let is_whole = |other: &Candidate| other.end + 20 > last_text(other).len();
    let repeated =
        all.iter().filter(|other| other.score >= questions::SURE_SCORE && other.block >= first && is_whole(other));
    group.repeated = repeated
        .filter(|other| {
            !chosen.iter().any(|question| (question.block..question.block + question.blocks).contains(&other.block))
        })
        .filter_map(|other| match &blocks[other.block] {
            Block::Paragraph(paragraph) => Some(paragraph.text()),
            Block::Table(_) => None,
        })
        .collect();
    let format = chosen.iter().find_map(|candidate| questions::number_format(&blocks[candidate.block]));
    let unknown =
        group.sections.iter().flat_map(|section| questions::unknown_questions(&section.blocks, matcher.len(), format));
    group.unknown_questions = unknown.filter(|text| !group.repeated.contains(text)).collect();
    let missing = (0..matcher.len()).filter(|question| chosen.iter().all(|candidate| candidate.question != *question));
    group.hints =
        missing.filter_map(|question| Some((question, matcher.hint(blocks, start..end, chosen, question)?))).collect();
    group
}

/// The wording of a question, and the rest of its last paragraph, which belongs to the answer.
fn wording(blocks: &[Block], candidate: &Candidate) -> (String, Option<Paragraph>) {
    let mut text = String::new();
    let mut rest = None;
    for block in &blocks[candidate.block..candidate.block + candidate.blocks] {
        let Block::Paragraph(paragraph) = block else {
            continue;
        };
        match text.is_empty() {
            true => text = paragraph.mark_text(),
            false => text.push(' '),
        }
        text.push_str(&paragraph.text());
    }
    if let Block::Paragraph(last) = &blocks[candidate.block + candidate.blocks - 1] {
        let last_text = last.text();
        if last_text[candidate.end..].chars().any(char::is_alphanumeric) {
            let mut answer = without_start(last, candidate.end + dash_length(&last_text[candidate.end..]));
            answer.style = Style::Body;
            text.truncate(text.len() - (last_text.len() - candidate.end));
            rest = Some(answer);
        }
    }
    (text.trim().to_owned(), rest)
}

/// The length in bytes of the dash between a question and the answer after it: «Что сделано? – Открыт мост».
fn dash_length(text: &str) -> usize {
    let rest = text.trim_start();
    let after = rest.strip_prefix(['–', '—', '-']).filter(|after| after.starts_with(char::is_whitespace));
    after.map_or(0, |after| text.len() - after.len())
}

/// A paragraph without its first `bytes` bytes and the spaces after them.
fn without_start(paragraph: &Paragraph, bytes: usize) -> Paragraph {
    let mut remaining = bytes;
    let mut runs = Vec::new();
    for run in &paragraph.runs {
        match run {
            Run::Text { text, format, link } => {
                let removed = remaining.min(text.len());
                remaining -= removed;
                let rest = if runs.is_empty() { text[removed..].trim_start() } else { &text[removed..] };
                if !rest.is_empty() {
                    runs.push(Run::Text { text: rest.to_owned(), format: *format, link: link.clone() });
                }
            }
            Run::Break if remaining == 0 && !runs.is_empty() => runs.push(Run::Break),
            Run::Break => remaining = remaining.saturating_sub(1),
            Run::Picture(number) => runs.push(Run::Picture(*number)),
        }
    }
    Paragraph { at: paragraph.at, style: paragraph.style.clone(), runs }
}

/// Replaces tables that contain questions with the paragraphs of their cells: a questionnaire is often a table with the
/// questions on the left and the answers on the right. Also returns the header rows of these tables, as asides.
fn flatten(blocks: Vec<Block>, matcher: &Matcher) -> (Vec<Block>, Vec<Aside>) {
    let mut out = Vec::with_capacity(blocks.len());
    let mut header_rows = Vec::new();
    for block in blocks {
        match block {
            Block::Table(table) if contains_questions(&table, matcher) => {
                for (number, row) in table.rows.into_iter().enumerate() {
                    flatten_row(row, number < 2, matcher, &mut out, &mut header_rows);
                }
            }
            other => out.push(other),
        }
    }
    (out, header_rows)
}

/// Whether a table is a questionnaire.
fn contains_questions(table: &Table, matcher: &Matcher) -> bool {
    let count = |cell: &Vec<Block>| {
        matcher.find(cell).iter().filter(|candidate| candidate.score >= questions::SURE_SCORE).count()
    };
    let questions: usize = table.rows.iter().flatten().map(count).sum();
    // A larger table with only one question may be part of an answer, with a similar heading by chance.
    questions >= 2 || (questions == 1 && table.rows.len() <= 2)
}

/// The words in the header row of a questionnaire.
const HEADER_WORDS: [&str; 14] = [
    "вопрос",
    "вопросы",
    "ответ",
    "ответы",
    "пп",
    "п",
    "номер",
    "содержание",
    "формулировка",
    "город",
    "анкеты",
    "города",
    "вопроса",
    "ответа",
];

/// Appends the paragraphs of a row to `out`, and a header row to `header_rows`.
fn flatten_row(
    row: Vec<Vec<Block>>,
    may_be_head: bool,
    matcher: &Matcher,
    out: &mut Vec<Block>,
    header_rows: &mut Vec<Aside>,
) {
    let text = |cell: &Vec<Block>| cell.iter().map(Block::text_with_marks).collect::<Vec<_>>().join(" ");
    let texts: Vec<String> = row.iter().map(text).collect();
    let is_header = may_be_head
        && texts.iter().all(|text| {
            asdg_russian::stem::words(text).all(|word| HEADER_WORDS.contains(&word.as_str()))
                && !text.chars().any(|c| c.is_ascii_digit())
        });
    if is_header {
        let head = texts.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
        if let Some(first) = row.iter().flatten().next().filter(|_| !head.is_empty()) {
            // The words keep their order, since the proof compares them in order.
            header_rows.push(Aside { kind: AsideKind::TableHead, text: head.clone(), at: first.at() });
        }
        return;
    }
    // The number of a question may be in a cell of its own: put it before the text of the next cell.
    let mut number: Option<String> = None;
    for cell in row {
        for block in cell {
            let digits = block.text();
            let digits = digits.trim().trim_end_matches(['.', ')']);
            if number.is_none() && !digits.is_empty() && digits.len() <= 2 && digits.chars().all(|c| c.is_ascii_digit())
            {
                number = Some(digits.to_owned());
                continue;
            }
            match (block, number.take()) {
                (Block::Paragraph(mut paragraph), Some(digits)) => {
                    let is_unmarked = marks::parse_mark(&paragraph.text()).is_none();
                    let separator = if is_unmarked && !matcher.find(&[Block::Paragraph(paragraph.clone())]).is_empty() {
                        ". "
                    } else {
                        " "
                    };
                    let text = format!("{digits}{separator}");
                    paragraph.runs.insert(0, Run::Text { text, format: TextFormat::default(), link: None });
                    out.push(Block::Paragraph(paragraph));
                }
                (block, Some(digits)) => {
                    out.push(Block::Paragraph(Paragraph::plain(block.at(), digits)));
                    out.push(block);
                }
                (block, None) => out.push(block),
            }
        }
    }
    if let Some(digits) = number {
        let at = out.last().map_or(SourceLocation::Paragraph(1), Block::at);
        out.push(Block::Paragraph(Paragraph::plain(at, digits)));
    }
}
