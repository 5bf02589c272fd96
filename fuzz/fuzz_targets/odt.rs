//! The parts of an .odt, separated by NUL: text, styles and an embedded object. The target puts them into a valid
//! archive.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MIMETYPE: &[u8] = b"application/vnd.oasis.opendocument.text";

fuzz_target!(|data: &[u8]| {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = ["content.xml", "styles.xml", "Object 1/content.xml"].into_iter().zip(data.split(|&byte| byte == 0));
    for (name, bytes) in std::iter::once(("mimetype", MIMETYPE)).chain(parts) {
        let written = archive.start_file(name, SimpleFileOptions::default()).map(|()| archive.write_all(bytes));
        written.expect("an archive in memory").expect("an archive in memory");
    }
    let bytes = archive.finish().expect("an archive in memory").into_inner();
    let _ = asdg_import::read_document("x.odt", bytes);
});
