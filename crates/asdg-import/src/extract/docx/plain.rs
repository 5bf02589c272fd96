//! Text without structure, for comments and running heads: [`plain`]. Also reads those parts.

use std::collections::HashMap;

use super::fields::{Fields, is_page_number};
use crate::extract::archive::ReadError;
use crate::extract::xml::{Xml, XmlTag, XmlToken};

/// The text of the element that has just opened, a line for a paragraph. Deleted text, codes of fields and numbers of
/// pages are left out.
pub(super) fn plain(xml: &mut Xml<'_>) -> Result<String, ReadError> {
    let text = collected(xml, false)?;
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Ok(lines.join("\n"))
}

/// The text of the `w:del` that has just opened, with the blanks at its ends.
pub(super) fn deleted(xml: &mut Xml<'_>) -> Result<String, ReadError> {
    collected(xml, true)
}

fn collected(xml: &mut Xml<'_>, deleted: bool) -> Result<String, ReadError> {
    let mut text = String::new();
    let mut fields = Fields::default();
    let floor = xml.depth();
    while let Some(token) = xml.next_within(floor)? {
        match token {
            XmlToken::Open(tag) => match tag.name() {
                "t" => {
                    let piece = xml.text()?;
                    if !fields.page_number() {
                        text.push_str(&piece);
                    }
                }
                "delText" if deleted => text.push_str(&xml.text()?),
                "del" | "moveFrom" if !deleted => xml.skip()?,
                "pPr" | "rPr" | "Fallback" => xml.skip()?,
                "instrText" => fields.code(&xml.text()?),
                "fldChar" => {
                    field_sign(&tag, &mut fields);
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

/// A sign that a field begins, shows its result or ends. Gives the code of one that ends without a result.
pub(super) fn field_sign(tag: &XmlTag<'_>, fields: &mut Fields) -> Option<String> {
    match tag.attribute("fldCharType").as_deref() {
        Some("begin") => fields.begin(),
        Some("separate") => fields.separate(),
        Some("end") => return fields.end(),
        _ => {}
    }
    None
}

/// The words of a part that is no text of Word, such as a chart or a diagram, with one blank between them.
pub(super) fn words(part: &str, xml: &str) -> Result<String, ReadError> {
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

/// The text of an HTML page, as far as a list of what was left out needs it.
pub(super) fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    asdg_russian::squeezed(&text)
}

/// The texts of all comments, by their ids.
pub(super) fn comments(part: &str, xml: &str) -> Result<HashMap<String, String>, ReadError> {
    let mut xml = Xml::new(part, xml);
    let mut found = HashMap::new();
    while let Some(token) = xml.next()? {
        if let XmlToken::Open(tag) = token
            && tag.name() == "comment"
            && let Some(id) = tag.attribute("id")
        {
            found.insert(id, plain(&mut xml)?);
        }
    }
    Ok(found)
}

/// The text of a header or a footer.
pub(super) fn running_head(part: &str, xml: &str) -> Result<String, ReadError> {
    let mut xml = Xml::new(part, xml);
    while let Some(token) = xml.next()? {
        if let XmlToken::Open(_) = token {
            return plain(&mut xml);
        }
    }
    Ok(String::new())
}
