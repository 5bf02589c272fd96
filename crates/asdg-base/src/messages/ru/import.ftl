### Что говорит команда import: строки на экране, вопросы человеку, примечания в анкетах и отчёт.

## Строки об анкетах

imported = { $files ->
        [one] Просмотрен { $files } файл
        [few] Просмотрено { $files } файла
       *[many] Просмотрено { $files } файлов
    }{ $new ->
        [0] { "" }
        [one] ; { $new } новая анкета
        [few] ; { $new } новые анкеты
       *[many] ; { $new } новых анкет
    }{ $replaced ->
        [0] { "" }
        [one] ; { $replaced } анкета заменена
        [few] ; { $replaced } анкеты заменены
       *[many] ; { $replaced } анкет заменено
    }{ $beside ->
        [0] { "" }
        [one] ; { $beside } анкета лежит рядом с прежней
        [few] ; { $beside } анкеты лежат рядом с прежними
       *[many] ; { $beside } анкет лежат рядом с прежними
    }{ $unchanged ->
        [0] { "" }
        [one] ; { $unchanged } анкета не изменилась
        [few] ; { $unchanged } анкеты не изменились
       *[many] ; { $unchanged } анкет не изменились
    }{ $dry ->
        [0] { "" }
        [one] ; получилась бы { $dry } анкета, но это проба: ничего не записано
        [few] ; получилось бы { $dry } анкеты, но это проба: ничего не записано
       *[many] ; получилось бы { $dry } анкет, но это проба: ничего не записано
    }{ $editions ->
        [none] { "" }
       *[other] ; новый выпуск: { $editions }
    }{ $failed ->
        [0] { "" }
        [one] ; из { $failed } файла ничего не вышло
       *[many] ; из { $failed } файлов ничего не вышло
    }{ $problems ->
        [0] { "" }
        [one] ; { $problems } замечание
        [few] ; { $problems } замечания
       *[many] ; { $problems } замечаний
    }.
imported-response = { $city }, { $year }, { $sector }: { $answered ->
        [one] { $answered } ответ
        [few] { $answered } ответа
       *[many] { $answered } ответов
    } из { $questions }{ $lists ->
        [0] { "" }
        [one] ; { $lists } список
        [few] ; { $lists } списка
       *[many] ; { $lists } списков
    }{ $items ->
        [0] { "" }
        [one] { " " }({ $items } пункт)
        [few] { " " }({ $items } пункта)
       *[many] { " " }({ $items } пунктов)
    }{ $lines ->
        [0] { "" }
        [one] ; соединена { $lines } строка
        [few] ; соединены { $lines } строки
       *[many] ; соединено { $lines } строк
    } → { $file } ({ $saved ->
        [new] новый файл
        [unchanged] не изменился
        [beside] лежит рядом с прежней анкетой
        [replaced] прежняя анкета сохранена с окончанием .bak
        [dry] проба, не записан
       *[none] не записан
    }){ $sure ->
        [no] ; проверьте по файлу «{ $source }»: узнано не наверняка
       *[yes] { "" }
    }
imported-dropped = Убрано из текста: { $dropped }.
imported-next = { $dry ->
        [0] { $written ->
                [0] { $beside ->
                        [0] { $failed ->
                                [0] Дальше: asdg-site status{ $site } — кто ещё не ответил.
                               *[other] Дальше: исправьте, как сказано выше, и повторите, например: asdg-site import { $files }{ $site }
                            }
                       *[other] Дальше: сравните анкеты, которые лежат рядом (файлы .diff), потом asdg-site check{ $site }
                    }
               *[other] Дальше: просмотрите новые анкеты, потом asdg-site check{ $site } и asdg-site serve{ $site } — посмотреть, что вышло.{ $failed ->
                        [0] { "" }
                       *[other] { " " }Файлы, из которых ничего не вышло, исправьте, как сказано выше, и повторите, например: asdg-site import { $files }{ $site }
                    }
            }
       *[other] Дальше: та же команда без --dry-run запишет анкеты.
    }

## Вопросы человеку

ask-city = Какого города эта анкета: «{ $file }»? { $proposal ->
        [none] Введите номер, идентификатор или название города; чтобы пропустить файл, нажмите Enter.
       *[other] Введите номер, идентификатор или название города; если это { $proposal }, нажмите Enter; чтобы пропустить файл, введите «-».
    }
ask-year = За какой год эта анкета: «{ $file }»? { $proposal ->
        [none] Введите год, об итогах которого рассказывает город, например 2024; чтобы пропустить файл, нажмите Enter.
       *[other] Введите год, об итогах которого рассказывает город; если это { $proposal }, нажмите Enter; чтобы пропустить файл, введите «-».
    }
ask-edition = Анкета «{ $file }» — за { $proposal } год, а такого выпуска в дайджесте нет, есть { $editions }. Чтобы начать новый выпуск, нажмите Enter; если год в файле указан неверно, введите верный; чтобы пропустить файл, введите «-».
ask-sector = К какой сфере относится эта анкета: «{ $file }»? { $proposal ->
        [none] Введите номер, идентификатор или название сферы; чтобы пропустить файл, нажмите Enter.
       *[other] Введите номер, идентификатор или название сферы; если это { $proposal }, нажмите Enter; чтобы пропустить файл, введите «-».
    }
ask-again = Такого варианта нет. Введите ещё раз:

## Примечания в анкетах

import-preamble-comment = Стояло в файле до первого вопроса; на сайте этого не будет. Нужное перенесите в ответы, остальное удалите вместе с этим примечанием:
    { $text }
