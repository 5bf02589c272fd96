//! A PDF file.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = asdg_import::read_document("x.pdf", data.to_vec());
});
