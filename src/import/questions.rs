//! Questions: which paragraphs of a file are the questions of the questionnaire, in whatever wording.
//!
//! Cities retype the questions, number them or not, set them in bold or in a table, and the wording changes through the years.
//! What stays is what a question is for; so a paragraph is compared with the wording of each question *and* with the words
//! that questions of its role are asked with. [`Matcher::find`] gives all paragraphs that may be questions, [`choose`] settles which are.

use std::collections::BTreeSet;

use super::document::{Block, Mark, Paragraph, Run, Style};
use crate::model::{Question, Role};
use crate::text::stem::stems;

/// A paragraph that may be a question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// The number of its block.
    pub(super) block: usize,
    /// How many blocks the question takes: a typed line end may part it.
    pub(super) blocks: usize,
    /// The number of the question in the questionnaire, from 0.
    pub(super) question: usize,
    /// How well it fits: from 0 to 1 and a little above.
    pub(super) score: f32,
    /// The byte of the text at which the question ends and an answer in the same paragraph begins.
    pub(super) end: usize,
}

/// From this score on nobody needs to look.
pub(super) const SURE: f32 = 0.7;
/// Below this score a paragraph is no question.
const LEAST: f32 = 0.5;

/// A questionnaire, ready to be compared with paragraphs.
pub(super) struct Matcher {
    questions: Vec<Wanted>,
}

struct Wanted {
    wording: BTreeSet<String>,
    title: BTreeSet<String>,
    role: Role,
    /// The number of characters of the wording.
    length: usize,
}

impl Matcher {
    /// A matcher of these questions, whether their placeholders are filled in or not.
    pub(super) fn new(questions: &[Question]) -> Self {
        let bare = |text: &str| text.replace("{year}", "").replace("{next_year}", "").replace("{sector}", "");
        let questions = questions
            .iter()
            .map(|question| Wanted {
                wording: stems(&bare(&question.wording)).into_iter().collect(),
                title: stems(&question.title).into_iter().collect(),
                role: question.role,
                length: question.wording.chars().count(),
            })
            .collect();
        Self { questions }
    }

    /// The paragraphs that answer the questions by their numbers alone: as many as there are questions, one behind the other.
    pub(super) fn by_numbers(&self, blocks: &[Block]) -> Option<Vec<Candidate>> {
        let numbers = blocks.iter().enumerate().filter_map(|(block, paragraph)| {
            let Block::Paragraph(paragraph) = paragraph else {
                return None;
            };
            let text = paragraph.text();
            let looks = Looks::of(paragraph, &text);
            Some((block, looks.number?, looks.start))
        });
        let numbers: Vec<(usize, usize, usize)> = numbers.collect();
        let fits = numbers.len() == self.questions.len()
            && numbers.iter().zip(1..).all(|((_, number, _), one)| *number == one);
        let candidates = numbers.iter().enumerate().map(|(question, &(block, _, end))| Candidate {
            block,
            blocks: 1,
            question,
            score: LEAST,
            end,
        });
        fits.then(|| candidates.collect())
    }

    /// All paragraphs that may be questions, each with the question it fits best, in the order of the text.
    pub(super) fn find(&self, blocks: &[Block]) -> Vec<Candidate> {
        let mut found = Vec::new();
        let length = self.questions.iter().map(|wanted| wanted.length).max().unwrap_or(0);
        for (number, block) in blocks.iter().enumerate() {
            let Block::Paragraph(paragraph) = block else {
                continue;
            };
            let (text, count) = with_continuation(blocks, number, paragraph);
            let looks = Looks::of(paragraph, &text);
            if looks.is_plain_text(&text, length) {
                continue;
            }
            let openings = openings(&text, looks.start, length);
            let best = self
                .questions
                .iter()
                .enumerate()
                .filter_map(|(question, wanted)| {
                    let (score, end) = wanted.compare(&openings, question, &looks)?;
                    Some(Candidate { block: number, blocks: count, question, score, end })
                })
                .max_by(|a, b| a.score.total_cmp(&b.score));
            found.extend(best);
        }
        found
    }
}

/// The text of a paragraph that asks something with a number in front, as a question does that no questionnaire has.
pub(super) fn strange(block: &Block) -> Option<String> {
    let Block::Paragraph(paragraph) = block else {
        return None;
    };
    let text = paragraph.text();
    let looks = Looks::of(paragraph, &text);
    let numbered = looks.number.is_some_and(|number| number > 1);
    (numbered && looks.asks && text.trim_end().ends_with('?')).then_some(text)
}

