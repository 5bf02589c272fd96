# Тексты оформления на русском. Неразрывные пробелы здесь настоящие: между числом и словом, перед тире.
# Те же идентификаторы в том же порядке есть в en.ftl.

## Вся страница

skip = Перейти к тексту
menu = Разделы
menu-cities = Города
menu-topics = Темы
menu-courses = Курсы
menu-plans = Планы
menu-support = Просьбы к АСДГ
menu-agenda = Что обсудить
breadcrumbs = Путь к странице
home = Главная
publisher = Издатель — { $name }
feed = Подписка на новые анкеты
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
draft = Черновик

## Размер города по числу жителей

size-under-50 = до 50 тыс.
size-50-100 = 50–100 тыс.
size-100-250 = 100–250 тыс.
size-250-1000 = 250 тыс. – 1 млн
size-over-1000 = больше 1 млн

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
comfort-reset = Вернуться к обычному виду
filter = Найти в списке
filter-page = Найти на странице
filter-year = Год
filter-sector = Сфера
filter-city = Город
filter-topic = Тема
filter-state = Состояние
filter-region = Регион
filter-district = Федеральный округ
filter-size = Население
filter-all = все
refine = Уточнить
filter-status = Показано { $shown } из { $total }
filter-none = Ничего не найдено. Проверьте слово или уберите часть условий.
filter-none-city = Такого города в дайджесте нет: анкет он не присылал, другие города о нём не пишут.
share = Поделиться
filter-table = Таблица для Excel (CSV)
table-planned = План на год
table-title = Заголовок
table-beginning = Начало текста
table-note = Пояснение
table-all-years = Все выпуски
table-cities = { $of }, городов
table-topic = { $of }, фрагментов
table-course = { $of }, заявок
table-text = Текст
copy-link = Скопировать ссылку на страницу
cite = Оформить ссылку (ГОСТ)
# Ссылка на фрагмент и её оформление.
cite-part = Ссылка
print = Распечатать
cite-title = Ссылка на источник
cite-quote = Скопировать текст и ссылку на него
cite-address = Адрес
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
count-courses =
    { $count ->
        [one] { $count } курс
        [few] { $count } курса
       *[many] { $count } курсов
    }
count-uncovered = и ещё { $count } без подходящего курса
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

## Главная

heading-edition-cities = Города выпуска
heading-top-topics = О чём пишут чаще всего
heading-top-courses = Какие курсы нужны городам
heading-latest = Последние поступившие анкеты
heading-editions = Все выпуски
no-editions = Пока нет ни одного выпуска.

region-unknown = Регион не указан
cities-by-alphabet = Список по алфавиту

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
map-city-mentioned = { $name }: только упоминается
map-answered = прислал анкету
map-silent = не прислал
map-mentioned = только упоминается
map-beyond = Анкеты прислали и города, которых на карте нет:
chart-cities = Число городов
heading-by-year = По годам
by-years = Годы
question-years = Этот вопрос в другие годы
by-year-topic = Число городов, писавших на эту тему, по выпускам
by-year-course = Число городов, запросивших этот курс, по выпускам

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
gone-courses = Курсы, которые больше не запрашивают
more-topics = Пишут чаще
fewer-topics = Пишут реже
more-courses = Запрашивают чаще
fewer-courses = Запрашивают реже
new-cities = Прислали анкеты, а за { $year } год — нет
gone-cities = За { $year } год анкет не прислали
was = было { $count }
changes-title = Что изменилось в { $year } году
changes-compared = Выпуски:
changes-boards = Планы, просьбы, обсуждение
changes-plans =
    { $count ->
        [one] { $count } план на { $year } год
        [few] { $count } плана на { $year } год
       *[many] { $count } планов на { $year } год
    }
changes-support =
    { $count ->
        [one] { $count } просьба к АСДГ в { $year } году
        [few] { $count } просьбы к АСДГ в { $year } году
       *[many] { $count } просьб к АСДГ в { $year } году
    }
changes-agenda =
    { $count ->
        [one] { $count } предложение обсудить в { $year } году
        [few] { $count } предложения обсудить в { $year } году
       *[many] { $count } предложений обсудить в { $year } году
    }
