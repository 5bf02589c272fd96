//! The folder `inbox` of a site: which files were imported, which wait, and which cannot be imported unchanged.
//!
//! [`look`] finds that out with a dry run of the import.

use std::collections::BTreeSet;
use std::path::Path;

use super::report::FileReport;
use super::save::SaveOutcome;
use super::{Options, Progress, collect, import};
use asdg_base::language::Language;
use asdg_base::problem::Problems;
use asdg_base::questionnaire::Known;

/// The folder next to `content` into which editors save what cities send.
const FOLDER: &str = "inbox";

/// The files of an inbox.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inbox {
    /// The number of files that a response names as its source.
    pub imported: usize,
    /// The files that can be imported now.
    pub waiting: Vec<String>,
    /// The files whose responses were saved next to existing ones, to be compared by the editor.
    pub beside: Vec<String>,
    /// The copies of imported files under other names.
    pub copies: Vec<String>,
    /// The files that cannot be imported, each with the reason.
    pub failed: Vec<(String, String)>,
}

impl Inbox {
    /// The list for a file that can be imported.
    fn list_of(&mut self, file: &FileReport) -> &mut Vec<String> {
        let saved = || file.responses.iter().filter_map(|response| response.saved);
        if saved().count() > 0 && saved().all(|saved| saved == SaveOutcome::Unchanged) {
            &mut self.copies
        } else if saved().any(|saved| saved == SaveOutcome::Beside) {
            &mut self.beside
        } else {
            &mut self.waiting
        }
    }
}

/// Ignores the progress.
struct Quiet;

impl Progress for Quiet {
    fn found(&self, _: usize) {}
    fn read(&self) {}
}

/// Reads the inbox of a site; `None` if it is missing or empty. `known` has the registers and questionnaires of the
/// digest, `sources` the names of the files that responses were made of.
pub fn look(site: &Path, known: &Known, sources: &BTreeSet<String>, language: Language) -> Option<Inbox> {
    let folder = site.join(FOLDER);
    if !folder.is_dir() {
        return None;
    }
    // Files that cannot be read are reported by the import, not by this command.
    let files = collect::files(std::slice::from_ref(&folder), &mut Problems::default());
    let is_source = |path: &Path| path.file_name().is_some_and(|name| sources.contains(&*name.to_string_lossy()));
    let (imported, rest): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| is_source(path));
    let mut inbox = Inbox { imported: imported.len(), ..Inbox::default() };
    if !rest.is_empty() {
        let options = Options { site: site.to_owned(), inputs: rest, dry_run: true, ..Options::default() };
        for file in
            import(&options, known, Some(language), None, &Quiet).report.into_iter().flat_map(|report| report.files)
        {
            let name = Path::new(&file.file);
            let name = name.strip_prefix(&folder).unwrap_or(name).display().to_string();
            match file.problems.iter().find(|problem| problem.error) {
                Some(error) => inbox.failed.push((name, error.title.clone())),
                None => inbox.list_of(&file).push(name),
            }
        }
    }
    (inbox != Inbox::default()).then_some(inbox)
}
