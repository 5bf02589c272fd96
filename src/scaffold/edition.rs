//! Plans another edition: the folder of a year, with the sectors and questions of the latest one.

use std::path::Path;

use super::plan::{Plan, PlannedFile};
use super::schedule::{EditionFolder, Schedule, placeless};
use super::template;
use crate::model::{Entry, Key, Sector};
use asdg_base::fs;
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Place, Problem};
use asdg_base::yaml::quote;

/// A new edition.
pub struct NewEdition {
    /// Its files.
    pub plan: Plan,
    /// The year of the edition it follows, if there is one.
    pub follows: Option<u16>,
    /// How many sectors it has.
    pub sectors: usize,
    /// How many cities are asked.
    pub asked: usize,
    /// Questionnaires that contain a year, which may need to be changed.
    pub with_year: Vec<String>,
}

/// Plans the edition of a year: the sectors, the questions and the cities asked are those of the latest edition before
/// it.
pub fn edition(folder: &Path, schedule: &Schedule, year: u16) -> Result<NewEdition, Problem> {
    let content = format!("content/{year}");
    if schedule.editions.iter().any(|edition| edition.year == year) {
        return Err(placeless(Kind::EditionExists { year: year.to_string() }));
    }
    let before = schedule.editions.iter().rev().find(|edition| edition.year < year);
    // An edition earlier than all others is copied from the first of them.
    let model = before.or(schedule.editions.first());
    let all: Vec<Key<Sector>> = schedule.known.sectors.keys().collect();
    let sectors = model.map(|model| &model.sectors).filter(|sectors| !sectors.is_empty()).unwrap_or(&all);
    let asked = model.map(|model| model.asked.as_slice()).unwrap_or_default();
    let text = edition_yaml(schedule, model, asked, year);
    let mut plan = Plan { files: vec![PlannedFile::new(format!("{content}/edition.yaml"), text)] };
    let mut with_year = Vec::new();
    if let Some(model) = model {
        let copies = copies(folder, schedule, model.year, sectors)?;
        for (path, bytes) in copies {
            let path = format!("{content}/{path}");
            let old = model.year.to_string();
            if String::from_utf8_lossy(&bytes).contains(&old) {
                with_year.push(path.clone());
            }
            plan.files.push(PlannedFile::new(path, bytes));
        }
    }
    for &sector in sectors {
        let path = format!("{content}/{}/", schedule.known.sectors[sector].id());
        // The reader finds the sectors of an edition by their folders, and git does not keep an empty folder.
        if !plan.files.iter().any(|file| file.path.starts_with(&path)) {
            plan.files.push(PlannedFile::new(format!("{path}.gitkeep"), Vec::new()));
        }
    }
    let follows = model.map(|model| model.year);
    Ok(NewEdition { plan, follows, sectors: sectors.len(), asked: asked.len(), with_year })
}

/// The questionnaires in the folder of an edition, by their paths in it.
fn copies(
    folder: &Path,
    schedule: &Schedule,
    year: u16,
    sectors: &[Key<Sector>],
) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    let mut copies = Vec::new();
    for questionnaire in schedule.known.questionnaires.all() {
        let Some(inside) = questionnaire.folder.strip_prefix(&year.to_string()) else { continue };
        let inside = inside.trim_start_matches('/');
        if !inside.is_empty() && !sectors.iter().any(|&sector| schedule.known.sectors[sector].id() == inside) {
            continue;
        }
        let path = format!("content/{}/questionnaire.yaml", questionnaire.folder);
        let bytes = fs::read(&folder.join(&path)).map_err(|error| Problem {
            place: Some(Place::file(&*path)),
            kind: Kind::UnreadableFile { reason: error.reason() },
        })?;
        let inside = if inside.is_empty() { String::new() } else { format!("{inside}/") };
        copies.push((format!("{inside}questionnaire.yaml"), bytes));
    }
    Ok(copies)
}

fn edition_yaml(schedule: &Schedule, model: Option<&EditionFolder>, asked: &[String], year: u16) -> String {
    let titles = model.into_iter().flat_map(|model| {
        let titles = ["title", "title_en"].into_iter().zip(&model.titles);
        titles.filter_map(|(key, title)| Some((key, shifted(title.as_deref()?, model.year, year)?)))
    });
    let title = |(key, title): (&str, String)| format!("{key}: {}", quote::value(&title, quote::Quotes::Needed, false));
    let titles: Vec<String> = titles.map(title).collect();
    let asked = if asked.is_empty() { "# asked: [omsk, tomsk]".to_owned() } else { asked_list(schedule, asked) };
    let (this, next) = (year.to_string(), year.saturating_add(1).to_string());
    let no_title = match schedule.site.language {
        Language::Russian => format!("# title: Дайджест за {year} год"),
        Language::English => format!("# title: Digest of {year}"),
    };
    let titles = titles.join("\n");
    let values = [
        ("year", this.as_str()),
        ("next_year", next.as_str()),
        ("title", if titles.is_empty() { no_title.as_str() } else { titles.as_str() }),
        ("asked", asked.as_str()),
    ];
    template::fill(template::of(schedule.site.language).edition, &values)
}

/// The cities asked, one to a line with its name, so that one is easily removed.
fn asked_list(schedule: &Schedule, asked: &[String]) -> String {
    let mut out = String::from("asked:");
    for id in asked {
        let city = schedule.known.cities.find(id).map(|city| &schedule.known.cities[city]);
        let name = city.map(|city| format!(" # {}", city.name_in(schedule.site.language))).unwrap_or_default();
        out.push_str(&format!("\n  - {}{name}", quote::value(id, quote::Quotes::Needed, false)));
    }
    out
}

/// Replaces the old year in a title with the new one, and the year after it likewise. `None` for a title without a
/// year, which is specific to its edition.
fn shifted(title: &str, old: u16, new: u16) -> Option<String> {
    let mut out = String::new();
    let mut found = false;
    let mut rest = title;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, digits) = rest.split_at(start);
        let (number, behind) = digits.split_at(digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len()));
        out.push_str(before);
        match number.parse::<u16>() {
            Ok(year) if year == old => {
                found = true;
                out.push_str(&new.to_string());
            }
            Ok(year) if year == old.saturating_add(1) => out.push_str(&new.saturating_add(1).to_string()),
            _ => out.push_str(number),
        }
        rest = behind;
    }
    out.push_str(rest);
    found.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_goes_on_with_its_year() {
        assert_eq!(shifted("Дайджест-2024", 2024, 2025).as_deref(), Some("Дайджест-2025"));
        assert_eq!(
            shifted("Итоги 2024 года и планы на 2025-й", 2024, 2026).as_deref(),
            Some("Итоги 2026 года и планы на 2027-й")
        );
        assert_eq!(shifted("Выпуск 12024", 2024, 2025), None);
        assert_eq!(shifted("Зимний выпуск", 2024, 2025), None);
    }
}
