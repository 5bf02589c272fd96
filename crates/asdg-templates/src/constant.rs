//! Evaluates constants when a template is loaded: `{{ t(key="…") }}` and `{{ asset(name="…") }}` with one literal
//! argument. The template engine itself renders them, so they are escaped as usual. On a Russian site
//! `{{ lang(text=…) }}` never prints anything, and is removed.

use tera::{Context, Tera};

use super::{is_html, syntax};

/// The functions whose results depend only on one literal argument.
const CONSTANT_FUNCTIONS: [(&str, &str); 2] = [("t", "key"), ("asset", "name")];

/// Replaces the constants of a template by their output. A call that fails stays as it is, so that rendering reports
/// the error at its place.
pub(super) fn evaluate_constants(name: &str, source: &str, engine: &Tera) -> String {
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    let is_russian =
        engine.render_str("{{ lang(text='я') }}", &Context::new(), false).is_ok_and(|text| text.is_empty());
    for (start, piece) in syntax::pieces(source) {
        out.push_str(&source[at..start]);
        at = start + piece.len();
        if is_lang(piece) {
            // The call is in a tag, after blanks or at the start of a line.
            out.truncate(out.trim_end().len());
            if !is_russian {
                out.push(' ');
                out.push_str(piece);
            }
            continue;
        }
        let value = value(piece, engine).filter(|_| is_html(name));
        out.push_str(value.as_deref().unwrap_or(piece));
    }
    out.push_str(&source[at..]);
    out
}

/// Whether a piece is `{{ lang(text=…) }}`.
fn is_lang(piece: &str) -> bool {
    let call = || printed_expression(piece)?.strip_prefix("lang(")?.strip_suffix(')');
    call().is_some_and(|arguments| !arguments.contains(['(', ')']))
}

/// Returns the expression that a piece prints.
fn printed_expression(piece: &str) -> Option<&str> {
    Some(piece.strip_prefix("{{")?.strip_suffix("}}")?.trim_matches([' ', '\n', '\r', '\t']))
}

/// Returns the output of a constant such as `{{ t(key="menu") }}`, escaped as Tera escapes it. Returns `None` for a
/// text that would have another meaning in the source of a template: one that begins or ends with a space (`-%}` would
/// remove it) or contains a brace.
fn value(piece: &str, engine: &Tera) -> Option<String> {
    let call = printed_expression(piece)?;
    CONSTANT_FUNCTIONS.iter().find(|(function, argument)| is_call(call, function, argument))?;
    let text = engine.render_str(piece, &Context::new(), true).ok()?;
    let is_plain = !text.is_empty() && text.trim() == text && !text.contains(['{', '}']);
    is_plain.then_some(text)
}

/// Whether an expression is a call of a function with one literal argument.
fn is_call(expression: &str, function: &str, argument: &str) -> bool {
    let literal = || {
        let inside = expression.strip_prefix(function)?.trim_start().strip_prefix('(')?.strip_suffix(')')?.trim();
        let literal = inside.strip_prefix(argument)?.trim_start().strip_prefix('=')?.trim_start();
        let quote = literal.chars().next().filter(|quote| ['"', '\'', '`'].contains(quote))?;
        literal.strip_prefix(quote)?.strip_suffix(quote).filter(|text| !text.contains(['"', '\'', '`', '\\']))
    };
    literal().is_some()
}
