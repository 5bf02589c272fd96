## Уровни проблем

level-error = ошибка
level-warning = предупреждение

## Последняя строка

built = Готово: { $responses ->
        [one] { $responses } анкета
        [few] { $responses } анкеты
       *[many] { $responses } анкет
    }, { $pages ->
        [one] { $pages } страница
        [few] { $pages } страницы
       *[many] { $pages } страниц
    }, { $size }, { $seconds } с; { $warnings ->
        [0] предупреждений нет
        [one] { $warnings } предупреждение
        [few] { $warnings } предупреждения
       *[many] { $warnings } предупреждений
    }.
checked = Проверено: { $responses ->
        [one] { $responses } анкета
        [few] { $responses } анкеты
       *[many] { $responses } анкет
    }, ошибок нет; { $warnings ->
        [0] предупреждений тоже нет
        [one] { $warnings } предупреждение
        [few] { $warnings } предупреждения
       *[many] { $warnings } предупреждений
    }.
failed = { $errors ->
        [0] { "" }
        [one] { $errors } ошибка, { "" }
        [few] { $errors } ошибки, { "" }
       *[many] { $errors } ошибок, { "" }
    }{ $warnings ->
        [0] предупреждений нет
        [one] { $warnings } предупреждение
        [few] { $warnings } предупреждения
       *[many] { $warnings } предупреждений
    }; { $strict ->
        [yes] с ключом --strict предупреждения считаются ошибками; ничего не записано
       *[no] ничего не записано
    }.
found = { $errors ->
        [0] { "" }
        [one] { $errors } ошибка, { "" }
        [few] { $errors } ошибки, { "" }
       *[many] { $errors } ошибок, { "" }
    }{ $warnings ->
        [0] предупреждений нет
        [one] { $warnings } предупреждение
        [few] { $warnings } предупреждения
       *[many] { $warnings } предупреждений
    }{ $strict ->
        [yes] ; с ключом --strict предупреждения считаются ошибками
       *[no] { "" }
    }.
annotations-rest = Ещё { $errors ->
        [0] { "" }
        [one] { $errors } ошибка{ $warnings ->
            [0] { "" }
           *[other] , { "" }
        }
        [few] { $errors } ошибки{ $warnings ->
            [0] { "" }
           *[other] , { "" }
        }
       *[many] { $errors } ошибок{ $warnings ->
            [0] { "" }
           *[other] , { "" }
        }
    }{ $warnings ->
        [0] { "" }
        [one] { $warnings } предупреждение
        [few] { $warnings } предупреждения
       *[many] { $warnings } предупреждений
    }: весь список — в журнале этого шага.
check-watching = Жду изменений в файлах. Остановить: Ctrl+C.
decimal-mark = ,
unit-bytes = Б
unit-kilobytes = кБ
unit-megabytes = МБ
unit-gigabytes = ГБ

## Шаги

step-read = чтение
step-check = проверка
step-theme = тема оформления
step-link = связи
step-render = страницы
step-write = замена сайта
step-save = запись анкет
step-took = { $step }: { $milliseconds } мс
templates-as-written = шаблоны, которые не сжимаются: { $templates }

## Просмотр

serve-started = Сайт открыт по адресу { $url }
    Страницы обновляются сами, когда меняется файл. Чтобы остановить просмотр, нажмите Ctrl+C.
serve-changed = { $change ->
        [frame] Изменились общие файлы: справочники, вопросы или настройки.
        [look] Изменилось оформление.
       *[responses] { $count ->
            [1] Изменилось: { $file }.
            [one] Изменилась { $count } анкета.
            [few] Изменились { $count } анкеты.
           *[many] Изменилось { $count } анкет.
        }
    }
serve-first = Сайт собран за { $milliseconds } мс; { $warnings ->
        [0] ошибок и предупреждений нет
        [one] { $warnings } предупреждение
        [few] { $warnings } предупреждения
       *[many] { $warnings } предупреждений
    }.
serve-ready = Сайт обновлён за { $milliseconds } мс; { $warnings ->
        [0] ошибок и предупреждений нет
        [one] { $warnings } предупреждение
        [few] { $warnings } предупреждения
       *[many] { $warnings } предупреждений
    }.
