//! The numbers of responses, answers, passages, topics and mentions are those of the files of the content.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Row, number, rows, text};
use crate::support::built::example;
use crate::support::{files, project};

/// What is counted in the files of the content without the program.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counted {
    responses: u64,
    answers: u64,
    passages: u64,
    requests: u64,
    /// How many passages have a topic, by topic.
    topics: BTreeMap<String, u64>,
    /// Response and city of each link to another city.
    mentions: BTreeSet<(String, String)>,
}

impl Counted {
    fn topic(&mut self, topics: &BTreeSet<String>) {
        for topic in topics {
            *self.topics.entry(topic.clone()).or_default() += 1;
        }
    }

    /// Counts links of a text.
    fn links(&mut self, response: &str, text: &str) {
        self.requests += text.matches("(course:").count() as u64;
        for link in text.split("](city:").skip(1) {
            let city = link.split(')').next().unwrap();
            if !city.is_empty() && !response.ends_with(&format!("/{city}")) {
                self.mentions.insert((response.to_owned(), city.to_owned()));
            }
        }
    }

    /// Counts a response in Markdown: headings of the second and third level, and text below them.
    fn markdown(&mut self, response: &str, text: &str) {
        let body = text.split_once("\n---\n").map_or(text, |(_, body)| body);
        self.links(response, body);
        let tags = |line: &str| -> BTreeSet<String> {
            let words = line.split(['{', '}', ' ']).filter_map(|word| word.strip_prefix("topic="));
            words.map(str::to_owned).collect()
        };
        let (mut of_answer, mut of_passage) = (BTreeSet::new(), BTreeSet::new());
        let (mut answered, mut begun) = (true, true);
        for line in body.lines() {
            if line.starts_with("###") && !line.starts_with("####") {
                of_passage = of_answer.union(&tags(line)).cloned().collect();
                begun = false;
            } else if line.starts_with("##") && !line.starts_with("###") {
                of_answer = tags(line);
                of_passage = of_answer.clone();
                (answered, begun) = (false, false);
            } else if !line.trim().is_empty() && !begun {
                self.answers += u64::from(!answered);
                self.passages += 1;
                self.topic(&of_passage);
                (answered, begun) = (true, true);
            }
        }
    }

    /// Counts a response in YAML.
    fn yaml(&mut self, response: &str, text: &str) {
        self.links(response, text);
        let value: Value = serde_yaml::from_str(text).unwrap();
        let topics = |value: &Value| -> BTreeSet<String> {
            let list = value.get("topics").and_then(Value::as_array);
            list.into_iter().flatten().map(|topic| topic.as_str().unwrap().to_owned()).collect()
        };
        for answer in value["answers"].as_object().unwrap().values() {
            self.answers += 1;
            let passages = answer.as_array().or(answer.get("passages").and_then(Value::as_array));
            let (whole, single) = (topics(answer), vec![answer.clone()]);
            for passage in passages.unwrap_or(&single) {
                self.passages += 1;
                self.topic(&whole.union(&topics(passage)).cloned().collect());
            }
        }
    }
}

#[test]
fn counts_match_the_content_files() {
    let content = project("examples/digest/content");
    let mut by_year: BTreeMap<u64, Counted> = BTreeMap::new();
    for (path, bytes) in files(&content) {
        let parts: Vec<&str> = path.split('/').collect();
        let [year, sector, file] = parts[..] else { continue };
        let text = String::from_utf8(bytes).unwrap_or_default().replace("\r\n", "\n");
        let Some((city, form @ ("md" | "yaml"))) = file.rsplit_once('.') else { continue };
        if city == "questionnaire" || text.contains("\ndraft: true\n") {
            continue;
        }
        let counted = by_year.entry(year.parse().unwrap()).or_default();
        counted.responses += 1;
        let response = format!("{year}/{sector}/{city}");
        match form {
            "md" => counted.markdown(&response, &text),
            _ => counted.yaml(&response, &text),
        }
    }

    let site = example();
    assert_eq!(by_year.len(), 3);
    for (year, counted) in by_year {
        let of = |table: &str| -> Vec<Row> {
            rows(&site, table).into_iter().filter(|row| number(row, "year") == year).collect()
        };
        let mut told = Counted {
            responses: of("responses").len() as u64,
            answers: of("answers").iter().filter(|row| !row["passages"].is_null()).count() as u64,
            passages: of("passages").len() as u64,
            requests: of("requests").iter().filter(|row| row["kind"] == "course").count() as u64,
            ..Counted::default()
        };
        for passage in of("passages") {
            told.topic(
                &passage["topics"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect(),
            );
        }
        let mentions: BTreeSet<(String, String)> = of("mentions")
            .iter()
            .map(|row| (text(row, "response").to_owned(), text(row, "mentioned").to_owned()))
            .collect();
        // The program finds names of cities that nobody made a link; what is a link is there in any case.
        assert!(counted.mentions.is_subset(&mentions), "{year}: {:?}", counted.mentions.difference(&mentions));
        told.mentions.clone_from(&counted.mentions);
        assert_eq!(told, counted, "{year}");
    }
}
