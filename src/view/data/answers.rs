//! What the cities wrote: responses, answers, passages, mentions, and what was put right in it. Rows are in the order of the digest: by year,
//! sector, city and question.

use super::super::{Address, mention, plain};
use super::cell::{Id, Ids, Long, PassageKey, Place, ResponseKey};
use super::{Columns, Table, names, place};
use crate::link::Index;
use crate::model::{Answer, City, Correction, Digest, Key, Passage, Question, Response, Target, items};

/// How many characters of a passage are quoted.
const QUOTED: usize = 140;

/// A passage with what it belongs to.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) response: &'a Response,
    pub(super) question: &'a Question,
    pub(super) answer: &'a Answer,
    pub(super) passage: &'a Passage,
    /// Its number in its answer, from 1.
    pub(super) number: usize,
}

/// The id of a response, which is the address of its page as well.
pub(super) fn response_key(digest: &Digest, response: &Response) -> String {
    let Response { year, sector, city, .. } = response;
    format!("{year}/{}/{}", digest.sectors[*sector].id, digest.cities[*city].id)
}

/// The id of a passage: that of its response, and its anchor there.
pub(super) fn passage_key(digest: &Digest, response: &Response, passage: &Passage) -> String {
    format!("{}#{}", response_key(digest, response), passage.anchor)
}

fn passage_place(digest: &Digest, response: &Response, passage: &Passage) -> Place {
    place(digest, &Address::response(digest, response.id()), Some(&passage.anchor))
}

/// The columns that tell whose response a row belongs to.
pub(super) fn whose<'a, R: Copy + 'a>(
    columns: Columns<'a, R>,
    digest: &'a Digest,
    of: fn(R) -> &'a Response,
) -> Columns<'a, R> {
    columns
        .with("response", move |row| ResponseKey(response_key(digest, of(row))))
        .with("year", move |row| of(row).year.0)
        .with("sector", move |row| Id(&digest.sectors[of(row).sector].id))
        .with("sector_name", move |row| digest.shown(&digest.sectors[of(row).sector]))
        .with("city", move |row| Id(&digest.cities[of(row).city].id))
        .with("city_name", move |row| digest.shown(&digest.cities[of(row).city]))
}

/// The region of a city, for the tables that people filter most.
pub(super) fn region<'a>(digest: &'a Digest, response: &Response) -> Option<&'a str> {
    digest.cities[response.city].region.as_deref()
}

/// The columns that tell where a passage stands.
fn where_it_is<'a, R: Copy + 'a>(
    columns: Columns<'a, R>,
    digest: &'a Digest,
    of: fn(R) -> Piece<'a>,
) -> Columns<'a, R> {
    columns
        .with("draft", move |row| of(row).response.draft)
        .with("url", move |row| passage_place(digest, of(row).response, of(row).passage))
}

