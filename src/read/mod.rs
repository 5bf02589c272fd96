//! Read: the files of a site into source structs.
//!
//! [`site()`] reads the settings, [`content()`] walks the content folder in a fixed order and reads what it finds. What cannot be
//! read is reported; what it means is the business of [`check`](crate::check).

mod data;
mod encoding;
pub mod markdown;
mod response;
pub mod schema;
mod walk;
pub mod yaml;

pub(crate) use encoding::decode;
pub(crate) use walk::is_passed_over;

use std::path::Path;

use rayon::prelude::*;

use crate::fs;
use crate::problem::{Kind, Place, Problems};
use response::Address;
use schema::{SourceFile, SourcePicture, SourceRegisters, SourceResponse, SourceSite, SourceYear, Sources, Unreadable};
use walk::{Entry, Layout};
use yaml::Source;

/// Reads `site.toml` of the site in `folder`. `None` when there is none, or when it cannot be read.
pub fn site(folder: &Path, problems: &mut Problems) -> Option<SourceFile<SourceSite>> {
    const FILE: &str = "site.toml";
    if !matches!(fs::kind(&folder.join(FILE)), Ok(Some(_))) {
        // The whole path: "." would not tell an editor where the program looked.
        let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        problems.add_placeless(Kind::SiteNotFound { folder: whole.display().to_string() });
        return None;
    }
    let text = text(folder, FILE, problems)?;
    let source = Source { file: FILE.to_owned(), text: text.into(), first_line: 1, format: yaml::Format::Toml };
    let site = data::site(source, problems);
    Some(site)
}

/// Reads everything in the content folder of the site in `folder`.
pub fn content(folder: &Path, problems: &mut Problems) -> Option<Sources> {
    if !matches!(fs::kind(&folder.join(walk::CONTENT)), Ok(Some(kind)) if kind.is_dir() || kind.is_symlink()) {
        problems.add_placeless(Kind::ContentMissing);
        return None;
    }
    let Layout { registers, questionnaires, years, responses, pictures } = walk::walk(folder, problems);
    let registers = read_registers(folder, registers, questionnaires, problems);
    let years = years
        .into_iter()
        .map(|year| {
            let edition = year.edition.and_then(|entry| {
                let text = text(folder, &entry.file, problems)?;
                Some(data::edition(Source::yaml(entry.file, &text), problems))
            });
            let replies = year.replies.and_then(|entry| {
                let text = text(folder, &entry.file, problems)?;
                Some(data::replies(Source::yaml(entry.file, &text), problems))
            });
            SourceYear { year: year.year, edition, replies, sectors: year.sectors }
        })
        .collect();
    let pictures = pictures.into_iter().map(|entry| picture(folder, entry)).collect();
    let (responses, unreadable) = read_responses(folder, responses, problems);
    Some(Sources { registers, years, responses, unreadable, pictures })
}

/// Reads the registers and questionnaires of the site in `folder`, and nothing else: what [`import`](crate::import) has to know.
pub fn registers(folder: &Path, problems: &mut Problems) -> SourceRegisters {
    // What lies in the wrong place is no hindrance to reading these.
    let Layout { registers, questionnaires, .. } = walk::walk(folder, &mut Problems::default());
    read_registers(folder, registers, questionnaires, problems)
}

fn read_registers(
    folder: &Path,
    registers: walk::Registers,
    questionnaires: Vec<(String, Entry)>,
    problems: &mut Problems,
) -> SourceRegisters {
    let mut register = |entry: Option<Entry>, name: &str, required: bool| {
        let file = entry.map_or_else(|| format!("{}/{name}", walk::CONTENT), |entry| entry.file);
        let text = match fs::kind(&folder.join(&file)) {
            // A register that a digest can do without may be left out.
            Ok(None) if !required => Some(String::new()),
            _ => text(folder, &file, problems),
        };
        Source::yaml(file, &text.unwrap_or_default())
    };
    let cities = register(registers.cities, "cities.yaml", true);
    let topics = register(registers.topics, "topics.yaml", false);
    let courses = register(registers.courses, "courses.yaml", false);
    let sectors = register(registers.sectors, "sectors.yaml", true);
    SourceRegisters {
        cities: data::cities(cities, problems),
        topics: data::topics(topics, problems),
        courses: data::courses(courses, problems),
        sectors: data::sectors(sectors, problems),
        questionnaires: questionnaires
            .into_iter()
            .filter_map(|(folder_of, entry)| {
                let text = text(folder, &entry.file, problems)?;
                let questions = data::questionnaire(Source::yaml(entry.file, &text), problems);
                Some(schema::SourceQuestionnaire { folder: folder_of, questions })
            })
            .collect(),
    }
}

/// Reads the responses on all processors; they come out in the order they came in.
fn read_responses(
    folder: &Path,
    addresses: Vec<Address>,
    problems: &mut Problems,
) -> (Vec<SourceFile<SourceResponse>>, Vec<Unreadable>) {
    let read: Vec<_> = addresses
        .into_par_iter()
        .map(|address| {
            let mut problems = Problems::default();
            let lost = Unreadable { year: address.year, sector: address.sector.clone(), stem: address.stem.clone() };
            let response = text(folder, &address.file, &mut problems).and_then(|text| {
                if address.file.ends_with(".yaml") {
                    response::from_yaml(address, &text, &mut problems)
                } else {
                    response::from_markdown(address, &text, &mut problems)
                }
            });
            (response.ok_or(lost), problems)
        })
        .collect();
    let mut responses = Vec::with_capacity(read.len());
    let mut unreadable = Vec::new();
    for (response, found) in read {
        problems.append(found);
        match response {
            Ok(response) => responses.push(response),
            Err(lost) => unreadable.push(lost),
        }
    }
    (responses, unreadable)
}

/// The text of a file of the site; what is wrong with its bytes is reported.
fn text(folder: &Path, file: &str, problems: &mut Problems) -> Option<String> {
    match fs::read(&folder.join(file)) {
        Ok(bytes) => {
            decode(bytes).map_err(|(kind, span)| problems.add(Place { path: file.to_owned(), span }, kind)).ok()
        }
        Err(error) => {
            problems.add(Place::file(file), Kind::UnreadableFile { reason: error.reason() });
            None
        }
    }
}

fn picture(folder: &Path, entry: Entry) -> SourcePicture {
    let size = imagesize::size(folder.join(&entry.file)).ok();
    let pixels = |length: usize| u32::try_from(length).ok().filter(|&length| length > 0);
    let size = size.and_then(|size| Some((pixels(size.width)?, pixels(size.height)?)));
    SourcePicture { path: entry.file, size }
}
