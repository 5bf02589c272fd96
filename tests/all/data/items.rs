//! The tables have as many items, and records of editors about items, as the content files.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Row, number, rows, text};
use crate::support::built::example;
use crate::support::{files, project};

/// Counts of plans, requests and records in the content files, made without the program.
#[derive(Debug, Default, PartialEq, Eq)]
struct ItemCounts {
    plans: u64,
    support: u64,
    discussion: u64,
    /// Requests for training without a link to a course.
    uncovered: u64,
    corrections: u64,
    /// The number of outcomes recorded in responses of this year, about plans of the year before, by kind.
    outcomes: BTreeMap<String, u64>,
    /// The number of replies by status.
    replies: BTreeMap<String, u64>,
}

/// Id, role and wording of each question.
type Questions = Vec<[String; 3]>;

/// Returns the nearest questionnaire for responses of a sector in a year.
fn questionnaire(year: &str, sector: &str) -> Questions {
    let content = project("examples/digest/content");
    let candidates = [format!("{year}/{sector}/questionnaire.yaml"), format!("{year}/questionnaire.yaml")];
    let candidates = candidates.iter().map(String::as_str).chain(["questionnaire.yaml"]);
    let text = candidates.map(|path| std::fs::read_to_string(content.join(path))).find_map(Result::ok).unwrap();
    let value: Value = serde_yaml::from_str(&text).unwrap();
    let questions = value["questions"].as_array().unwrap().iter();
    questions.map(|question| ["id", "role", "wording"].map(|key| question[key].as_str().unwrap().to_owned())).collect()
}

/// Returns the role of the question that a heading belongs to.
fn role(heading: &str, questions: &Questions) -> String {
    let heading = heading.trim_start_matches('#').trim();
    let number = heading.split('.').next().unwrap().parse::<usize>().ok();
    let matches_heading = |[id, _, wording]: &&[String; 3]| {
        [" ", "}"].iter().any(|end| heading.contains(&format!("{{#{id}{end}")))
            || heading.starts_with(wording.split('{').next().unwrap())
    };
    let found = questions.iter().find(matches_heading).or_else(|| questions.get(number? - 1));
    found.unwrap_or_else(|| panic!("no question has the heading {heading}"))[1].clone()
}

fn is_empty_answer(text: &str) -> bool {
    let letters: String = text.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    ["", "нетпредложений", "предложенийнет", "помощьнетребуется"].contains(&&*letters)
}

/// Whether a line starts an item of an outer list; nested lists are indented.
fn starts_item(line: &str) -> bool {
    let Some((mark, _)) = line.split_once(' ') else { return false };
    let is_number = |mark: &str| !mark.is_empty() && mark.len() < 3 && mark.bytes().all(|b| b.is_ascii_digit());
    let is_letter = |mark: &str| mark.chars().count() == 1 && mark.chars().all(char::is_lowercase);
    ["-", "*", "–", "—", "•", "·"].contains(&mark)
        || mark.strip_suffix('.').is_some_and(is_number)
        || mark.strip_suffix(')').is_some_and(|mark| is_number(mark) || is_letter(mark))
}

/// Returns the items of a passage, or the whole passage if it has none.
fn item_texts(passage: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in passage.lines() {
        match items.last_mut() {
            _ if starts_item(line) => items.push(line.to_owned()),
            Some(item) => item.push_str(line),
            None => {}
        }
    }
    if items.is_empty() { vec![passage.to_owned()] } else { items }
}

impl ItemCounts {
    /// Counts the items of an answer.
    fn count_answer(&mut self, role: &str, passages: &[String]) {
        if passages.iter().all(|passage| is_empty_answer(passage)) {
            return;
        }
        let items = || passages.iter().flat_map(|passage| item_texts(passage));
        let count = items().count() as u64;
        match role {
            "plans" => self.plans += count,
            "support" => self.support += count,
            "discussion" => self.discussion += count,
            "training" => {
                let uncovered = items().filter(|item| !item.contains("(course:") && !is_empty_answer(item));
                self.uncovered += uncovered.count() as u64;
            }
            _ => {}
        }
    }

