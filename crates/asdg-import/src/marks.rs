//! The marks that people type in front of items: `-`, `–`, `•`, `а)`, `1)`, `1.`, `1.2.`, `IV.`

use super::document::{Block, Line, Mark, Run};

/// A mark that was typed, and the text behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed<'t> {
    /// The mark.
    pub(super) mark: Mark,
    /// What sort of mark it is: items of one list have marks of one sort.
    pub(super) sort: MarkKind,
    /// The text behind the mark.
    pub(super) text: &'t str,
}

/// A sort of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// A bullet, by its sign.
    Bullet(char),
    /// A dash, by its sign.
    Dash(char),
    /// A number and the sign behind it.
    Number(char),
    /// A letter and a parenthesis.
    Letter,
    /// A number of several parts, such as `1.2.`; how many parts.
    Parts(u8),
    /// A Roman number.
    Roman,
}

impl MarkKind {
    /// Whether marks of the two sorts may belong to one list: people take one dash for another.
    pub(super) fn is_like(self, other: MarkKind) -> bool {
        self == other
            || matches!(
                (self, other),
                (MarkKind::Dash(_), MarkKind::Dash(_)) | (MarkKind::Bullet(_), MarkKind::Bullet(_))
            )
    }
}

impl MarkKind {
    /// Whether it is a sign that counts nothing.
    pub(super) fn is_plain(self) -> bool {
        matches!(self, MarkKind::Dash(_) | MarkKind::Bullet(_))
    }
}

/// The bullets that word processors use, and their code points in symbol fonts.
const BULLETS: &str = "•·▪■●○◦‣∙⦁♦◆◇◊★☆▶►➤➢➔→⇒✓✔✅✗❖❑❍∗\u{f0b7}\u{f0a7}\u{f0d8}\u{f0fc}\u{f076}";
/// Letters that stand for bullets of Wingdings and Courier where only the text was kept: with a blank and a word behind, and not just once.
const LETTERS: &str = "ovqüØx";
/// Other signs that people type for bullets. They may be a part of a text, so there must be another such line beside it.
const SIGNS: &str = "~=#@¤»¬¦†‡©⁃";
/// The dashes that stand in front of items.
const DASHES: &str = "-–—−‒\u{2011}*";

/// A text with a hyphen in the place of an underscore that was typed as a mark; `None` where none was.
pub(super) fn without_underscore(text: &str) -> Option<String> {
    let rest = text.trim_start().strip_prefix('_')?;
    let behind = rest.trim_start();
    (behind.len() < rest.len() && behind.starts_with(char::is_alphabetic)).then(|| format!("-{rest}"))
}

/// Puts hyphens in the place of underscores that were typed as marks, and bullets in the place of letters that stand for them, before the
/// letters are counted: these signs count as letters. A letter alone may be a word, so there must be another such line beside it. Gives
/// the letters that went.
pub(super) fn mend(blocks: &mut [Block]) -> Vec<char> {
    let mut gone = Vec::new();
    let texts: Vec<String> = blocks.iter_mut().map(|block| first_text(block).cloned().unwrap_or_default()).collect();
    let is_marked: Vec<bool> =
        texts.iter().map(|text| typed(text.trim_start()).is_some() || is_lettered(text)).collect();
    for (number, block) in blocks.iter_mut().enumerate() {
        let has_neighbour = number.checked_sub(1).is_some_and(|before| is_marked[before])
            || is_marked.get(number + 1).is_some_and(|&next| next);
        if let Block::Table(table) = block {
            table.rows.iter_mut().flatten().for_each(|cell| gone.extend(mend(cell)));
        } else if let Some(text) = first_text(block) {
            if let Some(mended) = without_underscore(text) {
                *text = mended;
                gone.push('_');
            } else if is_lettered(text) && has_neighbour {
                let trimmed = text.trim_start();
                gone.extend(trimmed.chars().next());
                *text = format!("•{}", trimmed.trim_start_matches(|c| LETTERS.contains(c) || SIGNS.contains(c)));
            }
        }
    }
    gone
}

