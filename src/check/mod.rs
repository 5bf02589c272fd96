//! Check: source structs into the model, with every problem of every file.
//!
//! [`site()`] checks the settings. [`Frame`] checks everything else: first registers and editions, then each response
//! by itself, then what needs all responses (links between them, records, unused entries). After an error the rest is
//! still checked without the faulty entry, so that one mistake does not hide another. A digest is made only if there
//! are no errors.
//!
//! While the frame (registers, questionnaires, editions, pictures) stays the same, a checked response stays valid, so
//! `serve` checks again only responses that changed. When the frame changes, it checks all of them.

mod anchors;
mod asks;
mod cities;
mod consequences;
mod domain;
mod file;
#[cfg(test)]
mod growth;
mod links;
mod mentions;
mod names;
mod private;
mod records;
mod registers;
mod response;
mod schedule;
mod settings;
mod unused;
mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::address::Address;
use crate::markup::ROOT;
use crate::model::{
    City, Course, Digest, Edition, Key, Picture, Question, Register, Response, ResponseId, ResponseKey, Sector, Site,
    Target, Text, Topic, Year,
};
use crate::read::schema::{InvalidResponse, SourceFile, SourceFrame, SourcePicture, SourceRegisters, SourceResponse};
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Place, Problems};
use asdg_base::questionnaire::Known;
use asdg_base::yaml::Source;
use asdg_russian::normal::composed;

pub(crate) use cities::RESERVED;
pub use domain::shown as shown_domain;
use links::LinkedProse;
use mentions::CityNames;
pub use settings::{base_url, site};

/// The registers, questionnaires and other entries that texts can refer to.
struct References {
    /// The language of the site.
    language: Language,
    cities: Register<City>,
    topics: Register<Topic>,
    courses: Register<Course>,
    sectors: Register<Sector>,
    editions: Vec<Edition>,
    pictures: BTreeMap<String, Picture>,
    names: CityNames,
}

impl References {
    /// The key of a response.
    fn key(&self, response: ResponseId) -> ResponseKey {
        response.key(&self.sectors, &self.cities)
    }

    /// The questions that a response answers.
    fn questions_of(&self, response: &Response) -> &[Question] {
        self.questions(response.year, response.sector).unwrap_or_default()
    }

    /// The questions of a sector in a year.
    fn questions(&self, year: Year, sector: Key<Sector>) -> Option<&[Question]> {
        let edition = self.editions.iter().find(|edition| edition.year == year)?;
        let sector = edition.sectors.iter().find(|edition| edition.sector == sector)?;
        Some(&sector.questions)
    }

    /// Converts a text to its published form. `anchor` is the anchor of its passage; the items of its lists get anchors
    /// from it.
    fn text(&self, prose: LinkedProse, anchor: Option<&str>) -> Text {
        Text::new(prose, anchor, &|target| self.url(target))
    }

    /// The address of a link's target, as seen from the page of a response.
    fn url(&self, target: &Target) -> String {
        let page = match target {
            Target::Topic(topic) => Address::topic(&self.topics[*topic].id),
            Target::City(city) => Address::city(&self.cities[*city].id),
            Target::Course(course) => Address::course(&self.courses[*course].id),
            Target::Response(ResponseId { year, sector, city }, anchor) => {
                let page = Address::response(*year, &self.sectors[*sector].id, &self.cities[*city].id).output_file();
                return match anchor {
                    Some(anchor) => format!("{ROOT}{page}#{anchor}"),
                    None => format!("{ROOT}{page}"),
                };
            }
            Target::Anchor(anchor) => return format!("#{anchor}"),
            Target::Outside(url) => return url.to_string(),
            Target::NoCity => return String::new(),
        };
        format!("{ROOT}{}", page.output_file())
    }
}

/// Checks that need all responses.
#[derive(Default)]
struct Deferred {
    links: Vec<links::Pending>,
    records: Vec<records::PendingRecord>,
    /// Which entries of `private_data_allow` were used.
    allowed: Vec<usize>,
}

/// Checks only the registers and questionnaires. `None` if there was an error.
pub fn known(language: Language, sources: &SourceRegisters, problems: &mut Problems) -> Option<Known> {
    let registers::Registers { cities, topics, courses, sectors } = registers::check(sources, language, problems);
    let questionnaires = schedule::questionnaires(sources, problems);
    (!problems.has_errors()).then_some(Known { language, cities, topics, courses, sectors, questionnaires })
}

/// Everything of a digest except its responses, checked. Responses are checked against it; while it stays the same, an
/// unchanged response need not be checked again.
pub struct Frame {
    site: Option<Site>,
    registers: SourceRegisters,
    context: References,
    /// References to responses in the files of editions.
    later: Deferred,
    /// The problems of the frame.
    problems: Problems,
}

/// A checked response, or what is known of an invalid one.
pub struct Checked {
    /// The response, or what is known of one with an error.
    response: Result<Arc<Response>, InvalidResponse>,
    /// Its checks that need all responses.
    later: Deferred,
    /// Its problems.
    problems: Problems,
}

