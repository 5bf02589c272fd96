//! The signature at the end of a letter: who signed it, who wrote it, how to reach them. [`remove`] removes it, because
//! it is not part of the last answer, and names and telephone numbers of clerks do not belong on a public site.

use super::document::{Aside, AsideKind, Block};

/// Beginnings of lines that always belong to a signature.
const OPENINGS: [&str; 13] = [
    "исп.",
    "исп ",
    "исп:",
    "исполнил",
    "тел.",
    "тел:",
    "т.:",
    "факс",
    "e-mail",
    "email",
    "эл. почта",
    "с уважением",
    "м.п.",
];

/// Beginnings of lines that belong to a signature only if a name, a number, an address or a line to write on follows.
/// «Телефон: 12-34-56» does; «Телефон доверия» and «Исполнитель программы» may be in an answer.
const AMBIGUOUS_OPENINGS: [&str; 19] = [
    "ответственный за заполнение",
    "ответственный за подготовку",
    "ответственный исполнитель",
    "ответственное лицо",
    "подготовил",
    "составил",
    "согласовано",
    "исполнитель",
    "телефон",
    "контактный телефон",
    "контактное лицо",
    "контакты",
    "контактные данные",
    "подпись",
    "дата",
    "приложение:",
    "отправлено с",
    "адрес эл",
    "моб.",
];

/// The positions of people who sign letters.
const POSITIONS: [&str; 16] = [
    "глава",
    "мэр",
    "начальник",
    "заместитель",
    "первый заместитель",
    "и.о.",
    "и. о.",
    "исполняющ",
    "врио",
    "директор",
    "председатель",
    "руководитель",
    "управляющ",
    "заведующ",
    "консультант",
    "главный специалист",
];

/// The most lines of a signature.
const MAX_LINES: usize = 10;

/// Removes the signature from the end of the last answer.
pub(super) fn remove(answer: &mut Vec<Block>) -> Option<Aside> {
    let lines: Vec<Option<String>> = answer.iter().map(Block::body_text).collect();
    let numbers = (1..=lines.len()).rev().take(8).map(|end| end - 1);
    let mut start = lines.len();
    let mut is_sure = false;
    for number in numbers {
        match lines.get(number).and_then(Option::as_deref).map(match_line) {
            Some(LineMatch::Sure) => (start, is_sure) = (number, true),
            // A name or a position alone is a signature only with a line that certainly is, or as position and name.
            Some(LineMatch::Perhaps) => start = number,
            _ => break,
        }
    }
    // In a mail the signature follows two hyphens, in a letter the regards, whatever it contains.
    let is_separator = |line: &str| {
        let line = line.trim_start_matches(['>', ' ']).trim_end().to_lowercase();
        matches!(&*line, "--" | "---")
            || ["с уважением", "спасибо за внимание", "документ подписан", "подписано электронной"]
                .iter()
                .any(|words| line.starts_with(words))
    };
    let first = lines.len().saturating_sub(MAX_LINES);
    let separator =
        lines.iter().skip(first).position(|line| line.as_deref().is_some_and(is_separator)).map(|at| first + at);
    // Lists and tables are never part of a signature.
    let is_text = |from: usize| lines.iter().skip(from).all(Option::is_some);
    if let Some(separator) = separator.filter(|&separator| separator < start && is_text(separator)) {
        (start, is_sure) = (separator, true);
    }
    let texts: Vec<&str> = lines.get(start..)?.iter().flatten().map(String::as_str).collect();
    let is_signed = texts.iter().any(|text| has_initials(text)) && texts.iter().any(|text| is_position(text));
    // A signature is never the whole answer.
    if texts.is_empty() || start == 0 || !(is_sure || is_signed) {
        return None;
    }
    let at = answer.get(start)?.at();
    let text = texts.join("\n");
    answer.truncate(start);
    Some(Aside { kind: AsideKind::Signature, text, at })
}

/// Whether a line belongs to a signature.
#[derive(PartialEq, Eq)]
enum LineMatch {
    Sure,
    Perhaps,
    No,
}

/// Classifies a line by its own text.
fn match_line(text: &str) -> LineMatch {
    let lower = text.trim().to_lowercase();
    let length = lower.chars().count();
    if length > 160 || text.trim_end().ends_with(';') {
        return LineMatch::No;
    }
    let has_opening = OPENINGS.iter().any(|opening| lower.starts_with(opening)) || opens_with_value(&lower, text);
    let has_opening = has_opening && !has_purpose(&lower);
    if has_opening && length < 120 || looks_like_telephone(&lower) {
        LineMatch::Sure
    } else if (is_position(text) && !lower.ends_with('.') && length < 110)
        || (has_initials(text) && length < 60)
        || is_date(&lower)
        || is_surname(text)
    {
        LineMatch::Perhaps
    } else {
        LineMatch::No
    }
}

