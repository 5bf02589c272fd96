//! Failed publications: each reports the right problem and loses nothing.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;

use asdg_base::language::Language;

use super::harness::{Digest, commit_files, git, response_with_answer, write_script};
use crate::support::{Run, problem_title};

/// Checks that a run failed with a problem of this kind and with exit code 2, since the content is not at fault.
fn assert_reports(run: &Run, code: &str) {
    let title_start: String =
        problem_title(Language::English, code).chars().take_while(|c| !"{“:".contains(*c)).collect();
    assert!(run.stderr.contains(&format!("error: {}", title_start.trim())), "{code} is not reported:\n{}", run.stderr);
    assert!(run.stderr.ends_with("Nothing was sent.\n"), "{}", run.stderr);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{}", run.stderr);
}

#[test]
fn missing_git_is_reported() {
    let digest = Digest::new();
    let empty = digest.home().join("empty");
    fs::create_dir(&empty).unwrap();
    let run = digest.publish_with(&["--lang", "en"], |command| {
        command.env("PATH", &empty);
    });
    assert_reports(&run, "publish-no-git");
    assert!(run.stderr.contains("https://git-scm.com"), "{}", run.stderr);
}

#[test]
fn a_missing_repository_or_remote_is_reported() {
    let digest = Digest::new();
    let elsewhere = digest.home().join("plain");
    digest.copy_to(&elsewhere);
    // Git must not find a repository that contains the temporary folder.
    let ceiling = digest.home().canonicalize().unwrap();
    let run = digest.run(&elsewhere, &["--lang", "en"], |command| {
        command.env("GIT_CEILING_DIRECTORIES", &ceiling);
    });
    assert_reports(&run, "publish-no-repository");
    let run = digest.publish(&["--remote", "mirror", "--lang", "en"]);
    assert_reports(&run, "publish-no-remote");
    assert!(run.stderr.contains("there are: origin;"), "{}", run.stderr);
    git(digest.folder(), &["remote", "remove", "origin"]);
    assert_reports(&digest.publish(&["--lang", "en"]), "publish-no-remote");
}

#[test]
fn invalid_branches_and_the_source_branch_are_rejected() {
    let digest = Digest::new();
    assert_reports(&digest.publish(&["--branch", "a b", "--lang", "en"]), "publish-bad-branch");
    assert_reports(&digest.publish(&["--branch", "main", "--lang", "en"]), "publish-source-branch");
    // Not even with --force, nor if the branch has another name on the remote.
    digest.commit_all();
    git(digest.folder(), &["push", "--quiet", "--set-upstream", "origin", "main:sources"]);
    let run = digest.publish(&["--branch", "sources", "--force", "--lang", "en"]);
    assert_reports(&run, "publish-source-branch");
}

