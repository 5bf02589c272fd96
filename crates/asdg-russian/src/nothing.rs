//! Recognises answers without content: «Предложений нет», «Помощь не требуется», «—».
//!
//! A wrong match would remove a city's words from the lists, which is worse than a miss. So an answer matches only if
//! every word of it is in the lists of this module; in doubt it has content.

use super::stem::{is_stop_word, stems, words};

/// Words that deny. «Не требуется» may be said of anything that ASDG offers. «Нет» must not: of something that is
/// missing it would be a complaint, as in «Нет курсов».
const DENIALS: [(&str, Denied); 34] = [
    ("не нуждаемся", Denied::Need),
    ("не нуждается", Denied::Need),
    ("не нужна", Denied::Need),
    ("не нужно", Denied::Need),
    ("не нужны", Denied::Need),
    ("не требуется", Denied::Need),
    ("не требуются", Denied::Need),
    ("не планируем", Denied::Need),
    ("не планируется", Denied::Need),
    ("не планируются", Denied::Need),
    ("не предлагаем", Denied::Need),
    ("не предлагается", Denied::Need),
    ("не возникает", Denied::Thing),
    ("не возникло", Denied::Thing),
    ("не имеем", Denied::Thing),
    ("не имеет", Denied::Thing),
    ("не имеется", Denied::Thing),
    ("не имеются", Denied::Thing),
    ("не поступало", Denied::Thing),
    ("не поступали", Denied::Thing),
    ("не поступило", Denied::Thing),
    ("не было", Denied::Thing),
    ("нет", Denied::Thing),
    ("нету", Denied::Thing),
    ("отсутствует", Denied::Thing),
    ("отсутствуют", Denied::Thing),
    ("затрудняемся ответить", Denied::Thing),
    ("затрудняюсь ответить", Denied::Thing),
    ("без вопросов", Denied::Whole),
    ("без дополнений", Denied::Whole),
    ("без замечаний", Denied::Whole),
    ("без ответа", Denied::Whole),
    ("без пожеланий", Denied::Whole),
    ("без предложений", Denied::Whole),
];

/// What a denial must be combined with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Denied {
    /// Something that is not needed or not planned: help, events, courses.
    Need,
    /// Something that does not exist: proposals, questions.
    Thing,
    /// Nothing: the denial is complete by itself.
    Whole,
}

/// Nouns for what a city without an answer does not have: proposals, questions.
const THINGS: &str =
    "вопрос дополнение замечание заявка необходимость пожелание потребность предложение просьба рекомендация тема темы";

/// Nouns for what a city without a request does not need.
const NEEDS: &str = "курс курсы мероприятие обсуждение обучение поддержка помощь проведение программа рассмотрение семинар содействие \
    сотрудничество включение";

/// Words that may surround a denial: who says it, when, about what.
const AROUND: &str = "администрация анкета асдг ассоциация весь включить все всё город городской дальнейший данный день дополнительный \
    других другой иной иных какой-либо какие-либо конкретный курс курсы мероприятие момент муниципальный нам нас настоящее наша \
    обсуждение образование округ особый пока период помощь пункт рассмотрение сегодняшний сейчас содействие спасибо специальный со сторона стороны сфера \
    текущий тема темы управление устраивает хорошо время включение программа рода такого";

/// Whether a short text says that there is nothing to propose, to ask for or to discuss.
pub fn is_nothing(text: &str) -> bool {
    let words: Vec<String> = words(text).collect();
    if words.is_empty() {
        // A dash or a dot, which people type in place of an answer. Digits are an answer.
        return !text.chars().any(char::is_numeric);
    }
    // A question has content: «Почему нет предложений?»
    if text.contains('?') {
        return false;
    }
    let mut denied = Vec::new();
    let mut others: Vec<&str> = Vec::new();
    let mut rest = &words[..];
    while let Some((first, behind)) = rest.split_first() {
        match DENIALS.iter().find_map(|(denial, kind)| Some((without(rest, denial)?, *kind))) {
            Some((behind, kind)) => {
                denied.push(kind);
                rest = behind;
            }
            None => {
                others.push(first);
                rest = behind;
            }
        }
    }
    if denied.is_empty() {
        return false;
    }
    let (things, needs, around) = (stems(THINGS), stems(NEEDS), stems(AROUND));
    let can_need = denied.contains(&Denied::Need);
    let mut says_what = denied.contains(&Denied::Whole);
    let mut is_said = false;
    for word in others.iter().filter(|word| !is_stop_word(word)) {
        let Some(stem) = stems(word).pop() else { continue };
        let named = things.contains(&stem) || (can_need && needs.contains(&stem));
        says_what |= named;
        is_said |= needs.contains(&stem);
        if !named && !around.contains(&stem) {
            return false;
        }
    }
    // «Программ обсуждения нет» reports something that a city misses.
    says_what || !is_said
}

/// The words after a denial, if the text begins with it.
fn without<'t>(text: &'t [String], denial: &str) -> Option<&'t [String]> {
    denial.split(' ').try_fold(text, |text, word| {
        let (first, rest) = text.split_first()?;
        (first == word).then_some(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_told_from_something() {
        for nothing in [
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
            assert!(is_nothing(nothing), "{nothing}");
        }
        for something in [
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
            assert!(!is_nothing(something), "{something}");
        }
    }
}
