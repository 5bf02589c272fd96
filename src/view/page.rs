//! The data of every page: its title, its position in the site, the site's name and menu.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::json;

use super::InterfaceTexts;
use super::context::Context;
use super::link::Link;
use crate::address::Address;
use crate::model::Digest;

/// The site: the same on every page, except for its links.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SiteView<'d> {
    /// The name of the digest.
    pub title: &'d str,
    /// One sentence about it.
    pub description: Option<&'d str>,
    /// Who publishes it.
    pub publisher: Option<&'d str>,
    /// A sentence for the top of every page.
    pub notice: Option<&'d str>,
    /// The language of the interface: `ru` or `en`.
    pub language: &'static str,
    /// The language of the cities' texts, for their `lang` attribute.
    pub content_language: &'static str,
    /// The same, if it differs from the language of the page; then the cities' texts need a `lang` attribute.
    pub text_language: Option<&'static str>,
    /// The link to the home page.
    pub home: String,
    /// The main menu.
    pub menu: Vec<Link<'d>>,
    /// The link to the feed, if there is one.
    pub feed: Option<String>,
    /// The link to the open data, if the site has them.
    pub data: Option<String>,
    /// The link to the search, if there is one.
    pub search: Option<String>,
}

/// The page.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PageView<'d> {
    /// The kind of page, for a class: the name of its template without the extension; that of `404.html` is
    /// `not-found`.
    pub kind: &'static str,
    /// Its title.
    pub title: Cow<'d, str>,
    /// A sentence or two about it, for search engines and previews.
    pub description: Cow<'d, str>,
    /// Its address from the root of the site: `/2024/organizational-work/`.
    pub address: String,
    /// Its absolute address, if the site has a `base_url`.
    pub canonical: Option<String>,
    /// The absolute address of its preview picture (600 × 315 pixels), if the site has a `base_url` and previews are
    /// switched on.
    pub preview: Option<String>,
    /// The path to the root of the site, for the files of the theme: `{{ page.root }}{{ asset(name="style.css") }}`.
    pub root: String,
    /// The pages from the home page to the parent of this one.
    pub breadcrumbs: Vec<Link<'d>>,
    /// Linked data for search engines, for a `script` of the type `application/ld+json`. A list has it on its first
    /// page.
    pub json_ld: Option<String>,
    /// Whether it is a draft.
    pub draft: bool,
    /// The data for citing it, besides its title; nothing if the page cannot be cited.
    pub citation: Option<CitationView>,
    /// The link to the collection of its subject, if there is something to collect.
    pub collection: Option<String>,
}

/// The data for citing a page, besides its title and the site. `interface.js` has the wording.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CitationView {
    /// The year of publication, if known.
    pub year: Option<i16>,
}

/// The language of the questionnaires and so of the answers, whatever the language of the interface.
pub(super) const CONTENT_LANGUAGE: &str = "ru";

/// An entry of the menu: its title and the address of its page.
pub(super) type MenuEntry = (String, Address);

/// The main menu: the current edition, then the parts of the site.
pub(super) fn menu(digest: &Digest, texts: &dyn InterfaceTexts) -> Vec<MenuEntry> {
    let edition = digest
        .current_edition()
        .map(|edition| (format!("{}\u{a0}{}", texts.text("edition"), edition.year), Address::edition(edition.year)));
    let parts = [
        ("menu-cities", Address::cities()),
        ("menu-topics", Address::topics()),
        ("menu-courses", Address::courses()),
        ("menu-plans", Address::plans()),
        ("menu-support", Address::support()),
        ("menu-agenda", Address::agenda()),
    ];
    edition.into_iter().chain(parts.map(|(id, address)| (texts.text(id), address))).collect()
}

