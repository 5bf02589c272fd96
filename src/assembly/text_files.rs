//! The files of the texts for scripts: a shard for each response, the index of them, the lists by topic, course and mentioned city.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use super::Put;
use crate::fs;
use crate::link::Index;
use crate::model::Response;
use crate::problem::Kind;
use crate::render::{self, ScriptFile};
use crate::view::{self, Views, shards};

/// Makes all files and gives the path of the index.
pub(super) fn put<'d>(index: &Index<'d>, views: &Views<'_, 'd>, put: &Put<'_>) -> Result<String, Kind> {
    let responses: &'d [Arc<Response>] = &index.digest().responses;
    let sums: Vec<u32> =
        responses.par_iter().map(|response| put_text(response, views, put)).collect::<Result<_, Kind>>()?;
    let lists = put_file(render::text_lists(&view::text_lists(index)), put)?;
    let index = put_file(render::text_index(&view::text_index(index, &sums, &lists.path)), put)?;
    Ok(index.path)
}

/// Makes the shard of a response and gives its checksum.
pub(super) fn put_text<'d>(response: &'d Response, views: &Views<'_, 'd>, put: &Put<'_>) -> Result<u32, Kind> {
    let (key, text) = views.text(response);
    put_file(render::text_shard(&key, &text), put).map(|file| file.sum)
}

fn put_file(file: io::Result<ScriptFile>, put: &Put<'_>) -> Result<ScriptFile, Kind> {
    let file =
        file.map_err(|error| Kind::OutputFailed { file: shards::FOLDER.to_owned(), reason: fs::reason(&error) })?;
    put(&file.path, &file.bytes)?;
    Ok(file)
}
