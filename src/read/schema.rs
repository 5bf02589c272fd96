//! Source structs: the files of a digest as they were written. Ids, dates and the like are not checked yet.

use asdg_base::id::ResponseKey;
use asdg_base::markdown::SourceProse;
use asdg_base::problem::{Problems, Span};
use asdg_base::questionnaire::Year;
use asdg_base::yaml::{At, Bilingual, Located, Source, TextAt};
use asdg_russian::private::PrivateMatch;

/// A decoded file. Its source is kept to find the places of problems that later stages report.
#[derive(Debug)]
pub struct SourceFile<T> {
    /// The text of the file.
    pub source: Source,
    /// The decoded value.
    pub value: T,
}

impl<T> SourceFile<T> {
    /// Reports a problem at a place of this file.
    pub fn problem(&self, problems: &mut Problems, at: &At, kind: asdg_base::problem::Kind) {
        problems.add(self.source.place(at), kind);
    }
}

/// `site.toml`.
#[derive(Debug, Default)]
pub struct SourceSite {
    /// The name of the digest.
    pub title: Bilingual,
    /// One sentence about it, for search engines and previews.
    pub description: Bilingual,
    /// Who publishes it.
    pub publisher: Bilingual,
    /// The address where it will be published.
    pub base_url: Option<Located<String>>,
    /// The custom domain.
    pub domain: Option<Located<String>>,
    /// The language of the interface.
    pub language: Option<Located<String>>,
    /// The folder of the theme.
    pub theme: Option<Located<String>>,
    /// A sentence for the top of every page.
    pub notice: Bilingual,
    /// Whether templates are minified.
    pub minify: Option<bool>,
    /// Whether there is a feed.
    pub feed: Option<bool>,
    /// Whether there is open data.
    pub data: Option<bool>,
    /// Whether there is a search.
    pub search: Option<bool>,
    /// Whether there are preview pictures.
    pub previews: Option<bool>,
    /// The licence of the open data.
    pub license: Option<Located<String>>,
    /// The address of the licence.
    pub license_url: Option<Located<String>>,
    /// How private data in the content is reported.
    pub private_data: Option<Located<String>>,
    /// Private data that may be published.
    pub private_data_allow: Vec<Located<String>>,
}

/// An entry of `cities.yaml`.
#[derive(Debug)]
pub struct SourceCity {
    /// The id, which is its key in the file.
    pub id: Located<String>,
    /// The name.
    pub name: Located<String>,
    /// The name in English.
    pub name_en: Option<Located<String>>,
    /// The region.
    pub region: Bilingual,
    /// The country.
    pub country: Bilingual,
    /// The federal district.
    pub federal_district: Bilingual,
    /// How many people live there.
    pub population: Option<Located<String>>,
    /// The year of that figure.
    pub population_year: Option<Located<String>>,
    /// Who published it.
    pub population_source: Bilingual,
    /// Latitude and longitude.
    pub coordinates: Option<Located<(f64, f64)>>,
    /// Other names.
    pub aliases: Vec<Located<String>>,
    /// The grammatical forms of the name.
    pub forms: Vec<Located<String>>,
    /// Whether the name is also another word.
    pub ambiguous: Option<bool>,
    /// The address of the administration's site.
    pub website: Option<Located<String>>,
}

/// An entry of `topics.yaml` or `courses.yaml`.
#[derive(Debug)]
pub struct SourceEntry {
    /// The id, which is its key in the file.
    pub id: Located<String>,
    /// The name.
    pub name: Located<String>,
    /// The name in English.
    pub name_en: Option<Located<String>>,
    /// A sentence or two.
    pub description: Bilingual,
    /// Other names.
    pub aliases: Vec<Located<String>>,
    /// The topics of a course; empty for a topic.
    pub topics: Vec<Located<String>>,
}

/// An entry of `sectors.yaml`.
#[derive(Debug)]
pub struct SourceSector {
    /// The id, which is its key in the file.
    pub id: Located<String>,
    /// The name.
    pub name: Located<String>,
    /// The name in English.
    pub name_en: Option<Located<String>>,
    /// The form used inside a question.
    pub in_question: Bilingual,
    /// A sentence or two.
    pub description: Bilingual,
}

/// A question of a questionnaire.
#[derive(Debug)]
pub struct SourceQuestion {
    /// The id.
    pub id: Located<String>,
    /// The role: the purpose of the question.
    pub role: Located<String>,
    /// A short name.
    pub title: Located<String>,
    /// The same in English.
    pub title_en: Option<Located<String>>,
    /// The question as it was sent, with placeholders.
    pub wording: Located<String>,
    /// The same in English.
    pub wording_en: Option<Located<String>>,
}

/// `edition.yaml`.
#[derive(Debug, Default)]
pub struct SourceEdition {
    /// The title.
    pub title: Bilingual,
    /// The date of publication.
    pub date: Option<Located<String>>,
    /// The cities that the questionnaires were sent to.
    pub asked: Vec<Located<String>>,
    /// An introduction, and its place.
    pub introduction: Option<(SourceProse, TextAt)>,
    /// The same in English.
    pub introduction_en: Option<(SourceProse, TextAt)>,
}

