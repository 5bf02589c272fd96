# Тексты оформления на русском. Неразрывные пробелы здесь настоящие: между числом и словом, перед тире.
# Те же идентификаторы в том же порядке есть в en.ftl.

## Вся страница

locale = ru_RU
skip = Перейти к содержанию страницы
menu = Разделы сайта
menu-cities = Города
menu-topics = Темы
menu-courses = Курсы
breadcrumbs = Путь к странице
home = Главная
publisher = Издатель — { $name }
feed = Новые анкеты в формате Atom
edition = Выпуск
year = { $year } год
date =
    { $day } { $month ->
        [1] января
        [2] февраля
        [3] марта
        [4] апреля
        [5] мая
        [6] июня
        [7] июля
        [8] августа
        [9] сентября
        [10] октября
        [11] ноября
       *[12] декабря
    } { $year } г.
city = Город
course = Курс:
course-name = Курс
topic = Тема
topics = Темы
aliases = Другие названия: { $names }
draft = Черновик

## Управление страницей

percent = { $number } %
comfort = Версия для слабовидящих
comfort-size = Размер текста
comfort-spacing = Интервалы
comfort-spacing-usual = обычные
comfort-spacing-wide = увеличенные
comfort-font = Шрифт
comfort-font-serif = с засечками
comfort-font-sans = без засечек
comfort-colours = Цвета
comfort-colours-system = как в системе
comfort-colours-light = светлые
comfort-colours-dark = тёмные
comfort-colours-black-on-white = чёрным по белому
comfort-colours-white-on-black = белым по чёрному
comfort-reset = Вернуть обычный вид
filter = Найти в списке
filter-page = Найти на этой странице
filter-status = Показано { $shown } из { $total }
filter-none = Ничего не нашлось. Попробуйте написать короче.
copy-link = Скопировать ссылку на страницу
copy-link-part = Скопировать ссылку
cite = Цитировать
print = Распечатать
cite-title = Ссылка на источник
cite-record = Для списка литературы, ГОСТ Р 7.0.100–2018
cite-note = Для сноски, ГОСТ Р 7.0.108–2022
copy = Скопировать
copied = Скопировано
not-copied = Скопировать не удалось: выделите текст и нажмите Ctrl+C
close = Закрыть
printed = { $address }. Распечатано { $date }

## Длинные списки

pages = Страницы списка
page-previous = Назад
page-next = Дальше
page-number = страница { $number }
page-of = Страница { $number } из { $last }

## Количества

number = { $count }
# Существительное без числа: число стоит над ним крупно.
noun-cities =
    { $count ->
        [one] город
        [few] города
       *[many] городов
    }
noun-responses =
    { $count ->
        [one] анкета
        [few] анкеты
       *[many] анкет
    }
noun-answers =
    { $count ->
        [one] ответ
        [few] ответа
       *[many] ответов
    }
noun-topics =
    { $count ->
        [one] тема
        [few] темы
       *[many] тем
    }
noun-requests =
    { $count ->
        [one] заявка на курсы
        [few] заявки на курсы
       *[many] заявок на курсы
    }
count-cities = { $count } { noun-cities }
count-responses = { $count } { noun-responses }
count-answers = { $count } { noun-answers }
count-topics = { $count } { noun-topics }
count-requests = { $count } { noun-requests }
count-course-requests =
    { $count ->
        [one] { $count } заявка
        [few] { $count } заявки
       *[many] { $count } заявок
    }
count-passages =
    { $count ->
        [one] { $count } фрагмент
        [few] { $count } фрагмента
       *[many] { $count } фрагментов
    }
count-mentions =
    { $count ->
        [one] { $count } упоминание
        [few] { $count } упоминания
       *[many] { $count } упоминаний
    }
count-answered =
    { $count ->
        [0] не ответил ни один город
        [one] ответил { $count } город
        [few] ответили { $count } города
       *[many] ответили { $count } городов
    }
answers-of =
    { $count ->
        [0] без ответов
        [one] ответ на { $count } вопрос из { $total }
        [few] ответы на { $count } вопроса из { $total }
       *[many] ответы на { $count } вопросов из { $total }
    }

## Главная

heading-edition-cities = Города выпуска
heading-top-topics = О чём пишут чаще всего
heading-top-courses = Какие курсы нужны городам
heading-latest = Новые анкеты
heading-editions = Все выпуски
no-editions = Пока нет ни одного выпуска.

