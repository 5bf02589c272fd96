//! Responses, as YAML and as Markdown with front matter; the initial corpus is `tests/fuzz/yaml`.
#![no_main]

#[path = "../../tests/all/invariants.rs"]
#[allow(dead_code, reason = "each target checks one of the invariants")]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(error) = invariants::yaml(text) {
        panic!("{error}");
    }
});
