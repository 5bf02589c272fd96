//! Finished HTML of texts. A checked text is kept as the HTML that stands on the page of its response, and nothing else: it is written
//! once (`write.rs`), and everything that needs the words of a text reads that HTML (`read.rs`), which has only our own tags.

mod read;
mod write;

pub use read::{
    Line, LineKind, before_table, excerpt, excerpt_html, introduction, is_labelled, lines, link_line, lists, pieces,
    rebased, text_of,
};
pub use write::{ROOT, Written, escaped, write};
