//! Checks a response: its city, its dates, its answers and their questions.
//!
//! A draft may lack answers. Otherwise a new file of `new response` would cause a warning for each question, and a
//! strict build would have to wait for the slowest city.

use std::collections::{BTreeMap, BTreeSet};

use super::file::FileCheck;
use super::links::{LinkChecker, LinkedProse, OwnResponse};
use super::value::{find, line};
use super::{CheckContext, Deferred, anchors, asks, records};
use crate::model::{
    Anchor, Answer, City, Key, Passage, Question, Request, Response, ResponseId, Role, Target, Text, Topic, Year,
};
use crate::read::schema::{SourceAnswer, SourceFile, SourceMeta, SourcePassage, SourceResponse};
use asdg_base::id::{bad_id, is_id};
use asdg_base::problem::{Kind, Problems};
use asdg_base::prose;
use asdg_base::work::steps;
use asdg_base::yaml::{At, Located};
use asdg_russian::{folded, slug};

/// Checks a response; `None` if it has an error.
pub(super) fn check(
    file: SourceFile<SourceResponse>,
    context: &CheckContext,
    deferred: &mut Deferred,
    problems: &mut Problems,
) -> Option<Response> {
    let SourceFile { source, value: SourceResponse { year, sector, stem, meta, answers, private: _ } } = file;
    let SourceMeta {
        city,
        respondent,
        received,
        updated,
        source: original,
        topics: topic_ids,
        draft,
        retold,
        outcomes,
        corrections,
    } = meta;
    let mut file = FileCheck::new(&source, problems);
    let city = find_city(city.as_ref(), &stem, context, &mut file);
    let received = file.date(received.as_ref());
    let changed = file.date(updated.as_ref());
    if let (Some(received), Some(changed), Some(updated)) = (received, changed, &updated)
        && changed < received
    {
        let kind = Kind::DateOrder { received: received.to_string(), updated: changed.to_string() };
        file.report(&updated.at, kind);
    }
    let topics = file.topics(&context.topics, &topic_ids);
    // An unknown sector or questionnaire was reported for its folder.
    let sector = context.sectors.find(&sector)?;
    let questions = context.questions(Year(year), sector)?;
    // The answers of an unknown city are checked with any other city.
    let id = ResponseId { year: Year(year), sector, city: city.or_else(|| context.cities.keys().next())? };
    let Deferred { links, records, used_allowances: _ } = deferred;
    // The outcomes of an unknown city refer to unknown plans, so they are not checked further.
    let mut ignored = Vec::new();
    let records = if city.is_some() { records } else { &mut ignored };
    let mut link_checker = LinkChecker::for_response(context, &source, OwnResponse { id, stem: &stem, draft }, links);
    let outcomes = records::outcomes(outcomes, id, &mut link_checker, records, &mut file);
    let corrections = records::corrections(corrections, &mut link_checker, &mut file);
    let mut checker = AnswerChecker {
        file,
        context,
        questions,
        city: id.city,
        draft,
        link_checker,
        anchors: BTreeSet::new(),
        numbers: BTreeMap::new(),
    };
    let mut answers = checker.answers(answers);
    let passages = answers.iter_mut().flat_map(|answer| &mut answer.passages);
    Text::pack(passages.map(|passage| &mut passage.text));
    let AnswerChecker { mut file, link_checker, mut anchors, .. } = checker;
    // `anchors` already has those of passages with an error.
    anchors.extend(anchors::of_page(questions, &answers));
    link_checker.check_local(&anchors, file.problems);
    if answers.is_empty() && !draft {
        file.report_file(Kind::ResponseEmpty);
    }
    if file.problems.has_errors() {
        return None;
    }
    Some(Response {
        year: Year(year),
        sector,
        city: city?,
        respondent: line(respondent),
        received,
        updated: changed,
        file: source.file.into(),
        source: original.map(|source| source.value.into()),
        topics,
        draft,
        retold,
        answers,
        outcomes,
        corrections,
    })
}

