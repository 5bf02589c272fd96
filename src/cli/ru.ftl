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
step-took = { $step }: { $milliseconds } мс

## Справка

help-usage = Вызов
help-commands = Команды
help-command = КОМАНДА
help-options = Параметры

command-asdg-site = Собирает сайт ежегодного дайджеста АСДГ из ответов городов.
    .examples = Примеры:
        { "  " }asdg-site check                    проверить, всё ли в порядке
        { "  " }asdg-site build                    собрать сайт в папку public
        { "  " }asdg-site build --drafts           собрать вместе с черновиками
command-build = Собирает сайт. Если в материалах есть ошибки, прежний сайт остаётся как был.
    .examples = Примеры:
        { "  " }asdg-site build
        { "  " }asdg-site build --output ../сайт --base-url https://example.org/digest/
        { "  " }asdg-site build --strict           предупреждения тоже останавливают сборку
command-check = Проверяет материалы и показывает все ошибки, ничего не записывая.
    .examples = Примеры:
        { "  " }asdg-site check
        { "  " }asdg-site check --site ../дайджест --strict

option-site = папка дайджеста, в которой лежит site.toml (если не указана — текущая)
option-output = куда записать сайт (если не указано — папка public внутри папки дайджеста)
option-base-url = адрес, по которому сайт будет открываться; заменяет base_url из site.toml
option-drafts = вместе с черновиками
option-strict = считать предупреждения ошибками
option-lang = язык сообщений: ru или en
option-quiet = показывать только ошибки и предупреждения
option-verbose = показать, сколько времени занял каждый шаг
option-help = показать эту справку
option-version = показать версию

## Неверный вызов

usage-unknown-argument = неизвестный параметр: { $argument }{ $suggested ->
        [none] { "" }
       *[other] ; похоже на { $suggested }
    }
usage-unknown-command = неизвестная команда: { $command }{ $suggested ->
        [none] { "" }
       *[other] ; похоже на { $suggested }
    }
usage-value-missing = у параметра { $argument } нет значения
usage-bad-value = параметр { $argument } не принимает значение «{ $value }»{ $suggested ->
        [none] { "" }
       *[other] ; можно: { $suggested }
    }
usage-conflict = параметры { $argument } и { $other } не сочетаются
usage-command-missing = не указана команда
usage-other = неверный вызов: { $detail }
usage-help = Справка: asdg-site --help