serve-blocked = { $errors ->
        [one] { $errors } ошибка
        [few] { $errors } ошибки
       *[many] { $errors } ошибок
    }. Виден прежний сайт: новый появится, когда { $errors ->
        [one] её исправят
       *[other] их исправят
    }
serve-warnings = { $warnings ->
        [one] { $warnings } предупреждение
        [few] { $warnings } предупреждения
       *[many] { $warnings } предупреждений
    }
serve-more = Показаны первые; ещё { $more ->
        [one] { $more } замечание видно
        [few] { $more } замечания видны
       *[many] { $more } замечаний видны
    } в окне программы.
serve-close = Скрыть
serve-not-yet = Сайт пока не собран: в файлах есть ошибки
serve-page-failed = Страницу не удалось собрать.

## Кто ответил

status-title = Выпуск { $year }
status-column-year = Год
status-column-sector = Сфера
status-column-city = Город
status-column-response = Анкета
status-column-received = Получена
status-response-there = есть
status-response-draft = черновик
status-response-none = нет
# Слова в таблице для Excel.
status-state = { $state ->
        [answered] ответ
        [brief] коротко
        [nothing] нет предложений
        [missing] пропущен
       *[not-received] нет анкеты
    }
status-responses = Анкеты
status-drafts = Черновики
status-missing = Пропущено вопросов
status-nothing = Без предложений
status-of = { $count } из { $all }
status-remind = Нет анкеты, напомнить:
status-drafts-list = Черновики, ещё проверяются:
status-missing-list = Пропущены вопросы:
status-nothing-list = Предложений нет:
status-asked-unknown = Каким городам разослана анкета, не указано, поэтому здесь те, кто ответил в другой сфере или в этой же год назад.
    Полный список можно записать в content/{ $year }/edition.yaml: asked: [omsk, tomsk]
status-inbox = В папке inbox: импортировано файлов — { $imported }, ждут импорта — { $waiting }, ждут сравнения — { $beside }, копий — { $copies }, не импортируются — { $failed }.
status-inbox-waiting = Ждут импорта (asdg-site import inbox):
status-inbox-beside = Ждут сравнения с прежней анкетой, новая лежит рядом с ней (.imported.md):
status-inbox-copies = Копии импортированных, лишние файлы можно удалить:
status-inbox-failed = Не импортируются:
status-all = Всего анкет: { $responses } из { $expected }. Нет анкеты: { $silent }; черновиков: { $drafts }; пропущено вопросов: { $missing }; без предложений: { $nothing }.

## Предложения

search-corrected = По запросу ничего не найдено. Показано по запросу «{ $query }».
search-found = { $count ->
        [0] Ничего не найдено.
        [one] Найден { $count } фрагмент.
        [few] Найдено { $count } фрагмента.
       *[other] Найдено { $count } фрагментов.
    }{ $shown ->
        [0] { "" }
       *[other] { $shown ->
            [one] { " " }Показан { $shown }.
           *[other] { " " }Показано { $shown }.
        }
    }

suggest-topics = { $place } — похоже на темы: { $topics }
suggest-topic = { $topic } ({ $reason ->
        [name] в тексте есть «{ $words }»
       *[words] как у других городов: { $words }
    })
suggest-course = { $place }{ $number ->
        [none] { "" }
       *[other] , пункт { $number }
    } — похоже на курс «{ $course }» ({ $reason ->
        [name] в заявке есть «{ $words }»
       *[words] совпадают слова: { $words }
    })
suggest-outcome = План прошлого года «{ $plan }» — возможно, о ней рассказывает «{ $title }» (совпадают слова: { $words })
suggest-outcomes-paste = В шапку анкеты; после outcome впишите итог: done (выполнено), partly (частично), not-begun (не начато) или dropped (снято с плана):
suggest-new-course = Похожие заявки, для которых курса нет: { $requests }
suggested = Выпуск { $year }. Предложено: темы для фрагментов — { $topics }, курсы для заявок — { $courses }, новые курсы — { $new }, итоги планов — { $outcomes }. Файлы не изменены: вставьте то, с чем согласны.

## Публикация

