//! Formats the numbers of automatic lists: [`format_number`]; [`mark_of_label`] turns a label into a [`Mark`].

use crate::document::Mark;

/// The letters that Word and LibreOffice count with in Russian: the alphabet without ё, й, ъ and ь.
const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";
/// The letters that they count with in English.
const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
/// No label is longer, in characters.
const LABEL_LIMIT: usize = 64;

/// The format of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum NumberFormat {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// 01, 02, 03.
    Padded,
    /// Letters. After the last one come `aa`, `ab` if `positional`, otherwise `aa`, `bb`.
    Letters {
        /// Whether the alphabet is Russian, not Latin.
        russian: bool,
        capital: bool,
        /// Whether letters are counted like the columns of a spreadsheet: `z`, `aa`, `ab`.
        positional: bool,
    },
    /// i, ii, iii, or capital ones.
    Roman { capital: bool },
    /// No number.
    Nothing,
}

/// Formats a number. Numbers that letters cannot show are decimal.
pub(crate) fn format_number(number: u32, format: NumberFormat) -> String {
    match format {
        NumberFormat::Decimal => number.to_string(),
        NumberFormat::Padded => format!("{number:02}"),
        NumberFormat::Nothing => String::new(),
        NumberFormat::Letters { russian, capital, positional } => {
            let alphabet = if russian { RUSSIAN } else { LATIN };
            let text =
                if positional { positional_letters(number, alphabet) } else { repeated_letters(number, alphabet) };
            with_case(text.unwrap_or_else(|| number.to_string()), capital)
        }
        NumberFormat::Roman { capital } => with_case(roman(number), capital),
    }
}

/// Returns the mark for a label; `None` if nothing is shown. `plain_number` is the number if the label is a single
/// decimal number with something around it.
pub(crate) fn mark_of_label(label: &str, plain_number: Option<u32>) -> Option<Mark> {
    let label: String = label.trim().chars().take(LABEL_LIMIT).collect();
    match plain_number {
        _ if label.is_empty() => None,
        Some(number) if label == format!("{number}.") || label == format!("{number})") => Some(Mark::Number(number)),
        // A dash typed as the text of a numbered level does not distinguish items.
        _ if !label.chars().any(char::is_alphanumeric) => Some(Mark::Bullet),
        _ => Some(Mark::Label(label)),
    }
}

/// Returns the number or label of a mark, for an item without text; `None` for bullets.
pub(crate) fn number_of_mark(mark: &Mark) -> Option<String> {
    match mark {
        Mark::Bullet => None,
        Mark::Number(number) => Some(number.to_string()),
        Mark::Label(label) => Some(label.clone()),
    }
}

fn with_case(text: String, capital: bool) -> String {
    if capital { text.to_uppercase() } else { text }
}

/// а … я, аа, бб.
fn repeated_letters(number: u32, alphabet: &str) -> Option<String> {
    let size = u32::try_from(alphabet.chars().count()).ok()?;
    let index = number.checked_sub(1)?;
    let times = usize::try_from(index / size).ok().filter(|&times| times < LABEL_LIMIT)? + 1;
    let letter = alphabet.chars().nth(usize::try_from(index % size).ok()?)?;
    Some(letter.to_string().repeat(times))
}

/// а … я, аа, аб.
fn positional_letters(number: u32, alphabet: &str) -> Option<String> {
    let size = u32::try_from(alphabet.chars().count()).ok()?;
    let mut letters = Vec::new();
    let mut rest = number;
    while rest > 0 {
        letters.push(alphabet.chars().nth(usize::try_from((rest - 1) % size).ok()?)?);
        rest = (rest - 1) / size;
    }
    (!letters.is_empty()).then(|| letters.into_iter().rev().collect())
}

fn roman(number: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, digits) in DIGITS {
        while rest >= value {
            out.push_str(digits);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_formatted_as_in_the_word_processor() {
        let letters = |russian, capital, positional| NumberFormat::Letters { russian, capital, positional };
        for (number, format, shown) in [
            (7, NumberFormat::Padded, "07"),
            (10, letters(true, false, false), "к"),
            (29, letters(true, true, false), "Я"),
            (30, letters(true, false, false), "аа"),
            (31, letters(true, false, false), "бб"),
            (31, letters(true, false, true), "аб"),
            (27, letters(false, true, true), "AA"),
            (0, letters(false, false, false), "0"),
            (u32::MAX, letters(false, false, false), "4294967295"),
            (1994, NumberFormat::Roman { capital: true }, "MCMXCIV"),
            (4000, NumberFormat::Roman { capital: false }, "4000"),
        ] {
            assert_eq!(format_number(number, format), shown, "{number} {format:?}");
        }
    }

    #[test]
    fn marks_are_numbers_bullets_or_labels() {
        assert_eq!(mark_of_label("3.", Some(3)), Some(Mark::Number(3)));
        assert_eq!(mark_of_label("3)", Some(3)), Some(Mark::Number(3)));
        assert_eq!(mark_of_label("(3)", Some(3)), Some(Mark::Label("(3)".into())));
        assert_eq!(mark_of_label("1.2.", None), Some(Mark::Label("1.2.".into())));
        assert_eq!(mark_of_label("–", None), Some(Mark::Bullet));
        assert_eq!(mark_of_label(" ", None), None);
    }
}
