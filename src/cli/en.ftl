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
    }. You see the site as it was; the new one comes when { $errors ->
        [one] it is mended
       *[other] they are mended
    }
serve-warnings = { $warnings ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }
serve-more = These are the first; { $more } more are in the window of the program.
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
    The whole list may stand in content/{ $year }/edition.yaml: asked: [omsk, tomsk]
status-inbox = In the folder inbox: { $imported } files imported, { $waiting } waiting, { $failed } that cannot be imported.
status-inbox-waiting = Waiting (asdg-site import inbox):
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
        [name] “{ $words }” stands in the text
       *[words] as in other cities: { $words }
    })
suggest-course = { $place }{ $number ->
        [none] { "" }
       *[other] , item { $number }
    }: looks like the course “{ $course }” ({ $reason ->
        [name] “{ $words }” stands in the request
       *[words] words in common: { $words }
    })
suggest-outcome = Last year’s plan “{ $plan }”: perhaps “{ $title }” tells of it (words in common: { $words })
suggest-outcomes-paste = For the front matter; behind outcome write what became of it: done, partly, not-begun or dropped:
suggest-new-course = Requests that are alike and have no course: { $requests }
suggested = Edition { $year }. Proposed: topics of passages: { $topics }, courses of requests: { $courses }, new courses: { $new }, outcomes of plans: { $outcomes }. No file was changed: paste what you agree with.

## Publishing

