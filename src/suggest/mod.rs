//! Suggests topics of passages, courses of requests, and outcomes of plans to an editor. They are proposals, never
//! facts: nothing here changes a file, and no page shows them.
//!
//! [`proposals()`] finds them; [`paste`] makes the lines to paste into the files. In doubt nothing is proposed, because
//! an editor stops reading a list with many wrong proposals. For example, a topic's name of one word must occur in a
//! title or in two sentences.

mod courses;
mod outcomes;
pub mod paste;
mod topics;
mod weights;

pub use courses::{CourseProposal, NewCourse};
pub use outcomes::OutcomeProposal;
pub use topics::TopicsProposal;

use std::collections::BTreeMap;

use crate::link::Index;
use crate::model::{Response, ResponseId};
use crate::select::Selection;

/// The reason for a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The text contains this name.
    Name(String),
    /// The text shares these words with texts that have the entry.
    Words(Vec<String>),
}

/// All proposals.
#[derive(Debug, Default)]
pub struct Proposals<'d> {
    /// By response, in the order of their files.
    pub files: Vec<FileProposals<'d>>,
    /// Courses that several cities ask for and that are not in the register.
    pub courses: Vec<NewCourse<'d>>,
}

/// The proposals for one response.
#[derive(Debug)]
pub struct FileProposals<'d> {
    /// The response.
    pub response: &'d Response,
    /// Topics, in the order of its passages.
    pub topics: Vec<TopicsProposal<'d>>,
    /// Courses, in the order of its requests.
    pub courses: Vec<CourseProposal<'d>>,
    /// Outcomes, in the order of the plans of the year before.
    pub outcomes: Vec<OutcomeProposal<'d>>,
}

impl<'d> FileProposals<'d> {
    fn new(response: &'d Response) -> Self {
        Self { response, topics: Vec::new(), courses: Vec::new(), outcomes: Vec::new() }
    }
}

/// Finds the proposals for the selected responses.
pub fn proposals<'d>(index: &Index<'d>, selection: Selection<'d>) -> Proposals<'d> {
    let mut files: BTreeMap<ResponseId, FileProposals<'d>> = BTreeMap::new();
    let mut file = |response: &'d Response| {
        files.entry(response.id()).or_insert_with(|| FileProposals::new(response));
        response.id()
    };
    let topics: Vec<_> = topics::propose(index, selection).map(|(response, found)| (file(response), found)).collect();
    let (courses, new_courses) = courses::propose(index, selection);
    let courses: Vec<_> = courses.into_iter().map(|(response, found)| (file(response), found)).collect();
    let outcomes = outcomes::propose(index, selection).into_iter();
    let outcomes: Vec<_> = outcomes.map(|(response, found)| (file(response), found)).collect();
    for (id, found) in topics {
        files.entry(id).and_modify(|file| file.topics.push(found));
    }
    for (id, found) in courses {
        files.entry(id).and_modify(|file| file.courses.push(found));
    }
    for (id, found) in outcomes {
        files.entry(id).and_modify(|file| file.outcomes.push(found));
    }
    let mut files: Vec<_> = files.into_values().collect();
    files.sort_by(|a, b| a.response.file.cmp(&b.response.file));
    Proposals { files, courses: new_courses }
}
