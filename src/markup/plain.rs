//! Converts full texts to plain text, for the open data.

use super::lines::{LineKind, lines};

/// Converts a text to plain text. A paragraph, an item or a row of a table is a line; tabs separate the cells of a row.
pub fn plain(html: &str) -> String {
    let mut out = String::new();
    for_each_part(html, |part| out.push_str(part));
    out
}

/// Counts the characters of the text that [`plain`] returns, without making it.
pub fn plain_length(html: &str) -> usize {
    let mut count = 0;
    for_each_part(html, |part| count += part.chars().count());
    count
}

fn for_each_part(html: &str, mut push: impl FnMut(&str)) {
    for (number, line) in lines(html).enumerate() {
        match line.kind {
            LineKind::Cell { is_first: false } => push("\t"),
            _ if number > 0 => push("\n"),
            _ => {}
        }
        let text = line.text();
        push(if line.kind == LineKind::Code { text.trim_end() } else { &text });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::SAMPLE;

    #[test]
    fn paragraphs_items_and_rows_are_lines() {
        let text = plain(SAMPLE);
        assert_eq!(text, "Раз два три & четыре\nпункт\nвнутри\nвторой\nа\t\n1\t2\nПодпись\nx < y");
        assert_eq!(plain_length(SAMPLE), text.chars().count());
    }
}
