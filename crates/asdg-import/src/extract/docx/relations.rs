//! The relations of a part to other parts of the package: [`Relations`].

use std::collections::HashMap;

use crate::extract::archive::ReadError;
use crate::extract::xml::{Xml, XmlToken};

/// Longer addresses are not ones that somebody typed.
const LINK_LIMIT: usize = 2048;

/// The targets of one part, by their ids.
#[derive(Debug, Default)]
pub(super) struct Relations {
    folder: String,
    targets: HashMap<String, RelationTarget>,
}

#[derive(Debug)]
struct RelationTarget {
    kind: String,
    target: String,
    external: bool,
}

impl Relations {
    /// The name of the part that holds the relations of a part.
    pub(super) fn part_of(part: &str) -> String {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        format!("{folder}/_rels/{file}.rels")
    }

    /// Reads the relations of a part.
    pub(super) fn read(part: &str, xml: &str) -> Result<Self, ReadError> {
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let name = Self::part_of(part);
        let mut xml = Xml::new(&name, xml);
        let mut targets = HashMap::new();
        while let Some(token) = xml.next()? {
            if let XmlToken::Open(tag) = token
                && tag.name() == "Relationship"
                && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
            {
                let kind = tag.attribute("Type").unwrap_or_default();
                // The address of a kind differs between the two editions of the standard, its end does not.
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let external = tag.attribute("TargetMode").as_deref() == Some("External");
                targets.insert(id, RelationTarget { kind, target, external });
            }
        }
        Ok(Self { folder, targets })
    }

    /// The part that an id refers to.
    pub(super) fn part(&self, id: &str) -> Option<String> {
        let target = self.targets.get(id).filter(|target| !target.external)?;
        Some(resolved(&self.folder, &target.target))
    }

    /// The part of a kind, such as `styles`.
    pub(super) fn of_kind(&self, kind: &str) -> Option<String> {
        // Which one of several it is must not depend on how they are stored.
        let of_kind = self.targets.iter().filter(|(_, target)| target.kind == kind && !target.external);
        let (_, first) = of_kind.min_by_key(|(id, _)| *id)?;
        Some(resolved(&self.folder, &first.target))
    }

    /// The address outside the file that an id refers to.
    pub(super) fn link(&self, id: &str) -> Option<&str> {
        self.targets.get(id).filter(|target| target.external).map(|target| target.target.as_str())
    }
}

/// An address that a reader can follow; others, such as paths on somebody's disk, are no links.
pub(super) fn followable(address: &str) -> Option<&str> {
    let address = address.trim();
    let begins = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let good = ["http://", "https://", "mailto:"].into_iter().any(begins);
    (good && address.len() <= LINK_LIMIT).then_some(address)
}

/// The name of a part from what stands in a relation of a part in `folder`.
fn resolved(folder: &str, target: &str) -> String {
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
    fn targets_are_found_from_the_folder_of_the_part() {
        assert_eq!(resolved("word", "media/a.png"), "word/media/a.png");
        assert_eq!(resolved("word", "../customXml/a.xml"), "customXml/a.xml");
        assert_eq!(resolved("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolved("", "../../x"), "x");
        assert_eq!(Relations::part_of("word/document.xml"), "word/_rels/document.xml.rels");
    }

    #[test]
    fn only_addresses_of_the_web_and_of_mail_are_links() {
        assert_eq!(followable(" HTTP://ya.ru "), Some("HTTP://ya.ru"));
        assert_eq!(followable("mailto:a@b.ru"), Some("mailto:a@b.ru"));
        assert_eq!(followable("file:///C:/x"), None);
        assert_eq!(followable("javascript:alert(1)"), None);
    }
}
