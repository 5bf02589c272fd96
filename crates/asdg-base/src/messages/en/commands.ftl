## Levels of problems

level-error = error
level-warning = warning

## The last line

built = Done: { $responses ->
        [one] { $responses } response
       *[other] { $responses } responses
    }, { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    }, { $size }, { $seconds } s; { $warnings ->
        [0] no warnings
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }.
checked = Checked: { $responses ->
        [one] { $responses } response
       *[other] { $responses } responses
    }, no errors; { $warnings ->
        [0] no warnings either
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }.
failed = { $errors ->
        [0] { "" }
        [one] { $errors } error, { "" }
       *[other] { $errors } errors, { "" }
    }{ $warnings ->
        [0] no warnings
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }; { $strict ->
        [yes] with --strict warnings count as errors; nothing was written
       *[no] nothing was written
    }.
found = { $errors ->
        [0] { "" }
        [one] { $errors } error, { "" }
       *[other] { $errors } errors, { "" }
    }{ $warnings ->
        [0] no warnings
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }{ $strict ->
        [yes] ; with --strict warnings count as errors
       *[no] { "" }
    }.
annotations-rest = { $errors ->
        [0] { "" }
        [one] { $errors } error{ $warnings ->
            [0] { "" }
           *[other] , { "" }
        }
       *[other] { $errors } errors{ $warnings ->
            [0] { "" }
           *[other] , { "" }
        }
    }{ $warnings ->
        [0] { "" }
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    } more: the whole list is in the log of this step.
check-watching = Waiting for files to change. Press Ctrl+C to stop.
decimal-mark = .
unit-bytes = B
unit-kilobytes = kB
unit-megabytes = MB
unit-gigabytes = GB

## Steps

step-read = read
step-check = check
step-theme = theme
step-link = link
step-render = pages
step-write = put in place
step-save = saving responses
step-took = { $step }: { $milliseconds } ms
templates-as-written = templates that are not minified: { $templates }

## Preview

serve-started = The site is at { $url }
    Pages reload by themselves when a file changes. Press Ctrl+C to stop.
serve-changed = { $change ->
        [frame] Common files changed: registers, questions or settings.
        [look] The theme changed.
       *[responses] { $count ->
            [1] Changed: { $file }.
           *[other] { $count } responses changed.
        }
    }
serve-first = The site was built in { $milliseconds } ms; { $warnings ->
        [0] no errors, no warnings
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }.
serve-ready = The site was updated in { $milliseconds } ms; { $warnings ->
        [0] no errors, no warnings
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }.
serve-blocked = { $errors ->
        [one] { $errors } error
       *[other] { $errors } errors
    }. You see the last good site; the new one appears when { $errors ->
        [one] it is fixed
       *[other] they are fixed
    }
serve-warnings = { $warnings ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }
serve-more = These are the first ones; { $more } more are in the window of the program.
serve-close = Hide
serve-not-yet = There is no site yet: the files have errors
serve-page-failed = A page could not be made.

## Who answered

status-title = Edition { $year }
status-column-year = Year
status-column-sector = Sector
status-column-city = City
status-column-response = Response
status-column-received = Received
status-response-there = there
status-response-draft = draft
status-response-none = none
# The words of the table for Excel.
status-state = { $state ->
        [answered] answered
        [brief] brief
        [nothing] no proposals
        [missing] left out
       *[not-received] no response
    }
status-responses = Responses
status-drafts = Drafts
status-missing = Questions left out
status-nothing = No proposals
status-of = { $count } of { $all }
status-remind = No response, to be reminded:
status-drafts-list = Drafts, still being checked:
status-missing-list = Questions left out:
status-nothing-list = No proposals:
status-asked-unknown = It is not known which cities were asked, so these are the ones that answered in another sector, or in this one the year before.
    You can list the cities in content/{ $year }/edition.yaml: asked: [omsk, tomsk]
status-inbox = In the folder inbox: { $imported } files imported, { $waiting } waiting, { $beside } to be compared, { $copies } copies, { $failed } that cannot be imported.
status-inbox-waiting = Waiting (asdg-site import inbox):
status-inbox-beside = To be compared with the old response, the new one lies beside it (.imported.md):
status-inbox-copies = Copies of imported files, which can be deleted:
status-inbox-failed = Cannot be imported:
status-all = Responses in all: { $responses } of { $expected }. No response: { $silent }; drafts: { $drafts }; questions left out: { $missing }; no proposals: { $nothing }.

## Proposals

