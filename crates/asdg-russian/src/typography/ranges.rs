//! Recognises ranges, whose hyphen becomes an en dash: `1941-1945`, `1,5-2`, `9:00-18:00`, `01.09.2024-31.05.2025`,
//! `XIX-XX`.

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq)]
enum RangeEnd {
    /// A whole number of up to four digits.
    Whole(u32),
    /// A number with a decimal mark, in thousandths.
    Decimal {
        thousandths: u32,
        mark: u8,
    },
    /// A time of day. With a full stop it may be a decimal as well.
    Time {
        mark: u8,
    },
    Date,
    /// A Roman number.
    Roman(u32),
}

/// Words before numbers with hyphens that are not ranges: ГОСТ 25-95.
const STANDARDS: [&str; 16] =
    ["ГОСТ", "ОСТ", "ТУ", "СП", "СНиП", "СанПиН", "ВСН", "РД", "ИСО", "МЭК", "СТО", "Р", "ISO", "IEC", "EN", "DIN"];

/// Whether the hyphen at `at` joins the ends of a range, and is not part of a telephone number or of the number of a
/// document or a standard.
pub(super) fn is_range(text: &str, at: usize) -> bool {
    let (left, right) = (&text[..at], &text[at + 1..]);
    let is_number_char = |c: char| c.is_ascii_digit() || is_roman_digit(c);
    if !left.ends_with(is_number_char) || !right.starts_with(is_number_char) {
        return false;
    }
    let (outer, left) = last_token(left);
    let (right, tail) = first_token(right);
    // Exclude telephone numbers, dates in other formats and numbers of documents.
    let clear_left =
        !outer.ends_with(|c: char| c.is_alphanumeric() || "-–./\\№:+".contains(c)) && !outer.trim_end().ends_with('№');
    let clear_right = !tail.starts_with(|c: char| c.is_alphabetic() || "-–/\\".contains(c));
    let word = outer.trim_end().rsplit([' ', '\u{a0}', '\n', '(']).next().unwrap_or_default();
    clear_left && clear_right && !STANDARDS.contains(&word) && is_valid_range(left, right)
}

/// Whether two words are the ends of a range typed with spaces: `10 - 15`, `XIX - XX`.
pub(super) fn is_spaced_range(left: &str, right: &str) -> bool {
    let digits = left.ends_with(|c: char| c.is_ascii_digit()) && right.starts_with(|c: char| c.is_ascii_digit());
    let roman = |word: &str| matches!(parse_end(word), Some(RangeEnd::Roman(_)));
    digits || (roman(left) && roman(first_token(right).0))
}

/// Whether two tokens can be the ends of a range: their types go together, and numbers are in ascending order.
fn is_valid_range(left: &str, right: &str) -> bool {
    let (Some(first), Some(last)) = (parse_end(left), parse_end(right)) else { return false };
    match (first, last) {
        (RangeEnd::Whole(first), RangeEnd::Whole(last)) | (RangeEnd::Roman(first), RangeEnd::Roman(last)) => {
            first < last
        }
        // A range of times may span midnight.
        (RangeEnd::Time { mark }, RangeEnd::Time { mark: other }) => mark == other,
        (RangeEnd::Time { mark: b':' }, RangeEnd::Whole(hour))
        | (RangeEnd::Whole(hour), RangeEnd::Time { mark: b':' }) => hour <= 24,
        (RangeEnd::Date, RangeEnd::Date) => true,
        _ => match (thousandths(left, first), thousandths(right, last)) {
            (Some((first, mark)), Some((last, other))) => {
                first < last && mark.zip(other).is_none_or(|(mark, other)| mark == other)
            }
            _ => false,
        },
    }
}

/// Returns the value of a number in thousandths, and its decimal mark.
fn thousandths(token: &str, end: RangeEnd) -> Option<(u32, Option<u8>)> {
    match end {
        // A year is not the end of a range of decimals.
        RangeEnd::Whole(number) => (number < 1000).then_some((number * 1000, None)),
        RangeEnd::Decimal { thousandths, mark } => Some((thousandths, Some(mark))),
        RangeEnd::Time { mark: b'.' } => decimal(token).map(|(thousandths, mark)| (thousandths, Some(mark))),
        RangeEnd::Time { .. } | RangeEnd::Date | RangeEnd::Roman(_) => None,
    }
}

/// Parses an end of a range.
fn parse_end(token: &str) -> Option<RangeEnd> {
    if token.starts_with(is_roman_digit) {
        return roman(token).map(RangeEnd::Roman);
    }
    let parts: Vec<&str> = token.split(['.', ',', ':']).collect();
    let mark = token.bytes().find(|byte| !byte.is_ascii_digit());
    match (&parts[..], mark) {
        ([whole], None) if (1..=4).contains(&whole.len()) => whole.parse().ok().map(RangeEnd::Whole),
        ([hours, minutes], Some(mark @ (b':' | b'.'))) if is_time(hours, minutes) => Some(RangeEnd::Time { mark }),
        ([_, _], Some(b'.' | b',')) => {
            decimal(token).map(|(thousandths, mark)| RangeEnd::Decimal { thousandths, mark })
        }
        ([day, month, year], Some(b'.')) if is_date(day, month, year) => Some(RangeEnd::Date),
        _ => None,
    }
}

