//! The languages of messages and of a site: Russian and English.

use asdg_russian::collation::Collation;
use unic_langid::LanguageIdentifier;

/// The language of messages, or of a site's interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Russian, the default.
    #[default]
    Russian,
    /// English.
    English,
}

impl Language {
    /// All languages.
    pub const ALL: [Language; 2] = [Language::Russian, Language::English];

    /// The code that HTML, `site.toml` and `--lang` use.
    pub fn code(self) -> &'static str {
        match self {
            Language::Russian => "ru",
            Language::English => "en",
        }
    }

    /// Parses a language code or a locale such as `ru_RU.UTF-8`; `None` if it is neither Russian nor English.
    pub fn from_locale(locale: &str) -> Option<Self> {
        let code = locale.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The collation that sorts names in this language.
    pub fn collation(self) -> Collation {
        match self {
            Language::Russian => Collation::russian(),
            Language::English => Collation::english(),
        }
    }

    /// The language identifier for the plural rules of Fluent.
    pub fn identifier(self) -> LanguageIdentifier {
        match self {
            Language::Russian => unic_langid::langid!("ru"),
            Language::English => unic_langid::langid!("en"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_are_parsed() {
        assert_eq!(Language::from_locale("ru_RU.UTF-8"), Some(Language::Russian));
        assert_eq!(Language::from_locale("en-US"), Some(Language::English));
        assert_eq!(Language::from_locale("C.UTF-8"), None);
    }
}