/// The city of a response: the one in the front matter, otherwise the one with the name of the file.
fn find_city(
    given: Option<&Located<String>>,
    stem: &str,
    context: &CheckContext,
    file: &mut FileCheck<'_>,
) -> Option<Key<City>> {
    match given {
        Some(given) => file.find(&context.cities, given),
        None => {
            let found = find(&context.cities, stem, &file.source.file, file.problems);
            found.map_err(|kind| file.report_file(kind)).ok()
        }
    }
}

/// Checks the answers of a response.
struct AnswerChecker<'a> {
    file: FileCheck<'a>,
    context: &'a CheckContext,
    questions: &'a [Question],
    city: Key<City>,
    /// Whether answers may be missing.
    draft: bool,
    link_checker: LinkChecker<'a>,
    /// The anchors of all passages, even of those with an error.
    anchors: BTreeSet<Anchor>,
    /// The last number of passages that would have the same anchor.
    numbers: BTreeMap<Anchor, u32>,
}

impl AnswerChecker<'_> {
    /// Checks the answers and sorts them by question. Empty ones are omitted.
    fn answers(&mut self, sources: Vec<SourceAnswer>) -> Vec<Answer> {
        let mut first: BTreeMap<usize, At> = BTreeMap::new();
        let mut answers = Vec::new();
        for SourceAnswer { heading, id, topics: topic_ids, passages } in sources {
            let Some(number) = self.find_question(&heading, id.as_ref()) else {
                continue;
            };
            let question = &self.questions[number];
            if let Some(other) = first.get(&number) {
                let first = self.file.source.place(other).span.map_or(1, |span| u64::from(span.line));
                self.file.report(&heading.at, Kind::QuestionTwice { question: question.title.to_string(), first });
                continue;
            }
            first.insert(number, heading.at.clone());
            let inherited = self.file.topics(&self.context.topics, &topic_ids);
            let sources = passages.len();
            let passages: Vec<Passage> = passages
                .into_iter()
                .filter_map(|passage| self.passage(passage, question, &heading.at, &inherited))
                .collect();
            if sources == 0 && !self.draft {
                self.file.report(&heading.at, Kind::AnswerEmpty { question: question.title.to_string() });
            }
            if !passages.is_empty() {
                answers.push(Answer::new(number, passages));
            }
        }
        answers.sort_by_key(|answer| answer.question);
        answers
    }

    /// Finds the number of a heading's question, from 0: by its id, otherwise by its number, otherwise by its wording.
    fn find_question(&mut self, heading: &Located<String>, id: Option<&Located<String>>) -> Option<usize> {
        let list_ids =
            |questions: &[Question]| questions.iter().map(|question| &*question.id).collect::<Vec<_>>().join(", ");
        if let Some(id) = id {
            let found = self.questions.iter().position(|question| *question.id == *id.value);
            if found.is_none() {
                let known = list_ids(self.questions);
                self.file.report(&id.at, Kind::UnknownQuestion { heading: id.value.clone(), known });
            }
            return found;
        }
        let found = match leading_number(&heading.value) {
            Some(number) => number.checked_sub(1).filter(|&number| number < self.questions.len()),
            None => {
                let wanted = folded(&heading.value);
                let same = |text: &str| folded(text) == wanted;
                self.questions.iter().position(|question| question.texts().any(same))
            }
        };
        if found.is_none() {
            let known = list_ids(self.questions);
            self.file.report(&heading.at, Kind::UnknownQuestion { heading: heading.value.clone(), known });
        }
        found
    }

    /// Checks a passage; `None` if it is empty or has an error.
    fn passage(
        &mut self,
        source: SourcePassage,
        question: &Question,
        heading: &At,
        inherited: &[Key<Topic>],
    ) -> Option<Passage> {
        let SourcePassage { title, id, topics: topic_ids, prose, text_at } = source;
        let own = self.file.topics(&self.context.topics, &topic_ids);
        if prose.is_empty() {
            if let Some(title) = title {
                self.file.report(&title.at, Kind::PassageEmpty { title: title.value });
            }
            return None;
        }
        let text = self.link_checker.check(prose, &text_at, self.file.problems);
        let anchor = self.anchor(question, id.as_ref(), own.first().copied(), title.as_ref());
        let mut topics = own;
        topics.extend(inherited);
        topics.sort_unstable();
        topics.dedup();
        let mut prose = text?;
        self.context.city_names.link_cities(&mut prose, self.city);
        let requests = if question.role == Role::Training { requests(&prose) } else { Vec::new() };
        let text = self.context.write_text(prose, Some(&*anchor).filter(|_| question.role.has_items()));
        let line = match title.as_ref().map_or(heading, |title| &title.at) {
            At::Span(span) => Some(span.line),
            _ => None,
        };
        let title = title.map(|title| title.value).filter(|title| !title.is_empty()).map(Into::into);
        let mut passage = Passage { title, anchor, line, topics, text, requests, asks: Vec::new() };
        if question.role == Role::Training {
            passage.asks = asks::find(&passage);
        }
        Some(passage)
    }

    /// The anchor of a passage: the question, and the id, the first topic or the title of the passage. The untitled
    /// passage at the start of an answer has the anchor of the answer.
    fn anchor(
        &mut self,
        question: &Question,
        id: Option<&Located<String>>,
        topic: Option<Key<Topic>>,
        title: Option<&Located<String>>,
    ) -> Anchor {
        let own = match (id, topic, title) {
            (Some(id), _, _) => {
                if !is_id(&id.value) {
                    self.file.report(&id.at, bad_id(&id.value));
                }
                id.value.clone()
            }
            (None, Some(topic), _) if title.is_some() => self.context.topics[topic].id.to_string(),
            (None, _, Some(title)) => slug::slug(&title.value),
            (None, _, None) => String::new(),
        };
        let base = match own.as_str() {
            "" => Anchor::of_answer(&question.id),
            own => Anchor::of_passage(&question.id, own),
        };
        if self.anchors.insert(base.clone()) {
            return base;
        }
        if let Some(id) = id {
            self.file.report(&id.at, Kind::AnchorTwice { anchor: id.value.clone() });
        }
        // Continues after the last number of this anchor; otherwise ten thousand passages with one title would take
        // quadratic time.
        let number = self.numbers.entry(base.clone()).or_insert(1);
        loop {
            steps(1);
            *number += 1;
            let anchor = base.numbered(*number);
            if self.anchors.insert(anchor.clone()) {
                return anchor;
            }
        }
    }
}

