//! One response: [`compose()`] writes its Markdown with the proposals for the editor, [`save()`] saves it in
//! `content/`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::context::{Context, excerpt, question_aside};
use super::document::{Aside, AsideKind, Block, Paragraph, Picture, Run};
use super::identify::{self, Identity};
use super::proof::{self, SourceSpan};
use super::report::{AnswerFound, AnswerReport, ResponseReport};
use super::save::{self, SaveOutcome};
use super::sections::{Group, Section};
use super::{Options, Sourced, compose, labels, questions};
use asdg_base::fs;
use asdg_base::markdown::escape::{escape, escape_with_links};
use asdg_base::problem::Kind;
use asdg_base::questionnaire::{Question, Role};
use asdg_base::register::{City, Entry, Key, Sector};
use asdg_base::yaml::quote::{self, Quotes};
use fluent_bundle::FluentArgs;

/// A composed response, not saved yet: its city may still be unknown.
pub(super) struct ComposedResponse {
    /// The Markdown; pictures have placeholders with their numbers.
    text: String,
    /// The numbers of its pictures, in order.
    pictures: Vec<usize>,
    /// The city, the year and the sector found in the file.
    pub(super) identity: Identity,
    /// The spans of the source.
    pub(super) spans: Vec<SourceSpan>,
    /// The removed texts, except the asides of its group.
    pub(super) dropped: Vec<Aside>,
    /// The problems of the response.
    pub(super) kinds: Vec<Kind>,
    answers: Vec<AnswerReport>,
    topics: Vec<String>,
    courses: Vec<String>,
    respondent: Option<String>,
}

/// The city, the year and the sector under which a response is saved.
pub(super) struct SaveTarget {
    /// The city.
    pub(super) city: Sourced<Key<City>>,
    /// The year.
    pub(super) year: Sourced<u16>,
    /// The sector.
    pub(super) sector: Sourced<Key<Sector>>,
}

/// Composes a response from the sections of its file.
pub(super) fn compose(
    group: &Group,
    questions: &[Question],
    identity: Identity,
    file: &str,
    context: &Context<'_>,
) -> ComposedResponse {
    let preamble = identify::split_preamble(&group.preamble, context.known, context.cities);
    let mut kinds = Vec::new();
    let mut text = front_matter(preamble.respondent.as_deref(), file);
    if !preamble.rest.is_empty() {
        let rest: Vec<String> = preamble.rest.iter().map(Paragraph::text_with_marks).collect();
        kinds.push(Kind::ImportPreamble { text: excerpt(&rest.join(" ")) });
        text.push_str(&format!("\n{}\n", comment(&message(context, "import-preamble-comment", &rest.join("\n")))));
    }
    let mut proposals = Proposals::default();
    let mut dropped = preamble.titles;
    let mut answers = Vec::new();
    let mut written: Vec<&Section> = Vec::new();
    let mut body = String::new();
    for (number, question) in questions.iter().enumerate() {
        let section = group.sections.iter().find(|section| section.question == number);
        let mut answer = AnswerReport::missing(question);
        if let Some(section) = section {
            dropped.push(question_aside(section.at, &section.wording));
            dropped.extend(section.labels.iter().cloned());
            let markdown = write_section(section, question, context, &mut proposals);
            answer = AnswerReport::of(question, section, &markdown);
            if !markdown.text.trim().is_empty() {
                let heading = heading(&section.wording, question);
                body.push_str(&format!("\n## {}. {heading}\n\n{}", number + 1, markdown.text));
                written.push(section);
            }
        }
        answers.push(answer);
    }
    let spans = spans(group, preamble.spans, &body, &written);
    text.push_str(&body);
    let pictures = pictures_in(group);
    let Proposals { topics, courses } = proposals;
    let respondent = preamble.respondent;
    ComposedResponse { text, pictures, identity, spans, dropped, kinds, answers, topics, courses, respondent }
}

/// Returns the spans of the source with their letters; those of answers are read back from the written `body`.
fn spans(group: &Group, preamble: Vec<SourceSpan>, body: &str, written: &[&Section]) -> Vec<SourceSpan> {
    let mut letters: Vec<(usize, String)> =
        written.iter().map(|section| section.question).zip(proof::letters_of_answers(body)).collect();
    let (signatures, others): (Vec<&Aside>, Vec<&Aside>) =
        group.asides.iter().partition(|aside| aside.kind == AsideKind::Signature);
    let mut spans: Vec<SourceSpan> = others.into_iter().map(|aside| SourceSpan::of_aside(aside, 0)).collect();
    spans.extend(preamble);
    // A question, the label after it and its answer may be in one paragraph and have the same start.
    let mut order = 0;
    for section in &group.sections {
        spans.push(SourceSpan {
            at: section.at,
            order: order + 1,
            letters: proof::letters(&section.wording).collect(),
        });
        let answer = letters.iter_mut().find(|(question, _)| *question == section.question);
        let letters = answer.map(|(_, letters)| std::mem::take(letters)).unwrap_or_default();
        let at = section.blocks.first().map_or(section.at, Block::at).max(section.at);
        for label in &section.labels {
            let is_before = label.at <= at;
            spans.push(SourceSpan::of_aside(label, order + if is_before { 2 } else { 4 }));
        }
        spans.push(SourceSpan { at, order: order + 3, letters });
        order += 4;
    }
    spans.extend(signatures.into_iter().map(|aside| SourceSpan::of_aside(aside, order + 1)));
    spans
}

