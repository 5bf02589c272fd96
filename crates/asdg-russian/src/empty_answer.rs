//! Recognises answers without content: «Предложений нет», «Помощь не требуется», «—».
//!
//! A false positive would remove a city's answer from the lists, which is worse than a miss. So an answer matches only
//! if all its words are in the lists of this module.

use super::stem::{is_stop_word, stems, words};

/// Negations, with the nouns that they may combine with. «Не требуется» fits anything that ASDG offers: «Курсы не
/// требуются» has no content. «Нет» does not: «Нет курсов» is a complaint.
const NEGATIONS: [(&str, Negated); 34] = [
    ("не нуждаемся", Negated::Need),
    ("не нуждается", Negated::Need),
    ("не нужна", Negated::Need),
    ("не нужно", Negated::Need),
    ("не нужны", Negated::Need),
    ("не требуется", Negated::Need),
    ("не требуются", Negated::Need),
    ("не планируем", Negated::Need),
    ("не планируется", Negated::Need),
    ("не планируются", Negated::Need),
    ("не предлагаем", Negated::Need),
    ("не предлагается", Negated::Need),
    ("не возникает", Negated::Thing),
    ("не возникло", Negated::Thing),
    ("не имеем", Negated::Thing),
    ("не имеет", Negated::Thing),
    ("не имеется", Negated::Thing),
    ("не имеются", Negated::Thing),
    ("не поступало", Negated::Thing),
    ("не поступали", Negated::Thing),
    ("не поступило", Negated::Thing),
    ("не было", Negated::Thing),
    ("нет", Negated::Thing),
    ("нету", Negated::Thing),
    ("отсутствует", Negated::Thing),
    ("отсутствуют", Negated::Thing),
    ("затрудняемся ответить", Negated::Thing),
    ("затрудняюсь ответить", Negated::Thing),
    ("без вопросов", Negated::Complete),
    ("без дополнений", Negated::Complete),
    ("без замечаний", Negated::Complete),
    ("без ответа", Negated::Complete),
    ("без пожеланий", Negated::Complete),
    ("без предложений", Negated::Complete),
];

/// The nouns that a negation may combine with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Negated {
    /// [`THINGS`] and [`NEEDS`]: what is not needed or not planned, such as help, events, courses.
    Need,
    /// [`THINGS`]: what does not exist, such as proposals, questions.
    Thing,
    /// None: the negation is complete by itself.
    Complete,
}

/// Nouns for things that a city without an answer does not have: proposals, questions.
const THINGS: &str =
    "вопрос дополнение замечание заявка необходимость пожелание потребность предложение просьба рекомендация тема темы";

/// Nouns for things that a city without a request does not need: help, courses, events.
const NEEDS: &str = "курс курсы мероприятие обсуждение обучение поддержка помощь проведение программа рассмотрение семинар содействие \
    сотрудничество включение";

/// Words that may surround a negation: who answers, when, about which subject.
const CONTEXT_WORDS: &str = "администрация анкета асдг ассоциация весь включить все всё город городской дальнейший данный день дополнительный \
    других другой иной иных какой-либо какие-либо конкретный курс курсы мероприятие момент муниципальный нам нас настоящее наша \
    обсуждение образование округ особый пока период помощь пункт рассмотрение сегодняшний сейчас содействие спасибо специальный со сторона стороны сфера \
    текущий тема темы управление устраивает хорошо время включение программа рода такого";

/// Whether a short text only says that there is nothing to propose, to request or to discuss.
pub fn is_empty_answer(text: &str) -> bool {
    let words: Vec<String> = words(text).collect();
    if words.is_empty() {
        // A dash or a dot, which people type in place of an answer. Digits are an answer.
        return !text.chars().any(char::is_numeric);
    }
    // A question has content: «Почему нет предложений?»
    if text.contains('?') {
        return false;
    }
    let mut negations = Vec::new();
    let mut others: Vec<&str> = Vec::new();
    let mut rest = &words[..];
    while let Some((first, after_word)) = rest.split_first() {
        match NEGATIONS.iter().find_map(|(negation, kind)| Some((strip_phrase(rest, negation)?, *kind))) {
            Some((after_negation, kind)) => {
                negations.push(kind);
                rest = after_negation;
            }
            None => {
                others.push(first);
                rest = after_word;
            }
        }
    }
    if negations.is_empty() {
        return false;
    }
    let (things, needs, context) = (stems(THINGS), stems(NEEDS), stems(CONTEXT_WORDS));
    let can_negate_needs = negations.contains(&Negated::Need);
    let mut has_object = negations.contains(&Negated::Complete);
    let mut has_need = false;
    for word in others.iter().filter(|word| !is_stop_word(word)) {
        let Some(stem) = stems(word).pop() else { continue };
        let is_object = things.contains(&stem) || (can_negate_needs && needs.contains(&stem));
        has_object |= is_object;
        has_need |= needs.contains(&stem);
        if !is_object && !context.contains(&stem) {
            return false;
        }
    }
    // «Программ обсуждения нет» reports something that a city misses.
    has_object || !has_need
}

/// Returns the words after a phrase, if the text begins with it.
fn strip_phrase<'t>(text: &'t [String], phrase: &str) -> Option<&'t [String]> {
    phrase.split(' ').try_fold(text, |text, word| {
        let (first, rest) = text.split_first()?;
        (first == word).then_some(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_answers_are_distinguished_from_answers_with_content() {
        for empty in [
            "Предложений нет.",
            "Нет",
            "нет.",
            "НЕТ!",
            "—",
            "-",
            "...",
            "Помощь не требуется.",
            "Помощь не нужна",
            "Предложения отсутствуют.",
            "Предложений отсутствует",
            "Нет предложений, всё устраивает",
            "На данный момент помощь АСДГ не требуется",
            "В настоящее время помощь со стороны АСДГ не требуется.",
            "В помощи не нуждаемся",
            "Необходимости в помощи АСДГ нет",
            "Не нуждаемся.",
            "Не имеется",
            "Пока нет",
            "Пока предложений нет, спасибо!",
            "Нет, помощь не требуется.",
            "Вопросов и предложений нет.",
            "Вопросов не возникло.",
            "На сегодняшний день предложений и вопросов нет.",
            "Дополнительных предложений не имеем.",
            "Предложений от администрации города не поступало",
            "Предложений по данному вопросу нет",
            "Вопросов для обсуждения на мероприятиях АСДГ нет.",
            "Предложений по темам курсов не имеется.",
            "Обучение на курсах не требуется",
            "Проведение мероприятий не планируется",
            "Без предложений.",
            "Затрудняемся ответить.",
            "Предложений на 2025 год нет.",
        ] {
            assert!(is_empty_answer(empty), "{empty}");
        }
        for answer in [
            "Нет помещения для архива.",
            "Не требуется согласование, но нужен образец.",
            "Провести семинар.",
            "Снижение тарифов",
            "Снег",
            "25",
            "Нет единых правил обсуждения бюджета",
            "Нет единого подхода к оплате",
            "Помощь нужна.",
            "Помощь требуется. Обсуждение не требуется.",
            "Отсутствие курсов",
            "Отсутствие сотрудничества городов",
            "Нет курсов для муниципальных служащих",
            "Программ обсуждения нет",
            "Почему нет предложений?",
            "Нет, но темы появятся к осени",
            "Вопросы образования",
            "Темы прежние",
            "Помощь АСДГ",
            "Нет помощи со стороны АСДГ",
            "Нет жилья",
            "Нет кадров",
            "Нет денег",
            "Не нужны новые отчёты",
        ] {
            assert!(!is_empty_answer(answer), "{answer}");
        }
    }
}
