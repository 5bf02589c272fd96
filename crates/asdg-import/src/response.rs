//! One response: its Markdown, with the proposals to the editor, and its path in `content/`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::context::{Context, excerpt, question_aside};
use super::document::{Aside, AsideKind, Block, Paragraph, Picture, Run};
use super::identify::{self, Identity};
use super::proof::{self, SourceSpan};
use super::report::{AnswerFound, AnswerReport, ResponseReport};
use super::save::{self, Saved};
use super::sections::{Group, Section};
use super::{Options, Settled, compose, labels, questions};
use asdg_base::fs;
use asdg_base::markdown::escape::{escape, linked};
use asdg_base::problem::Kind;
use asdg_base::questionnaire::{Question, Role};
use asdg_base::register::{City, Entry, Key, Sector};
use asdg_base::yaml::quote::{self, Quotes};
use fluent_bundle::FluentArgs;

/// A response that is written, but not saved: nobody may know yet which city's it is.
pub(super) struct Composed {
    /// The Markdown; pictures are named by their numbers.
    text: String,
    /// The numbers of the pictures in it, in order.
    pictures: Vec<usize>,
    /// The city, the year and the sector that its file names.
    pub(super) identity: Identity,
    /// The parts of the source.
    pub(super) spans: Vec<SourceSpan>,
    /// What was taken off besides what its group has taken off.
    pub(super) dropped: Vec<Aside>,
    /// What wants a look.
    pub(super) kinds: Vec<Kind>,
    answers: Vec<AnswerReport>,
    topics: Vec<String>,
    courses: Vec<String>,
    respondent: Option<String>,
}

/// Which response it is.
pub(super) struct Target {
    /// The city.
    pub(super) city: Settled<Key<City>>,
    /// The year.
    pub(super) year: Settled<u16>,
    /// The sector.
    pub(super) sector: Settled<Key<Sector>>,
}

/// Writes a response.
pub(super) fn compose(
    group: &Group,
    questions: &[Question],
    identity: Identity,
    file: &str,
    context: &Context<'_>,
) -> Composed {
    let preamble = identify::preamble(&group.preamble, context.known, context.cities);
    let mut kinds = Vec::new();
    let mut text = front_matter(preamble.respondent.as_deref(), file);
    if !preamble.rest.is_empty() {
        let rest: Vec<String> = preamble.rest.iter().map(Paragraph::shown).collect();
        kinds.push(Kind::ImportPreamble { text: excerpt(&rest.join(" ")) });
        text.push_str(&format!("\n{}\n", comment(&message(context, "import-preamble-comment", &rest.join("\n")))));
    }
    let mut proposals = Proposals::default();
    let mut dropped = preamble.titles;
    let mut answers = Vec::new();
    let mut written: Vec<&Section> = Vec::new();
    let mut body = String::new();
    for (number, question) in questions.iter().enumerate() {
        let part = group.parts.iter().find(|part| part.question == number);
        let mut answer = AnswerReport::missing(question);
        if let Some(part) = part {
            dropped.push(question_aside(part.at, &part.wording));
            dropped.extend(part.labels.iter().cloned());
            let parts = write_part(part, question, context, &mut proposals);
            answer = AnswerReport::of(question, part, &parts);
            if !parts.text.trim().is_empty() {
                body.push_str(&format!("\n## {}. {}\n\n{}", number + 1, heading(&part.wording, question), parts.text));
                written.push(part);
            }
        }
        answers.push(answer);
    }
    let spans = spans(group, preamble.spans, &body, &written);
    text.push_str(&body);
    let pictures = pictures_in(group);
    let Proposals { topics, courses } = proposals;
    let respondent = preamble.respondent;
    Composed { text, pictures, identity, spans, dropped, kinds, answers, topics, courses, respondent }
}

