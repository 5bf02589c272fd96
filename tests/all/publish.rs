//! Publishing, with real repositories: what arrives on the branch, what stays untouched, what is said when it does not work.

mod failures;
mod harness;
mod texts;

use std::fs;

use crate::support::files;
use harness::{Digest, git, tree};

#[test]
fn the_first_publication_has_the_site_byte_for_byte() {
    let digest = Digest::new();
    let run = digest.publish(&["--lang", "ru"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let said = run.stdout.replace('\u{a0}', " ");
    assert!(said.starts_with("Опубликовано: 2 анкеты, "), "{said}");
    assert!(said.contains("Адрес сайта: https://example.org/digest/."), "{said}");
    assert_eq!(git(digest.remote(), &["rev-list", "--count", "gh-pages"]), "1", "a first publication has no parent");

    // A build of its own, in another folder, is what has to arrive.
    let built = digest.site.path("built");
    let build = digest.site.run(&["build", "--output", built.to_str().unwrap()]);
    assert_eq!(build.code, Some(0), "{}", build.stderr);
    let mut expected: Vec<_> = files(&built).into_iter().filter(|(path, _)| path != ".asdg-site").collect();
    expected.insert(0, (".nojekyll".to_owned(), Vec::new()));
    assert_eq!(tree(digest.remote(), "gh-pages"), expected);
}

#[test]
fn an_unchanged_site_is_not_pushed_and_a_change_adds_one_commit() {
    let digest = Digest::new();
    assert_eq!(digest.publish(&[]).code, Some(0));
    let first = digest.tip();
    let run = digest.publish(&["--lang", "ru"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.starts_with("Отправлять нечего: в ветке gh-pages уже этот же сайт"), "{}", run.stdout);
    assert_eq!(digest.tip(), first);

    let digest = digest.answered("В Примерске построен **мост**.");
    let run = digest.publish(&["--lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    // Files for scripts have checksums in their names: the text of the response, the index and lists of texts, and four files of the search.
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
        .answered("Построен мост.")
        .with("content/cities.yaml", "primersk:\n  name: Примерск\n  region: Образцовая область\n");
    let run = digest.publish(&["--lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let left = tree(digest.remote(), "gh-pages");
    assert!(!left.iter().any(|(path, _)| path.contains("vydumsk")));
    assert!(!run.stdout.contains(" 0 removed"), "{}", run.stdout);
}

#[test]
fn working_tree_index_and_branches_are_not_changed() {
    let digest = Digest::new();
    digest.commit_all();
    // Something staged, something changed and not staged, something unknown, something put aside.
    let digest = digest.with("notes.txt", "a");
    git(digest.folder(), &["add", "notes.txt"]);
    git(digest.folder(), &["stash"]);
    let digest = digest.with("staged.txt", "b");
    git(digest.folder(), &["add", "staged.txt"]);
    let digest = digest.with("unknown.txt", "c").answered("Исправлено, но ещё не в git.");
    let before = digest.state();
    assert_eq!(digest.publish(&["--dry-run"]).code, Some(0));
    assert_eq!(digest.state(), before);
    assert_eq!(digest.publish(&[]).code, Some(0));
    assert_eq!(digest.state(), before);
    // The stash is still the stash.
    assert!(git(digest.folder(), &["stash", "list"]).contains("stash@{0}"));
}

#[test]
fn a_dry_run_writes_nothing_locally_or_remotely() {
    let digest = Digest::new();
    let own = |digest: &Digest| files(&digest.site.path(""));
    let (before, remote) = (own(&digest), files(digest.remote()));
    let run = digest.publish(&["--dry-run", "--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("  + .nojekyll\n"), "{}", run.stdout);
    assert!(run.stdout.contains("Ничего не записано и не отправлено."), "{}", run.stdout);
    assert!(own(&digest) == before, "a dry run has written into the folder of the digest");
    assert!(files(digest.remote()) == remote, "a dry run has written into the remote");

    // Nor does it when there is something to fetch first, as in a clone by someone else.
    assert_eq!(digest.publish(&[]).code, Some(0));
    git(digest.folder(), &["update-ref", "-d", "refs/asdg-site/origin/gh-pages"]);
    git(digest.folder(), &["update-ref", "-d", "refs/remotes/origin/gh-pages"]);
    git(digest.folder(), &["-c", "gc.pruneExpire=now", "gc", "--quiet"]);
    let digest = digest.answered("Другой ответ.");
    let (before, remote) = (own(&digest), files(digest.remote()));
    let run = digest.publish(&["--dry-run", "--lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("  * 2024/housing/primersk/index.html\n"), "{}", run.stdout);
    assert!(own(&digest) == before && files(digest.remote()) == remote);
}

#[test]
fn git_settings_do_not_change_or_drop_files() {
    let digest = Digest::new()
        .with(".gitignore", "public/\n*.html\n*.csv\nCNAME\n")
        .with(".gitattributes", "* text=auto eol=crlf ident filter=shout\n")
        .with("site.toml", "title = \"Пробный дайджест\"\ndomain = \"digest.example.ru\"\n");
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
    assert!(tree(digest.remote(), "gh-pages") == expected, "what arrived is not what was built");
    assert!(expected.iter().any(|(_, bytes)| bytes.windows(2).any(|two| two == b"\r\n")), "no file tests line ends");
    let raw = git(digest.remote(), &["cat-file", "commit", "gh-pages"]);
    assert!(raw.contains("Сайт: 2 анкеты") && !raw.contains("\nencoding"), "{raw}");
}

#[test]
fn a_configured_domain_is_published_and_one_set_on_the_host_is_kept() {
    let digest = Digest::new().with("site.toml", "title = \"Пробный дайджест\"\ndomain = \"дайджест.рф\"\n");
    let run = digest.publish(&["--lang", "ru"]);
    assert_eq!(run.stderr, "");
    assert!(run.stdout.contains("Адрес сайта: https://дайджест.рф/."), "{}", run.stdout);
    assert_eq!(git(digest.remote(), &["show", "gh-pages:CNAME"]), "xn--80ahbeeq3di.xn--p1ai");
    let sitemap = git(digest.remote(), &["show", "gh-pages:sitemap.xml"]);
    assert!(sitemap.contains("https://xn--80ahbeeq3di.xn--p1ai/2024/"), "{sitemap}");

    // What GitHub does when a domain is set in its settings: a commit of its own with that file.
    let digest = digest.with("site.toml", "title = \"Пробный дайджест\"\n");
    digest.someone_pushes(&[("CNAME", "other.example.ru")], "Create CNAME");
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
        .with("content/2024/housing/vydumsk.md", "---\ndraft: true\n---\n## 1. Итоги\n\nСекретный черновик.\n")
        .with("public/letter.docx", "x");
    let run = digest.publish(&["--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("не отправлено то, что создала не эта программа"), "{}", run.stderr);
    let published = tree(digest.remote(), "gh-pages");
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
    let said = git(digest.remote(), &["log", "-1", "--format=%an <%ae>|%cn <%ce>|%B", "gh-pages"]);
    let start = "Анна Придумская <anna@example.org>|Анна Придумская <anna@example.org>|Сайт: 2 анкеты, ";
    assert!(said.starts_with(start), "{said}");
    assert!(said.contains(&format!("Собран из {source}.\n\nGenerated-by: asdg-site ")), "{said}");

    let english = "title = \"Test digest\"\nlanguage = \"en\"\nbase_url = \"https://example.org/digest/\"\n";
    let digest = digest.with("site.toml", english);
    assert_eq!(digest.publish(&[]).code, Some(0));
    let said = git(digest.remote(), &["log", "-1", "--format=%B", "gh-pages"]);
    assert!(said.starts_with("Site: 2 responses, "), "{said}");
    assert!(said.contains(&format!("Built from {source} and changes that are not in that commit.")), "{said}");
}

#[test]
fn without_a_git_identity_the_program_commits_as_itself() {
    let digest = Digest::new();
    fs::write(digest.home().join("gitconfig"), "").unwrap();
    let run = digest.publish(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let who = git(digest.remote(), &["log", "-1", "--format=%an <%ae>|%cn <%ce>", "gh-pages"]);
    assert_eq!(who, "asdg-site <noreply@asdg-site.invalid>|asdg-site <noreply@asdg-site.invalid>");
}

#[test]
fn detached_shallow_and_worktree_clones_can_publish() {
    let digest = Digest::new();
    digest.commit_all();
    git(digest.folder(), &["push", "--quiet", "origin", "main"]);
    assert_eq!(digest.publish(&[]).code, Some(0));

    // A detached head.
    git(digest.folder(), &["checkout", "--quiet", "--detach"]);
    let digest = digest.answered("С отсоединённой головы.");
    assert_eq!(digest.publish(&[]).code, Some(0));
    assert_eq!(git(digest.remote(), &["rev-list", "--count", "gh-pages"]), "2");

    // A shallow clone of one branch, in a folder with Cyrillic letters and a blank; then a worktree of it.
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
    assert!(tree(digest.remote(), "gh-pages").iter().any(|(path, _)| path == "index.html"));

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
    harness::script(&hook, "exit 1");
    let elsewhere = digest.home().join("elsewhere");
    let run = digest.publish_with(&[], |command| {
        command.env("GIT_DIR", &elsewhere).env("GIT_INDEX_FILE", "x").env("GIT_OBJECT_DIRECTORY", &elsewhere);
    });
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!elsewhere.exists());
}

/// Every hook that git has for what is done here, in the folder of hooks and, for git from 2.54 on, in the settings.
#[test]
fn no_hook_runs() {
    let digest = Digest::new();
    digest.commit_all();
    let ran = digest.home().join("ran");
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
        let own = digest.home().join("hook");
        harness::script(&own, &format!("echo {hook} >> '{}'", ran.display()));
        harness::script(&digest.folder().join(".git/hooks").join(hook), &format!("exec '{}'", own.display()));
        git(digest.folder(), &["config", &format!("hook.{hook}.event"), hook]);
        git(digest.folder(), &["config", &format!("hook.{hook}.command"), own.to_str().unwrap()]);
    }
    git(digest.folder(), &["config", "gc.auto", "1"]);
    git(digest.folder(), &["config", "gc.autoDetach", "false"]);
    // A change of the stamps, so that `git status` has something to refresh.
    let _ = fs::remove_file(&ran);
    for (text, words) in [("Первый.", &["--dry-run"][..]), ("Первый.", &[]), ("Второй.", &[]), ("Второй.", &[])]
    {
        let run = digest.publish_from(digest.folder(), words);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        fs::write(digest.site.path("content/2024/housing/primersk.md"), harness::answer(text)).unwrap();
    }
    assert!(!ran.exists(), "{}", fs::read_to_string(ran).unwrap());
}

/// Killed while git waits for the remote, it leaves nothing among the temporary files; what it leaves in the repository the next one takes.
#[cfg(unix)]
#[test]
fn an_interrupted_publication_leaves_no_temporary_files() {
    let digest = Digest::new();
    let temporary = digest.home().join("tmp");
    let (began, ssh) = (digest.home().join("began"), digest.home().join("ssh"));
    fs::create_dir(&temporary).unwrap();
    harness::script(&ssh, &format!("touch '{0}'; while [ -e '{0}' ]; do sleep 0.1; done", began.display()));
    let address = git(digest.folder(), &["remote", "get-url", "origin"]);
    git(digest.folder(), &["config", "core.sshCommand", ssh.to_str().unwrap()]);
    git(digest.folder(), &["remote", "set-url", "origin", "git@example.org:digest.git"]);
    for words in [&[][..], &["--dry-run"]] {
        let mut program = crate::support::program();
        program.args(["publish", "--site"]).arg(digest.folder()).args(words).env("TMPDIR", &temporary);
        program.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", digest.home().join("gitconfig"));
        let mut child = program.stdin(std::process::Stdio::null()).spawn().unwrap();
        while !began.exists() {
            assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0);
        fs::remove_file(&began).unwrap();
    }
    git(digest.folder(), &["remote", "set-url", "origin", &address]);
    let run = digest.publish(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!digest.folder().join(".git/asdg-site").exists());
}

/// Few hosts take signed pushes; to ask for one must not keep a site from being published there.
#[test]
fn a_push_is_signed_if_the_remote_accepts_signatures() {
    let digest = Digest::new();
    git(digest.folder(), &["config", "push.gpgSign", "true"]);
    let run = digest.publish(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    // Now it takes them, and there is no key.
    git(digest.remote(), &["config", "receive.certNonceSeed", "seed"]);
    git(digest.folder(), &["config", "gpg.program", "/nowhere/gpg"]);
    let digest = digest.answered("Другой ответ.");
    let run = digest.publish(&["--lang", "en"]);
    assert_eq!(run.code, Some(2), "{}", run.stdout);
    assert!(run.stderr.contains("could not sign the push"), "{}", run.stderr);
}

/// GitHub, as ssh shows it: the program must know the address, and what reaches it is a repository on this machine.
#[cfg(unix)]
#[test]
fn on_github_the_site_address_follows_from_the_repository() {
    let digest = Digest::new().with("site.toml", "title = \"Пробный дайджест\"\n");
    let ssh = digest.home().join("ssh");
    // The last word is the command for the other side: git-receive-pack 'Pridumsk/Digest.git'.
    let remote = digest.remote().display().to_string();
    harness::script(&ssh, &format!("for last; do :; done\nexec ${{last%% *}} '{remote}'"));
    git(digest.folder(), &["config", "core.sshCommand", ssh.to_str().unwrap()]);
    git(digest.folder(), &["remote", "set-url", "origin", "git@github.com:Pridumsk/Digest.git"]);
    let run = digest.publish(&["--lang", "ru"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.contains("Адрес сайта: https://pridumsk.github.io/Digest/."), "{}", run.stdout);
    assert!(run.stdout.contains("https://github.com/Pridumsk/Digest/settings/pages"), "{}", run.stdout);
    let sitemap = git(digest.remote(), &["show", "gh-pages:sitemap.xml"]);
    assert!(sitemap.contains("https://pridumsk.github.io/Digest/2024/"), "{sitemap}");

    let digest = digest.with("site.toml", "title = \"Пробный дайджест\"\nbase_url = \"https://example.org/\"\n");
    let run = digest.publish(&["--lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let warning =
        "base_url is https://example.org/, but the site will be published at https://pridumsk.github.io/Digest/";
    assert!(run.stderr.contains(warning), "{}", run.stderr);
    assert!(!run.stdout.contains("settings/pages"), "the settings are for the first time only: {}", run.stdout);
}
