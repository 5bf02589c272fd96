//! Writes a large made-up digest to measure builds with:
//!
//! ```text
//! cargo run --release --example generate -- --cities 80 --sectors 5 --years 2 /tmp/digest
//! ```
//!
//! The same numbers and the same seed give the same digest. All cities, people and facts are made up from a few syllables.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool of the developers, outside the program")]

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;

/// What is wanted.
#[derive(Parser)]
pub(crate) struct Args {
    /// Where to write; the folder must not exist.
    pub(crate) folder: PathBuf,
    /// How many cities.
    #[arg(long, default_value_t = 80)]
    pub(crate) cities: usize,
    /// How many sectors.
    #[arg(long, default_value_t = 5)]
    pub(crate) sectors: usize,
    /// How many years.
    #[arg(long, default_value_t = 2)]
    pub(crate) years: usize,
    /// The size of a response in bytes.
    #[arg(long, default_value_t = 20_000)]
    pub(crate) size: usize,
    /// What the random numbers begin with.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

const TOPICS: usize = 40;
const COURSES: usize = 25;

fn main() -> Result<(), Box<dyn Error>> {
    let (responses, bytes) = write(&Args::parse())?;
    println!("{responses} responses, {} MB", bytes / 1_000_000);
    Ok(())
}

/// Writes the digest; returns the number of its responses and of their bytes.
pub(crate) fn write(args: &Args) -> Result<(usize, usize), Box<dyn Error>> {
    if args.folder.exists() {
        return Err(format!("{} is there already", args.folder.display()).into());
    }
    let mut random = Random(args.seed);
    let content = args.folder.join("content");
    fs::create_dir_all(&content)?;
    let site = "title = \"Большой вымышленный дайджест\"\nbase_url = \"https://example.org/\"\nnotice = \"Пример: всё вымышлено.\"\n";
    fs::write(args.folder.join("site.toml"), site)?;
    write_registers(&content, args, &mut random)?;
    let mut responses = 0_usize;
    let mut bytes = 0_usize;
    for year in (0..args.years).map(|number| 2025 - args.years + number) {
        for sector in 0..args.sectors {
            let folder = content.join(format!("{year}/sector-{sector}"));
            fs::create_dir_all(&folder)?;
            for city in 0..args.cities {
                let text = response(year, city, args, &mut random)?;
                bytes += text.len();
                responses += 1;
                fs::write(folder.join(format!("city-{city}.md")), text)?;
            }
        }
    }
    Ok((responses, bytes))
}

fn write_registers(content: &Path, args: &Args, random: &mut Random) -> Result<(), Box<dyn Error>> {
    let mut cities = String::new();
    for city in 0..args.cities {
        let name = random.name();
        writeln!(cities, "city-{city}:\n  name: {name}-{city}\n  region: Область {}", city % 20)?;
        // All sizes, without a pattern that follows the regions.
        let people = 5_000 + city * 37_123 % 1_500_000;
        writeln!(cities, "  federal_district: Округ {}\n  population: {people}\n  population_year: 2024", city % 4)?;
    }
    let mut topics = String::new();
    for topic in 0..TOPICS {
        writeln!(
            topics,
            "topic-{topic}:\n  name: Тема {topic}, {}\n  description: {}",
            random.words(2),
            random.sentence()
        )?;
    }
    let mut courses = String::new();
    for course in 0..COURSES {
        writeln!(
            courses,
            "course-{course}:\n  name: Курс {course}, {}\n  topics: [topic-{}]",
            random.words(2),
            random.below(TOPICS)
        )?;
    }
    let mut sectors = String::new();
    for sector in 0..args.sectors {
        writeln!(sectors, "sector-{sector}:\n  name: Сфера {sector}")?;
    }
    let mut questionnaire = "questions:\n".to_owned();
    for (role, title) in QUESTIONS {
        writeln!(
            questionnaire,
            "  - id: {role}\n    role: {role}\n    title: {title}\n    wording: {title} в сфере «{{sector}}» в {{year}} году?"
        )?;
    }
    fs::write(content.join("cities.yaml"), cities)?;
    fs::write(content.join("topics.yaml"), topics)?;
    fs::write(content.join("courses.yaml"), courses)?;
    fs::write(content.join("sectors.yaml"), sectors)?;
    fs::write(content.join("questionnaire.yaml"), questionnaire)?;
    Ok(())
}

const QUESTIONS: [(&str, &str); 5] = [
    ("results", "Итоги года"),
    ("plans", "Задачи"),
    ("support", "Помощь"),
    ("discussion", "Обсуждение"),
    ("training", "Курсы"),
];

/// Returns a response with passages, lists, tables, links and requests; as in real ones, most of it is results.
fn response(year: usize, city: usize, args: &Args, random: &mut Random) -> Result<String, std::fmt::Error> {
    let mut out = String::with_capacity(args.size + 1000);
    writeln!(
        out,
        "---\nrespondent: управление {}\nreceived: {}-{:02}-{:02}\n---\n",
        random.words(2),
        year + 1,
        1 + random.below(3),
        1 + random.below(28)
    )?;
    for (number, (role, title)) in QUESTIONS.into_iter().enumerate() {
        // One answer in twenty is missing.
        if number > 0 && random.below(20) == 0 {
            continue;
        }
        writeln!(out, "## {}. {title}\n", number + 1)?;
        let share = [60, 20, 6, 6, 8][number];
        let end = out.len() + args.size * share / 100;
        match role {
            "plans" | "support" | "discussion" => {
                for _ in 0..3 + random.below(3) {
                    writeln!(out, "- {};", random.words(9))?;
                }
                out.push('\n');
            }
            "training" => {
                for _ in 0..3 {
                    writeln!(out, "- [{}](course:course-{})", random.words(5), random.below(COURSES))?;
                }
                writeln!(out, "- {}\n", random.words(6))?;
            }
            _ => {}
        }
        while out.len() < end {
            passage(&mut out, number, city, end, args, random)?;
        }
    }
    Ok(out)
}

fn passage(
    out: &mut String,
    question: usize,
    city: usize,
    end: usize,
    args: &Args,
    random: &mut Random,
) -> std::fmt::Result {
    if question < 2 {
        let topic = random.below(TOPICS);
        write!(out, "### {} {{topic=topic-{topic}", random.name())?;
        if random.below(3) == 0 {
            let other = random.below(TOPICS);
            if other != topic {
                write!(out, " topic=topic-{other}")?;
            }
        }
        out.push_str("}\n\n");
    }
    for paragraph in 0..4 {
        for _ in 0..4 {
            out.push_str(&random.sentence());
            out.push(' ');
        }
        if paragraph == 0 && random.below(2) == 0 {
            let other = random.below(args.cities);
            if other != city {
                write!(out, "Опытом делится [{}](city:city-{other}).", random.name())?;
            }
        }
        out.push_str("\n\n");
        if out.len() >= end {
            return Ok(());
        }
    }
    match random.below(3) {
        0 => {
            for _ in 0..5 {
                writeln!(out, "– {};", random.words(9))?;
            }
        }
        1 => {
            writeln!(out, "| Показатель | {} | {} |\n|---|---:|---:|", 2022, 2023)?;
            for _ in 0..4 {
                writeln!(out, "| {} | {} | {} |", random.words(2), random.below(1000), random.below(1000))?;
            }
        }
        _ => writeln!(out, "**Итоги:** {}", random.sentence())?,
    }
    out.push('\n');
    Ok(())
}

/// A pseudo-random number generator (SplitMix64), so that a digest can be reproduced.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// Returns a word. As in real texts, few words are frequent and many are rare: a million words have some 100,000
    /// forms.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 24] = [
            "ба", "во", "ги", "де", "жа", "зо", "ки", "ле", "мо", "на", "по", "ра", "со", "ту", "фи", "ха", "ци", "че",
            "шу", "ря", "лю", "сне", "тро", "вы",
        ];
        let chance = self.below(1 << 30) as f64 / f64::from(1 << 30);
        let mut letters = Random((250_000.0 * chance.powi(12)) as u64);
        (0..2 + letters.below(3)).map(|_| SYLLABLES[letters.below(SYLLABLES.len())]).collect()
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }

    fn name(&mut self) -> String {
        let word = self.word();
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    }

    /// Returns a sentence with what typography changes: prepositions, dashes, years and quotation marks.
    fn sentence(&mut self) -> String {
        let mut sentence = self.name();
        for _ in 0..6 + self.below(10) {
            match self.below(14) {
                0 => sentence.push_str(" в"),
                1 => sentence.push_str(" - "),
                2 => {
                    let _ = write!(sentence, " «{} {}»", self.name(), self.word());
                }
                3 => {
                    let _ = write!(sentence, " в {} г.", 2015 + self.below(10));
                }
                4 => {
                    let _ = write!(sentence, " \"{}\"", self.name());
                }
                _ => {}
            }
            sentence.push(' ');
            sentence.push_str(&self.word());
        }
        sentence.push('.');
        sentence
    }
}
