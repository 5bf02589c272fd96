//! Shortened passages, for lists that quote them.

use serde::Serialize;

use super::Html;
use super::context::Context;
use super::link::CityLink;
use crate::link::{PassageContext, PassageRef};
use crate::markup;

/// A shortened passage.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct QuotedPassage<'d> {
    /// The city, with the link to the passage.
    pub city: CityLink<'d>,
    /// The name of the sector.
    pub sector: &'d str,
    /// The short name of the question.
    pub question: &'d str,
    /// The year of the edition.
    pub year: u16,
    /// The title of the passage.
    pub title: Option<&'d str>,
    /// Its beginning, as HTML without tags, or the sentence that mentions a city, with the city in `mark`; nothing if
    /// it has no text, but for example a picture.
    pub html: Option<Html<'d>>,
    /// Whether something is left out.
    pub is_cut: bool,
}

pub(super) fn quoted_passage<'d>(cx: &Context<'_, 'd>, passage: PassageRef, limit: usize) -> QuotedPassage<'d> {
    let (html, is_cut) = beginning(cx.index.passage(passage).passage.text.html(), limit);
    quotation(cx, passage, html, is_cut)
}

/// The beginning of a text as HTML without tags, and whether there is more; nothing if it has no text.
pub(super) fn beginning(html: &str, limit: usize) -> (Option<Html<'static>>, bool) {
    let (text, is_cut) = markup::excerpt(html, limit);
    (as_html(&text), is_cut)
}

/// The same for a text that may hold a table, whose cells would make no sense in a row: it ends before the table, unless it begins with it. The
/// colon that announces the table is left out as well: «Как изменилась посещаемость…».
pub(super) fn before_table(html: &str, limit: usize) -> (Option<Html<'static>>, bool) {
    let before = markup::before_table(html);
    if before.len() == html.len() {
        return beginning(html, limit);
    }
    let (mut text, _) = markup::excerpt(before, limit);
    if text.ends_with(':') {
        text.pop();
        text.push('…');
    }
    (as_html(&text), true)
}

fn as_html(text: &str) -> Option<Html<'static>> {
    (!text.is_empty()).then(|| Html(markup::escaped(text).into()))
}

/// A passage with a quotation as HTML.
pub(super) fn quotation<'d>(
    cx: &Context<'_, 'd>,
    passage: PassageRef,
    html: Option<Html<'d>>,
    is_cut: bool,
) -> QuotedPassage<'d> {
    let PassageContext { response, question, passage } = cx.index.passage(passage);
    let home = cx.digest.response_address(response.id());
    let url = cx.links.to_place(&home, &passage.anchor);
    QuotedPassage {
        city: CityLink { url, ..cx.response_link(response) },
        sector: cx.sector_name(response.sector),
        question: &question.title,
        year: response.year.0,
        title: passage.title.as_deref(),
        html,
        is_cut,
    }
}
