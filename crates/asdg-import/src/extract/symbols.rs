//! Translates characters of symbol fonts to Unicode: [`symbol_char`] for one character, [`symbols_to_unicode`] for a
//! text in such a font. Also replaces characters that only look like Russian letters: [`replace_homoglyphs`].
//!
//! Word writes «≥» of the font Symbol as U+F0B3, a private-use character, or as the letter at the same position of
//! other fonts. Only the font determines what it shows. An unknown character becomes U+FFFD, which is counted and
//! reported.

/// Replaces a symbol that is not known.
pub(super) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// A symbol font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SymbolFont {
    /// Greek letters and mathematical symbols.
    Symbol,
    /// Bullets, boxes, arrows and pictures.
    Wingdings,
    /// Like Wingdings, with other boxes.
    Wingdings2,
    /// Arrows only.
    Wingdings3,
    /// Pictures.
    Webdings,
    /// A font whose symbols are not known, such as that of an equation editor.
    Other,
}

impl SymbolFont {
    /// Finds the symbol font of a name; `None` for text fonts.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        // LibreOffice writes lists of font names, such as `Wingdings;Symbol`.
        match name.to_lowercase().split([';', ',']).next().unwrap_or_default().trim() {
            "symbol" | "symbol mt" | "standard symbols l" => Some(SymbolFont::Symbol),
            "wingdings" => Some(SymbolFont::Wingdings),
            "wingdings 2" => Some(SymbolFont::Wingdings2),
            "wingdings 3" => Some(SymbolFont::Wingdings3),
            "webdings" => Some(SymbolFont::Webdings),
            "mt extra" | "marlett" | "bookshelf symbol 7" | "ms outlook" | "euclid extra" => Some(SymbolFont::Other),
            _ => None,
        }
    }

    /// Returns the symbol at a position of the font; `None` if it is not known.
    fn symbol_at(self, position: u8) -> Option<char> {
        let row = |table: &str, first: u8| {
            let number = usize::from(position.checked_sub(first)?);
            table.chars().nth(number).filter(|&symbol| symbol != UNKNOWN)
        };
        match self {
            _ if position == 0x20 => Some(' '),
            SymbolFont::Symbol => row(SYMBOL_LOW, 0x20).or_else(|| row(SYMBOL_HIGH, 0xA0)),
            SymbolFont::Wingdings => row(WINGDINGS_LOW, 0x20).or_else(|| row(WINGDINGS_HIGH, 0x80)),
            SymbolFont::Wingdings2 => match position {
                0x4F => Some('✗'),
                0x50 => Some('✓'),
                0x51 | 0x53 | 0x54 => Some('☒'),
                0x52 => Some('☑'),
                0x2A | 0xA3 => Some('☐'),
                0x95..=0x98 => Some('•'),
                _ => None,
            },
            SymbolFont::Wingdings3 => match position {
                0x66 | 0x21 => Some('←'),
                0x67 | 0x22 => Some('→'),
                0x68 | 0x23 => Some('↑'),
                0x69 | 0x24 => Some('↓'),
                0x7D => Some('▶'),
                0x7C => Some('◀'),
                _ => None,
            },
            SymbolFont::Other => None,
            SymbolFont::Webdings => match position {
                0x61 => Some('✓'),
                0x72 => Some('✗'),
                0x63 => Some('☐'),
                0x67 => Some('■'),
                0x33 => Some('◀'),
                0x34 => Some('▶'),
                0x3D | 0x6E => Some('•'),
                _ => None,
            },
        }
    }
}

// A position without a symbol has U+FFFD.
const SYMBOL_LOW: &str =
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const SYMBOL_HIGH: &str =
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{fffd}⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";
const WINGDINGS_LOW: &str = " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭📁📂📄🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓\
    🙰🙵•❍■☐☐☐☐⬧⧫◆❖⬥☒⮹⌘❀✿❝❞";
const WINGDINGS_HIGH: &str = "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}•••○○○◉◎\u{fffd}•☐▲✦★✶✴✹✵\u{fffd}⌖⟡⌑\u{fffd}✪✰\
    🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}⌫⌦\
    ◁➢△▽⮈➲⮉⮋←→↑↓↖↗↙↘⬅➔⬆⬇↖↗↙↘⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑⊞";

/// The Wingdings symbols that people use, at positions where the font Symbol has symbols that are rare in texts.
const WINGDINGS_COMMON: [u8; 17] =
    [0x6C, 0x6E, 0x6F, 0x71, 0x72, 0x75, 0x76, 0x77, 0x9F, 0xA7, 0xA8, 0xD8, 0xE0, 0xFB, 0xFC, 0xFD, 0xFE];

/// Returns the character that a `w:sym` shows, from the name of its font and its hexadecimal code; [`UNKNOWN`] if it
/// is not known.
pub(super) fn symbol_char(font: &str, code: &str) -> char {
    let Some(code) = u32::from_str_radix(code.trim(), 16).ok().and_then(char::from_u32) else { return UNKNOWN };
    to_unicode(code, SymbolFont::from_name(font))
}

/// Translates a character of a symbol font, or of a font that is not known to be one.
pub(super) fn to_unicode(code: char, font: Option<SymbolFont>) -> char {
    let position = match u32::from(code) {
        position @ 0xF000..=0xF0FF => u8::try_from(position - 0xF000).ok(),
        position @ 0x20..=0xFF if font.is_some() => u8::try_from(position).ok(),
        0xE000..=0xF8FF => return UNKNOWN,
        _ if code.is_control() => return UNKNOWN,
        _ => return code,
    };
    // A private-use character without a font is a bullet, a box or an arrow of Wingdings, or a symbol of Symbol.
    let likely_font =
        |position| if WINGDINGS_COMMON.contains(&position) { SymbolFont::Wingdings } else { SymbolFont::Symbol };
    position.and_then(|position| font.unwrap_or_else(|| likely_font(position)).symbol_at(position)).unwrap_or(UNKNOWN)
}