region-unknown = Регион не указан
cities-by-alphabet = Те же города по алфавиту

## Карта и диаграммы

map-of-year = Карта Сибири и Дальнего Востока: города, приславшие анкеты за { $year } год
map-of-all = Карта Сибири и Дальнего Востока: города, которые присылали анкеты
# Эти слова слышит тот, кто не видит карту; они же всплывают над городом.
map-city =
    { $name }: { $count ->
        [0] анкеты нет
        [one] { $count } анкета
        [few] { $count } анкеты
       *[many] { $count } анкет
    }
map-answered = анкета есть
map-silent = анкеты нет
map-beyond = Анкеты прислали и города, которых на карте нет:
chart-cities = Сколько городов
heading-by-year = По годам
by-year-topic = Сколько городов писали на эту тему в каждом выпуске
by-year-course = Сколько городов просили об этом курсе в каждом выпуске

## Выпуск и сфера

edition-date = Вышел
heading-sectors = Сферы
heading-matrix = Кто ответил
matrix-caption = На сколько вопросов анкеты ответил каждый город в { $year } году, по сферам
matrix-answers = { $count } из { $total }
heading-changes = Что изменилось по сравнению с { $year } годом
new-topics = Новые темы
gone-topics = Темы, о которых больше не пишут
new-courses = Новые курсы
gone-courses = Курсы, о которых больше не просят
and-more = и ещё { $count }
answers-caption = Кто на какой вопрос ответил
# Слова в клетках таблицы; те же слова открывают строки под ней и в её пояснении.
state-answered = ответ
state-brief = коротко
state-nothing = нет предложений
state-missing = пропущен
state-not-received = анкеты нет
legend-answered = город ответил на вопрос
legend-brief = ответ в одно-два предложения
legend-nothing = город написал, что предложений нет или помощь не нужна
legend-missing = на этот вопрос город не ответил
legend-not-received = город не прислал анкету, или её ещё проверяют
total = Всего: { $state }
other-editions = Соседние выпуски
previous-edition = Предыдущий выпуск
next-edition = Следующий выпуск
heading-questions = Вопросы анкеты
heading-responses = Анкеты городов
sector-years = Эта сфера в других выпусках
received = получена

## Анкета и вопрос

draft-note = Анкету ещё проверяют; в опубликованный дайджест она не входит.
fact-place = Регион
fact-respondent = Кто ответил
fact-received = Получена
fact-updated = Изменена
city-page = Всё об этом городе
response-years = Анкеты этого города за другие годы
contents = Содержание
contents-missing = (нет ответа)
all-answers = Ответы всех городов
answer-missing = Город не ответил на этот вопрос.
heading-response-topics = Темы анкеты
heading-other-sectors = Другие анкеты города за { $year } год
other-cities = Соседние анкеты
previous-city = Предыдущий город
next-city = Следующий город
question-number = Вопрос { $number }.
read-more = Читать ответ полностью
heading-missing = Не ответили на этот вопрос

## Города, темы, курсы

no-cities = Пока нет ни одного города.
heading-silent-cities = Пока не присылали анкет
website = Сайт администрации города
heading-city-responses = Анкеты
city-silent = Город пока не присылал анкет.
heading-city-topics = О чём пишет город
heading-city-requests = Заявки на курсы
heading-mentions = Что пишут о нём другие города
no-topics = Пока нет ни одной темы.
topic-empty = Об этой теме пока никто не писал.
heading-topic-responses = Анкеты на эту тему
heading-topic-courses = Курсы по теме
courses-lede = Чему города хотят учить муниципальных служащих. Первыми стоят курсы, о которых просит больше всего городов.
no-courses = Пока нет ни одного курса.
course-empty = Заявок на этот курс пока нет.

## Страницы для печати

print-link = Всё на одной странице, для чтения подряд и печати
print-title = для печати
print-sector = Все анкеты городов, { $year } год
print-city = Все анкеты города
print-topic = Всё, что города пишут на эту тему
print-back = К обычной странице

## Страница не найдена

not-found-title = Страница не найдена
not-found-text = Возможно, в адрес вкралась ошибка или страницы больше нет. Начните с одного из разделов.
