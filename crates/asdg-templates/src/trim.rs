//! Applies white space control: removes the signs of `{%- if x -%}`, and the white space next to it, as Tera's lexer
//! does (`whitespace_filter`). The minifier then sees the text that is printed, and an indented template makes the same
//! pages as one without indents. Comments are removed too.

use super::syntax;

/// Applies the white space control of a template, and removes its comments.
pub(super) fn apply_trimming(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    let mut is_trimmed = false;
    for (start, piece) in syntax::pieces(source) {
        let mut text = &source[at..start];
        at = start + piece.len();
        let was_trimmed = is_trimmed && !text.is_empty();
        if was_trimmed {
            text = text.trim_start();
        }
        if piece.as_bytes().get(2) == Some(&b'-') {
            text = text.trim_end();
        }
        out.push_str(text);
        let trims_after = piece.as_bytes().iter().nth_back(2) == Some(&b'-');
        if piece.starts_with("{#") {
            // A comment prints nothing, so the sign of the piece before it also trims the text after it.
            is_trimmed = trims_after || (is_trimmed && !was_trimmed);
            continue;
        }
        is_trimmed = trims_after;
        if syntax::keyword(piece) == "raw" {
            out.push_str(piece);
        } else {
            push_without_signs(&mut out, piece);
        }
    }
    let rest = &source[at..];
    out.push_str(if is_trimmed { rest.trim_start() } else { rest });
    out
}

fn push_without_signs(out: &mut String, piece: &str) {
    let (open, rest) = piece.split_at(2);
    let (inside, close) = rest.split_at(rest.len() - 2);
    let inside = inside.strip_prefix('-').unwrap_or(inside);
    out.push_str(open);
    out.push_str(inside.strip_suffix('-').unwrap_or(inside));
    out.push_str(close);
}

#[cfg(test)]
mod tests {
    use tera::{Context, Tera};

    use super::apply_trimming;

    #[test]
    fn white_space_control_is_applied_as_tera_applies_it() {
        let cases = [
            ("a {{- 1 -}} b", "a{{ 1 }}b"),
            ("a {% if true -%} b {%- endif %} c", "a {% if true %}b{% endif %} c"),
            ("a {#- remark -#} b", "ab"),
            ("a {# remark #} b", "a  b"),
            ("a {{ 1 -}} {# remark #} b", "a {{ 1 }} b"),
            ("a {{ 1 -}}{# remark #} b", "a {{ 1 }}b"),
            ("{{ \"-}} \" -}} b", "{{ \"-}} \" }}b"),
            ("a {%- raw -%} {{- x -}} {%- endraw -%} b", "a{%- raw -%} {{- x -}} {%- endraw -%}b"),
            ("a {{ 1 -}} \u{a0}b", "a {{ 1 }}b"),
            ("{{ 2 -}} ", "{{ 2 }}"),
        ];
        for (written, expected) in cases {
            assert_eq!(apply_trimming(written), expected);
            let printed = |source: &str| Tera::default().render_str(source, &Context::new(), true).unwrap();
            assert_eq!(printed(written), printed(&apply_trimming(written)), "{written}");
        }
    }
}
