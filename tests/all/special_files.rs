//! Pipes, sockets, devices and links where files are expected: nothing waits for ever, and nothing is read that lies elsewhere.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Site, program, temporary_folder};

const FILES: [&str; 7] = [
    "site.toml",
    "content/cities.yaml",
    "content/topics.yaml",
    "content/questionnaire.yaml",
    "content/2024/edition.yaml",
    "content/2024/housing/primersk.md",
    "content/2024/housing/primersk/photo.jpg",
];

/// The commands that read a digest.
const COMMANDS: [&[&str]; 5] = [&["check"], &["build"], &["status"], &["new", "topic", "Парки"], &["suggest"]];

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Puts something that is no regular file at a path.
type Put<'p> = &'p dyn Fn(&Path);

/// A site in which something else is in the place of a file.
fn site_with(file: &str, put: impl Fn(&Path)) -> Site {
    let site = Site::base();
    let path = site.path(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let _ = fs::remove_file(&path);
    put(&path);
    site
}

#[test]
fn special_files_are_reported_without_blocking() {
    // Each command with each kind of file, and with each place: all of them together would be 140 runs.
    for (number, file) in FILES.into_iter().enumerate() {
        let puts: [(&str, Put<'_>); 4] = [
            ("pipe", &|path| pipe(path)),
            ("socket", &|path| drop(UnixListener::bind(path).unwrap())),
            ("device", &|path| symlink("/dev/zero", path).unwrap()),
            ("full", &|path| symlink("/dev/full", path).unwrap()),
        ];
        for (kind, (what, put)) in puts.into_iter().enumerate() {
            let site = site_with(file, put);
            let commands = COMMANDS.into_iter().enumerate().filter(|(command, _)| (command + kind + number) % 3 == 0);
            for (_, command) in commands {
                let run = site.run(command);
                let is_read =
                    !matches!((command[0], file), ("new", other) if other != "site.toml" && !other.contains("topics"));
                assert!(run.code != Some(0) || !is_read, "{what} as {file}: {command:?} is fine");
                assert!(!run.stderr.contains("panicked"), "{what} as {file}: {command:?}: {}", run.stderr);
            }
        }
    }
}

#[test]
fn a_symlink_out_of_the_digest_is_rejected_and_not_read() {
    let elsewhere = temporary_folder();
    let secret = elsewhere.path().join("secret");
    fs::write(&secret, "Тайна: [\n").unwrap();
    for file in FILES {
        let site = site_with(file, |path| symlink(&secret, path).unwrap());
        for command in ["check", "build"] {
            let run = site.run(&[command]);
            assert_eq!(run.code, Some(1), "{file}: {}", run.stderr);
            assert!(
                run.stderr.contains("ведёт за пределы") || run.stderr.contains("leads out of"),
                "{file}: {}",
                run.stderr
            );
            assert!(!run.stderr.contains("Тайна"), "{file}: {}", run.stderr);
        }
    }
    let site = site_with("content", |_| ());
    fs::rename(site.path("content"), elsewhere.path().join("content")).unwrap();
    symlink(elsewhere.path().join("content"), site.path("content")).unwrap();
    assert_eq!(site.run(&["check"]).code, Some(1));
    // A link to another file of the same folder is nothing bad.
    let site = Site::base();
    fs::rename(site.path("content/topics.yaml"), site.path("content/.topics")).unwrap();
    symlink(".topics", site.path("content/topics.yaml")).unwrap();
    let run = site.run(&["check"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn a_theme_reads_only_its_own_regular_files() {
    let theme = |put: &dyn Fn(&Path)| {
        let site = Site::base()
            .append("site.toml", "theme = \"own\"\n")
            .file("themes/own/theme.toml", "extends = \"default\"\n");
        fs::create_dir_all(site.path("themes/own/assets")).unwrap();
        put(&site.path("themes/own/assets/extra.css"));
        site
    };
    let puts: [&dyn Fn(&Path); 4] = [
        &|path| pipe(path),
        &|path| symlink("/dev/zero", path).unwrap(),
        &|path| symlink("../../../content/cities.yaml", path).unwrap(),
        &|path| symlink("nothing", path).unwrap(),
    ];
    for (number, put) in puts.into_iter().enumerate() {
        let run = theme(put).run(&["build"]);
        assert_eq!(run.code, Some(1), "{number}: {}", run.stderr);
    }
    let site = theme(&|path| symlink("../theme.toml", path).unwrap());
    assert_eq!(site.run(&["build"]).code, Some(0), "a link inside the theme is refused");
    let site = Site::base().append("site.toml", "theme = \"own\"\n");
    fs::create_dir_all(site.path("themes")).unwrap();
    symlink("../content", site.path("themes/own")).unwrap();
    assert_eq!(site.run(&["check"]).code, Some(1));
}

#[test]
fn import_reads_only_regular_files_of_its_folder() {
    let elsewhere = temporary_folder();
    fs::write(elsewhere.path().join("letter.md"), "1. Тайна\n").unwrap();
    let site = Site::base();
    let inbox = site.path("inbox");
    fs::create_dir(&inbox).unwrap();
    pipe(&inbox.join("pipe.md"));
    symlink("/dev/zero", inbox.join("device.md")).unwrap();
    symlink(elsewhere.path().join("letter.md"), inbox.join("link.md")).unwrap();
    symlink(elsewhere.path(), inbox.join("folder")).unwrap();
    let run = site.run(&["import", inbox.to_str().unwrap(), "--dry-run"]);
    assert!(!run.stderr.contains("Тайна") && !run.stdout.contains("Тайна"), "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("ведёт за пределы") || run.stderr.contains("leads out of"), "{}", run.stderr);
    // Named by itself a pipe is not waited for either.
    let run = site.run(&["import", inbox.join("pipe.md").to_str().unwrap(), "--dry-run"]);
    assert_ne!(run.code, Some(0));
}

/// Where nothing can be written there is an exit code, and no panic.
#[cfg(target_os = "linux")]
#[test]
fn a_full_device_gives_an_exit_code_and_no_panic() {
    let site = Site::base().build();
    let words: [&[&str]; 11] = [
        &["--help"],
        &["--version"],
        &["check"],
        &["check", "--format", "json"],
        &["check", "--format", "github"],
        &["build"],
        &["status"],
        &["suggest"],
        &["man"],
        &["completions", "bash"],
        &["new", "topic", "Парки города", "--dry-run"],
    ];
    for words in words {
        let full = || Stdio::from(fs::File::options().write(true).open("/dev/full").unwrap());
        let run = |out: Stdio, err: Stdio| {
            let mut command = program();
            command.args(words).stdout(out).stderr(err).current_dir(site.path(""));
            command.output().unwrap()
        };
        let output = run(full(), Stdio::piped());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!said.contains("panicked"), "{words:?}: {said}");
        let speaks = words != ["suggest"] && words != ["check", "--format", "github"];
        assert!(output.status.code() == Some(2) || !speaks, "{words:?}: {:?} {said}", output.status);
        assert!(
            said.contains("на диске нет места") || said.contains("the disk is full") || !speaks,
            "{words:?}: {said}"
        );
        // With the errors gone as well.
        assert!(matches!(run(full(), full()).status.code(), Some(0..=2)), "{words:?}");
        // A reader that has seen enough.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = run(writer.into(), Stdio::piped());
        assert!(matches!(output.status.code(), Some(0 | 2)), "{words:?}: {:?}", output.status);
        assert_eq!(String::from_utf8(output.stderr).unwrap().matches("panicked").count(), 0, "{words:?}");
    }
}
