//! Makes the lines for the editor to paste into content files.

use super::{CourseProposal, NewCourse, OutcomeProposal};
use crate::model::{Course, Key, Passage, Question};
use asdg_base::markdown::escape::escape_with_links;
use asdg_base::yaml::quote::{self, Quotes};

/// Adds topics to the heading of a passage or an answer; `None` if the line is not a heading. If the heading has no id,
/// it gets `id`, because its first topic would otherwise change its address.
pub fn heading(line: &str, id: Option<&str>, topics: &[&str]) -> Option<String> {
    let line = line.trim_start_matches('\u{feff}').trim();
    if !line.starts_with('#') {
        return None;
    }
    let id = id.map(|id| format!("#{id} ")).unwrap_or_default();
    Some(match line.strip_suffix('}').and_then(|line| line.rsplit_once('{')) {
        Some((text, old)) if old.contains('#') => format!("{text}{{{old} {}}}", attributes(topics)),
        Some((text, old)) => format!("{text}{{{id}{old} {}}}", attributes(topics)),
        None => format!("{line} {{{id}{}}}", attributes(topics)),
    })
}

/// Returns the id that keeps a passage's address when it gets topics; `None` if none is needed.
pub fn id<'d>(question: &Question, passage: &'d Passage) -> Option<&'d str> {
    let id = passage.anchor.strip_prefix(&*question.id)?.strip_prefix('-')?;
    (passage.title.is_some() && id.starts_with(|c: char| c.is_ascii_lowercase())).then_some(id)
}

fn attributes(topics: &[&str]) -> String {
    topics.iter().map(|topic| format!("topic={topic}")).collect::<Vec<_>>().join(" ")
}

/// Returns the keys of a passage in a YAML response.
pub fn keys(id: Option<&str>, topics: &[&str]) -> String {
    let id = id.map(|id| format!("id: {id}\n")).unwrap_or_default();
    format!("{id}topics: [{}]", topics.join(", "))
}

/// Returns a request with links to its courses. `id` returns the id of a course.
pub fn request<'d>(proposal: &CourseProposal<'_>, id: impl Fn(Key<Course>) -> &'d str) -> String {
    let links: Vec<_> = proposal.links.iter().map(|(range, course)| (range.clone(), id(*course))).collect();
    let mark = if proposal.number.is_some() { "- " } else { "" };
    format!("{mark}{}", escape_with_links(&proposal.wording, &links))
}

/// Returns outcomes for the front matter, with an empty `outcome` for the editor to fill in. `has_outcomes`: the front
/// matter already has the key `outcomes`.
pub fn outcomes(proposals: &[OutcomeProposal<'_>], has_outcomes: bool) -> String {
    let head = if has_outcomes { "" } else { "outcomes:\n" };
    let entry = |OutcomeProposal { plan, passage, .. }: &OutcomeProposal<'_>| {
        format!("  - plan: {plan}\n    outcome: \n    passage: {}", passage.anchor)
    };
    format!("{head}{}", proposals.iter().map(entry).collect::<Vec<_>>().join("\n"))
}

/// Returns an entry for `courses.yaml`.
pub fn course(course: &NewCourse<'_>) -> String {
    let NewCourse { id, name, aliases, .. } = course;
    let mut out = format!("{id}:\n  name: {}", quote::value(name, Quotes::Needed, false));
    if !aliases.is_empty() {
        let aliases: Vec<String> = aliases.iter().map(|alias| quote::value(alias, Quotes::Needed, true)).collect();
        out.push_str(&format!("\n  aliases: [{}]", aliases.join(", ")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_added_to_the_attributes_of_a_heading() {
        let with_topics = |line| heading(line, None, &["roads", "parks"]);
        assert_eq!(with_topics("### Мосты").as_deref(), Some("### Мосты {topic=roads topic=parks}"));
        assert_eq!(with_topics("\u{feff}##1 Итоги {#a}\r").as_deref(), Some("##1 Итоги {#a topic=roads topic=parks}"));
        assert_eq!(with_topics("Мосты"), None);
        let with_id = |line| heading(line, Some("mosty"), &["roads"]);
        assert_eq!(with_id("### Мосты").as_deref(), Some("### Мосты {#mosty topic=roads}"));
        assert_eq!(with_id("### Мосты {#m}").as_deref(), Some("### Мосты {#m topic=roads}"));
    }
}
