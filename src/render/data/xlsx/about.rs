//! Writes the first sheet of a workbook: the title, the licence, and a list of the sheets.

use jiff::civil::Date;
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::CellStyles;
use super::sheet::{Sheet, address, cell_text};
use crate::address::Address;
use crate::model::Site;
use crate::view::data::{SCHEMA, Wording};

/// The content of the first sheet.
pub struct About<'a> {
    /// The settings of the site.
    pub site: &'a Site,
    /// The description of the workbook's content.
    pub content: String,
    /// The version of the data.
    pub version: Option<Date>,
}

impl About<'_> {
    pub(super) fn title(&self) -> String {
        format!("{}: {}", self.site.title, self.content)
    }

    /// Returns the facts on the sheet, with the ids of their labels.
    fn facts(&self, wording: &Wording) -> Vec<(&'static str, String)> {
        let Self { site, content: _, version } = self;
        let base = site.base_url.as_ref();
        let license: Vec<&str> = [&site.license, &site.license_url].into_iter().flatten().map(|part| &**part).collect();
        let license = if license.is_empty() { wording.text("about-no-licence") } else { license.join(", ") };
        let facts = [
            ("about-publisher", site.publisher.as_deref().map(str::to_owned)),
            ("about-site", base.map(ToString::to_string)),
            ("about-page", base.map(|base| Address::data().absolute(base))),
            ("about-licence", Some(license)),
            ("about-version", version.map(|date| date.to_string())),
            ("about-schema", Some(SCHEMA.to_string())),
            ("about-program", Some(format!("asdg-site {}", env!("CARGO_PKG_VERSION")))),
        ];
        facts.into_iter().filter_map(|(id, value)| Some((id, value?))).collect()
    }
}

/// Writes the first sheet.
pub(super) fn write(
    out: &mut Worksheet,
    about: &About<'_>,
    sheets: &[Sheet],
    wording: &Wording,
) -> Result<(), XlsxError> {
    let styles = CellStyles::new();
    out.set_name(wording.text("about-sheet"))?;
    for (column, (width, style)) in
        (0..).zip([(30, &styles.plain), (12, &styles.plain), (100, &styles.wrapped), (16, &styles.plain)])
    {
        out.set_column_width(column, width)?.set_column_format(column, style)?;
    }
    out.write_string_with_format(0, 0, &*cell_text(&about.title()), &styles.title)?;
    let mut row = 1;
    for (id, value) in about.facts(wording) {
        row += 1;
        out.write_string_with_format(row, 0, wording.text(id), &styles.bold)?;
        match address(&value).filter(|_| id != "about-licence") {
            Some(url) => out.write_url_with_format(row, 1, url, &styles.link)?,
            None => out.write_string(row, 1, &*cell_text(&value))?,
        };
    }
    row += 2;
    let left_out = sheets.iter().any(|sheet| sheet.left_out > 0);
    let heads = [(0, "about-sheets"), (1, "about-rows"), (3, "about-left-out")];
    for (column, id) in heads.into_iter().take(if left_out { 3 } else { 2 }) {
        out.write_string_with_format(row, column, wording.text(id), &styles.head)?;
    }
    for sheet in sheets {
        row += 1;
        let title = &sheet.title;
        let link = Url::new(format!("internal:'{}'!A1", title.replace('\'', "''"))).set_text(title);
        out.write_url_with_format(row, 0, link, &styles.link)?;
        out.write_number(row, 1, sheet.rows as f64)?;
        out.write_string(row, 2, &sheet.about)?;
        if sheet.left_out > 0 {
            out.write_number(row, 3, sheet.left_out as f64)?;
        }
    }
    Ok(())
}
