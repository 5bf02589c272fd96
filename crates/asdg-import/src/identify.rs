//! Identify: finds the city, the year and the sector of a response, from the content and the name of its file.

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

/// The source of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueSource {
    /// The command line.
    Option,
    /// The person at the terminal.
    Person,
    /// A heading with only this value.
    Heading,
    /// The wording of the questions.
    Questions,
    /// A line above the first question.
    Preamble,
    /// The name of the file.
    FileName,
    /// The name of a folder around the file.
    Folder,
    /// The previous response in the same file, of another sector.
    Above,
    /// The years named in the answers.
    Answers,
    /// The register, which has only one entry.
    OnlyOne,
}

impl ValueSource {
    /// Whether the value is certain enough to need no check by the editor.
    pub fn is_sure(self) -> bool {
        !matches!(
            self,
            ValueSource::Preamble
                | ValueSource::FileName
                | ValueSource::Folder
                | ValueSource::Above
                | ValueSource::Answers
        )
    }
}

/// The city, the year and the sector of a response, as far as its file shows them.
#[derive(Debug, Clone, Default)]
pub(super) struct Identity {
    /// The city.
    pub(super) city: Option<(Key<City>, ValueSource)>,
    /// The cities that may be meant, if the city is unknown.
    pub(super) possible_cities: Vec<Key<City>>,
    /// The city in the file name, if a heading names another one.
    pub(super) conflicting_file_city: Option<Key<City>>,
    /// The city that the answers name most often, if it is unknown: a proposal for the person at the terminal only.
    pub(super) proposal: Option<Key<City>>,
    /// The first line, if it may be the name of a city that is not in the register.
    pub(super) heading: Option<String>,
    /// The year used and the year of the plans, if the second is not the year after the first.
    pub(super) conflicting_years: Option<(u16, u16)>,
    /// The year.
    pub(super) year: Option<(u16, ValueSource)>,
    /// The sector.
    pub(super) sector: Option<(Key<Sector>, ValueSource)>,
}

impl Identity {
    /// Takes the city of the previous response in the same file, if this one names none and is of another sector.
    pub(super) fn inherit_city(&mut self, previous: Option<&Identity>) {
        let Some(previous) = previous.filter(|_| self.city.is_none() && self.possible_cities.is_empty()) else {
            return;
        };
        let differs = |a: Option<(Key<Sector>, ValueSource)>, b: Option<(Key<Sector>, ValueSource)>| {
            a.zip(b).is_some_and(|(a, b)| a.0 != b.0)
        };
        if differs(self.sector, previous.sector) {
            self.city = previous.city.map(|(city, _)| (city, ValueSource::Above));
            self.year = self.year.or(previous.year);
        }
    }
}

/// The texts from which a response is identified.
pub(super) struct Evidence<'e> {
    /// The text above the first question, and the answers.
    pub(super) group: &'e Group,
    /// The questions in the wording of the file, with their roles.
    pub(super) questions: Vec<(Role, &'e str)>,
    /// The headers and footers of pages, and the header of a mail.
    pub(super) headers: &'e [String],
    /// The file name without its extension.
    pub(super) stem: &'e str,
    /// The names of the folders around the file, the nearest first.
    pub(super) folders: &'e [String],
    /// Whether the file name and the folders apply to this response. They do not if the file has responses of several
    /// cities.
    pub(super) file_name_applies: bool,
}

impl<'e> Evidence<'e> {
    /// The evidence of a group.
    pub(super) fn new(
        group: &'e Group,
        questions: &[Question],
        (stem, folders): (&'e str, &'e [String]),
        headers: &'e [String],
        file_name_applies: bool,
    ) -> Self {
        let found = group
            .sections
            .iter()
            .filter_map(|section| Some((questions.get(section.question)?.role, section.wording.as_str())));
        let listed =
            group.listed.iter().filter_map(|(number, text)| Some((questions.get(*number)?.role, text.as_str())));
        Self { group, headers, questions: found.chain(listed).collect(), stem, folders, file_name_applies }
    }
}