/// Whether a text has characters that a symbol font shows as others.
pub(super) fn has_symbols(text: &str, font: Option<SymbolFont>) -> bool {
    text.chars().any(|c| matches!(c, '\u{e000}'..='\u{f8ff}') || (font.is_some() && matches!(c, '!'..='\u{ff}')))
}

/// Translates a text in a symbol font.
pub(super) fn symbols_to_unicode(text: &str, font: Option<SymbolFont>) -> String {
    text.chars().map(|c| if c.is_whitespace() { c } else { to_unicode(c, font) }).collect()
}

/// Homoglyphs: characters that fonts of PDF files have in place of Russian letters of the same shape, and the
/// letters.
const HOMOGLYPHS: [(char, char); 22] = [
    ('ĸ', 'к'),
    ('ᴋ', 'к'),
    ('ϰ', 'к'),
    ('κ', 'к'),
    ('ʜ', 'н'),
    ('ᴛ', 'т'),
    ('τ', 'т'),
    ('ʙ', 'в'),
    ('ᴍ', 'м'),
    ('ᴨ', 'п'),
    ('π', 'п'),
    ('ᴦ', 'г'),
    ('ᴧ', 'л'),
    ('ᴘ', 'р'),
    ('ρ', 'р'),
    ('ᴏ', 'о'),
    ('ο', 'о'),
    ('ᴀ', 'а'),
    ('α', 'а'),
    ('ᴇ', 'е'),
    ('ᴄ', 'с'),
    ('ϲ', 'с'),
];

/// Replaces homoglyphs with Russian letters; `None` if there are none. Greek letters stay, unless their word has
/// Russian letters.
pub(super) fn replace_homoglyphs(text: &str) -> Option<String> {
    if !text.chars().any(|c| HOMOGLYPHS.iter().any(|(symbol, _)| *symbol == c)) {
        return None;
    }
    let is_russian = |c: char| matches!(c, 'А'..='я' | 'Ё' | 'ё');
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let has_russian = word.chars().any(is_russian);
        let letter = |c: char| {
            let found = HOMOGLYPHS.iter().find(|(symbol, _)| *symbol == c);
            found
                .filter(|(symbol, _)| has_russian || !('α'..='ω').contains(symbol) && !('Ͱ'..='Ͽ').contains(symbol))
                .map_or(c, |(_, letter)| *letter)
        };
        out.extend(word.chars().map(letter));
    }
    (out != text).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_those_that_word_shows() {
        for (font, code, symbol) in [
            ("Symbol", "F0B7", '•'),
            ("Symbol", "F0B0", '°'),
            ("Symbol", "F0B1", '±'),
            ("Symbol", "F0A3", '≤'),
            ("Symbol", "F0B3", '≥'),
            ("Symbol", "F0B4", '×'),
            ("Symbol", "F061", 'α'),
            ("Symbol", "F044", 'Δ'),
            ("Symbol", "F0B9", '≠'),
            ("Symbol", "F0AE", '→'),
            ("Symbol", "00D6", '√'),
            ("Symbol", "F0E5", '∑'),
            ("Symbol", "F0FE", '⎭'),
            ("Wingdings", "F0FE", '☑'),
            ("Wingdings", "F0FD", '☒'),
            ("Wingdings", "F0FC", '✓'),
            ("Wingdings", "F0FB", '✗'),
            ("Wingdings", "F0E0", '→'),
            ("Wingdings", "F0DF", '←'),
            ("Wingdings", "F0D8", '➢'),
            ("Wingdings", "F0A7", '•'),
            ("Wingdings", "F076", '❖'),
            ("Wingdings", "F04A", '☺'),
            ("Wingdings", "F028", '🕿'),
            ("Wingdings", "F081", '①'),
            ("Wingdings", "F0AB", '★'),
            ("Wingdings", "00A8", '☐'),
            ("Wingdings 2", "F052", '☑'),
            ("Times New Roman", "2116", '№'),
            ("Wingdings", "F0C3", UNKNOWN),
            ("MT Extra", "F04C", UNKNOWN),
            ("Arial", "zz", UNKNOWN),
            ("Arial", "D800", UNKNOWN),
            ("Arial", "E123", UNKNOWN),
        ] {
            assert_eq!(symbol_char(font, code), symbol, "{font} {code}");
        }
    }

    #[test]
    fn letters_change_only_in_a_symbol_font() {
        assert_eq!(symbols_to_unicode("a \u{f0b3} 5 \u{f0d8}", None), "a ≥ 5 ➢");
        assert_eq!(symbols_to_unicode("a\u{b3}5 ж", Some(SymbolFont::Symbol)), "α≥5 ж");
        assert!(!has_symbols("обычный text", None));
    }

    #[test]
    fn homoglyphs_become_russian_letters() {
        assert_eq!(replace_homoglyphs("ĸ празднику: отĸрыт паρк").as_deref(), Some("к празднику: открыт парк"));
        assert_eq!(replace_homoglyphs("угол α = 5"), None);
        assert_eq!(replace_homoglyphs("обычный текст"), None);
    }
}
