//! Page furniture: page numbers, and headers and footers that repeat on every page. [`remove`] removes them from the
//! lines of a file.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Aside, AsideKind, Line, Lines};
use asdg_russian::folded;

/// The number of lines at the top and at the foot of a page that may be headers and footers.
const EDGE_LINES: usize = 3;

/// Removes page numbers, headers and footers; returns the other lines, and the removed ones as asides.
pub(super) fn remove(lines: Lines) -> (Lines, Vec<Aside>) {
    let edges = edges(&lines.lines);
    let pages = lines.lines.last().map_or(0, |line| line.page);
    let repeated = repeated_lines(&lines.lines, &edges, pages);
    let counting = counting_lines(&lines.lines);
    let printed_by_browser = browser_lines(&lines.lines, &edges, pages);
    let mut asides = Vec::new();
    let mut kept: Vec<Line> = Vec::with_capacity(lines.lines.len());
    for (number, line) in lines.lines.into_iter().enumerate() {
        let edge = edges[number];
        let kind = match page_number(&line.text) {
            // A number in a cell is content of the table.
            _ if line.cell.is_some() => None,
            _ if printed_by_browser.contains(&number) => Some(AsideKind::RunningHead),
            Some(Number::Labelled(_)) if edge.is_some() || line.gap > 0.0 => Some(AsideKind::PageNumber),
            Some(Number::Bare(_)) if (edge.is_some() && pages > 1) || counting.contains(&number) => {
                Some(AsideKind::PageNumber)
            }
            _ if pages < 3 && line.text.ends_with(['.', ';', ':', '?', '!']) => None,
            _ if edge.is_some_and(|edge| repeated.contains(&(edge, comparable_text(&line)))) => {
                Some(AsideKind::RunningHead)
            }
            _ => None,
        };
        match kind {
            Some(kind) => asides.push(Aside { kind, text: line.text, at: line.at }),
            None => kept.push(line),
        }
    }
    (Lines { lines: kept, measured: lines.measured }, asides)
}

/// A position at the edge of a page: the number of lines from the top or from the foot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Top(usize),
    Foot(usize),
}

/// The position of each line at the top or the foot of its page; `None` for the lines between them.
fn edges(lines: &[Line]) -> Vec<Option<Edge>> {
    let mut edges = Vec::with_capacity(lines.len());
    for page in lines.chunk_by(|a, b| a.page == b.page) {
        for number in 0..page.len() {
            let (top, foot) = (number, page.len() - 1 - number);
            edges.push(if top < EDGE_LINES && top <= foot {
                Some(Edge::Top(top))
            } else if foot < EDGE_LINES {
                Some(Edge::Foot(foot))
            } else {
                None
            });
        }
    }
    edges
}

/// The text of a line in the form in which headers are compared: folded, without the page number.
fn comparable_text(line: &Line) -> String {
    let page = line.page.to_string();
    line.text.split(|c: char| !c.is_alphanumeric()).filter(|word| *word != page).map(folded).collect()
}

/// The lines that a browser prints around a page: address and page number below, date and title above.
fn browser_lines(lines: &[Line], edges: &[Option<Edge>], pages: u32) -> BTreeSet<usize> {
    let at = |number: usize| edges.get(number).copied().flatten();
    let foot = |number: &usize| {
        at(*number).is_some_and(|edge| matches!(edge, Edge::Foot(0)) || pages == 1)
            && is_browser_footer(&lines[*number].text)
    };
    let mut found: BTreeSet<usize> = (0..lines.len()).filter(foot).collect();
    // A date without such a footer may be that of a letter.
    if !found.is_empty() {
        let head =
            |number: &usize| matches!(at(*number), Some(Edge::Top(0))) && is_browser_header(&lines[*number].text);
        found.extend((0..lines.len()).filter(head));
    }
    found
}

/// Whether the text of a line shows that it is at the edge of a page: a page number, or a header or footer of a
/// browser.
pub(super) fn is_at_edge(text: &str) -> bool {
    page_number(text).is_some() || is_browser_footer(text) || is_browser_header(text)
}

/// Whether a line is a footer of a browser: `https://example.org/anketa   2/3`, or the path of a local file.
fn is_browser_footer(text: &str) -> bool {
    let text = text.trim();
    let address =
        ["http://", "https://", "file://", "about:blank", "data:text"].iter().any(|start| text.starts_with(start));
    let end = text.split_whitespace().next_back().and_then(|end| end.split_once('/'));
    let number = |text: &str| text.len() <= 3 && text.parse::<u32>().is_ok();
    address && end.is_some_and(|(page, all)| number(page) && number(all))
}

/// Whether a line is a header of a browser: `29.11.2026, 12:00   Анкета города`.
fn is_browser_header(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (date, time) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let date: Vec<&str> = date.trim_end_matches(',').split(['.', '/']).collect();
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    date.len() == 3
        && date.iter().all(|part| digits(part))
        && time.split_once(':').is_some_and(|(hour, minute)| digits(hour) && digits(minute.trim_end_matches(',')))
}

