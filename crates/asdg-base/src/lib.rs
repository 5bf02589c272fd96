//! The base of the generator and the import: code that both use.
//!
//! - [`problem`]: problems of files, as data; [`messages`] has their wording in each [`language`].
//! - [`fs`]: every call to the file system. [`encoding`]: decodes bytes into text.
//! - [`markdown`]: parses the text of a response into [`prose`], a tree of blocks. [`yaml`]: decodes registers,
//!   questionnaires and front matter, with the place of every value.
//! - [`id`]: the identifiers of entries and questions.
//! - [`register`] and [`questionnaire`]: the checked cities, topics, courses, sectors and questions of a digest.
//! - [`mod@split`]: splits texts into lines and other pieces. [`similar`]: finds similar names.
//! - [`work`]: counts steps, so that tests can check that work grows no faster than its input.

pub mod encoding;
pub mod fs;
pub mod id;
pub mod language;
pub mod markdown;
pub mod messages;
pub mod problem;
pub mod prose;
pub mod questionnaire;
pub mod register;
pub mod similar;
pub mod split;
pub mod work;
pub mod yaml;
pub mod year;
