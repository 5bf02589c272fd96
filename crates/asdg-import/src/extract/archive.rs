//! Reads the parts of a zip file in memory, with limits: [`Archive::open`], then [`Archive::part`].
//!
//! The files come from strangers, so the size in a header is not trusted: a part is unpacked until it ends or reaches
//! a limit.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipReadOptions;
use zip::result::ZipError;

use crate::document::Document;

/// The maximum size of an unpacked part in bytes.
pub(crate) const PART_LIMIT: u64 = 64 << 20;
/// The maximum size of all unpacked parts together, in bytes.
pub(crate) const TOTAL_LIMIT: u64 = 256 << 20;
/// The maximum number of entries of an archive.
pub(crate) const ENTRY_LIMIT: usize = 10_000;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ReadError {
    /// The file is malformed; a short technical reason in English.
    Damaged(String),
    /// The file is larger than any questionnaire; the limit that it exceeds.
    TooLarge(&'static str),
    /// The file needs a password.
    Encrypted,
}

/// The content of a Word or OpenDocument file.
#[derive(Debug, Default)]
pub(crate) struct ExtractedDocument {
    pub document: Document,
    /// How often each letter and digit occurs in the text of the file. This is counted independently of the reader
    /// that made `document`: text that the reader loses shows as a difference from the count of the document,
    /// [`letters_of`](super::xml::letters_of).
    pub letters: BTreeMap<char, u64>,
}

/// A zip file in memory.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The names of the entries as written, with slashes.
    names: Vec<String>,
    /// The indexes of the entries by [`lookup_key`].
    entries: BTreeMap<String, usize>,
    /// How many bytes may still be unpacked.
    remaining: u64,
}

impl<'b> Archive<'b> {
    /// Opens an archive and reads its list of parts.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(zip_error)?;
        if zip.len() > ENTRY_LIMIT {
            return Err(ReadError::TooLarge("more than 10000 entries in the archive"));
        }
        let (mut names, mut entries) = (Vec::new(), BTreeMap::new());
        for number in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(number) {
                entries.insert(lookup_key(&name), number);
                names.push(name.replace('\\', "/"));
            }
        }
        Ok(Self { zip, names, entries, remaining: TOTAL_LIMIT })
    }

    /// The names of all parts as written, with slashes.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Unpacks a part; `None` if there is no part of that name. The case of letters does not matter.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        self.part_with_limit(name, PART_LIMIT)
    }

    /// Unpacks a part, with a lower limit than [`part`](Self::part).
    pub(crate) fn part_with_limit(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(&number) = self.entries.get(&lookup_key(name)) else {
            return Ok(None);
        };
        let limit = limit.min(PART_LIMIT);
        let allowed = limit.min(self.remaining);
        let options = ZipReadOptions::new();
        let file = self.zip.by_index_with_options(number, options).map_err(zip_error)?;
        let mut bytes = Vec::new();
        let result = file.take(allowed + 1).read_to_end(&mut bytes);
        // Bytes unpacked before an error took time and memory, too.
        let unpacked = bytes.len() as u64;
        self.remaining = self.remaining.saturating_sub(unpacked);
        if unpacked > allowed {
            let total_exceeded = allowed < limit;
            return Err(ReadError::TooLarge(if total_exceeded {
                "more than 256 MiB unpacked"
            } else {
                "a part that is too long"
            }));
        }
        match result {
            Ok(_) => Ok(Some(bytes)),
            Err(error) => Err(ReadError::Damaged(format!("{name}: {error}"))),
        }
    }
}

/// Normalises a name for look-ups: packages ignore the case of letters, and some programs write backslashes.
fn lookup_key(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

fn zip_error(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => ReadError::Encrypted,
        error => ReadError::Damaged(error.to_string()),
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

    /// Returns the document, after checking that its letters are those of the file.
    pub(crate) fn checked_document(read: ExtractedDocument) -> Document {
        assert_eq!(letters_of(&read.document), read.letters);
        read.document
    }

    /// The paragraphs of a document without tables.
    pub(crate) fn paragraphs_of(document: Document) -> Vec<Paragraph> {
        let paragraph = |block| if let Block::Paragraph(paragraph) = block { paragraph } else { panic!("a table") };
        document.blocks.into_iter().map(paragraph).collect()
    }

    /// Makes an archive of these parts.
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
        assert!(matches!(archive.part_with_limit("a", 99), Err(ReadError::TooLarge(_))));
        assert_eq!(archive.part_with_limit("a", 100).unwrap().map(|part| part.len()), Some(100));
    }

    #[test]
    fn all_parts_together_have_a_limit() {
        let half = vec![0; (PART_LIMIT / 2) as usize];
        let bytes = zipped(&[("a", &half)]);
        let mut archive = Archive::open(&bytes).unwrap();
        let read = (0..20).map_while(|_| archive.part("a").ok()).count();
        assert_eq!(read as u64, TOTAL_LIMIT / (PART_LIMIT / 2));
        assert_eq!(archive.part("a"), Err(ReadError::TooLarge("more than 256 MiB unpacked")));
    }

    #[test]
    fn an_archive_of_too_many_entries_is_refused() {
        let names: Vec<String> = (0..=ENTRY_LIMIT).map(|number| number.to_string()).collect();
        let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert!(matches!(Archive::open(&zipped(&parts)), Err(ReadError::TooLarge(_))));
        assert!(Archive::open(&zipped(&parts[1..])).is_ok());
    }

    #[test]
    fn an_encrypted_entry_is_not_reported_as_damaged() {
        let mut bytes = zipped(&[("a", b"text")]);
        // The lowest bit of the flags, in the entry itself and in the list at the end.
        bytes[6] |= 1;
        let list = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        bytes[list + 8] |= 1;
        assert_eq!(Archive::open(&bytes).unwrap().part("a"), Err(ReadError::Encrypted));
    }

    #[test]
    fn other_or_truncated_bytes_are_damaged() {
        assert!(matches!(Archive::open(b"plain text"), Err(ReadError::Damaged(_))));
        let bytes = zipped(&[("a", b"text")]);
        assert!(matches!(Archive::open(&bytes[..bytes.len() - 10]), Err(ReadError::Damaged(_))));
    }
}