changes-replies = Ответы дирекции
wording-new = новый вопрос
wording-gone = вопроса больше нет
wording-changed = новая формулировка
wording-before = Было:
and-more = и ещё { $count }
answers-caption = Кто на какой вопрос ответил
# Слова в клетках таблицы и в её пояснении; строки под ней открывает total-….
state-answered = ответ
state-brief = коротко
state-nothing = нет предложений
state-missing = пропущен
state-not-received = анкеты нет
legend-answered = город ответил на вопрос
legend-brief = ответ короче 160 знаков
legend-nothing = город написал, что предложений нет или помощь не нужна
legend-missing = на этот вопрос город не ответил
legend-not-received = город не прислал анкету, или её ещё проверяют
total-answered = Ответили
total-brief = Ответили кратко
total-nothing = Предложений нет
total-missing = Не ответили на вопрос
total-not-received = Не прислали анкету
other-editions = Соседние выпуски
previous-edition = Предыдущий выпуск
next-edition = Следующий выпуск
heading-questions = Вопросы анкеты
heading-responses = Анкеты городов
sector-years = Эта сфера в других выпусках
received = анкета получена

## Анкета и вопрос

draft-note = Анкету ещё проверяют; в опубликованный дайджест она не входит.
about-response = Об анкете
about-list = Об этом списке
fact-place = Регион
fact-respondent = Кто ответил
fact-text = Текст
retold = В пересказе редакции
fact-received = Анкета получена
fact-updated = Анкета обновлена
city-page = Страница города
response-years = Анкеты этого города за другие годы
all-years = Все годы
contents = Содержание
contents-at = Вопрос { $number } из { $total }
contents-missing = (нет ответа)
all-answers = Что ответили другие
answer-missing = Город не ответил на этот вопрос.
heading-response-topics = Темы анкеты
heading-other-sectors = Другие анкеты за { $year } год
other-cities = Соседние
previous-city = Предыдущий город
next-city = Следующий город
question-number = Вопрос { $number }.
read-more = Читать ответ полностью
heading-missing = Не ответили на этот вопрос

## Похожее в других городах

kin-experience =
    { $count ->
        [one] Есть опыт: { $count } город
        [few] Есть опыт: { $count } города
       *[many] Есть опыт: { $count } городов
    }
kin-asks =
    { $count ->
        [one] О том же пишет { $count } город
        [few] О том же пишут { $count } города
       *[many] О том же пишут { $count } городов
    }
kin-related =
    { $count ->
        [one] О похожем пишет ещё { $count } город
        [few] О похожем пишут ещё { $count } города
       *[many] О похожем пишут ещё { $count } городов
    }
kin-same =
    { $count ->
        [one] О той же теме пишет ещё { $count } город
        [few] О той же теме пишут ещё { $count } города
       *[many] О той же теме пишут ещё { $count } городов
    }
kin-topics =
    { $count ->
        [one] та же тема: { $names }
       *[other] те же темы: { $names }
    }
kin-words = совпадают слова: { $names }
heading-outcomes = Что стало с этими планами
heading-replies = Что ответила дирекция
heading-corrections = Исправления
corrected-on = Исправлено
correction-place = Показать исправленное место
feed-correction = исправление
heading-topic-asks = Кому это нужно
heading-topic-results = Кто делится опытом

## Города, темы, курсы

no-cities = Пока нет ни одного города.
heading-silent-cities = Упоминаются, анкет не присылали
website = Сайт администрации города
heading-city-responses = Анкеты
city-silent = Город пока не присылал анкет.
heading-city-topics = О чём пишет город
heading-city-requests = Заявки на курсы
heading-mentions = Что пишут о нём другие города
no-topics = Пока нет ни одной темы.
topic-empty = На эту тему пока никто не писал.
heading-topic-responses = Тема всей анкеты
heading-topic-courses = Курсы по теме
courses-lede = Чему города хотят учить муниципальных служащих. Сначала — самые востребованные курсы последнего выпуска.
no-courses = Пока нет ни одного курса.
course-empty = Заявок на этот курс пока нет.
heading-wanted = Заявки на курсы по годам
wanted-lede = Все заявки, в том числе без подходящего курса:
wanted-title = Заявки на курсы
wanted-page-lede = Сначала — самые востребованные курсы. Одинаковые и почти одинаковые формулировки собраны вместе.
wanted-years = Заявки других выпусков
wanted-empty = В этом выпуске заявок на курсы нет.
edition-wanted = Все заявки на курсы
heading-uncovered = Заявки без подходящего курса
uncovered-lede = Эти заявки не отнесены ни к одному курсу.

