//! Finished HTML: the texts of the cities, which a template prints as they are.

use serde::Serialize;

/// Finished HTML. A template prints it with the filter `safe`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Html(pub(super) String);

/// In docs/themes.md it has a name of its own.
#[cfg(test)]
impl schemars::JsonSchema for Html {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Html".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}
