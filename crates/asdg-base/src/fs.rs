//! File-system calls whose errors name the path. No other module calls `std::fs` for them (see `clippy.toml`).
//!
//! Only regular files are read: opening a pipe would block for ever, and a device has no end. Content and themes may
//! come from a repository that strangers can write to. Every call that changes the disk goes through `step()`, so that
//! the tests of `write` can stop the program, or let somebody else do something, between any two calls.
#![allow(clippy::disallowed_methods, reason = "this is where they are wrapped")]

#[cfg(any(test, feature = "test-support"))]
pub mod double;
mod lead;
mod lock;
mod mount;
mod sync;

use std::ffi::OsString;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fmt, fs};

pub use lead::{Lead, is_below, lead};
pub use lock::Lock;
pub use mount::is_mount;
pub use sync::{flush, sync_dir};

/// The reason code of an error: not a regular file.
const NOT_REGULAR: &str = "not-regular";

/// A file-system call that failed, with the path it was for.
#[derive(Debug)]
pub struct Error {
    /// The path of the file or folder.
    pub path: PathBuf,
    /// The error of the system.
    pub source: io::Error,
}

impl Error {
    fn new(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self { path: path.to_owned(), source }
    }

    /// Why it failed: a code that has a message, or the system's own words.
    pub fn reason(&self) -> String {
        reason(&self.source)
    }
}

/// Why a call failed: a code that has a message, or the system's own words.
pub fn reason(error: &io::Error) -> String {
    if error.get_ref().is_some_and(|inner| inner.is::<NotRegular>()) {
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

/// Neither a file nor a folder: a pipe, a socket, a device.
#[derive(Debug)]
struct NotRegular;

impl fmt::Display for NotRegular {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(NOT_REGULAR)
    }
}

impl std::error::Error for NotRegular {}

/// An error for a path that is not a regular file.
fn not_regular() -> io::Error {
    io::Error::other(NotRegular)
}

/// Called before each call that changes the disk; tests can interfere here (see `double`).
#[cfg(not(any(test, feature = "test-support")))]
#[allow(clippy::unnecessary_wraps, reason = "the one in tests may fail")]
fn step(_: &'static str, _: &Path) -> Result<()> {
    Ok(())
}

#[cfg(any(test, feature = "test-support"))]
fn step(call: &'static str, path: &Path) -> Result<()> {
    double::step(call, path).map_err(Error::new(path))
}

/// Whether a file is ignored: hidden files, Word's lock files, and files that Windows puts into folders.
pub fn is_passed_over(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// Opens a regular file for reading; a link to one will do.
fn open(path: &Path) -> io::Result<fs::File> {
    // Checked before opening: opening some devices has side effects.
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
        // Checked again after opening: a pipe may have replaced the file, and must not block the program.
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
    step("write", path)?;
    fs::write(path, bytes).map_err(Error::new(path))
}

/// Writes a file atomically: under a temporary name first, then renamed. Replaces only a regular file.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir()) {
        return Err(Error::new(path)(not_regular()));
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    // Whoever lists the folder meanwhile ignores hidden names.
    let mut hidden = OsString::from(".");
    hidden.push(name);
    let part = path.with_file_name(hidden);
    write(&part, bytes).and_then(|()| rename(&part, path)).inspect_err(|_| {
        // If removing the partial file fails too, the first error is the one to report.
        let _ = fs::remove_file(&part);
    })
}

/// Writes a file that does not exist yet. A file that exists, even if created a moment ago, stays as it is. On failure
/// no file is left.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = fs::File::create_new(path).map_err(Error::new(path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::new(path)).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}

/// Removes a file.
pub fn remove_file(path: &Path) -> Result<()> {
    step("remove-file", path)?;
    fs::remove_file(path).map_err(Error::new(path))
}

/// The size of a file in bytes.
pub fn size(path: &Path) -> Result<u64> {
    fs::metadata(path).map(|data| data.len()).map_err(Error::new(path))
}

/// The size of the regular file at this path itself, without following a link; `None` if there is none.
pub fn own_size(path: &Path) -> Result<Option<u64>> {
    match fs::symlink_metadata(path) {
        Ok(data) => Ok(data.is_file().then_some(data.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::new(path)(error)),
    }
}

/// Size and time of a file, by which a change is noticed without reading the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    modified: SystemTime,
    size: u64,
    is_settled: bool,
}

impl Stamp {
    /// Whether two stamps show the same state of a file.
    pub fn is_same_state(&self, other: &Self) -> bool {
        (self.modified, self.size) == (other.modified, other.size)
    }

    /// Whether the file was written long enough ago that another change would get another time. The clocks of file
    /// systems have steps of up to two seconds.
    pub fn is_settled(&self) -> bool {
        self.is_settled
    }
}

/// The stamp of a file.
pub fn stamp(path: &Path) -> Result<Stamp> {
    stamp_of(path, &fs::metadata(path).map_err(Error::new(path))?)
}

/// The stamp of the path itself, without following a link.
pub fn own_stamp(path: &Path) -> Result<Stamp> {
    stamp_of(path, &fs::symlink_metadata(path).map_err(Error::new(path))?)
}

fn stamp_of(path: &Path, data: &fs::Metadata) -> Result<Stamp> {
    let modified = data.modified().map_err(Error::new(path))?;
    let age = SystemTime::now().duration_since(modified);
    let is_settled = age.is_ok_and(|age| age > Duration::from_secs(2));
    Ok(Stamp { modified, size: data.len(), is_settled })
}

/// Makes a folder and those above it.
pub fn create_dir_all(path: &Path) -> Result<()> {
    step("create-dir", path)?;
    fs::create_dir_all(path).map_err(Error::new(path))
}

/// Creates a folder in an existing one. `false` if the folder exists already.
pub fn create_dir(path: &Path) -> Result<bool> {
    step("create-dir", path)?;
    match fs::create_dir(path) {
        Ok(()) => Ok(true),
        Err(_) if fs::symlink_metadata(path).is_ok_and(|data| data.is_dir()) => Ok(false),
        Err(error) => Err(Error::new(path)(error)),
    }
}

/// Creates a folder below `root` and the folders between them. If `root` has vanished, it is not created again.
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

/// The entries of a folder, ordered by name, without following links.
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
    step("remove-dir", path)?;
    fs::remove_dir(path).map_err(Error::new(path))
}

