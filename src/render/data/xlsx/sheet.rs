//! A sheet, packed while it is written.

use std::fmt::Write as _;
use std::io::{self, Cursor, Write as _};

use url::Url;
use zip::ZipWriter;

use super::super::csv::BETWEEN;
use super::cells::{Content, Style, day, letters, push, within};
use super::{Archive, begin};
use crate::view::data::{Column, Form, Type, Value, Wording};

/// What a sheet can hold.
#[derive(Clone, Copy)]
struct Limits {
    /// Rows, the head included.
    rows: usize,
    /// Links.
    links: usize,
    /// Characters of a cell, as UTF-16 counts them.
    characters: usize,
    /// Characters of a link.
    link: usize,
}

/// The limits of Excel ("Excel specifications and limits" at support.microsoft.com; a link is that of its dialog).
const EXCEL: Limits = Limits { rows: 1_048_576, links: 65_530, characters: 32_767, link: 2_079 };

/// How much of a sheet is gathered before it is packed.
const CHUNK: usize = 1 << 16;

/// A finished sheet.
pub struct Sheet {
    /// An archive with the sheet as its only file.
    pub(super) packed: Vec<u8>,
    /// Where its links lead, in order.
    pub(super) links: Vec<Url>,
    /// Its name.
    pub(super) title: String,
    /// What a row is.
    pub(super) about: String,
    /// How many rows there are, those without room included.
    pub(super) rows: usize,
    /// The cells that the filters are for: `$A$1:$T$480`; nothing where there are none.
    pub(super) filtered: Option<String>,
    /// How many rows there was no room for.
    pub left_out: usize,
}

/// A sheet that is being written: its cells, to be packed bit by bit.
pub(super) struct Draft {
    archive: Archive,
    out: String,
    /// The elements of the links, which stand behind all rows.
    anchors: String,
    links: Vec<Url>,
}