/// Whether a line begins with one of the [`AMBIGUOUS_OPENINGS`] and a value follows, with or without a colon.
fn opens_with_value(lower: &str, text: &str) -> bool {
    let Some(rest) =
        AMBIGUOUS_OPENINGS.iter().find_map(|opening| lower.strip_prefix(opening).map(|rest| (opening, rest)))
    else {
        return false;
    };
    let (opening, rest) = (rest.0, rest.1.trim_start());
    let value = rest.trim_start_matches([':', '.', '-', '–', ' ', '«', '"']);
    let has_value =
        rest.starts_with(':') || value.starts_with(|c: char| c.is_ascii_digit() || c == '+' || c == '(' || c == '_');
    opening.ends_with(':')
        || opening.ends_with('.')
        || *opening == "отправлено с"
        || has_value
        || value.is_empty()
        || has_initials(text)
}

/// Whether a purpose follows the number of a line: «Тел. 00-00-00 для записи на курсы».
fn has_purpose(lower: &str) -> bool {
    let (_, after) = lower.rsplit_once(|c: char| c.is_ascii_digit()).unwrap_or_default();
    let mut words = after.split_whitespace();
    let has_preposition =
        words.next().is_some_and(|word| matches!(word, "для" | "по" | "на" | "в" | "с" | "о" | "работает"));
    has_preposition && words.next().is_some_and(|word| word.chars().all(char::is_alphabetic))
}

/// Whether a line begins with a position, or has one after a name.
fn is_position(text: &str) -> bool {
    let begins = |text: &str| {
        let lower = text.trim().to_lowercase();
        POSITIONS.iter().any(|position| lower.starts_with(position))
    };
    (begins(text) && !continues_after_name(text)) || after_name(text).is_some_and(begins)
}

/// The text after a name at the beginning of a line: «А. Б. Придумкин, глава города».
fn after_name(text: &str) -> Option<&str> {
    let mut words = text.split_whitespace();
    let initials = words.by_ref().take_while(|word| is_only_initials(word)).count();
    // The word that ended the initials is the surname.
    (initials > 0 && text.split_whitespace().count() <= 10).then(|| {
        let before: usize = text.split_whitespace().take(initials + 1).map(|word| word.len() + 1).sum();
        text.get(before..).unwrap_or_default()
    })
}

/// Whether a word is nothing but initials: `А.`, `А.Б.`
fn is_only_initials(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(2).all(|pair| matches!(pair, [a, '.'] if a.is_uppercase())) && !letters.is_empty()
}

/// Whether a line is nothing but a date: `14.02.2025`, `«14» февраля 2025 г.`
fn is_date(lower: &str) -> bool {
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &str, length: usize| part.len() <= length && part.chars().all(|c| c.is_ascii_digit());
    match parts.as_slice() {
        [day, month, year, rest @ ..] => {
            let is_name = month.starts_with(|c: char| c.is_alphabetic()) && month.chars().count() <= 8;
            is_number(day, 2)
                && (is_name || is_number(month, 2))
                && is_number(year, 4)
                && year.len() == 4
                && matches!(rest, [] | ["г"] | ["год"] | ["года"])
        }
        _ => false,
    }
}

/// Whether a line is nothing but a surname, as above the telephone number of a clerk.
fn is_surname(text: &str) -> bool {
    const ENDINGS: [&str; 10] = ["ов", "ова", "ев", "ева", "ёв", "ин", "ина", "ский", "ская", "ко"];
    let text = text.trim();
    text.starts_with(char::is_uppercase)
        && text.chars().skip(1).all(char::is_lowercase)
        && ENDINGS.iter().any(|end| text.ends_with(end))
}

/// Whether a sentence continues after a name with initials: «Глава города И.И. Придумкин открыл мост» is not a
/// signature.
fn continues_after_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_initials = |word: &str| {
        let letters: Vec<char> = word.trim_matches(['(', ')', ',']).chars().collect();
        matches!(letters.as_slice(), [a, '.'] if a.is_uppercase())
            || matches!(letters.as_slice(), [a, '.', b, '.'] if a.is_uppercase() && b.is_uppercase())
    };
    let last = words.iter().rposition(|word| is_initials(word));
    // Only the surname may follow the initials; it may also be before them.
    last.is_some_and(|last| {
        words.iter().skip(last + 1).any(|word| word.starts_with(char::is_lowercase)) || words.len() > last + 3
    })
}