/// Removes a folder with its content. It need not exist.
pub fn remove_dir_all(path: &Path) -> Result<()> {
    step("remove-all", path)?;
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.map_err(Error::new(path)),
    }
}

/// Renames a file or folder.
pub fn rename(from: &Path, to: &Path) -> Result<()> {
    step("rename", from)?;
    fs::rename(from, to).map_err(Error::new(from))
}

/// Renames a file or folder if nothing has the new name; `false` if something has it.
pub fn rename_new(from: &Path, to: &Path) -> Result<bool> {
    step("rename", from)?;
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Ok(()) => return Ok(true),
            Err(rustix::io::Errno::EXIST) => return Ok(false),
            // Not every file system can do it in one call; the fallback takes two.
            Err(_) => {}
        }
    }
    if kind(to)?.is_some() {
        return Ok(false);
    }
    fs::rename(from, to).map_err(Error::new(from))?;
    Ok(true)
}

/// Exchanges two folders in one step, where the system and the file system can.
pub fn exchange(a: &Path, b: &Path) -> bool {
    if step("exchange", a).is_err() {
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

/// Makes a hard link to a file, or a copy where the file system has no hard links. A symbolic link stays a symbolic
/// link.
pub fn link_or_copy(from: &Path, to: &Path) -> Result<()> {
    step("link", to)?;
    if step("hard-link", to).is_ok() && fs::hard_link(from, to).is_ok() {
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

/// Whether two paths lead to the same file or link, or to files with the same bytes.
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

/// The type of a path, without following a symbolic link; `None` if nothing is there.
pub fn kind(path: &Path) -> Result<Option<fs::FileType>> {
    match fs::symlink_metadata(path) {
        Ok(data) => Ok(Some(data.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::new(path)(error)),
    }
}

/// A relative path with `/` as separator on every system: the form in which paths are shown and compared.
pub fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The path with all symbolic links resolved; on Windows `C:\digest` and not `\\?\C:\digest`.
pub fn canonicalize(path: &Path) -> Result<PathBuf> {
    dunce::canonicalize(path).map_err(Error::new(path))
}
