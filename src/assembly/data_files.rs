//! Makes the files of the open data: those of each edition, and those of the registers.

use std::slice;
use std::sync::Arc;

use super::WriteFile;
use crate::link::Index;
use crate::model::{Edition, Response};
use crate::render::data as render;
use crate::view::data::{self, EditionFile, Published, PublishedEdition, PublishedRegister, Wording};
use asdg_base::problem::Kind;

/// Makes and writes the files, and returns their numbers of rows and their sizes. The full texts of an edition are made
/// in parallel to its tables. The tables take tens of megabytes while they are made, so the editions are made one after
/// another; meanwhile free threads make pages.
pub(super) fn write(index: &Index<'_>, write_file: &WriteFile<'_>) -> Result<Published, Kind> {
    let digest = index.digest();
    let files = Files { index, wording: Wording::new(digest.site.language), write_file };
    let editions = digest.editions.iter().map(|edition| files.edition(edition)).collect::<Result<_, Kind>>()?;
    let (registers, workbook) = files.registers()?;
    files.schemas()?;
    Ok(Published { editions, registers, workbook })
}

struct Files<'f> {
    index: &'f Index<'f>,
    wording: Wording,
    write_file: &'f WriteFile<'f>,
}

impl<'f> Files<'f> {
    /// Makes and writes the files of an edition.
    fn edition(&self, edition: &Edition) -> Result<PublishedEdition, Kind> {
        let Self { index, wording, .. } = self;
        let (year, editions) = (edition.year, slice::from_ref(edition));
        let suffix = format!("-{year}");
        let (texts, tables) = rayon::join(
            || {
                let parts = self.full_texts(edition).into_iter();
                let parts = parts.map(|(suffix, responses)| (suffix, data::texts_of(index, responses)));
                let (rows, texts) = or_problem(render::texts(parts))?;
                Ok::<_, Kind>((rows, self.write(&EditionFile::Texts.name(year), &texts)?))
            },
            || {
                let tables = data::EDITION_TABLES.iter().map(|make| make(index, editions));
                let about = self.about(format!("{}, {year}", wording.text("about-title")));
                or_problem(render::edition(tables, &suffix, &about, wording))
            },
        );
        let ((texts_rows, texts), mut made) = (texts?, tables?);
        made.rows.push(texts_rows);
        Ok(PublishedEdition {
            year,
            rows: made.rows,
            left_out: made.left_out,
            workbook: self.write(&EditionFile::Workbook.name(year), &made.workbook)?,
            csv: self.write(&EditionFile::Csv.name(year), &made.csv)?,
            json: self.write(&EditionFile::Json.name(year), &made.json)?,
            texts,
        })
    }

    /// Splits the full texts of an edition by sector, with the suffixes of the names of the files.
    fn full_texts(&self, edition: &Edition) -> Vec<(String, &'f [Arc<Response>])> {
        let Self { index, .. } = self;
        let sectors = index.edition_responses(edition).chunk_by(|one, other| one.sector == other.sector);
        let with_suffix = |responses: &'f [Arc<Response>]| {
            (format!("-{}-{}", edition.year, index.digest().sectors[responses[0].sector].id), responses)
        };
        let parts: Vec<_> = sectors.map(with_suffix).collect();
        // Windows takes an archive without files for a damaged one.
        if parts.is_empty() { vec![(format!("-{}", edition.year), &[])] } else { parts }
    }

    /// Makes and writes the files of the registers. Returns them with the size of their workbook.
    fn registers(&self) -> Result<(Vec<PublishedRegister>, u64), Kind> {
        let Self { index, wording, .. } = self;
        let tables = data::REGISTER_TABLES.iter().map(|make| make(index, &index.digest().editions));
        let about = self.about(wording.text("about-registers"));
        let made = or_problem(render::registers(tables, &about, wording))?;
        let registers = made.tables.iter().map(|table| {
            let csv = self.write(&format!("{}.csv", table.name), &table.csv)?;
            let json = self.write(&format!("{}.json", table.name), &table.json)?;
            Ok(PublishedRegister { rows: table.rows, csv, json })
        });
        Ok((registers.collect::<Result<_, Kind>>()?, self.write(data::REGISTERS_WORKBOOK, &made.workbook)?))
    }

    /// Makes and writes the JSON Schemas of all tables.
    fn schemas(&self) -> Result<(), Kind> {
        for make in data::EDITION_TABLES.iter().chain([&data::FULL_TEXT_TABLE]).chain(&data::REGISTER_TABLES) {
            let table = make(self.index, &[]);
            let schema = render::schema(table.name, &table.columns, &self.index.digest().site, &self.wording);
            self.write(&format!("{}.schema.json", table.name), &schema)?;
        }
        Ok(())
    }

    /// Returns the content of the first sheet of a workbook.
    fn about(&self, content: String) -> render::About<'_> {
        let digest = self.index.digest();
        render::About { site: &digest.site, content, version: data::version(digest) }
    }

    /// Writes a file and returns its size.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<u64, Kind> {
        (self.write_file)(&data::path(name), bytes).map(|()| bytes.len() as u64)
    }
}

/// Converts the error of a format to a problem.
fn or_problem<T>(result: render::Result<T>) -> Result<T, Kind> {
    result.map_err(|error| Kind::OutputFailed { file: crate::address::DATA.to_owned(), reason: error.to_string() })
}
