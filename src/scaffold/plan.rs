//! A plan: the files that are to be written. It is made without touching the disk, so that it can be shown instead of being
//! carried out, and it is carried out as a whole or not at all.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use asdg_base::fs;
use asdg_base::problem::{Kind, Problem};

/// What is to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The files, in the order in which they are shown.
    pub files: Vec<PlannedFile>,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    /// Its path in the digest, with `/` between the parts.
    pub path: String,
    /// All that will be in it.
    pub bytes: Vec<u8>,
    /// Whether it is new.
    pub change: Change,
}

/// What becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    New,
    /// Lines were added.
    Extended {
        /// What was in it.
        old: Vec<u8>,
        /// The number of the first line that is new.
        line: u32,
        /// The lines that are new.
        added: String,
    },
}

impl PlannedFile {
    /// A new file.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into(), change: Change::New }
    }
}

impl Plan {
    /// Writes the files into the folder of a digest. No file that is there gives way, and after a failure there is nothing new. A
    /// register that gets longer has to be the last of the files: it cannot be taken back.
    pub fn write(&self, folder: &Path) -> Result<(), Problem> {
        self.find_taken(folder)?;
        let mut made = Made::default();
        for file in &self.files {
            if let Err(kind) = write(file, folder, &mut made) {
                made.remove();
                return Err(placeless(kind));
            }
        }
        Ok(())
    }

    /// Reports the new files that are there already, all at once.
    pub fn find_taken(&self, folder: &Path) -> Result<(), Problem> {
        let is_there = |file: &&PlannedFile| {
            file.change == Change::New && matches!(fs::kind(&folder.join(&file.path)), Ok(Some(_)))
        };
        let taken: Vec<&str> = self.files.iter().filter(is_there).map(|file| file.path.as_str()).collect();
        if taken.is_empty() { Ok(()) } else { Err(placeless(Kind::FilesExist { files: taken.join(", ") })) }
    }
}

fn placeless(kind: Kind) -> Problem {
    Problem { place: None, kind }
}

/// What was made on the way, to be taken away again should the rest fail.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Made {
    /// Takes everything away. What refuses to go stays; it is the failure before it that is reported.
    fn remove(&self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        // Only what is empty goes: someone else may have put something into a folder meanwhile.
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_empty_dir(folder);
        }
    }
}

fn write(file: &PlannedFile, folder: &Path, made: &mut Made) -> Result<(), Kind> {
    let failed = |error: fs::Error| {
        // Where a folder is to be made, what is there already is a file.
        let reason = match error.source.kind() {
            ErrorKind::AlreadyExists => "not-a-directory".to_owned(),
            _ => error.reason(),
        };
        Kind::NotWritten { path: file.path.clone(), reason }
    };
    let path = folder.join(&file.path);
    match &file.change {
        Change::New => {
            let missing = missing_folders(&path);
            let created = path.parent().map_or(Ok(()), fs::create_dir_all);
            // What was made before the failure is to go as well.
            made.folders.extend(missing.into_iter().filter(|folder| folder.is_dir()));
            created.map_err(failed)?;
            fs::write_new(&path, &file.bytes).map_err(|error| match error.source.kind() {
                ErrorKind::AlreadyExists => Kind::FilesExist { files: file.path.clone() },
                _ => failed(error),
            })?;
            made.files.push(path);
        }
        Change::Extended { old, .. } => {
            // Behind a symbolic link it is the file that changes, not the link.
            let path = fs::canonicalize(&path).map_err(failed)?;
            if !fs::has_bytes(&path, old) {
                return Err(Kind::NotWritten { path: file.path.clone(), reason: "changed-meanwhile".to_owned() });
            }
            fs::write_whole(&path, &file.bytes).map_err(failed)?;
        }
    }
    Ok(())
}

/// The folders above a file that are not there, the uppermost first.
fn missing_folders(path: &Path) -> Vec<PathBuf> {
    let above = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    let mut missing: Vec<PathBuf> = above.take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
    missing.reverse();
    missing
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests look at what was written")]
mod tests {
    use super::*;

    #[test]
    fn a_plan_that_fails_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let digest = folder.path().join("new/digest");
        // A folder cannot be made where a file was just written.
        let files = vec![
            PlannedFile::new("site.toml", "title"),
            PlannedFile::new("content/2024", "a file"),
            PlannedFile::new("content/2024/edition.yaml", "title"),
        ];
        let problem = Plan { files }.write(&digest).unwrap_err();
        assert!(matches!(problem.kind, Kind::NotWritten { .. }), "{problem:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_register_that_was_changed_meanwhile_stays() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("cities.yaml"), "new\n").unwrap();
        let change = Change::Extended { old: b"old\n".to_vec(), line: 2, added: "more".to_owned() };
        let files = vec![
            PlannedFile::new("a/b.yaml", "text"),
            PlannedFile { path: "cities.yaml".to_owned(), bytes: b"old\nmore\n".to_vec(), change },
        ];
        assert!(Plan { files }.write(folder.path()).is_err());
        assert_eq!(std::fs::read_to_string(folder.path().join("cities.yaml")).unwrap(), "new\n");
        assert!(!folder.path().join("a").exists());
    }
}
