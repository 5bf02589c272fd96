//! Wraps the calls of `std::fs`, so that their errors name the path. No other module calls those (see `clippy.toml`).
//!
//! Only regular files are read: opening a pipe would block for ever, and a device has no end. Content and themes may
//! come from a repository that strangers can write to. Every call that changes the disk first calls `before_change()`,
//! so that the tests of `write` can stop the program, or change the disk concurrently, between any two calls.
#![allow(clippy::disallowed_methods, reason = "this is where they are wrapped")]

#[cfg(any(test, feature = "test-support"))]
pub mod double;
mod lock;
mod mount;
mod path_target;
mod sync;

use std::ffi::OsString;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fmt, fs};

pub use lock::Lock;
pub use mount::is_mount_point;
pub use path_target::{PathTarget, is_below, path_target};
pub use sync::{flush, sync_dir};

/// The reason code of an error: not a regular file.
const NOT_REGULAR: &str = "not-regular";

/// The error of a file-system call, with the path.
#[derive(Debug)]
pub struct Error {
    /// The path of the file or folder.
    pub path: PathBuf,
    /// The error of the operating system.
    pub source: io::Error,
}

impl Error {
    fn new(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self { path: path.to_owned(), source }
    }

    /// The reason: a code that has a message, or the message of the operating system.
    pub fn reason(&self) -> String {
        reason(&self.source)
    }
}

/// Returns the reason of an error: a code that has a message, or the message of the operating system.
pub fn reason(error: &io::Error) -> String {
    if error.get_ref().is_some_and(|inner| inner.is::<NotRegularFile>()) {
        return NOT_REGULAR.to_owned();
    }
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

/// The error for a path that is neither a file nor a folder: a pipe, a socket, a device.
#[derive(Debug)]
struct NotRegularFile;

impl fmt::Display for NotRegularFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(NOT_REGULAR)
    }
}

impl std::error::Error for NotRegularFile {}

/// Returns the error for a path that is not a regular file.
fn not_regular() -> io::Error {
    io::Error::other(NotRegularFile)
}

/// Runs before each call that changes the disk; tests can interfere here (see `double`).
#[cfg(not(any(test, feature = "test-support")))]
#[allow(clippy::unnecessary_wraps, reason = "the one in tests may fail")]
fn before_change(_: &'static str, _: &Path) -> Result<()> {
    Ok(())
}

#[cfg(any(test, feature = "test-support"))]
fn before_change(call: &'static str, path: &Path) -> Result<()> {
    double::before_change(call, path).map_err(Error::new(path))
}

/// Whether a file with this name is ignored: hidden files, lock files of Word, and files that Windows puts into
/// folders.
pub fn is_ignored_name(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// Opens a regular file, or a link to one, for reading.
fn open(path: &Path) -> io::Result<fs::File> {
    // Check before opening, because opening some devices has side effects.
    let is_regular = |data: fs::Metadata| match data {
        data if data.is_file() => Ok(()),
        data if data.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        _ => Err(not_regular()),
    };
    is_regular(fs::metadata(path)?)?;
    let mut options = fs::File::options();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // A pipe may replace the file before it is opened; it must not block the program, and is refused below.
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let file = options.read(true).open(path)?;
    is_regular(file.metadata()?)?;
    Ok(file)
}

/// Reads a regular file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let bytes = open(path).and_then(|mut file| {
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX))?;
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    bytes.map_err(Error::new(path))
}

/// Opens a regular file for buffered reading.
pub fn reader(path: &Path) -> Result<BufReader<fs::File>> {
    open(path).map(BufReader::new).map_err(Error::new(path))
}

/// Writes a new file in a folder that exists.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    before_change("write", path)?;
    fs::write(path, bytes).map_err(Error::new(path))
}

/// Writes a file atomically: under a temporary name first, then renamed. Replaces only a regular file.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir()) {
        return Err(Error::new(path)(not_regular()));
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    // Code that lists the folder meanwhile ignores hidden names.
    let mut hidden = OsString::from(".");
    hidden.push(name);
    let part = path.with_file_name(hidden);
    write(&part, bytes).and_then(|()| rename(&part, path)).inspect_err(|_| {
        // If removing the partial file fails too, the first error is the one to report.
        let _ = fs::remove_file(&part);
    })
}

