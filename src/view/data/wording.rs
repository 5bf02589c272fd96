//! The titles and explanations of tables and columns, in Russian and in English. They belong to the program and not to
//! a theme, because the data files contain them too, whatever the site looks like.

use fluent_bundle::FluentArgs;

use super::cell::Type;
use asdg_base::language::Language;
use asdg_base::messages::Messages;

/// The texts that explain the open data, in one language.
pub struct Wording {
    messages: Messages,
}

impl Wording {
    /// The texts in a language.
    pub fn new(language: Language) -> Self {
        Self { messages: Messages::new(language) }
    }

    /// A text in the data files, such as one on the first sheet of the workbook.
    pub fn text(&self, id: &str) -> String {
        self.messages.plain(&format!("data-{id}"))
    }

    /// The title of a table, which is also the name of its sheet.
    pub fn table(&self, table: &str) -> String {
        self.text(&format!("table-{table}"))
    }

    /// The explanation of a table: what a row of it is.
    pub fn table_about(&self, table: &str) -> String {
        self.text(&format!("table-{table}.about"))
    }

    /// The title of a column.
    pub fn column(&self, table: &str, column: &str) -> String {
        self.column_text(table, column, "")
    }

    /// The explanation of a column: what it contains.
    pub fn column_about(&self, table: &str, column: &str) -> String {
        self.column_text(table, column, ".about")
    }

    /// The name of a type.
    pub fn kind(&self, kind: Type) -> String {
        self.text(&format!("type-{}", kind.name()))
    }

    /// The ids that a column may contain, with their names for people: `done` is «выполнено». Empty if the ids are not
    /// from a fixed list.
    pub fn words(&self, kind: Type) -> Vec<(&'static str, String)> {
        let Type::Id(form) = kind else { return Vec::new() };
        let words = form.words().unwrap_or_default().into_iter();
        words.map(|word| (word, self.text(&format!("word-{}-{word}", form.name())))).collect()
    }

    /// A text about a column: its own text in this table, else the text of all columns with the same name.
    fn column_text(&self, table: &str, column: &str, attribute: &str) -> String {
        let table_text = self.messages.find(&format!("data-column-{table}-{column}{attribute}"), &FluentArgs::new());
        table_text.unwrap_or_else(|| self.text(&format!("column-{column}{attribute}")))
    }
}
