//! The custom domain of a site: a bare host name, `digest.example.ru` or `дайджест.рф`.

use std::borrow::Cow;

use url::{Host, Url};

use super::file::FileCheck;
use super::value::has_secret;
use asdg_base::problem::Kind;
use asdg_base::yaml::Located;

/// The longest domain name that DNS allows.
const LONGEST: usize = 253;

/// Checks a domain and converts it to the ASCII form (`xn--…`). Reports anything else.
pub(super) fn check(domain: &Located<String>, file: &mut FileCheck<'_>) -> Option<Box<str>> {
    let Located { value, at } = domain;
    let found = host(value);
    if found.is_none() && has_secret(value) {
        file.report(at, Kind::SecretAddress { key: "domain".into() });
    } else if found.is_none() {
        // People copy the address from the browser.
        let copied = Url::parse(value).or_else(|_| Url::parse(&format!("https://{}", value.trim()))).ok();
        let proposal = copied.and_then(|url| url.host_str().and_then(host)).map(|host| shown(&host));
        file.report(at, Kind::BadDomain { domain: value.clone(), proposal });
    }
    found
}

/// The Unicode form of a domain, as people read it.
pub fn shown(domain: &str) -> String {
    let (shown, valid) = idna::domain_to_unicode(domain);
    if valid.is_ok() { shown } else { domain.to_owned() }
}

/// An address with its host in ASCII form, because not every program accepts Unicode in links.
pub(super) fn in_address(address: &str) -> Cow<'_, str> {
    let start = address.find("://").map_or(0, |at| at + "://".len());
    let end = address[start..].find(['/', '?', '#']).map_or(address.len(), |at| start + at);
    let start = address[start..end].rfind('@').map_or(start, |at| start + at + 1);
    let end = address[start..end].find(':').map_or(end, |at| start + at);
    match host(&address[start..end]) {
        Some(known) if !address[start..end].is_ascii() => [&address[..start], &known, &address[end..]].concat().into(),
        _ => address.into(),
    }
}

fn host(text: &str) -> Option<Box<str>> {
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
    let fine = name.len() <= LONGEST && name.contains('.') && name.split('.').all(is_label);
    fine.then(|| name.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_a_bare_name_of_a_host() {
        assert_eq!(host("digest.example.ru").as_deref(), Some("digest.example.ru"));
        assert_eq!(host(" Digest.Example.RU ").as_deref(), Some("digest.example.ru"));
        assert_eq!(host("дайджест.рф").as_deref(), Some("xn--80ahbeeq3di.xn--p1ai"));
        assert_eq!(shown("xn--80ahbeeq3di.xn--p1ai"), "дайджест.рф");
        let address = "https://a@выдумск.рф:80/дом?выдумск.рф";
        assert_eq!(in_address(address), format!("https://a@{}:80/дом?выдумск.рф", host("выдумск.рф").unwrap()));
        for same in ["https://Example.org/дом", "http://localhost/", "https://a_ы.рф/"] {
            assert_eq!(in_address(same), same);
        }
        let long = format!("{}.ru", "a".repeat(64));
        for bad in
            ["localhost", "https://example.ru", "example.ru/digest", "example.ru:80", "a b.ru", "127.0.0.1", "a..ru"]
        {
            assert!(host(bad).is_none(), "{bad}");
        }
        for bad in ["example.ru.", "-a.ru", "a_b.ru", "ex%61mple.ru", "@example.ru", "", &long] {
            assert!(host(bad).is_none(), "{bad}");
        }
    }
}
