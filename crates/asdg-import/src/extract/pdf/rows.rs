//! Groups glyphs into rows by their baselines, and splits a row into words at its gaps: [`group_rows`], then
//! [`Row::new`].
//!
//! Thresholds are fractions of the font size, which suits fonts of any width.

use super::super::symbols::replace_homoglyphs;
use super::direction;
use super::glyph::Glyph;

/// The maximum distance between the baselines of neighbours in one row.
const NEIGHBOUR_TOLERANCE: f32 = 0.15;
/// The maximum distance between any baselines in one row.
const ROW_TOLERANCE: f32 = 0.3;
/// The height of letters above and below the baseline.
const ASCENT: f32 = 0.7;
const DESCENT: f32 = 0.2;
/// Letters smaller than this fraction may be above or below the line they belong to.
const SMALL_SIZE: f32 = 0.85;
/// The fraction of the height of small letters that must overlap the line. Small letters of another line do not
/// overlap it.
const MIN_OVERLAP: f32 = 0.35;
/// The minimum gap between words, in rows without and with spaces.
const MIN_GAP: f32 = 0.17;
const MIN_GAP_WITH_SPACES: f32 = 0.25;
/// The minimum gap between columns.
const MIN_COLUMN_GAP: f32 = 3.0;
/// The minimum ratio of the smallest to the largest gap of a justified line, whose gaps are stretched evenly.
const MIN_EVENNESS: f32 = 0.9;
/// The text of a wide gap.
const COLUMN_GAP: &str = "    ";

/// A row of words. Lengths are in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// The words from left to right, at least one.
    pub(super) words: Vec<PdfWord>,
    pub(super) y: f32,
    /// The size of the largest letters.
    pub(super) size: f32,
}

/// A word of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PdfWord {
    pub(super) text: String,
    /// The left side.
    pub(super) left: f32,
    /// The right side.
    pub(super) right: f32,
}

