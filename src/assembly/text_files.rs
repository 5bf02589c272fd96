//! The text files for scripts: a shard for each response, their index, and the lists by topic, course and mentioned
//! city.

use std::io;

use rayon::prelude::*;

use super::Put;
use crate::link::Index;
use crate::model::Response;
use crate::render::{self, ScriptFile};
use crate::view::shards;
use asdg_base::fs;
use asdg_base::problem::Kind;

/// What is to be known of the files that were made.
pub(super) struct TextFiles {
    /// The path of the index.
    pub(super) index: String,
    /// The checksums of the shards, in the order of the responses.
    pub(super) sums: Vec<u32>,
}

/// Makes all files.
pub(super) fn put(index: &Index<'_>, put: &Put<'_>) -> Result<TextFiles, Kind> {
    let responses = index.digest().responses.par_iter();
    let sums: Vec<u32> = responses.map(|response| put_text(index, response, put)).collect::<Result<_, Kind>>()?;
    let lists = put_file(render::text_lists(&shards::text_lists(index)), put)?;
    let index = put_file(render::text_index(&shards::text_index(index, &sums, &lists.path)), put)?;
    Ok(TextFiles { index: index.path, sums })
}

/// Makes the shard of a response and returns its checksum.
pub(super) fn put_text<'d>(index: &Index<'d>, response: &'d Response, put: &Put<'_>) -> Result<u32, Kind> {
    let key = shards::text_key(index.digest(), response);
    put_file(render::text_shard(&key, &shards::response_text(index, response)), put).map(|file| file.sum)
}

pub(super) fn put_file(file: io::Result<ScriptFile>, put: &Put<'_>) -> Result<ScriptFile, Kind> {
    let file =
        file.map_err(|error| Kind::OutputFailed { file: shards::FOLDER.to_owned(), reason: fs::reason(&error) })?;
    put(&file.path, &file.bytes)?;
    Ok(file)
}
