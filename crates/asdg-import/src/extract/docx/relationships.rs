//! The relationships of a part to other parts of the package: [`Relationships`].

use std::collections::HashMap;

use crate::extract::archive::ReadError;
use crate::extract::xml::{Xml, XmlToken};

/// The maximum length of an address: nobody types a longer one.
const LINK_LIMIT: usize = 2048;

/// The targets of the relationships of a part, by their ids.
#[derive(Debug, Default)]
pub(super) struct Relationships {
    folder: String,
    targets: HashMap<String, Target>,
}

#[derive(Debug)]
struct Target {
    type_name: String,
    target: String,
    is_external: bool,
}

impl Relationships {
    /// Returns the name of the part with the relationships of a part.
    pub(super) fn rels_part_name(part: &str) -> String {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        format!("{folder}/_rels/{file}.rels")
    }

    /// Reads the relationships of a part.
    pub(super) fn read(part: &str, xml: &str) -> Result<Self, ReadError> {
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let name = Self::rels_part_name(part);
        let mut xml = Xml::new(&name, xml);
        let mut targets = HashMap::new();
        while let Some(token) = xml.next()? {
            if let XmlToken::Open(tag) = token
                && tag.name() == "Relationship"
                && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
            {
                let type_name = tag.attribute("Type").unwrap_or_default();
                // The URI of a type differs between the two editions of the standard; its last segment does not.
                let type_name = type_name.rsplit('/').next().unwrap_or_default().to_owned();
                let is_external = tag.attribute("TargetMode").as_deref() == Some("External");
                targets.insert(id, Target { type_name, target, is_external });
            }
        }
        Ok(Self { folder, targets })
    }

    /// Returns the name of the part that an id refers to.
    pub(super) fn part(&self, id: &str) -> Option<String> {
        let target = self.targets.get(id).filter(|target| !target.is_external)?;
        Some(resolve_part_name(&self.folder, &target.target))
    }

    /// Returns the name of the part of a type, such as `styles`.
    pub(super) fn of_type(&self, type_name: &str) -> Option<String> {
        // If there are several, the choice must not depend on the hash order.
        let of_type = self.targets.iter().filter(|(_, target)| target.type_name == type_name && !target.is_external);
        let (_, first) = of_type.min_by_key(|(id, _)| *id)?;
        Some(resolve_part_name(&self.folder, &first.target))
    }

    /// Returns the external address that an id refers to.
    pub(super) fn link(&self, id: &str) -> Option<&str> {
        self.targets.get(id).filter(|target| target.is_external).map(|target| target.target.as_str())
    }
}

/// Returns an address that a reader of the page can follow; others, such as paths on a local disk, are dropped.
pub(super) fn web_link(address: &str) -> Option<&str> {
    let address = address.trim();
    let has_scheme = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let is_web = ["http://", "https://", "mailto:"].into_iter().any(has_scheme);
    (is_web && address.len() <= LINK_LIMIT).then_some(address)
}

/// Resolves the target of a relationship of a part in `folder` to the name of a part.
fn resolve_part_name(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_the_folder_of_the_part() {
        assert_eq!(resolve_part_name("word", "media/a.png"), "word/media/a.png");
        assert_eq!(resolve_part_name("word", "../customXml/a.xml"), "customXml/a.xml");
        assert_eq!(resolve_part_name("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve_part_name("", "../../x"), "x");
        assert_eq!(Relationships::rels_part_name("word/document.xml"), "word/_rels/document.xml.rels");
    }

    #[test]
    fn only_web_and_mail_addresses_are_links() {
        assert_eq!(web_link(" HTTP://ya.ru "), Some("HTTP://ya.ru"));
        assert_eq!(web_link("mailto:a@b.ru"), Some("mailto:a@b.ru"));
        assert_eq!(web_link("file:///C:/x"), None);
        assert_eq!(web_link("javascript:alert(1)"), None);
    }
}
