//! Plans a new edition: the folder of a year, with the sectors and questions of the previous edition.

use std::path::Path;

use super::digest_state::{DigestState, EditionFolder};
use super::plan::{Plan, PlannedFile};
use super::template;
use crate::model::{Entry, Key, Sector};
use asdg_base::fs;
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Place, Problem};
use asdg_base::yaml::quote;

/// A new edition.
pub struct NewEdition {
    /// The files to write.
    pub plan: Plan,
    /// The year of the edition that it was copied from, if any.
    pub follows: Option<u16>,
    /// The number of sectors.
    pub sectors: usize,
    /// The number of cities that are asked.
    pub asked: usize,
    /// The copied questionnaires that contain the old year and may have to be edited.
    pub with_year: Vec<String>,
}

/// Plans the edition of a year. It has the sectors, the questions and the asked cities of the previous edition.
pub fn edition(folder: &Path, state: &DigestState, year: u16) -> Result<NewEdition, Problem> {
    let content = format!("content/{year}");
    if state.editions.iter().any(|edition| edition.year == year) {
        return Err(Problem::from(Kind::EditionExists { year: year.to_string() }));
    }
    let previous = state.editions.iter().rev().find(|edition| edition.year < year);
    // An edition before all others is copied from the first of them.
    let source = previous.or(state.editions.first());
    let all_sectors: Vec<Key<Sector>> = state.known.sectors.keys().collect();
    let sectors = source.map(|source| &source.sectors).filter(|sectors| !sectors.is_empty()).unwrap_or(&all_sectors);
    let asked = source.map(|source| source.asked.as_slice()).unwrap_or_default();
    let text = edition_yaml(state, source, asked, year);
    let mut plan = Plan { files: vec![PlannedFile::new(format!("{content}/edition.yaml"), text)] };
    let mut with_year = Vec::new();
    if let Some(source) = source {
        let copies = copy_questionnaires(folder, state, source.year, sectors)?;
        for (path, bytes) in copies {
            let path = format!("{content}/{path}");
            if String::from_utf8_lossy(&bytes).contains(&source.year.to_string()) {
                with_year.push(path.clone());
            }
            plan.files.push(PlannedFile::new(path, bytes));
        }
    }
    for &sector in sectors {
        let path = format!("{content}/{}/", state.known.sectors[sector].id());
        // The sectors of an edition are its folders, and git does not store an empty folder.
        if !plan.files.iter().any(|file| file.path.starts_with(&path)) {
            plan.files.push(PlannedFile::new(format!("{path}.gitkeep"), Vec::new()));
        }
    }
    let follows = source.map(|source| source.year);
    Ok(NewEdition { plan, follows, sectors: sectors.len(), asked: asked.len(), with_year })
}

/// Reads the questionnaires in the folder of an edition. The paths are relative to it.
fn copy_questionnaires(
    folder: &Path,
    state: &DigestState,
    year: u16,
    sectors: &[Key<Sector>],
) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    let mut copies = Vec::new();
    for questionnaire in state.known.questionnaires.all() {
        let Some(sector_folder) = questionnaire.folder.strip_prefix(&year.to_string()) else { continue };
        let sector_folder = sector_folder.trim_start_matches('/');
        let is_of_sector = || sectors.iter().any(|&sector| state.known.sectors[sector].id() == sector_folder);
        if !sector_folder.is_empty() && !is_of_sector() {
            continue;
        }
        let path = format!("content/{}/questionnaire.yaml", questionnaire.folder);
        let bytes = fs::read(&folder.join(&path)).map_err(|error| Problem {
            place: Some(Place::file(&*path)),
            kind: Kind::UnreadableFile { reason: error.reason() },
        })?;
        let prefix = if sector_folder.is_empty() { String::new() } else { format!("{sector_folder}/") };
        copies.push((format!("{prefix}questionnaire.yaml"), bytes));
    }
    Ok(copies)
}

/// The content of `edition.yaml`.
fn edition_yaml(state: &DigestState, source: Option<&EditionFolder>, asked: &[String], year: u16) -> String {
    let titles = source.into_iter().flat_map(|source| {
        let titles = ["title", "title_en"].into_iter().zip(&source.titles);
        titles.filter_map(|(key, title)| Some((key, with_new_year(title.as_deref()?, source.year, year)?)))
    });
    let title = |(key, title): (&str, String)| format!("{key}: {}", quote::value(&title, quote::Quotes::Needed, false));
    let titles: Vec<String> = titles.map(title).collect();
    let asked = if asked.is_empty() { "# asked: [omsk, tomsk]".to_owned() } else { asked_list(state, asked) };
    let (this, next) = (year.to_string(), year.saturating_add(1).to_string());
    let no_title = match state.site.language {
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
    template::fill(template::in_language(state.site.language).edition, &values)
}

/// The asked cities, each on a line with its name, so that an editor can easily remove one.
fn asked_list(state: &DigestState, asked: &[String]) -> String {
    let mut out = String::from("asked:");
    for id in asked {
        let city = state.known.cities.find(id).map(|city| &state.known.cities[city]);
        let name = city.map(|city| format!(" # {}", city.name_in(state.site.language))).unwrap_or_default();
        out.push_str(&format!("\n  - {}{name}", quote::value(id, quote::Quotes::Needed, false)));
    }
    out
}

/// Replaces the old year in a title by the new one, and the year after the old one by the year after the new one.
/// `None` for a title without the old year, which is specific to its edition.
fn with_new_year(title: &str, old: u16, new: u16) -> Option<String> {
    let mut out = String::new();
    let mut found = false;
    let mut rest = title;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, digits) = rest.split_at(start);
        let (number, after) = digits.split_at(digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len()));
        out.push_str(before);
        match number.parse::<u16>() {
            Ok(year) if year == old => {
                found = true;
                out.push_str(&new.to_string());
            }
            Ok(year) if year == old.saturating_add(1) => out.push_str(&new.saturating_add(1).to_string()),
            _ => out.push_str(number),
        }
        rest = after;
    }
    out.push_str(rest);
    found.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_in_a_title_is_replaced() {
        assert_eq!(with_new_year("Дайджест-2024", 2024, 2025).as_deref(), Some("Дайджест-2025"));
        assert_eq!(
            with_new_year("Итоги 2024 года и планы на 2025-й", 2024, 2026).as_deref(),
            Some("Итоги 2026 года и планы на 2027-й")
        );
        assert_eq!(with_new_year("Выпуск 12024", 2024, 2025), None);
        assert_eq!(with_new_year("Зимний выпуск", 2024, 2025), None);
    }
}