#[test]
fn a_foreign_branch_is_replaced_only_by_force_and_stays_in_the_history() {
    let digest = Digest::new();
    digest.push_as_someone_else(&[("index.html", "мой сайт"), ("a.css", ""), ("b.css", ""), ("c.css", "")], "My site");
    let foreign = digest.branch_tip();
    let run = digest.publish(&["--lang", "en"]);
    assert_reports(&run, "publish-foreign");
    assert!(run.stderr.contains("a.css, b.css, c.css and 1 more file"), "{}", run.stderr);
    assert!(run.stderr.contains("Someone: My site"), "{}", run.stderr);
    assert_eq!(digest.branch_tip(), foreign);

    let run = digest.publish(&["--force"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(git(digest.remote(), &["rev-parse", "gh-pages^"]), foreign);
    assert!(!commit_files(digest.remote(), "gh-pages").iter().any(|(path, _)| path == "a.css"));

    // An edit on top of our commit is foreign too.
    digest.push_as_someone_else(&[("index.html", "исправлено на месте")], "Edit");
    assert_reports(&digest.publish(&["--lang", "en"]), "publish-foreign");
}

#[test]
fn a_publication_from_another_clone_is_the_parent_of_the_next() {
    let digest = Digest::new();
    digest.commit_all();
    git(digest.folder(), &["push", "--quiet", "origin", "main"]);
    assert_eq!(digest.publish(&[]).code, Some(0));
    let clone = digest.home().join("clone");
    git(digest.home(), &["clone", "--quiet", digest.remote().to_str().unwrap(), "clone"]);
    fs::write(clone.join("content/2024/housing/primersk.md"), response_with_answer("Иначе.")).unwrap();
    let run = digest.publish_from(&clone, &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let theirs = digest.branch_tip();
    assert_eq!(digest.publish(&[]).code, Some(0));
    assert_eq!(git(digest.remote(), &["rev-parse", "gh-pages^"]), theirs);
}

/// Another user pushes after the program has read the branch: the script in place of ssh does it when git starts the
/// push.
#[cfg(unix)]
#[test]
fn a_concurrent_push_is_reported() {
    let digest = Digest::new();
    assert_eq!(digest.publish(&[]).code, Some(0));
    let (remote, ssh) = (digest.remote().display().to_string(), digest.home().join("ssh"));
    let other = "git commit-tree -p gh-pages -m other 'gh-pages^{tree}'";
    let race = format!(
        "for last; do :; done\ncase $last in git-receive-pack*) cd '{remote}' && export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a && git update-ref refs/heads/gh-pages $({other});; esac\nexec ${{last%% *}} '{remote}'"
    );
    write_script(&ssh, &race);
    git(digest.folder(), &["config", "core.sshCommand", ssh.to_str().unwrap()]);
    git(digest.folder(), &["remote", "set-url", "origin", "git@example.org:pridumsk/digest.git"]);
    let digest = digest.with_answer("Другой ответ.");
    assert_reports(&digest.publish(&["--lang", "en"]), "publish-raced");
    // Not even with --force, which replaces only what the program has seen.
    assert_reports(&digest.publish(&["--lang", "en", "--force"]), "publish-raced");
    let history = git(digest.remote(), &["log", "--format=%s", "gh-pages"]);
    assert!(history.starts_with("other\nother\n"), "{history}");
}

#[test]
fn the_reason_for_a_rejected_push_is_shown() {
    let digest = Digest::new();
    write_script(&digest.remote().join("hooks/pre-receive"), "echo 'This branch is frozen until Monday.' >&2\nexit 1");
    let run = digest.publish(&["--lang", "en"]);
    assert_reports(&run, "publish-refused");
    assert!(run.stderr.contains("This branch is frozen until Monday.; [remote rejected]"), "{}", run.stderr);
    assert!(digest.site.path("public/index.html").exists(), "the site is built all the same");
}

#[test]
fn a_missing_remote_repository_is_reported() {
    let digest = Digest::new();
    fs::rename(digest.remote(), digest.home().join("moved.git")).unwrap();
    assert_reports(&digest.publish(&["--lang", "en"]), "publish-remote-missing");
}

#[test]
fn an_unreachable_remote_is_reported() {
    let digest = Digest::new();
    // A port that was just released.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://anna:secret@127.0.0.1:{port}/digest.git");
    git(digest.folder(), &["remote", "set-url", "origin", &url]);
    let run = digest.publish(&["--lang", "en"]);
    assert_reports(&run, "publish-no-network");
    assert!(!run.stderr.contains("secret"), "a password is shown: {}", run.stderr);
}

/// No credentials of an address are shown, whether the address is well-formed or not.
#[test]
fn secrets_in_remote_addresses_are_never_shown() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let digest = Digest::new();
    for address in [
        format!("http://127.0.0.1:{port}/digest.git?token=t0psecret"),
        format!("http://anna:t0p/secret@127.0.0.1:{port}/digest.git"),
        format!("http://anna:t0p@secret@127.0.0.1:{port}/digest.git"),
        format!("http://t0psecret-0123456789@127.0.0.1:{port}/digest.git"),
        "anna:t0psecret@127.0.0.1/digest.git".to_owned(),
        "http:/anna:t0psecret@127.0.0.1/digest.git".to_owned(),
        "https//anna:t0psecret@127.0.0.1/digest.git".to_owned(),
    ] {
        git(digest.folder(), &["remote", "set-url", "origin", &address]);
        for args in [&["--lang", "en"][..], &["--lang", "en", "--verbose"], &["--remote", &address, "--lang", "en"]] {
            let run = digest.publish(args);
            assert_eq!(run.code, Some(2), "{address}: {}", run.stdout);
            let output = format!("{}{}", run.stdout, run.stderr);
            assert!(!output.contains("t0p") && !output.contains("secret"), "{address}: {output}");
        }
    }
}

#[test]
fn a_mirror_remote_is_rejected() {
    let digest = Digest::new();
    git(digest.folder(), &["config", "remote.origin.mirror", "true"]);
    assert_reports(&digest.publish(&["--lang", "en"]), "publish-mirror");
    git(digest.folder(), &["remote", "add", "site", digest.remote().to_str().unwrap()]);
    assert_eq!(digest.publish(&["--remote", "site"]).code, Some(0));
}

#[test]
fn missing_access_to_a_remote_is_reported() {
    for (status, code) in [
        ("401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"", "publish-no-access"),
        ("403 Forbidden", "publish-no-access"),
        ("404 Not Found", "publish-remote-missing"),
    ] {
        let digest = Digest::new();
        git(digest.folder(), &["remote", "set-url", "origin", &serve_status(status)]);
        let run = digest.publish_with(&["--lang", "en"], |command| {
            command.stdin(std::process::Stdio::null());
        });
        assert_reports(&run, code);
    }
}

/// Starts a server that answers every request with a status, and returns its address.
fn serve_status(status: &'static str) -> String {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/digest.git", server.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in server.incoming() {
            let mut stream = stream.unwrap();
            let (mut request, mut buffer) = (Vec::new(), [0; 1024]);
            while !request.windows(4).any(|end| end == b"\r\n\r\n") {
                match stream.read(&mut buffer) {
                    Ok(0) | Err(_) => break,
                    Ok(read) => request.extend_from_slice(&buffer[..read]),
                }
            }
            let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    address
}

#[test]
fn a_repository_of_another_user_is_not_trusted() {
    let digest = Digest::new();
    let run = digest.publish_with(&["--lang", "en"], |command| {
        command.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    });
    assert_reports(&run, "publish-untrusted");
    assert!(run.stderr.contains("git config --global --add safe.directory"), "{}", run.stderr);
}

#[test]
fn content_errors_and_warnings_stop_a_publication() {
    let empty = "## 1. Итоги\n\nПостроен дом.\n\n## 2. Планы\n";
    let digest = Digest::new().with_file("content/2024/housing/vydumsk.md", empty);
    let run = digest.publish(&["--lang", "ru"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let last = "1 предупреждение; публикуется только сайт без ошибок и предупреждений. Ничего не отправлено.\n";
    assert!(run.stderr.ends_with(last), "{}", run.stderr);
    let digest = digest.with_file("site.toml", "title = 1\n");
    assert_eq!(digest.publish(&[]).code, Some(1));
    assert_eq!(git(digest.remote(), &["for-each-ref"]), "");
}

#[test]
fn a_file_too_large_for_github_is_reported_before_the_push() {
    // The header of a picture of one pixel, padded with zeros.
    let mut picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0".to_vec();
    picture.resize(101 * 1024 * 1024, 0);
    let digest = Digest::new().with_answer("![Площадь](primersk/big.png)");
    let place = digest.site.path("content/2024/housing/primersk");
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join("big.png"), &picture).unwrap();
    // Other hosts get the file, with a warning.
    let run = digest.publish(&["--lang", "en", "--dry-run"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("warning: a large file: 2024/housing/primersk/big.png, 101 MB"), "{}", run.stderr);
    #[cfg(unix)]
    {
        let (remote, ssh) = (digest.remote().display().to_string(), digest.home().join("ssh"));
        write_script(&ssh, &format!("for last; do :; done\nexec ${{last%% *}} '{remote}'"));
        git(digest.folder(), &["config", "core.sshCommand", ssh.to_str().unwrap()]);
        git(digest.folder(), &["remote", "set-url", "origin", "git@github.com:pridumsk/digest.git"]);
        assert_reports(&digest.publish(&["--lang", "en"]), "publish-file-too-large");
    }
    assert_eq!(git(digest.remote(), &["for-each-ref"]), "");
}
