//! Plans a new entry of a register. [`Draft::new`] checks the name, the caller decides on an id, and [`Draft::plan`]
//! returns the register with the entry inserted.

use std::path::Path;

use super::plan::Plan;
use super::register::{FieldValue, NewEntry, Order, RegisterFile, clean};
use crate::check::RESERVED_IDS;
use asdg_base::fs::Lock;
use asdg_base::id::CityId;
use asdg_base::language::Language;
use asdg_base::problem::{Kind, Problem};
use asdg_base::similar;
use asdg_russian::declension::{Case, forms_in};
use asdg_russian::{is_russian_letter, slug};

/// The kind of an entry, with its optional values.
#[derive(Debug, Clone)]
pub enum EntryKind {
    /// A city.
    City {
        /// Its region.
        region: Option<String>,
        /// Its federal district.
        district: Option<String>,
        /// Its population.
        population: Option<u32>,
        /// The year of that figure.
        population_year: Option<u16>,
    },
    /// A topic.
    Topic,
    /// A course.
    Course {
        /// Its topics, by id or name.
        topics: Vec<String>,
    },
    /// A sector.
    Sector {
        /// The form of its name inside a question.
        in_question: Option<String>,
    },
}

/// A new entry whose id is not decided yet.
pub struct Draft {
    /// Its name, with superfluous spaces removed.
    pub name: String,
    register: RegisterFile,
    what: EntryKind,
    /// The ids of its topics.
    topics: Vec<String>,
    language: Language,
}

impl Draft {
    /// Reads the register, and reports a name that is empty or taken.
    pub fn new(folder: &Path, language: Language, what: EntryKind, name: &str) -> Result<Self, Vec<Problem>> {
        let name = clean(name);
        let register = RegisterFile::read(folder, file(&what))?;
        if name.is_empty() {
            return Err(vec![Problem::from(Kind::EmptyValue { key: "name".to_owned() })]);
        }
        if let Some(problem) = register.name_clash(&name) {
            return Err(vec![problem]);
        }
        let topics = match &what {
            EntryKind::Course { topics } => find_topics(folder, topics)?,
            EntryKind::City { .. } | EntryKind::Topic | EntryKind::Sector { .. } => Vec::new(),
        };
        Ok(Self { name, register, what, topics, language })
    }

    /// Locks the register against other processes of this program until the lock is dropped, and reads it again.
    /// Otherwise the last of several processes that add entries at the same time would overwrite the entries of the
    /// others.
    pub fn again(self, folder: &Path) -> Result<(Self, Option<Lock>), Vec<Problem>> {
        let register = file(&self.what);
        let hidden = register.replace('/', "/.");
        // If the lock file cannot be written, neither can the register; writing that reports the reason.
        let lock = Lock::acquire(&folder.join(format!("{hidden}.lock"))).ok();
        let draft = Self::new(folder, self.language, self.what, &self.name)?;
        Ok((draft, lock))
    }

    /// The file of the register.
    pub fn file(&self) -> &'static str {
        file(&self.what)
    }

    /// A free id derived from the name, such as `omsk` or `omsk-2`; `None` if no valid one can be derived.
    pub fn proposal(&self) -> Option<String> {
        let base = slug::slug(&self.name);
        let numbered = (2..=99).map(|number| format!("{base}-{number}"));
        std::iter::once(base.clone()).chain(numbered).find(|id| self.check_id(id).is_ok())
    }

    /// Reports an invalid or taken id.
    pub fn check_id(&self, id: &str) -> Result<(), Problem> {
        // All types of ids have the same form.
        id.parse::<CityId>().map_err(Problem::from)?;
        if matches!(self.what, EntryKind::City { .. }) && RESERVED_IDS.contains(&id) {
            return Err(Problem::from(Kind::ReservedId { id: id.to_owned() }));
        }
        self.register.id_clash(id).map_or(Ok(()), Err)
    }

    /// Plans the register with the entry under this id; if `None`, under the proposed one.
    pub fn plan(&self, id: Option<&str>) -> Result<Plan, Problem> {
        let id = match id {
            Some(id) => id.to_owned(),
            None => self.proposal().ok_or_else(|| Problem::from(Kind::IdNeeded { name: self.name.clone() }))?,
        };
        self.check_id(&id)?;
        let text = |key, value: &Option<String>| {
            let value = clean(value.as_deref().unwrap_or_default());
            (!value.is_empty()).then_some((key, FieldValue::Text(value)))
        };
        let number = |key, value: Option<u32>| value.map(|value| (key, FieldValue::Number(value)));
        let (fields, order) = match &self.what {
            EntryKind::City { region, district, population, population_year } => {
                let fields = [
                    text("region", region),
                    text("federal_district", district),
                    number("population", *population),
                    number("population_year", population_year.map(u32::from)),
                ];
                (fields.into_iter().flatten().collect(), Order::Sorted(self.language))
            }
            EntryKind::Topic => (Vec::new(), Order::Sorted(self.language)),
            EntryKind::Course { topics: _ } => {
                let topics = self.topics.clone();
                let topics = (!topics.is_empty()).then_some(("topics", FieldValue::List(topics)));
                (topics.into_iter().collect(), Order::Sorted(self.language))
            }
            // Sectors are shown in the order of their file.
            EntryKind::Sector { in_question } => {
                (text("in_question", in_question).into_iter().collect(), Order::AsWritten)
            }
        };
        let entry = NewEntry { id, name: self.name.clone(), fields };
        Ok(Plan { files: vec![self.register.with_entry(&entry, order)?] })
    }
}

