//! Read: the files of a site into source structs.
//!
//! [`site()`] reads the settings, [`layout()`] walks the content folder in a fixed order, [`reference_data()`] and
//! [`response()`] read the files that it found. This stage reports what cannot be read; [`check`](crate::check) finds
//! out what the values mean.

mod data;
mod response;
pub mod schema;
mod walk;

pub use response::ResponseFile;
pub use walk::{Layout, Registers, Year};

use std::io::{BufRead, Seek};
use std::path::Path;

use asdg_base::encoding::decode;
use asdg_base::fs::{self, PathTarget};
use asdg_base::problem::{Kind, Place, Places, Problems, Span};
use asdg_base::yaml::{self, Source};
use asdg_russian::normal;
use asdg_russian::private::{self, PrivateMatch};
use schema::{
    InvalidResponse, SourceFile, SourcePicture, SourceReferenceData, SourceRegisters, SourceResponse, SourceSite,
    SourceYear,
};

/// Reads `site.toml` of the site in `folder`. `None` if it is missing or cannot be read.
pub fn site(folder: &Path, problems: &mut Problems) -> Option<SourceFile<SourceSite>> {
    const FILE: &str = "site.toml";
    if !matches!(fs::kind(&folder.join(FILE)), Ok(Some(_))) {
        // The message has the absolute path, because "." would not help an editor.
        let absolute = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        problems.add_placeless(Kind::SiteNotFound { folder: absolute.display().to_string() });
        return None;
    }
    if leads_outside(folder, FILE, problems) {
        return None;
    }
    let text = read_text(folder, FILE, problems)?;
    let source = Source::new(FILE.to_owned(), &text, 1, yaml::Format::Toml);
    let site = data::site(source, problems);
    Some(site)
}

/// Finds the content files of the site in `folder`. `None` if the content folder is missing.
pub fn layout(folder: &Path, problems: &mut Problems) -> Option<Layout> {
    if !matches!(fs::kind(&folder.join(walk::CONTENT)), Ok(Some(kind)) if kind.is_dir() || kind.is_symlink()) {
        problems.add_placeless(Kind::ContentMissing);
        return None;
    }
    (!leads_outside(folder, walk::CONTENT, problems)).then(|| walk::walk(folder, problems))
}

/// Whether a symbolic link leads out of the site's folder, which is reported.
pub(crate) fn leads_outside(folder: &Path, file: &str, problems: &mut Problems) -> bool {
    let Ok(PathTarget::Outside(target)) = fs::path_target(&folder.join(file), folder) else { return false };
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let (folder, target) = (folder.display().to_string(), target.display().to_string());
    problems.add(Place::file(file), Kind::LinkOutside { folder, target });
    true
}

/// Reads all files of a layout except the responses.
pub fn reference_data(folder: &Path, layout: &Layout, problems: &mut Problems) -> SourceReferenceData {
    let Layout { registers, questionnaires, years, responses: _, pictures } = layout;
    let registers = read_registers(folder, registers, questionnaires, problems);
    let years = years
        .iter()
        .map(|year| {
            let edition = year.edition.as_ref().and_then(|file| {
                let text = read_text(folder, file, problems)?;
                Some(data::edition(Source::yaml(file.clone(), &text), problems))
            });
            let replies = year.replies.as_ref().and_then(|file| {
                let text = read_text(folder, file, problems)?;
                Some(data::replies(Source::yaml(file.clone(), &text), problems))
            });
            SourceYear { year: year.year, edition, replies, sectors: year.sectors.clone() }
        })
        .collect();
    let pictures = pictures.iter().map(|file| picture(folder, file)).collect();
    SourceReferenceData { registers, years, pictures }
}

/// The result of reading a response.
pub struct ReadResponse {
    /// The response, or the key of one that cannot be read.
    pub response: Result<SourceFile<SourceResponse>, InvalidResponse>,
    /// Its problems.
    pub problems: Problems,
}

/// Reads a response from the bytes of its file.
pub fn response(response_file: &ResponseFile, bytes: fs::Result<Vec<u8>>) -> ReadResponse {
    let mut problems = Problems::default();
    let invalid = InvalidResponse::new(response_file.year, &response_file.sector, &response_file.stem);
    let response = decode_text(bytes, &response_file.file, &mut problems).and_then(|text| {
        if response_file.file.ends_with(".yaml") {
            response::from_yaml(response_file.clone(), &text, &mut problems)
        } else {
            response::from_markdown(response_file.clone(), &text, &mut problems)
        }
    });
    ReadResponse { response: response.ok_or(invalid), problems }
}

/// Reads only the registers and questionnaires of the site in `folder`, which [`import`](asdg_import) needs.
pub fn registers(folder: &Path, problems: &mut Problems) -> SourceRegisters {
    let mut layout_problems = Problems::default();
    let is_outside = leads_outside(folder, walk::CONTENT, problems);
    let layout = if is_outside { Layout::default() } else { walk::walk(folder, &mut layout_problems) };
    let Layout { registers, questionnaires, .. } = layout;
    // Misplaced files do not matter here.
    layout_problems.retain(|problem| matches!(problem.kind, Kind::LinkOutOfFolder { .. }));
    problems.append(layout_problems);
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
        let text = match fs::path_target(&folder.join(&file), folder) {
            // If the file exists but is not in the layout, it is a link that leads out of the folder, which was
            // reported.
            Ok(PathTarget::File) if !is_found => None,
            Ok(PathTarget::Outside(_)) => None,
            // An optional register may be missing.
            Err(_) if !required && matches!(fs::kind(&folder.join(&file)), Ok(None)) => Some(String::new()),
            _ => read_text(folder, &file, problems),
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
            .filter_map(|(applies_to, file)| {
                let text = read_text(folder, file, problems)?;
                let questions = data::questionnaire(Source::yaml(file.clone(), &text), problems);
                Some(schema::SourceQuestionnaire { folder: applies_to.clone(), questions })
            })
            .collect(),
    }
}

/// Reads a text file of the site; reports bytes that are not UTF-8.
fn read_text(folder: &Path, file: &str, problems: &mut Problems) -> Option<String> {
    decode_text(fs::read(&folder.join(file)), file, problems)
}

/// Decodes a text, and composes its letters; reports a file that cannot be read or decoded.
fn decode_text(bytes: fs::Result<Vec<u8>>, file: &str, problems: &mut Problems) -> Option<String> {
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

/// Finds the private data in a text, with its places.
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

/// The width and height of a picture as browsers show it.
fn size(reader: &mut (impl BufRead + Seek)) -> Option<(u32, u32)> {
    let size = imagesize::reader_size(&mut *reader).ok()?;
    let pixels = |length: usize| u32::try_from(length).ok().filter(|&length| length > 0);
    let (width, height) = (pixels(size.width)?, pixels(size.height)?);
    reader.rewind().ok()?;
    let is_jpeg = matches!(imagesize::reader_type(&mut *reader), Ok(imagesize::ImageType::Jpeg));
    Some(if is_jpeg && is_rotated(reader) { (height, width) } else { (width, height) })
}

/// Whether browsers rotate a photograph by 90 degrees. Cameras store the picture as the sensor recorded it, with its
/// orientation as an EXIF field.
fn is_rotated(reader: &mut (impl BufRead + Seek)) -> bool {
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
    fn a_rotated_photograph_has_its_displayed_size() {
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
