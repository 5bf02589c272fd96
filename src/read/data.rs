//! Reads data files into source structs: settings, registers, questionnaires, editions, replies.

use std::collections::HashSet;

use super::schema::{
    SourceCity, SourceEdition, SourceEntry, SourceFile, SourceQuestion, SourceReply, SourceSector, SourceSite,
};
use asdg_base::markdown::{self, SourceProse};
use asdg_base::problem::{Kind, Problems};
use asdg_base::yaml::{self, At, Bilingual, Fields, Located, Node, Source, TextAt};

/// Reads a file that contains a mapping.
fn read<T: Default>(
    source: Source,
    problems: &mut Problems,
    decode: impl FnOnce(&mut Fields<'_>) -> T,
) -> SourceFile<T> {
    let value = yaml::parse(&source, problems)
        .and_then(|node| Fields::of(&source, Vec::new(), &source.file.clone(), node, problems))
        .map(|mut fields| {
            let value = decode(&mut fields);
            fields.finish();
            value
        });
    SourceFile { value: value.unwrap_or_default(), source }
}

/// Reads a register: a mapping of ids to entries.
fn read_register<T>(
    source: Source,
    problems: &mut Problems,
    decode: impl Fn(Located<String>, &mut Fields<'_>) -> Option<T>,
) -> SourceFile<Vec<T>> {
    let mut entries = Vec::new();
    match yaml::parse(&source, problems) {
        None => {}
        Some(Node::Map(nodes)) => {
            let mut seen = HashSet::new();
            for (number, (id, node)) in nodes.into_iter().enumerate() {
                let path = vec![number as u32];
                if !seen.insert(id.clone()) {
                    problems.add(source.place(&At::Key(path)), Kind::DuplicateKey { key: id });
                    continue;
                }
                let Some(mut fields) = Fields::of(&source, path.clone(), &id, node, problems) else {
                    continue;
                };
                entries.extend(decode(Located::new(id, At::Key(path)), &mut fields));
                fields.finish();
            }
        }
        Some(other) => {
            let kind = yaml::wrong_type(&source.file, "mapping", &other);
            problems.add(source.place(&At::Value(Vec::new())), kind);
        }
    }
    SourceFile { source, value: entries }
}

/// Reads `site.toml`.
pub(super) fn site(source: Source, problems: &mut Problems) -> SourceFile<SourceSite> {
    read(source, problems, |fields| {
        fields.report_removed("print_pages");
        site_fields(fields)
    })
}

fn site_fields(fields: &mut Fields<'_>) -> SourceSite {
    SourceSite {
        title: Bilingual { russian: fields.required_text("title"), english: fields.text("title_en") },
        description: fields.bilingual("description", "description_en"),
        publisher: fields.bilingual("publisher", "publisher_en"),
        base_url: fields.text("base_url"),
        domain: fields.text("domain"),
        language: fields.text("language"),
        theme: fields.text("theme"),
        notice: fields.bilingual("notice", "notice_en"),
        minify: fields.boolean("minify"),
        feed: fields.boolean("feed"),
        data: fields.boolean("data"),
        search: fields.boolean("search"),
        previews: fields.boolean("previews"),
        license: fields.text("license"),
        license_url: fields.text("license_url"),
        private_data: fields.text("private_data"),
        private_data_allow: fields.texts("private_data_allow"),
    }
}

/// Reads `cities.yaml`.
pub(super) fn cities(source: Source, problems: &mut Problems) -> SourceFile<Vec<SourceCity>> {
    read_register(source, problems, |id, fields| {
        let name = fields.required_text("name");
        let name_en = fields.text("name_en");
        let region = fields.bilingual("region", "region_en");
        let country = fields.bilingual("country", "country_en");
        let federal_district = fields.bilingual("federal_district", "federal_district_en");
        let population = fields.text("population");
        let population_year = fields.text("population_year");
        let population_source = fields.bilingual("population_source", "population_source_en");
        let coordinates = fields.coordinates("coordinates");
        let aliases = fields.texts("aliases");
        let forms = fields.texts("forms");
        let ambiguous = fields.boolean("ambiguous");
        let website = fields.text("website");
        Some(SourceCity {
            id,
            name: name?,
            name_en,
            region,
            country,
            federal_district,
            population,
            population_year,
            population_source,
            coordinates,
            aliases,
            forms,
            ambiguous,
            website,
        })
    })
}

/// Reads `topics.yaml`.
pub(super) fn topics(source: Source, problems: &mut Problems) -> SourceFile<Vec<SourceEntry>> {
    read_register(source, problems, |id, fields| {
        let name = fields.required_text("name");
        let name_en = fields.text("name_en");
        let description = fields.bilingual("description", "description_en");
        let aliases = fields.texts("aliases");
        Some(SourceEntry { id, name: name?, name_en, description, aliases, topics: Vec::new() })
    })
}

/// Reads `courses.yaml`.
pub(super) fn courses(source: Source, problems: &mut Problems) -> SourceFile<Vec<SourceEntry>> {
    read_register(source, problems, |id, fields| {
        let name = fields.required_text("name");
        let name_en = fields.text("name_en");
        let description = fields.bilingual("description", "description_en");
        let aliases = fields.texts("aliases");
        let topics = fields.texts("topics");
        Some(SourceEntry { id, name: name?, name_en, description, aliases, topics })
    })
}

/// Reads `sectors.yaml`.
pub(super) fn sectors(source: Source, problems: &mut Problems) -> SourceFile<Vec<SourceSector>> {
    read_register(source, problems, |id, fields| {
        let name = fields.required_text("name");
        let name_en = fields.text("name_en");
        let in_question = fields.bilingual("in_question", "in_question_en");
        let description = fields.bilingual("description", "description_en");
        Some(SourceSector { id, name: name?, name_en, in_question, description })
    })
}

/// Reads a `questionnaire.yaml`.
pub(super) fn questionnaire(source: Source, problems: &mut Problems) -> SourceFile<Vec<SourceQuestion>> {
    // The stage `check` reports a questionnaire without questions.
    read(source, problems, |fields| {
        fields.mappings("questions", |entry| {
            let id = entry.required_text("id");
            let role = entry.required_text("role");
            let title = entry.required_text("title");
            let wording = entry.required_text("wording");
            let (title_en, wording_en) = (entry.text("title_en"), entry.text("wording_en"));
            Some(SourceQuestion { id: id?, role: role?, title: title?, title_en, wording: wording?, wording_en })
        })
    })
}

/// Reads an `edition.yaml`.
pub(super) fn edition(source: Source, problems: &mut Problems) -> SourceFile<SourceEdition> {
    read(source, problems, |fields| SourceEdition {
        title: fields.bilingual("title", "title_en"),
        date: fields.text("date"),
        asked: fields.texts("asked"),
        introduction: prose(fields, "introduction"),
        introduction_en: prose(fields, "introduction_en"),
    })
}

/// Reads a `replies.yaml`.
pub(super) fn replies(source: Source, problems: &mut Problems) -> SourceFile<Vec<SourceReply>> {
    read(source, problems, |fields| {
        fields.mappings("replies", |entry| {
            let request = entry.required_text("request");
            let status = entry.required_text("status");
            let date = entry.text("date");
            let text = prose(entry, "text");
            Some(SourceReply { request: request?, status: status?, date, text })
        })
    })
}

/// Reads a Markdown text, and its place.
fn prose(fields: &mut Fields<'_>, key: &'static str) -> Option<(SourceProse, TextAt)> {
    let Located { value, at: At::Value(path) } = fields.markdown(key)? else {
        return None;
    };
    let (prose, markdown_problems) = markdown::read_unsectioned(&value, 1);
    let text_at = TextAt::Value(path);
    fields.append_mapped(markdown_problems, &text_at);
    Some((prose, text_at))
}
