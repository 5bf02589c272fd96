//! The values of cells and the types of columns. The type of a column follows from the return type of the function that
//! fills it ([`IntoCell`]), so the two cannot differ.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::model::{Anchor, AnswerState, OutcomeKind, ReplyStatus, ResponseKey, Role};

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// A short text on one line.
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
    /// The name of the type in message ids: `data-type-integer`.
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

/// What an id identifies.
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
    /// What an outcome or a reply is recorded for: `item` or `passage`.
    RecordScope,
}

impl IdForm {
    /// The name of the form in message ids: `data-word-outcome-done`.
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
            IdForm::RecordScope => "recorded",
        }
    }

    /// The possible values of an id; `None` for ids of entries, responses and passages.
    pub fn words(self) -> Option<Vec<&'static str>> {
        Some(match self {
            IdForm::Entry | IdForm::Response | IdForm::Passage => return None,
            IdForm::Role => Role::ALL.map(Role::id).into(),
            IdForm::State => AnswerState::ALL.map(AnswerState::id).into(),
            IdForm::Request => RequestKind::ALL.map(RequestKind::id).into(),
            IdForm::Outcome => OutcomeKind::ALL.map(OutcomeKind::id).into(),
            IdForm::Status => ReplyStatus::ALL.map(ReplyStatus::id).into(),
            IdForm::RecordScope => RecordScope::ALL.map(RecordScope::id).into(),
        })
    }
}

/// The kind of a request.
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

/// Whether an outcome or a reply is recorded for an item or for its whole passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordScope {
    /// The item itself.
    Item,
    /// The whole passage. The record applies to those of its items without a record of their own.
    Passage,
}

impl RecordScope {
    const ALL: [RecordScope; 2] = [Self::Item, Self::Passage];

    fn id(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Passage => "passage",
        }
    }
}

/// The value of a cell.
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

/// A type that a function that fills a column can return.
pub(super) trait IntoCell<'a> {
    /// The type of the column.
    const KIND: Type;
    /// Whether the value may be missing.
    const OPTIONAL: bool = false;
    /// Converts it into the value of a cell.
    fn value(self) -> CellValue<'a>;
}

/// The id of an entry.
pub(super) struct Id<'a>(pub(super) &'a str);

/// The ids of entries.
pub(super) struct Ids<'a>(pub(super) Vec<&'a str>);

/// A text of a sentence or more.
pub(super) struct LongText<'a>(pub(super) Cow<'a, str>);

/// A web address.
pub(super) struct WebAddress(pub(super) String);

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
    LongText<'a>: Type::LongText, text => CellValue::Text(text.0);
    Id<'a>: Type::Id(IdForm::Entry), id => CellValue::Text(id.0.into());
    ResponseKey: Type::Id(IdForm::Response), key => CellValue::Text(key.to_string().into());
    &'a Anchor: Type::Id(IdForm::Passage), anchor => CellValue::Text((**anchor).into());
    Role: Type::Id(IdForm::Role), role => CellValue::Text(role.id().into());
    AnswerState: Type::Id(IdForm::State), state => CellValue::Text(state.id().into());
    RequestKind: Type::Id(IdForm::Request), kind => CellValue::Text(kind.id().into());
    OutcomeKind: Type::Id(IdForm::Outcome), kind => CellValue::Text(kind.id().into());
    ReplyStatus: Type::Id(IdForm::Status), status => CellValue::Text(status.id().into());
    RecordScope: Type::Id(IdForm::RecordScope), scope => CellValue::Text(scope.id().into());
    Ids<'a>: Type::Ids, ids => CellValue::Texts(ids.0.into_iter().map(Into::into).collect());
    Vec<Cow<'a, str>>: Type::Texts, texts => CellValue::Texts(texts);
    u16: Type::Integer, number => CellValue::Integer(number.into());
    usize: Type::Integer, number => CellValue::Integer(number as u64);
    f64: Type::Number, number => CellValue::Number(number);
    bool: Type::Boolean, is => CellValue::Boolean(is);
    Date: Type::Date, date => CellValue::Date(date);
    WebAddress: Type::Address, address => CellValue::Text(address.0.into());
}
