mod officials;

use super::CityNames;
use crate::check::links::LinkedProse;
use crate::model::{City, Register, Target};
use asdg_base::prose::{Block, Inline, Style};

/// A register of these cities, whose ids are their names.
fn register(names: &[&str]) -> Register<City> {
    Register::new(names.iter().map(|name| city(name)).collect())
}

fn city(name: &str) -> City {
    City::named(name, name)
}

fn mentioned(register: &Register<City>, text: &str) -> String {
    let mentions = CityNames::new(register).mentions(text);
    let mentioned =
        mentions.iter().map(|mention| format!("{}={}", &text[mention.range.clone()], register[mention.city].id));
    mentioned.collect::<Vec<_>>().join(", ")
}

const CITIES: &[&str] = &[
    "Владивосток",
    "Южно-Сахалинск",
    "Благовещенск",
    "Хабаровск",
    "Томск",
    "Омск",
    "Новый Уренгой",
    "Уренгой",
    "Комсомольск-на-Амуре",
    "Мирный",
    "Свободный",
    "Зима",
    "Киров",
    "Белово",
    "Артём",
    "Хэйхэ",
    "Удаляньчи",
    "Орёл",
    "Нижний Новгород",
    "Новосибирск",
    "Чита",
    "Тюмень",
    "Улан-Удэ",
    "Горно-Алтайск",
    "Кемерово",
    "Советская Гавань",
];

#[test]
fn cities_are_found_in_every_grammatical_case() {
    let register = register(CITIES);
    for (text, expected) in [
        ("Делегация побывала во Владивостоке.", "Владивостоке=Владивосток"),
        ("Обменялись опытом с Южно-Сахалинском", "Южно-Сахалинском=Южно-Сахалинск"),
        ("с Южно\u{2011}Сахалинском", "Южно\u{2011}Сахалинском=Южно-Сахалинск"),
        ("города Южно- Сахалинска", "Южно- Сахалинска=Южно-Сахалинск"),
        ("Хабаровск принял гостей из Новосибирска.", "Хабаровск=Хабаровск, Новосибирска=Новосибирск"),
        ("между Омском и Томском", "Омском=Омск, Томском=Томск"),
        ("администрации Омска, Томска, Читы и Тюмени", "Омска=Омск, Томска=Томск, Читы=Чита, Тюмени=Тюмень"),
        ("гости из Хэйхэ и Удаляньчи", "Хэйхэ=Хэйхэ, Удаляньчи=Удаляньчи"),
        ("из Нового Уренгоя и Уренгоя", "Нового Уренгоя=Новый Уренгой, Уренгоя=Уренгой"),
        ("в Комсомольске-на-Амуре", "Комсомольске-на-Амуре=Комсомольск-на-Амуре"),
        ("в Нижнем\u{a0}Новгороде", "Нижнем\u{a0}Новгороде=Нижний Новгород"),
        ("в Советской Гавани", "Советской Гавани=Советская Гавань"),
        ("в Улан-Удэ, в Горно-Алтайске", "Улан-Удэ=Улан-Удэ, Горно-Алтайске=Горно-Алтайск"),
        ("в Кемерове и в Кемерово", "Кемерове=Кемерово, Кемерово=Кемерово"),
        ("ХАБАРОВСК – НАШ ГОРОД", "ХАБАРОВСК=Хабаровск"),
        ("(Владивосток, Томск)", "Владивосток=Владивосток, Томск=Томск"),
        ("Омск–Томск", "Омск=Омск, Томск=Томск"),
        ("Концерт дали в 2024 г. Томск присоединился", "Томск=Томск"),
    ] {
        assert_eq!(mentioned(&register, text), expected, "{text}");
    }
}

#[test]
fn words_that_only_resemble_a_city_are_not_found() {
    let register = register(CITIES);
    for text in [
        "благовещенские школьники и Благовещенская епархия",
        "в Томском районе и на Омском направлении",
        "Благовещенском районе",
        "гостиница «Владивосток» и команда «Томск»",
        "ООО «Газпром трансгаз Томск»",
        "теплоход Хабаровск, станция Чита",
        "станция Омск-Пассажирский, Омск-Пассажирский",
        "выступил А. Хабаровск",
        "улица Кирова, завод имени Кирова, А. С. Киров, у Кирова",
        "семья Белова",
        "Артём Иванов, Артёма",
        "Мирный договор, в Свободном доступе, Зима была долгой, в мирном",
        "хабаровск",
        "Старый Томск",
        "Новохабаровск, Хабаровскстрой",
        "под ХАБАРОВСКОМ",
        "Орёл парил",
    ] {
        assert_eq!(mentioned(&register, text), "", "{text}");
    }
}

