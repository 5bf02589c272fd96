//! The ends of lines: whether a line ends a sentence, and so perhaps its paragraph.

/// Whether a paragraph ends between two lines, judged only by their texts.
pub(crate) fn ends_paragraph(above: &str, below: &str) -> bool {
    matches!(End::of(above), End::Sentence | End::Clause) && !below.starts_with(char::is_lowercase)
        || above.ends_with(';')
}

/// Whether a line begins with the name of a department.
pub(crate) fn is_department(text: &str) -> bool {
    const DEPARTMENTS: [&str; 7] = ["управлени", "отдел", "комитет", "департамент", "служб", "аппарат", "сектор"];
    let lower = text.to_lowercase();
    DEPARTMENTS.iter().any(|word| lower.starts_with(word))
}

/// Whether a line names an authority that has departments: «Администрация города Примерска».
pub(super) fn is_authority(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["администраци", "мэри", "правительств", "муниципалитет"].iter().any(|word| lower.contains(word))
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With the end of a sentence.
    Sentence,
    /// With a colon or a semicolon, like a line of a list.
    Clause,
    /// With a sign that cannot end a sentence: a hyphen, a dash, the full stop of an abbreviation.
    Open,
    /// In the middle of a sentence.
    None,
}

impl End {
    /// Classifies the end of a line.
    pub(super) fn of(text: &str) -> Self {
        let closed = text.trim_end_matches(['»', '"', '”', '“', ')', ']']);
        let has_dash = text.ends_with(['–', '—']) && text.chars().count() > 1;
        if ends_with_hyphen(text) || has_dash || (closed.ends_with('.') && is_abbreviation(closed)) {
            End::Open
        } else if text.ends_with([':', ';']) {
            End::Clause
        } else if closed.ends_with(['!', '?', '…', '.']) {
            End::Sentence
        } else {
            End::None
        }
    }
}

/// Whether the full stop at the end of a line belongs to an abbreviation before more text: `г.`, `ул.`, `И. И.`
fn is_abbreviation(text: &str) -> bool {
    const ABBREVIATIONS: [&str; 31] = [
        "г",
        "гг",
        "ул",
        "д",
        "кв",
        "им",
        "пр",
        "просп",
        "пер",
        "пл",
        "стр",
        "ст",
        "п",
        "пп",
        "руб",
        "тыс",
        "млн",
        "млрд",
        "чел",
        "кв",
        "куб",
        "см",
        "т.е",
        "т.ч",
        "ч",
        "обл",
        "р",
        "пос",
        "мкр",
        "напр",
        "зам",
    ];
    let body = text.trim_end_matches('.');
    let word = body.rsplit([' ', '\u{a0}', '(', '«']).next().unwrap_or_default();
    let is_initials = word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    // "в 2024 г." ends a sentence as often as not, "житель г." does not.
    let before = body.strip_suffix(word).unwrap_or_default().trim_end();
    let follows_number = before.ends_with(|c: char| c.is_ascii_digit());
    let lower = word.to_lowercase();
    is_initials
        || (ABBREVIATIONS.contains(&lower.as_str())
            && !(follows_number && matches!(&*lower, "г" | "гг" | "руб" | "чел" | "кв" | "р" | "п" | "ч" | "ст")))
}

/// Whether a line ends with a word and a hyphen.
fn ends_with_hyphen(text: &str) -> bool {
    text.strip_suffix('-').is_some_and(|rest| rest.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_ends_a_sentence_unless_it_belongs_to_an_abbreviation() {
        for text in ["Открыт мост.", "в 2024 г.", "«Отряд.»", "всего 5 чел.", "и т.д."] {
            assert_eq!(End::of(text), End::Sentence, "{text}");
        }
        for text in ["по адресу: ул.", "житель г.", "глава города И.И.", "2024–", "админи-"]
        {
            assert_eq!(End::of(text), End::Open, "{text}");
        }
        assert_eq!(End::of("Состоялись:"), End::Clause);
        assert_eq!(End::of("праздник"), End::None);
    }
}
