//! Shared by the readers of .docx and .odt: XML as a stream of [`XmlToken`]s with limits ([`Xml`]), blocks built from
//! nested elements ([`blocks`]), marks of lists ([`marks`]) and the independent count of letters ([`letters`]).

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

/// How deep elements may lie in others. Word itself stays far below.
const DEPTH_LIMIT: usize = 512;
/// How many elements a part may have: what 64 MiB of tiny ones would grow to in memory is not bounded by their bytes.
const ELEMENT_LIMIT: usize = 5_000_000;

/// A part of an archive as a stream of tokens.
pub(crate) struct Xml<'x> {
    part: &'x str,
    reader: Reader<&'x [u8]>,
    depth: usize,
    elements: usize,
}

/// A step through XML. Empty elements open and close.
pub(crate) enum XmlToken<'x> {
    /// An element begins.
    Open(XmlTag<'x>),
    /// An element ends.
    Close(XmlEnd<'x>),
    /// Characters; one text may come in pieces.
    Text(Cow<'x, str>),
}

/// The beginning of an element.
pub(crate) struct XmlTag<'x>(BytesStart<'x>);

/// The end of an element.
pub(crate) struct XmlEnd<'x>(BytesEnd<'x>);

impl<'x> Xml<'x> {
    /// Begins to read the text of a part; its name is for messages.
    pub(crate) fn new(part: &'x str, text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { part, reader, depth: 0, elements: 0 }
    }

    /// How many elements are open. Right after [`XmlToken::Open`] that element counts.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// The next token; `None` at the end of the part.
    pub(crate) fn next(&mut self) -> Result<Option<XmlToken<'x>>, ReadError> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.damaged(&error.to_string()))?;
            return Ok(Some(match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.count()?;
                    XmlToken::Open(XmlTag(start))
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    XmlToken::Close(XmlEnd(end))
                }
                Event::Text(text) => XmlToken::Text(text.into_inner()),
                Event::CData(text) => XmlToken::Text(text.into_inner()),
                Event::GeneralRef(reference) => XmlToken::Text(resolved(&reference)),
                Event::Eof if self.depth > 0 => return Err(self.damaged("ends too early")),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }

    /// The next token inside the element that was the last to open when the depth was `floor`; `None` when it closes.
    pub(crate) fn next_within(&mut self, floor: usize) -> Result<Option<XmlToken<'x>>, ReadError> {
        let token = self.next()?;
        Ok(if self.depth < floor { None } else { token })
    }

    /// Passes over the element that has just opened.
    pub(crate) fn skip(&mut self) -> Result<(), ReadError> {
        let floor = self.depth;
        while self.next_within(floor)?.is_some() {}
        Ok(())
    }

    /// All characters inside the element that has just opened.
    pub(crate) fn text(&mut self) -> Result<Cow<'x, str>, ReadError> {
        let floor = self.depth;
        let mut text = Cow::Borrowed("");
        while let Some(token) = self.next_within(floor)? {
            if let XmlToken::Text(piece) = token {
                text += piece;
            }
        }
        Ok(text)
    }

    fn count(&mut self) -> Result<(), ReadError> {
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

    /// The name with its prefix, for the few cases where names of two vocabularies are the same.
    pub(crate) fn full_name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// The value of an attribute, by its name without a prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        attribute(&self.0, name)
    }

    /// The attribute that most elements of Word have.
    pub(crate) fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// An attribute that is a number.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether a switch such as `w:b` is on: it is unless its value says no.
    pub(crate) fn on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

impl XmlEnd<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// The bytes of a part as text. Word and LibreOffice write UTF-8; the standards allow UTF-16.
pub(crate) fn decode(part: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
        char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
    };
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return Ok(wide(u16::from_le_bytes));
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return Ok(wide(u16::from_be_bytes));
    }
    String::from_utf8(bytes).map_err(|_| ReadError::Damaged(format!("{part}: not UTF-8")))
}

/// An attribute of an element by its name without a prefix. A malformed attribute is none.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    // Checks would compare each attribute with each: slow for an element with very many.
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|one| one.key.local_name().into_inner() == name)?;
    Some(match unescape(&found.value) {
        Ok(value) => value.into_owned(),
        Err(_) => found.value.into_owned(),
    })
}

/// What a reference stands for. One that is not known stays as it is written: entities of a file's own are not read.
fn resolved<'r>(reference: &BytesRef<'_>) -> Cow<'r, str> {
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
    fn references_are_characters_and_unknown_ones_stay() {
        let text = texts("<a>&lt;&#1071;&#x42F;&amp;&boom;<![CDATA[<b>]]></a>").unwrap();
        assert_eq!(text, "<ЯЯ&&boom;<b>");
    }

    #[test]
    fn entities_of_a_file_are_not_expanded() {
        let bomb = r#"<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>"#;
        assert_eq!(texts(bomb).unwrap(), "&y;");
    }

    #[test]
    fn a_part_that_breaks_off_or_nests_too_deep_is_damaged() {
        assert!(matches!(texts("<a><b>"), Err(ReadError::Damaged(_))));
        assert!(matches!(texts("<a></b>"), Err(ReadError::Damaged(_))));
        let deep = "<a>".repeat(DEPTH_LIMIT + 1) + &"</a>".repeat(DEPTH_LIMIT + 1);
        assert!(matches!(texts(&deep), Err(ReadError::Damaged(_))));
    }

    #[test]
    fn a_part_of_too_many_elements_is_refused() {
        let many = |count: usize| format!("<a>{}</a>", "<b/>".repeat(count));
        assert!(matches!(texts(&many(ELEMENT_LIMIT)), Err(ReadError::TooLarge(_))));
        assert!(texts(&many(ELEMENT_LIMIT - 1)).is_ok());
    }

    #[test]
    fn elements_are_skipped_whole() {
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
