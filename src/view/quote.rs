//! Quotations of passages, for lists.

use serde::Serialize;

use super::Html;
use super::context::Context;
use super::link::CityLink;
use crate::link::{PassageContext, PassageRef};
use crate::markup;
use crate::model::Text;

/// A quotation of a passage.
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
    let (text, is_cut) = cx.index.passage(passage).passage.text.excerpt(limit);
    let html = text_html(&text);
    passage_with_quote(cx, passage, html, is_cut)
}

/// Returns the beginning of a text as HTML without tags, and whether the text continues, like
/// [`excerpt_of_html_before_table`].
pub(super) fn excerpt_before_table(text: &Text, limit: usize) -> (Option<Html<'static>>, bool) {
    text.shortened(limit, |html| excerpt_of_html_before_table(html, limit))
}

/// Returns the beginning of a text as HTML without tags, and whether the text continues. `None` if it has no text. The
/// text may contain a table, whose cells would make no sense in a row: the excerpt ends before the table, unless the
/// text begins with it. A colon that announces the table is left out too: «Как изменилась посещаемость…».
pub(super) fn excerpt_of_html_before_table(html: &str, limit: usize) -> (Option<Html<'static>>, bool) {
    let before = markup::before_table(html);
    if before.len() == html.len() {
        let (text, is_cut) = markup::excerpt(html, limit);
        return (text_html(&text), is_cut);
    }
    let (mut text, _) = markup::excerpt(before, limit);
    if text.ends_with(':') {
        text.pop();
        text.push('…');
    }
    (text_html(&text), true)
}

fn text_html(text: &str) -> Option<Html<'static>> {
    (!text.is_empty()).then(|| Html(markup::escaped(text).into()))
}

/// Makes the quotation of a passage from its HTML.
pub(super) fn passage_with_quote<'d>(
    cx: &Context<'_, 'd>,
    passage: PassageRef,
    html: Option<Html<'d>>,
    is_cut: bool,
) -> QuotedPassage<'d> {
    let PassageContext { response, question, passage } = cx.index.passage(passage);
    QuotedPassage {
        city: cx.city_link_to_anchor(response, &passage.anchor),
        sector: cx.sector_name(response.sector),
        question: &question.title,
        year: response.year.0,
        title: passage.title.as_deref(),
        html,
        is_cut,
    }
}
