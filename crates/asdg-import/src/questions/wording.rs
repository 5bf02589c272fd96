//! How well a text matches a question of the questionnaire.

use std::collections::BTreeSet;

use super::LEAST;
use super::looks::Looks;
use asdg_base::questionnaire::{Question, Role};
use asdg_russian::stem::stems;

/// A question that is looked for.
pub(super) struct Wanted {
    wording: BTreeSet<String>,
    title: BTreeSet<String>,
    role: Role,
    /// The number of characters of the wording.
    pub(super) length: usize,
}

impl Wanted {
    /// A question, whether its placeholders are filled in or not.
    pub(super) fn new(question: &Question) -> Self {
        Self {
            wording: stems(&bare(&question.wording)).into_iter().collect(),
            title: stems(&question.title).into_iter().collect(),
            role: question.role,
            length: question.wording.chars().count(),
        }
    }

    /// Whether nearly all words of a text, at least two, are words of the question.
    pub(super) fn holds(&self, text: &str) -> bool {
        let found: BTreeSet<String> = stems(text).into_iter().collect();
        let common = found.intersection(&self.wording).count();
        common >= 2 && common * 4 >= found.len() * 3
    }

    /// How much a text speaks of what the question asks, whatever it looks like.
    pub(super) fn speaks(&self, text: &str) -> f32 {
        let found: BTreeSet<String> = stems(text).into_iter().collect();
        likeness(&self.wording, &found).max(likeness(&self.title, &found)).max(role_likeness(self.role, &found))
    }

    /// How well a paragraph fits, and where the question ends in it; `None` when it does not fit.
    pub(super) fn compare(&self, openings: &[Opening], question: usize, looks: &Looks) -> Option<(f32, usize)> {
        let scores = openings.iter().map(|opening| (self.score(opening, question, looks), opening.end));
        // Of ends that fit equally well the first counts: what stands behind it is the answer.
        scores.filter(|(score, _)| *score >= LEAST).fold(None, |best: Option<(f32, usize)>, (score, end)| match best {
            Some((high, _)) if high + 0.05 >= score => best,
            _ => Some((score, end)),
        })
    }

    fn score(&self, opening: &Opening, question: usize, looks: &Looks) -> f32 {
        let found = &opening.stems;
        let likeness = likeness(&self.wording, found).max(likeness(&self.title, found) * 0.9);
        let role = role_likeness(self.role, found);
        let numbered = looks.number == Some(question + 1);
        let asks = looks.asks || opening.asks;
        // Nothing but its wording shows that a paragraph without a number and without a sign of asking is a question.
        let plain = !(asks || looks.stands_out || numbered);
        if plain && likeness < 0.75 {
            return 0.0;
        }
        // A heading of a few words, or an item of an answer, shares a word with a question by chance.
        if !asks && !looks.stands_out && likeness < 0.6 {
            return 0.0;
        }
        // Numbered anew and in other words, but nothing else than a question.
        let meant = if looks.asks && looks.number.is_some() && opening.asks { 0.9 * role } else { 0.0 };
        let meaning =
            likeness.max(0.45 * likeness + 0.55 * role).max(if asks && numbered { 0.8 * role } else { meant });
        meaning
            + if numbered { 0.15 } else { 0.0 }
            + if asks { 0.08 } else { 0.0 }
            + if looks.stands_out { 0.05 } else { 0.0 }
    }
}

/// A wording without its placeholders.
pub(super) fn bare(wording: &str) -> String {
    wording.replace("{year}", "").replace("{next_year}", "").replace("{sector}", "")
}

/// The beginning of a paragraph up to a place where a question may end.
pub(super) struct Opening {
    /// The place, in bytes.
    end: usize,
    /// The stems of its words.
    stems: BTreeSet<String>,
    /// Whether it ends with a question mark.
    pub(super) asks: bool,
}

impl Opening {
    /// The byte at which it ends.
    pub(super) fn end(&self) -> usize {
        self.end
    }
}

/// A question has no more words than this.
const MOST_WORDS: usize = 70;

/// The beginnings of a text that may be questions, each longer than the one before. The text behind the number begins at `start`.
pub(super) fn openings(text: &str, start: usize, length: usize) -> Vec<Opening> {
    let mut openings: Vec<Opening> = Vec::new();
    let mut from = start;
    let mut all = BTreeSet::new();
    let mut count = 0;
    for end in ends(text, start, length) {
        let found = stems(&text[from..end]);
        count += found.len();
        if count > MOST_WORDS {
            break;
        }
        all.extend(found);
        from = end;
        openings.push(Opening { end, stems: all.clone(), asks: text[..end].trim_end().ends_with('?') });
    }
    openings
}

/// Where a question may end: at question marks, at the ends of sentences, at the end of the text.
fn ends(text: &str, start: usize, length: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let limit = length * 4 + 300;
    let mut quoted = 0_i32;
    for (count, (at, c)) in text[start..].char_indices().enumerate() {
        let at = start + at;
        match c {
            '«' => quoted += 1,
            '»' => quoted -= 1,
            _ => {}
        }
        let behind = &text[at + c.len_utf8()..];
        if count > limit {
            break;
        }
        let begins = |c: char| c.is_uppercase() || matches!(c, '«' | '-' | '–') || c.is_ascii_digit();
        let sentence = || behind.starts_with(char::is_whitespace) && behind.trim_start().starts_with(begins);
        if quoted <= 0 && (c == '?' && !behind.starts_with(['?', '!']) || (matches!(c, '.' | ':') && sentence())) {
            ends.push(at + c.len_utf8());
        }
    }
    if text.chars().count() <= limit {
        ends.push(text.len());
    }
    ends.dedup();
    ends
}

/// The share of stems that two texts have in common.
fn likeness(wanted: &BTreeSet<String>, found: &BTreeSet<String>) -> f32 {
    let common = wanted.intersection(found).count() as f32;
    if wanted.is_empty() || found.is_empty() {
        return 0.0;
    }
    2.0 * common / (wanted.len() + found.len()) as f32
}

/// How much a text speaks of what a role asks for. Words are given by their beginnings; two of them are enough.
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
