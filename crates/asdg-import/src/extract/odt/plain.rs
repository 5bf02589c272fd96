//! Reads text without structure, for comments, tracked deletions and running heads: [`plain_text`].

use crate::extract::archive::ReadError;
use crate::extract::xml::{Xml, XmlToken};

/// Elements whose text is not part of the document: forms, settings, embedded data, tables of contents, and computed
/// labels.
pub(super) const SKIPPED_ELEMENTS: [&str; 16] = [
    "forms",
    "table-of-content",
    "note-citation",
    "number",
    "binary-data",
    "object",
    "object-ole",
    "script",
    "event-listeners",
    "table-of-content-source",
    "illustration-index-source",
    "table-index-source",
    "object-index-source",
    "user-index-source",
    "alphabetical-index-source",
    "bibliography-source",
];

/// Returns the text of the paragraphs in the element that has just opened, one line for each. Page numbers are left
/// out.
pub(super) fn plain_text(xml: &mut Xml<'_>) -> Result<String, ReadError> {
    let mut text = String::new();
    let mut paragraphs = 0_usize;
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        match token {
            XmlToken::Open(tag) => match tag.name() {
                "p" | "h" => paragraphs += 1,
                // The author and the date of a change.
                "change-info" | "annotation" | "page-number" | "page-count" | "desc" => xml.skip()?,
                "title" if tag.full_name() == "svg:title" => xml.skip()?,
                "s" | "tab" => text.push(' '),
                "line-break" => text.push('\n'),
                name if SKIPPED_ELEMENTS.contains(&name) => xml.skip()?,
                _ => {}
            },
            XmlToken::Close(end) if matches!(end.name(), "p" | "h") => {
                paragraphs = paragraphs.saturating_sub(1);
                text.push('\n');
            }
            XmlToken::Text(piece) if paragraphs > 0 => text.push_str(&piece.replace(['\n', '\r', '\t'], " ")),
            XmlToken::Close(_) | XmlToken::Text(_) => {}
        }
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Ok(lines.join("\n"))
}
