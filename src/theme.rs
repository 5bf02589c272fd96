//! Reads themes: templates, files and interface texts, each from the theme itself or from one that it extends.
//!
//! `themes/default` is compiled into the program. If the site has a theme of that name, it is read instead.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use crate::read;
use asdg_base::fs::{self, PathTarget};
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Place, Problems};
use asdg_base::similar;
use asdg_base::yaml::{self, Fields, Format, Source};

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The name of the theme that is compiled in.
const DEFAULT_NAME: &str = "default";

/// The folder of themes in a site.
pub const FOLDER: &str = "themes";

/// The extensions of templates that are rendered once for the whole site, not for each page: scripts, and the manifest
/// for the home screens of phones.
pub const RENDERED_ONCE: [&str; 2] = [".js", ".webmanifest"];

/// Whether a template is rendered once and then published like a file of `assets/`.
pub fn is_rendered_once(name: &str) -> bool {
    RENDERED_ONCE.iter().any(|ending| name.ends_with(ending))
}

/// The files of a theme, including those that it inherits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// The folder of the theme itself.
    pub name: String,
    /// The templates by their names, such as `home.html`.
    pub templates: BTreeMap<String, ThemeFile>,
    /// The files to publish, by their paths below `assets/`.
    pub assets: BTreeMap<String, ThemeFile>,
    /// The interface texts in the site's language, those of the farthest ancestor first.
    pub texts: Vec<ThemeFile>,
    /// The names of the scripts, among the assets and the templates, that may be minified.
    pub minified_scripts: BTreeSet<String>,
}

/// A file of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// Its path, relative to the site's folder.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl ThemeFile {
    /// The path at which an asset is published, below the root of the site. The name of a style sheet or a script
    /// contains the checksum of its content, so that no browser shows a new page with an old style from its cache.
    /// Other files keep their names, because style sheets refer to them.
    pub fn published(&self, name: &str) -> String {
        match name.rsplit_once('.') {
            Some((stem, ending @ ("css" | "js"))) => {
                format!("assets/{stem}.{:08x}.{ending}", crc32fast::hash(&self.bytes))
            }
            _ => format!("assets/{name}"),
        }
    }

    /// Decodes the content; reports bytes that are not text.
    pub fn text(&self, problems: &mut Problems) -> Option<String> {
        match asdg_base::encoding::decode(self.bytes.clone()) {
            Ok(text) => Some(text),
            Err((kind, span)) => {
                problems.add(Place { path: self.path.clone(), span }, kind);
                None
            }
        }
    }
}

/// A theme without the themes that it extends.
struct Layer {
    name: String,
    files: BTreeMap<String, ThemeFile>,
}

/// The settings in `theme.toml`.
#[derive(Default)]
struct ThemeSettings {
    /// The name of the theme that it extends.
    extends: Option<String>,
    /// Whether its scripts may be minified.
    minify_scripts: bool,
}

/// Reads a theme of a site; `None` if it has an error, which is reported.
pub fn load(site: &Path, name: &str, language: Language, problems: &mut Problems) -> Option<Theme> {
    let mut layers: Vec<(Layer, bool)> = Vec::new();
    let mut wanted = Some(name.to_owned());
    while let Some(name) = wanted {
        if layers.iter().any(|(layer, _)| layer.name == name) {
            let chain: Vec<_> = layers.iter().map(|(layer, _)| layer.name.as_str()).chain([name.as_str()]).collect();
            let first = layers.first().map(|(layer, _)| layer.name.clone()).unwrap_or_default();
            problems.add(
                Place::file(format!("{FOLDER}/{first}/theme.toml")),
                Kind::ThemeCycle { chain: chain.join(" → ") },
            );
            return None;
        }
        let layer = read_layer(site, &name, problems)?;
        let settings = read_settings(&layer, problems)?;
        wanted = settings.extends;
        layers.push((layer, settings.minify_scripts));
    }
    let texts_file = format!("i18n/{}.ftl", language.code());
    let mut theme = Theme { name: name.to_owned(), ..Theme::default() };
    for (Layer { files, .. }, minify_scripts) in layers.into_iter().rev() {
        for (path, file) in files {
            let script = path.split_once('/').map(|(_, name)| name).filter(|name| name.ends_with(".js"));
            if let Some(name) = script {
                theme.minified_scripts.remove(name);
                theme.minified_scripts.extend(minify_scripts.then(|| name.to_owned()));
            }
            // A script may be a template or an asset. It replaces an inherited file of the same name of either kind.
            if let Some(name) = path.strip_prefix("templates/") {
                if is_rendered_once(name) {
                    theme.assets.remove(name);
                }
                theme.templates.insert(name.to_owned(), file);
            } else if let Some(name) = path.strip_prefix("assets/") {
                if is_rendered_once(name) {
                    theme.templates.remove(name);
                }
                theme.assets.insert(name.to_owned(), file);
            } else if path == texts_file {
                theme.texts.push(file);
            }
        }
    }
    Some(theme)
}

