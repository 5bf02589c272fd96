//! Reports which city answered which questions of an edition, so that the editor can remind cities.
//!
//! [`Status::new`] collects the answers, [`Status::table`] writes them as CSV for office programs.

use fluent_bundle::FluentArgs;

use crate::link::Index;
use crate::model::{AnswerState, City, Digest, Entry, Key, Question, Response, ResponseId, Sector, SectorEdition};
use crate::render::data::{BYTE_ORDER_MARK, csv_writer};
use crate::select::Selection;
use asdg_base::language::Language;
use asdg_base::messages::Messages;

/// The status of an edition.
#[derive(Debug)]
pub struct Status<'d> {
    digest: &'d Digest,
    /// The year.
    pub year: u16,
    /// Whether the edition lists the cities that were asked.
    pub knows_asked: bool,
    /// Its sectors, in their order.
    pub sectors: Vec<SectorStatus<'d>>,
}

/// The status of a sector's edition.
#[derive(Debug)]
pub struct SectorStatus<'d> {
    /// The sector.
    pub sector: Key<Sector>,
    /// Its questions.
    pub questions: &'d [Question],
    /// The cities that answered or were asked, in order.
    pub cities: Vec<CityStatus<'d>>,
}

/// The status of a city in a sector.
#[derive(Debug)]
pub struct CityStatus<'d> {
    /// The city.
    pub city: Key<City>,
    /// Its response; `None` if it was not received.
    pub response: Option<&'d Response>,
    /// The state of each question.
    pub states: Vec<AnswerState>,
}

impl CityStatus<'_> {
    /// Whether its response is a draft.
    pub fn is_draft(&self) -> bool {
        self.response.is_some_and(|response| response.draft)
    }

    /// The numbers of the questions in a state, from 0.
    pub fn questions_in(&self, wanted: AnswerState) -> impl Iterator<Item = usize> {
        let states = self.states.iter().enumerate();
        states.filter(move |(_, state)| **state == wanted).map(|(number, _)| number)
    }
}

impl<'d> Status<'d> {
    /// Collects the status of a selection.
    pub fn new(index: &Index<'d>, selection: Selection<'d>) -> Self {
        let Selection { edition, .. } = selection;
        let sectors = edition.sectors.iter().filter(|sector| selection.has_sector(sector.sector));
        let sectors = sectors.map(|SectorEdition { sector, questions }| {
            let cities = index.expected(edition, *sector).into_iter().filter(|&city| selection.has_city(city));
            let cities = cities.map(|city| {
                let response = index.response(ResponseId { year: edition.year, sector: *sector, city });
                let states = (0..questions.len()).map(|question| AnswerState::of(response, question)).collect();
                CityStatus { city, response, states }
            });
            SectorStatus { sector: *sector, questions, cities: cities.collect() }
        });
        Self {
            digest: index.digest(),
            year: edition.year.0,
            knows_asked: !edition.asked.is_empty(),
            sectors: sectors.collect(),
        }
    }

    /// Writes a table as CSV for office programs in Russia: with a byte-order mark, semicolons and Windows line ends.
    /// Each row is a city in a sector, each column a question; questions with the same id share a column.
    pub fn table(&self, language: Language, messages: &Messages) -> Vec<u8> {
        let mut columns: Vec<&Question> = Vec::new();
        for question in self.sectors.iter().flat_map(|sector| sector.questions) {
            if !columns.iter().any(|column| column.id == question.id) {
                columns.push(question);
            }
        }
        let mut writer = csv_writer();
        let mut header = HEADER_IDS.map(|id| messages.plain(id)).to_vec();
        header.extend(columns.iter().map(|question| question.title.to_string()));
        let mut rows = vec![header];
        for sector in &self.sectors {
            rows.extend(sector.cities.iter().map(|city| self.row(sector, city, &columns, language, messages)));
        }
        for row in rows {
            // This cannot fail: it writes into memory, and all rows have the same length.
            let _ = writer.write_record(&row);
        }
        writer.into_inner().unwrap_or_default()
    }

    fn row(
        &self,
        sector: &SectorStatus<'_>,
        city: &CityStatus<'_>,
        columns: &[&Question],
        language: Language,
        messages: &Messages,
    ) -> Vec<String> {
        let response_message = match city.response {
            None => "status-response-none",
            Some(_) if city.is_draft() => "status-response-draft",
            Some(_) => "status-response-there",
        };
        let received = city.response.and_then(|response| response.received);
        let mut row = vec![
            self.year.to_string(),
            self.digest.sectors[sector.sector].name_in(language).to_owned(),
            self.digest.cities[city.city].name_in(language).to_owned(),
            messages.plain(response_message),
            received.map(|day| day.to_string()).unwrap_or_default(),
        ];
        row.extend(columns.iter().map(|column| {
            let number = sector.questions.iter().position(|question| question.id == column.id);
            number.map(|number| state_word(city.states[number], messages)).unwrap_or_default()
        }));
        row
    }
}

/// The message ids of the headers of the first columns.
const HEADER_IDS: [&str; 5] = [
    "status-column-year",
    "status-column-sector",
    "status-column-city",
    "status-column-response",
    "status-column-received",
];

/// The first bytes of a table in a language, by which such a file is recognised.
pub fn table_start(messages: &Messages) -> String {
    format!("{BYTE_ORDER_MARK}{};", HEADER_IDS.map(|id| messages.plain(id)).join(";"))
}

/// The name of a state.
fn state_word(state: AnswerState, messages: &Messages) -> String {
    let mut args = FluentArgs::new();
    args.set("state", state.id());
    messages.text("status-state", &args)
}
