//! A new digest: settings, registers, questions and one response, all with comments; or the example that is inside the program.

use include_dir::{Dir, File, include_dir};

use super::plan::{Plan, PlannedFile};
use super::template::{self, Templates};
use asdg_base::language::Language;

/// The content of the example. Its folder as a whole would hold what someone built of it, too.
static EXAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/examples/digest/content");
static EXAMPLE_SITE: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/digest/site.toml"));

/// Where the released programs are, for the workflow of a digest: the repository's address, known when a release is built.
const REPOSITORY: Option<&str> = option_env!("ASDG_SITE_REPOSITORY");

/// What a new digest is to be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDigest {
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// The year of its first edition.
    pub year: u16,
    /// Its language.
    pub language: Language,
}

/// Plans a new digest.
pub fn digest(wanted: &NewDigest) -> Plan {
    let NewDigest { title, publisher, year, language } = wanted;
    let (this, next) = (year.to_string(), year.saturating_add(1).to_string());
    let (quoted_title, quoted_publisher) = (toml_text(title), toml_text(publisher));
    let values = [
        ("title", quoted_title.as_str()),
        ("publisher", quoted_publisher.as_str()),
        // On the page of a repository a heading is one line, whatever was typed.
        ("heading", title.trim()),
        ("year", this.as_str()),
        ("next_year", next.as_str()),
        ("repository", repository(REPOSITORY)),
        // A digest is published by the version it was made with, until somebody writes another number there.
        ("version", env!("CARGO_PKG_VERSION")),
    ];
    let Templates {
        site,
        cities,
        topics,
        courses,
        sectors,
        questionnaire,
        first_edition,
        first_response,
        ignored,
        readme,
        workflow,
        edition: _,
        response: _,
    } = template::of(*language);
    let response = match language {
        Language::Russian => "obraztsovsk",
        Language::English => "samplegrad",
    };
    let folder = format!("content/{year}");
    let file = |path: &str, template: &str| PlannedFile::new(path, template::fill(template, &values));
    let files = vec![
        file("site.toml", site),
        file("content/cities.yaml", cities),
        file("content/topics.yaml", topics),
        file("content/courses.yaml", courses),
        file("content/sectors.yaml", sectors),
        file("content/questionnaire.yaml", questionnaire),
        file(&format!("{folder}/edition.yaml"), first_edition),
        file(&format!("{folder}/organizational-work/{response}.md"), first_response),
        file(".gitignore", ignored),
        file(".github/workflows/pages.yml", workflow),
        file("README.md", readme),
    ];
    Plan { files }
}

/// Plans the example: a digest of made-up cities.
pub fn example() -> Plan {
    let mut files = vec![PlannedFile::new("site.toml", EXAMPLE_SITE)];
    add(&EXAMPLE, &mut files);
    Plan { files }
}

fn add(folder: &Dir<'static>, files: &mut Vec<PlannedFile>) {
    let planned = |file: &File<'static>| {
        let path = format!("content/{}", asdg_base::fs::slashed(file.path()));
        PlannedFile::new(path, file.contents())
    };
    files.extend(folder.files().map(planned));
    folder.dirs().for_each(|folder| add(folder, files));
}

/// A text as TOML writes it, quotation marks and all.
fn toml_text(text: &str) -> String {
    toml::Value::String(text.trim().to_owned()).to_string()
}

/// The address of the program's repository as the workflow has it: nothing where it is not known, or is no address that can stand there.
fn repository(address: Option<&'static str>) -> &'static str {
    let address = address.unwrap_or_default().trim_end_matches('/');
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:".contains(c);
    if address.starts_with("https://") && address.chars().all(is_plain) { address } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_goes_into_the_workflow() {
        assert_eq!(repository(Some("https://github.com/owner/asdg-site/")), "https://github.com/owner/asdg-site");
        assert_eq!(repository(Some("https://example.org/' }} && rm")), "");
        assert_eq!(repository(None), "");
    }

    #[test]
    fn titles_are_quoted() {
        assert_eq!(toml_text("Дайджест"), "\"Дайджест\"");
        let odd = "Дайджест \"АСДГ\" \\ 'год'";
        let read: toml::Value = toml::from_str(&format!("title = {}", toml_text(odd))).unwrap();
        assert_eq!(read["title"].as_str(), Some(odd));
    }
}
