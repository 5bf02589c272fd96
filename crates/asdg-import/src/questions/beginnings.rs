//! Recognises lines that begin a question, before lines are joined into paragraphs: a question never continues the line
//! above it.

use super::appearance::{NumberFormat, begins_like_question, numbered};
use asdg_base::questionnaire::Question;
use asdg_russian::stem::stems;

/// The most words of a line that are compared.
const MAX_WORDS: usize = 10;
/// A line with fewer words is not recognised by its wording.
const MIN_WORDS: usize = 3;

/// The beginnings of all questions of a site.
#[derive(Debug, Default)]
pub(crate) struct QuestionBeginnings {
    questions: Vec<Vec<String>>,
}

impl QuestionBeginnings {
    /// Collects the stems at the beginning of each question.
    pub(crate) fn of<'q>(questions: impl Iterator<Item = &'q Question>) -> Self {
        let mut all: Vec<Vec<String>> = questions
            .map(|question| {
                stems(&super::wording::without_placeholders(&question.wording))
                    .into_iter()
                    .take(2 * MAX_WORDS)
                    .collect()
            })
            .collect();
        all.sort();
        all.dedup();
        Self { questions: all }
    }

    /// Whether a line begins a question: with the words of one, or with a number and the first words of a
    /// question or request.
    pub(crate) fn matches(&self, line: &str) -> bool {
        let numbered = numbered(line).filter(|numbered| numbered.format != NumberFormat::Letter);
        let text = &line[numbered.map_or(0, |numbered| numbered.start)..];
        if !text.trim_start().starts_with(char::is_uppercase) {
            return false;
        }
        if numbered.is_some_and(|numbered| numbered.format != NumberFormat::Bare) && begins_like_question(text) {
            return true;
        }
        let found: Vec<String> = stems(text).into_iter().take(MAX_WORDS).collect();
        found.len() >= MIN_WORDS
            && self.questions.iter().any(|question| {
                let common = found.iter().filter(|stem| question.contains(stem)).count();
                let same_start = question.first() == found.first();
                common * 4 >= found.len() * 3 && (numbered.is_some() || same_start)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use asdg_base::questionnaire::Role;

    #[test]
    fn a_question_is_recognised_by_its_first_line() {
        let question = Question {
            id: "x".into(),
            role: Role::Support,
            title: "Помощь".into(),
            wording: "Какую помощь, на Ваш взгляд, может оказать сказочный союз в решении проблем города?".into(),
            translation: None,
        };
        let beginnings = QuestionBeginnings::of(std::iter::once(&question));
        for line in
            ["3. Какую помощь, на Ваш взгляд, может оказать", "Какую помощь, на Ваш взгляд, может", "4. Укажите темы"]
        {
            assert!(beginnings.matches(line), "{line}");
        }
        for line in [
            "какую помощь, на Ваш взгляд, может",
            "3. Построен мост через реку",
            "15 Какие дома",
            "Какую помощь получили",
        ] {
            assert!(!beginnings.matches(line), "{line}");
        }
    }
}
