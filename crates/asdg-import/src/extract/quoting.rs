//! Texts that went through email: [`lines`] removes quote marks (`>`), and separates the earlier letter that a
//! response replied to.
//!
//! A response is either the newest text of an email, above the request that it answers, or it is quoted or forwarded
//! below a line or two. The questions decide: if three of them are above «25.11.2024, 10:15, … пишет:», the rest is
//! the earlier letter, and it is listed as left out.

use std::borrow::Cow;

use super::text;
use crate::document::{Aside, AsideKind, Lines, SourceLocation};
use crate::questions;

/// The number of questions above an earlier letter that make the text a response.
const MIN_QUESTIONS: usize = 3;
/// The marks that mail programs put in front of quoted lines.
const QUOTE_MARKS: [char; 2] = ['>', '|'];
/// The same marks with the spaces around them.
const QUOTE_MARGIN: [char; 4] = ['>', '|', ' ', '\t'];

/// Returns the lines of a text without quote marks, and the earlier letter below it.
pub(super) fn lines(text: &str) -> (Lines, Option<Aside>) {
    let (response, earlier) = split_earlier_letter(text);
    let aside = earlier.map(|(line, earlier)| {
        let at = SourceLocation::Line(u32::try_from(line + 1).unwrap_or(u32::MAX));
        Aside { kind: AsideKind::Earlier, text: earlier.trim().to_owned(), at }
    });
    (text::lines(&unquote(response)), aside)
}

/// Splits a text into the response and the earlier letter below it, with the index of the first line of that letter.
fn split_earlier_letter(text: &str) -> (&str, Option<(usize, &str)>) {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut questions_above = 0;
    let mut offset = 0;
    for (number, line) in lines.iter().enumerate() {
        if questions_above >= MIN_QUESTIONS && begins_earlier_letter(&lines, number) {
            let (response, earlier) = text.split_at(offset);
            return (response, Some((number, earlier)));
        }
        questions_above += usize::from(is_question(line));
        offset += line.len() + 1;
    }
    (text, None)
}

/// Whether a text has the questions of a response, or their numbers.
pub(super) fn has_questions(text: &str) -> bool {
    text.lines().filter(|line| is_question(line)).count() >= MIN_QUESTIONS
}

fn is_question(line: &str) -> bool {
    let line = line.trim_start_matches(QUOTE_MARGIN).trim_end();
    line.ends_with('?') || questions::numbered(line).is_some_and(|numbered| numbered.number <= 9 && line.len() > 10)
}

/// Whether an earlier letter begins at a line: mail programs put its headers, a separator or an attribution above it.
fn begins_earlier_letter(lines: &[&str], number: usize) -> bool {
    const SEPARATORS: [&str; 12] = [
        "original message",
        "исходное сообщение",
        "forwarded message",
        "пересылаемое сообщение",
        "пересланное сообщение",
        "конец пересылаемого сообщения",
        "конец пересланного сообщения",
        "end of forwarded message",
        "begin forwarded message",
        "начало переадресованного сообщения",
        "конец переадресованного сообщения",
        "исходное письмо",
    ];
    const SENDERS: [&str; 3] = ["от:", "from:", "от кого:"];
    const HEADERS: [&str; 8] = ["кому:", "to:", "тема:", "subject:", "дата:", "date:", "отправлено:", "sent:"];
    let bare =
        |line: &str| line.trim_start_matches(QUOTE_MARGIN).trim_start_matches(['*', ' ']).trim_end().to_lowercase();
    let Some(line) = lines.get(number).map(|line| bare(line)) else { return false };
    let begins = |line: &str, names: &[&str]| names.iter().any(|name| line.starts_with(name));
    let below = lines.iter().skip(number + 1).map(|line| bare(line)).filter(|line| !line.is_empty());
    let has_header_below = || below.clone().take(4).any(|line| begins(&line, &HEADERS));
    let separator = line.trim_matches(|c: char| !c.is_alphabetic());
    if SEPARATORS.contains(&separator) || begins(&line, &SENDERS) && has_header_below() {
        return true;
    }
    // The attribution may be wrapped after the date.
    let continuation = || lines.get(number + 1).map(|next| bare(next)).filter(|_| has_time(&line));
    is_attribution(&line, lines.get(number + 1..))
        || continuation().is_some_and(|next| is_attribution(&format!("{line} {next}"), lines.get(number + 2..)))
}