/// The ids of proposed topics and courses.
#[derive(Default)]
struct Proposals {
    topics: Vec<String>,
    courses: Vec<String>,
}

/// Writes an answer as Markdown, with comments that propose topics or courses.
fn write_section(
    section: &Section,
    question: &Question,
    context: &Context<'_>,
    proposals: &mut Proposals,
) -> compose::WrittenAnswer {
    let found = std::cell::RefCell::new(Vec::new());
    let propose = |title: Option<&str>, texts: &[String]| {
        // Answers about courses need no topics: their courses have topics.
        if question.role == Role::Training {
            return None;
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let topics: Vec<String> = context
            .topics
            .find_subjects(title, &texts)
            .into_iter()
            .map(|topic| context.known.topics[topic.key].id.to_string())
            .collect();
        let attributes: Vec<String> = topics.iter().map(|topic| format!("topic={topic}")).collect();
        found.borrow_mut().extend(topics);
        (!attributes.is_empty())
            .then(|| comment(&message(context, "import-topics-comment", &format!("{{{}}}", attributes.join(" ")))))
    };
    let picture = |number: usize| format!("![](picture:{number})");
    let mut written = compose::write_answer(&section.blocks, &picture, &propose);
    for topic in found.into_inner() {
        if !proposals.topics.contains(&topic) {
            proposals.topics.push(topic);
        }
    }
    if question.role == Role::Training {
        let requests = course_requests(&section.blocks, context, proposals);
        if !requests.is_empty() {
            let remark = comment(&message(context, "import-courses-comment", &requests.join("\n")));
            written.text = format!("{remark}\n\n{}", written.text);
        }
    }
    written
}

/// The paragraphs of an answer that name courses, each with links to them: the lines of the proposed requests.
fn course_requests(blocks: &[Block], context: &Context<'_>, proposals: &mut Proposals) -> Vec<String> {
    let courses = &context.known.courses;
    let mut lines = Vec::new();
    for text in blocks.iter().map(Block::text) {
        let text = text.trim_end_matches([';', '.', ',']);
        let links = context.courses.link_ranges(text);
        if links.is_empty() {
            continue;
        }
        let links: Vec<_> = links.into_iter().map(|(range, course)| (range, courses[course].id())).collect();
        lines.push(escape_with_links(text, &links));
        for id in links.iter().map(|(_, id)| (*id).to_owned()) {
            if !proposals.courses.contains(&id) {
                proposals.courses.push(id);
            }
        }
    }
    lines
}

/// A message in the language of the site with the argument `text`.
fn message(context: &Context<'_>, id: &str, text: &str) -> String {
    let mut args = FluentArgs::new();
    args.set("text", text.to_owned());
    context.messages.text(id, &args)
}

/// An HTML comment. Replaces two hyphens, which would end it, and angle brackets: marks such as `->` and `<!` would be
/// reported as mistyped comments.
fn comment(text: &str) -> String {
    format!("<!-- {} -->", text.replace("--", "—").replace('<', "‹").replace('>', "›"))
}

/// The heading of an answer: the question without its number and label, or its title if the file has only numbers.
fn heading(wording: &str, question: &Question) -> String {
    let start = questions::numbered(wording).map_or(0, |numbered| numbered.start);
    let text = labels::without_letter_label(&wording[start..]);
    if text.trim().is_empty() {
        return question.title.to_string();
    }
    let text = escape(&asdg_russian::collapse_spaces(text)).replace('{', "\\{");
    text.trim_end().trim_end_matches('#').to_owned()
}

/// The front matter: who responded, and the name of the source file.
fn front_matter(respondent: Option<&str>, file: &str) -> String {
    let mut out = "---\n".to_owned();
    for (key, value) in [("respondent", respondent), ("source", Some(file))] {
        if let Some(value) = value {
            out.push_str(&format!(
                "{key}: {}\n",
                quote::value(&asdg_russian::collapse_spaces(value), Quotes::Needed, false)
            ));
        }
    }
    out + "---\n"
}

/// The numbers of the pictures in all answers, in order, each once.
fn pictures_in(group: &Group) -> Vec<usize> {
    fn collect(blocks: &[Block], found: &mut Vec<usize>) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    for run in &paragraph.runs {
                        if let Run::Picture(number) = run
                            && !found.contains(number)
                        {
                            found.push(*number);
                        }
                    }
                }
                Block::Table(table) => table.rows.iter().flatten().for_each(|cell| collect(cell, found)),
            }
        }
    }
    let mut found = Vec::new();
    group.sections.iter().for_each(|section| collect(&section.blocks, &mut found));
    found
}

