//! Templates of new files: texts with placeholders such as `@title@`, in the languages of the messages.

use asdg_base::language::Language;

/// The templates of one language.
pub(super) struct Templates {
    pub(super) site: &'static str,
    pub(super) cities: &'static str,
    pub(super) topics: &'static str,
    pub(super) courses: &'static str,
    pub(super) sectors: &'static str,
    pub(super) questionnaire: &'static str,
    pub(super) first_edition: &'static str,
    pub(super) first_response: &'static str,
    pub(super) ignored: &'static str,
    pub(super) readme: &'static str,
    pub(super) workflow: &'static str,
    pub(super) edition: &'static str,
    pub(super) response: &'static str,
}

macro_rules! templates {
    ($language:literal) => {
        Templates {
            site: include_str!(concat!("templates/", $language, "/site.toml")),
            cities: include_str!(concat!("templates/", $language, "/cities.yaml")),
            topics: include_str!(concat!("templates/", $language, "/topics.yaml")),
            courses: include_str!(concat!("templates/", $language, "/courses.yaml")),
            sectors: include_str!(concat!("templates/", $language, "/sectors.yaml")),
            questionnaire: include_str!(concat!("templates/", $language, "/questionnaire.yaml")),
            first_edition: include_str!(concat!("templates/", $language, "/first-edition.yaml")),
            first_response: include_str!(concat!("templates/", $language, "/first-response.md")),
            ignored: include_str!(concat!("templates/", $language, "/gitignore")),
            readme: include_str!(concat!("templates/", $language, "/readme.md")),
            workflow: include_str!(concat!("templates/", $language, "/pages.yml")),
            edition: include_str!(concat!("templates/", $language, "/edition.yaml")),
            response: include_str!(concat!("templates/", $language, "/response.md")),
        }
    };
}

static RUSSIAN: Templates = templates!("ru");
static ENGLISH: Templates = templates!("en");

/// The templates in a language.
pub(super) fn in_language(language: Language) -> &'static Templates {
    match language {
        Language::Russian => &RUSSIAN,
        Language::English => &ENGLISH,
    }
}

/// Replaces the placeholders of a template. Placeholders in values are not replaced.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find('@') {
        let (before, after) = rest.split_at(start);
        out.push_str(before);
        let found = values.iter().find_map(|(name, value)| {
            let remainder = after.strip_prefix('@')?.strip_prefix(name)?.strip_prefix('@')?;
            Some((value, remainder))
        });
        match found {
            Some((value, remainder)) => {
                out.push_str(value);
                rest = remainder;
            }
            None => {
                out.push('@');
                rest = &after[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_in_values_are_not_replaced() {
        let filled = fill("a@b: @title@, actions/checkout@v6, @year@", &[("title", "@year@"), ("year", "2024")]);
        assert_eq!(filled, "a@b: @year@, actions/checkout@v6, 2024");
    }
}
