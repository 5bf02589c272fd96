//! Plans frames for responses: files with the questions of a year and a sector, to be filled in by an editor.

use super::digest_state::{Choice, DigestState, EditionFolder, find};
use super::plan::{Plan, PlannedFile};
use super::template;
use crate::model::{Entry, Key, Register, Sector};
use asdg_base::markdown::escape::escape;
use asdg_base::problem::{Kind, Problem};

/// The responses for which frames are requested.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The cities, by id or name.
    pub cities: Vec<String>,
    /// Whether to include all cities that were asked and have no response yet.
    pub all_asked: bool,
    /// The year; the latest edition if `None`.
    pub year: Option<u16>,
    /// The sector, by id or name; the only one if `None`.
    pub sector: Option<String>,
}

/// Planned frames for responses.
pub struct Frames {
    /// The files to write.
    pub plan: Plan,
    /// The year.
    pub year: u16,
    /// The name of the sector.
    pub sector: String,
    /// The names of the cities.
    pub cities: Vec<String>,
}

/// The sectors to choose from; `None` if no choice is needed.
pub fn sectors_to_choose_from(state: &DigestState, request: &Request) -> Option<Choice> {
    let edition = state.edition(request.year).ok()?;
    let sectors = sectors_of(state, edition);
    let choice = |&sector: &Key<Sector>| {
        let sector = &state.known.sectors[sector];
        (sector.id().to_owned(), sector.name_in(state.site.language).to_owned())
    };
    (request.sector.is_none() && sectors.len() > 1).then(|| sectors.iter().map(choice).collect())
}

/// Plans the requested frames. An error if one of them cannot be made.
pub fn frames(state: &DigestState, request: &Request) -> Result<Frames, Vec<Problem>> {
    let edition = state.edition(request.year).map_err(|problem| vec![problem])?;
    let sector = sector(state, edition, request.sector.as_deref()).map_err(|problem| vec![problem])?;
    let (year, sector) = (edition.year, &state.known.sectors[sector]);
    let ids = cities(state, edition, sector.id(), request)?;
    let questions = state.known.questionnaires.questions_of(year, sector);
    let Some(questions) = questions else { return Err(vec![Problem::from(Kind::QuestionnaireMissing)]) };
    let language = state.site.language;
    let headings: Vec<String> = (1..)
        .zip(&questions)
        .map(|(number, question)| format!("## {number}. {}\n", escape(&question.wording.replace('\u{a0}', " "))))
        .collect();
    let (this, next, headings) = (year.to_string(), year.saturating_add(1).to_string(), headings.join("\n"));
    let sector_name = sector.name_in(language);
    let (topic, course) = (example_id(&state.known.topics), example_id(&state.known.courses));
    let mut frames = Frames { plan: Plan::default(), year, sector: sector_name.to_owned(), cities: Vec::new() };
    for id in ids {
        let name = state.known.cities.find(id).map_or(id, |key| state.known.cities[key].name_in(language));
        let values = [
            ("city", name),
            ("year", this.as_str()),
            ("next_year", next.as_str()),
            ("sector", sector_name),
            ("topic", topic),
            ("course", course),
            ("headings", headings.as_str()),
        ];
        let text = template::fill(template::in_language(language).response, &values);
        frames.plan.files.push(PlannedFile::new(format!("content/{year}/{}/{id}.md", sector.id()), text));
        frames.cities.push(name.to_owned());
    }
    Ok(frames)
}

/// The id of the first entry, for an example of a link.
fn example_id<T: Entry>(register: &Register<T>) -> &str {
    register.iter().next().map_or("id", |(_, entry)| entry.id())
}

/// The sectors of an edition; all sectors if it has none yet.
fn sectors_of(state: &DigestState, edition: &EditionFolder) -> Vec<Key<Sector>> {
    if edition.sectors.is_empty() { state.known.sectors.keys().collect() } else { edition.sectors.clone() }
}

/// The requested sector, or the only one.
fn sector(state: &DigestState, edition: &EditionFolder, wanted: Option<&str>) -> Result<Key<Sector>, Problem> {
    let register = &state.known.sectors;
    if let Some(wanted) = wanted {
        let id = find(register, wanted).map_err(|similar| {
            Problem::from(Kind::BadOption { option: "--sector".to_owned(), value: wanted.to_owned(), similar })
        })?;
        return register.find(id).ok_or_else(|| Problem::from(Kind::SectorNeeded { known: None }));
    }
    match sectors_of(state, edition).as_slice() {
        [only] => Ok(*only),
        several => {
            let ids: Vec<&str> = several.iter().map(|&sector| register[sector].id()).collect();
            Err(Problem::from(Kind::SectorNeeded { known: (!ids.is_empty()).then(|| ids.join(", ")) }))
        }
    }
}

/// The ids of the requested cities, without duplicates. It is an error if a city that was named has a response already.
fn cities<'s>(
    state: &'s DigestState,
    edition: &'s EditionFolder,
    sector: &str,
    request: &Request,
) -> Result<Vec<&'s str>, Vec<Problem>> {
    let existing = |id: &str| {
        let key = format!("{}/{sector}/{id}", edition.year).parse().ok();
        state.responses.iter().find(|response| key.is_some() && response.key == key)
    };
    let mut ids = Vec::new();
    let mut problems = Vec::new();
    for word in &request.cities {
        match state.city(word) {
            Err(problem) => problems.push(problem),
            Ok(id) if ids.contains(&id) => {}
            Ok(id) => match existing(id) {
                None => ids.push(id),
                Some(response) => {
                    let kind = Kind::ResponseExists { city: word.clone(), file: response.file.clone() };
                    problems.push(Problem::from(kind));
                }
            },
        }
    }
    if request.all_asked {
        if edition.asked.is_empty() {
            problems.push(Problem::from(Kind::AskedUnknown { year: edition.year.to_string() }));
        }
        for id in &edition.asked {
            match state.city(id) {
                Err(problem) => problems.push(problem),
                Ok(id) if ids.contains(&id) || existing(id).is_some() => {}
                Ok(id) => ids.push(id),
            }
        }
    }
    if problems.is_empty() { Ok(ids) } else { Err(problems) }
}
