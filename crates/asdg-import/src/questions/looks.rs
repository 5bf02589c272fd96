//! The form of a paragraph, whatever its words: its number, its format, how it begins.

use crate::document::{Mark, Paragraph, Run, Style};

/// What a paragraph looks like, whatever it says.
pub(super) struct Looks {
    /// The number in front, typed or set by the word processor.
    pub(super) number: Option<usize>,
    /// How the number is written.
    pub(super) form: Option<Form>,
    /// The byte at which the text behind the number begins.
    pub(super) start: usize,
    /// Bold throughout, or a heading.
    pub(super) stands_out: bool,
    /// It begins as questions do.
    pub(super) asks: bool,
}

/// How questions and requests begin.
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

/// Whether a text begins as questions and requests do.
pub(super) fn asks(text: &str) -> bool {
    let words: Vec<String> = asdg_russian::stem::words(text).take(2).collect();
    let opening = |words: &[String]| OPENINGS.contains(&words.join(" ").as_str());
    opening(&words) || words.first().is_some_and(|word| opening(std::slice::from_ref(word)))
}

impl Looks {
    /// The looks of a paragraph; its text may have those that go on with it.
    pub(super) fn of(paragraph: &Paragraph, text: &str) -> Self {
        let typed = numbered(text).filter(|numbered| numbered.form != Form::Letter);
        let start = typed.map_or(text.len() - text.trim_start().len(), |numbered| numbered.start);
        let (number, form) = match &paragraph.style {
            Style::Item { level: 0, mark } => of_mark(mark),
            _ => None,
        }
        .or(typed.map(|numbered| (numbered.number, numbered.form)))
        .unzip();
        let bold = paragraph.runs.iter().all(|run| match run {
            Run::Text { text, format, .. } => format.bold || text.trim().is_empty(),
            _ => false,
        });
        let asks = asks(&text[start..]);
        Self { number, form, start, stands_out: bold || matches!(paragraph.style, Style::Heading(_)), asks }
    }

    /// Whether nothing in a long paragraph asks: most of an answer need not be compared with anything.
    pub(super) fn is_plain_text(&self, text: &str, length: usize) -> bool {
        let long = text.len() > length * 4;
        long && !self.asks && !self.stands_out && self.number.is_none() && !text.contains('?')
    }
}

/// The number in front of a question, with `Вопрос` and `№` before it or not, and where the text behind it begins.
pub(crate) fn number(text: &str) -> (Option<usize>, usize) {
    match numbered(text) {
        Some(Numbered { form: Form::Letter, .. }) | None => (None, text.len() - text.trim_start().len()),
        Some(Numbered { number, start, .. }) => (Some(number), start),
    }
}

/// A number in front of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numbered {
    /// The number; a letter counts by its place in the alphabet.
    pub(crate) number: usize,
    /// How it is written.
    pub(crate) form: Form,
    /// The byte at which the text behind it begins.
    pub(crate) start: usize,
}

/// How a number is written: those of the questions of one file are written alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `1.`
    Dot,
    /// `1)`
    Parenthesis,
    /// `[1]`
    Bracket,
    /// `1`, with a dash or nothing behind it.
    Bare,
    /// `Вопрос 1`
    Word,
    /// `I.`
    Roman,
    /// `а)`
    Letter,
    /// Set by the word processor, and nothing but a number.
    Item,
    /// Set by the word processor, with words or in letters.
    Label,
}

/// The number or letter in front of a text; `None` for dates and other numbers of the text itself.
pub(crate) fn numbered(text: &str) -> Option<Numbered> {
    let bare = text.trim_start_matches(|c: char| c.is_whitespace() || "«\">|".contains(c));
    let mut rest = behind_words(bare);
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
    let (number, form, length) = match rest[..digits].parse() {
        Ok(number) if digits <= 2 => (number, Form::Bare, digits),
        Ok(_) => return None,
        Err(_) if (1..=4).contains(&roman) && rest[roman..].starts_with(['.', ')']) => {
            (roman_number(&rest[..roman])?, Form::Roman, roman)
        }
        Err(_) => {
            let letter = rest.chars().next()?;
            rest[letter.len_utf8()..].strip_prefix(')')?;
            (letter_number(letter)?, Form::Letter, letter.len_utf8())
        }
    };
    let sign = rest[length..].trim_start();
    let signs = if in_brackets.is_some() { "]" } else { ".):–—-" };
    let behind = sign.trim_start_matches(|c: char| c.is_whitespace() || signs.contains(c));
    // "03.09.2024 в честь", "1.1. Дом", "5-летие" and "12:00" have no number in front.
    let goes_on =
        sign.strip_prefix(['.', ':', '-', '–', '/']).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
            || rest[length..].strip_prefix(['-', '–']).is_some_and(|next| next.starts_with(char::is_lowercase));
    // «Вопрос 2» may stand alone above its answer.
    let worded = rest.len() < bare.len() && bare.starts_with(char::is_alphabetic);
    if number == 0 || goes_on || (behind.len() == rest.len() - length && !(worded && behind.is_empty())) {
        return None;
    }
    let form = match form {
        Form::Bare if in_brackets.is_some() => Form::Bracket,
        Form::Bare if rest.len() < bare.len() && !bare.starts_with('(') => Form::Word,
        Form::Bare if sign.starts_with('.') => Form::Dot,
        Form::Bare if sign.starts_with(')') => Form::Parenthesis,
        form => form,
    };
    Some(Numbered { number, form, start: text.len() - behind.len() })
}

