//! The result of a git command, apart from [`git`](super::git) so that [`failure`](super::failure) does not import the
//! module that uses it.

/// The output of a git command, and whether it succeeded.
pub(super) struct GitOutput {
    pub(super) success: bool,
    pub(super) stdout: String,
    pub(super) stderr: String,
    /// The command as a message names it: `git push`.
    pub(super) command: String,
}
