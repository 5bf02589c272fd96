//! The command `search`: prints the passages that match a query. It finds the same passages as the search page.

use fluent_bundle::FluentArgs;

use super::SUCCESS;
use super::args::SearchArgs;
use super::content::{self, LoadedContent};
use super::output::println;
use crate::link::{Index, RareWords};
use crate::model::{Digest, Entry};
use crate::search::{FoundPassage, SearchIndex, SearchResult, find};
use asdg_base::language::Language;
use asdg_base::messages::Messages;

/// The length in characters of the excerpt of a passage around the words.
const EXCERPT: usize = 200;

/// Runs the command and returns the exit code.
pub(super) fn run(args: SearchArgs, language: Option<Language>) -> u8 {
    let SearchArgs { words, common, limit } = args;
    let LoadedContent { digest, language, messages } = match content::load(&common, language) {
        Ok(content) => content,
        Err(code) => return code,
    };
    let rare_words = RareWords::default();
    let index = Index::new(&digest, &rare_words);
    let search = SearchIndex::new(&digest);
    let found = find(&index, &search, &words.join(" "));
    SearchReport { digest: &digest, language, messages: &messages, search: &search }.show(&found, limit, common.quiet);
    SUCCESS
}

/// Prints the result.
struct SearchReport<'a> {
    digest: &'a Digest,
    language: Language,
    messages: &'a Messages,
    search: &'a SearchIndex,
}

impl SearchReport<'_> {
    fn show(&self, found: &SearchResult<'_>, limit: usize, quiet: bool) {
        let SearchResult { corrected, keys, cities, topics, courses, passages } = found;
        if let Some(corrected) = corrected.as_ref().filter(|_| !quiet) {
            let mut args = FluentArgs::new();
            args.set("query", corrected.clone());
            println!("{}\n", self.messages.text("search-corrected", &args));
        }
        if !quiet {
            let digest = self.digest;
            cities.iter().for_each(|&city| self.show_entry("content/cities.yaml", &digest.cities[city]));
            topics.iter().for_each(|&topic| self.show_entry("content/topics.yaml", &digest.topics[topic]));
            courses.iter().for_each(|&course| self.show_entry("content/courses.yaml", &digest.courses[course]));
        }
        for passage in passages.iter().take(limit) {
            self.show_passage(passage, keys, quiet);
        }
        if !quiet {
            let mut args = FluentArgs::new();
            args.set("count", passages.len());
            args.set("shown", passages.len().min(limit));
            println!("{}", self.messages.text("search-found", &args));
        }
    }

    fn show_entry(&self, file: &str, entry: &impl Entry) {
        println!("{file}: {} ({})", entry.name_in(self.language), entry.id());
    }

    fn show_passage(&self, found: &FoundPassage<'_>, keys: &[String], quiet: bool) {
        let FoundPassage { response, question, passage } = *found;
        let city = self.digest.cities[response.city].name_in(self.language);
        let sector = self.digest.sectors[response.sector].name_in(self.language);
        // The line is unknown for responses in YAML.
        let line = passage.line.map(|line| format!(":{line}")).unwrap_or_default();
        let title = passage.title.as_deref().unwrap_or(&question.title);
        println!("{}{line} #{} — {city}, {}, {sector}: {title}", response.file, passage.anchor, response.year);
        if !quiet {
            println!("  {}\n", self.search.excerpt(passage, keys, EXCERPT));
        }
    }
}
