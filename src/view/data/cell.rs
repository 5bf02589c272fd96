//! The value of a cell. The type of a column is the return type of the function that fills it, so the two cannot
//! differ.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::model::{AnswerState, OutcomeKind, ReplyStatus, Role};

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// A text on one line.
    Text,
    /// A text of a sentence or more, for a wide column.
    LongText,
    /// An id.
    Id(Form),
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
pub enum Form {
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

impl Form {
    /// The possible values of an id; `None` for ids of entries and places.
    pub fn words(self) -> Option<Vec<&'static str>> {
        Some(match self {
            Form::Entry | Form::Response | Form::Passage => return None,
            Form::Role => Role::ALL.map(Role::id).into(),
            Form::State => AnswerState::ALL.map(AnswerState::id).into(),
            Form::Request => RequestKind::ALL.map(RequestKind::id).into(),
            Form::Outcome => OutcomeKind::ALL.map(OutcomeKind::id).into(),
            Form::Status => ReplyStatus::ALL.map(ReplyStatus::id).into(),
            Form::Recorded => Recorded::ALL.map(Recorded::id).into(),
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
pub enum Value<'a> {
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
pub(super) trait Cell<'a> {
    /// The type of the column.
    const KIND: Type;
    /// Whether the value may be missing.
    const OPTIONAL: bool = false;
    /// The value.
    fn value(self) -> Value<'a>;
}

/// The id of an entry.
pub(super) struct Id<'a>(pub(super) &'a str);

/// The ids of entries.
pub(super) struct Ids<'a>(pub(super) Vec<&'a str>);

/// The id of a response.
pub(super) struct ResponseKey(pub(super) String);

/// The id of a passage in its response.
pub(super) struct Anchor<'a>(pub(super) &'a str);

/// A text of a sentence or more.
pub(super) struct Long<'a>(pub(super) Cow<'a, str>);

/// An address.
pub(super) struct Place(pub(super) String);

impl<'a, C: Cell<'a>> Cell<'a> for Option<C> {
    const KIND: Type = C::KIND;
    const OPTIONAL: bool = true;

    fn value(self) -> Value<'a> {
        self.map_or(Value::Absent, Cell::value)
    }
}

macro_rules! cells {
    ($($type:ty: $kind:expr, $cell:ident => $value:expr;)*) => {$(
        impl<'a> Cell<'a> for $type {
            const KIND: Type = $kind;

            fn value(self) -> Value<'a> {
                let $cell = self;
                $value
            }
        }
    )*};
}

cells! {
    &'a str: Type::Text, text => Value::Text(text.into());
    Long<'a>: Type::LongText, text => Value::Text(text.0);
    Id<'a>: Type::Id(Form::Entry), id => Value::Text(id.0.into());
    ResponseKey: Type::Id(Form::Response), key => Value::Text(key.0.into());
    Anchor<'a>: Type::Id(Form::Passage), anchor => Value::Text(anchor.0.into());
    Role: Type::Id(Form::Role), role => Value::Text(role.id().into());
    AnswerState: Type::Id(Form::State), state => Value::Text(state.id().into());
    RequestKind: Type::Id(Form::Request), kind => Value::Text(kind.id().into());
    OutcomeKind: Type::Id(Form::Outcome), kind => Value::Text(kind.id().into());
    ReplyStatus: Type::Id(Form::Status), status => Value::Text(status.id().into());
    Recorded: Type::Id(Form::Recorded), recorded => Value::Text(recorded.id().into());
    Ids<'a>: Type::Ids, ids => Value::Texts(ids.0.into_iter().map(Into::into).collect());
    Vec<Cow<'a, str>>: Type::Texts, texts => Value::Texts(texts);
    u16: Type::Integer, number => Value::Integer(number.into());
    usize: Type::Integer, number => Value::Integer(number as u64);
    f64: Type::Number, number => Value::Number(number);
    bool: Type::Boolean, is => Value::Boolean(is);
    Date: Type::Date, date => Value::Date(date);
    Place: Type::Address, place => Value::Text(place.0.into());
}
