//! Full texts without markup, for the open data.

use super::lines::{LineKind, lines};

/// A text as lines: a paragraph, an item or a row of a table on each, with tabs between the cells of a row.
pub fn plain(html: &str) -> String {
    let mut out = String::new();
    each_part(html, |part| out.push_str(part));
    out
}

/// How many characters [`plain`] gives.
pub fn plain_length(html: &str) -> usize {
    let mut count = 0;
    each_part(html, |part| count += part.chars().count());
    count
}

fn each_part(html: &str, mut push: impl FnMut(&str)) {
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
    fn each_paragraph_item_and_row_is_a_line() {
        let text = plain(SAMPLE);
        assert_eq!(text, "Раз два три & четыре\nпункт\nвнутри\nвторой\nа\t\n1\t2\nПодпись\nx < y");
        assert_eq!(plain_length(SAMPLE), text.chars().count());
    }
}
