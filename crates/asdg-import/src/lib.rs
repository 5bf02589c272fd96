//! Import: turns the documents that cities send into responses.
//!
//! # Steps
//!
//! 1. `extract` reads the bytes of a file into paragraphs, or into the lines of a page.
//! 2. `furniture`, `reflow` and `clean` turn lines into paragraphs, without page numbers and repeated spaces.
//! 3. `sections`, with `questions` and `cities`, splits the paragraphs into answers.
//! 4. [`identify`] finds the city, the year and the sector.
//! 5. `lists`, `headings` and `compose` write the answers as Markdown, with topics and courses proposed by
//!    [`Phrases`](asdg_base::register::Phrases). `response` joins the answers.
//! 6. `proof` compares the letters and digits of the source, in order, with those of the response.
//! 7. [`save`] writes into `content/` without losing existing text.
//!
//! `file` runs the first six steps for one file, [`import()`] all steps for all files. Files are independent, so the
//! first six steps run in parallel; questions to the person at the terminal and writing follow, one file after the
//! other.
//!
//! What cities send follows no grammar, so the steps are heuristics, each in a file of its own. In doubt they join
//! lines rather than split them, keep text rather than remove it, and propose in a comment rather than decide. `proof`
//! makes sure that a wrong guess can misplace a line break, but never loses text. `tests/import/ugly/` has the expected
//! results for about 230 difficult files.

mod cities;
mod clean;
mod collect;
mod compose;
mod context;
pub mod document;
mod editions;
mod extract;
mod file;
mod furniture;
mod headings;
mod hyphens;
pub mod identify;
pub mod inbox;
mod labels;
mod left_out;
mod lists;
mod marks;
mod proof;
mod questions;
mod reflow;
pub mod report;
mod response;
pub mod save;
mod sections;
mod signature;
mod spelling;
mod width;

pub use extract::Format;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_base::problem::{Kind, Place, Problems};
use asdg_base::questionnaire::Known;
use asdg_base::register::{City, Entry, Key, Register, Sector};
use cities::Cities;
use context::Context;
use editions::Editions;
use file::ImportedFile;
use identify::ValueSource;
use report::{FileReport, ProblemReport, Report};
use response::SaveTarget;

/// The options of an import.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the site, with its `site.toml`.
    pub site: PathBuf,
    /// The files and folders to import.
    pub inputs: Vec<PathBuf>,
    /// The year of all files; overrides the year found in them.
    pub year: Option<u16>,
    /// The id of the sector of all files; overrides the sector found in them.
    pub sector: Option<String>,
    /// The id of the city of all files; overrides the city found in them.
    pub city: Option<String>,
    /// Whether to replace existing responses.
    pub replace: bool,
    /// Whether to write nothing, only report.
    pub dry_run: bool,
}

/// A fact that a file does not contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// The city.
    City,
    /// The year.
    Year,
    /// The sector.
    Sector,
    /// Whether the year is right, since the digest has no edition of it; the choices are the years of its editions.
    Edition,
}

/// Asks a person for facts that a file does not contain.
pub trait Ask {
    /// Asks for a fact. `choices` are ids with their names; `proposal` is a guess. Returns `None` if the person does
    /// not know, and an empty answer to skip the file.
    fn ask(&self, file: &str, what: Unknown, choices: &[(String, String)], proposal: Option<&str>) -> Option<String>;
}

/// Receives the progress of an import.
pub trait Progress: Sync {
    /// Called once with the number of files.
    fn found(&self, files: usize);
    /// Called after each file that was read.
    fn read(&self);
}

/// The number of files to read before saving them: until then they stay in memory, with their pictures.
const BATCH_SIZE: usize = 32;

/// The result of an import.
#[derive(Debug)]
pub struct ImportResult {
    /// All problems, in the order of the files.
    pub problems: Vec<asdg_base::problem::Problem>,
    /// The report; `None` if the site or the command line has an error.
    pub report: Option<Report>,
}

/// Imports files into a digest with these registers and questionnaires. Reports are in `language`, or in that of the
/// site.
pub fn import(
    options: &Options,
    known: &Known,
    language: Option<Language>,
    ask: Option<&dyn Ask>,
    progress: &dyn Progress,
) -> ImportResult {
    let mut problems = Problems::default();
    let report = run(options, known, language, ask, progress, &mut problems);
    ImportResult { problems: problems.list().to_vec(), report }
}

