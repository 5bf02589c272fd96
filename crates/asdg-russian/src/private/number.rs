//! Distinguishes numbers of telephones, insurance accounts and passports from the other numbers of a letter.

use std::ops::Range;

use super::run::{Run, UNITS, digits_end, is_blank, is_dash};
use super::{PrivateKind, after, before};
use crate::is_letter;

/// Words that announce a telephone number.
const TELEPHONES: [&str; 16] = [
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

/// The groupings of eleven digits that are a telephone number when only spaces separate them. Amounts of money have
/// groups of three at their end.
const EIGHT_AND_BLANKS: [&[usize]; 11] = [
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

/// The private number that begins with the digits at `start`.
pub(super) fn find(text: &str, start: usize) -> Option<(PrivateKind, Range<usize>)> {
    let bytes = text.as_bytes();
    let end = digits_end(text, start);
    let could_be = matches!((bytes[start], end - start), (b'7' | b'8', 1..=11) | (_, 2 | 3 | 4 | 9 | 10 | 11));
    if !could_be || start > 0 && bytes[start - 1].is_ascii_digit() {
        return None;
    }
    let run = Run::read(text, start);
    if !run.begins_freely() {
        return None;
    }
    let found = |sort| move |range| (sort, range);
    let snils = snils(&run).map(found(PrivateKind::Snils));
    let passport = || passport(&run).map(found(PrivateKind::Passport));
    let telephone = || telephone(&run).map(found(PrivateKind::Telephone));
    snils.or_else(passport).or_else(telephone)
}

/// A mobile telephone number. With `+7` any spelling counts; with 8 or without a prefix it must be grouped like a
/// telephone number.
fn telephone(run: &Run<'_>) -> Option<Range<usize>> {
    let first = run.text.as_bytes()[run.start()];
    let has_prefix = matches!(first, b'7' | b'8');
    let groups = run.groups_of(if has_prefix { 11 } else { 10 })?;
    let digits = run.digits(groups);
    let number = &digits[usize::from(has_prefix)..];
    // Seven equal digits are a placeholder in a form.
    if number[0] != 9 || number[3..].iter().all(|digit| *digit == number[3]) || !run.ends_freely(groups) {
        return None;
    }
    if run.is_in_address() {
        return None;
    }
    let is_sure = run.is_in_messenger() || (first == b'7' && run.has_plus());
    let is_told = || run.told_by(&TELEPHONES, 30);
    let is_written_so = match first {
        b'7' => run.has_form(&[1, 3]) && run.is_joined(groups),
        b'8' => run.is_written_like_eight(groups),
        _ => run.has_form(&[3, 3, 2, 2]) && run.gaps(groups).skip(1).all(|gap| gap.chars().all(is_dash)),
    };
    let fine = if is_written_so {
        is_told() || !run.is_something_else(groups)
    } else {
        // Digits without separators may be anything, so a word must announce them.
        first != b'8' && (groups == 1 || run.is_joined(groups)) && is_told() && !run.is_something_else(groups)
    };
    let start = run.start() - usize::from(run.has_plus());
    (is_sure || fine).then(|| start..run.range(groups).end)
}

impl Run<'_> {
    /// Whether something other than spaces separates the groups.
    fn is_joined(&self, groups: usize) -> bool {
        self.gaps(groups).any(|gap| !gap.chars().all(is_blank))
    }

    /// Whether a number of eleven digits that begins with 8 is grouped like a telephone number and not like an amount.
    fn is_written_like_eight(&self, groups: usize) -> bool {
        let lengths = self.lengths();
        let lengths = &lengths[..groups];
        if groups == 1 {
            return true;
        }
        if self.is_joined(groups) {
            return matches!(lengths[0], 1 | 4 | 7);
        }
        EIGHT_AND_BLANKS.contains(&lengths) && !self.follows_digits()
    }

    /// Whether it is part of a messenger or `tel:` address.
    fn is_in_messenger(&self) -> bool {
        self.told_by(&["wa.me/", "phone=", "tel:"], 12)
    }
}

/// The number of an insurance account: eleven digits, of which the last two are check digits.
fn snils(run: &Run<'_>) -> Option<Range<usize>> {
    let told = || run.told_by(&["снилс"], 40);
    let groups = if run.has_form(&[3, 3, 3, 2]) && run.gaps(4).all(is_single) {
        4
    } else if run.has_form(&[11]) && told() {
        1
    } else if run.has_form(&[9, 2]) && told() {
        2
    } else {
        return None;
    };
    if !run.ends_freely(groups) {
        return None;
    }
    let digits = run.digits(groups);
    // The numbers up to 001-001-998 have no check digits.
    let fine = if digits[..9] > [0, 0, 1, 0, 0, 1, 9, 9, 8][..] {
        has_check_digits(&digits)
    } else {
        told() && digits[..9] != [0; 9]
    };
    fine.then(|| run.range(groups))
}

/// One space or one hyphen.
fn is_single(gap: &str) -> bool {
    let mut chars = gap.chars();
    chars.next().is_some_and(|c| is_blank(c) || is_dash(c)) && chars.next().is_none()
}

/// The rule of the Pension Fund: the sum of the digits times 9, 8, ... 1, modulo 101, where 100 counts as 0.
fn has_check_digits(digits: &[u8]) -> bool {
    let sum: u32 = digits[..9].iter().zip((1..=9).rev()).map(|(&digit, weight)| u32::from(digit) * weight).sum();
    sum % 101 % 100 == u32::from(digits[9]) * 10 + u32::from(digits[10])
}

/// The series and number of a passport: announced by words before or after, or grouped as in the passport itself, `10
/// 04 123456`.
fn passport(run: &Run<'_>) -> Option<Range<usize>> {
    let parted = run.has_form(&[2, 2]) && run.gaps(2).all(is_single);
    let groups = if parted {
        2
    } else if run.has_form(&[4]) || run.has_form(&[10]) {
        1
    } else {
        return None;
    };
    let series_end = run.range(groups).end;
    let (end, spaced) = if run.has_form(&[10]) { (series_end, false) } else { passport_number(run.text, series_end)? };
    let digits = run.digits(groups);
    // The first two digits are a region, the next two the year in which the form was printed.
    if digits[..2] == [0, 0] || !matches!(digits[2] * 10 + digits[3], 97..=99 | 0..=35) {
        return None;
    }
    let told = || {
        let before = before(run.text, run.start(), 60);
        let behind = after(run.text, end, 40);
        ["паспорт", "серии", "серия"].iter().any(|word| before.contains(word)) || behind.contains("выдан")
    };
    let bare = parted && spaced && run.gaps(2).all(|gap| gap.chars().all(is_blank)) && !run.follows_digits();
    let rest = after(run.text, end, 8);
    let is_amount = UNITS.iter().any(|unit| rest.trim_start_matches(is_blank).starts_with(unit));
    let ends = !rest.starts_with(|c: char| is_letter(c) || c.is_ascii_digit() || c == '_');
    (ends && !is_amount && (bare || told())).then(|| run.start()..end)
}

/// The end of the six digits after the series, and whether only a space or a number sign separates them.
fn passport_number(text: &str, series_end: usize) -> Option<(usize, bool)> {
    let rest = text[series_end..].trim_start_matches(|c: char| is_blank(c) || is_dash(c) || c == ',');
    let marked = ["№", "N", "номер"].into_iter().find_map(|mark| rest.strip_prefix(mark));
    let number = marked.unwrap_or(rest).trim_start_matches(|c: char| is_blank(c) || matches!(c, ':' | '.'));
    let start = text.len() - number.len();
    let end = digits_end(text, start);
    let gap = &text[series_end..start];
    (!gap.is_empty() && end - start == 6).then(|| (end, marked.is_some() || is_single(gap)))
}