#[test]
fn ambiguous_names_are_found_after_a_word_for_a_city() {
    let register = register(CITIES);
    for (text, expected) in [
        ("в городе Мирном и в г. Зиме", "Мирном=Мирный, Зиме=Зима"),
        ("в городе Мирный", "Мирный=Мирный"),
        ("города Свободного", "Свободного=Свободный"),
        ("в городах Мирный, Зима и Свободный", "Мирный=Мирный, Зима=Зима, Свободный=Свободный"),
        ("в городах Томск и Зима", "Томск=Томск, Зима=Зима"),
        ("г. Артём, гг. Орёл и Киров", "Артём=Артём, Орёл=Орёл, Киров=Киров"),
        ("г.\u{a0}Кирова", "Кирова=Киров"),
        ("городской округ Мирный", "Мирный=Мирный"),
        ("в Кирове и из Белова", "Кирове=Киров, Белова=Белово"),
        ("Белово получило грант", "Белово=Белово"),
    ] {
        assert_eq!(mentioned(&register, text), expected, "{text}");
    }
}

#[test]
fn the_register_determines_forms_and_certainty() {
    let register = Register::new(vec![
        City { forms: vec!["Кызыле".into(), "Кызылу".into()], ..city("Кызыл") },
        City { ambiguous: Some(true), ..city("Мегион") },
        City { ambiguous: Some(false), ..city("Зима") },
        City {
            aliases: vec!["Питер".into(), "НСК".into(), "северная столица".into()], ..city("Вымыслов-Город")
        },
    ]);
    assert_eq!(mentioned(&register, "в Кызыле, у Кызыла, Кызыл"), "Кызыле=Кызыл, Кызыл=Кызыл");
    assert_eq!(mentioned(&register, "в Мегионе, в городе Мегионе"), "Мегионе=Мегион");
    assert_eq!(mentioned(&register, "в Зиме"), "Зиме=Зима");
    assert_eq!(
        mentioned(&register, "в Питере и НСК, но не Нск и не северная столица"),
        "Питере=Вымыслов-Город, НСК=Вымыслов-Город"
    );
}

#[test]
fn a_passage_has_at_most_one_link_to_a_city() {
    let register = register(CITIES);
    let key = |name| register.find(name).unwrap();
    let text = |text: &str| Inline::Text(text.into());
    let link = |link, name| Inline::Link { link, content: vec![text(name)] };
    let mut passage = LinkedProse {
        blocks: vec![
            Block::Heading { level: 4, content: vec![text("Поездка в Омск")] },
            Block::Paragraph(vec![text("В Омске, Чите и Омске, во Владивостоке."), Inline::Code("Томск".into())]),
            Block::Quote(vec![Block::Plain(vec![Inline::Styled(Style::Strong, vec![text("Томск и Омск")])])]),
            Block::Paragraph(vec![link(0, "Хабаровск"), text(" и Хабаровск"), link(1, "Тюмень"), text(". Тюмень")]),
        ],
        links: vec![Target::City(key("Хабаровск")), Target::NoCity],
        pictures: Vec::new(),
    };
    CityNames::new(&register).link_cities(&mut passage, key("Чита"));
    let expected = [
        Block::Heading { level: 4, content: vec![text("Поездка в Омск")] },
        Block::Paragraph(vec![
            text("В "),
            link(2, "Омске"),
            text(", Чите и Омске, во "),
            link(3, "Владивостоке"),
            text("."),
            Inline::Code("Томск".into()),
        ]),
        Block::Quote(vec![Block::Plain(vec![Inline::Styled(Style::Strong, vec![link(4, "Томск"), text(" и Омск")])])]),
        Block::Paragraph(vec![
            link(0, "Хабаровск"),
            text(" и Хабаровск"),
            link(1, "Тюмень"),
            text(". "),
            link(5, "Тюмень"),
        ]),
    ];
    assert_eq!(passage.blocks, expected);
    let added = ["Омск", "Владивосток", "Томск", "Тюмень"].map(|name| Target::City(key(name)));
    assert_eq!(passage.links[2..], added);
}
