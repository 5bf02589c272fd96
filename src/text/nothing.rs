//! Answers that say there is nothing to say: «Предложений нет», «Помощь не требуется», «—».

use super::stem::{stems, words};

/// The words that deny, in the order of their letters.
const DENIALS: [&str; 18] = [
    "нет",
    "нету",
    "не имеем",
    "не имеется",
    "не нуждаемся",
    "не планируется",
    "не поступало",
    "не поступали",
    "не предлагаем",
    "не требуется",
    "не имеет",
    "отсутствие",
    "отсутствует",
    "отсутствуют",
    "без предложений",
    "без вопросов",
    "не нуждается",
    "не имеются",
];

/// What such an answer may speak of; any other word means that it says something.
const SUBJECTS: &str = "администрация асдг ассоциация вопрос вопросы возможность город городской дальнейший данный \
    день дополнение дополнительный замечание имеется иной какой-либо курс курсы мероприятие момент муниципальный \
    настоящее обсуждение образование ответ период пожелание помощь потребность предложение предмет программа проблема \
    просьба рассмотрение рекомендация сегодняшний содействие сотрудничество специальный сторона сфера тема темы \
    управление включение включить какие-либо конкретный нам нас наша со стороны текущий время иных других другой";

/// Whether a short text says that there is nothing to propose, to ask for or to discuss.
pub fn is_nothing(text: &str) -> bool {
    let plain: Vec<String> = text.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let plain = plain.join(" ");
    if words(&plain).next().is_none() {
        // A dash, a dot: what people put where nothing is to be said. Figures are an answer.
        return !plain.chars().any(|c| c.is_numeric());
    }
    let Some(denial) = DENIALS.iter().find(|denial| contains_words(&plain, denial)) else {
        return false;
    };
    let allowed = stems(SUBJECTS);
    let denying = stems(denial);
    stems(&plain).iter().all(|stem| allowed.contains(stem) || denying.contains(stem))
}

/// Whether words stand in a text one after another.
fn contains_words(text: &str, wanted: &str) -> bool {
    let text: Vec<String> = words(text).collect();
    let wanted: Vec<String> = words(wanted).collect();
    text.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_told_from_something() {
        for nothing in [
            "Предложений нет.",
            "Нет",
            "—",
            "-",
            "Помощь не требуется.",
            "Предложения отсутствуют.",
            "На сегодняшний день предложений и вопросов нет.",
            "Дополнительных предложений не имеем.",
            "Предложений от администрации города не поступало",
            "Вопросов для обсуждения на мероприятиях АСДГ нет.",
            "Предложений по темам курсов не имеется.",
        ] {
            assert!(is_nothing(nothing), "{nothing}");
        }
        for something in [
            "Нет помещения для архива.",
            "Не требуется согласование, но нужен образец.",
            "Провести семинар.",
            "Снег",
            "25",
            "Нет единых правил обсуждения бюджета",
            "Помощь нужна.",
        ] {
            assert!(!is_nothing(something), "{something}");
        }
    }
}
