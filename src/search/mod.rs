//! Search: which passages have the words of a query, in any form.
//!
//! [`SearchIndex`] is made from the model, in parallel; [`find()`] answers queries from it, for `asdg-site search` and for tests. The reader's
//! browser answers them from the same index, cut into [files](data) of which it loads those that a query needs. What a word is found by is told in
//! `words.rs`, how well a passage fits in `reader.rs`, what people can type in `query.rs`, and what is made of queries that find nothing in
//! `correct.rs`.
//!
//! Libraries for search load their whole index or WASM, which `file://` forbids, or cannot be given the forms of Russian words. Both sides stem with
//! Snowball (`pagefind_stem`, `assets/stem.js`); what Snowball misses is in the index, from a table that `examples/word_forms.rs` makes of hunspell's
//! dictionary. There are no positions: phrases are looked for in the texts. The search reads the texts apart from `link/`, because it needs numbers,
//! compounds and counts, and keeps nothing that relations need; both stem each different word once.

mod correct;
pub mod data;
mod find;
mod index;
mod postings;
mod query;
mod reader;
mod tokens;
mod words;

pub use find::{FoundPassage, SearchResult, find};
pub use index::SearchIndex;
pub use words::{Words, stem};
