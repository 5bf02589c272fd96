//! Read: the files of a site into source structs.
//!
//! [`site()`] reads the settings, [`layout()`] walks the content folder in a fixed order, [`frame()`] and
//! [`response()`] read the files it found. What cannot be read is reported here; [`check`](crate::check) decides what
//! the values mean.

mod data;
mod response;
pub mod schema;
mod walk;

pub use response::Address;
pub use walk::{Layout, Registers, Year};

use std::io::{BufRead, Seek};
use std::path::Path;

use asdg_base::encoding::decode;
use asdg_base::fs::{self, Lead};
use asdg_base::problem::{Kind, Place, Places, Problems, Span};
use asdg_base::yaml::{self, Source};
use asdg_russian::normal;
use asdg_russian::private::{self, PrivateMatch};
use schema::{
    InvalidResponse, SourceFile, SourceFrame, SourcePicture, SourceRegisters, SourceResponse, SourceSite, SourceYear,
};

/// Reads `site.toml` of the site in `folder`. `None` if it is missing or cannot be read.
pub fn site(folder: &Path, problems: &mut Problems) -> Option<SourceFile<SourceSite>> {
    const FILE: &str = "site.toml";
    if !matches!(fs::kind(&folder.join(FILE)), Ok(Some(_))) {
        // The absolute path, because "." would not tell an editor where the program looked.
        let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        problems.add_placeless(Kind::SiteNotFound { folder: whole.display().to_string() });
        return None;
    }
    if leads_outside(folder, FILE, problems) {
        return None;
    }
    let text = text(folder, FILE, problems)?;
    let source = Source::new(FILE.to_owned(), &text, 1, yaml::Format::Toml);
    let site = data::site(source, problems);
    Some(site)
}

/// Finds the content files of the site in `folder`. `None` if there is no content folder.
pub fn layout(folder: &Path, problems: &mut Problems) -> Option<Layout> {
    if !matches!(fs::kind(&folder.join(walk::CONTENT)), Ok(Some(kind)) if kind.is_dir() || kind.is_symlink()) {
        problems.add_placeless(Kind::ContentMissing);
        return None;
    }
    (!leads_outside(folder, walk::CONTENT, problems)).then(|| walk::walk(folder, problems))
}

/// Reports a link that leads out of the site's folder.
pub(crate) fn leads_outside(folder: &Path, file: &str, problems: &mut Problems) -> bool {
    let Ok(Lead::Outside(target)) = fs::lead(&folder.join(file), folder) else { return false };
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let (folder, target) = (folder.display().to_string(), target.display().to_string());
    problems.add(Place::file(file), Kind::LinkOutside { folder, target });
    true
}

/// Reads everything of a layout except its responses.
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
    pub response: Result<SourceFile<SourceResponse>, InvalidResponse>,
    /// Its problems.
    pub problems: Problems,
}

/// Reads a response from the bytes of its file.
pub fn response(address: &Address, bytes: fs::Result<Vec<u8>>) -> ReadResponse {
    let mut problems = Problems::default();
    let lost = InvalidResponse::new(address.year, &address.sector, &address.stem);
    let response = text_of(bytes, &address.file, &mut problems).and_then(|text| {
        if address.file.ends_with(".yaml") {
            response::from_yaml(address.clone(), &text, &mut problems)
        } else {
            response::from_markdown(address.clone(), &text, &mut problems)
        }
    });
    ReadResponse { response: response.ok_or(lost), problems }
}

/// Reads only the registers and questionnaires of the site in `folder`, which [`import`](asdg_import) needs.
pub fn registers(folder: &Path, problems: &mut Problems) -> SourceRegisters {
    let mut found = Problems::default();
    let is_outside = leads_outside(folder, walk::CONTENT, problems);
    let layout = if is_outside { Layout::default() } else { walk::walk(folder, &mut found) };
    let Layout { registers, questionnaires, .. } = layout;
    // Misplaced files do not matter here.
    found.retain(|problem| matches!(problem.kind, Kind::LinkOutOfFolder { .. }));
    problems.append(found);
    read_registers(folder, &registers, &questionnaires, problems)
}