/// Reads a document as an import does, and returns the number of its paragraphs or lines; `None` if it is refused. The
/// fuzz targets call it.
pub fn read_document(name: &str, bytes: Vec<u8>) -> Option<usize> {
    match extract::extract(name, bytes).ok()?.content {
        extract::ExtractedContent::Document(document) => Some(clean::clean(document).0.blocks.len()),
        extract::ExtractedContent::Lines(lines) => Some(furniture::remove(lines).0.lines.len()),
    }
}

fn run(
    options: &Options,
    known: &Known,
    language: Option<Language>,
    ask: Option<&dyn Ask>,
    progress: &dyn Progress,
    problems: &mut Problems,
) -> Option<Report> {
    let overrides = Overrides::check(options, known, problems)?;
    let files = collect::files(&options.inputs, problems);
    progress.found(files.len());
    // Texts that go into a response are in the language of the site, whatever the language of the report.
    let response_messages = Messages::new(known.language);
    let messages = Messages::new(language.unwrap_or(known.language));
    let cities = Cities::new(&known.cities);
    let context = Context::new(known, &cities, &response_messages, &overrides, &options.inputs);
    // The person at the terminal is asked only after all files were read.
    let batch_size = if ask.is_some() { files.len().max(1) } else { BATCH_SIZE };
    let mut report = Report::default();
    let mut written = BTreeSet::new();
    let mut editions = Editions::read(&options.site);
    for files in files.chunks(batch_size) {
        let results: Vec<Result<ImportedFile, Kind>> = files
            .par_iter()
            .map(|path| {
                let imported = file::import(path, &context);
                progress.read();
                imported
            })
            .collect();
        for (result, path) in results.into_iter().zip(files) {
            let name = display_path(path);
            let (file, kinds) = match result {
                Ok(imported) => resolve_and_save(imported, path, options, &context, ask, (&mut written, &mut editions)),
                Err(kind) => (FileReport::empty(&name), vec![kind]),
            };
            let problem_reports = kinds.iter().map(|kind| ProblemReport::new(kind, &messages)).collect();
            report.files.push(FileReport { problems: problem_reports, ..file });
            kinds.into_iter().for_each(|kind| problems.add(Place::file(name.clone()), kind));
        }
    }
    report.editions = editions.into_started();
    Some(report)
}

