//! Applies Russian typography to text as people type it: quotation marks, dashes and no-break spaces.
//!
//! [`set`] applies it to a paragraph, [`set_line`] to a single line. The rules are those of Milchin's handbook for
//! editors: «ёлочки» with „лапки“ inside; an em dash with a no-break space before it; an en dash in ranges; no-break
//! spaces after one-letter words, in «г. Омск», «№ 5», «25 000 руб.» and between initials and a surname. Text that is
//! already inside «ёлочки» stays as typed, except for spaces in numbers and straight quotation marks, because it is the
//! name of an event, a programme or a law.

mod gaps;
mod numbers;
mod quotes;
mod ranges;

pub use numbers::joined_numbers;

use gaps::{ONE_LETTER_WORDS, keeps_together, starts_with_digit};
use quotes::{NameDepth, ReplacedMark};

const NBSP: char = '\u{a0}';

/// A part of a paragraph.
#[derive(Debug)]
pub enum Piece<'a> {
    /// Text that typography changes.
    Text(&'a mut Box<str>),
    /// Code or an address, which stays as it is. To the text around it, it is a word.
    Opaque,
}

/// Applies typography to a single line, such as a title or a name, and collapses its spaces.
pub fn set_line(text: &str) -> Box<str> {
    let mut line: Box<str> = super::collapse_spaces(text).into();
    set(&mut [Piece::Text(&mut line)]);
    line
}

