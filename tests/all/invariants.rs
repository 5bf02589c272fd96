//! Invariants that hold for any file, however broken. `tests/all/fuzz.rs` checks them on random mutations of files, the
//! targets of `fuzz/` on inputs that libFuzzer finds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use asdg_base::language::Language;
use asdg_base::markdown;
use asdg_base::problem::{Kind, Problem, Problems};
use asdg_base::yaml::{self, Format, Node, Source};
use asdg_site::assembly::{Assembly, OutputFile};
use asdg_site::link::{Index, RareWords};
use asdg_site::loaded_theme::LoadedTheme;
use asdg_site::read::{self, ResponseFile};
use asdg_site::render::{self, Renderer, ScriptSite};
use asdg_site::theme::{self, Theme, ThemeFile};

/// Checks that the places of problems are within the file.
fn check_places(problems: &[Problem], text: &str) -> Result<(), String> {
    let lines = text.split('\n').count() as u32;
    for problem in problems {
        if let Some(span) = problem.place.as_ref().and_then(|place| place.span)
            && (span.line == 0 || span.line > lines + 1 || span.column == 0 || span.length == 0)
        {
            return Err(format!("{problem:?} is outside of {lines} lines"));
        }
    }
    Ok(())
}

/// Whether a text is free of characters that must not reach a page.
fn is_clean(text: &str) -> bool {
    !text.contains(|c: char| {
        asdg_russian::changes_direction(c) || (asdg_russian::is_forbidden(c) && !matches!(c, '\n' | '\t'))
    })
}

/// Checks that no text of parsed data has a character that must not reach a page.
fn check_characters(node: &Node) -> Result<(), String> {
    match node {
        Node::Text(text) if !is_clean(text) => Err(format!("{text:?}")),
        Node::List(list) => list.iter().try_for_each(check_characters),
        Node::Map(entries) => entries
            .iter()
            .try_for_each(|(key, value)| if is_clean(key) { check_characters(value) } else { Err(format!("{key:?}")) }),
        _ => Ok(()),
    }
}

/// Checks Markdown: the same text gives the same tree, without forbidden characters, and lost text is reported with its
/// reason.
pub(crate) fn markdown(text: &str) -> Result<(), String> {
    let document = markdown::read(text, 1);
    check_places(document.problems.list(), text)?;
    for section in &document.sections {
        let mut found = String::new();
        asdg_base::prose::visit_text(&section.prose.blocks, &mut |text| found.push_str(text));
        found.push_str(section.heading.as_ref().map_or("", |heading| &heading.text));
        if !is_clean(&found) {
            return Err(format!("a forbidden character in {found:?}"));
        }
    }
    if format!("{:?}", document.sections) != format!("{:?}", markdown::read(text, 1).sections) {
        return Err("another tree the second time".to_owned());
    }
    // A loss that only the count of letters notices is a bug of the reader.
    let is_unexplained = |problem: &&Problem| matches!(&problem.kind, Kind::TextLost { part, .. } if part == "other");
    document.problems.list().iter().find(is_unexplained).map_or(Ok(()), |problem| Err(format!("{problem:?}")))
}

/// Checks a response, read as YAML and as Markdown with front matter.
pub(crate) fn yaml(text: &str) -> Result<(), String> {
    for file in ["content/2024/housing/a.yaml", "content/2024/housing/a.md"] {
        let address = ResponseFile { file: file.into(), year: 2024, sector: "housing".into(), stem: "a".into() };
        check_places(read::response(&address, Ok(text.as_bytes().to_vec())).problems.list(), text)?;
    }
    let mut problems = Problems::default();
    let node = yaml::parse(&Source::yaml("a.yaml".into(), text), &mut problems);
    check_places(problems.list(), text)?;
    node.as_ref().map_or(Ok(()), check_characters)
}

