//! Recognises and rewrites single lines, independently of the lines around them.

/// Returns the width of leading white space in columns.
pub(super) fn width(space: &str) -> usize {
    space.chars().fold(0, |width, c| if c == '\t' { width / 4 * 4 + 4 } else { width + 1 })
}

/// Returns a heading with the one space that Markdown requires after its hashes; `None` if the line is not a heading. A
/// single hash without a space may be a hashtag.
pub(super) fn heading(content: &str) -> Option<String> {
    let hashes = content.len() - content.trim_start_matches('#').len();
    let rest = &content[hashes..];
    let text = rest.trim_start();
    let spaced = text.len() < rest.len();
    let has_no_space = hashes >= 2 && text.starts_with(char::is_alphanumeric);
    ((1..=6).contains(&hashes) && !text.is_empty() && (spaced || has_no_space))
        .then(|| format!("{} {text}", &content[..hashes]))
}

/// Returns the Markdown for a line of hyphens or equals signs, which Markdown would read as the underline of a heading,
/// or for a separator with blanks between its marks, `* * *`, which would be read as list items. `None` for any other
/// line.
pub(super) fn line_of_marks(content: &str) -> Option<&'static str> {
    let consists_of = |c: char| content.chars().all(|other| other == c);
    let spaced = |c: char| content.chars().all(|other| other == c || other.is_whitespace());
    match content.len() {
        1 | 2 if consists_of('-') => Some("\\-"),
        1 | 2 if consists_of('=') => Some("\\="),
        _ if consists_of('-') || consists_of('=') => Some("---"),
        // Two dashes may be an empty item in an item.
        5.. if spaced('*') || spaced('-') || spaced('_') => Some("---").filter(|_| count_marks(content) > 2),
        _ => None,
    }
}

/// Counts the characters of a line that are not blanks.
fn count_marks(content: &str) -> usize {
    content.chars().filter(|c| !c.is_whitespace()).count()
}

/// Escapes a number at the start of a line of text that Markdown would read as a list: `2025. Opened a park`, or a
/// number in running text. Returns `None` if there is nothing to escape.
pub(super) fn escape_start(content: &str) -> Option<String> {
    let digits = content.len() - content.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let has_delimiter = digits > 0 && content[digits..].starts_with(['.', ')']);
    let ends = content[digits..].get(1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    (has_delimiter && ends).then(|| format!("{}\\{}", &content[..digits], &content[digits..]))
}

/// Escapes a number after the markers of quotations and items: `- 2024. Opened a park`. In a quotation a short number
/// begins a list; in an item a number is always text. Returns `None` if there is nothing to escape.
pub(super) fn escape_inside(content: &str) -> Option<String> {
    let mut in_item = !content.starts_with('>');
    let mut rest = content;
    loop {
        rest = rest.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let after = rest[digits..].strip_prefix(if digits > 0 { &['.', ')'][..] } else { &['-', '*', '+'][..] })?;
        if !after.is_empty() && !after.starts_with(char::is_whitespace) {
            return None;
        }
        if digits > 2 || (digits > 0 && in_item) {
            let at = content.len() - rest.len() + digits;
            return Some(format!("{}\\{}", &content[..at], &content[at..]));
        }
        in_item = true;
        rest = after;
    }
}

/// Returns the start of an item: its first character, and its number if it has one.
pub(super) fn item_start(content: &str) -> (char, Option<u64>) {
    let digits = content.len() - content.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (content.chars().next().unwrap_or_default(), content[..digits.min(9)].parse().ok())
}