search-corrected = Nothing was found. These are the passages for “{ $query }”.
search-found = { $count ->
        [0] Nothing was found.
        [one] { $count } passage found.
       *[other] { $count } passages found.
    }{ $shown ->
        [0] { "" }
       *[other] { " " }{ $shown } shown.
    }

suggest-topics = { $place }: looks like the topics { $topics }
suggest-topic = { $topic } ({ $reason ->
        [name] the text contains “{ $words }”
       *[words] as in passages of other cities: { $words }
    })
suggest-course = { $place }{ $number ->
        [none] { "" }
       *[other] , item { $number }
    }: looks like the course “{ $course }” ({ $reason ->
        [name] the request contains “{ $words }”
       *[words] words in common: { $words }
    })
suggest-outcome = Last year’s plan “{ $plan }”: perhaps “{ $title }” reports on it (words in common: { $words })
suggest-outcomes-paste = For the front matter; after outcome write what became of the plan: done, partly, not-begun or dropped:
suggest-new-course = Similar requests without a course: { $requests }
suggested = Edition { $year }. Proposed: topics of passages: { $topics }, courses of requests: { $courses }, new courses: { $new }, outcomes of plans: { $outcomes }. No file was changed: paste what you agree with.

## Publishing

publish-step-connect = Checking what is already published: { $remote }
publish-step-upload = Sending the site: { $remote }
step-connect = connecting
step-commit = preparing files
step-upload = sending
published = Published: { $responses ->
        [one] { $responses } response
       *[other] { $responses } responses
    }, { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    }, { $size }. Files: { $new } new, { $other } changed, { $gone } removed. Branch { $branch }, commit { $commit }.
publish-nothing = Nothing to send: the branch { $branch } has this site already ({ $responses ->
        [one] { $responses } response
       *[other] { $responses } responses
    }, { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    }).
publish-would = This would be sent to the branch { $branch } ({ $remote }): { $responses ->
        [one] { $responses } response
       *[other] { $responses } responses
    }, { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    }, { $size }. Files: { $new } new, { $other } changed, { $gone } removed. Nothing was written or sent.
publish-more = … and { $count ->
        [one] { $count } more file
       *[other] { $count } more files
    }; --verbose shows the whole list
publish-address = The address of the site: { $address }. The changes will be there in a few minutes.
publish-settings = If it does not open, choose the branch once in the settings of the repository:
    { $settings }
    Build and deployment → Source: Deploy from a branch → Branch: { $branch }, / (root) → Save.
publish-failed = { $errors ->
        [0] { "" }
        [one] { $errors } error, { "" }
       *[other] { $errors } errors, { "" }
    }{ $warnings ->
        [0] no warnings
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }; only a site without errors and warnings is published. Nothing was sent.
publish-not-sent = Nothing was sent.
# The message of the commit.
publish-commit = Site: { $responses ->
        [one] { $responses } response
       *[other] { $responses } responses
    }, { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    }
publish-commit-source = Built from { $commit }{ $changed ->
        [yes] { " " }and changes that are not in that commit
       *[no] { "" }
    }.

## A new digest, new files

init-intro = A new digest. Press Enter to accept the value in brackets.
init-ask-language = Language of the site, ru or en [{ $proposal }]:
init-again-language = There is no such language. Type ru (Russian) or en (English):
init-ask-title = Title of the digest [{ $proposal }]:
init-ask-publisher = Who publishes it [{ $proposal }]:
init-ask-year = The first edition reports the results of the year [{ $proposal }]:
init-again-year = It must be a year from 1990 to 2100, in four digits. Type again:
init-default-title = Digest of the cities
init-default-publisher = The directorate
language-ru = russian
language-en = english
init-done = The digest is created: { $folder }, { $files ->
        [one] { $files } file
       *[other] { $files } files
    }. Its cities and its response are made up: replace them with your own.
    What next{ $here ->
        [yes] { "" }
       *[no] { " " }(in the folder of the digest)
    }:
        asdg-site serve --open                    look at the site in the browser
        asdg-site new city "Ust-Ilimsk"           add a city
        asdg-site import inbox                    make responses from the files that cities sent
        asdg-site new response Ust-Ilimsk         create a response to type in yourself
init-done-example = The example is copied: { $folder }, { $files ->
        [one] { $files } file
       *[other] { $files } files
    }. All cities, people and figures in it are made up.
    To look at the site in the browser{ $here ->
        [yes] { "" }
       *[no] { " " }(in the folder of the example)
    }: asdg-site serve --open
