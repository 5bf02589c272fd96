//! Runs git; no other module starts it.
//!
//! Git is told to write English, so that [`failure`] can read its output, and to use the repository of the digest,
//! whatever the environment says. The editor's configuration stays in force: credential helpers, proxies, keys, URL
//! rewriting.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Output, Stdio};

use super::failure;
use super::output::GitOutput;
use asdg_base::fs;
use asdg_base::problem::Kind;

/// Environment variables that would make git use another repository; a program that runs inside a hook inherits them.
const LOCAL: [&str; 10] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
];

/// Settings that override the editor's, because those would change the result or run programs.
const SETTINGS: [&str; 10] = [
    // Old Windows configurations say windows-1251 here; the message is UTF-8.
    "i18n.commitEncoding=UTF-8",
    "i18n.logOutputEncoding=UTF-8",
    // These would write into the repository, beside the temporary index.
    "core.splitIndex=false",
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    // Hooks are for the editor's own commits. There is nothing below a device, so git finds no hooks.
    "core.hooksPath=/dev/null",
    // Since git 2.54 settings can name hooks as well. These are all that our commands would run.
    "hook.reference-transaction.enabled=false",
    "hook.post-index-change.enabled=false",
    "hook.pre-push.enabled=false",
    "hook.pre-auto-gc.enabled=false",
];

/// git, running in the folder of the digest.
pub(super) struct Git<'a> {
    folder: &'a Path,
    interactive: bool,
    /// The folder for new objects, if not the repository.
    objects: Option<PathBuf>,
}

/// Why git did not get all of its input.
pub(super) enum Broken {
    /// The input could not be read.
    Source(Kind),
    /// git closed its input; its own output says why.
    Pipe,
}

impl<'a> Git<'a> {
    /// Opens a folder, which must be in a git repository.
    pub(super) fn open(folder: &'a Path, interactive: bool) -> Result<Self, Kind> {
        let git = Self { folder, interactive, objects: None };
        let said = git.run(&["rev-parse", "--git-dir"])?;
        let shown = || fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()).display().to_string();
        match said {
            GitOutput { success: true, .. } => Ok(git),
            GitOutput { stderr, .. } if stderr.contains("dubious ownership") => {
                // git itself knows how the folder must be written.
                let named = stderr
                    .lines()
                    .find_map(|line| line.trim().strip_prefix("git config --global --add safe.directory "));
                Err(Kind::PublishUntrusted {
                    folder: named.map_or_else(shown, |name| name.trim_matches('\'').to_owned()),
                })
            }
            GitOutput { stderr, .. } if stderr.contains("not a git repository") => {
                Err(Kind::PublishNoRepository { folder: shown() })
            }
            said => Err(failure::of_git(&said)),
        }
    }

    /// The same, with new objects in a temporary folder; existing objects are still found.
    pub(super) fn with_objects_apart(self, work: &Path) -> Result<Self, Kind> {
        let own = self.ask(&["rev-parse", "--git-path", "objects"])?;
        let own = fs::canonicalize(&self.folder.join(own)).map_err(failed)?;
        let objects = work.join("objects");
        fs::create_dir_all(&objects.join("info")).map_err(failed)?;
        fs::write(&objects.join("info/alternates"), format!("{}\n", plain(&own)).as_bytes()).map_err(failed)?;
        Ok(Self { objects: Some(objects), ..self })
    }

    /// Runs a command.
    pub(super) fn run(&self, words: &[&str]) -> Result<GitOutput, Kind> {
        let output = self.command(words).stdin(Stdio::null()).output();
        Ok(said(words, output.map_err(|error| not_started(&error, words))?))
    }

    /// The output of a command that must succeed, without the line end.
    pub(super) fn ask(&self, words: &[&str]) -> Result<String, Kind> {
        let said = self.run(words)?;
        if said.success {
            Ok(said.stdout.trim_end_matches(['\r', '\n']).to_owned())
        } else {
            Err(failure::of_git(&said))
        }
    }

    /// Whether a setting of the editor is on.
    pub(super) fn is_set(&self, setting: &str) -> Result<bool, Kind> {
        Ok(self.run(&["config", "--type=bool", "--get", setting])?.stdout.trim_end() == "true")
    }

    /// The folder in the repository for temporary files of the program.
    pub(super) fn work_folder(&self) -> Result<PathBuf, Kind> {
        Ok(self.folder.join(self.ask(&["rev-parse", "--git-path", "asdg-site"])?))
    }

    /// Runs a command that must succeed, with environment variables, and writes its input.
    pub(super) fn feed(
        &self,
        words: &[&str],
        variables: &[(&str, &OsStr)],
        input: impl FnOnce(&mut dyn Write) -> Result<(), Broken>,
    ) -> Result<String, Kind> {
        let mut command = self.command(words);
        command.envs(variables.iter().copied()).stdin(Stdio::piped());
        let mut child = start(command, words)?;
        let given = match child.stdin.take() {
            Some(mut pipe) => input(&mut pipe).and_then(|()| pipe.flush().map_err(|_| Broken::Pipe)),
            None => Err(Broken::Pipe),
        };
        if let Err(Broken::Source(kind)) = given {
            // A partial site is of no use.
            let _ = child.kill();
            let _ = child.wait();
            return Err(kind);
        }
        let output = child.wait_with_output().map_err(|error| not_started(&error, words))?;
        let said = said(words, output);
        if said.success && given.is_ok() { Ok(said.stdout) } else { Err(failure::of_git(&said)) }
    }

    /// Runs a command that talks to a remote, and reports its progress.
    pub(super) fn transfer(&self, words: &[&str], percent: &mut dyn FnMut(u8)) -> Result<GitOutput, Kind> {
        let mut command = self.command(words);
        command.stdin(Stdio::null());
        let mut child = start(command, words)?;
        let (pipe, mut out) = (child.stderr.take(), child.stdout.take());
        let (stdout, stderr) = std::thread::scope(|scope| {
            let stdout = scope.spawn(move || {
                let mut bytes = Vec::new();
                // Unread output is at most missing from a message; the exit code decides.
                let _ = out.as_mut().map(|out| out.read_to_end(&mut bytes));
                bytes
            });
            let stderr = pipe.map(|pipe| listen(pipe, percent)).unwrap_or_default();
            (stdout.join().unwrap_or_default(), stderr)
        });
        let status = child.wait().map_err(|error| not_started(&error, words))?;
        Ok(said(words, Output { status, stdout, stderr }))
    }

    /// Packs the objects of many publications when git finds it necessary; git does it in the background.
    pub(super) fn tidy(&self) {
        // The site is published already; the next publication tries this again.
        let _ = self.run(&["gc", "--auto", "--quiet"]);
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(self.folder).stdout(Stdio::piped()).stderr(Stdio::piped());
        for name in LOCAL {
            command.env_remove(name);
        }
        // Replaced objects are a private matter of this repository. `status` would refresh the editor's index.
        command
            .env("LC_ALL", "C")
            .env_remove("LANGUAGE")
            .env("GIT_NO_REPLACE_OBJECTS", "1")
            .env("GIT_OPTIONAL_LOCKS", "0");
        if !self.interactive {
            // Credential managers may still open a window; only the terminal is not used.
            command.env("GIT_TERMINAL_PROMPT", "0");
        }
        if let Some(objects) = &self.objects {
            command.env("GIT_OBJECT_DIRECTORY", objects);
        }
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command.args(words);
        command
    }
}

