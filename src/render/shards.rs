//! Writes data for scripts as script files.
//!
//! From a folder on disk a browser loads only scripts: it refuses `fetch`, modules and workers. So each file is a call
//! of a function that the reading script defines. Texts are JSON in windows-1251, which `TextDecoder` reads, because
//! with one byte for each letter a compressed Russian text is a sixth smaller, and takes two thirds of the time to
//! compress. They are deflated, because they are as large as the content; `DecompressionStream` unpacks them. A script
//! is text, so the bytes are encoded as [characters](push_characters).

use std::io;

use serde::Serialize;

use super::deflate;
use crate::address::SEARCH;
use crate::model::compact::{CompactPart, encode, parts};
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

/// Makes the shard of a response: `texts/2024/culture/omsk.1f2e3d4c.js`.
pub fn text_shard(key: &str, text: &ResponseText<'_>) -> io::Result<ScriptFile> {
    let mut json = Vec::new();
    push_object(text, "answers", &mut json, |json| {
        push_list(&text.answers, json, |answer, json| {
            push_object(answer, "passages", json, |json| {
                push_list(&answer.passages, json, |passage, json| {
                    push_object(passage, "html", json, |json| {
                        push_string(passage.html, json);
                        Ok(())
                    })
                })
            })
        })
    })?;
    Ok(packed("digestText", FOLDER, key, &json))
}

/// Writes a value as a JSON object in windows-1251, with a last field that is written by `write_field`: it contains
/// texts, which are in windows-1251 already.
fn push_object(
    value: &impl Serialize,
    field: &str,
    json: &mut Vec<u8>,
    write_field: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
) -> io::Result<()> {
    let fields = serde_json::to_string(value)?;
    let fields = fields.strip_suffix('}').unwrap_or(&fields);
    encode(fields, json, push_escape);
    let comma = if fields.len() > 1 { "," } else { "" };
    json.extend_from_slice(format!("{comma}\"{field}\":").as_bytes());
    write_field(json)?;
    json.push(b'}');
    Ok(())
}

/// Writes a JSON list.
fn push_list<T>(
    items: &[T],
    json: &mut Vec<u8>,
    write_item: impl Fn(&T, &mut Vec<u8>) -> io::Result<()>,
) -> io::Result<()> {
    json.push(b'[');
    for (number, item) in items.iter().enumerate() {
        json.extend_from_slice(if number > 0 { b"," } else { b"" });
        write_item(item, json)?;
    }
    json.push(b']');
    Ok(())
}

/// Writes encoded HTML as a JSON string.
fn push_string(html: &[u8], json: &mut Vec<u8>) {
    json.push(b'"');
    for part in parts(html) {
        match part {
            CompactPart::Encoded(mut rest) => {
                while let Some(at) = rest.iter().position(|&byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
                    json.extend_from_slice(&rest[..at]);
                    push_json_escape(rest[at], json);
                    rest = &rest[at + 1..];
                }
                json.extend_from_slice(rest);
            }
            CompactPart::Other(c) => push_escape(c, json),
        }
    }
    json.push(b'"');
}

/// Writes a character that a JSON string cannot contain as it is, as serde_json does.
fn push_json_escape(byte: u8, json: &mut Vec<u8>) {
    match byte {
        b'"' | b'\\' => json.extend_from_slice(&[b'\\', byte]),
        b'\n' => json.extend_from_slice(b"\\n"),
        b'\r' => json.extend_from_slice(b"\\r"),
        b'\t' => json.extend_from_slice(b"\\t"),
        _ => push_escape(char::from(byte), json),
    }
}

/// Writes a character that windows-1251 lacks as an escape of JSON: `\u2192`. Such characters occur only in strings.
fn push_escape(c: char, json: &mut Vec<u8>) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        json.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
    }
}

/// Makes the index of all responses.
pub fn text_index(index: &TextIndex<'_>) -> io::Result<ScriptFile> {
    call("digestIndex", FOLDER, "index", index)
}

/// Makes the lists of responses by topic, course and mentioned city.
pub fn text_lists(lists: &TextLists) -> io::Result<ScriptFile> {
    call("digestLists", FOLDER, "lists", lists)
}

/// Makes the manifest of the search, which a browser loads first.
pub fn search_manifest(manifest: &search::Manifest<'_>) -> io::Result<ScriptFile> {
    call("digestSearch", SEARCH, "index", manifest)
}

/// Makes a shard of the search keys.
pub fn search_shard(number: usize, shard: &search::Shard<'_>) -> ScriptFile {
    packed("digestSearchFile", SEARCH, &format!("keys-{number}"), &shard.bytes)
}

/// Makes the list of the words that corrections of a query are taken from.
pub fn search_words(words: &str) -> ScriptFile {
    packed("digestSearchFile", SEARCH, "words", words.as_bytes())
}

/// Makes a block of the checksums in the names of text shards.
pub fn search_block(number: usize, sums: &[u32]) -> io::Result<ScriptFile> {
    let sums: String = sums.iter().map(|sum| format!("{sum:08x}")).collect();
    call("digestSearchBlock", SEARCH, &format!("texts-{number}"), &(number, sums))
}

