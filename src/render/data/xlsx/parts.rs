//! The parts of a workbook besides its sheets: what there is, and how it hangs together.

use std::fmt::Write;

use jiff::civil::date;
use quick_xml::escape::escape;
use url::Url;

use super::about::About;
use super::cells::STYLES;
use super::sheet::{Sheet, quoted};
use crate::view::data::Wording;

/// A file of the archive.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) xml: String,
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const SHEETS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The name of the sheet with this number, from 1.
pub(super) fn sheet(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

/// All parts but the sheets and their links. That of the types comes first, as some readers expect.
pub(super) fn parts(about: &About<'_>, sheets: &[Sheet], wording: &Wording) -> Vec<Part> {
    [
        ("[Content_Types].xml", types(sheets.len())),
        ("_rels/.rels", relationships(&[
            ("officeDocument", OFFICE, "xl/workbook.xml"),
            ("metadata/core-properties", PACKAGE, "docProps/core.xml"),
            ("extended-properties", OFFICE, "docProps/app.xml"),
        ])),
        ("docProps/core.xml", properties(about, wording)),
        ("docProps/app.xml", format!("{HEAD}<Properties xmlns=\"{OFFICE}/extended-properties\"><Application>asdg-site</Application></Properties>")),
        ("xl/workbook.xml", workbook(sheets)),
        ("xl/_rels/workbook.xml.rels", workbook_relationships(sheets.len())),
        ("xl/styles.xml", STYLES.to_owned()),
    ]
    .map(|(name, xml)| Part { name: name.to_owned(), xml })
    .into()
}

/// Where the links of a sheet lead; nothing where it has none.
pub(super) fn links(number: usize, links: &[Url]) -> Option<Part> {
    if links.is_empty() {
        return None;
    }
    let mut xml = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (id, link) in (1..).zip(links) {
        let target = escape(link.as_str());
        let _ = write!(
            xml,
            r#"<Relationship Id="rId{id}" Type="{OFFICE}/relationships/hyperlink" Target="{target}" TargetMode="External"/>"#
        );
    }
    xml.push_str("</Relationships>");
    Some(Part { name: format!("xl/worksheets/_rels/sheet{number}.xml.rels"), xml })
}

fn types(sheets: usize) -> String {
    let mut xml = format!(
        r#"{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#
    );
    let sheets = (1..=sheets).map(|number| (sheet(number), format!("{SHEETS}.worksheet+xml")));
    let others = [
        ("xl/workbook.xml", format!("{SHEETS}.sheet.main+xml")),
        ("xl/styles.xml", format!("{SHEETS}.styles+xml")),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        ("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned()),
    ];
    for (name, kind) in others.map(|(name, kind)| (name.to_owned(), kind)).into_iter().chain(sheets) {
        let _ = write!(xml, r#"<Override PartName="/{name}" ContentType="{kind}"/>"#);
    }
    xml + "</Types>"
}

/// Relationships, by their types, the names these belong to, and their targets.
fn relationships(list: &[(&str, &str, &str)]) -> String {
    let mut xml = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (id, (kind, family, target)) in (1..).zip(list) {
        let _ = write!(xml, r#"<Relationship Id="rId{id}" Type="{family}/relationships/{kind}" Target="{target}"/>"#);
    }
    xml + "</Relationships>"
}

fn workbook_relationships(sheets: usize) -> String {
    let sheets: Vec<String> = (1..=sheets).map(|number| format!("worksheets/sheet{number}.xml")).collect();
    let sheets = sheets.iter().map(|target| ("worksheet", OFFICE, target.as_str()));
    relationships(&sheets.chain([("styles", OFFICE, "styles.xml")]).collect::<Vec<_>>())
}

fn workbook(sheets: &[Sheet]) -> String {
    let mut xml = format!(
        r#"{HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}/relationships"><bookViews><workbookView/></bookViews><sheets>"#
    );
    for (number, Sheet { title, .. }) in (1..).zip(sheets) {
        let _ = write!(xml, r#"<sheet name="{}" sheetId="{number}" r:id="rId{number}"/>"#, escape(title.as_str()));
    }
    xml.push_str("</sheets><definedNames>");
    // Excel keeps what a filter is for under this name as well, and adds it to files that have it not.
    for (number, Sheet { title, filtered, .. }) in sheets.iter().enumerate() {
        if let Some(cells) = filtered {
            let place = format!("{}!{cells}", quoted(title));
            let _ = write!(
                xml,
                r#"<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">{}</definedName>"#,
                escape(place.as_str())
            );
        }
    }
    xml + "</definedNames></workbook>"
}

/// What file managers show. The workbook counts as made on the day of its newest content.
fn properties(about: &About<'_>, wording: &Wording) -> String {
    let made = about.version.unwrap_or(date(2000, 1, 1));
    let title = about.title(wording);
    let author = about.site.publisher.as_deref().unwrap_or(&about.site.title);
    let (title, author) = (escape(title.as_str()), escape(author));
    format!(
        r#"{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{made}T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{made}T00:00:00Z</dcterms:modified></cp:coreProperties>"#
    )
}
