//! Text with one byte for nearly every letter: windows-1251, in which Russian text takes half the memory of UTF-8. The
//! texts of a digest are most of the memory of a build. They are published for scripts in windows-1251 too.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use encoding_rs::WINDOWS_1251;
use memchr::memchr;

/// Precedes a character that windows-1251 lacks, which is in UTF-8. No character of windows-1251 has this byte.
const ESCAPE: u8 = 0x98;

/// A text in windows-1251, with escapes for other characters.
#[derive(Debug, Default, Clone)]
pub(crate) struct CompactText {
    /// The memory of this text, and of those that were [packed](Self::pack) with it.
    memory: Arc<[u8]>,
    start: u32,
    end: u32,
}

impl PartialEq for CompactText {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for CompactText {}

/// A part of a compact text.
pub(crate) enum CompactPart<'t> {
    /// Text in windows-1251.
    Encoded(&'t [u8]),
    /// A character that windows-1251 lacks.
    Other(char),
}

impl CompactText {
    /// Encodes a text that is in several pieces. Calls `at` with the position in bytes of the end of each.
    pub(crate) fn encode<'p>(pieces: impl Iterator<Item = &'p str>, mut at: impl FnMut(usize)) -> Self {
        let mut bytes = Vec::new();
        for piece in pieces {
            encode(piece, &mut bytes, |c, bytes| {
                bytes.push(ESCAPE);
                bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            });
            at(bytes.len());
        }
        Self { start: 0, end: bytes.len() as u32, memory: bytes.into() }
    }

    /// Puts texts into one piece of memory. Many small pieces that stay allocated between others that are freed would
    /// cost half as much memory again.
    pub(crate) fn pack<'t>(texts: impl Iterator<Item = &'t mut Self>) {
        let mut texts: Vec<&mut Self> = texts.collect();
        let memory: Arc<[u8]> = texts.iter().map(|text| text.as_bytes()).collect::<Vec<_>>().concat().into();
        let mut start = 0;
        for text in &mut texts {
            let end = start + (text.end - text.start);
            **text = Self { memory: memory.clone(), start, end };
            start = end;
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.memory[self.start as usize..self.end as usize]
    }
}

/// Decodes a part of a compact text. The part must not begin or end inside a character.
pub(crate) fn decode(bytes: &[u8]) -> String {
    thread_local! {
        static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    BUFFER.with_borrow_mut(|buffer| {
        buffer.clear();
        for part in parts(bytes) {
            match part {
                CompactPart::Encoded(bytes) => push_decoded(bytes, buffer),
                CompactPart::Other(c) => buffer.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
        // Only characters were written, so this never fails.
        simdutf8::basic::from_utf8(buffer).unwrap_or_default().to_owned()
    })
}

/// Appends text in windows-1251 as UTF-8. encoding_rs takes five times as long.
fn push_decoded(bytes: &[u8], out: &mut Vec<u8>) {
    const LENGTH: usize = 64;
    let characters = &*CHARACTERS;
    for bytes in bytes.chunks(LENGTH) {
        let (mut block, mut end) = ([0; LENGTH * 3 + 1], 0);
        for &byte in bytes {
            // Copies four bytes, because that is faster than one, two or three; the next character overwrites the rest.
            let Character { utf8, length } = characters[usize::from(byte)];
            if let Some(place) = block.get_mut(end..end + 4) {
                place.copy_from_slice(&utf8);
            }
            end += usize::from(length);
        }
        out.extend_from_slice(&block[..end]);
    }
}

/// A character in UTF-8, padded to four bytes.
#[derive(Clone, Copy, Default)]
struct Character {
    utf8: [u8; 4],
    length: u8,
}

/// The characters of windows-1251.
static CHARACTERS: LazyLock<[Character; 256]> = LazyLock::new(|| {
    let mut characters = [Character::default(); 256];
    for (code, character) in (0..=255).zip(&mut characters) {
        let bytes = [code];
        let (text, _) = WINDOWS_1251.decode_without_bom_handling(&bytes);
        character.utf8[..text.len()].copy_from_slice(text.as_bytes());
        character.length = text.len() as u8;
    }
    characters
});

/// Splits a compact text at the characters that windows-1251 lacks.
pub(crate) fn parts(bytes: &[u8]) -> impl Iterator<Item = CompactPart<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (encoded, after) = rest.split_at(memchr(ESCAPE, rest).unwrap_or(rest.len()));
        if !encoded.is_empty() {
            rest = after;
            return Some(CompactPart::Encoded(encoded));
        }
        let other = after.get(1..)?;
        let length = other.first().map_or(0, |first| (first.leading_ones() as usize).max(1)).min(other.len());
        let (character, after) = other.split_at(length);
        rest = after;
        std::str::from_utf8(character).ok()?.chars().next().map(CompactPart::Other)
    })
}

/// Returns a beginning of a compact text with at most `length` bytes that ends neither inside a character nor
/// inside a tag.
pub(crate) fn beginning(html: &[u8], length: usize) -> &[u8] {
    let html = &html[..length.min(html.len())];
    let html = match memchr::memrchr(ESCAPE, html) {
        Some(escape) if html.len() < escape + 5 => &html[..escape],
        _ => html,
    };
    match memchr::memrchr2(b'<', b'>', html) {
        Some(tag) if html[tag] == b'<' => &html[..tag],
        _ => html,
    }
}

