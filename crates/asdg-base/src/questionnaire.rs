//! Questions, questionnaires, and the data of a digest that is checked before its responses are read.

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
    /// The purpose of the question.
    pub role: Role,
    /// A short name, shown in headings and tables.
    pub title: Box<str>,
    /// The question as it was sent to the cities.
    pub wording: Box<str>,
    /// The title and the wording in English, if the questionnaire has them.
    pub translation: Option<(Box<str>, Box<str>)>,
}

impl Question {
    /// Returns the question with its texts in a language; without a translation, as it was sent.
    pub fn in_language(mut self, language: Language) -> Self {
        if let (Language::English, Some((title, wording))) = (language, &mut self.translation) {
            std::mem::swap(title, &mut self.title);
            std::mem::swap(wording, &mut self.wording);
        }
        self
    }

    /// Returns its titles and wordings in both languages.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let translation = self.translation.iter().flat_map(|(title, wording)| [title, wording]);
        [&self.title, &self.wording].into_iter().chain(translation).map(|text| &**text)
    }
}

/// The purpose of a question, whatever its wording that year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The results of the year.
    Results,
    /// The tasks for the next year.
    Plans,
    /// The help that cities ask ASDG for.
    Support,
    /// The subjects that events of ASDG should discuss.
    Discussion,
    /// The subjects that training courses should cover.
    Training,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 5] = [Role::Results, Role::Plans, Role::Support, Role::Discussion, Role::Training];

    /// Whether the items of an answer are independent, so that each has an address: plans, requests, subjects.
    pub fn has_items(self) -> bool {
        self != Role::Results
    }

    /// Whether the answers ask ASDG for something: help, a discussion, a course.
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
    /// Collects questionnaires, which must be valid.
    pub fn new(all: Vec<Questionnaire>) -> Self {
        Self(all)
    }

    /// Returns all questionnaires.
    pub fn all(&self) -> &[Questionnaire] {
        &self.0
    }

    /// Returns the questions of a sector in a year, with their placeholders filled in.
    pub fn questions_of(&self, year: u16, sector: &Sector) -> Option<Vec<Question>> {
        let questionnaire = self.find(year, sector)?;
        Some(questionnaire.questions.iter().map(|question| fill_in(question, year, sector)).collect())
    }

    /// Finds the questionnaire of a sector in a year: the nearest one up the folders.
    pub fn find(&self, year: u16, sector: &Sector) -> Option<&Questionnaire> {
        self.nearest(&format!("{year}/{}", sector.id))
    }

    /// Finds the questionnaire of a folder, or of the nearest folder above it.
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

/// The data of a digest without its responses: its registers and questionnaires.
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

/// Fills in the placeholders of a question for a year and a sector.
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
