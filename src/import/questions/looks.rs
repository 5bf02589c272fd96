//! What a paragraph looks like, whatever it says: its number, its format, how it begins.

use crate::import::document::{Mark, Paragraph, Run, Style};

/// What a paragraph looks like, whatever it says.
pub(super) struct Looks {
    /// The number in front, typed or set by the word processor.
    pub(super) number: Option<usize>,
    /// The byte at which the text behind the number begins.
    pub(super) start: usize,
    /// Bold throughout, or a heading.
    pub(super) stands_out: bool,
    /// It begins as questions do.
    pub(super) asks: bool,
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
    /// The looks of a paragraph; its text may have those that go on with it.
    pub(super) fn of(paragraph: &Paragraph, text: &str) -> Self {
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

    /// Whether nothing in a long paragraph asks: most of an answer need not be compared with anything.
    pub(super) fn is_plain_text(&self, text: &str, length: usize) -> bool {
        let long = text.len() > length * 4;
        long && !self.asks && !self.stands_out && self.number.is_none() && !text.contains('?')
    }
}

/// The number in front of a question, with `Вопрос` and `№` before it or not, and where the text behind it begins.
pub(in crate::import) fn number(text: &str) -> (Option<usize>, usize) {
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
