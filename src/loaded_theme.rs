//! A loaded theme: its files, its texts in the language of the site, and its compiled templates.
//!
//! [`CachedTheme`] keeps one for `serve`, and loads it again only when something changed.

use std::path::Path;
use std::sync::Arc;

use crate::model::{Digest, Site};
use crate::render::{self, Renderer, ScriptSite, Texts};
use crate::theme::{self, Theme};
use asdg_base::language::Language;
use asdg_base::problem::Problems;

/// A theme that is ready to render pages.
pub struct LoadedTheme {
    /// The theme; its assets include the scripts made from templates.
    pub theme: Theme,
    /// Its texts.
    pub texts: Texts,
    /// Its templates.
    pub renderer: Renderer,
}

/// A theme that is loaded again only if its files, or the settings that it depends on, changed.
pub struct CachedTheme {
    /// The files of the theme; `None` if they cannot be read.
    files: Option<Theme>,
    language: Language,
    minify: bool,
    script_site: ScriptSite,
    theme: Option<Arc<LoadedTheme>>,
    problems: Problems,
}

impl CachedTheme {
    /// Returns the cached theme if nothing changed; otherwise loads it again and sets `changed`. The files are read
    /// each time, because a theme is small.
    pub fn refresh(
        cached: Option<Self>,
        folder: &Path,
        site: &Site,
        digest: Option<&Digest>,
        changed: &mut bool,
    ) -> Self {
        let Site { theme: name, language, minify, .. } = site;
        let script_site = ScriptSite::of(site, digest, cached.as_ref().map(|cached| &cached.script_site));
        let mut problems = Problems::default();
        let files = theme::load(folder, name, *language, &mut problems);
        let is_current = |cached: &Self| {
            let is_same_site =
                cached.language == *language && cached.minify == *minify && cached.script_site == script_site;
            // For a theme that cannot be read, only the problems can be compared.
            cached.files == files && is_same_site && (files.is_some() || cached.problems.list() == problems.list())
        };
        if let Some(cached) = cached.filter(is_current) {
            return cached;
        }
        *changed = true;
        let theme = files.as_ref().and_then(|files| {
            let mut theme = files.clone();
            theme.assets = render::join_styles(theme.assets, *minify, &mut problems)?;
            if *minify {
                render::minify_scripts(&mut theme);
            }
            let texts = render::texts(&theme, *language, &mut problems)?;
            let renderer = Renderer::new(&theme, &texts, &script_site, *minify, &mut problems)?;
            theme.assets.extend(renderer.rendered_once().clone());
            Some(Arc::new(LoadedTheme { theme, texts, renderer }))
        });
        Self { files, language: *language, minify: *minify, script_site, theme, problems }
    }

    /// The loaded theme; `None` if it has an error.
    pub fn theme(&self) -> Option<Arc<LoadedTheme>> {
        self.theme.clone()
    }

    /// The problems of the theme.
    pub fn problems(&self) -> &Problems {
        &self.problems
    }
}
