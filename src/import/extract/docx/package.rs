//! What the text of a document needs from the other parts of its package: [`Package`].

use std::collections::HashMap;

use super::numbering::Numbering;
use super::relations::Relations;
use super::styles::Styles;
use crate::import::document::Picture;
use crate::import::extract::archive::{Archive, Broken};
use crate::import::extract::xml::decode;

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
    numbers: HashMap<String, usize>,
}

impl<'b> Package<'b> {
    /// Opens a package.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Broken> {
        let archive = Archive::open(bytes)?;
        let (styles, numbering) = (Styles::default(), Numbering::default());
        Ok(Self { archive, styles, numbering, pictures: Vec::new(), numbers: HashMap::new() })
    }

    /// The text of a part, if there is such a part.
    pub(super) fn text(&mut self, part: &str) -> Result<Option<String>, Broken> {
        self.archive.part(part)?.map(|bytes| decode(part, bytes)).transpose()
    }

    /// The relations of a part; none if nothing says so.
    pub(super) fn relations(&mut self, part: &str) -> Result<Relations, Broken> {
        match self.text(&Relations::part_of(part))? {
            Some(xml) => Relations::read(part, &xml),
            None => Ok(Relations::default()),
        }
    }

    /// The name and text of the part of a kind that a part refers to.
    pub(super) fn of_kind(&mut self, relations: &Relations, kind: &str) -> Result<Option<(String, String)>, Broken> {
        let Some(part) = relations.of_kind(kind) else { return Ok(None) };
        Ok(self.text(&part)?.map(|text| (part, text)))
    }

    /// The number of a picture. One that is missing, broken or too large has no bytes; it does not spoil the text.
    pub(super) fn picture(&mut self, part: String, description: &str) -> Result<usize, Broken> {
        if let Some(&number) = self.numbers.get(&part) {
            return Ok(number);
        }
        let bytes = match self.archive.part_up_to(&part, PICTURE_LIMIT) {
            Ok(bytes) => bytes.unwrap_or_default(),
            Err(Broken::Encrypted) => return Err(Broken::Encrypted),
            Err(Broken::Damaged(_) | Broken::TooLarge(_)) => Vec::new(),
        };
        let number = self.pictures.len();
        let name = part.rsplit('/').next().unwrap_or_default().to_owned();
        self.pictures.push(Picture { name, description: description.to_owned(), bytes });
        self.numbers.insert(part, number);
        Ok(number)
    }
}
