//! The marks that people type before items: `-`, `–`, `•`, `а)`, `1)`, `1.`, `1.2.`, `IV.` [`parse_mark`] parses them.

use super::document::{Block, Line, Mark, Run};

/// A typed mark, and the text after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedMark<'t> {
    /// The mark.
    pub(super) mark: Mark,
    /// The kind of the mark: items of one list have marks of one kind.
    pub(super) kind: MarkKind,
    /// The text after the mark.
    pub(super) text: &'t str,
}

/// The kind of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// A bullet, with its sign.
    Bullet(char),
    /// A dash, with its sign.
    Dash(char),
    /// A number, with the sign after it.
    Number(char),
    /// A letter and a parenthesis.
    Letter,
    /// A number with several parts, such as `1.2.`, with the number of parts.
    Parts(u8),
    /// A Roman number.
    Roman,
}

impl MarkKind {
    /// Whether marks of two kinds may belong to one list: people mix different dashes, and different bullets.
    pub(super) fn is_like(self, other: MarkKind) -> bool {
        self == other
            || matches!(
                (self, other),
                (MarkKind::Dash(_), MarkKind::Dash(_)) | (MarkKind::Bullet(_), MarkKind::Bullet(_))
            )
    }

    /// Whether it is a sign that does not count: a dash or a bullet.
    pub(super) fn is_plain(self) -> bool {
        matches!(self, MarkKind::Dash(_) | MarkKind::Bullet(_))
    }
}

/// The bullets that word processors use, and their code points in symbol fonts.
const BULLETS: &str = "•·▪■●○◦‣∙⦁♦◆◇◊★☆▶►➤➢➔→⇒✓✔✅✗❖❑❍∗\u{f0b7}\u{f0a7}\u{f0d8}\u{f0fc}\u{f076}";
/// The letters that replace bullets of Wingdings and Courier where the font was lost. They are bullets only before a
/// space and a word, and only if another such line is near.
const BULLET_LETTERS: &str = "ovqüØx";
/// Other signs that people type as bullets. They may also be part of a text, so an adjacent line must have a mark, too.
const BULLET_SIGNS: &str = "~=#@¤»¬¦†‡©⁃";
/// The dashes that people type before items.
const DASHES: &str = "-–—−‒\u{2011}*";

/// Replaces an underscore that was typed as a mark with a hyphen; `None` if the text has none.
pub(super) fn without_underscore(text: &str) -> Option<String> {
    let rest = text.trim_start().strip_prefix('_')?;
    let after = rest.trim_start();
    (after.len() < rest.len() && after.starts_with(char::is_alphabetic)).then(|| format!("-{rest}"))
}

/// Replaces underscores that were typed as marks with hyphens, and letters that stand for bullets with bullets. Runs
/// before letters are counted, since these characters count as letters; returns the replaced characters. A single
/// letter may be a word, so an adjacent paragraph must have a mark, too.
pub(super) fn replace_unusual_marks(blocks: &mut [Block]) -> Vec<char> {
    let mut replaced = Vec::new();
    let texts: Vec<String> = blocks.iter_mut().map(|block| first_text(block).cloned().unwrap_or_default()).collect();
    let is_marked: Vec<bool> =
        texts.iter().map(|text| parse_mark(text.trim_start()).is_some() || may_begin_with_bullet(text)).collect();
    for (number, block) in blocks.iter_mut().enumerate() {
        let has_neighbour = number.checked_sub(1).is_some_and(|before| is_marked[before])
            || is_marked.get(number + 1).is_some_and(|&next| next);
        if let Block::Table(table) = block {
            table.rows.iter_mut().flatten().for_each(|cell| replaced.extend(replace_unusual_marks(cell)));
        } else if let Some(text) = first_text(block) {
            if let Some(with_hyphen) = without_underscore(text) {
                *text = with_hyphen;
                replaced.push('_');
            } else if may_begin_with_bullet(text) && has_neighbour {
                let trimmed = text.trim_start();
                replaced.extend(trimmed.chars().next());
                *text = format!(
                    "•{}",
                    trimmed.trim_start_matches(|c| BULLET_LETTERS.contains(c) || BULLET_SIGNS.contains(c))
                );
            }
        }
    }
    replaced
}

/// The first run of a paragraph, if it is text.
fn first_text(block: &mut Block) -> Option<&mut String> {
    match block {
        Block::Paragraph(paragraph) => match paragraph.runs.first_mut()? {
            Run::Text { text, .. } => Some(text),
            _ => None,
        },
        Block::Table(_) => None,
    }
}

/// Replaces letters that stand for bullets in lines with bullets, if several lines begin with the letter or an adjacent
/// line has a mark.
pub(super) fn replace_letter_bullets(lines: &mut [Line]) {
    let is_marked: Vec<bool> =
        lines.iter().map(|line| parse_mark(&line.text).is_some() || may_begin_with_bullet(&line.text)).collect();
    let first = |text: &str| text.chars().next().filter(|_| may_begin_with_bullet(text));
    let found: Vec<char> = lines.iter().filter_map(|line| first(&line.text)).collect();
    for (number, line) in lines.iter_mut().enumerate() {
        let has_neighbour = number.checked_sub(1).is_some_and(|before| is_marked[before])
            || is_marked.get(number + 1).is_some_and(|&next| next);
        let comes_again = |letter: &char| found.iter().filter(|other| *other == letter).count() > 1;
        let letter = first(&line.text).filter(|letter| has_neighbour || comes_again(letter));
        if let Some(letter) = letter {
            line.text = format!("•{}", &line.text[letter.len_utf8()..]);
        }
    }
}

