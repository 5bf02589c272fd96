//! Distinguishes telephone, SNILS and passport numbers from the other numbers of a letter.

use std::ops::Range;

use super::run::{DigitRun, UNITS, digits_end, is_blank, is_dash};
use super::{PrivateKind, after, before};
use crate::is_letter;

/// Words that announce a telephone number.
const TELEPHONE_WORDS: [&str; 16] = [
    "тел.",
    "тел:",
    "телефон",
    "моб.",
    "мобильн",
    "сот.",
    "сотов",
    "звонит",
    "ватсап",
    "вайбер",
    "телеграм",
    "whatsapp",
    "viber",
    "telegram",
    "phone",
    "tel",
];

/// The group lengths of eleven digits that are a telephone number when only spaces separate the groups. Amounts of
/// money end with groups of three.
const GROUPINGS_WITH_SPACES: [&[usize]; 11] = [
    &[1, 3, 3, 2, 2],
    &[1, 3, 7],
    &[1, 3, 3, 4],
    &[1, 3, 2, 2, 3],
    &[1, 3, 2, 3, 2],
    &[1, 3, 5, 2],
    &[1, 10],
    &[4, 7],
    &[4, 3, 2, 2],
    &[4, 3, 4],
    &[4, 2, 2, 3],
];

/// Returns the private number that begins with the digits at `start`, if there is one.
pub(super) fn find(text: &str, start: usize) -> Option<(PrivateKind, Range<usize>)> {
    let bytes = text.as_bytes();
    let end = digits_end(text, start);
    let could_be = matches!((bytes[start], end - start), (b'7' | b'8', 1..=11) | (_, 2 | 3 | 4 | 9 | 10 | 11));
    if !could_be || start > 0 && bytes[start - 1].is_ascii_digit() {
        return None;
    }
    let run = DigitRun::read(text, start);
    if !run.starts_at_boundary() {
        return None;
    }
    let found = |kind| move |range| (kind, range);
    let snils = snils(&run).map(found(PrivateKind::Snils));
    let passport = || passport(&run).map(found(PrivateKind::Passport));
    let telephone = || telephone(&run).map(found(PrivateKind::Telephone));
    snils.or_else(passport).or_else(telephone)
}

/// Finds a mobile telephone number. After `+7` any grouping counts; after 8 or without a prefix it must be grouped like
/// a telephone number.
fn telephone(run: &DigitRun<'_>) -> Option<Range<usize>> {
    let first = run.text.as_bytes()[run.start()];
    let has_prefix = matches!(first, b'7' | b'8');
    let groups = run.count_groups(if has_prefix { 11 } else { 10 })?;
    let digits = run.digits(groups);
    let number = &digits[usize::from(has_prefix)..];
    // Seven equal digits at the end are a placeholder in a form: +7 (999) 999-99-99.
    if number[0] != 9 || number[3..].iter().all(|digit| *digit == number[3]) || !run.ends_at_boundary(groups) {
        return None;
    }
    if run.is_in_url() {
        return None;
    }
    let is_sure = run.is_in_messenger_link() || (first == b'7' && run.has_plus());
    let is_announced = || run.is_announced_by(&TELEPHONE_WORDS, 30);
    let has_telephone_format = match first {
        b'7' => run.starts_with_lengths(&[1, 3]) && run.is_joined(groups),
        b'8' => run.is_grouped_like_telephone(groups),
        _ => run.starts_with_lengths(&[3, 3, 2, 2]) && run.gaps(groups).skip(1).all(|gap| gap.chars().all(is_dash)),
    };
    let is_likely = if has_telephone_format {
        is_announced() || !run.is_identifier_or_amount(groups)
    } else {
        // Digits without separators are ambiguous, so a word must announce them.
        first != b'8'
            && (groups == 1 || run.is_joined(groups))
            && is_announced()
            && !run.is_identifier_or_amount(groups)
    };
    let start = run.start() - usize::from(run.has_plus());
    (is_sure || is_likely).then(|| start..run.range(groups).end)
}

impl DigitRun<'_> {
    /// Whether a separator other than spaces is between the groups.
    fn is_joined(&self, groups: usize) -> bool {
        self.gaps(groups).any(|gap| !gap.chars().all(is_blank))
    }

    /// Whether a number of eleven digits that begins with 8 is grouped like a telephone number and not like an amount.
    fn is_grouped_like_telephone(&self, groups: usize) -> bool {
        let lengths = self.lengths();
        let lengths = &lengths[..groups];
        if groups == 1 {
            return true;
        }
        if self.is_joined(groups) {
            return matches!(lengths[0], 1 | 4 | 7);
        }
        GROUPINGS_WITH_SPACES.contains(&lengths) && !self.follows_digits()
    }

    /// Whether the number is part of a messenger link or a `tel:` link.
    fn is_in_messenger_link(&self) -> bool {
        self.is_announced_by(&["wa.me/", "phone=", "tel:"], 12)
    }
}

