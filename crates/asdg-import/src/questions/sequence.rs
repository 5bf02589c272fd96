//! Questions that only their position shows: a bare number, or an unknown wording between questions that were found.

use std::ops::Range;

use super::looks::{Form, Looks, Numbered, numbered};
use super::wording::Opening;
use super::{Candidate, LEAST, Matcher, wording};
use crate::document::{Block, Paragraph};

/// A line in other words has no more characters than this; it is followed by its answer.
const LONGEST: usize = 300;
/// A heading that is taken for a question by what it speaks of has no more.
const LONGEST_HEADING: usize = 110;

/// A paragraph with a number in front.
struct NumberedLine {
    block: usize,
    number: usize,
    form: Form,
    start: usize,
}

fn rows(blocks: &[Block], range: Range<usize>) -> Vec<NumberedLine> {
    let numbered = range.filter_map(|block| {
        let Some(Block::Paragraph(paragraph)) = blocks.get(block) else { return None };
        let looks = Looks::of(paragraph, &paragraph.text());
        Some(NumberedLine { block, number: looks.number?, form: looks.form?, start: looks.start })
    });
    numbered.collect()
}

/// The paragraphs with a letter in front, such as `а)`: questions only where nothing else has a number.
fn lettered(blocks: &[Block], range: Range<usize>) -> Vec<NumberedLine> {
    let lines = range.filter_map(|block| {
        let Some(Block::Paragraph(paragraph)) = blocks.get(block) else { return None };
        let Numbered { number, form, start } = numbered(&paragraph.text())?;
        (form == Form::Letter).then_some(NumberedLine { block, number, form, start })
    });
    lines.collect()
}

impl Matcher {
    /// The paragraphs that answer the questions by their numbers alone: as many numbers of one form as there are questions, one
    /// behind the other. Numbers of another form belong to lists inside the answers.
    pub(crate) fn by_numbers(&self, blocks: &[Block], range: Range<usize>) -> Option<Vec<Candidate>> {
        self.counted(&rows(blocks, range.clone())).or_else(|| self.counted(&lettered(blocks, range)))
    }

    /// Those of the lines of one form that count the questions.
    fn counted(&self, rows: &[NumberedLine]) -> Option<Vec<Candidate>> {
        let mut forms: Vec<Form> = Vec::new();
        rows.iter().for_each(|row| {
            if !forms.contains(&row.form) {
                forms.push(row.form)
            }
        });
        let mut fitting = forms.into_iter().filter_map(|form| {
            let of_form: Vec<&NumberedLine> = rows.iter().filter(|row| row.form == form).collect();
            let fits =
                of_form.len() == self.questions.len() && of_form.iter().zip(1..).all(|(row, one)| row.number == one);
            fits.then_some(of_form)
        });
        let chosen = fitting.next()?;
        // Two forms that both count from one to the last would leave it open which of them the questions are.
        if fitting.next().is_some() {
            return None;
        }
        let candidates = chosen.iter().enumerate().map(|(question, row)| Candidate {
            block: row.block,
            blocks: 1,
            question,
            score: LEAST,
            end: row.start,
        });
        Some(candidates.collect())
    }

    /// Adds the questions that are missing among those found, where their place shows them: a line with the right number, written
    /// like the numbers of its neighbours, or a heading that speaks of what the question asks. All of them are in doubt.
    pub(crate) fn by_sequence(&self, blocks: &[Block], range: Range<usize>, found: Vec<Candidate>) -> Vec<Candidate> {
        let mut all = found;
        for question in 0..self.questions.len() {
            if all.iter().any(|one| one.question == question) {
                continue;
            }
            let Some(window) = window(&all, question, &range) else { continue };
            let by_number = self.numbered(blocks, window.clone(), question, &all);
            all.extend(by_number.or_else(|| self.heading(blocks, window, question)));
            all.sort_by_key(|one| one.block);
        }
        all
    }

