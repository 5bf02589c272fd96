//! The appearance of a paragraph, apart from its wording: its number, its format, how it begins.

use crate::document::{Mark, Paragraph, Run, Style};

/// The appearance of a paragraph.
pub(super) struct Appearance {
    /// Its leading number, typed or set by the word processor.
    pub(super) number: Option<usize>,
    /// The format of the number.
    pub(super) format: Option<NumberFormat>,
    /// The byte at which the text after the number begins.
    pub(super) start: usize,
    /// Whether all of it is bold, or it is a heading.
    pub(super) stands_out: bool,
    /// Whether it begins like a question.
    pub(super) begins_like_question: bool,
}

/// The first words of questions and requests.
const OPENINGS: [&str; 41] = [
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
    "информация о",
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

/// Whether a text begins like a question or a request.
pub(super) fn begins_like_question(text: &str) -> bool {
    let words: Vec<String> = asdg_russian::stem::words(text).take(2).collect();
    let opening = |words: &[String]| OPENINGS.contains(&words.join(" ").as_str());
    opening(&words) || words.first().is_some_and(|word| opening(std::slice::from_ref(word)))
}

impl Appearance {
    /// The appearance of a paragraph; `text` may include the paragraphs that continue it.
    pub(super) fn of(paragraph: &Paragraph, text: &str) -> Self {
        let typed = numbered(text).filter(|numbered| numbered.format != NumberFormat::Letter);
        let start = typed.map_or(text.len() - text.trim_start().len(), |numbered| numbered.start);
        let (number, format) = match &paragraph.style {
            Style::Item { level: 0, mark } => mark_number(mark),
            _ => None,
        }
        .or(typed.map(|numbered| (numbered.number, numbered.format)))
        .unzip();
        let bold = paragraph.runs.iter().all(|run| match run {
            Run::Text { text, format, .. } => format.bold || text.trim().is_empty(),
            _ => false,
        });
        let begins_like_question = begins_like_question(&text[start..]);
        Self {
            number,
            format,
            start,
            stands_out: bold || matches!(paragraph.style, Style::Heading(_)),
            begins_like_question,
        }
    }

    /// Whether it is a long paragraph without any sign of a question. Most of an answer need not be compared with
    /// questions.
    pub(super) fn is_plain_text(&self, text: &str, max_length: usize) -> bool {
        let is_long = text.len() > max_length * 4;
        is_long && !self.begins_like_question && !self.stands_out && self.number.is_none() && !text.contains('?')
    }
}

/// The leading number of a question, with or without `Вопрос` and `№` before it, and the byte at which the text after
/// it begins.
pub(crate) fn number(text: &str) -> (Option<usize>, usize) {
    match numbered(text) {
        Some(LeadingNumber { format: NumberFormat::Letter, .. }) | None => (None, text.len() - text.trim_start().len()),
        Some(LeadingNumber { number, start, .. }) => (Some(number), start),
    }
}

/// A leading number of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LeadingNumber {
    /// The number; for a letter its position in the alphabet.
    pub(crate) number: usize,
    /// Its format.
    pub(crate) format: NumberFormat,
    /// The byte at which the text after it begins.
    pub(crate) start: usize,
}

/// The format of a number: the questions of one file have numbers of one format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    /// `1.`
    Dot,
    /// `1)`
    Parenthesis,
    /// `[1]`
    Bracket,
    /// `1`, with a dash or nothing after it.
    Bare,
    /// `Вопрос 1`
    Word,
    /// `I.`
    Roman,
    /// `а)`
    Letter,
    /// Set by the word processor, only a number.
    Item,
    /// Set by the word processor, with words or as letters.
    Label,
}