/// The text of a paragraph with the paragraphs that go on with its sentence, and how many they are.
fn with_continuation(blocks: &[Block], number: usize, paragraph: &Paragraph) -> (String, usize) {
    let mut text = paragraph.text();
    let mut count = 1;
    while count < 4 && !text.trim_end().ends_with(['?', '.', ':', ';', '!']) && text.chars().count() < 300 {
        match blocks.get(number + count) {
            Some(Block::Paragraph(next))
                if next.style == paragraph.style && next.text().trim_start().starts_with(char::is_lowercase) =>
            {
                text.push(' ');
                text.push_str(&next.text());
                count += 1;
            }
            _ => break,
        }
    }
    (text, count)
}

/// What a paragraph looks like, whatever it says.
struct Looks {
    /// The number in front, typed or set by the word processor.
    number: Option<usize>,
    /// The byte at which the text behind the number begins.
    start: usize,
    /// Bold throughout, or a heading.
    stands_out: bool,
    /// It begins as questions do.
    asks: bool,
}

/// How questions and requests begin.
const OPENINGS: [&str; 40] = [
    "что",
    "какие",
    "какой",
    "какая",
    "какую",
    "какова",
    "каковы",
    "каких",
    "каким",
    "какое",
    "чем",
    "чего",
    "чему",
    "как",
    "в чем",
    "на какие",
    "по каким",
    "с какими",
    "о каких",
    "над чем",
    "укажите",
    "перечислите",
    "назовите",
    "опишите",
    "сообщите",
    "расскажите",
    "итоги",
    "результаты",
    "задачи",
    "планы",
    "помощь",
    "темы",
    "вопросы",
    "просим",
    "предложения",
    "предложите",
    "ваши предложения",
    "дайте",
    "нужна ли",
    "ваши",
];

impl Looks {
    fn of(paragraph: &Paragraph, text: &str) -> Self {
        let (number, start) = number(text);
        let number = match &paragraph.style {
            Style::Item { level: 0, mark: Mark::Number(number) } => usize::try_from(*number).ok(),
            _ => number,
        };
        let bold = paragraph.runs.iter().all(|run| match run {
            Run::Text { text, format, .. } => format.bold || text.trim().is_empty(),
            _ => false,
        });
        let words: Vec<String> = crate::text::stem::words(&text[start..]).take(2).collect();
        let opening = |words: &[String]| OPENINGS.contains(&words.join(" ").as_str());
        let asks = opening(&words) || words.first().is_some_and(|word| opening(std::slice::from_ref(word)));
        Self { number, start, stands_out: bold || matches!(paragraph.style, Style::Heading(_)), asks }
    }
}

impl Looks {
    /// Whether nothing in a long paragraph asks: most of an answer need not be compared with anything.
    fn is_plain_text(&self, text: &str, length: usize) -> bool {
        let long = text.len() > length * 4;
        long && !self.asks && !self.stands_out && self.number.is_none() && !text.contains('?')
    }
}

/// The number in front of a question, with `Вопрос` and `№` before it or not, and where the text behind it begins.
pub(super) fn number(text: &str) -> (Option<usize>, usize) {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || "«\">".contains(c));
    for word in ["вопрос", "Вопрос", "ВОПРОС", "№"] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = rest[digits..].trim_start_matches(|c: char| c.is_whitespace() || ".):–—-".contains(c));
    match rest[..digits].parse() {
        Ok(number) if digits <= 2 && behind.len() < rest.len() - digits => (Some(number), text.len() - behind.len()),
        _ => (None, text.len() - text.trim_start().len()),
    }
}

impl Wanted {
    /// How well a paragraph fits, and where the question ends in it; `None` when it does not fit.
    fn compare(&self, openings: &[Opening], question: usize, looks: &Looks) -> Option<(f32, usize)> {
        let scores = openings.iter().map(|opening| (self.score(opening, question, looks), opening.end));
        // Of ends that fit equally well the first counts: what stands behind it is the answer.
        scores.filter(|(score, _)| *score >= LEAST).fold(None, |best: Option<(f32, usize)>, (score, end)| match best {
            Some((high, _)) if high + 0.05 >= score => best,
            _ => Some((score, end)),
        })
    }

