//! Removes names, passwords and tokens from addresses before they are shown. Logs of workflows are public, and people
//! send screenshots when they ask for help.

/// The minimum length of a user name that may be a token: `https://ghp_…@github.com`.
const TOKEN: usize = 16;

/// A text without the secrets in its addresses, even malformed ones.
pub(super) fn without_secrets(text: &str) -> String {
    let ends_word = |c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '<' | '>' | '«' | '»' | '“' | '”');
    text.split_inclusive(ends_word)
        .map(|word| {
            let bare = word.trim_end_matches(ends_word);
            format!("{}{}", shown(bare), &word[bare.len()..])
        })
        .collect()
}

/// A text without the secrets of this address and of other addresses in it.
///
/// Hosts quote parts of what they were sent in their own form, so the secrets themselves are searched as well.
pub(super) fn without_secrets_of(text: &str, address: &str) -> String {
    let mut text = text.replace(address, &shown(address));
    for secret in secrets(address) {
        text = text.replace(&secret, "***");
    }
    without_secrets(&text)
}

/// What the tokens of hosts for git begin with.
const TOKENS: [&str; 7] = ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-"];

/// An address without its secrets. Any other word stays as it is, unless it is a token.
fn shown(word: &str) -> String {
    if !word.contains('@') && TOKENS.iter().any(|token| word.starts_with(token)) {
        return "***".to_owned();
    }
    let (scheme, rest) = match word.find("://") {
        Some(at) => word.split_at(at + 3),
        None => ("", word),
    };
    let kept = user(scheme, rest).map_or("", |kept| kept);
    let host = user(scheme, rest).map_or(rest, |_| &rest[rest.rfind('@').map_or(0, |at| at + 1)..]);
    let host = if is_web(scheme) { host.split(['?', '#']).next().unwrap_or(host) } else { host };
    format!("{scheme}{kept}{host}")
}

/// The user name before a host that may be shown, with its `@`; `None` if there is no name.
///
/// A password pasted without encoding may contain any character: `https://anna:pa/ss@host/x`. So everything up to the
/// last `@` is the user, unless the first part has neither name nor password: `https://host/a@b`, `git@host:a@b`.
fn user<'t>(scheme: &str, rest: &'t str) -> Option<&'t str> {
    let (first, _) = rest.split_once('@')?;
    if matches!(first.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic()) {
        // A path on Windows.
        return None;
    }
    let has_password = first.contains(':');
    let is_path = first.contains('/') && !has_password;
    if is_path {
        return None;
    }
    // The user name that ssh hosts share among everybody.
    let is_plain = !has_password && !is_web(scheme) && first.len() < TOKEN;
    if is_plain && rest.rfind('@') == Some(first.len()) {
        return Some(&rest[..=first.len()]);
    }
    Some("")
}

fn is_web(scheme: &str) -> bool {
    let scheme = scheme.to_ascii_lowercase();
    scheme.ends_with("http://") || scheme.ends_with("https://")
}

/// The secrets in an address: the password, a long user name, the values of the query; as written and decoded.
fn secrets(address: &str) -> Vec<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let mut found: Vec<&str> = Vec::new();
    if let Some((name, _)) = rest.rsplit_once('@') {
        let (name, password) = name.split_once(':').unwrap_or((name, ""));
        found.push(password);
        found.extend(Some(name).filter(|name| name.len() >= TOKEN && !name.contains('/')));
    }
    let behind = if address.contains("://") { rest.split_once(['?', '#']).map(|(_, behind)| behind) } else { None };
    let values = behind.into_iter().flat_map(|behind| behind.split(['&', ';', '#']));
    found.extend(values.map(|value| value.split_once('=').map_or(value, |(_, value)| value)));
    let found = found.into_iter().filter(|secret| secret.len() > 2);
    let plain = |secret: &str| percent_encoding::percent_decode_str(secret).decode_utf8_lossy().into_owned();
    let mut all: Vec<String> = found.flat_map(|secret| [secret.to_owned(), plain(secret)]).collect();
    // One secret may contain another.
    all.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_shown_without_names_passwords_and_tokens() {
        for (address, shown) in [
            ("https://anna:secret@github.com/a/b.git", "https://github.com/a/b.git"),
            ("https://token@example.org", "https://example.org"),
            ("https://example.org/a.git?token=secret", "https://example.org/a.git"),
            ("https://example.org/a.git?a=1&private_token=secret#secret", "https://example.org/a.git"),
            ("https://example.org/a.git#secret", "https://example.org/a.git"),
            ("https://anna:se/cret@example.org/a.git", "https://example.org/a.git"),
            ("https://anna:se@cret@example.org/a.git", "https://example.org/a.git"),
            ("https://anna:12/34@example.org/a.git", "https://example.org/a.git"),
            ("https://anna:se?cr#et@example.org/a.git", "https://example.org/a.git"),
            ("HTTPS://anna:secret@example.org/a.git", "HTTPS://example.org/a.git"),
            ("https:/anna:secret@example.org/a.git", "example.org/a.git"),
            ("https//anna:secret@example.org/a.git", "example.org/a.git"),
            ("anna:secret@example.org/a.git", "example.org/a.git"),
            ("anna:secret@example.org:a.git", "example.org:a.git"),
            ("ghp_0123456789abcdef@example.org/a.git", "example.org/a.git"),
            ("ssh://anna:secret@example.org/a.git", "ssh://example.org/a.git"),
            ("git://anna:secret@example.org/a.git", "git://example.org/a.git"),
        ] {
            assert_eq!(without_secrets(address), shown);
            let quoted = format!("fatal: unable to access '{address}': no");
            assert_eq!(without_secrets(&quoted), format!("fatal: unable to access '{shown}': no"));
        }
    }

    #[test]
    fn what_is_no_secret_stays() {
        for text in [
            "ssh://git@github.com/a/b.git",
            "git@github.com:a/b.git",
            "https://github.com/a@b/c.git",
            "https://example.org:8443/a.git",
            "/srv/git/c#/digest.git?",
            r"C:\дайджест\a@b",
            "remote: Permission to a/b.git denied to anna.",
            "fatal: the moon is full: again, at 12:30",
        ] {
            assert_eq!(without_secrets(text), text);
        }
    }

    #[test]
    fn a_secret_is_not_shown_in_any_form_in_which_it_is_quoted() {
        let address = "https://anna:pa%24%24word@example.org/a.git?token=t0k%2Fen&x=";
        for said in ["denied: pa$$word", "denied: pa%24%24word", "bad token t0k/en", "bad token «t0k%2Fen»"] {
            let shown = without_secrets_of(said, address);
            assert!(shown.contains("***") && !shown.contains("word") && !shown.contains("t0k"), "{shown}");
        }
        assert_eq!(without_secrets_of("see anna", "https://anna@example.org/"), "see anna");
        assert_eq!(without_secrets("remote: bad token ghp_0123456789 (glpat)"), "remote: bad token *** (glpat)");
    }
}
