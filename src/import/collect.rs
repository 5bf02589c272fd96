//! Collect: the files that are meant by the files and folders of a command line.

use std::path::PathBuf;

use walkdir::WalkDir;

use crate::problem::{Kind, Place, Problems};
use crate::{fs, read};

/// The files, in the order of the command line and of their names; each once.
pub(super) fn files(inputs: &[PathBuf], problems: &mut Problems) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for input in inputs {
        if !input.exists() {
            problems.add_placeless(Kind::ImportNotFound { path: input.display().to_string() });
            continue;
        }
        let walk = WalkDir::new(input).follow_links(true).sort_by_file_name().into_iter();
        let is_input = |depth: usize| depth == 0;
        for entry in walk.filter_entry(|entry| {
            is_input(entry.depth()) || !read::is_passed_over(&entry.file_name().to_string_lossy())
        }) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    if !files.iter().any(|file| file == entry.path()) {
                        files.push(entry.into_path());
                    }
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
