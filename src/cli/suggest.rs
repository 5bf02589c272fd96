//! The command `suggest`: prints topics, courses and outcomes that an editor may record, with the lines to paste.

use std::path::Path;

use fluent_bundle::FluentArgs;

use super::SUCCESS;
use super::args::SuggestArgs;
use super::content::{self, LoadedContent};
use super::output::println;
use crate::link::{Index, RareWords};
use crate::model::{Digest, Entry, Passage, Response};
use crate::select::select;
use crate::suggest::{self, FileProposals, NewCourse, Proposals, Reason, TopicsProposal, paste};
use asdg_base::fs;
use asdg_base::language::Language;
use asdg_base::messages::Messages;

/// The largest number of words of a reason that are printed.
const WORDS: usize = 4;

/// Runs the command and returns the exit code.
pub(super) fn run(args: SuggestArgs, language: Option<Language>) -> u8 {
    let SuggestArgs { common, wanted, city } = args;
    let LoadedContent { digest, language, messages } = match content::load(&common, language) {
        Ok(content) => content,
        Err(code) => return code,
    };
    let rare_words = RareWords::default();
    let index = Index::new(&digest, &rare_words);
    let selection = match select(&digest, &wanted.in_city(city)) {
        Ok(selection) => selection,
        Err(kinds) => return content::report_usage_errors(kinds, &common, &messages),
    };
    let proposals = suggest::proposals(&index, selection);
    if !common.quiet {
        let report = SuggestReport { digest: &digest, site: &common.site, language, messages: &messages };
        report.show(&proposals, selection.edition.year.0);
    }
    SUCCESS
}

/// Prints the proposals.
struct SuggestReport<'a> {
    digest: &'a Digest,
    site: &'a Path,
    language: Language,
    messages: &'a Messages,
}

impl SuggestReport<'_> {
    fn show(&self, proposals: &Proposals<'_>, year: u16) {
        let Proposals { files, courses } = proposals;
        for file in files {
            self.show_file(file);
        }
        if !courses.is_empty() {
            println!("content/courses.yaml\n");
            for course in courses {
                self.show_course(course);
            }
        }
        let mut args = FluentArgs::new();
        args.set("year", year.to_string());
        args.set("topics", files.iter().map(|file| file.topics.len()).sum::<usize>());
        args.set("courses", files.iter().map(|file| file.courses.len()).sum::<usize>());
        args.set("outcomes", files.iter().map(|file| file.outcomes.len()).sum::<usize>());
        args.set("new", courses.len());
        println!("{}", self.messages.text("suggested", &args));
    }

    fn show_file(&self, file: &FileProposals<'_>) {
        let FileProposals { response, topics, courses, outcomes } = file;
        println!("{}\n", response.file);
        // If a file cannot be read any more, the proposal is shown without lines to paste.
        let source = fs::read(&self.site.join(&*response.file)).unwrap_or_default();
        let source = String::from_utf8_lossy(&source);
        let lines: Vec<&str> = source.lines().collect();
        for proposal in topics {
            self.show_topics(response, proposal, &lines);
        }
        for proposal in courses {
            let mut args = self.reason_args(&proposal.reason);
            let names = proposal.links.iter().map(|(_, course)| self.digest.courses[*course].name_in(self.language));
            args.set("course", names.collect::<Vec<_>>().join("», «"));
            args.set("number", proposal.number.map_or_else(|| "none".to_owned(), |number| number.to_string()));
            self.print_proposal("suggest-course", response, proposal.passage, args);
            paste_lines(&paste::request(proposal, |course| self.digest.courses[course].id()));
        }
        if !outcomes.is_empty() {
            for proposal in outcomes {
                let mut args = FluentArgs::new();
                let title = proposal.passage.title.as_deref().unwrap_or(&proposal.question.title);
                args.set("plan", self.quoted(&proposal.wording));
                args.set("title", self.quoted(title));
                args.set("words", join_words(&proposal.words));
                println!("  {}", self.messages.text("suggest-outcome", &args));
            }
            println!("  {}", self.messages.plain("suggest-outcomes-paste"));
            paste_lines(&paste::outcomes(outcomes, !response.outcomes.is_empty()));
        }
    }

    fn show_topics(&self, response: &Response, proposal: &TopicsProposal<'_>, lines: &[&str]) {
        let names: Vec<String> = proposal
            .topics
            .iter()
            .map(|(topic, reason)| {
                let mut args = self.reason_args(reason);
                args.set("topic", self.digest.topics[*topic].name_in(self.language).to_owned());
                self.messages.text("suggest-topic", &args)
            })
            .collect();
        let mut args = FluentArgs::new();
        args.set("topics", names.join("; "));
        self.print_proposal("suggest-topics", response, proposal.passage, args);
        let ids: Vec<&str> = proposal.topics.iter().map(|(topic, _)| self.digest.topics[*topic].id()).collect();
        let TopicsProposal { question, passage, .. } = proposal;
        // The address of a draft may change, because nobody can have noted it yet.
        let id = if response.draft { None } else { paste::id(question, passage) };
        let line = passage.line.and_then(|line| lines.get((line as usize).checked_sub(1)?));
        paste_lines(&line.and_then(|line| paste::heading(line, id, &ids)).unwrap_or_else(|| paste::keys(id, &ids)));
    }

    fn show_course(&self, course: &NewCourse<'_>) {
        let requests = course.requests.iter().map(|(response, passage)| {
            let city = self.digest.cities[response.city].name_in(self.language);
            format!("{city} ({})", place(response, passage))
        });
        let mut args = FluentArgs::new();
        args.set("requests", requests.collect::<Vec<_>>().join(", "));
        println!("  {}", self.messages.text("suggest-new-course", &args));
        paste_lines(&paste::course(course));
    }

    /// Prints a proposal: its place, its content and its reason.
    fn print_proposal(&self, id: &str, response: &Response, passage: &Passage, mut args: FluentArgs<'_>) {
        args.set("place", place(response, passage));
        println!("  {}", self.messages.text(id, &args));
    }

    /// Prepares a text of a city for a message that puts it in quotation marks: replaces its own marks by inner ones.
    fn quoted(&self, text: &str) -> String {
        match self.language {
            Language::Russian => text.replace('«', "„").replace('»', "“"),
            Language::English => text.to_owned(),
        }
    }

    fn reason_args(&self, reason: &Reason) -> FluentArgs<'static> {
        let mut args = FluentArgs::new();
        let (kind, text) = match reason {
            Reason::Name(name) => ("name", name.clone()),
            Reason::Words(found) => ("words", join_words(found)),
        };
        args.set("reason", kind);
        args.set("words", text);
        args
    }
}

/// Returns the place of a passage: file and line, or the anchor if the line is unknown.
fn place(response: &Response, passage: &Passage) -> String {
    match passage.line {
        Some(line) => format!("{}:{line}", response.file),
        None => format!("{}#{}", response.file, passage.anchor),
    }
}

/// Joins the first words of a reason.
fn join_words(words: &[String]) -> String {
    words.iter().take(WORDS).map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Prints lines to paste. They are not indented, so that they can be copied as they are.
fn paste_lines(lines: &str) {
    println!("\n{lines}\n");
}
