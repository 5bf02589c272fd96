//! The files of a digest as they were written: source structs, whose ids and dates nobody has checked yet.

use super::markdown::SourceProse;
use super::yaml::{At, Located, Source};
use crate::problem::Problems;
use crate::text::private;

/// A data file and what it says. The source is kept for the places of what is found wrong later.
#[derive(Debug)]
pub struct SourceFile<T> {
    /// The data.
    pub source: Source,
    /// What it says.
    pub value: T,
}

impl<T> SourceFile<T> {
    /// Reports a problem at a place of this file.
    pub fn problem(&self, problems: &mut Problems, at: &At, kind: crate::problem::Kind) {
        problems.add(self.source.place(at), kind);
    }
}

/// `site.toml`.
#[derive(Debug, Default)]
pub struct SourceSite {
    /// The name of the digest.
    pub title: Option<Located<String>>,
    /// One sentence about it.
    pub description: Option<Located<String>>,
    /// Who publishes it.
    pub publisher: Option<Located<String>>,
    /// Where it will stand.
    pub base_url: Option<Located<String>>,
    /// The domain of its own that it is published under.
    pub domain: Option<Located<String>>,
    /// The language of the interface.
    pub language: Option<Located<String>>,
    /// The folder of the theme.
    pub theme: Option<Located<String>>,
    /// A sentence for the top of every page.
    pub notice: Option<Located<String>>,
    /// Whether templates are minified.
    pub minify: Option<bool>,
    /// Whether there is a feed.
    pub feed: Option<bool>,
    /// Whether there is open data.
    pub data: Option<bool>,
    /// Whether there is a search.
    pub search: Option<bool>,
    /// The terms under which the open data may be used.
    pub license: Option<Located<String>>,
    /// Where these terms can be read.
    pub license_url: Option<Located<String>>,
    /// How bad private data in the content is.
    pub private_data: Option<Located<String>>,
    /// Private data that may be published.
    pub private_data_allow: Vec<Located<String>>,
}

/// An entry of `cities.yaml`.
#[derive(Debug)]
pub struct SourceCity {
    /// The id.
    pub id: Located<String>,
    /// The name.
    pub name: Located<String>,
    /// The name in English.
    pub name_en: Option<Located<String>>,
    /// The region.
    pub region: Option<Located<String>>,
    /// The country.
    pub country: Option<Located<String>>,
    /// Latitude and longitude.
    pub coordinates: Option<Located<(f64, f64)>>,
    /// Other names.
    pub aliases: Vec<Located<String>>,
    /// The grammatical forms of the name.
    pub forms: Vec<Located<String>>,
    /// Whether the name is another word as well.
    pub ambiguous: Option<bool>,
    /// The address of the administration's site.
    pub website: Option<Located<String>>,
}

/// An entry of `topics.yaml` or `courses.yaml`.
#[derive(Debug)]
pub struct SourceEntry {
    /// The id.
    pub id: Located<String>,
    /// The name.
    pub name: Located<String>,
    /// The name in English.
    pub name_en: Option<Located<String>>,
    /// A sentence or two.
    pub description: Option<Located<String>>,
    /// Other names.
    pub aliases: Vec<Located<String>>,
    /// The topics of a course.
    pub topics: Vec<Located<String>>,
}

/// An entry of `sectors.yaml`.
#[derive(Debug)]
pub struct SourceSector {
    /// The id.
    pub id: Located<String>,
    /// The name.
    pub name: Located<String>,
    /// The name in English.
    pub name_en: Option<Located<String>>,
    /// The form used inside a question.
    pub in_question: Option<Located<String>>,
    /// A sentence or two.
    pub description: Option<Located<String>>,
}

/// A question of a questionnaire.
#[derive(Debug)]
pub struct SourceQuestion {
    /// The id.
    pub id: Located<String>,
    /// What it is for.
    pub role: Located<String>,
    /// A short name.
    pub title: Located<String>,
    /// The question as it was sent.
    pub wording: Located<String>,
}

/// `edition.yaml`.
#[derive(Debug, Default)]
pub struct SourceEdition {
    /// The title.
    pub title: Option<Located<String>>,
    /// When it came out.
    pub date: Option<Located<String>>,
    /// The cities that the questionnaires were sent to.
    pub asked: Vec<Located<String>>,
    /// An introduction, and where it stands.
    pub introduction: Option<(SourceProse, TextAt)>,
}

/// An entry of `replies.yaml`: what the directorate says to a city's request for help.
#[derive(Debug)]
pub struct SourceReply {
    /// Where the request stands: `culture/omsk#support.2`.
    pub request: Located<String>,
    /// What became of it.
    pub status: Located<String>,
    /// When that was.
    pub date: Option<Located<String>>,
    /// The answer, and where it stands.
    pub text: Option<(SourceProse, TextAt)>,
}

/// A response.
#[derive(Debug)]
pub struct SourceResponse {
    /// The year of its edition.
    pub year: u16,
    /// The folder of its sector.
    pub sector: String,
    /// The name of its file without the extension.
    pub stem: String,
    /// The keys of its front matter.
    pub meta: SourceMeta,
    /// The answers, in the order of the file.
    pub answers: Vec<SourceAnswer>,
    /// Private data anywhere in the file, comments included.
    pub private: Vec<private::Find>,
}

