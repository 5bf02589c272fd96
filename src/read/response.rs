//! Reads responses, in Markdown and in YAML, into the same source struct.

use std::collections::HashSet;

use super::private_data;
use super::schema::{
    SourceAnswer, SourceCorrection, SourceFile, SourceMeta, SourceOutcome, SourcePassage, SourceResponse,
};
use asdg_base::markdown::{self, Section};
use asdg_base::problem::{Kind, Place, Problems, Span};
use asdg_base::yaml::{self, At, Fields, Format, Located, Node, Path, Source, TextAt};

/// The file of a response, and its place in the content folder.
#[derive(Debug, Clone)]
pub struct ResponseFile {
    /// Its file, relative to the site's folder.
    pub file: String,
    /// The year of its edition.
    pub year: u16,
    /// The folder of its sector.
    pub sector: String,
    /// The name of its file without the extension.
    pub stem: String,
}

/// Reads a response in Markdown.
pub(super) fn from_markdown(
    response_file: ResponseFile,
    text: &str,
    problems: &mut Problems,
) -> Option<SourceFile<SourceResponse>> {
    let ResponseFile { file, year, sector, stem } = response_file;
    let Parts { front_matter, front_line, body, body_line } = match split_front_matter(text) {
        Ok(parts) => parts,
        Err(kind) => {
            problems.add(Place::at(file, Span { line: 1, column: 1, length: 3 }), kind);
            return None;
        }
    };
    let source = Source::new(file, front_matter, front_line, Format::Yaml);
    let node = yaml::parse(&source, problems)?;
    let mut fields = Fields::of(&source, Vec::new(), &source.file, node, problems)?;
    let meta = meta(&mut fields);
    fields.finish();
    let document = markdown::read(body, body_line);
    problems.append_mapped(document.problems, |span| Place::at(source.file.clone(), span));
    let answers = answers(document.sections, &source, problems);
    let private = private_data(text);
    Some(SourceFile { source, value: SourceResponse { year, sector, stem, meta, answers, private } })
}

/// The front matter and the body of a file, with the lines at which they begin.
#[derive(Debug, PartialEq, Eq)]
struct Parts<'a> {
    front_matter: &'a str,
    front_line: u32,
    body: &'a str,
    body_line: u32,
}

/// Splits a file into front matter and body. A file that does not begin with a fence (`---`) has no front matter.
fn split_front_matter(text: &str) -> Result<Parts<'_>, Kind> {
    let is_fence = |line: &str| line.trim_end().len() >= 3 && line.trim_end().bytes().all(|b| b == b'-');
    // Where the front matter begins, after the first fence. Blank lines may precede the fence.
    let mut start: Option<(usize, u32)> = None;
    let mut offset = 0;
    for (number, line) in (1_u32..).zip(text.split_inclusive('\n')) {
        let end = offset + line.len();
        match start {
            None if line.trim().is_empty() => {}
            None if is_fence(line) && line.ends_with('\n') => start = Some((end, number + 1)),
            None => {
                return Ok(Parts { front_matter: "", front_line: 1, body: text, body_line: 1 });
            }
            Some((start, front_line)) if is_fence(line) => {
                return Ok(Parts {
                    front_matter: &text[start..offset],
                    front_line,
                    body: &text[end..],
                    body_line: number + 1,
                });
            }
            Some(_) => {}
        }
        offset = end;
    }
    match start {
        Some(_) => Err(Kind::FrontMatterOpen),
        None => Ok(Parts { front_matter: "", front_line: 1, body: text, body_line: 1 }),
    }
}

/// Reads the keys of a response's front matter.
fn meta(fields: &mut Fields<'_>) -> SourceMeta {
    SourceMeta {
        city: fields.text("city"),
        respondent: fields.text("respondent"),
        received: fields.text("received"),
        updated: fields.text("updated"),
        source: fields.text("source"),
        topics: fields.texts("topics"),
        draft: fields.boolean("draft").unwrap_or(false),
        retold: fields.boolean("retold").unwrap_or(false),
        outcomes: fields.mappings("outcomes", |entry| {
            let plan = entry.required_text("plan");
            let outcome = entry.required_text("outcome");
            let passage = entry.text("passage");
            let note = entry.text("note");
            Some(SourceOutcome { plan: plan?, outcome: outcome?, passage, note })
        }),
        corrections: fields.mappings("corrections", |entry| {
            let date = entry.required_text("date");
            let text = entry.required_text("text");
            let passage = entry.text("passage");
            Some(SourceCorrection { date: date?, text: text?, passage })
        }),
    }
}