## По годам

through-years-course = Число городов, запросивших курс; в скобках — число заявок, если их больше
through-years-topic = Число городов, написавших на эту тему; в скобках — число фрагментов, если их больше
all-cities-course = Число городов, запросивших курс, и число заявок
all-cities-topic = Число городов, написавших на эту тему, и число фрагментов
trend = По сравнению с { $year } годом
topic-matrix-title = Кто о чём написал в { $year } году
topic-matrix-which = Кто о чём пишет, по выпускам:
topic-matrix-lede = Сколько фрагментов каждый город посвятил теме; чем гуще цвет клетки, тем больше.
topic-matrix-most = Показаны темы, о которых пишет больше всего городов: { $shown } из { $count }.
topic-matrix-caption = Число фрагментов города на тему в { $year } году
topic-matrix-topics = Всего тем
order = Порядок
order-name = по названию
order-number = по числу городов
order-change = по приросту за год
trend-more = на { $count } больше
trend-fewer = на { $count } меньше
trend-same = без изменений
trend-new-course = новый
trend-new-topic = новая
trend-gone-course = больше не запрашивают
trend-gone-topic = больше не пишут
cities-new-course = Не просили в { $before } году
cities-new-topic = Не писали в { $before } году
cities-gone-course = Не повторили запрос
cities-gone-topic = Писали в { $before } году, но не в { $year }-м
heading-wordings = Как спрашивали в другие годы
wordings-marked = Выделены слова, которых в предыдущей формулировке не было.
wording-dated = в виде { $year } года; в других стоят их годы

## Доски: планы, просьбы, обсуждение

other-editions-of = То же в других выпусках
heading-topics-of-cities = Темы
no-topic = { $sector }: без темы
topic-elsewhere =
    { $count ->
        [one] ещё { $count } фрагмент — под более частой темой
        [few] ещё { $count } фрагмента — под более частыми темами
       *[many] ещё { $count } фрагментов — под более частыми темами
    }
board-by-topic = Сначала — самые частые темы.
board-places = Указатель
all-sectors = Все сферы
agenda-lede = Что города предлагают обсудить на мероприятиях АСДГ.
agenda-chart = Число городов, предлагающих обсудить тему
agenda-empty = Обсудить пока ничего не предложили.
count-agenda =
    { $count ->
        [one] { $count } предложение
        [few] { $count } предложения
       *[many] { $count } предложений
    }
support-lede = О чём города просят Ассоциацию и что на это ответила дирекция.
support-chart = Число городов, просящих о помощи по теме
support-empty = Просьб о помощи пока нет.
count-support =
    { $count ->
        [one] { $count } просьба
        [few] { $count } просьбы
       *[many] { $count } просьб
    }
reply-label = Ответ дирекции:
reply-considered = рассматривается
reply-accepted = принято в работу
reply-done = выполнено
reply-declined = отклонено
reply-none = ответа пока нет
reply-missing = Ответа дирекции пока нет
plans-for = на { $year } год
plans-title = Планы на { $year } год
plans-title-over = Планы на { $year } год и их выполнение
plans-edition = Из анкет за { $year } год
plans-lede = Что из этого выполнено, станет известно из анкет за { $year } год.
plans-lede-over = Итог каждого плана указывает редакция — по анкете города за следующий год. Пометка «итог не указан» не означает, что план не выполнен.
plans-empty = Планов пока нет.
count-plans =
    { $count ->
        [one] { $count } план
        [few] { $count } плана
       *[many] { $count } планов
    }
