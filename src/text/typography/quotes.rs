//! Quotation marks: pairs of straight ones become «ёлочки», and „лапки“ inside them; names that stand in «marks» already are told
//! from the rest of the text.

use super::{Piece, piece_text};

/// A quotation mark that was typed.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// The number of its piece.
    piece: usize,
    /// The byte at which it stands there.
    at: usize,
    mark: char,
}

/// A quotation mark with what takes its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mended {
    /// The number of its piece.
    pub(super) piece: usize,
    /// The byte at which it stands there.
    pub(super) at: usize,
    /// How many bytes it takes.
    pub(super) length: usize,
    /// What takes its place.
    pub(super) set: &'static str,
}

/// The straight and English quotation marks that have partners, in their order, and the names of the paragraph.
pub(super) fn mend(pieces: &[Piece<'_>]) -> (Vec<Mended>, NameDepth) {
    let marks = marks(pieces);
    let mut names = NameDepth::new(&marks);
    let outside = names;
    let mut open: Vec<Mark> = Vec::new();
    let mut mended: Vec<Mended> = Vec::new();
    let mut german = 0_usize;
    for mark in marks {
        match mark.mark {
            '«' => names.open(),
            '»' => names.close(),
            '„' => german += 1,
            '“' if german > 0 => german -= 1,
            _ if names.inside() => {}
            '“' => open.push(mark),
            '"' if opens(previous_char(pieces, &mark), next_char(pieces, &mark)) => open.push(mark),
            _ => {
                if let Some(start) = open.pop() {
                    let (left, right) = if open.is_empty() { ("«", "»") } else { ("„", "“") };
                    let mended_as = |Mark { piece, at, mark }, set| Mended { piece, at, length: mark.len_utf8(), set };
                    mended.extend([mended_as(start, left), mended_as(mark, right)]);
                }
            }
        }
    }
    mended.sort_unstable_by_key(|mended| (mended.piece, mended.at));
    (mended, outside)
}

/// The quotation marks of a paragraph. Most have none; their first bytes are the quickest way to see it.
fn marks(pieces: &[Piece<'_>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (piece, text) in pieces.iter().map(piece_text).enumerate() {
        for at in memchr::memchr3_iter(b'"', 0xC2, 0xE2, text.as_bytes()) {
            if let Some(mark @ ('"' | '“' | '”' | '«' | '»' | '„')) = text[at..].chars().next() {
                marks.push(Mark { piece, at, mark });
            }
        }
    }
    marks
}

fn previous_char(pieces: &[Piece<'_>], mark: &Mark) -> Option<char> {
    let before = || pieces[..mark.piece].iter().rev().find_map(|piece| piece_text(piece).chars().next_back());
    piece_text(&pieces[mark.piece])[..mark.at].chars().next_back().or_else(before)
}

fn next_char(pieces: &[Piece<'_>], mark: &Mark) -> Option<char> {
    let after = || pieces[mark.piece + 1..].iter().find_map(|piece| piece_text(piece).chars().next());
    piece_text(&pieces[mark.piece])[mark.at + mark.mark.len_utf8()..].chars().next().or_else(after)
}

/// Whether a straight mark between these two characters opens a quotation.
fn opens(previous: Option<char>, next: Option<char>) -> bool {
    let after_gap = previous.is_none_or(|c| c.is_whitespace() || "([{«„“\"—–-/".contains(c));
    after_gap && next.is_some_and(|c| !c.is_whitespace())
}

/// How deep in «existing quotation marks» the text is.
#[derive(Debug, Clone, Copy)]
pub(super) struct NameDepth {
    depth: usize,
    /// Whether every mark of the paragraph has its partner. Where one is missing, as is usual when two would close at once, the
    /// first closing mark ends the name.
    balanced: bool,
}

impl NameDepth {
    fn new(marks: &[Mark]) -> Self {
        let count = |wanted: char| marks.iter().filter(|mark| mark.mark == wanted).count();
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
