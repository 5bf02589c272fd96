//! Redirect pages, from an address of an earlier version to the page that replaced it.

use super::policy::with_policy;
use crate::markup::escaped;
use crate::view::RedirectView;

/// Makes a redirect page. It uses nothing of the theme: browsers follow the redirect at once, and there is a link for
/// others. The empty icon keeps browsers from requesting `/favicon.ico`.
pub fn redirect(view: &RedirectView) -> Vec<u8> {
    let RedirectView { language, title, text, url, canonical } = view;
    let (title, text, url) = (escaped(title), escaped(text), escaped(url));
    let canonical = canonical.as_deref().map(escaped);
    let canonical = canonical.map(|url| format!("<link rel=\"canonical\" href=\"{url}\">\n")).unwrap_or_default();
    with_policy(format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={url}\">\n{canonical}</head>\n<body class=\"page-moved\">\n\
         <main>\n<h1>{title}</h1>\n<p><a href=\"{url}\">{text}</a></p>\n</main>\n</body>\n</html>\n"
    ))
}
