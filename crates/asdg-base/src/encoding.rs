//! Decodes the bytes of a file as UTF-8, with or without a byte-order mark, and with the line ends of any system.

use crate::problem::{Kind, Span};

/// Decodes the bytes of a file. Returns the problem and its place if they are not text in UTF-8.
pub fn decode(bytes: Vec<u8>) -> Result<String, (Kind, Option<Span>)> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err((Kind::Utf16, None));
    }
    if let Some(kind) = explain_zero_bytes(&bytes) {
        return Err((kind, None));
    }
    // simdutf8 takes a tenth of the time of the standard library, which matters for a large digest.
    let mut text = match simdutf8::compat::from_utf8(&bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => return Err(invalid_utf8(&bytes, error.valid_up_to())),
    };
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    Ok(text)
}

/// Returns the problem for a file with zero bytes, which no text has. A power failure leaves files that consist of
/// zeros; UTF-16 has a zero next to each Latin letter and space; a binary file also has other bytes that are not text,
/// and is reported as invalid UTF-8.
fn explain_zero_bytes(bytes: &[u8]) -> Option<Kind> {
    let zeros = bytes.iter().filter(|&&byte| byte == 0).count();
    if zeros == 0 || std::str::from_utf8(bytes).is_err() {
        return None;
    }
    let odd = bytes.iter().skip(1).step_by(2).filter(|&&byte| byte == 0).count();
    let is_utf16 = zeros >= 4 && (odd == 0 || odd == zeros);
    Some(if is_utf16 { Kind::Utf16 } else { Kind::ZeroBytes { count: zeros as u64 } })
}

/// Returns the problem for the invalid byte at `offset`.
fn invalid_utf8(bytes: &[u8], offset: usize) -> (Kind, Option<Span>) {
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
    // A line of binary data would not help the editor.
    let span = (!bytes.contains(&0)).then_some(Span { line, column, length: 1 });
    (kind, span)
}

/// Whether the bytes look like Windows-1251, which has the Russian letters at 0xC0 and above, so that a text has long
/// runs of such bytes.
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
    fn byte_order_marks_and_line_ends_are_normalised() {
        assert_eq!(decode("\u{feff}а\r\nб\rв\n".into()).unwrap(), "а\nб\nв\n");
    }

    #[test]
    fn zero_bytes_are_refused_without_a_place() {
        let (kind, span) = decode("Текст\n\0\0\0".into()).unwrap_err();
        assert_eq!((kind, span), (Kind::ZeroBytes { count: 3 }, None));
        let utf16: Vec<u8> = "## 1. Итоги года".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(utf16).unwrap_err(), (Kind::Utf16, None));
    }

    #[test]
    fn an_invalid_byte_is_reported_with_its_place() {
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
