//! The script that a preview adds to each page, which listens for changes; and the page that is shown while the site
//! cannot be built.

use super::news::News;
use crate::markup::escaped;
use crate::render::with_policy;
use asdg_base::messages::Messages;

/// The script.
pub(super) const SCRIPT: &str = include_str!("client.js");

/// The address of the script. No page of a site can have this address, because ids begin with a letter.
pub(super) const SCRIPT_PATH: &str = "/_asdg-site/client.js";

/// The style sheet of the page that is shown instead of the site.
pub(super) const STYLE: &str = include_str!("client.css");

/// The address of the style sheet.
pub(super) const STYLE_PATH: &str = "/_asdg-site/client.css";

/// The address of the news, a stream of server-sent events.
pub(super) const NEWS_PATH: &str = "/_asdg-site/news";

/// Adds the script to a page; `checksum` is the checksum of the page without it.
pub(super) fn with_script(page: &[u8], checksum: &str) -> Vec<u8> {
    let script =
        format!("<script src=\"{SCRIPT_PATH}\" data-page=\"{checksum}\" data-news=\"{NEWS_PATH}\" defer></script>");
    let end = b"</body>";
    let position = page.windows(end.len()).rposition(|window| window == end).unwrap_or(page.len());
    [&page[..position], script.as_bytes(), &page[position..]].concat()
}

/// A page with the problems, shown while the site cannot be built.
pub(super) fn problems_page(news: &News, messages: &Messages) -> Vec<u8> {
    let title = messages.plain("serve-not-yet");
    let problems: String =
        news.problems.iter().map(|problem| format!("<pre>{}</pre>", escaped(&problem.text))).collect();
    with_policy(format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><link rel=\"stylesheet\" href=\"{STYLE_PATH}\"></head>\
         <body><h1>{title}</h1>{problems}</body></html>"
    ))
}
