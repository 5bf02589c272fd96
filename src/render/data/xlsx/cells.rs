//! Cells as XML, and how they look.

use std::fmt::Write;

use jiff::civil::{Date, date};
use quick_xml::escape::partial_escape;

/// How a cell looks, by its number in `cellXfs` of [`STYLES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// At the top of its row, as all cells are.
    Plain = 1,
    /// With line breaks where the column ends.
    Wrapped = 2,
    /// A day.
    Date = 3,
    /// A link.
    Link = 4,
    /// The head of a column.
    Head = 5,
    /// Bold.
    Bold = 6,
    /// The title of the workbook.
    Title = 7,
}

/// `xl/styles.xml`: fonts, fills and formats that [`Style`] names.
pub(super) const STYLES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
    r#"<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\.mm\.yyyy"/></numFmts>"#,
    r#"<fonts count="4"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>"#,
    r#"<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/><family val="2"/></font>"#,
    r#"<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>"#,
    r#"<font><b/><sz val="16"/><name val="Calibri"/><family val="2"/></font></fonts>"#,
    r#"<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>"#,
    r#"<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill></fills>"#,
    r#"<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"#,
    r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#,
    r#"<cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#,
    r#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>"#,
    r#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>"#,
    r#"<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf>"#,
    r#"<xf numFmtId="0" fontId="2" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf>"#,
    r#"<xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>"#,
    r#"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#,
);

/// What stands in a cell.
#[derive(Debug, Clone, Copy)]
pub(super) enum Content<'a> {
    /// A text; none longer than a cell holds.
    Text(&'a str),
    /// A number, or a day as Excel counts them.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
}

/// Appends a cell to its row. Columns count from 0, rows from 1. A large digest has millions of cells, so nothing is formatted that need not be.
pub(super) fn push(out: &mut String, column: usize, row: usize, style: Style, content: Content<'_>) {
    if matches!(content, Content::Text("")) {
        return;
    }
    out.push_str(r#"<c r=""#);
    push_letters(out, column);
    // Writing into a string cannot fail.
    let _ = write!(out, r#"{row}" s="{}""#, style as u8);
    match content {
        Content::Text(text) => {
            out.push_str(r#" t="inlineStr"><is><t xml:space="preserve">"#);
            out.push_str(&partial_escape(&*storable(text)));
            out.push_str("</t></is></c>");
        }
        Content::Number(number) => {
            let _ = write!(out, "><v>{number}</v></c>");
        }
        Content::Boolean(is) => out.push_str(if is { r#" t="b"><v>1</v></c>"# } else { r#" t="b"><v>0</v></c>"# }),
    }
}

/// The letters of a column: A to Z, then AA, AB ...
pub(super) fn letters(column: usize) -> String {
    let mut out = String::new();
    push_letters(&mut out, column);
    out
}

fn push_letters(out: &mut String, column: usize) {
    if column >= 26 {
        push_letters(out, column / 26 - 1);
    }
    out.push(char::from(b'A' + (column % 26) as u8));
}

/// A day as Excel counts them; `None` before March 1900, where it takes 1900 for a leap year.
pub(super) fn day(day: Date) -> Option<f64> {
    const FIRST: Date = date(1900, 3, 1);
    const ZERO: Date = date(1899, 12, 30);
    (day >= FIRST).then(|| f64::from(day.duration_since(ZERO).as_hours() as i32 / 24))
}

/// A text that a cell has room for, which is counted in UTF-16: cut at a character, with an ellipsis.
pub(super) fn within(text: &str, limit: usize) -> std::borrow::Cow<'_, str> {
    // No text has more characters in UTF-16 than bytes in UTF-8.
    if text.len() <= limit || text.encode_utf16().count() <= limit {
        return text.into();
    }
    let mut left = limit - 1;
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    kept.chain(['…']).collect()
}

/// A text without what XML cannot hold; such characters leave a mark. What looks like Excel's own way to write them (`_x0041_`) stays text.
fn storable(text: &str) -> std::borrow::Cow<'_, str> {
    let is_odd = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    // Hardly any text has one of these bytes, and looking at bytes is cheap.
    if !text.bytes().any(|b| b < b' ' || b == b'_' || b == 0xef) {
        return text.into();
    }
    text.replace("_x", "_x005F_x").replace(is_odd, "\u{fffd}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn days_are_those_of_excel() {
        assert_eq!(day(date(2025, 2, 14)), Some(45_702.0));
        assert_eq!(day(date(1900, 3, 1)), Some(61.0));
        assert_eq!(day(date(1812, 9, 7)), None);
    }

    #[test]
    fn a_text_is_cut_where_a_cell_ends() {
        assert_eq!(within("мост", 4), "мост");
        assert_eq!(within("мосты", 4), "мос…");
        // A character outside the first plane counts twice.
        assert_eq!(within("a😀😀", 4), "a😀…");
        assert_eq!(within(&"я".repeat(40_000), 32_767).encode_utf16().count(), 32_767);
    }

    #[test]
    fn texts_are_escaped() {
        let mut out = String::new();
        push(&mut out, 1, 2, Style::Plain, Content::Text("=«а» < б & _x0041_\u{1}"));
        let text = "=«а» &lt; б &amp; _x005F_x0041_\u{fffd}";
        assert_eq!(out, format!(r#"<c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#));
    }
}
