//! Reproducible pseudo-random numbers.

/// A pseudo-random number generator (xorshift): the same seed gives the same numbers.
pub(crate) struct Random(u64);

impl Random {
    /// Creates a generator; different seeds give different numbers.
    pub(crate) fn new(seed: u64) -> Self {
        // The first numbers of neighbouring seeds are similar, so they are skipped.
        let mut random = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        (0..8).for_each(|_| _ = random.next());
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Returns a number below `end`, or 0 if `end` is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() >> 11) as usize % end.max(1)
    }

    /// Returns a random item of a slice.
    pub(crate) fn choose<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}