impl AnswerReport {
    fn missing(question: &Question) -> Self {
        Self {
            question: question.id.to_string(),
            title: question.title.to_string(),
            found: AnswerFound::Missing,
            at: None,
            sure: true,
            lists: 0,
            items: 0,
            tables: 0,
            paragraphs: 0,
            passages: 0,
        }
    }

    fn of(question: &Question, section: &Section, written: &compose::WrittenAnswer) -> Self {
        let compose::WrittenAnswer { text, lists, items, tables, paragraphs, passages } = written;
        Self {
            found: if text.trim().is_empty() { AnswerFound::Empty } else { AnswerFound::Answered },
            at: Some(section.at),
            sure: section.score >= questions::SURE_SCORE,
            lists: *lists,
            items: *items,
            tables: *tables,
            paragraphs: *paragraphs,
            passages: *passages,
            ..Self::missing(question)
        }
    }
}

/// Saves a response with its pictures.
pub(super) fn save(
    composed: ComposedResponse,
    target: &SaveTarget,
    (imported_file, pictures): (&Path, &[Picture]),
    options: &Options,
    context: &Context<'_>,
    written: &mut BTreeSet<PathBuf>,
    kinds: &mut Vec<Kind>,
) -> Result<ResponseReport, Kind> {
    let ComposedResponse {
        mut text, pictures: used, answers, topics, courses, respondent, kinds: response_kinds, ..
    } = composed;
    kinds.extend(response_kinds);
    let (city, sector) = (&context.known.cities[target.city.0], &context.known.sectors[target.sector.0]);
    let folder = options.site.join("content").join(target.year.0.to_string()).join(&*sector.id);
    let failed =
        |error: fs::Error| Kind::ImportNotSaved { path: error.path.display().to_string(), reason: error.reason() };
    for number in used {
        let placeholder = format!("![](picture:{number})");
        let markdown = match pictures.get(number) {
            Some(picture) => save_picture(picture, &folder, &city.id, options.dry_run, kinds).map_err(failed)?,
            None => String::new(),
        };
        text = text.replace(&placeholder, &markdown);
    }
    let copy = save::copy_of(&folder, &city.id, &text, imported_file);
    let relative = |path: &Path| fs::to_slash_path(path.strip_prefix(&options.site).unwrap_or(path));
    let file = folder.join(format!("{}.md", city.id));
    let saved_file = match copy {
        Some(other) => {
            kinds.push(Kind::ImportCopy { other });
            save::SavedFile { saved: SaveOutcome::Unchanged, file, other: None }
        }
        None if options.dry_run => save::preview(&folder, &city.id, &text),
        // `replace` does not apply to responses that this import has written itself.
        None => {
            let replace = options.replace && !written.contains(&folder.join(&*city.id));
            save::save(&folder, &city.id, &text, replace).map_err(failed)?
        }
    };
    written.insert(folder.join(&*city.id));
    if saved_file.saved == SaveOutcome::Beside {
        let comparison = saved_file.other.as_deref().map(relative).unwrap_or_default();
        kinds.push(Kind::ImportExists { file: relative(&saved_file.file), comparison });
    }
    Ok(ResponseReport {
        city: city.id.to_string(),
        city_name: city.name.to_string(),
        city_from: target.city.1,
        year: target.year.0,
        year_from: target.year.1,
        sector: sector.id.to_string(),
        sector_name: sector.name.to_string(),
        sector_from: target.sector.1,
        respondent,
        saved: Some(saved_file.saved),
        path: relative(&saved_file.file),
        other_path: saved_file.other.as_deref().map(relative),
        answers,
        topics,
        courses,
    })
}

/// Saves a picture and returns its Markdown. A picture in a format that browsers do not display is left out and
/// reported.
fn save_picture(
    picture: &Picture,
    folder: &Path,
    stem: &str,
    dry_run: bool,
    kinds: &mut Vec<Kind>,
) -> fs::Result<String> {
    let extension = match imagesize::image_type(&picture.bytes) {
        Ok(imagesize::ImageType::Png) => "png",
        Ok(imagesize::ImageType::Jpeg) => "jpg",
        Ok(imagesize::ImageType::Gif) => "gif",
        Ok(imagesize::ImageType::Webp) => "webp",
        _ => {
            kinds.push(Kind::ImportPictureDropped { picture: picture.name.clone() });
            return Ok(String::new());
        }
    };
    let name = match dry_run {
        true => picture.name.clone(),
        false => save::save_picture(&folder.join(stem), extension, &picture.bytes)?,
    };
    if picture.description.trim().is_empty() {
        kinds.push(Kind::ImportPicture { picture: format!("{stem}/{name}") });
    }
    let description = escape(&asdg_russian::collapse_spaces(&picture.description));
    Ok(format!("![{description}]({stem}/{name})"))
}
