//! Finds questions by their position only: a bare number, or an unknown wording between questions that were found.

use std::ops::Range;

use super::appearance::{Appearance, LeadingNumber, NumberFormat, numbered};
use super::wording::Prefix;
use super::{Candidate, MIN_SCORE, Matcher, wording};
use crate::document::{Block, Paragraph};

/// The most characters of a question in other words; it is followed by its answer.
const MAX_LENGTH: usize = 300;
/// The most characters of a heading that is taken for a question by its topic.
const MAX_HEADING: usize = 110;

/// A paragraph with a leading number.
struct NumberedLine {
    block: usize,
    number: usize,
    format: NumberFormat,
    start: usize,
}

/// The paragraphs with leading numbers.
fn numbered_lines(blocks: &[Block], range: Range<usize>) -> Vec<NumberedLine> {
    let numbered = range.filter_map(|block| {
        let Some(Block::Paragraph(paragraph)) = blocks.get(block) else { return None };
        let Appearance { number, format, start, .. } = Appearance::of(paragraph, &paragraph.text());
        Some(NumberedLine { block, number: number?, format: format?, start })
    });
    numbered.collect()
}

/// The paragraphs with a leading letter, such as `а)`. They are questions only if there are no numbered ones.
fn lettered_lines(blocks: &[Block], range: Range<usize>) -> Vec<NumberedLine> {
    let lines = range.filter_map(|block| {
        let Some(Block::Paragraph(paragraph)) = blocks.get(block) else { return None };
        let LeadingNumber { number, format, start } = numbered(&paragraph.text())?;
        (format == NumberFormat::Letter).then_some(NumberedLine { block, number, format, start })
    });
    lines.collect()
}

impl Matcher {
    /// The paragraphs that answer the questions by their numbers only: as many consecutive numbers of one format as
    /// there are questions. Numbers of another format belong to lists inside the answers.
    pub(crate) fn by_numbers(&self, blocks: &[Block], range: Range<usize>) -> Option<Vec<Candidate>> {
        self.matching_numbers(&numbered_lines(blocks, range.clone()))
            .or_else(|| self.matching_numbers(&lettered_lines(blocks, range)))
    }

    /// The lines of one format that count from one to the number of questions.
    fn matching_numbers(&self, lines: &[NumberedLine]) -> Option<Vec<Candidate>> {
        let mut formats: Vec<NumberFormat> = Vec::new();
        lines.iter().for_each(|line| {
            if !formats.contains(&line.format) {
                formats.push(line.format)
            }
        });
        let mut matching = formats.into_iter().filter_map(|format| {
            let of_format: Vec<&NumberedLine> = lines.iter().filter(|line| line.format == format).collect();
            let matches = of_format.len() == self.questions.len()
                && of_format.iter().zip(1..).all(|(line, number)| line.number == number);
            matches.then_some(of_format)
        });
        let chosen = matching.next()?;
        // If lines of two formats count from one to the last question, it is ambiguous which of them are the questions.
        if matching.next().is_some() {
            return None;
        }
        let candidates = chosen.iter().enumerate().map(|(question, line)| Candidate {
            block: line.block,
            blocks: 1,
            question,
            score: MIN_SCORE,
            end: line.start,
        });
        Some(candidates.collect())
    }

    /// Adds missing questions to those found, by their position: a line with the right number in the format of its
    /// neighbours, or a heading on the topic of the question. All of them have the lowest score.
    pub(crate) fn add_by_sequence(
        &self,
        blocks: &[Block],
        range: Range<usize>,
        found: Vec<Candidate>,
    ) -> Vec<Candidate> {
        let mut all = found;
        for question in 0..self.questions.len() {
            if all.iter().any(|candidate| candidate.question == question) {
                continue;
            }
            let Some(gap) = gap(&all, question, &range) else { continue };
            let by_number = self.find_by_number(blocks, gap.clone(), question, &all);
            all.extend(by_number.or_else(|| self.find_heading(blocks, gap, question)));
            all.sort_by_key(|candidate| candidate.block);
        }
        all
    }