pub(super) fn responses<'a>(index: &'a Index<'a>) -> Table<'a> {
    let digest = index.digest();
    whose(Columns::<&'a Response>::new(), digest, |response| response)
        .with("region", move |response| region(digest, response))
        .with("respondent", |response| response.respondent.as_deref())
        .with("received", |response| response.received)
        .with("updated", |response| response.updated)
        .with("source", |response| response.source.as_deref())
        .with("topics", move |response| {
            Ids(response.all_topics().into_iter().map(|topic| &*digest.topics[topic].id).collect())
        })
        .with("topic_names", move |response| names(digest, &digest.topics, &response.all_topics()))
        .with("answers", |response| response.answers.len())
        .with("passages", |response| response.passages().count())
        .with("characters", |response| response.passages().map(characters).sum::<usize>())
        .with("requests", |response| response.passages().map(|passage| passage.requests.len()).sum::<usize>())
        .with("draft", |response| response.draft)
        .with("url", move |response| place(digest, &Address::response(digest, response.id()), None))
        .table("responses", digest.responses.iter().map(|response| &**response))
}

pub(super) fn answers<'a>(index: &'a Index<'a>) -> Table<'a> {
    type Row<'a> = (&'a Response, &'a Answer, &'a Question);
    let digest = index.digest();
    let rows = digest.responses.iter().flat_map(move |response| {
        let questions = index.questions(response);
        response.answers.iter().map(move |answer| (&**response, answer, &questions[answer.question]))
    });
    whose(Columns::<Row<'a>>::new(), digest, |(response, ..)| response)
        .with("question", |(.., question)| Id(&question.id))
        .with("number", |(_, answer, _)| answer.question + 1)
        .with("role", |(.., question)| question.role)
        .with("question_title", |(.., question)| &*question.title)
        .with("state", |(_, answer, _)| answer.state)
        .with("passages", |(_, answer, _)| answer.passages.len())
        .with("characters", |(_, answer, _)| answer.passages.iter().map(characters).sum::<usize>())
        .with("requests", |(_, answer, _)| answer.passages.iter().map(|passage| passage.requests.len()).sum::<usize>())
        .with("draft", |(response, ..)| response.draft)
        .with("url", move |(response, _, question)| {
            place(digest, &Address::response(digest, response.id()), Some(&question.id))
        })
        .table("answers", rows)
}

pub(super) fn passages<'a>(index: &'a Index<'a>) -> Table<'a> {
    let digest = index.digest();
    let columns = Columns::<Piece<'a>>::new()
        .with("passage", move |piece| PassageKey(passage_key(digest, piece.response, piece.passage)));
    let columns = whose(columns, digest, |piece| piece.response)
        .with("question", |piece| Id(&piece.question.id))
        .with("role", |piece| piece.question.role)
        .with("question_title", |piece| &*piece.question.title)
        .with("number", |piece| piece.number)
        .with("title", |piece| piece.passage.title.as_deref())
        .with("topics", move |piece| Ids(piece.passage.topics.iter().map(|&topic| &*digest.topics[topic].id).collect()))
        .with("topic_names", move |piece| names(digest, &digest.topics, &piece.passage.topics))
        .with("characters", |piece| characters(piece.passage))
        .with("excerpt", |piece| {
            let (excerpt, _) = plain::excerpt(&piece.passage.text, QUOTED);
            (!excerpt.is_empty()).then(|| Long(excerpt.into()))
        })
        .with("requests", |piece| piece.passage.requests.len());
    where_it_is(columns, digest, |piece| piece).table("passages", pieces(index))
}

pub(super) fn mentions<'a>(index: &'a Index<'a>) -> Table<'a> {
    type Row<'a> = (Piece<'a>, Key<City>);
    let digest = index.digest();
    let columns = Columns::<Row<'a>>::new()
        .with("passage", move |(piece, _)| PassageKey(passage_key(digest, piece.response, piece.passage)));
    let columns = whose(columns, digest, |(piece, _)| piece.response)
        .with("mentioned", move |(_, city)| Id(&digest.cities[city].id))
        .with("mentioned_name", move |(_, city)| digest.shown(&digest.cities[city]))
        .with("sentence", |(piece, city)| {
            mention::sentence(&piece.passage.text, city).map(|sentence| Long(sentence.plain().into()))
        });
    let rows = pieces(index).flat_map(|piece| mentioned(piece).into_iter().map(move |city| (piece, city)));
    where_it_is(columns, digest, |(piece, _)| piece).table("mentions", rows)
}

pub(super) fn corrections<'a>(index: &'a Index<'a>) -> Table<'a> {
    type Row<'a> = (&'a Response, usize, &'a Correction);
    let digest = index.digest();
    let rows = digest.responses.iter().flat_map(|response| {
        (1..).zip(&response.corrections).map(move |(number, correction)| (&**response, number, correction))
    });
    whose(Columns::<Row<'a>>::new(), digest, |(response, ..)| response)
        .with("number", |(_, number, _)| number)
        .with("date", |(.., correction)| correction.date)
        .with("text", |(.., correction)| Long((&*correction.text).into()))
        .with("passage", move |(response, _, correction)| {
            let passage = passage_at(index, response, correction.passage.as_deref()?)?;
            Some(PassageKey(passage_key(digest, response, passage)))
        })
        .with("draft", |(response, ..)| response.draft)
        .with("url", move |(response, _, correction)| {
            place(digest, &Address::response(digest, response.id()), correction.passage.as_deref())
        })
        .table("corrections", rows)
}

/// The passage of a response that an anchor leads to, which may be that of an item or of a whole answer.
fn passage_at<'a>(index: &Index<'a>, response: &'a Response, anchor: &str) -> Option<&'a Passage> {
    let leads_to =
        |passage: &&Passage| *passage.anchor == *anchor || items(passage).any(|item| item.anchor() == anchor);
    let questions = index.questions(response);
    let first = || response.answers.iter().find(|answer| *questions[answer.question].id == *anchor)?.passages.first();
    response.passages().find(leads_to).or_else(first)
}

/// All passages, in the order of the digest.
pub(super) fn pieces<'a>(index: &'a Index<'a>) -> impl Iterator<Item = Piece<'a>> + 'a {
    index.digest().responses.iter().flat_map(move |response| {
        let questions = index.questions(response);
        response.answers.iter().flat_map(move |answer| {
            let question = &questions[answer.question];
            (1..).zip(&answer.passages).map(move |(number, passage)| Piece {
                response,
                question,
                answer,
                passage,
                number,
            })
        })
    })
}

/// The other cities that a passage names, each once, in the order of their names.
fn mentioned(piece: Piece<'_>) -> Vec<Key<City>> {
    let links = piece.passage.text.links.iter();
    let mut cities: Vec<_> = links
        .filter_map(|link| match link {
            Target::City(city) if *city != piece.response.city => Some(*city),
            _ => None,
        })
        .collect();
    cities.sort_unstable();
    cities.dedup();
    cities
}

/// How many characters the text of a passage has; as many as stand in the file of full texts.
fn characters(passage: &Passage) -> usize {
    plain::characters(&passage.text)
}
