//! `/data/`: what the open data are, their files, and every column explained.

use serde::Serialize;
use serde_json::json;

use super::super::context::Context;
use super::super::page::{CONTENT_LANGUAGE, DateView, Link, PageView, SiteView, script_json};
use super::super::{Address, Kind, Page};
use super::wording::Wording;
use super::{Column, SCHEMA, TABLES, TEXTS, Table, WORKBOOK, path, texts, texts_columns, version};
use crate::link::Index;

/// The files of the open data as they were made, which the page tells of.
#[derive(Debug, Default)]
pub struct Published {
    /// The tables, in the order of [`TABLES`].
    pub tables: Vec<PublishedTable>,
    /// The sizes of the full texts, in the order of the editions.
    pub texts: Vec<u64>,
    /// The size of the workbook.
    pub workbook: u64,
}

/// The files of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedTable {
    /// How many rows it has.
    pub rows: usize,
    /// How many of them the workbook has no room for.
    pub left_out: usize,
    /// The size of its CSV file.
    pub csv: u64,
    /// The size of its JSON file.
    pub json: u64,
}

/// `data.html`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DataView<'d> {
    /// The site.
    pub site: SiteView<'d>,
    /// The page.
    pub page: PageView<'d>,
    /// The terms of use, as `site.toml` states them.
    pub license: Option<&'d str>,
    /// Where these terms can be read.
    pub license_url: Option<&'d str>,
    /// The day of the newest content, which is the version of the data.
    pub version: Option<DateView>,
    /// The version of the tables. It changes when a column changes its name or its meaning or goes.
    pub schema: u32,
    /// The version of the program.
    pub program: &'static str,
    /// The workbook with all tables.
    pub workbook: FileView,
    /// The tables, in the order of the workbook's sheets.
    pub tables: Vec<TableView>,
    /// The full texts of the passages, which are no table of the workbook.
    pub texts: TableView,
}

/// A file to download.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FileView {
    /// The link to it.
    pub url: String,
    /// Its name.
    pub name: String,
    /// Its format: `XLSX`, `CSV`, `JSON` or `JSON Schema`.
    pub format: &'static str,
    /// Its size in units of `unit`, rounded up; nothing where it is not told.
    pub size: Option<u64>,
    /// The unit of its size: `kb` for 1,024 bytes, `mb` for 1,024 of these.
    pub unit: &'static str,
}

/// A table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TableView {
    /// The name, which is the anchor as well.
    pub name: String,
    /// The title.
    pub title: String,
    /// What a row is.
    pub about: String,
    /// How many rows there are; nothing for the full texts.
    pub rows: Option<usize>,
    /// How many rows the workbook has no room for.
    pub left_out: usize,
    /// Its files.
    pub files: Vec<FileView>,
    /// The columns, in order.
    pub columns: Vec<ColumnView>,
}

/// A column of a table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ColumnView {
    /// The name in CSV and JSON.
    pub name: &'static str,
    /// The title, which heads the column in the workbook.
    pub title: String,
    /// The name of the type.
    pub kind: String,
    /// Whether a row may have nothing there.
    pub optional: bool,
    /// What stands in it.
    pub about: String,
    /// The table whose rows it names, with the link to its description on this page.
    pub joins: Option<Link<'static>>,
}

pub(in crate::view) static KIND: Kind = Kind::of::<DataView<'static>>("data", "data.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let digest = index.digest();
    let page = || Page::new(&KIND, Address::data(), view).changed(version(digest));
    digest.site.data.then(page).into_iter().collect()
}

fn view<'d>(cx: &Context<'_, 'd>) -> DataView<'d> {
    let published = cx.published;
    let site = &cx.digest.site;
    let wording = Wording::new(site.language);
    let tables: Vec<TableView> = TABLES
        .iter()
        .zip(&published.tables)
        .map(|(make, files)| table(cx, &make(cx.index), *files, &wording))
        .collect();
    let mut page = cx.page(cx.text("data"), Some(cx.text("data-lede").into()), Vec::new());
    page.json_ld = dataset(cx, &page, &tables);
    DataView {
        site: cx.site(),
        page,
        license: site.license.as_deref(),
        license_url: site.license_url.as_deref(),
        version: version(cx.digest).map(Into::into),
        schema: SCHEMA,
        program: env!("CARGO_PKG_VERSION"),
        workbook: file(cx, WORKBOOK.to_owned(), "XLSX", Some(published.workbook)),
        tables,
        texts: full_texts(cx, published, &wording),
    }
}