/// Groups the sections of a document into answers and passages.
fn answers(sections: Vec<Section>, source: &Source, problems: &mut Problems) -> Vec<SourceAnswer> {
    let mut answers: Vec<SourceAnswer> = Vec::new();
    // All text before the first question is one mistake.
    let mut stray_reported = false;
    for section in sections {
        let Section { heading, prose, start } = section;
        let Some(heading) = heading else {
            if !prose.is_empty() {
                report_stray_text(start, source, problems);
                stray_reported = true;
            }
            continue;
        };
        let at = At::Span(heading.span);
        let located = |(value, span)| Located::new(value, At::Span(span));
        let id = heading.id.map(located);
        let topics = heading.topics.into_iter().map(located).collect();
        match heading.level {
            1 => problems.add(source.place(&at), Kind::HeadingLevelOne),
            2 => {
                let heading = Located::new(heading.text.into_string(), at);
                let passages = if prose.is_empty() { Vec::new() } else { vec![untitled_passage(prose, TextAt::File)] };
                answers.push(SourceAnswer { heading, id, topics, passages });
            }
            _ => {
                let title = Some(Located::new(heading.text.into_string(), at));
                let passage = SourcePassage { title, id, topics, prose, text_at: TextAt::File };
                match answers.last_mut() {
                    Some(answer) => answer.passages.push(passage),
                    None if stray_reported => {}
                    None => {
                        report_stray_text(Some(heading.span), source, problems);
                        stray_reported = true;
                    }
                }
            }
        }
    }
    answers
}

fn report_stray_text(start: Option<Span>, source: &Source, problems: &mut Problems) {
    problems.add(Place { path: source.file.clone(), span: start }, Kind::TextBeforeQuestion);
}

fn untitled_passage(prose: markdown::SourceProse, text_at: TextAt) -> SourcePassage {
    SourcePassage { title: None, id: None, topics: Vec::new(), prose, text_at }
}

/// Reads a response in YAML.
pub(super) fn from_yaml(
    response_file: ResponseFile,
    text: &str,
    problems: &mut Problems,
) -> Option<SourceFile<SourceResponse>> {
    let ResponseFile { file, year, sector, stem } = response_file;
    let source = Source::yaml(file, text);
    let node = yaml::parse(&source, problems)?;
    let mut fields = Fields::of(&source, Vec::new(), &source.file, node, problems)?;
    let meta = meta(&mut fields);
    let mut answers = Vec::new();
    match fields.node("answers") {
        None => {}
        Some(Located { value: Node::Map(entries), at: At::Value(path) }) => {
            let mut seen = HashSet::new();
            for (number, (question, node)) in entries.into_iter().enumerate() {
                let path = yaml::child_path(&path, number as u32);
                if !seen.insert(question.clone()) {
                    fields.problem(&At::Key(path), Kind::DuplicateKey { key: question });
                    continue;
                }
                answers.extend(yaml_answer(question, node, path, &source, fields.problems()));
            }
        }
        Some(Located { value, at }) => {
            fields.problem(&at, yaml::wrong_type("answers", "mapping", &value));
        }
    }
    fields.finish();
    let private = private_data(text);
    Some(SourceFile { source, value: SourceResponse { year, sector, stem, meta, answers, private } })
}

