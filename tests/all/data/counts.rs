//! The tables have as many responses, answers, passages, topics and mentions as the content files.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Row, number, rows, text};
use crate::support::built::example;
use crate::support::{files, project};

/// Counts of the content files, made without the program.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    responses: u64,
    answers: u64,
    passages: u64,
    requests: u64,
    /// The number of passages by topic.
    topics: BTreeMap<String, u64>,
    /// Response and city of every link to another city.
    mentions: BTreeSet<(String, String)>,
}

impl Counts {
    fn count_topics(&mut self, topics: &BTreeSet<String>) {
        for topic in topics {
            *self.topics.entry(topic.clone()).or_default() += 1;
        }
    }

    /// Counts the requests and mentions of a text by its links.
    fn count_links(&mut self, response: &str, text: &str) {
        self.requests += text.matches("(course:").count() as u64;
        for link in text.split("](city:").skip(1) {
            let city = link.split(')').next().unwrap();
            if !city.is_empty() && !response.ends_with(&format!("/{city}")) {
                self.mentions.insert((response.to_owned(), city.to_owned()));
            }
        }
    }

    /// Counts a response in Markdown: the headings of levels 2 and 3 that have text below them.
    fn count_markdown(&mut self, response: &str, text: &str) {
        let body = text.split_once("\n---\n").map_or(text, |(_, body)| body);
        self.count_links(response, body);
        let tags = |line: &str| -> BTreeSet<String> {
            let words = line.split(['{', '}', ' ']).filter_map(|word| word.strip_prefix("topic="));
            words.map(str::to_owned).collect()
        };
        let (mut answer_topics, mut passage_topics) = (BTreeSet::new(), BTreeSet::new());
        let (mut answer_counted, mut passage_counted) = (true, true);
        for line in body.lines() {
            if line.starts_with("###") && !line.starts_with("####") {
                passage_topics = answer_topics.union(&tags(line)).cloned().collect();
                passage_counted = false;
            } else if line.starts_with("##") && !line.starts_with("###") {
                answer_topics = tags(line);
                passage_topics = answer_topics.clone();
                (answer_counted, passage_counted) = (false, false);
            } else if !line.trim().is_empty() && !passage_counted {
                self.answers += u64::from(!answer_counted);
                self.passages += 1;
                self.count_topics(&passage_topics);
                (answer_counted, passage_counted) = (true, true);
            }
        }
    }

    /// Counts a response in YAML.
    fn count_yaml(&mut self, response: &str, text: &str) {
        self.count_links(response, text);
        let value: Value = serde_yaml::from_str(text).unwrap();
        let topics = |value: &Value| -> BTreeSet<String> {
            let list = value.get("topics").and_then(Value::as_array);
            list.into_iter().flatten().map(|topic| topic.as_str().unwrap().to_owned()).collect()
        };
        for answer in value["answers"].as_object().unwrap().values() {
            self.answers += 1;
            let passages = answer.as_array().or(answer.get("passages").and_then(Value::as_array));
            let (answer_topics, single) = (topics(answer), vec![answer.clone()]);
            for passage in passages.unwrap_or(&single) {
                self.passages += 1;
                self.count_topics(&answer_topics.union(&topics(passage)).cloned().collect());
            }
        }
    }
}

#[test]
fn counts_match_the_content_files() {
    let content = project("examples/digest/content");
    let mut by_year: BTreeMap<u64, Counts> = BTreeMap::new();
    for (path, bytes) in files(&content) {
        let parts: Vec<&str> = path.split('/').collect();
        let [year, sector, file] = parts[..] else { continue };
        let text = String::from_utf8(bytes).unwrap_or_default().replace("\r\n", "\n");
        let Some((city, extension @ ("md" | "yaml"))) = file.rsplit_once('.') else { continue };
        if city == "questionnaire" || text.contains("\ndraft: true\n") {
            continue;
        }
        let counts = by_year.entry(year.parse().unwrap()).or_default();
        counts.responses += 1;
        let response = format!("{year}/{sector}/{city}");
        match extension {
            "md" => counts.count_markdown(&response, &text),
            _ => counts.count_yaml(&response, &text),
        }
    }

    let site = example();
    assert_eq!(by_year.len(), 3);
    for (year, counts) in by_year {
        let of = |table: &str| -> Vec<Row> {
            rows(&site, table).into_iter().filter(|row| number(row, "year") == year).collect()
        };
        let mut from_data = Counts {
            responses: of("responses").len() as u64,
            answers: of("answers").iter().filter(|row| !row["passages"].is_null()).count() as u64,
            passages: of("passages").len() as u64,
            requests: of("requests").iter().filter(|row| row["kind"] == "course").count() as u64,
            ..Counts::default()
        };
        for passage in of("passages") {
            from_data.count_topics(
                &passage["topics"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect(),
            );
        }
        let mentions: BTreeSet<(String, String)> = of("mentions")
            .iter()
            .map(|row| (text(row, "response").to_owned(), text(row, "mentioned").to_owned()))
            .collect();
        // The program also finds names of cities that are no links, so the table may have further mentions.
        assert!(counts.mentions.is_subset(&mentions), "{year}: {:?}", counts.mentions.difference(&mentions));
        from_data.mentions.clone_from(&counts.mentions);
        assert_eq!(from_data, counts, "{year}");
    }
}