/// The leading number or letter of a text; `None` for dates and other numbers that are part of the text.
pub(crate) fn numbered(text: &str) -> Option<LeadingNumber> {
    let bare = text.trim_start_matches(|c: char| c.is_whitespace() || "«\">|".contains(c));
    let mut rest = after_question_words(bare);
    if let Some(ordinal) = ordinal(bare, text) {
        return Some(ordinal);
    }
    // `(1) Что`, `[1] Что`
    let closed =
        |inside: &&str, close: char| inside.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(close);
    let in_brackets = rest.strip_prefix('[').filter(|inside| closed(inside, ']'));
    rest = rest.strip_prefix('(').filter(|inside| closed(inside, ')')).or(in_brackets).unwrap_or(rest);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let roman = roman_length(rest);
    let (number, format, length) = match rest[..digits].parse() {
        Ok(number) if digits <= 2 => (number, NumberFormat::Bare, digits),
        Ok(_) => return None,
        Err(_) if (1..=4).contains(&roman) && rest[roman..].starts_with(['.', ')']) => {
            (roman_number(&rest[..roman])?, NumberFormat::Roman, roman)
        }
        Err(_) => {
            let letter = rest.chars().next()?;
            rest[letter.len_utf8()..].strip_prefix(')')?;
            (letter_number(letter)?, NumberFormat::Letter, letter.len_utf8())
        }
    };
    let sign = rest[length..].trim_start();
    let separators = if in_brackets.is_some() { "]" } else { ".):–—-" };
    let after = sign.trim_start_matches(|c: char| c.is_whitespace() || separators.contains(c));
    // "03.09.2024 в честь", "1.1. Дом", "5-летие" and "12:00" have no leading number.
    let is_part_of_text =
        sign.strip_prefix(['.', ':', '-', '–', '/']).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
            || rest[length..].strip_prefix(['-', '–']).is_some_and(|next| next.starts_with(char::is_lowercase));
    // «Вопрос 2» may be the whole line above its answer.
    let has_word = rest.len() < bare.len() && bare.starts_with(char::is_alphabetic);
    if number == 0 || is_part_of_text || (after.len() == rest.len() - length && !(has_word && after.is_empty())) {
        return None;
    }
    let format = match format {
        NumberFormat::Bare if in_brackets.is_some() => NumberFormat::Bracket,
        NumberFormat::Bare if rest.len() < bare.len() && !bare.starts_with('(') => NumberFormat::Word,
        NumberFormat::Bare if sign.starts_with('.') => NumberFormat::Dot,
        NumberFormat::Bare if sign.starts_with(')') => NumberFormat::Parenthesis,
        format => format,
    };
    Some(LeadingNumber { number, format, start: text.len() - after.len() })
}

/// A text without the words before the number of a question: «Вопрос № 2», «Ответ на вопрос 2», «По вопросу 2», «Раздел
/// II».
fn after_question_words(text: &str) -> &str {
    const WORDS: [&str; 14] = [
        "ответ",
        "ответы",
        "на",
        "по",
        "к",
        "вопрос",
        "вопросу",
        "вопросы",
        "вопросов",
        "пункт",
        "пункту",
        "раздел",
        "номер",
        "№",
    ];
    let mut rest = text;
    for _ in 0..5 {
        let end = if rest.starts_with('№') { '№'.len_utf8() } else { first_word(rest).len() };
        if end == 0 || !WORDS.contains(&&*rest[..end].to_lowercase()) {
            break;
        }
        rest = rest[end..].trim_start();
    }
    // These words are not enough: «По 3 человека» only has a preposition, and «Ответ готов» no number.
    let only_preposition =
        matches!(&*first_word(text).to_lowercase(), "на" | "по" | "к") && !mentions_question(text, rest);
    if only_preposition { text } else { rest }
}

/// Whether the words between the start of a text and its rest mention a question, as in «по вопросу».
fn mentions_question(text: &str, rest: &str) -> bool {
    let between = text[..text.len() - rest.len()].to_lowercase();
    between.contains("вопрос") || between.contains("пункт")
}

fn first_word(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches(char::is_alphabetic).len()]
}

/// Parses an ordinal before `text`: «Второй вопрос», «По второму вопросу», «Вопрос второй».
fn ordinal(bare: &str, text: &str) -> Option<LeadingNumber> {
    const STEMS: [&str; 8] = ["перв", "втор", "трет", "четв", "пят", "шест", "седьм", "восьм"];
    let number_of = |word: &str| {
        let lower = word.to_lowercase();
        let has_ending = ["ый", "ой", "ий", "ому", "ему"].iter().any(|end| lower.ends_with(end));
        STEMS.iter().position(|stem| has_ending && lower.starts_with(stem)).map(|place| place + 1)
    };
    let (mut rest, mut number, mut has_question_word) = (bare, None, false);
    for _ in 0..5 {
        let word = first_word(rest);
        match &*word.to_lowercase() {
            "вопрос" | "вопросу" => has_question_word = true,
            "ответ" | "на" | "по" => {}
            _ => match number_of(word).filter(|_| number.is_none()) {
                Some(found) => number = Some(found),
                None => break,
            },
        }
        rest = rest[word.len()..].trim_start();
    }
    let after = rest.trim_start_matches(|c: char| c.is_whitespace() || ".):–—-".contains(c));
    // «Первый вопрос решён» is a sentence.
    let is_separate = after.is_empty() || after.len() < rest.len() || after.starts_with(char::is_uppercase);
    let number = number.filter(|_| has_question_word && is_separate)?;
    Some(LeadingNumber { number, format: NumberFormat::Word, start: text.len() - after.len() })
}