/// Whether a text begins with a letter or a sign that may stand for a bullet.
fn may_begin_with_bullet(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c| BULLET_LETTERS.contains(c) || BULLET_SIGNS.contains(c));
    let after = rest.trim_start();
    text.chars().count() == rest.chars().count() + 1 && after.len() < rest.len() && begins_item(after)
}

/// Parses the mark at the start of a text.
pub(super) fn parse_mark(text: &str) -> Option<TypedMark<'_>> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let after = rest.trim_start();
    if after.is_empty() {
        return None;
    }
    let spaced = after.len() < rest.len();
    let bullet = |kind| Some(TypedMark { mark: Mark::Bullet, kind, text: after });
    if BULLETS.contains(first) {
        // A variation selector after the bullet, and a dash typed after it.
        let after = after.trim_start_matches('\u{fe0f}').trim_start();
        let dashed = after.strip_prefix(['-', '–', '—']).filter(|rest| rest.starts_with(char::is_whitespace));
        let after = dashed.map_or(after, str::trim_start);
        return (!after.is_empty()).then_some(TypedMark {
            mark: Mark::Bullet,
            kind: MarkKind::Bullet(first),
            text: after,
        });
    }
    if first == '§' && spaced && begins_item(after) {
        return bullet(MarkKind::Bullet(first));
    }
    if first == '+' && spaced && begins_item(after) {
        return bullet(MarkKind::Dash(first));
    }
    if DASHES.contains(first) && rest.starts_with(['-', '–', '—']) {
        // Two or three hyphens instead of a dash.
        let after = rest.trim_start_matches(['-', '–', '—']).trim_start();
        let word = after.starts_with(|c: char| c.is_alphabetic() || "«\"“„(".contains(c));
        return (word && rest.len() - after.len() < 12).then_some(TypedMark {
            mark: Mark::Bullet,
            kind: MarkKind::Dash('-'),
            text: after,
        });
    }
    if DASHES.contains(first) {
        // Without a space it is a mark only before a word: "-5 °C" is a number.
        let word = after.starts_with(|c: char| c.is_alphabetic() || "«\"“„(".contains(c));
        return if spaced || (word && first != '*') { bullet(MarkKind::Dash(first)) } else { None };
    }
    // A checkbox has a meaning, so it stays as the label of its item.
    if "☐☑☒".contains(first) && spaced && begins_item(after) {
        return Some(TypedMark { mark: Mark::Label(first.to_string()), kind: MarkKind::Bullet('☐'), text: after });
    }
    number(text).or_else(|| enclosed(text)).or_else(|| roman(text)).or_else(|| letter(first, rest))
}

/// Parses `(1)`, `[1]`, `1/`.
fn enclosed(text: &str) -> Option<TypedMark<'_>> {
    let (digits, close) = match (text.strip_prefix('('), text.strip_prefix('[')) {
        (Some(inside), _) => (inside, ')'),
        (_, Some(inside)) => (inside, ']'),
        _ => (text, '/'),
    };
    let end = digits.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=2).contains(end))?;
    let rest = digits[end..].strip_prefix(close)?;
    let after = rest.trim_start();
    let label = text[..text.len() - rest.len()].to_owned();
    (after.len() < rest.len() && begins_item(after)).then_some(TypedMark {
        mark: Mark::Label(label),
        kind: MarkKind::Number(if close == ']' { '[' } else { '(' }),
        text: after,
    })
}

/// Whether a text begins like an item in Russian: with a Russian word, a quotation, a Roman number («XVI заплыв») or
/// «80-летие».
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

/// Parses `1.`, `1)`, `1.2.`; the space before a word may be missing.
fn number(text: &str) -> Option<TypedMark<'_>> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let numbers = &text[..end];
    let parts: Vec<&str> = numbers.trim_end_matches('.').split('.').collect();
    let is_valid = parts.iter().all(|part| (1..=2).contains(&part.len()) && !part.starts_with('0'));
    if !is_valid || numbers.ends_with("..") {
        return None;
    }
    let parenthesis = text[end..].starts_with(')');
    let rest = if parenthesis { text[end + 1..].trim_start_matches('.') } else { &text[end..] };
    let after = rest.trim_start();
    let spaced = after.len() < rest.len();
    let closed = parenthesis || numbers.ends_with('.');
    let begins_word = after.starts_with(|c: char| c.is_alphabetic() || "«\"“„([".contains(c));
    // "3. сентября" and "20.08. 2004" are not items, but "3.Отремонтированы" is.
    let glued = after.starts_with(char::is_uppercase) || (parenthesis && after.starts_with(char::is_alphabetic));
    if after.is_empty() || !(spaced || glued) {
        return None;
    }
    match parts.as_slice() {
        [single] if closed => {
            let sign = if parenthesis { ')' } else { '.' };
            let mark = Mark::Number(single.parse().ok()?);
            Some(TypedMark { mark, kind: MarkKind::Number(sign), text: after })
        }
        // Without a full stop at the end, the text must begin with a capital letter: "1.2 млн" is not a mark.
        [_, _, ..] if begins_word && (closed || after.starts_with(char::is_uppercase)) && parts.len() < 5 => {
            let label = text[..text.len() - rest.len()].to_owned();
            Some(TypedMark { mark: Mark::Label(label), kind: MarkKind::Parts(parts.len() as u8), text: after })
        }
        _ => None,
    }
}

