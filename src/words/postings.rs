//! Postings: the passages of a key with their levels, encoded as variable-length integers.

/// How well a passage matches a key, from 0 to 7. An occurrence in the text gives [`TEXT`] to `TEXT + 3`, one in the
/// title at least [`TITLE`].
pub(crate) type Level = u8;

/// The key occurs in metadata that many passages share: sector, question, year, region, respondent. If any passage
/// matches better, passages with this level only are not results.
pub(crate) const SHARED: Level = 0;
/// The key occurs in the name of the city, of a topic or of a course of the passage.
pub(crate) const ENTRY: Level = 1;
/// The key occurs in the text.
pub(crate) const TEXT: Level = 2;
/// The key occurs in the title.
pub(crate) const TITLE: Level = 6;

/// The number of bits of a level.
pub(crate) const LEVEL_BITS: u32 = 3;

/// Appends a number in LEB128: seven bits to a byte, the lowest first.
pub(crate) fn write_number(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number that [`write_number`] wrote at `at`, and moves `at` behind it.
pub(crate) fn read_number(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}