/// The parts of the source, in its order, with the letters that the site will read.
fn spans(group: &Group, preamble: Vec<SourceSpan>, body: &str, written: &[&Section]) -> Vec<SourceSpan> {
    let mut letters: Vec<(usize, String)> =
        written.iter().map(|part| part.question).zip(proof::read_back(body)).collect();
    let (last, first): (Vec<&Aside>, Vec<&Aside>) =
        group.asides.iter().partition(|aside| aside.kind == AsideKind::Signature);
    let mut spans: Vec<SourceSpan> = first.into_iter().map(|aside| SourceSpan::of_aside(aside, 0)).collect();
    spans.extend(preamble);
    // A question, the label behind it and its answer may all stand in one paragraph.
    let mut order = 0;
    for part in &group.parts {
        spans.push(SourceSpan { at: part.at, order: order + 1, letters: proof::letters(&part.wording).collect() });
        let answer = letters.iter_mut().find(|(question, _)| *question == part.question);
        let letters = answer.map(|(_, letters)| std::mem::take(letters)).unwrap_or_default();
        let at = part.blocks.first().map_or(part.at, Block::at).max(part.at);
        for label in &part.labels {
            let before = label.at <= at;
            spans.push(SourceSpan::of_aside(label, order + if before { 2 } else { 4 }));
        }
        spans.push(SourceSpan { at, order: order + 3, letters });
        order += 4;
    }
    spans.extend(last.into_iter().map(|aside| SourceSpan::of_aside(aside, order + 1)));
    spans
}

/// The ids that were proposed.
#[derive(Default)]
struct Proposals {
    topics: Vec<String>,
    courses: Vec<String>,
}

