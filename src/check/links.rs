//! Checks whether the targets of links and pictures exist.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::value::find;
use super::{CheckContext, anchors, domain};
use crate::address;
use crate::model::{Anchor, Picture, Response, ResponseId, ResponseKey, Target};
use crate::read::schema::InvalidResponse;
use asdg_base::markdown::{self, SourceLink, SourceProse};
use asdg_base::problem::{Kind, Place, Problems};
use asdg_base::prose::Prose;
use asdg_base::similar;
use asdg_base::yaml::{At, Located, Source, TextAt};
use asdg_russian::normal::composed;

/// A text whose links and pictures are checked.
pub(super) type LinkedProse = Prose<Target, Picture>;

/// A link to a response, which is checked when all responses are known.
pub(super) struct DeferredLink {
    place: Place,
    /// Whether it is in a draft. Only drafts may link to drafts.
    from_draft: bool,
    target: ResponseId,
    anchor: Option<Anchor>,
}

/// Checks the links and pictures in the texts of one file.
pub(super) struct LinkChecker<'a> {
    context: &'a CheckContext,
    source: &'a Source,
    deferred: &'a mut Vec<DeferredLink>,
    /// The response of the file; `None` for the files of editions.
    response: Option<OwnResponse<'a>>,
    /// Links within the response, which are checked when all its anchors are known.
    local_links: Vec<(Place, Anchor)>,
}

/// The response whose texts are checked.
pub(super) struct OwnResponse<'a> {
    /// Its id.
    pub(super) id: ResponseId,
    /// The name of its file without the extension; pictures are in a folder of that name.
    pub(super) stem: &'a str,
    /// Whether it is a draft.
    pub(super) draft: bool,
}

impl<'a> LinkChecker<'a> {
    /// Checks the texts of a response.
    pub(super) fn for_response(
        context: &'a CheckContext,
        source: &'a Source,
        response: OwnResponse<'a>,
        deferred: &'a mut Vec<DeferredLink>,
    ) -> Self {
        Self { context, source, deferred, response: Some(response), local_links: Vec::new() }
    }

    /// Checks the texts of an edition, which belong to no response.
    pub(super) fn for_edition(
        context: &'a CheckContext,
        source: &'a Source,
        deferred: &'a mut Vec<DeferredLink>,
    ) -> Self {
        Self { context, source, deferred, response: None, local_links: Vec::new() }
    }

    /// Checks a text; `None` if a link or picture has an error.
    pub(super) fn check(
        &mut self,
        prose: SourceProse,
        text_at: &TextAt,
        problems: &mut Problems,
    ) -> Option<LinkedProse> {
        let described = described_pictures(&prose);
        let SourceProse { blocks, links, pictures } = prose;
        let mut targets = Vec::with_capacity(links.len());
        let mut is_valid = true;
        for link in links {
            match self.target(&link, &text_at.at(link.span), problems) {
                Ok(target) => targets.push(target),
                Err(kind) => {
                    problems.add(self.source.place(&text_at.at(link.span)), kind);
                    is_valid = false;
                }
            }
        }
        let mut checked_pictures = Vec::with_capacity(pictures.len());
        for (number, picture) in (0_u16..).zip(pictures) {
            let place = || self.source.place(&text_at.at(picture.span));
            match self.picture(&picture, problems) {
                Ok(checked) => {
                    if !described.contains(&number) {
                        let picture = markdown::address(&picture.target).to_owned();
                        problems.add(place(), Kind::PictureDescription { picture });
                    }
                    checked_pictures.push(checked);
                }
                Err(kind) => {
                    problems.add(place(), kind);
                    is_valid = false;
                }
            }
        }
        is_valid.then_some(LinkedProse { blocks, links: targets, pictures: checked_pictures })
    }

    /// Checks the links within the response.
    pub(super) fn check_local(self, anchors: &BTreeSet<Anchor>, problems: &mut Problems) {
        for (place, anchor) in self.local_links {
            if !anchors.contains(&anchor) {
                let kind = unknown_anchor(&anchor, anchors, &place, problems);
                problems.add(place, kind);
            }
        }
    }

