//! Suggestions.

mod phrases;

pub use phrases::{Found, Phrases};
