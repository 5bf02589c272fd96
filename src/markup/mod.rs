//! The HTML of texts. A checked text is stored as the HTML that its response's page shows, and in no other form.
//! `write.rs` writes it once; everything that needs the words of a text parses that HTML (`read.rs`), which contains
//! only tags that `write.rs` writes.

mod read;
mod write;

pub use read::{
    HtmlLine, LineKind, before_table, excerpt, excerpt_html, introduction, is_labelled, lines, link_line, lists,
    pieces, rebased, text_of,
};
pub(crate) use write::entity;
pub use write::{ROOT, WrittenHtml, escaped, write};
