//! Every letter of an answer is on its page, in order, whatever its Markdown; the text of comments is on no page.
//!
//! The answers are generated at random: paragraphs, nested lists, tables, quotations, code, links with definitions, and
//! comments with all of these inside, at any place. `GENERATED_ANSWERS` sets how many are tried. A failure prints the
//! answer that caused it.

use std::fmt::Write;

use scraper::{Html, Selector};

use crate::random::Random;
use crate::support::Site;

/// The number of answers to try if `GENERATED_ANSWERS` is not set.
const ANSWERS: u64 = 60;

/// The syllables of generated words. No word has a meaning, such as that an answer is empty.
const SYLLABLES: [&str; 16] =
    ["ба", "вё", "гур", "дрый", "жэ", "зюм", "кло", "лям", "мщи", "нъя", "пфе", "рыж", "сто", "тца", "хью", "Ый"];

/// The parts of a comment besides words.
const COMMENT_PARTS: [&str; 12] = [
    "\n\n",
    "\n- ",
    "\n1. ",
    "\n## 2. Планы\n",
    "\n| а | б |\n|---|---|\n",
    "\n```\n",
    "\n> ",
    "\n    ",
    " <b>",
    " **",
    " [",
    " ",
];

/// A generated answer: its Markdown and the text that readers must see.
struct Answer {
    random: Random,
    markdown: String,
    expected: String,
    /// The definitions of links, which are appended at the end.
    definitions: String,
    links: usize,
    /// The number of words so far, which makes words differ.
    words: usize,
}

impl Answer {
    fn new(seed: u64) -> Self {
        let random = Random::new(seed);
        let mut answer = Self {
            random,
            markdown: String::new(),
            expected: String::new(),
            definitions: String::new(),
            links: 0,
            words: 0,
        };
        for _ in 0..1 + answer.random.below(7) {
            answer.block("", 0);
        }
        answer.markdown.push_str(&answer.definitions);
        answer
    }

    fn word(&mut self) -> String {
        self.words += 1;
        let syllables = 2 + self.random.below(3);
        let mut word: String = (0..syllables).map(|_| *self.random.choose(&SYLLABLES)).collect();
        // The number is written in letters: digits at the start of a line could start a list.
        write!(word, "{}", SYLLABLES[self.words % SYLLABLES.len()]).unwrap();
        word
    }

    /// Adds a word that readers see.
    fn push_word(&mut self) {
        let word = self.word();
        self.markdown.push_str(&word);
        self.expected.push_str(&word);
    }

    /// Adds a comment, on one line unless `multiline` is set.
    fn comment(&mut self, multiline: bool) {
        self.markdown.push_str("<!--");
        for _ in 0..self.random.below(4) {
            let part = *self.random.choose(&COMMENT_PARTS);
            if multiline || !part.contains('\n') {
                self.markdown.push_str(part);
            }
            self.markdown.push_str(" тайна");
        }
        self.markdown.push_str(" -->");
    }

    /// Adds the text of a paragraph, an item or a cell. `prefix` begins each further line; without it there are none.
    fn inline_text(&mut self, prefix: Option<&str>) {
        for part in 0..1 + self.random.below(6) {
            if part > 0 {
                let line = prefix.filter(|_| self.random.below(5) == 0);
                self.markdown.push_str(if line.is_some() { "\n" } else { " " });
                self.markdown.push_str(line.unwrap_or_default());
            }
            match self.random.below(12) {
                0 => self.push_wrapped("**", "**"),
                1 => self.push_wrapped("*", "*"),
                2 => self.push_wrapped("`", "`"),
                3 => self.push_wrapped("[", "](https://example.org/путь)"),
                4 => {
                    self.links += 1;
                    let label = format!("ссылка-{}", self.links);
                    self.push_wrapped("[", &format!("][{label}]"));
                    writeln!(self.definitions, "[{label}]: https://example.org/{}", self.links).unwrap();
                }
                5 => self.push_wrapped("<sup>", "</sup>"),
                6 => self.push_wrapped("\"", "\""),
                7 => {
                    self.push_word();
                    self.markdown.push(' ');
                    self.comment(false);
                }
                8 => self.push_wrapped("\\*", "&amp;"),
                _ => self.push_word(),
            }
        }
    }

    fn push_wrapped(&mut self, before: &str, after: &str) {
        self.markdown.push_str(before);
        self.push_word();
        self.markdown.push_str(after);
    }

