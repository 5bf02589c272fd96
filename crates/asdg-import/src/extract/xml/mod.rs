//! What the readers of .docx and .odt share: XML as a stream of [`XmlToken`]s with limits ([`Xml`]), blocks built
//! from nested elements ([`blocks`]), marks of lists ([`marks`]), formulas ([`formula`]), and the independent count
//! of letters ([`letters`]).

pub(crate) mod blocks;
pub(crate) mod formula;
pub(crate) mod letters;
pub(crate) mod marks;

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};

pub(crate) use self::letters::letters_of;
use super::archive::ReadError;

/// The maximum nesting depth of elements. Word itself stays far below.
const DEPTH_LIMIT: usize = 512;
/// The maximum number of elements of a part: the memory for 64 MiB of tiny elements is not bounded by their bytes.
const ELEMENT_LIMIT: usize = 5_000_000;

/// A part of an archive as a stream of tokens.
pub(crate) struct Xml<'x> {
    part: &'x str,
    reader: Reader<&'x [u8]>,
    depth: usize,
    elements: usize,
}

/// A token of XML. An empty element gives an `Open` and a `Close`.
pub(crate) enum XmlToken<'x> {
    /// The start of an element.
    Open(XmlTag<'x>),
    /// The end of an element.
    Close(XmlEnd<'x>),
    /// Text; one text may come as several tokens.
    Text(Cow<'x, str>),
}

/// The start tag of an element.
pub(crate) struct XmlTag<'x>(BytesStart<'x>);

/// The end tag of an element.
pub(crate) struct XmlEnd<'x>(BytesEnd<'x>);

impl<'x> Xml<'x> {
    /// Starts reading the XML of a part. The name of the part is for error messages.
    pub(crate) fn new(part: &'x str, text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { part, reader, depth: 0, elements: 0 }
    }

    /// Returns the number of open elements. Right after [`XmlToken::Open`] that element counts.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// Returns the next token; `None` at the end of the part.
    pub(crate) fn next(&mut self) -> Result<Option<XmlToken<'x>>, ReadError> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.damaged(&error.to_string()))?;
            return Ok(Some(match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.count_element()?;
                    XmlToken::Open(XmlTag(start))
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    XmlToken::Close(XmlEnd(end))
                }
                Event::Text(text) => XmlToken::Text(text.into_inner()),
                Event::CData(text) => XmlToken::Text(text.into_inner()),
                Event::GeneralRef(reference) => XmlToken::Text(resolve_reference(&reference)),
                Event::Eof if self.depth > 0 => return Err(self.damaged("ends too early")),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }

    /// Returns the next token inside the element that was opened last when the depth was `floor`; `None` when it
    /// closes.
    pub(crate) fn next_within(&mut self, floor: usize) -> Result<Option<XmlToken<'x>>, ReadError> {
        let token = self.next()?;
        Ok(if self.depth < floor { None } else { token })
    }

    /// Skips the element that has just opened.
    pub(crate) fn skip(&mut self) -> Result<(), ReadError> {
        let floor = self.depth;
        while self.next_within(floor)?.is_some() {}
        Ok(())
    }

    /// Reads all text inside the element that has just opened.
    pub(crate) fn text(&mut self) -> Result<Cow<'x, str>, ReadError> {
        let floor = self.depth;
        let mut text = Cow::Borrowed("");
        while let Some(token) = self.next_within(floor)? {
            if let XmlToken::Text(chunk) = token {
                text += chunk;
            }
        }
        Ok(text)
    }

    fn count_element(&mut self) -> Result<(), ReadError> {
        self.depth += 1;
        self.elements += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(self.damaged("elements nested deeper than 512"));
        }
        if self.elements > ELEMENT_LIMIT {
            return Err(ReadError::TooLarge("more than 5000000 elements in a part"));
        }
        Ok(())
    }

    fn damaged(&self, reason: &str) -> ReadError {
        ReadError::Damaged(format!("{}: {reason}", self.part))
    }
}