    /// The line with the number of a question between its neighbours.
    fn numbered(
        &self,
        blocks: &[Block],
        window: Range<usize>,
        question: usize,
        all: &[Candidate],
    ) -> Option<Candidate> {
        let form_of = |one: &Candidate| match blocks.get(one.block) {
            Some(Block::Paragraph(paragraph)) => {
                let looks = Looks::of(paragraph, &paragraph.text());
                looks.form.filter(|_| looks.number == Some(one.question + 1))
            }
            _ => None,
        };
        let nearest = |one: &&Candidate| one.question.abs_diff(question);
        let form = all.iter().filter(|one| form_of(one).is_some()).min_by_key(nearest).and_then(form_of)?;
        let rows = rows(blocks, window.clone());
        let mut of_form = rows.iter().filter(|row| row.form == form).peekable();
        let mut last = None;
        let mut chosen: Option<&NumberedLine> = None;
        while let Some(row) = of_form.next() {
            let counts_on = last == Some(question);
            let goes_on = of_form.peek().is_some_and(|next| next.number == row.number + 1);
            last = Some(row.number);
            // A number that follows the one before it, or begins a list, is that of an item.
            if row.number == question + 1 && !counts_on && !(question == 0 && goes_on) {
                chosen = Some(row);
            }
        }
        let row = chosen?;
        let Some(Block::Paragraph(paragraph)) = blocks.get(row.block) else { return None };
        let text = paragraph.text();
        let looks = Looks::of(paragraph, &text);
        let is_answered = row.block + 1 < window.end;
        let asks = looks.asks || text.trim_end().ends_with('?');
        let whole = text.chars().count() <= LONGEST && (is_answered || asks);
        let ends = wording::openings(&text, row.start, LONGEST);
        let asked = ends.iter().find(|opening| opening.asks).map(Opening::end);
        let end = match asked {
            Some(end) => end,
            None if whole => text.len(),
            // Only the number stands there, and the answer behind it.
            None => row.start,
        };
        Some(Candidate { block: row.block, blocks: 1, question, score: LEAST, end })
    }