fn start(mut command: Command, words: &[&str]) -> Result<Child, Kind> {
    command.spawn().map_err(|error| not_started(&error, words))
}

fn not_started(error: &std::io::Error, words: &[&str]) -> Kind {
    match error.kind() {
        std::io::ErrorKind::NotFound => Kind::PublishNoGit,
        _ => Kind::PublishGitFailed { command: told(words), detail: error.to_string() },
    }
}

fn said(words: &[&str], output: Output) -> GitOutput {
    let Output { status, stdout, stderr } = output;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    GitOutput { success: status.success(), stdout: text(stdout), stderr: text(stderr), command: told(words) }
}

fn told(words: &[&str]) -> String {
    format!("git {}", words.first().unwrap_or(&""))
}

/// Reads git's messages while it works. A progress line ends in a carriage return and replaces the one before it.
fn listen(mut pipe: ChildStderr, percent: &mut dyn FnMut(u8)) -> Vec<u8> {
    let (mut all, mut line, mut buffer) = (Vec::new(), Vec::new(), [0; 4096]);
    while let Ok(read @ 1..) = pipe.read(&mut buffer) {
        for &byte in &buffer[..read] {
            line.push(byte);
            if matches!(byte, b'\r' | b'\n') {
                match passed(&String::from_utf8_lossy(&line)) {
                    Some(found) => percent(found),
                    None => all.append(&mut line),
                }
                line.clear();
            }
        }
    }
    all.append(&mut line);
    all
}

/// The percentage in a line such as `Writing objects:  45% (450/1000), 12.30 MiB | 1.20 MiB/s`.
fn passed(line: &str) -> Option<u8> {
    let rest = line.strip_prefix("Writing objects:").or_else(|| line.strip_prefix("Receiving objects:"))?;
    rest.split_once('%')?.0.trim().parse().ok()
}

/// A path in the form that git reads from a file. Windows adds a prefix to resolved paths, which git does not
/// understand.
fn plain(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.trim_start_matches(r"\\?\").replace('\\', "/") } else { text.into_owned() }
}

pub(super) fn failed(error: fs::Error) -> Kind {
    Kind::OutputFailed { file: error.path.display().to_string(), reason: error.reason() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_read_from_what_git_says() {
        assert_eq!(passed("Writing objects:  45% (450/1000), 12.30 MiB | 1.20 MiB/s\r"), Some(45));
        assert_eq!(passed("Receiving objects: 100% (3/3), done.\n"), Some(100));
        assert_eq!(passed("remote: Writing objects to disk\n"), None);
    }
}
