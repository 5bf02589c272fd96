//! Save: writes a response into `content/` without losing what is there.
//!
//! A new file is written under another name and renamed, so that an interrupted import leaves no partial file. If the
//! response exists already, the new text is written beside it with a comparison, or replaces it while the old one is
//! kept.

use std::path::{Path, PathBuf};

use serde::Serialize;
use similar::TextDiff;

use asdg_base::fs;

/// What became of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Saved {
    /// It is new.
    New,
    /// The same text was there already.
    Unchanged,
    /// Another text was there; this one lies beside it, with a comparison.
    Beside,
    /// It took the place of another one, which was kept.
    Replaced,
    /// Nothing was to be written.
    Dry,
}

/// Where a response went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SavedFile {
    /// What became of it.
    pub(super) saved: Saved,
    /// Its file.
    pub(super) file: PathBuf,
    /// The comparison, or the file that was kept.
    pub(super) other: Option<PathBuf>,
}

/// Saves a response in a folder, under the name that `stem` and `.md` make.
pub(super) fn save(folder: &Path, stem: &str, text: &str, replace: bool) -> fs::Result<SavedFile> {
    let file = folder.join(format!("{stem}.md"));
    let existing = [file.clone(), folder.join(format!("{stem}.yaml"))].into_iter().find(|path| path.exists());
    let Some(existing) = existing else {
        fs::create_dir_all(folder)?;
        fs::write_whole(&file, text.as_bytes())?;
        return Ok(SavedFile { saved: Saved::New, file, other: None });
    };
    if fs::has_bytes(&existing, text.as_bytes()) {
        return Ok(SavedFile { saved: Saved::Unchanged, file: existing, other: None });
    }
    if replace {
        let kept = free(folder, |number| match number {
            1 => format!("{}.bak", name_of(&existing)),
            number => format!("{}.bak{number}", name_of(&existing)),
        });
        fs::link_or_copy(&existing, &kept)?;
        fs::write_whole(&file, text.as_bytes())?;
        if existing != file {
            fs::remove_file(&existing)?;
        }
        remove_beside(folder, stem, text)?;
        return Ok(SavedFile { saved: Saved::Replaced, file, other: Some(kept) });
    }
    // The same import done twice leaves one file.
    let taken = |path: &PathBuf| path.exists() && !fs::has_bytes(path, text.as_bytes());
    let Some(beside) = beside(folder, stem).find(|path| !taken(path)) else {
        return Ok(SavedFile { saved: Saved::Unchanged, file: existing, other: None });
    };
    if beside.exists() {
        return Ok(SavedFile { saved: Saved::Beside, other: Some(beside.with_extension("diff")), file: beside });
    }
    let old = String::from_utf8_lossy(&fs::read(&existing)?).into_owned();
    let diff = beside.with_extension("diff");
    fs::write_whole(&diff, comparison(&old, text, name_of(&existing), name_of(&beside)).as_bytes())?;
    fs::write_whole(&beside, text.as_bytes())?;
    Ok(SavedFile { saved: Saved::Beside, file: beside, other: Some(diff) })
}

/// The file that a response which is there was made of, when the text is the same but for the name of that file: the new file is a
/// copy of it under another name. `origin` is the file that is imported now, which also is a copy when its bytes are those of the file
/// that the response names, whatever an editor has made of the response since.
pub(super) fn copy_of(folder: &Path, stem: &str, text: &str, origin: &Path) -> Option<String> {
    let existing = fs::read(&folder.join(format!("{stem}.md"))).ok()?;
    let existing = String::from_utf8_lossy(&existing).replace("\r\n", "\n");
    let source = source(&existing)?;
    if origin.file_name().is_some_and(|name| name.to_string_lossy() == source) {
        return None;
    }
    let without =
        |text: &str| text.split('\n').filter(|line| !line.starts_with("source:")).collect::<Vec<_>>().join("\n");
    let same_file = || {
        let other = origin.with_file_name(&source);
        other.is_file() && fs::read(origin).is_ok_and(|bytes| fs::has_bytes(&other, &bytes))
    };
    (without(&existing) == without(text) || same_file()).then_some(source)
}

/// The file that a response says it was made of.
fn source(text: &str) -> Option<String> {
    let front =
        text.trim_start_matches('\u{feff}').strip_prefix("---\n")?.split_once("\n---").map(|(front, _)| front)?;
    let value = front.lines().find_map(|line| line.strip_prefix("source:"))?;
    serde_yaml::from_str(value.trim()).ok()
}

