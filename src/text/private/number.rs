//! Numbers of telephones, insurance accounts and passports, among all the other numbers of a letter.

use std::ops::Range;

use super::{Sort, after, before};
use crate::text::is_letter;

/// Words that tell a telephone.
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

/// Words and signs before numbers that are none of a telephone.
const IDENTIFIERS: [&str; 16] = [
    "октмо",
    "окато",
    "окпо",
    "инн",
    "кпп",
    "огрн",
    "огрнип",
    "бик",
    "кбк",
    "уин",
    "счет",
    "счёт",
    "р/с",
    "л/с",
    "к/с",
    "№",
];

/// What is counted, behind a number that is an amount.
const UNITS: [&str; 14] = ["руб", "тыс", "млн", "млрд", "₽", "кв", "куб", "м²", "м2", "%", "чел", "экз", "шт", "тонн"];

/// The most groups of digits that a number is written in.
const MOST_GROUPS: usize = 7;

/// Groups of digits with little between them: `+7 (914) 555-12-34` has five.
struct Run<'t> {
    text: &'t str,
    groups: [(usize, usize); MOST_GROUPS],
    count: usize,
}

/// The private number that begins with the digits at `start`.
pub(super) fn find(text: &str, start: usize) -> Option<(Sort, Range<usize>)> {
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
    let snils = snils(&run).map(found(Sort::Snils));
    let passport = || passport(&run).map(found(Sort::Passport));
    let telephone = || telephone(&run).map(found(Sort::Telephone));
    snils.or_else(passport).or_else(telephone)
}

/// Where to look on when nothing was found at `start`: behind its digits.
pub(super) fn skip(text: &str, start: usize) -> usize {
    digits_end(text, start).max(start + 1)
}

fn digits_end(text: &str, start: usize) -> usize {
    let rest = &text.as_bytes()[start..];
    start + rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

impl<'t> Run<'t> {
    fn read(text: &'t str, start: usize) -> Self {
        let mut groups = [(0, 0); MOST_GROUPS];
        let mut count = 0;
        let mut at = start;
        while count < MOST_GROUPS {
            let end = digits_end(text, at);
            groups[count] = (at, end);
            count += 1;
            let between = |c: char| is_blank(c) || is_dash(c) || matches!(c, '(' | ')' | '.');
            let rest = text[end..].trim_start_matches(between);
            let next = text.len() - rest.len();
            if !rest.starts_with(|c: char| c.is_ascii_digit()) || text[end..next].chars().count() > 3 {
                break;
            }
            at = next;
        }
        Self { text, groups, count }
    }

    /// Where it begins.
    fn start(&self) -> usize {
        self.groups[0].0
    }

    /// How long each group is.
    fn lengths(&self) -> [usize; MOST_GROUPS] {
        self.groups.map(|(start, end)| end - start)
    }

    /// Whether its first groups have these lengths.
    fn has_form(&self, form: &[usize]) -> bool {
        self.count >= form.len() && self.lengths()[..form.len()] == *form
    }

    /// How many groups together have so many digits.
    fn groups_of(&self, digits: usize) -> Option<usize> {
        let mut sum = 0;
        let ends = self.lengths().into_iter().take(self.count).map(|length| {
            sum += length;
            sum
        });
        ends.take_while(|&sum| sum <= digits).position(|sum| sum == digits).map(|group| group + 1)
    }

    /// The digits of its first groups.
    fn digits(&self, groups: usize) -> Vec<u8> {
        let of_group = |&(start, end): &(usize, usize)| self.text[start..end].bytes().map(|byte| byte - b'0');
        self.groups[..groups].iter().flat_map(of_group).collect()
    }

    /// What stands between its first groups.
    fn gaps(&self, groups: usize) -> impl Iterator<Item = &'t str> {
        self.groups[..groups].windows(2).map(|pair| &self.text[pair[0].1..pair[1].0])
    }

    /// From the first digit to the end of the last of so many groups.
    fn range(&self, groups: usize) -> Range<usize> {
        self.start()..self.groups[groups - 1].1
    }

    /// Whether there is a plus sign before it.
    fn has_plus(&self) -> bool {
        self.text[..self.start()].ends_with('+')
    }

    /// Whether it is no part of a word or of a longer number, as far as what stands before it goes.
    fn begins_freely(&self) -> bool {
        let mut back = self.text[..self.start()].chars().rev();
        match back.next() {
            Some(c) if is_dash(c) || matches!(c, '.' | ':' | '/') => !back.next().is_some_and(|c| c.is_ascii_digit()),
            Some(c) => !(is_letter(c) || c == '_'),
            None => true,
        }
    }

    /// The same of what stands behind so many groups.
    fn ends_freely(&self, groups: usize) -> bool {
        let mut rest = self.text[self.groups[groups - 1].1..].chars();
        match rest.next() {
            Some(c) if is_dash(c) || matches!(c, '.' | ':') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
            Some(c) => !(is_letter(c) || matches!(c, '_' | '@')),
            None => true,
        }
    }

    /// Whether digits stand right before it, with a blank between: a table of numbers then, rather than a telephone.
    fn follows_digits(&self) -> bool {
        let head = &self.text[..self.start()];
        let before = head.trim_end_matches(is_blank);
        before.len() < head.len() && before.ends_with(|c: char| c.is_ascii_digit())
    }

    /// Whether the words before it tell one of these.
    fn told_by(&self, words: &[&str], characters: usize) -> bool {
        let before = before(self.text, self.start(), characters);
        words.iter().any(|word| before.contains(word))
    }

    /// Whether it is an identifier or an amount by what stands right before and behind it.
    fn is_something_else(&self, groups: usize) -> bool {
        let before = before(self.text, self.start(), 16);
        let before = before.trim_end_matches(|c: char| is_blank(c) || matches!(c, ':' | '.' | '(' | '-'));
        let after = after(self.text, self.groups[groups - 1].1, 8);
        let after = after.trim_start_matches(is_blank);
        IDENTIFIERS.iter().any(|word| before.ends_with(word)) || UNITS.iter().any(|unit| after.starts_with(unit))
    }

    /// Whether it is a part of the address of a page, which is no telephone but where messengers use one.
    fn is_in_address(&self) -> bool {
        let head = &self.text[..self.start()];
        let word = &head[head.rfind(|c: char| c.is_whitespace() || c == '(').map_or(0, |at| at + 1)..];
        let is_messenger = ["wa.me/", "phone=", "viber", "t.me/"].iter().any(|part| word.contains(part));
        (word.contains("://") || word.contains("www.")) && !is_messenger
    }
}

