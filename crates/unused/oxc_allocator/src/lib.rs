//! Takes the place of oxc_allocator; see `crates/unused/README.md`.

/// Where a parsed script would lie.
#[derive(Debug, Default)]
pub struct Allocator;