publish-step-connect = Смотрим, что уже опубликовано: { $remote }
publish-step-upload = Отправляем сайт: { $remote }
step-connect = соединение
step-commit = подготовка файлов
step-upload = отправка
published = Опубликовано: { $responses ->
        [one] { $responses } анкета
        [few] { $responses } анкеты
       *[many] { $responses } анкет
    }, { $pages ->
        [one] { $pages } страница
        [few] { $pages } страницы
       *[many] { $pages } страниц
    }, { $size }. Файлы: новых { $new }, изменённых { $other }, удалённых { $gone }. Ветка { $branch }, коммит { $commit }.
publish-nothing = Отправлять нечего: в ветке { $branch } уже этот же сайт ({ $responses ->
        [one] { $responses } анкета
        [few] { $responses } анкеты
       *[many] { $responses } анкет
    }, { $pages ->
        [one] { $pages } страница
        [few] { $pages } страницы
       *[many] { $pages } страниц
    }).
publish-would = Было бы отправлено в ветку { $branch } ({ $remote }): { $responses ->
        [one] { $responses } анкета
        [few] { $responses } анкеты
       *[many] { $responses } анкет
    }, { $pages ->
        [one] { $pages } страница
        [few] { $pages } страницы
       *[many] { $pages } страниц
    }, { $size }. Файлы: новых { $new }, изменённых { $other }, удалённых { $gone }. Ничего не записано и не отправлено.
publish-more = … и ещё { $count ->
        [one] { $count } файл
        [few] { $count } файла
       *[many] { $count } файлов
    }; весь список покажет --verbose
publish-address = Адрес сайта: { $address }. Изменения появятся на нём через несколько минут.
publish-settings = Если адрес не открывается, один раз выберите ветку в настройках хранилища:
    { $settings }
    Build and deployment → Source: Deploy from a branch → Branch: { $branch }, / (root) → Save.
publish-failed = { $errors ->
        [0] { "" }
        [one] { $errors } ошибка, { "" }
        [few] { $errors } ошибки, { "" }
       *[many] { $errors } ошибок, { "" }
    }{ $warnings ->
        [0] предупреждений нет
        [one] { $warnings } предупреждение
        [few] { $warnings } предупреждения
       *[many] { $warnings } предупреждений
    }; публикуется только сайт без ошибок и предупреждений. Ничего не отправлено.
publish-not-sent = Ничего не отправлено.
# Описание коммита.
publish-commit = Сайт: { $responses ->
        [one] { $responses } анкета
        [few] { $responses } анкеты
       *[many] { $responses } анкет
    }, { $pages ->
        [one] { $pages } страница
        [few] { $pages } страницы
       *[many] { $pages } страниц
    }
publish-commit-source = Собран из { $commit }{ $changed ->
        [yes] { " " }и изменений, которых в этом коммите нет
       *[no] { "" }
    }.

## Новый дайджест, новые файлы

init-intro = Новый дайджест. На любой вопрос можно просто нажать Enter: тогда ответом станет то, что стоит в скобках.
init-ask-language = Язык сайта, ru или en [{ $proposal }]:
init-again-language = Такого языка нет. Введите ru (русский) или en (английский):
init-ask-title = Название дайджеста [{ $proposal }]:
init-ask-publisher = Кто издаёт [{ $proposal }]:
init-ask-year = Первый выпуск — об итогах какого года [{ $proposal }]:
init-again-year = Нужен год от 1990 до 2100, четыре цифры. Введите ещё раз:
init-default-title = Дайджест городов
init-default-publisher = Дирекция
language-ru = русский
language-en = английский
init-done = Дайджест создан: { $folder }, { $files ->
        [one] { $files } файл
        [few] { $files } файла
       *[many] { $files } файлов
    }. Города и анкета в нём вымышлены: замените их своими.
    Что дальше{ $here ->
        [yes] { "" }
       *[no] { " " }(в папке дайджеста)
    }:
        asdg-site serve --open                    посмотреть сайт в браузере
        asdg-site new city "Усть-Илимск"          добавить город
        asdg-site import inbox                    сделать анкеты из файлов, которые прислали города
        asdg-site new response Усть-Илимск        завести анкету, которую вы наберёте сами
