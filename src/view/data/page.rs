//! `/data/`: explains the open data, links to the files, and describes every column.

use serde::Serialize;
use serde_json::json;

use super::super::context::Context;
use super::super::link::{DateView, Link};
use super::super::page::{CONTENT_LANGUAGE, PageView, SiteView, script_json};
use super::super::{Page, PageKind};
use super::wording::Wording;
use super::{
    Audience, Column, EDITION_TABLES, EditionFile, FULL_TEXT_TABLE, MakeTable, REGISTER_TABLES, REGISTERS_WORKBOOK,
    SCHEMA, Table, path, version,
};
use crate::address::Address;
use crate::link::Index;
use crate::model::Year;

/// The files of the open data that a build has made, for the page that describes them.
#[derive(Debug, Default)]
pub struct Published {
    /// The editions, the earliest first.
    pub editions: Vec<PublishedEdition>,
    /// The registers, in the order of [`REGISTER_TABLES`].
    pub registers: Vec<PublishedRegister>,
    /// The size of the workbook of the registers, in bytes.
    pub workbook: u64,
}

/// The files of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedEdition {
    /// The year.
    pub year: Year,
    /// How many rows each table has, in the order of [`EDITION_TABLES`]; the last is the table of full texts.
    pub rows: Vec<usize>,
    /// How many of these rows do not fit into the workbook.
    pub left_out: usize,
    /// The size of its workbook, in bytes, as the other sizes.
    pub workbook: u64,
    /// The size of the zip archive of its tables as CSV.
    pub csv: u64,
    /// The size of the zip archive of its tables as JSON.
    pub json: u64,
    /// The size of the zip archive of its full texts.
    pub texts: u64,
}

/// The files of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedRegister {
    /// How many rows it has.
    pub rows: usize,
    /// The size of its CSV file, in bytes.
    pub csv: u64,
    /// The size of its JSON file, in bytes.
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
    /// The licence, as `site.toml` states it.
    pub license: Option<&'d str>,
    /// The address of the licence.
    pub license_url: Option<&'d str>,
    /// The date of the newest content, which is the version of the data.
    pub version: Option<DateView>,
    /// The version of the tables. It changes when a column is renamed, removed or changes its meaning.
    pub schema: u32,
    /// The version of the program.
    pub program: &'static str,
    /// The editions with their files, the latest first.
    pub editions: Vec<EditionFilesView>,
    /// The tables with the content of responses, which are in the files of the editions; the full texts are the last
    /// one.
    pub tables: Vec<TableView>,
    /// The workbook with all registers.
    pub workbook: FileView,
    /// The registers, each with files of its own.
    pub registers: Vec<TableView>,
}

/// The files of an edition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EditionFilesView {
    /// The year of the edition.
    pub year: u16,
    /// The workbook with its tables.
    pub workbook: FileView,
    /// How many rows do not fit into the workbook.
    pub left_out: usize,
    /// The zip archive of its tables as CSV.
    pub csv: FileView,
    /// The zip archive of its tables as JSON.
    pub json: FileView,
    /// The zip archive of its full texts as JSON.
    pub texts: FileView,
}

/// A file to download.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FileView {
    /// The link to the file.
    pub url: String,
    /// Its name.
    pub name: String,
    /// Its format: `XLSX`, `CSV`, `JSON` or `JSON Schema`; for a zip archive, that of the files in it.
    pub format: &'static str,
    /// Its size in `unit`, rounded up; nothing if the size is not shown.
    pub size: Option<u64>,
    /// The unit of its size: `kb` for 1,024 bytes, `mb` for 1,024 kb.
    pub unit: &'static str,
}

/// A table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TableView {
    /// The name, which is also the anchor.
    pub name: String,
    /// The title.
    pub title: String,
    /// The explanation: what a row is.
    pub about: String,
    /// How many rows there are in all editions together.
    pub rows: usize,
    /// Its own files: registers have CSV and JSON.
    pub files: Vec<FileView>,
    /// Its JSON Schema.
    pub schema: FileView,
    /// The columns, in order.
    pub columns: Vec<ColumnView>,
}

/// A column of a table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ColumnView {
    /// The name in CSV and JSON.
    pub name: &'static str,
    /// The title, which is the header of the column in the workbook.
    pub title: String,
    /// The name of the type.
    pub kind: String,
    /// Whether a value may be missing.
    pub optional: bool,
    /// Who needs it: `everyone`; `people` (JSON does not have it); `programs` (the workbook does not have it).
    pub audience: &'static str,
    /// The explanation: what it contains.
    pub about: String,
    /// The table that it refers to, with the link to its description on this page.
    pub joins: Option<Link<'static>>,
}

pub(crate) static KIND: PageKind = PageKind::of::<DataView<'static>>("data", "data.html", pages);

fn pages<'d>(index: &Index<'d>) -> Vec<Page<'d>> {
    let digest = index.digest();
    let page = || Page::new(&KIND, Address::data(), view).with_changed(version(digest));
    digest.site.data.then(page).into_iter().collect()
}

