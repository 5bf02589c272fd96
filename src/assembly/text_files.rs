//! Makes the text files for scripts: a shard for each response, their index, and the lists by topic, course and
//! mentioned city.

use std::io;

use rayon::prelude::*;

use super::WriteFile;
use crate::link::Index;
use crate::model::Response;
use crate::render::{self, ScriptFile};
use crate::view::shards;
use asdg_base::fs;
use asdg_base::problem::Kind;

/// What other files need to refer to the text files.
pub(super) struct TextFiles {
    /// The path of the index.
    pub(super) index: String,
    /// The checksums of the shards, in the order of the responses.
    pub(super) sums: Vec<u32>,
}

/// Makes and writes all files.
pub(super) fn write(index: &Index<'_>, write_file: &WriteFile<'_>) -> Result<TextFiles, Kind> {
    let responses = index.digest().responses.par_iter();
    let sums = responses.map(|response| write_shard(index, response, write_file));
    let sums: Vec<u32> = sums.collect::<Result<_, Kind>>()?;
    let lists = write_serialised(render::text_lists(&shards::text_lists(index)), write_file)?;
    let text_index = render::text_index(&shards::text_index(index, &sums, &lists.path));
    Ok(TextFiles { index: write_serialised(text_index, write_file)?.path, sums })
}

/// Makes and writes the shard of a response, and returns its checksum.
pub(super) fn write_shard<'d>(
    index: &Index<'d>,
    response: &'d Response,
    write_file: &WriteFile<'_>,
) -> Result<u32, Kind> {
    let key = shards::text_key(index.digest(), response);
    let shard = render::text_shard(&key, &shards::response_text(index, response));
    write_serialised(shard, write_file).map(|file| file.sum)
}

/// Writes a script file, and returns it for its path and checksum.
pub(super) fn write_script(file: ScriptFile, write_file: &WriteFile<'_>) -> Result<ScriptFile, Kind> {
    write_file(&file.path, &file.bytes)?;
    Ok(file)
}

/// Writes a script file whose data may have failed to serialise.
pub(super) fn write_serialised(file: io::Result<ScriptFile>, write_file: &WriteFile<'_>) -> Result<ScriptFile, Kind> {
    let failed = |error: io::Error| Kind::OutputFailed { file: shards::FOLDER.to_owned(), reason: fs::reason(&error) };
    write_script(file.map_err(failed)?, write_file)
}
