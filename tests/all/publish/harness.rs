//! A digest in a repository of its own, with a bare remote, in a surrounding that does not depend on the settings of the machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::{Run, Site, files, program, temporary_folder};

/// A digest with a remote.
pub(super) struct Digest {
    pub site: Site,
    folder: PathBuf,
    home: TempDir,
    remote: PathBuf,
}

impl Digest {
    /// The small base site, in a repository without a commit, with an empty bare remote called origin.
    pub(super) fn new() -> Self {
        let home = temporary_folder();
        let name = "[user]\n\tname = Анна Придумская\n\temail = anna@example.org\n";
        fs::write(home.path().join("gitconfig"), name).unwrap();
        let remote = home.path().join("удалённое.git");
        git(home.path(), &["init", "--quiet", "--bare", "--initial-branch=main", remote.to_str().unwrap()]);
        let toml = "title = \"Пробный дайджест\"\nbase_url = \"https://example.org/digest/\"\n";
        let site = Site::base().file("site.toml", toml).file(".gitignore", "public/\n.public.asdg-site/\nbuilt/\n");
        let folder = site.path("");
        git(&folder, &["init", "--quiet", "--initial-branch=main"]);
        git(&folder, &["remote", "add", "origin", remote.to_str().unwrap()]);
        Self { site, folder, home, remote }
    }

    /// Writes a file of the digest.
    pub(super) fn with(self, path: &str, text: &str) -> Self {
        Self { site: self.site.file(path, text), ..self }
    }

    /// Writes the answer of the first city.
    pub(super) fn answered(self, text: &str) -> Self {
        self.with("content/2024/housing/primersk.md", &answer(text))
    }

    /// The folder of the digest, which is that of its repository.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The remote.
    pub(super) fn remote(&self) -> &Path {
        &self.remote
    }

    /// A folder for other things, with the settings of git.
    pub(super) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Commits all of the digest.
    pub(super) fn commit_all(&self) {
        git(&self.folder, &["add", "--all"]);
        git(&self.folder, &["commit", "--quiet", "--message=Анкеты"]);
    }

    /// Copies the digest, without its repository.
    pub(super) fn copy_to(&self, target: &Path) {
        for (path, bytes) in files(&self.folder).into_iter().filter(|(path, _)| !path.starts_with(".git/")) {
            let to = target.join(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
    }

    /// The commit that the branch of the remote is at.
    pub(super) fn tip(&self) -> String {
        git(&self.remote, &["rev-parse", "gh-pages"])
    }

    /// Pushes files to the branch as someone else does.
    pub(super) fn someone_pushes(&self, files: &[(&str, &str)], message: &str) {
        let clone = temporary_folder();
        let branch_is_there =
            git_said(&self.remote, &["rev-parse", "--verify", "--quiet", "gh-pages"]).status.success();
        git(clone.path(), &["init", "--quiet", "--initial-branch=gh-pages"]);
        if branch_is_there {
            git(clone.path(), &["pull", "--quiet", self.remote.to_str().unwrap(), "gh-pages"]);
        }
        for (path, text) in files {
            fs::write(clone.path().join(path), text).unwrap();
        }
        git(clone.path(), &["add", "--all"]);
        git(clone.path(), &["commit", "--quiet", "--message", message]);
        git(clone.path(), &["push", "--quiet", self.remote.to_str().unwrap(), "gh-pages"]);
    }

    /// Runs `publish`.
    pub(super) fn publish(&self, words: &[&str]) -> Run {
        self.publish_with(words, |_| {})
    }

    /// Runs `publish` in another surrounding.
    pub(super) fn publish_with(&self, words: &[&str], change: impl FnOnce(&mut Command)) -> Run {
        self.run(&self.folder, words, change)
    }

    /// Runs `publish` on a digest in another folder.
    pub(super) fn publish_from(&self, folder: &Path, words: &[&str]) -> Run {
        self.run(folder, words, |_| {})
    }

    /// Runs `publish` on a digest in another folder and surrounding.
    pub(super) fn run(&self, folder: &Path, words: &[&str], change: impl FnOnce(&mut Command)) -> Run {
        let mut command = program();
        isolate(&mut command);
        command.env("GIT_CONFIG_GLOBAL", self.home.path().join("gitconfig"));
        command.args(["publish", "--site"]).arg(folder).args(words);
        change(&mut command);
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let run = Run { stdout: text(stdout), stderr: text(stderr), code: status.code() };
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        run
    }

    /// What must not change: files, index, head, branches, stash, settings. What is ours and what git knows of remotes is left aside.
    pub(super) fn state(&self) -> (Vec<(String, Vec<u8>)>, String, String) {
        let ours = |path: &str| {
            let of_git =
                [".git/HEAD", ".git/index", ".git/config", ".git/refs/heads/", ".git/refs/stash", ".git/logs/HEAD"];
            !path.starts_with(".git/") && !path.starts_with("public/")
                || of_git.iter().any(|start| path.starts_with(start))
        };
        let files = files(&self.folder).into_iter().filter(|(path, _)| ours(path)).collect();
        let refs = git(&self.folder, &["for-each-ref"]);
        let refs = refs.lines().filter(|line| !line.contains("refs/asdg-site/") && !line.contains("refs/remotes/"));
        (files, git(&self.folder, &["--no-optional-locks", "status", "--porcelain"]), refs.collect())
    }
}

/// A response in which only this differs.
pub(super) fn answer(text: &str) -> String {
    let rest = "### Дороги {topic=roads}\n\nДорога.\n\n### Парки {topic=parks}\n\nПарк.\n\n## 3. Курсы\n\n- [Смета](course:estimates)\n";
    format!("---\nreceived: 2025-02-14\n---\n## 1. Итоги\n\n{text}\n\n{rest}")
}

/// What git says to a command that has to work, in a surrounding of its own.
pub(super) fn git(folder: &Path, words: &[&str]) -> String {
    let Output { status, stdout, stderr } = git_said(folder, words);
    assert!(status.success(), "git {words:?}: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap().trim_end().to_owned()
}

fn git_said(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new("git");
    isolate(&mut command);
    for name in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{name}_NAME"), "Someone").env(format!("GIT_{name}_EMAIL"), "someone@example.org");
    }
    command.current_dir(folder).args(words).output().unwrap()
}

/// Nothing of the machine's settings reaches git.
fn isolate(command: &mut Command) {
    let nothing = if cfg!(windows) { "NUL" } else { "/dev/null" };
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GIT_") {
            command.env_remove(name);
        }
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", nothing).env_remove("EMAIL");
}

/// The files of a commit, by their paths, in order.
pub(super) fn tree(repository: &Path, commit: &str) -> Vec<(String, Vec<u8>)> {
    let names = git(repository, &["ls-tree", "-r", "-z", "--name-only", commit]);
    let read = |name: &str| git_said(repository, &["cat-file", "blob", &format!("{commit}:{name}")]).stdout;
    let mut files: Vec<_> =
        names.split('\0').filter(|name| !name.is_empty()).map(|name| (name.to_owned(), read(name))).collect();
    files.sort();
    files
}

/// Writes a script that git can run; Git for Windows brings its own shell.
pub(super) fn script(path: &Path, lines: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}
