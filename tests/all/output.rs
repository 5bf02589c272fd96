//! The output folder: a site is written as a whole or not at all, files of the user are kept, unchanged files are not
//! rewritten.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::support::{Site, expect_problem, files, program, project};

#[test]
fn unchanged_files_keep_their_time_and_stale_ones_are_removed() {
    // With two editions both builds have something to compare, so the script of all pages does not change.
    let site = Site::base().file("content/2023/housing/primersk.md", "## 1. Итоги\n\nПостроен мост.\n").build();
    let old = SystemTime::now() - Duration::from_secs(86_400);
    for (path, _) in files(&site.path("public")) {
        fs::File::options().write(true).open(site.path("public").join(path)).unwrap().set_modified(old).unwrap();
    }
    let site = site.without("content/2024/housing/vydumsk.md").build();
    let time = |path: &str| fs::metadata(site.path("public").join(path)).unwrap().modified().unwrap();
    assert!(!site.path("public/2024/housing/vydumsk").exists(), "the page of a response that is gone stayed");
    assert_eq!(time("assets/icon.svg"), old);
    assert_eq!(time("topics/roads/index.html"), old);
    assert!(time("2024/housing/index.html") > old);
}

#[test]
fn a_failed_build_keeps_the_old_site() {
    let site = Site::base().build();
    let before = files(&site.path("public"));
    let site = site.answer("[а](city:nowhere)");
    assert_eq!(site.run(&["build"]).code, Some(1));
    assert_eq!(files(&site.path("public")), before);
    let site = with_broken_template(site.answer("Текст"));
    assert_eq!(site.run(&["build"]).code, Some(1));
    assert_eq!(files(&site.path("public")), before);
    assert_eq!(leftovers(&site), Vec::<String>::new());
}

/// Adds a theme that fails when pages are rendered, after the output folder was opened.
fn with_broken_template(site: Site) -> Site {
    site.file("themes/own/theme.toml", "extends = \"default\"\n")
        .append("site.toml", "theme = \"own\"\n")
        .file("themes/own/templates/city.html", "{{ nothing }}")
}

/// Returns the hidden files and folders that a build left next to the output folder.
fn leftovers(site: &Site) -> Vec<String> {
    let names = fs::read_dir(site.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with('.')).collect()
}

#[test]
fn files_of_the_user_are_kept() {
    let site = Site::base().build();
    let site = site
        .file("public/CNAME", "example.org")
        .file("public/.git/config", "x")
        .file("public/cities/note.txt", "y")
        .build();
    assert_eq!(site.page("CNAME"), "example.org");
    assert_eq!(site.page(".git/config"), "x");
    assert_eq!(site.page("cities/note.txt"), "y");
}

#[test]
fn a_foreign_output_folder_is_never_changed() {
    let site = Site::base().file("public/letter.docx", "x");
    assert_eq!(site.run(&["build"]).code, Some(2));
    assert_eq!(files(&site.path("public")), [("letter.docx".to_owned(), b"x".to_vec())]);
    assert_eq!(leftovers(&site), Vec::<String>::new());
}

#[test]
fn overlapping_output_and_source_folders_are_rejected() {
    for folder in ["content/public", ".", "content", "themes/public"] {
        let site = Site::base().file("themes/note.txt", "x");
        let output = site.path(folder);
        let run = site.run(&["build", "--output", output.to_str().unwrap()]);
        assert_eq!(run.code, Some(2), "{folder}: {}", run.stderr);
        assert!(site.path("content/cities.yaml").exists());
    }
}

#[test]
fn a_page_never_overwrites_a_file_of_the_user() {
    let site = Site::base().without("content/2024/housing/vydumsk.md").build();
    let foreign = "public/2024/housing/vydumsk/index.html";
    let site = site.file(foreign, "моё").file("content/2024/housing/vydumsk.md", "## 1. Итоги\n\nТекст\n");
    expect_problem("output-collision", &site, &["build"]);
    assert_eq!(fs::read_to_string(site.path(foreign)).unwrap(), "моё");
}

#[test]
fn a_build_is_rejected_while_another_holds_the_lock() {
    let site = Site::base().file(".public.asdg-site/lock", "");
    let lock = fs::File::options().write(true).open(site.path(".public.asdg-site/lock")).unwrap();
    lock.lock().unwrap();
    expect_problem("output-busy", &site, &["build"]);
    drop(lock);
    site.build();
}

/// Nothing is created in the folder or next to it.
#[cfg(unix)]
#[test]
fn a_mount_point_is_rejected_as_output_folder() {
    let site = with_broken_template(Site::base());
    expect_problem("output-mount", &site, &["build", "--output", "/proc"]);
    assert!(!std::path::Path::new("/.proc.asdg-site").exists());
}

/// Deletes the work folder again and again during builds. The output folder has a complete site, whatever the exit
/// code.
#[cfg(unix)]
#[test]
fn deleting_the_work_folder_leaves_a_complete_site() {
    let site = Site::base().build_with(&["--quiet"]);
    let old = files(&site.path("public"));
    let site = site.file("site.toml", "title = \"Другой пример\"\n");
    let new = files(&Site::copy_of(&site.path("")).without("public").build_with(&["--quiet"]).path("public"));
    let work = site.path(".public.asdg-site");
    let mut deletions = 0;
    for round in 0..6 {
        let mut child = program()
            .args(["build", "--quiet", "--site"])
            .arg(site.path(""))
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let code = loop {
            if work.exists() && round % 2 == 0 {
                deletions += usize::from(fs::remove_dir_all(&work).is_ok());
            }
            if let Some(status) = child.try_wait().unwrap() {
                break status.code();
            }
        };
        let now = files(&site.path("public"));
        assert!(now == new || (now == old && code == Some(2)), "round {round}: exit {code:?}");
    }
    assert!(deletions > 0, "the work folder was never there");
    assert_eq!(leftovers(&site), Vec::<String>::new());
}

