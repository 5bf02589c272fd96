//! The labels of questions and answers in forms: «Вопрос № 1», «Ответ:». [`remove`] removes them from an answer.

use super::document::{Aside, AsideKind, Block, Paragraph, Style};

/// Removes the label at the beginning of an answer, and at its end the label of the question below it. Returns the
/// removed texts. `one_letter`: whether the answers have labels of one letter, see [`have_letter_labels`].
pub(super) fn remove(answer: &mut Vec<Block>, one_letter: bool) -> Vec<Aside> {
    let mut labels = Vec::new();
    if let Some(Block::Paragraph(paragraph)) = answer.first_mut() {
        labels.extend(remove_from_paragraph(paragraph, one_letter));
    }
    if matches!(answer.first(), Some(Block::Paragraph(paragraph)) if paragraph.is_empty()) {
        answer.remove(0);
    }
    if let [Block::Paragraph(only)] = answer.as_slice()
        && is_prompt(&only.text())
    {
        labels.extend(answer.drain(..).map(|only| Aside::from_block(AsideKind::Placeholder, &only)));
    }
    let is_last = |block: &mut Block| matches!(block, Block::Paragraph(paragraph) if is_label(&paragraph.text()));
    labels.extend(answer.pop_if(is_last).map(|label| Aside::from_block(AsideKind::Question, &label)));
    labels
}

/// Whether a text is the prompt of a form that was not replaced by an answer: «[введите ответ]».
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
    const MAX_LENGTH: usize = 50;
    let lower = text.trim().to_lowercase();
    lower.chars().count() <= MAX_LENGTH && PROMPTS.iter().any(|prompt| lower.contains(prompt))
}

/// The words that may follow «Ответ» in a label: «Ответ администрации города:», «Ответ на вопрос 1».
const WORDS_AFTER_ANSWER: [&str; 9] =
    ["администрации", "города", "мэрии", "муниципалитета", "округа", "на", "вопрос", "наш", "данный"];

/// Whether a text is nothing but a label: «Вопрос № 1», «ОТВЕТ 1.», «/ Ответ администрации:», or only a number.
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
    let words = |rest: &str| rest.split(is_sign).all(|word| word.is_empty() || WORDS_AFTER_ANSWER.contains(&word));
    text.strip_prefix("ответ").is_some_and(|rest| !rest.starts_with(char::is_alphabetic) && words(rest))
}

/// Whether a line announces the answers below a list of the questions: «Ответы на вопросы анкеты:».
pub(super) fn announces_answers(text: &str) -> bool {
    const MAX_LENGTH: usize = 60;
    let lower = text.trim().to_lowercase();
    lower.starts_with("ответ") && lower.chars().count() <= MAX_LENGTH && !lower.ends_with(['.', ';', ','])
}

/// Whether answers have the labels of an interview: «О:», «О1.», «A:». One letter may also be a word or an initial, so
/// all answers, at least two, must have one.
pub(super) fn have_letter_labels<'a>(answers: impl Iterator<Item = &'a [Block]>) -> bool {
    let mut texts = answers.filter_map(|answer| answer.first()).map(Block::text).filter(|text| !text.trim().is_empty());
    texts.by_ref().take(2).filter(|text| letter_label_length(text, &ANSWER).is_some()).count() == 2
        && texts.all(|text| letter_label_length(&text, &ANSWER).is_some())
}

/// Removes from a question the label of an interview, or the degree sign of a number: «В: Что», «Q1. Что», «1° Что».
pub(super) fn without_letter_label(question: &str) -> &str {
    let without_number = || {
        let rest = question.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.strip_prefix('°').filter(|_| rest.len() < question.len())
    };
    match letter_label_length(question, &QUESTION) {
        Some(length) => &question[length..],
        None => without_number().unwrap_or(question),
    }
}

/// The letters that abbreviate «ответ», Russian and Latin.
const ANSWER: [char; 4] = ['О', 'O', 'А', 'A'];
/// The letters that abbreviate «вопрос», Russian and Latin.
const QUESTION: [char; 3] = ['В', 'B', 'Q'];

/// The length in bytes of a label of one letter, with or without a number.
fn letter_label_length(text: &str, letters: &[char]) -> Option<usize> {
    let rest = text.strip_prefix(letters)?;
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let end = after.strip_prefix([':', '.', ')'])?;
    (rest.len() - after.len() <= 2 && end.starts_with(char::is_whitespace)).then(|| text.len() - end.len())
}

