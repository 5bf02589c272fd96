//! Check: source structs into the model, with every problem of every file.
//!
//! [`site()`] checks the settings. [`ReferenceData`] checks everything else: first registers and editions, then each
//! response by itself, then everything that needs all responses (links between them, records, unused entries). After an
//! error the rest is still checked without the faulty entry, so that one mistake does not hide another. A digest is
//! made only if there are no errors.
//!
//! While the reference data (registers, questionnaires, editions, pictures) stays the same, a checked response stays
//! valid, so `serve` checks only responses that changed. When the reference data changes, `serve` checks all responses
//! again.

mod anchors;
mod asks;
mod cities;
mod consequences;
mod domain;
mod editions;
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
use crate::read::schema::{
    InvalidResponse, SourceFile, SourcePicture, SourceReferenceData, SourceRegisters, SourceResponse,
};
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Place, Problems};
use asdg_base::questionnaire::Known;
use asdg_base::yaml::Source;
use asdg_russian::normal::composed;

pub(crate) use cities::RESERVED_IDS;
pub use domain::unicode_domain;
use links::LinkedProse;
use mentions::CityNames;
pub use settings::{base_url, site};

/// Everything that a response is checked against: registers, questions, editions, pictures.
struct CheckContext {
    /// The language of the site.
    language: Language,
    cities: Register<City>,
    topics: Register<Topic>,
    courses: Register<Course>,
    sectors: Register<Sector>,
    editions: Vec<Edition>,
    pictures: BTreeMap<String, Picture>,
    city_names: CityNames,
}

impl CheckContext {
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

    /// Writes a text as HTML. `anchor` is the anchor of its passage, from which the items of its lists get theirs.
    fn write_text(&self, prose: LinkedProse, anchor: Option<&str>) -> Text {
        Text::new(prose, anchor, &|target| self.url(target))
    }

    /// The address of a link's target, relative to the page of a response.
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

/// The input of checks that need all responses.
#[derive(Default)]
struct Deferred {
    links: Vec<links::DeferredLink>,
    records: Vec<records::DeferredRecord>,
    /// The indexes of the entries of `private_data_allow` that were used.
    used_allowances: Vec<usize>,
}

/// Checks only the registers and questionnaires. `None` if there was an error.
pub fn known(language: Language, sources: &SourceRegisters, problems: &mut Problems) -> Option<Known> {
    let registers::Registers { cities, topics, courses, sectors } = registers::check(sources, language, problems);
    let questionnaires = editions::questionnaires(sources, problems);
    (!problems.has_errors()).then_some(Known { language, cities, topics, courses, sectors, questionnaires })
}

/// Everything in a digest except its responses, checked. Responses are checked against it. While it stays the same, an
/// unchanged response need not be checked again.
pub struct ReferenceData {
    site: Option<Site>,
    registers: SourceRegisters,
    context: CheckContext,
    /// The links and records in the files of editions, which refer to responses.
    deferred: Deferred,
    /// The problems of the reference data.
    problems: Problems,
}

/// The result of checking a response.
pub struct CheckedResponse {
    /// The response, or the key of one with an error.
    response: Result<Arc<Response>, InvalidResponse>,
    /// Its links and records, which are checked when all responses are known.
    deferred: Deferred,
    /// Its problems.
    problems: Problems,
}

impl ReferenceData {
    /// Checks registers, questionnaires, editions and pictures, for the settings of `site`.
    pub fn check(site: Option<Site>, sources: SourceReferenceData) -> Self {
        let SourceReferenceData { registers, years, pictures } = sources;
        let mut problems = Problems::default();
        let language = site.as_ref().map(|site| site.language).unwrap_or_default();
        let checked = registers::check(&registers, language, &mut problems);
        let registers::Registers { cities, topics, courses, sectors } = checked;
        let pictures = check_pictures(pictures, &mut problems);
        let city_names = CityNames::new(&cities);
        let mut context =
            CheckContext { language, cities, topics, courses, sectors, editions: Vec::new(), pictures, city_names };
        let mut used_allowances = Vec::new();
        if let Some(site) = &site {
            private::check_editions(&site.private_data, &years, &mut used_allowances, &mut problems);
        }
        let (editions, mut deferred) = editions::check(years, &registers, &context, &mut problems);
        deferred.used_allowances = used_allowances;
        context.editions = editions;
        Self { site, registers, context, deferred, problems }
    }

    /// Checks a response as far as possible without the others.
    pub fn check_response(&self, source: SourceFile<SourceResponse>) -> CheckedResponse {
        let mut problems = Problems::default();
        let mut deferred = Deferred::default();
        if let Some(site) = &self.site {
            let SourceFile { source: Source { file, .. }, value: SourceResponse { private, .. } } = &source;
            private::check(&site.private_data, file, private, &mut deferred.used_allowances, &mut problems);
        }
        let invalid = InvalidResponse::of(&source.value);
        let response = response::check(source, &self.context, &mut deferred, &mut problems);
        CheckedResponse { response: response.map(Arc::new).ok_or(invalid), deferred, problems }
    }

    /// Makes the digest of these responses, with drafts only if `drafts` is set. `None` if there was an error in any
    /// file. `problems` has the problems of reading the files and gets all others.
    pub fn digest<'a>(
        &self,
        checked: impl Iterator<Item = &'a CheckedResponse> + Clone,
        unreadable: impl Iterator<Item = &'a InvalidResponse>,
        drafts: bool,
        problems: &mut Problems,
    ) -> Option<Digest> {
        let Self { site, registers, context, deferred: own_deferred, problems: own_problems } = self;
        problems.extend(own_problems);
        checked.clone().for_each(|checked| problems.extend(&checked.problems));
        let checked_responses = checked.clone();
        let all_deferred =
            || std::iter::once(own_deferred).chain(checked_responses.clone().map(|checked| &checked.deferred));
        let responses = checked.clone().filter_map(|checked| checked.response.clone().ok());
        let responses = sorted(responses.collect(), context);
        let invalid: Vec<&InvalidResponse> =
            checked.filter_map(|checked| checked.response.as_ref().err()).chain(unreadable).collect();
        let links = all_deferred().flat_map(|deferred| &deferred.links);
        links::check_deferred(&responses, links, &invalid, drafts, context, problems);
        let records = all_deferred().flat_map(|deferred| &deferred.records);
        records::check_deferred(&responses, records, &invalid, context, problems);
        // The entries that an invalid response uses are unknown.
        if !problems.has_errors() {
            unused::check(registers, &responses, context, problems);
            let used = all_deferred().flat_map(|deferred| &deferred.used_allowances);
            site.iter().for_each(|site| private::check_unused(&site.private_data, used.clone(), problems));
        }
        consequences::remove_from(problems);
        if problems.has_errors() {
            return None;
        }
        let responses = responses.into_iter().filter(|response| drafts || !response.draft).collect();
        let CheckContext { cities, topics, courses, sectors, editions, .. } = context;
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

/// Sorts responses by year, sector and city.
fn sorted(mut responses: Vec<Arc<Response>>, context: &CheckContext) -> Vec<Arc<Response>> {
    // Of two responses of one city, the one whose file has the city's name comes first.
    let has_other_name =
        |response: &Response| !response.file.contains(&format!("/{}.", context.cities[response.city].id));
    responses.sort_by(|a, b| {
        let by_id = a.id().cmp(&b.id());
        by_id.then_with(|| has_other_name(a).cmp(&has_other_name(b))).then_with(|| a.file.cmp(&b.file))
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
