//! Formulas in a line of text: `12/5`, `√49`, 10³, with brackets where these are needed.

use super::Formula;
use crate::document::Shift;

/// A formula in a line.
#[derive(Default)]
pub(super) struct FormulaLine {
    /// Its stretches of text.
    pub(super) stretches: Vec<(String, Shift)>,
}

impl FormulaLine {
    /// Appends a formula.
    pub(super) fn write(&mut self, formula: &Formula) {
        match formula {
            Formula::Text(text) => self.push(text, Shift::None),
            Formula::Row(parts) => {
                let mut apart = false;
                for part in parts {
                    let begins = part.plain().is_some_and(|text| text.starts_with(char::is_alphanumeric));
                    if apart && begins || part.begins_with_fraction() && self.ends_with_word() {
                        self.push(" ", Shift::None);
                    }
                    self.write(part);
                    apart = matches!(part, Formula::Fraction(..));
                }
            }
            Formula::Fraction(above, below) => {
                self.bracketed(above);
                self.push("/", Shift::None);
                self.bracketed(below);
            }
            Formula::Script { base, below, above } => {
                if base.is_compound() && !matches!(**base, Formula::Fenced { .. }) {
                    self.bracketed(base)
                } else {
                    self.write(base)
                }
                self.script(below.as_deref(), "_", Shift::Lowered);
                self.script(above.as_deref(), "^", Shift::Raised);
            }
            Formula::Root { degree, body } => {
                self.script(degree.as_deref(), "^", Shift::Raised);
                self.push("√", Shift::None);
                let single = body.plain().is_some_and(|text| {
                    text.chars().count() == 1 || text.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')
                });
                if single { self.write(body) } else { self.always_bracketed(body) }
            }
            Formula::Fenced { open, close, between, parts } => {
                self.push(open, Shift::None);
                for (number, part) in parts.iter().enumerate() {
                    if number > 0 {
                        self.push(between, Shift::None);
                    }
                    self.write(part);
                }
                self.push(close, Shift::None);
            }
            Formula::Of(function, body) => {
                self.write(function);
                self.push(" ", Shift::None);
                self.write(body);
            }
        }
    }

    /// What stands above or below: raised or lowered where it is plain, else behind a sign and in brackets.
    fn script(&mut self, script: Option<&Formula>, sign: &str, shift: Shift) {
        let Some(script) = script else { return };
        match script.plain() {
            Some(text) => self.push(text.trim(), shift),
            None => {
                self.push(sign, Shift::None);
                self.always_bracketed(script);
            }
        }
    }

    fn bracketed(&mut self, formula: &Formula) {
        if formula.is_compound() { self.always_bracketed(formula) } else { self.write(formula) }
    }

    fn always_bracketed(&mut self, formula: &Formula) {
        self.push("(", Shift::None);
        self.write(formula);
        self.push(")", Shift::None);
    }

    fn ends_with_word(&self) -> bool {
        self.stretches.last().is_some_and(|(text, _)| text.ends_with(char::is_alphanumeric))
    }

    fn push(&mut self, text: &str, shift: Shift) {
        match self.stretches.last_mut() {
            _ if text.is_empty() => {}
            Some((before, same)) if *same == shift => before.push_str(text),
            _ => self.stretches.push((text.to_owned(), shift)),
        }
    }
}
