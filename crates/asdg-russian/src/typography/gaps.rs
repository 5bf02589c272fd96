//! Decides where no-break spaces belong: after one-letter words, in «г. Омск», «№ 5», «2025 г.», «25 000 руб.»,
//! «XIX в.», «т. д.», and between initials and a surname.

use super::ranges;
use crate::normal::is_stress;

/// The one-letter words, prepositions and conjunctions, which a no-break space joins to the next word.
pub(super) const ONE_LETTER_WORDS: &str = "вксоуияаВКСОУИЯА";

/// Words for large numbers, which are joined to a unit as numbers are: «5 млн руб.».
pub(super) const SCALES: [&str; 4] = ["тыс", "млн", "млрд", "трлн"];

/// Units that follow a number, with or without a full stop: «25 000 руб.», «35 минут».
const UNITS: &[&[&str]] = &[
    &["₽", "$", "€", "руб", "коп", "долл", "%", "‰", "тыс", "млн", "млрд", "трлн"],
    &["г", "гг", "лет", "ч", "мин", "сек", "января", "февраля", "марта", "апреля", "мая", "июня"],
    &["июля", "августа", "сентября", "октября", "ноября", "декабря"],
    &["мм", "см", "дм", "м", "км", "м²", "м³", "км²", "м2", "м3", "км2", "кв", "куб", "га", "км/ч", "м/с"],
    &["мг", "кг", "т", "ц", "мл", "л", "°", "°C", "°С", "чел", "шт", "экз", "ед"],
    &["Вт", "кВт", "МВт", "ГВт", "кВт·ч", "МВт·ч", "кВ", "Гкал", "Гкал/ч", "Гц", "кГц", "МГц", "ГГц"],
    &["год", "года", "году", "годом", "годе", "годы", "годов", "годам", "годах", "месяц", "месяца", "месяцев"],
    &["дней", "дня", "суток", "недели", "недель", "час", "часа", "часов", "минута", "минуты", "минут", "секунд"],
    &["рубль", "рубля", "рублей", "процент", "процента", "процентов", "человек", "человека", "тонна", "тонны", "тонн"],
    &["метр", "метра", "метров", "километр", "километра", "километров", "гектар", "гектара", "гектаров"],
    &["тысяч", "тысячи", "миллион", "миллиона", "миллионов", "миллиард", "миллиарда", "миллиардов"],
    &["кбит/с", "Мбит/с", "Гбит/с", "КБ", "МБ", "ГБ", "ТБ", "Кб", "Мб", "Гб", "Тб"],
];

/// Units that would be other words without their full stop.
const ABBREVIATED_UNITS: [&str; 5] = ["в.", "вв.", "р.", "ст.", "кл."];

/// Words that follow a Roman number: centuries and quarters of a year.
const ROMAN_UNITS: [&str; 12] =
    ["в.", "вв.", "век", "века", "веке", "веков", "веках", "веком", "кв.", "квартал", "квартале", "квартала"];

/// Whether a no-break space belongs between a word and the text after it. This runs for many spaces of a digest, so
/// tests that fail for most words come first.
pub(super) fn keeps_together(left: &str, right: &str) -> bool {
    let mut letters = left.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        if ONE_LETTER_WORDS.contains(letter) {
            return true;
        }
        if "№§".contains(letter) {
            return starts_with_digit(right);
        }
    }
    if SCALES.contains(&left.trim_end_matches('.')) && is_unit(trim_punctuation(first_word(right))) {
        return true;
    }
    if left.ends_with('.') {
        return joins_after_stop(left, right);
    }
    if ends_with_digit(left) {
        return is_unit(trim_punctuation(first_word(right))) || is_digit_group(left, right);
    }
    if ranges::roman(left.rsplit(['–', '-']).next().unwrap_or_default()).is_some() {
        return ROMAN_UNITS.contains(&trim_punctuation(first_word(right)));
    }
    // A surname and initials.
    let mut next = right.chars();
    next.next().is_some_and(char::is_uppercase)
        && next.next() == Some('.')
        && is_initials(trim_punctuation(first_word(right)))
        && is_surname(left)
}

/// Whether an abbreviation or initials are joined to the text after them.
fn joins_after_stop(left: &str, right: &str) -> bool {
    let is_name = right.starts_with(char::is_uppercase);
    let next = trim_punctuation(first_word(right));
    match left {
        "г." | "гг." | "с." | "пос." | "ул." | "им." | "пр." | "пл." | "р." => is_name,
        "д." | "п." | "пп." | "ст." | "ч." | "стр." | "рис." | "табл." | "гл." | "корп." | "каб." => {
            starts_with_digit(right)
        }
        "кв." | "куб." => {
            starts_with_digit(right) || matches!(next.trim_end_matches('.'), "м" | "км" | "см" | "мм" | "дм")
        }
        "т." => matches!(next, "д." | "е." | "к." | "н." | "о." | "п." | "ч."),
        "н." => next == "э.",
        _ => is_name && is_initials(left) && (is_initials(next) || is_surname(next.trim_end_matches(['.', '…']))),
    }
}

/// Whether a word is a unit after a number.
fn is_unit(word: &str) -> bool {
    let plain = word.strip_suffix('.').unwrap_or(word);
    UNITS.iter().any(|units| units.contains(&plain)) || ABBREVIATED_UNITS.contains(&word)
}

/// Whether a number continues with a group of three digits after a space: `25 000`.
fn is_digit_group(left: &str, right: &str) -> bool {
    let digits = left.len() - left.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let sign = left[..left.len() - digits].trim_start_matches(['+', '-', '−', '–', '~', '≈', '<', '>']);
    let group = right.len() - right.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let ends = !right[group..].starts_with(|c: char| c.is_alphabetic() || "-–/".contains(c));
    (1..=3).contains(&digits) && sign.is_empty() && group == 3 && ends
}

/// Whether a word is initials: `Н.` or `Н.Н.`
fn is_initials(word: &str) -> bool {
    let mut chars = word.chars();
    let mut count = 0;
    while let Some(letter) = chars.next() {
        if !letter.is_uppercase() || chars.next() != Some('.') {
            return false;
        }
        count += 1;
    }
    (1..=2).contains(&count)
}

fn is_surname(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(char::is_lowercase)
        && chars.all(|c| c.is_lowercase() || c == '-' || c.is_uppercase() || is_stress(c))
}

/// Removes the punctuation after a word, but not the full stop of an abbreviation.
fn trim_punctuation(word: &str) -> &str {
    const MARKS: [char; 10] = [',', ';', ':', '!', '?', ')', '»', '“', '"', '…'];
    let word = word.trim_end_matches(MARKS);
    match word.strip_suffix('.') {
        Some(inner) if inner.ends_with(MARKS) => trim_punctuation(inner),
        _ => word,
    }
}

fn first_word(text: &str) -> &str {
    text.split([' ', super::NBSP, '\n']).next().unwrap_or_default()
}

fn ends_with_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

pub(super) fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}
