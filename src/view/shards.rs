//! The texts for scripts: the full text of each response, and the indexes with which a script finds those it needs.
//!
//! A text is published twice: on the page of its response, and in a shard. Scripts that combine texts in the browser,
//! such as that of the collection, load the shards. [`response_text`] makes the shard of a response. [`text_index`]
//! makes the index of all responses, which is all that a script knows before it loads shards. [`text_lists`] lists the
//! responses that write about a topic, ask for a course or mention a city; most collections do not need that file.
//! Shards contain ids and no numbers of the registers, so that a new topic changes only the index.

use serde::Serialize;

use crate::link::Index;
use crate::model::{Digest, Entry, Passage, Question, Register, Response, Size};

/// The folder of the texts.
pub const FOLDER: &str = "texts";

/// The full text of a response.
#[derive(Debug, Serialize)]
pub struct ResponseText<'d> {
    #[serde(skip_serializing_if = "Option::is_none")]
    respondent: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    received: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    draft: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    retold: bool,
    /// The answers, in the order of the questions.
    #[serde(skip)]
    pub answers: Vec<AnswerText<'d>>,
}

/// An answer, with the id of its question.
#[derive(Debug, Serialize)]
pub struct AnswerText<'d> {
    question: &'d str,
    /// Its passages.
    #[serde(skip)]
    pub passages: Vec<PassageText<'d>>,
}

/// A passage. Topics and courses are ids and not numbers, so that a new entry in a register does not change the shards
/// of all responses.
#[derive(Debug, Serialize)]
pub struct PassageText<'d> {
    anchor: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'d str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    topics: Vec<&'d str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    courses: Vec<&'d str>,
    /// The same HTML as on the page of the response; links and pictures are relative to that page. Encoded; the JSON is
    /// in the same encoding.
    #[serde(skip)]
    pub html: &'d [u8],
}

/// The index of all responses. They are numbered in the order of `parts`: those of the first part from 0, then those of
/// the second.
#[derive(Debug, Serialize)]
pub struct TextIndex<'d> {
    /// The id, name, region (or else country), federal district and size of each city; a missing value is empty.
    cities: Vec<[&'d str; 5]>,
    sectors: Vec<EntryName<'d>>,
    topics: Vec<EntryName<'d>>,
    courses: Vec<EntryName<'d>>,
    parts: Vec<SectorTexts<'d>>,
    /// The path of the file with the lists.
    lists: &'d str,
}

/// The id and the name of an entry of a register.
type EntryName<'d> = (&'d str, &'d str);

/// A sector's edition.
#[derive(Debug, Serialize)]
struct SectorTexts<'d> {
    year: u16,
    /// The number of the sector.
    sector: usize,
    /// Id, role, short name and wording of each question.
    questions: Vec<(&'d str, &'static str, &'d str, &'d str)>,
    /// The number of the city of each response.
    cities: Vec<usize>,
    /// The checksums in the names of their shards, eight digits each, without separators.
    sums: String,
}

/// The numbers of the responses of each entry of the registers, in the order of the register, delta-encoded: the number
/// of the first response, then the difference between each number and the previous one.
#[derive(Debug, Serialize)]
pub struct TextLists {
    topics: Vec<Vec<usize>>,
    courses: Vec<Vec<usize>>,
    /// The cities that others mention.
    mentions: Vec<Vec<usize>>,
}

/// Returns the key that identifies a response: `2024/culture/omsk`.
pub fn text_key(digest: &Digest, response: &Response) -> String {
    digest.response_address(response.id()).to_string().trim_matches('/').to_owned()
}

