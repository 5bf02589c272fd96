//! The value of a cell. The type of a column is the return type of the function that fills it, so the two cannot
//! differ.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::model::{Anchor, AnswerState, OutcomeKind, ReplyStatus, ResponseKey, Role};

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// A text on one line.
    Text,
    /// A text of a sentence or more, for a wide column.
    LongText,
    /// An id.
    Id(IdForm),
    /// Ids of entries.
    Ids,
    /// Texts.
    Texts,
    /// A whole number, not negative.
    Integer,
    /// A number.
    Number,
    /// Yes or no.
    Boolean,
    /// A date.
    Date,
    /// A web address; if the site has no `base_url`, the address of a page is the path of its file.
    Address,
}

impl Type {
    /// Its name, in the ids of the wording.
    pub fn name(self) -> &'static str {
        match self {
            Type::Text | Type::LongText => "text",
            Type::Id(_) => "id",
            Type::Ids => "ids",
            Type::Texts => "texts",
            Type::Integer => "integer",
            Type::Number => "number",
            Type::Boolean => "boolean",
            Type::Date => "date",
            Type::Address => "address",
        }
    }
}

/// The form of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdForm {
    /// An entry of a register: `omsk`.
    Entry,
    /// A response: `2024/culture/omsk`.
    Response,
    /// A passage of a response, `results-roads`; also its anchor on the page.
    Passage,
    /// The role of a question: `results`.
    Role,
    /// The state of an answer: `answered`.
    State,
    /// What is requested: `course`.
    Request,
    /// The outcome of a plan: `done`.
    Outcome,
    /// The status of a request: `accepted`.
    Status,
    /// What a record is about: `item`.
    Recorded,
}

impl IdForm {
    /// Its name, in the ids of the wording.
    pub(super) fn name(self) -> &'static str {
        match self {
            IdForm::Entry => "entry",
            IdForm::Response => "response",
            IdForm::Passage => "passage",
            IdForm::Role => "role",
            IdForm::State => "state",
            IdForm::Request => "request",
            IdForm::Outcome => "outcome",
            IdForm::Status => "status",
            IdForm::Recorded => "recorded",
        }
    }

    /// The possible values of an id; `None` for ids of entries and places.
    pub fn words(self) -> Option<Vec<&'static str>> {
        Some(match self {
            IdForm::Entry | IdForm::Response | IdForm::Passage => return None,
            IdForm::Role => Role::ALL.map(Role::id).into(),
            IdForm::State => AnswerState::ALL.map(AnswerState::id).into(),
            IdForm::Request => RequestKind::ALL.map(RequestKind::id).into(),
            IdForm::Outcome => OutcomeKind::ALL.map(OutcomeKind::id).into(),
            IdForm::Status => ReplyStatus::ALL.map(ReplyStatus::id).into(),
            IdForm::Recorded => Recorded::ALL.map(Recorded::id).into(),
        })
    }
}

/// What a city asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RequestKind {
    /// A course of the register.
    Course,
    /// Training that no course covers.
    Uncovered,
    /// Help.
    Support,
    /// A discussion.
    Discussion,
}

impl RequestKind {
    const ALL: [RequestKind; 4] = [Self::Course, Self::Uncovered, Self::Support, Self::Discussion];

    fn id(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Uncovered => "uncovered",
            Self::Support => "support",
            Self::Discussion => "discussion",
        }
    }
}

/// What an outcome or a reply is recorded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recorded {
    /// The item itself.
    Item,
    /// The whole passage; it applies to those of its items without a record of their own.
    Passage,
}

impl Recorded {
    const ALL: [Recorded; 2] = [Self::Item, Self::Passage];

    fn id(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Passage => "passage",
        }
    }
}

/// A value in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue<'a> {
    /// No value.
    Absent,
    /// A text, an id or an address.
    Text(Cow<'a, str>),
    /// A list of texts or of ids.
    Texts(Vec<Cow<'a, str>>),
    /// A whole number.
    Integer(u64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
    /// A date.
    Date(Date),
}

/// The return type of a function that fills a column.
pub(super) trait IntoCell<'a> {
    /// The type of the column.
    const KIND: Type;
    /// Whether the value may be missing.
    const OPTIONAL: bool = false;
    /// The value.
    fn value(self) -> CellValue<'a>;
}

/// The id of an entry.
pub(super) struct Id<'a>(pub(super) &'a str);

/// The ids of entries.
pub(super) struct Ids<'a>(pub(super) Vec<&'a str>);

/// A text of a sentence or more.
pub(super) struct Long<'a>(pub(super) Cow<'a, str>);

/// An address.
pub(super) struct SourceAddress(pub(super) String);

impl<'a, C: IntoCell<'a>> IntoCell<'a> for Option<C> {
    const KIND: Type = C::KIND;
    const OPTIONAL: bool = true;

    fn value(self) -> CellValue<'a> {
        self.map_or(CellValue::Absent, IntoCell::value)
    }
}

macro_rules! cells {
    ($($type:ty: $kind:expr, $cell:ident => $value:expr;)*) => {$(
        impl<'a> IntoCell<'a> for $type {
            const KIND: Type = $kind;

            fn value(self) -> CellValue<'a> {
                let $cell = self;
                $value
            }
        }
    )*};
}

cells! {
    &'a str: Type::Text, text => CellValue::Text(text.into());
    Long<'a>: Type::LongText, text => CellValue::Text(text.0);
    Id<'a>: Type::Id(IdForm::Entry), id => CellValue::Text(id.0.into());
    ResponseKey: Type::Id(IdForm::Response), key => CellValue::Text(key.to_string().into());
    &'a Anchor: Type::Id(IdForm::Passage), anchor => CellValue::Text((**anchor).into());
    Role: Type::Id(IdForm::Role), role => CellValue::Text(role.id().into());
    AnswerState: Type::Id(IdForm::State), state => CellValue::Text(state.id().into());
    RequestKind: Type::Id(IdForm::Request), kind => CellValue::Text(kind.id().into());
    OutcomeKind: Type::Id(IdForm::Outcome), kind => CellValue::Text(kind.id().into());
    ReplyStatus: Type::Id(IdForm::Status), status => CellValue::Text(status.id().into());
    Recorded: Type::Id(IdForm::Recorded), recorded => CellValue::Text(recorded.id().into());
    Ids<'a>: Type::Ids, ids => CellValue::Texts(ids.0.into_iter().map(Into::into).collect());
    Vec<Cow<'a, str>>: Type::Texts, texts => CellValue::Texts(texts);
    u16: Type::Integer, number => CellValue::Integer(number.into());
    usize: Type::Integer, number => CellValue::Integer(number as u64);
    f64: Type::Number, number => CellValue::Number(number);
    bool: Type::Boolean, is => CellValue::Boolean(is);
    Date: Type::Date, date => CellValue::Date(date);
    SourceAddress: Type::Address, place => CellValue::Text(place.0.into());
}