/// Identifies a response by its evidence.
pub(super) fn identify(evidence: &Evidence<'_>, known: &Known, cities: &Cities<'_>) -> Identity {
    let mut identity = Identity { year: year(evidence), sector: sector(evidence, known), ..Identity::default() };
    let in_name = cities.in_file_name(evidence.stem).filter(|_| evidence.file_name_applies);
    let in_folder = || {
        evidence.folders.iter().filter(|_| evidence.file_name_applies).find_map(|folder| cities.in_file_name(folder))
    };
    let mut headings = Vec::new();
    let mut mentioned = Vec::new();
    let preamble = evidence.group.preamble.iter().flat_map(paragraphs);
    let preamble_texts: Vec<String> = preamble.map(Paragraph::text).collect();
    collect_cities(&preamble_texts, cities, &mut headings, &mut mentioned);
    if headings.is_empty() && in_name.is_none() && mentioned.is_empty() && evidence.file_name_applies {
        collect_cities(evidence.headers, cities, &mut mentioned, &mut Vec::new());
    }
    identity.city = match (headings.as_slice(), in_name, mentioned.as_slice()) {
        ([only], _, _) => Some((*only, ValueSource::Heading)),
        ([], Some(city), _) => Some((city, ValueSource::FileName)),
        ([], None, [only]) => Some((*only, ValueSource::Preamble)),
        // A heading and the file name agree, whatever else is named.
        (several, Some(city), _) if several.contains(&city) => Some((city, ValueSource::Heading)),
        // The folder is used last, also to choose between several cities.
        (headings, None, mentioned) => in_folder().and_then(|city| {
            if headings.contains(&city) {
                Some((city, ValueSource::Heading))
            } else if headings.is_empty() && (mentioned.is_empty() || mentioned.contains(&city)) {
                Some((city, ValueSource::Folder))
            } else {
                None
            }
        }),
        _ => None,
    };
    // The older form of the questionnaire asks «о деятельности города Примерска».
    if identity.city.is_none() && headings.is_empty() && mentioned.is_empty() {
        let questions: Vec<String> = evidence.questions.iter().map(|(_, text)| (*text).to_owned()).collect();
        let (mut named, mut mentioned) = (Vec::new(), Vec::new());
        collect_cities(&questions, cities, &mut named, &mut mentioned);
        named.extend(mentioned);
        if let [only] = named.as_slice() {
            identity.city = Some((*only, ValueSource::Questions));
        }
    }
    let plans = year_in_question(evidence, Role::Plans);
    identity.conflicting_years =
        identity.year.map(|(year, _)| year).zip(plans).filter(|(year, next)| year + 1 != *next);
    match identity.city {
        Some((city, ValueSource::Heading)) => identity.conflicting_file_city = in_name.filter(|&other| other != city),
        Some(_) => {}
        None => {
            identity.possible_cities = if headings.is_empty() { mentioned } else { headings };
            let texts: Vec<String> =
                evidence.group.sections.iter().flat_map(|section| &section.blocks).map(Block::text).collect();
            let is_short = |text: &&String| text.chars().count() < 100;
            identity.heading = preamble_texts.first().filter(is_short).cloned();
            identity.proposal = cities.most_frequent(texts.iter().map(String::as_str));
        }
    }
    identity
}

/// Collects the cities of texts: those of headings, which contain only the city, and those mentioned in other texts.
fn collect_cities(
    texts: &[String],
    cities: &Cities<'_>,
    headings: &mut Vec<Key<City>>,
    mentioned: &mut Vec<Key<City>>,
) {
    for mention in texts.iter().flat_map(|text| cities.mentions(text)) {
        let list = if mention.is_heading { &mut *headings } else { &mut *mentioned };
        if !list.contains(&mention.city) {
            list.push(mention.city);
        }
    }
}

/// The year in the wording of the question with a role.
fn year_in_question(evidence: &Evidence<'_>, role: Role) -> Option<u16> {
    evidence.questions.iter().filter(|(other, _)| *other == role).find_map(|(_, text)| years(text).next())
}

/// The year of a response, by the first evidence that has one.
fn year(evidence: &Evidence<'_>) -> Option<(u16, ValueSource)> {
    let by_questions = year_in_question(evidence, Role::Results)
        .or_else(|| year_in_question(evidence, Role::Plans).map(|year| year - 1));
    let by_preamble = || evidence.group.preamble.iter().find_map(|block| years(&block.text()).next());
    let by_name = || years(evidence.stem).next();
    let by_folder = || evidence.folders.iter().find_map(|folder| years(folder).next());
    // Results name the year most often, plans the next one.
    let by_answers = || {
        let year = most_frequent_year(evidence, Role::Results)?;
        (most_frequent_year(evidence, Role::Plans)? == year + 1).then_some(year)
    };
    by_questions
        .map(|year| (year, ValueSource::Questions))
        .or_else(|| by_preamble().map(|year| (year, ValueSource::Preamble)))
        .or_else(|| by_name().map(|year| (year, ValueSource::FileName)))
        .or_else(|| by_folder().map(|year| (year, ValueSource::Folder)))
        .or_else(|| by_answers().map(|year| (year, ValueSource::Answers)))
}

