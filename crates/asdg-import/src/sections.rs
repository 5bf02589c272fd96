//! Sections: splits the paragraphs of a file at its questions and at headings with cities.
//!
//! [`split`] finds both. A file may hold the responses of several cities one after the other, as the digests of earlier
//! years did: below a heading «г. Примерск» the numbering of the questions begins again.

use std::ops::Range;

use super::cities::Cities;
use super::document::{Aside, AsideKind, Block, Paragraph, Run, Style, Table, TextFormat, Where};
use super::questions::{self, Candidate, Matcher};
use super::{labels, marks, signature};

/// What becomes one response.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    /// What stands above the first question.
    pub(super) preamble: Vec<Block>,
    /// The answers, in the order of the file.
    pub(super) parts: Vec<Section>,
    /// Paragraphs that look like a question which was found elsewhere: they were left in their answers.
    pub(super) doubtful: Vec<String>,
    /// Questions that the questionnaire does not have: they were left in the answers before them.
    pub(super) strange: Vec<String>,
    /// For questions that are missing, by their numbers from 0, the line that may be it.
    pub(super) hints: Vec<(usize, String)>,
    /// Whether there were no questions and their numbers counted.
    pub(super) by_numbers: bool,
    /// The questions of a list above answers that have numbers only, each with its number in the questionnaire from 0.
    pub(super) listed: Vec<(usize, String)>,
    /// What was taken off.
    pub(super) asides: Vec<Aside>,
}

/// A question and its answer.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// The number of the question in its questionnaire, from 0.
    pub(super) question: usize,
    /// How well the wording fits.
    pub(super) score: f32,
    /// Where the question stands.
    pub(super) at: Where,
    /// The question as the file has it, number included.
    pub(super) wording: String,
    /// The words «Ответ:» in front of the answer and «Вопрос 2» behind it, which are part of neither.
    pub(super) labels: Vec<Aside>,
    /// The answer.
    pub(super) blocks: Vec<Block>,
}

/// Parts a file's blocks; no group when no question was found.
pub(super) fn split(blocks: Vec<Block>, matcher: &Matcher, cities: &Cities<'_>) -> Vec<Group> {
    let (blocks, heads) = flatten(blocks, matcher);
    let candidates = matcher.find(&blocks);
    if candidates.iter().filter(|candidate| candidate.score >= questions::SURE).count() == 0
        && let Some(chosen) = matcher.by_numbers(&blocks, 0..blocks.len())
    {
        let group = group(&blocks, 0..blocks.len(), &chosen, &[], matcher);
        return vec![Group { by_numbers: true, ..group }];
    }
    let starts = starts(&blocks, &candidates, cities);
    let mut groups = Vec::new();
    for (number, &start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(blocks.len());
        let inside: Vec<Candidate> =
            candidates.iter().filter(|candidate| (start..end).contains(&candidate.block)).cloned().collect();
        let chosen = questions::choose(&inside);
        if let Some((listed, numbers)) = listed_before(&blocks, start..end, &chosen, matcher) {
            let found = group(&blocks, listed.end..end, &numbers, &[], matcher);
            let aside = |block: &Block| Aside::of(AsideKind::Contents, block);
            let asides = blocks[listed.clone()].iter().map(aside).chain(found.asides).collect();
            let preamble = blocks[start..listed.start].iter().cloned().chain(found.preamble).collect();
            let listed = chosen.iter().map(|one| (one.question, wording(&blocks, one).0)).collect();
            groups.push(Group { preamble, asides, by_numbers: true, listed, ..found });
        } else if !chosen.is_empty() {
            let chosen = matcher.by_sequence(&blocks, start..end, chosen);
            groups.push(group(&blocks, start..end, &chosen, &inside, matcher));
        }
    }
    let mut groups = without_contents(groups);
    if let Some(first) = groups.first_mut() {
        first.asides.extend(heads);
    }
    groups
}

/// The list of all questions that stands above answers which have numbers only: its blocks, and where the answers begin.
fn listed_before(
    blocks: &[Block],
    range: Range<usize>,
    chosen: &[Candidate],
    matcher: &Matcher,
) -> Option<(Range<usize>, Vec<Candidate>)> {
    let adjoins = |pair: &[Candidate]| matches!(pair, [a, b] if a.block + a.blocks == b.block);
    let (first, last) = (chosen.first()?, chosen.last()?);
    if chosen.len() < 3 || !chosen.windows(2).all(adjoins) {
        return None;
    }
    let end = last.block + last.blocks;
    let numbers = matcher.by_numbers(blocks, end..range.end)?;
    Some((first.block..end, numbers))
}