/// The text that a paragraph begins with.
fn first_text(block: &mut Block) -> Option<&mut String> {
    match block {
        Block::Paragraph(paragraph) => match paragraph.runs.first_mut()? {
            Run::Text { text, .. } => Some(text),
            _ => None,
        },
        Block::Table(_) => None,
    }
}

/// Puts bullets in the place of letters that stand for them in lines, where a letter comes so more than once or beside another mark.
pub(super) fn mend_lines(lines: &mut [Line]) {
    let is_marked: Vec<bool> =
        lines.iter().map(|line| typed(&line.text).is_some() || is_lettered(&line.text)).collect();
    let first = |text: &str| text.chars().next().filter(|_| is_lettered(text));
    let found: Vec<char> = lines.iter().filter_map(|line| first(&line.text)).collect();
    for (number, line) in lines.iter_mut().enumerate() {
        let beside = number.checked_sub(1).is_some_and(|before| is_marked[before])
            || is_marked.get(number + 1).is_some_and(|&next| next);
        let comes_again = |letter: &char| found.iter().filter(|other| *other == letter).count() > 1;
        let letter = first(&line.text).filter(|letter| beside || comes_again(letter));
        if let Some(letter) = letter {
            line.text = format!("•{}", &line.text[letter.len_utf8()..]);
        }
    }
}

/// Whether a text begins with a letter or a sign that may stand for a bullet.
fn is_lettered(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c| LETTERS.contains(c) || SIGNS.contains(c));
    let behind = rest.trim_start();
    text.chars().count() == rest.chars().count() + 1 && behind.len() < rest.len() && begins_item(behind)
}

/// The mark at the start of a text, if there is one.
pub(super) fn typed(text: &str) -> Option<Typed<'_>> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let behind = rest.trim_start();
    if behind.is_empty() {
        return None;
    }
    let spaced = behind.len() < rest.len();
    let bullet = |sort| Some(Typed { mark: Mark::Bullet, sort, text: behind });
    if BULLETS.contains(first) {
        // The sign that makes a picture of the one before it, and a dash that was typed behind the bullet.
        let behind = behind.trim_start_matches('\u{fe0f}').trim_start();
        let dashed = behind.strip_prefix(['-', '–', '—']).filter(|rest| rest.starts_with(char::is_whitespace));
        let behind = dashed.map_or(behind, str::trim_start);
        return (!behind.is_empty()).then_some(Typed {
            mark: Mark::Bullet,
            sort: MarkKind::Bullet(first),
            text: behind,
        });
    }
    if first == '§' && spaced && begins_item(behind) {
        return bullet(MarkKind::Bullet(first));
    }
    if first == '+' && spaced && begins_item(behind) {
        return bullet(MarkKind::Dash(first));
    }
    if DASHES.contains(first) && rest.starts_with(['-', '–', '—']) {
        // Two or three hyphens for a dash.
        let behind = rest.trim_start_matches(['-', '–', '—']).trim_start();
        let word = behind.starts_with(|c: char| c.is_alphabetic() || "«\"“„(".contains(c));
        return (word && rest.len() - behind.len() < 12).then_some(Typed {
            mark: Mark::Bullet,
            sort: MarkKind::Dash('-'),
            text: behind,
        });
    }
    if DASHES.contains(first) {
        // Glued to its text, it is a mark only in front of a word: "-5 °C" is a number.
        let word = behind.starts_with(|c: char| c.is_alphabetic() || "«\"“„(".contains(c));
        return if spaced || (word && first != '*') { bullet(MarkKind::Dash(first)) } else { None };
    }
    // A box, ticked or not, says something: it stays in front of its item.
    if "☐☑☒".contains(first) && spaced && begins_item(behind) {
        return Some(Typed { mark: Mark::Label(first.to_string()), sort: MarkKind::Bullet('☐'), text: behind });
    }
    number(text).or_else(|| enclosed(text)).or_else(|| roman(text)).or_else(|| letter(first, rest))
}