init-done-example = Пример скопирован: { $folder }, { $files ->
        [one] { $files } файл
        [few] { $files } файла
       *[many] { $files } файлов
    }. Все города, люди и цифры в нём вымышлены.
    Посмотреть сайт в браузере{ $here ->
        [yes] { "" }
       *[no] { " " }(в папке примера)
    }: asdg-site serve --open
ask-cancelled = Команда прервана, ничего не записано.
planned = Было бы записано:
planned-new = { $file } (новый файл)
planned-added = { $file }, начиная со строки { $line }:
new-edition-done = Выпуск { $year } создан: content/{ $year }. { $follows ->
        [none] { "" }
       *[other] Взято из выпуска { $follows }:{ " " }
    }{ $sectors ->
        [one] { $sectors } сфера
        [few] { $sectors } сферы
       *[many] { $sectors } сфер
    }{ $asked ->
        [0] { "" }
        [one] , { $asked } город, которому разослана анкета
        [few] , { $asked } города, которым разослана анкета
       *[many] , { $asked } городов, которым разослана анкета
    }.
    Название, дата, вступление и список городов — в файле content/{ $year }/edition.yaml.
    Кого ждать, покажет asdg-site status. На сайте новый выпуск появится сразу, пока без анкет.
new-edition-year = Проверьте вопросы: в них стоит год { $follows }, а не {"{year}"} — { $files }
new-ask-sector = Какой сферы эти анкеты? Введите номер, идентификатор или название:
new-response-done = { $count ->
        [0] Все анкеты уже есть: { $year } год, { $sector }.
        [one] Анкета заведена: { $cities }, { $year } год, { $sector }.
            { "    " }{ $files }
            Впишите ответы и, когда закончите, удалите строку draft: true: пока она есть, это черновик.
       *[other] Анкеты заведены ({ $count }), { $year } год, { $sector }: { $cities }.
            { "    " }{ $files }
            Впишите ответы и, когда закончите, удалите строку draft: true: пока она есть, это черновик.
    }
new-ask-id = Идентификатор для «{ $name }»: из него получится адрес страницы, потом его не меняют { $proposal ->
        [none] (строчные латинские буквы, цифры и дефисы):
       *[other] [{ $proposal }]:
    }
new-again-id = { $title }. Нужны строчные латинские буквы, цифры и одиночные дефисы, первой — буква. Введите ещё раз:
new-ask-name = Как называется сфера «{ $id }»?
new-ask-in-question = Как сфера «{ $name }» называется внутри вопроса: «в области …»{ $proposal ->
        [none] ?
       *[other] { " " }[{ $proposal }]:
    }
new-entry-done = { $kind ->
        [city] Город добавлен
        [topic] Тема добавлена
        [course] Курс добавлен
       *[sector] Сфера добавлена
    }: { $name } ({ $id }), { $file }.

## Справка

help-usage = Вызов
help-commands = Команды
help-command = КОМАНДА
value-dir = ПАПКА
value-file = ФАЙЛ
value-id = ИМЯ
value-year = ГОД
value-shell = ОБОЛОЧКА
value-format = ВИД
value-port = НОМЕР
value-name = НАЗВАНИЕ
value-word = СЛОВО
value-number = ЧИСЛО
value-count = КОЛИЧЕСТВО
value-text = ТЕКСТ
value-city = ГОРОД
help-options = Параметры
help-files = ФАЙЛ-ИЛИ-ПАПКА

command-asdg-site = Собирает сайт ежегодного дайджеста АСДГ из ответов городов.
    .examples = Примеры:
        { "  " }asdg-site check                    проверить, всё ли в порядке
        { "  " }asdg-site build                    собрать сайт в папку public
        { "  " }asdg-site build --drafts           собрать вместе с черновиками
        { "  " }asdg-site import Анкеты            сделать анкеты сайта из файлов папки «Анкеты»
        { "  " }asdg-site status                   кто ответил и кому напомнить
        { "  " }asdg-site suggest                  какие темы, курсы и итоги можно проставить
        { "  " }asdg-site publish                  собрать сайт и опубликовать
