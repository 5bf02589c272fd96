//! What the generator and the import share.
//!
//! - [`problem`]: what is wrong with a file, as data; [`messages`] holds its wording in each [`language`].
//! - [`fs`]: every call to the file system. [`encoding`]: bytes into text.
//! - [`markdown`]: the text of a response into [`prose`], a tree of blocks. [`yaml`]: registers, questionnaires and
//!   front matter, with the place of every value.
//! - [`id`]: the names of entries and questions.
//! - [`register`] and [`questionnaire`]: the checked cities, topics, courses, sectors and questions of a digest.
//! - [`mod@split`]: lines and other pieces of texts. [`similar`]: the likeness of names.
//! - [`work`]: a counter of steps, which tests use to check that work grows no faster than its input.

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