    /// Finds the line with the number of a question between its neighbours.
    fn find_by_number(
        &self,
        blocks: &[Block],
        gap: Range<usize>,
        question: usize,
        all: &[Candidate],
    ) -> Option<Candidate> {
        let format_of = |candidate: &Candidate| match blocks.get(candidate.block) {
            Some(Block::Paragraph(paragraph)) => {
                let appearance = Appearance::of(paragraph, &paragraph.text());
                appearance.format.filter(|_| appearance.number == Some(candidate.question + 1))
            }
            _ => None,
        };
        let distance = |candidate: &&Candidate| candidate.question.abs_diff(question);
        let format =
            all.iter().filter(|candidate| format_of(candidate).is_some()).min_by_key(distance).and_then(format_of)?;
        let lines = numbered_lines(blocks, gap.clone());
        let mut of_format = lines.iter().filter(|line| line.format == format).peekable();
        let mut last = None;
        let mut chosen: Option<&NumberedLine> = None;
        while let Some(line) = of_format.next() {
            let continues_list = last == Some(question);
            let is_continued = of_format.peek().is_some_and(|next| next.number == line.number + 1);
            last = Some(line.number);
            // A number that follows the previous one, or begins a list, belongs to an item.
            if line.number == question + 1 && !continues_list && !(question == 0 && is_continued) {
                chosen = Some(line);
            }
        }
        let line = chosen?;
        let Some(Block::Paragraph(paragraph)) = blocks.get(line.block) else { return None };
        let text = paragraph.text();
        let appearance = Appearance::of(paragraph, &text);
        let is_answered = line.block + 1 < gap.end;
        let is_question = appearance.begins_like_question || text.trim_end().ends_with('?');
        let is_whole = text.chars().count() <= MAX_LENGTH && (is_answered || is_question);
        let prefixes = wording::prefixes(&text, line.start, MAX_LENGTH);
        let question_end = prefixes.iter().find(|prefix| prefix.is_question).map(Prefix::end);
        let end = match question_end {
            Some(end) => end,
            None if is_whole => text.len(),
            // The paragraph has only the number, and the answer after it.
            None => line.start,
        };
        Some(Candidate { block: line.block, blocks: 1, question, score: MIN_SCORE, end })
    }

