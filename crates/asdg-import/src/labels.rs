//! The labels of forms for questions and answers: «Вопрос № 1», «Ответ:».

use super::document::{Aside, AsideKind, Block, Paragraph, Style};

/// Takes the label off the beginning of an answer, and off its end that of the question below it.
/// `short`: whether the answers have short labels, see [`are_short`].
pub(super) fn take(answer: &mut Vec<Block>, short: bool) -> Vec<Aside> {
    let mut labels = Vec::new();
    if let Some(Block::Paragraph(paragraph)) = answer.first_mut() {
        labels.extend(take_from(paragraph, short));
    }
    if matches!(answer.first(), Some(Block::Paragraph(paragraph)) if paragraph.is_empty()) {
        answer.remove(0);
    }
    if let [Block::Paragraph(only)] = answer.as_slice()
        && is_prompt(&only.text())
    {
        labels.extend(answer.drain(..).map(|only| Aside::of(AsideKind::Placeholder, &only)));
    }
    let is_last = |block: &mut Block| matches!(block, Block::Paragraph(paragraph) if is_label(&paragraph.text()));
    labels.extend(answer.pop_if(is_last).map(|label| Aside::of(AsideKind::Question, &label)));
    labels
}

/// Whether a text is the prompt of a form, which nobody has typed over: «[введите ответ]».
fn is_prompt(text: &str) -> bool {
    const PROMPTS: [&str; 11] = [
        "для ввода текста",
        "введите текст",
        "введите ответ",
        "введите ваш ответ",
        "впишите ответ",
        "впишите текст",
        "место для ответа",
        "место для текста",
        "текст ответа",
        "click or tap here",
        "enter text",
    ];
    const LONGEST: usize = 50;
    let lower = text.trim().to_lowercase();
    lower.chars().count() <= LONGEST && PROMPTS.iter().any(|prompt| lower.contains(prompt))
}

/// What may stand behind «Ответ» in a label: «Ответ администрации города:», «Ответ на вопрос 1».
const BEHIND_ANSWER: [&str; 9] =
    ["администрации", "города", "мэрии", "муниципалитета", "округа", "на", "вопрос", "наш", "данный"];

/// «Вопрос № 1», «ОТВЕТ 1.», «/ Ответ администрации:», a number alone, and nothing else.
fn is_label(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['/', '–', '—', ' ']).to_lowercase();
    let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || "№.:)–—-".contains(c);
    let number = text.trim_end_matches(['.', ')']);
    if number.len() < text.len() && (1..=2).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit()) {
        return true;
    }
    if let Some(rest) = text.strip_prefix("вопрос") {
        return rest.chars().all(is_sign);
    }
    let words = |rest: &str| rest.split(is_sign).all(|word| word.is_empty() || BEHIND_ANSWER.contains(&word));
    text.strip_prefix("ответ").is_some_and(|rest| !rest.starts_with(char::is_alphabetic) && words(rest))
}

/// A line between a list of the questions and the answers: «Ответы на вопросы анкеты:».
pub(super) fn announces_answers(text: &str) -> bool {
    const LONGEST: usize = 60;
    let lower = text.trim().to_lowercase();
    lower.starts_with("ответ") && lower.chars().count() <= LONGEST && !lower.ends_with(['.', ';', ','])
}

/// Whether answers have the labels of an interview: «О:», «О1.», «A:». One letter may be a word or an initial, so all of them must have one.
pub(super) fn are_short<'a>(answers: impl Iterator<Item = &'a [Block]>) -> bool {
    let mut said = answers.filter_map(|answer| answer.first()).map(Block::text).filter(|text| !text.trim().is_empty());
    said.by_ref().take(2).filter(|text| short_length(text, &ANSWER).is_some()).count() == 2
        && said.all(|text| short_length(&text, &ANSWER).is_some())
}

/// A question without the label of an interview or a number that is written with a sign of its own: «В: Что», «Q1. Что», «1° Что».
pub(super) fn without_short(question: &str) -> &str {
    let numbered = || {
        let rest = question.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.strip_prefix('°').filter(|_| rest.len() < question.len())
    };
    match short_length(question, &QUESTION) {
        Some(length) => &question[length..],
        None => numbered().unwrap_or(question),
    }
}

/// The letters that stand for «ответ» and «вопрос», Russian and Latin.
const ANSWER: [char; 4] = ['О', 'O', 'А', 'A'];
const QUESTION: [char; 3] = ['В', 'B', 'Q'];