    /// The heading between the neighbours of a question that speaks of what it asks.
    fn heading(&self, blocks: &[Block], window: Range<usize>, question: usize) -> Option<Candidate> {
        let wanted = self.questions.get(question)?;
        let mut best: Option<(f32, Candidate)> = None;
        for block in window.clone() {
            let Some(Block::Paragraph(paragraph)) = blocks.get(block) else { continue };
            let text = paragraph.text();
            let is_line = text.chars().count() <= LONGEST_HEADING && !text.trim_end().ends_with(['.', ';', ',']);
            let is_title = text.trim_start().starts_with(char::is_uppercase) && is_line && block + 1 < window.end;
            let looks = Looks::of(paragraph, &text);
            if !is_title || is_item(paragraph) || looks.number.is_some_and(|number| number != question + 1) {
                continue;
            }
            let likeness = wanted.speaks(&text);
            let stands_out = if looks.stands_out || looks.asks { 0.2 } else { 0.0 };
            let score = likeness + stands_out;
            if likeness >= 0.5 && best.as_ref().is_none_or(|(high, _)| score > *high) {
                let candidate = Candidate { block, blocks: 1, question, score: LEAST, end: text.len() };
                best = Some((score, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    /// The line that may be a question which was not found: the one most like it between its neighbours.
    pub(crate) fn hint(
        &self,
        blocks: &[Block],
        range: Range<usize>,
        found: &[Candidate],
        question: usize,
    ) -> Option<String> {
        let wanted = self.questions.get(question)?;
        let window = window(found, question, &range)?;
        let lines = window.filter_map(|block| match blocks.get(block) {
            Some(Block::Paragraph(paragraph)) if paragraph.text().chars().count() <= LONGEST => Some(paragraph.text()),
            _ => None,
        });
        let rated = lines.map(|line| {
            let asks = if line.trim_end().ends_with('?') { 0.3 } else { 0.0 };
            (wanted.speaks(&line) + asks, line)
        });
        rated.filter(|(score, _)| *score >= 0.3).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, line)| line)
    }
}

fn is_item(paragraph: &Paragraph) -> bool {
    matches!(paragraph.style, crate::document::Style::Item { mark: crate::document::Mark::Bullet, .. })
        || crate::marks::typed(&paragraph.text()).is_some_and(|typed| typed.sort.is_plain())
}

/// The blocks between the neighbours of a question that were found; `None` where these stand in another order, or there are none.
fn window(found: &[Candidate], question: usize, range: &Range<usize>) -> Option<Range<usize>> {
    let before = found.iter().filter(|one| one.question < question).max_by_key(|one| one.question);
    let after = found.iter().filter(|one| one.question > question).min_by_key(|one| one.question);
    if before.is_none() && after.is_none() {
        return None;
    }
    let from = before.map_or(range.start, |one| one.block + one.blocks);
    let to = after.map_or(range.end, |one| one.block);
    let between = |one: &Candidate| (from..to).contains(&one.block);
    (from <= to && !found.iter().any(between)).then_some(from..to)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{WORDINGS, matcher};
    use super::super::{Candidate, choose};
    use super::*;
    use crate::document::Where;

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
        let blocks: Vec<Block> =
            lines.iter().map(|line| Block::Paragraph(Paragraph::plain(Where::Line(1), line.clone()))).collect();
        let matcher = matcher();
        let chosen = choose(&matcher.find(&blocks));
        matcher.by_sequence(&blocks, 0..blocks.len(), chosen)
    }

    /// The questions with answers below them; one is worded in another way.
    fn file(changed: usize, wording: &str, numbered: bool) -> Vec<String> {
        let mut lines = vec!["Примерск".to_owned()];
        for (number, own) in WORDINGS.iter().enumerate() {
            let wording = if number == changed { wording } else { own };
            lines.push(if numbered { format!("{}. {wording}", number + 1) } else { wording.to_owned() });
            lines.push("Построен мост через выдуманную реку, и по нему уже прошли все, кто хотел.".to_owned());
        }
        lines
    }

    #[test]
    fn a_numbered_line_between_known_neighbours_is_the_question() {
        let mut missed = Vec::new();
        for (question, wordings) in PARAPHRASES.iter().enumerate() {
            for wording in wordings {
                let found = found(&file(question, wording, true));
                let right = found.len() == 5
                    && found.iter().any(|one| one.question == question && one.block == 1 + 2 * question);
                if !right {
                    missed.push(*wording);
                }
            }
        }
        assert_eq!(missed, Vec::<&str>::new());
    }

    #[test]
    fn a_heading_that_speaks_of_it_is_the_question_without_a_number() {
        for (question, wording) in [(1, "Цели и задачи"), (2, "Необходимая помощь"), (4, "Повышение квалификации")]
        {
            let found = found(&file(question, wording, false));
            assert!(found.iter().any(|one| one.question == question && one.block == 1 + 2 * question), "{wording}");
        }
    }

    #[test]
    fn items_of_a_list_are_no_questions() {
        let mut lines = file(2, "", true);
        lines.remove(6);
        lines.remove(5);
        lines.splice(5..5, ["1. первое", "2. второе", "3. третье", "4. четвёртое"].map(str::to_owned));
        assert!(found(&lines).iter().all(|one| one.question != 2));
    }

    #[test]
    fn an_answer_behind_a_number_alone_is_the_answer() {
        let mut lines = file(2, "Предложений нет.", true);
        lines.remove(6);
        let found = found(&lines);
        let one = found.iter().find(|one| one.question == 2).unwrap();
        assert_eq!(&lines[one.block][one.end..], "Предложений нет.");
    }
}