import-topics-comment = Возможные темы: { $text }. Подходящие допишите в конец строки заголовка над этим примечанием, а само примечание удалите.
import-courses-comment = Похоже, город просит эти курсы. Если так, поставьте ссылку в ответ вместо тех же слов; потом удалите это примечание:
    { $text }

## Отчёт

report-title = Отчёт об импорте
report-format = Формат: { $format ->
        [docx] документ Word (.docx)
        [odt] документ LibreOffice (.odt)
        [pdf] PDF
        [text] простой текст
        [markdown] Markdown
        [mail] письмо
       *[other] { $format }
    }{ $encoding ->
        [none] { "" }
       *[other] , кодировка { $encoding }
    }
report-city = Город
report-year = Год
report-sector = Сфера
report-file = Файл анкеты
report-other = Рядом сохранено
report-topics = Предложенные темы
report-courses = Предложенные курсы
report-dropped = Не вошло в ответы:

from-option = указано в команде
from-person = введено по запросу программы
from-heading = из заголовка
from-questions = из текста вопросов
from-preamble = из текста до первого вопроса
from-file-name = из имени файла
from-folder = из имени папки
from-above = как в анкете выше в том же файле
from-answers = по годам, которые названы в ответах
from-only-one = других нет

saved-new = Записана новая анкета
saved-unchanged = Точно такая анкета уже есть, ничего не записано
saved-beside = Анкета этого города уже есть, новая лежит рядом с ней
saved-replaced = Прежняя анкета заменена и сохранена с окончанием .bak
saved-dry = Это проба: ничего не записано
saved-none = Ничего не записано

found-answered = есть ответ
found-empty = вопрос без ответа
found-missing = вопроса нет в файле

column-file = Файл
column-outcome = Что вышло
column-next = Дальше
row-outcome = { $state ->
        [new] { $cities }: записана
        [unchanged] { $cities }: не изменилась
        [beside] { $cities }: лежит рядом с прежней
        [replaced] { $cities }: прежняя заменена
        [dry] { $cities }: получится
        [copy] { $cities }: копия
        [failed] не вышло: { $reason }
       *[none] пропущен
    }{ $warnings ->
        [0] { "" }
        [one] , { $warnings } замечание
        [few] , { $warnings } замечания
       *[many] , { $warnings } замечаний
    }{ $partly ->
        [none] { "" }
       *[other] ; не всё вышло: { $partly }
    }
row-next = { $state ->
        [new] просмотреть { $paths }
        [unchanged] ничего
        [beside] сравнить { $paths }
        [replaced] просмотреть { $paths }
        [dry] повторить без --dry-run
        [copy] лишний файл удалить
        [failed] { $code ->
            [import-old-format] сохранить в Word как .docx
            [import-scan] попросить документ Word или распознать текст
            [import-mail] сохранить вложение или текст письма
            [import-encrypted] снять защиту паролем
            [import-damaged] сохранить заново или попросить прислать ещё раз
            [import-empty] открыть; если пуст, попросить прислать ещё раз
            [import-unknown-format] убрать из папки или попросить документ Word
            [import-no-questions] вписать в файл вопросы
            [import-first-question] вписать в файл первый вопрос
            [import-city-unknown] повторить с --city
            [import-cities-several] повторить с --city
            [import-year-unknown] повторить с --year
            [import-sector-unknown] повторить с --sector
           *[other] сделать, как сказано выше
        }
       *[none] повторить, когда будет известно, чья анкета
    }{ $dropped ->
        [none] { "" }
       *[other] ; убрано: { $dropped }
    }
column-question = Вопрос
column-found = Найдено
column-at = Где
column-paragraphs = Абзацы
column-lists = Списки
column-items = Пункты
column-tables = Таблицы
column-passages = Фрагменты

dropped-comment = примечание на полях
dropped-deletion = удалённое в режиме исправлений
dropped-running-head = колонтитул
dropped-page-number = номер страницы
dropped-question = вопрос
dropped-title = заголовок
dropped-table-head = шапка таблицы
dropped-signature = подпись
dropped-contents = оглавление
dropped-placeholder = незаполненная подсказка
dropped-mail = письмо
dropped-formula = формула
dropped-chart = диаграмма
dropped-diagram = схема SmartArt
dropped-object = объект другой программы
dropped-part = вставленный документ
dropped-picture = картинка
dropped-page = страница без текста
dropped-font = слова неизвестного шрифта
dropped-outside = слова за краем страницы
dropped-field = поле формы
dropped-earlier = прежнее письмо
dropped-unread = кусок текста

repair-lines = { $count ->
        [one] Соединена с предыдущей { $count } строка
        [few] Соединены с предыдущими { $count } строки
       *[many] Соединено с предыдущими { $count } строк
    }
repair-blanks = Лишние пробелы убраны в { $count ->
        [one] { $count } месте
       *[many] { $count } местах
    }
repair-invisible = { $count ->
        [one] Убран { $count } невидимый знак
        [few] Убраны { $count } невидимых знака
       *[many] Убрано { $count } невидимых знаков
    }
repair-hyphen-blanks = Пробел после дефиса убран в { $count ->
        [one] { $count } месте
       *[many] { $count } местах
    }
repair-items = { $count ->
        [one] { $count } строка с дефисом, буквой или номером в начале стала пунктом списка
        [few] { $count } строки с дефисом, буквой или номером в начале стали пунктами списков
       *[many] { $count } строк с дефисом, буквой или номером в начале стали пунктами списков
    }
repair-undone = Убран перенос в словах
repair-kept = Оставлен дефис на конце строки в словах

at-line = строка { $line }
at-paragraph = абзац { $paragraph }
at-page = страница { $page }, строка { $line }