/// The front matter of a response.
#[derive(Debug, Default)]
pub struct SourceMeta {
    /// The city, where the file's name does not say it.
    pub city: Option<Located<String>>,
    /// The department that answered.
    pub respondent: Option<Located<String>>,
    /// When it arrived.
    pub received: Option<Located<String>>,
    /// When it was changed.
    pub updated: Option<Located<String>>,
    /// The name of the file as it arrived.
    pub source: Option<Located<String>>,
    /// Topics of the whole.
    pub topics: Vec<Located<String>>,
    /// Whether it is a draft.
    pub draft: bool,
    /// What became of the plans of the year before.
    pub outcomes: Vec<SourceOutcome>,
    /// What was put right after the response was published.
    pub corrections: Vec<SourceCorrection>,
}

/// What became of a plan.
#[derive(Debug)]
pub struct SourceOutcome {
    /// The anchor of the plan in the response of the year before.
    pub plan: Located<String>,
    /// What became of it.
    pub outcome: Located<String>,
    /// The anchor of the passage that tells of it.
    pub passage: Option<Located<String>>,
    /// A sentence about it.
    pub note: Option<Located<String>>,
}

/// Something that was put right.
#[derive(Debug)]
pub struct SourceCorrection {
    /// When.
    pub date: Located<String>,
    /// What.
    pub text: Located<String>,
    /// The anchor of the passage it is in.
    pub passage: Option<Located<String>>,
}

/// An answer.
#[derive(Debug)]
pub struct SourceAnswer {
    /// The text of its heading, or the id of its question.
    pub heading: Located<String>,
    /// The id given outright.
    pub id: Option<Located<String>>,
    /// Topics of all its passages.
    pub topics: Vec<Located<String>>,
    /// Its passages.
    pub passages: Vec<SourcePassage>,
}

/// A passage.
#[derive(Debug)]
pub struct SourcePassage {
    /// Its title, and where it begins.
    pub title: Option<Located<String>>,
    /// A fixed anchor.
    pub id: Option<Located<String>>,
    /// Its own topics.
    pub topics: Vec<Located<String>>,
    /// The text.
    pub prose: SourceProse,
    /// Where the text is: the spans of its links are within this.
    pub text_at: TextAt,
}

/// Where a text of Markdown stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextAt {
    /// In the file itself: spans are those of the file.
    File,
    /// In a value of a data file: spans count from the start of the text.
    Value(super::yaml::Path),
}

impl TextAt {
    /// The place of a stretch of the text.
    pub fn at(&self, span: crate::problem::Span) -> At {
        match self {
            TextAt::File => At::Span(span),
            TextAt::Value(path) => At::Inside(path.clone(), span),
        }
    }
}

/// A picture found beside a response.
#[derive(Debug, PartialEq, Eq)]
pub struct SourcePicture {
    /// Its path, relative to the site's folder.
    pub path: String,
    /// Its width and height in pixels; `None` when it is not a picture of a known format.
    pub size: Option<(u32, u32)>,
}

/// A questionnaire and the folder it counts for.
#[derive(Debug)]
pub struct SourceQuestionnaire {
    /// The folder, relative to `content`, with `/` between the parts; empty for `content` itself.
    pub folder: String,
    /// Its questions.
    pub questions: SourceFile<Vec<SourceQuestion>>,
}

/// The folder of a year.
#[derive(Debug)]
pub struct SourceYear {
    /// The year.
    pub year: u16,
    /// `edition.yaml`, where there is one.
    pub edition: Option<SourceFile<SourceEdition>>,
    /// `replies.yaml`, where there is one.
    pub replies: Option<SourceFile<Vec<SourceReply>>>,
    /// The folders of sectors in it.
    pub sectors: Vec<String>,
}

/// Everything that was read but for the responses.
#[derive(Debug)]
pub struct SourceFrame {
    /// The registers and questionnaires.
    pub registers: SourceRegisters,
    /// The years, the earliest first.
    pub years: Vec<SourceYear>,
    /// The pictures, in the order of their paths.
    pub pictures: Vec<SourcePicture>,
}

/// A response that could not be read or has an error: links to it are not called broken as well.
#[derive(Debug, Clone)]
pub struct Lost {
    /// The year of its edition.
    pub year: u16,
    /// The folder of its sector.
    pub sector: String,
    /// The id of its city, as far as can be told.
    pub city: String,
}

impl Lost {
    /// What is known of a response by what is written in it.
    pub fn of(response: &SourceResponse) -> Self {
        let SourceResponse { year, sector, stem, meta, .. } = response;
        let city = meta.city.as_ref().map_or(stem, |city| &city.value);
        Self { year: *year, sector: sector.clone(), city: city.clone() }
    }

    /// Its year, its sector and its city.
    pub fn key(&self) -> (u16, &str, &str) {
        (self.year, &self.sector, &self.city)
    }
}

/// What the responses refer to.
#[derive(Debug)]
pub struct SourceRegisters {
    /// `cities.yaml`.
    pub cities: SourceFile<Vec<SourceCity>>,
    /// `topics.yaml`.
    pub topics: SourceFile<Vec<SourceEntry>>,
    /// `courses.yaml`.
    pub courses: SourceFile<Vec<SourceEntry>>,
    /// `sectors.yaml`.
    pub sectors: SourceFile<Vec<SourceSector>>,
    /// All questionnaires.
    pub questionnaires: Vec<SourceQuestionnaire>,
}
