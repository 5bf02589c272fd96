//! The wording of tables and columns, in Russian and in English. It belongs to the program and not to a theme, because
//! it is in the data files too, whatever the site looks like.

use fluent_bundle::FluentArgs;

use super::cell::Type;
use asdg_base::language::Language;
use asdg_base::messages::Messages;

/// The wording of the open data in one language.
pub struct Wording {
    messages: Messages,
}

impl Wording {
    /// The wording in a language.
    pub fn new(language: Language) -> Self {
        Self { messages: Messages::new(language) }
    }

    /// A text of the files themselves, such as on the workbook's first sheet.
    pub fn text(&self, id: &str) -> String {
        self.messages.plain(&format!("data-{id}"))
    }

    /// The title of a table, which is also the name of its sheet.
    pub fn table(&self, table: &str) -> String {
        self.text(&format!("table-{table}"))
    }

    /// What a row of a table is.
    pub fn table_about(&self, table: &str) -> String {
        self.text(&format!("table-{table}.about"))
    }

    /// The title of a column.
    pub fn column(&self, table: &str, column: &str) -> String {
        self.of_column(table, column, "")
    }

    /// What a column contains.
    pub fn column_about(&self, table: &str, column: &str) -> String {
        self.of_column(table, column, ".about")
    }

    /// The name of a type.
    pub fn kind(&self, kind: Type) -> String {
        self.text(&format!("type-{}", kind.name()))
    }

    /// The names for people of the ids that a column may have: `done` is «выполнено». Empty if its ids are those of entries or places.
    pub fn words(&self, kind: Type) -> Vec<(&'static str, String)> {
        let Type::Id(form) = kind else { return Vec::new() };
        let words = form.words().unwrap_or_default().into_iter();
        words.map(|word| (word, self.text(&format!("word-{}-{word}", form.name())))).collect()
    }

    /// The wording of a column: its own in a table, else that of all columns with the same name.
    fn of_column(&self, table: &str, column: &str, attribute: &str) -> String {
        let own = self.messages.find(&format!("data-column-{table}-{column}{attribute}"), &FluentArgs::new());
        own.unwrap_or_else(|| self.text(&format!("column-{column}{attribute}")))
    }
}
