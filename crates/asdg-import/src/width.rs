//! Estimates the printed width of a text without knowing its font.
//!
//! Text copied from a PDF keeps the line ends of the page but not their positions. A line that had no room for the next
//! word was full; one that had room ends a paragraph.

/// How the widths of letters go together with the lines of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Metric {
    /// Every character takes the same room, as in a plain text that was wrapped after so many characters.
    Equal,
    /// Letters take as much room as in a serif book type, the usual one of office documents.
    Serif,
}

impl Metric {
    /// The metric in which the long lines of a file are most alike.
    pub(super) fn of<'t>(lines: impl Iterator<Item = &'t str> + Clone) -> Self {
        let [equal, serif] =
            [Metric::Equal, Metric::Serif].map(|metric| spread(lines.clone().map(|line| metric.width(line)).collect()));
        if equal < serif { Metric::Equal } else { Metric::Serif }
    }

    /// The width of a text, in thousandths of the height of its letters.
    pub(super) fn width(self, text: &str) -> f32 {
        match self {
            Metric::Equal => text.chars().count() as f32 * 500.0,
            Metric::Serif => text.chars().map(serif).sum(),
        }
    }
}

/// How much the longer half of the widths vary, as a share of their mean.
fn spread(mut widths: Vec<f32>) -> f32 {
    widths.sort_by(f32::total_cmp);
    let long = &widths[widths.len() / 2..];
    let mean = long.iter().sum::<f32>() / long.len().max(1) as f32;
    let variance = long.iter().map(|width| (width - mean).powi(2)).sum::<f32>() / long.len().max(1) as f32;
    if mean > 0.0 { variance.sqrt() / mean } else { 0.0 }
}

/// The width of a character in a serif book type, in thousandths of its height.
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