    /// Adds a block and a blank line. `prefix` begins its lines: the indent of an item, or the marker of a quotation.
    fn block(&mut self, prefix: &str, depth: usize) {
        match self.random.below(if depth > 1 { 4 } else { 11 }) {
            0 => {
                // Only at the start of a line, where people put comments between blocks.
                if depth == 0 {
                    self.comment(true);
                    self.markdown.push('\n');
                }
            }
            1 | 2 => self.line(prefix, "", |answer| answer.inline_text(Some(prefix))),
            3 => self.line(prefix, "#### ", |answer| answer.inline_text(None)),
            4 => {
                self.line(prefix, "", |answer| answer.push_word());
                self.line(prefix, ": ", |answer| answer.inline_text(Some(prefix)));
            }
            5 | 6 => self.list(prefix, depth),
            7 => self.table(prefix),
            8 if depth == 0 => {
                let quoted = format!("{prefix}> ");
                self.block(&quoted, depth + 1);
            }
            9 => {
                self.line(prefix, "```", |_| {});
                self.line(prefix, "<!-- ", |answer| answer.push_word());
                self.line(prefix, "## ", |answer| answer.push_word());
                self.line(prefix, "```", |_| {});
            }
            _ => self.line(prefix, "***", |_| {}),
        }
        writeln!(self.markdown, "{}", prefix.trim_end()).unwrap();
    }

    /// Adds a line.
    fn line(&mut self, prefix: &str, marker: &str, content: impl FnOnce(&mut Self)) {
        self.markdown.push_str(prefix);
        self.markdown.push_str(marker);
        content(self);
        self.markdown.push('\n');
    }

    fn list(&mut self, prefix: &str, depth: usize) {
        let marker = *self.random.choose(&["- ", "* ", "– ", "• ", "1. "]);
        let is_numbered = marker == "1. ";
        let inside = format!("{prefix}{}", " ".repeat(marker.chars().count()));
        for number in 1..=1 + self.random.below(4) {
            let marker = if is_numbered { format!("{number}. ") } else { marker.to_owned() };
            let has_list = depth < 2 && self.random.below(6) == 0;
            self.line(prefix, &marker, |answer| {
                answer.inline_text(Some(&inside));
                // After an unfinished sentence, a number at the start of a line belongs to the sentence and starts no
                // list.
                answer.markdown.push_str(if has_list { ":" } else { "" });
            });
            if has_list {
                self.list(&inside, depth + 1);
            } else if !prefix.contains('>') && self.random.below(5) == 0 {
                self.line(prefix, "", |answer| answer.comment(true));
            }
        }
    }

    fn table(&mut self, prefix: &str) {
        let columns = 1 + self.random.below(4);
        self.row(prefix, columns);
        self.line(prefix, &format!("|{}", "---|".repeat(columns)), |_| {});
        for _ in 0..self.random.below(4) {
            if self.random.below(4) == 0 && prefix.is_empty() {
                self.line(prefix, "", |answer| answer.comment(true));
            }
            self.row(prefix, columns);
        }
    }

    fn row(&mut self, prefix: &str, columns: usize) {
        self.line(prefix, "|", |answer| {
            for _ in 0..columns {
                answer.markdown.push(' ');
                answer.inline_text(None);
                answer.markdown.push_str(" |");
            }
        });
    }
}

/// Returns the letters and digits of a text, in order.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn every_letter_of_a_generated_answer_is_on_its_page() {
    let number = std::env::var("GENERATED_ANSWERS").ok().and_then(|number| number.parse().ok()).unwrap_or(ANSWERS);
    let answers: Vec<Answer> = (0..number).map(Answer::new).collect();
    let mut site = Site::base();
    let mut cities = String::new();
    for (number, answer) in answers.iter().enumerate() {
        writeln!(cities, "c{number}:\n  name: Город-{number}\n  region: Вымышленный край").unwrap();
        site = site.file(&format!("content/2024/housing/c{number}.md"), format!("## 1. Итоги\n\n{}", answer.markdown));
    }
    let site = site.append("content/cities.yaml", &cities).build_with(&["--quiet"]);
    let prose = Selector::parse("#results .prose").unwrap();
    for (number, answer) in answers.iter().enumerate() {
        let page = Html::parse_document(&site.page(&format!("2024/housing/c{number}/index.html")));
        let shown: String = page.select(&prose).flat_map(|prose| prose.text()).collect();
        assert_eq!(letters(&shown), letters(&answer.expected), "answer {number}:\n{}", answer.markdown);
    }
}
