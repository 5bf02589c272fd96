//! What the text of a document needs from the other parts of its package: [`Package`].

use std::collections::HashMap;

use super::numbering::Numbering;
use super::plain::{without_tags, words};
use super::relations::Relations;
use super::styles::Styles;
use crate::document::Picture;
use crate::extract::archive::{Archive, ReadError};
use crate::extract::xml::decode;

/// How many bytes a picture may have. One that is larger is kept without its bytes.
const PICTURE_LIMIT: u64 = 20 << 20;

/// A package that is open.
pub(super) struct Package<'b> {
    archive: Archive<'b>,
    /// The styles.
    pub styles: Styles,
    /// The lists.
    pub numbering: Numbering,
    /// The pictures met so far.
    pub pictures: Vec<Picture>,
    /// The numbers of pictures by part and description: one file may be shown twice, described in two ways.
    numbers: HashMap<(String, String), usize>,
}

impl<'b> Package<'b> {
    /// Opens a package.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let archive = Archive::open(bytes)?;
        let (styles, numbering) = (Styles::default(), Numbering::default());
        Ok(Self { archive, styles, numbering, pictures: Vec::new(), numbers: HashMap::new() })
    }

    /// The text of a part, if there is such a part.
    pub(super) fn text(&mut self, part: &str) -> Result<Option<String>, ReadError> {
        self.archive.part(part)?.map(|bytes| decode(part, bytes)).transpose()
    }

    /// The relations of a part; none if nothing says so.
    pub(super) fn relations(&mut self, part: &str) -> Result<Relations, ReadError> {
        match self.text(&Relations::part_of(part))? {
            Some(xml) => Relations::read(part, &xml),
            None => Ok(Relations::default()),
        }
    }

    /// The name and text of the part of a kind that a part refers to.
    pub(super) fn of_kind(&mut self, relations: &Relations, kind: &str) -> Result<Option<(String, String)>, ReadError> {
        let Some(part) = relations.of_kind(kind) else { return Ok(None) };
        Ok(self.text(&part)?.map(|text| (part, text)))
    }

    /// The words of a part that is no text of Word: a chart, a diagram, a page of HTML. None of what cannot be read.
    pub(super) fn words(&mut self, part: &str) -> Result<String, ReadError> {
        let bytes = match self.archive.part(part) {
            Ok(bytes) => bytes.unwrap_or_default(),
            Err(ReadError::Damaged(_)) => return Ok(String::new()),
            Err(broken) => return Err(broken),
        };
        let end = part.rsplit('.').next().unwrap_or_default().to_lowercase();
        let text = String::from_utf8_lossy(&bytes);
        Ok(match end.as_str() {
            "xml" => words(part, &text).unwrap_or_default(),
            "htm" | "html" | "xhtml" | "mht" | "txt" => without_tags(&text),
            _ => String::new(),
        })
    }

    /// The number of a picture. One that is missing, broken or too large has no bytes; it does not spoil the text.
    pub(super) fn picture(&mut self, part: String, description: &str) -> Result<usize, ReadError> {
        let key = (part.clone(), description.to_owned());
        // One without a description says nothing that the others do not say.
        let same = || self.numbers.iter().filter(|((other, _), _)| description.is_empty() && *other == part);
        if let Some(number) = self.numbers.get(&key).or_else(|| same().map(|(_, number)| number).min()) {
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
        self.numbers.insert(key, number);
        Ok(number)
    }
}
