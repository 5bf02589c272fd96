//! Checks editions: their years, sectors and questions, and the questionnaires.

use std::collections::BTreeSet;

use super::file::FileCheck;
use super::links::{DeferredLink, LinkChecker};
use super::value::{find, line_in};
use super::{CheckContext, Deferred, records};
use crate::model::{City, Edition, Key, Question, Role, SectorEdition, Year};
use crate::read::schema::{
    SourceEdition, SourceFile, SourceQuestion, SourceQuestionnaire, SourceRegisters, SourceYear,
};
use asdg_base::language::Language;
use asdg_base::markdown::SourceProse;
use asdg_base::problem::{Kind, Place, Problems};
use asdg_base::questionnaire::{Questionnaire, Questionnaires};
use asdg_base::similar;
use asdg_base::yaml::{Located, TextAt};
use asdg_russian::typography;

/// Checks the questionnaires.
pub(super) fn questionnaires(sources: &SourceRegisters, problems: &mut Problems) -> Questionnaires {
    Questionnaires::new(sources.questionnaires.iter().map(|source| questionnaire(source, problems)).collect())
}

/// Checks the editions. Their links to responses and their replies are returned, to be checked when all responses are
/// known.
pub(super) fn check(
    years: Vec<SourceYear>,
    sources: &SourceRegisters,
    context: &CheckContext,
    problems: &mut Problems,
) -> (Vec<Edition>, Deferred) {
    let questionnaires = questionnaires(sources, problems);
    let mut deferred = Deferred::default();
    let mut editions = Vec::new();
    for SourceYear { year, edition, replies, sectors } in years {
        let mut sector_editions = Vec::new();
        for id in sectors {
            let path = format!("{year}/{id}");
            let sector = match find(&context.sectors, &id, &path, problems) {
                Ok(sector) => sector,
                Err(kind) => {
                    problems.add(Place::file(format!("content/{path}")), kind);
                    continue;
                }
            };
            match questionnaires.questions_of(year, &context.sectors[sector]) {
                Some(questions) => {
                    let questions = questions.into_iter().map(|question| question.in_language(context.language));
                    sector_editions.push(SectorEdition { sector, questions: questions.collect() });
                }
                None => problems.add(Place::file(format!("content/{path}")), Kind::QuestionnaireMissing),
            }
        }
        // An empty folder is no edition yet.
        if sector_editions.is_empty() && edition.is_none() {
            continue;
        }
        sector_editions.sort_by_key(|edition| edition.sector);
        let mut checked = check_edition(year, edition, sector_editions, context, &mut deferred.links, problems);
        if let Some(file) = replies {
            let Deferred { links, records, used_allowances: _ } = &mut deferred;
            checked.replies = records::replies(Year(year), file, context, links, records, problems);
        }
        editions.push(checked);
    }
    editions.sort_by_key(|edition| edition.year);
    (editions, deferred)
}

/// Checks the data of an edition in its `edition.yaml`.
fn check_edition(
    year: u16,
    file: Option<SourceFile<SourceEdition>>,
    sectors: Vec<SectorEdition>,
    context: &CheckContext,
    deferred: &mut Vec<DeferredLink>,
    problems: &mut Problems,
) -> Edition {
    let (asked, replies) = (Vec::new(), Vec::new());
    let mut edition =
        Edition { year: Year(year), title: None, date: None, introduction: None, asked, sectors, replies };
    if let Some(SourceFile { source, value }) = file {
        let SourceEdition { title, date: day, asked, introduction, introduction_en } = value;
        let mut file = FileCheck::new(&source, problems);
        edition.asked = cities(&asked, context, &mut file);
        edition.title = line_in(context.language, &title);
        edition.date = file.date(day.as_ref());
        let mut check = |text: Option<(SourceProse, TextAt)>| {
            let (prose, text_at) = text?;
            let mut link_checker = LinkChecker::for_edition(context, &source, deferred);
            Some(context.write_text(link_checker.check(prose, &text_at, file.problems)?, None))
        };
        let (russian, english) = (check(introduction), check(introduction_en));
        edition.introduction = english.filter(|_| context.language == Language::English).or(russian);
    }
    edition
}

/// The cities with these ids, in the order of the register, without duplicates.
fn cities(ids: &[Located<String>], context: &CheckContext, file: &mut FileCheck<'_>) -> Vec<Key<City>> {
    let found = ids.iter().filter_map(|id| file.find(&context.cities, id));
    let mut cities: Vec<_> = found.collect();
    cities.sort_unstable();
    cities.dedup();
    cities
}

/// Checks the questions of a `questionnaire.yaml`.
fn questionnaire(source: &SourceQuestionnaire, problems: &mut Problems) -> Questionnaire {
    let SourceQuestionnaire { folder, questions: SourceFile { source, value } } = source;
    let mut file = FileCheck::new(source, problems);
    if value.is_empty() {
        file.report_file(Kind::QuestionnaireEmpty);
    }
    let mut seen = BTreeSet::new();
    let mut questions = Vec::new();
    for SourceQuestion { id, role, title, title_en, wording, wording_en } in value {
        let checked_id = file.id(id);
        if !seen.insert(&id.value) {
            file.report(&id.at, Kind::DuplicateQuestion { id: id.value.clone() });
        }
        [Some(wording), wording_en.as_ref()]
            .into_iter()
            .flatten()
            .for_each(|wording| check_placeholders(wording, &mut file));
        let Some(known_role) = Role::ALL.into_iter().find(|known| known.id() == role.value) else {
            let similar = similar::closest_word(&role.value, Role::ALL.map(Role::id));
            file.report(&role.at, Kind::UnknownRole { role: role.value.clone(), similar });
            continue;
        };
        let Some(id) = checked_id else { continue };
        questions.push(Question {
            id,
            role: known_role,
            title: typography::set_line(&title.value),
            wording: wording.value.as_str().into(),
            translation: (title_en.is_some() || wording_en.is_some()).then(|| {
                let text = |translation: &Option<Located<String>>, text: &Located<String>| {
                    translation.as_ref().unwrap_or(text).value.trim().into()
                };
                (text(title_en, title), text(wording_en, wording))
            }),
        });
    }
    Questionnaire { folder: folder.clone(), questions }
}

/// The placeholders that a wording may contain.
const PLACEHOLDERS: [&str; 3] = ["{year}", "{next_year}", "{sector}"];

/// Reports unknown placeholders in a wording.
fn check_placeholders(wording: &Located<String>, file: &mut FileCheck<'_>) {
    let mut rest = wording.value.as_str();
    while let Some(start) = rest.find('{') {
        let length = rest[start..].find(['}', '\n']).unwrap_or(rest.len() - start);
        let end = (start + length + 1).min(rest.len());
        let placeholder = rest[start..end].trim_end();
        if !PLACEHOLDERS.contains(&placeholder) {
            file.report(&wording.at, Kind::UnknownPlaceholder { placeholder: placeholder.to_owned() });
        }
        rest = &rest[end..];
    }
}
