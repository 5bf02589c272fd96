//! Word lists for the rules: names with other meanings, and words that may be next to a name.
//!
//! Nouns and adjectives are listed without endings and with е instead of ё. `is_noun` and `is_adjective` match them in
//! all cases.

use super::grammar::{ACCUSATIVE, Cases, DATIVE, GENITIVE, INSTRUMENTAL, PREPOSITIONAL};

/// Names of towns that are also common words, first names or great rivers. Adjectives are recognised by their endings.
pub(super) const COMMON_WORDS: &[&str] = &[
    "Артём",
    "Бор",
    "Владимир",
    "Восток",
    "Горки",
    "Горняк",
    "Дно",
    "Дружба",
    "Заря",
    "Зея",
    "Зима",
    "Камень",
    "Клин",
    "Ключи",
    "Лена",
    "Луга",
    "Мыски",
    "Надежда",
    "Находка",
    "Обь",
    "Октябрь",
    "Ольга",
    "Орёл",
    "Остров",
    "Пески",
    "Победа",
    "Прогресс",
    "Рассвет",
    "Роман",
    "Слава",
    "Славянка",
    "Тайга",
    "Тара",
    "Топки",
    "Шахты",
    "Ясный",
];

/// Names of towns that also mean rivers, persons or hills, but rarely after «в» and «из».
pub(super) const NAMESAKES: &[&str] = &[
    "Алдан",
    "Бикин",
    "Врангель",
    "Гагарин",
    "Диксон",
    "Златоуст",
    "Ишим",
    "Курган",
    "Оха",
    "Пушкин",
    "Тавда",
    "Томмот",
    "Хатанга",
    "Хилок",
    "Чаплыгин",
    "Чулым",
    "Шилка",
];

/// Towns that are better known than the rivers after which they are named.
pub(super) const CITIES_NAMED_AFTER_RIVERS: &[&str] = &["абакан", "анадыр", "миасс", "могоч", "надым", "нюрб", "тынд"];

/// Names that end like adjectives but are none.
pub(super) const NOT_ADJECTIVES: &[&str] = &["Уренгой", "Ханой"];

/// Names in -ов and -ев that are not surnames.
pub(super) const NOT_SURNAMES: &[&str] = &["Псков", "Ростов", "Саратов", "Тамбов", "Азов", "Львов", "Краков", "Саров"];

/// Words for a city; a name after one of them means the city.
pub(super) const CITY_WORDS: &[&str] = &["город", "моногород", "муниципалитет", "наукоград", "округ", "райцентр"];

/// Abbreviations of «город».
pub(super) const CITY_ABBREVIATIONS: &[&str] = &["г", "гг", "гор"];

/// Abbreviations of «городской округ» and «муниципальное образование».
pub(super) const MUNICIPAL_ABBREVIATIONS: &[&str] = &["ГО", "МО"];

/// Words after which the city may be in quotation marks: городской округ «Мирный», муниципальное образование «Город
/// Мирный».
pub(super) const MUNICIPALITY_WORDS: &[&str] = &["муниципалитет", "образовани", "округ"];

/// Offices that are followed by «города» and then by a surname: «глава города Белова».
pub(super) const OFFICES: &[&str] = &[
    "вице-мэр",
    "глав",
    "градоначальник",
    "гражданин",
    "гражданк",
    "депутат",
    "жител",
    "мэр",
    "председател",
    "уроженец",
];

/// Things named after a city, with the name in the nominative: «теплоход Хабаровск», but «улицы Хабаровска».
pub(super) const THINGS: &[&str] = &[
    "ансамбл",
    "арен",
    "аэропорт",
    "бренд",
    "бульвар",
    "водоканал",
    "вокзал",
    "волост",
    "газет",
    "газпром",
    "гостиниц",
    "журнал",
    "завод",
    "заповедник",
    "катер",
    "кафе",
    "кинотеатр",
    "клуб",
    "команд",
    "комбинат",
    "компани",
    "корабл",
    "крейсер",
    "лагер",
    "ледокол",
    "магазин",
    "марк",
    "межрегионгаз",
    "месторождени",
    "микрорайон",
    "отел",
    "парк",
    "паром",
    "перевал",
    "переулк",
    "переулок",
    "площад",
    "поезд",
    "порт",
    "преми",
    "проспект",
    "радио",
    "разъезд",
    "ресторан",
    "рынок",
    "санатори",
    "сквер",
    "стадион",
    "станци",
    "судн",
    "танкер",
    "телеканал",
    "теплоход",
    "трансгаз",
    "улиц",
    "урочищ",
    "фабрик",
    "фестивал",
    "фирм",
    "хутор",
    "шахт",
];

/// Abbreviations of firms, clubs and the like: «ФК Томск».
pub(super) const FIRM_ABBREVIATIONS: &[&str] = &[
    "АНО", "АО", "БК", "ВК", "ДК", "ЖК", "ЗАО", "МАУ", "МБУ", "МКУ", "МУП", "ОАО", "ООО", "ПАО", "СК", "ТОС", "ТРЦ",
    "ТЦ", "ФК", "ХК",
];

/// Places whose name follows in the same case, if the name may mean something other than a city: «на реке Тынде», «у
/// посёлка Свободного», but «бухты Владивостока».
pub(super) const PLACES: &[&str] = &[
    "бухт",
    "гор",
    "деревн",
    "залив",
    "имени",
    "мыс",
    "озер",
    "остров",
    "пгт",
    "полуостров",
    "поселк",
    "поселок",
    "пролив",
    "рек",
    "речк",
    "сел",
    "сопк",
    "станиц",
];

