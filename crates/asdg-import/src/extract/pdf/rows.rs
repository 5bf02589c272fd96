//! Groups glyphs into rows by their baselines, and splits a row into words at its gaps: [`rows`], then [`Row::new`].
//!
//! Factors are fractions of the font size, which suits fonts of any width.

use super::super::symbols::replace_homoglyphs;
use super::direction;
use super::drawn::Glyph;

/// How far apart the baselines of neighbours in one row may lie.
const STEP: f32 = 0.15;
/// How far apart any baselines in one row may lie.
const SPREAD: f32 = 0.3;
/// How high and how low letters reach.
const ASCENT: f32 = 0.7;
const DESCENT: f32 = 0.2;
/// Letters of a smaller part of the size may stand above or below the line they belong to.
const SMALL: f32 = 0.85;
/// What part of the height of small letters must lie beside the line. Those of another line have none.
const BESIDE: f32 = 0.35;
/// The least gap between words, in rows without and with blanks.
const GAP: f32 = 0.17;
const GAP_BESIDE_BLANKS: f32 = 0.25;
/// A gap that divides columns.
const WIDE: f32 = 3.0;
/// How little the stretched gaps of a justified line differ: the least in parts of the largest.
const EVEN: f32 = 0.9;
/// What shows a wide gap.
const COLUMN_GAP: &str = "    ";

/// A row of words. Lengths are in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// The words from left to right, at least one.
    pub(super) words: Vec<PdfWord>,
    /// The baseline.
    pub(super) y: f32,
    /// The size of the largest letters.
    pub(super) size: f32,
}

/// A word of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PdfWord {
    /// Its letters.
    pub(super) text: String,
    /// Where it begins.
    pub(super) left: f32,
    /// Where it ends.
    pub(super) right: f32,
}

