//! Questions: which paragraphs of a file are questions of the questionnaire, in whatever wording.
//!
//! Cities retype the questions, number them or not, set them in bold or in a table, and the wording changes over the
//! years. The purpose of a question stays. So a paragraph is compared with the wording of each question, and with words
//! that are typical of questions with its role. [`Matcher::find`] gives all paragraphs that may be questions,
//! [`choose`] decides which are.

mod begins;
mod looks;
mod sequence;
mod wording;

use super::document::{Block, Paragraph};
use asdg_base::questionnaire::Question;
pub(super) use begins::Beginnings;
use looks::Looks;
pub(super) use looks::{Form, number, numbered};
use wording::{Wanted, openings};

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
    /// The byte of the last of these blocks at which the question ends and an answer in the same paragraph begins.
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

impl Matcher {
    /// A matcher of these questions, whether their placeholders are filled in or not.
    pub(super) fn new(questions: &[Question]) -> Self {
        let questions = questions.iter().map(Wanted::new).collect();
        Self { questions }
    }

    /// How many questions there are.
    pub(super) fn len(&self) -> usize {
        self.questions.len()
    }

    /// The text of a paragraph with the paragraphs that go on with its sentence, and the bytes at which each of them begins.
    fn with_continuation(&self, blocks: &[Block], number: usize, paragraph: &Paragraph) -> (String, Vec<usize>) {
        let mut text = paragraph.text();
        let mut starts = vec![0];
        while starts.len() < 4 && !text.trim_end().ends_with(['?', '.', ':', ';', '!']) && text.chars().count() < 300 {
            let Some(Block::Paragraph(next)) = blocks.get(number + starts.len()) else { break };
            let its = next.text();
            let goes_on = its.trim_start().starts_with(char::is_lowercase) || self.parts_a_question(&text, &its);
            if next.style != paragraph.style || !goes_on {
                break;
            }
            text.push(' ');
            starts.push(text.len());
            text.push_str(&its);
        }
        (text, starts)
    }

    /// Whether two texts are the beginning and the rest of one question, though the rest begins with a capital letter.
    fn parts_a_question(&self, text: &str, rest: &str) -> bool {
        let behind_number = |text: &str| numbered(text).map_or(0, |numbered| numbered.start);
        // In other words: what begins to ask goes on up to the question mark.
        let asks = || {
            let asked = looks::asks(text.get(behind_number(text)..).unwrap_or_default());
            asked && !looks::asks(rest) && rest.trim_end().ends_with('?')
        };
        let holds = || self.questions.iter().any(|wanted| wanted.holds(text) && wanted.holds(rest));
        numbered(rest).is_none() && rest.chars().count() < 300 && (holds() || asks())
    }

    /// All paragraphs that may be questions, each with the question it fits best, in the order of the text.
    pub(super) fn find(&self, blocks: &[Block]) -> Vec<Candidate> {
        let mut found = Vec::new();
        let length = self.questions.iter().map(|wanted| wanted.length).max().unwrap_or(0);
        // The second line of a question is not one of its own.
        let mut covered = 0;
        for (number, block) in blocks.iter().enumerate() {
            let Block::Paragraph(paragraph) = block else {
                continue;
            };
            if number < covered {
                continue;
            }
            let (text, starts) = self.with_continuation(blocks, number, paragraph);
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
                    let blocks = starts.partition_point(|&start| start < end).max(1);
                    let last = starts.get(blocks - 1).copied().unwrap_or(0);
                    Some(Candidate { block: number, blocks, question, score, end: end - last })
                })
                .max_by(|a, b| a.score.total_cmp(&b.score));
            covered = best.as_ref().map_or(0, |candidate| candidate.block + candidate.blocks);
            found.extend(best);
        }
        found
    }
}

/// The paragraphs of an answer that look like questions which no questionnaire has: those that ask something with a number in front,
/// and those that count on behind the last question, written like the questions, whatever they say.
pub(super) fn strange(blocks: &[Block], questions: usize, form: Option<Form>) -> Vec<String> {
    const LONGEST: usize = 200;
    let mut found = Vec::new();
    let mut last = None;
    for block in blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = paragraph.text();
        let looks = Looks::of(paragraph, &text);
        let asks = looks.number.is_some_and(|number| number > 1) && looks.asks && text.trim_end().ends_with('?');
        let counts_on = looks
            .number
            .is_some_and(|number| number > questions && number <= questions + 3 && last != Some(number - 1));
        if asks || (counts_on && form.is_some() && looks.form == form && text.chars().count() < LONGEST) {
            found.push(text);
        } else if looks.number.is_some() {
            last = looks.number;
        }
    }
    found
}

/// How the number of a block is written.
pub(super) fn form(block: &Block) -> Option<Form> {
    match block {
        Block::Paragraph(paragraph) => Looks::of(paragraph, &paragraph.text()).form,
        Block::Table(_) => None,
    }
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
    use crate::document::Where;
    use asdg_base::questionnaire::Role;

    /// The wordings of the questionnaire that these tests ask.
    pub(super) const WORDINGS: [&str; 5] = [
        "Каких результатов в сфере культуры город добился в 2024 году?",
        "Что городу предстоит сделать в 2025 году?",
        "Чем АСДГ могла бы помочь городу?",
        "Какие вопросы городу важнее всего обсудить на встречах АСДГ?",
        "Чему стоит учить муниципальных служащих на курсах повышения квалификации?",
    ];

    pub(super) fn matcher() -> Matcher {
        let question = |role, title: &str, wording: &str| Question {
            id: "x".into(),
            role,
            title: title.into(),
            wording: wording.into(),
            translation: None,
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
            "2. Какие задачи вы ставите на 2025 год? Построить мост и открыть парк на берегу реки, а также набережную.";
        let block = Block::Paragraph(Paragraph::plain(Where::Line(1), text));
        let found = matcher().find(&[block]);
        assert_eq!(&text[..found[0].end], "2. Какие задачи вы ставите на 2025 год?");
    }
}
