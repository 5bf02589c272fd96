//! The parts of a .docx package that the reader of the text needs: [`Package`].

use std::collections::HashMap;

use super::numbering::Numbering;
use super::plain::{strip_tags, words_of_xml};
use super::relationships::Relationships;
use super::styles::Styles;
use crate::document::Picture;
use crate::extract::archive::{Archive, ReadError};
use crate::extract::xml::decode;

/// The maximum size of a picture in bytes. A larger one is kept without its bytes.
const PICTURE_LIMIT: u64 = 20 << 20;

/// An open package.
pub(super) struct Package<'b> {
    archive: Archive<'b>,
    pub styles: Styles,
    pub numbering: Numbering,
    /// The pictures read so far.
    pub pictures: Vec<Picture>,
    /// The indexes of the pictures by part and description: one file may be shown twice, with two descriptions.
    picture_indexes: HashMap<(String, String), usize>,
}

impl<'b> Package<'b> {
    /// Opens a package.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let archive = Archive::open(bytes)?;
        let (styles, numbering) = (Styles::default(), Numbering::default());
        Ok(Self { archive, styles, numbering, pictures: Vec::new(), picture_indexes: HashMap::new() })
    }

    /// Returns the XML of a part; `None` if there is no such part.
    pub(super) fn text(&mut self, part: &str) -> Result<Option<String>, ReadError> {
        self.archive.part(part)?.map(|bytes| decode(part, bytes)).transpose()
    }

    /// Reads the relationships of a part; empty if it has none.
    pub(super) fn relationships(&mut self, part: &str) -> Result<Relationships, ReadError> {
        match self.text(&Relationships::rels_part_name(part))? {
            Some(xml) => Relationships::read(part, &xml),
            None => Ok(Relationships::default()),
        }
    }

    /// Finds the part of a type that a part refers to, and returns its name and XML.
    pub(super) fn related_part(
        &mut self,
        relationships: &Relationships,
        type_name: &str,
    ) -> Result<Option<(String, String)>, ReadError> {
        let Some(part) = relationships.of_type(type_name) else { return Ok(None) };
        Ok(self.text(&part)?.map(|text| (part, text)))
    }

    /// Extracts the words of a part that is not a WordprocessingML text: a chart, a diagram, an HTML page. Returns
    /// nothing for a part that cannot be read.
    pub(super) fn words_of_part(&mut self, part: &str) -> Result<String, ReadError> {
        let bytes = match self.archive.part(part) {
            Ok(bytes) => bytes.unwrap_or_default(),
            Err(ReadError::Damaged(_)) => return Ok(String::new()),
            Err(broken) => return Err(broken),
        };
        let extension = part.rsplit('.').next().unwrap_or_default().to_lowercase();
        let text = String::from_utf8_lossy(&bytes);
        Ok(match extension.as_str() {
            "xml" => words_of_xml(part, &text).unwrap_or_default(),
            "htm" | "html" | "xhtml" | "mht" | "txt" => strip_tags(&text),
            _ => String::new(),
        })
    }

    /// Returns the index of a picture, and reads it the first time. A missing, broken or too large picture has no
    /// bytes; it does not spoil the text.
    pub(super) fn picture(&mut self, part: String, description: &str) -> Result<usize, ReadError> {
        let key = (part.clone(), description.to_owned());
        // A picture without a description is not kept apart from the same picture with one.
        let same_file =
            || self.picture_indexes.iter().filter(|((other, _), _)| description.is_empty() && *other == part);
        if let Some(number) = self.picture_indexes.get(&key).or_else(|| same_file().map(|(_, number)| number).min()) {
            return Ok(*number);
        }
        let bytes = match self.archive.part_with_limit(&part, PICTURE_LIMIT) {
            Ok(bytes) => bytes.unwrap_or_default(),
            Err(ReadError::Encrypted) => return Err(ReadError::Encrypted),
            Err(ReadError::Damaged(_) | ReadError::TooLarge(_)) => Vec::new(),
        };
        let number = self.pictures.len();
        let name = part.rsplit('/').next().unwrap_or_default().to_owned();
        self.pictures.push(Picture { name, description: description.to_owned(), bytes });
        self.picture_indexes.insert(key, number);
        Ok(number)
    }
}
