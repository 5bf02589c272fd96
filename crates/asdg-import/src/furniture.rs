//! Page furniture: page numbers and running heads, which repeat on every page. [`remove`] takes them out of the lines
//! of a file.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Aside, AsideKind, Line, Lines};
use asdg_russian::folded;

/// How many lines at the top and at the foot of a page may be running heads.
const DEPTH: usize = 3;

/// Takes page numbers and running heads off.
pub(super) fn remove(lines: Lines) -> (Lines, Vec<Aside>) {
    let edges = edges(&lines.lines);
    let pages = lines.lines.last().map_or(0, |line| line.page);
    let repeated = repeated(&lines.lines, &edges, pages);
    let counted = counted(&lines.lines);
    let printed = printed(&lines.lines, &edges, pages);
    let mut asides = Vec::new();
    let mut kept: Vec<Line> = Vec::with_capacity(lines.lines.len());
    for (number, line) in lines.lines.into_iter().enumerate() {
        let edge = edges[number];
        let kind = match page_number(&line.text) {
            // The number in a cell is what the table tells.
            _ if line.cell.is_some() => None,
            _ if printed.contains(&number) => Some(AsideKind::RunningHead),
            Some(Number::Said(_)) if edge.is_some() || line.gap > 0.0 => Some(AsideKind::PageNumber),
            Some(Number::Bare(_)) if (edge.is_some() && pages > 1) || counted.contains(&number) => {
                Some(AsideKind::PageNumber)
            }
            _ if pages < 3 && line.text.ends_with(['.', ';', ':', '?', '!']) => None,
            _ if edge.is_some_and(|edge| repeated.contains(&(edge, head_words(&line)))) => Some(AsideKind::RunningHead),
            _ => None,
        };
        match kind {
            Some(kind) => asides.push(Aside { kind, text: line.text, at: line.at }),
            None => kept.push(line),
        }
    }
    (Lines { lines: kept, measured: lines.measured }, asides)
}

/// A place at the edge of a page: how many lines from the top or from the foot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Top(usize),
    Foot(usize),
}

/// Which lines stand at the top or the foot of their page.
fn edges(lines: &[Line]) -> Vec<Option<Edge>> {
    let mut edges = Vec::with_capacity(lines.len());
    for page in lines.chunk_by(|a, b| a.page == b.page) {
        for number in 0..page.len() {
            let (top, foot) = (number, page.len() - 1 - number);
            edges.push(if top < DEPTH && top <= foot {
                Some(Edge::Top(top))
            } else if foot < DEPTH {
                Some(Edge::Foot(foot))
            } else {
                None
            });
        }
    }
    edges
}

/// A line as running heads are compared: without the number of its page.
fn head_words(line: &Line) -> String {
    let page = line.page.to_string();
    line.text.split(|c: char| !c.is_alphanumeric()).filter(|word| *word != page).map(folded).collect()
}

/// What a browser prints around a page: an address and the number of the page below, date and title above.
fn printed(lines: &[Line], edges: &[Option<Edge>], pages: u32) -> BTreeSet<usize> {
    let at = |number: usize| edges.get(number).copied().flatten();
    let foot = |number: &usize| {
        at(*number).is_some_and(|edge| matches!(edge, Edge::Foot(0)) || pages == 1)
            && is_printed_foot(&lines[*number].text)
    };
    let mut found: BTreeSet<usize> = (0..lines.len()).filter(foot).collect();
    // The date alone may be that of a letter.
    if !found.is_empty() {
        let head = |number: &usize| matches!(at(*number), Some(Edge::Top(0))) && is_printed_head(&lines[*number].text);
        found.extend((0..lines.len()).filter(head));
    }
    found
}

/// Whether a line says that it stands at the edge of every page: a page number, or what a browser prints.
pub(super) fn is_at_edge(text: &str) -> bool {
    page_number(text).is_some() || is_printed_foot(text) || is_printed_head(text)
}

/// `https://example.org/anketa   2/3`, or the path of a file on somebody's disk.
fn is_printed_foot(text: &str) -> bool {
    let text = text.trim();
    let address =
        ["http://", "https://", "file://", "about:blank", "data:text"].iter().any(|start| text.starts_with(start));
    let end = text.split_whitespace().next_back().and_then(|end| end.split_once('/'));
    let number = |text: &str| text.len() <= 3 && text.parse::<u32>().is_ok();
    address && end.is_some_and(|(page, all)| number(page) && number(all))
}

