//! Bytes into text: UTF-8, with or without a byte-order mark, with the line ends of any system.

use crate::problem::{Kind, Span};

/// The text of a file, or what is wrong with its bytes and where.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, (Kind, Option<Span>)> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err((Kind::Utf16, None));
    }
    // The library looks at many bytes at once and takes a tenth of the time of the standard one, which matters for a large digest.
    let mut text = match simdutf8::compat::from_utf8(&bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => return Err(broken(&bytes, error.valid_up_to())),
    };
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    Ok(text)
}

fn broken(bytes: &[u8], offset: usize) -> (Kind, Option<Span>) {
    let byte = format!("0x{:02X}", bytes[offset]);
    let before = &bytes[..offset];
    let line = before.iter().filter(|&&b| b == b'\n').count() as u32 + 1;
    let start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    let column = String::from_utf8_lossy(&before[start..]).chars().count() as u32 + 1;
    let offset = offset as u64;
    let kind = if looks_like_windows_1251(bytes) {
        Kind::Windows1251 { byte, offset }
    } else {
        Kind::NotUtf8 { byte, offset }
    };
    // The line of a file that is no text at all shows nothing.
    let span = (!bytes.contains(&0)).then_some(Span { line, column, length: 1 });
    (kind, span)
}

/// In Windows-1251 the letters of Russian are the bytes from 0xC0 on; a text in it has long runs of them.
fn looks_like_windows_1251(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|&&b| b >= 0x80).count();
    let letters = bytes.iter().filter(|&&b| b >= 0xC0 || b == 0xA8 || b == 0xB8).count();
    let runs = bytes.windows(4).any(|window| window.iter().all(|&b| b >= 0xE0));
    runs && letters * 10 >= high * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_line_ends_do_no_harm() {
        assert_eq!(decode("\u{feff}а\r\nб\rв\n".into()).unwrap(), "а\nб\nв\n");
    }

    #[test]
    fn a_broken_byte_is_named_with_its_place() {
        let (kind, span) = decode(b"ab\ncd\xFFe".to_vec()).unwrap_err();
        assert_eq!(kind, Kind::NotUtf8 { byte: "0xFF".to_owned(), offset: 5 });
        assert_eq!(span, Some(Span { line: 2, column: 3, length: 1 }));
    }

    #[test]
    fn the_old_windows_encoding_is_recognised() {
        let (kind, _) = decode(b"name: \xC1\xEB\xE0\xE3\xEE\xE2\xE5\xF9\xE5\xED\xF1\xEA".to_vec()).unwrap_err();
        assert!(matches!(kind, Kind::Windows1251 { .. }));
    }
}
