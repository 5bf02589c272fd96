//! A digest in its own repository with a bare remote, and git commands that do not depend on the settings of the
//! machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::{Run, Site, files, program, temporary_folder};

/// A digest in a git repository with a remote.
pub(super) struct Digest {
    pub site: Site,
    folder: PathBuf,
    home: TempDir,
    remote: PathBuf,
}

impl Digest {
    /// The base site in a repository without commits, with an empty bare remote called `origin`.
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
    pub(super) fn with_file(self, path: &str, text: &str) -> Self {
        Self { site: self.site.file(path, text), ..self }
    }

    /// Replaces the answer of the first city.
    pub(super) fn with_answer(self, text: &str) -> Self {
        self.with_file("content/2024/housing/primersk.md", &response_with_answer(text))
    }

    /// The folder of the digest and of its repository.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of the remote.
    pub(super) fn remote(&self) -> &Path {
        &self.remote
    }

    /// A folder for other files; it has the git configuration.
    pub(super) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Commits all files of the digest.
    pub(super) fn commit_all(&self) {
        git(&self.folder, &["add", "--all"]);
        git(&self.folder, &["commit", "--quiet", "--message=Анкеты"]);
    }

    /// Copies the digest without its repository.
    pub(super) fn copy_to(&self, target: &Path) {
        for (path, bytes) in files(&self.folder).into_iter().filter(|(path, _)| !path.starts_with(".git/")) {
            let destination = target.join(path);
            fs::create_dir_all(destination.parent().unwrap()).unwrap();
            fs::write(destination, bytes).unwrap();
        }
    }

    /// Returns the id of the last commit on the branch of the remote.
    pub(super) fn branch_tip(&self) -> String {
        git(&self.remote, &["rev-parse", "gh-pages"])
    }

    /// Pushes files to the branch from another clone, as another user.
    pub(super) fn push_as_someone_else(&self, files: &[(&str, &str)], message: &str) {
        let clone = temporary_folder();
        let branch_exists =
            git_output(&self.remote, &["rev-parse", "--verify", "--quiet", "gh-pages"]).status.success();
        git(clone.path(), &["init", "--quiet", "--initial-branch=gh-pages"]);
        if branch_exists {
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
    pub(super) fn publish(&self, args: &[&str]) -> Run {
        self.publish_with(args, |_| {})
    }

    /// Runs `publish` after `configure` has changed the command, such as its environment.
    pub(super) fn publish_with(&self, args: &[&str], configure: impl FnOnce(&mut Command)) -> Run {
        self.run(&self.folder, args, configure)
    }

    /// Runs `publish` on a digest in another folder.
    pub(super) fn publish_from(&self, folder: &Path, args: &[&str]) -> Run {
        self.run(folder, args, |_| {})
    }

    /// Runs `publish` on a digest in another folder after `configure` has changed the command.
    pub(super) fn run(&self, folder: &Path, args: &[&str], configure: impl FnOnce(&mut Command)) -> Run {
        let mut command = program();
        isolate(&mut command);
        command.env("GIT_CONFIG_GLOBAL", self.home.path().join("gitconfig"));
        command.args(["publish", "--site"]).arg(folder).args(args);
        configure(&mut command);
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let run = Run { stdout: text(stdout), stderr: text(stderr), code: status.code() };
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        run
    }

    /// Returns what publishing must not change: files, index, HEAD, branches, stash and settings. The output folder,
    /// the refs of the program and the remote-tracking refs are left out.
    pub(super) fn local_state(&self) -> (Vec<(String, Vec<u8>)>, String, String) {
        let is_compared = |path: &str| {
            let git_paths =
                [".git/HEAD", ".git/index", ".git/config", ".git/refs/heads/", ".git/refs/stash", ".git/logs/HEAD"];
            !path.starts_with(".git/") && !path.starts_with("public/")
                || git_paths.iter().any(|start| path.starts_with(start))
        };
        let files = files(&self.folder).into_iter().filter(|(path, _)| is_compared(path)).collect();
        let refs = git(&self.folder, &["for-each-ref"]);
        let refs = refs.lines().filter(|line| !line.contains("refs/asdg-site/") && !line.contains("refs/remotes/"));
        (files, git(&self.folder, &["--no-optional-locks", "status", "--porcelain"]), refs.collect())
    }
}

/// Returns a response with this answer to the first question; its other parts are fixed.
pub(super) fn response_with_answer(text: &str) -> String {
    let rest = "### Дороги {topic=roads}\n\nДорога.\n\n### Парки {topic=parks}\n\nПарк.\n\n## 3. Курсы\n\n- [Смета](course:estimates)\n";
    format!("---\nreceived: 2025-02-14\n---\n## 1. Итоги\n\n{text}\n\n{rest}")
}

/// Runs a git command, which must succeed, and returns its standard output without the line end.
pub(super) fn git(folder: &Path, args: &[&str]) -> String {
    let Output { status, stdout, stderr } = git_output(folder, args);
    assert!(status.success(), "git {args:?}: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap().trim_end().to_owned()
}

fn git_output(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new("git");
    isolate(&mut command);
    for name in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{name}_NAME"), "Someone").env(format!("GIT_{name}_EMAIL"), "someone@example.org");
    }
    command.current_dir(folder).args(args).output().unwrap()
}

/// Removes the git settings of the machine and the user from the environment of a command.
fn isolate(command: &mut Command) {
    let no_config = if cfg!(windows) { "NUL" } else { "/dev/null" };
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GIT_") {
            command.env_remove(name);
        }
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", no_config).env_remove("EMAIL");
}

/// Returns the paths and contents of the files of a commit, sorted by path.
pub(super) fn commit_files(repository: &Path, commit: &str) -> Vec<(String, Vec<u8>)> {
    let names = git(repository, &["ls-tree", "-r", "-z", "--name-only", commit]);
    let read = |name: &str| git_output(repository, &["cat-file", "blob", &format!("{commit}:{name}")]).stdout;
    let mut files: Vec<_> =
        names.split('\0').filter(|name| !name.is_empty()).map(|name| (name.to_owned(), read(name))).collect();
    files.sort();
    files
}

/// Writes an executable shell script; Git for Windows has its own shell to run it.
pub(super) fn write_script(path: &Path, lines: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}
