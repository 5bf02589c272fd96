//! Evaluates constants when a template is loaded: `{{ t(key="…") }}` and `{{ asset(name="…") }}` with one literal
//! argument. The template engine itself prints them, so they are escaped as usual. Where no text is foreign, which is the
//! same for all pages of a site, `{% if foreign(text=…) %} lang="ru"{% endif %}` is left out.

use tera::{Context, Tera};

use super::{is_html, syntax};

/// The functions whose results depend only on one literal argument.
const CONSTANT: [(&str, &str); 2] = [("t", "key"), ("asset", "name")];

/// A template with its constants evaluated. What gives an error stays as it is, so that rendering reports it at its
/// place.
pub(super) fn put_in(name: &str, source: &str, engine: &Tera) -> String {
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    let is_foreign = engine.render_str("{{ foreign(text='я') }}", &Context::new(), false).is_ok_and(|is| is == "true");
    for (start, piece) in syntax::pieces(source) {
        // What is inside a block that was left out is passed over.
        if start >= at {
            out.push_str(&source[at..start]);
            let block = (!is_foreign).then(|| block_of_foreign(source, start, piece)).flatten();
            at = start + block.unwrap_or(piece.len());
            if block.is_none() {
                let value = value(piece, engine).filter(|_| is_html(name));
                out.push_str(value.as_deref().unwrap_or(piece));
            }
        }
    }
    out.push_str(&source[at..]);
    out
}

/// The length of the block that begins with a piece, if it is `{% if foreign(…) %}` with nothing but text in it.
fn block_of_foreign(source: &str, start: usize, piece: &str) -> Option<usize> {
    let condition = piece.strip_prefix("{%")?.strip_suffix("%}")?.trim().strip_prefix("if")?.trim();
    let arguments = condition.strip_prefix("foreign(")?.strip_suffix(')')?;
    let end = syntax::end_of_block(source, start)?;
    let is_text = syntax::pieces(&source[start..end]).count() == 2;
    (is_text && !arguments.contains(['(', ')'])).then_some(end - start)
}

/// The output of `{{ t(key="menu") }}`, escaped as Tera escapes it. `None` for a text that would have another meaning
/// in the source of a template, such as one that begins with a space (`-%}` would remove it) or contains a brace.
fn value(printed: &str, engine: &Tera) -> Option<String> {
    let call = printed.strip_prefix("{{")?.strip_suffix("}}")?.trim_matches([' ', '\n', '\r', '\t']);
    CONSTANT.iter().find(|(function, argument)| is_call(call, function, argument))?;
    let text = engine.render_str(printed, &Context::new(), true).ok()?;
    let plain = !text.is_empty() && text.trim() == text && !text.contains(['{', '}']);
    plain.then_some(text)
}

/// Whether an expression is only a call with one literal argument.
fn is_call(expression: &str, function: &str, argument: &str) -> bool {
    let literal = || {
        let inside = expression.strip_prefix(function)?.trim_start().strip_prefix('(')?.strip_suffix(')')?.trim();
        let literal = inside.strip_prefix(argument)?.trim_start().strip_prefix('=')?.trim_start();
        let quote = literal.chars().next().filter(|quote| ['"', '\'', '`'].contains(quote))?;
        literal.strip_prefix(quote)?.strip_suffix(quote).filter(|text| !text.contains(['"', '\'', '`', '\\']))
    };
    literal().is_some()
}
