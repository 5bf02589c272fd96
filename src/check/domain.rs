//! Checks the custom domain of a site: a bare host name, `digest.example.ru` or `дайджест.рф`.

use std::borrow::Cow;

use url::{Host, Url};

use super::file::FileCheck;
use super::value::has_secret;
use asdg_base::problem::Kind;
use asdg_base::yaml::Located;

/// The maximum length of a domain name in DNS.
const MAX_LENGTH: usize = 253;

/// Checks a domain and converts it to ASCII form (`xn--…`). Anything else is reported.
pub(super) fn check(domain: &Located<String>, file: &mut FileCheck<'_>) -> Option<Box<str>> {
    let Located { value, at } = domain;
    let found = parse_host(value);
    if found.is_none() && has_secret(value) {
        file.report(at, Kind::SecretAddress { key: "domain".into() });
    } else if found.is_none() {
        // People copy the whole address from the browser.
        let copied = Url::parse(value).or_else(|_| Url::parse(&format!("https://{}", value.trim()))).ok();
        let proposal = copied.and_then(|url| url.host_str().and_then(parse_host)).map(|host| unicode_domain(&host));
        file.report(at, Kind::BadDomain { domain: value.clone(), proposal });
    }
    found
}

/// The Unicode form of a domain, for people to read.
pub fn unicode_domain(domain: &str) -> String {
    let (unicode, result) = idna::domain_to_unicode(domain);
    if result.is_ok() { unicode } else { domain.to_owned() }
}

/// Converts the host of an address to ASCII form, because not every program accepts Unicode in links.
pub(super) fn with_ascii_host(address: &str) -> Cow<'_, str> {
    let start = address.find("://").map_or(0, |at| at + "://".len());
    let end = address[start..].find(['/', '?', '#']).map_or(address.len(), |at| start + at);
    let start = address[start..end].rfind('@').map_or(start, |at| start + at + 1);
    let end = address[start..end].find(':').map_or(end, |at| start + at);
    match parse_host(&address[start..end]) {
        Some(ascii) if !address[start..end].is_ascii() => [&address[..start], &ascii, &address[end..]].concat().into(),
        _ => address.into(),
    }
}

/// Parses a bare host name with at least one dot, and returns its ASCII form.
fn parse_host(text: &str) -> Option<Box<str>> {
    let text = text.trim();
    // The URL parser would decode percent signs, as a browser does.
    if text.contains('%') {
        return None;
    }
    let Ok(Host::Domain(name)) = Host::parse(text) else {
        return None;
    };
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_valid = name.len() <= MAX_LENGTH && name.contains('.') && name.split('.').all(is_label);
    is_valid.then(|| name.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_a_bare_host_name() {
        assert_eq!(parse_host("digest.example.ru").as_deref(), Some("digest.example.ru"));
        assert_eq!(parse_host(" Digest.Example.RU ").as_deref(), Some("digest.example.ru"));
        assert_eq!(parse_host("дайджест.рф").as_deref(), Some("xn--80ahbeeq3di.xn--p1ai"));
        assert_eq!(unicode_domain("xn--80ahbeeq3di.xn--p1ai"), "дайджест.рф");
        let address = "https://a@выдумск.рф:80/дом?выдумск.рф";
        assert_eq!(
            with_ascii_host(address),
            format!("https://a@{}:80/дом?выдумск.рф", parse_host("выдумск.рф").unwrap())
        );
        for same in ["https://Example.org/дом", "http://localhost/", "https://a_ы.рф/"] {
            assert_eq!(with_ascii_host(same), same);
        }
        let long = format!("{}.ru", "a".repeat(64));
        for bad in
            ["localhost", "https://example.ru", "example.ru/digest", "example.ru:80", "a b.ru", "127.0.0.1", "a..ru"]
        {
            assert!(parse_host(bad).is_none(), "{bad}");
        }
        for bad in ["example.ru.", "-a.ru", "a_b.ru", "ex%61mple.ru", "@example.ru", "", &long] {
            assert!(parse_host(bad).is_none(), "{bad}");
        }
    }
}