    /// Finds the heading on the topic of a question between its neighbours.
    fn find_heading(&self, blocks: &[Block], gap: Range<usize>, question: usize) -> Option<Candidate> {
        let profile = self.questions.get(question)?;
        let mut best: Option<(f32, Candidate)> = None;
        for block in gap.clone() {
            let Some(Block::Paragraph(paragraph)) = blocks.get(block) else { continue };
            let text = paragraph.text();
            let is_line = text.chars().count() <= MAX_HEADING && !text.trim_end().ends_with(['.', ';', ',']);
            let is_title = text.trim_start().starts_with(char::is_uppercase) && is_line && block + 1 < gap.end;
            let appearance = Appearance::of(paragraph, &text);
            if !is_title || is_item(paragraph) || appearance.number.is_some_and(|number| number != question + 1) {
                continue;
            }
            let likeness = profile.topic_likeness(&text);
            let bonus = if appearance.stands_out || appearance.begins_like_question { 0.2 } else { 0.0 };
            let score = likeness + bonus;
            if likeness >= 0.5 && best.as_ref().is_none_or(|(high, _)| score > *high) {
                let candidate = Candidate { block, blocks: 1, question, score: MIN_SCORE, end: text.len() };
                best = Some((score, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    /// The line that may be a missing question: the most similar one between its neighbours.
    pub(crate) fn hint(
        &self,
        blocks: &[Block],
        range: Range<usize>,
        found: &[Candidate],
        question: usize,
    ) -> Option<String> {
        let profile = self.questions.get(question)?;
        let gap = gap(found, question, &range)?;
        let lines = gap.filter_map(|block| match blocks.get(block) {
            Some(Block::Paragraph(paragraph)) if paragraph.text().chars().count() <= MAX_LENGTH => {
                Some(paragraph.text())
            }
            _ => None,
        });
        let rated = lines.map(|line| {
            let bonus = if line.trim_end().ends_with('?') { 0.3 } else { 0.0 };
            (profile.topic_likeness(&line) + bonus, line)
        });
        rated.filter(|(score, _)| *score >= 0.3).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, line)| line)
    }
}

/// Whether a paragraph is an item with a bullet or a dash.
fn is_item(paragraph: &Paragraph) -> bool {
    matches!(paragraph.style, crate::document::Style::Item { mark: crate::document::Mark::Bullet, .. })
        || crate::marks::parse_mark(&paragraph.text()).is_some_and(|typed| typed.kind.is_plain())
}

/// The blocks between the nearest found neighbours of a question; `None` if there are no neighbours, or they are in
/// another order.
fn gap(found: &[Candidate], question: usize, range: &Range<usize>) -> Option<Range<usize>> {
    let before =
        found.iter().filter(|candidate| candidate.question < question).max_by_key(|candidate| candidate.question);
    let after =
        found.iter().filter(|candidate| candidate.question > question).min_by_key(|candidate| candidate.question);
    if before.is_none() && after.is_none() {
        return None;
    }
    let from = before.map_or(range.start, |candidate| candidate.block + candidate.blocks);
    let to = after.map_or(range.end, |candidate| candidate.block);
    let is_inside = |candidate: &Candidate| (from..to).contains(&candidate.block);
    (from <= to && !found.iter().any(is_inside)).then_some(from..to)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{WORDINGS, matcher};
    use super::super::{Candidate, choose};
    use super::*;
    use crate::document::SourceLocation;

    /// Ten other ways to ask each question, as cities word them from memory.
    const PARAPHRASES: [[&str; 10]; 5] = [
        [
            "Главные достижения года",
            "Чем запомнился год?",
            "О самом важном за двенадцать месяцев",
            "Основные события культурной жизни",
            "Что получилось лучше всего",
            "Краткий отчёт о работе",
            "Расскажите об успехах",
            "Наиболее яркие проекты прошедшего периода",
            "Сделано за год",
            "Перечень выполненных мероприятий",
        ],
        [
            "Планы",
            "Чем займётесь дальше?",
            "Дела на будущее",
            "Приоритеты следующего года",
            "Над чем предстоит поработать",
            "Перспективы",
            "К чему стремимся",
            "Намеченные на ближайшее время мероприятия",
            "Что впереди?",
            "Цели и задачи",
        ],
        [
            "Содействие Ассоциации",
            "Нужна ли поддержка?",
            "В чём нуждаетесь",
            "Просьбы к дирекции",
            "Что может сделать для вас союз городов",
            "Ожидания от Ассоциации",
            "Необходимая помощь",
            "С чем нужно помочь",
            "Ваши пожелания нам",
            "Какого участия ждёте",
        ],
        [
            "О чём поговорить, когда соберёмся вместе",
            "Темы встреч",
            "Повестка",
            "Предлагаемые темы конференций",
            "Что стоит вынести на общий разговор",
            "Проблемы, о которых хочется услышать мнение соседей",
            "Обмен опытом",
            "Интересующие направления для семинаров",
            "Какие совещания провести",
            "На что обратить внимание",
        ],
        [
            "Обучение",
            "Чему бы вы хотели научиться?",
            "Курсы",
            "Интересные темы лекций",
            "Что включить в программу занятий",
            "Знания, которых не хватает сотрудникам",
            "Повышение квалификации",
            "Учёба кадров",
            "Предложения по занятиям",
            "Какие лекции прочитать",
        ],
    ];

    fn found(lines: &[String]) -> Vec<Candidate> {
        let blocks: Vec<Block> = lines
            .iter()
            .map(|line| Block::Paragraph(Paragraph::plain(SourceLocation::Line(1), line.clone())))
            .collect();
        let matcher = matcher();
        let chosen = choose(&matcher.find(&blocks));
        matcher.add_by_sequence(&blocks, 0..blocks.len(), chosen)
    }

    /// A file with questions and answers; the question `changed` has another wording.
    fn file(changed: usize, wording: &str, numbered: bool) -> Vec<String> {
        let mut lines = vec!["Примерск".to_owned()];
        for (number, original) in WORDINGS.iter().enumerate() {
            let wording = if number == changed { wording } else { original };
            lines.push(if numbered { format!("{}. {wording}", number + 1) } else { wording.to_owned() });
            lines.push("Построен мост через выдуманную реку, и по нему уже прошли все, кто хотел.".to_owned());
        }
        lines
    }

    #[test]
    fn a_numbered_line_between_found_questions_is_the_missing_question() {
        let mut missed = Vec::new();
        for (question, wordings) in PARAPHRASES.iter().enumerate() {
            for wording in wordings {
                let found = found(&file(question, wording, true));
                let is_found = found.len() == 5
                    && found
                        .iter()
                        .any(|candidate| candidate.question == question && candidate.block == 1 + 2 * question);
                if !is_found {
                    missed.push(*wording);
                }
            }
        }
        assert_eq!(missed, Vec::<&str>::new());
    }

    #[test]
    fn a_heading_on_its_topic_is_the_missing_question() {
        for (question, wording) in [(1, "Цели и задачи"), (2, "Необходимая помощь"), (4, "Повышение квалификации")]
        {
            let found = found(&file(question, wording, false));
            let is_right =
                |candidate: &Candidate| candidate.question == question && candidate.block == 1 + 2 * question;
            assert!(found.iter().any(is_right), "{wording}");
        }
    }

    #[test]
    fn items_of_a_list_are_not_questions() {
        let mut lines = file(2, "", true);
        lines.remove(6);
        lines.remove(5);
        lines.splice(5..5, ["1. первое", "2. второе", "3. третье", "4. четвёртое"].map(str::to_owned));
        assert!(found(&lines).iter().all(|candidate| candidate.question != 2));
    }

    #[test]
    fn text_after_a_bare_number_is_the_answer() {
        let mut lines = file(2, "Предложений нет.", true);
        lines.remove(6);
        let found = found(&lines);
        let candidate = found.iter().find(|candidate| candidate.question == 2).unwrap();
        assert_eq!(&lines[candidate.block][candidate.end..], "Предложений нет.");
    }
}