impl<'d> Context<'_, 'd> {
    pub(super) fn site(&self) -> SiteView<'d> {
        let site = &self.digest.site;
        let current = self.address.to_string();
        let link = |(title, address): &MenuEntry| Link {
            title: title.clone().into(),
            url: self.links.to(address),
            current: current.starts_with(&address.to_string()),
        };
        SiteView {
            title: &site.title,
            description: site.description.as_deref(),
            publisher: site.publisher.as_deref(),
            notice: site.notice.as_deref(),
            language: site.language.code(),
            content_language: CONTENT_LANGUAGE,
            text_language: (site.language.code() != CONTENT_LANGUAGE).then_some(CONTENT_LANGUAGE),
            home: self.links.to(&Address::home()),
            menu: self.views.menu.iter().map(link).collect(),
            search: site.search.then(|| self.links.to(&Address::search())),
            data: site.data.then(|| self.links.to(&Address::data())),
            feed: self.views.has_feed.then(|| format!("{}feed.xml", self.links.root())),
        }
    }

    /// Makes the data of the page. `ancestors` are the pages between the home page and this one. If there is no
    /// description, one is made from the title and the digest, because search engines would invent one.
    pub(super) fn page(
        &self,
        title: impl Into<Cow<'d, str>>,
        description: Option<Cow<'d, str>>,
        ancestors: Vec<(Cow<'d, str>, Address)>,
    ) -> PageView<'d> {
        self.page_with_data(title, description, ancestors, None)
    }

    /// Makes the data of a page with linked data of its own instead of its breadcrumbs.
    pub(super) fn page_with_data(
        &self,
        title: impl Into<Cow<'d, str>>,
        description: Option<Cow<'d, str>>,
        ancestors: Vec<(Cow<'d, str>, Address)>,
        json_ld: Option<String>,
    ) -> PageView<'d> {
        let title = title.into();
        let is_home = self.address == &Address::home();
        let description = description.unwrap_or_else(|| self.description(&title).into());
        let canonical = self
            .digest
            .site
            .base_url
            .as_ref()
            .filter(|_| !self.is_served_anywhere)
            .map(|base| self.address.absolute(base));
        let has_breadcrumb_data = !ancestors.is_empty() && !self.is_continuation;
        let breadcrumb_data = || has_breadcrumb_data.then(|| self.breadcrumb_data(&ancestors, &title)).flatten();
        let json_ld = json_ld.or_else(breadcrumb_data);
        let citation = (!self.is_served_anywhere).then(CitationView::default);
        let home = (!is_home).then(|| Link::new(&*self.digest.site.title, self.links.to(&Address::home())));
        let links = ancestors.into_iter().map(|(title, address)| Link::new(title, self.links.to(&address)));
        PageView {
            kind: self.kind.name,
            title,
            description,
            address: self.address.to_string(),
            canonical,
            preview: self.preview(),
            root: self.links.root().to_owned(),
            breadcrumbs: home.into_iter().chain(links).collect(),
            citation,
            collection: self.collection.and_then(|collection| collection.link(self.index, &self.links)),
            json_ld,
            draft: false,
        }
    }

    /// Makes a description that fits any page, from its title and the digest.
    pub(super) fn description(&self, title: &str) -> String {
        let site = &self.digest.site;
        let about = site.description.as_deref().map(|about| format!(". {about}")).unwrap_or_default();
        if title == &*site.title { format!("{title}{about}") } else { format!("{title} — {}{about}", site.title) }
    }

    /// Makes the breadcrumbs as linked data (schema.org `BreadcrumbList`); `None` without a `base_url`, because the
    /// addresses must be absolute.
    fn breadcrumb_data(&self, ancestors: &[(Cow<'d, str>, Address)], title: &str) -> Option<String> {
        let base = self.digest.site.base_url.as_ref()?;
        let home = (Cow::from(&*self.digest.site.title), Address::home());
        let current = (Cow::from(title), self.address.clone());
        let items: Vec<_> = std::iter::once(&home)
            .chain(ancestors)
            .chain(std::iter::once(&current))
            .enumerate()
            .map(|(position, (name, address))| {
                json!({ "@type": "ListItem", "position": position + 1, "name": name, "item": address.absolute(base) })
            })
            .collect();
        Some(script_json(
            &json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items }),
        ))
    }
}

/// Escapes JSON for the content of a `script`, so that nothing in it can end the element.
pub(super) fn script_json(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c")
}
