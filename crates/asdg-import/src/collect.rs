//! Collect: lists the files to import from the paths on the command line.

use std::path::PathBuf;

use walkdir::WalkDir;

use asdg_base::fs::{self, PathTarget};
use asdg_base::problem::{Kind, Place, Problems};

/// Returns the files of all inputs, each once: inputs in the order of the command line, a folder's files by name.
pub(super) fn files(inputs: &[PathBuf], problems: &mut Problems) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for input in inputs {
        if !input.exists() {
            problems.add_placeless(Kind::ImportNotFound { path: input.display().to_string() });
            continue;
        }
        let walk = WalkDir::new(input).follow_links(true).sort_by_file_name().into_iter();
        let is_input = |depth: usize| depth == 0;
        let mut walk = walk.filter_entry(|entry| {
            is_input(entry.depth()) || !fs::is_ignored_name(&entry.file_name().to_string_lossy())
        });
        while let Some(entry) = walk.next() {
            // A folder unpacked from an archive may contain a link to any place on the disk.
            let linked = entry.as_ref().ok().filter(|entry| entry.path_is_symlink() && !is_input(entry.depth()));
            if let Some(entry) = linked
                && let Ok(PathTarget::Outside(target)) = fs::path_target(entry.path(), input)
            {
                let (folder, target) = (input.display().to_string(), target.display().to_string());
                problems.add(Place::file(entry.path().display().to_string()), Kind::LinkOutside { folder, target });
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    if !files.iter().any(|file| file == entry.path()) {
                        files.push(entry.into_path());
                    }
                }
                Ok(entry) if is_input(entry.depth()) && !entry.file_type().is_dir() => {
                    let reason = PathTarget::Special.reason();
                    problems.add(Place::file(input.display().to_string()), Kind::UnreadableFile { reason });
                }
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().unwrap_or(input).display().to_string();
                    let reason = error.io_error().map_or_else(|| error.to_string(), fs::reason);
                    problems.add(Place::file(path), Kind::UnreadableFile { reason });
                }
            }
        }
    }
    files
}
