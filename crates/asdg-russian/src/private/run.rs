//! Reads groups of digits with short separators, and inspects the text around them.

use std::ops::Range;

use super::{after, before};
use crate::is_letter;

/// Words and signs that precede identifiers, which are not telephone numbers: tax, bank and account numbers.
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

/// Units that follow an amount.
pub(super) const UNITS: [&str; 14] =
    ["руб", "тыс", "млн", "млрд", "₽", "кв", "куб", "м²", "м2", "%", "чел", "экз", "шт", "тонн"];

/// The largest number of groups that a number is written in.
const MAX_GROUPS: usize = 7;

/// Groups of digits with short separators: `+7 (914) 555-12-34` has five.
pub(super) struct DigitRun<'t> {
    /// The whole text.
    pub(super) text: &'t str,
    groups: [(usize, usize); MAX_GROUPS],
    count: usize,
}

impl<'t> DigitRun<'t> {
    /// Reads the groups that begin at `start`.
    pub(super) fn read(text: &'t str, start: usize) -> Self {
        let mut groups = [(0, 0); MAX_GROUPS];
        let mut count = 0;
        let mut at = start;
        while count < MAX_GROUPS {
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

    /// The start of the first group.
    pub(super) fn start(&self) -> usize {
        self.groups[0].0
    }

    /// The length of each group.
    pub(super) fn lengths(&self) -> [usize; MAX_GROUPS] {
        self.groups.map(|(start, end)| end - start)
    }

    /// Whether the first groups have these lengths.
    pub(super) fn starts_with_lengths(&self, lengths: &[usize]) -> bool {
        self.count >= lengths.len() && self.lengths()[..lengths.len()] == *lengths
    }

    /// Returns how many of the first groups have exactly this many digits together; `None` if no number of groups has.
    pub(super) fn count_groups(&self, digits: usize) -> Option<usize> {
        let mut sum = 0;
        let ends = self.lengths().into_iter().take(self.count).map(|length| {
            sum += length;
            sum
        });
        ends.take_while(|&sum| sum <= digits).position(|sum| sum == digits).map(|group| group + 1)
    }

    /// The digits of the first groups.
    pub(super) fn digits(&self, groups: usize) -> Vec<u8> {
        let of_group = |&(start, end): &(usize, usize)| self.text[start..end].bytes().map(|byte| byte - b'0');
        self.groups[..groups].iter().flat_map(of_group).collect()
    }

    /// The separators between the first groups.
    pub(super) fn gaps(&self, groups: usize) -> impl Iterator<Item = &'t str> {
        self.groups[..groups].windows(2).map(|pair| &self.text[pair[0].1..pair[1].0])
    }

    /// The range from the first digit to the end of the given number of groups.
    pub(super) fn range(&self, groups: usize) -> Range<usize> {
        self.start()..self.groups[groups - 1].1
    }

    /// Whether a plus sign precedes the digits.
    pub(super) fn has_plus(&self) -> bool {
        self.text[..self.start()].ends_with('+')
    }

    /// Whether a number may begin here: the text before it is not the end of a word or of a longer number.
    pub(super) fn starts_at_boundary(&self) -> bool {
        let mut back = self.text[..self.start()].chars().rev();
        match back.next() {
            Some(c) if is_dash(c) || matches!(c, '.' | ':' | '/') => !back.next().is_some_and(|c| c.is_ascii_digit()),
            Some(c) => !(is_letter(c) || c == '_'),
            None => true,
        }
    }

    /// Whether a number may end after the given number of groups: no word or longer number continues there.
    pub(super) fn ends_at_boundary(&self, groups: usize) -> bool {
        let mut rest = self.text[self.groups[groups - 1].1..].chars();
        match rest.next() {
            Some(c) if is_dash(c) || matches!(c, '.' | ':') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
            Some(c) => !(is_letter(c) || matches!(c, '_' | '@')),
            None => true,
        }
    }

    /// Whether other digits and a space precede it: then it is part of a table of numbers and not a telephone number.
    pub(super) fn follows_digits(&self) -> bool {
        let head = &self.text[..self.start()];
        let before = head.trim_end_matches(is_blank);
        before.len() < head.len() && before.ends_with(|c: char| c.is_ascii_digit())
    }

    /// Whether the text before it, at most this many characters, contains one of these words.
    pub(super) fn is_announced_by(&self, words: &[&str], characters: usize) -> bool {
        let before = before(self.text, self.start(), characters);
        words.iter().any(|word| before.contains(word))
    }

    /// Whether the text next to it shows that it is an identifier or an amount.
    pub(super) fn is_identifier_or_amount(&self, groups: usize) -> bool {
        let before = before(self.text, self.start(), 16);
        let before = before.trim_end_matches(|c: char| is_blank(c) || matches!(c, ':' | '.' | '(' | '-'));
        let after = after(self.text, self.groups[groups - 1].1, 8);
        let after = after.trim_start_matches(is_blank);
        IDENTIFIERS.iter().any(|word| before.ends_with(word)) || UNITS.iter().any(|unit| after.starts_with(unit))
    }

    /// Whether it is part of a web address. Numbers there are not telephone numbers, except in links of messengers.
    pub(super) fn is_in_url(&self) -> bool {
        let head = &self.text[..self.start()];
        let word = &head[head.rfind(|c: char| c.is_whitespace() || c == '(').map_or(0, |at| at + 1)..];
        let is_messenger = ["wa.me/", "phone=", "viber", "t.me/"].iter().any(|part| word.contains(part));
        (word.contains("://") || word.contains("www.")) && !is_messenger
    }
}

/// Returns the end of the digits that begin at `start`.
pub(super) fn digits_end(text: &str, start: usize) -> usize {
    let rest = &text.as_bytes()[start..];
    start + rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())
}

/// Whether a character is a kind of space that may separate the groups of a number.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

/// Whether a character is a hyphen or a dash.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
