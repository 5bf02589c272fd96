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

## Preview

serve-started = The site is at { $url }
    Pages reload by themselves when a file changes. Press Ctrl+C to stop.
serve-changed = { $count ->
        [0] { $frame ->
            [yes] Common files changed.
           *[no] The theme changed.
        }
        [1] Changed: { $file }.
       *[other] { $count } responses changed.
    }
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
status-all = Responses in all: { $responses } of { $expected }. No response: { $silent }; drafts: { $drafts }; questions left out: { $missing }; no proposals: { $nothing }.

## Proposals

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
option-port = the port to show it on (when not given, 8000; a taken one is passed over)
option-open = open the site in the browser at once
option-no-drafts = without the drafts
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
usage-argument-missing = missing: { $argument }
usage-year = the option --year does not take the value “{ $value }”; possible: a year from 1990 to 2100, such as 2024
usage-table = the option --table does not take the value “{ $value }”; the name of the file has to end in .csv, as in status.csv
usage-other = wrong use: { $detail }
usage-help = Help: asdg-site --help