/// Checks the settings of a site.
pub(crate) fn settings(text: &str) -> Result<(), String> {
    let site = tempfile::tempdir().map_err(|error| error.to_string())?;
    fs::write(site.path().join("site.toml"), text).map_err(|error| error.to_string())?;
    let mut problems = Problems::default();
    let read = read::site(site.path(), &mut problems);
    let _ = read.and_then(|file| asdg_site::check::site(file, None, &mut problems));
    check_places(problems.list(), text)?;
    let source = Source::new("site.toml".into(), text, 1, Format::Toml);
    yaml::parse(&source, &mut Problems::default()).as_ref().map_or(Ok(()), check_characters)
}

/// A small digest and the default theme, for checks of single templates: each check replaces one template.
pub(crate) struct Templates {
    folder: PathBuf,
    index: &'static Index<'static>,
    theme: Theme,
    site: ScriptSite,
}

impl Templates {
    /// Reads the digest in a folder. Its memory is never freed, because the index borrows it.
    pub(crate) fn new(folder: &Path) -> Self {
        let digest = asdg_site::read_content(folder, &()).digest.expect("a sound digest");
        let digest = &*Box::leak(Box::new(digest));
        let words = &*Box::leak(Box::new(RareWords::new(digest)));
        let theme = theme::load(folder, "default", Language::Russian, &mut Problems::default());
        Self {
            folder: folder.to_owned(),
            index: Box::leak(Box::new(Index::new(digest, words))),
            theme: theme.expect("the default theme"),
            site: ScriptSite::of(&digest.site, Some(digest), None),
        }
    }

    /// Returns the names of the templates.
    pub(crate) fn names(&self) -> Vec<String> {
        self.theme.templates.keys().cloned().collect()
    }

    /// Checks that a template is loaded or its error is reported, and that its pages have the same text whether
    /// minified or not.
    pub(crate) fn check(&self, name: &str, text: &str) -> Result<(), String> {
        let [plain, minified] = [false, true].map(|is_minified| self.pages(name, text, is_minified));
        let (plain, minified) = (plain?, minified?);
        if plain.keys().ne(minified.keys()) {
            return Err(format!("{:?} and, minified, {:?}", plain.keys(), minified.keys()));
        }
        match plain.iter().zip(&minified).find(|((_, plain), (_, minified))| plain != minified) {
            Some(((path, plain), (_, minified))) => Err(format!("{path}: {plain:?}\nminified: {minified:?}")),
            None => Ok(()),
        }
    }

    /// Renders one page of each kind and returns the letters of each, or an error where rendering fails.
    fn pages(&self, name: &str, text: &str, is_minified: bool) -> Result<BTreeMap<String, Result<String, ()>>, String> {
        let mut theme = self.theme.clone();
        let path = format!("themes/default/templates/{name}");
        theme.templates.insert(name.to_owned(), ThemeFile { path, bytes: text.as_bytes().to_vec() });
        let mut problems = Problems::default();
        let mut pages = BTreeMap::new();
        let texts = render::texts(&theme, Language::Russian, &mut problems).expect("the texts of the default theme");
        let Some(renderer) = Renderer::new(&theme, &texts, &self.site, is_minified, &mut problems) else {
            let is_reported = problems.list().iter().any(|problem| problem.place.is_some());
            return if is_reported { Ok(pages) } else { Err("it is not told what is wrong".to_owned()) };
        };
        let theme = LoadedTheme { theme, texts, renderer };
        let assembly = Assembly::new(&self.folder, self.index, &theme);
        let mut kinds = Vec::new();
        for (path, piece) in assembly.output_files() {
            let OutputFile::Page(page) = &piece else { continue };
            if kinds.contains(&page.kind().template) {
                continue;
            }
            kinds.push(page.kind().template);
            let found = std::sync::Mutex::new(String::new());
            let result = assembly.write(&path, &piece, &|_, bytes| {
                *found.lock().expect("one thread") = page_letters(&String::from_utf8_lossy(bytes));
                Ok(())
            });
            pages.insert(path, result.map(|()| found.into_inner().expect("one thread")).map_err(|_| ()));
        }
        Ok(pages)
    }
}

/// Returns the letters and digits of a page.
fn page_letters(page: &str) -> String {
    let page = scraper::Html::parse_document(page);
    page.root_element().text().flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect()
}
