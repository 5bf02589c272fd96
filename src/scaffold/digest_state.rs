//! Reads the state of a digest for planning new files: its registers, questionnaires, editions and existing responses.
//! Errors in responses do not matter here.

use std::path::Path;

use crate::check;
use crate::model::{Entry, Key, Register, Sector, Site};
use crate::read::schema::{InvalidResponse, SourceReferenceData, SourceYear};
use crate::read::{self, ReadResponse, ResponseFile};
use asdg_base::id::ResponseKey;
use asdg_base::problem::{Kind, Problem, Problems};
use asdg_base::questionnaire::Known;
use asdg_base::yaml::Located;
use asdg_base::{fs, similar};
use asdg_russian::folded;

/// The current state of a digest.
pub struct DigestState {
    /// The settings.
    pub site: Site,
    pub(super) known: Known,
    /// The editions, the earliest first.
    pub(super) editions: Vec<EditionFolder>,
    pub(super) responses: Vec<ExistingResponse>,
}

/// The folder of an edition.
pub(super) struct EditionFolder {
    pub(super) year: u16,
    /// Its sectors, in the order of the register.
    pub(super) sectors: Vec<Key<Sector>>,
    /// Its title in Russian and in English.
    pub(super) titles: [Option<String>; 2],
    /// The ids of the asked cities.
    pub(super) asked: Vec<String>,
}

/// An existing response.
pub(super) struct ExistingResponse {
    /// Its key, if its ids are valid.
    pub(super) key: Option<ResponseKey>,
    pub(super) file: String,
}

/// A list from which a user chooses at a terminal: ids with their names.
pub type Choice = Vec<(String, String)>;

impl DigestState {
    /// Reads the state of the digest in `folder`.
    pub fn read(folder: &Path) -> Result<Self, Vec<Problem>> {
        let site = super::site(folder)?;
        let mut problems = Problems::default();
        let layout = read::layout(folder, &mut problems);
        let Some(layout) = layout else { return Err(problems.into_sorted()) };
        let SourceReferenceData { registers, years, pictures: _ } =
            read::reference_data(folder, &layout, &mut problems);
        problems.retain(is_relevant);
        let known = check::known(site.language, &registers, &mut problems);
        let Some(known) = known else { return Err(problems.into_sorted()) };
        let years = years.into_iter();
        let mut editions: Vec<EditionFolder> = years.filter_map(|year| edition(year, &known)).collect();
        editions.sort_by_key(|edition| edition.year);
        let responses = layout.responses.into_iter().map(|file| existing_response(folder, file)).collect();
        Ok(Self { site, known, editions, responses })
    }

    /// The edition of a year, or the latest.
    pub(super) fn edition(&self, year: Option<u16>) -> Result<&EditionFolder, Problem> {
        let found = match year {
            Some(year) => self.editions.iter().find(|edition| edition.year == year),
            None => self.editions.last(),
        };
        found.ok_or_else(|| {
            let years: Vec<String> = self.editions.iter().map(|edition| edition.year.to_string()).collect();
            let known = (!years.is_empty()).then(|| years.join(", "));
            Problem::from(Kind::EditionMissing { year: year.map(|year| year.to_string()), known })
        })
    }

    /// The id of the city with this id, name or alias, ignoring case.
    pub(super) fn city(&self, word: &str) -> Result<&str, Problem> {
        find(&self.known.cities, word)
            .map_err(|similar| Problem::from(Kind::NoSuchCity { name: word.to_owned(), similar }))
    }
}

/// The id of the entry with this id, name or alias. The error is the id of the most similar entry, if any.
pub(super) fn find<'r, T: Entry>(register: &'r Register<T>, word: &str) -> Result<&'r str, Option<String>> {
    let (lower, plain) = (word.trim().to_lowercase(), folded(word));
    if let Some(key) = register.find(&lower) {
        return Ok(register[key].id());
    }
    let named = register.iter().find(|(_, entry)| entry.all_names().any(|name| folded(name) == plain));
    match named {
        Some((_, entry)) => Ok(entry.id()),
        None => {
            let entries = register.iter().map(|(_, entry)| (entry.id(), entry.all_names().collect()));
            Err(similar::closest(word, entries))
        }
    }
}

/// Whether a problem concerns the files that are needed here.
fn is_relevant(problem: &Problem) -> bool {
    const NEEDED: [&str; 6] =
        ["cities.yaml", "topics.yaml", "courses.yaml", "sectors.yaml", "questionnaire.yaml", "edition.yaml"];
    problem.place.as_ref().is_none_or(|place| {
        let name = place.path.rsplit('/').next().unwrap_or_default();
        NEEDED.contains(&name)
    })
}

/// The folder of a year; `None` if it is empty.
fn edition(year: SourceYear, known: &Known) -> Option<EditionFolder> {
    let SourceYear { year, edition, replies: _, sectors } = year;
    if sectors.is_empty() && edition.is_none() {
        return None;
    }
    let mut sectors: Vec<Key<Sector>> = sectors.iter().filter_map(|id| known.sectors.find(id)).collect();
    sectors.sort_unstable();
    let value = edition.map(|file| file.value).unwrap_or_default();
    let titles = [value.title.russian, value.title.english].map(|title| title.map(|title| title.value));
    let asked = value.asked.into_iter().map(|Located { value, .. }| value).collect();
    Some(EditionFolder { year, sectors, titles, asked })
}

/// Reads only the key of a response.
fn existing_response(folder: &Path, response_file: ResponseFile) -> ExistingResponse {
    let ReadResponse { response, problems: _ } =
        read::response(&response_file, fs::read(&folder.join(&response_file.file)));
    let InvalidResponse(key) = response.map_or_else(|invalid| invalid, |source| InvalidResponse::of(&source.value));
    ExistingResponse { key, file: response_file.file }
}
