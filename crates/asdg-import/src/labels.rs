//! The labels of forms for questions and answers: «Вопрос № 1», «Ответ:».

use super::document::{Aside, AsideKind, Block, Paragraph, Style};

/// Takes the label off the beginning of an answer, and off its end that of the question below it.
pub(super) fn take(answer: &mut Vec<Block>) -> Vec<Aside> {
    let mut labels = Vec::new();
    if let Some(Block::Paragraph(paragraph)) = answer.first_mut() {
        labels.extend(take_from(paragraph));
    }
    if matches!(answer.first(), Some(Block::Paragraph(paragraph)) if paragraph.is_empty()) {
        answer.remove(0);
    }
    if let [Block::Paragraph(only)] = answer.as_slice()
        && is_prompt(&only.text())
    {
        labels.push(Aside { kind: AsideKind::Placeholder, text: only.text(), at: only.at });
        answer.clear();
    }
    if let Some(label) = answer.last().filter(|block| is_label(&block.text())).and_then(aside) {
        labels.push(label);
        answer.pop();
    }
    labels
}

fn aside(block: &Block) -> Option<Aside> {
    match block {
        Block::Paragraph(paragraph) => {
            Some(Aside { kind: AsideKind::Question, text: paragraph.text(), at: paragraph.at })
        }
        Block::Table(_) => None,
    }
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

/// Takes «Ответ:» off the text behind it.
fn take_from(paragraph: &mut Paragraph) -> Option<Aside> {
    let at = paragraph.at;
    let text = paragraph.text();
    let whole = is_label(&text) && paragraph.style == Style::Body;
    // «Ответ: Открыт мост», «Ответ. Открыт мост»
    let parted =
        || text.find([':', '.']).map(|sign| sign + 1).filter(|&end| text[end..].starts_with(char::is_whitespace));
    let end = if whole { text.len() } else { parted()? };
    let is_answer = |label: &&str| is_label(label) && (whole || label.to_lowercase().contains("ответ"));
    let label = text.get(..end).filter(is_answer)?.to_owned();
    // The blanks behind it go as well.
    paragraph.cut(text.len() - text.get(end..).unwrap_or_default().trim_start().len());
    Some(Aside { kind: AsideKind::Question, text: label, at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Where;

    #[test]
    fn labels_go_and_words_that_begin_like_one_stay() {
        let block = |text: &str| Block::Paragraph(Paragraph::plain(Where::Line(1), text));
        let mut answer = vec![block("Ответ: Открыт музей."), block("Вопрос № 2")];
        let labels: Vec<String> = take(&mut answer).into_iter().map(|aside| aside.text).collect();
        assert_eq!(labels, ["Ответ:", "Вопрос № 2"]);
        assert_eq!(answer, [block("Открыт музей.")]);
        for (text, label) in [
            ("Ответ. Открыт музей.", "Ответ."),
            ("Ответ администрации города: Открыт музей.", "Ответ администрации города:"),
            ("/ Ответ: Открыт музей.", "/ Ответ:"),
            ("Ответ на вопрос № 3: Открыт музей.", "Ответ на вопрос № 3:"),
        ] {
            let mut answer = vec![block(text)];
            assert_eq!(take(&mut answer)[0].text, label);
            assert_eq!(answer, [block("Открыт музей.")]);
        }
        for texts in [["Ответы на письма: в срок.", "Вопрос о мостах"], ["Ответ на письмо. Он готов.", "1941"]]
        {
            let mut answer = texts.map(block).to_vec();
            assert!(take(&mut answer).is_empty(), "{texts:?}");
        }
        for text in ["[введите ответ]", "Щёлкните здесь для ввода текста.", "(впишите ответ)"]
        {
            let mut answer = vec![block(text)];
            assert_eq!(take(&mut answer)[0].kind, AsideKind::Placeholder);
            assert!(answer.is_empty());
        }
        assert!(take(&mut vec![block("Введите курс о мостах.")]).is_empty());
        assert!(announces_answers("Ответы на вопросы анкеты:"));
        assert!(!announces_answers("Ответы на письма даются в срок."));
    }
}