command-build = Собирает сайт. Если в материалах есть ошибки, прежний сайт остаётся как был.
    .examples = Примеры:
        { "  " }asdg-site build
        { "  " }asdg-site build --output ../сайт --base-url https://example.org/digest/
        { "  " }asdg-site build --strict           предупреждения тоже останавливают сборку
command-check = Проверяет материалы и показывает все ошибки, ничего не записывая.
    .examples = Примеры:
        { "  " }asdg-site check
        { "  " }asdg-site check --site ../дайджест --strict
        { "  " }asdg-site check --format json       для других программ
        { "  " }asdg-site check --watch             проверять при каждом изменении
command-import = Делает анкеты сайта из файлов, которые прислали города: Word (.docx), LibreOffice (.odt), PDF, простой текст (.txt, .md).
    .examples = Примеры:
        { "  " }asdg-site import "Анкета Омска.docx"
        { "  " }asdg-site import Анкеты --dry-run --report отчёт.md
        { "  " }                                   показать, что получится, ничего не записывая
        { "  " }asdg-site import письмо.pdf --city omsk --year 2024
        { "  " }                                   если из файла этого не видно

command-serve = Показывает сайт в браузере и обновляет его, как только меняется файл. На диск ничего не пишется.
    .examples = Примеры:
        { "  " }asdg-site serve --open             открыть сайт в браузере
        { "  " }asdg-site serve --no-drafts        таким, каким он будет опубликован
        { "  " }asdg-site serve --port 8080
command-status = Показывает, кто на какие вопросы ответил и кому напомнить. В материалах ничего не меняет.
    .examples = Примеры:
        { "  " }asdg-site status                   последний выпуск, все сферы
        { "  " }asdg-site status --year 2024 --sector culture
        { "  " }asdg-site status --table статус.csv
        { "  " }                                   записать ещё и таблицу для Excel
command-search = Ищет слова в анкетах — так же, как страница поиска на сайте: в любой форме, с местом в файле, городом и годом.
    .examples = Примеры:
        { "  " }asdg-site search закупки парков
        { "  " }asdg-site search музей -театр город:омск год:2024
        { "  " }asdg-site search --limit 50 музей
command-suggest = Предлагает темы, курсы и итоги прошлогодних планов — строки, которые можно вставить в файлы. Решаете вы: команда ничего не меняет.
    .examples = Примеры:
        { "  " }asdg-site suggest                  последний выпуск, все анкеты
        { "  " }asdg-site suggest --city omsk
        { "  " }asdg-site suggest --year 2024 --sector culture
command-publish = Собирает сайт и отправляет его в ветку удалённого хранилища программой git, например для GitHub Pages. Отправляется только сайт без ошибок, предупреждений и черновиков; ваши файлы и ваши ветки остаются как есть.
    .examples = Примеры:
        { "  " }asdg-site publish --dry-run        показать, что изменится, ничего не отправляя
        { "  " }asdg-site publish                  собрать и отправить в ветку gh-pages хранилища origin
        { "  " }asdg-site publish --remote mirror --branch pages

command-init = Создаёт новый дайджест: вопросы, справочники, одну анкету с пояснениями, настройки и рабочий процесс, который публикует сайт на GitHub. Файлов, которые уже есть, не меняет.
    .examples = Примеры:
        { "  " }asdg-site init digest              новый дайджест в папке digest; четыре вопроса
        { "  " }asdg-site init digest --title "Дайджест АСДГ" --year 2024 --yes
        { "  " }                                   не спрашивая
        { "  " }asdg-site init primer --example    скопировать пример с вымышленными городами
command-new = Заводит новый выпуск, сферу, анкету, город, тему или курс. То, что уже есть, не меняет.
    .examples = Примеры:
        { "  " }asdg-site new edition 2025         выпуск с теми же сферами, вопросами и городами, что и прошлый
        { "  " }asdg-site new response Омск Томск  анкеты, которые вы наберёте сами
        { "  " }asdg-site new city "Усть-Илимск"   город
        { "  " }asdg-site new city --help          справка об одной из команд