fn write_part(
    part: &Section,
    question: &Question,
    context: &Context<'_>,
    proposals: &mut Proposals,
) -> compose::Written {
    let found = std::cell::RefCell::new(Vec::new());
    let propose = |title: Option<&str>, texts: &[String]| {
        // Answers about courses are covered by the topics of their courses.
        if question.role == Role::Training {
            return None;
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let topics: Vec<String> = context
            .topics
            .subjects_of(title, &texts)
            .into_iter()
            .map(|topic| context.known.topics[topic.key].id.to_string())
            .collect();
        let attributes: Vec<String> = topics.iter().map(|topic| format!("topic={topic}")).collect();
        found.borrow_mut().extend(topics);
        (!attributes.is_empty())
            .then(|| comment(&message(context, "import-topics-comment", &format!("{{{}}}", attributes.join(" ")))))
    };
    let picture = |number: usize| format!("![](picture:{number})");
    let mut written = compose::answer(&part.blocks, &picture, &propose);
    for topic in found.into_inner() {
        if !proposals.topics.contains(&topic) {
            proposals.topics.push(topic);
        }
    }
    if question.role == Role::Training {
        let requests = requests(&part.blocks, context, proposals);
        if !requests.is_empty() {
            let remark = comment(&message(context, "import-courses-comment", &requests.join("\n")));
            written.text = format!("{remark}\n\n{}", written.text);
        }
    }
    written
}

/// The lines that would make requests of an answer's paragraphs: each with all its links.
fn requests(blocks: &[Block], context: &Context<'_>, proposals: &mut Proposals) -> Vec<String> {
    let courses = &context.known.courses;
    let mut lines = Vec::new();
    for text in blocks.iter().map(Block::text) {
        let text = text.trim_end_matches([';', '.', ',']);
        let links = context.courses.stretches(text);
        if links.is_empty() {
            continue;
        }
        let links: Vec<_> = links.into_iter().map(|(range, course)| (range, courses[course].id())).collect();
        lines.push(linked(text, &links));
        for id in links.iter().map(|(_, id)| (*id).to_owned()) {
            if !proposals.courses.contains(&id) {
                proposals.courses.push(id);
            }
        }
    }
    lines
}

fn message(context: &Context<'_>, id: &str, text: &str) -> String {
    let mut args = FluentArgs::new();
    args.set("text", text.to_owned());
    context.messages.text(id, &args)
}

/// A comment; two hyphens would end it, and marks such as `->` and `<!` would be taken for mistyped ones.
fn comment(text: &str) -> String {
    format!("<!-- {} -->", text.replace("--", "—").replace('<', "‹").replace('>', "›"))
}

/// The text of a question behind the number that it gets; where the file has numbers only, its short name.
fn heading(wording: &str, question: &Question) -> String {
    let start = questions::numbered(wording).map_or(0, |numbered| numbered.start);
    let text = labels::without_short(&wording[start..]);
    if text.trim().is_empty() {
        return question.title.to_string();
    }
    let text = escape(&asdg_russian::squeezed(text)).replace('{', "\\{");
    text.trim_end().trim_end_matches('#').to_owned()
}

fn front_matter(respondent: Option<&str>, file: &str) -> String {
    let mut out = "---\n".to_owned();
    for (key, value) in [("respondent", respondent), ("source", Some(file))] {
        if let Some(value) = value {
            out.push_str(&format!("{key}: {}\n", quote::value(&asdg_russian::squeezed(value), Quotes::Needed, false)));
        }
    }
    out + "---\n"
}

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
    group.parts.iter().for_each(|part| collect(&part.blocks, &mut found));
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

    fn of(question: &Question, part: &Section, written: &compose::Written) -> Self {
        let compose::Written { text, lists, items, tables, paragraphs, passages } = written;
        Self {
            found: if text.trim().is_empty() { AnswerFound::Empty } else { AnswerFound::Answered },
            at: Some(part.at),
            sure: part.score >= questions::SURE,
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
    composed: Composed,
    target: &Target,
    (origin, pictures): (&Path, &[Picture]),
    options: &Options,
    context: &Context<'_>,
    written: &mut BTreeSet<PathBuf>,
    kinds: &mut Vec<Kind>,
) -> Result<ResponseReport, Kind> {
    let Composed { mut text, pictures: used, answers, topics, courses, respondent, kinds: own, .. } = composed;
    kinds.extend(own);
    let (city, sector) = (&context.known.cities[target.city.0], &context.known.sectors[target.sector.0]);
    let folder = options.site.join("content").join(target.year.0.to_string()).join(&*sector.id);
    let failed =
        |error: fs::Error| Kind::ImportNotSaved { path: error.path.display().to_string(), reason: error.reason() };
    for number in used {
        let place = format!("![](picture:{number})");
        let shown = match pictures.get(number) {
            Some(picture) => save_picture(picture, &folder, &city.id, options.dry_run, kinds).map_err(failed)?,
            None => String::new(),
        };
        text = text.replace(&place, &shown);
    }
    let copy = save::copy_of(&folder, &city.id, &text, origin);
    let relative = |path: &Path| fs::slashed(path.strip_prefix(&options.site).unwrap_or(path));
    let file = folder.join(format!("{}.md", city.id));
    let place = match copy {
        Some(other) => {
            kinds.push(Kind::ImportCopy { other });
            save::SavedFile { saved: Saved::Unchanged, file, other: None }
        }
        None if options.dry_run => save::try_out(&folder, &city.id, &text),
        // What this import has written is not what was to be replaced.
        None => {
            let replace = options.replace && !written.contains(&folder.join(&*city.id));
            save::save(&folder, &city.id, &text, replace).map_err(failed)?
        }
    };
    written.insert(folder.join(&*city.id));
    if place.saved == Saved::Beside {
        let comparison = place.other.as_deref().map(relative).unwrap_or_default();
        kinds.push(Kind::ImportExists { file: relative(&place.file), comparison });
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
        saved: Some(place.saved),
        path: relative(&place.file),
        other_path: place.other.as_deref().map(relative),
        answers,
        topics,
        courses,
    })
}

/// Saves a picture and gives its Markdown; one of a format that browsers do not show is left out and reported.
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
        false => save::picture(&folder.join(stem), extension, &picture.bytes)?,
    };
    if picture.description.trim().is_empty() {
        kinds.push(Kind::ImportPicture { picture: format!("{stem}/{name}") });
    }
    let description = escape(&asdg_russian::squeezed(&picture.description));
    Ok(format!("![{description}]({stem}/{name})"))
}
