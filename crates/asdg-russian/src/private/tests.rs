//! Tests of private and public data. All numbers and names are made up.

use super::PrivateKind::{Mail, Passport, Snils, Telephone};
use super::{PrivateKind, find, normalised};

/// Lines with one match each: its kind, the match, the line.
const PRIVATE: [(PrivateKind, &str, &str); 58] = [
    (Telephone, "+7 (914) 555-12-34", "Контактное лицо: Придумкин И. И., тел. +7 (914) 555-12-34."),
    (Telephone, "+7 914 555 12 34", "Связаться можно по номеру +7 914 555 12 34"),
    (Telephone, "+79145551234", "Куратор проекта — Выдумкина А. А. (+79145551234)"),
    (Telephone, "+7-914-555-12-34", "Телефон: +7-914-555-12-34, звонить после 14:00"),
    (Telephone, "+7(914)5551234", "моб.: +7(914)5551234;"),
    (Telephone, "+7 914 555‑12‑34", "Дежурный: +7 914 555‑12‑34"),
    (Telephone, "8-914-555-12-34", "Исполнитель: Небывалов П. П., 8-914-555-12-34"),
    (Telephone, "8 914 5551234", "сот. 8 914 5551234"),
    (Telephone, "8 914 555 12 34", "Ответственный: Иванова, 8 914 555 12 34"),
    (Telephone, "8 914 555 12 34", "Ответственный: Иванова, 8 914 555 12 34 (доб. 2)"),
    (Telephone, "89145551234", "Справки по телефону 89145551234."),
    (Telephone, "89145551234", "Придумкин И.И. 89145551234"),
    (Telephone, "89145551234", "телефон № 89145551234"),
    (Telephone, "89145551234", "В 2024 году Придумкин, 2024 89145551234"),
    (Telephone, "8(914)555-12-34", "Исп. Придумкин И.И., 8(914)555-12-34"),
    (Telephone, "8 (914) 555-12-34", "| Придумкин | 8 (914) 555-12-34 |"),
    (Telephone, "8 914-555-12-34", "Контакты:8 914-555-12-34"),
    (Telephone, "8-914-5551234", "т.8-914-5551234"),
    (Telephone, "8914-555-12-34", "Тел.: 8914-555-12-34"),
    (Telephone, "8914 555 12 34", "Придумкин, 8914 555 12 34"),
    (Telephone, "8.914.555.12.34", "Моб. 8.914.555.12.34"),
    (Telephone, "8 – 914 – 555 – 12 – 34", "тел. 8 – 914 – 555 – 12 – 34"),
    (Telephone, "8\u{a0}914\u{a0}555-12-34", "тел. 8\u{a0}914\u{a0}555-12-34"),
    (Telephone, "7-914-555-12-34", "Телефон 7-914-555-12-34"),
    (Telephone, "79145551234", "WhatsApp: 79145551234"),
    (Telephone, "79145551234", "[написать](https://wa.me/79145551234)"),
    (Telephone, "+79145551234", "[позвонить](tel:+79145551234)"),
    (Telephone, "89145551234", "<!-- уточнить у Придумкина: 89145551234 -->"),
    (Telephone, "914-555-12-34", "Придумкин, 914-555-12-34"),
    (Telephone, "914) 555-12-34", "Придумкин, (914) 555-12-34"),
    (Telephone, "9145551234", "мобильный телефон 9145551234"),
    (Telephone, "+7 (914) 555-12-34", "Для справок: +7 (914) 555-12-34,8 (4162) 22-33-44"),
    (Telephone, "8-914-555-12-34", "[8-914-555-12-34](https://example.org/contacts/)"),
    (Mail, "pridumkin@mail.ru", "Предложения просим направлять на pridumkin@mail.ru."),
    (Mail, "i.pridumkin@yandex.ru", "E-mail: i.pridumkin@yandex.ru; тел. (4162) 22-33-44"),
    (Mail, "pridumkin_ii@gmail.com", "почта pridumkin\\_ii@gmail.com"),
    (Mail, "Pridumkin@Mail.RU", "Pridumkin@Mail.RU"),
    (Mail, "pridumkin-79@bk.ru", "(pridumkin-79@bk.ru)"),
    (Mail, "pridumkin@inbox.ru", "[написать](mailto:pridumkin@inbox.ru?subject=анкета)"),
    (Mail, "pridumkin@list.ru", "[pridumkin@list.ru](mailto:pridumkin@list.ru)"),
    (Mail, "pridumkin@ya.ru", "почта:pridumkin@ya.ru,"),
    (Mail, "pridumkin@rambler.ru", "<pridumkin@rambler.ru>"),
    (Mail, "pridumkin@ mail.ru", "электронная почта pridumkin@ mail.ru"),
    (Mail, "89145551234@mail.ru", "почта 89145551234@mail.ru"),
    (Mail, "pridumkin@icloud.com", "pridumkin@icloud.com"),
    (Mail, "pridumkin@outlook.com", "respondent: Придумкин, pridumkin@outlook.com"),
    (Mail, "adm-pridumsk@mail.ru", "Администрация: adm-pridumsk@mail.ru"),
    (Snils, "112-233-445 95", "СНИЛС 112-233-445 95"),
    (Snils, "112-233-445-95", "Придумкин И. И. (112-233-445-95)"),
    (Snils, "112 233 445 95", "Придумкин И. И., 112 233 445 95"),
    (Snils, "11223344595", "СНИЛС: 11223344595"),
    (Snils, "087-654-303 00", "страховой номер 087-654-303 00"),
    (Snils, "001-001-002 15", "СНИЛС 001-001-002 15"),
    (Passport, "10 04 123456", "паспорт 10 04 123456, выдан УВД города Придумска"),
    (Passport, "10 04 123456", "Придумкин Иван Иванович, 10 04 123456"),
    (Passport, "1004 123456", "паспорт: 1004 123456"),
    (Passport, "1004 № 123456", "паспорт серии 1004 № 123456"),
    (Passport, "10 04 номер 123456", "серия 10 04 номер 123456"),
];

