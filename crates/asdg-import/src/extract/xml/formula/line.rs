//! Writes a formula on one line of text: `12/5`, `√49`, 10³, with brackets only where they are needed.

use super::Formula;
use crate::document::Shift;

/// The line that is being written.
#[derive(Default)]
pub(super) struct FormulaLine {
    /// The runs of text so far.
    pub(super) runs: Vec<(String, Shift)>,
}

impl FormulaLine {
    /// Appends a formula.
    pub(super) fn write(&mut self, formula: &Formula) {
        match formula {
            Formula::Text(text) => self.push(text, Shift::None),
            Formula::Row(parts) => {
                let mut after_fraction = false;
                for part in parts {
                    let begins_with_word =
                        part.plain_text().is_some_and(|text| text.starts_with(char::is_alphanumeric));
                    if after_fraction && begins_with_word || part.begins_with_fraction() && self.ends_with_word() {
                        self.push(" ", Shift::None);
                    }
                    self.write(part);
                    after_fraction = matches!(part, Formula::Fraction(..));
                }
            }
            Formula::Fraction(numerator, denominator) => {
                self.write_bracketed_if_needed(numerator);
                self.push("/", Shift::None);
                self.write_bracketed_if_needed(denominator);
            }
            Formula::Script { base, sub, sup } => {
                if base.needs_brackets() && !matches!(**base, Formula::Fenced { .. }) {
                    self.write_bracketed_if_needed(base)
                } else {
                    self.write(base)
                }
                self.script(sub.as_deref(), "_", Shift::Lowered);
                self.script(sup.as_deref(), "^", Shift::Raised);
            }
            Formula::Root { degree, body } => {
                self.script(degree.as_deref(), "^", Shift::Raised);
                self.push("√", Shift::None);
                let single = body.plain_text().is_some_and(|text| {
                    text.chars().count() == 1 || text.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')
                });
                if single { self.write(body) } else { self.write_bracketed(body) }
            }
            Formula::Fenced { open, close, separator, parts } => {
                self.push(open, Shift::None);
                for (number, part) in parts.iter().enumerate() {
                    if number > 0 {
                        self.push(separator, Shift::None);
                    }
                    self.write(part);
                }
                self.push(close, Shift::None);
            }
            Formula::Apply(function, body) => {
                self.write(function);
                self.push(" ", Shift::None);
                self.write(body);
            }
        }
    }

    /// Writes a subscript or superscript: lowered or raised if it is plain text, otherwise after an operator and in
    /// brackets.
    fn script(&mut self, script: Option<&Formula>, operator: &str, shift: Shift) {
        let Some(script) = script else { return };
        match script.plain_text() {
            Some(text) => self.push(text.trim(), shift),
            None => {
                self.push(operator, Shift::None);
                self.write_bracketed(script);
            }
        }
    }

    fn write_bracketed_if_needed(&mut self, formula: &Formula) {
        if formula.needs_brackets() { self.write_bracketed(formula) } else { self.write(formula) }
    }

    fn write_bracketed(&mut self, formula: &Formula) {
        self.push("(", Shift::None);
        self.write(formula);
        self.push(")", Shift::None);
    }

    fn ends_with_word(&self) -> bool {
        self.runs.last().is_some_and(|(text, _)| text.ends_with(char::is_alphanumeric))
    }

    fn push(&mut self, text: &str, shift: Shift) {
        match self.runs.last_mut() {
            _ if text.is_empty() => {}
            Some((before, same)) if *same == shift => before.push_str(text),
            _ => self.runs.push((text.to_owned(), shift)),
        }
    }
}
