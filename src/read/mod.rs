//! Read: the files of a site into source structs.
//!
//! [`site()`] reads the settings, [`layout()`] walks the content folder in a fixed order, [`frame()`] and [`response()`] read what it
//! found. What cannot be read is reported; what it means is the business of [`check`](crate::check).

mod data;
mod encoding;
pub mod markdown;
mod response;
pub mod schema;
mod walk;
pub mod yaml;

pub(crate) use encoding::decode;
pub use response::Address;
pub(crate) use walk::is_passed_over;
pub use walk::{Layout, Registers, Year};

use std::path::Path;

use crate::fs;
use crate::problem::{Kind, Place, Problems};
use schema::{Lost, SourceFile, SourceFrame, SourcePicture, SourceRegisters, SourceResponse, SourceSite, SourceYear};
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
    let source = Source::new(FILE.to_owned(), &text, 1, yaml::Format::Toml);
    let site = data::site(source, problems);
    Some(site)
}

/// Finds the files of the content of the site in `folder`. `None` when it has no content folder.
pub fn layout(folder: &Path, problems: &mut Problems) -> Option<Layout> {
    if !matches!(fs::kind(&folder.join(walk::CONTENT)), Ok(Some(kind)) if kind.is_dir() || kind.is_symlink()) {
        problems.add_placeless(Kind::ContentMissing);
        return None;
    }
    Some(walk::walk(folder, problems))
}

/// Reads everything of a layout but its responses.
pub fn frame(folder: &Path, layout: &Layout, problems: &mut Problems) -> SourceFrame {
    let Layout { registers, questionnaires, years, responses: _, pictures } = layout;
    let registers = read_registers(folder, registers, questionnaires, problems);
    let years = years
        .iter()
        .map(|year| {
            let edition = year.edition.as_ref().and_then(|file| {
                let text = text(folder, file, problems)?;
                Some(data::edition(Source::yaml(file.clone(), &text), problems))
            });
            let replies = year.replies.as_ref().and_then(|file| {
                let text = text(folder, file, problems)?;
                Some(data::replies(Source::yaml(file.clone(), &text), problems))
            });
            SourceYear { year: year.year, edition, replies, sectors: year.sectors.clone() }
        })
        .collect();
    let pictures = pictures.iter().map(|file| picture(folder, file)).collect();
    SourceFrame { registers, years, pictures }
}

/// A response that was read.
pub struct ReadResponse {
    /// The response, or what is known of one that cannot be read.
    pub response: Result<SourceFile<SourceResponse>, Lost>,
    /// What is wrong with it.
    pub problems: Problems,
}

/// Reads a response from the bytes of its file.
pub fn response(address: &Address, bytes: fs::Result<Vec<u8>>) -> ReadResponse {
    let mut problems = Problems::default();
    let lost = Lost { year: address.year, sector: address.sector.clone(), city: address.stem.clone() };
    let response = text_of(bytes, &address.file, &mut problems).and_then(|text| {
        if address.file.ends_with(".yaml") {
            response::from_yaml(address.clone(), &text, &mut problems)
        } else {
            response::from_markdown(address.clone(), &text, &mut problems)
        }
    });
    ReadResponse { response: response.ok_or(lost), problems }
}

/// Reads the registers and questionnaires of the site in `folder`, and nothing else: what [`import`](crate::import) has to know.
pub fn registers(folder: &Path, problems: &mut Problems) -> SourceRegisters {
    // What lies in the wrong place is no hindrance to reading these.
    let Layout { registers, questionnaires, .. } = walk::walk(folder, &mut Problems::default());
    read_registers(folder, &registers, &questionnaires, problems)
}

fn read_registers(
    folder: &Path,
    registers: &walk::Registers,
    questionnaires: &[(String, String)],
    problems: &mut Problems,
) -> SourceRegisters {
    let mut register = |file: &Option<String>, name: &str, required: bool| {
        let file = file.clone().unwrap_or_else(|| format!("{}/{name}", walk::CONTENT));
        let text = match fs::kind(&folder.join(&file)) {
            // A register that a digest can do without may be left out.
            Ok(None) if !required => Some(String::new()),
            _ => text(folder, &file, problems),
        };
        Source::yaml(file, &text.unwrap_or_default())
    };
    let cities = register(&registers.cities, "cities.yaml", true);
    let topics = register(&registers.topics, "topics.yaml", false);
    let courses = register(&registers.courses, "courses.yaml", false);
    let sectors = register(&registers.sectors, "sectors.yaml", true);
    SourceRegisters {
        cities: data::cities(cities, problems),
        topics: data::topics(topics, problems),
        courses: data::courses(courses, problems),
        sectors: data::sectors(sectors, problems),
        questionnaires: questionnaires
            .iter()
            .filter_map(|(folder_of, file)| {
                let text = text(folder, file, problems)?;
                let questions = data::questionnaire(Source::yaml(file.clone(), &text), problems);
                Some(schema::SourceQuestionnaire { folder: folder_of.clone(), questions })
            })
            .collect(),
    }
}

/// The text of a file of the site; what is wrong with its bytes is reported.
fn text(folder: &Path, file: &str, problems: &mut Problems) -> Option<String> {
    text_of(fs::read(&folder.join(file)), file, problems)
}

fn text_of(bytes: fs::Result<Vec<u8>>, file: &str, problems: &mut Problems) -> Option<String> {
    match bytes {
        Ok(bytes) => {
            decode(bytes).map_err(|(kind, span)| problems.add(Place { path: file.to_owned(), span }, kind)).ok()
        }
        Err(error) => {
            problems.add(Place::file(file), Kind::UnreadableFile { reason: error.reason() });
            None
        }
    }
}

/// What is known of a picture from its head.
pub fn picture(folder: &Path, file: &str) -> SourcePicture {
    let size = imagesize::size(folder.join(file)).ok();
    let pixels = |length: usize| u32::try_from(length).ok().filter(|&length| length > 0);
    let size = size.and_then(|size| Some((pixels(size.width)?, pixels(size.height)?)));
    SourcePicture { path: file.to_owned(), size }
}
