//! The parts of a .docx, separated by NUL: text, lists, styles and relations. The target puts them into a valid
//! archive, so that the fuzzer reaches the readers.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const PARTS: [&str; 4] =
    ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/_rels/document.xml.rels"];

fuzz_target!(|data: &[u8]| {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = PARTS.into_iter().zip(data.split(|&byte| byte == 0));
    for (name, bytes) in std::iter::once(("[Content_Types].xml", &b"<Types/>"[..])).chain(parts) {
        let written = archive.start_file(name, SimpleFileOptions::default()).map(|()| archive.write_all(bytes));
        written.expect("an archive in memory").expect("an archive in memory");
    }
    let bytes = archive.finish().expect("an archive in memory").into_inner();
    let _ = asdg_import::read_document("x.docx", bytes);
});
