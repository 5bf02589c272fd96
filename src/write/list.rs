//! The list of the files that the program wrote, kept in the output folder. The program writes only into folders that
//! have this list or are empty.

use std::collections::BTreeSet;
use std::path::Path;

use asdg_base::fs;
use asdg_base::problem::Kind;

/// The name of the list.
pub(crate) const LIST: &str = ".asdg-site";

/// The first line of the list.
const HEADER: &str = "asdg-site 1";

/// Writes the list of these files into a folder.
pub(super) fn write<'p>(folder: &Path, paths: impl Iterator<Item = &'p String>) -> fs::Result<()> {
    let mut list = format!("{HEADER}\n");
    for path in paths {
        list.push_str(path);
        list.push('\n');
    }
    fs::write(&folder.join(LIST), list.as_bytes())
}

/// Reads the list in a folder; `None` if it is missing or not from this program.
pub(super) fn read(folder: &Path) -> fs::Result<Option<BTreeSet<String>>> {
    let list = folder.join(LIST);
    if !fs::kind(&list)?.is_some_and(|kind| kind.is_file()) {
        return Ok(None);
    }
    let bytes = fs::read(&list)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines();
    // A list that somebody edited must not lead out of the folder.
    Ok((lines.next() == Some(HEADER))
        .then(|| lines.filter(|path| fs::is_below(Path::new(path))).map(str::to_owned).collect()))
}

/// The files that the last build wrote into a folder. An error if the folder is neither empty nor written by the
/// program.
pub(crate) fn old_files(folder: &Path) -> Result<BTreeSet<String>, Kind> {
    let not_ours = || Kind::OutputNotOurs { folder: folder.display().to_string() };
    match fs::kind(folder).map_err(super::failed)? {
        None => return Ok(BTreeSet::new()),
        Some(kind) if kind.is_dir() => {}
        Some(_) => return Err(not_ours()),
    }
    match read(folder).map_err(super::failed)? {
        Some(files) => Ok(files),
        None if fs::entries(folder).map_err(super::failed)?.is_empty() => Ok(BTreeSet::new()),
        None => Err(not_ours()),
    }
}
