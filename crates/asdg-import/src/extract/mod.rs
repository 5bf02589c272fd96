//! Reads the bytes of a file into a [`Document`] or [`Lines`]. The entry point is [`extract()`], which recognises the
//! format by the content, not by the file name.
//!
//! RTF is not supported: rtf-parser 0.4 supports neither tables nor code pages, and rtf-grimoire 0.2 is only a
//! tokenizer. Word can save such a file as .docx.

pub(super) mod archive;
mod docx;
mod mail;
mod odt;
mod pdf;
mod quoting;
mod symbols;
mod text;
mod xml;

use std::collections::BTreeMap;

use serde::Serialize;

use super::document::{Aside, AsideKind, Document, Lines};
use archive::{Archive, ReadError};
use asdg_base::problem::Kind;
pub(super) use mail::unread;
pub(super) use xml::letters_of;

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Word since 2007.
    Docx,
    /// OpenDocument text, of LibreOffice and MyOffice.
    Odt,
    /// PDF with a text layer.
    Pdf,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// An email (.eml).
    Mail,
}

/// The result of reading a file.
#[derive(Debug)]
pub(super) struct Extracted {
    /// The format, recognised by the content.
    pub(super) format: Format,
    /// The encoding of a plain-text file.
    pub(super) encoding: Option<&'static str>,
    /// The text.
    pub(super) content: ExtractedContent,
    /// How often each letter and digit occurs in the file, counted independently of `content`; `None` for formats
    /// without markup.
    pub(super) letters: Option<BTreeMap<char, u64>>,
    /// Text outside the content: the headers of an email, its covering letter.
    pub(super) asides: Vec<Aside>,
}

/// The text of a file: paragraphs, or the lines of a page.
#[derive(Debug)]
pub(super) enum ExtractedContent {
    Document(Document),
    Lines(Lines),
}

/// The maximum size of a file in bytes.
pub(super) const LARGEST: u64 = 64 << 20;

/// Reads a file. An error is the problem to show to the user.
pub(super) fn extract(name: &str, bytes: Vec<u8>) -> Result<Extracted, Kind> {
    match sniff(&bytes) {
        Sniffed::Docx => with_letters(Format::Docx, docx::read(&bytes)),
        Sniffed::Odt => with_letters(Format::Odt, odt::read(&bytes)),
        Sniffed::Pdf => read_pdf(&bytes),
        Sniffed::Mail => mail::read(&bytes),
        Sniffed::Text => read_text(name, bytes),
        Sniffed::Refused(kind) => Err(kind),
    }
}

fn with_letters(format: Format, read: Result<archive::ExtractedDocument, ReadError>) -> Result<Extracted, Kind> {
    let archive::ExtractedDocument { document, letters } = read.map_err(problem_kind)?;
    let content = ExtractedContent::Document(document);
    Ok(Extracted { format, encoding: None, content, letters: Some(letters), asides: Vec::new() })
}

fn read_pdf(bytes: &[u8]) -> Result<Extracted, Kind> {
    let pdf = pdf::read(bytes).map_err(problem_kind)?;
    let without_text = |found: &str| Err(Kind::ImportScan { found: found.to_owned() });
    if pdf.lines.lines.is_empty() {
        return if pdf.has_images {
            without_text("pages")
        } else if pdf.asides.iter().any(|aside| aside.kind == AsideKind::Outside) {
            without_text("outside")
        } else if pdf.asides.iter().any(|aside| aside.kind == AsideKind::Font) {
            without_text("font")
        } else {
            Err(Kind::ImportEmpty)
        };
    }
    let visible_chars = || pdf.lines.lines.iter().flat_map(|line| line.text.chars()).filter(|char| *char != ' ');
    let undecoded = visible_chars().filter(|char| *char == char::REPLACEMENT_CHARACTER).count();
    if undecoded > visible_chars().count() / 2 {
        return without_text("font");
    }
    let content = ExtractedContent::Lines(pdf.lines);
    Ok(Extracted { format: Format::Pdf, encoding: None, content, letters: None, asides: pdf.asides })
}