/// The year named most often in the answer to the question with a role; the earliest, if several are as frequent.
fn most_frequent_year(evidence: &Evidence<'_>, role: Role) -> Option<u16> {
    let mut counts: BTreeMap<u16, u32> = BTreeMap::new();
    let sections = evidence.group.sections.iter().zip(&evidence.questions);
    for block in sections.filter(|(_, (other, _))| *other == role).flat_map(|(section, _)| &section.blocks) {
        years(&block.text()).for_each(|year| *counts.entry(year).or_default() += 1);
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(year, _)| year)
}

/// The years in a text: numbers of exactly four digits.
fn years(text: &str) -> impl Iterator<Item = u16> + '_ {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1991..=2100).contains(year))
}

/// The sector of a response, by the first evidence that names one.
pub(super) fn sector(evidence: &Evidence<'_>, known: &Known) -> Option<(Key<Sector>, ValueSource)> {
    let sector_in = |text: &str| {
        let text = stems(text);
        let name_length = |sector: &Sector| {
            [&sector.in_question, &sector.name]
                .into_iter()
                .map(|name| stems(name))
                .filter(|name| contains_sequence(&text, name))
                .map(|name| name.len())
                .max()
        };
        // The longest name counts: the name of one sector may be part of another's.
        let mut found: Vec<_> =
            known.sectors.iter().filter_map(|(key, sector)| Some((name_length(sector)?, key))).collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        match found.as_slice() {
            [(_, key)] => Some(*key),
            [(first, key), (second, _), ..] if first > second => Some(*key),
            _ => None,
        }
    };
    let by_questions = || evidence.questions.iter().find_map(|(_, text)| sector_in(text));
    let by_preamble = || evidence.group.preamble.iter().find_map(|block| sector_in(&block.text()));
    let only = || known.sectors.keys().next().filter(|_| known.sectors.len() == 1);
    by_questions()
        .map(|key| (key, ValueSource::Questions))
        .or_else(|| by_preamble().map(|key| (key, ValueSource::Preamble)))
        .or_else(|| sector_in(evidence.stem).map(|key| (key, ValueSource::FileName)))
        .or_else(|| evidence.folders.iter().find_map(|folder| sector_in(folder)).map(|key| (key, ValueSource::Folder)))
        .or_else(|| only().map(|key| (key, ValueSource::OnlyOne)))
}

/// Whether a text contains words in this order, without other words between them.
fn contains_sequence(text: &[String], words: &[String]) -> bool {
    !words.is_empty() && text.windows(words.len()).any(|window| window == words)
}

/// The text above the first question, split into recognised lines and the rest.
#[derive(Debug, Default)]
pub(super) struct Preamble {
    /// The department that answered.
    pub(super) respondent: Option<String>,
    /// Titles and headings.
    pub(super) titles: Vec<Aside>,
    /// The other paragraphs; they go into the response as a comment.
    pub(super) rest: Vec<Paragraph>,
    /// The spans of all paragraphs in the source, in order.
    pub(super) spans: Vec<SourceSpan>,
}

/// The words of titles and greetings: a paragraph of only these words is a title.
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

/// The front matter keys of a response that the import sets itself.
const FRONT_MATTER: [&str; 3] = ["city:", "source:", "draft:"];

/// Splits the text above the first question.
pub(super) fn split_preamble(blocks: &[Block], known: &Known, cities: &Cities<'_>) -> Preamble {
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
            let is_title = cities.mentions(&text).iter().any(|mention| mention.is_heading)
                || cities.is_region(&text)
                || FRONT_MATTER.iter().any(|key| text.starts_with(key))
                || words(&text).all(|word| {
                    TITLE_WORDS.contains(&word.as_str()) || stems(&word).iter().all(|stem| sectors.contains(stem))
                });
            let is_short = text.chars().count() < 200;
            out.spans.push(SourceSpan::of_paragraph(paragraph));
            let title = || Aside { kind: AsideKind::Title, text: text.clone(), at: paragraph.at };
            if let Some(value) = text.strip_prefix("respondent:") {
                // The front matter of a file in Markdown.
                out.titles.push(title());
                out.respondent = Some(value.trim().to_owned());
            } else if is_short && is_department(&text) && !text.ends_with('.') {
                out.titles.push(title());
                if out.respondent.is_none() {
                    out.respondent = Some(text);
                }
            } else if is_short && is_title {
                out.titles.push(title());
            } else {
                out.rest.push(paragraph.clone());
            }
        }
    }
    out
}

/// The paragraphs of a block, including those in tables.
fn paragraphs(block: &Block) -> Vec<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => vec![paragraph],
        Block::Table(table) => table.rows.iter().flatten().flatten().flat_map(paragraphs).collect(),
    }
}