impl Draft {
    /// Begins a sheet with columns of these widths and styles. The head of one that is frozen stays when it is scrolled.
    pub(super) fn new(columns: &[(u8, Style)], is_first: bool) -> io::Result<Self> {
        let mut archive = ZipWriter::new(Cursor::default());
        begin(&mut archive, "sheet.xml")?;
        let mut out = String::with_capacity(CHUNK + CHUNK / 4);
        out.push_str(concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" "#,
            r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">"#,
        ));
        out.push_str(if is_first {
            r#"<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>"#
        } else {
            concat!(
                r#"<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" "#,
                r#"state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>"#,
            )
        });
        out.push_str(r#"<sheetFormatPr defaultRowHeight="15"/><cols>"#);
        for (number, (width, style)) in (1..).zip(columns) {
            let style = *style as u8;
            let _ =
                write!(out, r#"<col min="{number}" max="{number}" width="{width}" style="{style}" customWidth="1"/>"#);
        }
        out.push_str("</cols><sheetData>");
        Ok(Self { archive, out, anchors: String::new(), links: Vec::new() })
    }

    /// A row, counted from 1, with what `cells` puts into it.
    pub(super) fn row(&mut self, number: usize, cells: impl FnOnce(&mut Self)) -> io::Result<()> {
        let _ = write!(self.out, r#"<row r="{number}">"#);
        cells(self);
        self.out.push_str("</row>");
        if self.out.len() >= CHUNK {
            self.archive.write_all(self.out.as_bytes())?;
            self.out.clear();
        }
        Ok(())
    }

    pub(super) fn cell(&mut self, column: usize, row: usize, style: Style, content: Content<'_>) {
        push(&mut self.out, column, row, style, content);
    }

    /// A cell with a link to an address.
    pub(super) fn link(&mut self, column: usize, row: usize, text: &str, mut url: Url) {
        self.cell(column, row, Style::Link, Content::Text(text));
        let place = url.fragment().map(|anchor| format!(r#" location="{}""#, quick_xml::escape::escape(anchor)));
        url.set_fragment(None);
        self.links.push(url);
        let (letters, number, place) = (letters(column), self.links.len(), place.unwrap_or_default());
        let _ = write!(self.anchors, r#"<hyperlink ref="{letters}{row}" r:id="rId{number}"{place}/>"#);
    }

    /// A cell with a link to another sheet.
    pub(super) fn link_to_sheet(&mut self, column: usize, row: usize, title: &str) {
        self.cell(column, row, Style::Link, Content::Text(title));
        let place = format!("{}!A1", quoted(title));
        let place = quick_xml::escape::escape(place.as_str());
        let _ = write!(self.anchors, r#"<hyperlink ref="{}{row}" location="{place}"/>"#, letters(column));
    }

    /// The packed sheet, and where its links lead.
    pub(super) fn finish(mut self, filtered: Option<&str>) -> io::Result<(Vec<u8>, Vec<Url>)> {
        self.out.push_str("</sheetData>");
        if let Some(cells) = filtered {
            let _ = write!(self.out, r#"<autoFilter ref="{}"/>"#, cells.replace('$', ""));
        }
        if !self.anchors.is_empty() {
            let _ = write!(self.out, "<hyperlinks>{}</hyperlinks>", self.anchors);
        }
        self.out.push_str("</worksheet>");
        self.archive.write_all(self.out.as_bytes())?;
        Ok((self.archive.finish()?.into_inner(), self.links))
    }
}

/// The name of a sheet inside a reference.
pub(super) fn quoted(title: &str) -> String {
    format!("'{}'", title.replace('\'', "''"))
}

/// The sheet of a table, while it is written.
pub(in super::super) struct SheetWriter {
    draft: Draft,
    kinds: Vec<Type>,
    title: String,
    about: String,
    limits: Limits,
    rows: usize,
}

impl SheetWriter {
    pub(in super::super) fn new(name: &str, columns: &[Column], wording: &Wording) -> io::Result<Self> {
        let looks: Vec<_> = columns.iter().map(|column| (width(column.kind), style(column.kind))).collect();
        let mut draft = Draft::new(&looks, false)?;
        draft.row(1, |draft| {
            for (number, column) in columns.iter().enumerate() {
                draft.cell(number, 1, Style::Head, Content::Text(&wording.column(name, column.id)));
            }
        })?;
        Ok(Self {
            draft,
            kinds: columns.iter().map(|column| column.kind).collect(),
            title: wording.table(name),
            about: wording.table_about(name),
            limits: EXCEL,
            rows: 0,
        })
    }

    pub(in super::super) fn row(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        let Self { draft, kinds, limits, .. } = self;
        self.rows += 1;
        // The head is row 1.
        let number = self.rows + 1;
        if number > limits.rows {
            return Ok(());
        }
        draft.row(number, |draft| {
            for ((column, value), kind) in row.iter().enumerate().zip(kinds) {
                cell(draft, column, number, *kind, value, *limits);
            }
        })
    }

    pub(in super::super) fn finish(self) -> io::Result<Sheet> {
        let Self { draft, kinds, title, about, limits, rows } = self;
        let written = rows.min(limits.rows - 1);
        let filtered = format!("$A$1:${}${}", letters(kinds.len().saturating_sub(1)), written + 1);
        let (packed, links) = draft.finish(Some(&filtered))?;
        Ok(Sheet { packed, links, title, about, rows, filtered: Some(filtered), left_out: rows - written })
    }
}

fn cell(draft: &mut Draft, column: usize, row: usize, kind: Type, value: &Value<'_>, limits: Limits) {
    let style = style(kind);
    let mut put = |text: &str| {
        let text = within(text, limits.characters);
        match (kind == Type::Address).then(|| address(&text, draft.links.len(), limits)).flatten() {
            Some(url) => draft.link(column, row, &text, url),
            None => draft.cell(column, row, style, Content::Text(&text)),
        }
    };
    match value {
        Value::Absent => {}
        Value::Text(text) => put(text),
        Value::Texts(texts) => put(&texts.join(BETWEEN)),
        Value::Integer(number) => draft.cell(column, row, style, Content::Number(*number as f64)),
        Value::Number(number) => draft.cell(column, row, style, Content::Number(*number)),
        Value::Boolean(is) => draft.cell(column, row, style, Content::Boolean(*is)),
        Value::Date(date) => match day(*date) {
            Some(day) => draft.cell(column, row, style, Content::Number(day)),
            None => put(&date.to_string()),
        },
    }
}

/// What an address leads to; nothing where the sheet or Excel has no room for one more link, or where it leads only from the root of the site.
fn address(text: &str, links: usize, limits: Limits) -> Option<Url> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    (links < limits.links && url.as_str().len() <= limits.link).then_some(url)
}

/// How the cells of a column look.
fn style(kind: Type) -> Style {
    match kind {
        Type::Text | Type::LongText | Type::Texts => Style::Wrapped,
        Type::Date => Style::Date,
        Type::Id(_) | Type::Ids | Type::Integer | Type::Number | Type::Boolean | Type::Address => Style::Plain,
    }
}

/// How wide a column is, in figures of its type.
fn width(kind: Type) -> u8 {
    match kind {
        Type::Text => 28,
        Type::LongText => 70,
        Type::Id(Form::Entry) => 22,
        Type::Id(Form::Response) => 38,
        Type::Id(Form::Passage | Form::Item) => 52,
        Type::Id(_) => 14,
        Type::Ids => 30,
        Type::Texts => 40,
        Type::Integer | Type::Boolean => 12,
        Type::Number | Type::Date => 13,
        Type::Address => 48,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::wording::Language;

    fn writer(limits: Limits) -> SheetWriter {
        let columns = [("text", Type::LongText), ("url", Type::Address)];
        let columns = columns.map(|(id, kind)| Column { id, kind, optional: false });
        let wording = Wording::new(Language::English);
        SheetWriter { limits, ..SheetWriter::new("texts", &columns, &wording).unwrap() }
    }

    #[test]
    fn rows_and_links_beyond_the_limits_are_left_out() {
        let mut sheet = writer(Limits { rows: 4, links: 2, ..EXCEL });
        for number in 0..5 {
            let row = [Value::Text("а".into()), Value::Text(format!("https://example.org/{number}").into())];
            sheet.row(&row).unwrap();
        }
        let sheet = sheet.finish().unwrap();
        assert_eq!((sheet.links.len(), sheet.rows, sheet.left_out), (2, 5, 2));
        assert_eq!(sheet.filtered.as_deref(), Some("$A$1:$B$4"));
    }

    #[test]
    fn links_are_such_that_a_workbook_can_hold() {
        let long = format!("https://example.org/{}", "a".repeat(3000));
        for address in [&long, "2024/culture/index.html", "mailto:a@example.org"] {
            assert_eq!(super::address(address, 0, EXCEL), None);
        }
        let url = super::address("https://пример.рф/путь с пробелом?a=\"б\"", 0, EXCEL).unwrap();
        assert!(url.as_str().is_ascii() && !url.as_str().contains([' ', '"']), "{url}");
    }

    #[test]
    fn titles_of_tables_are_names_of_sheets() {
        for language in Language::ALL {
            let wording = Wording::new(language);
            let digest = crate::model::Digest::empty();
            let index = crate::link::Index::new(&digest);
            for make in crate::view::data::TABLES {
                let title = wording.table(make(&index).name);
                let fine = title.chars().count() <= 31 && !title.contains(['[', ']', ':', '*', '?', '/', '\\']);
                assert!(fine, "{title}");
            }
        }
    }
}
