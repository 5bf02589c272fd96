//! Helpers of all tests: `Site` is a site in a temporary folder on which tests run the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_site::model::Response;
use fluent_bundle::FluentArgs;
use similar::TextDiff;
use tempfile::TempDir;

/// A site in a temporary folder, which is removed when the value is dropped.
pub(crate) struct Site {
    folder: TempDir,
}

/// The output and exit code of a run of the program.
pub(crate) struct Run {
    pub stdout: String,
    /// The standard error. `Site::run` replaces the site's folder by `SITE` here and in `stdout`.
    pub stderr: String,
    pub code: Option<i32>,
}

/// Returns the path of a file or folder of the project.
pub(crate) fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A temporary folder, which is removed when the value is dropped.
pub(crate) fn temporary_folder() -> TempDir {
    asdg_base::fs::double::temporary_folder().unwrap()
}

impl Site {
    /// A copy of `tests/base`, a small site without problems: two cities, one sector, one year.
    pub(crate) fn base() -> Self {
        Self::copy_of(&project("tests/base"))
    }

    /// A copy of a site.
    pub(crate) fn copy_of(source: &Path) -> Self {
        let site = Self { folder: temporary_folder() };
        site.overlay(source);
        site
    }

    /// Copies the files of a folder into the site; existing files are replaced.
    pub(crate) fn overlay(&self, source: &Path) {
        copy(source, self.folder.path());
    }

    /// Writes a file of the site.
    pub(crate) fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let target = self.path(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
        self
    }

    /// Appends a text to a file of the site.
    pub(crate) fn append(self, path: &str, text: &str) -> Self {
        let whole = fs::read_to_string(self.path(path)).unwrap() + text;
        self.file(path, whole)
    }

    /// Replaces the response of the first city by this answer to the first question.
    pub(crate) fn answer(self, markdown: &str) -> Self {
        self.file("content/2024/housing/primersk.md", format!("## 1. Итоги\n\n{markdown}\n"))
    }

    /// Removes a file or folder.
    pub(crate) fn without(self, path: &str) -> Self {
        let path = self.path(path);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap()
        } else {
            fs::remove_file(path).unwrap()
        }
        self
    }

    /// Returns the path of a file or folder of the site.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs the program on the site.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        let mut command = program();
        let (first, rest) = args.split_first().unwrap();
        command.arg(first).arg("--site").arg(self.folder.path()).args(rest);
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            let real = self.folder.path().canonicalize().unwrap();
            text.replace(real.to_str().unwrap(), "SITE").replace(self.folder.path().to_str().unwrap(), "SITE")
        };
        Run { stdout: text(stdout), stderr: text(stderr), code: status.code() }
    }

    /// Builds the site; the build must succeed.
    pub(crate) fn build(self) -> Self {
        self.build_with(&[])
    }

    /// Builds the site with further options; the build must succeed.
    pub(crate) fn build_with(self, options: &[&str]) -> Self {
        let args: Vec<&str> = [&["build", "--lang", "ru"], options].concat();
        let run = self.run(&args);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        self
    }

    /// Returns the text of a built file, with no-break spaces as `~`. In HTML it removes the quotation marks of
    /// attributes that need none.
    pub(crate) fn page_with_spaces(&self, path: &str) -> String {
        let path = self.path("public").join(path);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let is_html = path.extension().is_some_and(|ending| ending == "html");
        let text = if is_html { unquoted(&text) } else { text };
        text.replace("&nbsp;", "~").replace('\u{a0}', "~")
    }

    /// Returns the paths of the pages that a built page links to.
    pub(crate) fn links(&self, path: &str) -> Vec<String> {
        let page = scraper::Html::parse_document(&self.page(path));
        let links = scraper::Selector::parse("a[href]").unwrap();
        let page_url = url::Url::parse("https://example.org/").unwrap().join(path).unwrap();
        let target =
            |link: scraper::ElementRef<'_>| page_url.join(link.attr("href").unwrap()).unwrap().path()[1..].to_owned();
        page.select(&links).map(target).collect()
    }

    /// Returns the text of a built file as `page_with_spaces` does, with no-break spaces as plain spaces.
    pub(crate) fn page(&self, path: &str) -> String {
        self.page_with_spaces(path).replace('~', " ")
    }

    /// Returns the HTML of the first answer of the first city, with no-break spaces as `~`: the same as `answer_html`,
    /// without a build.
    pub(crate) fn checked_html(&self) -> String {
        let content = asdg_site::read_content(self.folder.path(), &());
        let digest = content.digest.unwrap_or_else(|| panic!("{:?}", content.problems));
        let primersk = |response: &&std::sync::Arc<Response>| &*digest.cities[response.city].id == "primersk";
        let response = digest.responses.iter().find(primersk).unwrap();
        let passages =
            response.answers.iter().filter(|answer| answer.question == 0).flat_map(|answer| &answer.passages);
        let html: String = passages.map(|passage| passage.text.html().replace('\u{a0}', "~")).collect();
        scraper::Html::parse_fragment(&html).root_element().inner_html()
    }

    /// Returns the HTML of the first answer from the built page of the first city, with no-break spaces as `~`.
    pub(crate) fn answer_html(&self) -> String {
        let page = self.page_with_spaces("2024/housing/primersk/index.html");
        let html = scraper::Html::parse_document(&page);
        let selector = scraper::Selector::parse("#results .prose").unwrap();
        html.select(&selector).map(|prose| prose.inner_html()).collect()
    }
}

