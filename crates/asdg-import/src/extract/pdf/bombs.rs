//! Decompression bombs: streams that unpack to far more than their size. [`defuse`] measures them first, because the
//! PDF library unpacks them into memory without a limit.

use std::io::{self, BufReader, Read};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};

use super::super::archive::ReadError;

/// How many bytes a stream that is no picture may unpack to.
const STREAM_LIMIT: u64 = 64 << 20;
/// How many bytes all streams that are no pictures may unpack to together.
const TOTAL_LIMIT: u64 = 256 << 20;
/// How many bytes a picture may unpack to: a sheet of A3 at 600 dots per inch in three colours takes 200 MiB.
const PICTURE_LIMIT: u64 = 256 << 20;
/// How many bytes of a stream's dictionary before it are looked at.
const DICTIONARY: usize = 1024;
/// How often a stream may be packed into another.
const LAYERS: usize = 4;

/// Refuses a file whose streams unpack to more than any questionnaire.
pub(super) fn defuse(bytes: &[u8]) -> Result<(), ReadError> {
    let mut total = 0;
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| find(rest, b"stream")) {
        let keyword = at + found;
        at = keyword + b"stream".len();
        let data = bytes.get(at..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let dictionary = bytes.get(keyword.saturating_sub(DICTIONARY)..keyword).unwrap_or_default();
        let dictionary = rfind(dictionary, b"obj").and_then(|from| dictionary.get(from..)).unwrap_or(dictionary);
        let picture = find(dictionary, b"/Image").is_some();
        let limit = if picture { PICTURE_LIMIT } else { STREAM_LIMIT };
        let size = unpacked(data, limit)?;
        if size > limit {
            return Err(ReadError::TooLarge("a stream of more than 64 MiB, or a picture of more than 256 MiB"));
        }
        if !picture {
            total += size;
        }
        if total > TOTAL_LIMIT {
            return Err(ReadError::TooLarge("more than 256 MiB unpacked"));
        }
    }
    Ok(())
}

/// How many bytes a stream unpacks to, also when the result is packed again; the count stops above `limit`.
fn unpacked(data: &[u8], limit: u64) -> Result<u64, ReadError> {
    let mut largest = 0;
    for layers in 1..=LAYERS {
        let (size, again) = measure(layered(data, layers), limit);
        largest = largest.max(size);
        if !again || largest > limit {
            return Ok(largest);
        }
    }
    Err(ReadError::TooLarge("a stream that is packed more than 4 times"))
}

fn layered(data: &[u8], layers: usize) -> Box<dyn Read + '_> {
    // The library does without a header, too. What is not packed at all ends in an error after a few bytes.
    let mut reader: Box<dyn Read + '_> =
        if is_packed(data) { Box::new(ZlibDecoder::new(data)) } else { Box::new(DeflateDecoder::new(data)) };
    for _ in 1..layers {
        reader = Box::new(ZlibDecoder::new(BufReader::new(reader)));
    }
    reader
}

/// Counts the bytes of a reader up to a limit or an error, and whether they look packed.
fn measure(mut reader: Box<dyn Read + '_>, limit: u64) -> (u64, bool) {
    let mut size = 0;
    let mut again = false;
    let mut buffer = [0; 1 << 14];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => {
                if size == 0 {
                    again = is_packed(buffer.get(..count).unwrap_or_default());
                }
                size += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // The library, too, takes what comes before the error, or nothing.
            Err(_) => break,
        }
        if size > limit {
            break;
        }
    }
    (size, again)
}

/// Whether bytes begin as the packer of PDF begins.
fn is_packed(data: &[u8]) -> bool {
    matches!(data, [first, second, ..]
        if first & 0x0f == 8 && first >> 4 <= 7 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == first)?;
        if bytes.get(at..)?.starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
}

fn rfind(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    (0..bytes.len()).rev().find(|&at| bytes.get(at..).is_some_and(|rest| rest.starts_with(needle)))
}
