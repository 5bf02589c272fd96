//! Identify: which city, year and sector a response is of, from the content of its file.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cities::Cities;
use super::document::{Aside, AsideKind, Block, Paragraph};
use super::proof::SourceSpan;
use super::reflow::is_department;
use super::sections::Group;
use asdg_base::questionnaire::{Known, Question, Role};
use asdg_base::register::{City, Key, Sector};
use asdg_russian::stem::{stems, words};

/// Where a value was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum From {
    /// The command line.
    Option,
    /// The person at the terminal.
    Person,
    /// A heading that says nothing else.
    Heading,
    /// The wording of the questions.
    Questions,
    /// A line above the first question.
    Preamble,
    /// The name of the file.
    FileName,
    /// The name of the folder that the file lies in.
    Folder,
    /// The response above it in the same file, of another sector.
    Above,
    /// The years that the answers name.
    Answers,
    /// There is only one.
    OnlyOne,
}

impl From {
    /// Whether nobody needs to look whether it is right.
    pub fn is_sure(self) -> bool {
        !matches!(self, From::Preamble | From::FileName | From::Folder | From::Above | From::Answers)
    }
}

/// What a response is of, as far as its file says so.
#[derive(Debug, Clone, Default)]
pub(super) struct Identity {
    /// The city.
    pub(super) city: Option<(Key<City>, From)>,
    /// Cities that may all be meant, where it cannot be told which.
    pub(super) rivals: Vec<Key<City>>,
    /// The city in the name of the file, where a heading names another one.
    pub(super) other_in_name: Option<Key<City>>,
    /// The city that the answers name most often, where nothing else tells it: worth a question, never a fact.
    pub(super) proposal: Option<Key<City>>,
    /// The first line, where it may be the name of a city that is not known.
    pub(super) heading: Option<String>,
    /// The year that counted and the one of the plans, where they do not follow each other.
    pub(super) years: Option<(u16, u16)>,
    /// The year.
    pub(super) year: Option<(u16, From)>,
    /// The sector.
    pub(super) sector: Option<(Key<Sector>, From)>,
}

impl Identity {
    /// A response that names no city, below one of another sector in the same file, is of the same city.
    pub(super) fn follow(&mut self, above: Option<&Identity>) {
        let Some(above) = above.filter(|_| self.city.is_none() && self.rivals.is_empty()) else { return };
        let differs =
            |a: Option<(Key<Sector>, From)>, b: Option<(Key<Sector>, From)>| a.zip(b).is_some_and(|(a, b)| a.0 != b.0);
        if differs(self.sector, above.sector) {
            self.city = above.city.map(|(city, _)| (city, From::Above));
            self.year = self.year.or(above.year);
        }
    }
}

/// The texts that tell what a response is of.
pub(super) struct Evidence<'e> {
    /// What stands above the first question, and the answers.
    pub(super) group: &'e Group,
    /// The questions as the file has them, with their roles.
    pub(super) questions: Vec<(Role, &'e str)>,
    /// What stands at the head and the foot of every page.
    pub(super) heads: &'e [String],
    /// The name of the file without its extension.
    pub(super) stem: &'e str,
    /// The names of the folders that it lies in, the nearest first.
    pub(super) folders: &'e [String],
    /// Whether the file holds one response: else its name says nothing of any of them.
    pub(super) alone: bool,
}

impl<'e> Evidence<'e> {
    /// The evidence of a group.
    pub(super) fn new(
        group: &'e Group,
        questions: &[Question],
        (stem, folders): (&'e str, &'e [String]),
        heads: &'e [String],
        alone: bool,
    ) -> Self {
        let worded =
            group.parts.iter().filter_map(|part| Some((questions.get(part.question)?.role, part.wording.as_str())));
        let listed =
            group.listed.iter().filter_map(|(number, text)| Some((questions.get(*number)?.role, text.as_str())));
        Self { group, heads, questions: worded.chain(listed).collect(), stem, folders, alone }
    }
}

