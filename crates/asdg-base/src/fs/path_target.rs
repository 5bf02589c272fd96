//! Resolves paths, and detects symbolic links that lead out of a folder. Content and themes may come from strangers, so
//! no link may lead out of their folder.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::{Error, NOT_REGULAR, Result, canonicalize};

/// The target of a path, for code that must stay inside a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathTarget {
    /// A regular file in the folder, or a link to one.
    File,
    /// A folder, or a link to one, in the folder.
    Folder,
    /// A link to this path outside of the folder.
    Outside(PathBuf),
    /// A link to something that does not exist.
    Nowhere,
    /// A pipe, a socket, a device.
    Special,
}

impl PathTarget {
    /// Why the file cannot be read: a code that has a message.
    pub fn reason(&self) -> String {
        match self {
            Self::File | Self::Outside(_) | Self::Special => NOT_REGULAR,
            Self::Folder => "is-a-directory",
            Self::Nowhere => "broken-link",
        }
        .to_owned()
    }
}

/// Follows the links of a path, and classifies its target. A target outside of `folder` is [`PathTarget::Outside`].
pub fn path_target(path: &Path, folder: &Path) -> Result<PathTarget> {
    let of = |kind: fs::FileType| match kind {
        kind if kind.is_file() => PathTarget::File,
        kind if kind.is_dir() => PathTarget::Folder,
        _ => PathTarget::Special,
    };
    let kind = fs::symlink_metadata(path).map_err(Error::new(path))?.file_type();
    if !kind.is_symlink() {
        return Ok(of(kind));
    }
    let Ok(target) = dunce::canonicalize(path) else { return Ok(PathTarget::Nowhere) };
    if !target.starts_with(canonicalize(folder)?) {
        return Ok(PathTarget::Outside(target));
    }
    Ok(of(fs::metadata(&target).map_err(Error::new(path))?.file_type()))
}

/// Whether a path is relative and stays below the folder that it is joined to: it has no root and no `..`.
pub fn is_below(path: &Path) -> bool {
    path.components().next().is_some() && path.components().all(|part| matches!(part, Component::Normal(_)))
}
