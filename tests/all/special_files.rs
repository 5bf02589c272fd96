//! Pipes, sockets, devices and symbolic links in place of files: no command blocks, and none reads files outside of the
//! site.
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

/// A function that creates a special file at a path.
type Create<'p> = &'p dyn Fn(&Path);

/// The base site with a special file in place of a file.
fn site_with(file: &str, create: impl Fn(&Path)) -> Site {
    let site = Site::base();
    let path = site.path(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let _ = fs::remove_file(&path);
    create(&path);
    site
}

#[test]
fn special_files_are_reported_without_blocking() {
    // Each command with each type of file, and each command with each path: all combinations would be 140 runs.
    for (file_number, file) in FILES.into_iter().enumerate() {
        let creators: [(&str, Create<'_>); 4] = [
            ("pipe", &|path| pipe(path)),
            ("socket", &|path| drop(UnixListener::bind(path).unwrap())),
            ("device", &|path| symlink("/dev/zero", path).unwrap()),
            ("full", &|path| symlink("/dev/full", path).unwrap()),
        ];
        for (type_number, (type_name, create)) in creators.into_iter().enumerate() {
            let site = site_with(file, create);
            let commands =
                COMMANDS.into_iter().enumerate().filter(|(command, _)| (command + type_number + file_number) % 3 == 0);
            for (_, command) in commands {
                let run = site.run(command);
                let is_read =
                    !matches!((command[0], file), ("new", other) if other != "site.toml" && !other.contains("topics"));
                assert!(run.code != Some(0) || !is_read, "{type_name} as {file}: {command:?} is fine");
                assert!(!run.stderr.contains("panicked"), "{type_name} as {file}: {command:?}: {}", run.stderr);
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
    // A link to another file of the same folder is allowed.
    let site = Site::base();
    fs::rename(site.path("content/topics.yaml"), site.path("content/.topics")).unwrap();
    symlink(".topics", site.path("content/topics.yaml")).unwrap();
    let run = site.run(&["check"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn a_theme_reads_only_its_own_regular_files() {
    let theme = |create: &dyn Fn(&Path)| {
        let site = Site::base()
            .append("site.toml", "theme = \"own\"\n")
            .file("themes/own/theme.toml", "extends = \"default\"\n");
        fs::create_dir_all(site.path("themes/own/assets")).unwrap();
        create(&site.path("themes/own/assets/extra.css"));
        site
    };
    let creators: [&dyn Fn(&Path); 4] = [
        &|path| pipe(path),
        &|path| symlink("/dev/zero", path).unwrap(),
        &|path| symlink("../../../content/cities.yaml", path).unwrap(),
        &|path| symlink("nothing", path).unwrap(),
    ];
    for (index, create) in creators.into_iter().enumerate() {
        let run = theme(create).run(&["build"]);
        assert_eq!(run.code, Some(1), "{index}: {}", run.stderr);
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
    // A pipe that is named as the file to import does not block either.
    let run = site.run(&["import", inbox.join("pipe.md").to_str().unwrap(), "--dry-run"]);
    assert_ne!(run.code, Some(0));
}

/// If the output cannot be written, the exit code says so and the program does not panic.
#[cfg(target_os = "linux")]
#[test]
fn a_full_device_gives_an_exit_code_and_no_panic() {
    let site = Site::base().build();
    let args: [&[&str]; 11] = [
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
    for args in args {
        let full_device = || Stdio::from(fs::File::options().write(true).open("/dev/full").unwrap());
        let run = |out: Stdio, err: Stdio| {
            let mut command = program();
            command.args(args).stdout(out).stderr(err).current_dir(site.path(""));
            command.output().unwrap()
        };
        let output = run(full_device(), Stdio::piped());
        let stderr_text = String::from_utf8(output.stderr).unwrap();
        assert!(!stderr_text.contains("panicked"), "{args:?}: {stderr_text}");
        let has_output = args != ["suggest"] && args != ["check", "--format", "github"];
        assert!(output.status.code() == Some(2) || !has_output, "{args:?}: {:?} {stderr_text}", output.status);
        assert!(
            stderr_text.contains("на диске нет места") || stderr_text.contains("the disk is full") || !has_output,
            "{args:?}: {stderr_text}"
        );
        // The standard error cannot be written either.
        assert!(matches!(run(full_device(), full_device()).status.code(), Some(0..=2)), "{args:?}");
        // The reader has closed the pipe.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = run(writer.into(), Stdio::piped());
        assert!(matches!(output.status.code(), Some(0 | 2)), "{args:?}: {:?}", output.status);
        assert_eq!(String::from_utf8(output.stderr).unwrap().matches("panicked").count(), 0, "{args:?}");
    }
}
