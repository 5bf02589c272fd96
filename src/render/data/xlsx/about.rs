//! The first sheet: what the workbook is, under which terms, and what is on which sheet.

use std::io;

use jiff::civil::Date;
use url::Url;

use super::cells::{Content, Style};
use super::sheet::{Draft, Sheet};
use crate::model::Site;
use crate::view::Address;
use crate::view::data::{SCHEMA, Wording};

/// What the first sheet says.
pub struct About<'a> {
    /// The settings of the site.
    pub site: &'a Site,
    /// The version of the data.
    pub version: Option<Date>,
}

impl About<'_> {
    pub(super) fn title(&self, wording: &Wording) -> String {
        format!("{}: {}", self.site.title, wording.text("about-title"))
    }

    /// What there is to say, by the ids of its wording.
    fn facts(&self, wording: &Wording) -> Vec<(&'static str, String)> {
        let Self { site, version } = self;
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

pub(super) fn first_sheet(about: &About<'_>, sheets: &[Sheet], wording: &Wording) -> io::Result<Sheet> {
    let mut draft =
        Draft::new(&[(30, Style::Plain), (12, Style::Plain), (100, Style::Wrapped), (16, Style::Plain)], true)?;
    draft.row(1, |draft| draft.cell(0, 1, Style::Title, Content::Text(&about.title(wording))))?;
    let mut number = 2;
    for (id, value) in about.facts(wording) {
        number += 1;
        draft.row(number, |draft| {
            draft.cell(0, number, Style::Bold, Content::Text(&wording.text(id)));
            match Url::parse(&value) {
                Ok(url) if id != "about-licence" => draft.link(1, number, &value, url),
                _ => draft.cell(1, number, Style::Plain, Content::Text(&value)),
            }
        })?;
    }
    number += 2;
    let left_out = sheets.iter().any(|sheet| sheet.left_out > 0);
    draft.row(number, |draft| {
        let heads = [(0, "about-sheets"), (1, "about-rows"), (3, "about-left-out")];
        for (column, id) in heads.into_iter().take(if left_out { 3 } else { 2 }) {
            draft.cell(column, number, Style::Head, Content::Text(&wording.text(id)));
        }
    })?;
    for sheet in sheets {
        number += 1;
        draft.row(number, |draft| {
            draft.link_to_sheet(0, number, &sheet.title);
            draft.cell(1, number, Style::Plain, Content::Number(sheet.rows as f64));
            draft.cell(2, number, Style::Wrapped, Content::Text(&sheet.about));
            if sheet.left_out > 0 {
                draft.cell(3, number, Style::Plain, Content::Number(sheet.left_out as f64));
            }
        })?;
    }
    let (packed, links) = draft.finish(None)?;
    let title = wording.text("about-sheet");
    Ok(Sheet { packed, links, title, about: String::new(), rows: 0, filtered: None, left_out: 0 })
}
