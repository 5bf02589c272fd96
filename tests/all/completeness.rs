//! Every word of an answer is on its page, in order, and no word of a comment: for randomly generated Markdown with
//! every kind of block, and with comments around and inside blocks.

use asdg_site::markup;

use crate::random::Random;
use crate::support::Site;

/// A generated text.
#[derive(Default)]
struct GeneratedText {
    markdown: String,
    /// The words that readers see, in order.
    visible: Vec<String>,
    /// The number of words, hidden ones included; it makes all words different.
    words: usize,
}

/// The prefix of all generated words; no other word of a page has it.
const PREFIX: &str = "съ";

impl GeneratedText {
    fn word(&mut self) -> String {
        self.words += 1;
        let letters: Vec<char> = "абвгдежзик".chars().collect();
        let number = self.words.to_string();
        let digits = number.bytes().map(|digit| letters[usize::from(digit - b'0')]);
        PREFIX.chars().chain(digits).collect()
    }

    fn visible_word(&mut self) -> String {
        let word = self.word();
        self.visible.push(word.clone());
        word
    }

    /// Returns a few visible words, some of them with markup.
    fn line(&mut self, random: &mut Random) -> String {
        let count = 1 + random.below(4);
        let words: Vec<String> = (0..count)
            .map(|_| {
                let word = self.visible_word();
                match random.below(12) {
                    0 => format!("**{word}**"),
                    1 => format!("*{word}*"),
                    2 => format!("`{word}`"),
                    3 => format!("[{word}](https://example.org/{})", self.word()),
                    4 => format!("«{word}»"),
                    5 => format!("<sup>{word}</sup>"),
                    6 => format!("{word} <!-- {} -->", self.word()),
                    7 => format!("{word} <!-- {}\n\n- {}\n## {}\n-->", self.word(), self.word(), self.word()),
                    8 => format!("[{word}][мет{}]", self.words),
                    _ => word,
                }
            })
            .collect();
        words.join([" ", ", ", " &mdash; "][random.below(3)])
    }

    fn block(&mut self, random: &mut Random) -> String {
        match random.below(10) {
            0 => self.list(random, |_| "- ".to_owned()),
            1 => self.list(random, |_| "• ".to_owned()),
            2 => self.list(random, |number| format!("{number}. ")),
            3 => self.list(random, |number| format!("{}) ", ["а", "б", "в", "г"][number - 1])),
            4 => self.list(random, |number| format!("- {}. ", 2020 + number)),
            5 => {
                let (first, second) =
                    (self.line(random).replace('\n', "\n> "), self.line(random).replace('\n', "\n> "));
                format!("> {first}\n> {second}")
            }
            6 => {
                let row = |generated: &mut Self, random: &mut Random| {
                    let cells: Vec<String> = (0..3).map(|_| generated.line(random)).collect();
                    format!("| {} |", cells.join(" | "))
                };
                let head = row(self, random);
                let rows: Vec<String> = (0..=random.below(3)).map(|_| row(self, random)).collect();
                format!("{head}\n|---|:-:|---|\n{}", rows.join("\n"))
            }
            7 => format!("```\n{}\n<!-- {} -->\n```", self.visible_word(), self.visible_word()),
            8 => format!("#### {}", self.line(random)),
            _ => format!("{}\n{}", self.line(random), self.line(random)),
        }
    }

    fn list(&mut self, random: &mut Random, marker: impl Fn(usize) -> String) -> String {
        let items: Vec<String> = (1..=1 + random.below(3))
            .map(|number| {
                let mut item = format!("{}{}", marker(number), self.line(random));
                if random.below(4) == 0 {
                    item += &format!("\n    - {}\n    - {}", self.line(random), self.line(random));
                }
                if random.below(4) == 0 {
                    item += &format!("\n<!-- {} -->", self.word());
                }
                item
            })
            .collect();
        items.join("\n")
    }

    /// Returns a comment on lines of its own, with a block inside.
    fn comment(&mut self, random: &mut Random) -> String {
        let mut hidden = Self { words: self.words, ..Self::default() };
        let block = hidden.block(random);
        self.words = hidden.words;
        // Comments cannot be nested, and links of a comment have no definitions.
        let block = block.replace("<!--", "").replace("-->", "").replace("][", " ");
        format!("<!--\n{block}\n-->")
    }
}

/// Generates a text of several blocks. The definitions of its links are at the end.
fn generate_text(random: &mut Random) -> GeneratedText {
    let mut generated = GeneratedText::default();
    let mut blocks = Vec::new();
    for _ in 0..=random.below(6) {
        if random.below(3) == 0 {
            blocks.push(generated.comment(random));
        }
        blocks.push(generated.block(random));
    }
    let mut markdown = blocks.join("\n\n");
    let labels: Vec<String> = markdown
        .match_indices("][")
        .filter_map(|(at, _)| Some(markdown[at + 2..].split_once(']')?.0.to_owned()))
        .collect();
    markdown.push('\n');
    for label in labels {
        markdown += &format!("\n[{label}]: https://example.org/{label}");
    }
    generated.markdown = markdown;
    generated
}

/// Returns the generated words of a text.
fn generated_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.starts_with(PREFIX));
    words.map(ToOwned::to_owned).collect()
}

#[test]
fn every_word_of_a_generated_text_is_on_its_page() {
    let mut site = Site::base();
    let mut texts = Vec::new();
    for number in 0..200_u64 {
        let (year, city) = (1990 + number / 2, ["primersk", "vydumsk"][number as usize % 2]);
        if year == 2024 {
            continue;
        }
        let generated = generate_text(&mut Random::new(number));
        site =
            site.file(&format!("content/{year}/housing/{city}.md"), format!("## 1. Итоги\n\n{}\n", generated.markdown));
        texts.push((year, city, generated));
    }
    let run = site.run(&["check"]);
    assert!(!run.stderr.contains("не попадёт") && !run.stderr.contains("омментари"), "{}", run.stderr);
    let site = site.build_with(&["--quiet"]);
    let content = asdg_site::read_content(&site.path(""), &());
    let digest = content.digest.unwrap();
    for (year, city, generated) in texts {
        let page = site.page(&format!("{year}/housing/{city}/index.html"));
        let html = scraper::Html::parse_document(&page);
        let selector = scraper::Selector::parse("#results .prose").unwrap();
        let shown: Vec<&str> = html.select(&selector).flat_map(|prose| prose.text()).collect();
        let shown = shown.join(" ");
        assert_eq!(generated_words(&shown), generated.visible, "{}\n\n{shown}", generated.markdown);
        let response = digest
            .responses
            .iter()
            .find(|response| u64::from(response.year.0) == year && *digest.cities[response.city].id == *city);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let model: String = response
            .unwrap()
            .passages()
            .map(|passage| letters(&markup::single_line_text(&passage.text.html())))
            .collect();
        assert_eq!(letters(&shown), model, "{}", generated.markdown);
    }
}