/// The length in bytes of a leading Roman number: in capitals, or in small letters before a parenthesis.
fn roman_length(text: &str) -> usize {
    let length = |letters: &[char]| text.len() - text.trim_start_matches(letters).len();
    let small = length(&['i', 'v', 'x']);
    if (1..=4).contains(&small) && text[small..].starts_with(')') { small } else { length(&['I', 'V', 'X', 'І']) }
}

/// The number in a mark of the word processor: `2.`, `II.`, `Вопрос 2.`, `02)`, `б)`.
fn mark_number(mark: &Mark) -> Option<(usize, NumberFormat)> {
    match mark {
        Mark::Number(number) => Some((usize::try_from(*number).ok()?, NumberFormat::Item)),
        // «A.» before typed text may be an initial, but not in a mark.
        Mark::Label(label) => numbered(&format!("{label} x"))
            .or_else(|| numbered(&format!("{}) x", label.trim_end_matches('.'))))
            .map(|numbered| (numbered.number, NumberFormat::Label)),
        Mark::Bullet => None,
    }
}

fn roman_number(text: &str) -> Option<usize> {
    const NUMBERS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let text = text.replace('І', "I").to_uppercase();
    NUMBERS.iter().position(|number| *number == text).map(|place| place + 1)
}

fn letter_number(letter: char) -> Option<usize> {
    let letter: char = letter.to_lowercase().next()?;
    ["абвгдежз", "abcdefgh"]
        .iter()
        .find_map(|letters| letters.chars().position(|other| other == letter))
        .map(|place| place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_questions_are_distinguished_from_numbers_in_the_text() {
        fn parsed(text: &str) -> Option<(usize, NumberFormat, &str)> {
            numbered(text).map(|parsed| (parsed.number, parsed.format, &text[parsed.start..]))
        }
        assert_eq!(parsed("2. Что"), Some((2, NumberFormat::Dot, "Что")));
        assert_eq!(parsed("02. Что"), Some((2, NumberFormat::Dot, "Что")));
        assert_eq!(parsed("2) Что"), Some((2, NumberFormat::Parenthesis, "Что")));
        assert_eq!(parsed("Вопрос 2. Что"), Some((2, NumberFormat::Word, "Что")));
        assert_eq!(parsed("> № 2 Что"), Some((2, NumberFormat::Word, "Что")));
        assert_eq!(parsed("IV. Что"), Some((4, NumberFormat::Roman, "Что")));
        assert_eq!(parsed("Вопрос II. Что"), Some((2, NumberFormat::Roman, "Что")));
        assert_eq!(parsed("б) Что"), Some((2, NumberFormat::Letter, "Что")));
        assert_eq!(parsed("(2) Что"), Some((2, NumberFormat::Parenthesis, "Что")));
        assert_eq!(parsed("ii) Что"), Some((2, NumberFormat::Roman, "Что")));
        assert_eq!(parsed("[2] Что"), Some((2, NumberFormat::Bracket, "Что")));
        assert_eq!(parsed("| 2. Что"), Some((2, NumberFormat::Dot, "Что")));
        for text in [
            "Вопрос № 2",
            "ВОПРОС 2.",
            "Ответ на вопрос № 2.",
            "На вопрос 2:",
            "По вопросу 2",
            "Ответ 2.",
            "Второй вопрос.",
            "По второму вопросу:",
            "Ответ на второй вопрос",
        ] {
            assert_eq!(parsed(text), Some((2, NumberFormat::Word, "")), "{text}");
        }
        assert_eq!(parsed("По второму вопросу. Открыт мост."), Some((2, NumberFormat::Word, "Открыт мост.")));
        for text in [
            "03.09.2024 в честь праздника",
            "1.1. Дом",
            "5-летие города",
            "2024 год",
            "12:00 начало",
            "Что",
            "0. Что",
            "Первый вопрос решён",
            "По 2 человека от города",
            "На 2. этаже",
            "Второй мост",
            "Ответ готов",
            "В. Иванов",
            "2] Что",
            "2° Что",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }
}
