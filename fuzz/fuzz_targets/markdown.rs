//! Markdown; the first inputs are in `tests/fuzz/markdown`.
#![no_main]

#[path = "../../tests/all/invariants.rs"]
#[allow(dead_code, reason = "each target tries one of the invariants")]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(broken) = invariants::markdown(text) {
        panic!("{broken}");
    }
});