/// `(1)`, `[1]`, `1/`
fn enclosed(text: &str) -> Option<Typed<'_>> {
    let (digits, close) = match (text.strip_prefix('('), text.strip_prefix('[')) {
        (Some(inside), _) => (inside, ')'),
        (_, Some(inside)) => (inside, ']'),
        _ => (text, '/'),
    };
    let end = digits.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=2).contains(end))?;
    let rest = digits[end..].strip_prefix(close)?;
    let behind = rest.trim_start();
    let label = text[..text.len() - rest.len()].to_owned();
    (behind.len() < rest.len() && begins_item(behind)).then_some(Typed {
        mark: Mark::Label(label),
        sort: MarkKind::Number(if close == ']' { '[' } else { '(' }),
        text: behind,
    })
}

/// Whether a text begins as an item in Russian does: with a Russian word, a quotation, a Roman number («XVI заплыв») or «80-летие».
fn begins_item(text: &str) -> bool {
    let russian = |c: char| matches!(c, 'А'..='я' | 'Ё' | 'ё');
    let word = text.split_whitespace().next().unwrap_or_default();
    let counted = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let anniversary =
        counted.len() < word.len() && counted.strip_prefix('-').is_some_and(|rest| rest.starts_with(russian));
    text.starts_with(|c: char| russian(c) || "«\"“„".contains(c)) || is_roman(word) || anniversary
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| "IVX".contains(c))
}

/// `1.`, `1)`, `1.2.`; the blank may be missing in front of a word.
fn number(text: &str) -> Option<Typed<'_>> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let numbers = &text[..end];
    let parts: Vec<&str> = numbers.trim_end_matches('.').split('.').collect();
    let fine = parts.iter().all(|part| (1..=2).contains(&part.len()) && !part.starts_with('0'));
    if !fine || numbers.ends_with("..") {
        return None;
    }
    let parenthesis = text[end..].starts_with(')');
    let rest = if parenthesis { text[end + 1..].trim_start_matches('.') } else { &text[end..] };
    let behind = rest.trim_start();
    let spaced = behind.len() < rest.len();
    let closed = parenthesis || numbers.ends_with('.');
    let begins_word = behind.starts_with(|c: char| c.is_alphabetic() || "«\"“„([".contains(c));
    // "3. сентября" and "20.08. 2004" are no items, but "3.Отремонтированы" is one.
    let glued = behind.starts_with(char::is_uppercase) || (parenthesis && behind.starts_with(char::is_alphabetic));
    if behind.is_empty() || !(spaced || glued) {
        return None;
    }
    match parts.as_slice() {
        [single] if closed => {
            let sign = if parenthesis { ')' } else { '.' };
            let mark = Mark::Number(single.parse().ok()?);
            Some(Typed { mark, sort: MarkKind::Number(sign), text: behind })
        }
        // Without a point at the end "1.2 млн" would be one; what is counted has a word in front of capitals.
        [_, _, ..] if begins_word && (closed || behind.starts_with(char::is_uppercase)) && parts.len() < 5 => {
            let label = text[..text.len() - rest.len()].to_owned();
            Some(Typed { mark: Mark::Label(label), sort: MarkKind::Parts(parts.len() as u8), text: behind })
        }
        _ => None,
    }
}

/// `а)`, also with a Latin letter.
fn letter(first: char, rest: &str) -> Option<Typed<'_>> {
    let behind = rest.strip_prefix(')')?.trim_start();
    (first.is_alphabetic() && !behind.is_empty()).then(|| Typed {
        mark: Mark::Label(format!("{first})")),
        sort: MarkKind::Letter,
        text: behind,
    })
}