/// Finds the number of an insurance account (SNILS): eleven digits, of which the last two are check digits.
fn snils(run: &DigitRun<'_>) -> Option<Range<usize>> {
    let is_announced = || run.is_announced_by(&["снилс"], 40);
    let groups = if run.starts_with_lengths(&[3, 3, 3, 2]) && run.gaps(4).all(is_single) {
        4
    } else if run.starts_with_lengths(&[11]) && is_announced() {
        1
    } else if run.starts_with_lengths(&[9, 2]) && is_announced() {
        2
    } else {
        return None;
    };
    if !run.ends_at_boundary(groups) {
        return None;
    }
    let digits = run.digits(groups);
    // The numbers up to 001-001-998 have no check digits.
    let is_valid = if digits[..9] > [0, 0, 1, 0, 0, 1, 9, 9, 8][..] {
        has_check_digits(&digits)
    } else {
        is_announced() && digits[..9] != [0; 9]
    };
    is_valid.then(|| run.range(groups))
}

/// Whether a separator is one space or one hyphen.
fn is_single(gap: &str) -> bool {
    let mut chars = gap.chars();
    chars.next().is_some_and(|c| is_blank(c) || is_dash(c)) && chars.next().is_none()
}

/// Whether the check digits are correct. The rule of the Pension Fund: the sum of the digits times 9, 8, ... 1, modulo
/// 101, where 100 counts as 0.
fn has_check_digits(digits: &[u8]) -> bool {
    let sum: u32 = digits[..9].iter().zip((1..=9).rev()).map(|(&digit, weight)| u32::from(digit) * weight).sum();
    sum % 101 % 100 == u32::from(digits[9]) * 10 + u32::from(digits[10])
}

/// Finds the series and number of a passport: announced by words before or after, or grouped as in the passport itself,
/// `10 04 123456`.
fn passport(run: &DigitRun<'_>) -> Option<Range<usize>> {
    let is_split_series = run.starts_with_lengths(&[2, 2]) && run.gaps(2).all(is_single);
    let groups = if is_split_series {
        2
    } else if run.starts_with_lengths(&[4]) || run.starts_with_lengths(&[10]) {
        1
    } else {
        return None;
    };
    let series_end = run.range(groups).end;
    let (end, spaced) =
        if run.starts_with_lengths(&[10]) { (series_end, false) } else { passport_number(run.text, series_end)? };
    let digits = run.digits(groups);
    // The first two digits are a region, the next two the year in which the form was printed.
    if digits[..2] == [0, 0] || !matches!(digits[2] * 10 + digits[3], 97..=99 | 0..=35) {
        return None;
    }
    let is_announced = || {
        let before = before(run.text, run.start(), 60);
        let after = after(run.text, end, 40);
        ["паспорт", "серии", "серия"].iter().any(|word| before.contains(word)) || after.contains("выдан")
    };
    let has_passport_format =
        is_split_series && spaced && run.gaps(2).all(|gap| gap.chars().all(is_blank)) && !run.follows_digits();
    let rest = after(run.text, end, 8);
    let is_amount = UNITS.iter().any(|unit| rest.trim_start_matches(is_blank).starts_with(unit));
    let ends = !rest.starts_with(|c: char| is_letter(c) || c.is_ascii_digit() || c == '_');
    (ends && !is_amount && (has_passport_format || is_announced())).then(|| run.start()..end)
}

/// Returns the end of the six digits after the series, and whether one space or hyphen, or a number sign, separates
/// them.
fn passport_number(text: &str, series_end: usize) -> Option<(usize, bool)> {
    let rest = text[series_end..].trim_start_matches(|c: char| is_blank(c) || is_dash(c) || c == ',');
    let marked = ["№", "N", "номер"].into_iter().find_map(|mark| rest.strip_prefix(mark));
    let number = marked.unwrap_or(rest).trim_start_matches(|c: char| is_blank(c) || matches!(c, ':' | '.'));
    let start = text.len() - number.len();
    let end = digits_end(text, start);
    let gap = &text[series_end..start];
    (!gap.is_empty() && end - start == 6).then(|| (end, marked.is_some() || is_single(gap)))
}
