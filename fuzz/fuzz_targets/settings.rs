//! Settings, `site.toml`; the first inputs are in `tests/fuzz/settings`.
#![no_main]

#[path = "../../tests/all/promises.rs"]
#[allow(dead_code, reason = "each target tries one of the promises")]
mod promises;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(broken) = promises::settings(text) {
        panic!("{broken}");
    }
});
