//! Finds the cause of a failure in the output of git. Git has no error codes, so this module searches its English
//! messages, which rarely change.

use super::output::GitOutput;
use super::secret::redact_with;
use asdg_base::problem::Kind;

/// How many lines of git's output a message shows.
const MAX_LINES: usize = 4;

/// Parts of messages of git, ssh and curl when the remote cannot be reached.
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

/// Parts of messages when the remote refuses this user.
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

/// Parts of messages when no repository exists at the address.
const NO_REPOSITORY: [&str; 6] = [
    "repository not found",
    "does not appear to be a git repository",
    "returned error: 404",
    "' not found",
    "does not exist",
    "no such file or directory",
];

/// Parts of messages when a push had to be signed and was not.
const NOT_SIGNED: [&str; 3] =
    ["failed to sign the push certificate", "failed to sign the data", "not support --signed push"];

/// The problem for a failed local command; its cause is not searched.
pub(super) fn of_command(output: &GitOutput) -> Kind {
    unknown_cause(output, "")
}

fn unknown_cause(output: &GitOutput, address: &str) -> Kind {
    Kind::PublishGitFailed { command: output.command.clone(), detail: last_lines(output, address) }
}

/// The problem for a failed command that connected to the remote at `address`.
pub(super) fn of_remote(output: &GitOutput, address: &str) -> Kind {
    let lower = output.stderr.to_lowercase();
    let has_any = |messages: &[&str]| messages.iter().any(|message| lower.contains(message));
    let (shown, detail) = (redact_with(address, address), last_lines(output, address));
    if has_any(&NO_NETWORK) {
        Kind::PublishNoNetwork { address: shown, detail }
    } else if has_any(&NO_ACCESS) {
        Kind::PublishNoAccess { address: shown, detail }
    } else if has_any(&NO_REPOSITORY) {
        Kind::PublishRemoteMissing { address: shown, detail }
    } else {
        unknown_cause(output, address)
    }
}

/// The problem for a failed push. With `--porcelain`, git prints a line about each refused branch that begins with `!`.
pub(super) fn of_push(output: &GitOutput, address: &str, branch: &str) -> Kind {
    if NOT_SIGNED.iter().any(|message| output.stderr.contains(message)) {
        return Kind::PublishNotSigned { detail: last_lines(output, address) };
    }
    let Some(status) = output.stdout.lines().find(|line| line.starts_with("!\t")) else {
        return of_remote(output, address);
    };
    let branch = branch.to_owned();
    // If somebody else pushes at the same moment, the remote may report that the branch is locked.
    let is_race = !status.contains("[remote rejected]") && status.contains("[rejected]")
        || output.stderr.contains("but expected")
        || output.stderr.contains("reference already exists")
        || status.contains("incorrect old value");
    if is_race {
        return Kind::PublishRaced { branch };
    }
    let reason = status.rsplit('\t').next().unwrap_or(status);
    let lines = last_lines(output, address);
    let reason = &redact_with(reason, address);
    let detail = if lines.is_empty() { reason.clone() } else { format!("{lines}; {reason}") };
    Kind::PublishRefused { branch, detail }
}

/// The last meaningful lines of git's messages, joined and without secrets.
fn last_lines(output: &GitOutput, address: &str) -> String {
    let is_meaningful = |line: &&str| {
        !line.is_empty()
            && !line.starts_with("hint:")
            && !line.starts_with("To ")
            && !line.contains("% (")
            && !line.starts_with("error: failed to push some refs")
            && !line.starts_with("Please make sure you have the correct access rights")
            && !line.starts_with("and the repository exists.")
    };
    let lines =
        output.stderr.lines().map(|line| line.trim().trim_start_matches("remote:").trim()).filter(is_meaningful);
    let lines: Vec<String> = lines.map(|line| redact_with(line, address)).collect();
    lines[lines.len().saturating_sub(MAX_LINES)..].join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed_push(stdout: &str, stderr: &str) -> GitOutput {
        GitOutput { success: false, stdout: stdout.into(), stderr: stderr.into(), command: "git push".into() }
    }

    #[test]
    fn causes_are_found_in_the_messages_of_git() {
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
            assert_eq!(of_remote(&failed_push("", stderr), "x").code(), code, "{stderr}");
        }
        let fetch_first = "To x\n!\tabc:refs/heads/gh-pages\t[rejected] (fetch first)\nDone\n";
        assert_eq!(of_push(&failed_push(fetch_first, ""), "x", "gh-pages").code(), "publish-raced");
        let declined = "To x\n!\tabc:refs/heads/gh-pages\t[remote rejected] (protected branch hook declined)\nDone\n";
        assert_eq!(
            of_push(&failed_push(declined, "remote: error: GH006\n"), "x", "gh-pages").code(),
            "publish-refused"
        );
        let locked = "!\tabc:refs/heads/gh-pages\t[remote rejected] (failed to update ref)\n";
        let message = "remote: error: cannot lock ref 'refs/heads/gh-pages': is at 1 but expected 2\n";
        assert_eq!(of_push(&failed_push(locked, message), "x", "gh-pages").code(), "publish-raced");
    }
}
