//! Records of the editor about the texts of cities: outcomes of plans, corrections, replies of the directorate.
//!
//! They are stored apart from the texts, because they are not the words of the cities. The outcome of a plan is
//! recorded in the response of the next year, because that response reports on it.

use jiff::civil::Date;

use super::{Anchor, ResponseId, Text};

/// The outcome of a plan, recorded in the response of the next year.
#[derive(Debug)]
pub struct Outcome {
    /// The anchor of the plan in the response of the year before.
    pub plan: Anchor,
    /// The outcome.
    pub kind: OutcomeKind,
    /// The anchor of the passage in this response that reports on it.
    pub passage: Option<Anchor>,
    /// A sentence about it.
    pub note: Option<Box<str>>,
}

/// The kinds of outcomes of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutcomeKind {
    /// It is done.
    Done,
    /// A part of it is done.
    Partly,
    /// It was not begun.
    NotBegun,
    /// It was abandoned.
    Dropped,
}

impl OutcomeKind {
    /// All kinds.
    pub const ALL: [OutcomeKind; 4] = [Self::Done, Self::Partly, Self::NotBegun, Self::Dropped];

    /// The word for it in the front matter.
    pub fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Partly => "partly",
            Self::NotBegun => "not-begun",
            Self::Dropped => "dropped",
        }
    }
}

/// A correction made in a response after publication.
#[derive(Debug)]
pub struct Correction {
    /// When it was made.
    pub date: Date,
    /// What was corrected.
    pub text: Box<str>,
    /// The anchor of the corrected passage, if it is in one.
    pub passage: Option<Anchor>,
}

/// The directorate's reply to a city's request for help.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The response with the request.
    pub response: ResponseId,
    /// The anchor of the request.
    pub anchor: Anchor,
    /// The status of the request.
    pub status: ReplyStatus,
    /// The date of that status.
    pub date: Option<Date>,
    /// The text of the reply.
    pub text: Option<Text>,
}

/// The status of a request for help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReplyStatus {
    /// The directorate considers it.
    Considered,
    /// It will be done.
    Accepted,
    /// It is done.
    Done,
    /// It cannot be done.
    Declined,
}

impl ReplyStatus {
    /// All statuses.
    pub const ALL: [ReplyStatus; 4] = [Self::Considered, Self::Accepted, Self::Done, Self::Declined];

    /// The word for it in `replies.yaml`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Considered => "considered",
            Self::Accepted => "accepted",
            Self::Done => "done",
            Self::Declined => "declined",
        }
    }
}
