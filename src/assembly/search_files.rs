//! Makes the files of the search index for browsers: the manifest, the keys in shards, the checksums of the texts, and
//! the words that corrections are taken from.

use rayon::prelude::*;

use super::WriteFile;
use super::text_files::{write_script, write_serialised};
use crate::link::Index;
use crate::render;
use crate::search::SearchIndex;
use crate::search::data::{self, Checksums};
use asdg_base::problem::Kind;

/// Makes and writes all files, and returns the path of the manifest, from which a browser finds the others. `text_sums`
/// are the checksums of the texts of all responses.
pub(super) fn write(
    index: &Index<'_>,
    search: &SearchIndex,
    text_sums: &[u32],
    write_file: &WriteFile<'_>,
) -> Result<String, Kind> {
    let shards = data::shards(search);
    let shard_sums = shards.par_iter().enumerate().map(|(number, shard)| {
        let file = write_script(render::search_shard(number, shard), write_file)?;
        Ok(file.sum)
    });
    let block_sums = text_sums.chunks(data::BLOCK).enumerate().map(|(number, sums)| {
        let file = write_serialised(render::search_block(number, sums), write_file)?;
        Ok(file.sum)
    });
    let sums = Checksums {
        shards: shard_sums.collect::<Result<_, Kind>>()?,
        blocks: block_sums.collect::<Result<_, Kind>>()?,
        words: write_script(render::search_words(&data::words(search)), write_file)?.sum,
    };
    let manifest = render::search_manifest(&data::manifest(index, search, &shards, &sums));
    write_serialised(manifest, write_file).map(|file| file.path)
}
