//! Finds template syntax in a template, as Tera's lexer does.

/// How a piece of template syntax changes the nesting of statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// It opens a statement: `{% if x %}`.
    Open,
    /// It begins another branch: `{% else %}`, `{% elif x %}`.
    Branch,
    /// It closes a statement: `{% endif %}`.
    Close,
    /// It does not change the nesting: `{{ x }}`, `{% set x = 1 %}`, a comment.
    None,
}

/// Returns the position of the next piece at `at` or later.
pub(super) fn find_next(source: &str, at: usize) -> Option<usize> {
    let opens = |pair: &[u8]| matches!(pair, b"{{" | b"{%" | b"{#");
    source.as_bytes().get(at..)?.windows(2).position(opens).map(|found| at + found)
}

/// Returns the pieces of a source with their positions, up to the first one without an end.
pub(super) fn pieces(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = find_next(source, at)?;
        at = end(source, start)?;
        Some((start, &source[start..at]))
    })
}

/// Whether a piece begins at `at`.
pub(super) fn starts_at(source: &str, at: usize) -> bool {
    find_next(source.get(..source.len().min(at + 2)).unwrap_or_default(), at) == Some(at)
}

/// Returns the end of the piece that begins at `at`; `None` if it has no end. A `raw` block is one piece.
pub(super) fn end(source: &str, at: usize) -> Option<usize> {
    let bytes = source.as_bytes();
    if bytes.get(at + 1) == Some(&b'#') {
        return Some(at + 2 + source.get(at + 2..)?.find("#}")? + 2);
    }
    let close: &[u8] = if bytes.get(at + 1) == Some(&b'{') { b"}}" } else { b"%}" };
    let mut here = at + 2;
    let mut quote = None;
    let end = loop {
        let byte = *bytes.get(here)?;
        match quote {
            Some(_) if byte == b'\\' => here += 1,
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'' | b'`') => quote = Some(byte),
            None if bytes[here..].starts_with(close) => break here + 2,
            None => {}
        }
        here += 1;
    };
    if keyword(&source[at..end]) != "raw" {
        return Some(end);
    }
    let mut from = end;
    loop {
        let start = from + source.get(from..)?.find("{%")?;
        let piece_end = start + source.get(start..)?.find("%}")? + 2;
        if keyword(&source[start..piece_end]) == "endraw" {
            return Some(piece_end);
        }
        from = start + 2;
    }
}

/// Returns the keyword of a statement, such as `if`; an empty string for any other piece.
pub(super) fn keyword(piece: &str) -> &str {
    let Some(inside) = piece.strip_prefix("{%") else {
        return "";
    };
    let inside = inside.strip_prefix('-').unwrap_or(inside).trim_start();
    let end = inside.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(inside.len());
    &inside[..end]
}

/// Returns the content between the braces, without the signs of white space control.
fn inside(piece: &str) -> &str {
    let inside = piece.get(2..piece.len().saturating_sub(2)).unwrap_or_default();
    let inside = inside.strip_prefix('-').unwrap_or(inside);
    inside.strip_suffix('-').unwrap_or(inside).trim()
}

/// Returns how a piece changes the nesting of statements.
pub(super) fn effect(piece: &str) -> Effect {
    match keyword(piece) {
        "if" | "for" | "block" | "component" | "filter" => Effect::Open,
        "set" | "set_global" if is_capture(piece) => Effect::Open,
        "else" | "elif" => Effect::Branch,
        "" if piece.starts_with("{%") && inside(piece).starts_with("</") => Effect::Close,
        "" if piece.starts_with("{%") && inside(piece).starts_with('<') && !inside(piece).ends_with('/') => {
            if inside(piece).ends_with("/>") { Effect::None } else { Effect::Open }
        }
        word if word.starts_with("end") && word != "endraw" => Effect::Close,
        _ => Effect::None,
    }
}

/// Whether a statement opens a block whose output is not printed in place: `{% set x %}`, `{% filter upper %}`.
pub(super) fn is_capture(piece: &str) -> bool {
    match keyword(piece) {
        "filter" => true,
        word @ ("set" | "set_global") => {
            let rest = inside(piece).strip_prefix(word).unwrap_or_default().trim_start();
            let after = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').trim_start();
            !after.starts_with('=')
        }
        _ => false,
    }
}

/// Returns the end of the block that begins at `at`.
pub(super) fn block_end(source: &str, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = at;
    loop {
        let end = end(source, at)?;
        match effect(&source[at..end]) {
            Effect::Open => depth += 1,
            Effect::Close => depth = depth.checked_sub(1)?,
            Effect::Branch | Effect::None => {}
        }
        if depth == 0 {
            return Some(end);
        }
        at = find_next(source, end)?;
    }
}

/// Whether a piece prints content that may come from other templates: a block, an include, a component, the body of a
/// component.
pub(super) fn inserts_template(piece: &str) -> bool {
    matches!(keyword(piece), "include" | "block")
        || (piece.starts_with("{{") || piece.starts_with("{%")) && {
            let inside = inside(piece);
            inside.starts_with('<') || inside.contains("super(") || inside.starts_with("body")
        }
}

/// Tracks the nesting of statements in a part of a template, in which all statements must be complete.
#[derive(Default)]
pub(super) struct Nesting(usize);

impl Nesting {
    /// Updates the nesting after a piece; `None` if the piece belongs to a statement that began before the part.
    pub(super) fn update(&mut self, piece: &str) -> Option<()> {
        match effect(piece) {
            Effect::Open => self.0 += 1,
            Effect::Branch => return (self.0 > 0).then_some(()),
            Effect::Close => self.0 = self.0.checked_sub(1)?,
            Effect::None => {}
        }
        Some(())
    }

    /// Whether all statements are closed.
    pub(super) fn is_balanced(&self) -> bool {
        self.0 == 0
    }
}
