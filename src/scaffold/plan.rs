//! A plan: the files to write. Making a plan does not change the disk, so it can be shown instead of written.
//! [`Plan::write`] writes all files or none: new files never overwrite existing ones, and if one fails, those already
//! created are removed.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use asdg_base::fs;
use asdg_base::problem::{Kind, Problem};

/// The files to write.
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
    /// Its content.
    pub bytes: Vec<u8>,
    /// Whether it is created or extended.
    pub change: Change,
}

/// What happens to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is created.
    New,
    /// Lines are inserted.
    Extended {
        /// Its previous content.
        old: Vec<u8>,
        /// The number of the first inserted line.
        line: u32,
        /// The inserted lines.
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
    /// Writes the files into the folder of a digest. No existing file is overwritten, and on failure no new file is
    /// left. An extended register must be the last of the files, because that change cannot be undone.
    pub fn write(&self, folder: &Path) -> Result<(), Problem> {
        self.find_taken(folder)?;
        let mut created = Created::default();
        for file in &self.files {
            if let Err(kind) = write_file(file, folder, &mut created) {
                created.remove();
                return Err(Problem::from(kind));
            }
        }
        Ok(())
    }

    /// Reports all new files that exist already.
    pub fn find_taken(&self, folder: &Path) -> Result<(), Problem> {
        let exists = |file: &&PlannedFile| {
            file.change == Change::New && matches!(fs::kind(&folder.join(&file.path)), Ok(Some(_)))
        };
        let taken: Vec<&str> = self.files.iter().filter(exists).map(|file| file.path.as_str()).collect();
        if taken.is_empty() { Ok(()) } else { Err(Problem::from(Kind::FilesExist { files: taken.join(", ") })) }
    }
}

/// The files and folders created so far, to be removed if the rest fails.
#[derive(Default)]
struct Created {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Created {
    /// Removes everything. Failures are ignored, because the original failure is reported.
    fn remove(&self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        // Removes only empty folders: somebody else may have put a file into one meanwhile.
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_empty_dir(folder);
        }
    }
}

fn write_file(file: &PlannedFile, folder: &Path, created: &mut Created) -> Result<(), Kind> {
    let failed = |error: fs::Error| {
        // A file exists where a folder must be created.
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
            let result = path.parent().map_or(Ok(()), fs::create_dir_all);
            // Folders that were created before a failure must be removed as well.
            created.folders.extend(missing.into_iter().filter(|folder| folder.is_dir()));
            result.map_err(failed)?;
            fs::write_new(&path, &file.bytes).map_err(|error| match error.source.kind() {
                ErrorKind::AlreadyExists => Kind::FilesExist { files: file.path.clone() },
                _ => failed(error),
            })?;
            created.files.push(path);
        }
        Change::Extended { old, .. } => {
            // If the path is a symbolic link, its target is changed, not the link.
            let path = fs::canonicalize(&path).map_err(failed)?;
            if !fs::has_bytes(&path, old) {
                return Err(Kind::NotWritten { path: file.path.clone(), reason: "changed-meanwhile".to_owned() });
            }
            fs::write_atomic(&path, &file.bytes).map_err(failed)?;
        }
    }
    Ok(())
}

/// The missing folders above a file, the topmost first.
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
    fn a_failed_plan_leaves_nothing() {
        let folder = asdg_base::fs::double::temporary_folder().unwrap();
        let digest = folder.path().join("new/digest");
        // The folder `content/2024` cannot be created, because a file of that name was just written.
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
    fn a_register_changed_meanwhile_is_not_overwritten() {
        let folder = asdg_base::fs::double::temporary_folder().unwrap();
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
