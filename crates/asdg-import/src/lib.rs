//! Import: documents that cities send become responses.
//!
//! # Steps
//!
//! 1. `extract`: the bytes of a file into paragraphs, or into the lines of a page.
//! 2. `furniture`, `reflow`, `clean`: lines into paragraphs, without what only shaped a page.
//! 3. `sections` with `questions` and `cities`: paragraphs into answers.
//! 4. `lists`, `headings`, `compose`: answers into Markdown, with proposals by
//!    [`Phrases`](asdg_base::register::Phrases).
//! 5. `proof`: the letters and digits of the source against those of the response, in order.
//! 6. [`identify`]: which city, year and sector it is.
//! 7. [`save`]: into `content/`, without losing what is there.
//!
//! [`import()`] runs them all. Files are independent, so the first six steps run on all processors; questions to the
//! person at the terminal and writing follow, one file after the other.
//!
//! What cities send follows no grammar, so the steps are heuristics, each in a file of its own. In doubt they join
//! lines rather than split them, keep text rather than remove it, and propose in a comment rather than decide. `proof`
//! makes sure that a wrong guess can put a line break in the wrong place, but can lose nothing. `tests/import/ugly/`
//! has the expected results for about 230 difficult files.

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
use file::Imported;
use identify::From;
use report::{FileReport, ProblemReport, Report};
use response::Target;

/// What to import, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the site, with its `site.toml`.
    pub site: PathBuf,
    /// Files and folders.
    pub inputs: Vec<PathBuf>,
    /// The year of all files.
    pub year: Option<u16>,
    /// The id of the sector of all files.
    pub sector: Option<String>,
    /// The id of the city of all files.
    pub city: Option<String>,
    /// Whether a response that is there already gives way.
    pub replace: bool,
    /// Whether nothing is written.
    pub dry_run: bool,
}

/// What a file does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// The city.
    City,
    /// The year.
    Year,
    /// The sector.
    Sector,
    /// Whether the year is right, which no edition of the digest has; the choices are the years of those.
    Edition,
}

/// Someone who can be asked.
pub trait Ask {
    /// Asks what a file does not tell. `choices` are ids with their names; `proposal` is what it might be. `None`: not known; an
    /// empty answer: the file is to be left out.
    fn ask(&self, file: &str, what: Unknown, choices: &[(String, String)], proposal: Option<&str>) -> Option<String>;
}

/// Someone who watches.
pub trait Progress: Sync {
    /// So many files were found.
    fn found(&self, files: usize);
    /// One more file was read.
    fn read(&self);
}

/// How many files are read before they are saved: what was read waits in memory, with its pictures.
const AT_ONCE: usize = 32;

/// How an import ended.
#[derive(Debug)]
pub struct ImportResult {
    /// All problems, in the order of the files.
    pub problems: Vec<asdg_base::problem::Problem>,
    /// What was done; `None` when the site or the command line is at fault.
    pub report: Option<Report>,
}

/// Imports files into a digest of which this is known. Reports are in `language`, or in that of the site.
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

/// Reads a document as an import does, by its content, and gives the number of its paragraphs or lines; `None` where it is refused. The
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
    let given = Given::check(options, known, problems)?;
    let files = collect::files(&options.inputs, problems);
    progress.found(files.len());
    // What goes into a response is in the language of the site, whoever imports it.
    let remarks = Messages::new(known.language);
    let messages = Messages::new(language.unwrap_or(known.language));
    let cities = Cities::new(&known.cities);
    let context = Context::new(known, &cities, &remarks, &given, &options.inputs);
    // Nobody is asked a question while other files are still being read.
    let at_once = if ask.is_some() { files.len().max(1) } else { AT_ONCE };
    let mut report = Report::default();
    let mut written = BTreeSet::new();
    let mut editions = Editions::of(&options.site);
    for files in files.chunks(at_once) {
        let read: Vec<Result<Imported, Kind>> = files
            .par_iter()
            .map(|path| {
                let imported = file::import(path, &context);
                progress.read();
                imported
            })
            .collect();
        for (imported, path) in read.into_iter().zip(files) {
            let name = shown(path);
            let (file, kinds) = match imported {
                Ok(imported) => finish(imported, path, options, &context, ask, (&mut written, &mut editions)),
                Err(kind) => (FileReport::empty(&name), vec![kind]),
            };
            let worded = kinds.iter().map(|kind| ProblemReport::new(kind, &messages)).collect();
            report.files.push(FileReport { problems: worded, ..file });
            kinds.into_iter().for_each(|kind| problems.add(Place::file(name.clone()), kind));
        }
    }
    report.editions = editions.begun();
    Some(report)
}

