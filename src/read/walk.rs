//! Walks the content folder and recognises each file by its path. Files that do not belong there are reported.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::response::ResponseFile;
use asdg_base::fs::{self, PathTarget};
use asdg_base::problem::{Kind, Place, Problems};
use asdg_base::questionnaire;
use asdg_russian::normal::composed;

/// The folder of the content.
pub(super) const CONTENT: &str = "content";

/// The extensions of pictures.
const PICTURES: [&str; 5] = ["png", "jpg", "jpeg", "gif", "webp"];

/// The files of the content folder, by their paths relative to the site's folder, with `/` between the parts; in a
/// fixed order.
#[derive(Debug, Default)]
pub struct Layout {
    /// The registers.
    pub registers: Registers,
    /// The questionnaires: the folder, relative to the content folder, and the file.
    pub questionnaires: Vec<(String, String)>,
    /// The years.
    pub years: Vec<Year>,
    /// The responses.
    pub responses: Vec<ResponseFile>,
    /// The pictures.
    pub pictures: Vec<String>,
}

/// The registers that exist.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registers {
    /// `cities.yaml`
    pub cities: Option<String>,
    /// `topics.yaml`
    pub topics: Option<String>,
    /// `courses.yaml`
    pub courses: Option<String>,
    /// `sectors.yaml`
    pub sectors: Option<String>,
}

/// The folder of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: u16,
    /// `edition.yaml`, if it exists.
    pub edition: Option<String>,
    /// `replies.yaml`, if it exists.
    pub replies: Option<String>,
    /// Its folders of sectors.
    pub sectors: Vec<String>,
}

impl Layout {
    /// All files of data: registers, questionnaires, editions and replies.
    pub fn reference_files(&self) -> impl Iterator<Item = &String> {
        let Self { registers, questionnaires, years, responses: _, pictures: _ } = self;
        let Registers { cities, topics, courses, sectors } = registers;
        let registers = [cities, topics, courses, sectors].into_iter().flatten();
        let questionnaires = questionnaires.iter().map(|(_, file)| file);
        let years = years.iter().flat_map(|year| [&year.edition, &year.replies].into_iter().flatten());
        registers.chain(questionnaires).chain(years)
    }
}

/// Walks the content folder of the site in `site`.
pub(super) fn walk(site: &Path, problems: &mut Problems) -> Layout {
    let root = site.join(CONTENT);
    let mut layout = Layout::default();
    let mut walk = WalkDir::new(&root).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map(|path| relative(path, &root)).unwrap_or_default();
                let reason = error.io_error().map_or_else(|| error.to_string(), fs::reason);
                problems.add(Place::file(format!("{CONTENT}/{path}")), Kind::UnreadableFile { reason });
                continue;
            }
        };
        if fs::is_ignored_name(&entry.file_name().to_string_lossy()) {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        let path = relative(entry.path(), &root);
        let Some(is_dir) = is_folder(&entry, &root, &path, problems) else {
            continue;
        };
        if let Err(kind) = layout.add(&path, is_dir) {
            problems.add(Place::file(format!("{CONTENT}/{path}")), kind);
            if is_dir {
                walk.skip_current_dir();
            }
        }
    }
    layout
}

fn relative(path: &Path, root: &Path) -> String {
    fs::to_slash_path(path.strip_prefix(root).unwrap_or(path))
}

/// Whether an entry is a folder; `None` if it is reported. A symbolic link must lead to a file inside the content
/// folder. Anything that is neither file nor folder is refused.
fn is_folder(entry: &DirEntry, root: &Path, path: &str, problems: &mut Problems) -> Option<bool> {
    let kind = match fs::path_target(entry.path(), root) {
        Ok(PathTarget::File) => return Some(false),
        Ok(PathTarget::Folder) if !entry.path_is_symlink() => return Some(true),
        Ok(PathTarget::Folder) => Kind::MisplacedFile,
        Ok(PathTarget::Outside(target)) => Kind::LinkOutOfFolder { target: target.display().to_string() },
        Ok(target) => Kind::UnreadableFile { reason: target.reason() },
        Err(error) => Kind::UnreadableFile { reason: error.reason() },
    };
    problems.add(Place::file(format!("{CONTENT}/{path}")), kind);
    None
}

impl Layout {
    /// Adds a file or folder to the layout.
    fn add(&mut self, path: &str, is_dir: bool) -> Result<(), Kind> {
        let parts: Vec<&str> = path.split('/').collect();
        let file = || format!("{CONTENT}/{path}");
        match (parts.as_slice(), is_dir) {
            (["cities.yaml"], false) => self.registers.cities = Some(file()),
            (["topics.yaml"], false) => self.registers.topics = Some(file()),
            (["courses.yaml"], false) => self.registers.courses = Some(file()),
            (["sectors.yaml"], false) => self.registers.sectors = Some(file()),
            ([folder @ .., "questionnaire.yaml"], false) if folder.len() <= 2 => {
                self.questionnaires.push((folder.join("/"), file()));
            }
            ([name], true) => {
                let questionnaire::Year(year) = name.parse()?;
                self.years.push(Year { year, edition: None, replies: None, sectors: Vec::new() });
            }
            ([_, "edition.yaml"], false) => self.last_year()?.edition = Some(file()),
            ([_, "replies.yaml"], false) => self.last_year()?.replies = Some(file()),
            ([_, sector], true) => self.last_year()?.sectors.push((*sector).to_owned()),
            // A file that an import left next to a response: a comparison, or the replaced text.
            ([_, _, name], false) if is_left_by_import(name) => {}
            ([_, sector, name], false) => {
                if let Some(response) = imported_response(name) {
                    return Err(Kind::ImportPending { response });
                }
                let year = self.last_year()?.year;
                let stem =
                    name.strip_suffix(".md").or_else(|| name.strip_suffix(".yaml")).ok_or(Kind::MisplacedFile)?;
                let (sector, stem) = ((*sector).to_owned(), composed(stem).into_owned());
                self.responses.push(ResponseFile { file: format!("{CONTENT}/{path}"), year, sector, stem });
            }
            // A folder of pictures.
            ([_, _, _], true) => {}
            ([_, _, _, name], false) if is_picture(name) => self.pictures.push(file()),
            ([_, _, _, name], false) => {
                return Err(Kind::PictureFormat { picture: (*name).to_owned() });
            }
            _ => return Err(Kind::MisplacedFile),
        }
        Ok(())
    }

    /// The year whose folder is being walked.
    fn last_year(&mut self) -> Result<&mut Year, Kind> {
        self.years.last_mut().ok_or(Kind::MisplacedFile)
    }
}

/// Whether an import made the file for the editor, not for the site: `omsk.md.bak`, `omsk.imported.diff`.
fn is_left_by_import(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_number = |extension: &str| extension.chars().all(|c| c.is_ascii_digit());
    extension.strip_prefix("bak").is_some_and(is_number) || (extension == "diff" && name.contains(".imported"))
}

/// The response of which an import wrote a new version: `omsk.md` for `omsk.imported.md`.
fn imported_response(name: &str) -> Option<String> {
    let stem = name.strip_suffix(".md")?;
    let (response, end) = stem.rsplit_once(".imported")?;
    let number = end.strip_prefix('-').unwrap_or(end);
    number.chars().all(|c| c.is_ascii_digit()).then(|| format!("{response}.md"))
}

fn is_picture(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| PICTURES.contains(&extension.as_str()))
}
