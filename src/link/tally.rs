//! Counts the outcomes of plans and the replies to requests: how many items have each outcome, or each status of a
//! reply.

use std::ops::AddAssign;

use super::{Index, PassageRef};
use crate::model::{City, Edition, Key, OutcomeKind, ReplyStatus, Response, Role, items};

/// How many items have each outcome or status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number of items with each outcome or status, in the order of [`OutcomeKind::ALL`] or [`ReplyStatus::ALL`].
    pub recorded: [usize; 4],
    /// The number of items without a record.
    pub silent: usize,
}

impl Tally {
    /// Returns the number of all items.
    pub fn all(&self) -> usize {
        self.recorded_count() + self.silent
    }

    /// Returns the number of items with a record.
    pub fn recorded_count(&self) -> usize {
        self.recorded.iter().sum()
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.recorded.iter_mut().zip(other.recorded).for_each(|(sum, items)| *sum += items);
        self.silent += other.silent;
    }
}

impl<'d> Index<'d> {
    /// Counts the records of the items in these passages, which answer questions of a role: the outcomes of plans, or
    /// the replies to requests for help.
    pub(super) fn records_of(&self, role: Role, passages: impl Iterator<Item = PassageRef>) -> Tally {
        match role {
            Role::Plans if !self.outcomes.is_empty() => self.outcomes_of(passages),
            Role::Support if !self.replies.is_empty() => self.replies_to(passages),
            _ => Tally {
                silent: passages.map(|passage| items(self.response_and_passage(passage).1).count()).sum(),
                ..Tally::default()
            },
        }
    }

    /// Counts the outcomes of the plans in these passages.
    pub fn outcomes_of(&self, passages: impl Iterator<Item = PassageRef>) -> Tally {
        self.tally(passages, |response, anchor| {
            let (_, outcome) = self.outcome(response.id(), anchor)?;
            OutcomeKind::ALL.iter().position(|kind| *kind == outcome.kind)
        })
    }

    /// Counts the replies to the requests in these passages.
    pub fn replies_to(&self, passages: impl Iterator<Item = PassageRef>) -> Tally {
        self.tally(passages, |response, anchor| {
            let reply = self.reply(response.id(), anchor)?;
            ReplyStatus::ALL.iter().position(|status| *status == reply.status)
        })
    }

    /// Counts the items by the index that `find_record` returns for an anchor. The record of a whole passage applies to
    /// those of its items that have no record of their own.
    fn tally(
        &self,
        passages: impl Iterator<Item = PassageRef>,
        find_record: impl Fn(&Response, &str) -> Option<usize>,
    ) -> Tally {
        let mut tally = Tally::default();
        for passage in passages {
            let (response, passage) = self.response_and_passage(passage);
            let whole = find_record(response, &passage.anchor);
            for item in items(passage) {
                match find_record(response, &item.anchor()).or(whole) {
                    Some(kind) => tally.recorded[kind] += 1,
                    None => tally.silent += 1,
                }
            }
        }
        tally
    }

    /// Returns the passages of a city that answer questions of a role in an edition, without answers that have no
    /// content.
    pub fn city_passages(&self, city: Key<City>, edition: &'d Edition, role: Role) -> Vec<PassageRef> {
        let mut found = Vec::new();
        for &number in &self.city(city).responses {
            let response = &self.digest().responses[number];
            if response.year != edition.year {
                continue;
            }
            let questions = self.questions(response);
            for (answer_number, answer) in (0_u16..).zip(&response.answers) {
                if questions[answer.question].role == role && answer.state.has_content() {
                    let passages = 0..answer.passages.len() as u16;
                    found.extend(passages.map(|passage| PassageRef {
                        response: number as u32,
                        answer: answer_number,
                        passage,
                    }));
                }
            }
        }
        found
    }
}