/// The texts that most pages have in the same position.
fn repeated_lines(lines: &[Line], edges: &[Option<Edge>], pages: u32) -> BTreeSet<(Edge, String)> {
    let mut counts: BTreeMap<(Edge, String), u32> = BTreeMap::new();
    for (line, edge) in lines.iter().zip(edges) {
        let text = comparable_text(line);
        if let Some(edge) = edge.filter(|_| !text.is_empty() && line.cell.is_none()) {
            *counts.entry((edge, text)).or_default() += 1;
        }
    }
    let common = counts.into_iter().filter(|((edge, _), count)| match pages {
        // Two pages may begin or end alike by chance, with a repeated short answer; three pages do not.
        0..=2 => *count == 2 && matches!(edge, Edge::Top(0) | Edge::Foot(0 | 1)),
        _ => *count >= (pages / 2 + 1).max(3),
    });
    common.map(|(place, _)| place).collect()
}

/// A page number.
#[derive(Debug, PartialEq, Eq)]
enum Number {
    /// With words or signs that mark it as a page number: `- 2 -`, `Страница 2 из 5`.
    Labelled(u32),
    /// Only digits.
    Bare(u32),
}

/// Parses a line that is nothing but a page number.
fn page_number(text: &str) -> Option<Number> {
    let lower = text.to_lowercase();
    let plain = lower.trim_matches(|c: char| c.is_whitespace() || "-–—.|".contains(c));
    let (words, is_labelled) = ["страница", "стр.", "стр", "page", "лист", "с."]
        .iter()
        .find_map(|word| plain.strip_prefix(word))
        .map_or((plain, plain.len() < lower.trim().trim_end_matches('.').len()), |rest| (rest, true));
    let mut numbers = words.split([' ', '/', '\u{a0}']).filter(|word| !matches!(*word, "" | "из" | "of"));
    let number: u32 = numbers.next().filter(|word| word.len() <= 3)?.parse().ok()?;
    let total = numbers.next();
    let is_total_valid = total.map(|word| word.len() <= 3 && word.parse::<u32>().is_ok_and(|total| total >= number));
    if numbers.next().is_some() || is_total_valid == Some(false) {
        return None;
    }
    let is_labelled = is_labelled || (is_total_valid.is_some() && words.contains("из"));
    Some(if is_labelled { Number::Labelled(number) } else { Number::Bare(number) })
}

/// The lines that are page numbers of a text without page breaks: only digits, counting one, two, three and so on.
fn counting_lines(lines: &[Line]) -> Vec<usize> {
    // Lines with only `1.` or `2)` are numbers of answers.
    let bare = |line: &Line| match page_number(&line.text) {
        Some(Number::Bare(number)) if !line.text.ends_with(['.', ')']) => Some(number),
        _ => None,
    };
    let has_gap = |number: usize| {
        let below = lines.get(number + 1).is_none_or(|line| line.gap > 0.0 || line.page != lines[number].page);
        lines[number].gap > 0.0 || below
    };
    let mut numbered: Vec<(usize, u32)> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if let Some(value) = bare(line).filter(|_| line.cell.is_none() && has_gap(number))
            && numbered.last().map_or(value <= 2, |(_, last)| value == last + 1)
        {
            numbered.push((number, value));
        }
    }
    if numbered.len() >= 2 { numbered.into_iter().map(|(number, _)| number).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{CellPlace, SourceLocation};

    fn lines(pages: &[&[&str]]) -> Lines {
        let mut lines = Vec::new();
        for (page, texts) in (1..).zip(pages) {
            for text in *texts {
                let at = SourceLocation::Line(lines.len() as u32 + 1);
                lines.push(Line::plain(at, page, *text));
            }
        }
        Lines { lines, measured: false }
    }

    fn remaining(pages: &[&[&str]]) -> Vec<String> {
        remove(lines(pages)).0.lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn page_numbers_and_headers_are_removed() {
        let text = remaining(&[
            &["Анкета города", "один", "- 1 -"],
            &["Анкета города", "два", "- 2 -"],
            &["Анкета города", "три", "Страница 3 из 3"],
        ]);
        assert_eq!(text, ["один", "два", "три"]);
    }

    #[test]
    fn headers_and_footers_of_a_browser_are_removed() {
        let text = remaining(&[
            &["29.11.2026, 12:00 Анкета", "один", "https://example.org/a 1/2"],
            &["29.11.2026, 12:00 Анкета", "два", "https://example.org/a 2/2"],
        ]);
        assert_eq!(text, ["один", "два"]);
        assert_eq!(remaining(&[&["29.11.2026, 12:00 начало", "один"]]).len(), 2);
    }

    #[test]
    fn numbers_in_table_cells_are_kept() {
        let mut lines = lines(&[&["2", "а", "3"], &["4", "б", "5"], &["6", "в", "7"]]);
        for (line, row) in lines.lines.iter_mut().zip(0..) {
            line.cell = Some(CellPlace { table: 0, row, column: 0 });
        }
        assert_eq!(remove(lines).0.lines.len(), 9);
    }

    #[test]
    fn lines_that_pages_share_by_chance_are_kept() {
        let pages: &[&[&str]] = &[&["раз", "Предложений нет."], &["Предложений нет.", "два", "Предложений нет."]];
        assert_eq!(remaining(pages).len(), 5);
        let pages: &[&[&str]] = &[&["Дело номер 5", "раз"], &["Дело номер 30", "два"], &["Дело номер 7", "три"]];
        assert_eq!(remaining(pages).len(), 6);
    }

    #[test]
    fn numbers_in_the_text_are_kept() {
        assert_eq!(remaining(&[&["Построено домов:", "15", "и школ:", "2"]]).len(), 4);
        assert_eq!(page_number("2024"), None);
        assert_eq!(page_number("стр. 4"), Some(Number::Labelled(4)));
        assert_eq!(page_number("5/2"), None);
    }
}