/// Removes «Ответ:» from the beginning of a paragraph.
fn remove_from_paragraph(paragraph: &mut Paragraph, one_letter: bool) -> Option<Aside> {
    // The number of the item stays in the paragraph; removing the label would change the order of number and label.
    if !paragraph.mark_text().is_empty() {
        return None;
    }
    let at = paragraph.at;
    let text = paragraph.text();
    let is_whole = is_label(&text) && paragraph.style == Style::Body;
    // «Ответ: Открыт мост», «Ответ. Открыт мост»
    let label_end =
        || text.find([':', '.']).map(|sign| sign + 1).filter(|&end| text[end..].starts_with(char::is_whitespace));
    let is_answer = |label: &&str| is_label(label) && (is_whole || label.to_lowercase().contains("ответ"));
    let end = match letter_label_length(&text, &ANSWER).filter(|_| one_letter) {
        Some(end) => end,
        None => {
            let end = if is_whole { text.len() } else { label_end()? };
            text.get(..end).filter(is_answer)?;
            end
        }
    };
    let label = text.get(..end)?.to_owned();
    // The spaces after the label are removed as well.
    paragraph.remove_start(text.len() - text.get(end..).unwrap_or_default().trim_start().len());
    Some(Aside { kind: AsideKind::Question, text: label, at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceLocation;

    #[test]
    fn letters_are_labels_if_all_answers_have_one() {
        let block = |text: &str| Block::Paragraph(Paragraph::plain(SourceLocation::Line(1), text));
        let answers = |texts: &[&str]| texts.iter().map(|text| vec![block(text)]).collect::<Vec<_>>();
        let have_labels = |texts: &[&str]| have_letter_labels(answers(texts).iter().map(Vec::as_slice));
        assert!(have_labels(&["О: Дом.", "О: Сад."]) && have_labels(&["A1. Дом.", "A2. Сад.", ""]));
        assert!(
            !have_labels(&["О: Дом."])
                && !have_labels(&["О: Дом.", "Сад."])
                && !have_labels(&["О. Выдумкина", "О чём: сад."])
        );
        let mut answer = vec![block("О: Дом.")];
        assert_eq!(remove(&mut answer, true)[0].text, "О:");
        assert_eq!(answer, [block("Дом.")]);
        assert!(remove(&mut answers(&["О: Дом."])[0], false).is_empty());
        assert_eq!(
            ["В: Что", "Q2. Что", "3° Что", "Вот что"].map(without_letter_label),
            [" Что", " Что", " Что", "Вот что"]
        );
    }

    #[test]
    fn labels_are_removed_and_words_that_begin_like_one_are_kept() {
        let block = |text: &str| Block::Paragraph(Paragraph::plain(SourceLocation::Line(1), text));
        let mut answer = vec![block("Ответ: Открыт музей."), block("Вопрос № 2")];
        let labels: Vec<String> = remove(&mut answer, false).into_iter().map(|aside| aside.text).collect();
        assert_eq!(labels, ["Ответ:", "Вопрос № 2"]);
        assert_eq!(answer, [block("Открыт музей.")]);
        for (text, label) in [
            ("Ответ. Открыт музей.", "Ответ."),
            ("Ответ администрации города: Открыт музей.", "Ответ администрации города:"),
            ("/ Ответ: Открыт музей.", "/ Ответ:"),
            ("Ответ на вопрос № 3: Открыт музей.", "Ответ на вопрос № 3:"),
        ] {
            let mut answer = vec![block(text)];
            assert_eq!(remove(&mut answer, false)[0].text, label);
            assert_eq!(answer, [block("Открыт музей.")]);
        }
        for texts in [["Ответы на письма: в срок.", "Вопрос о мостах"], ["Ответ на письмо. Он готов.", "1941"]]
        {
            let mut answer = texts.map(block).to_vec();
            assert!(remove(&mut answer, false).is_empty(), "{texts:?}");
        }
        for text in ["[введите ответ]", "Щёлкните здесь для ввода текста.", "(впишите ответ)"]
        {
            let mut answer = vec![block(text)];
            assert_eq!(remove(&mut answer, false)[0].kind, AsideKind::Placeholder);
            assert!(answer.is_empty());
        }
        assert!(remove(&mut vec![block("Введите курс о мостах.")], false).is_empty());
        assert!(announces_answers("Ответы на вопросы анкеты:"));
        assert!(!announces_answers("Ответы на письма даются в срок."));
    }
}
