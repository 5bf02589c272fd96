//! The tokens that were read already, with what they stand for.

use super::postings::Level;

/// A known token. It is small, because it is looked up for every word of the digest.
#[derive(Clone, Copy)]
pub(super) struct KnownToken {
    /// How often it occurs in texts and titles.
    pub(super) count: u32,
    /// The stems of its words; if there are several, an index into `StemReader::several`.
    pub(super) stems: Numbers,
    /// Its keys; if there are several, an index into `TermReader::several`.
    pub(super) keys: Numbers,
    /// The index of its form in `TermReader::forms`; [`NO_FORM`] if it is not a single word.
    pub(super) form: u32,
}

/// The form of a token without one.
pub(super) const NO_FORM: u32 = u32::MAX;

/// No number, one, or the index of a list of several, in four bytes.
#[derive(Clone, Copy)]
pub(super) struct Numbers(pub(super) u32);

impl Numbers {
    pub(super) const NONE: Self = Self(u32::MAX);
    const SEVERAL: u32 = 1 << 31;

    pub(super) fn several(index: usize) -> Self {
        Self(index as u32 | Self::SEVERAL)
    }

    /// The number, if it is only one.
    pub(super) fn single(self) -> Option<u32> {
        (self.0 < Self::SEVERAL).then_some(self.0)
    }

    /// The index of the list.
    pub(super) fn index(self) -> Option<usize> {
        (self.0 >= Self::SEVERAL && self.0 != u32::MAX).then_some((self.0 & !Self::SEVERAL) as usize)
    }
}

/// The part of a passage in which a token occurs.
#[derive(Clone, Copy)]
pub(super) enum Field {
    Text,
    Title,
    /// A name or a title of the metadata, with its level.
    Metadata(Level),
}