/// Parses a decimal number; returns it in thousandths, with its decimal mark. Three digits after a full stop are no
/// fraction: they are thousands, or part of the number of a standard.
fn decimal(token: &str) -> Option<(u32, u8)> {
    let (whole, fraction) = token.split_once(['.', ','])?;
    let mark = token.as_bytes()[whole.len()];
    let longest = if mark == b',' { 3 } else { 2 };
    let fits = (1..=4).contains(&whole.len()) && (1..=longest).contains(&fraction.len());
    let thousandths = format!("{whole}{fraction:0<3}").parse().ok()?;
    fits.then_some((thousandths, mark))
}

fn is_time(hours: &str, minutes: &str) -> bool {
    (1..=2).contains(&hours.len()) && minutes.len() == 2 && is_up_to(hours, 24) && is_up_to(minutes, 59)
}

fn is_date(day: &str, month: &str, year: &str) -> bool {
    (1..=2).contains(&day.len())
        && month.len() == 2
        && matches!(year.len(), 2 | 4)
        && is_up_to(day, 31)
        && is_up_to(month, 12)
}

fn is_up_to(digits: &str, most: u32) -> bool {
    digits.parse::<u32>().is_ok_and(|number| number <= most)
}

/// Whether a character is a digit of Roman numbers up to 39, which centuries, quarters and congresses have. Many people
/// type the Russian letter Х for X.
fn is_roman_digit(c: char) -> bool {
    matches!(c, 'I' | 'V' | 'X' | 'Х')
}

/// Parses a Roman number from 1 to 39.
pub(super) fn roman(word: &str) -> Option<u32> {
    const UNITS: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    // A shortcut: this runs for every second word.
    if !word.chars().all(is_roman_digit) {
        return None;
    }
    let latin = word.replace('Х', "X");
    // Tens come first: the X of IX is not one of them.
    let tens = latin.bytes().take_while(|&byte| byte == b'X').count();
    let units = UNITS.iter().position(|unit| *unit == &latin[tens..])?;
    let value = 10 * tens + units;
    (1..40).contains(&value).then_some(value as u32)
}

/// Splits the number or Roman number off the end of a text; returns the text before it first.
fn last_token(text: &str) -> (&str, &str) {
    let start = match text.ends_with(is_roman_digit) {
        true => text.trim_end_matches(is_roman_digit).len(),
        false => {
            let start = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':')).len();
            // A comma before the number belongs to the sentence.
            start + text[start..].len() - text[start..].trim_start_matches(',').len()
        }
    };
    text.split_at(start)
}

/// Splits the number or Roman number off the start of a text.
fn first_token(text: &str) -> (&str, &str) {
    let length = match text.starts_with(is_roman_digit) {
        true => text.len() - text.trim_start_matches(is_roman_digit).len(),
        false => {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':'));
            // A mark at the end belongs to the sentence.
            text[..text.len() - rest.len()].trim_end_matches(['.', ',', ':']).len()
        }
    };
    text.split_at(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_distinguished_from_other_hyphens() {
        let is_range = |text: &str| is_range(text, text.find('-').unwrap_or_default());
        for range in [
            "1941-1945",
            "на 5-7%",
            "1,5-2 млн",
            "0,5-0,75",
            "10-12,5 км",
            "1.5-2.5",
            "9:00-18:00",
            "с 9.00-18.00",
            "22:00-06:00.",
            "9:00-18",
            "01.09.2024-31.05.2025",
            "XIX-XX вв.",
            "в I-III кварталах",
            "ХIХ-ХХ",
        ] {
            assert!(is_range(range), "{range}");
        }
        for other in [
            "22-33-44",
            "113-ФЗ",
            "2024-05-01",
            "№ 12-34",
            "2-1",
            "ГОСТ 12-95",
            "ГОСТ 2.105-95",
            "СНиП 2.07.01-89",
            "192.168.0.1-2",
            "XX-XIX",
            "IIII-V",
            "XL-XXL",
            "I-й",
            "10-я",
            "1,5-2024",
            "+7-9",
            "а1-2",
        ] {
            assert!(!is_range(other), "{other}");
        }
    }

    #[test]
    fn roman_numbers() {
        assert_eq!(roman("XIV"), Some(14));
        assert_eq!(roman("ХХI"), Some(21));
        assert_eq!([roman(""), roman("IIII"), roman("IXX"), roman("VX")], [None; 4]);
    }
}
