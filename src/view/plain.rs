//! Full texts without markup, for the open data.

use crate::markup::{LineKind, lines};
use crate::model::Text;

/// A text as lines: a paragraph, an item or a row of a table on each, with tabs between the cells of a row.
pub(super) fn whole(text: &Text) -> String {
    let mut out = String::new();
    each_part(text, |part| out.push_str(part));
    out
}

/// How many characters [`whole`] gives.
pub(super) fn characters(text: &Text) -> usize {
    let mut count = 0;
    each_part(text, |part| count += part.chars().count());
    count
}

fn each_part(text: &Text, mut push: impl FnMut(&str)) {
    for (number, line) in lines(text.html()).enumerate() {
        match line.kind {
            LineKind::Cell { is_first: false } => push("\t"),
            _ if number > 0 => push("\n"),
            _ => {}
        }
        let text = line.text();
        push(if line.kind == LineKind::Code { text.trim_end() } else { &text });
    }
}
