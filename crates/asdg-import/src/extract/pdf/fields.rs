//! Reads the values of form fields, and the notes on a page: [`read_fields_and_notes`].
//!
//! The appearance stream of a field lacks the letters that its font lacks; the value of the field is complete. So the
//! value replaces the drawn text.

use hayro_interpret::hayro_syntax::object::dict::keys::{ANNOTS, CONTENTS, F, PARENT, RECT, SUBTYPE};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, Rect, String as Text};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, Point};

use super::glyph::Glyph;

/// The maximum number of fields and notes that are read of a page.
const LIMIT: usize = 5_000;
/// The maximum length of the value of a field in characters.
const LENGTH_LIMIT: usize = 200_000;
/// The flags of fields that are hidden, or shown only on paper.
const HIDDEN: u32 = 1 << 1 | 1 << 5;
/// The flag of a push button, which has no state.
const PUSH_BUTTON: i64 = 1 << 16;
/// How many parents of a field are searched for inherited entries.
const DEPTH_LIMIT: usize = 8;
/// The width of a letter and the height of a line, as fractions of the font size.
const LETTER_WIDTH: f32 = 0.5;
const LINE_HEIGHT: f32 = 1.2;

/// A field with its value, in the units of [`Glyph`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FormField {
    /// Its bounds: left, top, right, bottom.
    pub(super) place: (f32, f32, f32, f32),
    /// The value.
    pub(super) text: String,
}

/// Reads the fields of a page that have text, and the texts of its notes.
pub(super) fn read_fields_and_notes(page: &Page<'_>, transform: Affine) -> (Vec<FormField>, Vec<String>) {
    let (mut fields, mut notes) = (Vec::new(), Vec::new());
    let Some(annotations) = page.raw().get::<Array<'_>>(ANNOTS) else { return (fields, notes) };
    for annotation in annotations.iter::<Dict<'_>>().take(LIMIT) {
        if annotation.get::<u32>(F).unwrap_or(0) & HIDDEN != 0 {
            continue;
        }
        let kind = annotation.get::<Name<'_>>(SUBTYPE).map(|name| name.as_str().to_owned()).unwrap_or_default();
        let contents =
            || annotation.get::<Text<'_>>(CONTENTS).map(|text| decode_text_string(text.as_bytes())).unwrap_or_default();
        let text = match kind.as_str() {
            "Widget" => field_value(&annotation),
            // A text box with an appearance is drawn with the page.
            "FreeText" if !annotation.contains_key(b"AP") => contents(),
            "Text" | "Highlight" | "Underline" | "StrikeOut" | "Squiggly" | "Caret" => {
                notes.extend(Some(contents()).filter(|text| !text.trim().is_empty()));
                continue;
            }
            _ => continue,
        };
        if let Some(rect) = annotation.get::<Rect>(RECT).filter(|_| !text.trim().is_empty()) {
            let (a, b) = (transform * Point::new(rect.x0, rect.y0), transform * Point::new(rect.x1, rect.y1));
            let place = (a.x.min(b.x) as f32, a.y.min(b.y) as f32, a.x.max(b.x) as f32, a.y.max(b.y) as f32);
            fields.push(FormField { place, text: text.chars().take(LENGTH_LIMIT).collect() });
        }
    }
    (fields, notes)
}