fn view<'d>(cx: &Context<'_, 'd>) -> DataView<'d> {
    let published = &cx.made_files.data;
    let site = &cx.digest.site;
    let wording = Wording::new(site.language);
    let editions: Vec<EditionFilesView> =
        published.editions.iter().rev().map(|edition| edition_files(cx, edition)).collect();
    let rows = |number: usize| published.editions.iter().filter_map(|edition| edition.rows.get(number)).sum();
    let tables = EDITION_TABLES.iter().chain([&FULL_TEXT_TABLE]).enumerate();
    let tables = tables.map(|(number, make)| table(cx, make, rows(number), Vec::new(), &wording)).collect();
    let registers: Vec<TableView> = REGISTER_TABLES
        .iter()
        .zip(&published.registers)
        .map(|(make, register)| {
            let name = make(cx.index, &[]).name;
            let csv = file(cx, format!("{name}.csv"), "CSV", Some(register.csv));
            let json = file(cx, format!("{name}.json"), "JSON", Some(register.json));
            table(cx, make, register.rows, vec![csv, json], &wording)
        })
        .collect();
    let workbook = file(cx, REGISTERS_WORKBOOK.to_owned(), "XLSX", Some(published.workbook));
    let mut page = cx.page(cx.text("data"), Some(cx.text("data-lede").into()), Vec::new());
    page.json_ld = dataset(cx, &page, &files(&editions, &workbook, &registers));
    DataView {
        site: cx.site(),
        page,
        license: site.license.as_deref(),
        license_url: site.license_url.as_deref(),
        version: version(cx.digest).map(Into::into),
        schema: SCHEMA,
        program: env!("CARGO_PKG_VERSION"),
        editions,
        tables,
        workbook,
        registers,
    }
}

fn edition_files<'d>(cx: &Context<'_, 'd>, edition: &PublishedEdition) -> EditionFilesView {
    let file = |kind: EditionFile, format, size| file(cx, kind.name(edition.year), format, Some(size));
    EditionFilesView {
        year: edition.year.0,
        workbook: file(EditionFile::Workbook, "XLSX", edition.workbook),
        left_out: edition.left_out,
        csv: file(EditionFile::Csv, "CSV", edition.csv),
        json: file(EditionFile::Json, "JSON", edition.json),
        texts: file(EditionFile::Texts, "JSON", edition.texts),
    }
}

fn table<'d>(
    cx: &Context<'_, 'd>,
    make: &MakeTable,
    rows: usize,
    files: Vec<FileView>,
    wording: &Wording,
) -> TableView {
    let Table { name, columns: table_columns, .. } = make(cx.index, &[]);
    TableView {
        name: name.to_owned(),
        title: wording.table(name),
        about: wording.table_about(name),
        rows,
        files,
        schema: file(cx, format!("{name}.schema.json"), "JSON Schema", None),
        columns: columns(name, &table_columns, wording),
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

/// The open data as linked data (schema.org `Dataset`), which needs absolute addresses.
fn dataset<'d>(cx: &Context<'_, 'd>, page: &PageView<'d>, files: &[&FileView]) -> Option<String> {
    let base = cx.digest.site.base_url.as_ref()?;
    let site = &cx.digest.site;
    let media_type = |name: &str| match name.rsplit_once('.') {
        Some((_, "csv")) => "text/csv",
        Some((_, "json")) => "application/json",
        Some((_, "zip")) => "application/zip",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
    let distribution: Vec<_> = files
        .iter()
        .map(|FileView { name, .. }| {
            let url = format!("{base}{}", path(name));
            json!({ "@type": "DataDownload", "encodingFormat": media_type(name), "contentUrl": url })
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

/// Collects all files with data.
fn files<'v>(
    editions: &'v [EditionFilesView],
    workbook: &'v FileView,
    registers: &'v [TableView],
) -> Vec<&'v FileView> {
    let edition_files = editions.iter().flat_map(|edition| {
        let EditionFilesView { workbook, csv, json, texts, .. } = edition;
        [workbook, csv, json, texts]
    });
    edition_files.chain([workbook]).chain(registers.iter().flat_map(|register| &register.files)).collect()
}

fn columns(table: &str, columns: &[Column], wording: &Wording) -> Vec<ColumnView> {
    columns
        .iter()
        .map(|column| ColumnView {
            name: column.id,
            title: wording.column(table, column.id),
            kind: wording.kind(column.kind),
            optional: column.optional,
            audience: match column.audience {
                Audience::Everyone => "everyone",
                Audience::People => "people",
                Audience::Programs => "programs",
            },
            about: wording.column_about(table, column.id),
            joins: column
                .joins()
                .filter(|(other, _)| *other != table)
                .map(|(other, _)| Link::new(wording.table(other), format!("#{other}"))),
        })
        .collect()
}
