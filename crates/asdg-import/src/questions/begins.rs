//! Lines that begin a question, recognised before lines become paragraphs: a question never continues the line above
//! it.

use super::looks::{Form, asks, numbered};
use asdg_base::questionnaire::Question;
use asdg_russian::stem::stems;

/// How many words of a line are compared.
const WORDS: usize = 10;
/// A line of fewer words tells nothing.
const LEAST: usize = 3;

/// The beginnings of all questions of a site.
#[derive(Debug, Default)]
pub(crate) struct Beginnings {
    questions: Vec<Vec<String>>,
}

impl Beginnings {
    /// The beginnings of these questions.
    pub(crate) fn of<'q>(questions: impl Iterator<Item = &'q Question>) -> Self {
        let mut all: Vec<Vec<String>> = questions
            .map(|question| stems(&super::wording::bare(&question.wording)).into_iter().take(2 * WORDS).collect())
            .collect();
        all.sort();
        all.dedup();
        Self { questions: all }
    }

    /// Whether a line begins a question: with the words of one, or with a number and words that ask.
    pub(crate) fn is_begun_by(&self, line: &str) -> bool {
        let numbered = numbered(line).filter(|numbered| numbered.form != Form::Letter);
        let text = &line[numbered.map_or(0, |numbered| numbered.start)..];
        if !text.trim_start().starts_with(char::is_uppercase) {
            return false;
        }
        if numbered.is_some_and(|numbered| numbered.form != Form::Bare) && asks(text) {
            return true;
        }
        let found: Vec<String> = stems(text).into_iter().take(WORDS).collect();
        found.len() >= LEAST
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
    fn a_question_is_known_by_its_first_line() {
        let question = Question {
            id: "x".into(),
            role: Role::Support,
            title: "Помощь".into(),
            wording: "Какую помощь, на Ваш взгляд, может оказать сказочный союз в решении проблем города?".into(),
            translation: None,
        };
        let beginnings = Beginnings::of(std::iter::once(&question));
        for line in
            ["3. Какую помощь, на Ваш взгляд, может оказать", "Какую помощь, на Ваш взгляд, может", "4. Укажите темы"]
        {
            assert!(beginnings.is_begun_by(line), "{line}");
        }
        for line in [
            "какую помощь, на Ваш взгляд, может",
            "3. Построен мост через реку",
            "15 Какие дома",
            "Какую помощь получили",
        ] {
            assert!(!beginnings.is_begun_by(line), "{line}");
        }
    }
}
