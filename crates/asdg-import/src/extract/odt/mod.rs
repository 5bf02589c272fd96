//! Reads .odt files as LibreOffice and other programs write them: [`read`].

mod list_style;
mod lists;
mod plain;
mod story;
mod styles;

use std::collections::HashSet;

use self::plain::{SKIPPED_ELEMENTS, plain_text};
use self::story::Story;
use self::styles::Styles;
use super::archive::{Archive, ExtractedDocument, ReadError};
use super::xml::letters::{LetterCounts, ScanRules, scan};
use super::xml::{Xml, XmlToken, decode};
use crate::document::{Aside, AsideKind, Document, SourceLocation};

const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads an OpenDocument text.
pub(crate) fn read(bytes: &[u8]) -> Result<ExtractedDocument, ReadError> {
    let mut archive = Archive::open(bytes)?;
    if is_encrypted(&mut archive)? {
        return Err(ReadError::Encrypted);
    }
    let Some(content) = read_part(&mut archive, CONTENT)? else {
        return Err(ReadError::Damaged(format!("{CONTENT}: missing")));
    };
    let named_styles = read_part(&mut archive, STYLES)?.unwrap_or_default();
    let mut styles = Styles::default();
    styles.read(STYLES, &named_styles)?;
    // Automatic styles come last: they may have the same names as the automatic styles of headers.
    styles.read(CONTENT, &content)?;
    let mut story = Story::new(&mut archive, &styles);
    read_body(&content, &mut story)?;
    let blocks = story.blocks();
    let mut letters = count_letters(&content);
    letters.merge(&story.added);
    let letters = letters.subtract(&story.left_out);
    let (mut asides, pictures) = (story.asides, story.pictures);
    asides.extend(read_running_heads(&named_styles)?);
    Ok(ExtractedDocument { document: Document { blocks, asides, pictures }, letters })
}

fn read_part(archive: &mut Archive<'_>, part: &str) -> Result<Option<String>, ReadError> {
    archive.part(part)?.map(|bytes| decode(part, bytes)).transpose()
}

/// Whether the manifest says that parts are encrypted; the zip file itself does not know.
fn is_encrypted(archive: &mut Archive<'_>) -> Result<bool, ReadError> {
    let Some(manifest) = read_part(archive, MANIFEST)? else { return Ok(false) };
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
            // Outside of the body an element of that name is a part of a date format.
            "text" if in_body => {
                story.read(&mut xml)?;
                found = true;
            }
            _ => {}
        }
    }
    if found { Ok(()) } else { Err(ReadError::Damaged(format!("{CONTENT}: no text in it"))) }
}

/// Reads the headers and footers of all page styles, each text once.
fn read_running_heads(styles: &str) -> Result<Vec<Aside>, ReadError> {
    let mut xml = Xml::new(STYLES, styles);
    let mut in_page_style = false;
    let mut texts = HashSet::new();
    let mut asides = Vec::new();
    while let Some(token) = xml.next()? {
        let XmlToken::Open(tag) = token else { continue };
        match tag.name() {
            "master-page" => in_page_style = true,
            "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first" if in_page_style => {
                let text = plain_text(&mut xml)?;
                if !text.is_empty() && texts.insert(text.clone()) {
                    asides.push(Aside { kind: AsideKind::RunningHead, text, at: SourceLocation::Paragraph(1) });
                }
            }
            _ => {}
        }
    }
    Ok(asides)
}

/// Counts the letters of the text, independently of the reader above.
fn count_letters(content: &str) -> LetterCounts {
    let skips = |tag: &quick_xml::events::BytesStart<'_>, _: &str| {
        let name = tag.local_name().into_inner();
        let is_aside =
            matches!(name, "annotation" | "tracked-changes" | "desc") || tag.name().into_inner() == "svg:title";
        is_aside || SKIPPED_ELEMENTS.contains(&name)
    };
    let mut letters = LetterCounts::default();
    scan(content, &ScanRules { body: Some("body"), text: &[], skips: &skips }, &mut letters, |_, _| {});
    letters
}

#[cfg(test)]
mod tests;
