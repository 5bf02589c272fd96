//! Save: writes a response into `content/` without losing existing text. `save` is the entry point.
//!
//! A new file is written under another name and renamed, so that an interrupted import leaves no partial file. If the
//! response exists already, the new text is written next to it with a comparison, or replaces it while a backup of the
//! old one is kept.

use std::path::{Path, PathBuf};

use serde::Serialize;
use similar::TextDiff;

use asdg_base::fs;

/// How a response was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SaveOutcome {
    /// As a new file.
    New,
    /// Not at all: the same text exists already.
    Unchanged,
    /// Next to an existing response with another text, with a comparison.
    Beside,
    /// In place of an existing response, of which a backup was kept.
    Replaced,
    /// Not at all: it was a dry run.
    Dry,
}

/// The files of a saved response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SavedFile {
    /// How it was saved.
    pub(super) saved: SaveOutcome,
    /// The file of the response.
    pub(super) file: PathBuf,
    /// The comparison with the existing response, or the backup of the replaced one.
    pub(super) other: Option<PathBuf>,
}

/// Saves a response in a folder, as `{stem}.md` if that name is free.
pub(super) fn save(folder: &Path, stem: &str, text: &str, replace: bool) -> fs::Result<SavedFile> {
    let file = folder.join(format!("{stem}.md"));
    let existing = [file.clone(), folder.join(format!("{stem}.yaml"))].into_iter().find(|path| path.exists());
    let Some(existing) = existing else {
        fs::create_dir_all(folder)?;
        fs::write_atomic(&file, text.as_bytes())?;
        return Ok(SavedFile { saved: SaveOutcome::New, file, other: None });
    };
    if fs::has_bytes(&existing, text.as_bytes()) {
        return Ok(SavedFile { saved: SaveOutcome::Unchanged, file: existing, other: None });
    }
    if replace {
        let backup = first_free(folder, |number| match number {
            1 => format!("{}.bak", name_of(&existing)),
            number => format!("{}.bak{number}", name_of(&existing)),
        });
        fs::link_or_copy(&existing, &backup)?;
        fs::write_atomic(&file, text.as_bytes())?;
        if existing != file {
            fs::remove_file(&existing)?;
        }
        remove_alternatives(folder, stem, text)?;
        return Ok(SavedFile { saved: SaveOutcome::Replaced, file, other: Some(backup) });
    }
    // Importing the same file twice leaves one alternative.
    let is_taken = |path: &PathBuf| path.exists() && !fs::has_bytes(path, text.as_bytes());
    let Some(alternative) = alternative_paths(folder, stem).find(|path| !is_taken(path)) else {
        return Ok(SavedFile { saved: SaveOutcome::Unchanged, file: existing, other: None });
    };
    if alternative.exists() {
        let diff = alternative.with_extension("diff");
        return Ok(SavedFile { saved: SaveOutcome::Beside, file: alternative, other: Some(diff) });
    }
    let old = String::from_utf8_lossy(&fs::read(&existing)?).into_owned();
    let diff = alternative.with_extension("diff");
    fs::write_atomic(&diff, comparison(&old, text, name_of(&existing), name_of(&alternative)).as_bytes())?;
    fs::write_atomic(&alternative, text.as_bytes())?;
    Ok(SavedFile { saved: SaveOutcome::Beside, file: alternative, other: Some(diff) })
}

/// Returns the source file of the existing response if the imported file is a copy of it under another name.
///
/// It is a copy if both responses have the same text except for the name of the source, or if both files have the same
/// bytes, even if an editor has changed the response since. `imported` is the path of the imported file.
pub(super) fn copy_of(folder: &Path, stem: &str, text: &str, imported: &Path) -> Option<String> {
    let existing = fs::read(&folder.join(format!("{stem}.md"))).ok()?;
    let existing = String::from_utf8_lossy(&existing).replace("\r\n", "\n");
    let source = source_of(&existing)?;
    if imported.file_name().is_some_and(|name| name.to_string_lossy() == source) {
        return None;
    }
    let without_source =
        |text: &str| text.split('\n').filter(|line| !line.starts_with("source:")).collect::<Vec<_>>().join("\n");
    let is_same_file = || {
        let other = imported.with_file_name(&source);
        other.is_file() && fs::read(imported).is_ok_and(|bytes| fs::has_bytes(&other, &bytes))
    };
    (without_source(&existing) == without_source(text) || is_same_file()).then_some(source)
}

/// The source file named in the front matter of a response.
fn source_of(text: &str) -> Option<String> {
    let front_matter = text
        .trim_start_matches('\u{feff}')
        .strip_prefix("---\n")?
        .split_once("\n---")
        .map(|(front_matter, _)| front_matter)?;
    let value = front_matter.lines().find_map(|line| line.strip_prefix("source:"))?;
    serde_yaml::from_str(value.trim()).ok()
}

