//! Finds the cause of a failure in git's output. Git has no error codes, so this matches its English messages, which
//! change rarely.

use super::output::GitOutput;
use super::secret::without_secrets_of;
use asdg_base::problem::Kind;

/// How many of git's lines a message shows.
const LINES: usize = 4;

/// Messages of git, ssh and curl when the remote was not reached.
const NO_NETWORK: [&str; 17] = [
    "could not resolve host",
    "could not resolve proxy",
    "temporary failure in name resolution",
    "failed to connect",
    "couldn't connect",
    "could not connect",
    "connection refused",
    "connection timed out",
    "operation timed out",
    "operation too slow",
    "network is unreachable",
    "no route to host",
    "connection reset",
    "connection closed",
    "connection was",
    "recv failure",
    "certificate",
];

/// Messages when the remote refuses this user.
const NO_ACCESS: [&str; 14] = [
    "authentication failed",
    "permission denied",
    "could not read username",
    "could not read password",
    "terminal prompts disabled",
    "returned error: 401",
    "returned error: 403",
    "access denied",
    "write access",
    "denied to",
    "invalid username or",
    "support for password authentication was removed",
    "insufficient permission",
    "host key verification failed",
];

/// Messages when there is no repository at the address.
const MISSING: [&str; 6] = [
    "repository not found",
    "does not appear to be a git repository",
    "returned error: 404",
    "' not found",
    "does not exist",
    "no such file or directory",
];

/// Messages when a push had to be signed and was not.
const NOT_SIGNED: [&str; 3] =
    ["failed to sign the push certificate", "failed to sign the data", "not support --signed push"];

/// A failure for no cause that is known.
pub(super) fn of_git(said: &GitOutput) -> Kind {
    unknown(said, "")
}

fn unknown(said: &GitOutput, address: &str) -> Kind {
    Kind::PublishGitFailed { command: said.command.clone(), detail: last_lines(said, address) }
}

/// A failure of a command that spoke with the remote at an address.
pub(super) fn of_remote(said: &GitOutput, address: &str) -> Kind {
    let lower = said.stderr.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|words| lower.contains(words));
    let (shown, detail) = (without_secrets_of(address, address), last_lines(said, address));
    if says(&NO_NETWORK) {
        Kind::PublishNoNetwork { address: shown, detail }
    } else if says(&NO_ACCESS) {
        Kind::PublishNoAccess { address: shown, detail }
    } else if says(&MISSING) {
        Kind::PublishRemoteMissing { address: shown, detail }
    } else {
        unknown(said, address)
    }
}

/// The failure of a push. The remote's messages about the branch are on lines of their own.
pub(super) fn of_push(said: &GitOutput, address: &str, branch: &str) -> Kind {
    if NOT_SIGNED.iter().any(|words| said.stderr.contains(words)) {
        return Kind::PublishNotSigned { detail: last_lines(said, address) };
    }
    let Some(status) = said.stdout.lines().find(|line| line.starts_with("!\t")) else {
        return of_remote(said, address);
    };
    let branch = branch.to_owned();
    // A simultaneous push is reported as a lock on the branch.
    let is_race = !status.contains("[remote rejected]") && status.contains("[rejected]")
        || said.stderr.contains("but expected")
        || said.stderr.contains("reference already exists")
        || status.contains("incorrect old value");
    if is_race {
        return Kind::PublishRaced { branch };
    }
    let reason = status.rsplit('\t').next().unwrap_or(status);
    let lines = last_lines(said, address);
    let reason = &without_secrets_of(reason, address);
    let detail = if lines.is_empty() { reason.clone() } else { format!("{lines}; {reason}") };
    Kind::PublishRefused { branch, detail }
}

/// The last meaningful lines of git's output, joined.
fn last_lines(said: &GitOutput, address: &str) -> String {
    let tells = |line: &&str| {
        !line.is_empty()
            && !line.starts_with("hint:")
            && !line.starts_with("To ")
            && !line.contains("% (")
            && !line.starts_with("error: failed to push some refs")
            && !line.starts_with("Please make sure you have the correct access rights")
            && !line.starts_with("and the repository exists.")
    };
    let lines = said.stderr.lines().map(|line| line.trim().trim_start_matches("remote:").trim()).filter(tells);
    let lines: Vec<String> = lines.map(|line| without_secrets_of(line, address)).collect();
    lines[lines.len().saturating_sub(LINES)..].join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(stdout: &str, stderr: &str) -> GitOutput {
        GitOutput { success: false, stdout: stdout.into(), stderr: stderr.into(), command: "git push".into() }
    }

    #[test]
    fn what_git_says_is_read_for_its_cause() {
        let cases = [
            (
                "fatal: unable to access 'https://github.com/a/b.git/': Could not resolve host: github.com",
                "publish-no-network",
            ),
            ("ssh: connect to host github.com port 22: Connection timed out", "publish-no-network"),
            (
                "remote: Permission to a/b.git denied to c.\nfatal: unable to access 'https://x/': The requested URL returned error: 403",
                "publish-no-access",
            ),
            (
                "git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.",
                "publish-no-access",
            ),
            ("fatal: could not read Username for 'https://github.com': terminal prompts disabled", "publish-no-access"),
            (
                "remote: Repository not found.\nfatal: repository 'https://github.com/a/b.git/' not found",
                "publish-remote-missing",
            ),
            ("fatal: '/nowhere' does not appear to be a git repository", "publish-remote-missing"),
            ("fatal: the moon is full", "publish-git-failed"),
        ];
        for (stderr, code) in cases {
            assert_eq!(of_remote(&said("", stderr), "x").code(), code, "{stderr}");
        }
        let fetch_first = "To x\n!\tabc:refs/heads/gh-pages\t[rejected] (fetch first)\nDone\n";
        assert_eq!(of_push(&said(fetch_first, ""), "x", "gh-pages").code(), "publish-raced");
        let declined = "To x\n!\tabc:refs/heads/gh-pages\t[remote rejected] (protected branch hook declined)\nDone\n";
        assert_eq!(of_push(&said(declined, "remote: error: GH006\n"), "x", "gh-pages").code(), "publish-refused");
        let locked = "!\tabc:refs/heads/gh-pages\t[remote rejected] (failed to update ref)\n";
        let why = "remote: error: cannot lock ref 'refs/heads/gh-pages': is at 1 but expected 2\n";
        assert_eq!(of_push(&said(locked, why), "x", "gh-pages").code(), "publish-raced");
    }
}
