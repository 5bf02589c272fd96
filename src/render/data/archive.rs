//! Writes zip archives, which Windows opens by a double click. Uses `rawzip`, which has no dependencies and accepts
//! files that are already compressed.

use std::io::Write;

use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchiveWriter};

use super::Result;
use crate::render::deflate;

/// 1 January 1980, the earliest date that a zip archive can store, in seconds since 1970.
const FIRST_DAY: i64 = 315_532_800;

/// A zip archive that is being written.
pub(super) struct Archive {
    writer: ZipArchiveWriter<Vec<u8>>,
}

impl Archive {
    pub(super) fn new() -> Self {
        Self { writer: ZipArchiveWriter::new(Vec::new()) }
    }

    /// Adds a file. Its date is always the same, whenever the site is built.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let file = self.writer.new_file(name).compression_method(CompressionMethod::DEFLATE).unix_permissions(0o644);
        let (mut file, _) = file.last_modified(UtcDateTime::from_unix(FIRST_DAY)).start()?;
        file.write_all(&deflate::raw(bytes))?;
        file.finish(DataDescriptorOutput::new(crc32fast::hash(bytes), bytes.len() as u64))?;
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Vec<u8>> {
        Ok(self.writer.finish()?)
    }
}