command-new-edition = Заводит выпуск. Сферы, вопросы и список городов, которым разосланы анкеты, берёт из последнего выпуска.
    .examples = Примеры:
        { "  " }asdg-site new edition 2025
        { "  " }asdg-site new edition 2025 --dry-run
        { "  " }                                   показать, что получится, ничего не записывая
command-new-response = Заводит анкеты: файлы с вопросами этого года и этой сферы, в которые вы впишете ответы.
    .examples = Примеры:
        { "  " }asdg-site new response Омск        последний выпуск; если сфер несколько, программа спросит
        { "  " }asdg-site new response omsk tomsk --year 2024 --sector culture
        { "  " }asdg-site new response --all-asked
        { "  " }                                   для всех, кому разослана анкета и кто ещё не ответил
command-new-city = Добавляет город в content/cities.yaml. Идентификатор предлагает сама.
    .examples = Примеры:
        { "  " }asdg-site new city "Усть-Илимск" --region "Иркутская область"
        { "  " }asdg-site new city "Усть-Выдуманск" --district Сибирский --population 56300 --population-year 2021
        { "  " }asdg-site new city "Киров (Калужская область)" --id kirov-kaluga
command-new-topic = Добавляет тему в content/topics.yaml. Идентификатор предлагает сама.
    .examples = Примеры:
        { "  " }asdg-site new topic "Благоустройство"
        { "  " }asdg-site new topic "Международные связи" --id international-relations
command-new-course = Добавляет курс в content/courses.yaml. Идентификатор предлагает сама.
    .examples = Примеры:
        { "  " }asdg-site new course "Деловой этикет" --topic international-relations
        { "  " }asdg-site new course "Протокол" --topic "Международные связи" --id protocol
command-new-sector = Добавляет сферу в content/sectors.yaml.
    .examples = Примеры:
        { "  " }asdg-site new sector culture --name Культура
        { "  " }asdg-site new sector sport --name "Культура и спорт" --in-question "культуры и спорта"
command-completions = Печатает сценарий автодополнения для командной оболочки: bash, zsh, fish, powershell или elvish.
    .examples = Примеры:
        { "  " }asdg-site completions bash > ~/.local/share/bash-completion/completions/asdg-site
        { "  " }asdg-site completions powershell --lang en >> $PROFILE
command-man = Печатает страницу руководства для команды man.
    .examples = Примеры:
        { "  " }asdg-site man > ~/.local/share/man/man1/asdg-site.1

option-site = папка дайджеста, в которой лежит site.toml (если не указана — текущая)
option-output = куда записать сайт (если не указано — папка public внутри папки дайджеста)
option-base-url = адрес, по которому сайт будет открываться; заменяет base_url из site.toml
option-drafts = вместе с черновиками
option-strict = считать предупреждения ошибками
option-inputs = файлы городов и папки с ними
option-year = год, об итогах которого рассказывают все эти файлы (если не указан — узнаётся из каждого файла)
option-sector = сфера всех этих файлов: её идентификатор из sectors.yaml (если не указана — узнаётся из каждого файла)
option-city = город, который ответил: его идентификатор из cities.yaml (если не указан — узнаётся из каждого файла)
option-replace = заменить анкеты, которые уже есть; прежние сохранятся с окончанием .bak
option-dry-run = ничего не записывать, только показать, что получится
option-report = записать подробный отчёт в этот файл: если имя кончается на .json — для программ, иначе — для чтения (Markdown)
option-remote = удалённое хранилище: его имя в git (если не указано — origin)
option-branch = ветка, в которую отправляется сайт (если не указана — gh-pages)
option-force = отправить, даже если в ветке лежит не этот дайджест; прежнее останется в её истории
option-of-year = год выпуска (если не указан — последний)
option-of-sector = только эта сфера: её идентификатор из sectors.yaml
option-of-city = только этот город: его идентификатор из cities.yaml
option-count-drafts = считать черновики готовыми анкетами
option-table = записать таблицу в этот файл .csv; её открывает Excel
option-shell = bash, zsh, fish, powershell или elvish
option-format = показать проблемы для чтения (text), для программ (json) или как пометки рабочего процесса на GitHub (github)
option-watch = проверять снова, как только изменится файл
option-port = на каком порту показывать (если не указан — 8000; занятый пропускается)
option-open = сразу открыть сайт в браузере
option-no-drafts = без черновиков
option-folder = папка нового дайджеста (если не указана — текущая); её может ещё не быть
option-title = название дайджеста
option-publisher = кто его издаёт
option-first-year = год, об итогах которого рассказывает первый выпуск
option-language = язык сайта и пояснений в файлах: ru или en
option-example = вместо нового дайджеста скопировать пример с вымышленными городами
option-yes = ничего не спрашивать
option-new-year = год, об итогах которого расскажут города
option-cities = города: названия или идентификаторы из cities.yaml
option-all-asked = все города, которым разослана анкета (asked в edition.yaml) и анкет которых ещё нет
option-in-sector = сфера: название или идентификатор из sectors.yaml (если в выпуске она одна, можно не указывать)
option-city-name = название города
option-topic-name = название темы
option-course-name = название курса
option-new-id = идентификатор: строчные латинские буквы, цифры и дефисы (если не указан — получится из названия)
option-region = регион, в котором находится город
option-district = федеральный округ: Сибирский
option-population = сколько человек живёт в городе
option-population-year = к какому году относится это число
option-course-topics = тема, к которой относится курс: название или идентификатор; можно указать несколько раз
option-sector-word = идентификатор сферы: строчные латинские буквы, цифры и дефисы
option-sector-name = название сферы
option-in-question = слова, которые встанут в вопрос: «в области …» (если не указаны — получатся из названия)
option-words = слова: все должны быть во фрагменте; в кавычках — точная фраза, -слово — без него, город:омск, год:2024
option-limit = сколько фрагментов показать (если не указано — 10)
option-lang = язык сообщений: ru или en
option-quiet = показывать только ошибки и предупреждения
option-verbose = показать, сколько времени занял каждый шаг
option-help = показать эту справку
option-version = показать версию

