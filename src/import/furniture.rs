//! What stands on every page besides the text: page numbers and running heads. [`remove`] takes them off the lines of a file.

use std::collections::BTreeMap;

use super::document::{Aside, AsideKind, Line, Lines};
use crate::text::folded;

/// How many lines at the top and at the foot of a page may be running heads.
const DEPTH: usize = 3;

/// Takes page numbers and running heads off.
pub(super) fn remove(lines: Lines) -> (Lines, Vec<Aside>) {
    let edges = edges(&lines.lines);
    let pages = lines.lines.last().map_or(0, |line| line.page);
    let repeated = repeated(&lines.lines, &edges, pages);
    let counted = counted(&lines.lines);
    let mut asides = Vec::new();
    let mut kept: Vec<Line> = Vec::with_capacity(lines.lines.len());
    for (number, line) in lines.lines.into_iter().enumerate() {
        let at_edge = edges[number];
        let kind = match page_number(&line.text) {
            Some(Number::Said(_)) if at_edge || line.gap > 0.0 => Some(AsideKind::PageNumber),
            Some(Number::Bare(_)) if (at_edge && pages > 1) || counted.contains(&number) => Some(AsideKind::PageNumber),
            _ if at_edge && repeated.contains_key(&folded_words(&line.text)) => Some(AsideKind::RunningHead),
            _ => None,
        };
        match kind {
            Some(kind) => asides.push(Aside { kind, text: line.text, at: line.at }),
            None => kept.push(line),
        }
    }
    (Lines { lines: kept, measured: lines.measured }, asides)
}

/// Which lines stand at the top or the foot of their page.
fn edges(lines: &[Line]) -> Vec<bool> {
    let mut edges = vec![false; lines.len()];
    let mut start = 0;
    for page in lines.chunk_by(|a, b| a.page == b.page) {
        let length = page.len();
        for (number, edge) in edges[start..start + length].iter_mut().enumerate() {
            *edge = number < DEPTH || number + DEPTH >= length;
        }
        start += length;
    }
    edges
}

/// A line as running heads are compared: without its digits, which may count pages.
fn folded_words(text: &str) -> String {
    folded(text).chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// The lines that stand at the edges of most pages.
fn repeated(lines: &[Line], edges: &[bool], pages: u32) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for (line, _) in lines.iter().zip(edges).filter(|(_, edge)| **edge) {
        let words = folded_words(&line.text);
        if words.is_empty() {
            continue;
        }
        let (count, last_page) = counts.entry(words).or_insert((0, 0));
        if *last_page != line.page {
            (*count, *last_page) = (*count + 1, line.page);
        }
    }
    // Two pages may begin alike by chance; what stands on most of three or more does not.
    let enough = (pages / 2 + 1).max(3).min(pages.max(2));
    counts.into_iter().map(|(words, (count, _))| (words, count)).filter(|(_, count)| *count >= enough).collect()
}

/// A page number.
#[derive(Debug, PartialEq, Eq)]
enum Number {
    /// With words that say so: `- 2 -`, `Страница 2 из 5`, `2/5`.
    Said(u32),
    /// Digits alone.
    Bare(u32),
}

fn page_number(text: &str) -> Option<Number> {
    let lower = text.to_lowercase();
    let plain = lower.trim_matches(|c: char| c.is_whitespace() || "-–—.|".contains(c));
    let (words, said) = ["страница", "стр.", "стр", "page", "лист", "с."]
        .iter()
        .find_map(|word| plain.strip_prefix(word))
        .map_or((plain, plain.len() < lower.trim().len()), |rest| (rest, true));
    let mut numbers = words.split([' ', '/', '\u{a0}']).filter(|word| !matches!(*word, "" | "из" | "of"));
    let number: u32 = numbers.next().filter(|word| word.len() <= 3)?.parse().ok()?;
    let of = numbers.next();
    let second = of.map(|word| word.len() <= 3 && word.parse::<u32>().is_ok_and(|of| of >= number));
    if numbers.next().is_some() || second == Some(false) {
        return None;
    }
    Some(if said || (second.is_some() && words.contains("из")) { Number::Said(number) } else { Number::Bare(number) })
}

/// The lines of digits alone that count one, two, three ... through a text whose pages are not marked.
fn counted(lines: &[Line]) -> Vec<usize> {
    let bare = |line: &Line| match page_number(&line.text) {
        Some(Number::Bare(number)) => Some(number),
        _ => None,
    };
    let apart = |number: usize| {
        let below = lines.get(number + 1).is_none_or(|line| line.gap > 0.0 || line.page != lines[number].page);
        lines[number].gap > 0.0 || below
    };
    let mut run: Vec<(usize, u32)> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if let Some(value) = bare(line).filter(|_| apart(number))
            && run.last().map_or(value <= 2, |(_, last)| value == last + 1)
        {
            run.push((number, value));
        }
    }
    if run.len() >= 2 { run.into_iter().map(|(number, _)| number).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::Where;

    fn lines(pages: &[&[&str]]) -> Lines {
        let mut lines = Vec::new();
        for (page, texts) in (1..).zip(pages) {
            for text in *texts {
                let at = Where::Line(lines.len() as u32 + 1);
                lines.push(Line { at, page, text: (*text).into(), left: 0.0, right: 0.0, gap: 0.0, cell: None });
            }
        }
        Lines { lines, measured: false }
    }

    fn left(pages: &[&[&str]]) -> Vec<String> {
        remove(lines(pages)).0.lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn page_numbers_and_running_heads_go() {
        let text = left(&[
            &["Анкета города", "один", "- 1 -"],
            &["Анкета города", "два", "- 2 -"],
            &["Анкета города", "три", "Страница 3 из 3"],
        ]);
        assert_eq!(text, ["один", "два", "три"]);
    }

    #[test]
    fn numbers_of_the_text_stay() {
        assert_eq!(left(&[&["Построено домов:", "15", "и школ:", "2"]]).len(), 4);
        assert_eq!(page_number("2024"), None);
        assert_eq!(page_number("стр. 4"), Some(Number::Said(4)));
        assert_eq!(page_number("5/2"), None);
    }
}