/// Lines of answers without private data.
const PUBLIC: [&str; 62] = [
    "Телефон приёмной: (4162) 22-33-44",
    "тел. 8 (4162) 22-33-44, факс 8 (4162) 22-33-45",
    "Приёмная: 8 (391) 226-15-14",
    "Горячая линия 8-800-555-35-35",
    "тел. +7 (3822) 90-55-12",
    "8-4162-22-33-44",
    "Единый номер 112, дежурная служба 9-12-34",
    "Федеральный закон от 05.04.2013 № 44-ФЗ",
    "закон № 131-ФЗ от 06.10.2003",
    "ИНН 2801123456, КПП 280101001",
    "ИНН 280112345678",
    "ИНН 9145551234",
    "ОГРН 1022800520123",
    "ОКТМО 89701000001",
    "ОКТМО: 79701000001",
    "ОКТМО 10701000001",
    "КБК 182 1 01 02010 01 1000 110",
    "р/с 40702810900000012345",
    "р/с 40702 810 9 0000 0012345",
    "БИК 041012345",
    "лицевой счёт 89145551234",
    "кадастровый номер 28:01:010101:1234",
    "земельный участок 28:01:130145:89",
    "УИН 18810128240123456789",
    "извещение № 89145551234",
    "договор № 8-914-555/12",
    "закупка 0123300000124000456",
    "Освоено 89 145 551 234 руб.",
    "Доходы составили 8 914 555 123 руб.",
    "Доходы составили 8 914 555 123,45 руб.",
    "объём 89145551234 рублей",
    "объём инвестиций 9145551234 тыс. руб.",
    "расходы на телефонизацию 9 145 551 234 рубля",
    "в 2023 году — 8 914, в 2024 году — 5 551 человек",
    "с 8 900 до 12 345 чел.",
    "8 950 1200 340 500",
    "Построено 1 234 567 м2 жилья",
    "12.04.2024–15.04.2024",
    "14.02.2025 в 10:00",
    "с 01.01.2024 по 31.12.2024",
    "received: 2025-02-14",
    "Почта: priem@admpridumsk.ru",
    "E-mail: info@pridumsk.gov.ru",
    "office@mail.pridumsk.example",
    "pridumkin@mail.ru.example.org",
    "канал @pridumsk в мессенджере",
    "https://example.org/@pridumsk",
    "на mail.ru и yandex.ru",
    "https://example.org/news/89145551234/",
    "https://example.org/?id=8-914-555-12-34",
    "[отчёт](https://example.org/files/79145551234.pdf)",
    "форма +7 (999) 999-99-99",
    "СНИЛС 112-233-445 96",
    "в формате 000-000-000 00 (СНИЛС)",
    "120-350-400 12",
    "Паспорт проекта утверждён 10.04.2024",
    "паспорт проекта 2024 123456 тыс. руб.",
    "серия из 10 04 12345 и других",
    "Собрано 10 04 123456 руб.",
    "2024 123456",
    "код А89145551234Б",
    "Шифр 44-8-914-555-12-34",
];

#[test]
fn private_data_is_found_with_its_place() {
    for (kind, value, line) in PRIVATE {
        let text = format!("## 1. Итоги\n\n{line}\n\nещё строка\n");
        let matches = find(&text);
        let [found] = matches.as_slice() else { panic!("{line}: {matches:?}") };
        assert_eq!((found.kind, found.value.as_str()), (kind, value), "{line}");
        assert_eq!(text[found.range.clone()].replace('\\', ""), value, "{line}");
    }
}

#[test]
fn other_numbers_and_addresses_are_not_reported() {
    for line in PUBLIC {
        assert_eq!(find(line), [], "{line}");
    }
}

#[test]
fn all_matches_of_a_text_are_found_in_order() {
    let text = "a@mail.ru, b@ya.ru\nничего\n8-914-555-12-34,8-914-555-12-35; 8 914 555 12 36 и +7 914 555 12 37\n";
    let found: Vec<&str> = find(text).into_iter().map(|found| &text[found.range]).collect();
    let expected =
        ["a@mail.ru", "b@ya.ru", "8-914-555-12-34", "8-914-555-12-35", "8 914 555 12 36", "+7 914 555 12 37"];
    assert_eq!(found, expected);
}

#[test]
fn spellings_of_a_value_are_equal_when_normalised() {
    for telephone in ["+7 (914) 555-12-34", "8-914-555-12-34", "79145551234", "914-555-12-34"] {
        assert_eq!(normalised(telephone), "9145551234");
    }
    assert_eq!(normalised("Adm\\_Gorod@Mail.ru"), "adm_gorod@mail.ru");
    assert_eq!(normalised("112-233-445 95"), "11223344595");
}

/// Searches every fragment of a text with private data, so also at the ends of a text and between multi-byte letters.
#[test]
fn fragments_of_private_data_never_panic() {
    let whole = "я@mail.ru +7 (914) 555-12-34 112-233-445 95 паспорт 10 04 № 123456, a.8-914-555-12-34.b@mail.ru@ya.ru";
    let ends: Vec<usize> = whole.char_indices().map(|(at, _)| at).collect();
    for &from in &ends {
        for &to in ends.iter().filter(|&&to| to >= from) {
            let fragment = &whole[from..to];
            for found in find(fragment) {
                assert!(fragment.get(found.range).is_some(), "{fragment}");
            }
        }
    }
}
