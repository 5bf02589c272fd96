//! Finds personal mail addresses.
//!
//! An address at a free mail service counts as personal, whatever its name. This rule fits in one sentence, and a site
//! can list exceptions in `site.toml`. Guessing which names belong to offices would be harder to explain and often
//! wrong.

use std::ops::Range;

use super::PrivateKind;

/// The domains of free mail services, in alphabetical order.
const FREE_SERVICES: [&str; 42] = [
    "126.com",
    "163.com",
    "autorambler.ru",
    "bk.ru",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "hotmail.ru",
    "icloud.com",
    "inbox.ru",
    "internet.ru",
    "lenta.ru",
    "list.ru",
    "live.com",
    "live.ru",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "myrambler.ru",
    "narod.ru",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "rambler.ru",
    "ro.ru",
    "vk.com",
    "xmail.ru",
    "ya.ru",
    "yahoo.com",
    "yandex.by",
    "yandex.com",
    "yandex.kz",
    "yandex.net",
    "yandex.ru",
    "yandex.ua",
    "ymail.com",
];

/// Returns the address around the at sign at `sign`, if it is personal.
pub(super) fn find(text: &str, sign: usize) -> Option<(PrivateKind, Range<usize>)> {
    // People write `name@ mail.ru`, and PDF readers produce `name @mail.ru`.
    let head = text[..sign].strip_suffix(' ').unwrap_or(&text[..sign]);
    let tail = text[sign + 1..].strip_prefix(' ').unwrap_or(&text[sign + 1..]);
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\\');
    let local = &head[head.trim_end_matches(is_local).len()..];
    let local = local.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let end = tail.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(tail.len());
    let domain = tail[..end].trim_end_matches(['.', '-']);
    let is_free = FREE_SERVICES.iter().any(|free| free.eq_ignore_ascii_case(domain));
    let end = text.len() - tail.len() + domain.len();
    (is_free && !local.is_empty()).then(|| (PrivateKind::Mail, head.len() - local.len()..end))
}
