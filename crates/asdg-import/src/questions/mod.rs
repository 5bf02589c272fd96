//! Questions: finds the paragraphs of a file that are questions of the questionnaire, whatever their wording.
//!
//! Cities retype the questions, number them or not, set them in bold or in a table, and the wording changes over the
//! years. The purpose of a question stays. So a paragraph is compared with the wording of each question, and with words
//! that are typical of questions with its role. [`Matcher::find`] returns all paragraphs that may be questions,
//! [`choose`] selects the best one for each question.

mod appearance;
mod beginnings;
mod sequence;
mod wording;

use super::document::{Block, Paragraph};
use appearance::{Appearance, begins_like_question};
pub(super) use appearance::{NumberFormat, number, numbered};
use asdg_base::questionnaire::Question;
pub(super) use beginnings::QuestionBeginnings;
use wording::{QuestionProfile, prefixes};

/// A paragraph that may be a question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// The index of its block.
    pub(super) block: usize,
    /// The number of blocks of the question: a typed line end may split it.
    pub(super) blocks: usize,
    /// The number of the question in the questionnaire, from 0.
    pub(super) question: usize,
    /// How well it matches: from 0 to a little above 1.
    pub(super) score: f32,
    /// The byte in the last of these blocks at which the question ends; an answer in the same paragraph begins there.
    pub(super) end: usize,
}

/// From this score on the editor need not check the question.
pub(super) const SURE_SCORE: f32 = 0.7;
/// Below this score a paragraph is not a question.
const MIN_SCORE: f32 = 0.5;

/// Compares paragraphs with the questions of a questionnaire.
pub(super) struct Matcher {
    questions: Vec<QuestionProfile>,
}

impl Matcher {
    /// A matcher for these questions; their placeholders may be filled in or not.
    pub(super) fn new(questions: &[Question]) -> Self {
        let questions = questions.iter().map(QuestionProfile::new).collect();
        Self { questions }
    }

    /// The number of questions.
    pub(super) fn len(&self) -> usize {
        self.questions.len()
    }

    /// The text of a paragraph with the paragraphs that continue its sentence, and the byte at which each of them
    /// begins.
    fn with_continuation(&self, blocks: &[Block], number: usize, paragraph: &Paragraph) -> (String, Vec<usize>) {
        let mut text = paragraph.text();
        let mut starts = vec![0];
        while starts.len() < 4 && !text.trim_end().ends_with(['?', '.', ':', ';', '!']) && text.chars().count() < 300 {
            let Some(Block::Paragraph(next)) = blocks.get(number + starts.len()) else { break };
            let next_text = next.text();
            let continues =
                next_text.trim_start().starts_with(char::is_lowercase) || self.is_split_question(&text, &next_text);
            if next.style != paragraph.style || !continues {
                break;
            }
            text.push(' ');
            starts.push(text.len());
            text.push_str(&next_text);
        }
        (text, starts)
    }

    /// Whether two texts are the beginning and the rest of one question, although the rest begins with a capital
    /// letter.
    fn is_split_question(&self, text: &str, rest: &str) -> bool {
        let number_end = |text: &str| numbered(text).map_or(0, |numbered| numbered.start);
        // A question in other words: it begins like one, and the rest ends with a question mark.
        let is_question = || {
            let begins = begins_like_question(text.get(number_end(text)..).unwrap_or_default());
            begins && !begins_like_question(rest) && rest.trim_end().ends_with('?')
        };
        let has_words =
            || self.questions.iter().any(|question| question.has_words_of(text) && question.has_words_of(rest));
        numbered(rest).is_none() && rest.chars().count() < 300 && (has_words() || is_question())
    }

    /// All paragraphs that may be questions, each with the question that it matches best, in the order of the text.
    pub(super) fn find(&self, blocks: &[Block]) -> Vec<Candidate> {
        let mut found = Vec::new();
        let max_length = self.questions.iter().map(|question| question.length).max().unwrap_or(0);
        // The second line of a question is not a question of its own.
        let mut covered = 0;
        for (number, block) in blocks.iter().enumerate() {
            let Block::Paragraph(paragraph) = block else {
                continue;
            };
            if number < covered {
                continue;
            }
            let (text, starts) = self.with_continuation(blocks, number, paragraph);
            let appearance = Appearance::of(paragraph, &text);
            if appearance.is_plain_text(&text, max_length) {
                continue;
            }
            let prefixes = prefixes(&text, appearance.start, max_length);
            let best = self
                .questions
                .iter()
                .enumerate()
                .filter_map(|(question, profile)| {
                    let (score, end) = profile.compare(&prefixes, question, &appearance)?;
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

/// The paragraphs of an answer that look like questions which are not in the questionnaire: numbered questions, and
/// paragraphs of any wording whose numbers continue after the last question, in the format of the question numbers.
pub(super) fn unknown_questions(blocks: &[Block], questions: usize, format: Option<NumberFormat>) -> Vec<String> {
    const MAX_LENGTH: usize = 200;
    let mut found = Vec::new();
    let mut last = None;
    for block in blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = paragraph.text();
        let appearance = Appearance::of(paragraph, &text);
        let is_question = appearance.number.is_some_and(|number| number > 1)
            && appearance.begins_like_question
            && text.trim_end().ends_with('?');
        let continues_numbers = appearance
            .number
            .is_some_and(|number| number > questions && number <= questions + 3 && last != Some(number - 1));
        if is_question
            || (continues_numbers
                && format.is_some()
                && appearance.format == format
                && text.chars().count() < MAX_LENGTH)
        {
            found.push(text);
        } else if appearance.number.is_some() {
            last = appearance.number;
        }
    }
    found
}

/// The format of the number of a block.
pub(super) fn number_format(block: &Block) -> Option<NumberFormat> {
    match block {
        Block::Paragraph(paragraph) => Appearance::of(paragraph, &paragraph.text()).format,
        Block::Table(_) => None,
    }
}

/// Selects the best candidate for each question, in the order of the text. The candidates must be in that order.
pub(super) fn choose(candidates: &[Candidate]) -> Vec<Candidate> {
    let mut ranked: Vec<&Candidate> = candidates.iter().collect();
    // Of two equal candidates the first wins.
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
    use crate::document::SourceLocation;
    use asdg_base::questionnaire::Role;

    /// The wordings of the questions in these tests.
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
            texts.iter().map(|text| Block::Paragraph(Paragraph::plain(SourceLocation::Line(1), *text))).collect();
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
    fn an_answer_is_not_a_question() {
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
    fn an_answer_in_the_paragraph_of_its_question_is_split_off() {
        let text =
            "2. Какие задачи вы ставите на 2025 год? Построить мост и открыть парк на берегу реки, а также набережную.";
        let block = Block::Paragraph(Paragraph::plain(SourceLocation::Line(1), text));
        let found = matcher().find(&[block]);
        assert_eq!(&text[..found[0].end], "2. Какие задачи вы ставите на 2025 год?");
    }
}
