//! Runs git; no other module starts it.
//!
//! Git runs with English messages, because [`failure`] parses them, and in the repository of the digest, whatever the
//! environment variables say. The editor's configuration stays in force: credential helpers, proxies, keys, URL
//! rewriting.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Output, Stdio};

use super::failure;
use super::output::GitOutput;
use asdg_base::fs;
use asdg_base::problem::Kind;

/// Environment variables that would make git use another repository. A program that runs inside a hook inherits them.
const REPOSITORY_VARIABLES: [&str; 10] = [
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

/// Settings that override the editor's, which could change the result or run programs.
const CONFIG_OVERRIDES: [&str; 10] = [
    // Old Windows configurations say windows-1251 here; the message is UTF-8.
    "i18n.commitEncoding=UTF-8",
    "i18n.logOutputEncoding=UTF-8",
    // These would write files into the repository, although the index is a temporary file.
    "core.splitIndex=false",
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    // Hooks are for the editor's own commits. There is nothing below a device, so git finds no hooks.
    "core.hooksPath=/dev/null",
    // Since git 2.54 settings can define hooks as well. Our commands would run only these.
    "hook.reference-transaction.enabled=false",
    "hook.post-index-change.enabled=false",
    "hook.pre-push.enabled=false",
    "hook.pre-auto-gc.enabled=false",
];

/// Runs git in the folder of the digest.
pub(super) struct Git<'a> {
    folder: &'a Path,
    interactive: bool,
    /// The folder for new objects, if they do not go into the repository.
    objects: Option<PathBuf>,
}

/// Why the input of git is incomplete.
pub(super) enum InputError {
    /// The input could not be read.
    Source(Kind),
    /// git closed its input. Its error output has the reason.
    Pipe,
}

impl<'a> Git<'a> {
    /// Opens a folder, which must be in a git repository.
    pub(super) fn open(folder: &'a Path, interactive: bool) -> Result<Self, Kind> {
        let git = Self { folder, interactive, objects: None };
        let output = git.run(&["rev-parse", "--git-dir"])?;
        let absolute = || fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()).display().to_string();
        match output {
            GitOutput { success: true, .. } => Ok(git),
            GitOutput { stderr, .. } if stderr.contains("dubious ownership") => {
                // The folder must be written exactly as git prints it here.
                let printed = stderr
                    .lines()
                    .find_map(|line| line.trim().strip_prefix("git config --global --add safe.directory "));
                Err(Kind::PublishUntrusted {
                    folder: printed.map_or_else(absolute, |path| path.trim_matches('\'').to_owned()),
                })
            }
            GitOutput { stderr, .. } if stderr.contains("not a git repository") => {
                Err(Kind::PublishNoRepository { folder: absolute() })
            }
            output => Err(failure::of_command(&output)),
        }
    }

    /// Puts new objects into a temporary folder. Git still finds the objects of the repository.
    pub(super) fn with_temporary_objects(self, work: &Path) -> Result<Self, Kind> {
        let own = self.output(&["rev-parse", "--git-path", "objects"])?;
        let own = fs::canonicalize(&self.folder.join(own)).map_err(file_error)?;
        let objects = work.join("objects");
        fs::create_dir_all(&objects.join("info")).map_err(file_error)?;
        fs::write(&objects.join("info/alternates"), format!("{}\n", path_for_git(&own)).as_bytes())
            .map_err(file_error)?;
        Ok(Self { objects: Some(objects), ..self })
    }

    /// Runs a command.
    pub(super) fn run(&self, args: &[&str]) -> Result<GitOutput, Kind> {
        let output = self.command(args).stdin(Stdio::null()).output();
        Ok(git_output(args, output.map_err(|error| not_started(&error, args))?))
    }

    /// Runs a command that must succeed, and returns its output without the line end.
    pub(super) fn output(&self, args: &[&str]) -> Result<String, Kind> {
        let output = self.run(args)?;
        if output.success {
            Ok(output.stdout.trim_end_matches(['\r', '\n']).to_owned())
        } else {
            Err(failure::of_command(&output))
        }
    }

    /// Whether a setting of the editor is on.
    pub(super) fn is_set(&self, setting: &str) -> Result<bool, Kind> {
        Ok(self.run(&["config", "--type=bool", "--get", setting])?.stdout.trim_end() == "true")
    }

    /// The folder in the repository for temporary files of the program.
    pub(super) fn work_folder(&self) -> Result<PathBuf, Kind> {
        Ok(self.folder.join(self.output(&["rev-parse", "--git-path", "asdg-site"])?))
    }

    /// Runs a command that must succeed, with these environment variables and the input that `write_input` writes.
    /// Returns its output.
    pub(super) fn run_with_input(
        &self,
        args: &[&str],
        variables: &[(&str, &OsStr)],
        write_input: impl FnOnce(&mut dyn Write) -> Result<(), InputError>,
    ) -> Result<String, Kind> {
        let mut command = self.command(args);
        command.envs(variables.iter().copied()).stdin(Stdio::piped());
        let mut child = spawn(command, args)?;
        let written = match child.stdin.take() {
            Some(mut pipe) => write_input(&mut pipe).and_then(|()| pipe.flush().map_err(|_| InputError::Pipe)),
            None => Err(InputError::Pipe),
        };
        if let Err(InputError::Source(kind)) = written {
            // git must not use an incomplete site.
            let _ = child.kill();
            let _ = child.wait();
            return Err(kind);
        }
        let output = child.wait_with_output().map_err(|error| not_started(&error, args))?;
        let output = git_output(args, output);
        if output.success && written.is_ok() { Ok(output.stdout) } else { Err(failure::of_command(&output)) }
    }

    /// Runs a command that talks to a remote, and reports its progress.
    pub(super) fn transfer(&self, args: &[&str], percent: &mut dyn FnMut(u8)) -> Result<GitOutput, Kind> {
        let mut command = self.command(args);
        command.stdin(Stdio::null());
        let mut child = spawn(command, args)?;
        let (pipe, mut out) = (child.stderr.take(), child.stdout.take());
        let (stdout, stderr) = std::thread::scope(|scope| {
            let stdout = scope.spawn(move || {
                let mut bytes = Vec::new();
                // If reading fails, a message may lack some output. The exit code tells whether git succeeded.
                let _ = out.as_mut().map(|out| out.read_to_end(&mut bytes));
                bytes
            });
            let stderr = pipe.map(|pipe| read_stderr(pipe, percent)).unwrap_or_default();
            (stdout.join().unwrap_or_default(), stderr)
        });
        let status = child.wait().map_err(|error| not_started(&error, args))?;
        Ok(git_output(args, Output { status, stdout, stderr }))
    }

    /// Packs the objects of many publications when git finds it necessary. Git does this in the background.
    pub(super) fn collect_garbage(&self) {
        // A failure does not matter: the site is published already, and the next publication tries again.
        let _ = self.run(&["gc", "--auto", "--quiet"]);
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(self.folder).stdout(Stdio::piped()).stderr(Stdio::piped());
        for name in REPOSITORY_VARIABLES {
            command.env_remove(name);
        }
        // `git replace` concerns only this repository, not what is published. Without the last variable, `status` would
        // rewrite the editor's index.
        command
            .env("LC_ALL", "C")
            .env_remove("LANGUAGE")
            .env("GIT_NO_REPLACE_OBJECTS", "1")
            .env("GIT_OPTIONAL_LOCKS", "0");
        if !self.interactive {
            // Prevents only questions on the terminal; credential managers may still open a window.
            command.env("GIT_TERMINAL_PROMPT", "0");
        }
        if let Some(objects) = &self.objects {
            command.env("GIT_OBJECT_DIRECTORY", objects);
        }
        for setting in CONFIG_OVERRIDES {
            command.args(["-c", setting]);
        }
        command.args(args);
        command
    }
}

