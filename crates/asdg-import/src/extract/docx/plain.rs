//! Reads text without structure, for comments, running heads and tracked deletions: [`plain_text`].

use std::collections::HashMap;

use super::fields::{Fields, is_page_number};
use crate::extract::archive::ReadError;
use crate::extract::xml::{Xml, XmlTag, XmlToken};

/// Returns the text of the element that has just opened, one line for each paragraph. Deleted text, field codes and
/// page numbers are left out.
pub(super) fn plain_text(xml: &mut Xml<'_>) -> Result<String, ReadError> {
    let text = collect_text(xml, false)?;
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Ok(lines.join("\n"))
}

/// Returns the text of the `w:del` that has just opened, with leading and trailing spaces.
pub(super) fn deleted_text(xml: &mut Xml<'_>) -> Result<String, ReadError> {
    collect_text(xml, true)
}

fn collect_text(xml: &mut Xml<'_>, include_deleted: bool) -> Result<String, ReadError> {
    let mut text = String::new();
    let mut fields = Fields::default();
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        match token {
            XmlToken::Open(tag) => match tag.name() {
                "t" => {
                    let piece = xml.text()?;
                    if !fields.in_page_number() {
                        text.push_str(&piece);
                    }
                }
                "delText" if include_deleted => text.push_str(&xml.text()?),
                "del" | "moveFrom" if !include_deleted => xml.skip()?,
                "pPr" | "rPr" | "Fallback" => xml.skip()?,
                "instrText" => fields.add_code(&xml.text()?),
                "fldChar" => {
                    read_field_char(&tag, &mut fields);
                }
                "fldSimple" if is_page_number(&tag.attribute("instr").unwrap_or_default()) => xml.skip()?,
                "tab" | "ptab" => text.push(' '),
                "br" | "cr" => text.push('\n'),
                _ => {}
            },
            XmlToken::Close(end) if end.name() == "p" => text.push('\n'),
            XmlToken::Close(_) | XmlToken::Text(_) => {}
        }
    }
    Ok(text)
}

/// Handles a `w:fldChar`: a field begins, shows its result, or ends. Returns the code of a field that ends without a
/// result.
pub(super) fn read_field_char(tag: &XmlTag<'_>, fields: &mut Fields) -> Option<String> {
    match tag.attribute("fldCharType").as_deref() {
        Some("begin") => fields.begin(),
        Some("separate") => fields.separate(),
        Some("end") => return fields.end(),
        _ => {}
    }
    None
}

/// Returns the words of the XML of a part such as a chart or a diagram, joined by single spaces.
pub(super) fn words_of_xml(part: &str, xml: &str) -> Result<String, ReadError> {
    let mut xml = Xml::new(part, xml);
    let mut words: Vec<String> = Vec::new();
    while let Some(token) = xml.next()? {
        if let XmlToken::Open(tag) = token
            && matches!(tag.name(), "t" | "v")
        {
            words.push(xml.text()?.trim().to_owned());
        }
    }
    words.retain(|word| !word.is_empty());
    Ok(words.join(" "))
}

/// Returns the text of an HTML page, good enough for the list of what was left out.
pub(super) fn strip_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    asdg_russian::collapse_spaces(&text)
}

/// Returns the texts of all comments by their ids.
pub(super) fn read_comments(part: &str, xml: &str) -> Result<HashMap<String, String>, ReadError> {
    let mut xml = Xml::new(part, xml);
    let mut found = HashMap::new();
    while let Some(token) = xml.next()? {
        if let XmlToken::Open(tag) = token
            && tag.name() == "comment"
            && let Some(id) = tag.attribute("id")
        {
            found.insert(id, plain_text(&mut xml)?);
        }
    }
    Ok(found)
}

/// Returns the text of a header or a footer.
pub(super) fn read_running_head(part: &str, xml: &str) -> Result<String, ReadError> {
    let mut xml = Xml::new(part, xml);
    while let Some(token) = xml.next()? {
        if let XmlToken::Open(_) = token {
            return plain_text(&mut xml);
        }
    }
    Ok(String::new())
}
