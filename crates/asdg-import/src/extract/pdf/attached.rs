//! The files that a PDF carries: [`of_file`] and [`of_page`]. They are not read, only named.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::dict::keys::{ANNOTS, EMBEDDED_FILES, F, KIDS, SUBTYPE};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as Text};
use hayro_interpret::hayro_syntax::page::Page;

use super::fields::decoded;

/// How many entries and branches of a list are looked at.
const LIMIT: usize = 1_000;

/// The names of the files that are attached to the whole document.
pub(super) fn of_file(pdf: &Pdf) -> Vec<String> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let list = root.and_then(|root| root.get::<Dict<'_>>(b"Names")?.get::<Dict<'_>>(EMBEDDED_FILES));
    let mut waiting: Vec<Dict<'_>> = list.into_iter().collect();
    let mut names = Vec::new();
    let mut branches = 0;
    while let Some(branch) = waiting.pop().filter(|_| branches < LIMIT && names.len() < LIMIT) {
        branches += 1;
        if let Some(kids) = branch.get::<Array<'_>>(KIDS) {
            waiting.extend(kids.iter::<Dict<'_>>().take(LIMIT));
        }
        // A key, and the file that it stands for.
        let entries = branch.get::<Array<'_>>(b"Names");
        names.extend(entries.iter().flat_map(|entries| entries.iter::<Object<'_>>()).take(2 * LIMIT).filter_map(
            |entry| match entry {
                Object::Dict(file) => Some(name(&file)),
                _ => None,
            },
        ));
    }
    names
}

/// The names of the files that are pinned to a page.
pub(super) fn of_page(page: &Page<'_>) -> Vec<String> {
    let Some(annotations) = page.raw().get::<Array<'_>>(ANNOTS) else { return Vec::new() };
    let pinned = annotations
        .iter::<Dict<'_>>()
        .take(LIMIT)
        .filter(|annotation| annotation.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_str() == "FileAttachment"));
    pinned.filter_map(|annotation| Some(name(&annotation.get::<Dict<'_>>(b"FS")?))).collect()
}

fn name(file: &Dict<'_>) -> String {
    let text = |key: &[u8]| file.get::<Text<'_>>(key).map(|text| decoded(text.as_bytes()));
    text(b"UF").or_else(|| text(F)).unwrap_or_default()
}