/// An entry of `replies.yaml`: the directorate's reply to a city's request for help.
#[derive(Debug)]
pub struct SourceReply {
    /// The place of the request: `culture/omsk#support.2`.
    pub request: Located<String>,
    /// The status of the request.
    pub status: Located<String>,
    /// The date of that status.
    pub date: Option<Located<String>>,
    /// The text of the reply, and its place.
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
    /// Private data anywhere in the file, including comments.
    pub private: Vec<(PrivateMatch, Span)>,
}

/// The front matter of a response.
#[derive(Debug, Default)]
pub struct SourceMeta {
    /// The city, if it differs from the name of the file.
    pub city: Option<Located<String>>,
    /// The department that answered.
    pub respondent: Option<Located<String>>,
    /// The date when it was received.
    pub received: Option<Located<String>>,
    /// The date when it was changed.
    pub updated: Option<Located<String>>,
    /// The name of the file that the city sent.
    pub source: Option<Located<String>>,
    /// The topics of the whole response.
    pub topics: Vec<Located<String>>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Whether the editors rewrote it in their own words.
    pub retold: bool,
    /// The outcomes of the plans of the year before.
    pub outcomes: Vec<SourceOutcome>,
    /// Corrections made after publication.
    pub corrections: Vec<SourceCorrection>,
}

/// The outcome of a plan.
#[derive(Debug)]
pub struct SourceOutcome {
    /// The anchor of the plan in the response of the year before.
    pub plan: Located<String>,
    /// The outcome of the plan.
    pub outcome: Located<String>,
    /// The anchor of the passage that reports on it.
    pub passage: Option<Located<String>>,
    /// A sentence about it.
    pub note: Option<Located<String>>,
}

/// A correction.
#[derive(Debug)]
pub struct SourceCorrection {
    /// When it was made.
    pub date: Located<String>,
    /// What was corrected.
    pub text: Located<String>,
    /// The anchor of the corrected passage.
    pub passage: Option<Located<String>>,
}

/// An answer.
#[derive(Debug)]
pub struct SourceAnswer {
    /// The text of its heading, or the id of its question.
    pub heading: Located<String>,
    /// The id given by `{#id}`.
    pub id: Option<Located<String>>,
    /// Topics of all its passages.
    pub topics: Vec<Located<String>>,
    /// Its passages.
    pub passages: Vec<SourcePassage>,
}

/// A passage.
#[derive(Debug)]
pub struct SourcePassage {
    /// Its title.
    pub title: Option<Located<String>>,
    /// A fixed anchor.
    pub id: Option<Located<String>>,
    /// Its own topics.
    pub topics: Vec<Located<String>>,
    /// The text.
    pub prose: SourceProse,
    /// The place of the text. The spans of its links are relative to it.
    pub text_at: TextAt,
}

/// A picture next to a response.
#[derive(Debug, PartialEq, Eq)]
pub struct SourcePicture {
    /// Its path, relative to the site's folder.
    pub path: String,
    /// Width and height in pixels; `None` if the format is unknown.
    pub size: Option<(u32, u32)>,
}

/// A questionnaire and the folder it applies to.
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
    /// `edition.yaml`, if it exists.
    pub edition: Option<SourceFile<SourceEdition>>,
    /// `replies.yaml`, if it exists.
    pub replies: Option<SourceFile<Vec<SourceReply>>>,
    /// Its folders of sectors.
    pub sectors: Vec<String>,
}

/// Everything in the content folder except the responses.
#[derive(Debug)]
pub struct SourceReferenceData {
    /// The registers and questionnaires.
    pub registers: SourceRegisters,
    /// The years, the earliest first.
    pub years: Vec<SourceYear>,
    /// The pictures, in the order of their paths.
    pub pictures: Vec<SourcePicture>,
}

/// A response that cannot be read or has an error. It has the key of the response, unless its ids are malformed. Links
/// to such a response are not reported as broken.
#[derive(Debug, Clone)]
pub struct InvalidResponse(pub Option<ResponseKey>);

impl InvalidResponse {
    /// The response of a city, by the names of its folder and its file, or of the city in its front matter.
    pub fn new(year: u16, sector: &str, city: &str) -> Self {
        let ids = sector.parse().and_then(|sector| Ok((sector, city.parse()?)));
        Self(ids.ok().map(|(sector, city)| ResponseKey { year: Year(year), sector, city }))
    }

    /// The response with the city in its front matter, otherwise in the name of its file.
    pub fn of(response: &SourceResponse) -> Self {
        let SourceResponse { year, sector, stem, meta, .. } = response;
        Self::new(*year, sector, meta.city.as_ref().map_or(stem, |city| &city.value))
    }
}

/// The registers and questionnaires, to which responses refer.
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