/// Returns the range of a compact text around a position that is on the same line: up to the nearest tags that are not
/// `is_inline`, which gets the names of elements.
pub(crate) fn line_around(html: &[u8], at: usize, is_inline: impl Fn(&str) -> bool) -> Range<usize> {
    let ends_line = |tag: &usize| {
        let name = html[tag + 1..].strip_prefix(b"/").unwrap_or(&html[tag + 1..]);
        let name = name.split(|byte| matches!(byte, b' ' | b'>')).next().unwrap_or_default();
        !std::str::from_utf8(name).is_ok_and(&is_inline)
    };
    let start = memchr::memrchr_iter(b'<', &html[..at]).find(&ends_line);
    let start = start.and_then(|tag| Some(tag + memchr(b'>', &html[tag..])? + 1)).unwrap_or_default();
    let end = memchr::memchr_iter(b'<', &html[at..]).map(|tag| at + tag).find(&ends_line).unwrap_or(html.len());
    start..end
}

/// Counts the bytes outside of tags.
pub(crate) fn text_length(html: &[u8]) -> usize {
    let (mut length, mut rest) = (0, html);
    while let Some(tag) = memchr(b'<', rest) {
        length += tag;
        rest = &rest[tag..];
        rest = memchr(b'>', rest).map_or(&[], |end| &rest[end + 1..]);
    }
    length + rest.len()
}

/// Encodes a text in windows-1251; `write_other` writes a character that it lacks.
pub(crate) fn encode(text: &str, out: &mut Vec<u8>, mut write_other: impl FnMut(char, &mut Vec<u8>)) {
    let codes = &*CODES;
    let mut rest = text;
    while !rest.is_empty() {
        rest = &rest[push_common(rest.as_bytes(), codes, out)..];
        let mut chars = rest.chars();
        if let Some(c) = chars.next() {
            match codes.of_others.iter().find(|(other, _)| *other == c) {
                Some((_, code)) => out.push(*code),
                None => write_other(c, out),
            }
        }
        rest = chars.as_str();
    }
}

/// Encodes text up to the first character that has more than two bytes in UTF-8 or is not in windows-1251, and returns
/// the number of bytes read. Such characters are rare.
fn push_common(text: &[u8], codes: &Codes, out: &mut Vec<u8>) -> usize {
    let mut at = 0;
    loop {
        // Bytes are collected in a block, because appending each by itself takes longer.
        let (mut block, mut end) = ([0; 64], 0);
        for place in &mut block {
            let (code, length) = match text.get(at..) {
                Some(&[first, ..]) if first < 0x80 => (first, 1),
                Some(&[first, second, ..]) if first & 0xe0 == 0xc0 => {
                    (codes.of_two_bytes[usize::from(first & 0x1f)][usize::from(second & 0x3f)], 2)
                }
                _ => break,
            };
            if (code, length) == (0, 2) {
                break;
            }
            *place = code;
            end += 1;
            at += length;
        }
        out.extend_from_slice(&block[..end]);
        if end < block.len() {
            return at;
        }
    }
}

/// The codes of characters in windows-1251. encoding_rs would look up each letter in a table of ranges, which takes 3 %
/// of a build.
struct Codes {
    /// The codes of characters with two bytes in UTF-8, by these bytes; 0 for other characters.
    of_two_bytes: [[u8; 64]; 32],
    /// The other characters with their codes.
    of_others: Vec<(char, u8)>,
}

static CODES: LazyLock<Codes> = LazyLock::new(|| {
    let mut codes = Codes { of_two_bytes: [[0; 64]; 32], of_others: Vec::new() };
    for code in (0x80..=0xff).filter(|&code| code != ESCAPE) {
        let bytes = [code];
        let (text, _) = WINDOWS_1251.decode_without_bom_handling(&bytes);
        match *text.as_bytes() {
            [first, second] => codes.of_two_bytes[usize::from(first & 0x1f)][usize::from(second & 0x3f)] = code,
            _ => codes.of_others.extend(text.chars().map(|c| (c, code))),
        }
    }
    codes
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_decoded_as_it_was() {
        for text in ["", "Ёлка – «№ 5»…", "a → 𝄞 \u{98}\u{301}", "→→", "Үрүҥ тыал\0\u{7f}", "\u{98}"]
        {
            let mut ends = Vec::new();
            let compact = CompactText::encode([text, "я"].into_iter(), |end| ends.push(end));
            assert_eq!(decode(compact.as_bytes()), format!("{text}я"));
            assert_eq!(decode(&compact.as_bytes()[..ends[0]]), text);
        }
        assert_eq!(CompactText::encode(["Ё – «№»"].into_iter(), |_| ()).as_bytes(), b"\xa8 \x96 \xab\xb9\xbb");
    }

    #[test]
    fn a_line_ends_at_tags_that_are_not_inline() {
        let html = "<p>а<ul><li id=a.1>из <em>г. → <a href=\"x\">Омска</a></em>, да<br>нет<li>б</ul>";
        let compact = CompactText::encode([html].into_iter(), |_| ());
        let around = |needle: &[u8], html| {
            let at = memchr::memmem::find(html, needle).unwrap();
            decode(&html[line_around(html, at, |name| matches!(name, "em" | "a" | "br"))])
        };
        let line = "из <em>г. → <a href=\"x\">Омска</a></em>, да<br>нет";
        assert_eq!(around(b"<a href", compact.as_bytes()), line);
        assert_eq!(around(b"<a", b"<a>b</a>"), "<a>b</a>");
    }

    #[test]
    fn a_beginning_ends_between_characters_and_tags() {
        let compact = CompactText::encode(["<p>а→б<a href=\"x\">в</a>"].into_iter(), |_| ());
        let beginnings =
            [(3, "<p>"), (4, "<p>а"), (6, "<p>а"), (9, "<p>а→б"), (12, "<p>а→б"), (22, "<p>а→б<a href=\"x\">в")];
        for (length, expected) in beginnings {
            assert_eq!(decode(beginning(compact.as_bytes(), length)), expected, "{length}");
        }
    }
}
