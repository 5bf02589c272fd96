//! Scores how well a text matches a question of the questionnaire: [`QuestionProfile::compare`].

use std::collections::BTreeSet;

use super::MIN_SCORE;
use super::appearance::Appearance;
use asdg_base::questionnaire::{Question, Role};
use asdg_russian::stem::stems;

/// The words of a question, in the form in which texts are compared with it.
pub(super) struct QuestionProfile {
    wording: BTreeSet<String>,
    title: BTreeSet<String>,
    role: Role,
    /// The number of characters of the wording.
    pub(super) length: usize,
}

impl QuestionProfile {
    /// The profile of a question; its placeholders may be filled in or not.
    pub(super) fn new(question: &Question) -> Self {
        Self {
            wording: stems(&without_placeholders(&question.wording)).into_iter().collect(),
            title: stems(&question.title).into_iter().collect(),
            role: question.role,
            length: question.wording.chars().count(),
        }
    }

    /// Whether nearly all words of a text, at least two, are words of the question.
    pub(super) fn has_words_of(&self, text: &str) -> bool {
        let found: BTreeSet<String> = stems(text).into_iter().collect();
        let common = found.intersection(&self.wording).count();
        common >= 2 && common * 4 >= found.len() * 3
    }

    /// How well the words of a text match the question or its role, whatever the appearance of the text.
    pub(super) fn topic_likeness(&self, text: &str) -> f32 {
        let found: BTreeSet<String> = stems(text).into_iter().collect();
        likeness(&self.wording, &found).max(likeness(&self.title, &found)).max(role_likeness(self.role, &found))
    }

    /// The score of the best prefix of a paragraph, and the byte at which it ends; `None` if none is a question.
    pub(super) fn compare(
        &self,
        prefixes: &[Prefix],
        question: usize,
        appearance: &Appearance,
    ) -> Option<(f32, usize)> {
        let scores = prefixes.iter().map(|prefix| (self.score(prefix, question, appearance), prefix.end));
        // Of prefixes with nearly the same score the shortest wins: the text after it is the answer.
        scores.filter(|(score, _)| *score >= MIN_SCORE).fold(
            None,
            |best: Option<(f32, usize)>, (score, end)| match best {
                Some((high, _)) if high + 0.05 >= score => best,
                _ => Some((score, end)),
            },
        )
    }

    fn score(&self, prefix: &Prefix, question: usize, appearance: &Appearance) -> f32 {
        let found = &prefix.stems;
        let likeness = likeness(&self.wording, found).max(likeness(&self.title, found) * 0.9);
        let role = role_likeness(self.role, found);
        let has_number = appearance.number == Some(question + 1);
        let is_question = appearance.begins_like_question || prefix.is_question;
        // Without the number, a sign of a question or a format, only a very similar wording makes a paragraph a
        // question.
        let is_plain = !(is_question || appearance.stands_out || has_number);
        if is_plain && likeness < 0.75 {
            return 0.0;
        }
        // A heading of a few words, or an item of an answer, may share a word with a question by chance.
        if !is_question && !appearance.stands_out && likeness < 0.6 {
            return 0.0;
        }
        // A question with another number and in other words, but certainly a question.
        let renumbered = if appearance.begins_like_question && appearance.number.is_some() && prefix.is_question {
            0.9 * role
        } else {
            0.0
        };
        let by_role = if is_question && has_number { 0.8 * role } else { renumbered };
        likeness.max(0.45 * likeness + 0.55 * role).max(by_role)
            + if has_number { 0.15 } else { 0.0 }
            + if is_question { 0.08 } else { 0.0 }
            + if appearance.stands_out { 0.05 } else { 0.0 }
    }
}

/// A wording without its placeholders.
pub(super) fn without_placeholders(wording: &str) -> String {
    wording.replace("{year}", "").replace("{next_year}", "").replace("{sector}", "")
}

/// The beginning of a paragraph up to a place where a question may end.
pub(super) struct Prefix {
    /// Its end, in bytes.
    end: usize,
    /// The stems of its words.
    stems: BTreeSet<String>,
    /// Whether it ends with a question mark.
    pub(super) is_question: bool,
}