    fn score(&self, opening: &Opening, question: usize, looks: &Looks) -> f32 {
        let found = &opening.stems;
        let likeness = likeness(&self.wording, found).max(likeness(&self.title, found) * 0.9);
        let role = role_likeness(self.role, found);
        let numbered = looks.number == Some(question + 1);
        let asks = looks.asks || opening.asks;
        // Nothing but its wording shows that a paragraph without a number and without a sign of asking is a question.
        let plain = !(asks || looks.stands_out || numbered);
        if plain && likeness < 0.75 {
            return 0.0;
        }
        // A heading of a few words, or an item of an answer, shares a word with a question by chance.
        if !asks && !looks.stands_out && likeness < 0.6 {
            return 0.0;
        }
        // Numbered anew and in other words, but nothing else than a question.
        let meant = if looks.asks && looks.number.is_some() && opening.asks { 0.9 * role } else { 0.0 };
        let meaning =
            likeness.max(0.45 * likeness + 0.55 * role).max(if asks && numbered { 0.8 * role } else { meant });
        meaning
            + if numbered { 0.15 } else { 0.0 }
            + if asks { 0.08 } else { 0.0 }
            + if looks.stands_out { 0.05 } else { 0.0 }
    }
}

/// The beginning of a paragraph up to a place where a question may end.
struct Opening {
    /// The place, in bytes.
    end: usize,
    /// The stems of its words.
    stems: BTreeSet<String>,
    /// Whether it ends with a question mark.
    asks: bool,
}

/// A question has no more words than this.
const MOST_WORDS: usize = 70;

/// The beginnings of a text that may be questions, each longer than the one before. The text behind the number begins at `start`.
fn openings(text: &str, start: usize, length: usize) -> Vec<Opening> {
    let mut openings: Vec<Opening> = Vec::new();
    let mut from = start;
    let mut all = BTreeSet::new();
    let mut count = 0;
    for end in ends(text, start, length) {
        let found = stems(&text[from..end]);
        count += found.len();
        if count > MOST_WORDS {
            break;
        }
        all.extend(found);
        from = end;
        openings.push(Opening { end, stems: all.clone(), asks: text[..end].trim_end().ends_with('?') });
    }
    openings
}

/// Where a question may end: at question marks, at the ends of sentences, at the end of the text.
fn ends(text: &str, start: usize, length: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let limit = length * 4 + 300;
    let mut quoted = 0_i32;
    for (count, (at, c)) in text[start..].char_indices().enumerate() {
        let at = start + at;
        match c {
            '«' => quoted += 1,
            '»' => quoted -= 1,
            _ => {}
        }
        let behind = &text[at + c.len_utf8()..];
        if count > limit {
            break;
        }
        let begins = |c: char| c.is_uppercase() || matches!(c, '«' | '-' | '–') || c.is_ascii_digit();
        let sentence = || behind.starts_with(char::is_whitespace) && behind.trim_start().starts_with(begins);
        if quoted <= 0 && (c == '?' && !behind.starts_with(['?', '!']) || (matches!(c, '.' | ':') && sentence())) {
            ends.push(at + c.len_utf8());
        }
    }
    if text.chars().count() <= limit {
        ends.push(text.len());
    }
    ends.dedup();
    ends
}

/// The share of stems that two texts have in common.
fn likeness(wanted: &BTreeSet<String>, found: &BTreeSet<String>) -> f32 {
    let common = wanted.intersection(found).count() as f32;
    if wanted.is_empty() || found.is_empty() {
        return 0.0;
    }
    2.0 * common / (wanted.len() + found.len()) as f32
}

