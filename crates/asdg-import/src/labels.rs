//! The labels of forms for questions and answers: «Вопрос № 1», «Ответ:».

use super::document::{Aside, AsideKind, Block, Paragraph, Run, Style};

/// Takes the label off the beginning of an answer, and off its end that of the question below it.
pub(super) fn take(answer: &mut Vec<Block>) -> Vec<Aside> {
    let mut labels = Vec::new();
    if let Some(Block::Paragraph(paragraph)) = answer.first_mut() {
        labels.extend(take_from(paragraph));
    }
    if matches!(answer.first(), Some(Block::Paragraph(paragraph)) if paragraph.is_empty()) {
        answer.remove(0);
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

/// «Вопрос № 1», «ОТВЕТ 1.», and nothing else.
fn is_label(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let rest = ["вопрос", "ответ"].iter().find_map(|word| text.strip_prefix(word));
    rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "№.:)–—-".contains(c)))
}

/// Takes «Ответ:» off the text behind it.
fn take_from(paragraph: &mut Paragraph) -> Option<Aside> {
    let at = paragraph.at;
    let text = paragraph.text();
    let end = if is_label(&text) && paragraph.style == Style::Body { text.len() } else { text.find(':')? + 1 };
    let label = text.get(..end).filter(|label| is_label(label))?.to_owned();
    let mut left = end;
    for run in &mut paragraph.runs {
        if let Run::Text { text, .. } = run {
            let here = left.min(text.len());
            text.drain(..here);
            left -= here;
            if left == 0 {
                text.drain(..text.len() - text.trim_start().len());
                break;
            }
        }
    }
    paragraph.runs.retain(|run| !matches!(run, Run::Text { text, .. } if text.is_empty()));
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
        let mut answer = vec![block("Ответы на письма: в срок."), block("Вопрос о мостах")];
        assert!(take(&mut answer).is_empty());
    }
}
