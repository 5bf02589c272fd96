//! Removes user names, passwords and tokens from addresses before they are shown: logs of workflows are public, and
//! people send screenshots when they ask for help.

/// A user name of at least this length may be a token: `https://ghp_…@github.com`.
const MIN_TOKEN_LENGTH: usize = 16;

/// Removes the secrets from all addresses in a text, even malformed ones.
pub(super) fn redact(text: &str) -> String {
    let ends_word = |c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '<' | '>' | '«' | '»' | '“' | '”');
    text.split_inclusive(ends_word)
        .map(|word| {
            let bare = word.trim_end_matches(ends_word);
            format!("{}{}", redact_word(bare), &word[bare.len()..])
        })
        .collect()
}

/// Removes the secrets of `address`, and of all other addresses, from a text.
///
/// Hosts quote parts of an address in a form of their own, so this also searches for the secrets themselves.
pub(super) fn redact_with(text: &str, address: &str) -> String {
    let mut text = text.replace(address, &redact_word(address));
    for secret in secrets(address) {
        text = text.replace(&secret, "***");
    }
    redact(&text)
}

/// The prefixes of access tokens of GitHub and GitLab.
const TOKEN_PREFIXES: [&str; 7] = ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-"];

/// Removes the secrets from a word if it is an address, and replaces a token. Any other word stays as it is.
fn redact_word(word: &str) -> String {
    if !word.contains('@') && TOKEN_PREFIXES.iter().any(|prefix| word.starts_with(prefix)) {
        return "***".to_owned();
    }
    let (scheme, rest) = match word.find("://") {
        Some(at) => word.split_at(at + 3),
        None => ("", word),
    };
    let user = visible_user(scheme, rest);
    let host = user.map_or(rest, |_| &rest[rest.rfind('@').map_or(0, |at| at + 1)..]);
    let host = if is_web(scheme) { host.split(['?', '#']).next().unwrap_or(host) } else { host };
    format!("{scheme}{}{host}", user.unwrap_or_default())
}

/// The part of the user name that may be shown, with its `@`: `git@`, or nothing if the name may be secret. `None` if
/// the address has no user name.
///
/// A password pasted without encoding may contain any character: `https://anna:pa/ss@host/x`. So everything up to the
/// last `@` counts as user and password, except in `https://host/a@b`, where the first part is a path, and in
/// `git@host:a@b`.
fn visible_user<'t>(scheme: &str, rest: &'t str) -> Option<&'t str> {
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
    // The user name that all users of an ssh host share, such as `git`.
    let is_shared = !has_password && !is_web(scheme) && first.len() < MIN_TOKEN_LENGTH;
    if is_shared && rest.rfind('@') == Some(first.len()) {
        return Some(&rest[..=first.len()]);
    }
    Some("")
}

fn is_web(scheme: &str) -> bool {
    let scheme = scheme.to_ascii_lowercase();
    scheme.ends_with("http://") || scheme.ends_with("https://")
}

/// The secrets in an address: the password, a long user name, the values of the query. Each as written and decoded.
fn secrets(address: &str) -> Vec<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let mut found: Vec<&str> = Vec::new();
    if let Some((name, _)) = rest.rsplit_once('@') {
        let (name, password) = name.split_once(':').unwrap_or((name, ""));
        found.push(password);
        found.extend(Some(name).filter(|name| name.len() >= MIN_TOKEN_LENGTH && !name.contains('/')));
    }
    let query = if address.contains("://") { rest.split_once(['?', '#']).map(|(_, query)| query) } else { None };
    let values = query.into_iter().flat_map(|query| query.split(['&', ';', '#']));
    found.extend(values.map(|value| value.split_once('=').map_or(value, |(_, value)| value)));
    let found = found.into_iter().filter(|secret| secret.len() > 2);
    let decoded = |secret: &str| percent_encoding::percent_decode_str(secret).decode_utf8_lossy().into_owned();
    let mut all: Vec<String> = found.flat_map(|secret| [secret.to_owned(), decoded(secret)]).collect();
    // The longest first, because one secret may contain another.
    all.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_shown_without_names_passwords_and_tokens() {
        for (address, expected) in [
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
            assert_eq!(redact(address), expected);
            let quoted = format!("fatal: unable to access '{address}': no");
            assert_eq!(redact(&quoted), format!("fatal: unable to access '{expected}': no"));
        }
    }

    #[test]
    fn texts_without_secrets_stay_the_same() {
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
            assert_eq!(redact(text), text);
        }
    }

    #[test]
    fn a_secret_is_removed_in_every_form() {
        let address = "https://anna:pa%24%24word@example.org/a.git?token=t0k%2Fen&x=";
        for message in ["denied: pa$$word", "denied: pa%24%24word", "bad token t0k/en", "bad token «t0k%2Fen»"] {
            let shown = redact_with(message, address);
            assert!(shown.contains("***") && !shown.contains("word") && !shown.contains("t0k"), "{shown}");
        }
        assert_eq!(redact_with("see anna", "https://anna@example.org/"), "see anna");
        assert_eq!(redact("remote: bad token ghp_0123456789 (glpat)"), "remote: bad token *** (glpat)");
    }
}