/// The result of a dry run: whether the same text exists already, in the file of the response or in an alternative.
pub(super) fn preview(folder: &Path, stem: &str, text: &str) -> SavedFile {
    let file = folder.join(format!("{stem}.md"));
    if fs::has_bytes(&file, text.as_bytes()) {
        return SavedFile { saved: SaveOutcome::Unchanged, file, other: None };
    }
    let existing = alternative_paths(folder, stem).take_while(|path| path.exists());
    match existing.filter(|path| fs::has_bytes(path, text.as_bytes())).find(|_| file.exists()) {
        Some(path) => SavedFile { saved: SaveOutcome::Beside, other: Some(path.with_extension("diff")), file: path },
        None => SavedFile { saved: SaveOutcome::Dry, file, other: None },
    }
}

/// The paths for a response next to an existing one, in the order in which they are tried.
fn alternative_paths(folder: &Path, stem: &str) -> impl Iterator<Item = PathBuf> {
    let name = move |number: u32| match number {
        1 => format!("{stem}.imported.md"),
        number => format!("{stem}.imported-{number}.md"),
    };
    (1..u32::MAX).map(move |number| folder.join(name(number)))
}

/// Removes the alternatives of an earlier import with the text that now is in the file of the response.
fn remove_alternatives(folder: &Path, stem: &str, text: &str) -> fs::Result<()> {
    let existing = alternative_paths(folder, stem).take_while(|path| path.exists());
    for path in existing.filter(|path| fs::has_bytes(path, text.as_bytes())).collect::<Vec<_>>() {
        let diff = path.with_extension("diff");
        if diff.exists() {
            fs::remove_file(&diff)?;
        }
        fs::remove_file(&path)?;
    }
    Ok(())
}

/// The first path that does not exist.
fn first_free(folder: &Path, name: impl Fn(u32) -> String) -> PathBuf {
    (1..u32::MAX)
        .map(|number| folder.join(name(number)))
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder.join(name(0)))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A unified diff. The byte-order mark lets Notepad detect the encoding.
fn comparison(old: &str, new: &str, old_name: String, new_name: String) -> String {
    let old = old.replace("\r\n", "\n");
    let diff = TextDiff::from_lines(old.as_str(), new);
    format!("\u{feff}{}", diff.unified_diff().context_radius(2).header(&old_name, &new_name))
}

/// Saves a picture under the first name that is free or has the same picture; returns the name.
pub(super) fn save_picture(folder: &Path, extension: &str, bytes: &[u8]) -> fs::Result<String> {
    let name = |number: u32| format!("picture-{number}.{extension}");
    let is_usable = |name: &String| {
        let path = folder.join(name);
        !path.exists() || fs::has_bytes(&path, bytes)
    };
    let name = (1..u32::MAX).map(name).find(is_usable).unwrap_or_else(|| name(0));
    if !folder.join(&name).exists() {
        fs::create_dir_all(folder)?;
        fs::write_atomic(&folder.join(&name), bytes)?;
    }
    Ok(name)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests look at what was written")]
mod tests {
    use super::*;

    #[test]
    fn a_copy_under_another_name_is_recognised() {
        let folder = asdg_base::fs::double::temporary_folder().unwrap();
        let text = |source: &str, body: &str| format!("---\nsource: {source}\n---\n\n## 1. Итоги\n\n{body}\n");
        let imported = folder.path().join("копия.txt");
        std::fs::write(&imported, "раз").unwrap();
        std::fs::write(folder.path().join("omsk.md"), text("'Омск: 1.txt'", "Раз.")).unwrap();
        let copy_of = |body: &str| copy_of(folder.path(), "omsk", &text("копия.txt", body), &imported);
        assert_eq!(copy_of("Раз.").as_deref(), Some("Омск: 1.txt"));
        assert_eq!(copy_of("Два."), None);
        std::fs::write(folder.path().join("Омск: 1.txt"), "раз").unwrap();
        assert_eq!(copy_of("Два.").as_deref(), Some("Омск: 1.txt"));
    }

    #[test]
    fn existing_text_is_never_lost() {
        let folder = asdg_base::fs::double::temporary_folder().unwrap();
        let save = |text: &str, replace| save(folder.path(), "primersk", text, replace).unwrap();
        assert_eq!(save("раз\n", false).saved, SaveOutcome::New);
        assert_eq!(save("раз\n", false).saved, SaveOutcome::Unchanged);
        let alternative = save("два\n", false);
        assert_eq!(alternative.saved, SaveOutcome::Beside);
        assert_eq!(save("два\n", false), alternative);
        let diff = std::fs::read_to_string(alternative.other.unwrap()).unwrap();
        assert!(diff.contains("-раз\n+два\n"), "{diff}");
        let replaced = save("три\n", true);
        assert_eq!(std::fs::read_to_string(replaced.other.unwrap()).unwrap(), "раз\n");
        assert_eq!(std::fs::read_to_string(replaced.file).unwrap(), "три\n");
        let again = save("четыре\n", true);
        assert!(again.other.unwrap().ends_with("primersk.md.bak2"));
    }
}