/// Writes a file that does not exist yet. An existing file, even one created a moment ago, stays as it is. On failure
/// no file is left.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = fs::File::create_new(path).map_err(Error::new(path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::new(path)).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}

/// Removes a file.
pub fn remove_file(path: &Path) -> Result<()> {
    before_change("remove-file", path)?;
    fs::remove_file(path).map_err(Error::new(path))
}

/// Returns the size of a file in bytes.
pub fn size(path: &Path) -> Result<u64> {
    fs::metadata(path).map(|data| data.len()).map_err(Error::new(path))
}

/// Returns the size of a regular file, without following a link; `None` if the path is not a regular file.
pub fn size_nofollow(path: &Path) -> Result<Option<u64>> {
    match fs::symlink_metadata(path) {
        Ok(data) => Ok(data.is_file().then_some(data.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::new(path)(error)),
    }
}

/// The size and modification time of a file, to detect a change without reading the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    modified: SystemTime,
    size: u64,
    is_settled: bool,
}

impl Stamp {
    /// Whether two stamps have the same size and time.
    pub fn is_same_state(&self, other: &Self) -> bool {
        (self.modified, self.size) == (other.modified, other.size)
    }

    /// Whether the file was modified so long ago that another change would get another time. File systems store times
    /// in steps of up to two seconds.
    pub fn is_settled(&self) -> bool {
        self.is_settled
    }
}

/// Returns the stamp of a file.
pub fn stamp(path: &Path) -> Result<Stamp> {
    stamp_of(path, &fs::metadata(path).map_err(Error::new(path))?)
}

/// Returns the stamp of a path, without following a link.
pub fn stamp_nofollow(path: &Path) -> Result<Stamp> {
    stamp_of(path, &fs::symlink_metadata(path).map_err(Error::new(path))?)
}

fn stamp_of(path: &Path, data: &fs::Metadata) -> Result<Stamp> {
    let modified = data.modified().map_err(Error::new(path))?;
    let age = SystemTime::now().duration_since(modified);
    let is_settled = age.is_ok_and(|age| age > Duration::from_secs(2));
    Ok(Stamp { modified, size: data.len(), is_settled })
}

/// Creates a folder and its parents.
pub fn create_dir_all(path: &Path) -> Result<()> {
    before_change("create-dir", path)?;
    fs::create_dir_all(path).map_err(Error::new(path))
}

/// Creates a folder in an existing one. `false` if the folder exists already.
pub fn create_dir(path: &Path) -> Result<bool> {
    before_change("create-dir", path)?;
    match fs::create_dir(path) {
        Ok(()) => Ok(true),
        Err(_) if fs::symlink_metadata(path).is_ok_and(|data| data.is_dir()) => Ok(false),
        Err(error) => Err(Error::new(path)(error)),
    }
}

/// Creates a folder below `root` and the folders between them. If `root` was removed, it is not created again.
pub fn create_dirs_below(root: &Path, relative: &Path) -> Result<()> {
    let Some(parent) = relative.parent() else { return Ok(()) };
    // Usually only the last folder is missing.
    match create_dir(&root.join(relative)) {
        Err(error) if error.source.kind() == io::ErrorKind::NotFound && !parent.as_os_str().is_empty() => {
            create_dirs_below(root, parent)?;
            create_dir(&root.join(relative)).map(|_| ())
        }
        created => created.map(|_| ()),
    }
}

/// Returns the entries of a folder, sorted by name, without following links.
pub fn entries(path: &Path) -> Result<Vec<(OsString, fs::FileType)>> {
    let entry = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        Ok((entry.file_name(), entry.file_type()?))
    };
    let read = fs::read_dir(path).and_then(|entries| entries.map(entry).collect::<io::Result<Vec<_>>>());
    let mut entries = read.map_err(Error::new(path))?;
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(entries)
}

