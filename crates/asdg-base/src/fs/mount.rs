//! Detects mount points: folders where another file system begins, such as a disk, a network drive or a bind mount.

use std::path::Path;

use super::{Result, before_change};

/// Whether a path is a mount point. No folder can be renamed to it, and its content does not belong to the program.
pub fn is_mount_point(path: &Path) -> Result<bool> {
    if before_change("mount", path).is_err() {
        return Ok(true);
    }
    query_mount_point(path)
}

#[cfg(target_os = "linux")]
fn query_mount_point(path: &Path) -> Result<bool> {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    // Ask the kernel. Comparing device numbers would miss a bind mount, which has the device of its source.
    let flags = AtFlags::NO_AUTOMOUNT | AtFlags::SYMLINK_NOFOLLOW;
    match statx(CWD, path, flags, StatxFlags::empty()) {
        Ok(data) if data.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT) => {
            Ok(data.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
        }
        // Old kernels do not report it.
        _ => has_other_device(path),
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn query_mount_point(path: &Path) -> Result<bool> {
    has_other_device(path)
}

/// On Windows a mount point is a kind of link, and is refused as a link.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn query_mount_point(_: &Path) -> Result<bool> {
    Ok(false)
}

#[cfg(unix)]
fn has_other_device(path: &Path) -> Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| {
        let data = std::fs::symlink_metadata(path);
        data.map(|data| data.dev()).map_err(|source| super::Error { path: path.to_owned(), source })
    };
    match path.parent() {
        Some(parent) => Ok(device(path)? != device(parent)?),
        None => Ok(true),
    }
}