publish-step-connect = Looking at what is published already: { $remote }
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
publish-nothing = Nothing to send: the branch { $branch } holds this very site already ({ $responses ->
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

init-intro = A new digest. Enter takes what stands in brackets.
init-ask-language = Language of the site, ru or en [{ $proposal }]:
init-again-language = There is no such language. Type ru (Russian) or en (English):
init-ask-title = Title of the digest [{ $proposal }]:
init-ask-publisher = Who publishes it [{ $proposal }]:
init-ask-year = The first edition reports the results of the year [{ $proposal }]:
init-again-year = It has to be a year from 1990 to 2100, in four digits. Type again:
init-default-title = Digest of the cities
init-default-publisher = The directorate
language-ru = russian
language-en = english
init-done = The digest is made: { $folder }, { $files ->
        [one] { $files } file
       *[other] { $files } files
    }. Its cities and its response are made up: put your own in their place.
    What next{ $here ->
        [yes] { "" }
       *[no] { " " }(in the folder of the digest)
    }:
        asdg-site serve --open                    look at the site in the browser
        asdg-site new city "Ust-Ilimsk"           add a city
        asdg-site import inbox                    make responses of the files that cities sent
        asdg-site new response Ust-Ilimsk         begin a response that you type yourself
init-done-example = The example is copied: { $folder }, { $files ->
        [one] { $files } file
       *[other] { $files } files
    }. All cities, people and figures in it are made up.
    To look at the site in the browser{ $here ->
        [yes] { "" }
       *[no] { " " }(in the folder of the example)
    }: asdg-site serve --open
ask-cancelled = The command was broken off; nothing was written.
planned = This would be written:
planned-new = { $file } (new file)
planned-added = { $file }, from line { $line } on:
new-edition-done = The edition of { $year } is made: content/{ $year }. { $follows ->
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
new-edition-year = Check the questions: the year { $follows } stands in them, not {"{year}"}: { $files }
new-ask-sector = Which sector do these responses belong to? Type the number, id or name:
new-response-done = { $count ->
        [0] All responses are there: { $year }, { $sector }.
        [one] The response is begun: { $cities }, { $year }, { $sector }.
            { "    " }{ $files }
            Put in the answers, and delete the line draft: true when you are done: as long as it stands there, this is a draft.
       *[other] Responses are begun ({ $count }), { $year }, { $sector }: { $cities }.
            { "    " }{ $files }
            Put in the answers, and delete the line draft: true when you are done: as long as it stands there, this is a draft.
    }
new-ask-id = The id of “{ $name }”: it becomes the address of the page and is never changed { $proposal ->
        [none] (lower-case Latin letters, digits and hyphens):
       *[other] [{ $proposal }]:
    }
new-again-id = { $title }. It has to be lower-case Latin letters, digits and single hyphens, beginning with a letter. Type again:
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
value-text = TEXT
value-city = CITY
help-options = Options
help-files = FILE-OR-FOLDER

command-asdg-site = Builds the site of the yearly ASDG digest from the answers of the cities.
    .examples = Examples:
        { "  " }asdg-site check                    see whether everything is fine
        { "  " }asdg-site build                    build the site into the folder public
        { "  " }asdg-site build --drafts           build it with its drafts
        { "  " }asdg-site import Responses         make responses of the files in the folder Responses
        { "  " }asdg-site status                   who answered, and whom to remind
        { "  " }asdg-site suggest                  which topics, courses and outcomes could be recorded
        { "  " }asdg-site publish                  build the site and publish it
command-build = Builds the site. When the content has errors, the old site stays as it was.
    .examples = Examples:
        { "  " }asdg-site build
        { "  " }asdg-site build --output ../site --base-url https://example.org/digest/
        { "  " }asdg-site build --strict           warnings stop the build as well
command-check = Checks the content and shows all errors without writing anything.
    .examples = Examples:
        { "  " }asdg-site check
        { "  " }asdg-site check --site ../digest --strict
        { "  " }asdg-site check --format json       for other programs
        { "  " }asdg-site check --watch             check at every change
command-import = Makes responses of the files that cities send: Word (.docx), LibreOffice (.odt), PDF, plain text (.txt, .md).
    .examples = Examples:
        { "  " }asdg-site import "Response of Omsk.docx"
        { "  " }asdg-site import Responses --dry-run --report report.md
        { "  " }                                   show what would come out without writing anything
        { "  " }asdg-site import letter.pdf --city omsk --year 2024
        { "  " }                                   when the file does not tell

command-serve = Shows the site in the browser and updates it whenever a file changes. Nothing is written.
    .examples = Examples:
        { "  " }asdg-site serve --open             open the site in the browser
        { "  " }asdg-site serve --no-drafts        as it will be published
        { "  " }asdg-site serve --port 8080
command-status = Shows who answered which questions and whom to remind. It changes nothing in the content.
    .examples = Examples:
        { "  " }asdg-site status                   the latest edition, all sectors
        { "  " }asdg-site status --year 2024 --sector culture
        { "  " }asdg-site status --table status.csv
        { "  " }                                   write a table for Excel as well
command-search = Looks for words in the responses as the search page of the site does: in any form, with the place in the file, city and year.
    .examples =
        Examples:
        { "  " }asdg-site search закупки парков
        { "  " }asdg-site search "\"комфортная городская среда\"" city:omsk year:2024
        { "  " }asdg-site search --limit 50 музей -театр

command-suggest = Proposes topics, courses and outcomes of last year’s plans: lines to paste into the files. You decide; the command changes nothing.
    .examples = Examples:
        { "  " }asdg-site suggest                  the latest edition, all responses
        { "  " }asdg-site suggest --city omsk
        { "  " }asdg-site suggest --year 2024 --sector culture
command-publish = Builds the site and pushes it to a branch of a remote with git, for GitHub Pages for example. Only a site without errors, warnings and drafts is sent; your own files and branches stay as they are.
    .examples = Examples:
        { "  " }asdg-site publish --dry-run        show what would change without sending anything
        { "  " }asdg-site publish                  build and push to the branch gh-pages of origin
        { "  " }asdg-site publish --remote mirror --branch pages

command-init = Makes a new digest: questions, registers, one response with remarks, settings, and the workflow that publishes it on GitHub. It never writes over a file.
    .examples = Examples:
        { "  " }asdg-site init digest              a new digest in the folder digest; four questions
        { "  " }asdg-site init digest --title "ASDG digest" --year 2024 --yes
        { "  " }                                   without asking
        { "  " }asdg-site init sample --example    copy the example with made-up cities
command-new = Begins something new: an edition, a sector, a response, a city, a topic, a course. What is there already it does not change.
    .examples = Examples:
        { "  " }asdg-site new edition 2025         an edition with the sectors, questions and cities of the last one
        { "  " }asdg-site new response Omsk Tomsk  responses that you type yourself
        { "  " }asdg-site new city "Ust-Ilimsk"    a city
        { "  " }asdg-site new city --help          the help of one of these commands
command-new-edition = Begins an edition. Sectors, questions and the list of cities asked are taken from the latest one.
    .examples = Examples:
        { "  " }asdg-site new edition 2025
        { "  " }asdg-site new edition 2025 --dry-run
        { "  " }                                   show what would come out without writing anything
command-new-response = Begins responses: files with the questions of the year and the sector, for you to put the answers in.
    .examples = Examples:
        { "  " }asdg-site new response Omsk        the latest edition; where there are several sectors, the program asks
        { "  " }asdg-site new response omsk tomsk --year 2024 --sector culture
        { "  " }asdg-site new response --all-asked for all that were asked and have not answered
command-new-city = Adds a city to content/cities.yaml. An id is proposed.
    .examples = Examples:
        { "  " }asdg-site new city "Ust-Ilimsk" --region "Irkutsk Oblast"
        { "  " }asdg-site new city "Kirov (Kaluga Oblast)" --id kirov-kaluga
command-new-topic = Adds a topic to content/topics.yaml. An id is proposed.
    .examples = Examples:
        { "  " }asdg-site new topic "Streets and squares"
        { "  " }asdg-site new topic "International relations" --id foreign-relations
command-new-course = Adds a course to content/courses.yaml. An id is proposed.
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
command-man = Prints the page of the manual.
    .examples = Examples:
        { "  " }asdg-site man > ~/.local/share/man/man1/asdg-site.1

option-site = the folder of the digest, with its site.toml (when not given, the current one)
option-output = where to write the site (when not given, the folder public inside that of the digest)
option-base-url = the address the site will stand at; overrides base_url in site.toml
option-drafts = with the drafts
option-strict = count warnings as errors
option-inputs = files of cities and folders of such files
option-year = the year whose results all these files report (when not given, each file tells)
option-sector = the sector of all these files, by its id in sectors.yaml (when not given, each file tells)
option-city = the city that answers, by its id in cities.yaml (when not given, each file tells)
option-replace = replace responses that are there already; the old ones are kept with the ending .bak
option-dry-run = write nothing, only show what would come out
option-report = write a detailed report to this file: for programs when the name ends in .json, else for people (Markdown)
option-remote = the remote, by its name in git (when not given, origin)
option-branch = the branch that the site is pushed to (when not given, gh-pages)
option-force = send it even if the branch holds something else than this digest, which then stays in its history
option-of-year = the year of the edition (when not given, the latest)
option-of-sector = this sector only, by its id in sectors.yaml
option-of-city = this city only, by its id in cities.yaml
option-count-drafts = count drafts as finished responses
option-table = write a table to this .csv file, which Excel opens
option-shell = bash, zsh, fish, powershell or elvish
option-format = show the problems for people (text), for programs (json) or as annotations of a workflow on GitHub (github)
option-watch = check again whenever a file changes
option-port = the port to show it on (when not given, 8000; a taken one is passed over)
option-open = open the site in the browser at once
option-no-drafts = without the drafts
option-folder = the folder of the new digest (when not given, the current one); it need not be there yet
option-title = the title of the digest
option-publisher = who publishes it
option-first-year = the year whose results the first edition reports
option-language = the language of the site and of the remarks in the files: ru or en
option-example = copy the example with made-up cities instead of making a new digest
option-yes = ask nothing
option-new-year = the year whose results the cities will report
option-cities = cities: names or ids of cities.yaml
option-all-asked = all cities that were asked (asked in edition.yaml) and have no response yet
option-in-sector = the sector: its name or its id in sectors.yaml (not needed where the edition has just one)
option-city-name = the name of the city
option-topic-name = the name of the topic
option-course-name = the name of the course
option-new-id = the id: lower-case Latin letters, digits and hyphens (when not given, it is made of the name)
option-region = the region that the city lies in
option-course-topics = a topic the course belongs to, by its name or id; may be given several times
option-sector-word = the id of the sector: lower-case Latin letters, digits and hyphens
option-sector-name = the name of the sector
option-in-question = the words that stand in a question, “in the field of …” (when not given, they are made of the name)
option-words = words: a passage must have all of them; "quoted" words as they are, -word not at all, city:omsk, year:2024
option-limit = how many passages to show (10 by default)
option-lang = the language of the messages: ru or en
option-quiet = show errors and warnings only
option-verbose = show how long each step took
option-help = show this help
option-version = show the version

## The manual

man-name = NAME
man-synopsis = SYNOPSIS
man-commands = COMMANDS
man-common = COMMON OPTIONS
man-environment = ENVIRONMENT
man-asdg-lang = the language of the messages, ru or en, when --lang is not given
man-exit = EXIT STATUS
man-exit-fine = all is fine
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
usage-unexpected-word = one word too many: “{ $argument }”
usage-twice = the option { $argument } is given twice
usage-not-utf8 = the command line has characters that cannot be read; type it anew
usage-value-missing = the option { $argument } has no value
usage-bad-value = the option { $argument } does not take the value “{ $value }”{ $suggested ->
        [none] { "" }
       *[other] ; possible: { $suggested }
    }
usage-conflict = the options { $argument } and { $other } do not go together
usage-command-missing = no command given
usage-files-missing = nothing to import was given: name a file or a folder, as in asdg-site import Responses
usage-argument-missing = something is missing that the command cannot do without: { $argument }
usage-year = “{ $value }” is no year; it has to be one from 1990 to 2100, such as 2024
usage-port = “{ $value }” is no port; it has to be a number from 0 to 65535, such as 8080
usage-table = the option --table does not take the value “{ $value }”; the name of the file has to end in .csv, as in status.csv
usage-other = wrong use: { $detail }
usage-help = Help: asdg-site --help
not-said = the result cannot be written out: { $reason ->
        [storage-full] the disk is full
       *[other] { $reason }
    }