fn read_registers(
    folder: &Path,
    registers: &walk::Registers,
    questionnaires: &[(String, String)],
    problems: &mut Problems,
) -> SourceRegisters {
    let mut register = |file: &Option<String>, name: &str, required: bool| {
        let is_found = file.is_some();
        let file = file.clone().unwrap_or_else(|| format!("{}/{name}", walk::CONTENT));
        let text = match fs::lead(&folder.join(&file), folder) {
            // A file that exists but was not found is a link that leads out, which was reported.
            Ok(Lead::File) if !is_found => None,
            Ok(Lead::Outside(_)) => None,
            // An optional register may be missing.
            Err(_) if !required && matches!(fs::kind(&folder.join(&file)), Ok(None)) => Some(String::new()),
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

/// The text of a file of the site; reports bytes that are not UTF-8.
fn text(folder: &Path, file: &str, problems: &mut Problems) -> Option<String> {
    text_of(fs::read(&folder.join(file)), file, problems)
}

fn text_of(bytes: fs::Result<Vec<u8>>, file: &str, problems: &mut Problems) -> Option<String> {
    match bytes {
        Ok(bytes) => {
            let text = decode(bytes).map_err(|(kind, span)| problems.add(Place { path: file.to_owned(), span }, kind));
            text.ok().map(normal::compose)
        }
        Err(error) => {
            problems.add(Place::file(file), Kind::UnreadableFile { reason: error.reason() });
            None
        }
    }
}

/// The private data of a file, with its places.
pub(crate) fn private_data(text: &str) -> Vec<(PrivateMatch, Span)> {
    let mut places = Places::new(text, 1);
    let located = |found: PrivateMatch| {
        let span = places.span(&found.range);
        (found, span)
    };
    private::find(text).into_iter().map(located).collect()
}

/// The size of a picture, read from its header.
pub fn picture(folder: &Path, file: &str) -> SourcePicture {
    let size = fs::reader(&folder.join(file)).ok().and_then(|mut reader| size(&mut reader));
    SourcePicture { path: file.to_owned(), size }
}

/// The width and height of a picture as it is shown.
fn size(reader: &mut (impl BufRead + Seek)) -> Option<(u32, u32)> {
    let size = imagesize::reader_size(&mut *reader).ok()?;
    let pixels = |length: usize| u32::try_from(length).ok().filter(|&length| length > 0);
    let (width, height) = (pixels(size.width)?, pixels(size.height)?);
    reader.rewind().ok()?;
    let is_photograph = matches!(imagesize::reader_type(&mut *reader), Ok(imagesize::ImageType::Jpeg));
    Some(if is_photograph && is_turned(reader) { (height, width) } else { (width, height) })
}

/// Whether a photograph must be turned by a quarter: cameras store the picture as the sensor saw it with a note how to
/// turn it, and browsers do so.
fn is_turned(reader: &mut (impl BufRead + Seek)) -> bool {
    let read = reader.rewind().ok().and_then(|()| exif::Reader::new().read_from_container(reader).ok());
    let orientation = read.and_then(|exif| {
        exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY).and_then(|field| field.value.get_uint(0))
    });
    matches!(orientation, Some(5..=8))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// The header of a photograph of three by two pixels; `orientation` is its EXIF orientation.
    fn photograph(orientation: Option<u8>, little_endian: bool) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8];
        if let Some(orientation) = orientation {
            // One field in the first directory: tag 0x0112, a short, one value.
            let tiff: [&[u8]; 2] = [
                &[b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
                &[b'I', b'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0],
            ];
            let tiff = tiff[usize::from(little_endian)];
            bytes.extend([0xFF, 0xE1, 0, 8 + tiff.len() as u8]);
            bytes.extend(b"Exif\0\0");
            bytes.extend(tiff);
        }
        bytes.extend([0xFF, 0xC0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0, 0xFF, 0xD9]);
        bytes
    }

    #[test]
    fn a_turned_photograph_has_the_size_it_is_shown_in() {
        for (orientation, expected) in [
            (None, (3, 2)),
            (Some(1), (3, 2)),
            (Some(3), (3, 2)),
            (Some(4), (3, 2)),
            (Some(5), (2, 3)),
            (Some(8), (2, 3)),
        ] {
            for little_endian in [false, true] {
                let bytes = photograph(orientation, little_endian);
                assert_eq!(size(&mut Cursor::new(bytes)), Some(expected), "{orientation:?}");
            }
        }
        // Broken EXIF data is ignored.
        let mut broken = photograph(Some(6), false);
        broken[20] = 0xFF;
        assert_eq!(size(&mut Cursor::new(broken)), Some((3, 2)));
    }
}
