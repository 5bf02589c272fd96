//! The words of passages: [`tokens`], the [`keys`](Vocabulary) under which the search finds them, and [`read`], which
//! reads all passages of a digest once for the search and for related passages.

mod lists;
mod postings;
mod reader;
mod tokens;
mod vocabulary;

pub(crate) use lists::Lists;
pub(crate) use postings::{ENTRY, LEVEL_BITS, Level, read_number, write_number};
pub(crate) use reader::{ChunkTerms, ChunkWords, StemCounts, StemUse, Wanted, read, word_at};
pub(crate) use tokens::{parts, tokens};
pub use vocabulary::stem;
pub(crate) use vocabulary::{MAX_SYNONYM_WORDS, TokenKeys, Vocabulary, is_ignored};
