//! Quotation marks: pairs of straight ones become «ёлочки», and „лапки“ inside them; names that stand in «marks» already are told
//! from the rest of the text.

use super::{Piece, piece_text};

/// Our own quotation marks while the work goes on, so that they are told from those that were typed.
pub(super) const OPEN_OUTER: char = '\u{e001}';
pub(super) const CLOSE_OUTER: char = '\u{e002}';
pub(super) const OPEN_INNER: char = '\u{e003}';
pub(super) const CLOSE_INNER: char = '\u{e004}';

/// Turns pairs of straight or English quotation marks into our own placeholders.
pub(super) fn mend(pieces: &mut [Piece<'_>]) {
    const MARKS: [char; 3] = ['"', '“', '”'];
    // Most paragraphs have none; a look at the bytes is the quickest way to see it.
    let may_hold = |text: &str| text.bytes().any(|b| b == b'"' || b == 0xE2) && text.contains(MARKS);
    if !pieces.iter().any(|piece| matches!(piece, Piece::Text(text) if may_hold(text))) {
        return;
    }
    let mut names = NameDepth::new(pieces);
    let mut open: Vec<Mark> = Vec::new();
    let mut mended: Vec<(Mark, char)> = Vec::new();
    let mut german = 0_usize;
    for piece in 0..pieces.len() {
        let text = piece_text(&pieces[piece]);
        for (at, mark) in text.match_indices(['"', '“', '”', '«', '»', '„']) {
            let here = Mark { piece, at, length: mark.len() };
            match mark {
                "«" => names.open(),
                "»" => names.close(),
                "„" => german += 1,
                "“" if german > 0 => german -= 1,
                _ if names.inside() => {}
                "“" => open.push(here),
                "\"" if opens(previous_char(pieces, &here), next_char(pieces, &here)) => open.push(here),
                _ => {
                    if let Some(start) = open.pop() {
                        let (left, right) =
                            if open.is_empty() { (OPEN_OUTER, CLOSE_OUTER) } else { (OPEN_INNER, CLOSE_INNER) };
                        mended.push((start, left));
                        mended.push((here, right));
                    }
                }
            }
        }
    }
    // From the end to the start, so that the places of what is still to come stay right.
    mended.sort_by_key(|(mark, _)| std::cmp::Reverse((mark.piece, mark.at)));
    for same_piece in mended.chunk_by(|(a, _), (b, _)| a.piece == b.piece) {
        if let Piece::Text(text) = &mut pieces[same_piece[0].0.piece] {
            let mut parts = vec![&text[..]];
            let mut set = Vec::new();
            for (mark, c) in same_piece {
                let rest = parts.pop().unwrap_or_default();
                parts.push(&rest[mark.at + mark.length..]);
                parts.push(&rest[..mark.at]);
                set.push(*c);
            }
            let mut out = String::with_capacity(text.len() + 8);
            for (number, part) in parts.iter().rev().enumerate() {
                out.push_str(part);
                out.extend(set.len().checked_sub(number + 1).and_then(|index| set.get(index)));
            }
            **text = out.into();
        }
    }
}

/// Where a quotation mark stands.
struct Mark {
    piece: usize,
    at: usize,
    length: usize,
}

fn previous_char(pieces: &[Piece<'_>], mark: &Mark) -> Option<char> {
    let before = || pieces[..mark.piece].iter().rev().find_map(|piece| piece_text(piece).chars().next_back());
    piece_text(&pieces[mark.piece])[..mark.at].chars().next_back().or_else(before)
}

fn next_char(pieces: &[Piece<'_>], mark: &Mark) -> Option<char> {
    let after = || pieces[mark.piece + 1..].iter().find_map(|piece| piece_text(piece).chars().next());
    piece_text(&pieces[mark.piece])[mark.at + mark.length..].chars().next().or_else(after)
}

/// Whether a straight mark between these two characters opens a quotation.
fn opens(previous: Option<char>, next: Option<char>) -> bool {
    let after_gap = previous.is_none_or(|c| c.is_whitespace() || "([{«„“\"—–-/\u{e001}\u{e003}".contains(c));
    after_gap && next.is_some_and(|c| !c.is_whitespace())
}

/// How deep in «existing quotation marks» the text is.
pub(super) struct NameDepth {
    depth: usize,
    /// Whether every mark of the paragraph has its partner. Where one is missing, as is usual when two would close at once, the
    /// first closing mark ends the name.
    balanced: bool,
}

impl NameDepth {
    pub(super) fn new(pieces: &[Piece<'_>]) -> Self {
        // Both marks begin with this byte in UTF-8, which is rare in Russian text.
        let may_hold = |piece: &&Piece<'_>| piece_text(piece).bytes().any(|b| b == 0xC2);
        let count =
            |mark| pieces.iter().filter(may_hold).map(|piece| piece_text(piece).matches(mark).count()).sum::<usize>();
        Self { depth: 0, balanced: count('«') == count('»') }
    }

    pub(super) fn open(&mut self) {
        self.depth += 1;
    }

    pub(super) fn close(&mut self) {
        self.depth = if self.balanced { self.depth.saturating_sub(1) } else { 0 };
    }

    pub(super) fn inside(&self) -> bool {
        self.depth > 0
    }
}
