//! Finds mount points: folders where another file system begins, such as a disk, a network drive or a bind mount.

use std::path::Path;

use super::{Result, step};

/// Whether a path is a mount point. Nothing can be renamed over it, and its content belongs to whoever mounted it.
pub fn is_mount(path: &Path) -> Result<bool> {
    if step("mount", path).is_err() {
        return Ok(true);
    }
    answer(path)
}

#[cfg(target_os = "linux")]
fn answer(path: &Path) -> Result<bool> {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    // The kernel says so itself. Comparing device numbers would miss a bind mount, which has the device of its source.
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
fn answer(path: &Path) -> Result<bool> {
    has_other_device(path)
}

/// On Windows a mount point is a kind of link, and is refused as a link.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn answer(_: &Path) -> Result<bool> {
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
