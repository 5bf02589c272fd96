//! Packed files: ZIP, which every Windows opens by a double click. `zip` writes them, since it reads Word files for `import` anyway.

use std::io::{BufWriter, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Result;

/// How hard files are packed, 1 to 9. Full texts are most of the work of the open data: this level takes a third more time than the one below
/// it for a fifteenth less bytes, and the next ones gain little.
const COMPRESSION: i64 = 4;

/// How many bytes are packed at a time.
const BUFFER: usize = 1 << 16;

/// A packed file, while it is written.
pub(super) struct Archive {
    writer: ZipWriter<Cursor<Vec<u8>>>,
}

impl Archive {
    pub(super) fn new() -> Self {
        Self { writer: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// One more file.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let mut file = self.file(name)?;
        file.write_all(bytes)?;
        Ok(file.flush()?)
    }

    /// One more file, to be written piece by piece and flushed at its end. It has the same date whenever the site is built.
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