impl Prefix {
    /// The byte at which it ends.
    pub(super) fn end(&self) -> usize {
        self.end
    }
}

/// The most words of a question.
const MAX_WORDS: usize = 70;

/// The prefixes of a text that may be questions, each longer than the one before. The text after the number begins at
/// `start`; `max_length` is the length of the longest question.
pub(super) fn prefixes(text: &str, start: usize, max_length: usize) -> Vec<Prefix> {
    let mut prefixes: Vec<Prefix> = Vec::new();
    let mut from = start;
    let mut all = BTreeSet::new();
    let mut count = 0;
    for end in question_ends(text, start, max_length) {
        let found = stems(&text[from..end]);
        count += found.len();
        if count > MAX_WORDS {
            break;
        }
        all.extend(found);
        from = end;
        prefixes.push(Prefix { end, stems: all.clone(), is_question: text[..end].trim_end().ends_with('?') });
    }
    prefixes
}

/// The bytes at which a question may end: question marks, ends of sentences, the end of the text.
fn question_ends(text: &str, start: usize, max_length: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let limit = max_length * 4 + 300;
    let mut quoted = 0_i32;
    for (count, (at, c)) in text[start..].char_indices().enumerate() {
        let at = start + at;
        match c {
            '«' => quoted += 1,
            '»' => quoted -= 1,
            _ => {}
        }
        let after = &text[at + c.len_utf8()..];
        if count > limit {
            break;
        }
        let begins_sentence = |c: char| c.is_uppercase() || matches!(c, '«' | '-' | '–') || c.is_ascii_digit();
        let is_sentence_end =
            || after.starts_with(char::is_whitespace) && after.trim_start().starts_with(begins_sentence);
        if quoted <= 0 && (c == '?' && !after.starts_with(['?', '!']) || (matches!(c, '.' | ':') && is_sentence_end()))
        {
            ends.push(at + c.len_utf8());
        }
    }
    if text.chars().count() <= limit {
        ends.push(text.len());
    }
    ends.dedup();
    ends
}

/// The share of stems that two texts have in common (Dice coefficient).
fn likeness(wanted: &BTreeSet<String>, found: &BTreeSet<String>) -> f32 {
    let common = wanted.intersection(found).count() as f32;
    if wanted.is_empty() || found.is_empty() {
        return 0.0;
    }
    2.0 * common / (wanted.len() + found.len()) as f32
}

/// How well a text matches a role: by words typical of the role, minus words typical of others. Words are given by
/// their beginnings; two of them are enough.
fn role_likeness(role: Role, found: &BTreeSet<String>) -> f32 {
    let (own, others): (&[&str], &[&str]) = match role {
        Role::Results => (
            &[
                "удал",
                "сдела",
                "итог",
                "результат",
                "достиг",
                "достижен",
                "значительн",
                "успе",
                "выполн",
                "деятельн",
                "информац",
                "главн",
            ],
            &["курс", "обсужд"],
        ),
        Role::Plans => {
            (&["задач", "план", "предсто", "намеч", "приоритет", "намер", "цел"], &["курс", "обсужд", "помощ", "асдг"])
        }
        Role::Support => {
            (&["помощ", "помоч", "содейств", "поддержк", "асдг", "ассоциац"], &["курс", "обсужд", "обмен"])
        }
        Role::Discussion => (
            &["обсужд", "обсуд", "мероприят", "дискусс", "обмен", "опыт", "встреч", "конференц"],
            &["курс", "квалификац", "обучен"],
        ),
        Role::Training => {
            (&["курс", "обучен", "учебн", "уч", "квалификац", "образовательн", "программ", "слушател"], &["задач"])
        }
    };
    let count = |beginnings: &[&str]| {
        beginnings.iter().filter(|word| found.iter().any(|stem| stem.starts_with(**word))).count()
    };
    (count(own).min(2) as f32 * 0.5 - count(others).min(2) as f32 * 0.25).max(0.0)
}