outcome-done = выполнено
outcome-partly = выполнено частично
outcome-not-begun = не начато
outcome-dropped = снято с плана
outcome-none = итог не указан
outcome-missing = Итог не указан
record-of-list = Весь список:
plans-results = Ответ города об итогах { $year } года
plans-no-results = Ответа об итогах { $year } года нет.
heading-city-plans = Планы и итоги
plans-all =
    { $count ->
        [one] Все { $count } план города
        [few] Все { $count } плана города
       *[many] Все { $count } планов города
    }
city-requests-all =
    { $count ->
        [one] Все ответы города о курсах: { $count } заявка
        [few] Все ответы города о курсах: { $count } заявки
       *[many] Все ответы города о курсах: { $count } заявок
    }
heading-city-asks = Просьбы к АСДГ и ответы
asks-title-over = Просьбы { $year } года
asks-of-others = Просьбы всех городов, { $year }
plans-of-others = Планы всех городов на { $year } год

## Одним документом

collection-link = Одним документом
collection-link-long = Одним документом, для чтения подряд и печати
collection-title = Одним документом
collection-lede = Отметьте города, годы, сферы, темы — подходящие анкеты соберутся здесь в один документ. Его можно прочитать подряд, распечатать или сохранить в PDF, а ссылку на него — отправить.
collection-no-script = Чтобы собрать документ, включите в браузере JavaScript. Те же анкеты можно прочитать здесь:
collection-old = Собрать документ в этом браузере нельзя: он не умеет распаковывать тексты. Нужен Chrome или Яндекс Браузер (Chromium 80), Firefox 113, Safari 16.4 или новее.
collection-broken = Тексты не загрузились. Если сайт скачан архивом, сначала распакуйте архив целиком; если он в интернете, обновите страницу.
collection-failed = Текст этой анкеты не загрузился. Его можно прочитать на её странице.
collection-choice = Что войдёт в документ
collection-submit = Собрать
collection-clear = Начать заново
collection-progress = Сколько анкет загружено
collection-loading = Загружено анкет: { $shown } из { $total }
collection-count = Анкет: { $count }.
collection-piece = Это не всё: просмотрено { $shown } из { $total }.
collection-sheets = Листов А4 при печати: около { $count }.
collection-confirm = При печати получится листов: около { $count }. Печатать?
collection-none = В дайджесте нет ничего, что подходит под этот выбор.
collection-pick = Ничего не выбрано: отметьте хотя бы один город, год, сферу или тему.
collection-silent = Нет ответа:
collection-more = Показать ещё { $count }
collection-all = Показать все оставшиеся: { $count }
collection-unknown = Не найдено
collection-address = Адрес
collection-made = Документ составлен
collection-word = Скачать в формате Word
word = Собрать документ Word
collection-making = Документ Word собирается…
collection-word-made = Документ Word готов, он в папке загрузок.
collection-picture = [Рисунок: { $text }]
collection-pictures = Рисунки не вошли: браузер не читает их с диска, вместо них — описания. С сайта в интернете документ скачивается с рисунками.
facet-year = Годы
facet-sector = Сферы
facet-region = Регионы
facet-district = Федеральные округа
facet-size = Население
facet-city = Города
facet-mention = Упоминают город
facet-topic = Темы
facet-course = Курсы
facet-question = Вопросы
facet-q = Слова
moved-title = Страница переехала

## Сравнение

compare = Сравнить города
compare-collected = Показать города рядом, вопрос за вопросом
compare-title = Сравнение городов
compare-lede = Ответы двух, трёх или четырёх городов рядом, вопрос за вопросом. Один город можно сравнить с самим собой в другие годы.
compare-no-script = Чтобы сравнить города, включите в браузере JavaScript. Те же ответы — на страницах анкет:
compare-choice = Что сравнить
compare-city = Город { $number }
compare-question = Вопрос
compare-submit = Сравнить
compare-none = не выбран
compare-pick = Ничего не выбрано: укажите хотя бы один город.
compare-switch = Какой столбец показать
compare-loading = Анкеты загружаются…
compare-count = Столбцов: { $columns }, вопросов: { $questions }.
compare-most = Показаны первые четыре столбца.
compare-alone = Выберите, с чем сравнить.
compare-years = Этот же город в другие годы:
compare-silent = Анкеты нет.
compare-empty = За эти годы таких анкет нет.

