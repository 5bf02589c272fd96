//! Reads .odt as LibreOffice and others write it: [`read`].

mod list_style;
mod lists;
mod plain;
mod story;
mod styles;

use std::collections::HashSet;

use self::plain::{NO_TEXT, plain};
use self::story::Story;
use self::styles::Styles;
use super::archive::{Archive, ExtractedDocument, ReadError};
use super::xml::letters::{LetterCounts, ScanRules, scan};
use super::xml::{Xml, XmlToken, decode};
use crate::document::{Aside, AsideKind, Document, Where};

const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads an OpenDocument text.
pub(crate) fn read(bytes: &[u8]) -> Result<ExtractedDocument, ReadError> {
    let mut archive = Archive::open(bytes)?;
    if is_encrypted(&mut archive)? {
        return Err(ReadError::Encrypted);
    }
    let Some(content) = text(&mut archive, CONTENT)? else {
        return Err(ReadError::Damaged(format!("{CONTENT}: missing")));
    };
    let named = text(&mut archive, STYLES)?.unwrap_or_default();
    let mut styles = Styles::default();
    styles.read(STYLES, &named)?;
    // Styles that the program made for single places come last: they may bear the names of those of headers.
    styles.read(CONTENT, &content)?;
    let mut story = Story::new(&mut archive, &styles);
    read_body(&content, &mut story)?;
    let blocks = story.blocks();
    let mut letters = letters(&content);
    letters.merge(&story.added);
    let letters = letters.subtract(&story.left_out);
    let (mut asides, pictures) = (story.asides, story.pictures);
    asides.extend(running_heads(&named)?);
    Ok(ExtractedDocument { document: Document { blocks, asides, pictures }, letters })
}

fn text(archive: &mut Archive<'_>, part: &str) -> Result<Option<String>, ReadError> {
    archive.part(part)?.map(|bytes| decode(part, bytes)).transpose()
}

/// Whether the list of parts says that they were encrypted: the zip file itself does not know.
fn is_encrypted(archive: &mut Archive<'_>) -> Result<bool, ReadError> {
    let Some(manifest) = text(archive, MANIFEST)? else { return Ok(false) };
    let mut xml = Xml::new(MANIFEST, &manifest);
    while let Some(token) = xml.next()? {
        if let XmlToken::Open(tag) = token
            && tag.name() == "encryption-data"
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn read_body(content: &str, story: &mut Story<'_, '_>) -> Result<(), ReadError> {
    let mut xml = Xml::new(CONTENT, content);
    let (mut in_body, mut found) = (false, false);
    while let Some(token) = xml.next()? {
        let XmlToken::Open(tag) = token else { continue };
        match tag.name() {
            "body" => in_body = true,
            // Outside of the body an element of that name is a part of the format of a date.
            "text" if in_body => {
                story.read(&mut xml)?;
                found = true;
            }
            _ => {}
        }
    }
    if found { Ok(()) } else { Err(ReadError::Damaged(format!("{CONTENT}: no text in it"))) }
}

/// The headers and footers of all kinds of pages, each text once.
fn running_heads(styles: &str) -> Result<Vec<Aside>, ReadError> {
    let mut xml = Xml::new(STYLES, styles);
    let mut in_pages = false;
    let mut texts = HashSet::new();
    let mut asides = Vec::new();
    while let Some(token) = xml.next()? {
        let XmlToken::Open(tag) = token else { continue };
        match tag.name() {
            "master-page" => in_pages = true,
            "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first" if in_pages => {
                let text = plain(&mut xml)?;
                if !text.is_empty() && texts.insert(text.clone()) {
                    asides.push(Aside { kind: AsideKind::RunningHead, text, at: Where::Paragraph(1) });
                }
            }
            _ => {}
        }
    }
    Ok(asides)
}

/// The letters of the text, counted apart from all the above.
fn letters(content: &str) -> LetterCounts {
    let skips = |tag: &quick_xml::events::BytesStart<'_>| {
        let name = tag.local_name().into_inner();
        let beside =
            matches!(name, "annotation" | "tracked-changes" | "desc") || tag.name().into_inner() == "svg:title";
        beside || NO_TEXT.contains(&name)
    };
    let mut letters = LetterCounts::default();
    scan(content, &ScanRules { body: Some("body"), text: &[], skips: &skips }, &mut letters, |_, _| {});
    letters
}

#[cfg(test)]
mod tests;