/// Groups glyphs by baselines, from top to bottom. Small letters above and below a line join it.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if fits(row, &glyph) => row.push(glyph),
            _ => rows.push(vec![glyph]),
        }
    }
    rows.retain(|row| row.iter().any(|glyph| glyph.char != ' '));
    let extents: Vec<Extent> = rows.iter().map(|row| Extent::of(row)).collect();
    let targets: Vec<Option<usize>> = (0..rows.len()).map(|number| host(number, &extents)).collect();
    for (number, target) in targets.into_iter().enumerate() {
        if let Some(target) = target {
            let small = rows.get_mut(number).map(std::mem::take).unwrap_or_default();
            if let (Some(row), Some(line)) = (rows.get_mut(target), extents.get(target)) {
                row.extend(small.into_iter().map(|glyph| shifted(glyph, line)));
            }
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

fn fits(row: &[Glyph], glyph: &Glyph) -> bool {
    let near = |other: Option<&Glyph>, factor: f32| other.is_some_and(|other| glyph.y - other.y <= factor * glyph.size);
    near(row.last(), STEP) && near(row.first(), SPREAD)
}

/// A small glyph of a line. Raised and lowered figures become signs of their own: 10⁶ is not 106, and a note to «2024» no part of the year.
fn shifted(glyph: Glyph, line: &Extent) -> Glyph {
    /// How far from the line it stands, in parts of the size of the line.
    const RAISED: f32 = -0.15;
    const LOWERED: f32 = 0.08;
    const ABOVE: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const BELOW: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let by = (glyph.y - line.y) / line.size.max(0.1);
    let figures = if by < RAISED {
        ABOVE
    } else if by > LOWERED {
        BELOW
    } else {
        return glyph;
    };
    let figure = glyph.char.to_digit(10).and_then(|digit| figures.get(digit as usize));
    Glyph { char: figure.copied().unwrap_or(glyph.char), ..glyph }
}

/// How far a row reaches.
struct Extent {
    size: f32,
    y: f32,
    top: f32,
    bottom: f32,
    left: f32,
    right: f32,
}

impl Extent {
    fn of(row: &[Glyph]) -> Self {
        let size = size(row);
        let y = baseline(row, size);
        let letters = || row.iter().filter(|glyph| glyph.char != ' ');
        Self {
            size,
            y,
            top: y - ASCENT * size,
            bottom: y + DESCENT * size,
            left: letters().map(|glyph| glyph.left).fold(f32::INFINITY, f32::min),
            right: letters().map(|glyph| glyph.right).fold(f32::NEG_INFINITY, f32::max),
        }
    }
}

/// The row that the small letters of a row belong to.
fn host(number: usize, extents: &[Extent]) -> Option<usize> {
    let small = extents.get(number)?;
    let overlap = |other: &Extent| small.bottom.min(other.bottom) - small.top.max(other.top);
    let fits = |other: &Extent| {
        let beside = small.left <= other.right + other.size && small.right >= other.left - other.size;
        beside && small.size <= other.size * SMALL && overlap(other) >= BESIDE * (small.bottom - small.top)
    };
    let near = extents.iter().enumerate().take(number + 3).skip(number.saturating_sub(2));
    let hosts = near.filter(|(_, other)| fits(other));
    hosts.max_by(|(_, a), (_, b)| overlap(a).total_cmp(&overlap(b))).map(|(number, _)| number)
}

/// The size of the largest letters.
fn size(row: &[Glyph]) -> f32 {
    row.iter().filter(|glyph| glyph.char != ' ').map(|glyph| glyph.size).fold(0.0, f32::max)
}

/// The middle one of the baselines of large letters.
fn baseline(row: &[Glyph], size: f32) -> f32 {
    let large = row.iter().filter(|glyph| glyph.char != ' ' && glyph.size >= size * SMALL);
    let mut baselines: Vec<f32> = large.map(|glyph| glyph.y).collect();
    baselines.sort_by(f32::total_cmp);
    baselines.get(baselines.len() / 2).copied().unwrap_or_default()
}

impl Row {
    /// The words of these glyphs; `None` when there are none.
    pub(super) fn new(mut glyphs: Vec<Glyph>) -> Option<Self> {
        let size = size(&glyphs);
        let y = baseline(&glyphs, size);
        glyphs.sort_by(|a, b| a.left.total_cmp(&b.left));
        let glyphs = unmixed(without_doubles(glyphs));
        let least = least_gap(&glyphs);
        let mut words: Vec<PdfWord> = Vec::new();
        let mut blank = true;
        for glyph in glyphs {
            if glyph.char == ' ' {
                blank = true;
                continue;
            }
            match words.last_mut() {
                Some(word) if !blank && glyph.left - word.right <= least * glyph.size => {
                    word.text.push(glyph.char);
                    word.right = word.right.max(glyph.right);
                }
                _ => words.push(PdfWord { text: glyph.char.into(), left: glyph.left, right: glyph.right }),
            }
            blank = false;
        }
        let misread = words.iter().any(|word| is_misread(&word.text));
        for word in &mut words {
            if misread {
                word.text = reread(&word.text);
            }
            if let Some(mended) = replace_homoglyphs(&word.text) {
                word.text = mended;
            }
        }
        (!words.is_empty()).then_some(Self { words, y, size })
    }

    /// Where its text begins.
    pub(super) fn left(&self) -> f32 {
        self.words.first().map_or(0.0, |word| word.left)
    }

    /// Where its text ends.
    pub(super) fn right(&self) -> f32 {
        self.words.iter().map(|word| word.right).fold(self.left(), f32::max)
    }

    /// The gaps after words, as `(from, to)`; there is one less than there are words.
    pub(super) fn gaps(&self) -> impl Iterator<Item = (f32, f32)> {
        self.words.iter().zip(self.words.iter().skip(1)).map(|(word, next)| (word.right, next.left))
    }

    /// Its text. Words have one blank between them, columns four.
    pub(super) fn text(&self) -> String {
        let widths = || self.gaps().map(|(from, to)| to - from);
        let largest = widths().fold(0.0, f32::max);
        let justified = self.words.len() > 2 && widths().fold(f32::INFINITY, f32::min) >= EVEN * largest;
        let mut text = String::new();
        let mut gaps = widths();
        for word in &self.words {
            text.push_str(&word.text);
            if let Some(width) = gaps.next() {
                text.push_str(if width > WIDE * self.size && !justified { COLUMN_GAP } else { " " });
            }
        }
        direction::reordered(&text)
    }
}

/// Whether a word has the letters of Western Europe only: a font whose Russian letters a program took for those at the same places
/// of another encoding, «Ãîðîä» for «Город».
fn is_misread(word: &str) -> bool {
    const LEAST: usize = 4;
    let word = word.trim_matches(|c: char| c.is_ascii_punctuation() || "«»".contains(c));
    let letters = word.chars().count();
    letters >= LEAST && word.chars().all(|c| matches!(c, 'À'..='ÿ' | '¨' | '¸')) && !word.contains(['×', '÷'])
        || letters > 2 * LEAST && word.chars().all(|c| matches!(c, 'À'..='ÿ' | '¨' | '¸' | '-'))
}

/// A word of a misread line with Russian letters. A sign of multiplication between digits stays.
fn reread(word: &str) -> String {
    if !word.chars().any(|c| matches!(c, 'À'..='ÿ' | '¹') && !matches!(c, '×' | '÷')) {
        return word.to_owned();
    }
    let letter = |c: char| match c {
        'À'..='ÿ' => char::from_u32(u32::from('А') + u32::from(c) - u32::from('À')).unwrap_or(c),
        '¨' => 'Ё',
        '¸' => 'ё',
        '¹' => '№',
        _ => c,
    };
    word.chars().map(letter).collect()
}

/// Parts texts that were drawn over each other, such as what was filled into a form over its prompt or its line: sorted by their places
/// their letters would mix. Where glyphs overlap, those that were drawn one after the other stay together.
fn unmixed(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    /// So many overlaps are no accent and no kerning.
    const FEW: usize = 3;
    /// What part of a glyph must be covered.
    const COVERED: f32 = 0.45;
    let letters = || glyphs.iter().filter(|glyph| glyph.char != ' ' && glyph.order > 0);
    let covers = |a: &Glyph, b: &Glyph| {
        let width = (a.right - a.left).min(b.right - b.left);
        width > 0.0 && a.right - b.left > COVERED * width && a.order.abs_diff(b.order) > 1
    };
    let overlaps = letters().zip(letters().skip(1)).filter(|(a, b)| covers(a, b)).count();
    if overlaps < FEW {
        return glyphs;
    }
    let mut drawn = glyphs;
    drawn.sort_by_key(|glyph| glyph.order);
    let goes_on = |a: &Glyph, b: &Glyph| {
        let gap = b.left - a.right;
        // What was written over a line of underscores belongs between the words around it.
        let alike = (a.char == '_') == (b.char == '_');
        alike && (-0.5 * a.size..=a.size).contains(&gap) && b.order - a.order <= 2
    };
    let mut runs: Vec<Vec<Glyph>> = Vec::new();
    for glyph in drawn {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| goes_on(last, &glyph)) => run.push(glyph),
            _ => runs.push(vec![glyph]),
        }
    }
    let left = |run: &[Glyph]| run.first().map_or(0.0, |glyph| glyph.left);
    runs.sort_by(|a, b| left(a).total_cmp(&left(b)));
    let mut out: Vec<Glyph> = Vec::new();
    let mut last: Vec<Glyph> = Vec::new();
    for run in runs {
        if is_shadow(&run, &last) {
            continue;
        }
        last.clone_from(&run);
        // What lies over another text is a word of its own.
        if let (Some(last), Some(first)) = (out.last().copied(), run.first())
            && first.left < last.right - COVERED * (last.right - last.left)
        {
            out.push(Glyph { char: ' ', ..last });
        }
        out.extend(run);
    }
    out
}