## Открытые данные

data = Открытые данные
data-lede = Всё, что есть в дайджесте, в виде таблиц: чтобы отбирать и сравнивать в Excel, обрабатывать программами и публиковать у себя.
data-licence = Условия
data-no-licence = Не указаны. Прежде чем публиковать эти данные, спросите у издателя.
data-version = Дата данных
data-schema = Версия таблиц
data-program = Программа
data-files = Файлы
data-workbook = Все справочники в одной книге Excel
data-editions-caption = Выпуски: что написали города
data-registers-caption = Справочники: число строк и файлы
data-edition = Выпуск
data-register = Справочник
data-rows = Строк
data-rows-of = Строк во всех выпусках: { $count }.
data-excel = Книга Excel
data-csv = CSV, архив
data-json = JSON, архив
data-texts = Полные тексты, архив
file-kb = { $count } КБ
file-mb = { $count } МБ
data-left-out =
    В книгу Excel за { $year } год не поместилось строк: { $count }. На одном листе бывает не больше 1 048 576 строк. В CSV и JSON есть все.
data-use = Как пользоваться файлами
data-use-workbook = Для работы в Excel берите книгу выпуска: в ней всё, что обычно отбирают и сравнивают, с названиями вместо кодов. На каждом листе уже есть фильтры, даты — в формате даты, адреса — ссылки. Фрагменты, упоминания и коды — в CSV.
data-use-csv = CSV лежат в архиве ZIP, по одному на выпуск: Windows открывает его двойным щелчком, а файлы из него так же открываются в Excel. Кодировка UTF-8 с BOM, между столбцами точка с запятой, дробная часть после запятой, даты в виде 2025‑02‑14. В первой строке — имена столбцов. Значения списка разделены знаком «|» с пробелами.
data-use-guard = Если текст в CSV начинается со знака «=», «+», «-», «@» или апострофа, перед ним стоит ещё один апостроф, иначе Excel примет текст за формулу. При обработке программой первый апостроф нужно отбросить.
data-use-json = JSON — для программ, он тоже в архиве: каждая строка — объект со всеми столбцами, пустое значение — null. Названия городов, сфер, тем и курсов записаны один раз, в справочниках. У описания каждой таблицы лежит схема (JSON Schema), по которой можно проверить файл.
data-use-texts = Полные тексты — для программ, которые ищут по словам или считают их: у каждого выпуска архив, в нём по файлу JSON на сферу. Читать и печатать анкеты удобнее на страницах сайта.
data-use-joins = Таблицы соединяются по столбцам с одинаковыми именами: например, city ведёт в справочник городов, а response — в таблицу анкет, где есть адрес каждой страницы. Стрелка в описании столбца показывает, куда он ведёт. Адрес фрагмента — адрес его анкеты, знак «#» и код фрагмента.
data-use-stable = Имена файлов и столбцов и порядок строк от сборки к сборке не меняются. Если файл или столбец исчезнет или станет значить другое, изменится версия таблиц; сейчас она { $version }. Новые столбцы и таблицы могут появиться и без этого.
data-columns = Столбцы таблицы «{ $table }»
data-column = Имя
data-column-title = Заголовок в Excel
data-column-type = Тип
data-column-about = Что в нём
data-optional = может быть пусто
data-for-people = нет в JSON
data-for-programs = нет в книге Excel

## Страница не найдена

not-found-title = Страница не найдена
not-found-text = Возможно, в адрес вкралась ошибка или страницы больше нет. Начните с одного из разделов.

## Поиск

