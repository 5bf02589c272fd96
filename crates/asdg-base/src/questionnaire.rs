//! Questions, questionnaires, and what a digest knows before its responses are read.

use asdg_russian::typography;

use crate::id::Id;
use crate::language::Language;
use crate::register::{City, Course, Register, Sector, Topic};
pub use crate::year::Year;

/// The id of a question within its questionnaire, such as `plans`: a part of addresses and of anchors.
pub type QuestionId = Id<Question>;

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its id within the questionnaire.
    pub id: QuestionId,
    /// What the question is for.
    pub role: Role,
    /// A short name, shown in headings and tables.
    pub title: Box<str>,
    /// The question as it was sent to the cities.
    pub wording: Box<str>,
    /// The title and the wording in the other language of the program, if the questionnaire has them.
    pub translation: Option<(Box<str>, Box<str>)>,
}

impl Question {
    /// The question with its texts in a language; where there is no translation, as it was sent.
    pub fn in_language(mut self, language: Language) -> Self {
        if let (Language::English, Some((title, wording))) = (language, &mut self.translation) {
            std::mem::swap(title, &mut self.title);
            std::mem::swap(wording, &mut self.wording);
        }
        self
    }

    /// Its titles and wordings in both languages.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let translation = self.translation.iter().flat_map(|(title, wording)| [title, wording]);
        [&self.title, &self.wording].into_iter().chain(translation).map(|text| &**text)
    }
}

/// What a question is for, whatever its wording that year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The results of the year.
    Results,
    /// The tasks for the next year.
    Plans,
    /// The help that cities ask ASDG for.
    Support,
    /// What ASDG's events should discuss.
    Discussion,
    /// What training courses should cover.
    Training,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 5] = [Role::Results, Role::Plans, Role::Support, Role::Discussion, Role::Training];

    /// Whether the items of an answer are independent, so that each has an address: plans, requests, subjects.
    pub fn has_items(self) -> bool {
        self != Role::Results
    }

    /// Whether it asks ASDG for something: help, a discussion, a course.
    pub fn is_ask(self) -> bool {
        matches!(self, Role::Support | Role::Discussion | Role::Training)
    }

    /// Its name in `questionnaire.yaml`.
    pub fn id(self) -> &'static str {
        match self {
            Role::Results => "results",
            Role::Plans => "plans",
            Role::Support => "support",
            Role::Discussion => "discussion",
            Role::Training => "training",
        }
    }
}

/// A valid questionnaire, with the placeholders of its questions not yet filled in.
#[derive(Debug)]
pub struct Questionnaire {
    /// Its folder, relative to the content folder.
    pub folder: String,
    /// Its questions, with their placeholders.
    pub questions: Vec<Question>,
}

/// All questionnaires of a digest.
#[derive(Debug)]
pub struct Questionnaires(Vec<Questionnaire>);

impl Questionnaires {
    /// Takes questionnaires that are valid.
    pub fn new(all: Vec<Questionnaire>) -> Self {
        Self(all)
    }

    /// The questionnaires.
    pub fn all(&self) -> &[Questionnaire] {
        &self.0
    }

    /// The questions of a sector in a year, filled in: those of the nearest questionnaire up the folders.
    pub fn of(&self, year: u16, sector: &Sector) -> Option<Vec<Question>> {
        let nearest = self.nearest_to(year, sector)?;
        Some(nearest.questions.iter().map(|question| fill_in(question, year, sector)).collect())
    }

    /// The questionnaire of a sector in a year.
    pub fn nearest_to(&self, year: u16, sector: &Sector) -> Option<&Questionnaire> {
        self.nearest(&format!("{year}/{}", sector.id))
    }

    /// The questionnaire nearest to a folder, up the folders.
    fn nearest(&self, path: &str) -> Option<&Questionnaire> {
        let mut folder = Some(path);
        while let Some(name) = folder {
            if let Some(found) = self.0.iter().find(|questionnaire| questionnaire.folder == name) {
                return Some(found);
            }
            folder = match name {
                "" => None,
                _ => Some(name.rsplit_once('/').map_or("", |(above, _)| above)),
            };
        }
        None
    }
}

/// What a digest knows without its responses: its registers and questionnaires.
#[derive(Debug)]
pub struct Known {
    /// The language of the site.
    pub language: Language,
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

/// A question with its placeholders filled in for a year and a sector.
fn fill_in(question: &Question, year: u16, sector: &Sector) -> Question {
    let filled = |wording: &str, sector: &str| {
        let wording = wording.replace("{year}", &year.to_string()).replace("{next_year}", &(year + 1).to_string());
        wording.replace("{sector}", sector)
    };
    let wording = typography::set_line(&filled(&question.wording, &sector.in_question));
    let translation = question
        .translation
        .as_ref()
        .map(|(title, wording)| (title.clone(), filled(wording, &sector.in_question_en).into()));
    Question { wording, translation, ..question.clone() }
}