/// Finds out what can be found out.
pub(super) fn identify(evidence: &Evidence<'_>, known: &Known, cities: &Cities<'_>) -> Identity {
    let mut identity = Identity { year: year(evidence), sector: sector(evidence, known), ..Identity::default() };
    let in_name = cities.in_file_name(evidence.stem).filter(|_| evidence.alone);
    let in_folder =
        || evidence.folders.iter().filter(|_| evidence.alone).find_map(|folder| cities.in_file_name(folder));
    let mut headings = Vec::new();
    let mut mentioned = Vec::new();
    let above = evidence.group.preamble.iter().flat_map(paragraphs);
    let texts_above: Vec<String> = above.map(Paragraph::text).collect();
    collect(&texts_above, cities, &mut headings, &mut mentioned);
    if headings.is_empty() && in_name.is_none() && mentioned.is_empty() && evidence.alone {
        collect(evidence.heads, cities, &mut mentioned, &mut Vec::new());
    }
    identity.city = match (headings.as_slice(), in_name, mentioned.as_slice()) {
        ([only], _, _) => Some((*only, From::Heading)),
        ([], Some(city), _) => Some((city, From::FileName)),
        ([], None, [only]) => Some((*only, From::Preamble)),
        // A heading and the name of the file agree, whatever else is named.
        (several, Some(city), _) if several.contains(&city) => Some((city, From::Heading)),
        // What the folder says counts last, and settles which of several cities is meant.
        (headings, None, mentioned) => in_folder().and_then(|city| {
            if headings.contains(&city) {
                Some((city, From::Heading))
            } else if headings.is_empty() && (mentioned.is_empty() || mentioned.contains(&city)) {
                Some((city, From::Folder))
            } else {
                None
            }
        }),
        _ => None,
    };
    // The older form of the questionnaire asks «о деятельности города Примерска».
    if identity.city.is_none() && headings.is_empty() && mentioned.is_empty() {
        let asked: Vec<String> = evidence.questions.iter().map(|(_, text)| (*text).to_owned()).collect();
        let (mut alone, mut others) = (Vec::new(), Vec::new());
        collect(&asked, cities, &mut alone, &mut others);
        alone.extend(others);
        if let [only] = alone.as_slice() {
            identity.city = Some((*only, From::Questions));
        }
    }
    let plans = years_of(evidence, Role::Plans);
    identity.years = identity.year.map(|(year, _)| year).zip(plans).filter(|(year, next)| year + 1 != *next);
    match identity.city {
        Some((city, From::Heading)) => identity.other_in_name = in_name.filter(|&other| other != city),
        Some(_) => {}
        None => {
            identity.rivals = if headings.is_empty() { mentioned } else { headings };
            let texts: Vec<String> =
                evidence.group.parts.iter().flat_map(|part| &part.blocks).map(Block::text).collect();
            let short = |text: &&String| text.chars().count() < 100;
            identity.heading = texts_above.first().filter(short).cloned();
            identity.proposal = cities.most_named(texts.iter().map(String::as_str));
        }
    }
    identity
}

/// Sorts the cities of texts into those that are all a text says, and others.
fn collect(texts: &[String], cities: &Cities<'_>, alone: &mut Vec<Key<City>>, others: &mut Vec<Key<City>>) {
    for named in texts.iter().flat_map(|text| cities.named(text)) {
        let list = if named.alone { &mut *alone } else { &mut *others };
        if !list.contains(&named.city) {
            list.push(named.city);
        }
    }
}

/// The year in the question of a role.
fn years_of(evidence: &Evidence<'_>, wanted: Role) -> Option<u16> {
    evidence.questions.iter().filter(|(role, _)| *role == wanted).find_map(|(_, text)| years(text).next())
}

fn year(evidence: &Evidence<'_>) -> Option<(u16, From)> {
    let by_questions =
        years_of(evidence, Role::Results).or_else(|| years_of(evidence, Role::Plans).map(|year| year - 1));
    let by_preamble = || evidence.group.preamble.iter().find_map(|block| years(&block.text()).next());
    let by_name = || years(evidence.stem).next();
    let by_folder = || evidence.folders.iter().find_map(|folder| years(folder).next());
    // Results tell of the year most of all, plans of the one behind it.
    let by_answers = || {
        let year = most_named(evidence, Role::Results)?;
        (most_named(evidence, Role::Plans)? == year + 1).then_some(year)
    };
    by_questions
        .map(|year| (year, From::Questions))
        .or_else(|| by_preamble().map(|year| (year, From::Preamble)))
        .or_else(|| by_name().map(|year| (year, From::FileName)))
        .or_else(|| by_folder().map(|year| (year, From::Folder)))
        .or_else(|| by_answers().map(|year| (year, From::Answers)))
}

/// The year that the answer to the question of a role names most often, the earliest of those.
fn most_named(evidence: &Evidence<'_>, role: Role) -> Option<u16> {
    let mut counts: BTreeMap<u16, u32> = BTreeMap::new();
    let parts = evidence.group.parts.iter().zip(&evidence.questions);
    for block in parts.filter(|(_, (its, _))| *its == role).flat_map(|(part, _)| &part.blocks) {
        years(&block.text()).for_each(|year| *counts.entry(year).or_default() += 1);
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(year, _)| year)
}

/// The years in a text: four digits that stand alone.
fn years(text: &str) -> impl Iterator<Item = u16> + '_ {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1991..=2100).contains(year))
}