/// Groups glyphs by baselines, from top to bottom. Small letters above and below a line join it.
pub(super) fn group_rows(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if is_in_row(row, &glyph) => row.push(glyph),
            _ => rows.push(vec![glyph]),
        }
    }
    rows.retain(|row| row.iter().any(|glyph| glyph.char != ' '));
    let extents: Vec<Extent> = rows.iter().map(|row| Extent::of(row)).collect();
    let targets: Vec<Option<usize>> = (0..rows.len()).map(|number| line_of_small_row(number, &extents)).collect();
    for (number, target) in targets.into_iter().enumerate() {
        if let Some(target) = target {
            let small = rows.get_mut(number).map(std::mem::take).unwrap_or_default();
            if let (Some(row), Some(line)) = (rows.get_mut(target), extents.get(target)) {
                row.extend(small.into_iter().map(|glyph| to_shifted_digit(glyph, line)));
            }
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

fn is_in_row(row: &[Glyph], glyph: &Glyph) -> bool {
    let near = |other: Option<&Glyph>, factor: f32| other.is_some_and(|other| glyph.y - other.y <= factor * glyph.size);
    near(row.last(), NEIGHBOUR_TOLERANCE) && near(row.first(), ROW_TOLERANCE)
}

/// Turns a raised or lowered digit into a superscript or subscript character: 10⁶ is not 106, and a note to «2024» is
/// not a part of the year.
fn to_shifted_digit(glyph: Glyph, line: &Extent) -> Glyph {
    /// The distance from the line, as a fraction of its font size.
    const RAISED: f32 = -0.15;
    const LOWERED: f32 = 0.08;
    const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const SUBSCRIPTS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let offset = (glyph.y - line.y) / line.size.max(0.1);
    let digits = if offset < RAISED {
        SUPERSCRIPTS
    } else if offset > LOWERED {
        SUBSCRIPTS
    } else {
        return glyph;
    };
    let shifted_digit = glyph.char.to_digit(10).and_then(|digit| digits.get(digit as usize));
    Glyph { char: shifted_digit.copied().unwrap_or(glyph.char), ..glyph }
}

/// The bounds of a row.
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

/// Returns the index of the row that the small letters of a row belong to.
fn line_of_small_row(number: usize, extents: &[Extent]) -> Option<usize> {
    let small = extents.get(number)?;
    let overlap = |other: &Extent| small.bottom.min(other.bottom) - small.top.max(other.top);
    let fits = |other: &Extent| {
        let is_adjacent = small.left <= other.right + other.size && small.right >= other.left - other.size;
        is_adjacent
            && small.size <= other.size * SMALL_SIZE
            && overlap(other) >= MIN_OVERLAP * (small.bottom - small.top)
    };
    let near = extents.iter().enumerate().take(number + 3).skip(number.saturating_sub(2));
    let candidates = near.filter(|(_, other)| fits(other));
    candidates.max_by(|(_, a), (_, b)| overlap(a).total_cmp(&overlap(b))).map(|(number, _)| number)
}

/// Returns the size of the largest letters.
fn size(row: &[Glyph]) -> f32 {
    row.iter().filter(|glyph| glyph.char != ' ').map(|glyph| glyph.size).fold(0.0, f32::max)
}

/// Returns the median baseline of large letters.
fn baseline(row: &[Glyph], size: f32) -> f32 {
    let large = row.iter().filter(|glyph| glyph.char != ' ' && glyph.size >= size * SMALL_SIZE);
    let mut baselines: Vec<f32> = large.map(|glyph| glyph.y).collect();
    baselines.sort_by(f32::total_cmp);
    baselines.get(baselines.len() / 2).copied().unwrap_or_default()
}

impl Row {
    /// Splits glyphs into words; `None` if there are no visible ones.
    pub(super) fn new(mut glyphs: Vec<Glyph>) -> Option<Self> {
        let size = size(&glyphs);
        let y = baseline(&glyphs, size);
        glyphs.sort_by(|a, b| a.left.total_cmp(&b.left));
        let glyphs = separate_overlaps(remove_doubles(glyphs));
        let min_gap = min_word_gap(&glyphs);
        let mut words: Vec<PdfWord> = Vec::new();
        let mut after_space = true;
        for glyph in glyphs {
            if glyph.char == ' ' {
                after_space = true;
                continue;
            }
            match words.last_mut() {
                Some(word) if !after_space && glyph.left - word.right <= min_gap * glyph.size => {
                    word.text.push(glyph.char);
                    word.right = word.right.max(glyph.right);
                }
                _ => words.push(PdfWord { text: glyph.char.into(), left: glyph.left, right: glyph.right }),
            }
            after_space = false;
        }
        let has_mojibake = words.iter().any(|word| is_mojibake(&word.text));
        for word in &mut words {
            if has_mojibake {
                word.text = fix_mojibake(&word.text);
            }
            if let Some(replaced) = replace_homoglyphs(&word.text) {
                word.text = replaced;
            }
        }
        (!words.is_empty()).then_some(Self { words, y, size })
    }

    /// The left side of its text.
    pub(super) fn left(&self) -> f32 {
        self.words.first().map_or(0.0, |word| word.left)
    }

    /// The right side of its text.
    pub(super) fn right(&self) -> f32 {
        self.words.iter().map(|word| word.right).fold(self.left(), f32::max)
    }

    /// Returns the gaps after words, as `(from, to)`; one fewer than there are words.
    pub(super) fn gaps(&self) -> impl Iterator<Item = (f32, f32)> {
        self.words.iter().zip(self.words.iter().skip(1)).map(|(word, next)| (word.right, next.left))
    }

    /// Returns its text. Words have one space between them, columns four.
    pub(super) fn text(&self) -> String {
        let widths = || self.gaps().map(|(from, to)| to - from);
        let largest = widths().fold(0.0, f32::max);
        let justified = self.words.len() > 2 && widths().fold(f32::INFINITY, f32::min) >= MIN_EVENNESS * largest;
        let mut text = String::new();
        let mut gaps = widths();
        for word in &self.words {
            text.push_str(&word.text);
            if let Some(width) = gaps.next() {
                text.push_str(if width > MIN_COLUMN_GAP * self.size && !justified { COLUMN_GAP } else { " " });
            }
        }
        direction::reorder(&text)
    }
}

/// Whether a word is mojibake: it has only letters of Western Europe, because a program mapped Russian letters to
/// those at the same positions of another encoding, «Ãîðîä» for «Город».
fn is_mojibake(word: &str) -> bool {
    const MIN_LETTERS: usize = 4;
    let word = word.trim_matches(|c: char| c.is_ascii_punctuation() || "«»".contains(c));
    let letters = word.chars().count();
    letters >= MIN_LETTERS && word.chars().all(|c| matches!(c, 'À'..='ÿ' | '¨' | '¸')) && !word.contains(['×', '÷'])
        || letters > 2 * MIN_LETTERS && word.chars().all(|c| matches!(c, 'À'..='ÿ' | '¨' | '¸' | '-'))
}

/// Replaces the letters of a word of a mojibake line with Russian ones. A multiplication sign between digits stays.
fn fix_mojibake(word: &str) -> String {
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

/// Separates texts that were drawn over each other, such as the value of a form over its prompt or its line: sorted
/// by position, their letters would mix. If glyphs overlap, those that were drawn one after the other stay together.
fn separate_overlaps(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    /// Fewer overlaps are accents or kerning.
    const MIN_OVERLAPS: usize = 3;
    /// The fraction of a glyph that must be covered.
    const MIN_COVERED: f32 = 0.45;
    let letters = || glyphs.iter().filter(|glyph| glyph.char != ' ' && glyph.order > 0);
    let covers = |a: &Glyph, b: &Glyph| {
        let width = (a.right - a.left).min(b.right - b.left);
        width > 0.0 && a.right - b.left > MIN_COVERED * width && a.order.abs_diff(b.order) > 1
    };
    let overlaps = letters().zip(letters().skip(1)).filter(|(a, b)| covers(a, b)).count();
    if overlaps < MIN_OVERLAPS {
        return glyphs;
    }
    let mut drawn = glyphs;
    drawn.sort_by_key(|glyph| glyph.order);
    let continues_run = |a: &Glyph, b: &Glyph| {
        let gap = b.left - a.right;
        // Text over a line of underscores belongs between the words around it.
        let alike = (a.char == '_') == (b.char == '_');
        alike && (-0.5 * a.size..=a.size).contains(&gap) && b.order - a.order <= 2
    };
    let mut runs: Vec<Vec<Glyph>> = Vec::new();
    for glyph in drawn {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| continues_run(last, &glyph)) => run.push(glyph),
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
        // Text over another text is a word of its own.
        if let (Some(last), Some(first)) = (out.last().copied(), run.first())
            && first.left < last.right - MIN_COVERED * (last.right - last.left)
        {
            out.push(Glyph { char: ' ', ..last });
        }
        out.extend(run);
    }
    out
}

/// Whether a text is the shadow of another one: the same letters, slightly offset.
fn is_shadow(run: &[Glyph], other: &[Glyph]) -> bool {
    let near = |a: f32, b: f32, size: f32| (a - b).abs() < 0.35 * size;
    run.len() == other.len()
        && run
            .iter()
            .zip(other)
            .all(|(a, b)| a.char == b.char && near(a.left, b.left, a.size) && near(a.y, b.y, a.size))
}

/// Removes glyphs that were drawn twice to look bold or to have an outline.
fn remove_doubles(glyphs: Vec<Glyph>) -> Vec<Glyph> {
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

/// Returns the minimum gap between the words of a row. In a word that is s p a c e d out, letters are evenly spaced.
fn min_word_gap(glyphs: &[Glyph]) -> f32 {
    let pairs = glyphs.iter().zip(glyphs.iter().skip(1));
    // Leader dots before a number are spaced, too.
    let letters = pairs.filter(|(a, b)| a.char.is_alphanumeric() && b.char.is_alphanumeric());
    let mut letter_gaps: Vec<f32> = letters.map(|(a, b)| (b.left - a.right) / b.size).collect();
    letter_gaps.sort_by(f32::total_cmp);
    let middle = letter_gaps.get(letter_gaps.len() / 2).copied().unwrap_or_default();
    let min_gap = if glyphs.iter().any(|glyph| glyph.char == ' ') { MIN_GAP_WITH_SPACES } else { MIN_GAP };
    if letter_gaps.len() > 3 && (0.08..0.4).contains(&middle) { middle + MIN_GAP } else { min_gap }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mojibake_becomes_russian_letters() {
        assert!(is_mojibake("Ãîðîä") && is_mojibake("«ãîðîäà»,"));
        assert!(!is_mojibake("été") && !is_mojibake("Köln") && !is_mojibake("3×4") && !is_mojibake("Город"));
        let words = ["Â", "2024ã.", "÷àñ", "¹", "¸ëêà", "3×4", "Word"].map(fix_mojibake);
        assert_eq!(words, ["В", "2024г.", "час", "№", "ёлка", "3×4", "Word"]);
    }
}