/// A list of the questions without any answer, such as a table of contents, is a part of what stands above the response.
fn without_contents(groups: Vec<Group>) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    let mut contents: Vec<Aside> = Vec::new();
    let mut above: Vec<Block> = Vec::new();
    let count = groups.len();
    for (number, mut group) in groups.into_iter().enumerate() {
        // The numbers of pages are no answers, and «Ответы на вопросы анкеты:» announces them.
        let says_nothing = |text: String| !text.chars().any(char::is_alphabetic) || labels::announces_answers(&text);
        let is_empty = |part: &Section| part.blocks.iter().map(Block::text).all(says_nothing);
        if number + 1 < count && group.parts.iter().all(is_empty) {
            contents.extend(group.asides);
            // The city, the department and a letter stand above the list as they stand above the answers.
            above.append(&mut group.preamble);
            for part in group.parts {
                contents.push(Aside { kind: AsideKind::Contents, text: part.wording, at: part.at });
                contents.extend(part.blocks.iter().map(|block| Aside::of(AsideKind::Contents, block)));
            }
            continue;
        }
        group.asides.splice(0..0, contents.drain(..));
        group.preamble.splice(0..0, above.drain(..));
        out.push(group);
    }
    out
}

/// Where responses begin: at the start, and at the heading of a city behind which questions that were answered come again.
fn starts(blocks: &[Block], candidates: &[Candidate], cities: &Cities<'_>) -> Vec<usize> {
    let mut starts = vec![0];
    let mut answered: Vec<usize> = Vec::new();
    let mut from = 0;
    let strong: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.score >= questions::SURE).collect();
    for &candidate in &strong {
        if answered.contains(&candidate.question) {
            let before = (from..candidate.block).rev().take(8);
            let heading = before.into_iter().find(|&number| is_city_heading(&blocks[number], cities));
            // The first question once more, and others behind it: a city whose name is not known.
            let anew = || answered.first() == Some(&candidate.question) && come_again(&strong, candidate, &answered);
            let unknown = || {
                let titled = from < candidate.block && is_short(&blocks[candidate.block - 1]);
                candidate.block - usize::from(titled)
            };
            if let Some(start) = heading.or_else(|| anew().then(unknown)) {
                starts.push(start);
                answered.clear();
            }
        }
        answered.push(candidate.question);
        from = candidate.block + 1;
    }
    starts
}

/// Whether the questions that follow a candidate have been answered as well.
fn come_again(strong: &[&Candidate], candidate: &Candidate, answered: &[usize]) -> bool {
    let behind = strong.iter().filter(|other| other.block > candidate.block);
    behind.take_while(|other| answered.contains(&other.question)).count() >= 2
}

/// Whether a block may be the name of a city.
fn is_short(block: &Block) -> bool {
    let text = block.text();
    text.chars().count() < 60 && !text.ends_with(['.', ';', ':'])
}

fn is_city_heading(block: &Block, cities: &Cities<'_>) -> bool {
    match block {
        Block::Paragraph(paragraph) => {
            let text = paragraph.text();
            text.chars().count() < 150 && cities.named(&text).iter().any(|named| named.alone)
        }
        Block::Table(_) => false,
    }
}

fn group(blocks: &[Block], range: Range<usize>, chosen: &[Candidate], all: &[Candidate], matcher: &Matcher) -> Group {
    let mut group = Group::default();
    let Range { start, end } = range;
    let first = chosen.first().map_or(end, |candidate| candidate.block);
    group.preamble = blocks[start..first].to_vec();
    group.asides.extend(labels::take(&mut group.preamble, false));
    let parted = chosen.iter().enumerate().map(|(number, candidate)| {
        let next = chosen.get(number + 1).map_or(end, |next| next.block);
        let (wording, rest) = wording(blocks, candidate);
        let mut answer: Vec<Block> = rest.into_iter().map(Block::Paragraph).collect();
        answer.extend_from_slice(&blocks[(candidate.block + candidate.blocks).min(next)..next]);
        (candidate, wording, answer)
    });
    let parted: Vec<_> = parted.collect();
    let short = labels::are_short(parted.iter().map(|(_, _, answer)| answer.as_slice()));
    for (candidate, wording, mut answer) in parted {
        let labels = labels::take(&mut answer, short);
        if group.parts.len() + 1 == chosen.len() {
            group.asides.extend(signature::take(&mut answer));
        }
        let at = blocks[candidate.block].at();
        group.parts.push(Section {
            question: candidate.question,
            score: candidate.score,
            at,
            wording,
            labels,
            blocks: answer,
        });
    }
    let last = |other: &Candidate| blocks[other.block + other.blocks - 1].text();
    let is_whole = |other: &Candidate| other.end + 20 > last(other).len();
    let left = all.iter().filter(|other| other.score >= questions::SURE && other.block >= first && is_whole(other));
    group.doubtful = left
        .filter(|other| !chosen.iter().any(|one| (one.block..one.block + one.blocks).contains(&other.block)))
        .filter_map(|other| match &blocks[other.block] {
            Block::Paragraph(paragraph) => Some(paragraph.text()),
            Block::Table(_) => None,
        })
        .collect();
    let form = chosen.iter().find_map(|candidate| questions::form(&blocks[candidate.block]));
    let strange = group.parts.iter().flat_map(|part| questions::strange(&part.blocks, matcher.len(), form));
    group.strange = strange.filter(|text| !group.doubtful.contains(text)).collect();
    let missing = (0..matcher.len()).filter(|question| chosen.iter().all(|one| one.question != *question));
    group.hints =
        missing.filter_map(|question| Some((question, matcher.hint(blocks, start..end, chosen, question)?))).collect();
    group
}

