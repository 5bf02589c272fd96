//! What a preview adds to a page: a script that waits for news. And the page that stands in for a site which cannot be shown.

use super::news::News;
use crate::markup::escaped;
use asdg_base::messages::Messages;

/// The script.
pub(super) const SCRIPT: &str = include_str!("client.js");

/// Where the script is. No page of a site has such an address: ids begin with a letter.
pub(super) const SCRIPT_PATH: &str = "/_asdg-site/client.js";

/// Where news come from.
pub(super) const NEWS_PATH: &str = "/_asdg-site/news";

/// A page with the script; `checksum` is that of the page without it.
pub(super) fn with_script(page: &[u8], checksum: &str) -> Vec<u8> {
    let script =
        format!("<script src=\"{SCRIPT_PATH}\" data-page=\"{checksum}\" data-news=\"{NEWS_PATH}\" defer></script>");
    let end = b"</body>";
    let place = page.windows(end.len()).rposition(|window| window == end).unwrap_or(page.len());
    [&page[..place], script.as_bytes(), &page[place..]].concat()
}

/// A page that says what is wrong, for when there is nothing else to show.
pub(super) fn page(news: &News, messages: &Messages) -> String {
    let title = messages.plain("serve-not-yet");
    let problems: String = news.problems.iter().map(|drawn| format!("<pre>{}</pre>", escaped(&drawn.text))).collect();
    format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><style>body{{font:1rem/1.5 sans-serif;margin:2rem;max-width:60rem}}\
         pre{{overflow:auto;padding:1rem;background:#f4f4f4;border-left:4px solid #b3261e}}</style></head>\
         <body><h1>{title}</h1>{problems}</body></html>"
    )
}
