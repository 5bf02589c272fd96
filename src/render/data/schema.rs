//! Makes JSON Schemas (draft 2020-12): the guarantees about a JSON file for programs, with explanations for people.

use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};

use crate::model::Site;
use crate::view::data::{Column, IdForm, SCHEMA, Type, Wording, path};

/// The pattern of an entry's id.
const ENTRY: &str = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

/// The schema of a JSON file.
#[derive(Serialize)]
struct Schema {
    #[serde(rename = "$schema")]
    schema: &'static str,
    #[serde(rename = "$id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(rename = "$comment")]
    comment: String,
    title: String,
    description: String,
    #[serde(rename = "type")]
    kind: &'static str,
    items: Items,
}

/// The schema of a row.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Items {
    #[serde(rename = "type")]
    kind: &'static str,
    properties: Properties,
    required: Vec<&'static str>,
    additional_properties: bool,
}

/// The schemas of the columns, in order. A map of `serde_json` would lose the order.
struct Properties(Vec<(&'static str, Json)>);

impl Serialize for Properties {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, schema)| (id, schema)))
    }
}

/// Makes the JSON Schema of a table.
pub fn schema(name: &str, columns: &[Column], site: &Site, wording: &Wording) -> Vec<u8> {
    let is_absolute = site.base_url.is_some();
    let columns: Vec<&Column> = columns.iter().filter(|column| column.is_in_json()).collect();
    let properties = columns.iter().map(|column| (column.id, property(name, column, is_absolute, wording))).collect();
    let schema = Schema {
        schema: "https://json-schema.org/draft/2020-12/schema",
        id: site.base_url.as_ref().map(|base| format!("{base}{}", path(&format!("{name}.schema.json")))),
        comment: format!("{}: {SCHEMA}", wording.text("about-schema")),
        title: format!("{}: {}", site.title, wording.table(name)),
        description: wording.table_about(name),
        kind: "array",
        items: Items {
            kind: "object",
            properties: Properties(properties),
            required: columns.iter().map(|column| column.id).collect(),
            additional_properties: false,
        },
    };
    // These types can always be serialised; if not, the file would be empty and no validator would accept it.
    let mut bytes = serde_json::to_vec_pretty(&schema).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Returns the schema of a column.
fn property(table: &str, column: &Column, is_absolute: bool, wording: &Wording) -> Json {
    let mut schema = json!({
        "title": wording.column(table, column.id),
        "description": wording.column_about(table, column.id),
    });
    let kind = match column.kind {
        Type::Text | Type::LongText | Type::Id(_) | Type::Date | Type::Address => "string",
        Type::Ids | Type::Texts => "array",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::Boolean => "boolean",
    };
    schema["type"] = if column.optional { json!([kind, "null"]) } else { json!(kind) };
    match column.kind {
        Type::Text | Type::LongText | Type::Number | Type::Boolean => {}
        Type::Id(form) => schema["pattern"] = pattern(form).into(),
        Type::Ids => schema["items"] = json!({ "type": "string", "pattern": pattern(IdForm::Entry) }),
        Type::Texts => schema["items"] = json!({ "type": "string" }),
        Type::Integer => schema["minimum"] = 0.into(),
        Type::Date => schema["format"] = "date".into(),
        // An address may contain Russian letters.
        Type::Address => schema["format"] = if is_absolute { "iri" } else { "iri-reference" }.into(),
    }
    schema
}

/// Returns the pattern of an id.
fn pattern(form: IdForm) -> String {
    if let Some(words) = form.words() {
        return format!("^({})$", words.join("|"));
    }
    match form {
        IdForm::Response => format!("^[0-9]{{4}}/{ENTRY}/{ENTRY}$"),
        _ => format!("^{ENTRY}$"),
    }
}
