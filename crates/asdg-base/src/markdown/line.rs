//! What a single line is, whatever the lines around it.

/// The width of leading white space in columns.
pub(super) fn width(space: &str) -> usize {
    space.chars().fold(0, |width, c| if c == '\t' { width / 4 * 4 + 4 } else { width + 1 })
}

/// A heading with the one space that Markdown wants after its hashes. A single hash without a space may be a hashtag.
pub(super) fn heading(content: &str) -> Option<String> {
    let hashes = content.len() - content.trim_start_matches('#').len();
    let rest = &content[hashes..];
    let text = rest.trim_start();
    let spaced = text.len() < rest.len();
    let glued = hashes >= 2 && text.starts_with(char::is_alphanumeric);
    ((1..=6).contains(&hashes) && !text.is_empty() && (spaced || glued))
        .then(|| format!("{} {text}", &content[..hashes]))
}

/// A line of hyphens or of equals signs, which Markdown would take for the underline of a heading; and a line between two parts of a text
/// whose marks have blanks between them, `* * *`, which would be taken for items.
pub(super) fn underline(content: &str) -> Option<&'static str> {
    let of = |c: char| content.chars().all(|other| other == c);
    let spaced = |c: char| content.chars().all(|other| other == c || other.is_whitespace());
    match content.len() {
        1 | 2 if of('-') => Some("\\-"),
        1 | 2 if of('=') => Some("\\="),
        _ if of('-') || of('=') => Some("---"),
        // Two dashes may be an empty item in an item.
        5.. if spaced('*') || spaced('-') || spaced('_') => Some("---").filter(|_| marks(content) > 2),
        _ => None,
    }
}

/// How many characters of a line are no blanks.
fn marks(content: &str) -> usize {
    content.chars().filter(|c| !c.is_whitespace()).count()
}

/// Escapes the start of a paragraph that Markdown would read as a list: `2025. Opened a park`, or a number in running
/// text.
pub(super) fn escape_start(content: &str) -> Option<String> {
    let digits = content.len() - content.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let delimited = digits > 0 && content[digits..].starts_with(['.', ')']);
    let ends = content[digits..].get(1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    (delimited && ends).then(|| format!("{}\\{}", &content[..digits], &content[digits..]))
}

/// The same after the markers of quotations and items: `- 2024. Opened a park`. In a quotation a short number does
/// begin a list; in an item a number is text.
pub(super) fn escape_inside(content: &str) -> Option<String> {
    let mut in_item = !content.starts_with('>');
    let mut rest = content;
    loop {
        rest = rest.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let behind = rest[digits..].strip_prefix(if digits > 0 { &['.', ')'][..] } else { &['-', '*', '+'][..] })?;
        if !behind.is_empty() && !behind.starts_with(char::is_whitespace) {
            return None;
        }
        if digits > 2 || (digits > 0 && in_item) {
            let at = content.len() - rest.len() + digits;
            return Some(format!("{}\\{}", &content[..at], &content[at..]));
        }
        in_item = true;
        rest = behind;
    }
}

/// How an item begins: its first character, and its number where it has one that a list may count on from.
pub(super) fn mark(content: &str) -> (char, Option<u64>) {
    let digits = content.len() - content.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (content.chars().next().unwrap_or_default(), content[..digits.min(9)].parse().ok())
}