/// Parts of a river, which a town does not have: «в долине Зеи», but «берега Благовещенска».
pub(super) const RIVER_PARTS: &[&str] =
    &["бассейн", "берег", "верховь", "вод", "долин", "низовь", "пойм", "приток", "разлив", "русл", "усть"];

/// Abbreviations of things and places: «ул. Томск», «им. Кирова».
pub(super) const ABBREVIATED_THINGS: &[&str] = &[
    "бул",
    "д",
    "дер",
    "им",
    "мкр",
    "наб",
    "о",
    "оз",
    "п",
    "пер",
    "пл",
    "пос",
    "пр",
    "просп",
    "р",
    "с",
    "ст",
    "ул",
    "ш",
];

/// Adjectives that form another name with a town's name: Новый Томск, «Вечерний Хабаровск».
pub(super) const NAME_ADJECTIVES: &[&str] = &[
    "больш",
    "велик",
    "верхн",
    "вечерн",
    "восточн",
    "дальн",
    "западн",
    "красн",
    "мал",
    "нижн",
    "нов",
    "северн",
    "средн",
    "стар",
    "южн",
];

/// Adjectives after a town's name that make it the name of a station: Томск Северный, Хабаровск Второй.
pub(super) const STATION_ADJECTIVES: &[&str] = &[
    "втор",
    "главн",
    "западн",
    "восточн",
    "пассажирск",
    "перв",
    "северн",
    "сортировочн",
    "товарн",
    "центральн",
    "южн",
];

/// Nouns after the adjective of a town, whose form may be equal to that of the town: «в Хэйхэ и Хабаровском крае».
pub(super) const DIVISIONS: &[&str] =
    &["благочини", "кра", "направлени", "округ", "район", "сельсовет", "тракт", "уезд", "университет", "шоссе"];

/// Prepositions with the cases that they govern.
pub(super) const PREPOSITIONS: &[(&str, Cases)] = &[
    ("без", GENITIVE),
    ("благодаря", DATIVE),
    ("близ", GENITIVE),
    ("в", ACCUSATIVE | PREPOSITIONAL),
    ("вблизи", GENITIVE),
    ("вдоль", GENITIVE),
    ("вместо", GENITIVE),
    ("вне", GENITIVE),
    ("во", ACCUSATIVE | PREPOSITIONAL),
    ("возле", GENITIVE),
    ("вокруг", GENITIVE),
    ("вопреки", DATIVE),
    ("для", GENITIVE),
    ("до", GENITIVE),
    ("за", ACCUSATIVE | INSTRUMENTAL),
    ("из", GENITIVE),
    ("из-за", GENITIVE),
    ("из-под", GENITIVE),
    ("к", DATIVE),
    ("ко", DATIVE),
    ("кроме", GENITIVE),
    ("между", GENITIVE | INSTRUMENTAL),
    ("мимо", GENITIVE),
    ("на", ACCUSATIVE | PREPOSITIONAL),
    ("навстречу", DATIVE),
    ("над", INSTRUMENTAL),
    ("о", ACCUSATIVE | PREPOSITIONAL),
    ("об", ACCUSATIVE | PREPOSITIONAL),
    ("около", GENITIVE),
    ("от", GENITIVE),
    ("перед", INSTRUMENTAL),
    ("по", DATIVE | ACCUSATIVE | PREPOSITIONAL),
    ("под", ACCUSATIVE | INSTRUMENTAL),
    ("подо", ACCUSATIVE | INSTRUMENTAL),
    ("помимо", GENITIVE),
    ("при", PREPOSITIONAL),
    ("про", ACCUSATIVE),
    ("против", GENITIVE),
    ("ради", GENITIVE),
    ("с", GENITIVE | INSTRUMENTAL),
    ("со", GENITIVE | INSTRUMENTAL),
    ("согласно", DATIVE),
    ("среди", GENITIVE),
    ("у", GENITIVE),
    ("через", ACCUSATIVE),
];

/// The endings of nouns.
const NOUN_ENDINGS: &[&str] = &[
    "", "а", "ам", "ами", "ах", "е", "ев", "ей", "ем", "и", "ий", "й", "о", "ов", "ой", "ом", "у", "ы", "ь", "ью", "ю",
    "я", "ям", "ями", "ях",
];

/// The endings of adjectives.
const ADJECTIVE_ENDINGS: &[&str] = &[
    "ая", "его", "ее", "ей", "ем", "ему", "ие", "ий", "им", "ими", "их", "ого", "ое", "ой", "ом", "ому", "ую", "ые",
    "ый", "ым", "ыми", "ых", "юю", "яя",
];

/// Whether a word in lower case is one of these nouns in any case.
pub(super) fn is_noun(word: &str, nouns: &[&str]) -> bool {
    is_form(word, nouns, NOUN_ENDINGS)
}

/// Whether a word in lower case is one of these adjectives in any case.
pub(super) fn is_adjective(word: &str, adjectives: &[&str]) -> bool {
    is_form(word, adjectives, ADJECTIVE_ENDINGS)
}

fn is_form(word: &str, stems: &[&str], endings: &[&str]) -> bool {
    stems.iter().any(|stem| word.strip_prefix(stem).is_some_and(|ending| endings.contains(&ending)))
}