/// `IV.` in Latin capitals, `iv)` in small letters.
fn roman(text: &str) -> Option<Typed<'_>> {
    let length = |letters: &str| text.find(|c: char| !letters.contains(c)).filter(|&end| (1..=5).contains(&end));
    let end = length("IVX").or_else(|| length("ivx").filter(|&end| text[end..].starts_with(')')))?;
    let rest = text[end..].strip_prefix(['.', ')'])?;
    let behind = rest.trim_start();
    let label = text[..end + 1].to_owned();
    (behind.len() < rest.len() && !behind.is_empty()).then_some(Typed {
        mark: Mark::Label(label),
        sort: MarkKind::Roman,
        text: behind,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Where;

    fn seen(text: &str) -> Option<(Mark, &str)> {
        typed(text).map(|typed| (typed.mark, typed.text))
    }

    #[test]
    fn what_people_put_in_front_of_items_is_a_mark() {
        assert_eq!(seen("- мост;"), Some((Mark::Bullet, "мост;")));
        assert_eq!(seen("-возложение цветов"), Some((Mark::Bullet, "возложение цветов")));
        assert_eq!(seen("•\tмост"), Some((Mark::Bullet, "мост")));
        assert_eq!(seen("1) мост"), Some((Mark::Number(1), "мост")));
        assert_eq!(seen("12.Мост"), Some((Mark::Number(12), "Мост")));
        assert_eq!(seen("а) мост"), Some((Mark::Label("а)".into()), "мост")));
        assert_eq!(seen("1.2. Мост"), Some((Mark::Label("1.2.".into()), "Мост")));
        assert_eq!(seen("IV. Мост"), Some((Mark::Label("IV.".into()), "Мост")));
        for (text, label) in
            [("(1) мост", "(1)"), ("[1] мост", "[1]"), ("2/ мост", "2/"), ("iv) мост", "iv)"), ("☑ мост", "☑")]
        {
            assert_eq!(seen(text), Some((Mark::Label(label.into()), "мост")), "{text}");
        }
        assert_eq!(seen("• - мост"), Some((Mark::Bullet, "мост")));
        for text in ["§ мост", "§\tмост", "✔ мост", "✔\u{fe0f} мост", "+ мост", "-- мост", "→ мост"]
        {
            assert_eq!(seen(text), Some((Mark::Bullet, "мост")), "{text}");
        }
        assert_eq!(seen("§ XVI заплыв"), Some((Mark::Bullet, "XVI заплыв")));
        assert_eq!(seen("+ 80-летие города"), Some((Mark::Bullet, "80-летие города")));
        assert_eq!(without_underscore("_ мост").as_deref(), Some("- мост"));
        assert_eq!(without_underscore("____ мост"), None);
    }

    #[test]
    fn a_letter_is_a_bullet_where_it_comes_again() {
        let mended = |texts: &[&str]| {
            let mut lines: Vec<Line> = texts.iter().map(|text| Line::plain(Where::Line(1), 1, *text)).collect();
            mend_lines(&mut lines);
            lines.into_iter().map(|line| line.text).collect::<Vec<_>>()
        };
        assert_eq!(mended(&["o мост", "через реку", "o XVI заплыв"]), ["• мост", "через реку", "• XVI заплыв"]);
        assert_eq!(mended(&["§ дом", "ü мост"]), ["§ дом", "• мост"]);
        assert_eq!(mended(&["o мост", "o 5", "oo мост"]), ["o мост", "o 5", "oo мост"]);
        assert_eq!(mended(&["~ мост", "~ дом"]), ["• мост", "• дом"]);
        assert_eq!(mended(&["# мост", "дом"]), ["# мост", "дом"]);
    }

    #[test]
    fn a_number_or_a_dash_of_the_text_is_none() {
        for text in [
            "2024 году",
            "2024. Открыт парк",
            "31.05.2026.",
            "-5 градусов",
            "1.2 млн рублей",
            "15 домов",
            "3.5%",
            "**",
            "-",
            "--",
            "+7 (000) 00-00-00",
            "+ 5 процентов",
            "§ 5 устава",
            "o мост",
            "(1) 2 дома",
            "1/2 мост",
        ] {
            assert_eq!(seen(text), None, "{text}");
        }
    }
}
