//! The stems of passages: [`StemReader`].

use super::known_token::Numbers;
use super::lists::Lists;
use crate::model::Passage;
use asdg_russian::letters;
use asdg_russian::stem::{MIN_STEMMED, StemNumbers, is_better_example};

/// The stems of a chunk of the responses, numbered in the order of their first occurrence.
#[derive(Default)]
pub(crate) struct StemCounts {
    /// The hashes of the stems, by their numbers.
    pub(crate) hashes: Vec<u64>,
    /// The number of passages with each stem, by the numbers of the stems.
    pub(crate) counts: Vec<u32>,
    /// The distinct stems of each passage, by response.
    pub(crate) responses: Vec<Lists<StemUse>>,
}

/// A stem in a passage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StemUse {
    /// The number of the stem.
    pub(crate) stem: u32,
    /// The position of the shortest word with this stem in the title of the passage and the HTML after it.
    pub(crate) at: u32,
}

/// Returns the word at the [position of a stem](StemUse) in a passage.
pub(crate) fn word_at(passage: &Passage, at: u32) -> String {
    PassageText::new(passage).word_at(at).to_owned()
}

/// The text of a passage, decoded.
pub(super) struct PassageText<'p> {
    pub(super) title: &'p str,
    pub(super) html: String,
}

impl<'p> PassageText<'p> {
    pub(super) fn new(passage: &'p Passage) -> Self {
        Self { title: passage.title.as_deref().unwrap_or_default(), html: passage.text.html() }
    }

    /// Returns the token of `length` bytes at a position in the title and the HTML after it.
    pub(super) fn at(&self, at: u32, length: u32) -> &str {
        self.from(at).get(..length as usize).unwrap_or_default()
    }

    /// Returns the word at a position in the title and the HTML after it.
    fn word_at(&self, at: u32) -> &str {
        letters(self.from(at)).next().unwrap_or_default()
    }

    fn from(&self, at: u32) -> &str {
        let at = at as usize;
        let text = if at < self.title.len() { self.title.get(at..) } else { self.html.get(at - self.title.len()..) };
        text.unwrap_or_default()
    }
}

/// Collects the stems of each passage.
#[derive(Default)]
pub(super) struct StemReader {
    /// Stems in more passages are only counted.
    most: u32,
    /// The words with a stem in tokens with other words or signs: the position of each word in the token, and its stem.
    several: Vec<Vec<(usize, u32)>>,
    /// The states of the stems, by their numbers.
    states: Vec<StemState>,
    /// The number of the current passage.
    passage: u32,
    /// The distinct stems of the current passage.
    found: Vec<StemUse>,
    /// The stems of the passages of the current response, and those of the responses before it.
    passages: Lists<StemUse>,
    responses: Vec<Lists<StemUse>>,
}

/// The state of a stem while passages are read.
#[derive(Clone, Copy, Default)]
struct StemState {
    /// The number of passages with the stem so far.
    passages: u32,
    /// The number of the last of these passages.
    last: u32,
    /// The position of the stem in the list of that passage; `None` if the stem occurs in too many passages to be
    /// listed.
    position: Option<u32>,
}

impl StemReader {
    pub(super) fn new(most: u32) -> Self {
        // The number 0 stands for no passage.
        Self { most, passage: 1, ..Self::default() }
    }

    /// Finds the stems of a token that is not simply a Russian word.
    pub(super) fn of_words(&mut self, token: &str, numbers: &mut StemNumbers) -> Numbers {
        let mut found = Vec::new();
        for word in letters(token).filter(|word| word.len() >= MIN_STEMMED) {
            if let Some(stem) = numbers.stem_number(word) {
                found.push((word.as_ptr() as usize - token.as_ptr() as usize, stem));
            }
        }
        if found.is_empty() {
            return Numbers::NONE;
        }
        self.several.push(found);
        Numbers::several(self.several.len() - 1)
    }

    /// Reads the stems of a token at a position in the text of the current passage.
    pub(super) fn read(&mut self, stems: Numbers, passage: &PassageText<'_>, at: u32, length: u32) {
        if let Some(stem) = stems.single() {
            self.add(stem, passage, at, length);
        } else if let Some(index) = stems.index() {
            for number in 0..self.several[index].len() {
                let (start, stem) = self.several[index][number];
                let at = at + start as u32;
                self.add(stem, passage, at, passage.word_at(at).len() as u32);
            }
        }
    }

    fn add(&mut self, stem: u32, passage: &PassageText<'_>, at: u32, length: u32) {
        if self.states.len() <= stem as usize {
            self.states.resize(stem as usize + 1, StemState::default());
        }
        let state = &mut self.states[stem as usize];
        if state.last != self.passage {
            (state.passages, state.last) = (state.passages + 1, self.passage);
            state.position = (state.passages <= self.most).then_some(self.found.len() as u32);
            if state.position.is_some() {
                self.found.push(StemUse { stem, at });
            }
        } else if let Some(found) = state.position.and_then(|position| self.found.get_mut(position as usize))
            && is_better_example(passage.at(at, length), passage.word_at(found.at))
        {
            found.at = at;
        }
    }

    pub(super) fn finish_passage(&mut self) {
        self.passages.push(self.found.drain(..));
        self.passage += 1;
    }

    pub(super) fn finish_response(&mut self) {
        // The copy has no spare capacity.
        self.responses.push(self.passages.clone());
        self.passages.clear();
    }

    pub(super) fn finish(self, numbers: StemNumbers) -> StemCounts {
        let hashes = numbers.into_hashes();
        let mut counts: Vec<u32> = self.states.into_iter().map(|state| state.passages).collect();
        counts.resize(hashes.len(), 0);
        StemCounts { hashes, counts, responses: self.responses }
    }
}
