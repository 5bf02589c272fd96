//! Reads the parts of a zip file in memory, with limits: [`Archive::open`], then [`Archive::part`].
//!
//! The files come from strangers, so the size in a header is not trusted: a part is unpacked until it ends or a limit
//! is reached.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipReadOptions;
use zip::result::ZipError;

use crate::document::Document;

/// How many bytes one part may unpack to.
pub(crate) const PART_LIMIT: u64 = 64 << 20;
/// How many bytes all parts that are read may unpack to together.
pub(crate) const TOTAL_LIMIT: u64 = 256 << 20;
/// How many entries an archive may have.
pub(crate) const ENTRY_LIMIT: usize = 10_000;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It is not what it should be; the technical reason in a few English words.
    Damaged(String),
    /// It is larger than any questionnaire; which limit it exceeds.
    TooLarge(&'static str),
    /// It can be read only with a password.
    Encrypted,
}

/// What a file of a word processor says.
#[derive(Debug, Default)]
pub(crate) struct Extracted {
    /// Its text.
    pub document: Document,
    /// How often each letter and digit occurs in the text of the file. It is counted apart from the reader that made
    /// the document, so that a text which that reader loses shows as a difference to
    /// [`letters_of`](super::xml::letters_of) the document.
    pub letters: BTreeMap<char, u64>,
}

/// A zip file in memory.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Names of entries as they are written, with slashes.
    names: Vec<String>,
    /// Numbers of entries by [`key`].
    entries: BTreeMap<String, usize>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'b> Archive<'b> {
    /// Reads the list of parts.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, Broken> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if zip.len() > ENTRY_LIMIT {
            return Err(Broken::TooLarge("more than 10000 entries in the archive"));
        }
        let (mut names, mut entries) = (Vec::new(), BTreeMap::new());
        for number in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(number) {
                entries.insert(key(&name), number);
                names.push(name.replace('\\', "/"));
            }
        }
        Ok(Self { zip, names, entries, left: TOTAL_LIMIT })
    }

    /// The names of all parts as they are written, with slashes.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The bytes of a part; `None` when there is none of that name. Small and capital letters are the same.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Broken> {
        self.part_up_to(name, PART_LIMIT)
    }

    /// The same as [`part`](Self::part) with a lower limit.
    pub(crate) fn part_up_to(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, Broken> {
        let Some(&number) = self.entries.get(&key(name)) else {
            return Ok(None);
        };
        let limit = limit.min(PART_LIMIT);
        let allowed = limit.min(self.left);
        let options = ZipReadOptions::new();
        let file = self.zip.by_index_with_options(number, options).map_err(broken)?;
        let mut bytes = Vec::new();
        let outcome = file.take(allowed + 1).read_to_end(&mut bytes);
        // What was unpacked before an error took its time and memory as well.
        let taken = bytes.len() as u64;
        self.left = self.left.saturating_sub(taken);
        if taken > allowed {
            let total = allowed < limit;
            return Err(Broken::TooLarge(if total { "more than 256 MiB unpacked" } else { "a part that is too long" }));
        }
        match outcome {
            Ok(_) => Ok(Some(bytes)),
            Err(error) => Err(Broken::Damaged(format!("{name}: {error}"))),
        }
    }
}

/// What names are compared by: packages do not tell small from capital letters, and some programs write backslashes.
fn key(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

fn broken(error: ZipError) -> Broken {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Broken::Encrypted,
        error => Broken::Damaged(error.to_string()),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::document::{Block, Document, Paragraph};
    use crate::extract::letters_of;
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// What was read, whose letters are those of the file.
    pub(crate) fn sound(read: Extracted) -> Document {
        assert_eq!(letters_of(&read.document), read.letters);
        read.document
    }

    /// The paragraphs of a document without tables.
    pub(crate) fn paragraphs_of(document: Document) -> Vec<Paragraph> {
        let paragraph = |block| if let Block::Paragraph(paragraph) = block { paragraph } else { panic!("a table") };
        document.blocks.into_iter().map(paragraph).collect()
    }

    /// An archive of parts.
    pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_found_however_their_names_are_written() {
        let bytes = zipped(&[("Word\\Document.xml", b"x")]);
        let mut archive = Archive::open(&bytes).unwrap();
        assert_eq!(archive.part("/word/document.xml").unwrap().as_deref(), Some(&b"x"[..]));
        assert_eq!(archive.part("word/other.xml").unwrap(), None);
        assert_eq!(archive.names().collect::<Vec<_>>(), ["Word/Document.xml"]);
    }

    #[test]
    fn a_part_that_unpacks_to_too_much_is_refused() {
        let bytes = zipped(&[("a", &[0; 100])]);
        let mut archive = Archive::open(&bytes).unwrap();
        assert!(matches!(archive.part_up_to("a", 99), Err(Broken::TooLarge(_))));
        assert_eq!(archive.part_up_to("a", 100).unwrap().map(|part| part.len()), Some(100));
    }

    #[test]
    fn all_parts_together_have_a_limit() {
        let half = vec![0; (PART_LIMIT / 2) as usize];
        let bytes = zipped(&[("a", &half)]);
        let mut archive = Archive::open(&bytes).unwrap();
        let read = (0..20).map_while(|_| archive.part("a").ok()).count();
        assert_eq!(read as u64, TOTAL_LIMIT / (PART_LIMIT / 2));
        assert_eq!(archive.part("a"), Err(Broken::TooLarge("more than 256 MiB unpacked")));
    }

    #[test]
    fn an_archive_of_too_many_entries_is_refused() {
        let names: Vec<String> = (0..=ENTRY_LIMIT).map(|number| number.to_string()).collect();
        let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert!(matches!(Archive::open(&zipped(&parts)), Err(Broken::TooLarge(_))));
        assert!(Archive::open(&zipped(&parts[1..])).is_ok());
    }

    #[test]
    fn an_encrypted_entry_is_told_from_a_damaged_one() {
        let mut bytes = zipped(&[("a", b"text")]);
        // The lowest bit of the flags, in the entry itself and in the list at the end.
        bytes[6] |= 1;
        let list = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        bytes[list + 8] |= 1;
        assert_eq!(Archive::open(&bytes).unwrap().part("a"), Err(Broken::Encrypted));
    }

    #[test]
    fn what_is_no_archive_is_damaged() {
        assert!(matches!(Archive::open(b"plain text"), Err(Broken::Damaged(_))));
        let bytes = zipped(&[("a", b"text")]);
        assert!(matches!(Archive::open(&bytes[..bytes.len() - 10]), Err(Broken::Damaged(_))));
    }
}
