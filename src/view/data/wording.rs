//! What people read about tables and columns, in Russian and in English. It belongs to the program and not to a theme: it is in the files
//! as well as on the page.

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

    /// A text of the files' own, such as the words of the workbook's first sheet.
    pub fn text(&self, id: &str) -> String {
        self.messages.plain(&format!("data-{id}"))
    }

    /// The title of a table, which is the name of its sheet as well.
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

    /// What stands in a column.
    pub fn column_about(&self, table: &str, column: &str) -> String {
        self.of_column(table, column, ".about")
    }

    /// What a type is called.
    pub fn kind(&self, kind: Type) -> String {
        self.text(&format!("type-{}", kind.name()))
    }

    /// Columns of one name mean the same in all tables, but for those that have wording of their own.
    fn of_column(&self, table: &str, column: &str, attribute: &str) -> String {
        let own = self.messages.find(&format!("data-column-{table}-{column}{attribute}"), &FluentArgs::new());
        own.unwrap_or_else(|| self.text(&format!("column-{column}{attribute}")))
    }
}
