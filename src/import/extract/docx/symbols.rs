//! Characters of fonts that have signs in the place of letters: [`symbol`].

/// The character that a `w:sym` shows; `None` for signs that have no equal or are only ornaments.
pub(super) fn symbol(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    let font = font.to_lowercase();
    let own = font.starts_with("wingdings") || font.starts_with("webdings") || font == "symbol";
    let low = match code {
        0xF000..=0xF0FF => code - 0xF000,
        _ if own => code,
        _ => return char::from_u32(code).filter(|sign| !sign.is_control()),
    };
    // Ticked and empty boxes are how many forms are answered.
    match (font.as_str(), low) {
        ("wingdings", 0xFE) | ("wingdings 2", 0x52) => Some('☑'),
        ("wingdings", 0xFD | 0x78) | ("wingdings 2", 0x51 | 0x53 | 0x54) => Some('☒'),
        ("wingdings", 0x6F | 0x70 | 0x71 | 0x72 | 0xA8) | ("wingdings 2", 0x2A | 0xA3) => Some('☐'),
        ("wingdings", 0xFC) | ("wingdings 2", 0x50) => Some('✓'),
        ("wingdings", 0xFB) | ("wingdings 2", 0x4F) => Some('✗'),
        ("wingdings", 0x6C | 0x6E | 0x9E | 0x9F | 0xA7 | 0xD8) | ("symbol", 0xB7) => Some('•'),
        ("symbol", 0x2D) => Some('−'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::symbol;

    #[test]
    fn boxes_and_bullets_are_shown_and_ornaments_are_not() {
        assert_eq!(symbol("Symbol", "F0B7"), Some('•'));
        assert_eq!(symbol("Wingdings", "F0FE"), Some('☑'));
        assert_eq!(symbol("Wingdings", "00A8"), Some('☐'));
        assert_eq!(symbol("Times New Roman", "2116"), Some('№'));
        assert_eq!(symbol("Wingdings", "F04A"), None);
        assert_eq!(symbol("Arial", "zz"), None);
        assert_eq!(symbol("Arial", "D800"), None);
    }
}