/// The name of a file as reports have it.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// What the command line says of all files.
struct Given {
    city: Option<Key<City>>,
    year: Option<u16>,
    sector: Option<Key<Sector>>,
}

impl Given {
    fn check(options: &Options, known: &Known, problems: &mut Problems) -> Option<Self> {
        let city = known.cities.of_option(options.city.as_deref(), "--city");
        let sector = known.sectors.of_option(options.sector.as_deref(), "--sector");
        match (city, sector) {
            (Ok(city), Ok(sector)) => Some(Self { city, year: options.year, sector }),
            (city, sector) => {
                city.err().into_iter().chain(sector.err()).for_each(|kind| problems.add_placeless(kind));
                None
            }
        }
    }
}

/// Settles what each response of a file is, and saves it.
fn finish(
    imported: Imported,
    path: &Path,
    options: &Options,
    context: &Context<'_>,
    ask: Option<&dyn Ask>,
    (written, editions): (&mut BTreeSet<PathBuf>, &mut Editions),
) -> (FileReport, Vec<Kind>) {
    let Imported { mut file, responses, mut kinds, pictures } = imported;
    file.file = shown(path);
    let name = file.file.clone();
    for response in responses {
        if let (None, Some((year, other))) = (context.given.year, response.identity.years) {
            kinds.push(Kind::ImportYearsDiffer { year: year.to_string(), other: other.to_string() });
        }
        let target = match settle(&response.identity, &name, context, ask, editions) {
            Ok(target) => target,
            Err(unknown) => {
                kinds.extend(unknown);
                continue;
            }
        };
        let year = target.year.0;
        if ask.is_none() && target.year.1 != From::Option && editions.lack(year) {
            let known = editions.years().join(", ");
            kinds.push(Kind::ImportNewEdition { year: year.to_string(), editions: known });
        }
        editions.add(year);
        let cities = &context.known.cities;
        if let ((city, From::Heading), Some(other)) = (target.city, response.identity.other_in_name) {
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

/// A value and where it comes from.
type Settled<T> = (T, From);

/// The city, the year and the sector: from the command line, from the file, from the person at the terminal.
fn settle(
    identity: &identify::Identity,
    name: &str,
    context: &Context<'_>,
    ask: Option<&dyn Ask>,
    editions: &Editions,
) -> Result<Target, Vec<Kind>> {
    let (known, given) = (context.known, context.given);
    // An empty answer leaves the file out, and nothing else is asked.
    let skipped = Cell::new(false);
    let asked = |what, choices: &[(String, String)], proposal: Option<&str>| {
        let answer = ask.filter(|_| !skipped.get())?.ask(name, what, choices, proposal)?;
        skipped.set(answer.is_empty());
        (!answer.is_empty()).then_some(answer)
    };
    let proposal = identity.proposal.map(|city| known.cities[city].id.to_string());
    let city = given.city.map(|city| (city, From::Option)).or(identity.city).or_else(|| {
        let id = asked(Unknown::City, &choices(&known.cities), proposal.as_deref())?;
        Some((known.cities.find(&id)?, From::Person))
    });
    let year = given.year.map(|year| (year, From::Option)).or(identity.year).or_else(|| {
        let year = asked(Unknown::Year, &[], None)?.parse().ok()?;
        Some((year, From::Person))
    });
    let year = year.map(|(year, from)| {
        let doubtful = !matches!(from, From::Option | From::Person) && editions.lack(year);
        let known = || editions.years().into_iter().map(|year| (year.clone(), year)).collect::<Vec<_>>();
        let answer = doubtful.then(|| asked(Unknown::Edition, &known(), Some(&year.to_string()))).flatten();
        let other = answer.and_then(|answer| answer.parse().ok()).filter(|other| *other != year);
        other.map_or((year, from), |other| (other, From::Person))
    });
    let sector = given.sector.map(|sector| (sector, From::Option)).or(identity.sector).or_else(|| {
        let id = asked(Unknown::Sector, &choices(&known.sectors), None)?;
        Some((known.sectors.find(&id)?, From::Person))
    });
    let mut kinds = Vec::new();
    if skipped.get() {
        return Err(kinds);
    }
    if city.is_none() {
        kinds.push(match identity.rivals.as_slice() {
            [] | [_] => Kind::ImportCityUnknown { heading: identity.heading.clone(), proposal },
            rivals => {
                let names: Vec<&str> = rivals.iter().map(|&city| known.cities[city].name()).collect();
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
        (Some(city), Some(year), Some(sector)) => Ok(Target { city, year, sector }),
        _ => Err(kinds),
    }
}

fn choices<T: Entry>(register: &Register<T>) -> Vec<(String, String)> {
    register.iter().map(|(_, entry)| (entry.id().to_owned(), entry.name().to_owned())).collect()
}
