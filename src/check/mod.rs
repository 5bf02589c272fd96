//! Check: source structs into the model, with every problem of every file.
//!
//! [`site()`] checks the settings, [`digest()`] everything else. Errors are reported and leave out what they concern, so that
//! one mistake does not hide another; a digest is only made when there is none.

mod consequences;
mod links;
mod mentions;
mod registers;
mod response;
mod schedule;
mod settings;
mod unused;
mod value;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::{City, Course, Digest, Edition, Picture, Register, Response, Sector, Site, Topic};
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
    let checked = registers::check(&registers, language, problems);
    let registers::Registers { cities, topics, courses, sectors } = checked;
    let pictures = check_pictures(pictures, problems);
    let names = CityNames::new(&cities);
    let mut context = Context { cities, topics, courses, sectors, editions: Vec::new(), pictures, names };
    let (editions, introduced) = schedule::check(years, &registers, &context, problems);
    context.editions = editions;

    let (responses, pending) = check_responses(responses, &context, problems);
    let pending = pending.into_iter().chain(introduced).collect();
    let responses = links::check_between(responses, pending, &unreadable, drafts, &context, problems);
    // When a response could not be understood, what it uses is not known.
    if !problems.has_errors() {
        unused::check(&registers, &responses, &context, problems);
    }
    consequences::drop_from(problems);
    if problems.has_errors() {
        return None;
    }
    let responses =
        responses.into_iter().map(|(response, _)| response).filter(|response| drafts || !response.draft).collect();
    let Context { cities, topics, courses, sectors, editions, .. } = context;
    Some(Digest { site: site?, cities, topics, courses, sectors, editions, responses })
}

/// Checks the responses on all processors; they come out in the order of year, sector and city, with the files they come from.
fn check_responses(
    sources: Vec<SourceFile<SourceResponse>>,
    context: &Context,
    problems: &mut Problems,
) -> (Vec<(Response, String)>, Vec<links::Pending>) {
    let checked: Vec<_> = sources
        .into_par_iter()
        .map(|source| {
            let mut problems = Problems::default();
            let mut pending = Vec::new();
            let file = source.source.file.clone();
            let response = response::check(source, context, &mut pending, &mut problems);
            (response.map(|response| (response, file)), pending, problems)
        })
        .collect();
    let mut responses: Vec<(Response, String)> = Vec::with_capacity(checked.len());
    let mut pending = Vec::new();
    for (response, links, found) in checked {
        problems.append(found);
        pending.extend(links);
        responses.extend(response);
    }
    // Of two responses of one city the one whose file has the city's name comes first.
    let other_name =
        |response: &Response, file: &str| !file.contains(&format!("/{}.", context.cities[response.city].id));
    responses.sort_by(|(a, a_file), (b, b_file)| {
        a.id()
            .cmp(&b.id())
            .then_with(|| other_name(a, a_file).cmp(&other_name(b, b_file)))
            .then_with(|| a_file.cmp(b_file))
    });
    (responses, pending)
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
