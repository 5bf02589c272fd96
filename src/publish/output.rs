//! The result of running git.

/// The output of git, and whether it succeeded.
pub(super) struct GitOutput {
    pub(super) success: bool,
    pub(super) stdout: String,
    pub(super) stderr: String,
    /// The command, for a message.
    pub(super) command: String,
}
