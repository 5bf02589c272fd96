//! Check: source structs into the model, with every problem of every file.
//!
//! [`site()`] checks the settings, [`digest()`] everything else. Errors are reported and leave out what they concern, so that
//! one mistake does not hide another; a digest is only made when there is none.

mod consequences;
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

use rayon::prelude::*;

use crate::model::{
    City, Course, Digest, Edition, Key, Picture, Question, Register, Response, Sector, Site, Topic, Year,
};
use crate::problem::wording::Language;
use crate::problem::{Kind, Place, Problems};
use crate::read::schema::{SourceFile, SourcePicture, SourceRegisters, SourceResponse, Sources};

use mentions::CityNames;
pub use schedule::{Questionnaire, Questionnaires};
pub use settings::{base_url, site};

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
}

/// What can only be checked when all responses are known.
#[derive(Default)]
struct Later {
    links: Vec<links::Pending>,
    records: Vec<records::PendingRecord>,
}

impl Later {
    fn append(&mut self, other: Later) {
        self.links.extend(other.links);
        self.records.extend(other.records);
    }
}

/// What a digest knows before it has responses: its registers and its questionnaires.
#[derive(Debug)]
pub struct Known {
    /// The cities, in the order of their names.
    pub cities: Register<City>,
    /// The topics, in the order of their names.
    pub topics: Register<Topic>,
    /// The courses, in the order of their names.
    pub courses: Register<Course>,
    /// The sectors, in the order of their file.
    pub sectors: Register<Sector>,
    /// The questionnaires.
    pub questionnaires: Questionnaires,
}

/// Checks the registers and questionnaires alone. `None` when there was an error.
pub fn known(language: Language, sources: &SourceRegisters, problems: &mut Problems) -> Option<Known> {
    let registers::Registers { cities, topics, courses, sectors } = registers::check(sources, language, problems);
    let questionnaires = Questionnaires::check(sources, problems);
    (!problems.has_errors()).then_some(Known { cities, topics, courses, sectors, questionnaires })
}

/// Checks everything that was read. `None` when there was an error.
pub fn digest(site: Option<Site>, sources: Sources, drafts: bool, problems: &mut Problems) -> Option<Digest> {
    let Sources { registers, years, responses, unreadable, pictures } = sources;
    let language = site.as_ref().map(|site| site.language).unwrap_or_default();
    if let Some(site) = &site {
        private::check(&site.private_data, &years, &responses, unreadable.is_empty(), problems);
    }
    let checked = registers::check(&registers, language, problems);
    let registers::Registers { cities, topics, courses, sectors } = checked;
    let pictures = check_pictures(pictures, problems);
    let names = CityNames::new(&cities);
    let mut context = Context { cities, topics, courses, sectors, editions: Vec::new(), pictures, names };
    let (editions, of_editions) = schedule::check(years, &registers, &context, problems);
    context.editions = editions;

    let (responses, mut later) = check_responses(responses, &context, problems);
    later.append(of_editions);
    let Later { links, records } = later;
    links::check_between(&responses, links, &unreadable, drafts, &context, problems);
    records::check_between(&responses, records, &unreadable, &context, problems);
    // When a response could not be understood, what it uses is not known.
    if !problems.has_errors() {
        unused::check(&registers, &responses, &context, problems);
    }
    consequences::drop_from(problems);
    if problems.has_errors() {
        return None;
    }
    let responses = responses.into_iter().filter(|response| drafts || !response.draft).collect();
    let Context { cities, topics, courses, sectors, editions, .. } = context;
    Some(Digest { site: site?, cities, topics, courses, sectors, editions, responses })
}

/// Checks the responses on all processors; they come out in the order of year, sector and city.
fn check_responses(
    sources: Vec<SourceFile<SourceResponse>>,
    context: &Context,
    problems: &mut Problems,
) -> (Vec<Response>, Later) {
    let checked: Vec<_> = sources
        .into_par_iter()
        .map(|source| {
            let mut problems = Problems::default();
            let mut later = Later::default();
            let response = response::check(source, context, &mut later, &mut problems);
            (response, later, problems)
        })
        .collect();
    let mut responses: Vec<Response> = Vec::with_capacity(checked.len());
    let mut later = Later::default();
    for (response, found_later, found) in checked {
        problems.append(found);
        later.append(found_later);
        responses.extend(response);
    }
    // Of two responses of one city the one whose file has the city's name comes first.
    let other_name = |response: &Response| !response.file.contains(&format!("/{}.", context.cities[response.city].id));
    responses.sort_by(|a, b| {
        let by_id = a.id().cmp(&b.id());
        by_id.then_with(|| other_name(a).cmp(&other_name(b))).then_with(|| a.file.cmp(&b.file))
    });
    (responses, later)
}

fn check_pictures(sources: Vec<SourcePicture>, problems: &mut Problems) -> BTreeMap<String, Picture> {
    let mut pictures = BTreeMap::new();
    for SourcePicture { path, size } in sources {
        let name = path.rsplit('/').next().unwrap_or_default();
        match size {
            Some((width, height)) => {
                let picture = Picture { name: name.into(), file: path.as_str().into(), width, height };
                pictures.insert(path, picture);
            }
            None => {
                let picture = name.to_owned();
                problems.add(Place::file(path), Kind::PictureFormat { picture });
            }
        }
    }
    pictures
}
