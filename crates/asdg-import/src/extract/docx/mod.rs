//! Reads .docx as Word and its many imitators write it: [`read`].
//!
//! The main part is found through the relations of the [`package`]. Its text is a [`Story`], and so is each of its
//! notes. What is not text becomes an aside. quick-xml and zip are used directly, because every library for .docx that
//! was tried loses lists, breaks or tracked changes.

mod fields;
mod numbering;
mod package;
mod plain;
mod properties;
mod relations;
mod story;
mod styles;

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use self::numbering::Numbering;
use self::package::Package;
use self::plain::{comments, running_head};
use self::relations::Relations;
use self::story::{Notes, Story};
use self::styles::Styles;
use super::archive::{ExtractedDocument, ReadError};
use super::symbols::symbol_char;
use super::xml::letters::{LetterCounts, ScanRules, scan};
use super::xml::{Xml, XmlToken};
use crate::document::{Aside, AsideKind, Document, Where};

/// Where the main part is if nothing says so.
const MAIN: &str = "word/document.xml";

/// Both kinds of notes: of the relation, of the element that holds one, of the one that refers to it.
const NOTES: [(&str, &str, &str); 2] =
    [("footnotes", "footnote", "footnoteReference"), ("endnotes", "endnote", "endnoteReference")];

/// Reads a document of Word.
pub(crate) fn read(bytes: &[u8]) -> Result<ExtractedDocument, ReadError> {
    let mut package = Package::open(bytes)?;
    let part = package.relations("")?.of_kind("officeDocument").unwrap_or_else(|| MAIN.to_owned());
    let Some(text) = package.text(&part)? else {
        return Err(ReadError::Damaged(format!("{part}: missing")));
    };
    let relations = package.relations(&part)?;
    if let Some((part, xml)) = package.of_kind(&relations, "styles")? {
        package.styles = Styles::read(&part, &xml)?;
    }
    if let Some((part, xml)) = package.of_kind(&relations, "numbering")? {
        package.numbering = Numbering::read(&part, &xml)?;
    }
    let mut remarks = match package.of_kind(&relations, "comments")? {
        Some((part, xml)) => comments(&part, &xml)?,
        None => HashMap::new(),
    };
    let mut notes = Notes::new();
    let mut note_parts = HashMap::new();
    for (relation, kind, _) in NOTES {
        if let Some((part, xml)) = package.of_kind(&relations, relation)? {
            read_notes(kind, &part, &xml, &mut package, &mut remarks, &mut notes)?;
            note_parts.insert(kind, xml);
        }
    }
    let mut story = Story::new(&mut package, &relations, &mut remarks, notes);
    read_body(&part, &text, &mut story)?;
    let blocks = story.blocks();
    let (mut asides, heads) = (std::mem::take(&mut story.asides), std::mem::take(&mut story.heads));
    let (left_out, added) = (std::mem::take(&mut story.left_out), std::mem::take(&mut story.added));
    asides.extend(running_heads(&heads, &relations, &mut package)?);
    let mut letters = letters(&text, &note_parts);
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

/// Reads the notes of a kind. Those that only draw a line above the notes have a type.
fn read_notes(
    kind: &'static str,
    part: &str,
    text: &str,
    package: &mut Package<'_>,
    remarks: &mut HashMap<String, String>,
    notes: &mut Notes,
) -> Result<(), ReadError> {
    let relations = package.relations(part)?;
    let mut xml = Xml::new(part, text);
    while let Some(token) = xml.next()? {
        let XmlToken::Open(tag) = token else { continue };
        if tag.name() != kind {
            continue;
        }
        let mut story = Story::new(package, &relations, remarks, Notes::new());
        story.read(&mut xml)?;
        let note = story.into_note();
        if let Some(id) = tag.attribute("id") {
            notes.insert((kind, id), note);
        }
    }
    Ok(())
}

/// The headers and footers, each text once.
fn running_heads(ids: &[String], relations: &Relations, package: &mut Package<'_>) -> Result<Vec<Aside>, ReadError> {
    let (mut parts, mut texts) = (HashSet::new(), HashSet::new());
    let mut asides = Vec::new();
    for part in ids.iter().filter_map(|id| relations.part(id)) {
        if !parts.insert(part.clone()) {
            continue;
        }
        let Some(xml) = package.text(&part)? else { continue };
        let text = running_head(&part, &xml)?;
        if !text.is_empty() && texts.insert(text.clone()) {
            asides.push(Aside { kind: AsideKind::RunningHead, text, at: Where::Paragraph(1) });
        }
    }
    Ok(asides)
}

/// The letters of the text and of the notes that it refers to, counted apart from all the above.
fn letters(text: &str, notes: &HashMap<&str, String>) -> LetterCounts {
    // A form for older programs repeats the one before it, unless it is all there is.
    let chosen = Cell::new(true);
    let deleted = |name: &str| {
        match name {
            "AlternateContent" => chosen.set(false),
            "Choice" => chosen.set(true),
            _ => {}
        }
        matches!(name, "del" | "moveFrom") || (name == "Fallback" && chosen.get())
    };
    let rules = ScanRules { body: Some("body"), text: &["t"], skips: &|tag| deleted(tag.local_name().into_inner()) };
    let mut letters = LetterCounts::default();
    let mut references: HashSet<(&str, String)> = HashSet::new();
    let value = |tag: &quick_xml::events::BytesStart<'_>, name: &str| {
        let found = tag.attributes().flatten().find(|one| one.key.local_name().into_inner() == name);
        found.map(|one| one.value.into_owned()).unwrap_or_default()
    };
    scan(text, &rules, &mut letters, |tag, letters| {
        let name = tag.local_name().into_inner();
        if let Some((_, kind, _)) = NOTES.iter().find(|(_, _, reference)| *reference == name) {
            references.insert((kind, value(tag, "id")));
        } else if name == "sym" {
            letters.add(symbol_char(&value(tag, "font"), &value(tag, "char")).encode_utf8(&mut [0; 4]));
        }
    });
    for (kind, xml) in notes {
        let skips = |tag: &quick_xml::events::BytesStart<'_>| {
            let name = tag.local_name().into_inner();
            deleted(name) || (name == *kind && !references.contains(&(*kind, value(tag, "id"))))
        };
        let rules = ScanRules { body: None, text: &["t"], skips: &skips };
        scan(xml, &rules, &mut letters, |_, _| {});
    }
    letters
}

#[cfg(test)]
mod tests;
