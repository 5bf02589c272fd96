//! The numbers of automatic lists: [`numeral`] formats one, [`mark`] turns a label into a [`Mark`].

use crate::document::Mark;

/// The letters that Word and LibreOffice count with in Russian: the alphabet without ё, й, ъ and ь.
const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";
/// The letters of English.
const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
/// What is longer than any label.
const LABEL_LIMIT: usize = 64;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Numerals {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// 01, 02, 03.
    Padded,
    /// Letters; capital ones if so, and after the last one `aa`, `ab` when `series`, `aa`, `bb` otherwise.
    Letters {
        /// The Russian alphabet, not the Latin one.
        russian: bool,
        /// Capital letters.
        capital: bool,
        /// Whether letters go on like digits.
        series: bool,
    },
    /// i, ii, iii, or capital ones.
    Roman {
        /// Capital letters.
        capital: bool,
    },
    /// No number at all.
    Nothing,
}

/// A number in its numerals. Those that letters cannot show are decimal.
pub(crate) fn numeral(number: u32, numerals: Numerals) -> String {
    match numerals {
        Numerals::Decimal => number.to_string(),
        Numerals::Padded => format!("{number:02}"),
        Numerals::Nothing => String::new(),
        Numerals::Letters { russian, capital, series } => {
            let alphabet = if russian { RUSSIAN } else { LATIN };
            let text = if series { in_series(number, alphabet) } else { repeated(number, alphabet) };
            cased(text.unwrap_or_else(|| number.to_string()), capital)
        }
        Numerals::Roman { capital } => cased(roman(number), capital),
    }
}

/// The mark that a label is; `None` when nothing is shown. `plain` says that the label is a single decimal number with
/// something around it.
pub(crate) fn mark(label: &str, plain: Option<u32>) -> Option<Mark> {
    let label: String = label.trim().chars().take(LABEL_LIMIT).collect();
    match plain {
        _ if label.is_empty() => None,
        Some(number) if label == format!("{number}.") || label == format!("{number})") => Some(Mark::Number(number)),
        // A dash typed as the text of a numbered level tells no items apart.
        _ if !label.chars().any(char::is_alphanumeric) => Some(Mark::Bullet),
        _ => Some(Mark::Label(label)),
    }
}

/// The number or letter that a mark shows where nothing stands behind it; `None` for bullets.
pub(crate) fn shown_number(mark: &Mark) -> Option<String> {
    match mark {
        Mark::Bullet => None,
        Mark::Number(number) => Some(number.to_string()),
        Mark::Label(label) => Some(label.clone()),
    }
}

fn cased(text: String, capital: bool) -> String {
    if capital { text.to_uppercase() } else { text }
}

/// а … я, аа, бб.
fn repeated(number: u32, alphabet: &str) -> Option<String> {
    let size = u32::try_from(alphabet.chars().count()).ok()?;
    let place = number.checked_sub(1)?;
    let times = usize::try_from(place / size).ok().filter(|&times| times < LABEL_LIMIT)? + 1;
    let letter = alphabet.chars().nth(usize::try_from(place % size).ok()?)?;
    Some(letter.to_string().repeat(times))
}

/// а … я, аа, аб.
fn in_series(number: u32, alphabet: &str) -> Option<String> {
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
    const SIGNS: [(u32, &str); 13] = [
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
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_in_the_word_processor() {
        let letters = |russian, capital, series| Numerals::Letters { russian, capital, series };
        for (number, numerals, shown) in [
            (7, Numerals::Padded, "07"),
            (10, letters(true, false, false), "к"),
            (29, letters(true, true, false), "Я"),
            (30, letters(true, false, false), "аа"),
            (31, letters(true, false, false), "бб"),
            (31, letters(true, false, true), "аб"),
            (27, letters(false, true, true), "AA"),
            (0, letters(false, false, false), "0"),
            (u32::MAX, letters(false, false, false), "4294967295"),
            (1994, Numerals::Roman { capital: true }, "MCMXCIV"),
            (4000, Numerals::Roman { capital: false }, "4000"),
        ] {
            assert_eq!(numeral(number, numerals), shown, "{number} {numerals:?}");
        }
    }

    #[test]
    fn marks_are_numbers_bullets_or_labels() {
        assert_eq!(mark("3.", Some(3)), Some(Mark::Number(3)));
        assert_eq!(mark("3)", Some(3)), Some(Mark::Number(3)));
        assert_eq!(mark("(3)", Some(3)), Some(Mark::Label("(3)".into())));
        assert_eq!(mark("1.2.", None), Some(Mark::Label("1.2.".into())));
        assert_eq!(mark("–", None), Some(Mark::Bullet));
        assert_eq!(mark(" ", None), None);
    }
}
