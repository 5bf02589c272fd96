//! Sorts Russian names: Еж, Ёж, Ежово, Ёлкино, Ель. Numbers in names are compared as numbers (`kn`): «Лицей № 2»,
//! «Лицей № 10».
//!
//! In code-point order Ё would come before А, and all capitals before small letters. icu_collator has the right order;
//! its tables are compiled in.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::{Locale, locale};

/// Compares names in the order of a language.
pub struct Collation {
    collator: Option<CollatorBorrowed<'static>>,
}

impl Collation {
    /// The order of Russian names.
    pub fn russian() -> Self {
        Self::for_locale(locale!("ru-u-kn"))
    }

    /// The order of English names.
    pub fn english() -> Self {
        Self::for_locale(locale!("en-u-kn"))
    }

    fn for_locale(locale: Locale) -> Self {
        // The tables are compiled in, so this cannot fail; if it did, names would be ordered by code point.
        Self { collator: Collator::try_new(locale.into(), CollatorOptions::default()).ok() }
    }

    /// Compares two names. Names that the language treats as equal keep a fixed order.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        match &self.collator {
            Some(collator) => collator.compare(a, b).then_with(|| a.cmp(b)),
            None => a.cmp(b),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_in_russian_order() {
        let mut names = vec![
            "Лицей № 10",
            "Лицей № 2",
            "Яровое",
            "йод",
            "Ёлкино",
            "Ежово",
            "Ель",
            "Йошкар-Ола",
            "Ёж",
            "Иркутск",
            "Еж",
            "Абакан",
        ];
        let collation = Collation::russian();
        names.sort_by(|a, b| collation.compare(a, b));
        assert_eq!(
            names,
            [
                "Абакан",
                "Еж",
                "Ёж",
                "Ежово",
                "Ёлкино",
                "Ель",
                "Иркутск",
                "йод",
                "Йошкар-Ола",
                "Лицей № 2",
                "Лицей № 10",
                "Яровое"
            ]
        );
    }
}
