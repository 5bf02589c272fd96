//! The files of the open data: those of each edition, and those of the registers.

use std::slice;

use super::Put;
use crate::link::Index;
use crate::model::Edition;
use crate::render::data as render;
use crate::view::data::{self, EditionFile, Published, PublishedEdition, PublishedRegister, Wording};
use asdg_base::problem::Kind;

/// Makes the files and returns their sizes. Full texts do not wait for tables. The tables of an edition take tens of megabytes while they are
/// made, so editions are made one after another, and free threads make pages.
pub(super) fn put(index: &Index<'_>, put: &Put<'_>) -> Result<Published, Kind> {
    let digest = index.digest();
    let files = Files { index, wording: Wording::new(digest.site.language), put };
    let editions = digest.editions.iter().map(|edition| files.edition(edition)).collect::<Result<_, Kind>>()?;
    let (registers, workbook) = files.registers()?;
    files.schemas()?;
    Ok(Published { editions, registers, workbook })
}

struct Files<'f> {
    index: &'f Index<'f>,
    wording: Wording,
    put: &'f Put<'f>,
}

impl Files<'_> {
    /// The files of an edition.
    fn edition(&self, edition: &Edition) -> Result<PublishedEdition, Kind> {
        let Self { index, wording, .. } = self;
        let (year, editions) = (edition.year, slice::from_ref(edition));
        let suffix = format!("-{year}");
        let (texts, tables) = rayon::join(
            || {
                let texts = (data::FULL_TEXTS)(index, editions);
                let (rows, texts) = made(render::texts(texts, &suffix, bytes_of_texts(index, edition)))?;
                Ok::<_, Kind>((rows, self.put(&EditionFile::Texts.name(year), &texts)?))
            },
            || {
                let tables = data::OF_EDITIONS.iter().map(|make| make(index, editions));
                let about = self.about(format!("{}, {year}", wording.text("about-title")));
                made(render::edition(tables, &suffix, &about, wording))
            },
        );
        let ((texts_rows, texts), mut made) = (texts?, tables?);
        made.rows.push(texts_rows);
        Ok(PublishedEdition {
            year,
            rows: made.rows,
            left_out: made.left_out,
            workbook: self.put(&EditionFile::Workbook.name(year), &made.workbook)?,
            csv: self.put(&EditionFile::Csv.name(year), &made.csv)?,
            json: self.put(&EditionFile::Json.name(year), &made.json)?,
            texts,
        })
    }

    /// The files of the registers, and the size of their workbook.
    fn registers(&self) -> Result<(Vec<PublishedRegister>, u64), Kind> {
        let Self { index, wording, .. } = self;
        let tables = data::REGISTERS.iter().map(|make| make(index, &index.digest().editions));
        let about = self.about(wording.text("about-registers"));
        let made = made(render::registers(tables, &about, wording))?;
        let registers = made.tables.iter().map(|table| {
            let csv = self.put(&format!("{}.csv", table.name), &table.csv)?;
            let json = self.put(&format!("{}.json", table.name), &table.json)?;
            Ok(PublishedRegister { rows: table.rows, csv, json })
        });
        Ok((registers.collect::<Result<_, Kind>>()?, self.put(data::REGISTERS_WORKBOOK, &made.workbook)?))
    }

    /// The JSON Schemas of all tables.
    fn schemas(&self) -> Result<(), Kind> {
        for make in data::OF_EDITIONS.iter().chain([&data::FULL_TEXTS]).chain(&data::REGISTERS) {
            let table = make(self.index, &[]);
            let schema = render::schema(table.name, &table.columns, &self.index.digest().site, &self.wording);
            self.put(&format!("{}.schema.json", table.name), &schema)?;
        }
        Ok(())
    }

    fn about(&self, content: String) -> render::About<'_> {
        let digest = self.index.digest();
        render::About { site: &digest.site, content, version: data::version(digest) }
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Result<u64, Kind> {
        (self.put)(&data::path(name), bytes).map(|()| bytes.len() as u64)
    }
}

/// About how many bytes the full texts of an edition have: two for nearly every character, and what stands beside a text.
fn bytes_of_texts(index: &Index<'_>, edition: &Edition) -> usize {
    let passages = index.edition_responses(edition).iter().flat_map(|response| response.passages());
    passages.map(|passage| passage.text.characters() * 2 + 200).sum()
}

fn made<T>(made: render::Result<T>) -> Result<T, Kind> {
    made.map_err(|error| Kind::OutputFailed { file: crate::address::DATA.to_owned(), reason: error.to_string() })
}
