//! Characters of symbol fonts: [`symbol`] for one, [`shown_text`] for a text in such a font.
//!
//! Word writes «≥» of the font Symbol as U+F0B3, a private-use character, or as the letter at the same position of
//! other fonts. Only the font tells what it shows. An unknown character becomes U+FFFD, which is counted and reported.

/// Stands for a sign that is not known.
pub(super) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// A font of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SymbolFont {
    /// Greek letters and signs of mathematics.
    Symbol,
    /// Bullets, boxes, arrows and pictures.
    Wingdings,
    /// The second of the kind, with its own boxes.
    Wingdings2,
    /// The third, with arrows only.
    Wingdings3,
    /// Pictures.
    Webdings,
    /// One whose signs are not known, such as that of an equation editor.
    Other,
}

impl SymbolFont {
    /// The font of signs with a name; `None` for fonts of letters.
    pub(super) fn named(name: &str) -> Option<Self> {
        // LibreOffice writes lists of names, such as `Wingdings;Symbol`.
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

    /// The sign at a place of the font; `None` when it is not known.
    fn sign(self, place: u8) -> Option<char> {
        let row = |table: &str, first: u8| {
            let number = usize::from(place.checked_sub(first)?);
            table.chars().nth(number).filter(|&sign| sign != UNKNOWN)
        };
        match self {
            _ if place == 0x20 => Some(' '),
            SymbolFont::Symbol => row(SYMBOL_LOW, 0x20).or_else(|| row(SYMBOL_HIGH, 0xA0)),
            SymbolFont::Wingdings => row(WINGDINGS_LOW, 0x20).or_else(|| row(WINGDINGS_HIGH, 0x80)),
            SymbolFont::Wingdings2 => match place {
                0x4F => Some('✗'),
                0x50 => Some('✓'),
                0x51 | 0x53 | 0x54 => Some('☒'),
                0x52 => Some('☑'),
                0x2A | 0xA3 => Some('☐'),
                0x95..=0x98 => Some('•'),
                _ => None,
            },
            SymbolFont::Wingdings3 => match place {
                0x66 | 0x21 => Some('←'),
                0x67 | 0x22 => Some('→'),
                0x68 | 0x23 => Some('↑'),
                0x69 | 0x24 => Some('↓'),
                0x7D => Some('▶'),
                0x7C => Some('◀'),
                _ => None,
            },
            SymbolFont::Other => None,
            SymbolFont::Webdings => match place {
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

// A place without a sign holds U+FFFD.
const SYMBOL_LOW: &str =
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const SYMBOL_HIGH: &str =
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{fffd}⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";
const WINGDINGS_LOW: &str = " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭📁📂📄🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓\
    🙰🙵•❍■☐☐☐☐⬧⧫◆❖⬥☒⮹⌘❀✿❝❞";
const WINGDINGS_HIGH: &str = "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}•••○○○◉◎\u{fffd}•☐▲✦★✶✴✹✵\u{fffd}⌖⟡⌑\u{fffd}✪✰\
    🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}⌫⌦\
    ◁➢△▽⮈➲⮉⮋←→↑↓↖↗↙↘⬅➔⬆⬇↖↗↙↘⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑⊞";

/// What people take from Wingdings, at places where Symbol has signs that are rare in texts.
const WINGDINGS_USUAL: [u8; 17] =
    [0x6C, 0x6E, 0x6F, 0x71, 0x72, 0x75, 0x76, 0x77, 0x9F, 0xA7, 0xA8, 0xD8, 0xE0, 0xFB, 0xFC, 0xFD, 0xFE];

/// The character that a `w:sym` shows: of a font, at a place in hexadecimal digits. A sign that is not known is [`UNKNOWN`].
pub(super) fn symbol(font: &str, code: &str) -> char {
    let Some(code) = u32::from_str_radix(code.trim(), 16).ok().and_then(char::from_u32) else { return UNKNOWN };
    shown(code, SymbolFont::named(font))
}

/// What a character shows in a font, or in one that is not known to have signs.
pub(super) fn shown(code: char, font: Option<SymbolFont>) -> char {
    let place = match u32::from(code) {
        place @ 0xF000..=0xF0FF => u8::try_from(place - 0xF000).ok(),
        place @ 0x20..=0xFF if font.is_some() => u8::try_from(place).ok(),
        0xE000..=0xF8FF => return UNKNOWN,
        _ if code.is_control() => return UNKNOWN,
        _ => return code,
    };
    // A private character whose font says nothing is a bullet, a box or an arrow of Wingdings, or a sign of Symbol.
    let guessed = |place| if WINGDINGS_USUAL.contains(&place) { SymbolFont::Wingdings } else { SymbolFont::Symbol };
    place.and_then(|place| font.unwrap_or_else(|| guessed(place)).sign(place)).unwrap_or(UNKNOWN)
}

/// Whether a text has characters that a font of signs shows as others.
pub(super) fn is_symbolic(text: &str, font: Option<SymbolFont>) -> bool {
    text.chars().any(|c| matches!(c, '\u{e000}'..='\u{f8ff}') || (font.is_some() && matches!(c, '!'..='\u{ff}')))
}

/// A text in a font as it is shown.
pub(super) fn shown_text(text: &str, font: Option<SymbolFont>) -> String {
    text.chars().map(|c| if c.is_whitespace() { c } else { shown(c, font) }).collect()
}

/// Signs that fonts of PDF files give for Russian letters of the same look, and the letters.
const STAND_INS: [(char, char); 22] = [
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

/// A text with Russian letters in the place of signs that only look like them; `None` where there are none. Greek letters stay unless
/// they stand among Russian ones.
pub(super) fn without_stand_ins(text: &str) -> Option<String> {
    if !text.chars().any(|c| STAND_INS.iter().any(|(sign, _)| *sign == c)) {
        return None;
    }
    let russian = |c: char| matches!(c, 'А'..='я' | 'Ё' | 'ё');
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let among = word.chars().any(russian);
        let letter = |c: char| {
            let found = STAND_INS.iter().find(|(sign, _)| *sign == c);
            found
                .filter(|(sign, _)| among || !('α'..='ω').contains(sign) && !('Ͱ'..='Ͽ').contains(sign))
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
    fn signs_are_those_that_word_shows() {
        for (font, code, sign) in [
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
            assert_eq!(symbol(font, code), sign, "{font} {code}");
        }
    }

    #[test]
    fn letters_stay_letters_but_in_a_font_of_signs() {
        assert_eq!(shown_text("a \u{f0b3} 5 \u{f0d8}", None), "a ≥ 5 ➢");
        assert_eq!(shown_text("a\u{b3}5 ж", Some(SymbolFont::Symbol)), "α≥5 ж");
        assert!(!is_symbolic("обычный text", None));
    }

    #[test]
    fn signs_that_stand_in_for_russian_letters_become_those() {
        assert_eq!(without_stand_ins("ĸ празднику: отĸрыт паρк").as_deref(), Some("к празднику: открыт парк"));
        assert_eq!(without_stand_ins("угол α = 5"), None);
        assert_eq!(without_stand_ins("обычный текст"), None);
    }
}