/// How long the label of one letter is, which may have a number.
fn short_length(text: &str, letters: &[char]) -> Option<usize> {
    let rest = text.strip_prefix(letters)?;
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let end = behind.strip_prefix([':', '.', ')'])?;
    (rest.len() - behind.len() <= 2 && end.starts_with(char::is_whitespace)).then(|| text.len() - end.len())
}

/// Takes «Ответ:» off the text behind it.
fn take_from(paragraph: &mut Paragraph, short: bool) -> Option<Aside> {
    // A number in front of the label would stand behind it then.
    if !paragraph.mark().is_empty() {
        return None;
    }
    let at = paragraph.at;
    let text = paragraph.text();
    let whole = is_label(&text) && paragraph.style == Style::Body;
    // «Ответ: Открыт мост», «Ответ. Открыт мост»
    let parted =
        || text.find([':', '.']).map(|sign| sign + 1).filter(|&end| text[end..].starts_with(char::is_whitespace));
    let is_answer = |label: &&str| is_label(label) && (whole || label.to_lowercase().contains("ответ"));
    let end = match short_length(&text, &ANSWER).filter(|_| short) {
        Some(end) => end,
        None => {
            let end = if whole { text.len() } else { parted()? };
            text.get(..end).filter(is_answer)?;
            end
        }
    };
    let label = text.get(..end)?.to_owned();
    // The blanks behind it go as well.
    paragraph.cut(text.len() - text.get(end..).unwrap_or_default().trim_start().len());
    Some(Aside { kind: AsideKind::Question, text: label, at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Where;

    #[test]
    fn letters_of_an_interview_are_labels_where_all_answers_have_one() {
        let block = |text: &str| Block::Paragraph(Paragraph::plain(Where::Line(1), text));
        let answers = |texts: &[&str]| texts.iter().map(|text| vec![block(text)]).collect::<Vec<_>>();
        let short = |texts: &[&str]| are_short(answers(texts).iter().map(Vec::as_slice));
        assert!(short(&["О: Дом.", "О: Сад."]) && short(&["A1. Дом.", "A2. Сад.", ""]));
        assert!(!short(&["О: Дом."]) && !short(&["О: Дом.", "Сад."]) && !short(&["О. Выдумкина", "О чём: сад."]));
        let mut answer = vec![block("О: Дом.")];
        assert_eq!(take(&mut answer, true)[0].text, "О:");
        assert_eq!(answer, [block("Дом.")]);
        assert!(take(&mut answers(&["О: Дом."])[0], false).is_empty());
        assert_eq!(["В: Что", "Q2. Что", "3° Что", "Вот что"].map(without_short), [" Что", " Что", " Что", "Вот что"]);
    }

    #[test]
    fn labels_go_and_words_that_begin_like_one_stay() {
        let block = |text: &str| Block::Paragraph(Paragraph::plain(Where::Line(1), text));
        let mut answer = vec![block("Ответ: Открыт музей."), block("Вопрос № 2")];
        let labels: Vec<String> = take(&mut answer, false).into_iter().map(|aside| aside.text).collect();
        assert_eq!(labels, ["Ответ:", "Вопрос № 2"]);
        assert_eq!(answer, [block("Открыт музей.")]);
        for (text, label) in [
            ("Ответ. Открыт музей.", "Ответ."),
            ("Ответ администрации города: Открыт музей.", "Ответ администрации города:"),
            ("/ Ответ: Открыт музей.", "/ Ответ:"),
            ("Ответ на вопрос № 3: Открыт музей.", "Ответ на вопрос № 3:"),
        ] {
            let mut answer = vec![block(text)];
            assert_eq!(take(&mut answer, false)[0].text, label);
            assert_eq!(answer, [block("Открыт музей.")]);
        }
        for texts in [["Ответы на письма: в срок.", "Вопрос о мостах"], ["Ответ на письмо. Он готов.", "1941"]]
        {
            let mut answer = texts.map(block).to_vec();
            assert!(take(&mut answer, false).is_empty(), "{texts:?}");
        }
        for text in ["[введите ответ]", "Щёлкните здесь для ввода текста.", "(впишите ответ)"]
        {
            let mut answer = vec![block(text)];
            assert_eq!(take(&mut answer, false)[0].kind, AsideKind::Placeholder);
            assert!(answer.is_empty());
        }
        assert!(take(&mut vec![block("Введите курс о мостах.")], false).is_empty());
        assert!(announces_answers("Ответы на вопросы анкеты:"));
        assert!(!announces_answers("Ответы на письма даются в срок."));
    }
}
