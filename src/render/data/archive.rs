//! Zip archives, which Windows opens by a double click. Uses `zip`, which `import` needs anyway to read Word files.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Result;

/// The compression level, 1 to 9. Full texts are most of the work of the open data: the next level takes a third more
/// time for a tenth fewer bytes.
const COMPRESSION: i64 = 3;

/// A zip archive, while it is written.
pub(super) struct Archive {
    writer: ZipWriter<Cursor<Vec<u8>>>,
}

impl Archive {
    pub(super) fn new() -> Self {
        Self { writer: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// Adds a file. Its date is always the same, whenever the site is built.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(COMPRESSION))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.writer.start_file(name, options)?;
        Ok(self.writer.write_all(bytes)?)
    }

    pub(super) fn finish(self) -> Result<Vec<u8>> {
        Ok(self.writer.finish()?.into_inner())
    }
}