/// Whether a text is the shadow of another one: the same letters, drawn a little beside them.
fn is_shadow(run: &[Glyph], of: &[Glyph]) -> bool {
    let near = |a: f32, b: f32, size: f32| (a - b).abs() < 0.35 * size;
    run.len() == of.len()
        && run.iter().zip(of).all(|(a, b)| a.char == b.char && near(a.left, b.left, a.size) && near(a.y, b.y, a.size))
}

/// Removes what was drawn twice to look bold or to have an outline.
fn without_doubles(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let near = |distance: f32| distance.abs() < (0.1 * glyph.size).min(0.4 * (glyph.right - glyph.left));
        let same =
            |other: &&Glyph| other.char == glyph.char && near(other.left - glyph.left) && near(other.y - glyph.y);
        if !out.iter().rev().take(4).any(|other| same(&other)) {
            out.push(glyph);
        }
    }
    out
}

/// The least gap between words of a row. In a word that is s p a c e d out, letters lie apart evenly.
fn least_gap(glyphs: &[Glyph]) -> f32 {
    let pairs = glyphs.iter().zip(glyphs.iter().skip(1));
    // Dots that lead to a number lie apart, too.
    let letters = pairs.filter(|(a, b)| a.char.is_alphanumeric() && b.char.is_alphanumeric());
    let mut between: Vec<f32> = letters.map(|(a, b)| (b.left - a.right) / b.size).collect();
    between.sort_by(f32::total_cmp);
    let middle = between.get(between.len() / 2).copied().unwrap_or_default();
    let least = if glyphs.iter().any(|glyph| glyph.char == ' ') { GAP_BESIDE_BLANKS } else { GAP };
    if between.len() > 3 && (0.08..0.4).contains(&middle) { middle + GAP } else { least }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_another_encoding_become_russian_ones() {
        assert!(is_misread("Ãîðîä") && is_misread("«ãîðîäà»,"));
        assert!(!is_misread("été") && !is_misread("Köln") && !is_misread("3×4") && !is_misread("Город"));
        let words = ["Â", "2024ã.", "÷àñ", "¹", "¸ëêà", "3×4", "Word"].map(reread);
        assert_eq!(words, ["В", "2024г.", "час", "№", "ёлка", "3×4", "Word"]);
    }
}