/// Parses `а)`, also with a Latin letter.
fn letter(first: char, rest: &str) -> Option<TypedMark<'_>> {
    let after = rest.strip_prefix(')')?.trim_start();
    (first.is_alphabetic() && !after.is_empty()).then(|| TypedMark {
        mark: Mark::Label(format!("{first})")),
        kind: MarkKind::Letter,
        text: after,
    })
}

/// Parses `IV.` in Latin capitals, `iv)` in small letters.
fn roman(text: &str) -> Option<TypedMark<'_>> {
    let length = |letters: &str| text.find(|c: char| !letters.contains(c)).filter(|&end| (1..=5).contains(&end));
    let end = length("IVX").or_else(|| length("ivx").filter(|&end| text[end..].starts_with(')')))?;
    let rest = text[end..].strip_prefix(['.', ')'])?;
    let after = rest.trim_start();
    let label = text[..end + 1].to_owned();
    (after.len() < rest.len() && !after.is_empty()).then_some(TypedMark {
        mark: Mark::Label(label),
        kind: MarkKind::Roman,
        text: after,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceLocation;

    fn parsed(text: &str) -> Option<(Mark, &str)> {
        parse_mark(text).map(|typed| (typed.mark, typed.text))
    }

    #[test]
    fn marks_before_items_are_recognised() {
        assert_eq!(parsed("- мост;"), Some((Mark::Bullet, "мост;")));
        assert_eq!(parsed("-возложение цветов"), Some((Mark::Bullet, "возложение цветов")));
        assert_eq!(parsed("•\tмост"), Some((Mark::Bullet, "мост")));
        assert_eq!(parsed("1) мост"), Some((Mark::Number(1), "мост")));
        assert_eq!(parsed("12.Мост"), Some((Mark::Number(12), "Мост")));
        assert_eq!(parsed("а) мост"), Some((Mark::Label("а)".into()), "мост")));
        assert_eq!(parsed("1.2. Мост"), Some((Mark::Label("1.2.".into()), "Мост")));
        assert_eq!(parsed("IV. Мост"), Some((Mark::Label("IV.".into()), "Мост")));
        for (text, label) in
            [("(1) мост", "(1)"), ("[1] мост", "[1]"), ("2/ мост", "2/"), ("iv) мост", "iv)"), ("☑ мост", "☑")]
        {
            assert_eq!(parsed(text), Some((Mark::Label(label.into()), "мост")), "{text}");
        }
        assert_eq!(parsed("• - мост"), Some((Mark::Bullet, "мост")));
        for text in ["§ мост", "§\tмост", "✔ мост", "✔\u{fe0f} мост", "+ мост", "-- мост", "→ мост"]
        {
            assert_eq!(parsed(text), Some((Mark::Bullet, "мост")), "{text}");
        }
        assert_eq!(parsed("§ XVI заплыв"), Some((Mark::Bullet, "XVI заплыв")));
        assert_eq!(parsed("+ 80-летие города"), Some((Mark::Bullet, "80-летие города")));
        assert_eq!(without_underscore("_ мост").as_deref(), Some("- мост"));
        assert_eq!(without_underscore("____ мост"), None);
    }

    #[test]
    fn a_repeated_letter_is_a_bullet() {
        let replaced = |texts: &[&str]| {
            let mut lines: Vec<Line> =
                texts.iter().map(|text| Line::plain(SourceLocation::Line(1), 1, *text)).collect();
            replace_letter_bullets(&mut lines);
            lines.into_iter().map(|line| line.text).collect::<Vec<_>>()
        };
        assert_eq!(replaced(&["o мост", "через реку", "o XVI заплыв"]), ["• мост", "через реку", "• XVI заплыв"]);
        assert_eq!(replaced(&["§ дом", "ü мост"]), ["§ дом", "• мост"]);
        assert_eq!(replaced(&["o мост", "o 5", "oo мост"]), ["o мост", "o 5", "oo мост"]);
        assert_eq!(replaced(&["~ мост", "~ дом"]), ["• мост", "• дом"]);
        assert_eq!(replaced(&["# мост", "дом"]), ["# мост", "дом"]);
    }

    #[test]
    fn numbers_and_dashes_of_the_text_are_not_marks() {
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
            assert_eq!(parsed(text), None, "{text}");
        }
    }
}
