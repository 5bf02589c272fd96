//! The command `search`: the passages that have the words of a query, as the page of the search finds them.

use fluent_bundle::FluentArgs;

use super::FINE;
use super::args::SearchArgs;
use super::content::{self, LoadedContent};
use super::say::println;
use crate::link::{Index, RareWords};
use crate::model::{Digest, Entry};
use crate::search::{FoundPassage, SearchIndex, SearchResult, find};
use asdg_base::language::Language;
use asdg_base::messages::Messages;

/// How many characters of a passage are shown around the words.
const EXCERPT: usize = 200;

/// Runs the command and gives the exit code.
pub(super) fn run(args: SearchArgs, language: Option<Language>) -> u8 {
    let SearchArgs { words, common, limit } = args;
    let LoadedContent { digest, language, messages } = match content::load(&common, language) {
        Ok(content) => content,
        Err(code) => return code,
    };
    let rare_words = RareWords::default();
    let index = Index::new(&digest, &rare_words);
    let search = SearchIndex::new(&index);
    let found = find(&index, &search, &words.join(" "));
    SearchReport { digest: &digest, language, messages: &messages, search: &search }.show(&found, limit, common.quiet);
    FINE
}

/// What is printed.
struct SearchReport<'a> {
    digest: &'a Digest,
    language: Language,
    messages: &'a Messages,
    search: &'a SearchIndex,
}

impl SearchReport<'_> {
    fn show(&self, found: &SearchResult<'_>, limit: usize, quiet: bool) {
        let SearchResult { corrected, answered, cities, topics, courses, passages } = found;
        if let Some(corrected) = corrected.as_ref().filter(|_| !quiet) {
            let mut args = FluentArgs::new();
            args.set("query", corrected.clone());
            println!("{}\n", self.messages.text("search-corrected", &args));
        }
        if !quiet {
            let digest = self.digest;
            cities.iter().for_each(|&city| self.entry("content/cities.yaml", &digest.cities[city]));
            topics.iter().for_each(|&topic| self.entry("content/topics.yaml", &digest.topics[topic]));
            courses.iter().for_each(|&course| self.entry("content/courses.yaml", &digest.courses[course]));
        }
        for passage in passages.iter().take(limit) {
            self.passage(passage, answered, quiet);
        }
        if !quiet {
            let mut args = FluentArgs::new();
            args.set("count", passages.len());
            args.set("shown", passages.len().min(limit));
            println!("{}", self.messages.text("search-found", &args));
        }
    }

    fn entry(&self, file: &str, entry: &impl Entry) {
        println!("{file}: {} ({})", entry.name_in(self.language), entry.id());
    }

    fn passage(&self, found: &FoundPassage<'_>, answered: &[String], quiet: bool) {
        let FoundPassage { response, question, passage } = *found;
        let city = self.digest.cities[response.city].name_in(self.language);
        let sector = self.digest.sectors[response.sector].name_in(self.language);
        // Lines are not known of responses in YAML.
        let line = passage.line.map(|line| format!(":{line}")).unwrap_or_default();
        let title = passage.title.as_deref().unwrap_or(&question.title);
        println!("{}{line} #{} — {city}, {}, {sector}: {title}", response.file, passage.anchor, response.year);
        if !quiet {
            println!("  {}\n", self.search.excerpt(passage, answered, EXCERPT));
        }
    }
}