/// What saving would make of a response, when nothing is written: whether it is there already, in its place or beside it.
pub(super) fn try_out(folder: &Path, stem: &str, text: &str) -> SavedFile {
    let file = folder.join(format!("{stem}.md"));
    if fs::has_bytes(&file, text.as_bytes()) {
        return SavedFile { saved: Saved::Unchanged, file, other: None };
    }
    let there = beside(folder, stem).take_while(|path| path.exists());
    match there.filter(|path| fs::has_bytes(path, text.as_bytes())).find(|_| file.exists()) {
        Some(path) => SavedFile { saved: Saved::Beside, other: Some(path.with_extension("diff")), file: path },
        None => SavedFile { saved: Saved::Dry, file, other: None },
    }
}

/// The names under which a response is laid beside another one.
fn beside(folder: &Path, stem: &str) -> impl Iterator<Item = PathBuf> {
    let name = move |number: u32| match number {
        1 => format!("{stem}.imported.md"),
        number => format!("{stem}.imported-{number}.md"),
    };
    (1..u32::MAX).map(move |number| folder.join(name(number)))
}

/// Removes what an earlier import laid beside a response, when it has the place of the response now.
fn remove_beside(folder: &Path, stem: &str, text: &str) -> fs::Result<()> {
    let there = beside(folder, stem).take_while(|path| path.exists());
    for path in there.filter(|path| fs::has_bytes(path, text.as_bytes())).collect::<Vec<_>>() {
        let diff = path.with_extension("diff");
        if diff.exists() {
            fs::remove_file(&diff)?;
        }
        fs::remove_file(&path)?;
    }
    Ok(())
}

/// The first name that is not taken.
fn free(folder: &Path, name: impl Fn(u32) -> String) -> PathBuf {
    (1..u32::MAX)
        .map(|number| folder.join(name(number)))
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder.join(name(0)))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A comparison as version control shows it. A byte-order mark lets Notepad see the encoding.
fn comparison(old: &str, new: &str, old_name: String, new_name: String) -> String {
    let old = old.replace("\r\n", "\n");
    let diff = TextDiff::from_lines(old.as_str(), new);
    format!("\u{feff}{}", diff.unified_diff().context_radius(2).header(&old_name, &new_name))
}

/// Saves a picture under the first name that is free or has the same picture, and gives the name.
pub(super) fn picture(folder: &Path, extension: &str, bytes: &[u8]) -> fs::Result<String> {
    let name = |number: u32| format!("picture-{number}.{extension}");
    let fits = |name: &String| {
        let path = folder.join(name);
        !path.exists() || fs::has_bytes(&path, bytes)
    };
    let name = (1..u32::MAX).map(name).find(fits).unwrap_or_else(|| name(0));
    if !folder.join(&name).exists() {
        fs::create_dir_all(folder)?;
        fs::write_whole(&folder.join(&name), bytes)?;
    }
    Ok(name)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests look at what was written")]
mod tests {
    use super::*;

    #[test]
    fn a_copy_under_another_name_is_recognised() {
        let folder = tempfile::tempdir().unwrap();
        let text = |source: &str, body: &str| format!("---\nsource: {source}\n---\n\n## 1. Итоги\n\n{body}\n");
        let origin = folder.path().join("копия.txt");
        std::fs::write(&origin, "раз").unwrap();
        std::fs::write(folder.path().join("omsk.md"), text("'Омск: 1.txt'", "Раз.")).unwrap();
        let copy_of = |body: &str| copy_of(folder.path(), "omsk", &text("копия.txt", body), &origin);
        assert_eq!(copy_of("Раз.").as_deref(), Some("Омск: 1.txt"));
        assert_eq!(copy_of("Два."), None);
        std::fs::write(folder.path().join("Омск: 1.txt"), "раз").unwrap();
        assert_eq!(copy_of("Два.").as_deref(), Some("Омск: 1.txt"));
    }

    #[test]
    fn nothing_that_is_there_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let save = |text: &str, replace| save(folder.path(), "primersk", text, replace).unwrap();
        assert_eq!(save("раз\n", false).saved, Saved::New);
        assert_eq!(save("раз\n", false).saved, Saved::Unchanged);
        let beside = save("два\n", false);
        assert_eq!(beside.saved, Saved::Beside);
        assert_eq!(save("два\n", false), beside);
        let diff = std::fs::read_to_string(beside.other.unwrap()).unwrap();
        assert!(diff.contains("-раз\n+два\n"), "{diff}");
        let replaced = save("три\n", true);
        assert_eq!(std::fs::read_to_string(replaced.other.unwrap()).unwrap(), "раз\n");
        assert_eq!(std::fs::read_to_string(replaced.file).unwrap(), "три\n");
        let again = save("четыре\n", true);
        assert!(again.other.unwrap().ends_with("primersk.md.bak2"));
    }
}