/// Whether a line is little more than a telephone number or an e-mail address.
fn looks_like_telephone(lower: &str) -> bool {
    let digits = lower.chars().filter(char::is_ascii_digit).count();
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    let has_mail = lower.split_whitespace().any(|word| word.contains('@') && word.contains('.'));
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let has_label = words.iter().any(|word| matches!(*word, "тел" | "телефон" | "моб" | "факс" | "т"));
    let only_labels = words
        .iter()
        .all(|word| matches!(*word, "тел" | "телефон" | "моб" | "факс" | "доб" | "т" | "сот" | "раб" | "и"));
    // A telephone number has five to seven digits, or ten or eleven with its area code; two years or two dates do not.
    let is_number = matches!(digits, 5..=7 | 10 | 11) && lower.contains('-') && !is_range_of_years(lower);
    (has_label && only_labels && digits >= 5)
        || (is_number && letters == 0)
        || (has_mail && letters < 60 && words.len() <= 8)
}

/// Whether a line is a range of years: `2024-2025`, `2024 – 2025 гг.`
fn is_range_of_years(lower: &str) -> bool {
    let numbers: Vec<&str> = lower.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    numbers.len() >= 2
        && numbers.iter().all(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
}

/// Whether a line has a name with initials: `И. И. Придумкин` or `Придумкин И.И.`
fn has_initials(text: &str) -> bool {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    chars.windows(4).any(|window| matches!(window, [a, '.', b, '.'] if a.is_uppercase() && b.is_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Paragraph, SourceLocation};

    fn removed(texts: &[&str]) -> Option<String> {
        let mut blocks =
            texts.iter().map(|text| Block::Paragraph(Paragraph::plain(SourceLocation::Line(1), *text))).collect();
        remove(&mut blocks).map(|aside| aside.text)
    }

    #[test]
    fn a_signature_is_removed_and_the_answer_is_kept() {
        let text =
            removed(&["Основы вымысла.", "Глава города", "И.И. Придумкин", "Исп. Выдумкина А.А., тел. 00-00-00"]);
        assert_eq!(text.unwrap().lines().count(), 3);
        assert_eq!(removed(&["Нет предложений.", "--", "Придумкин Иван", "отдел дел"]).unwrap().lines().count(), 3);
        assert_eq!(
            removed(&["Нет предложений.", "Глава города Примерска И. И. Придумкин"]).unwrap().lines().count(),
            1
        );
    }

    #[test]
    fn a_signature_of_several_lines_is_removed_completely() {
        for lines in [
            &["И.о. главы администрации города Примерска", "____________ / Выдумкина О. П. /", "«14» февраля 2025 г."]
                [..],
            &[
                "Документ подписан электронной подписью",
                "Сертификат 00AA11BB22CC",
                "Владелец Придумкин Андрей Борисович",
            ],
            &["А.Б. Придумкин глава города Примерска"],
            &["Согласовано:", "Заместитель главы В.Г. Сказкин", "Выдумкин", "00-00-00"],
            &["Ответственный за заполнение: Выдумкина Ольга Петровна, главный специалист."],
        ] {
            let mut all = vec!["Учёт дождей."];
            all.extend(lines);
            assert_eq!(removed(&all).map(|text| text.lines().count()), Some(lines.len()), "{lines:?}");
        }
    }

    #[test]
    fn an_answer_about_people_is_not_a_signature() {
        assert_eq!(removed(&["Праздники:", "Иванов", "14.02.2025"]), None);
        assert_eq!(removed(&["Праздники:", "А.Б. Придумкин, поэт города"]), None);
        assert_eq!(removed(&["Курсы ведёт:", "мастер И.И. Придумкин"]), None);
        assert_eq!(removed(&["Главе города нужны курсы.", "Руководитель и его команда: основы управления."]), None);
        assert_eq!(removed(&["тел. 00-00-00"]), None);
        for line in [
            "2024-2025",
            "2024 – 2025 гг.",
            "Телефон доверия: 8-800-000-00-00",
            "Телефон доверия работает круглые сутки",
            "Контактный центр принял 1200 обращений",
            "Исполнитель программы – отдел выдумок",
            "Дата праздника перенесена на август",
            "Глава города И.И. Придумкин открыл мост",
            "Начальник отдела И. И. Придумкин и мастер П.П. Вымыслов провели занятия",
            "12-15",
            "-- как вести летопись города.",
            "01.02.2024-03.04.2024",
        ] {
            assert_eq!(removed(&["Сделано многое.", line]), None, "{line}");
        }
        for line in [
            "Исполнитель: Выдумкина",
            "Исполнитель Выдумкина А.А.",
            "Телефон: 00-00-00",
            "22-33-44",
            "8 (000) 222-33-44",
            "Дата: 01.02.2025",
        ] {
            assert!(removed(&["Сделано многое.", line]).is_some(), "{line}");
        }
    }
}