search-title = Поиск
search-lede = Поиск по анкетам всех выпусков: слова в любой форме, города, темы и курсы.
search-no-script = Чтобы искать, включите в браузере JavaScript. Всё, что находит поиск, есть в этих списках:
search-words = Слова
search-submit = Найти
search-help = Как искать
search-help-words = Находятся фрагменты со всеми словами запроса, в любой форме: «закупка парков» найдёт и «закупок для парка».
search-help-exact = В кавычках — точная фраза: "городская среда". Минус перед словом — без него: музей -театр.
search-help-filters = город:омск, год:2024, а также регион, сфера, тема и вопрос — только там; из двух слов — в кавычках: город:"нижний новгород".
search-results = Найденные фрагменты
search-loading = Идёт поиск…
search-count = Найдено фрагментов: { $count }.
search-none = Ничего не найдено. Проверьте, нет ли опечатки.
search-none-of-many = Ничего не найдено. Проверьте, нет ли опечатки, или уберите одно из слов.
search-lists = Можно поискать в списках:
search-corrected = Показаны результаты по запросу «{ $query }».
search-checked = Точная фраза проверена в первых { $count } подходящих фрагментах.
search-broken = Поиск не загрузился. Обновите страницу или откройте списки:
search-failed = Текст этого фрагмента не загрузился.
search-remove = Убрать: { $name }
search-order = Порядок
search-by-relevance = по соответствию
search-by-year = сначала новые
search-more = Показать ещё
search-marked = Отмечены слова вашего запроса.
search-unmark = Убрать отметки
search-city = город
search-region = регион
search-year = год
search-sector = сфера
search-topic = тема
search-course = курс
search-question = вопрос

## Страница города

population = { $people } { $people ->
    [one] житель
    [few] жителя
   *[many] жителей
}
heading-about-city = О городе
city-on-map = { $name } на карте
population-of = Население, { $year } год
other-names = Другие названия
city-matrix-caption = На сколько вопросов город ответил в каждой сфере
heading-in-short = Коротко о { $year } годе
heading-city-change = Что изменилось после { $year } года
heading-alike = Похожие города
city-new-topics = Новые темы
city-gone-topics = Темы, о которых больше не пишет
city-plans-made = { $count ->
    [one] { $count } план
    [few] { $count } плана
   *[many] { $count } планов
} на { $year } год
city-requests-made = { $count ->
    [one] { $count } просьба
    [few] { $count } просьбы
   *[many] { $count } просьб
} к АСДГ в { $year } году
city-requests-of-all = Все просьбы
alike-region = тот же регион ({ $name })
alike-district = тот же федеральный округ
alike-size = близко по числу жителей ({ $people })
alike-topics = Общие темы:
alike-courses = Просят те же курсы:
alike-compare = Сравнить ответы

## Главная страница

your-city = Ваш город
your-city-hint = Начните вводить
your-city-go = Открыть
card-plans =
    { $count ->
        [one] { $count } план на { $year } год
        [few] { $count } плана на { $year } год
       *[many] { $count } планов на { $year } год
    }
card-support =
    { $count ->
        [one] { $count } просьба к АСДГ
        [few] { $count } просьбы к АСДГ
       *[many] { $count } просьб к АСДГ
    }
card-agenda =
    { $count ->
        [one] { $count } вопрос для обсуждения
        [few] { $count } вопроса для обсуждения
       *[many] { $count } вопросов для обсуждения
    }
finding-outcomes =
    Из { $total ->
        [one] { $total } плана
       *[other] { $total } планов
    } на { $year } год выполнено { $count }{ $silent ->
        [0] { "" }
       *[other] , у { $silent } итог не указан
    }
finding-more =
    { $total ->
        [0] Пишут о теме «{ $name }»: { $count } { noun-cities }, в { $year } году — ни одного
       *[other] Чаще пишут о теме «{ $name }»: { $count } { noun-cities }, в { $year } году — { $total }
    }
finding-fewer =
    { $count ->
        [0] О теме «{ $name }» не пишет никто, в { $year } году { $total ->
            [one] писал { $total } город
            [few] писали { $total } города
           *[many] писали { $total } городов
        }
       *[other] Реже пишут о теме «{ $name }»: { $count } { noun-cities }, в { $year } году — { $total }
    }
finding-new-course = Впервые просят курс «{ $name }»: { $count } { noun-cities }
finding-replies =
    Дирекция ответила на { $total ->
        [one] { $count } из { $total } просьбы
       *[other] { $count } из { $total } просьб
    }
finding-new-cities = Впервые прислали анкеты:
finding-discussed = Чаще всего хотят обсудить тему «{ $name }»: { $count } { noun-cities }
finding-wanted = Самый востребованный курс — «{ $name }»: { $count } { noun-cities }
