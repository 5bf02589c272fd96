//! One builder for all tests: a site in a temporary folder, and the program run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use asdg_base::language::Language;
use asdg_base::messages::Messages;
use asdg_site::model::Response;
use fluent_bundle::FluentArgs;
use similar::TextDiff;
use tempfile::TempDir;

/// A site in a temporary folder that goes with the test.
pub(crate) struct Site {
    folder: TempDir,
}

/// How a run of the program ended.
pub(crate) struct Run {
    /// What it said on the standard output.
    pub stdout: String,
    /// What it said on the standard error, with the site's folder written as `SITE`.
    pub stderr: String,
    /// Its exit code.
    pub code: Option<i32>,
}

/// A folder of the project.
pub(crate) fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A folder that goes with the test.
pub(crate) fn temporary_folder() -> TempDir {
    asdg_base::fs::double::temporary_folder().unwrap()
}

impl Site {
    /// A small sound site: two cities, one sector, one year.
    pub(crate) fn base() -> Self {
        Self::copy_of(&project("tests/base"))
    }

    /// A copy of a site.
    pub(crate) fn copy_of(source: &Path) -> Self {
        let site = Self { folder: temporary_folder() };
        site.overlay(source);
        site
    }

    /// Copies the files of a folder over those of the site.
    pub(crate) fn overlay(&self, source: &Path) {
        copy(source, self.folder.path());
    }

    /// Writes a file.
    pub(crate) fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let target = self.path(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
        self
    }

    /// Adds to the end of a file.
    pub(crate) fn append(self, path: &str, text: &str) -> Self {
        let whole = fs::read_to_string(self.path(path)).unwrap() + text;
        self.file(path, whole)
    }

    /// Writes the answer to the first question of the first city; the other answers go.
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

    /// A path in the site.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs the program on the site.
    pub(crate) fn run(&self, words: &[&str]) -> Run {
        let mut command = program();
        let (first, rest) = words.split_first().unwrap();
        command.arg(first).arg("--site").arg(self.folder.path()).args(rest);
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            let real = self.folder.path().canonicalize().unwrap();
            text.replace(real.to_str().unwrap(), "SITE").replace(self.folder.path().to_str().unwrap(), "SITE")
        };
        Run { stdout: text(stdout), stderr: text(stderr), code: status.code() }
    }

    /// Builds the site, which must be without errors.
    pub(crate) fn build(self) -> Self {
        self.build_with(&[])
    }

    /// Builds the site with more options.
    pub(crate) fn build_with(self, options: &[&str]) -> Self {
        let words: Vec<&str> = [&["build", "--lang", "ru"], options].concat();
        let run = self.run(&words);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        self
    }

    /// A file of the built site, with its no-break spaces as `~`, and without the quotation marks of attributes that need none.
    pub(crate) fn page_with_spaces(&self, path: &str) -> String {
        let path = self.path("public").join(path);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let is_page = path.extension().is_some_and(|ending| ending == "html");
        let text = if is_page { unquoted(&text) } else { text };
        text.replace("&nbsp;", "~").replace('\u{a0}', "~")
    }

    /// The pages of the built site that a page links to, by their paths.
    pub(crate) fn links(&self, path: &str) -> Vec<String> {
        let page = scraper::Html::parse_document(&self.page(path));
        let links = scraper::Selector::parse("a[href]").unwrap();
        let here = url::Url::parse("https://example.org/").unwrap().join(path).unwrap();
        let target =
            |link: scraper::ElementRef<'_>| here.join(link.attr("href").unwrap()).unwrap().path()[1..].to_owned();
        page.select(&links).map(target).collect()
    }

    /// A file of the built site, with plain blanks for no-break spaces.
    pub(crate) fn page(&self, path: &str) -> String {
        self.page_with_spaces(path).replace('~', " ")
    }

    /// The HTML that the text of the first answer becomes, with its no-break spaces as `~`: what `answer_html` finds on the page, without
    /// building it.
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

    /// The text of the first answer on the page of the first city, as HTML, with its no-break spaces as `~`.
    pub(crate) fn answer_html(&self) -> String {
        let page = self.page_with_spaces("2024/housing/primersk/index.html");
        let html = scraper::Html::parse_document(&page);
        let selector = scraper::Selector::parse("#results .prose").unwrap();
        html.select(&selector).map(|prose| prose.inner_html()).collect()
    }
}