/// A mobile telephone. With `+7` any spelling is one; with 8 or without a prefix it has to be written as people write telephones.
fn telephone(run: &Run<'_>) -> Option<Range<usize>> {
    let first = run.text.as_bytes()[run.start()];
    let has_prefix = matches!(first, b'7' | b'8');
    let groups = run.groups_of(if has_prefix { 11 } else { 10 })?;
    let digits = run.digits(groups);
    let number = &digits[usize::from(has_prefix)..];
    // Seven equal digits are the pattern of a form, not a number.
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
        // Digits in one piece may be anything, so a word has to tell.
        first != b'8' && (groups == 1 || run.is_joined(groups)) && is_told() && !run.is_something_else(groups)
    };
    let start = run.start() - usize::from(run.has_plus());
    (is_sure || fine).then(|| start..run.range(groups).end)
}

impl Run<'_> {
    /// Whether anything but blanks stands between the groups.
    fn is_joined(&self, groups: usize) -> bool {
        self.gaps(groups).any(|gap| !gap.chars().all(is_blank))
    }

    /// Whether a number of eleven digits that begins with 8 is grouped like a telephone and not like an amount.
    fn is_written_like_eight(&self, groups: usize) -> bool {
        let lengths = self.lengths();
        let lengths = &lengths[..groups];
        if groups == 1 {
            return true;
        }
        if self.is_joined(groups) {
            return matches!(lengths[0], 1 | 4 | 7);
        }
        let form: &[&[usize]] =
            &[&[1, 3, 3, 2, 2], &[1, 3, 7], &[1, 3, 3, 4], &[1, 3, 2, 2, 3], &[1, 3, 2, 3, 2], &[1, 10], &[4, 7]];
        let longer: &[&[usize]] = &[&[4, 3, 2, 2], &[4, 3, 4], &[4, 2, 2, 3], &[1, 3, 5, 2]];
        form.iter().chain(longer).any(|form| *form == lengths) && !self.follows_digits()
    }

    /// Whether it stands in the address of a messenger or of a telephone.
    fn is_in_messenger(&self) -> bool {
        self.told_by(&["wa.me/", "phone=", "tel:"], 12)
    }
}

/// The number of an insurance account: eleven digits, the last two of which follow from the others.
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

/// One blank or one hyphen.
fn is_single(gap: &str) -> bool {
    let mut chars = gap.chars();
    chars.next().is_some_and(|c| is_blank(c) || is_dash(c)) && chars.next().is_none()
}

/// The rule of the Pension Fund: the digits times 9, 8, ... 1, modulo 101, of which 100 counts as 0.
fn has_check_digits(digits: &[u8]) -> bool {
    let sum: u32 = digits[..9].iter().zip((1..=9).rev()).map(|(&digit, weight)| u32::from(digit) * weight).sum();
    sum % 101 % 100 == u32::from(digits[9]) * 10 + u32::from(digits[10])
}

/// The series and number of a passport: told by words before or behind, or written as in the passport itself, `10 04 123456`.
fn passport(run: &Run<'_>) -> Option<Range<usize>> {
    let parted = run.has_form(&[2, 2]) && run.gaps(2).all(is_single);
    let groups = if parted {
        2
    } else if run.has_form(&[4]) || run.has_form(&[10]) {
        1
    } else {
        return None;
    };
    let digits = run.digits(groups);
    // The first two are a region, the next two the year in which the form was printed.
    if digits[..2] == [0, 0] || !matches!(digits[2] * 10 + digits[3], 97..=99 | 0..=35) {
        return None;
    }
    let series_end = run.range(groups).end;
    let (end, spaced) = if run.has_form(&[10]) { (series_end, false) } else { passport_number(run.text, series_end)? };
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

/// The end of the six digits behind the series, and whether only a blank or a number sign stands between.
fn passport_number(text: &str, series_end: usize) -> Option<(usize, bool)> {
    let rest = text[series_end..].trim_start_matches(|c: char| is_blank(c) || is_dash(c) || c == ',');
    let marked = ["№", "N", "номер"].into_iter().find_map(|mark| rest.strip_prefix(mark));
    let number = marked.unwrap_or(rest).trim_start_matches(|c: char| is_blank(c) || matches!(c, ':' | '.'));
    let start = text.len() - number.len();
    let end = digits_end(text, start);
    let gap = &text[series_end..start];
    (!gap.is_empty() && end - start == 6).then(|| (end, marked.is_some() || is_single(gap)))
}