/// Returns the value of a field: its text, or a box that is ticked or not; empty for buttons and signatures, which
/// are drawn.
fn field_value(field: &Dict<'_>) -> String {
    let inherited = |key: &[u8]| {
        let mut at = field.clone();
        for _ in 0..DEPTH_LIMIT {
            if at.contains_key(key) {
                return at.get::<Object<'_>>(key);
            }
            at = at.get::<Dict<'_>>(PARENT)?;
        }
        None
    };
    let kind = match inherited(b"FT") {
        Some(Object::Name(name)) => name.as_str().to_owned(),
        _ => String::new(),
    };
    if kind == "Btn" {
        let is_push_button =
            matches!(inherited(b"Ff"), Some(Object::Number(flags)) if flags.as_i64() & PUSH_BUTTON != 0);
        let state = field.get::<Name<'_>>(b"AS");
        return match (is_push_button, state.as_ref().map(|state| state.as_str())) {
            (true, _) => "",
            (false, None | Some("Off")) => "☐",
            (false, Some(_)) => "☒",
        }
        .to_owned();
    }
    if kind != "Tx" && kind != "Ch" {
        return String::new();
    }
    match inherited(b"V") {
        Some(Object::String(text)) => decode_text_string(text.as_bytes()),
        Some(Object::Array(chosen)) => {
            chosen.iter::<Text<'_>>().map(|text| decode_text_string(text.as_bytes())).collect::<Vec<_>>().join("\n")
        }
        _ => String::new(),
    }
}

/// Decodes a text string of a dictionary: UTF-16 or UTF-8 with a byte-order mark, UTF-8 without one, or Windows-1251.
pub(super) fn decode_text_string(bytes: &[u8]) -> String {
    let (text, _, _) = match bytes {
        [0xFE, 0xFF, ..] => encoding_rs::UTF_16BE.decode(bytes),
        [0xFF, 0xFE, ..] => encoding_rs::UTF_16LE.decode(bytes),
        [0xEF, 0xBB, 0xBF, ..] => encoding_rs::UTF_8.decode(bytes),
        _ if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8.decode(bytes),
        _ => encoding_rs::WINDOWS_1251.decode(bytes),
    };
    text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n")
}

/// Lays out the value of a field as glyphs in its place, in lines, small enough to fit.
pub(super) fn layout_field(field: &FormField) -> Vec<Glyph> {
    let (left, top, right, bottom) = field.place;
    let (width, height) = ((right - left).max(20.0), (bottom - top).max(4.0));
    let mut size = 10.0_f32.min(height / LINE_HEIGHT);
    let mut lines = wrap(&field.text, width, size);
    while lines.len() as f32 * size * LINE_HEIGHT > height && size > 0.2 {
        size *= 0.9;
        lines = wrap(&field.text, width, size);
    }
    let mut glyphs = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let y = top + size * LINE_HEIGHT * (number as f32 + 0.8);
        for (place, char) in line.chars().enumerate() {
            let from = left + LETTER_WIDTH * size * place as f32;
            glyphs.push(Glyph { char, left: from, right: from + LETTER_WIDTH * size, y, size, order: 0 });
        }
    }
    glyphs
}

/// Wraps a text to lines of a width.
fn wrap(text: &str, width: f32, size: f32) -> Vec<String> {
    let max_length = ((width / (LETTER_WIDTH * size)) as usize).max(4);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut length = 0;
        for word in paragraph.split_whitespace() {
            let more = word.chars().count();
            if length > 0 && length + 1 + more > max_length {
                lines.push(std::mem::take(&mut line));
                length = 0;
            }
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += more;
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_fits_into_its_field() {
        let text = "слово ".repeat(200);
        let field = FormField { place: (50.0, 100.0, 500.0, 160.0), text: text.trim().to_owned() };
        let glyphs = layout_field(&field);
        let shown: String = glyphs.iter().map(|glyph| glyph.char).filter(|char| *char != ' ').collect();
        assert_eq!(shown, "слово".repeat(200));
        assert!(glyphs.iter().all(|glyph| glyph.y <= 160.5 && glyph.right <= 510.0), "{:?}", glyphs.last());
    }

    #[test]
    fn text_strings_are_decoded() {
        assert_eq!(decode_text_string(b"\xFE\xFF\x04\x14\x04\x30\x00\r"), "Да\n");
        assert_eq!(decode_text_string(b"\xC4\xE0"), "Да");
        assert_eq!(decode_text_string(b"Yes"), "Yes");
    }
}
