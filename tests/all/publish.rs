//! The command `publish` with real repositories: the published branch, what must not change, and messages about
//! failures.

mod failures;
mod harness;
mod texts;

use std::fs;

use crate::support::files;
use harness::{Digest, commit_files, git};

#[test]
fn the_first_publication_has_the_site_byte_for_byte() {
    let digest = Digest::new();
    let run = digest.publish(&["--lang", "ru"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let output = run.stdout.replace('\u{a0}', " ");
    assert!(output.starts_with("Опубликовано: 2 анкеты, "), "{output}");
    assert!(output.contains("Адрес сайта: https://example.org/digest/."), "{output}");
    assert_eq!(git(digest.remote(), &["rev-list", "--count", "gh-pages"]), "1", "a first publication has no parent");

    // The branch must have the same files as a separate build in another folder.
    let built = digest.site.path("built");
    let build = digest.site.run(&["build", "--output", built.to_str().unwrap()]);
    assert_eq!(build.code, Some(0), "{}", build.stderr);
    let mut expected: Vec<_> = files(&built).into_iter().filter(|(path, _)| path != ".asdg-site").collect();
    expected.insert(0, (".nojekyll".to_owned(), Vec::new()));
    assert_eq!(commit_files(digest.remote(), "gh-pages"), expected);
}

#[test]
fn an_unchanged_site_is_not_pushed_and_a_change_adds_one_commit() {
    let digest = Digest::new();
    assert_eq!(digest.publish(&[]).code, Some(0));
    let first = digest.branch_tip();
    let run = digest.publish(&["--lang", "ru"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.starts_with("Отправлять нечего: в ветке gh-pages уже этот же сайт"), "{}", run.stdout);
    assert_eq!(digest.branch_tip(), first);

    let digest = digest.with_answer("В Примерске построен **мост**.");
    let run = digest.publish(&["--lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    // Files for scripts have checksums in their names: the text of the response, the index and lists of texts, and four
    // files of the search.
    assert!(run.stdout.contains(" 7 new, ") && run.stdout.contains(" 7 removed."), "{}", run.stdout);
    assert_eq!(git(digest.remote(), &["rev-parse", "gh-pages^"]), first);
    let page = git(digest.remote(), &["show", "gh-pages:2024/housing/primersk/index.html"]);
    assert!(page.contains("мост"), "{page}");
}

#[test]
fn files_no_longer_built_are_removed_from_the_branch() {
    let digest = Digest::new();
    assert_eq!(digest.publish(&[]).code, Some(0));
    fs::remove_file(digest.site.path("content/2024/housing/vydumsk.md")).unwrap();
    let digest = digest
        .with_answer("Построен мост.")
        .with_file("content/cities.yaml", "primersk:\n  name: Примерск\n  region: Образцовая область\n");
    let run = digest.publish(&["--lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let published = commit_files(digest.remote(), "gh-pages");
    assert!(!published.iter().any(|(path, _)| path.contains("vydumsk")));
    assert!(!run.stdout.contains(" 0 removed"), "{}", run.stdout);
}

#[test]
fn working_tree_index_and_branches_are_not_changed() {
    let digest = Digest::new();
    digest.commit_all();
    // A staged file, a changed file that is not staged, an untracked file, and a stash.
    let digest = digest.with_file("notes.txt", "a");
    git(digest.folder(), &["add", "notes.txt"]);
    git(digest.folder(), &["stash"]);
    let digest = digest.with_file("staged.txt", "b");
    git(digest.folder(), &["add", "staged.txt"]);
    let digest = digest.with_file("unknown.txt", "c").with_answer("Исправлено, но ещё не в git.");
    let before = digest.local_state();
    assert_eq!(digest.publish(&["--dry-run"]).code, Some(0));
    assert_eq!(digest.local_state(), before);
    assert_eq!(digest.publish(&[]).code, Some(0));
    assert_eq!(digest.local_state(), before);
    // The stash is still the stash.
    assert!(git(digest.folder(), &["stash", "list"]).contains("stash@{0}"));
}

#[test]
fn a_dry_run_writes_nothing_locally_or_remotely() {
    let digest = Digest::new();
    let local_files = |digest: &Digest| files(&digest.site.path(""));
    let (before, remote) = (local_files(&digest), files(digest.remote()));
    let run = digest.publish(&["--dry-run", "--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("  + .nojekyll\n"), "{}", run.stdout);
    assert!(run.stdout.contains("Ничего не записано и не отправлено."), "{}", run.stdout);
    assert!(local_files(&digest) == before, "a dry run has written into the folder of the digest");
    assert!(files(digest.remote()) == remote, "a dry run has written into the remote");

    // Nor does it write anything if it must fetch first, as in the clone of another user.
    assert_eq!(digest.publish(&[]).code, Some(0));
    git(digest.folder(), &["update-ref", "-d", "refs/asdg-site/origin/gh-pages"]);
    git(digest.folder(), &["update-ref", "-d", "refs/remotes/origin/gh-pages"]);
    git(digest.folder(), &["-c", "gc.pruneExpire=now", "gc", "--quiet"]);
    let digest = digest.with_answer("Другой ответ.");
    let (before, remote) = (local_files(&digest), files(digest.remote()));
    let run = digest.publish(&["--dry-run", "--lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("  * 2024/housing/primersk/index.html\n"), "{}", run.stdout);
    assert!(local_files(&digest) == before && files(digest.remote()) == remote);
}

#[test]
fn git_settings_do_not_change_or_drop_files() {
    let digest = Digest::new()
        .with_file(".gitignore", "public/\n*.html\n*.csv\nCNAME\n")
        .with_file(".gitattributes", "* text=auto eol=crlf ident filter=shout\n")
        .with_file("site.toml", "title = \"Пробный дайджест\"\ndomain = \"digest.example.ru\"\n");
    let shout = "if test -t 0; then exit 1; fi; tr a-z A-Z";
    for (name, value) in [
        ("core.autocrlf", "true"),
        ("core.safecrlf", "true"),
        ("core.splitIndex", "true"),
        ("filter.shout.clean", shout),
        ("filter.shout.required", "true"),
        ("i18n.commitEncoding", "windows-1251"),
        ("log.showSignature", "true"),
        ("commit.gpgSign", "true"),
        ("push.followTags", "true"),
    ] {
        git(digest.folder(), &["config", name, value]);
    }
    fs::create_dir_all(digest.folder().join(".git/info")).unwrap();
    fs::write(digest.folder().join(".git/info/exclude"), "*\n").unwrap();
    let run = digest.publish(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let mut expected: Vec<_> =
        files(&digest.site.path("public")).into_iter().filter(|(path, _)| path != ".asdg-site").collect();
    expected.push((".nojekyll".to_owned(), Vec::new()));
    expected.push(("CNAME".to_owned(), b"digest.example.ru\n".to_vec()));
    expected.sort();
    assert!(commit_files(digest.remote(), "gh-pages") == expected, "what arrived is not what was built");
    assert!(expected.iter().any(|(_, bytes)| bytes.windows(2).any(|two| two == b"\r\n")), "no file tests line ends");
    let raw = git(digest.remote(), &["cat-file", "commit", "gh-pages"]);
    assert!(raw.contains("Сайт: 2 анкеты") && !raw.contains("\nencoding"), "{raw}");
}

#[test]
fn a_configured_domain_is_published_and_one_set_on_the_host_is_kept() {
    let digest = Digest::new().with_file("site.toml", "title = \"Пробный дайджест\"\ndomain = \"дайджест.рф\"\n");
    let run = digest.publish(&["--lang", "ru"]);
    assert_eq!(run.stderr, "");
    assert!(run.stdout.contains("Адрес сайта: https://дайджест.рф/."), "{}", run.stdout);
    assert_eq!(git(digest.remote(), &["show", "gh-pages:CNAME"]), "xn--80ahbeeq3di.xn--p1ai");
    let sitemap = git(digest.remote(), &["show", "gh-pages:sitemap.xml"]);
    assert!(sitemap.contains("https://xn--80ahbeeq3di.xn--p1ai/2024/"), "{sitemap}");

    // If a domain is set in its settings, GitHub commits this file.
    let digest = digest.with_file("site.toml", "title = \"Пробный дайджест\"\n");
    digest.push_as_someone_else(&[("CNAME", "other.example.ru")], "Create CNAME");
    let run = digest.publish(&["--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stderr.contains("у сайта есть домен, о котором в site.toml не сказано: other.example.ru"),
        "{}",
        run.stderr
    );
    assert_eq!(git(digest.remote(), &["show", "gh-pages:CNAME"]), "other.example.ru");
}

#[test]
fn drafts_and_files_of_the_user_are_not_published() {
    let digest = Digest::new();
    assert_eq!(digest.publish(&[]).code, Some(0));
    let digest = digest
        .with_file("content/2024/housing/vydumsk.md", "---\ndraft: true\n---\n## 1. Итоги\n\nСекретный черновик.\n")
        .with_file("public/letter.docx", "x");
    let run = digest.publish(&["--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("не отправлено то, что создала не эта программа"), "{}", run.stderr);
    let published = commit_files(digest.remote(), "gh-pages");
    assert!(!published.iter().any(|(path, _)| path.contains("housing/vydumsk/") || path == "letter.docx"));
    assert!(!published.iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("Секретный")));
    assert!(digest.site.path("public/letter.docx").exists());
}

#[test]
fn the_commit_records_author_content_and_source() {
    let digest = Digest::new();
    digest.commit_all();
    let source = git(digest.folder(), &["rev-parse", "--short", "HEAD"]);
    assert_eq!(digest.publish(&[]).code, Some(0));
    let commit = git(digest.remote(), &["log", "-1", "--format=%an <%ae>|%cn <%ce>|%B", "gh-pages"]);
    let start = "Анна Придумская <anna@example.org>|Анна Придумская <anna@example.org>|Сайт: 2 анкеты, ";
    assert!(commit.starts_with(start), "{commit}");
    assert!(commit.contains(&format!("Собран из {source}.\n\nGenerated-by: asdg-site ")), "{commit}");

    let english = "title = \"Test digest\"\nlanguage = \"en\"\nbase_url = \"https://example.org/digest/\"\n";
    let digest = digest.with_file("site.toml", english);
    assert_eq!(digest.publish(&[]).code, Some(0));
    let message = git(digest.remote(), &["log", "-1", "--format=%B", "gh-pages"]);
    assert!(message.starts_with("Site: 2 responses, "), "{message}");
    assert!(message.contains(&format!("Built from {source} and changes that are not in that commit.")), "{message}");
}

#[test]
fn without_a_git_identity_the_program_commits_as_itself() {
    let digest = Digest::new();
    fs::write(digest.home().join("gitconfig"), "").unwrap();
    let run = digest.publish(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let identity = git(digest.remote(), &["log", "-1", "--format=%an <%ae>|%cn <%ce>", "gh-pages"]);
    assert_eq!(identity, "asdg-site <noreply@asdg-site.invalid>|asdg-site <noreply@asdg-site.invalid>");
}

#[test]
fn detached_shallow_and_worktree_clones_can_publish() {
    let digest = Digest::new();
    digest.commit_all();
    git(digest.folder(), &["push", "--quiet", "origin", "main"]);
    assert_eq!(digest.publish(&[]).code, Some(0));

    // A detached head.
    git(digest.folder(), &["checkout", "--quiet", "--detach"]);
    let digest = digest.with_answer("С отсоединённой головы.");
    assert_eq!(digest.publish(&[]).code, Some(0));
    assert_eq!(git(digest.remote(), &["rev-list", "--count", "gh-pages"]), "2");

    // A shallow clone of one branch, in a folder with Cyrillic letters and a space; then a worktree of the clone.
    let url = format!("file://{}", digest.remote().display());
    let clone = digest.home().join("Мой дайджест");
    git(digest.home(), &["clone", "--quiet", "--depth=1", "--branch=main", &url, clone.to_str().unwrap()]);
    let run = digest.publish_from(&clone, &["--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(git(digest.remote(), &["rev-list", "--count", "gh-pages"]), "3");
    let worktree = digest.home().join("рядом");
    git(&clone, &["worktree", "add", "--quiet", worktree.to_str().unwrap()]);
    let run = digest.publish_from(&worktree, &["--lang", "ru"]);
    assert!(run.stdout.starts_with("Отправлять нечего"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_digest_in_a_subfolder_or_submodule_can_be_published() {
    let digest = Digest::new();
    let outer = digest.home().join("outer");
    fs::create_dir_all(&outer).unwrap();
    git(&outer, &["init", "--quiet", "--initial-branch=main"]);
    git(&outer, &["remote", "add", "origin", digest.remote().to_str().unwrap()]);
    digest.copy_to(&outer.join("сайты/дайджест"));
    let run = digest.publish_from(&outer.join("сайты/дайджест"), &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(commit_files(digest.remote(), "gh-pages").iter().any(|(path, _)| path == "index.html"));

    digest.commit_all();
    git(digest.folder(), &["push", "--quiet", "origin", "main"]);
    let url = digest.remote().to_str().unwrap();
    git(&outer, &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "-b", "main", url, "inner"]);
    let run = digest.publish_from(&outer.join("inner"), &["--lang", "ru"]);
    assert!(run.stdout.starts_with("Отправлять нечего"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn git_hooks_and_environment_variables_are_ignored() {
    let digest = Digest::new();
    let hook = digest.folder().join(".git/hooks/pre-push");
    harness::write_script(&hook, "exit 1");
    let elsewhere = digest.home().join("elsewhere");
    let run = digest.publish_with(&[], |command| {
        command.env("GIT_DIR", &elsewhere).env("GIT_INDEX_FILE", "x").env("GIT_OBJECT_DIRECTORY", &elsewhere);
    });
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!elsewhere.exists());
}

/// Sets every hook that git could run during a publication, in the folder of hooks and, for git 2.54 and later, in the
/// settings.
#[test]
fn no_hook_runs() {
    let digest = Digest::new();
    digest.commit_all();
    let hook_log = digest.home().join("ran");
    let hooks = [
        "reference-transaction",
        "post-index-change",
        "pre-push",
        "pre-auto-gc",
        "pre-commit",
        "commit-msg",
        "post-commit",
        "post-rewrite",
        "post-checkout",
        "post-merge",
        "prepare-commit-msg",
    ];
    for hook in hooks {
        let hook_script = digest.home().join("hook");
        harness::write_script(&hook_script, &format!("echo {hook} >> '{}'", hook_log.display()));
        harness::write_script(
            &digest.folder().join(".git/hooks").join(hook),
            &format!("exec '{}'", hook_script.display()),
        );
        git(digest.folder(), &["config", &format!("hook.{hook}.event"), hook]);
        git(digest.folder(), &["config", &format!("hook.{hook}.command"), hook_script.to_str().unwrap()]);
    }
    git(digest.folder(), &["config", "gc.auto", "1"]);
    git(digest.folder(), &["config", "gc.autoDetach", "false"]);
    // Every round rewrites a file, so that `git status` has an index entry to refresh.
    let _ = fs::remove_file(&hook_log);
    for (text, args) in [("Первый.", &["--dry-run"][..]), ("Первый.", &[]), ("Второй.", &[]), ("Второй.", &[])]
    {
        let run = digest.publish_from(digest.folder(), args);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        fs::write(digest.site.path("content/2024/housing/primersk.md"), harness::response_with_answer(text)).unwrap();
    }
    assert!(!hook_log.exists(), "{}", fs::read_to_string(hook_log).unwrap());
}

/// A publication that is killed while git waits for the remote leaves no temporary files. The next publication reuses
/// what it left in the repository.
#[cfg(unix)]
#[test]
fn an_interrupted_publication_leaves_no_temporary_files() {
    let digest = Digest::new();
    let temporary = digest.home().join("tmp");
    let (started, ssh) = (digest.home().join("began"), digest.home().join("ssh"));
    fs::create_dir(&temporary).unwrap();
    harness::write_script(&ssh, &format!("touch '{0}'; while [ -e '{0}' ]; do sleep 0.1; done", started.display()));
    let address = git(digest.folder(), &["remote", "get-url", "origin"]);
    git(digest.folder(), &["config", "core.sshCommand", ssh.to_str().unwrap()]);
    git(digest.folder(), &["remote", "set-url", "origin", "git@example.org:digest.git"]);
    for args in [&[][..], &["--dry-run"]] {
        let mut program = crate::support::program();
        program.args(["publish", "--site"]).arg(digest.folder()).args(args).env("TMPDIR", &temporary);
        program.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", digest.home().join("gitconfig"));
        let mut child = program.stdin(std::process::Stdio::null()).spawn().unwrap();
        while !started.exists() {
            assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0);
        fs::remove_file(&started).unwrap();
    }
    git(digest.folder(), &["remote", "set-url", "origin", &address]);
    let run = digest.publish(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!digest.folder().join(".git/asdg-site").exists());
}

/// Few hosts accept signed pushes; the git setting that asks for one must not prevent publishing to other hosts.
#[test]
fn a_push_is_signed_if_the_remote_accepts_signatures() {
    let digest = Digest::new();
    git(digest.folder(), &["config", "push.gpgSign", "true"]);
    let run = digest.publish(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    // Now the remote accepts signatures, but there is no key.
    git(digest.remote(), &["config", "receive.certNonceSeed", "seed"]);
    git(digest.folder(), &["config", "gpg.program", "/nowhere/gpg"]);
    let digest = digest.with_answer("Другой ответ.");
    let run = digest.publish(&["--lang", "en"]);
    assert_eq!(run.code, Some(2), "{}", run.stdout);
    assert!(run.stderr.contains("could not sign the push"), "{}", run.stderr);
}

/// The program must recognise the ssh address of GitHub. The ssh command is replaced by a script that uses a local
/// repository.
#[cfg(unix)]
#[test]
fn on_github_the_site_address_follows_from_the_repository() {
    let digest = Digest::new().with_file("site.toml", "title = \"Пробный дайджест\"\n");
    let ssh = digest.home().join("ssh");
    // The last argument is the command for the remote side: git-receive-pack 'Pridumsk/Digest.git'.
    let remote = digest.remote().display().to_string();
    harness::write_script(&ssh, &format!("for last; do :; done\nexec ${{last%% *}} '{remote}'"));
    git(digest.folder(), &["config", "core.sshCommand", ssh.to_str().unwrap()]);
    git(digest.folder(), &["remote", "set-url", "origin", "git@github.com:Pridumsk/Digest.git"]);
    let run = digest.publish(&["--lang", "ru"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.contains("Адрес сайта: https://pridumsk.github.io/Digest/."), "{}", run.stdout);
    assert!(run.stdout.contains("https://github.com/Pridumsk/Digest/settings/pages"), "{}", run.stdout);
    let sitemap = git(digest.remote(), &["show", "gh-pages:sitemap.xml"]);
    assert!(sitemap.contains("https://pridumsk.github.io/Digest/2024/"), "{sitemap}");

    let digest = digest.with_file("site.toml", "title = \"Пробный дайджест\"\nbase_url = \"https://example.org/\"\n");
    let run = digest.publish(&["--lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let warning =
        "base_url is https://example.org/, but the site will be published at https://pridumsk.github.io/Digest/";
    assert!(run.stderr.contains(warning), "{}", run.stderr);
    assert!(!run.stdout.contains("settings/pages"), "the settings are for the first time only: {}", run.stdout);
}
