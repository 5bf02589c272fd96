//! The numbers of items, and of what editors recorded about them, are those of the files of the content.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Row, number, rows, text};
use crate::support::built::example;
use crate::support::{files, project};

/// What is counted in the files of the content without the program, of plans, requests and records.
#[derive(Debug, Default, PartialEq, Eq)]
struct Listed {
    plans: u64,
    support: u64,
    discussion: u64,
    /// Requests for training without a link to a course.
    uncovered: u64,
    corrections: u64,
    /// How many outcomes are recorded in the response of the year after, by kind.
    outcomes: BTreeMap<String, u64>,
    /// How many replies there are, by status.
    replies: BTreeMap<String, u64>,
}

/// Id, role and wording of each question.
type Questions = Vec<[String; 3]>;

/// The questionnaire nearest to the responses of a sector in a year.
fn questionnaire(year: &str, sector: &str) -> Questions {
    let content = project("examples/digest/content");
    let near = [format!("{year}/{sector}/questionnaire.yaml"), format!("{year}/questionnaire.yaml")];
    let near = near.iter().map(String::as_str).chain(["questionnaire.yaml"]);
    let text = near.map(|path| std::fs::read_to_string(content.join(path))).find_map(Result::ok).unwrap();
    let value: Value = serde_yaml::from_str(&text).unwrap();
    let questions = value["questions"].as_array().unwrap().iter();
    questions.map(|question| ["id", "role", "wording"].map(|key| question[key].as_str().unwrap().to_owned())).collect()
}

/// What the question of a heading is for.
fn role(heading: &str, questions: &Questions) -> String {
    let heading = heading.trim_start_matches('#').trim();
    let number = heading.split('.').next().unwrap().parse::<usize>().ok();
    let is_it = |[id, _, wording]: &&[String; 3]| {
        [" ", "}"].iter().any(|end| heading.contains(&format!("{{#{id}{end}")))
            || heading.starts_with(wording.split('{').next().unwrap())
    };
    let found = questions.iter().find(is_it).or_else(|| questions.get(number? - 1));
    found.unwrap_or_else(|| panic!("no question has the heading {heading}"))[1].clone()
}

fn says_nothing(text: &str) -> bool {
    let letters: String = text.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    ["", "нетпредложений", "предложенийнет", "помощьнетребуется"].contains(&&*letters)
}

/// Whether a line begins an item of a list; lists inside of items are indented.
fn begins_item(line: &str) -> bool {
    let Some((mark, _)) = line.split_once(' ') else { return false };
    let is_number = |mark: &str| !mark.is_empty() && mark.len() < 3 && mark.bytes().all(|b| b.is_ascii_digit());
    let is_letter = |mark: &str| mark.chars().count() == 1 && mark.chars().all(char::is_lowercase);
    ["-", "*", "–", "—", "•", "·"].contains(&mark)
        || mark.strip_suffix('.').is_some_and(is_number)
        || mark.strip_suffix(')').is_some_and(|mark| is_number(mark) || is_letter(mark))
}

/// The items of a passage, or the whole of it.
fn item_texts(passage: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in passage.lines() {
        match items.last_mut() {
            _ if begins_item(line) => items.push(line.to_owned()),
            Some(item) => item.push_str(line),
            None => {}
        }
    }
    if items.is_empty() { vec![passage.to_owned()] } else { items }
}

impl Listed {
    /// Counts an answer, by its passages.
    fn answer(&mut self, role: &str, passages: &[String]) {
        if passages.iter().all(|passage| says_nothing(passage)) {
            return;
        }
        let items = || passages.iter().flat_map(|passage| item_texts(passage));
        let count = items().count() as u64;
        match role {
            "plans" => self.plans += count,
            "support" => self.support += count,
            "discussion" => self.discussion += count,
            "training" => {
                let uncovered = items().filter(|item| !item.contains("(course:") && !says_nothing(item));
                self.uncovered += uncovered.count() as u64;
            }
            _ => {}
        }
    }

    fn markdown(&mut self, text: &str, questions: &Questions) {
        let body =
            text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")).map_or(text, |(_, body)| body);
        let mut role_of = String::new();
        let mut passages: Vec<String> = Vec::new();
        for line in body.lines().chain(["## end"]) {
            if line.starts_with("##") && !line.starts_with("####") {
                passages.push(String::new());
            } else if let Some(passage) = passages.last_mut() {
                passage.push_str(line);
                passage.push('\n');
            }
            if line.starts_with("## ") {
                passages.retain(|passage| !passage.trim().is_empty());
                self.answer(&role_of, &std::mem::take(&mut passages));
                passages.push(String::new());
                role_of = if line == "## end" { String::new() } else { role(line, questions) };
            }
        }
    }