/// Applies typography to a paragraph that consists of parts, for instance plain and bold text.
pub fn set(pieces: &mut [Piece<'_>]) {
    let (replaced, mut names) = quotes::replace_marks(pieces);
    let mut replaced = &replaced[..];
    for i in 0..pieces.len() {
        let (marks, later) = replaced.split_at(replaced.partition_point(|mark| mark.piece <= i));
        replaced = later;
        let (before, rest) = pieces.split_at_mut(i);
        let Some((Piece::Text(text), after)) = rest.split_first_mut() else {
            continue;
        };
        let before = before.last().map_or("", |piece| piece_text(piece));
        let after = after.first().map_or("", |piece| piece_text(piece));
        if let Some(set) = set_piece(text, before, after, marks, &mut names) {
            **text = set.into();
        }
    }
}

fn piece_text<'a>(piece: &'a Piece<'_>) -> &'a str {
    match piece {
        Piece::Text(text) => text,
        Piece::Opaque => "x",
    }
}

/// Applies typography to one part; `marks` are its quotation marks that are replaced. `None` if nothing changes.
fn set_piece(text: &str, before: &str, after: &str, marks: &[ReplacedMark], names: &mut NameDepth) -> Option<String> {
    let bytes = text.as_bytes();
    let mut marks = marks.iter().peekable();
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    let mut word = 0;
    // Unchanged stretches are copied as a whole.
    while let Some(unchanged) = bytes[at..].iter().position(|&byte| MAY_CHANGE[usize::from(byte)]) {
        at += unchanged;
        let is_gap = bytes[at] == b' ' && !names.inside();
        let gap = is_gap.then(|| quick_gap(&bytes[at..], &bytes[word..at])).flatten();
        if gap == Some(Gap::Breaking) {
            at += 1;
            word = at;
            continue;
        }
        let rest = &text[at..];
        let replacement = match bytes[at] {
            b'"' | 0xE2 if marks.peek().is_some_and(|mark| mark.at == at) => {
                marks.next().map(|mark| (mark.replacement, mark.length))
            }
            0xC2 if rest.starts_with('«') => {
                names.open();
                None
            }
            0xC2 if rest.starts_with('»') => {
                names.close();
                None
            }
            b' ' if names.inside() => {
                let left = if at == 0 { last_word(before) } else { &text[word..at] };
                is_number_gap(left, &rest[1..]).then_some(("\u{a0}", 1))
            }
            _ if names.inside() => None,
            b' ' if gap == Some(Gap::NoBreak) => Some(("\u{a0}", 1)),
            b' ' => replace_gap(rest, if at == 0 { last_word(before) } else { &text[word..at] }, after),
            0xC2 if rest.starts_with(NBSP) => {
                replace_gap(rest, if at == 0 { last_word(before) } else { &text[word..at] }, after)
            }
            b'-' if ranges::is_range(text, at) => Some(("–", 1)),
            b'.' if rest.starts_with("...") && !rest.starts_with("....") && !text[..at].ends_with('.') => {
                Some(("…", 3))
            }
            0xE2 if rest.strip_prefix('№').is_some_and(starts_with_digit) => Some(("№\u{a0}", 3)),
            _ => None,
        };
        let is_blank = bytes[at] == b' ' || rest.starts_with(NBSP);
        match replacement {
            Some((replacement, length)) => {
                if out.is_empty() {
                    out.reserve(text.len() + 16);
                }
                out.push_str(&text[copied..at]);
                out.push_str(replacement);
                at += length;
                copied = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
        if is_blank {
            word = at;
        }
    }
    if copied == 0 {
        return None;
    }
    out.push_str(&text[copied..]);
    Some(out)
}

/// The bytes at which typography may change something: spaces, hyphens, full stops, straight quotation marks, and the
/// first bytes of other quotation marks, dashes, no-break spaces and number signs.
const MAY_CHANGE: [bool; 256] = byte_set(b" -.\"\xC2\xE2");

/// The kind of space between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// An ordinary space, at which a line may end.
    Breaking,
    /// A no-break space: the word before it is a preposition or a conjunction of one letter.
    NoBreak,
}

/// Decides about the space at the start of a text from a few bytes and nearly without branches, which suffices for most
/// spaces; `None` if it does not. `left` is the word before the space.
fn quick_gap(text: &[u8], left: &[u8]) -> Option<Gap> {
    let &[b' ', next, second, third, ..] = text else { return None };
    if matches!(next, b' ' | b'-' | 0xC2 | 0xE2) | (second == b'.') | (third == b'.') {
        return None;
    }
    let is_russian = |byte| matches!(byte, 0xD0 | 0xD1);
    match *left {
        [first, letter] if is_russian(first) => {
            let is_one_letter_word = ONE_LETTER_WORD_BYTES.contains(&[first, letter]);
            Some(if is_one_letter_word { Gap::NoBreak } else { Gap::Breaking })
        }
        [first, letter, middle, .., last] => {
            // «тыс», «млн» and the like may be followed by a unit.
            let may_be_scale = matches!(left.len(), 6 | 8) & matches!((first, letter), (0xD0, 0xBC) | (0xD1, 0x82));
            // Words of two to four letters. A quotation mark may precede a word of one letter.
            let is_short = matches!(left.len(), 4 | 6 | 8)
                & is_russian(first)
                & is_russian(middle)
                & is_russian(left.get(4).copied().unwrap_or(first))
                & !may_be_scale;
            // «ХХ» may be a number.
            let may_be_number = ((first, letter) == (0xD0, 0xA5)) | ENDS_SPECIALLY[usize::from(last)];
            (((left.len() > 8) | is_short) & !may_be_number).then_some(Gap::Breaking)
        }
        _ => None,
    }
}

/// The last bytes of words after which a no-break space may follow: digits, also Roman ones, and full stops.
const ENDS_SPECIALLY: [bool; 256] = byte_set(b".0123456789IVX\xA5");

/// Returns a table of all bytes that tells which are in a list.
const fn byte_set(mut bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    while let [byte, rest @ ..] = bytes {
        table[*byte as usize] = true;
        bytes = rest;
    }
    table
}

/// Decides about the spaces at the start of a text, and a dash after them: returns the replacement, and how many bytes
/// it replaces. `left` is the word before them, `after` the text after this part of the paragraph.
fn replace_gap(text: &str, left: &str, after: &str) -> Option<(&'static str, usize)> {
    let blanks = text.len() - text.trim_start_matches([' ', NBSP]).len();
    let single = matches!(&text[..blanks], " " | "\u{a0}");
    let left = left.trim_start_matches(['(', '«', '„', '"', '“']);
    let right = &text[blanks..];
    if let Some(dash) = spaced_dash(right) {
        // At the start of a paragraph a dash begins a line of dialogue: there is no word before it.
        if left.is_empty() {
            return None;
        }
        let right = right[dash..].trim_start_matches([' ', NBSP]);
        let between_numbers = ranges::is_spaced_range(left, right);
        return Some((if between_numbers { "–" } else { "\u{a0}— " }, text.len() - right.len()));
    }
    if text.starts_with(NBSP) && single {
        return None;
    }
    if keeps_together(left, if right.is_empty() { after } else { right }) {
        return Some(("\u{a0}", blanks));
    }
    (!single).then_some((" ", blanks))
}

/// Whether the space between a word and the text after it is inside a number, or between a number and its unit. Inside
/// a quoted name only such spaces become no-break spaces.
fn is_number_gap(left: &str, right: &str) -> bool {
    let left = left.trim_start_matches(['(', '«', '„', '"', '“']);
    left.ends_with(|c: char| c.is_ascii_digit()) && keeps_together(left, right)
}

/// Returns the length of a dash, or of hyphens used as a dash, at the start of a text, if a space follows.
fn spaced_dash(text: &str) -> Option<usize> {
    let dash = text.len() - text.trim_start_matches(['-', '–', '—']).len();
    let one = dash > 0 && (text[..dash].bytes().all(|b| b == b'-') && dash <= 3 || dash == '—'.len_utf8());
    (one && text[dash..].starts_with([' ', NBSP])).then_some(dash)
}

fn last_word(text: &str) -> &str {
    text.rsplit([' ', NBSP, '\n']).next().unwrap_or_default()
}

/// [`ONE_LETTER_WORDS`] as bytes.
const ONE_LETTER_WORD_BYTES: [[u8; 2]; ONE_LETTER_WORDS.len() / 2] = {
    let mut held = [[0; 2]; ONE_LETTER_WORDS.len() / 2];
    let mut number = 0;
    while number < held.len() {
        held[number] = [ONE_LETTER_WORDS.as_bytes()[2 * number], ONE_LETTER_WORDS.as_bytes()[2 * number + 1]];
        number += 1;
    }
    held
};

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &str) {
        assert_eq!(&*set_line(typed), expected.replace('~', "\u{a0}"), "{typed}");
    }

    #[test]
    fn quotation_marks() {
        check(r#"проект "Чистый берег" закончен"#, "проект «Чистый берег» закончен");
        check(r#""Клуб "Амур" открыт", сказал он"#, "«Клуб „Амур“ открыт», сказал он");
        check("“Чистый берег”", "«Чистый берег»");
        check("„лапки“ остаются", "„лапки“ остаются");
        check(r#"труба 15" и всё"#, "труба 15\" и~всё");
        check(r#"("Город")"#, "(«Город»)");
    }

    #[test]
    fn quoted_names_stay_as_typed() {
        check("книга «Нам 10 лет и 25 000 дней»", "книга «Нам 10~лет и 25~000~дней»");
        check("акция «Мы - вместе», а - да", "акция «Мы - вместе», а~— да");
        check("балет «Балет «Острова» и в городе", "балет «Балет «Острова» и~в~городе");
        // Except that straight marks are no part of a name.
        check(r#"«Клуб "Амур" - наш»"#, "«Клуб „Амур“ - наш»");
    }

    #[test]
    fn dashes_and_ranges() {
        check("город - это люди", "город~— это люди");
        check("город -- это – люди", "город~— это~— люди");
        check("в 1941-1945 годах", "в~1941–1945~годах");
        check("возраст 10 - 15 лет", "возраст 10–15~лет");
        check("тел. 22-33-44, 8-800-555", "тел. 22-33-44, 8-800-555");
        check("113-ФЗ, 80-ой, 2024-05-01", "113-ФЗ, 80-ой, 2024-05-01");
        check("№ 12-34", "№~12-34");
        check("на 5-7%.", "на 5–7%.");
        check("Южно-Сахалинск", "Южно-Сахалинск");
        check("в XIX - XX веках, XIX-XX вв.", "в~XIX–XX~веках, XIX–XX~вв.");
        check("1,5 - 2 млн, с 9:00-18:00", "1,5–2~млн, с~9:00–18:00");
    }

    #[test]
    fn no_break_spaces() {
        check("и в городе с людьми", "и~в~городе с~людьми");
        check("г. Омск, ул. Ленина, д. 5", "г.~Омск, ул.~Ленина, д.~5");
        check("№5 и № 6", "№~5 и~№~6");
        check("2025 г., 5 млн руб., 14 июня.", "2025~г., 5~млн~руб., 14~июня.");
        check("граф Н.Н. Муравьев и Образцов И.П.", "граф Н.Н.~Муравьев и~Образцов~И.П.");
        check("граф Н. Н. Муравьев.", "граф Н.~Н.~Муравьев.");
        check("принял Образцов И. П.", "принял Образцов~И.~П.");
        check("(Образцов И.П.), А. Б. Пример-Образцов;", "(Образцов~И.П.), А.~Б.~Пример-Образцов;");
        check("25 000 руб., 1 200 500 км, 12 345", "25~000~руб., 1~200~500~км, 12~345");
        check("в 2024 100 школ, 2 100-местных зала", "в~2024 100 школ, 2 100-местных зала");
        check("(5 млн руб.). Ещё 12 тыс. чел.", "(5~млн~руб.). Ещё 12~тыс.~чел.");
        check("10 кВт, +5 °C, 300 кв. м, 7 м², 15 %", "10~кВт, +5~°C, 300~кв.~м, 7~м², 15~%");
        check(
            "3,8 млрд рублей за 2025 год, 5 лет, 40 чел., 8 в школе",
            "3,8~млрд~рублей за 2025~год, 5~лет, 40~чел., 8 в~школе",
        );
        check("XIX в., XX–XXI вв., в ХХ веке", "XIX~в., XX–XXI~вв., в~ХХ~веке");
        check("и т. д., т. е. да, до н. э.", "и~т.~д., т.~е. да, до н.~э.");
        check("много   пробелов \u{a0} тут", "много пробелов тут");
        check("и так далее...", "и~так далее…");
    }

    #[test]
    fn quick_decisions_about_gaps_agree_with_the_rules() {
        let words = "в и да тыс млн млрд трлн том мост парк Хор ХХ ХХI Парк XIX 2024 15 г. ул. №5 (в «в «Парк (млн объём да, да.";
        for left in words.split(' ') {
            for right in
                ["город", "И. П. Образцов", "Образцов", "руб. в год", "лет назад", "в городе", "5 мая", "— это"]
            {
                let text = format!(" {right}");
                let by_rules = replace_gap(&text, left, "");
                match quick_gap(text.as_bytes(), left.as_bytes()) {
                    Some(Gap::Breaking) => assert_eq!(by_rules, None, "{left}{text}"),
                    Some(Gap::NoBreak) => assert_eq!(by_rules, Some(("\u{a0}", 1)), "{left}{text}"),
                    None => {}
                }
            }
        }
    }

    #[test]
    fn typography_looks_across_the_parts_of_a_paragraph() {
        let mut a: Box<str> = "отчёт \"".into();
        let mut b: Box<str> = "Итоги".into();
        let mut c: Box<str> = "\" готов, ссылка в ".into();
        set(&mut [Piece::Text(&mut a), Piece::Text(&mut b), Piece::Text(&mut c), Piece::Opaque]);
        assert_eq!([&*a, &*b, &*c], ["отчёт «", "Итоги", "» готов, ссылка в\u{a0}"]);
    }
}
