//! Whether a sentence continues the topic of the one before it: [`continues_topic`].
//!
//! If nothing on the page shows whether a sentence begins a paragraph, its words may. «Акция традиционно прошла …»
//! below «… проведена акция «Цветы на воде».» and «Этот день …» continue a paragraph; «В августе …» rather begins one.

use asdg_russian::stem;

use super::ends::End;
use crate::document::Line;

/// The number of words at the beginning of a sentence that are examined.
const FIRST_WORDS: usize = 4;

/// Whether a sentence repeats a word of the text before it, or refers back to it.
pub(super) fn continues_topic(before: &str, sentence: &str) -> bool {
    let first: Vec<String> = stem::words(sentence).take(FIRST_WORDS).collect();
    let previous: Vec<String> = stem::words(before).filter(|word| is_content_word(word)).collect();
    let is_repeated = |word: &String| is_content_word(word) && previous.iter().any(|other| are_related(word, other));
    first.iter().any(|word| refers_back(word) || is_repeated(word))
}

/// Whether a sentence begins with a time, a programme or a purpose, as the first of a paragraph does: «Вечером, …», «В
/// рамках …», «В 2024 году …».
pub(super) fn begins_with_circumstance(sentence: &str) -> bool {
    const CIRCUMSTANCES: [&str; 22] = [
        "январ",
        "феврал",
        "март",
        "апрел",
        "мае",
        "июн",
        "июл",
        "август",
        "сентябр",
        "октябр",
        "ноябр",
        "декабр",
        "год",
        "рамк",
        "цел",
        "соответств",
        "течени",
        "период",
        "квартал",
        "настоящ",
        "итог",
        "отчетн",
    ];
    let has_comma = sentence.split_whitespace().take(2).any(|word| word.ends_with(','));
    let words: Vec<String> = stem::words(sentence).take(FIRST_WORDS).collect();
    let is_circumstance = |word: &String| CIRCUMSTANCES.iter().any(|beginning| word.starts_with(beginning));
    let has_preposition = words.first().is_some_and(|word| word.chars().count() <= 2);
    has_comma || has_preposition && words.iter().take(3).any(is_circumstance)
}

/// Whether a text ends inside a quotation.
pub(super) fn ends_in_quotation(text: &str) -> bool {
    text.matches('«').count() > text.matches('»').count()
}

/// The sentences that begin inside a line, each with the text before it.
pub(super) fn sentences_inside(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.match_indices(' ').map(|(at, _)| line.split_at(at)).filter(|(before, rest)| {
        rest.trim_start().trim_start_matches('«').starts_with(char::is_uppercase) && End::of(before) == End::Sentence
    })
}

/// The text of the five lines above a line, roughly its paragraph.
pub(super) fn text_above(lines: &[Line], at: usize) -> String {
    const LINES: usize = 5;
    let above = lines.get(at.saturating_sub(LINES)..at).unwrap_or_default();
    above.iter().map(|line| &*line.text).collect::<Vec<_>>().join(" ")
}

/// The text of the line below a line.
pub(super) fn text_below(lines: &[Line], at: usize) -> &str {
    lines.get(at + 1).map_or("", |line| &line.text)
}

/// Whether a word says something about the topic. Words that every text of a city has do not.
fn is_content_word(word: &str) -> bool {
    !stem::is_stop_word(word) && !["город", "год"].iter().any(|common| word.starts_with(common))
}

/// Whether two words are related, by their common beginning: «концертом» and «концертном», but not «Благовещенск» and
/// «благодаря».
fn are_related(word: &str, other: &str) -> bool {
    const MIN_LETTERS: usize = 5;
    let common = word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    common >= MIN_LETTERS && common * 3 >= word.chars().count().min(other.chars().count()) * 2
}

/// Whether a word refers back: «этот», «они», «данный».
fn refers_back(word: &str) -> bool {
    const WORDS: [&str; 12] = ["он", "она", "оно", "они", "его", "ее", "их", "там", "здесь", "такой", "такая", "такие"];
    let demonstratives = ["этот", "эта", "эти", "этой", "этом", "этих", "этим", "этого", "данн"];
    WORDS.contains(&word) || demonstratives.iter().any(|beginning| word.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_repeats_a_word_or_refers_back_continues_the_topic() {
        let before = "В сентябре в городе проведена акция «Фонари на реке».";
        for continued in ["Акция прошла на кораблях.", "Завершился этот день песнями.", "Они пришли вечером."]
        {
            assert!(continues_topic(before, continued), "{continued}");
        }
        for new in ["В августе прошёл праздник.", "Городской концерт состоялся в мае."]
        {
            assert!(!continues_topic(before, new), "{new}");
        }
        assert!(!continues_topic("Мост открыт в Примерске.", "Примечательно, что ночью."), "a few letters are chance");
    }

    #[test]
    fn sentences_inside_a_line_are_found() {
        let found: Vec<&str> = sentences_inside("Открыт мост. Он длинный, по словам И. И. Выдумкина. «Ура»")
            .map(|(_, rest)| rest)
            .collect();
        assert_eq!(found, [" Он длинный, по словам И. И. Выдумкина. «Ура»", " «Ура»"]);
    }
}