## Страница руководства

man-name = ИМЯ
man-synopsis = ВЫЗОВ
man-commands = КОМАНДЫ
man-common = ОБЩИЕ ПАРАМЕТРЫ
man-environment = ПЕРЕМЕННЫЕ ОКРУЖЕНИЯ
man-asdg-lang = язык сообщений, ru или en, если не указан параметр --lang
man-exit = КОД ЗАВЕРШЕНИЯ
man-exit-fine = всё в порядке
man-exit-problems = в материалах есть ошибки; с ключом --strict считаются и предупреждения
man-exit-misuse = программа вызвана неверно или дело в компьютере: нет такой папки, нет права на запись, диск переполнен

## Неверный вызов

usage-unknown-argument = неизвестный параметр: { $argument }{ $suggested ->
        [none] { "" }
       *[other] ; похоже на { $suggested }
    }
usage-unknown-command = неизвестная команда: { $command }{ $suggested ->
        [none] { "" }
       *[other] ; похоже на { $suggested }
    }
usage-unexpected-word = лишнее слово: «{ $argument }»
usage-twice = параметр { $argument } указан дважды
usage-not-utf8 = в командной строке есть знаки, которые нельзя прочитать; наберите её заново
usage-value-missing = у параметра { $argument } нет значения
usage-bad-value = параметр { $argument } не принимает значение «{ $value }»{ $suggested ->
        [none] { "" }
       *[other] ; можно: { $suggested }
    }
usage-conflict = параметры { $argument } и { $other } не сочетаются
usage-command-missing = не указана команда
usage-files-missing = не указано, что импортировать: нужен файл или папка, например asdg-site import Анкеты
usage-argument-missing = не указано то, без чего команда не работает: { $argument }
usage-year = «{ $value }» — не год; нужен год от 1990 до 2100, например 2024
usage-count = «{ $value }» не подходит; нужно целое число больше нуля, одними цифрами, например 56300
usage-port = «{ $value }» — не номер порта; нужно число от 0 до 65535, например 8080
usage-table = параметр --table не принимает значение «{ $value }»; имя файла должно кончаться на .csv, например статус.csv
usage-other = неверный вызов: { $detail }
usage-help = Справка: asdg-site --help
not-said = результат не удаётся вывести: { $reason ->
        [storage-full] на диске нет места
       *[other] { $reason }
    }
