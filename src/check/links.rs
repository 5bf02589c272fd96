//! Checks links and pictures: whether their targets exist.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::value::find;
use super::{References, anchors, domain};
use crate::address;
use crate::model::{Anchor, Picture, Response, ResponseId, ResponseKey, Target};
use crate::read::schema::InvalidResponse;
use asdg_base::markdown::{self, SourceLink, SourceProse};
use asdg_base::problem::{Kind, Place, Problems};
use asdg_base::prose::Prose;
use asdg_base::similar as likeness;
use asdg_base::yaml::{At, Located, Source, TextAt};
use asdg_russian::normal::composed;

/// A text whose links and pictures are checked.
pub(super) type LinkedProse = Prose<Target, Picture>;

/// A link to a response, to be checked when all responses are known.
pub(super) struct Pending {
    place: Place,
    /// Whether it is in a draft, which may link to drafts.
    from_draft: bool,
    target: ResponseId,
    anchor: Option<Anchor>,
}

/// Checks the links and pictures of texts of one file.
pub(super) struct Linker<'a> {
    context: &'a References,
    source: &'a Source,
    pending: &'a mut Vec<Pending>,
    home: Option<Home<'a>>,
    /// Links within the response, to be checked when all its anchors are known.
    local: Vec<(Place, Anchor)>,
}

/// The response that a text belongs to.
pub(super) struct Home<'a> {
    /// Its id.
    pub(super) id: ResponseId,
    /// The name of its file without the extension; pictures are in a folder of that name.
    pub(super) stem: &'a str,
    /// Whether it is a draft.
    pub(super) draft: bool,
}

impl<'a> Linker<'a> {
    /// For the texts of a response.
    pub(super) fn of_response(
        context: &'a References,
        source: &'a Source,
        home: Home<'a>,
        pending: &'a mut Vec<Pending>,
    ) -> Self {
        Self { context, source, pending, home: Some(home), local: Vec::new() }
    }

    /// For a text outside of responses.
    pub(super) fn outside_responses(
        context: &'a References,
        source: &'a Source,
        pending: &'a mut Vec<Pending>,
    ) -> Self {
        Self { context, source, pending, home: None, local: Vec::new() }
    }

    /// Checks a text; `None` if a link or picture is wrong.
    pub(super) fn check(
        &mut self,
        prose: SourceProse,
        text_at: &TextAt,
        problems: &mut Problems,
    ) -> Option<LinkedProse> {
        let descriptions = descriptions(&prose);
        let SourceProse { blocks, links, pictures } = prose;
        let mut targets = Vec::with_capacity(links.len());
        let mut sound = true;
        for link in links {
            match self.target(&link, &text_at.at(link.span), problems) {
                Ok(target) => targets.push(target),
                Err(kind) => {
                    problems.add(self.source.place(&text_at.at(link.span)), kind);
                    sound = false;
                }
            }
        }
        let mut found = Vec::with_capacity(pictures.len());
        for (number, picture) in (0_u16..).zip(pictures) {
            let place = || self.source.place(&text_at.at(picture.span));
            match self.picture(&picture, problems) {
                Ok(checked) => {
                    if !descriptions.contains(&number) {
                        let picture = markdown::address(&picture.target).to_owned();
                        problems.add(place(), Kind::PictureDescription { picture });
                    }
                    found.push(checked);
                }
                Err(kind) => {
                    problems.add(place(), kind);
                    sound = false;
                }
            }
        }
        sound.then_some(LinkedProse { blocks, links: targets, pictures: found })
    }

    /// Checks the links within the response.
    pub(super) fn check_local(self, anchors: &BTreeSet<Anchor>, problems: &mut Problems) {
        for (place, anchor) in self.local {
            if !anchors.contains(&anchor) {
                let kind = unknown_anchor(&anchor, anchors, &place, problems);
                problems.add(place, kind);
            }
        }
    }

    /// Records an anchor of the same response that a record names, to be checked later; returns it without a number
    /// sign.
    pub(super) fn expect_anchor(&mut self, anchor: &Located<String>) -> Anchor {
        let written = Anchor::written(&anchor.value);
        self.local.push((self.source.place(&anchor.at), written.clone()));
        written
    }

