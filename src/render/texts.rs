//! Interface texts: the theme's Fluent messages in the language of the site.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use tera::{Error, Kwargs, TeraResult, Value};

use crate::theme::Theme;
use crate::view::InterfaceTexts;
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Place, Problems, Span};
use asdg_russian::is_russian_letter;

/// The interface texts. Clones share them.
#[derive(Clone)]
pub struct Texts {
    bundle: Arc<FluentBundle<FluentResource>>,
    language: Language,
}

impl Texts {
    pub(super) fn new(theme: &Theme, language: Language, problems: &mut Problems) -> Option<Self> {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::Russian => group_digits::<'\u{a0}', _>,
            Language::English => group_digits::<',', _>,
        }));
        let mut is_valid = true;
        for file in &theme.texts {
            let text = with_no_break_spaces(&file.text(problems)?);
            match FluentResource::try_new(text.clone()) {
                Ok(resource) => bundle.add_resource_overriding(resource),
                Err((_, errors)) => {
                    for error in errors {
                        let before = text.get(..error.pos.start).unwrap_or_default();
                        let line = before.matches('\n').count() as u32 + 1;
                        let kind = Kind::TranslationError { detail: error.to_string() };
                        problems.add(Place::at(file.path.clone(), Span::line(line)), kind);
                    }
                    is_valid = false;
                }
            }
        }
        is_valid.then(|| Self { bundle: Arc::new(bundle), language })
    }

    /// Returns their language.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// `t(key="answers", count=3)` in a template.
    pub(super) fn translate(&self, args: &Kwargs) -> TeraResult<String> {
        let key: &str = args.must_get("key")?;
        let mut values = FluentArgs::new();
        for (name, value) in args.iter() {
            if let Some(name) = name.as_str().filter(|name| *name != "key") {
                values.set(name.to_owned(), fluent_value(value));
            }
        }
        self.format(key, &values)
    }

    /// `date(date=response.received)` in a template.
    pub(super) fn date(&self, args: &Kwargs) -> TeraResult<String> {
        let date: &Value = args.must_get("date")?;
        let mut values = FluentArgs::new();
        for part in ["year", "month", "day"] {
            let number = date.get_from_path(part).and_then(Value::as_i64);
            let number = number.ok_or_else(|| Error::message("`date` wants a date: a map with year, month and day"))?;
            // As text, so that the digits of a year are not grouped.
            let value = if part == "month" { FluentValue::from(number) } else { FluentValue::from(number.to_string()) };
            values.set(part, value);
        }
        self.format("date", &values)
    }

    fn format(&self, key: &str, values: &FluentArgs<'_>) -> TeraResult<String> {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let pattern = pattern.ok_or_else(|| Error::message(format!("there is no interface text `{key}` in i18n/")))?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(values), &mut errors).into_owned();
        match errors.first() {
            Some(error) => Err(Error::message(format!("interface text `{key}`: {error}"))),
            None => Ok(text),
        }
    }
}

impl InterfaceTexts for Texts {
    fn text(&self, id: &str) -> String {
        self.format(id, &FluentArgs::new()).unwrap_or_else(|_| id.to_owned())
    }

    fn text_of_year(&self, id: &str, year: u16) -> String {
        let mut values = FluentArgs::new();
        values.set("year", year.to_string());
        self.format(id, &values).unwrap_or_else(|_| id.to_owned())
    }
}

/// Converts a value of a template to one of Fluent.
fn fluent_value(value: &Value) -> FluentValue<'static> {
    match (value.as_i64(), value.as_str()) {
        (Some(number), _) => FluentValue::from(number),
        (None, Some(text)) => FluentValue::from(text.to_owned()),
        (None, None) => FluentValue::from(value.to_string()),
    }
}

/// The names of numbers in interface texts.
const NUMBERS: [&str; 8] = ["count", "total", "number", "silent", "shown", "last", "year", "people"];

/// Inserts no-break spaces where no line may break: between a dash and the word before it or the number after it,
/// between a number and what it counts, and after a word of one letter: «выполнено — 1», «13 городов», «в 2024 году»,
/// «о городе».
fn with_no_break_spaces(text: &str) -> String {
    let mut text = join_single_letters(&text.replace(" — ", "\u{a0}— "));
    for name in NUMBERS {
        let value = format!("{{ ${name} }}");
        let mut parts = text.split(&value);
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            if out.ends_with("— ") {
                out.truncate(out.len() - 1);
                out.push('\u{a0}');
            }
            out.push_str(&value);
            match part.strip_prefix(' ').filter(|word| word.starts_with(|c: char| c.is_lowercase() || c == '{')) {
                Some(word) => out.extend(["\u{a0}", word]),
                None => out.push_str(part),
            }
        }
        text = out;
    }
    text
}

/// Inserts no-break spaces after Russian words of one letter.
fn join_single_letters(text: &str) -> String {
    let mut parts = text.split(' ');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let word = out.rsplit(['\u{a0}', ' ', '\n', '(', '«']).next().unwrap_or_default();
        let is_single_letter = word.chars().count() == 1 && word.chars().all(is_russian_letter);
        out.push(if is_single_letter { '\u{a0}' } else { ' ' });
        out.push_str(part);
    }
    out
}

/// Formats numbers from 10 000 on with their digits grouped by threes: with no-break spaces in Russian, with commas in
/// English.
fn group_digits<const SEPARATOR: char, M: fluent_bundle::memoizer::MemoizerKind>(
    value: &FluentValue<'_>,
    _: &M,
) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let plain: Cow<'_, str> = number.as_string();
    if plain.len() < 5 || !plain.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut out = String::with_capacity(plain.len() + 4);
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            out.push(SEPARATOR);
        }
        out.push(digit);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::with_no_break_spaces;

    #[test]
    fn no_line_begins_with_a_dash_or_ends_after_a_number_or_a_letter() {
        for expected in [
            "a = готово~—~{ $count }, у~{ $silent }, в~{ $year }~году, до { $count }",
            "a = О~городе и~«о~мэрии» (к~слову)\n    и~так далее, но а~и~б",
            "a = готово~— «{ $name }», нет~— 5",
            "    [one] { $count }~план на { $year }~год",
            "a = { $name } пишет\n    } на { $year }~год",
            "a = { $count ->\n    { $count }~{ noun-cities }",
        ] {
            assert_eq!(with_no_break_spaces(&expected.replace('~', " ")).replace('\u{a0}', "~"), expected);
        }
    }
}