/// Builds in two windows, or of a workflow and an editor: after each one the output folder has a complete site.
#[test]
fn concurrent_builds_leave_complete_sites() {
    let site = Site::base();
    let other = Site::base().file("site.toml", "title = \"Другой пример\"\n");
    let built_files = |site: &Site| {
        let run = site.run(&["build", "--quiet"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        files(&site.path("public"))
    };
    let (first, second) = (built_files(&site), built_files(&other));
    let output = site.path("public");
    let start = |site: &Site| {
        let mut command = program();
        command.args(["build", "--quiet", "--site"]).arg(site.path("")).arg("--output").arg(&output);
        command.stderr(std::process::Stdio::null()).spawn().unwrap()
    };
    let mut built = 0;
    for _ in 0..6 {
        let builds = [start(&site), start(&other), start(&site), start(&other)];
        let codes = builds.map(|mut build| build.wait().unwrap().code());
        built += codes.iter().filter(|code| **code == Some(0)).count();
        assert!(codes.iter().all(|code| matches!(code, Some(0 | 2))), "{codes:?}");
        let now = files(&output);
        assert!(now == first || now == second, "{codes:?}: a mixture");
    }
    assert!(built >= 6, "{built}");
    assert_eq!(leftovers(&site), Vec::<String>::new());
}

/// The user copies photographs into the output folder while the site is built.
#[test]
fn files_added_during_a_build_are_kept() {
    let site = Site::base().build();
    let folder = site.path("public");
    let mut added = Vec::new();
    for round in 0..4 {
        let mut child = program().args(["build", "--quiet", "--site"]).arg(site.path("")).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            let name = format!("photo-{}.jpg", added.len());
            // If the folders are exchanged in two steps, the folder is missing for a moment.
            if added.len() < 400 * (round + 1) && fs::write(folder.join(&name), &name).is_ok() {
                added.push(name);
            }
        }
    }
    for name in &added {
        assert_eq!(
            fs::read_to_string(folder.join(name)).ok().as_ref(),
            Some(name),
            "{name} of {} is lost",
            added.len()
        );
    }
    assert!(added.len() > 10, "{}", added.len());
    assert_eq!(leftovers(&site), Vec::<String>::new());
}

/// A limit on the size of files stops a build in the middle, as a full disk does.
#[cfg(unix)]
#[test]
fn a_full_disk_keeps_the_old_site() {
    let site = Site::base().build();
    let before = files(&site.path("public"));
    let long = "Длинный ответ, который не поместится. ".repeat(2_000);
    let site = site.answer(&long);
    for (language, file) in [("ru", "ru.txt"), ("en", "en.txt")] {
        let script = format!(
            "trap '' XFSZ; ulimit -f 64; exec '{}' build --site '{}' --lang {language}",
            env!("CARGO_BIN_EXE_asdg-site"),
            site.path("").display()
        );
        let output = std::process::Command::new("bash").args(["-c", &script]).output().unwrap();
        let real = site.path("").canonicalize().unwrap();
        let text = String::from_utf8(output.stderr).unwrap().replace(real.to_str().unwrap(), "SITE");
        let text = format!("{text}exit code {}\n", output.status.code().unwrap());
        crate::support::expect_file(&project("tests/problems/output-failed").join(file), &text);
        assert_eq!(files(&site.path("public")), before);
        assert_eq!(leftovers(&site), Vec::<String>::new());
    }
}

/// Kills builds at several moments: the output folder has the old site or the new one, and the next build succeeds.
/// `tests/output/kills.py` does the same any number of times.
#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let old_site = Site::base().build_with(&["--quiet"]);
    let old = files(&old_site.path("public"));
    let site = old_site.file("site.toml", "title = \"Другой пример\"\n");
    let start = std::time::Instant::now();
    let new = {
        let site = Site::copy_of(&site.path("")).without("public").build_with(&["--quiet"]);
        files(&site.path("public"))
    };
    let build_time = start.elapsed();
    assert_ne!(old, new);
    let mut seen_old = 0;
    for moment in 0..8 {
        let mut child = program().args(["build", "--quiet", "--site"]).arg(site.path("")).spawn().unwrap();
        std::thread::sleep(build_time * moment / 6);
        child.kill().unwrap();
        child.wait().unwrap();
        let now = files(&site.path("public"));
        assert!(now == old || now == new, "moment {moment}: neither the old site nor the new one");
        if now == new {
            break;
        }
        seen_old += 1;
    }
    assert!(seen_old > 0, "no build was killed before its end");
    let site = site.build_with(&["--quiet"]);
    assert_eq!(files(&site.path("public")), new);
    assert_eq!(leftovers(&site), Vec::<String>::new());
}

/// Where folders cannot be exchanged in one step, it takes two. If a build is killed between them, the next build first
/// restores the old site.
#[test]
fn a_site_moved_aside_by_a_killed_build_is_restored() {
    let site = Site::base().build();
    let before = files(&site.path("public"));
    fs::create_dir_all(site.path(".public.asdg-site")).unwrap();
    fs::rename(site.path("public"), site.path(".public.asdg-site/old")).unwrap();
    let site = site.answer("[а](city:nowhere)");
    // The content has errors, so nothing is built. A build opens the output folder only after the checks.
    assert_eq!(site.run(&["build"]).code, Some(1));
    let site = with_broken_template(site.answer("Текст"));
    assert_eq!(site.run(&["build"]).code, Some(1));
    assert_eq!(files(&site.path("public")), before);
}
