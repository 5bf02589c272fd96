//! Text without structure, for comments, tracked deletions and running heads: [`plain`].

use crate::extract::archive::ReadError;
use crate::extract::xml::{Xml, XmlToken};

/// Elements whose characters are no text of the document: forms, settings, what is kept beside the text, and labels
/// that were computed.
pub(super) const NO_TEXT: [&str; 16] = [
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

/// The text of the paragraphs in the element that has just opened, a line for each. Numbers of pages are left out.
pub(super) fn plain(xml: &mut Xml<'_>) -> Result<String, ReadError> {
    let mut text = String::new();
    let mut paragraphs = 0_usize;
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        match token {
            XmlToken::Open(tag) => match tag.name() {
                "p" | "h" => paragraphs += 1,
                // Who changed what, and when.
                "change-info" | "annotation" | "page-number" | "page-count" | "desc" => xml.skip()?,
                "title" if tag.full_name() == "svg:title" => xml.skip()?,
                "s" | "tab" => text.push(' '),
                "line-break" => text.push('\n'),
                name if NO_TEXT.contains(&name) => xml.skip()?,
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
