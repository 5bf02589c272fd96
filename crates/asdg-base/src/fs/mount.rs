//! Places where another file system begins: a disk, a network drive, a folder that is shown in two places.

use std::path::Path;

use super::{Result, step};

/// Whether another file system begins at a path. Nothing can be renamed over such a place, and what lies there belongs to whoever put it
/// there.
pub fn is_mount(path: &Path) -> Result<bool> {
    if step("mount", path).is_err() {
        return Ok(true);
    }
    answer(path)
}

#[cfg(target_os = "linux")]
fn answer(path: &Path) -> Result<bool> {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    // Told by the kernel, since a folder that is bound to a second place has the same device there.
    let flags = AtFlags::NO_AUTOMOUNT | AtFlags::SYMLINK_NOFOLLOW;
    match statx(CWD, path, flags, StatxFlags::empty()) {
        Ok(data) if data.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT) => {
            Ok(data.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
        }
        // Old kernels do not tell.
        _ => has_other_device(path),
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn answer(path: &Path) -> Result<bool> {
    has_other_device(path)
}

/// On Windows such a place is a link of a kind, and refused as one.
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
