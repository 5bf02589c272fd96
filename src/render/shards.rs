//! Shards: data for scripts, as script files.
//!
//! From a folder on disk a browser loads scripts and nothing else: it refuses `fetch`, modules and workers. So each
//! file is a call of a function that the reading script defines. Texts are deflated, because they are as large as the
//! content, and base64-encoded, because a script is text; `DecompressionStream` unpacks them.

use std::io::{self, Write};

use data_encoding::BASE64;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::Serialize;

use crate::search::data as search;
use crate::view::shards::{FOLDER, ResponseText, TextIndex, TextLists};

/// A script file. Its name contains the checksum of its content, so that no browser uses an outdated one from its
/// cache.
#[derive(Debug)]
pub struct ScriptFile {
    /// The path below the root of the site.
    pub path: String,
    /// The checksum.
    pub sum: u32,
    /// The content.
    pub bytes: Vec<u8>,
}

/// The compression level of texts. docs/performance.md has the costs of the levels.
const LEVEL: u32 = 3;

/// The shard of a response: `texts/2024/culture/omsk.1f2e3d4c.js`.
pub fn text_shard(key: &str, text: &ResponseText<'_>) -> io::Result<ScriptFile> {
    packed("digestText", FOLDER, key, &serde_json::to_vec(text)?)
}

/// The index of all responses.
pub fn text_index(index: &TextIndex<'_>) -> io::Result<ScriptFile> {
    call("digestIndex", FOLDER, "index", index)
}

/// The lists of responses by topic, course and mentioned city.
pub fn text_lists(lists: &TextLists) -> io::Result<ScriptFile> {
    call("digestLists", FOLDER, "lists", lists)
}

/// What a browser must know before it can search.
pub fn search_manifest(manifest: &search::Manifest<'_>) -> io::Result<ScriptFile> {
    call("digestSearch", search::FOLDER, "index", manifest)
}

/// A shard of the keys of the search, by its number.
pub fn search_shard(number: usize, shard: &search::Shard<'_>) -> io::Result<ScriptFile> {
    packed("digestSearchFile", search::FOLDER, &format!("keys-{number}"), &shard.bytes)
}

/// The words that the search compares misspelt ones with.
pub fn search_words(words: &str) -> io::Result<ScriptFile> {
    packed("digestSearchFile", search::FOLDER, "words", words.as_bytes())
}

/// The checksums in the names of the texts of some responses, by the number of the block.
pub fn search_block(number: usize, sums: &[u32]) -> io::Result<ScriptFile> {
    let sums: String = sums.iter().map(|sum| format!("{sum:08x}")).collect();
    call("digestSearchBlock", search::FOLDER, &format!("texts-{number}"), &(number, sums))
}

/// A call with a name and packed bytes.
fn packed(function: &str, folder: &str, name: &str, bytes: &[u8]) -> io::Result<ScriptFile> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    packer.write_all(bytes)?;
    let packed = packer.finish()?;
    let mut script = format!("{function}(\"{name}\",\"");
    BASE64.encode_append(&packed, &mut script);
    script.push_str("\")\n");
    Ok(script_file(folder, name, script))
}

fn call(function: &str, folder: &str, name: &str, value: &impl Serialize) -> io::Result<ScriptFile> {
    // Older JavaScript ends a line at these two characters even inside a string.
    let json = serde_json::to_string(value)?.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    Ok(script_file(folder, name, format!("{function}({json})\n")))
}

fn script_file(folder: &str, name: &str, script: String) -> ScriptFile {
    let bytes = script.into_bytes();
    let sum = crc32fast::hash(&bytes);
    ScriptFile { path: format!("{folder}/{name}.{sum:08x}.js"), sum, bytes }
}