fn spawn(mut command: Command, args: &[&str]) -> Result<Child, Kind> {
    command.spawn().map_err(|error| not_started(&error, args))
}

fn not_started(error: &std::io::Error, args: &[&str]) -> Kind {
    match error.kind() {
        std::io::ErrorKind::NotFound => Kind::PublishNoGit,
        _ => Kind::PublishGitFailed { command: command_name(args), detail: error.to_string() },
    }
}

fn git_output(args: &[&str], output: Output) -> GitOutput {
    let Output { status, stdout, stderr } = output;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    GitOutput { success: status.success(), stdout: text(stdout), stderr: text(stderr), command: command_name(args) }
}

/// The command as a message names it, without its options: `git push`.
fn command_name(args: &[&str]) -> String {
    format!("git {}", args.first().unwrap_or(&""))
}

/// Reads git's messages while it runs. `percent` gets the progress, the rest is returned. Each progress line ends in a
/// carriage return and replaces the line before it.
fn read_stderr(mut pipe: ChildStderr, percent: &mut dyn FnMut(u8)) -> Vec<u8> {
    let (mut messages, mut line, mut buffer) = (Vec::new(), Vec::new(), [0; 4096]);
    while let Ok(read @ 1..) = pipe.read(&mut buffer) {
        for &byte in &buffer[..read] {
            line.push(byte);
            if matches!(byte, b'\r' | b'\n') {
                match progress_percent(&String::from_utf8_lossy(&line)) {
                    Some(value) => percent(value),
                    None => messages.append(&mut line),
                }
                line.clear();
            }
        }
    }
    messages.append(&mut line);
    messages
}

/// Parses the percentage of a progress line such as `Writing objects:  45% (450/1000), 12.30 MiB | 1.20 MiB/s`.
fn progress_percent(line: &str) -> Option<u8> {
    let rest = line.strip_prefix("Writing objects:").or_else(|| line.strip_prefix("Receiving objects:"))?;
    rest.split_once('%')?.0.trim().parse().ok()
}

/// A path in the form that git reads from a file. On Windows a canonical path has the prefix `\\?\`, which git does not
/// understand.
fn path_for_git(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.trim_start_matches(r"\\?\").replace('\\', "/") } else { text.into_owned() }
}

/// The problem for a file of git that cannot be read or written.
pub(super) fn file_error(error: fs::Error) -> Kind {
    Kind::OutputFailed { file: error.path.display().to_string(), reason: error.reason() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_lines_have_a_percentage() {
        assert_eq!(progress_percent("Writing objects:  45% (450/1000), 12.30 MiB | 1.20 MiB/s\r"), Some(45));
        assert_eq!(progress_percent("Receiving objects: 100% (3/3), done.\n"), Some(100));
        assert_eq!(progress_percent("remote: Writing objects to disk\n"), None);
    }
}