/// Whether a line is the attribution above a quotation: «25.11.2024, 10:15, Иван <i@example.org>:» or «… пишет:».
fn is_attribution(line: &str, below: Option<&[&str]>) -> bool {
    let next_line = || below.unwrap_or_default().iter().map(|line| line.trim_start()).find(|line| !line.is_empty());
    let is_quoted = next_line().is_some_and(|line| line.starts_with(QUOTE_MARKS));
    let has_verb = ["пишет", "написал", "wrote"].iter().any(|word| line.contains(word));
    let has_digit = line.contains(|c: char| c.is_ascii_digit());
    line.ends_with(':') && (has_verb && is_quoted || has_digit && line.contains('@') && next_line().is_some())
}

/// Whether a line contains a time, such as `10:15`.
fn has_time(line: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    line.match_indices(':').any(|(at, _)| line[..at].ends_with(is_digit) && line[at + 1..].starts_with(is_digit))
}

/// Removes the quote marks from a text that is mostly quoted: an answer that was sent back and forth. If only the
/// questions are quoted, the marks stay: they separate the questions from the answers.
fn unquote(text: &str) -> Cow<'_, str> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let quoted = lines().filter(|line| line.trim_start().starts_with(QUOTE_MARKS) && !is_table_row(line)).count();
    if quoted * 10 < lines().count() * 6 || quoted == 0 {
        return Cow::Borrowed(text);
    }
    let without_marks = |line: &str| {
        let mut rest = line.trim_start();
        while let Some(after) = rest.strip_prefix(QUOTE_MARKS).filter(|_| rest.starts_with('>') || !is_table_row(rest))
        {
            rest = after.strip_prefix(' ').unwrap_or(after);
        }
        if rest.len() == line.trim_start().len() { line.to_owned() } else { rest.to_owned() }
    };
    Cow::Owned(text.split('\n').map(without_marks).collect::<Vec<_>>().join("\n"))
}

/// Whether a line is a row of a table, which has vertical bars between its cells.
fn is_table_row(line: &str) -> bool {
    line.trim_start_matches(QUOTE_MARGIN).contains('|')
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESPONSE: &str = "1. Что сделано?\nОткрыт мост.\n2. Что будет?\nОткроем парк.\n3. Чем помочь?\nНичем.\n";

    fn read(text: &str) -> (Vec<String>, Option<String>) {
        let (lines, earlier) = lines(text);
        (lines.lines.into_iter().map(|line| line.text).collect(), earlier.map(|aside| aside.text))
    }

    #[test]
    fn the_letter_that_was_answered_is_not_part_of_the_response() {
        let response = read(RESPONSE).0;
        for earlier in [
            "25.11.2024, 10:15, Придумкин пишет:\n> Просим ответить на вопросы.",
            "25.11.2024, 10:15, \"Иван\" <ivan@example.org>:\nПросим ответить.",
            "пн, 25 нояб. 2024 г. в 10:15, Иван\n<ivan@example.org>:\n> Просим ответить.",
            "On Mon, Nov 25, 2024 Ivan wrote:\n\n> Please answer.",
            "От: Иван\nОтправлено: 25 ноября 2024 г.\nКому: Городу\n\nПросим ответить.",
            "-----Исходное сообщение-----\nПросим ответить.",
            "-------- Конец пересылаемого сообщения --------",
        ] {
            assert_eq!(
                read(&format!("{RESPONSE}\n{earlier}\n")),
                (response.clone(), Some(earlier.to_owned())),
                "{earlier}"
            );
        }
    }

    #[test]
    fn a_response_that_is_quoted_or_forwarded_is_read() {
        let quoted: String = RESPONSE.lines().map(|line| format!("> > {line}\n")).collect();
        let (lines, earlier) = read(&format!("25.11.2024, 10:15, Придумкин пишет:\n{quoted}"));
        assert_eq!((lines.get(1..), earlier), (Some(read(RESPONSE).0.as_slice()), None));
        let forwarded = format!("От: Иван\nКому: Союзу\nТема: Ответ\n\n{RESPONSE}");
        assert_eq!(read(&forwarded).1, None);
    }

    #[test]
    fn a_fully_quoted_text_loses_its_quote_marks() {
        assert_eq!(unquote("> один\n>\n>> - два\n>три\n"), "один\n\n- два\nтри\n");
        assert_eq!(unquote("| один\n|\n|| - два\n> | три\n"), "один\n\n- два\nтри\n");
        assert_eq!(unquote("| один | два |\n| три | 4 |\n"), "| один | два |\n| три | 4 |\n");
        assert_eq!(unquote("> вопрос\nответ\nещё\n"), "> вопрос\nответ\nещё\n");
    }

    #[test]
    fn an_answer_that_mentions_a_writer_is_not_an_earlier_letter() {
        assert_eq!(read(&format!("{RESPONSE}В 2024 году житель написал:\nСпасибо за мост!\n")).1, None);
    }
}
