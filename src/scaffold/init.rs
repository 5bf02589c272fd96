//! Plans a new digest: settings, registers, questions and one response, all with comments. Or the example digest, which
//! is compiled into the program.
//!
//! A new digest includes a GitHub workflow, which downloads the released program, because a digest has no Rust sources.
//! The address of the program's repository is compiled in (`ASDG_SITE_REPOSITORY`); a variable of the digest's
//! repository overrides it.

use include_dir::{Dir, File, include_dir};

use super::plan::{Plan, PlannedFile};
use super::template::{self, Templates};
use asdg_base::language::Language;

/// The content of the example, without the rest of its folder, which may have a built site.
static EXAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/examples/digest/content");
static EXAMPLE_SITE: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/digest/site.toml"));

/// The address of the program's repository, from which the workflow of a digest downloads released programs. Set when a
/// release is built.
const REPOSITORY: Option<&str> = option_env!("ASDG_SITE_REPOSITORY");

/// The properties of a new digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDigest {
    /// Its title.
    pub title: String,
    /// Its publisher.
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
        // A heading is one line.
        ("heading", title.trim()),
        ("year", this.as_str()),
        ("next_year", next.as_str()),
        ("repository", repository(REPOSITORY)),
        // The workflow uses the version of the program that created the digest, until somebody changes the number.
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
    } = template::in_language(*language);
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
    add_folder(&EXAMPLE, &mut files);
    Plan { files }
}

/// Adds all files of an embedded folder.
fn add_folder(folder: &Dir<'static>, files: &mut Vec<PlannedFile>) {
    let planned = |file: &File<'static>| {
        let path = format!("content/{}", asdg_base::fs::to_slash_path(file.path()));
        PlannedFile::new(path, file.contents())
    };
    files.extend(folder.files().map(planned));
    folder.dirs().for_each(|folder| add_folder(folder, files));
}

/// A text as a TOML string.
fn toml_text(text: &str) -> String {
    toml::Value::String(text.trim().to_owned()).to_string()
}

/// The address of the program's repository for the workflow; empty if it is unknown or not a valid address.
fn repository(address: Option<&'static str>) -> &'static str {
    let address = address.unwrap_or_default().trim_end_matches('/');
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:".contains(c);
    if address.starts_with("https://") && address.chars().all(is_plain) { address } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workflow_gets_only_a_valid_address() {
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
