//! Estimates the printed width of a text without knowing its font.
//!
//! Text copied from a PDF keeps the line ends of the page, but not their positions. A line that had no room for the
//! next word was full; a line that had room for it ends a paragraph.

/// How the widths of characters are estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Metric {
    /// Every character has the same width, as in a plain text wrapped after a number of characters.
    Equal,
    /// Characters have the widths of a serif font, the usual font of office documents.
    Serif,
}

impl Metric {
    /// The metric by which the widths of the long lines of a file vary least.
    pub(super) fn of<'t>(lines: impl Iterator<Item = &'t str> + Clone) -> Self {
        let [equal, serif] = [Metric::Equal, Metric::Serif]
            .map(|metric| variation(lines.clone().map(|line| metric.width(line)).collect()));
        if equal < serif { Metric::Equal } else { Metric::Serif }
    }

    /// The width of a text, in thousandths of the font size.
    pub(super) fn width(self, text: &str) -> f32 {
        match self {
            Metric::Equal => text.chars().count() as f32 * 500.0,
            Metric::Serif => text.chars().map(serif).sum(),
        }
    }
}

/// The standard deviation of the longer half of the widths, relative to their mean.
fn variation(mut widths: Vec<f32>) -> f32 {
    widths.sort_by(f32::total_cmp);
    let long = &widths[widths.len() / 2..];
    let mean = long.iter().sum::<f32>() / long.len().max(1) as f32;
    let variance = long.iter().map(|width| (width - mean).powi(2)).sum::<f32>() / long.len().max(1) as f32;
    if mean > 0.0 { variance.sqrt() / mean } else { 0.0 }
}

/// The width of a character in a serif font, in thousandths of the font size.
fn serif(c: char) -> f32 {
    let width = match c {
        ' ' | '\u{a0}' | '.' | ',' => 250,
        ':' | ';' | '/' | '\\' | 'i' | 'j' | 'l' | 't' | '\'' => 278,
        '(' | ')' | '-' | '!' | '[' | ']' | 'f' | 'r' => 333,
        '?' | 'c' | 'a' | 'e' | 's' | 'z' | 'а' | 'г' | 'е' | 'ё' | 'з' | 'с' | 'т' | 'ь' | 'э' => 430,
        'б' | 'в' | 'д' | 'и' | 'й' | 'к' | 'л' | 'н' | 'о' | 'п' | 'р' | 'у' | 'х' | 'ц' | 'ч' | 'ъ' => {
            500
        }
        'м' | 'ы' | 'ф' => 650,
        'ж' | 'ш' | 'щ' | 'ю' | 'm' | 'w' => 750,
        'я' => 460,
        '«' | '»' | '–' => 500,
        '—' | '№' | '%' | 'Ш' | 'Щ' | 'Ю' => 1000,
        'М' | 'Ж' | 'Ы' | 'W' | 'M' => 880,
        'З' | 'Р' | 'Г' | 'Ь' => 560,
        'Т' | 'Е' | 'Ё' | 'Б' => 600,
        c if c.is_uppercase() => 700,
        _ => 500,
    };
    width as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_equal_length_are_measured_in_characters() {
        let lines = ["шшшшшшшшшш", "тттттттттт", "шшшшштттт", "ттттттттшш"];
        assert_eq!(Metric::of(lines.into_iter()), Metric::Equal);
    }

    #[test]
    fn lines_of_equal_width_are_measured_by_their_letters() {
        let lines = ["шшшшшшшшшш", "ттттттттттттттттт", "шшшшшттттттттт", "ттттттттшшшшш"];
        assert_eq!(Metric::of(lines.into_iter()), Metric::Serif);
    }
}