/// Reads an answer: a text, a list of passages, or a mapping with topics and one of these.
fn yaml_answer(
    question: String,
    node: Node,
    path: Path,
    source: &Source,
    problems: &mut Problems,
) -> Option<SourceAnswer> {
    let heading = Located::new(question, At::Key(path.clone()));
    let id = Some(heading.clone());
    let mut topics = Vec::new();
    let passages = match node {
        Node::Null => Vec::new(),
        Node::Text(text) => text_passages(&text, path, source, problems),
        Node::List(list) => list_passages(list, &path, source, problems),
        Node::Map(entries) => {
            let mut fields = Fields::new(source, path.clone(), entries, problems);
            topics = fields.texts("topics");
            let text = fields.text("text");
            let list = fields.node("passages");
            let mut passages = Vec::new();
            if let Some(Located { value, at: At::Value(path) }) = text {
                passages.extend(text_passages(&value, path, source, fields.problems()));
            }
            match list {
                Some(Located { value: Node::List(list), at: At::Value(path) }) => {
                    passages.extend(list_passages(list, &path, source, fields.problems()));
                }
                Some(Located { value, at }) => fields.problem(&at, yaml::wrong_type("passages", "list", &value)),
                None => {}
            }
            fields.finish();
            passages
        }
        other => {
            problems.add(source.place(&At::Value(path)), yaml::wrong_type(&heading.value, "text", &other));
            return None;
        }
    };
    Some(SourceAnswer { heading, id, topics, passages })
}

/// Reads the passages of a text, which may have headings of level 3 like a response in Markdown.
fn text_passages(text: &str, path: Path, source: &Source, problems: &mut Problems) -> Vec<SourcePassage> {
    let text_at = TextAt::Value(path);
    let document = markdown::read(text, 1);
    problems.append_mapped(document.problems, |span| source.place(&text_at.at(span)));
    let mut passages = Vec::new();
    for Section { heading, prose, start: _ } in document.sections {
        match heading {
            None if prose.is_empty() => {}
            None => passages.push(untitled_passage(prose, text_at.clone())),
            Some(heading) if heading.level == 3 => {
                let located = |(value, span)| Located::new(value, text_at.at(span));
                passages.push(SourcePassage {
                    title: Some(Located::new(heading.text.into_string(), text_at.at(heading.span))),
                    id: heading.id.map(located),
                    topics: heading.topics.into_iter().map(located).collect(),
                    prose,
                    text_at: text_at.clone(),
                });
            }
            Some(heading) => problems.add(source.place(&text_at.at(heading.span)), Kind::HeadingInText),
        }
    }
    passages
}

/// Reads a list of passages: texts, or mappings with a title, an id, topics and a text.
fn list_passages(list: Vec<Node>, path: &Path, source: &Source, problems: &mut Problems) -> Vec<SourcePassage> {
    let mut passages = Vec::new();
    for (number, node) in list.into_iter().enumerate() {
        let path = yaml::child_path(path, number as u32);
        if let Node::Text(text) = node {
            passages.extend(text_passages(&text, path, source, problems));
            continue;
        }
        let Some(mut fields) = Fields::of(source, path, "passages", node, problems) else {
            continue;
        };
        let title = fields.text("title");
        let id = fields.text("id");
        let topics = fields.texts("topics");
        let text = fields.required_markdown("text");
        if let Some(Located { value, at: At::Value(path) }) = text {
            let mut inner = text_passages(&value, path, source, fields.problems()).into_iter();
            // The keys apply to the first part of the text. Headings in the text begin further passages.
            if let Some(first) = inner.next() {
                let title = title.map(|title| {
                    Located::new(asdg_russian::typography::set_line(&title.value).into_string(), title.at)
                });
                let has_keys = title.is_some() || id.is_some() || !topics.is_empty();
                match &first.title {
                    None => passages.push(SourcePassage { title, id, topics, ..first }),
                    Some(own) => {
                        if has_keys {
                            let kind = Kind::HeadingTwice { heading: own.value.clone() };
                            fields.problem(&own.at, kind);
                        }
                        passages.push(first);
                    }
                }
            }
            passages.extend(inner);
        }
        fields.finish();
    }
    passages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_begins_after_the_front_matter() {
        let split = |text| {
            split_front_matter(text)
                .map(|parts| (parts.front_matter, parts.front_line, parts.body, parts.body_line))
                .unwrap()
        };
        assert_eq!(split("---\na: 1\n---\ntext\n"), ("a: 1\n", 2, "text\n", 4));
        assert_eq!(split("\n----\na: 1\n---\ntext\n"), ("a: 1\n", 3, "text\n", 5));
        assert_eq!(split("## 1\n"), ("", 1, "## 1\n", 1));
        assert_eq!(split("---\n---\nx"), ("", 2, "x", 3));
        assert_eq!(split_front_matter("---\na: 1\n").unwrap_err(), Kind::FrontMatterOpen);
    }
}