fn read_text(name: &str, bytes: Vec<u8>) -> Result<Extracted, Kind> {
    let (text, encoding) =
        text::decode(bytes).ok_or_else(|| Kind::ImportUnknownFormat { found: "binary".to_owned() })?;
    let markdown = [".md", ".markdown"].iter().any(|end| name.to_lowercase().ends_with(end));
    let (format, content, earlier) = match markdown {
        true => (Format::Markdown, ExtractedContent::Document(text::markdown(&text)), None),
        false => {
            let (lines, earlier) = quoting::lines(&text);
            (Format::Text, ExtractedContent::Lines(lines), earlier)
        }
    };
    let asides = earlier.into_iter().collect();
    Ok(Extracted { format, encoding: Some(encoding), content, letters: None, asides })
}

fn problem_kind(error: ReadError) -> Kind {
    match error {
        ReadError::Damaged(reason) => Kind::ImportDamaged { reason },
        ReadError::TooLarge(limit) => Kind::ImportTooLarge { limit: limit.to_owned() },
        ReadError::Encrypted => Kind::ImportEncrypted,
    }
}

/// The format of a file, recognised by its first bytes.
enum Sniffed {
    Docx,
    Odt,
    Pdf,
    Mail,
    Text,
    Refused(Kind),
}

fn sniff(bytes: &[u8]) -> Sniffed {
    let start = &bytes[..bytes.len().min(1024)];
    let contains = |needle: &[u8]| start.windows(needle.len()).any(|window| window == needle);
    let trimmed = String::from_utf8_lossy(start).trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).to_lowercase();
    let old_format = |found: &str| Sniffed::Refused(Kind::ImportOldFormat { found: found.to_owned() });
    if contains(b"%PDF-") {
        Sniffed::Pdf
    } else if bytes.starts_with(b"PK\x03\x04") {
        sniff_archive(bytes)
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        sniff_compound(bytes)
    } else if mail::is_mail(bytes) {
        Sniffed::Mail
    } else if trimmed.starts_with("{\\rtf") {
        old_format("rtf")
    } else if ["<!doctype html", "<html", "mime-version:", "from: <saved by"]
        .iter()
        .any(|text| trimmed.starts_with(text))
    {
        old_format("html")
    } else if trimmed.starts_with("<?xml")
        && ["w:worddocument", "pkg:package", "word.document"].iter().any(|text| trimmed.contains(text))
    {
        old_format("word-xml")
    } else if is_picture(bytes) {
        Sniffed::Refused(Kind::ImportScan { found: "picture".to_owned() })
    } else if let Some(found) = other_format(bytes, &trimmed) {
        Sniffed::Refused(Kind::ImportUnknownFormat { found: found.to_owned() })
    } else {
        Sniffed::Text
    }
}

fn is_picture(bytes: &[u8]) -> bool {
    const STARTS: [&[u8]; 6] = [b"\xFF\xD8\xFF", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM"];
    let text_like = bytes.iter().take(512).all(|&byte| byte >= 0x20 || b"\t\r\n".contains(&byte));
    !text_like && STARTS.iter().any(|start| bytes.starts_with(start))
}

/// Recognises a file that is not a document by its first bytes: an archive, a film, a picture.
fn other_format(bytes: &[u8], text: &str) -> Option<&'static str> {
    const STARTS: [(&[u8], &str); 22] = [
        (b"Rar!", "archive"),
        (b"7z\xBC\xAF", "archive"),
        (b"\x1F\x8B", "archive"),
        (b"MSCF", "archive"),
        (b"BZh", "archive"),
        (b"\xFD7zXZ", "archive"),
        (b"MZ", "program"),
        (b"\x7FELF", "program"),
        (b"\x1AE\xDF\xA3", "film"),
        (b"0&\xB2u", "film"),
        (b"\x00\x00\x01\xBA", "film"),
        (b"\x00\x00\x01\xB3", "film"),
        (b"FLV\x01", "film"),
        (b"ID3", "sound"),
        (b"\xFF\xFB", "sound"),
        (b"OggS", "sound"),
        (b"fLaC", "sound"),
        (b"#!AMR", "sound"),
        (b"SQLite format 3", "database"),
        (b"\x00\x01\x00\x00Standard", "database"),
        (b"AT&TFORM", "ebook"),
        (b"L\x00\x00\x00\x01\x14\x02", "shortcut"),
    ];
    // A container has its length first, then its type.
    let has_at = |offset: usize, word: &[u8]| bytes.get(offset..).is_some_and(|rest| rest.starts_with(word));
    let is_text =
        |found: &str| matches!(found, "program" | "sound" | "archive") && bytes.is_ascii() && !bytes.contains(&0);
    let start =
        STARTS.iter().find(|(start, found)| bytes.starts_with(start) && !is_text(found)).map(|(_, found)| *found);
    let others = [
        (has_at(4, b"ftypheic") || has_at(4, b"ftypmif1") || has_at(4, b"ftypavif"), "picture"),
        (has_at(4, b"ftypM4A"), "sound"),
        (has_at(4, b"ftyp") || has_at(4, b"moov") || has_at(4, b"mdat"), "film"),
        (bytes.starts_with(b"RIFF") && has_at(8, b"WEBP"), "picture"),
        (bytes.starts_with(b"RIFF") && has_at(8, b"WAVE"), "sound"),
        (bytes.starts_with(b"RIFF") && has_at(8, b"AVI "), "film"),
        (bytes.starts_with(b"8BPS"), "picture"),
        (has_at(257, b"ustar"), "archive"),
        (is_signature(bytes, text), "signature"),
        (text.starts_with("<svg") || (text.starts_with("<?xml") && text.contains("<svg")), "picture"),
        (text.starts_with("<?xml") && text.contains("fictionbook"), "ebook"),
        (text.starts_with("[internetshortcut]"), "shortcut"),
    ];
    let other = others.into_iter().find(|(is, _)| *is).map(|(_, found)| found);
    other.or(start).or(text.starts_with("<?xml").then_some("xml"))
}