/// Parses the number at the start of a heading: `1.`, `1)` or `1`, but not the year in «2024 год».
fn leading_number(heading: &str) -> Option<usize> {
    let heading = heading.trim_start_matches(['№', ' ', '\u{a0}']);
    let digits = heading.len() - heading.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = heading.get(..digits).filter(|digits| (1..=2).contains(&digits.len()))?.parse().ok()?;
    let rest = &heading[digits..];
    (rest.is_empty() || rest.starts_with(['.', ')', ' ', '\u{a0}'])).then_some(number)
}

/// Finds the requests in a text: its links to courses.
fn requests(text: &LinkedProse) -> Vec<Request> {
    let mut requests = Vec::new();
    prose::visit_links(&text.blocks, &mut |link, content| {
        if let Some(Target::Course(course)) = text.links.get(usize::from(link)) {
            let wording = prose::plain_text(content);
            let wording = wording.trim().trim_end_matches([';', ',', '.']).into();
            requests.push(Request { course: *course, wording });
        }
    });
    requests
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_may_begin_with_the_number_of_its_question() {
        assert_eq!(leading_number("1. Что"), Some(1));
        assert_eq!(leading_number("2) Какие"), Some(2));
        assert_eq!(leading_number("3"), Some(3));
        assert_eq!(leading_number("2024 год"), None);
        assert_eq!(leading_number("5-летний план"), None);
        assert_eq!(leading_number("Итоги"), None);
    }
}
