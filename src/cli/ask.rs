//! Questions to the person at the terminal. Answers are read line by line; at the end of the input there is no answer.

use std::io::{BufRead, IsTerminal, Write};

use super::say::{eprint, eprintln};

/// Whether somebody at a terminal can be asked.
pub(super) fn is_possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks a question, repeatedly until the answer is understood.
pub(super) fn ask<T>(question: &str, understood: impl FnMut(&str) -> Result<T, String>) -> Option<T> {
    prompt(question)?;
    let answer = until_understood(understood);
    if answer.is_none() {
        // The cursor is still on the line of the question.
        eprintln!();
    }
    answer
}

/// Reads answers until one is understood. For the others `understood` returns the message to show.
pub(super) fn until_understood<T>(mut understood: impl FnMut(&str) -> Result<T, String>) -> Option<T> {
    for line in std::io::stdin().lock().lines() {
        match understood(line.ok()?.trim()) {
            Ok(answer) => return Some(answer),
            Err(again) => prompt(&again)?,
        }
    }
    None
}

/// Shows what can be chosen: number, name and id.
pub(super) fn show_choices(choices: &[(String, String)]) {
    for (number, (id, name)) in (1..).zip(choices) {
        eprintln!("{number:>4}. {name} ({id})");
    }
}

/// The id that an answer means: a number of the list, an id, a name, or the beginning of exactly one name.
pub(super) fn chosen(answer: &str, choices: &[(String, String)]) -> Option<String> {
    if let Some((id, _)) = answer.parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?)) {
        return Some(id.clone());
    }
    let lower = answer.to_lowercase();
    let named = |(id, name): &&(String, String)| *id == lower || name.to_lowercase() == lower;
    let begins = |(_, name): &&(String, String)| name.to_lowercase().starts_with(&lower);
    let mut likely = choices.iter().filter(begins);
    let only = likely.next().filter(|_| likely.next().is_none());
    choices.iter().find(named).or(only).map(|(id, _)| id.clone())
}

fn prompt(text: &str) -> Option<()> {
    eprint!("{text} ");
    std::io::stderr().flush().ok()
}