ask-cancelled = The command was cancelled; nothing was written.
planned = This would be written:
planned-new = { $file } (new file)
planned-added = { $file }, from line { $line } on:
new-edition-done = The edition of { $year } is created: content/{ $year }. { $follows ->
        [none] { "" }
       *[other] From the edition of { $follows }:{ " " }
    }{ $sectors ->
        [one] { $sectors } sector
       *[other] { $sectors } sectors
    }{ $asked ->
        [0] { "" }
        [one] , { $asked } city that is asked
       *[other] , { $asked } cities that are asked
    }.
    Title, date, introduction and the list of cities are in content/{ $year }/edition.yaml.
    asdg-site status shows whom to wait for. The new edition is on the site at once, without responses so far.
new-edition-year = Check the questions: they contain the year { $follows }, not {"{year}"}: { $files }
new-ask-sector = Which sector do these responses belong to? Type the number, id or name:
new-response-done = { $count ->
        [0] All responses are there: { $year }, { $sector }.
        [one] The response is created: { $cities }, { $year }, { $sector }.
            { "    " }{ $files }
            Add the answers, and delete the line draft: true when you are done: until then this is a draft.
       *[other] Responses are created ({ $count }), { $year }, { $sector }: { $cities }.
            { "    " }{ $files }
            Add the answers, and delete the line draft: true when you are done: until then this is a draft.
    }
new-ask-id = The id of “{ $name }”: it becomes the address of the page and never changes { $proposal ->
        [none] (lower-case Latin letters, digits and hyphens):
       *[other] [{ $proposal }]:
    }
new-again-id = { $title }. It must be lower-case Latin letters, digits and single hyphens, beginning with a letter. Type again:
new-ask-name = What is the sector “{ $id }” called?
new-ask-in-question = What is the sector “{ $name }” called inside a question, “in the field of …”{ $proposal ->
        [none] ?
       *[other] { " " }[{ $proposal }]:
    }
new-entry-done = { $kind ->
        [city] The city is added
        [topic] The topic is added
        [course] The course is added
       *[sector] The sector is added
    }: { $name } ({ $id }), { $file }.

## Help

help-usage = Usage
help-commands = Commands
help-command = COMMAND
value-dir = FOLDER
value-file = FILE
value-id = ID
value-year = YEAR
value-shell = SHELL
value-format = FORM
value-port = NUMBER
value-name = NAME
value-word = WORD
value-number = NUMBER
value-count = COUNT
value-text = TEXT
value-city = CITY
help-options = Options
help-files = FILE-OR-FOLDER

command-asdg-site = Builds the site of the yearly ASDG digest from the answers of the cities.
    .examples = Examples:
        { "  " }asdg-site check                    check the content
        { "  " }asdg-site build                    build the site into the folder public
        { "  " }asdg-site build --drafts           build it with drafts
        { "  " }asdg-site import Responses         make responses from the files in the folder Responses
        { "  " }asdg-site status                   who answered, and whom to remind
        { "  " }asdg-site suggest                  propose topics, courses and outcomes to record
        { "  " }asdg-site publish                  build the site and publish it
command-build = Builds the site. If the content has errors, the old site stays.
    .examples = Examples:
        { "  " }asdg-site build
        { "  " }asdg-site build --output ../site --base-url https://example.org/digest/
        { "  " }asdg-site build --strict           stop at warnings as well
command-check = Checks the content and shows all errors without writing anything.
    .examples = Examples:
        { "  " }asdg-site check
        { "  " }asdg-site check --site ../digest --strict
        { "  " }asdg-site check --format json       for other programs
        { "  " }asdg-site check --watch             check after every change
command-import = Makes responses from the files that cities send: Word (.docx), LibreOffice (.odt), PDF, plain text (.txt, .md).
    .examples = Examples:
        { "  " }asdg-site import "Response of Omsk.docx"
        { "  " }asdg-site import Responses --dry-run --report report.md
        { "  " }                                   show the result without writing anything
        { "  " }asdg-site import letter.pdf --city omsk --year 2024
        { "  " }                                   if the file does not say it

command-serve = Shows the site in the browser and updates it after every change of a file. Writes nothing.
    .examples = Examples:
        { "  " }asdg-site serve --open             open the site in the browser
        { "  " }asdg-site serve --no-drafts        as it will be published
        { "  " }asdg-site serve --port 8080
command-status = Shows who answered which questions and whom to remind. Changes nothing in the content.
    .examples = Examples:
        { "  " }asdg-site status                   the latest edition, all sectors
        { "  " }asdg-site status --year 2024 --sector culture
        { "  " }asdg-site status --table status.csv
        { "  " }                                   write a table for Excel as well
