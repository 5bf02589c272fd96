//! Checks a response: its city, its dates, its answers and their questions.
//!
//! A draft may lack answers: otherwise a new frame made by `new response` would give a warning for each question, and a
//! strict build would have to wait for the slowest city.

use std::collections::{BTreeMap, BTreeSet};

use super::file::FileCheck;
use super::links::{Home, LinkedProse, Linker};
use super::value::{find, line};
use super::{Deferred, References, anchors, asks, records};
use crate::model::{
    Anchor, Answer, City, Key, Passage, Question, Request, Response, ResponseId, Role, Target, Topic, Year,
};
use crate::read::schema::{SourceAnswer, SourceFile, SourceMeta, SourcePassage, SourceResponse};
use asdg_base::id::{bad_id, is_id};
use asdg_base::problem::{Kind, Problems};
use asdg_base::prose;
use asdg_base::work::steps;
use asdg_base::yaml::{At, Located};
use asdg_russian::{folded, slug};

/// Checks a response; `None` when there was an error in it.
pub(super) fn check(
    file: SourceFile<SourceResponse>,
    context: &References,
    later: &mut Deferred,
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
    // The answers of an unknown city are checked too; any city serves for that.
    let id = ResponseId { year: Year(year), sector, city: city.or_else(|| context.cities.keys().next())? };
    let Deferred { links, records, allowed: _ } = later;
    // Nobody's plans can be looked for while it is not known whose outcomes these are.
    let mut of_nobody = Vec::new();
    let records = if city.is_some() { records } else { &mut of_nobody };
    let mut linker = Linker::of_response(context, &source, Home { id, stem: &stem, draft }, links);
    let outcomes = records::outcomes(outcomes, id, &mut linker, records, &mut file);
    let corrections = records::corrections(corrections, &mut linker, &mut file);
    let mut checker = Checker {
        file,
        context,
        questions,
        city: id.city,
        draft,
        linker,
        anchors: BTreeSet::new(),
        numbers: BTreeMap::new(),
    };
    let answers = checker.answers(answers);
    let Checker { mut file, linker, mut anchors, .. } = checker;
    // Those of passages with an error stay known too.
    anchors.extend(anchors::of_page(questions, &answers));
    linker.check_local(&anchors, file.problems);
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

fn find_city(
    given: Option<&Located<String>>,
    stem: &str,
    context: &References,
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

struct Checker<'a> {
    file: FileCheck<'a>,
    context: &'a References,
    questions: &'a [Question],
    city: Key<City>,
    /// Whether its answers may still be missing.
    draft: bool,
    linker: Linker<'a>,
    anchors: BTreeSet<Anchor>,
    /// The next number for passages with the same title.
    numbers: BTreeMap<Anchor, u32>,
}

impl Checker<'_> {
    /// Checks the answers and sorts them by question. Empty ones are left out.
    fn answers(&mut self, sources: Vec<SourceAnswer>) -> Vec<Answer> {
        let mut first: BTreeMap<usize, At> = BTreeMap::new();
        let mut answers = Vec::new();
        for SourceAnswer { heading, id, topics: topic_ids, passages } in sources {
            let Some(number) = self.question(&heading, id.as_ref()) else {
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

    /// The number of a heading's question: by its id, else by its number, else by its wording.
    fn question(&mut self, heading: &Located<String>, id: Option<&Located<String>>) -> Option<usize> {
        let known =
            |questions: &[Question]| questions.iter().map(|question| &*question.id).collect::<Vec<_>>().join(", ");
        if let Some(id) = id {
            let found = self.questions.iter().position(|question| *question.id == *id.value);
            if found.is_none() {
                let known = known(self.questions);
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
            let known = known(self.questions);
            self.file.report(&heading.at, Kind::UnknownQuestion { heading: heading.value.clone(), known });
        }
        found
    }

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
        let text = self.linker.check(prose, &text_at, self.file.problems);
        let anchor = self.anchor(question, id.as_ref(), own.first().copied(), title.as_ref());
        let mut topics = own;
        topics.extend(inherited);
        topics.sort_unstable();
        topics.dedup();
        let mut prose = text?;
        self.context.names.link(&mut prose, self.city);
        let requests = if question.role == Role::Training { requests(&prose) } else { Vec::new() };
        let text = self.context.text(prose, Some(&*anchor).filter(|_| question.role.has_items()));
        let line = match title.as_ref().map_or(heading, |title| &title.at) {
            At::Span(span) => Some(span.line),
            _ => None,
        };
        let title = title.map(|title| title.value).filter(|title| !title.is_empty()).map(Into::into);
        let mut passage = Passage { title, anchor, line, topics, text, requests, asks: Vec::new() };
        if question.role == Role::Training {
            passage.asks = asks::of(&passage);
        }
        Some(passage)
    }

    /// The anchor of a passage: the question, and what distinguishes the passage in its answer. The untitled passage at
    /// the start of an answer has the anchor of the answer.
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
        // Continues from the last number of this title; otherwise ten thousand passages with one title would take
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

/// The number at the start of a heading: `1.`, `1)` or `1`, but not the year in «2024 год».
fn leading_number(heading: &str) -> Option<usize> {
    let heading = heading.trim_start_matches(['№', ' ', '\u{a0}']);
    let digits = heading.len() - heading.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = heading.get(..digits).filter(|digits| (1..=2).contains(&digits.len()))?.parse().ok()?;
    let rest = &heading[digits..];
    (rest.is_empty() || rest.starts_with(['.', ')', ' ', '\u{a0}'])).then_some(number)
}

/// The requests in a text: its links to courses.
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
    fn headings_begin_with_the_number_of_their_question() {
        assert_eq!(leading_number("1. Что"), Some(1));
        assert_eq!(leading_number("2) Какие"), Some(2));
        assert_eq!(leading_number("3"), Some(3));
        assert_eq!(leading_number("2024 год"), None);
        assert_eq!(leading_number("5-летний план"), None);
        assert_eq!(leading_number("Итоги"), None);
    }
}
