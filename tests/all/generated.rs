//! Every letter of an answer is on its page, in its order, whatever Markdown it is typed in; what stands in comments is on none.
//!
//! The answers are put together by chance: paragraphs, lists in lists, tables, quotations, code, links with definitions, and comments with
//! all of these inside, at any place. `GENERATED_ANSWERS` says how many are tried; a fault is told with the answer that has it.

use std::fmt::Write;

use scraper::{Html, Selector};

use crate::random::Random;
use crate::support::Site;

/// How many answers are tried where nothing else is said.
const ANSWERS: u64 = 60;

/// What words are made of. No word has a meaning, or says that an answer is empty.
const SYLLABLES: [&str; 16] =
    ["ба", "вё", "гур", "дрый", "жэ", "зюм", "кло", "лям", "мщи", "нъя", "пфе", "рыж", "сто", "тца", "хью", "Ый"];

/// What a comment may hold besides words.
const HIDDEN: [&str; 12] = [
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

/// An answer as it is typed, and what of it readers have to see.
struct Answer {
    random: Random,
    typed: String,
    seen: String,
    /// Definitions of links, which stand at the end.
    definitions: String,
    links: usize,
    /// Words so far, so that none is like another.
    words: usize,
}

impl Answer {
    fn new(seed: u64) -> Self {
        let random = Random::new(seed);
        let mut answer =
            Self { random, typed: String::new(), seen: String::new(), definitions: String::new(), links: 0, words: 0 };
        for _ in 0..1 + answer.random.below(7) {
            answer.block("", 0);
        }
        answer.typed.push_str(&answer.definitions);
        answer
    }

    fn word(&mut self) -> String {
        self.words += 1;
        let syllables = 2 + self.random.below(3);
        let mut word: String = (0..syllables).map(|_| *self.random.one_of(&SYLLABLES)).collect();
        // The number as letters: digits at the start of a line could be meant for a list.
        write!(word, "{}", SYLLABLES[self.words % SYLLABLES.len()]).unwrap();
        word
    }

    /// Types a word that readers see.
    fn show(&mut self) {
        let word = self.word();
        self.typed.push_str(&word);
        self.seen.push_str(&word);
    }

    /// A comment. Where a line must not end, it is one line.
    fn comment(&mut self, may_break: bool) {
        self.typed.push_str("<!--");
        for _ in 0..self.random.below(4) {
            let hidden = *self.random.one_of(&HIDDEN);
            if may_break || !hidden.contains('\n') {
                self.typed.push_str(hidden);
            }
            self.typed.push_str(" тайна");
        }
        self.typed.push_str(" -->");
    }

    /// The text of a paragraph, an item or a cell. `prefix` begins each further line; there is none in a table.
    fn text(&mut self, prefix: Option<&str>) {
        for piece in 0..1 + self.random.below(6) {
            if piece > 0 {
                let line = prefix.filter(|_| self.random.below(5) == 0);
                self.typed.push_str(if line.is_some() { "\n" } else { " " });
                self.typed.push_str(line.unwrap_or_default());
            }
            match self.random.below(12) {
                0 => self.within("**", "**"),
                1 => self.within("*", "*"),
                2 => self.within("`", "`"),
                3 => self.within("[", "](https://example.org/путь)"),
                4 => {
                    self.links += 1;
                    let label = format!("ссылка-{}", self.links);
                    self.within("[", &format!("][{label}]"));
                    writeln!(self.definitions, "[{label}]: https://example.org/{}", self.links).unwrap();
                }
                5 => self.within("<sup>", "</sup>"),
                6 => self.within("\"", "\""),
                7 => {
                    self.show();
                    self.typed.push(' ');
                    self.comment(false);
                }
                8 => self.within("\\*", "&amp;"),
                _ => self.show(),
            }
        }
    }

    fn within(&mut self, before: &str, behind: &str) {
        self.typed.push_str(before);
        self.show();
        self.typed.push_str(behind);
    }

    /// A block and the blank line behind it. `prefix` begins its lines: the indent of an item, or the mark of a quotation.
    fn block(&mut self, prefix: &str, depth: usize) {
        match self.random.below(if depth > 1 { 4 } else { 11 }) {
            0 => {
                // Comments stand at the start of a line, as people put them between blocks.
                if depth == 0 {
                    self.comment(true);
                    self.typed.push('\n');
                }
            }
            1 | 2 => self.lines(prefix, "", |answer| answer.text(Some(prefix))),
            3 => self.lines(prefix, "#### ", |answer| answer.text(None)),
            4 => {
                self.lines(prefix, "", |answer| answer.show());
                self.lines(prefix, ": ", |answer| answer.text(Some(prefix)));
            }
            5 | 6 => self.list(prefix, depth),
            7 => self.table(prefix),
            8 if depth == 0 => {
                let quoted = format!("{prefix}> ");
                self.block(&quoted, depth + 1);
            }
            9 => {
                self.lines(prefix, "```", |_| {});
                self.lines(prefix, "<!-- ", |answer| answer.show());
                self.lines(prefix, "## ", |answer| answer.show());
                self.lines(prefix, "```", |_| {});
            }
            _ => self.lines(prefix, "***", |_| {}),
        }
        writeln!(self.typed, "{}", prefix.trim_end()).unwrap();
    }

    /// A line.
    fn lines(&mut self, prefix: &str, mark: &str, content: impl FnOnce(&mut Self)) {
        self.typed.push_str(prefix);
        self.typed.push_str(mark);
        content(self);
        self.typed.push('\n');
    }

    fn list(&mut self, prefix: &str, depth: usize) {
        let mark = *self.random.one_of(&["- ", "* ", "– ", "• ", "1. "]);
        let is_numbered = mark == "1. ";
        let inside = format!("{prefix}{}", " ".repeat(mark.chars().count()));
        for number in 1..=1 + self.random.below(4) {
            let mark = if is_numbered { format!("{number}. ") } else { mark.to_owned() };
            let has_list = depth < 2 && self.random.below(6) == 0;
            self.lines(prefix, &mark, |answer| {
                answer.text(Some(&inside));
                // Behind a text that has not come to a stop, a number at the start of a line belongs to it.
                answer.typed.push_str(if has_list { ":" } else { "" });
            });
            if has_list {
                self.list(&inside, depth + 1);
            } else if !prefix.contains('>') && self.random.below(5) == 0 {
                self.lines(prefix, "", |answer| answer.comment(true));
            }
        }
    }

    fn table(&mut self, prefix: &str) {
        let columns = 1 + self.random.below(4);
        self.row(prefix, columns);
        self.lines(prefix, &format!("|{}", "---|".repeat(columns)), |_| {});
        for _ in 0..self.random.below(4) {
            if self.random.below(4) == 0 && prefix.is_empty() {
                self.lines(prefix, "", |answer| answer.comment(true));
            }
            self.row(prefix, columns);
        }
    }

    fn row(&mut self, prefix: &str, columns: usize) {
        self.lines(prefix, "|", |answer| {
            for _ in 0..columns {
                answer.typed.push(' ');
                answer.text(None);
                answer.typed.push_str(" |");
            }
        });
    }
}

/// Letters and digits, in the order in which they stand.
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
        site = site.file(&format!("content/2024/housing/c{number}.md"), format!("## 1. Итоги\n\n{}", answer.typed));
    }
    let site = site.append("content/cities.yaml", &cities).build_with(&["--quiet"]);
    let prose = Selector::parse("#results .prose").unwrap();
    for (number, answer) in answers.iter().enumerate() {
        let page = Html::parse_document(&site.page(&format!("2024/housing/c{number}/index.html")));
        let shown: String = page.select(&prose).flat_map(|prose| prose.text()).collect();
        assert_eq!(letters(&shown), letters(&answer.seen), "answer {number}:\n{}", answer.typed);
    }
}