/// Makes the index of all responses. `sums` are the checksums of their shards, in the order of the digest; `lists` is
/// the path of the file with the lists.
pub fn text_index<'d>(index: &Index<'d>, sums: &[u32], lists: &'d str) -> TextIndex<'d> {
    let digest = index.digest();
    let mut parts = Vec::new();
    let mut sums = sums.iter();
    for edition in &digest.editions {
        for sector in &edition.sectors {
            let responses = index.responses(edition.year, sector.sector);
            if responses.is_empty() {
                continue;
            }
            let question =
                |Question { id, role, title, wording, .. }: &'d Question| (&**id, role.id(), &**title, &**wording);
            parts.push(SectorTexts {
                year: edition.year.0,
                sector: sector.sector.index(),
                questions: sector.questions.iter().map(question).collect(),
                cities: responses.iter().map(|response| response.city.index()).collect(),
                sums: sums.by_ref().take(responses.len()).map(|sum| format!("{sum:08x}")).collect(),
            });
        }
    }
    let cities = digest.cities.iter().map(|(_, city)| {
        let region = city.region_or_country().unwrap_or_default();
        let size = Size::of(city).map(Size::id);
        let district = city.federal_district.as_deref().unwrap_or_default();
        [&*city.id, digest.display_name(city), region, district, size.unwrap_or_default()]
    });
    TextIndex {
        cities: cities.collect(),
        sectors: entry_names(digest, &digest.sectors),
        topics: entry_names(digest, &digest.topics),
        courses: entry_names(digest, &digest.courses),
        parts,
        lists,
    }
}

/// Lists the responses that write about each topic, ask for each course, or mention each city.
pub fn text_lists(index: &Index<'_>) -> TextLists {
    let digest = index.digest();
    let topics = digest.topics.keys().map(|topic| {
        let passages = &index.topic(topic).passages;
        deltas(passages.iter().map(|passage| passage.response()).collect())
    });
    let courses = digest.courses.keys().map(|course| {
        let requests = &index.course(course).requests;
        deltas(requests.iter().map(|request| request.passage().response()).collect())
    });
    let mentions = digest.cities.keys().map(|city| {
        let passages = &index.city(city).mentions;
        deltas(passages.iter().map(|passage| passage.response()).collect())
    });
    TextLists { topics: topics.collect(), courses: courses.collect(), mentions: mentions.collect() }
}

fn entry_names<'d, T: Entry>(digest: &Digest, register: &'d Register<T>) -> Vec<EntryName<'d>> {
    register.iter().map(|(_, entry)| (entry.id(), digest.display_name(entry))).collect()
}

/// Delta-encodes numbers: sorts them, removes duplicates, and returns the first number and the differences between
/// neighbours.
fn deltas(mut numbers: Vec<usize>) -> Vec<usize> {
    numbers.sort_unstable();
    numbers.dedup();
    let mut previous = 0;
    for number in &mut numbers {
        (*number, previous) = (*number - previous, *number);
    }
    numbers
}

/// Makes the content of a response's shard.
pub fn response_text<'d>(index: &Index<'d>, response: &'d Response) -> ResponseText<'d> {
    let digest = index.digest();
    let questions = index.questions(response);
    let answers = response.answers.iter().map(|answer| AnswerText {
        question: &questions[answer.question].id,
        passages: answer.passages.iter().map(|passage| passage_text(digest, passage)).collect(),
    });
    ResponseText {
        respondent: response.respondent.as_deref(),
        received: response.received.map(|date| date.to_string()),
        draft: response.draft,
        retold: response.retold,
        answers: answers.collect(),
    }
}

fn passage_text<'d>(digest: &'d Digest, passage: &'d Passage) -> PassageText<'d> {
    let mut courses: Vec<_> = passage.requests.iter().map(|request| request.course).collect();
    courses.sort_unstable();
    courses.dedup();
    PassageText {
        anchor: &passage.anchor,
        title: passage.title.as_deref(),
        topics: passage.topics.iter().map(|&topic| &*digest.topics[topic].id).collect(),
        courses: courses.into_iter().map(|course| &*digest.courses[course].id).collect(),
        html: passage.text.compact_html(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_sorted_and_delta_encoded() {
        assert_eq!(deltas(vec![7, 2, 7, 9]), [2, 5, 2]);
        assert_eq!(deltas(vec![0, 1]), [0, 1]);
        assert!(deltas(Vec::new()).is_empty());
    }
}
