//! The HTML of texts. A checked text is stored as the HTML that the page of its response shows, and in no other form.
//! [`write()`] writes it once. Everything that needs the words of a text parses that HTML, which contains only tags
//! from `write.rs`: `tokens.rs` splits it, and the other modules use the tokens.

mod blocks;
mod excerpt;
mod lines;
mod plain;
mod tokens;
mod write;

pub use blocks::{Lists, before_table, rebased, text_around_link};
pub use excerpt::{excerpt, excerpt_html};
pub use lines::{HtmlLine, LineKind, lines, single_line_text, word_chunks};
pub use plain::{plain, plain_length};
pub use tokens::is_inline;
pub(crate) use write::entity;
pub use write::{ROOT, WrittenHtml, escaped, whole_numbers, write};

/// A text with most elements: paragraphs, emphasis, links, nested lists, a table, a picture and code.
#[cfg(test)]
const SAMPLE: &str = "<p>Раз <strong>два</strong><br>три &amp; <a href=\"x\">четыре</a><ul><li id=\"p.1\">пункт<ul><li>внутри\
    </ul><li id=\"p.2\"><p>второй</p></ul><hr><div class=table tabindex=0><table><thead><tr>\
    <th scope=col>а<td><tbody><tr><td>1<td>2</table>\
    </div><figure><img src=\"a.png\" alt=\"мост\"><figcaption><p>Подпись</p></figcaption></figure>\
    <pre><code>x &lt; y</code></pre>";