    fn yaml(&mut self, value: &Value, questions: &Questions) {
        for (id, answer) in value["answers"].as_object().unwrap() {
            let role = &questions.iter().find(|question| question[0] == *id).unwrap()[1];
            let single = vec![answer.clone()];
            let passages = answer.as_array().or(answer.get("passages").and_then(Value::as_array)).unwrap_or(&single);
            let text =
                |passage: &Value| passage.as_str().unwrap_or_else(|| passage["text"].as_str().unwrap()).to_owned();
            self.answer(role, &passages.iter().map(text).collect::<Vec<_>>());
        }
    }

    /// Counts what editors recorded in a response.
    fn records(&mut self, keys: &Value) {
        let list = |key: &str| keys.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        self.corrections += list("corrections").len() as u64;
        let outcomes = list("outcomes");
        let plans: Vec<&str> = outcomes.iter().map(|outcome| outcome["plan"].as_str().unwrap()).collect();
        for outcome in &outcomes {
            // A table of items has no row for a whole whose items all have records; in the example, where one has a record all have.
            let items = format!("{}.", outcome["plan"].as_str().unwrap());
            if plans.iter().any(|plan| plan.starts_with(&items)) {
                continue;
            }
            *self.outcomes.entry(outcome["outcome"].as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
}

/// How many records rows tell of, by kind: what is recorded of a whole passage stands in the rows of several items.
fn records(rows: &[&Row], kind: &str, of: &str) -> BTreeMap<String, u64> {
    let told = rows.iter().filter(|row| !row[kind].is_null());
    let distinct: BTreeSet<(&str, &str)> = told
        .map(|row| (text(row, if text(row, of) == "passage" { "passage" } else { "item" }), text(row, kind)))
        .collect();
    let mut counts = BTreeMap::new();
    for (_, kind) in distinct {
        *counts.entry(kind.to_owned()).or_default() += 1;
    }
    counts
}

#[test]
fn items_and_records_match_the_content_files() {
    let mut by_year: BTreeMap<u64, Listed> = BTreeMap::new();
    for (path, bytes) in files(&project("examples/digest/content")) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        match path.split('/').collect::<Vec<_>>()[..] {
            [year, "replies.yaml"] => {
                let listed = by_year.entry(year.parse().unwrap()).or_default();
                let value: Value = serde_yaml::from_str(&text).unwrap();
                for reply in value["replies"].as_array().unwrap() {
                    *listed.replies.entry(reply["status"].as_str().unwrap().to_owned()).or_default() += 1;
                }
            }
            [year, sector, file] if file != "questionnaire.yaml" && !text.contains("\ndraft: true\n") => {
                let listed = by_year.entry(year.parse().unwrap()).or_default();
                let questions = questionnaire(year, sector);
                if file.ends_with(".yaml") {
                    let value: Value = serde_yaml::from_str(&text).unwrap();
                    listed.yaml(&value, &questions);
                    listed.records(&value);
                } else if file.ends_with(".md") {
                    listed.markdown(&text, &questions);
                    let front = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n"));
                    listed.records(&front.map_or(Value::Null, |(front, _)| serde_yaml::from_str(front).unwrap()));
                }
            }
            _ => {}
        }
    }
    let site = example();
    let (plans, requests, corrections) = (rows(&site, "plans"), rows(&site, "requests"), rows(&site, "corrections"));
    assert_eq!(by_year.len(), 3);
    let recorded: u64 =
        by_year.values().flat_map(|listed| listed.outcomes.values().chain(listed.replies.values())).sum();
    assert!(recorded > 20, "the example has {recorded} records only");
    for (year, listed) in by_year {
        let plans_of = |year| plans.iter().filter(|row| number(row, "year") == year).collect::<Vec<_>>();
        let requests: Vec<&Row> = requests.iter().filter(|row| number(row, "year") == year).collect();
        let kind = |kind: &str| requests.iter().filter(|row| row["kind"] == kind).count() as u64;
        let told = Listed {
            plans: plans_of(year).len() as u64,
            support: kind("support"),
            discussion: kind("discussion"),
            uncovered: kind("uncovered"),
            corrections: corrections.iter().filter(|row| number(row, "year") == year).count() as u64,
            outcomes: records(&plans_of(year - 1), "outcome", "outcome_of"),
            replies: records(&requests, "status", "status_of"),
        };
        assert_eq!(told, listed, "{year}");
    }
}
