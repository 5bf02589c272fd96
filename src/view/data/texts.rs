//! The full texts of passages: a file for each edition, since together they are as large as the content.

use super::Column;
use super::answers::passage_key;
use super::cell::{Form, Type};
use crate::link::Index;
use crate::model::{Edition, Year};
use crate::view::plain;

/// The name under which the full texts are explained; their files are called `texts-2024.json`.
pub const TEXTS: &str = "texts";

/// A passage with its whole text.
#[derive(Debug, serde::Serialize)]
pub struct PassageText {
    /// Its id.
    pub passage: String,
    /// Its text, a paragraph, an item or a row of a table on each line.
    pub text: String,
}

/// The name of the file with the full texts of an edition.
pub(super) fn file(year: Year) -> String {
    format!("{TEXTS}-{year}.json")
}

/// The columns of a file of full texts.
pub fn texts_columns() -> Vec<Column> {
    vec![
        Column { id: "passage", kind: Type::Id(Form::Passage), optional: false },
        Column { id: "text", kind: Type::LongText, optional: false },
    ]
}

/// The name of the file of an edition's full texts, and the texts, in the order of the digest.
pub fn texts<'a>(index: &'a Index<'a>, edition: &'a Edition) -> (String, impl Iterator<Item = PassageText> + use<'a>) {
    let digest = index.digest();
    let texts = index.edition_responses(edition).iter().flat_map(move |response| {
        response.passages().map(move |passage| PassageText {
            passage: passage_key(digest, response, passage),
            text: plain::whole(&passage.text),
        })
    });
    (file(edition.year), texts)
}
