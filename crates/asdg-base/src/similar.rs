//! "Did you mean": the known id that is most similar to an unknown one.

use asdg_russian::{folded, slug};

use crate::work::steps;

/// Returns the id of the candidate most similar to `wanted`, if one is similar enough. A candidate is an id with its
/// names.
pub fn closest<'a>(wanted: &str, candidates: impl IntoIterator<Item = (&'a str, Vec<&'a str>)>) -> Option<String> {
    let latin = slug::slug(wanted);
    let plain = folded(wanted);
    let mut best: Option<(f64, &str)> = None;
    for (id, names) in candidates {
        steps(1);
        let by_name = names.iter().any(|name| folded(name) == plain);
        let score = if by_name { 2.0 } else { strsim::jaro_winkler(&latin, id).max(containment(&latin, id)) };
        if score >= 0.8 && best.is_none_or(|(high, _)| score > high) {
            best = Some((score, id));
        }
    }
    best.map(|(_, id)| id.to_owned())
}

/// Returns a high score if the text is a part of the id: `relations` and `international-relations`.
fn containment(wanted: &str, id: &str) -> f64 {
    if wanted.len() >= 4 && id.split('-').any(|part| part == wanted) { 0.95 } else { 0.0 }
}

/// Whether a name is a misspelling of a known one: at most two letters are swapped, missing, added or replaced.
pub fn is_misspelling(wanted: &str, known: &str) -> bool {
    let (wanted, known) = (folded(wanted), folded(known));
    (1..=2).contains(&strsim::osa_distance(&wanted, &known))
}

/// Like [`closest`], for candidates that are single words.
pub fn closest_word<'a>(wanted: &str, words: impl IntoIterator<Item = &'a str>) -> Option<String> {
    closest(wanted, words.into_iter().map(|word| (word, Vec::new())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelled_id_is_found() {
        let ids = ["international-relations", "elections", "khabarovsk"];
        let find = |wanted| closest_word(wanted, ids);
        assert_eq!(find("internatonal-relations").as_deref(), Some("international-relations"));
        assert_eq!(find("relations").as_deref(), Some("international-relations"));
        assert_eq!(find("хабаровск").as_deref(), Some("khabarovsk"));
        assert_eq!(find("budget"), None);
    }

    #[test]
    fn an_id_is_found_by_its_name() {
        let found = closest("Международные связи", [("international-relations", vec!["международные связи"])]);
        assert_eq!(found.as_deref(), Some("international-relations"));
    }
}