/// Returns the texts of the elements of a page that a CSS selector finds, with single spaces.
pub(crate) fn texts(site: &Site, page: &str, selector: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(&site.page(page));
    let selector = scraper::Selector::parse(selector).unwrap();
    let texts = html.select(&selector).map(|element| element.text().collect::<String>());
    texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Builds that many tests share. The first test that needs one makes it; no test changes it.
pub(crate) mod built {
    use std::fs::{self, File};
    use std::path::{Path, PathBuf};
    use std::sync::{Arc, OnceLock};

    use super::{Site, project};

    /// The example, without drafts.
    pub(crate) fn example() -> Arc<Site> {
        static SITE: OnceLock<Arc<Site>> = OnceLock::new();
        SITE.get_or_init(|| Arc::new(copy_of_example().build())).clone()
    }

    /// The example with its drafts.
    pub(crate) fn example_with_drafts() -> Arc<Site> {
        static SITE: OnceLock<Arc<Site>> = OnceLock::new();
        SITE.get_or_init(|| Arc::new(copy_of_example().build_with(&["--drafts"]))).clone()
    }

    /// The example with its drafts, in English.
    pub(crate) fn english_example() -> Arc<Site> {
        static SITE: OnceLock<Arc<Site>> = OnceLock::new();
        let build = || {
            let site = copy_of_example();
            let settings = fs::read_to_string(site.path("site.toml")).unwrap();
            let settings = settings.replace("language = \"ru\"", "language = \"en\"");
            Arc::new(site.file("site.toml", settings).build_with(&["--drafts"]))
        };
        SITE.get_or_init(build).clone()
    }

    /// The real digest, with the address of the example.
    pub(crate) fn real() -> Arc<Site> {
        static SITE: OnceLock<Arc<Site>> = OnceLock::new();
        let build = || {
            let site = copy(&project("content"), "content").file("site.toml", fs::read(project("site.toml")).unwrap());
            Arc::new(site.build_with(&["--strict", "--base-url", "https://example.org/digest/"]))
        };
        SITE.get_or_init(build).clone()
    }

    fn copy_of_example() -> Site {
        copy(&project("examples/digest"), "")
    }

    /// Returns a site with a copy of a folder at the path `target`.
    fn copy(source: &Path, target: &str) -> Site {
        let site = Site { folder: tempfile::tempdir_in(folder()).unwrap() };
        super::copy(source, &site.path(target));
        site
    }

    /// The folder of these builds. Rust does not drop static values at the end of a process, so this removes what the
    /// previous process left. A second run of the tests waits for the lock, which is released when the process ends.
    fn folder() -> &'static Path {
        static FOLDER: OnceLock<(PathBuf, File)> = OnceLock::new();
        let prepared = FOLDER.get_or_init(|| {
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
            let lock = File::create(folder.join("built.lock")).unwrap();
            lock.lock().unwrap();
            let folder = folder.join("built");
            if folder.exists() {
                fs::remove_dir_all(&folder).unwrap();
            }
            fs::create_dir(&folder).unwrap();
            (folder, lock)
        });
        &prepared.0
    }
}

