//! The files of the search: its keys in shards, the words that misspelt ones are compared with, and what a browser must know first.

use rayon::prelude::*;

use super::Put;
use super::text_files::put_file;
use crate::link::Index;
use crate::render;
use crate::search::SearchIndex;
use crate::search::data::{self, Sums};
use asdg_base::problem::Kind;

/// Makes all files and gives the path of the one that the others are found by. `sums` are the checksums of the texts of all responses.
pub(super) fn put(index: &Index<'_>, search: &SearchIndex, sums: &[u32], put: &Put<'_>) -> Result<String, Kind> {
    let shards = data::shards(search);
    let shard = |(number, shard)| put_file(Ok(render::search_shard(number, shard)), put).map(|file| file.sum);
    let blocks = sums.chunks(data::BLOCK).enumerate();
    let sums = Sums {
        shards: shards.par_iter().enumerate().map(shard).collect::<Result<_, Kind>>()?,
        blocks: blocks
            .map(|(number, sums)| put_file(render::search_block(number, sums), put).map(|file| file.sum))
            .collect::<Result<_, Kind>>()?,
        words: put_file(Ok(render::search_words(&data::words(search))), put)?.sum,
    };
    put_file(render::search_manifest(&data::manifest(index, search, &shards, &sums)), put).map(|file| file.path)
}
