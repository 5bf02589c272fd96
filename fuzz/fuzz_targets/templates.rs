//! Templates; the initial corpus has those of the default theme. The first byte is the number of the template to
//! replace, the rest is its text.
#![no_main]

#[path = "../../tests/all/invariants.rs"]
#[allow(dead_code, reason = "each target checks one of the invariants")]
mod invariants;

use std::path::Path;
use std::sync::OnceLock;

use invariants::Templates;
use libfuzzer_sys::fuzz_target;

static TEMPLATES: OnceLock<Templates> = OnceLock::new();

fuzz_target!(|input: (u8, &str)| {
    let (number, text) = input;
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/base");
    let templates = TEMPLATES.get_or_init(|| Templates::new(&base));
    let names = templates.names();
    if let Err(error) = templates.check(&names[usize::from(number) % names.len()], text) {
        panic!("{error}");
    }
});