command-search = Looks for words in the responses as the search page of the site does: in any form, with the place in the file, city and year.
    .examples = Examples:
        { "  " }asdg-site search закупки парков
        { "  " }asdg-site search музей -театр city:omsk year:2024
        { "  " }asdg-site search --limit 50 музей

command-suggest = Proposes topics, courses and outcomes of last year’s plans, with the lines to paste into the files. You decide; the command changes nothing.
    .examples = Examples:
        { "  " }asdg-site suggest                  the latest edition, all responses
        { "  " }asdg-site suggest --city omsk
        { "  " }asdg-site suggest --year 2024 --sector culture
command-publish = Builds the site and pushes it to a branch of a git remote, for example for GitHub Pages. Only a site without errors and warnings is sent, and without its drafts. Your own files and branches do not change.
    .examples = Examples:
        { "  " }asdg-site publish --dry-run        show what would change without sending anything
        { "  " }asdg-site publish                  build and push to the branch gh-pages of origin
        { "  " }asdg-site publish --remote mirror --branch pages

command-init = Creates a digest: questions, registers, one response with comments, settings, and a workflow that publishes it on GitHub. Never overwrites a file.
    .examples = Examples:
        { "  " }asdg-site init digest              create a digest in the folder digest; asks four questions
        { "  " }asdg-site init digest --title "ASDG digest" --year 2024 --yes
        { "  " }                                   without asking
        { "  " }asdg-site init sample --example    copy the example with made-up cities
command-new = Creates an edition, a sector, a response, a city, a topic or a course. Never changes what exists.
    .examples = Examples:
        { "  " }asdg-site new edition 2025         an edition with the sectors, questions and cities of the last one
        { "  " }asdg-site new response Omsk Tomsk  responses to type in yourself
        { "  " }asdg-site new city "Ust-Ilimsk"    a city
        { "  " }asdg-site new city --help          the help of one of these commands
command-new-edition = Creates an edition, with the sectors, questions and list of cities of the latest one.
    .examples = Examples:
        { "  " }asdg-site new edition 2025
        { "  " }asdg-site new edition 2025 --dry-run
        { "  " }                                   show the result without writing anything
command-new-response = Creates responses: files with the questions of the year and the sector, ready for the answers.
    .examples = Examples:
        { "  " }asdg-site new response Omsk        the latest edition; asks for the sector if there are several
        { "  " }asdg-site new response omsk tomsk --year 2024 --sector culture
        { "  " }asdg-site new response --all-asked for all cities that were asked and have not answered
command-new-city = Adds a city to content/cities.yaml. Proposes an id.
    .examples = Examples:
        { "  " }asdg-site new city "Ust-Ilimsk" --region "Irkutsk Oblast"
        { "  " }asdg-site new city "Ust-Vydumansk" --district Сибирский --population 56300 --population-year 2021
        { "  " }asdg-site new city "Kirov (Kaluga Oblast)" --id kirov-kaluga
command-new-topic = Adds a topic to content/topics.yaml. Proposes an id.
    .examples = Examples:
        { "  " }asdg-site new topic "Streets and squares"
        { "  " }asdg-site new topic "International relations" --id foreign-relations
command-new-course = Adds a course to content/courses.yaml. Proposes an id.
    .examples = Examples:
        { "  " }asdg-site new course "Business etiquette" --topic international-relations
        { "  " }asdg-site new course "Protocol" --topic "International relations" --id protocol
command-new-sector = Adds a sector to content/sectors.yaml.
    .examples = Examples:
        { "  " }asdg-site new sector culture --name Culture
        { "  " }asdg-site new sector sports --name "Culture and sports" --in-question "culture and sports"
command-completions = Prints the completions for a shell: bash, zsh, fish, powershell or elvish.
    .examples = Examples:
        { "  " }asdg-site completions bash > ~/.local/share/bash-completion/completions/asdg-site
        { "  " }asdg-site completions powershell >> $PROFILE
command-man = Prints the manual page.
    .examples = Examples:
        { "  " }asdg-site man > ~/.local/share/man/man1/asdg-site.1

