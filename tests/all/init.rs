//! The command `init`: a new digest has no problems, and no existing file is overwritten.

use std::fs;
use std::path::Path;

use crate::support::{Run, Site, files, program, project, run_in_folder, temporary_folder};

/// Runs `init` with options, without a terminal.
fn init(folder: &Path, args: &[&str]) -> Run {
    let folder = folder.to_str().unwrap();
    run_in_folder(Path::new("."), &[&["init", folder], args].concat())
}

fn file_names(folder: &Path) -> Vec<String> {
    files(folder).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_new_digest_builds_strictly_in_both_languages() {
    for (language, response) in [("ru", "obraztsovsk"), ("en", "samplegrad")] {
        let folder = temporary_folder();
        let digest = folder.path().join("new/digest");
        let run = init(&digest, &["--language", language, "--lang", language, "--year", "2024"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
        assert_eq!(
            file_names(&digest),
            [
                ".github/workflows/pages.yml",
                ".gitignore",
                "README.md",
                "content/2024/edition.yaml",
                &format!("content/2024/organizational-work/{response}.md"),
                "content/cities.yaml",
                "content/courses.yaml",
                "content/questionnaire.yaml",
                "content/sectors.yaml",
                "content/topics.yaml",
                "site.toml",
            ]
        );
        let site = Site::copy_of(&digest);
        let run = site.run(&["build", "--strict"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
        let page = site.page(&format!("2024/organizational-work/{response}/index.html"));
        assert!(page.contains(if language == "ru" { "Это проба" } else { "This is a trial" }), "{page}");
        assert!(page.contains("topics/city-events/index.html") && page.contains("courses/appeals-work/index.html"));
        // No placeholder of a template is left.
        for (name, bytes) in files(&digest) {
            let text = String::from_utf8(bytes).unwrap();
            let marks = ["@title@", "@year@", "@next_year@", "@publisher@", "@heading@", "@repository@", "@version@"];
            assert!(!marks.iter().any(|mark| text.contains(mark)), "{name}");
        }
    }
}

#[test]
fn options_replace_questions() {
    let folder = temporary_folder();
    let title = "Дайджест \"Небывалое\" @year@";
    let run =
        init(folder.path(), &["--title", title, "--publisher", "Бюро 'Выдумка'", "--year", "2019", "--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.starts_with("Дайджест создан: "), "{}", run.stdout);
    let settings: toml::Table = toml::from_str(&fs::read_to_string(folder.path().join("site.toml")).unwrap()).unwrap();
    assert_eq!(settings["title"].as_str(), Some(title));
    assert_eq!(settings["publisher"].as_str(), Some("Бюро 'Выдумка'"));
    assert!(folder.path().join("content/2019/edition.yaml").exists());
    assert_eq!(Site::copy_of(folder.path()).run(&["check", "--strict"]).code, Some(0));
}

#[test]
fn without_a_terminal_defaults_are_used() {
    let folder = temporary_folder();
    let run = init(folder.path(), &["--lang", "ru"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let settings = fs::read_to_string(folder.path().join("site.toml")).unwrap();
    assert!(settings.contains("title = \"Дайджест городов\"") && settings.contains("language = \"ru\""), "{settings}");
    let years: Vec<u16> = fs::read_dir(folder.path().join("content"))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok())
        .collect();
    assert!(matches!(years.as_slice(), [2025..=2100]), "{years:?}");
}

#[test]
fn existing_files_are_reported_and_not_overwritten() {
    let folder = temporary_folder();
    fs::create_dir_all(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/cities.yaml"), "omsk:\n  name: Омск\n").unwrap();
    fs::write(folder.path().join("README.md"), "моё").unwrap();
    fs::write(folder.path().join("письмо.docx"), "моё").unwrap();
    let before = files(folder.path());
    let run = init(folder.path(), &["--lang", "ru"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("такие файлы уже есть: content/cities.yaml, README.md\n"), "{}", run.stderr);
    assert_eq!(files(folder.path()), before);
    // Other files do not matter and are kept.
    fs::remove_file(folder.path().join("content/cities.yaml")).unwrap();
    fs::remove_file(folder.path().join("README.md")).unwrap();
    assert_eq!(init(folder.path(), &[]).code, Some(0));
    assert_eq!(fs::read_to_string(folder.path().join("письмо.docx")).unwrap(), "моё");
}

#[test]
fn a_file_in_place_of_the_folder_is_reported() {
    let folder = temporary_folder();
    let file = folder.path().join("digest");
    fs::write(&file, "моё").unwrap();
    let run = init(&file, &["--lang", "ru"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("не удаётся записать «site.toml»"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), "моё");
}

#[test]
fn the_program_contains_the_example() {
    let folder = temporary_folder();
    let run = init(folder.path(), &["--example", "--lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.starts_with("The example is copied: "), "{}", run.stdout);
    let original = files(&project("examples/digest"));
    let original: Vec<_> = original.into_iter().filter(|(name, _)| !name.starts_with("public/")).collect();
    assert_eq!(file_names(folder.path()), original.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
    assert!(files(folder.path()) == original, "a file of the example differs");
    let output = program().args(["init", "--example", "--title", "x"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_dry_run_lists_files_and_writes_nothing() {
    let folder = temporary_folder();
    let digest = folder.path().join("digest");
    let run = init(&digest, &["--dry-run", "--year", "2024", "--lang", "ru"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.starts_with("Было бы записано:\n  site.toml (новый файл)\n"), "{}", run.stdout);
    assert!(!digest.exists());
}

/// The step of the workflow that downloads the program, with a folder in place of the repository.
#[cfg(target_os = "linux")]
mod workflow {
    use std::process::{Command, Output};

    use super::*;

    /// Creates a repository with a release: the archive of the program and its checksum. Returns its address.
    fn create_release(folder: &Path) -> String {
        let target = folder.join(release_folder());
        fs::create_dir_all(target.join("asdg-site-x86_64-unknown-linux-gnu")).unwrap();
        fs::write(target.join("asdg-site-x86_64-unknown-linux-gnu/asdg-site"), "#!/bin/sh\necho here\n").unwrap();
        let output = Command::new("bash")
            .args(["-ec", "chmod +x */asdg-site; tar -czf asdg-site-x86_64-unknown-linux-gnu.tar.gz asdg-site-x86_64-unknown-linux-gnu; \
                    sha256sum asdg-site-*.tar.gz > SHA256SUMS; echo \"$(printf '0%.0s' $(seq 64))  asdg-site-aarch64-apple-darwin.tar.gz\" >> SHA256SUMS"])
            .current_dir(&target)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        format!("file://{}", folder.join("repository").display())
    }

    /// The folder of the release of this version.
    fn release_folder() -> String {
        format!("repository/releases/download/v{}", env!("CARGO_PKG_VERSION"))
    }

    fn run_download_step(folder: &Path, language: &str, repository: &str) -> Output {
        run_download_step_with(folder, language, repository, "")
    }

    fn run_download_step_with(folder: &Path, language: &str, repository: &str, checksum: &str) -> Output {
        let digest = folder.join(format!("digest-{language}"));
        if !digest.exists() {
            assert_eq!(init(&digest, &["--language", language]).code, Some(0));
        }
        let text = fs::read_to_string(digest.join(".github/workflows/pages.yml")).unwrap();
        let workflow: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
        let steps = workflow["jobs"]["build"]["steps"].as_sequence().unwrap();
        let step = steps.iter().find(|step| step["name"].as_str() == Some("Get asdg-site")).unwrap();
        let temporary = folder.join("runner");
        fs::create_dir_all(&temporary).unwrap();
        Command::new("bash")
            .args(["-eo", "pipefail", "-c", step["run"].as_str().unwrap()])
            .env("REPOSITORY", repository)
            .env("VERSION", step["env"]["VERSION"].as_str().unwrap())
            .env("SHA256", checksum)
            .env("RUNNER_TEMP", &temporary)
            .env("GITHUB_PATH", folder.join("path"))
            .output()
            .unwrap()
    }

    #[test]
    fn downloads_the_program_and_verifies_its_checksum() {
        let folder = temporary_folder();
        let repository = create_release(folder.path());
        let output = run_download_step(folder.path(), "ru", &repository);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let path = fs::read_to_string(folder.path().join("path")).unwrap();
        let program = Command::new(Path::new(path.trim()).join("asdg-site")).output().unwrap();
        assert_eq!(program.stdout, b"here\n");
    }

    #[test]
    fn rejects_a_program_that_does_not_match_the_pinned_checksum() {
        let folder = temporary_folder();
        let repository = create_release(folder.path());
        let output = run_download_step(folder.path(), "en", &repository);
        let log = String::from_utf8(output.stdout).unwrap();
        let (_, rest) = log.split_once(" is ").expect("the checksum is not told");
        let checksum = rest.split('.').next().unwrap();
        assert_eq!(checksum.len(), 64, "{log}");
        assert!(run_download_step_with(folder.path(), "en", &repository, checksum).status.success());
        fs::remove_file(folder.path().join("path")).unwrap();
        let other = run_download_step_with(folder.path(), "en", &repository, &"0".repeat(64));
        assert!(!other.status.success() && !folder.path().join("path").exists());
    }

    /// The build job may not publish, and the deploy job runs no code of the digest.
    #[test]
    fn building_and_publishing_have_separate_permissions() {
        let folder = temporary_folder();
        for language in ["ru", "en"] {
            let digest = folder.path().join(language);
            assert_eq!(init(&digest, &["--language", language]).code, Some(0));
            let text = fs::read_to_string(digest.join(".github/workflows/pages.yml")).unwrap();
            let workflow: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
            let permission =
                |job: &str, right: &str| workflow["jobs"][job]["permissions"][right].as_str().map(str::to_owned);
            assert!(
                workflow["permissions"].get("pages").is_none() && workflow["permissions"].get("id-token").is_none()
            );
            assert_eq!(permission("build", "pages").as_deref(), Some("read"));
            assert_eq!(permission("build", "id-token"), None);
            assert_eq!(permission("deploy", "pages").as_deref(), Some("write"));
            let steps = workflow["jobs"]["deploy"]["steps"].as_sequence().unwrap();
            assert!(steps.iter().all(|step| step.get("run").is_none()));
            for line in text.lines().filter(|line| line.contains("uses:")) {
                let (_, pin) = line.split_once('@').unwrap();
                let is_checksum = pin
                    .split(' ')
                    .next()
                    .is_some_and(|pin| pin.len() == 40 && pin.bytes().all(|b| b.is_ascii_hexdigit()));
                assert!(is_checksum, "{line}");
            }
        }
    }

    #[test]
    fn rejects_a_release_without_a_matching_checksum_and_reports_the_cause() {
        let folder = temporary_folder();
        let repository = create_release(folder.path());
        let sums = folder.path().join(format!("{}/SHA256SUMS", release_folder()));
        let good = fs::read_to_string(&sums).unwrap();
        let failure_log = |output: Output| {
            assert!(!output.status.success());
            assert!(!folder.path().join("path").exists());
            String::from_utf8(output.stdout).unwrap()
        };
        fs::write(&sums, good.replace(|c: char| c.is_ascii_digit(), "0")).unwrap();
        assert!(
            failure_log(run_download_step(folder.path(), "ru", &repository)).contains("::error::Контрольная сумма")
        );
        // A list of checksums without the archive.
        fs::write(&sums, good.lines().nth(1).unwrap()).unwrap();
        assert!(failure_log(run_download_step(folder.path(), "en", &repository)).contains("::error::The checksum"));
        fs::remove_file(&sums).unwrap();
        assert!(
            failure_log(run_download_step(folder.path(), "ru", &repository))
                .contains("::error::Не удалось скачать SHA256SUMS")
        );
        assert!(failure_log(run_download_step(folder.path(), "ru", "")).contains("ASDG_SITE_REPOSITORY"));
        assert!(failure_log(run_download_step(folder.path(), "en", "")).contains("ASDG_SITE_REPOSITORY"));
    }
}
