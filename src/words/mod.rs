//! The words of passages. `tokens.rs` splits a text into words and numbers, `vocabulary.rs` determines the keys under
//! which the search finds a word, and `reader.rs` reads all passages once, for the search and for related passages.

mod known_token;
mod lists;
mod postings;
mod reader;
mod stems;
mod terms;
mod tokens;
mod vocabulary;

pub(crate) use lists::Lists;
pub(crate) use postings::{ENTRY, LEVEL_BITS, Level, read_number, write_number};
pub(crate) use reader::{ChunkWords, Wanted, read};
pub(crate) use stems::{StemCounts, StemUse, word_at};
pub(crate) use terms::ChunkTerms;
pub(crate) use tokens::{parts, tokens};
pub use vocabulary::stem;
pub(crate) use vocabulary::{MAX_SYNONYM_WORDS, TokenKeys, Vocabulary, is_ignored};
