//! Refuses decompression bombs: streams that unpack to far more than their size. [`check_streams`] measures all
//! streams first, because the PDF library unpacks them into memory without a limit.

use std::io::{self, BufReader, Read};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};

use super::super::archive::ReadError;

/// The maximum unpacked size of a stream that is not a picture, in bytes.
const STREAM_LIMIT: u64 = 64 << 20;
/// The maximum unpacked size of all streams that are not pictures, in bytes.
const TOTAL_LIMIT: u64 = 256 << 20;
/// The maximum unpacked size of a picture in bytes: a sheet of A3 at 600 dots per inch in three colours takes 200
/// MiB.
const PICTURE_LIMIT: u64 = 256 << 20;
/// How many bytes before a stream are searched for its dictionary.
const DICTIONARY_LIMIT: usize = 1024;
/// How many times a stream may be packed.
const LAYER_LIMIT: usize = 4;

/// Refuses a file whose streams unpack to more than any questionnaire.
pub(super) fn check_streams(bytes: &[u8]) -> Result<(), ReadError> {
    let mut total = 0;
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| find(rest, b"stream")) {
        let keyword = at + found;
        at = keyword + b"stream".len();
        let data = bytes.get(at..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let dictionary = bytes.get(keyword.saturating_sub(DICTIONARY_LIMIT)..keyword).unwrap_or_default();
        let dictionary = rfind(dictionary, b"obj").and_then(|from| dictionary.get(from..)).unwrap_or(dictionary);
        let picture = find(dictionary, b"/Image").is_some();
        let limit = if picture { PICTURE_LIMIT } else { STREAM_LIMIT };
        let size = unpacked_size(data, limit)?;
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

/// Returns the unpacked size of a stream, or of its largest layer if it is packed several times; counting stops above
/// `limit`.
fn unpacked_size(data: &[u8], limit: u64) -> Result<u64, ReadError> {
    let mut largest = 0;
    for layers in 1..=LAYER_LIMIT {
        let (size, is_packed_again) = measure(decoder(data, layers), limit);
        largest = largest.max(size);
        if !is_packed_again || largest > limit {
            return Ok(largest);
        }
    }
    Err(ReadError::TooLarge("a stream that is packed more than 4 times"))
}

fn decoder(data: &[u8], layers: usize) -> Box<dyn Read + '_> {
    // The library also accepts data without a header. Data that is not packed ends in an error after a few bytes.
    let mut reader: Box<dyn Read + '_> =
        if has_zlib_header(data) { Box::new(ZlibDecoder::new(data)) } else { Box::new(DeflateDecoder::new(data)) };
    for _ in 1..layers {
        reader = Box::new(ZlibDecoder::new(BufReader::new(reader)));
    }
    reader
}

/// Counts the bytes of a reader up to a limit or an error, and returns whether they look packed.
fn measure(mut reader: Box<dyn Read + '_>, limit: u64) -> (u64, bool) {
    let mut size = 0;
    let mut is_packed_again = false;
    let mut buffer = [0; 1 << 14];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => {
                if size == 0 {
                    is_packed_again = has_zlib_header(buffer.get(..count).unwrap_or_default());
                }
                size += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // Like this, the library uses the bytes before the error, or none.
            Err(_) => break,
        }
        if size > limit {
            break;
        }
    }
    (size, is_packed_again)
}

/// Whether bytes begin with the header of zlib.
fn has_zlib_header(data: &[u8]) -> bool {
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