/// Removes the quotation marks of attributes that need none, so that tests do not depend on whether a template has
/// them.
fn unquoted(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, quoted)) = rest.split_once("=\"") {
        let (value, after) = quoted.split_once('"').unwrap_or((quoted, ""));
        let needs_quotes = value.is_empty() || value.contains(|c: char| c.is_whitespace() || "'=<>`".contains(c));
        out.push_str(before);
        out.push_str(&if needs_quotes { format!("=\"{value}\"") } else { format!("={value}") });
        rest = after;
    }
    out + rest
}

/// Runs the program with a folder as the working directory, for commands that create a site.
pub(crate) fn run_in_folder(folder: &Path, args: &[&str]) -> Run {
    let Output { status, stdout, stderr } = program().current_dir(folder).args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { stdout: text(stdout), stderr: text(stderr), code: status.code() }
}

/// A command that runs the program with environment variables that do not depend on the machine.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_asdg-site"));
    command.env_remove("ASDG_LANG").env("LC_ALL", "C").env("LANG", "C").env_remove("LANGUAGE");
    command
}

/// Returns the paths and contents of all files below a folder, sorted by path.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            files.push((path, fs::read(entry.path()).unwrap()));
        }
    }
    files
}

/// Compares a text with that of a file; with `UPDATE_EXPECTED=1` it writes the file instead.
pub(crate) fn expect_file(file: &Path, actual: &str) {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        expected == actual,
        "{} differs; if the change is meant, run the tests with UPDATE_EXPECTED=1\n{}",
        file.display(),
        TextDiff::from_lines(&*expected, actual).unified_diff().header("expected", "actual")
    );
}

/// Returns the title of a kind of problem, without its values.
pub(crate) fn problem_title(language: Language, code: &str) -> String {
    Messages::new(language).find(code, &FluentArgs::new()).expect("a title")
}

/// Runs a command in both languages. It must report the problem, and its whole output must equal the fixture of the
/// problem.
pub(crate) fn expect_problem(code: &str, site: &Site, args: &[&str]) {
    Language::ALL.into_iter().for_each(|language| expect_problem_in(language, code, site, args));
}

/// Does the same as `expect_problem` in one language.
pub(crate) fn expect_problem_in(language: Language, code: &str, site: &Site, args: &[&str]) {
    let run = site.run(&[args, &["--lang", language.code()]].concat());
    let title_start: String = problem_title(language, code).chars().take_while(|c| !"{«“:".contains(*c)).collect();
    assert!(run.stderr.contains(title_start.trim()), "{code} is not reported:\n{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{code}: {}", run.stderr);
    let file = project("tests/problems").join(code).join(format!("{}.txt", language.code()));
    expect_file(&file, &format!("{}exit code {}\n", run.stderr, run.code.unwrap()));
}

/// Imports a file and returns, as one text, the exit code, the output, the written files and the report.
pub(crate) fn import(site: &Site, file: &Path, options: &[&str]) -> String {
    let report = site.path("report.md");
    let args =
        [&["import", file.to_str().unwrap(), "--lang", "ru", "--report", report.to_str().unwrap()], options].concat();
    let run = site.run(&args);
    let mut out = format!("exit code {}\n\n{}{}", run.code.unwrap(), run.stderr, run.stdout);
    for (path, bytes) in files(&site.path("content")) {
        if path.matches('/').count() >= 2 {
            let text = String::from_utf8(bytes).unwrap_or_else(|error| format!("{} bytes\n", error.as_bytes().len()));
            out.push_str(&format!("\n==> {path}\n{text}"));
        }
    }
    if let Ok(report) = fs::read_to_string(report) {
        out.push_str(&format!("\n==> report\n{report}"));
    }
    let folder = file.parent().unwrap().to_str().unwrap();
    out.replace(&format!("{folder}/"), "").replace(folder.trim_start_matches('/'), "")
}

/// Copies the contents of a folder; symbolic links stay links.
fn copy(source: &Path, target: &Path) {
    for entry in walkdir::WalkDir::new(source).min_depth(1).sort_by_file_name() {
        let entry = entry.unwrap();
        let to = target.join(entry.path().strip_prefix(source).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else if entry.path_is_symlink() {
            #[cfg(unix)]
            std::os::unix::fs::symlink(fs::read_link(entry.path()).unwrap(), to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
