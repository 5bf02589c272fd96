//! Whether a sentence goes on with what the one before it tells of: [`is_tied`].
//!
//! Where nothing on the page tells whether a sentence begins a paragraph, its words may. «Акция традиционно прошла …» below «…
//! проведена акция «Цветы на воде».» and «Этот день …» go on; «В августе …» rather begins anew.

use asdg_russian::stem;

use super::ends::End;
use crate::document::Line;

/// How many words at the beginning of a sentence count.
const FIRST: usize = 4;

/// Whether a sentence takes up a word of the text before it, or points back to it.
pub(super) fn is_tied(before: &str, sentence: &str) -> bool {
    let first: Vec<String> = stem::words(sentence).take(FIRST).collect();
    let known: Vec<String> = stem::words(before).filter(|word| tells(word)).collect();
    let takes_up = |word: &String| tells(word) && known.iter().any(|other| are_related(word, other));
    first.iter().any(|word| points_back(word) || takes_up(word))
}

/// Whether a sentence begins with what the rest of it, and of its paragraph, is about: «Вечером, …», «В рамках …», «В 2024 году …».
pub(super) fn sets_a_frame(sentence: &str) -> bool {
    const FRAMES: [&str; 22] = [
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
    let comma = sentence.split_whitespace().take(2).any(|word| word.ends_with(','));
    let words: Vec<String> = stem::words(sentence).take(FIRST).collect();
    let is_frame = |word: &String| FRAMES.iter().any(|frame| word.starts_with(frame));
    let preposition = words.first().is_some_and(|word| word.chars().count() <= 2);
    comma || preposition && words.iter().take(3).any(is_frame)
}

/// Whether a text ends inside of a quotation.
pub(super) fn is_quoting(text: &str) -> bool {
    text.matches('«').count() > text.matches('»').count()
}

/// The sentences that begin inside of a line, each with the text before it.
pub(super) fn inside(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.match_indices(' ').map(|(at, _)| line.split_at(at)).filter(|(before, rest)| {
        rest.trim_start().trim_start_matches('«').starts_with(char::is_uppercase) && End::of(before) == End::Sentence
    })
}

/// The text of some lines above a line: about that of its paragraph.
pub(super) fn before(lines: &[Line], at: usize) -> String {
    const LINES: usize = 5;
    let above = lines.get(at.saturating_sub(LINES)..at).unwrap_or_default();
    above.iter().map(|line| &*line.text).collect::<Vec<_>>().join(" ")
}

/// The text of the line below a line.
pub(super) fn behind(lines: &[Line], at: usize) -> &str {
    lines.get(at + 1).map_or("", |line| &line.text)
}

/// Whether a word is none that any text of a city has.
fn tells(word: &str) -> bool {
    !stem::is_stop_word(word) && !["город", "год"].iter().any(|common| word.starts_with(common))
}

/// Whether words are of one family, roughly: «концертом» and «концертном», but not «Благовещенск» and «благодаря».
fn are_related(word: &str, other: &str) -> bool {
    const LETTERS: usize = 5;
    let common = word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    common >= LETTERS && common * 3 >= word.chars().count().min(other.chars().count()) * 2
}

/// Whether a word points back: «этот», «они», «данный».
fn points_back(word: &str) -> bool {
    const WORDS: [&str; 12] = ["он", "она", "оно", "они", "его", "ее", "их", "там", "здесь", "такой", "такая", "такие"];
    let demonstrative = ["этот", "эта", "эти", "этой", "этом", "этих", "этим", "этого", "данн"];
    WORDS.contains(&word) || demonstrative.iter().any(|beginning| word.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_goes_on_that_takes_up_a_word_or_points_back() {
        let before = "В сентябре в городе проведена акция «Фонари на реке».";
        for tied in ["Акция прошла на кораблях.", "Завершился этот день песнями.", "Они пришли вечером."]
        {
            assert!(is_tied(before, tied), "{tied}");
        }
        for anew in ["В августе прошёл праздник.", "Городской концерт состоялся в мае."]
        {
            assert!(!is_tied(before, anew), "{anew}");
        }
        assert!(!is_tied("Мост открыт в Примерске.", "Примечательно, что ночью."), "a few letters are chance");
    }

    #[test]
    fn sentences_inside_of_a_line_are_found() {
        let found: Vec<&str> =
            inside("Открыт мост. Он длинный, по словам И. И. Выдумкина. «Ура»").map(|(_, rest)| rest).collect();
        assert_eq!(found, [" Он длинный, по словам И. И. Выдумкина. «Ура»", " «Ура»"]);
    }
}
