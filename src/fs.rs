//! File-system calls whose errors name the path. Nothing else in the crate calls `std::fs` for them (see `clippy.toml`).
#![allow(clippy::disallowed_methods, reason = "this is where they are wrapped")]

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A file-system call that failed, and on what.
#[derive(Debug)]
pub struct Error {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl Error {
    fn new(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self { path: path.to_owned(), source }
    }

    /// Why it failed: a code that the messages know, or what the system says.
    pub fn reason(&self) -> String {
        reason(&self.source)
    }
}

/// Why a call failed: a code that the messages know, or what the system says.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "not-found",
        io::ErrorKind::PermissionDenied => "permission-denied",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "storage-full",
        io::ErrorKind::ReadOnlyFilesystem => "read-only",
        io::ErrorKind::IsADirectory => "is-a-directory",
        io::ErrorKind::NotADirectory => "not-a-directory",
        io::ErrorKind::FileTooLarge => "too-large",
        _ => return error.to_string(),
    }
    .to_owned()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.source)
    }
}

impl std::error::Error for Error {}

/// The result of a file-system call.
pub type Result<T> = std::result::Result<T, Error>;

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(Error::new(path))
}

/// A file to read in.
pub fn open(path: &Path) -> Result<BufReader<File>> {
    File::open(path).map(BufReader::new).map_err(Error::new(path))
}

/// Writes a new file in a folder that exists.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).map_err(Error::new(path))
}

/// Writes a file so that it is there whole or not at all: under another name first.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    // A hidden name is passed over by whoever reads the folder meanwhile.
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    let part = path.with_file_name(hidden);
    write(&part, bytes).and_then(|()| rename(&part, path)).inspect_err(|_| {
        // Half a file is of no use to anyone; should it not go away, the first error is the one to tell.
        let _ = fs::remove_file(&part);
    })
}

/// Writes a file where none is yet; one that is there, even since a moment ago, stays as it is. After a failure there is none.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = fs::File::create_new(path).map_err(Error::new(path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::new(path)).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}

/// Removes a file.
pub fn remove_file(path: &Path) -> Result<()> {
    fs::remove_file(path).map_err(Error::new(path))
}

/// The size of a file in bytes.
pub fn size(path: &Path) -> Result<u64> {
    fs::metadata(path).map(|data| data.len()).map_err(Error::new(path))
}

/// What tells whether a file changed, without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    modified: SystemTime,
    size: u64,
    is_settled: bool,
}

impl Stamp {
    /// Whether the file was last written so long ago that one more change would give it another time: the clocks of file systems have
    /// steps of up to two seconds.
    pub fn is_settled(&self) -> bool {
        self.is_settled
    }
}

/// The stamp of a file.
pub fn stamp(path: &Path) -> Result<Stamp> {
    let data = fs::metadata(path).map_err(Error::new(path))?;
    let modified = data.modified().map_err(Error::new(path))?;
    let age = SystemTime::now().duration_since(modified);
    let is_settled = age.is_ok_and(|age| age > Duration::from_secs(2));
    Ok(Stamp { modified, size: data.len(), is_settled })
}

/// Makes a folder and those above it.
pub fn create_dir_all(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(Error::new(path))
}

/// Removes a folder in which there is nothing.
pub fn remove_empty_dir(path: &Path) -> Result<()> {
    fs::remove_dir(path).map_err(Error::new(path))
}

/// Removes a folder with all that is in it; one that is not there is fine.
pub fn remove_dir_all(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.map_err(Error::new(path)),
    }
}

/// Renames a file or folder.
pub fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(Error::new(from))
}

/// Gives a file a second name, or copies it where the file system has no such thing.
pub fn link_or_copy(from: &Path, to: &Path) -> Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let times = fs::metadata(from).and_then(|data| data.modified()).map_err(Error::new(from))?;
    fs::copy(from, to).map_err(Error::new(from))?;
    let copy = fs::File::options().write(true).open(to).map_err(Error::new(to))?;
    copy.set_modified(times).map_err(Error::new(to))
}

/// Whether a file holds exactly these bytes. One that cannot be read does not.
pub fn has_bytes(path: &Path, bytes: &[u8]) -> bool {
    let same_size = fs::symlink_metadata(path).is_ok_and(|data| data.is_file() && data.len() == bytes.len() as u64);
    same_size && fs::read(path).is_ok_and(|old| old == bytes)
}

/// What a path is, without following a symbolic link; `None` when there is nothing.
pub fn kind(path: &Path) -> Result<Option<fs::FileType>> {
    match fs::symlink_metadata(path) {
        Ok(data) => Ok(Some(data.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::new(path)(error)),
    }
}

/// A relative path with `/` between its parts, whatever the system: the form in which paths are shown and compared.
pub fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The path with all symbolic links followed; on Windows as people write it, `C:\digest` and not `\\?\C:\digest`.
pub fn canonicalize(path: &Path) -> Result<PathBuf> {
    dunce::canonicalize(path).map_err(Error::new(path))
}