    /// Parses an anchor of the same response that a record names. [`check_local`](Self::check_local) checks whether it
    /// exists.
    pub(super) fn local_anchor(&mut self, written: &Located<String>) -> Anchor {
        let anchor = Anchor::written(&written.value);
        self.local_links.push((self.source.place(&written.at), anchor.clone()));
        anchor
    }

    /// Resolves the target of a link.
    fn target(&mut self, link: &SourceLink, at: &At, problems: &Problems) -> Result<Target, Kind> {
        let target = link.target.as_str();
        if let Some(anchor) = target.strip_prefix('#') {
            let anchor = Anchor::written(&decoded(anchor));
            self.local_links.push((self.source.place(at), anchor.clone()));
            return Ok(Target::Anchor(anchor));
        }
        let Some((scheme, rest)) = target.split_once(':') else {
            return Err(Kind::UnknownLink { link: target.to_owned() });
        };
        let id = decoded(rest);
        match scheme.to_ascii_lowercase().as_str() {
            "topic" => find(&self.context.topics, &id, &self.source.file, problems).map(Target::Topic),
            "city" if id.trim().is_empty() => Ok(Target::NoCity),
            "city" => find(&self.context.cities, &id, &self.source.file, problems).map(Target::City),
            "course" => find(&self.context.courses, &id, &self.source.file, problems).map(Target::Course),
            "response" => self.response_target(&id, at, problems),
            "http" | "https" if url::Url::parse(target).is_ok() => {
                Ok(Target::Outside(address::external(&domain::with_ascii_host(target)).into()))
            }
            "mailto" | "tel" if !rest.trim().is_empty() => Ok(Target::Outside(address::external(target).into())),
            "http" | "https" | "mailto" | "tel" => Err(Kind::UnknownLink { link: target.to_owned() }),
            // A drive, a path or a number before a colon is not a scheme.
            scheme if scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)) => {
                Err(Kind::UnsafeLink { scheme: scheme.to_owned() })
            }
            _ => Err(Kind::UnknownLink { link: target.to_owned() }),
        }
    }

    /// Resolves a link to a response: `khabarovsk` in the same sector and year, or `2023/culture/khabarovsk`. Both may
    /// have an anchor.
    fn response_target(&mut self, link: &str, at: &At, problems: &Problems) -> Result<Target, Kind> {
        let (path, anchor) = match link.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (link, None),
        };
        let bad = || Kind::BadResponseLink { link: link.to_owned() };
        let parts: Vec<&str> = path.split('/').collect();
        let (year, sector, city) = match (parts.as_slice(), &self.response) {
            ([""], _) => return Err(bad()),
            ([city], Some(OwnResponse { id, .. })) => (id.year, id.sector, city),
            ([year, sector, city], _) => {
                let year = year.parse().map_err(|_| bad())?;
                let sector = find(&self.context.sectors, sector, &self.source.file, problems)?;
                (year, sector, city)
            }
            _ => return Err(bad()),
        };
        let city = find(&self.context.cities, city, &self.source.file, problems)?;
        let target = ResponseId { year, sector, city };
        let anchor = anchor.filter(|anchor| !anchor.is_empty()).map(Anchor::written);
        self.deferred.push(DeferredLink {
            place: self.source.place(at),
            from_draft: self.response.as_ref().is_some_and(|response| response.draft),
            target,
            anchor: anchor.clone(),
        });
        Ok(Target::Response(target, anchor))
    }

    /// Finds a picture in the folder of the response.
    fn picture(&self, picture: &SourceLink, problems: &Problems) -> Result<Picture, Kind> {
        let address = decoded(markdown::address(&picture.target)).replace('\\', "/");
        let Some(OwnResponse { stem, .. }) = &self.response else {
            return Err(Kind::PicturePlace { picture: address, folder: None });
        };
        if address.split('/').any(|part| part == "..") || address.starts_with('/') {
            return Err(Kind::LinkOutOfFolder { target: address });
        }
        let Some(name) = address.strip_prefix(*stem).and_then(|rest| rest.strip_prefix('/')) else {
            return Err(Kind::PicturePlace { picture: address, folder: Some(format!("{stem}/")) });
        };
        let folder = self.source.file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = format!("{}/{stem}/", composed(folder));
        self.context.pictures.get(&format!("{folder}{name}")).cloned().ok_or_else(|| {
            let is_reported = !problems.is_full(&self.source.file, "picture-missing");
            let keys = self.context.pictures.keys().filter(|_| is_reported);
            let names = keys.filter_map(|path| path.strip_prefix(&folder));
            let similar = similar::closest(name, names.map(|name| (name, vec![name])));
            let similar = similar.map(|name| format!("{stem}/{name}"));
            Kind::PictureMissing { picture: address.clone(), similar }
        })
    }
}