/// The sector of a response.
pub(super) fn sector(evidence: &Evidence<'_>, known: &Known) -> Option<(Key<Sector>, From)> {
    let named_in = |text: &str| {
        let found = stems(text);
        let named = |sector: &Sector| {
            [&sector.in_question, &sector.name]
                .into_iter()
                .map(|name| stems(name))
                .filter(|name| contains(&found, name))
                .map(|name| name.len())
                .max()
        };
        // The longest name counts: that of one sector may be a part of that of another.
        let mut found: Vec<_> = known.sectors.iter().filter_map(|(key, sector)| Some((named(sector)?, key))).collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        match found.as_slice() {
            [(_, key)] => Some(*key),
            [(first, key), (second, _), ..] if first > second => Some(*key),
            _ => None,
        }
    };
    let by_questions = || evidence.questions.iter().find_map(|(_, text)| named_in(text));
    let by_preamble = || evidence.group.preamble.iter().find_map(|block| named_in(&block.text()));
    let only = || known.sectors.keys().next().filter(|_| known.sectors.len() == 1);
    by_questions()
        .map(|key| (key, From::Questions))
        .or_else(|| by_preamble().map(|key| (key, From::Preamble)))
        .or_else(|| named_in(evidence.stem).map(|key| (key, From::FileName)))
        .or_else(|| evidence.folders.iter().find_map(|folder| named_in(folder)).map(|key| (key, From::Folder)))
        .or_else(|| only().map(|key| (key, From::OnlyOne)))
}

/// Whether words stand next to each other in a text, in this order.
fn contains(text: &[String], words: &[String]) -> bool {
    !words.is_empty() && text.windows(words.len()).any(|window| window == words)
}

/// What stands above the first question, parted into what was understood and what was not.
#[derive(Debug, Default)]
pub(super) struct Preamble {
    /// The department that answered.
    pub(super) respondent: Option<String>,
    /// Titles and headings.
    pub(super) titles: Vec<Aside>,
    /// What nobody asked for; it goes into the response as a comment.
    pub(super) rest: Vec<Paragraph>,
    /// The paragraphs as parts of the source, in order.
    pub(super) spans: Vec<SourceSpan>,
}

/// The words of titles and greetings, which say nothing of a city.
const TITLE_WORDS: [&str; 55] = [
    "содержание",
    "оглавление",
    "анкета",
    "анкеты",
    "анкету",
    "вопрос",
    "ответы",
    "ответ",
    "вопросы",
    "вопросник",
    "опросник",
    "информация",
    "сведения",
    "асдг",
    "ассоциация",
    "ассоциации",
    "сибирских",
    "и",
    "дальневосточных",
    "городов",
    "дайджест",
    "дайджеста",
    "для",
    "предложения",
    "материалы",
    "материал",
    "приложение",
    "за",
    "год",
    "года",
    "на",
    "по",
    "в",
    "к",
    "о",
    "об",
    "сфере",
    "области",
    "вопросам",
    "города",
    "от",
    "итоги",
    "работы",
    "дирекции",
    "дирекция",
    "сборник",
    "сборника",
    "деятельности",
    "опыт",
    "отчет",
    // A greeting above the answers of a mail.
    "добрый",
    "день",
    "здравствуйте",
    "уважаемые",
    "коллеги",
];

/// The keys of a response's front matter that say what the import finds out by itself.
const FRONT_MATTER: [&str; 3] = ["city:", "source:", "draft:"];

/// Parts what stands above the first question.
pub(super) fn preamble(blocks: &[Block], known: &Known, cities: &Cities<'_>) -> Preamble {
    let mut out = Preamble::default();
    let sectors: Vec<String> = known
        .sectors
        .iter()
        .flat_map(|(_, sector)| [stems(&sector.name), stems(&sector.in_question)])
        .flatten()
        .collect();
    for block in blocks {
        let paragraphs = paragraphs(block);
        for paragraph in paragraphs {
            let text = paragraph.text();
            let is_title = cities.named(&text).iter().any(|named| named.alone)
                || cities.is_region(&text)
                || FRONT_MATTER.iter().any(|key| text.starts_with(key))
                || words(&text).all(|word| {
                    TITLE_WORDS.contains(&word.as_str()) || stems(&word).iter().all(|stem| sectors.contains(stem))
                });
            let short = text.chars().count() < 200;
            out.spans.push(SourceSpan::of_paragraph(paragraph));
            let title = || Aside { kind: AsideKind::Title, text: text.clone(), at: paragraph.at };
            if let Some(value) = text.strip_prefix("respondent:") {
                // The front matter of a file in Markdown.
                out.titles.push(title());
                out.respondent = Some(value.trim().to_owned());
            } else if short && is_department(&text) && !text.ends_with('.') {
                out.titles.push(title());
                if out.respondent.is_none() {
                    out.respondent = Some(text);
                }
            } else if short && is_title {
                out.titles.push(title());
            } else {
                out.rest.push(paragraph.clone());
            }
        }
    }
    out
}

fn paragraphs(block: &Block) -> Vec<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => vec![paragraph],
        Block::Table(table) => table.rows.iter().flatten().flatten().flat_map(paragraphs).collect(),
    }
}
