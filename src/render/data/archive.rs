//! Zip archives, which Windows opens by a double click. Uses `zip`, which `import` needs anyway to read Word files.

use std::io::{BufWriter, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Result;

/// The compression level, 1 to 9. Full texts are most of the work of the open data: this level takes a third more time than the one below for
/// a fifteenth fewer bytes, and higher levels gain little.
const COMPRESSION: i64 = 4;

/// How many bytes are compressed at a time.
const BUFFER: usize = 1 << 16;

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
        let mut file = self.file(name)?;
        file.write_all(bytes)?;
        Ok(file.flush()?)
    }

    /// Adds a file to be written in parts, and flushed at its end. Its date is always the same.
    pub(super) fn file<'a>(&'a mut self, name: &str) -> Result<impl Write + use<'a>> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(COMPRESSION))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.writer.start_file(name, options)?;
        Ok(BufWriter::with_capacity(BUFFER, &mut self.writer))
    }

    pub(super) fn finish(self) -> Result<Vec<u8>> {
        Ok(self.writer.finish()?.into_inner())
    }
}