impl XmlTag<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The name with its prefix, for the few names that two vocabularies share.
    pub(crate) fn full_name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// The value of an attribute, by its name without a prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        attribute(&self.0, name)
    }

    /// The value of the attribute `val`, which most elements of Word have.
    pub(crate) fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The value of a numeric attribute.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether a toggle such as `w:b` is on. It is, unless its value says otherwise.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

impl XmlEnd<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// Decodes the bytes of a part. Word and LibreOffice write UTF-8; the standards allow UTF-16.
pub(crate) fn decode(part: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    let decode_utf16 = |unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
        char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
    };
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return Ok(decode_utf16(u16::from_le_bytes));
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return Ok(decode_utf16(u16::from_be_bytes));
    }
    String::from_utf8(bytes).map_err(|_| ReadError::Damaged(format!("{part}: not UTF-8")))
}

/// Finds an attribute by its name without a prefix. A malformed attribute is ignored.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    // Checks would compare each attribute with every other, which is slow for an element with very many.
    let mut attributes = start.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
    Some(match unescape(&found.value) {
        Ok(value) => value.into_owned(),
        Err(_) => found.value.into_owned(),
    })
}

/// Resolves a reference. An unknown one stays as written: entities defined by the file itself are not read.
fn resolve_reference<'r>(reference: &BytesRef<'_>) -> Cow<'r, str> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Cow::Owned(letter.to_string());
    }
    match resolve_xml_entity(reference) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("&{};", &**reference)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<String, ReadError> {
        let mut xml = Xml::new("x.xml", xml);
        let mut out = String::new();
        while let Some(token) = xml.next()? {
            if let XmlToken::Text(text) = token {
                out += &text;
            }
        }
        Ok(out)
    }

    #[test]
    fn references_become_characters_and_unknown_ones_stay() {
        let text = texts("<a>&lt;&#1071;&#x42F;&amp;&boom;<![CDATA[<b>]]></a>").unwrap();
        assert_eq!(text, "<ЯЯ&&boom;<b>");
    }

    #[test]
    fn entities_defined_by_a_file_are_not_expanded() {
        let bomb = r#"<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>"#;
        assert_eq!(texts(bomb).unwrap(), "&y;");
    }

    #[test]
    fn a_part_that_is_cut_off_or_nested_too_deep_is_damaged() {
        assert!(matches!(texts("<a><b>"), Err(ReadError::Damaged(_))));
        assert!(matches!(texts("<a></b>"), Err(ReadError::Damaged(_))));
        let deep = "<a>".repeat(DEPTH_LIMIT + 1) + &"</a>".repeat(DEPTH_LIMIT + 1);
        assert!(matches!(texts(&deep), Err(ReadError::Damaged(_))));
    }

    #[test]
    fn a_part_with_too_many_elements_is_refused() {
        let many = |count: usize| format!("<a>{}</a>", "<b/>".repeat(count));
        assert!(matches!(texts(&many(ELEMENT_LIMIT)), Err(ReadError::TooLarge(_))));
        assert!(texts(&many(ELEMENT_LIMIT - 1)).is_ok());
    }

    #[test]
    fn a_skipped_element_is_skipped_with_its_content() {
        let mut xml = Xml::new("x.xml", "<a><b>1<c/><b/>2</b>3</a>");
        let mut seen = String::new();
        while let Some(token) = xml.next().unwrap() {
            match token {
                XmlToken::Open(tag) if tag.name() == "b" => xml.skip().unwrap(),
                XmlToken::Text(text) => seen += &text,
                XmlToken::Open(_) | XmlToken::Close(_) => {}
            }
        }
        assert_eq!(seen, "3");
    }

    #[test]
    fn utf_16_is_read() {
        let bytes: Vec<u8> = "\u{feff}<a>Да</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(texts(&decode("x.xml", bytes).unwrap()).unwrap().trim_start_matches('\u{feff}'), "Да");
    }
}