fn table<'d>(cx: &Context<'_, 'd>, table: &Table<'_>, files: PublishedTable, wording: &Wording) -> TableView {
    let name = table.name;
    TableView {
        name: name.to_owned(),
        title: wording.table(name),
        about: wording.table_about(name),
        rows: Some(files.rows),
        left_out: files.left_out,
        files: vec![
            file(cx, format!("{name}.csv"), "CSV", Some(files.csv)),
            file(cx, format!("{name}.json"), "JSON", Some(files.json)),
            file(cx, format!("{name}.schema.json"), "JSON Schema", None),
        ],
        columns: columns(name, &table.columns, wording),
    }
}

fn full_texts<'d>(cx: &Context<'_, 'd>, published: &Published, wording: &Wording) -> TableView {
    let editions = cx.digest.editions.iter().zip(&published.texts);
    let files = editions.map(|(edition, size)| file(cx, texts::file(edition.year), "JSON", Some(*size)));
    let schema = file(cx, format!("{TEXTS}.schema.json"), "JSON Schema", None);
    TableView {
        name: TEXTS.to_owned(),
        title: wording.table(TEXTS),
        about: wording.table_about(TEXTS),
        rows: None,
        left_out: 0,
        files: files.chain([schema]).collect(),
        columns: columns(TEXTS, &texts_columns(), wording),
    }
}

fn file<'d>(cx: &Context<'_, 'd>, name: String, format: &'static str, bytes: Option<u64>) -> FileView {
    let kilobytes = bytes.map(|bytes| bytes.div_ceil(1024));
    let (size, unit) = match kilobytes {
        Some(kilobytes) if kilobytes >= 1024 => (Some(kilobytes.div_ceil(1024)), "mb"),
        kilobytes => (kilobytes, "kb"),
    };
    FileView { url: format!("{}{}", cx.links.root(), path(&name)), name, format, size, unit }
}

/// The open data as linked data (schema.org `Dataset`), which wants whole addresses.
fn dataset<'d>(cx: &Context<'_, 'd>, page: &PageView<'d>, tables: &[TableView]) -> Option<String> {
    let base = cx.digest.site.base_url.as_ref()?;
    let site = &cx.digest.site;
    let media_type = |format: &str| if format == "CSV" { "text/csv" } else { "application/json" };
    let workbook = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", WORKBOOK.to_owned());
    let files = tables.iter().flat_map(|table| table.files.iter().filter(|file| file.size.is_some()));
    let distribution: Vec<_> = std::iter::once(workbook)
        .chain(files.map(|file| (media_type(file.format), file.name.clone())))
        .map(|(format, name)| {
            json!({ "@type": "DataDownload", "encodingFormat": format, "contentUrl": format!("{base}{}", path(&name)) })
        })
        .collect();
    let mut dataset = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": format!("{}: {}", site.title, page.title),
        "description": page.description,
        "url": Address::data().absolute(base),
        "inLanguage": CONTENT_LANGUAGE,
        "distribution": distribution,
    });
    if let Some(publisher) = &site.publisher {
        dataset["publisher"] = json!({ "@type": "Organization", "name": publisher });
    }
    if let Some(license) = site.license_url.as_ref().or(site.license.as_ref()) {
        dataset["license"] = license.to_string().into();
    }
    if let Some(version) = version(cx.digest) {
        dataset["dateModified"] = version.to_string().into();
    }
    Some(script_json(&dataset))
}

fn columns(table: &str, columns: &[Column], wording: &Wording) -> Vec<ColumnView> {
    columns
        .iter()
        .map(|column| ColumnView {
            name: column.id,
            title: wording.column(table, column.id),
            kind: wording.kind(column.kind),
            optional: column.optional,
            about: wording.column_about(table, column.id),
            joins: column
                .joins()
                .filter(|(other, _)| *other != table)
                .map(|(other, _)| Link::new(wording.table(other), format!("#{other}"))),
        })
        .collect()
}
