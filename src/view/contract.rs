//! docs/themes.md tells theme authors what data their templates get. Its tables are made from the view structs and their
//! comments; this test fails when they differ.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

use super::{
    NotFoundView, agenda, city, collection, course, data, edition, home, plans, question, response, support, topic,
    wanted,
};

const START: &str = "<!-- made from the code: begin -->\n";
const END: &str = "<!-- made from the code: end -->\n";

#[test]
fn the_documented_data_is_the_data_there_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/themes.md");
    let text = crate::fs::read(&path).map(|bytes| String::from_utf8(bytes).unwrap()).unwrap();
    let (head, rest) = text.split_once(START).unwrap();
    let (_, tail) = rest.split_once(END).unwrap();
    let expected = format!("{head}{START}\n{}{END}{tail}", tables());
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        crate::fs::write(&path, expected.as_bytes()).unwrap();
    } else {
        assert!(text == expected, "docs/themes.md is not up to date; run the tests with UPDATE_EXPECTED=1");
    }
}

/// A table for each template, then one for each struct they hold.
fn tables() -> String {
    let mut generator = SchemaGenerator::default();
    let mut out = String::new();
    let views = [
        view::<home::HomeView<'static>>(&mut generator),
        view::<edition::EditionView<'static>>(&mut generator),
        view::<edition::SectorView<'static>>(&mut generator),
        view::<response::ResponseView<'static>>(&mut generator),
        view::<question::QuestionView<'static>>(&mut generator),
        view::<city::CitiesView<'static>>(&mut generator),
        view::<city::CityView<'static>>(&mut generator),
        view::<topic::TopicsView<'static>>(&mut generator),
        view::<topic::TopicView<'static>>(&mut generator),
        view::<course::CoursesView<'static>>(&mut generator),
        view::<course::CourseView<'static>>(&mut generator),
        view::<plans::PlansView<'static>>(&mut generator),
        view::<support::SupportView<'static>>(&mut generator),
        view::<agenda::AgendaView<'static>>(&mut generator),
        view::<wanted::WantedView<'static>>(&mut generator),
        view::<collection::CollectionView<'static>>(&mut generator),
        view::<data::DataView<'static>>(&mut generator),
        view::<NotFoundView<'static>>(&mut generator),
    ];
    for schema in &views {
        let title = schema.get("description").and_then(Value::as_str).unwrap_or_default();
        table(&mut out, title, schema.as_value());
    }
    let definitions: BTreeMap<String, Value> =
        generator.definitions().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    for (name, schema) in &definitions {
        table(&mut out, &format!("`{name}`"), schema);
        let description = schema.get("description").and_then(Value::as_str).unwrap_or_default();
        let heading = format!("### `{name}`\n\n");
        out = out.replace(&heading, &format!("{heading}{description}\n\n"));
    }
    out
}

fn view<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    T::json_schema(generator)
}

fn table(out: &mut String, title: &str, schema: &Value) {
    writeln!(out, "### {title}\n\n| variable | type | |\n|---|---|---|").unwrap();
    for (name, field) in schema["properties"].as_object().unwrap() {
        let description = field["description"].as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|");
        assert!(!description.is_empty(), "{title}: {name} has no description");
        writeln!(out, "| `{name}` | {} | {description} |", type_name(field)).unwrap();
    }
    out.push('\n');
}

/// A type as a theme author thinks of it.
fn type_name(field: &Value) -> String {
    if let Some(reference) = field["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(options) = field["anyOf"].as_array().or(field["allOf"].as_array()) {
        let names: Vec<String> = options.iter().filter(|option| option["type"] != "null").map(type_name).collect();
        let optional = if options.iter().any(|option| option["type"] == "null") { " or nothing" } else { "" };
        return format!("{}{optional}", names.join(" or "));
    }
    match &field["type"] {
        Value::String(name) if name == "array" => format!("list of {}", type_name(&field["items"])),
        Value::String(name) => plain(name).to_owned(),
        Value::Array(names) => {
            let named: Vec<&str> =
                names.iter().filter_map(Value::as_str).filter(|name| *name != "null").map(plain).collect();
            format!("{} or nothing", named.join(" or "))
        }
        _ => "value".to_owned(),
    }
}

fn plain(name: &str) -> &str {
    match name {
        "string" => "text",
        "integer" | "number" => "number",
        "boolean" => "true or false",
        other => other,
    }
}
