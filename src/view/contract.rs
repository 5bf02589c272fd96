//! Tests that docs/themes.md describes the data of templates. Its tables are generated from the view structs and their
//! comments; the test fails if they differ.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

const START: &str = "<!-- made from the code: begin -->\n";
const END: &str = "<!-- made from the code: end -->\n";

#[test]
fn docs_themes_describes_the_data_of_all_templates() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/themes.md");
    let text = asdg_base::fs::read(&path).map(|bytes| String::from_utf8(bytes).unwrap()).unwrap();
    let (head, rest) = text.split_once(START).unwrap();
    let (_, tail) = rest.split_once(END).unwrap();
    let expected = format!("{head}{START}\n{}{END}{tail}", tables());
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        asdg_base::fs::write(&path, expected.as_bytes()).unwrap();
    } else {
        assert!(text == expected, "docs/themes.md is not up to date; run the tests with UPDATE_EXPECTED=1");
    }
}

#[test]
fn docs_themes_lists_the_template_of_each_kind_of_page() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/themes.md");
    let text = String::from_utf8(asdg_base::fs::read(&path).unwrap()).unwrap();
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| `")).collect();
    for template in super::KINDS.iter().map(|kind| format!("`{}`", kind.template)) {
        let has_row = rows.iter().any(|row| row.split(" | ").next().is_some_and(|cell| cell.contains(&template)));
        assert!(has_row, "docs/themes.md needs a row for {template} in its table of templates");
    }
}

/// Generates a table for each template, then one for each struct that these contain.
fn tables() -> String {
    let mut generator = SchemaGenerator::default();
    let mut out = String::new();
    let mut views: Vec<Schema> = super::KINDS.iter().map(|kind| (kind.schema)(&mut generator)).collect();
    // Kinds that follow each other may share a template.
    views.dedup();
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

fn table(out: &mut String, title: &str, schema: &Value) {
    writeln!(out, "### {title}\n\n| variable | type | |\n|---|---|---|").unwrap();
    for (name, field) in schema["properties"].as_object().unwrap() {
        let description = field["description"].as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|");
        assert!(!description.is_empty(), "{title}: {name} has no description");
        writeln!(out, "| `{name}` | {} | {description} |", type_name(field)).unwrap();
    }
    out.push('\n');
}

/// The name of a type, in words for theme authors.
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