    fn target(&mut self, link: &SourceLink, at: &At, problems: &Problems) -> Result<Target, Kind> {
        let target = link.target.as_str();
        if let Some(anchor) = target.strip_prefix('#') {
            let anchor = Anchor::written(&decoded(anchor));
            self.local.push((self.source.place(at), anchor.clone()));
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
            "response" => self.response(&id, at, problems),
            "http" | "https" if url::Url::parse(target).is_ok() => {
                Ok(Target::Outside(address::outside(&domain::in_address(target)).into()))
            }
            "mailto" | "tel" if !rest.trim().is_empty() => Ok(Target::Outside(address::outside(target).into())),
            "http" | "https" | "mailto" | "tel" => Err(Kind::UnknownLink { link: target.to_owned() }),
            // A drive, a path or a number with a colon is not a scheme, but a link without a target.
            scheme if scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)) => {
                Err(Kind::UnsafeLink { scheme: scheme.to_owned() })
            }
            _ => Err(Kind::UnknownLink { link: target.to_owned() }),
        }
    }

    /// Resolves `khabarovsk`, of the same sector and year, or `2023/culture/khabarovsk`; both may have an anchor.
    fn response(&mut self, link: &str, at: &At, problems: &Problems) -> Result<Target, Kind> {
        let (path, anchor) = match link.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (link, None),
        };
        let bad = || Kind::BadResponseLink { link: link.to_owned() };
        let parts: Vec<&str> = path.split('/').collect();
        let (year, sector, city) = match (parts.as_slice(), &self.home) {
            ([""], _) => return Err(bad()),
            ([city], Some(home)) => (home.id.year, home.id.sector, city),
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
        self.pending.push(Pending {
            place: self.source.place(at),
            from_draft: self.home.as_ref().is_some_and(|home| home.draft),
            target,
            anchor: anchor.clone(),
        });
        Ok(Target::Response(target, anchor))
    }

    fn picture(&self, picture: &SourceLink, problems: &Problems) -> Result<Picture, Kind> {
        let address = decoded(markdown::address(&picture.target)).replace('\\', "/");
        let Some(home) = &self.home else {
            return Err(Kind::PicturePlace { picture: address, folder: None });
        };
        if address.split('/').any(|part| part == "..") || address.starts_with('/') {
            return Err(Kind::LinkOutOfFolder { target: address });
        }
        let Some(name) = address.strip_prefix(home.stem).and_then(|rest| rest.strip_prefix('/')) else {
            return Err(Kind::PicturePlace { picture: address, folder: Some(format!("{}/", home.stem)) });
        };
        let folder = self.source.file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = format!("{}/{}/", composed(folder), home.stem);
        self.context.pictures.get(&format!("{folder}{name}")).cloned().ok_or_else(|| {
            let is_told = !problems.is_full(&self.source.file, "picture-missing");
            let keys = self.context.pictures.keys().filter(|_| is_told);
            let names = keys.filter_map(|path| path.strip_prefix(&folder));
            let similar = likeness::closest(name, names.map(|name| (name, vec![name])));
            let similar = similar.map(|name| format!("{}/{name}", home.stem));
            Kind::PictureMissing { picture: address.clone(), similar }
        })
    }
}

fn decoded(text: &str) -> String {
    composed(&percent_decode_str(text).decode_utf8_lossy()).into_owned()
}

/// The numbers of the pictures with a description.
fn descriptions(prose: &SourceProse) -> BTreeSet<u16> {
    let mut described = BTreeSet::new();
    asdg_base::prose::visit_pictures(&prose.blocks, &mut |picture, description| {
        if !description.trim().is_empty() {
            described.insert(picture);
        }
    });
    described
}

fn unknown_anchor(anchor: &str, anchors: &BTreeSet<Anchor>, place: &Place, problems: &Problems) -> Kind {
    let is_told = !problems.is_full(&place.path, "unknown-anchor");
    let known = anchors.iter().filter(|_| is_told).map(|anchor| &**anchor);
    Kind::UnknownAnchor { anchor: anchor.to_owned(), similar: likeness::closest_word(anchor, known) }
}

/// Checks what needs all responses: no city answers twice, and links between responses have targets.
pub(super) fn check_between<'p>(
    responses: &[Arc<Response>],
    pending: impl Iterator<Item = &'p Pending>,
    lost: &[&InvalidResponse],
    drafts: bool,
    context: &References,
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
    let lost: BTreeSet<&ResponseKey> = lost.iter().filter_map(|InvalidResponse(key)| key.as_ref()).collect();
    let mut known: BTreeMap<ResponseId, BTreeSet<Anchor>> = BTreeMap::new();
    for Pending { place, from_draft, target, anchor } in pending {
        let key = context.key(*target);
        match by_id.get(target) {
            Some(response) if response.draft && !drafts && !*from_draft => {
                problems.add(place.clone(), Kind::DraftLink { id: key.to_string() })
            }
            Some(response) => {
                let Some(anchor) = anchor else { continue };
                let anchors = known
                    .entry(*target)
                    .or_insert_with(|| anchors::of_page(context.questions_of(response), &response.answers));
                if !anchors.contains(anchor) {
                    let kind = unknown_anchor(anchor, anchors, place, problems);
                    problems.add(place.clone(), kind);
                }
            }
            None if lost.contains(&key) => {}
            None => {
                let is_told = !problems.is_full(&place.path, "unknown-response");
                let of_sector =
                    by_id.keys().filter(|other| is_told && other.year == target.year && other.sector == target.sector);
                let cities = of_sector.map(|other| &*context.cities[other.city].id);
                let similar =
                    likeness::closest_word(&key.city, cities).map(|city| format!("{}/{}/{city}", key.year, key.sector));
                problems.add(place.clone(), Kind::UnknownResponse { id: key.to_string(), similar });
            }
        }
    }
}
