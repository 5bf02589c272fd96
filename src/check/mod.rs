//! Check: source structs into the model, with every problem of every file.
//!
//! [`site()`] checks the settings, [`Frame`] everything else: registers and editions first, then each response for itself, then what
//! needs them all. Errors are reported and leave out what they concern, so that one mistake does not hide another; a digest is only
//! made when there is none.

mod asks;
mod consequences;
mod domain;
#[cfg(test)]
mod growth;
mod links;
mod mentions;
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
    City, Course, Digest, Edition, Key, Picture, Question, Register, Response, ResponseId, Sector, Site, Target, Text,
    Topic, Year,
};
use crate::read::schema::{Lost, SourceFile, SourceFrame, SourcePicture, SourceRegisters, SourceResponse};
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Place, Problems};
use asdg_base::questionnaire::Known;
use asdg_base::yaml::Source;
use asdg_russian::normal::composed;

pub use domain::shown as shown_domain;
use links::LinkedProse;
use mentions::CityNames;
pub(crate) use registers::RESERVED;
pub use settings::{base_url, site};
pub(crate) use value::{is_device, is_id};

/// What the texts of a digest can refer to.
struct Context {
    cities: Register<City>,
    topics: Register<Topic>,
    courses: Register<Course>,
    sectors: Register<Sector>,
    editions: Vec<Edition>,
    pictures: BTreeMap<String, Picture>,
    names: CityNames,
}

impl Context {
    /// The questions that a sector had to answer in a year.
    fn questions(&self, year: Year, sector: Key<Sector>) -> Option<&[Question]> {
        let edition = self.editions.iter().find(|edition| edition.year == year)?;
        let sector = edition.sectors.iter().find(|edition| edition.sector == sector)?;
        Some(&sector.questions)
    }

    /// A text as it is published. `anchor` is that of its passage, where the items of its lists get anchors.
    fn text(&self, prose: LinkedProse, anchor: Option<&str>) -> Text {
        Text::new(prose, anchor, &|target| self.url(target))
    }

    /// Where a link leads, from the page of a response.
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

/// What can only be checked when all responses are known.
#[derive(Default)]
struct Later {
    links: Vec<links::Pending>,
    records: Vec<records::PendingRecord>,
    /// Which entries of `private_data_allow` were wanted.
    allowed: Vec<usize>,
}

/// Checks the registers and questionnaires alone. `None` when there was an error.
pub fn known(language: Language, sources: &SourceRegisters, problems: &mut Problems) -> Option<Known> {
    let registers::Registers { cities, topics, courses, sectors } = registers::check(sources, language, problems);
    let questionnaires = schedule::questionnaires(sources, problems);
    (!problems.has_errors()).then_some(Known { language, cities, topics, courses, sectors, questionnaires })
}

/// Everything of a digest but its responses, checked: what they are checked against. While it stays the same, a response that
/// did not change need not be checked again.
pub struct Frame {
    site: Option<Site>,
    registers: SourceRegisters,
    context: Context,
    /// What the editions name in responses.
    later: Later,
    /// What is wrong with the frame.
    problems: Problems,
}

/// A response that was checked, or what is left of one that is wrong.
pub struct Checked {
    /// The response, or what is known of one that has an error.
    response: Result<Arc<Response>, Lost>,
    /// What can only be checked when all responses are known.
    later: Later,
    /// What is wrong with it.
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
        let mut context = Context { cities, topics, courses, sectors, editions: Vec::new(), pictures, names };
        let mut private = Vec::new();
        if let Some(site) = &site {
            private::check_editions(&site.private_data, &years, &mut private, &mut problems);
        }
        let (editions, mut later) = schedule::check(years, &registers, &context, &mut problems);
        later.allowed = private;
        context.editions = editions;
        Self { site, registers, context, later, problems }
    }

    /// Checks a response as far as it can be without the others.
    pub fn response(&self, source: SourceFile<SourceResponse>) -> Checked {
        let mut problems = Problems::default();
        let mut later = Later::default();
        if let Some(site) = &self.site {
            let SourceFile { source: Source { file, .. }, value: SourceResponse { private, .. } } = &source;
            private::check(&site.private_data, file, private, &mut later.allowed, &mut problems);
        }
        let lost = Lost::of(&source.value);
        let response = response::check(source, &self.context, &mut later, &mut problems).map(Arc::new).ok_or(lost);
        Checked { response, later, problems }
    }

    /// A digest of these responses, without its drafts unless they are wanted. `None` when there was an error anywhere; `problems` holds
    /// what was found so far and gets the rest.
    pub fn digest<'a>(
        &self,
        checked: impl Iterator<Item = &'a Checked> + Clone,
        unreadable: impl Iterator<Item = &'a Lost>,
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
        let lost: Vec<&Lost> =
            checked.filter_map(|checked| checked.response.as_ref().err()).chain(unreadable).collect();
        links::check_between(&responses, laters().flat_map(|later| &later.links), &lost, drafts, context, problems);
        records::check_between(&responses, laters().flat_map(|later| &later.records), &lost, context, problems);
        // When a response could not be understood, what it uses is not known.
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
        let Context { cities, topics, courses, sectors, editions, pictures: _, names: _ } = context;
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
fn in_order(mut responses: Vec<Arc<Response>>, context: &Context) -> Vec<Arc<Response>> {
    // Of two responses of one city the one whose file has the city's name comes first.
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
                // Texts have the composed form of a name, whatever the system makes of those of files.
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
