//! The signature at the end of a letter: who signed it, who wrote it, how to reach them. It is no part of the last answer, and
//! the names and telephone numbers of clerks do not belong on a public site.

use super::document::{Aside, AsideKind, Block};

/// How the lines of a signature begin.
const OPENINGS: [&str; 22] = [
    "исп.",
    "исп ",
    "исполнитель",
    "исполнил",
    "тел.",
    "тел:",
    "телефон",
    "т.:",
    "факс",
    "e-mail",
    "email",
    "эл. почта",
    "с уважением",
    "контактн",
    "подпись",
    "дата",
    "м.п.",
    "приложение:",
    "--",
    "отправлено с",
    "адрес эл",
    "моб.",
];

/// The offices of those who sign.
const OFFICES: [&str; 16] = [
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

/// A signature has no more lines than this.
const LONGEST: usize = 10;

/// Takes the signature off the end of the last answer.
pub(super) fn take(answer: &mut Vec<Block>) -> Option<Aside> {
    let lines: Vec<Option<String>> = answer.iter().map(Block::body).collect();
    let from = (1..=lines.len()).rev().take(8).map(|end| end - 1);
    let mut start = lines.len();
    let mut sure = false;
    for number in from {
        match lines.get(number).and_then(Option::as_deref).map(kind_of) {
            Some(Likeness::Sure) => (start, sure) = (number, true),
            // A name or an office alone is one only together with a line that says so, or as office and name.
            Some(Likeness::Perhaps) => start = number,
            _ => break,
        }
    }
    // Two hyphens part a mail from the signature below it, and regards a letter, whatever the signature says.
    let parts = |line: &str| {
        let line = line.trim_start_matches(['>', ' ']).trim_end().to_lowercase();
        matches!(&*line, "--" | "---") || line.starts_with("с уважением")
    };
    let last = lines.len().saturating_sub(LONGEST);
    let separator = lines.iter().skip(last).position(|line| line.as_deref().is_some_and(parts)).map(|at| last + at);
    // Lists and tables are of no signature.
    let is_text = |from: usize| lines.iter().skip(from).all(Option::is_some);
    if let Some(separator) = separator.filter(|&separator| separator < start && is_text(separator)) {
        (start, sure) = (separator, true);
    }
    let texts: Vec<&str> = lines.get(start..)?.iter().flatten().map(String::as_str).collect();
    let signed = texts.iter().any(|text| has_initials(text)) && texts.iter().any(|text| is_office(text));
    // A whole answer is never a signature.
    if texts.is_empty() || start == 0 || !(sure || signed) {
        return None;
    }
    let at = answer.get(start)?.at();
    let text = texts.join("\n");
    answer.truncate(start);
    Some(Aside { kind: AsideKind::Signature, text, at })
}

#[derive(PartialEq, Eq)]
enum Likeness {
    Sure,
    Perhaps,
    No,
}

fn kind_of(text: &str) -> Likeness {
    let lower = text.trim().to_lowercase();
    let length = lower.chars().count();
    if length > 160 || text.trim_end().ends_with(';') {
        return Likeness::No;
    }
    let opening = OPENINGS.iter().any(|opening| lower.starts_with(opening));
    if opening && length < 120 || looks_like_telephone(&lower) {
        Likeness::Sure
    } else if (is_office(text) && !lower.ends_with('.') && length < 110) || (has_initials(text) && length < 60) {
        Likeness::Perhaps
    } else {
        Likeness::No
    }
}

fn is_office(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    OFFICES.iter().any(|office| lower.starts_with(office))
}

/// A line that is little more than a telephone number or an address of electronic mail.
fn looks_like_telephone(lower: &str) -> bool {
    let digits = lower.chars().filter(char::is_ascii_digit).count();
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    let mail = lower.split_whitespace().any(|word| word.contains('@') && word.contains('.'));
    (lower.contains("тел") && digits >= 5 && letters < 60)
        || (digits >= 6 && letters == 0 && lower.contains('-'))
        || (mail && letters < 60)
}

/// `И. И. Придумкин` or `Придумкин И.И.`
fn has_initials(text: &str) -> bool {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    chars.windows(4).any(|window| matches!(window, [a, '.', b, '.'] if a.is_uppercase() && b.is_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::{Paragraph, Where};

    fn taken(texts: &[&str]) -> Option<String> {
        let mut blocks = texts.iter().map(|text| Block::Paragraph(Paragraph::plain(Where::Line(1), *text))).collect();
        take(&mut blocks).map(|aside| aside.text)
    }

    #[test]
    fn a_signature_goes_and_the_answer_stays() {
        let text = taken(&["Основы вымысла.", "Глава города", "И.И. Придумкин", "Исп. Выдумкина А.А., тел. 00-00-00"]);
        assert_eq!(text.unwrap().lines().count(), 3);
        assert_eq!(taken(&["Нет предложений.", "--", "Придумкин Иван", "отдел дел"]).unwrap().lines().count(), 3);
        assert_eq!(taken(&["Нет предложений.", "Глава города Примерска И. И. Придумкин"]).unwrap().lines().count(), 1);
    }

    #[test]
    fn an_answer_about_people_is_no_signature() {
        assert_eq!(taken(&["Курсы ведёт:", "мастер И.И. Придумкин"]), None);
        assert_eq!(taken(&["Главе города нужны курсы.", "Руководитель и его команда: основы управления."]), None);
        assert_eq!(taken(&["тел. 00-00-00"]), None);
    }
}
