//! Lists the files that a PDF has as attachments: [`file_attachments`] and [`page_attachments`]. They are not read,
//! only named.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::dict::keys::{ANNOTS, EMBEDDED_FILES, F, KIDS, SUBTYPE};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as Text};
use hayro_interpret::hayro_syntax::page::Page;

use super::fields::decode_text_string;

/// The maximum number of entries and branches that are read from a list.
const LIMIT: usize = 1_000;

/// Returns the names of the files attached to the document.
pub(super) fn file_attachments(pdf: &Pdf) -> Vec<String> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let list = root.and_then(|root| root.get::<Dict<'_>>(b"Names")?.get::<Dict<'_>>(EMBEDDED_FILES));
    let mut pending: Vec<Dict<'_>> = list.into_iter().collect();
    let mut names = Vec::new();
    let mut branches = 0;
    while let Some(branch) = pending.pop().filter(|_| branches < LIMIT && names.len() < LIMIT) {
        branches += 1;
        if let Some(kids) = branch.get::<Array<'_>>(KIDS) {
            pending.extend(kids.iter::<Dict<'_>>().take(LIMIT));
        }
        // The entries are pairs of a key and its file.
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

/// Returns the names of the files attached to a page.
pub(super) fn page_attachments(page: &Page<'_>) -> Vec<String> {
    let Some(annotations) = page.raw().get::<Array<'_>>(ANNOTS) else { return Vec::new() };
    let attached = annotations
        .iter::<Dict<'_>>()
        .take(LIMIT)
        .filter(|annotation| annotation.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_str() == "FileAttachment"));
    attached.filter_map(|annotation| Some(name(&annotation.get::<Dict<'_>>(b"FS")?))).collect()
}

fn name(file: &Dict<'_>) -> String {
    let text = |key: &[u8]| file.get::<Text<'_>>(key).map(|text| decode_text_string(text.as_bytes()));
    text(b"UF").or_else(|| text(F)).unwrap_or_default()
}
