//! Normal forms in which names of cities are compared: in lower case, in Latin letters, as stems of adjectives.

use asdg_russian::{is_letter_or_digit, lower_case};

/// The words of a text; hyphens inside a word are part of it.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !(is_letter_or_digit(c) || c == '-'))
        .map(|word| word.trim_matches('-'))
        .filter(|word| !word.is_empty())
        .collect()
}

/// The possible stems of adjectives from the name of a city, in lower case: «примерск», «вымысловск», «барнаульск».
pub(super) fn adjective_stems(name: &str) -> Vec<String> {
    let name = normalised(&[name]);
    if name.contains(' ') {
        return Vec::new();
    }
    if name.ends_with("ск") || name.ends_with("цк") {
        return vec![name];
    }
    let base = name.trim_end_matches(|c| "аеиоуыэюяьй".contains(c));
    ["ск", "ьск", "инск"].map(|end| format!("{base}{end}")).to_vec()
}

/// Joins words in lower case, with ё as е. In a text with Russian letters, Latin letters are replaced with the Russian
/// letters that look like them.
pub(super) fn normalised(words: &[&str]) -> String {
    let lower = lower_case(&words.join(" "));
    if !lower.chars().any(|c| matches!(c, 'а'..='я')) {
        return lower;
    }
    const LOOKALIKES: [(char, char); 12] = [
        ('a', 'а'),
        ('b', 'в'),
        ('c', 'с'),
        ('e', 'е'),
        ('h', 'н'),
        ('k', 'к'),
        ('m', 'м'),
        ('o', 'о'),
        ('p', 'р'),
        ('t', 'т'),
        ('x', 'х'),
        ('y', 'у'),
    ];
    lower.chars().map(|c| LOOKALIKES.iter().find(|(latin, _)| *latin == c).map_or(c, |(_, russian)| *russian)).collect()
}

/// A text in Latin letters in which every Russian letter with several transliterations has one.
pub(super) fn one_transliteration(text: &str) -> String {
    const TRANSLITERATIONS: [(&str, &str); 20] = [
        ("shch", "s"),
        ("sch", "s"),
        ("sh", "s"),
        ("ch", "c"),
        ("zh", "z"),
        ("kh", "h"),
        ("tz", "c"),
        ("ts", "c"),
        ("ya", "a"),
        ("ia", "a"),
        ("ja", "a"),
        ("yu", "u"),
        ("iu", "u"),
        ("ju", "u"),
        ("yo", "e"),
        ("ye", "e"),
        ("je", "e"),
        ("iy", "i"),
        ("yy", "i"),
        ("ij", "i"),
    ];
    let mut text = text.to_owned();
    for (spelling, one) in TRANSLITERATIONS {
        text = text.replace(spelling, one);
    }
    text.replace(['y', 'j'], "i").replace("ii", "i").replace('w', "v")
}

/// A word with a capital first letter.
pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