/// Removes an empty folder.
pub fn remove_empty_dir(path: &Path) -> Result<()> {
    before_change("remove-dir", path)?;
    fs::remove_dir(path).map_err(Error::new(path))
}

/// Removes a folder with its content. It need not exist.
pub fn remove_dir_all(path: &Path) -> Result<()> {
    before_change("remove-all", path)?;
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.map_err(Error::new(path)),
    }
}

/// Renames a file or folder.
pub fn rename(from: &Path, to: &Path) -> Result<()> {
    before_change("rename", from)?;
    fs::rename(from, to).map_err(Error::new(from))
}

/// Renames a file or folder unless the new name exists; returns `false` if it exists.
pub fn rename_noreplace(from: &Path, to: &Path) -> Result<bool> {
    before_change("rename", from)?;
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Ok(()) => return Ok(true),
            Err(rustix::io::Errno::EXIST) => return Ok(false),
            // Not every file system supports the flag; the fallback takes two calls.
            Err(_) => {}
        }
    }
    if kind(to)?.is_some() {
        return Ok(false);
    }
    fs::rename(from, to).map_err(Error::new(from))?;
    Ok(true)
}

/// Exchanges two folders in one step; returns `false` where the system or the file system cannot.
pub fn exchange(a: &Path, b: &Path) -> bool {
    if before_change("exchange", a).is_err() {
        return false;
    }
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
    }
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    {
        let _ = b;
        false
    }
}

/// Creates a hard link to a file, or a copy where the file system has no hard links. A symbolic link is copied as a
/// symbolic link.
pub fn link_or_copy(from: &Path, to: &Path) -> Result<()> {
    before_change("link", to)?;
    if before_change("hard-link", to).is_ok() && fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let data = fs::symlink_metadata(from).map_err(Error::new(from))?;
    #[cfg(unix)]
    if data.is_symlink() {
        let target = fs::read_link(from).map_err(Error::new(from))?;
        return std::os::unix::fs::symlink(target, to).map_err(Error::new(to));
    }
    if !data.is_file() {
        return Err(Error::new(from)(not_regular()));
    }
    let times = data.modified().map_err(Error::new(from))?;
    fs::copy(from, to).map_err(Error::new(from))?;
    let copy = fs::File::options().write(true).open(to).map_err(Error::new(to))?;
    copy.set_modified(times).map_err(Error::new(to))
}

/// Whether a file has exactly these bytes. `false` if it cannot be read.
pub fn has_bytes(path: &Path, bytes: &[u8]) -> bool {
    let same_size = fs::symlink_metadata(path).is_ok_and(|data| data.is_file() && data.len() == bytes.len() as u64);
    same_size && read(path).is_ok_and(|old| old == bytes)
}

/// Whether two paths are the same file or link, or files with the same bytes.
pub fn is_same(a: &Path, b: &Path) -> bool {
    let (Ok(of_a), Ok(of_b)) = (fs::symlink_metadata(a), fs::symlink_metadata(b)) else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if (of_a.dev(), of_a.ino()) == (of_b.dev(), of_b.ino()) {
            return true;
        }
    }
    match (of_a.is_symlink(), of_b.is_symlink()) {
        (true, true) => fs::read_link(a).is_ok_and(|a| fs::read_link(b).is_ok_and(|b| a == b)),
        (false, false) => of_a.is_file() && of_a.len() == of_b.len() && read(a).is_ok_and(|bytes| has_bytes(b, &bytes)),
        _ => false,
    }
}

/// Returns the file type of a path, without following a symbolic link; `None` if it does not exist.
pub fn kind(path: &Path) -> Result<Option<fs::FileType>> {
    match fs::symlink_metadata(path) {
        Ok(data) => Ok(Some(data.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::new(path)(error)),
    }
}

/// Converts a relative path to a string with `/` as separator on every system: paths are shown and compared in this
/// form.
pub fn to_slash_path(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Resolves all symbolic links of a path; on Windows the result is `C:\digest` and not `\\?\C:\digest`.
pub fn canonicalize(path: &Path) -> Result<PathBuf> {
    dunce::canonicalize(path).map_err(Error::new(path))
}