/// The probable form of a sector's name in a question: «в области культуры». `None` if the rules cannot derive it.
pub fn in_question(name: &str) -> Option<String> {
    const CONNECTING_WORDS: [&str; 4] = ["и", "или", "с", "по"];
    let name = clean(name);
    let is_russian = name.contains(is_russian_letter);
    let mut letters = name.chars();
    let first = letters.next()?;
    // An abbreviation such as ЖКХ stays the same.
    let is_abbreviation = name.chars().nth(1).is_some_and(char::is_uppercase);
    let lower = if is_abbreviation { name.clone() } else { first.to_lowercase().chain(letters).collect() };
    if !is_russian || is_abbreviation {
        return Some(lower);
    }
    let words: Vec<&str> = lower.split_whitespace().collect();
    if words.len() > 2 || words.iter().any(|word| CONNECTING_WORDS.contains(word)) {
        return None;
    }
    let forms = forms_in(&lower, Case::Genitive);
    // The list has each form with ё also with е.
    let is_repeated = |form: &String| forms.iter().any(|other| other != form && other.replace('ё', "е") == *form);
    let mut distinct = forms.iter().filter(|form| !is_repeated(form));
    let only = distinct.next().filter(|form| **form != lower)?;
    distinct.next().is_none().then(|| only.clone())
}

/// The file of the register, relative to the site's folder.
fn file(what: &EntryKind) -> &'static str {
    match what {
        EntryKind::City { .. } => "content/cities.yaml",
        EntryKind::Topic => "content/topics.yaml",
        EntryKind::Course { .. } => "content/courses.yaml",
        EntryKind::Sector { .. } => "content/sectors.yaml",
    }
}

/// Finds topics by id, name or alias, and returns their ids without duplicates.
fn find_topics(folder: &Path, words: &[String]) -> Result<Vec<String>, Vec<Problem>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let register = RegisterFile::read(folder, "content/topics.yaml")?;
    let mut ids: Vec<String> = Vec::new();
    let mut problems = Vec::new();
    for word in words {
        match register.find(word) {
            Some(id) if ids.iter().any(|other| other == id) => {}
            Some(id) => ids.push(id.to_owned()),
            None => {
                let similar = similar::closest(word, register.candidates());
                problems.push(Problem::from(Kind::NoSuchTopic { name: word.clone(), similar }));
            }
        }
    }
    if problems.is_empty() { Ok(ids) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proposed_form_of_a_sector_is_its_genitive() {
        for (name, proposed) in [
            ("Культура", Some("культуры")),
            ("Организационная работа", Some("организационной работы")),
            ("Жилищно-коммунальное хозяйство", Some("жилищно-коммунального хозяйства")),
            ("Экономика", Some("экономики")),
            ("ЖКХ", Some("ЖКХ")),
            ("Culture", Some("culture")),
            ("Культура и спорт", None),
            ("Работа с молодёжью", None),
        ] {
            assert_eq!(in_question(name).as_deref(), proposed, "{name}");
        }
    }
}
