//! The passages of a key: their numbers and how well each fits, as numbers of variable length.

/// How well a passage fits a key, from 0 to 7. The text of a passage gives [`TEXT`] to `TEXT + 3`, its title more.
pub(super) type Level = u8;

/// The key stands in what many passages have in common: sector, question, year, region, respondent. Alone it does not make a passage a result where
/// others have the words themselves.
pub(super) const SHARED: Level = 0;
/// The key stands in the name of the city, of a topic or of a course of the passage.
pub(super) const ENTRY: Level = 1;
pub(super) const TEXT: Level = 2;
pub(super) const TITLE: Level = 6;

/// How many bits a level takes.
pub(super) const LEVEL_BITS: u32 = 3;

/// Appends a number, seven bits to a byte, the lowest first.
pub(super) fn write_number(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number that [`write_number`] wrote.
pub(super) fn read_number(bytes: &[u8], at: &mut usize) -> Option<u32> {
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