/// `29.11.2026, 12:00   Анкета города`
fn is_printed_head(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (date, time) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let date: Vec<&str> = date.trim_end_matches(',').split(['.', '/']).collect();
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    date.len() == 3
        && date.iter().all(|part| digits(part))
        && time.split_once(':').is_some_and(|(hour, minute)| digits(hour) && digits(minute.trim_end_matches(',')))
}

/// The lines that stand in one place of most pages.
fn repeated(lines: &[Line], edges: &[Option<Edge>], pages: u32) -> BTreeSet<(Edge, String)> {
    let mut counts: BTreeMap<(Edge, String), u32> = BTreeMap::new();
    for (line, edge) in lines.iter().zip(edges) {
        let words = head_words(line);
        if let Some(edge) = edge.filter(|_| !words.is_empty() && line.cell.is_none()) {
            *counts.entry((edge, words)).or_default() += 1;
        }
    }
    let common = counts.into_iter().filter(|((edge, _), count)| match pages {
        // Two pages may begin or end alike by chance, with a short answer that comes again; three in one place do not.
        0..=2 => *count == 2 && matches!(edge, Edge::Top(0) | Edge::Foot(0 | 1)),
        _ => *count >= (pages / 2 + 1).max(3),
    });
    common.map(|(place, _)| place).collect()
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
        .map_or((plain, plain.len() < lower.trim().trim_end_matches('.').len()), |rest| (rest, true));
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
    // `1.` and `2)` alone on their lines number answers.
    let bare = |line: &Line| match page_number(&line.text) {
        Some(Number::Bare(number)) if !line.text.ends_with(['.', ')']) => Some(number),
        _ => None,
    };
    let apart = |number: usize| {
        let below = lines.get(number + 1).is_none_or(|line| line.gap > 0.0 || line.page != lines[number].page);
        lines[number].gap > 0.0 || below
    };
    let mut run: Vec<(usize, u32)> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if let Some(value) = bare(line).filter(|_| line.cell.is_none() && apart(number))
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
    use crate::document::{CellPlace, Where};

    fn lines(pages: &[&[&str]]) -> Lines {
        let mut lines = Vec::new();
        for (page, texts) in (1..).zip(pages) {
            for text in *texts {
                let at = Where::Line(lines.len() as u32 + 1);
                lines.push(Line::plain(at, page, *text));
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
    fn what_a_browser_prints_around_a_page_goes() {
        let text = left(&[
            &["29.11.2026, 12:00 Анкета", "один", "https://example.org/a 1/2"],
            &["29.11.2026, 12:00 Анкета", "два", "https://example.org/a 2/2"],
        ]);
        assert_eq!(text, ["один", "два"]);
        assert_eq!(left(&[&["29.11.2026, 12:00 начало", "один"]]).len(), 2);
    }

    #[test]
    fn numbers_in_cells_stay() {
        let mut lines = lines(&[&["2", "а", "3"], &["4", "б", "5"], &["6", "в", "7"]]);
        for (line, row) in lines.lines.iter_mut().zip(0..) {
            line.cell = Some(CellPlace { table: 0, row, column: 0 });
        }
        assert_eq!(remove(lines).0.lines.len(), 9);
    }

    #[test]
    fn what_pages_have_in_common_by_chance_stays() {
        let pages: &[&[&str]] = &[&["раз", "Предложений нет."], &["Предложений нет.", "два", "Предложений нет."]];
        assert_eq!(left(pages).len(), 5);
        let pages: &[&[&str]] = &[&["Дело номер 5", "раз"], &["Дело номер 30", "два"], &["Дело номер 7", "три"]];
        assert_eq!(left(pages).len(), 6);
    }

    #[test]
    fn numbers_of_the_text_stay() {
        assert_eq!(left(&[&["Построено домов:", "15", "и школ:", "2"]]).len(), 4);
        assert_eq!(page_number("2024"), None);
        assert_eq!(page_number("стр. 4"), Some(Number::Said(4)));
        assert_eq!(page_number("5/2"), None);
    }
}
