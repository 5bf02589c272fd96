//! Full-text search: finds the passages that contain the words of a query, in any form.
//!
//! [`SearchIndex`] is built from the model, in parallel; [`find()`] answers queries with it, for `asdg-site search` and
//! for tests. The reader's browser uses the same index, split into [files](data); it loads only those that a query
//! needs. [`words`](crate::words) determines the keys of words and how well a passage matches a key, `query.rs` the
//! syntax of queries, and `correct.rs` corrects queries that find nothing.
//!
//! Existing search libraries load their whole index or WASM, which `file://` forbids, or cannot be given the forms of
//! Russian words. Both sides stem with Snowball (`pagefind_stem`, `assets/stem.js`). What Snowball misses is in the
//! index, from a table that `examples/word_forms.rs` makes of hunspell's dictionary. The index has no positions:
//! phrases are searched for in the texts.

mod correct;
pub mod data;
mod find;
mod index;
mod query;

pub use find::{FoundPassage, SearchResult, find};
pub use index::SearchIndex;
