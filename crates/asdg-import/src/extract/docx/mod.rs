//! Reads .docx files as Word and its many imitators write them: [`read`].
//!
//! The main part is found through the relationships of the [`package`]. Its text is a [`Story`], and so is each of
//! its notes. Content that is not text becomes an aside. quick-xml and zip are used directly, because every .docx
//! library that was tried loses lists, breaks or tracked changes.

mod fields;
mod numbering;
mod package;
mod plain;
mod properties;
mod relationships;
mod story;
mod styles;

use std::collections::{HashMap, HashSet};

use self::numbering::Numbering;
use self::package::Package;
use self::plain::{read_comments, read_running_head};
use self::relationships::Relationships;
use self::story::{Notes, Story};
use self::styles::Styles;
use super::archive::{ExtractedDocument, ReadError};
use super::symbols::symbol_char;
use super::xml::letters::{LetterCounts, ScanRules, scan};
use super::xml::{Xml, XmlToken};
use crate::document::{Aside, AsideKind, Document, SourceLocation};

/// The name of the main part, if no relationship names it.
const MAIN: &str = "word/document.xml";

/// The kinds of notes: the type of the relationship, the element of a note, the element that refers to it.
const NOTES: [(&str, &str, &str); 2] =
    [("footnotes", "footnote", "footnoteReference"), ("endnotes", "endnote", "endnoteReference")];

/// Reads a Word document.
pub(crate) fn read(bytes: &[u8]) -> Result<ExtractedDocument, ReadError> {
    let mut package = Package::open(bytes)?;
    let part = package.relationships("")?.of_type("officeDocument").unwrap_or_else(|| MAIN.to_owned());
    let Some(text) = package.text(&part)? else {
        return Err(ReadError::Damaged(format!("{part}: missing")));
    };
    let relationships = package.relationships(&part)?;
    if let Some((part, xml)) = package.related_part(&relationships, "styles")? {
        package.styles = Styles::read(&part, &xml)?;
    }
    if let Some((part, xml)) = package.related_part(&relationships, "numbering")? {
        package.numbering = Numbering::read(&part, &xml)?;
    }
    let mut comments = match package.related_part(&relationships, "comments")? {
        Some((part, xml)) => read_comments(&part, &xml)?,
        None => HashMap::new(),
    };
    let mut notes = Notes::new();
    let mut note_parts = HashMap::new();
    for (relation, kind, _) in NOTES {
        if let Some((part, xml)) = package.related_part(&relationships, relation)? {
            read_notes(kind, &part, &xml, &mut package, &mut comments, &mut notes)?;
            note_parts.insert(kind, xml);
        }
    }
    let mut story = Story::new(&mut package, &relationships, &mut comments, notes);
    read_body(&part, &text, &mut story)?;
    let blocks = story.blocks();
    let (mut asides, header_ids) = (std::mem::take(&mut story.asides), std::mem::take(&mut story.header_ids));
    let (left_out, added) = (std::mem::take(&mut story.left_out), std::mem::take(&mut story.added));
    asides.extend(read_running_heads(&header_ids, &relationships, &mut package)?);
    let mut letters = count_letters(&text, &note_parts);
    letters.merge(&added);
    let letters = letters.subtract(&left_out);
    Ok(ExtractedDocument { document: Document { blocks, asides, pictures: package.pictures }, letters })
}

fn read_body(part: &str, text: &str, story: &mut Story<'_, '_>) -> Result<(), ReadError> {
    let mut xml = Xml::new(part, text);
    let mut found = false;
    while let Some(token) = xml.next()? {
        if let XmlToken::Open(tag) = token
            && tag.name() == "body"
        {
            story.read(&mut xml)?;
            found = true;
        }
    }
    if found { Ok(()) } else { Err(ReadError::Damaged(format!("{part}: no text in it"))) }
}

/// Reads the notes of a kind. Notes with a type only draw a line above the notes.
fn read_notes(
    kind: &'static str,
    part: &str,
    text: &str,
    package: &mut Package<'_>,
    comments: &mut HashMap<String, String>,
    notes: &mut Notes,
) -> Result<(), ReadError> {
    let relationships = package.relationships(part)?;
    let mut xml = Xml::new(part, text);
    while let Some(token) = xml.next()? {
        let XmlToken::Open(tag) = token else { continue };
        if tag.name() != kind {
            continue;
        }
        let mut story = Story::new(package, &relationships, comments, Notes::new());
        story.read(&mut xml)?;
        let note = story.into_note();
        if let Some(id) = tag.attribute("id") {
            notes.insert((kind, id), note);
        }
    }
    Ok(())
}

/// Reads the headers and footers, each text once.
fn read_running_heads(
    ids: &[String],
    relationships: &Relationships,
    package: &mut Package<'_>,
) -> Result<Vec<Aside>, ReadError> {
    let (mut parts, mut texts) = (HashSet::new(), HashSet::new());
    let mut asides = Vec::new();
    for part in ids.iter().filter_map(|id| relationships.part(id)) {
        if !parts.insert(part.clone()) {
            continue;
        }
        let Some(xml) = package.text(&part)? else { continue };
        let text = read_running_head(&part, &xml)?;
        if !text.is_empty() && texts.insert(text.clone()) {
            asides.push(Aside { kind: AsideKind::RunningHead, text, at: SourceLocation::Paragraph(1) });
        }
    }
    Ok(asides)
}

/// Counts the letters of the text and of the notes that it refers to, independently of the reader above.
fn count_letters(text: &str, notes: &HashMap<&str, String>) -> LetterCounts {
    // A `Fallback` for older programs repeats the `Choice` before it. It counts only if there is no `Choice`.
    let is_skipped =
        |name: &str, previous: &str| matches!(name, "del" | "moveFrom") || (name == "Fallback" && previous == "Choice");
    let rules = ScanRules {
        body: Some("body"),
        text: &["t"],
        skips: &|tag, previous| is_skipped(tag.local_name().into_inner(), previous),
    };
    let mut letters = LetterCounts::default();
    let mut references: HashSet<(&str, String)> = HashSet::new();
    let attribute = |tag: &quick_xml::events::BytesStart<'_>, name: &str| {
        let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().into_inner() == name);
        found.map(|attribute| attribute.value.into_owned()).unwrap_or_default()
    };
    scan(text, &rules, &mut letters, |tag, letters| {
        let name = tag.local_name().into_inner();
        if let Some((_, kind, _)) = NOTES.iter().find(|(_, _, reference)| *reference == name) {
            references.insert((kind, attribute(tag, "id")));
        } else if name == "sym" {
            letters.add(symbol_char(&attribute(tag, "font"), &attribute(tag, "char")).encode_utf8(&mut [0; 4]));
        }
    });
    for (kind, xml) in notes {
        let skips = |tag: &quick_xml::events::BytesStart<'_>, previous: &str| {
            let name = tag.local_name().into_inner();
            is_skipped(name, previous) || (name == *kind && !references.contains(&(*kind, attribute(tag, "id"))))
        };
        let rules = ScanRules { body: None, text: &["t"], skips: &skips };
        scan(xml, &rules, &mut letters, |_, _| {});
    }
    letters
}

#[cfg(test)]
mod tests;