option-site = the folder of the digest, with its site.toml (default: the current folder)
option-output = the folder to write the site to (default: public in the folder of the digest)
option-base-url = the address where the site will be published; overrides base_url in site.toml
option-drafts = include drafts
option-strict = count warnings as errors
option-inputs = files of cities and folders of such files
option-year = the year whose results all these files report (default: as each file says)
option-sector = the sector of all these files, by its id in sectors.yaml (default: as each file says)
option-city = the city that answers, by its id in cities.yaml (default: as each file says)
option-replace = replace existing responses; the old ones are kept with the extension .bak
option-dry-run = write nothing, only show the result
option-report = write a detailed report to this file: for programs if the name ends in .json, else for people (Markdown)
option-remote = the name of the git remote (default: origin)
option-branch = the branch to push the site to (default: gh-pages)
option-force = replace other files on the branch; they stay in its history
option-of-year = the year of the edition (default: the latest)
option-of-sector = only this sector, by its id in sectors.yaml
option-of-city = only this city, by its id in cities.yaml
option-count-drafts = count drafts as finished responses
option-table = write a table for Excel to this .csv file
option-shell = bash, zsh, fish, powershell or elvish
option-format = print the problems for people (text), for programs (json) or as annotations of a GitHub workflow (github)
option-watch = check again whenever a file changes
option-port = the port (default: 8000; if it is taken, the next free one)
option-open = open the site in the browser
option-no-drafts = leave drafts out
option-folder = the folder of the new digest (default: the current folder); it need not exist
option-title = the title of the digest
option-publisher = who publishes it
option-first-year = the year whose results the first edition reports
option-language = the language of the site and of the comments in the files: ru or en
option-example = copy the example with made-up cities instead
option-yes = ask nothing
option-new-year = the year whose results the cities will report
option-cities = cities, by name or by id in cities.yaml
option-all-asked = all cities listed as asked in edition.yaml that have no response yet
option-in-sector = the sector, by name or by id in sectors.yaml (not needed if the edition has only one)
option-city-name = the name of the city
option-topic-name = the name of the topic
option-course-name = the name of the course
option-new-id = the id: lower-case Latin letters, digits and hyphens (default: made from the name)
option-region = the region of the city
option-district = the federal district of the city: Сибирский
option-population = how many people live in the city
option-population-year = the year of that figure
option-course-topics = a topic of the course, by name or id; may be given several times
option-sector-word = the id of the sector: lower-case Latin letters, digits and hyphens
option-sector-name = the name of the sector
option-in-question = the words for it inside a question, “in the field of …” (default: made from the name)
option-words = words: a passage must have all of them; "quoted" words as they are, -word not at all, city:omsk, year:2024
option-limit = how many passages to show (10 by default)
option-lang = the language of the messages: ru or en
option-quiet = show only errors and warnings
option-verbose = show the time of each step
option-help = show this help
option-version = show the version

## The manual

man-name = NAME
man-synopsis = SYNOPSIS
man-commands = COMMANDS
man-common = COMMON OPTIONS
man-environment = ENVIRONMENT
man-asdg-lang = the language of the messages, ru or en, if --lang is not given
man-exit = EXIT STATUS
man-exit-fine = success
man-exit-problems = the content has errors; with --strict warnings count as well
man-exit-misuse = the program was used wrongly, or the machine is at fault: no such folder, no right to write, a full disk

## Wrong use

usage-unknown-argument = unknown option: { $argument }{ $suggested ->
        [none] { "" }
       *[other] ; did you mean { $suggested }
    }
usage-unknown-command = unknown command: { $command }{ $suggested ->
        [none] { "" }
       *[other] ; did you mean { $suggested }
    }
usage-unexpected-word = unexpected argument: “{ $argument }”
usage-twice = the option { $argument } is given twice
usage-not-utf8 = the command line has characters that cannot be read; type it again
usage-value-missing = the option { $argument } has no value
usage-bad-value = the option { $argument } does not take the value “{ $value }”{ $suggested ->
        [none] { "" }
       *[other] ; possible: { $suggested }
    }
usage-conflict = the options { $argument } and { $other } cannot be used together
usage-command-missing = no command given
usage-files-missing = nothing to import: name a file or a folder, as in asdg-site import Responses
usage-argument-missing = a required argument is missing: { $argument }
usage-year = “{ $value }” is not a year from 1990 to 2100, such as 2024
usage-count = “{ $value }” will not do; a whole number above zero is needed, in digits only, such as 56300
usage-port = “{ $value }” is not a port number from 0 to 65535, such as 8080
usage-table = the option --table does not take the value “{ $value }”; the name of the file must end in .csv, as in status.csv
usage-other = wrong use: { $detail }
usage-help = Help: asdg-site --help
not-said = the result cannot be printed: { $reason ->
        [storage-full] the disk is full
       *[other] { $reason }
    }
