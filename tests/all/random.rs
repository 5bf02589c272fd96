//! Chance that is the same in every run.

/// A generator of numbers (xorshift): the same seed gives the same numbers.
pub(crate) struct Random(u64);

impl Random {
    /// The generator with a number, each of which gives other numbers.
    pub(crate) fn new(seed: u64) -> Self {
        // The first numbers of neighbouring seeds would be alike.
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

    /// A number below `end`; 0 when there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() >> 11) as usize % end.max(1)
    }

    /// One of these.
    pub(crate) fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}
