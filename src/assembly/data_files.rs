//! The files of the open data: tables in all formats, full texts, and the workbook.

use std::path::Path;

use rayon::prelude::*;

use super::Put;
use crate::link::Index;
use crate::model::Digest;
use crate::problem::Kind;
use crate::render;
use crate::view::data::{self, Published, PublishedTable};

/// Makes the files and gives their sizes. `work` is a folder for rows of the workbook that wait for the others.
pub(super) fn put(index: &Index<'_>, work: &Path, put: &Put<'_>) -> Result<Published, Kind> {
    let Digest { site, editions, .. } = index.digest();
    let wording = data::Wording::new(site.language);
    let put = |name: String, bytes: &[u8]| put(&data::path(&name), bytes).map(|()| bytes.len() as u64);
    let table = |(make, sheet): (&data::Make, _)| {
        let table = make(index);
        let name = table.name;
        let render::data::TableFiles { rows, csv, json, schema, sheet } =
            render::data::table(table, sheet, site, &wording)?;
        put(format!("{name}.schema.json"), &schema)?;
        let (csv, json) = (put(format!("{name}.csv"), &csv)?, put(format!("{name}.json"), &json)?);
        Ok((PublishedTable { rows, left_out: sheet.left_out, csv, json }, sheet))
    };
    let texts = |edition| {
        let (name, texts) = data::texts(index, edition);
        put(name, &render::data::texts(texts))
    };
    let (tables, texts) = rayon::join(
        || -> Result<(Vec<PublishedTable>, u64), Kind> {
            let mut book = render::data::Book::new(work)?;
            let sheets = book.take_sheets();
            let made: Vec<(PublishedTable, render::data::Sheet)> =
                data::TABLES.par_iter().zip(sheets).map(table).collect::<Result<_, Kind>>()?;
            let (tables, sheets) = made.into_iter().unzip();
            let about = render::data::About { site, version: data::version(index.digest()) };
            let workbook = book.finish(&about, sheets, &wording)?;
            Ok((tables, put(data::WORKBOOK.to_owned(), &workbook)?))
        },
        || editions.par_iter().map(texts).collect::<Result<Vec<u64>, Kind>>(),
    );
    let ((tables, workbook), texts) = (tables?, texts?);
    put(format!("{}.schema.json", data::TEXTS), &render::data::texts_schema(site, &wording))?;
    Ok(Published { tables, texts, workbook })
}