fn decoded(text: &str) -> String {
    composed(&percent_decode_str(text).decode_utf8_lossy()).into_owned()
}

/// The numbers of the pictures with a description.
fn described_pictures(prose: &SourceProse) -> BTreeSet<u16> {
    let mut described = BTreeSet::new();
    asdg_base::prose::visit_pictures(&prose.blocks, &mut |picture, description| {
        if !description.trim().is_empty() {
            described.insert(picture);
        }
    });
    described
}

/// The problem for an unknown anchor, with the most similar one.
fn unknown_anchor(anchor: &str, anchors: &BTreeSet<Anchor>, place: &Place, problems: &Problems) -> Kind {
    let is_reported = !problems.is_full(&place.path, "unknown-anchor");
    let known = anchors.iter().filter(|_| is_reported).map(|anchor| &**anchor);
    Kind::UnknownAnchor { anchor: anchor.to_owned(), similar: similar::closest_word(anchor, known) }
}

/// Checks that no city has two responses to one questionnaire, and that the targets of links to responses exist.
pub(super) fn check_deferred<'p>(
    responses: &[Arc<Response>],
    links: impl Iterator<Item = &'p DeferredLink>,
    invalid: &[&InvalidResponse],
    drafts: bool,
    context: &CheckContext,
    problems: &mut Problems,
) {
    let mut by_id: BTreeMap<ResponseId, &Response> = BTreeMap::new();
    for response in responses {
        match by_id.get(&response.id()) {
            Some(first) => {
                let city = context.cities[response.city].name.to_string();
                let first = first.file.to_string();
                problems.add(Place::file(&*response.file), Kind::CityTwice { city, first });
            }
            None => {
                by_id.insert(response.id(), response);
            }
        }
    }
    let invalid: BTreeSet<&ResponseKey> = invalid.iter().filter_map(|InvalidResponse(key)| key.as_ref()).collect();
    let mut anchors_of: BTreeMap<ResponseId, BTreeSet<Anchor>> = BTreeMap::new();
    for DeferredLink { place, from_draft, target, anchor } in links {
        let key = context.key(*target);
        match by_id.get(target) {
            Some(response) if response.draft && !drafts && !*from_draft => {
                problems.add(place.clone(), Kind::DraftLink { id: key.to_string() })
            }
            Some(response) => {
                let Some(anchor) = anchor else { continue };
                let anchors = anchors_of
                    .entry(*target)
                    .or_insert_with(|| anchors::of_page(context.questions_of(response), &response.answers));
                if !anchors.contains(anchor) {
                    let kind = unknown_anchor(anchor, anchors, place, problems);
                    problems.add(place.clone(), kind);
                }
            }
            None if invalid.contains(&key) => {}
            None => {
                let is_reported = !problems.is_full(&place.path, "unknown-response");
                let in_sector = by_id
                    .keys()
                    .filter(|other| is_reported && other.year == target.year && other.sector == target.sector);
                let cities = in_sector.map(|other| &*context.cities[other.city].id);
                let similar =
                    similar::closest_word(&key.city, cities).map(|city| format!("{}/{}/{city}", key.year, key.sector));
                problems.add(place.clone(), Kind::UnknownResponse { id: key.to_string(), similar });
            }
        }
    }
}
