//! What a run of git gives.

/// What git said, and whether it did what it should.
pub(super) struct GitOutput {
    pub(super) success: bool,
    pub(super) stdout: String,
    pub(super) stderr: String,
    /// What it was told, for a message.
    pub(super) command: String,
}