/// A text without the words in front of the number of a question: «Вопрос № 2», «Ответ на вопрос 2», «По вопросу 2», «Раздел II».
fn behind_words(text: &str) -> &str {
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
    // Words alone say nothing: «По 3 человека» has a preposition, and «Ответ готов» no number.
    let only_preposition = matches!(&*first_word(text).to_lowercase(), "на" | "по" | "к") && !asked_of(text, rest);
    if only_preposition { text } else { rest }
}

/// Whether the words between a text and its rest speak of a question, as in «по вопросу».
fn asked_of(text: &str, rest: &str) -> bool {
    let between = text[..text.len() - rest.len()].to_lowercase();
    between.contains("вопрос") || between.contains("пункт")
}

fn first_word(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches(char::is_alphabetic).len()]
}

/// «Второй вопрос», «По второму вопросу», «Вопрос второй»: the number of a question in words, in front of `text`.
fn ordinal(bare: &str, text: &str) -> Option<Numbered> {
    const STEMS: [&str; 8] = ["перв", "втор", "трет", "четв", "пят", "шест", "седьм", "восьм"];
    let number_of = |word: &str| {
        let lower = word.to_lowercase();
        let ended = ["ый", "ой", "ий", "ому", "ему"].iter().any(|end| lower.ends_with(end));
        STEMS.iter().position(|stem| ended && lower.starts_with(stem)).map(|place| place + 1)
    };
    let (mut rest, mut number, mut said) = (bare, None, false);
    for _ in 0..5 {
        let word = first_word(rest);
        match &*word.to_lowercase() {
            "вопрос" | "вопросу" => said = true,
            "ответ" | "на" | "по" => {}
            _ => match number_of(word).filter(|_| number.is_none()) {
                Some(found) => number = Some(found),
                None => break,
            },
        }
        rest = rest[word.len()..].trim_start();
    }
    let behind = rest.trim_start_matches(|c: char| c.is_whitespace() || ".):–—-".contains(c));
    // «Первый вопрос решён» is a sentence.
    let parted = behind.is_empty() || behind.len() < rest.len() || behind.starts_with(char::is_uppercase);
    let number = number.filter(|_| said && parted)?;
    Some(Numbered { number, form: Form::Word, start: text.len() - behind.len() })
}

/// How long the Roman number in front of a text is: in capitals, or in small letters in front of a parenthesis.
fn roman_length(text: &str) -> usize {
    let length = |letters: &[char]| text.len() - text.trim_start_matches(letters).len();
    let small = length(&['i', 'v', 'x']);
    if (1..=4).contains(&small) && text[small..].starts_with(')') { small } else { length(&['I', 'V', 'X', 'І']) }
}

/// The number of a mark that the word processor set: `2.`, `II.`, `Вопрос 2.`, `02)`, `б)`.
fn of_mark(mark: &Mark) -> Option<(usize, Form)> {
    match mark {
        Mark::Number(number) => Some((usize::try_from(*number).ok()?, Form::Item)),
        // «A.» in front of typed text may be an initial, but not here.
        Mark::Label(label) => numbered(&format!("{label} x"))
            .or_else(|| numbered(&format!("{}) x", label.trim_end_matches('.'))))
            .map(|numbered| (numbered.number, Form::Label)),
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
    fn numbers_of_questions_are_told_from_numbers_of_the_text() {
        fn seen(text: &str) -> Option<(usize, Form, &str)> {
            numbered(text).map(|seen| (seen.number, seen.form, &text[seen.start..]))
        }
        assert_eq!(seen("2. Что"), Some((2, Form::Dot, "Что")));
        assert_eq!(seen("02. Что"), Some((2, Form::Dot, "Что")));
        assert_eq!(seen("2) Что"), Some((2, Form::Parenthesis, "Что")));
        assert_eq!(seen("Вопрос 2. Что"), Some((2, Form::Word, "Что")));
        assert_eq!(seen("> № 2 Что"), Some((2, Form::Word, "Что")));
        assert_eq!(seen("IV. Что"), Some((4, Form::Roman, "Что")));
        assert_eq!(seen("Вопрос II. Что"), Some((2, Form::Roman, "Что")));
        assert_eq!(seen("б) Что"), Some((2, Form::Letter, "Что")));
        assert_eq!(seen("(2) Что"), Some((2, Form::Parenthesis, "Что")));
        assert_eq!(seen("ii) Что"), Some((2, Form::Roman, "Что")));
        assert_eq!(seen("[2] Что"), Some((2, Form::Bracket, "Что")));
        assert_eq!(seen("| 2. Что"), Some((2, Form::Dot, "Что")));
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
            assert_eq!(seen(text), Some((2, Form::Word, "")), "{text}");
        }
        assert_eq!(seen("По второму вопросу. Открыт мост."), Some((2, Form::Word, "Открыт мост.")));
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
            assert_eq!(seen(text), None, "{text}");
        }
    }
}
