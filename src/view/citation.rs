//! References to a page, as Russian standards have them.
//!
//! Two strings, since the standards differ: GOST R 7.0.100-2018 (Библиографическая запись. Библиографическое описание) for lists of
//! references, and GOST R 7.0.108-2022 (Библиографические ссылки на электронные документы) for footnotes. Marks stand for what is known only in
//! the reader's browser: `%p` for the titles of the part that is cited, `%u` for the address, `%d` for the day.
//!
//! They are in Russian whatever the language of the interface, since what they describe is.

use serde::Serialize;

use super::context::Context;

/// References to a page.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CitationView {
    /// For a list of references, by GOST R 7.0.100-2018. `%p` stands for the titles of the part that is cited, each with a full stop and a
    /// blank before it, `%u` for the address, `%d` for the day of access.
    pub record: String,
    /// For a footnote, by GOST R 7.0.108-2022, with the same marks.
    pub note: String,
}

/// What is cited, besides the digest itself.
pub(super) struct Cited<'a> {
    /// The title of the page; nothing for the digest as a whole.
    pub(super) title: Option<&'a str>,
    /// Who answers for the text, such as a department.
    pub(super) author: Option<&'a str>,
    /// The year it was published in.
    pub(super) year: Option<i16>,
}

pub(super) fn citation<'d>(cx: &Context<'_, 'd>, cited: &Cited<'_>) -> CitationView {
    let site = &cx.digest.site;
    cite(&site.title, site.publisher.as_deref(), cited)
}

fn cite(site: &str, publisher: Option<&str>, Cited { title, author, year }: &Cited<'_>) -> CitationView {
    let by = |name: Option<&str>| name.map(|name| format!(" / {name}")).unwrap_or_default();
    let year = year.map(|year| format!(". – {year}")).unwrap_or_default();
    let access = "URL: %u (дата обращения: %d)";
    match title {
        Some(title) => {
            let part = format!("{title}%p{}", by(*author));
            let whole = format!("{site} : [сайт]{}{year}", by(publisher));
            CitationView {
                record: format!("{part}. – Текст : электронный // {whole}. – {access}."),
                note: format!("{part} // {whole}. – {access}. – Текст : электронный."),
            }
        }
        None => {
            let whole = format!("{site} : [сайт]{}{year}", by(publisher));
            CitationView {
                record: format!("{whole}. – {access}. – Текст : электронный."),
                note: format!("{whole}. – {access}. – Текст : электронный."),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_digest() {
        let cited = Cited {
            title: Some("Примерск: культура, 2024"), author: Some("отдел культуры"), year: Some(2025)
        };
        let CitationView { record, note } = cite("Дайджест", Some("Союз городов"), &cited);
        assert_eq!(
            record,
            "Примерск: культура, 2024%p / отдел культуры. – Текст : электронный // Дайджест : [сайт] / Союз городов. – 2025. – \
             URL: %u (дата обращения: %d)."
        );
        assert_eq!(
            note,
            "Примерск: культура, 2024%p / отдел культуры // Дайджест : [сайт] / Союз городов. – 2025. – URL: %u (дата обращения: %d). \
             – Текст : электронный."
        );
    }

    #[test]
    fn the_digest_as_a_whole() {
        let CitationView { record, note } = cite("Дайджест", None, &Cited { title: None, author: None, year: None });
        assert_eq!(record, "Дайджест : [сайт]. – URL: %u (дата обращения: %d). – Текст : электронный.");
        assert_eq!(note, record);
    }
}
