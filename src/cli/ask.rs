//! Asks the person at the terminal. Answers are read line by line. The functions return `None` at the end of the input.

use std::io::{BufRead, IsTerminal, Write};

use super::output::{eprint, eprintln};

/// Whether there is a terminal, so that questions can be asked.
pub(super) fn is_possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks a question until the answer is valid. For an invalid one `parse` returns the message to show.
pub(super) fn ask<T>(question: &str, parse: impl FnMut(&str) -> Result<T, String>) -> Option<T> {
    prompt(question)?;
    let answer = read_answer(parse);
    if answer.is_none() {
        // The cursor is still on the line of the question.
        eprintln!();
    }
    answer
}

/// Reads answers until one is valid. For an invalid one `parse` returns the message to show.
pub(super) fn read_answer<T>(mut parse: impl FnMut(&str) -> Result<T, String>) -> Option<T> {
    for line in std::io::stdin().lock().lines() {
        match parse(line.ok()?.trim()) {
            Ok(answer) => return Some(answer),
            Err(again) => prompt(&again)?,
        }
    }
    None
}

/// Shows choices, each with its number, name and id.
pub(super) fn show_choices(choices: &[(String, String)]) {
    for (number, (id, name)) in (1..).zip(choices) {
        eprintln!("{number:>4}. {name} ({id})");
    }
}

/// Returns the id of the choice that an answer means: by its number in the list, its id, its name, or the beginning of
/// its name if no other name begins so.
pub(super) fn find_choice(answer: &str, choices: &[(String, String)]) -> Option<String> {
    if let Some((id, _)) = answer.parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?)) {
        return Some(id.clone());
    }
    let lower = answer.to_lowercase();
    let has_name = |(id, name): &&(String, String)| *id == lower || name.to_lowercase() == lower;
    let has_prefix = |(_, name): &&(String, String)| name.to_lowercase().starts_with(&lower);
    let mut with_prefix = choices.iter().filter(has_prefix);
    let only = with_prefix.next().filter(|_| with_prefix.next().is_none());
    choices.iter().find(has_name).or(only).map(|(id, _)| id.clone())
}

fn prompt(text: &str) -> Option<()> {
    eprint!("{text} ");
    std::io::stderr().flush().ok()
}