/// Reads the files of one theme: those in the site, otherwise those compiled into the program.
fn read_layer(site: &Path, name: &str, problems: &mut Problems) -> Option<Layer> {
    let is_plain = !name.is_empty() && !name.contains(['/', '\\']) && name != "." && name != "..";
    let folder = site.join(FOLDER).join(name);
    if is_plain && folder.is_dir() {
        let folders = [FOLDER.to_owned(), format!("{FOLDER}/{name}")];
        if folders.iter().any(|path| read::leads_outside(site, path, problems)) {
            return None;
        }
        return Some(Layer { name: name.to_owned(), files: read_files(&folder, name, problems)? });
    }
    if name == DEFAULT_NAME {
        return Some(Layer { name: name.to_owned(), files: compiled_in() });
    }
    let mut known: Vec<String> = WalkDir::new(site.join(FOLDER))
        .min_depth(1)
        .max_depth(1)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    known.push(DEFAULT_NAME.to_owned());
    let similar = similar::closest_word(name, known.iter().map(String::as_str));
    problems.add(Place::file("site.toml"), Kind::ThemeMissing { theme: name.to_owned(), similar });
    None
}

/// Reads all files of a theme's folder, by their paths in it.
fn read_files(folder: &Path, name: &str, problems: &mut Problems) -> Option<BTreeMap<String, ThemeFile>> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let reason = error.io_error().map_or_else(|| error.to_string(), fs::reason);
                problems.add(Place::file(format!("{FOLDER}/{name}")), Kind::UnreadableFile { reason });
                return None;
            }
        };
        if entry.file_type().is_dir() || entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let relative = fs::to_slash_path(relative);
        let path = format!("{FOLDER}/{name}/{relative}");
        // All files of a theme are published, so a symbolic link must not lead to another folder of the digest.
        let bytes = match fs::path_target(entry.path(), folder) {
            Ok(PathTarget::Outside(target)) => {
                let (folder, target) = (format!("{FOLDER}/{name}"), target.display().to_string());
                Err(Kind::LinkOutside { folder, target })
            }
            Ok(PathTarget::File) => fs::read(entry.path()).map_err(unreadable),
            Ok(target) => Err(Kind::UnreadableFile { reason: target.reason() }),
            Err(error) => Err(unreadable(error)),
        };
        match bytes {
            Ok(bytes) => _ = files.insert(relative, ThemeFile { path, bytes }),
            Err(kind) => {
                problems.add(Place::file(path), kind);
                return None;
            }
        }
    }
    Some(files)
}

fn unreadable(error: fs::Error) -> Kind {
    Kind::UnreadableFile { reason: error.reason() }
}

/// The files of the default theme, by their paths in it.
fn compiled_in() -> BTreeMap<String, ThemeFile> {
    let mut files = BTreeMap::new();
    let mut folders = vec![&DEFAULT];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let relative = fs::to_slash_path(file.path());
            let path = format!("{FOLDER}/{DEFAULT_NAME}/{relative}");
            files.insert(relative, ThemeFile { path, bytes: file.contents().to_vec() });
        }
    }
    files
}

/// Reads the `theme.toml` of a theme; `None` if it has an error.
fn read_settings(layer: &Layer, problems: &mut Problems) -> Option<ThemeSettings> {
    let Some(file) = layer.files.get("theme.toml") else {
        return Some(ThemeSettings::default());
    };
    let text = file.text(problems)?;
    let source = Source::new(file.path.clone(), &text, 1, Format::Toml);
    let node = yaml::parse(&source, problems)?;
    let mut fields = Fields::of(&source, Vec::new(), &source.file, node, problems)?;
    let extends = fields.text("extends").map(|extends| extends.value);
    let minify_scripts = fields.boolean("minify_scripts").unwrap_or_default();
    // The name is for people; the folder identifies a theme.
    fields.text("name");
    fields.finish();
    Some(ThemeSettings { extends, minify_scripts })
}