    fn count_markdown(&mut self, text: &str, questions: &Questions) {
        let body =
            text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")).map_or(text, |(_, body)| body);
        let mut current_role = String::new();
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
                self.count_answer(&current_role, &std::mem::take(&mut passages));
                passages.push(String::new());
                current_role = if line == "## end" { String::new() } else { role(line, questions) };
            }
        }
    }

    fn count_yaml(&mut self, value: &Value, questions: &Questions) {
        for (id, answer) in value["answers"].as_object().unwrap() {
            let role = &questions.iter().find(|question| question[0] == *id).unwrap()[1];
            let single = vec![answer.clone()];
            let passages = answer.as_array().or(answer.get("passages").and_then(Value::as_array)).unwrap_or(&single);
            let text =
                |passage: &Value| passage.as_str().unwrap_or_else(|| passage["text"].as_str().unwrap()).to_owned();
            self.count_answer(role, &passages.iter().map(text).collect::<Vec<_>>());
        }
    }

    /// Counts what editors recorded in a response.
    fn count_records(&mut self, keys: &Value) {
        let list = |key: &str| keys.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        self.corrections += list("corrections").len() as u64;
        let outcomes = list("outcomes");
        let plans: Vec<&str> = outcomes.iter().map(|outcome| outcome["plan"].as_str().unwrap()).collect();
        for outcome in &outcomes {
            // The table has no row for a whole passage if each of its items has a record. In the example, if one item
            // has a record, all have.
            let items = format!("{}.", outcome["plan"].as_str().unwrap());
            if plans.iter().any(|plan| plan.starts_with(&items)) {
                continue;
            }
            *self.outcomes.entry(outcome["outcome"].as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
}

/// Counts the records in rows, by kind. A record of a whole passage is repeated in the rows of its items and counted
/// once.
fn distinct_records(rows: &[&Row], kind: &str, of: &str) -> BTreeMap<String, u64> {
    let recorded = rows.iter().filter(|row| !row[kind].is_null());
    let distinct: BTreeSet<(&str, &str)> = recorded
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
    let mut by_year: BTreeMap<u64, ItemCounts> = BTreeMap::new();
    for (path, bytes) in files(&project("examples/digest/content")) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        match path.split('/').collect::<Vec<_>>()[..] {
            [year, "replies.yaml"] => {
                let counts = by_year.entry(year.parse().unwrap()).or_default();
                let value: Value = serde_yaml::from_str(&text).unwrap();
                for reply in value["replies"].as_array().unwrap() {
                    *counts.replies.entry(reply["status"].as_str().unwrap().to_owned()).or_default() += 1;
                }
            }
            [year, sector, file] if file != "questionnaire.yaml" && !text.contains("\ndraft: true\n") => {
                let counts = by_year.entry(year.parse().unwrap()).or_default();
                let questions = questionnaire(year, sector);
                if file.ends_with(".yaml") {
                    let value: Value = serde_yaml::from_str(&text).unwrap();
                    counts.count_yaml(&value, &questions);
                    counts.count_records(&value);
                } else if file.ends_with(".md") {
                    counts.count_markdown(&text, &questions);
                    let front = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n"));
                    counts.count_records(&front.map_or(Value::Null, |(front, _)| serde_yaml::from_str(front).unwrap()));
                }
            }
            _ => {}
        }
    }
    let site = example();
    let (plans, requests, corrections) = (rows(&site, "plans"), rows(&site, "requests"), rows(&site, "corrections"));
    assert_eq!(by_year.len(), 3);
    let recorded: u64 =
        by_year.values().flat_map(|counts| counts.outcomes.values().chain(counts.replies.values())).sum();
    assert!(recorded > 20, "the example has {recorded} records only");
    for (year, counts) in by_year {
        let plans_of = |year| plans.iter().filter(|row| number(row, "year") == year).collect::<Vec<_>>();
        let requests: Vec<&Row> = requests.iter().filter(|row| number(row, "year") == year).collect();
        let kind = |kind: &str| requests.iter().filter(|row| row["kind"] == kind).count() as u64;
        let from_data = ItemCounts {
            plans: plans_of(year).len() as u64,
            support: kind("support"),
            discussion: kind("discussion"),
            uncovered: kind("uncovered"),
            corrections: corrections.iter().filter(|row| number(row, "year") == year).count() as u64,
            outcomes: distinct_records(&plans_of(year - 1), "outcome", "outcome_of"),
            replies: distinct_records(&requests, "status", "status_of"),
        };
        assert_eq!(from_data, counts, "{year}");
    }
}
