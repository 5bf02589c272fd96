//! Formats the messages of the program, in Russian and in English, from Fluent resources.

use crate::language::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};

/// The messages in one language.
pub struct Messages {
    bundle: FluentBundle<FluentResource>,
}

impl Messages {
    /// Loads the messages that are compiled into the program.
    pub fn new(language: Language) -> Self {
        let sources: [&str; 4] = match language {
            Language::Russian => [
                include_str!("ru/problems.ftl"),
                include_str!("ru/commands.ftl"),
                include_str!("ru/import.ftl"),
                include_str!("ru/data.ftl"),
            ],
            Language::English => [
                include_str!("en/problems.ftl"),
                include_str!("en/commands.ftl"),
                include_str!("en/import.ftl"),
                include_str!("en/data.ftl"),
            ],
        };
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        bundle.set_use_isolating(false);
        for source in sources {
            // Messages that cannot be parsed are skipped; a test checks that all can be.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// Formats the message with this id; an attribute is `id.attribute`. Returns the id itself if the message is
    /// missing, so that nothing is hidden. A missing value is a bug, which the tests find.
    pub fn text(&self, id: &str, args: &FluentArgs<'_>) -> String {
        let Some((text, errors)) = self.format(id, args) else { return id.to_owned() };
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        text
    }

    /// Formats the message with this id, which has no values.
    pub fn plain(&self, id: &str) -> String {
        self.text(id, &FluentArgs::new())
    }

    /// Formats the message with this id, if it exists.
    pub fn find(&self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        self.format(id, args).map(|(text, _)| text)
    }

    fn format(&self, id: &str, args: &FluentArgs<'_>) -> Option<(String, Vec<FluentError>)> {
        let (id, attribute) = id.split_once('.').map_or((id, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors);
        Some((text.trim().to_owned(), errors))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Kind;

    #[test]
    fn every_kind_has_a_title_and_help_in_both_languages() {
        for language in Language::ALL {
            let messages = Messages::new(language);
            for code in Kind::CODES {
                for id in [(*code).to_owned(), format!("{code}.help")] {
                    assert!(
                        messages.find(&id, &FluentArgs::new()).is_some(),
                        "{id} is missing in messages/{}/problems.ftl",
                        language.code()
                    );
                }
            }
        }
    }

    #[test]
    fn the_message_files_are_valid_and_have_the_same_ids() {
        let ids = |source: &str| {
            assert!(FluentResource::try_new(source.to_owned()).is_ok());
            let names = source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
            names.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect::<Vec<_>>()
        };
        for (file, russian, english) in [
            ("problems.ftl", include_str!("ru/problems.ftl"), include_str!("en/problems.ftl")),
            ("commands.ftl", include_str!("ru/commands.ftl"), include_str!("en/commands.ftl")),
            ("import.ftl", include_str!("ru/import.ftl"), include_str!("en/import.ftl")),
            ("data.ftl", include_str!("ru/data.ftl"), include_str!("en/data.ftl")),
        ] {
            let (russian, english) = (ids(russian), ids(english));
            let only_in = |one: &[String], other: &[String]| -> Vec<String> {
                one.iter().filter(|id| !other.contains(id)).cloned().collect()
            };
            let (only_russian, only_english) = (only_in(&russian, &english), only_in(&english, &russian));
            assert!(only_russian.is_empty(), "missing in en/{file}: {only_russian:?}");
            assert!(only_english.is_empty(), "missing in ru/{file}: {only_english:?}");
            assert_eq!(russian, english, "the order of ids in {file}");
        }
    }
}