/// The wording of a question, and what is left of its last paragraph.
fn wording(blocks: &[Block], candidate: &Candidate) -> (String, Option<Paragraph>) {
    let mut text = String::new();
    let mut rest = None;
    for block in &blocks[candidate.block..candidate.block + candidate.blocks] {
        let Block::Paragraph(paragraph) = block else {
            continue;
        };
        match text.is_empty() {
            true => text = paragraph.mark(),
            false => text.push(' '),
        }
        text.push_str(&paragraph.text());
    }
    if let Block::Paragraph(last) = &blocks[candidate.block + candidate.blocks - 1] {
        let whole = last.text();
        if whole[candidate.end..].chars().any(char::is_alphanumeric) {
            let mut answer = behind(last, candidate.end + dash_before(&whole[candidate.end..]));
            answer.style = Style::Body;
            text.truncate(text.len() - (whole.len() - candidate.end));
            rest = Some(answer);
        }
    }
    (text.trim().to_owned(), rest)
}

/// How long the dash between a question and the answer behind it is: «Что сделано? – Открыт мост».
fn dash_before(text: &str) -> usize {
    let rest = text.trim_start();
    let behind = rest.strip_prefix(['–', '—', '-']).filter(|behind| behind.starts_with(char::is_whitespace));
    behind.map_or(0, |behind| text.len() - behind.len())
}

/// A paragraph without its first bytes.
fn behind(paragraph: &Paragraph, bytes: usize) -> Paragraph {
    let mut left = bytes;
    let mut runs = Vec::new();
    for run in &paragraph.runs {
        match run {
            Run::Text { text, format, link } => {
                let here = left.min(text.len());
                left -= here;
                let rest = if runs.is_empty() { text[here..].trim_start() } else { &text[here..] };
                if !rest.is_empty() {
                    runs.push(Run::Text { text: rest.to_owned(), format: *format, link: link.clone() });
                }
            }
            Run::Break if left == 0 && !runs.is_empty() => runs.push(Run::Break),
            Run::Break => left = left.saturating_sub(1),
            Run::Picture(number) => runs.push(Run::Picture(*number)),
        }
    }
    Paragraph { at: paragraph.at, style: paragraph.style.clone(), runs }
}

/// Takes tables apart that hold questions: a questionnaire is often a table with the questions on the left and the answers on
/// the right. Gives the words of their heads too, which are no part of an answer.
fn flatten(blocks: Vec<Block>, matcher: &Matcher) -> (Vec<Block>, Vec<Aside>) {
    let mut out = Vec::with_capacity(blocks.len());
    let mut heads = Vec::new();
    for block in blocks {
        match block {
            Block::Table(table) if holds_questions(&table, matcher) => {
                for (number, row) in table.rows.into_iter().enumerate() {
                    flatten_row(row, number < 2, matcher, &mut out, &mut heads);
                }
            }
            other => out.push(other),
        }
    }
    (out, heads)
}

fn holds_questions(table: &Table, matcher: &Matcher) -> bool {
    let count =
        |cell: &Vec<Block>| matcher.find(cell).iter().filter(|candidate| candidate.score >= questions::SURE).count();
    let questions: usize = table.rows.iter().flatten().map(count).sum();
    // One may be a table inside an answer that has such a heading by chance.
    questions >= 2 || (questions == 1 && table.rows.len() <= 2)
}

/// The words of the head of such a table.
const HEAD_WORDS: [&str; 14] = [
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

fn flatten_row(
    row: Vec<Vec<Block>>,
    may_be_head: bool,
    matcher: &Matcher,
    out: &mut Vec<Block>,
    heads: &mut Vec<Aside>,
) {
    let text = |cell: &Vec<Block>| cell.iter().map(Block::shown).collect::<Vec<_>>().join(" ");
    let texts: Vec<String> = row.iter().map(text).collect();
    let is_head = may_be_head
        && texts.iter().all(|text| {
            asdg_russian::stem::words(text).all(|word| HEAD_WORDS.contains(&word.as_str()))
                && !text.chars().any(|c| c.is_ascii_digit())
        });
    if is_head {
        let whole = texts.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
        if let Some(first) = row.iter().flatten().next().filter(|_| !whole.is_empty()) {
            // The order of the text is kept, since what becomes of each word is looked at later.
            heads.push(Aside { kind: AsideKind::TableHead, text: whole.clone(), at: first.at() });
        }
        return;
    }
    // The number of a question has a cell of its own.
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
                    let bare = marks::typed(&paragraph.text()).is_none();
                    let mark = if bare && !matcher.find(&[Block::Paragraph(paragraph.clone())]).is_empty() {
                        ". "
                    } else {
                        " "
                    };
                    let text = format!("{digits}{mark}");
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
        let at = out.last().map_or(Where::Paragraph(1), Block::at);
        out.push(Block::Paragraph(Paragraph::plain(at, digits)));
    }
}