impl Frame {
    /// Checks registers, questionnaires, editions and pictures, for the settings of `site`.
    pub fn check(site: Option<Site>, sources: SourceFrame) -> Self {
        let SourceFrame { registers, years, pictures } = sources;
        let mut problems = Problems::default();
        let language = site.as_ref().map(|site| site.language).unwrap_or_default();
        let checked = registers::check(&registers, language, &mut problems);
        let registers::Registers { cities, topics, courses, sectors } = checked;
        let pictures = check_pictures(pictures, &mut problems);
        let names = CityNames::new(&cities);
        let mut context =
            References { language, cities, topics, courses, sectors, editions: Vec::new(), pictures, names };
        let mut private = Vec::new();
        if let Some(site) = &site {
            private::check_editions(&site.private_data, &years, &mut private, &mut problems);
        }
        let (editions, mut later) = schedule::check(years, &registers, &context, &mut problems);
        later.allowed = private;
        context.editions = editions;
        Self { site, registers, context, later, problems }
    }

    /// Checks a response, as far as possible without the others.
    pub fn response(&self, source: SourceFile<SourceResponse>) -> Checked {
        let mut problems = Problems::default();
        let mut later = Deferred::default();
        if let Some(site) = &self.site {
            let SourceFile { source: Source { file, .. }, value: SourceResponse { private, .. } } = &source;
            private::check(&site.private_data, file, private, &mut later.allowed, &mut problems);
        }
        let lost = InvalidResponse::of(&source.value);
        let response = response::check(source, &self.context, &mut later, &mut problems).map(Arc::new).ok_or(lost);
        Checked { response, later, problems }
    }

    /// Makes the digest of these responses, with drafts only if `drafts`. `None` if there was an error anywhere;
    /// `problems` has those found before and gets the rest.
    pub fn digest<'a>(
        &self,
        checked: impl Iterator<Item = &'a Checked> + Clone,
        unreadable: impl Iterator<Item = &'a InvalidResponse>,
        drafts: bool,
        problems: &mut Problems,
    ) -> Option<Digest> {
        let Self { site, registers, context, later, problems: found } = self;
        problems.extend(found);
        checked.clone().for_each(|Checked { problems: found, .. }| problems.extend(found));
        let with_later = checked.clone();
        let laters = || std::iter::once(later).chain(with_later.clone().map(|checked| &checked.later));
        let responses = checked.clone().filter_map(|checked| checked.response.clone().ok());
        let responses = in_order(responses.collect(), context);
        let lost: Vec<&InvalidResponse> =
            checked.filter_map(|checked| checked.response.as_ref().err()).chain(unreadable).collect();
        links::check_between(&responses, laters().flat_map(|later| &later.links), &lost, drafts, context, problems);
        records::check_between(&responses, laters().flat_map(|later| &later.records), &lost, context, problems);
        // If a response could not be understood, it is unknown which entries it uses.
        if !problems.has_errors() {
            unused::check(registers, &responses, context, problems);
            let used = laters().flat_map(|later| &later.allowed);
            site.iter().for_each(|site| private::check_unused(&site.private_data, used.clone(), problems));
        }
        consequences::drop_from(problems);
        if problems.has_errors() {
            return None;
        }
        let responses = responses.into_iter().filter(|response| drafts || !response.draft).collect();
        let References { cities, topics, courses, sectors, editions, .. } = context;
        Some(Digest {
            site: site.clone()?,
            cities: cities.clone(),
            topics: topics.clone(),
            courses: courses.clone(),
            sectors: sectors.clone(),
            editions: editions.clone(),
            responses,
        })
    }
}

/// Responses in the order of year, sector and city.
fn in_order(mut responses: Vec<Arc<Response>>, context: &References) -> Vec<Arc<Response>> {
    // Of two responses of one city, the one whose file has the city's name comes first.
    let other_name = |response: &Response| !response.file.contains(&format!("/{}.", context.cities[response.city].id));
    responses.sort_by(|a, b| {
        let by_id = a.id().cmp(&b.id());
        by_id.then_with(|| other_name(a).cmp(&other_name(b))).then_with(|| a.file.cmp(&b.file))
    });
    responses
}

fn check_pictures(sources: Vec<SourcePicture>, problems: &mut Problems) -> BTreeMap<String, Picture> {
    let mut pictures = BTreeMap::new();
    for SourcePicture { path, size } in sources {
        let name = path.rsplit('/').next().unwrap_or_default();
        match size {
            Some((width, height)) => {
                // Texts contain the composed form of a name, whatever the system stores for file names.
                let picture = Picture { name: composed(name).into(), file: path.as_str().into(), width, height };
                pictures.insert(composed(&path).into_owned(), picture);
            }
            None => {
                let picture = name.to_owned();
                problems.add(Place::file(path), Kind::PictureFormat { picture });
            }
        }
    }
    pictures
}