/// Builds of the example that many tests look at. Each is made once, by the first test that asks for it; none is changed.
pub(crate) mod built {
    use std::fs::{self, File};
    use std::path::{Path, PathBuf};
    use std::sync::{Arc, OnceLock};

    use super::{Site, project};

    /// The example.
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

    /// A site with a copy of a folder in it.
    fn copy(source: &Path, target: &str) -> Site {
        let site = Site { folder: tempfile::tempdir_in(folder()).unwrap() };
        super::copy(source, &site.path(target));
        site
    }

    /// The folder of these builds. Nothing removes a static value at the end of the process, so what the process before left here is removed; the
    /// lock, which ends with the process, keeps a second run of the tests waiting meanwhile.
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

/// HTML without the quotation marks of attributes that need none: whether a template wrote them tells nothing.
fn unquoted(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, quoted)) = rest.split_once("=\"") {
        let (value, behind) = quoted.split_once('"').unwrap_or((quoted, ""));
        let needs_quotes = value.is_empty() || value.contains(|c: char| c.is_whitespace() || "'=<>`".contains(c));
        out.push_str(before);
        out.push_str(&if needs_quotes { format!("=\"{value}\"") } else { format!("={value}") });
        rest = behind;
    }
    out + rest
}

/// Runs the program in a folder, for commands that make a site.
pub(crate) fn in_folder(folder: &Path, words: &[&str]) -> Run {
    let Output { status, stdout, stderr } = program().current_dir(folder).args(words).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { stdout: text(stdout), stderr: text(stderr), code: status.code() }
}

/// The program, in a surrounding that does not depend on the machine.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_asdg-site"));
    command.env_remove("ASDG_LANG").env("LC_ALL", "C").env("LANG", "C").env_remove("LANGUAGE");
    command
}

/// All files below a folder, by their paths, in order.
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

/// Compares a text with the one in a file; with `UPDATE_EXPECTED=1` the file is written instead.
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

/// The title of a kind of problem, without its values.
pub(crate) fn title(language: Language, code: &str) -> String {
    Messages::new(language).find(code, &FluentArgs::new()).expect("a title")
}

/// Runs a command that must report a problem, in both languages, and compares all it says with the fixture of the problem.
pub(crate) fn expect_problem(code: &str, site: &Site, words: &[&str]) {
    Language::ALL.into_iter().for_each(|language| expect_problem_in(language, code, site, words));
}

/// The same in one language.
pub(crate) fn expect_problem_in(language: Language, code: &str, site: &Site, words: &[&str]) {
    let run = site.run(&[words, &["--lang", language.code()]].concat());
    let beginning: String = title(language, code).chars().take_while(|c| !"{«“:".contains(*c)).collect();
    assert!(run.stderr.contains(beginning.trim()), "{code} is not reported:\n{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{code}: {}", run.stderr);
    let file = project("tests/problems").join(code).join(format!("{}.txt", language.code()));
    expect_file(&file, &format!("{}exit code {}\n", run.stderr, run.code.unwrap()));
}

/// What an import said and wrote.
pub(crate) fn import(site: &Site, file: &Path, options: &[&str]) -> String {
    let report = site.path("report.md");
    let words =
        [&["import", file.to_str().unwrap(), "--lang", "ru", "--report", report.to_str().unwrap()], options].concat();
    let run = site.run(&words);
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

/// Copies a folder, symbolic links as what they are.
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