/// Makes a script that calls a function with a name and compressed bytes.
fn packed(function: &str, folder: &str, name: &str, bytes: &[u8]) -> ScriptFile {
    let packed = deflate::zlib(bytes);
    let mut script = format!("{function}(\"{name}\",`").into_bytes();
    push_characters(&packed, &mut script);
    script.extend_from_slice(b"`)\n");
    script_file(folder, name, script)
}

/// Encodes bytes as characters of a template literal in a script, seven bits to a character, the highest bits first.
/// The characters are ASCII; in place of those that a template literal cannot contain as they are, it uses the
/// characters 128 code points higher. This takes a ninth less space than base64, which has six bits to a character:
/// 15 MB less for a site with 16,000 responses, and GitHub Pages accepts only 1 GB. A template literal may contain line
/// ends, which a string would have to escape.
fn push_characters(bytes: &[u8], script: &mut Vec<u8>) {
    script.reserve(bytes.len() * 6 / 5);
    let mut previous = 0;
    let mut push = |bits: u64, count: usize| {
        let (mut characters, mut end) = ([0; 16], 0);
        for number in (0..count).rev() {
            let bits = (bits >> (7 * number)) as u8 & 0x7f;
            // `${` would begin an expression.
            let is_expression = (previous, bits) == (b'$', b'{');
            let Character { utf8, length } =
                if is_expression { shifted_by_128(bits) } else { CHARACTERS[usize::from(bits)] };
            previous = bits;
            characters[end..end + 2].copy_from_slice(&utf8);
            end += length;
        }
        script.extend_from_slice(&characters[..end]);
    };
    let number = |bytes: &[u8]| bytes.iter().fold(0, |bits, &byte| bits << 8 | u64::from(byte));
    let (groups, rest) = bytes.as_chunks::<7>();
    groups.iter().for_each(|group| push(number(group), 8));
    // The last character is padded with zeros.
    let count = (rest.len() * 8).div_ceil(7);
    push(number(rest) << (7 * count - 8 * rest.len()), count);
}

/// A character for seven bits, in UTF-8.
#[derive(Clone, Copy)]
struct Character {
    utf8: [u8; 2],
    length: usize,
}

/// Returns the character 128 code points higher.
const fn shifted_by_128(bits: u8) -> Character {
    Character { utf8: [0xc2 | bits >> 6, 0x80 | bits & 0x3f], length: 2 }
}

/// The character for each value of seven bits.
const CHARACTERS: [Character; 128] = {
    let mut table = [Character { utf8: [0; 2], length: 1 }; 128];
    let mut bits = 0;
    while bits < 128 {
        table[bits as usize] = match bits {
            // JavaScript reads a carriage return as a line end.
            0 | b'\r' | b'`' | b'\\' => shifted_by_128(bits),
            _ => Character { utf8: [bits, 0], length: 1 },
        };
        bits += 1;
    }
    table
};

/// Makes a script that calls a function with a value as JSON.
fn call(function: &str, folder: &str, name: &str, value: &impl Serialize) -> io::Result<ScriptFile> {
    // Older JavaScript ends a line at these two characters even inside a string.
    let json = serde_json::to_string(value)?.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    Ok(script_file(folder, name, format!("{function}({json})\n").into_bytes()))
}

fn script_file(folder: &str, name: &str, bytes: Vec<u8>) -> ScriptFile {
    let sum = crc32fast::hash(&bytes);
    ScriptFile { path: format!("{folder}/{name}.{sum:08x}.js"), sum, bytes }
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1251;

    use super::*;
    use crate::model::compact::CompactText;

    #[test]
    fn bytes_are_encoded_with_seven_bits_to_a_character() {
        let characters = |bytes: &[u8]| {
            let mut script = Vec::new();
            push_characters(bytes, &mut script);
            String::from_utf8(script).unwrap()
        };
        assert_eq!(characters(b""), "");
        assert_eq!(characters(&[0b1000_0011, 0b1111_0000]), "A|\u{80}");
        let all: Vec<u8> = (0..=255).collect();
        let script = characters(&all);
        assert!(!script.contains(['\0', '\r', '`', '\\']));
        // Seven bits each of `$` and `{`.
        assert_eq!(characters(&[0b0100_1001, 0b1110_1100]), "$\u{fb}\u{80}");
        // Decodes as `shards.js` does.
        let (mut read, mut held, mut count) = (Vec::new(), 0_u32, 0);
        for character in script.chars() {
            held = held << 7 | (character as u32 & 127);
            count += 7;
            if count >= 8 {
                count -= 8;
                read.push((held >> count) as u8);
            }
        }
        assert_eq!(read, all);
    }

    #[test]
    fn letters_that_are_not_in_windows_1251_are_escaped() {
        for text in ["a → 𝄞 \u{98}\u{301}", "\"Ё – «№»\" \\ \n\r\t\u{1}\u{8}", "", "→→"] {
            let compact = CompactText::encode([text].into_iter(), |_| ());
            let mut encoded = Vec::new();
            push_string(compact.as_bytes(), &mut encoded);
            let (decoded, _) = WINDOWS_1251.decode_without_bom_handling(&encoded);
            assert_eq!(serde_json::from_str::<String>(&decoded).unwrap(), text);
        }
    }
}