/// The path of a file as reports show it, with slashes.
fn display_path(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// The values of the command line that apply to all files.
struct Overrides {
    city: Option<Key<City>>,
    year: Option<u16>,
    sector: Option<Key<Sector>>,
}

impl Overrides {
    /// Checks the ids; reports unknown ones and returns `None`.
    fn check(options: &Options, known: &Known, problems: &mut Problems) -> Option<Self> {
        let city = known.cities.find_option(options.city.as_deref(), "--city");
        let sector = known.sectors.find_option(options.sector.as_deref(), "--sector");
        match (city, sector) {
            (Ok(city), Ok(sector)) => Some(Self { city, year: options.year, sector }),
            (city, sector) => {
                city.err().into_iter().chain(sector.err()).for_each(|kind| problems.add_placeless(kind));
                None
            }
        }
    }
}

/// Resolves the city, year and sector of each response of a file, and saves it.
fn resolve_and_save(
    imported: ImportedFile,
    path: &Path,
    options: &Options,
    context: &Context<'_>,
    ask: Option<&dyn Ask>,
    (written, editions): (&mut BTreeSet<PathBuf>, &mut Editions),
) -> (FileReport, Vec<Kind>) {
    let ImportedFile { mut file, responses, mut kinds, pictures } = imported;
    file.file = display_path(path);
    let name = file.file.clone();
    for response in responses {
        if let (None, Some((year, other))) = (context.overrides.year, response.identity.conflicting_years) {
            kinds.push(Kind::ImportYearsDiffer { year: year.to_string(), other: other.to_string() });
        }
        let target = match resolve_target(&response.identity, &name, context, ask, editions) {
            Ok(target) => target,
            Err(missing) => {
                kinds.extend(missing);
                continue;
            }
        };
        let year = target.year.0;
        if ask.is_none() && target.year.1 != ValueSource::Option && editions.is_new(year) {
            let existing = editions.years().join(", ");
            kinds.push(Kind::ImportNewEdition { year: year.to_string(), editions: existing });
        }
        editions.add(year);
        let cities = &context.known.cities;
        if let ((city, ValueSource::Heading), Some(other)) = (target.city, response.identity.conflicting_file_city) {
            let (heading, name) = (cities[city].name.to_string(), cities[other].name.to_string());
            kinds.push(Kind::ImportCityDiffers { heading, name });
        }
        match response::save(response, &target, (path, &pictures), options, context, written, &mut kinds) {
            Ok(report) => file.responses.push(report),
            Err(kind) => kinds.push(kind),
        }
    }
    (file, kinds)
}

/// A value and its source.
type Sourced<T> = (T, ValueSource);

/// Resolves the city, the year and the sector: from the command line, else from the file, else from the person at the
/// terminal. Returns the problems if one of them stays unknown.
fn resolve_target(
    identity: &identify::Identity,
    name: &str,
    context: &Context<'_>,
    ask: Option<&dyn Ask>,
    editions: &Editions,
) -> Result<SaveTarget, Vec<Kind>> {
    let (known, overrides) = (context.known, context.overrides);
    // An empty answer skips the file; then no further question is asked.
    let skipped = Cell::new(false);
    let ask_for = |what, choices: &[(String, String)], proposal: Option<&str>| {
        let answer = ask.filter(|_| !skipped.get())?.ask(name, what, choices, proposal)?;
        skipped.set(answer.is_empty());
        (!answer.is_empty()).then_some(answer)
    };
    let proposal = identity.proposal.map(|city| known.cities[city].id.to_string());
    let city = overrides.city.map(|city| (city, ValueSource::Option)).or(identity.city).or_else(|| {
        let id = ask_for(Unknown::City, &choices(&known.cities), proposal.as_deref())?;
        Some((known.cities.find(&id)?, ValueSource::Person))
    });
    let year = overrides.year.map(|year| (year, ValueSource::Option)).or(identity.year).or_else(|| {
        let year = ask_for(Unknown::Year, &[], None)?.parse().ok()?;
        Some((year, ValueSource::Person))
    });
    let year = year.map(|(year, source)| {
        let is_doubtful = !matches!(source, ValueSource::Option | ValueSource::Person) && editions.is_new(year);
        let existing = || editions.years().into_iter().map(|year| (year.clone(), year)).collect::<Vec<_>>();
        let answer = is_doubtful.then(|| ask_for(Unknown::Edition, &existing(), Some(&year.to_string()))).flatten();
        let other = answer.and_then(|answer| answer.parse().ok()).filter(|other| *other != year);
        other.map_or((year, source), |other| (other, ValueSource::Person))
    });
    let sector = overrides.sector.map(|sector| (sector, ValueSource::Option)).or(identity.sector).or_else(|| {
        let id = ask_for(Unknown::Sector, &choices(&known.sectors), None)?;
        Some((known.sectors.find(&id)?, ValueSource::Person))
    });
    let mut kinds = Vec::new();
    if skipped.get() {
        return Err(kinds);
    }
    if city.is_none() {
        kinds.push(match identity.possible_cities.as_slice() {
            [] | [_] => Kind::ImportCityUnknown { heading: identity.heading.clone(), proposal },
            cities => {
                let names: Vec<&str> = cities.iter().map(|&city| known.cities[city].name()).collect();
                Kind::ImportCitiesSeveral { cities: names.join(", ") }
            }
        });
    }
    if year.is_none() {
        kinds.push(Kind::ImportYearUnknown);
    }
    if sector.is_none() {
        let ids: Vec<&str> = known.sectors.iter().map(|(_, sector)| &*sector.id).collect();
        kinds.push(Kind::ImportSectorUnknown { known: ids.join(", ") });
    }
    match (city, year, sector) {
        (Some(city), Some(year), Some(sector)) => Ok(SaveTarget { city, year, sector }),
        _ => Err(kinds),
    }
}

/// The entries of a register as choices for the person at the terminal: ids with their names.
fn choices<T: Entry>(register: &Register<T>) -> Vec<(String, String)> {
    register.iter().map(|(_, entry)| (entry.id().to_owned(), entry.name().to_owned())).collect()
}