/// Whether a file is an electronic signature (CMS), which officials attach to a document. `bytes` is the file, `text`
/// the same in lower case.
fn is_signature(bytes: &[u8], text: &str) -> bool {
    const SIGNED_DATA: [u8; 11] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
    let start = bytes.get(..bytes.len().min(24)).unwrap_or_default();
    let has_signed_data = || start.windows(SIGNED_DATA.len()).any(|window| window == SIGNED_DATA);
    bytes.starts_with(b"0") && has_signed_data()
        || ["-----begin cms", "-----begin pkcs7", "miagcsqgsib3dqehaq"].iter().any(|start| text.starts_with(start))
        || text.starts_with("mii") && text.get(6..).is_some_and(|rest| rest.starts_with("yjkozihvcnaqcc"))
}

fn sniff_archive(bytes: &[u8]) -> Sniffed {
    let mut archive = match Archive::open(bytes) {
        Ok(archive) => archive,
        Err(error) => return Sniffed::Refused(problem_kind(error)),
    };
    let names: Vec<String> = archive.names().map(str::to_owned).collect();
    let has = |name: &str| names.iter().any(|other| other == name);
    let mimetype = archive.part("mimetype").ok().flatten().unwrap_or_default();
    let found = match mimetype.as_slice() {
        b"application/vnd.oasis.opendocument.text" | b"application/vnd.oasis.opendocument.text-template" => {
            return Sniffed::Odt;
        }
        _ if has("[Content_Types].xml") && names.iter().any(|name| name.starts_with("word/")) => return Sniffed::Docx,
        _ if names.iter().any(|name| name.starts_with("xl/")) => "spreadsheet",
        mimetype if mimetype.ends_with(b"spreadsheet") => "spreadsheet",
        _ if names.iter().any(|name| name.starts_with("ppt/")) => "presentation",
        mimetype if mimetype.ends_with(b"presentation") => "presentation",
        _ => "archive",
    };
    Sniffed::Refused(Kind::ImportUnknownFormat { found: found.to_owned() })
}

/// Recognises files in the compound format (OLE): Word up to 2003, Outlook emails, and Office files with a password.
fn sniff_compound(bytes: &[u8]) -> Sniffed {
    let contains = |name: &str| {
        let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(utf16.len()).any(|window| window == utf16)
    };
    let unknown = |found: &str| Kind::ImportUnknownFormat { found: found.to_owned() };
    Sniffed::Refused(if contains("EncryptedPackage") {
        Kind::ImportEncrypted
    } else if contains("__substg1.0_") || contains("__properties_version1.0") {
        Kind::ImportMail { found: "msg".to_owned(), attachments: None }
    } else if contains("WordDocument") {
        Kind::ImportOldFormat { found: "doc".to_owned() }
    } else if contains("Workbook") {
        unknown("spreadsheet")
    } else if contains("PowerPoint Document") {
        unknown("presentation")
    } else {
        Kind::ImportOldFormat { found: "doc".to_owned() }
    })
}