/// How much a text speaks of what a role asks for. Words are given by their beginnings; two of them are enough.
fn role_likeness(role: Role, found: &BTreeSet<String>) -> f32 {
    let (own, others): (&[&str], &[&str]) = match role {
        Role::Results => (
            &["удал", "сдела", "итог", "результат", "достиг", "достижен", "значительн", "успе", "выполн"],
            &["курс", "обсужд"],
        ),
        Role::Plans => {
            (&["задач", "план", "предсто", "намеч", "приоритет", "намер", "цел"], &["курс", "обсужд", "помощ", "асдг"])
        }
        Role::Support => {
            (&["помощ", "помоч", "содейств", "поддержк", "асдг", "ассоциац"], &["курс", "обсужд", "обмен"])
        }
        Role::Discussion => (
            &["обсужд", "обсуд", "мероприят", "дискусс", "обмен", "опыт", "встреч", "конференц"],
            &["курс", "квалификац", "обучен"],
        ),
        Role::Training => {
            (&["курс", "обучен", "учебн", "уч", "квалификац", "образовательн", "программ", "слушател"], &["задач"])
        }
    };
    let count = |beginnings: &[&str]| {
        beginnings.iter().filter(|word| found.iter().any(|stem| stem.starts_with(**word))).count()
    };
    (count(own).min(2) as f32 * 0.5 - count(others).min(2) as f32 * 0.25).max(0.0)
}

/// The best paragraph for each question among candidates that are in the order of the text; in that order too.
pub(super) fn choose(candidates: &[Candidate]) -> Vec<Candidate> {
    let mut ranked: Vec<&Candidate> = candidates.iter().collect();
    // Of two that fit equally well the first counts.
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.block.cmp(&b.block)));
    let mut chosen: Vec<Candidate> = Vec::new();
    for candidate in ranked {
        if chosen.iter().all(|other| other.question != candidate.question && other.block != candidate.block) {
            chosen.push(candidate.clone());
        }
    }
    chosen.sort_by_key(|candidate| candidate.block);
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::Where;

    fn matcher() -> Matcher {
        let question = |role, title: &str, wording: &str| Question {
            id: "x".into(),
            role,
            title: title.into(),
            wording: wording.into(),
        };
        Matcher::new(&[
            question(Role::Results, "Итоги года", "Каких результатов в сфере {sector} город добился в {year} году?"),
            question(Role::Plans, "Задачи на следующий год", "Что городу предстоит сделать в {next_year} году?"),
            question(Role::Support, "Помощь АСДГ", "Чем АСДГ могла бы помочь городу?"),
            question(
                Role::Discussion,
                "Темы для обсуждения",
                "Какие вопросы городу важнее всего обсудить на встречах АСДГ?",
            ),
            question(
                Role::Training,
                "Темы для курсов",
                "Чему стоит учить муниципальных служащих на курсах повышения квалификации?",
            ),
        ])
    }

    fn found(texts: &[&str]) -> Vec<(usize, usize)> {
        let blocks: Vec<Block> =
            texts.iter().map(|text| Block::Paragraph(Paragraph::plain(Where::Line(1), *text))).collect();
        choose(&matcher().find(&blocks)).iter().map(|candidate| (candidate.block, candidate.question)).collect()
    }

    #[test]
    fn questions_in_other_words_are_found() {
        assert_eq!(found(&["1. Что главное удалось сделать в сфере культуры в 2023 году?"]), [(0, 0)]);
        assert_eq!(found(&["Какие задачи вы ставите на 2024 год?"]), [(0, 1)]);
        assert_eq!(found(&["3) Какую помощь вы ждёте от АСДГ?"]), [(0, 2)]);
        assert_eq!(found(&["4. Назовите вопросы для обсуждения на мероприятиях АСДГ по обмену опытом."]), [(0, 3)]);
        assert_eq!(found(&["Вопрос 5. Назовите темы курсов повышения квалификации для служащих."]), [(0, 4)]);
    }

    #[test]
    fn an_answer_is_no_question() {
        assert_eq!(
            found(&[
                "1. Утверждена программа благоустройства.",
                "2. Решение задач, стоящих перед городом в 2025 году."
            ]),
            []
        );
        assert_eq!(found(&["Проведение курсов повышения квалификации и обмен опытом на мероприятиях АСДГ."]), []);
        assert_eq!(
            found(&["Жители спрашивали: «Что городу предстоит сделать в 2025 году?», и мы ответили им на встречах."]),
            []
        );
    }

    #[test]
    fn an_answer_behind_its_question_is_parted_from_it() {
        let text =
            "2. Какие задачи стоят в 2025 году? Построить мост и открыть парк на берегу реки, а также набережную.";
        let block = Block::Paragraph(Paragraph::plain(Where::Line(1), text));
        let found = matcher().find(&[block]);
        assert_eq!(&text[..found[0].end], "2. Какие задачи стоят в 2025 году?");
    }
}
