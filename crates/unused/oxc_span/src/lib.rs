//! Takes the place of oxc_span; see `crates/unused/README.md`.

/// What a script is.
#[derive(Debug, Default, Clone, Copy)]
pub struct SourceType;

impl SourceType {
    /// A module.
    pub fn mjs() -> Self {
        Self
    }
}
