//! Shards: data for scripts, as script files.
//!
//! From a folder on disk a browser loads scripts and nothing else: it refuses `fetch`, modules and workers. So each
//! file is a call of a function that the reading script defines. Texts are deflated, because they are as large as the
//! content, and base64-encoded, because a script is text; `DecompressionStream` unpacks them. Before that they are JSON in
//! windows-1251, which `TextDecoder` reads: with one byte a letter a Russian text becomes a sixth smaller, in two thirds of the time.

use std::io::{self, Write};

use data_encoding::BASE64;
use encoding_rs::{EncoderResult, WINDOWS_1251};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::Serialize;

use crate::address::SEARCH;
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
const LEVEL: u32 = 4;

/// The shard of a response: `texts/2024/culture/omsk.1f2e3d4c.js`.
pub fn text_shard(key: &str, text: &ResponseText<'_>) -> io::Result<ScriptFile> {
    packed("digestText", FOLDER, key, &in_windows_1251(&serde_json::to_string(text)?))
}

/// JSON in windows-1251. Other characters stand in strings only, where JSON has escapes for them: `\u2192`.
fn in_windows_1251(json: &str) -> Vec<u8> {
    let mut encoder = WINDOWS_1251.new_encoder();
    let mut out = Vec::with_capacity(json.len());
    let mut rest = json;
    loop {
        rest = &rest[push_common(rest.as_bytes(), &mut out)..];
        let Some(letter) = rest.chars().next() else { return out };
        let (other, after) = rest.split_at(letter.len_utf8());
        out.reserve(8);
        if let (EncoderResult::Unmappable(letter), _) =
            encoder.encode_from_utf8_to_vec_without_replacement(other, &mut out, false)
        {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                out.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
            }
        }
        rest = after;
    }
}

/// Encodes ASCII and Russian letters, of which a text has little else, up to the first other character, and gives how many bytes that were.
/// encoding_rs looks up each letter in a table, which takes 3 % of a build.
fn push_common(text: &[u8], out: &mut Vec<u8>) -> usize {
    let mut at = 0;
    loop {
        match text[at..] {
            [ascii @ ..0x80, ..] => out.push(ascii),
            // А to п, р to я.
            [0xd0, letter @ 0x90..0xc0, ..] => out.push(letter + 0x30),
            [0xd1, letter @ 0x80..0x90, ..] => out.push(letter + 0x70),
            _ => return at,
        }
        at += if text[at] < 0x80 { 1 } else { 2 };
    }
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
    call("digestSearch", SEARCH, "index", manifest)
}

/// A shard of the keys of the search, by its number.
pub fn search_shard(number: usize, shard: &search::Shard<'_>) -> io::Result<ScriptFile> {
    packed("digestSearchFile", SEARCH, &format!("keys-{number}"), &shard.bytes)
}

/// The words that the search compares misspelt ones with.
pub fn search_words(words: &str) -> io::Result<ScriptFile> {
    packed("digestSearchFile", SEARCH, "words", words.as_bytes())
}

/// The checksums in the names of the texts of some responses, by the number of the block.
pub fn search_block(number: usize, sums: &[u32]) -> io::Result<ScriptFile> {
    let sums: String = sums.iter().map(|sum| format!("{sum:08x}")).collect();
    call("digestSearchBlock", SEARCH, &format!("texts-{number}"), &(number, sums))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_windows_1251_has_not_are_escaped() {
        assert_eq!(in_windows_1251("\"Ё – «№»\""), b"\"\xa8 \x96 \xab\xb9\xbb\"");
        let json = serde_json::to_string("a → 𝄞 \u{98}\u{301}").unwrap();
        let encoded = in_windows_1251(&json);
        assert_eq!(encoded, b"\"a \\u2192 \\ud834\\udd1e \x98\\u0301\"");
        let (decoded, _) = WINDOWS_1251.decode_without_bom_handling(&encoded);
        assert_eq!(serde_json::from_str::<String>(&decoded).unwrap(), "a → 𝄞 \u{98}\u{301}");
        // What has to be escaped does not fit where the output was made as long as the input.
        assert_eq!(in_windows_1251(&"→".repeat(500)), "\\u2192".repeat(500).as_bytes());
    }
}
