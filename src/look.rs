//! What a digest is rendered with: a theme, its texts in the language of the site, and its templates, loaded.

use std::path::Path;
use std::sync::Arc;

use crate::model::{Digest, Site};
use crate::render::{self, Renderer, ScriptSite, Texts};
use crate::theme::{self, Theme};
use asdg_base::language::Language;
use asdg_base::problem::Problems;

/// What a digest is rendered with.
pub struct LoadedTheme {
    /// The theme; its assets include the scripts made from templates.
    pub theme: Theme,
    /// Its texts.
    pub texts: Texts,
    /// Its templates.
    pub renderer: Renderer,
}

/// A look that is made again only if the files of the theme, or the settings that it depends on, changed.
pub struct KeptLook {
    /// The theme as it was read; `None` if it could not be read.
    theme: Option<Theme>,
    language: Language,
    minify: bool,
    script_site: ScriptSite,
    look: Option<Arc<LoadedTheme>>,
    problems: Problems,
}

impl KeptLook {
    /// The current look: the kept one if nothing changed; otherwise `changed` is set. A theme is small, so it is read
    /// each time.
    pub fn refresh(
        kept: Option<Self>,
        folder: &Path,
        site: &Site,
        digest: Option<&Digest>,
        changed: &mut bool,
    ) -> Self {
        let Site { theme: name, language, minify, .. } = site;
        let script_site = ScriptSite::of(site, digest, kept.as_ref().map(|kept| &kept.script_site));
        let mut problems = Problems::default();
        let theme = theme::load(folder, name, *language, &mut problems);
        let same = |kept: &Self| {
            let Self { theme: before, language: language_before, minify: minify_before, script_site: known, .. } = kept;
            // Of a theme that cannot be read, only its problems are known.
            let is_as_wrong = || theme.is_some() || kept.problems.list() == problems.list();
            let is_same_site = language_before == language && minify_before == minify && *known == script_site;
            *before == theme && is_same_site && is_as_wrong()
        };
        if let Some(kept) = kept.filter(same) {
            return kept;
        }
        *changed = true;
        let look = theme.as_ref().and_then(|theme| {
            let mut theme = theme.clone();
            theme.assets = render::join_styles(theme.assets, *minify, &mut problems)?;
            if *minify {
                render::minify_scripts(&mut theme);
            }
            let texts = render::texts(&theme, *language, &mut problems)?;
            let renderer = Renderer::new(&theme, &texts, &script_site, *minify, &mut problems)?;
            theme.assets.extend(renderer.rendered_once().clone());
            Some(Arc::new(LoadedTheme { theme, texts, renderer }))
        });
        Self { theme, language: *language, minify: *minify, script_site, look, problems }
    }

    /// The look; `None` if it has an error.
    pub fn look(&self) -> Option<Arc<LoadedTheme>> {
        self.look.clone()
    }

    /// The problems of the theme.
    pub fn problems(&self) -> &Problems {
        &self.problems
    }
}
