//! Weighs words: the fewer texts contain a word, the higher its weight.

use crate::markup;
use asdg_russian::stem::Stems;

/// The stems of texts, and how many texts contain each.
#[derive(Default)]
pub(super) struct Weights {
    stems: Stems,
    counts: Vec<u32>,
    texts: u32,
}

impl Weights {
    /// Returns the distinct stems of a text and its title, sorted.
    pub(super) fn stems(&mut self, title: Option<&str>, html: &str) -> Vec<u32> {
        let mut found = Vec::new();
        let stems = &mut self.stems;
        title.into_iter().for_each(|title| stems.for_each_stem(title, |stem| found.push(stem)));
        markup::word_chunks(html).for_each(|text| stems.for_each_stem(text, |stem| found.push(stem)));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Counts the stems of a text.
    pub(super) fn count(&mut self, stems: &[u32]) {
        self.texts += 1;
        for &stem in stems {
            let stem = stem as usize;
            if stem >= self.counts.len() {
                self.counts.resize(stem + 1, 0);
            }
            self.counts[stem] += 1;
        }
    }

    /// Returns the weight of a stem: 1 if every text contains it, plus 1 each time the number of texts with it is
    /// halved.
    pub(super) fn weight(&self, stem: u32) -> u32 {
        let count = self.counts.get(stem as usize).copied().unwrap_or(0).max(1);
        1 + (self.texts.max(1) / count).max(1).ilog2()
    }

    /// Returns the total weight of stems.
    pub(super) fn sum(&self, stems: &[u32]) -> u32 {
        stems.iter().map(|&stem| self.weight(stem)).sum()
    }

    /// Returns the words of stems, the most significant first.
    pub(super) fn words(&self, stems: &[u32]) -> Vec<String> {
        let mut stems = stems.to_vec();
        stems.sort_by_key(|&stem| (std::cmp::Reverse(self.weight(stem)), stem));
        stems.into_iter().map(|stem| asdg_russian::lower_case(self.stems.word(stem))).collect()
    }
}

/// Returns the intersection of two sorted lists.
pub(super) fn shared(a: &[u32], b: &[u32]) -> Vec<u32> {
    a.iter().filter(|stem| b.binary_search(stem).is_ok()).copied().collect()
}
