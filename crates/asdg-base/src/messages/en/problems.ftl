### What can be wrong, in English: the title of every kind in kind.rs and, as `.help`, the way out.
### An absent value is the word `none`. Every text is one line: a line break here would be one on the screen too.

## The site as a whole.

site-not-found = there is no site.toml in the folder “{ $folder }”
    .help = run the program in the folder of the digest: the one that holds the file site.toml and the folder content
content-missing = there is no folder content
    .help = make a folder content beside site.toml and put cities.yaml, topics.yaml, courses.yaml, sectors.yaml, questionnaire.yaml and the folders of the years, such as 2024, into it
toml-syntax = the TOML of this file cannot be read
    .help = every line reads “key = value”, and text is in quotes, as in title = "ASDG digest" (the parser says: { $detail })
bad-base-url = base_url is not the address of a site: “{ $url }”
    .help = write the full address into site.toml, as in base_url = "https://example.org/digest/"; if it is not known yet, delete the line
bad-base-url-option = --base-url is not the address of a site: “{ $url }”
    .help = give the full address, as in --base-url https://example.org/digest/
secret-address = { $key } contains a password or an access key besides the address of the site
    .help = leave the address in site.toml, without name, password and key: every page of the site shows it; if site.toml was published, change the password
secret-address-option = --base-url contains a password or an access key besides the address of the site
    .help = give the address without name, password and key, as in --base-url https://example.org/digest/
bad-domain = not the name of a domain: “{ $domain }”
    .help = { $proposal ->
        [none] write the bare name into site.toml, without https:// and slashes, as in domain = "digest.example.ru"; if there is no domain of its own, delete the line
       *[other] write the bare name into site.toml, without https:// and slashes: domain = "{ $proposal }"
    }
domain-differs = base_url and domain contradict each other: { $base_url } and { $domain }
    .help = the site will be published under the domain in the line domain; delete the line base_url, and the address will be https://{ $domain }/, or correct one of the two
bad-language = no such language: “{ $language }”
    .help = write language = "ru" (Russian) or language = "en" (English) into site.toml

## Files.

unreadable-file = cannot be read: { $reason ->
        [not-found] there is no such file or folder
        [permission-denied] access is denied
        [storage-full] the disk is full
        [read-only] the disk is read-only
        [is-a-directory] it is a folder, not a file
        [not-a-directory] it is a file, not a folder
        [too-large] the file is too large
        [broken-link] it is a link to a file that does not exist
        [not-regular] it is not a file but a pipe or a device
       *[other] { $reason }
    }
    .help = { $reason ->
        [not-found] check whether the file was renamed or moved to another folder
        [permission-denied] close the file if another program has it open, and see whether you have the right to read it
        [storage-full] free some space on the disk and build again
        [read-only] copy the folder of the digest to a disk that can be written to and build there
        [is-a-directory] a file is needed here: rename the folder or move it out of content
        [not-a-directory] a folder is needed here: rename the file or move it out of content
        [too-large] check that it is the right file; split a text, make a picture smaller
        [broken-link] replace the link with the file itself
        [not-regular] put a regular file in this place
       *[other] close the file in other programs and build again; if that does not help, copy the file again
    }
not-utf8 = the file is not UTF-8: byte { $byte } at offset { $offset }
    .help = if it is a text, open it in the program it was made with and save it as UTF-8; a Word document, a PDF or a picture cannot be turned into .md or .yaml by renaming it
windows-1251 = the file is saved in the encoding Windows-1251: byte { $byte } at offset { $offset }
    .help = open the file in Notepad and save it as UTF-8 (“File” → “Save as” → “Encoding: UTF-8”)
utf16 = the file is saved as UTF-16 (“Unicode” in Notepad)
    .help = open the file in Notepad and save it as UTF-8 (“File” → “Save as” → “Encoding: UTF-8”)
zero-bytes = there are zero bytes in the file ({ $count }): it is damaged
    .help = this happens when the power fails while a file is saved; restore it from a backup or from the history of git
misplaced-file = a file or folder is out of place
    .help = content holds cities.yaml, topics.yaml, courses.yaml, sectors.yaml, questionnaire.yaml and the folders of the years; the folder of a year holds edition.yaml, questionnaire.yaml and the folders of the sectors; the folder of a sector holds questionnaire.yaml, the responses of the cities (omsk.md or omsk.yaml) and the folders of their pictures (omsk); keep everything else, the original Word and PDF files included, outside content
link-out-of-folder = the path leads out of the folder content: “{ $target }”
    .help = copy the file itself into content instead of a link to it; put the pictures of omsk.md into the folder omsk beside it and write the address like this: omsk/embankment.jpg
link-outside = the link leads out of the folder “{ $folder }”: “{ $target }”
    .help = replace the link with the file or the folder itself
bad-year = the name of the folder is not a year: “{ $name }”
    .help = the folder of an edition is named after its year in four digits, such as 2024; rename this folder or move it out of content
unknown-sector = no such sector: “{ $id }”
    .help = { $similar ->
        [none] the sectors are listed in content/sectors.yaml; correct the id or add the sector there; the folder of a sector is named after its id
       *[other] perhaps you mean “{ $similar }”; the sectors are listed in content/sectors.yaml; the folder of a sector is named after its id
    }

## YAML.

yaml-syntax = the YAML cannot be read
    .help = check that in this line and the one above it the indentation is even, quotes and brackets are closed, and a space follows the colon, as in name: Omsk (the parser says: { $detail })
yaml-tab = the line is indented with a tab
    .help = replace the tab at the start of the line with spaces, two for each level
yaml-colon = a colon inside a value that is not in quotes
    .help = put the whole value in quotes, as in title: "Results: the year in brief"; if it has double quotes already, put it in single ones: title: 'The "City" forum: results'
duplicate-key = the key “{ $key }” occurs twice
    .help = keep one of the two entries; if they are different cities, topics, courses or questions, give the second another id
removed-key = the key “{ $key }” is no longer needed
    .help = delete this line. { $key ->
        [print_pages] There are no print pages any more: readers put a document together themselves on the page collection/
       *[other] It has no effect on the site
    }
unknown-key = unknown key: “{ $key }”
    .help = { $similar ->
        [none] the keys possible here: { $known }
       *[other] perhaps you mean “{ $similar }”; the keys possible here: { $known }
    }
wrong-type = “{ $key }”: { $expected ->
        [text] text is expected
        [number] a number is expected
        [boolean] true or false is expected
        [list] a list is expected
        [mapping] a set of keys is expected
        [date] a date is expected
        [null] no value is expected
        [coordinates] a latitude and a longitude are expected
        [nothing-else] nothing else is expected
       *[other] { $expected } is expected
    }, but { $found ->
        [text] this is text
        [number] this is a number
        [boolean] this is true or false
        [list] { $expected ->
            [coordinates] this is not a list of two numbers
           *[other] this is a list
        }
        [mapping] this is a set of keys
        [date] this is a date
        [null] there is no value
        [coordinates] this is a latitude and a longitude
        [nothing-else] this is something else
       *[other] this is { $found }
    }
    .help = { $expected ->
        [text] write text; if it looks like a number, a date or the word true, put it in quotes: "2024"
        [number] write a number without quotes, with a point before the fraction: 50.27
        [boolean] write true or false, without quotes
        [list] list the values in square brackets, with commas between them: [elections, jurors]; or each on a line of its own, after a hyphen and a space: - elections
        [mapping] write lines like “key: value” under this key, indented by two spaces, as in name: Omsk
        [date] write the date as year-month-day: 2025-02-14
        [null] delete the text after the colon
        [coordinates] write latitude and longitude in square brackets, with a point before the fraction of each number and a comma between the two: [50.27961, 127.5405]
        [nothing-else] delete the superfluous value
       *[other] correct the value of this key
    }
missing-key = the required key “{ $key }” is missing
    .help = { $key ->
        [name] add the name, as in name: Blagoveshchensk
        [title] add the title: in site.toml title = "ASDG digest", in questionnaire.yaml title: Results of the year
        [id] add the id of the question, as in id: results
        [role] add the role of the question, as in role: results; there are five: results, plans, support, discussion, training
        [wording] add the question as it was sent to the cities, as in wording: What are the tasks for { "{next_year}" }?
        [questions] add the line questions: and the questions under it, each on a new line after a hyphen: - id: results
        [answers] add the line answers: and the answers under it, indented: the id of the question, a colon and the text
        [text] add the text of the passage: the line text: | and the text itself under it, indented
       *[other] add a line “{ $key }: value” (in .toml files “{ $key } = "value"”)
    }
empty-value = the value of “{ $key }” is empty
    .help = write a value after the colon (in .toml files in quotes after the sign “=”): it is required
front-matter-open = the front matter is never closed
    .help = put a line of three hyphens after its last key: ---
bad-id = not a possible id: “{ $id }”
    .help = { $proposal ->
        [none] an id consists of Latin lower-case letters, digits and single hyphens and begins with a letter, as in yuzhno-sakhalinsk
       *[other] “{ $proposal }” would do; an id consists of Latin lower-case letters, digits and single hyphens and begins with a letter
    }
reserved-id = the site needs this id itself: “{ $id }”
    .help = choose another, such as “{ $id }-city”: the address with this word belongs to another page of the site
device-id = Windows cannot have a folder of this name: “{ $id }”
    .help = on Windows the names con, prn, aux, nul, com0 to com9 and lpt0 to lpt9 belong to devices; choose another id, such as “{ $id }-city”
bad-date = not a date: “{ $value }”
    .help = a date is written as year-month-day: 14 February 2025 is 2025-02-14; see also whether the calendar has such a day
date-order = the response was updated ({ $updated }) before it was received ({ $received })
    .help = look at both dates in the front matter: received is the day the response arrived, updated the day it was last changed; updated is never before received
bad-coordinates = there are no such coordinates on Earth
    .help = latitude comes first (from -90 to 90), then longitude (from -180 to 180), as in coordinates: [50.27961, 127.5405]; south and west take a minus sign
bad-population = not a number of people: “{ $value }”
    .help = write how many people live in the city as one number: 56.3 thousand is population: 56300
bad-population-year = not a year: “{ $value }”
    .help = write the year of the figure with four digits, as in population_year: 2021
district-slip = this looks like a slip in the name of a federal district: “{ $district }”
    .help = the district is called “{ $similar }”; the words «федеральный округ» can be left out
bad-address = not the address of a site: “{ $value }”
    .help = an address begins with https:// or http://, as in https://www.admblag.ru/

## Registers and questionnaires.

alias-clash = the name “{ $name }” belongs to the entry “{ $other }” already
    .help = names (name and aliases) are not repeated within a file: if both entries are the same thing, keep one; if not, make the name more exact, as in “Kirov (Kirov Region)”
unused-entry = nothing refers to the entry “{ $id }”
    .help = if it is not needed, delete it; if it will be needed later, put a # before each of its lines before you publish: nothing is published while there are warnings
unknown-role = no such role of a question: “{ $role }”
    .help = { $similar ->
        [none] there are five roles: results, plans, support (what ASDG could do), discussion (subjects for events) and training (subjects for courses)
       *[other] perhaps you mean “{ $similar }”; there are five roles: results, plans, support (what ASDG could do), discussion (subjects for events) and training (subjects for courses)
    }
duplicate-question = two questions with one id: “{ $id }”
    .help = give one of them another id: it is the address of the question’s page
unknown-placeholder = unknown placeholder: “{ $placeholder }”
    .help = { "{year}" }, { "{next_year}" } and { "{sector}" } are filled in within the wording of a question; correct the word in the braces or take the braces away
questionnaire-missing = no questionnaire is found
    .help = make a file content/questionnaire.yaml: the line questions: and the questions under it, each with id, role, title and wording; if the questions are for one year or one sector only, put such a file into its folder
questionnaire-empty = the questionnaire has no questions
    .help = write questions under the key questions, each with id, role, title and wording; a file in the folder of a year or a sector may as well be deleted: the questionnaire.yaml one level up counts then

## Responses.

unknown-city = no such city: “{ $id }”
    .help = { $similar ->
        [none] the cities are listed in content/cities.yaml; correct the id or add the city there; the file of a response is named after the id of its city, as in omsk.md
       *[other] perhaps you mean “{ $similar }”; the cities are listed in content/cities.yaml; the file of a response is named after the id of its city
    }
unknown-topic = no such topic: “{ $id }”
    .help = { $similar ->
        [none] the topics are listed in content/topics.yaml; correct the id or add the topic there
       *[other] perhaps you mean “{ $similar }”; the topics are listed in content/topics.yaml
    }
unknown-course = no such course: “{ $id }”
    .help = { $similar ->
        [none] the courses are listed in content/courses.yaml; correct the id or add the course there
       *[other] perhaps you mean “{ $similar }”; the courses are listed in content/courses.yaml
    }
unknown-response = no such response: “{ $id }”
    .help = { $similar ->
        [none] see whether content has the file of this response; a response of the same year and sector is response:khabarovsk, any other response:2023/culture/khabarovsk
       *[other] perhaps you mean “response:{ $similar }”; a response of the same year and sector is response:khabarovsk, any other response:2023/culture/khabarovsk
    }
bad-response-link = the link to a response is not of the right form: “response:{ $link }”
    .help = write response:khabarovsk for a response of the same year and sector, response:2023/culture/khabarovsk for any other; a place in it follows after a number sign: response:khabarovsk#plans
unknown-anchor = a link to a place that does not exist: “#{ $anchor }”
    .help = { $similar ->
        [none] a place is the id of a question (#plans) or the ids of a question and a passage joined by a hyphen (#results-elections); a passage gets a fixed id in its heading: ### Elections { "{#elections}" }
       *[other] perhaps you mean “#{ $similar }”; a place is the id of a question (#plans) or the ids of a question and a passage joined by a hyphen (#results-elections)
    }
unknown-choice = the key { $key } cannot have the value “{ $value }”
    .help = the possible values: { $known }
plans-missing = the outcome of a plan is recorded, but there is no response of the year before: “{ $id }”
    .help = outcomes tell what became of the plans of the same city and sector in the response of the year before; add that response or take the outcome out
unknown-plan = no such plan in the response of the year before: “{ $plan }”
    .help = { $similar ->
        [none] a plan is a passage of the answer on plans (plans-elections) or an item of it, with its number after a full stop (plans-elections.2); the page of last year’s response shows the address of each
       *[other] perhaps you mean “{ $similar }”; a plan is a passage of the answer on plans (plans-elections) or an item of it, with its number after a full stop (plans-elections.2)
    }
unknown-request = no such request for help: “{ $request }”
    .help = { $similar ->
        [none] write the sector, the city and the place in the answer on help: culture/omsk#support or, for the second item of a list, culture/omsk#support.2
       *[other] perhaps you mean “{ $similar }”; write the sector, the city and the place in the answer on help, as in culture/omsk#support.2
    }
recorded-twice = recorded twice: “{ $value }”
    .help = keep one of the two records and delete the other
draft-link = a link to a draft: “{ $id }”
    .help = the draft will not be on the site, and the link would lead nowhere; take it out or publish that response: delete the line draft: true from its front matter
unsafe-link = links of the kind “{ $scheme }:” are not allowed
    .help = a link may lead to a site (https://example.org), a mail address (mailto:), a telephone (tel:) or a page of the digest (city:, topic:, course:, response:); readers cannot open a file on your computer (file:)
unknown-link = it is not clear where this link leads: “{ $link }”
    .help = to a site: https://example.org (with its https://), to a mail address: mailto:info@example.org, to a city: city:khabarovsk, to a topic: topic:elections, to a course: course:protocol, to the response of another city: response:khabarovsk, to a place in this response: #plans
city-twice = two responses of one city in one sector: “{ $city }”
    .help = the other is { $first }; move all answers into one file and delete the second; if one of the files is from another city, correct its name or the key city in its front matter
unknown-question = the heading matches no question: “{ $heading }”
    .help = begin the heading with the number of the question (## 2. Tasks) or add its id at the end (## Tasks { "{#plans}" }); a sub-heading within an answer begins with three number signs (### Elections); the questions here: { $known }
question-twice = two answers to one question: “{ $question }”
    .help = the first answer is on line { $first }; join the answers under one heading or correct the number of the question in one of them
answer-empty = there is no answer under the question: “{ $question }”
    .help = write the answer; if the city did not answer this question, the heading may be deleted: the site says that the answer is missing all the same
passage-empty = there is no text under the heading of the passage: “{ $title }”
    .help = write the text under the heading or delete the heading
response-empty = the response has no answers
    .help = write the answers: in a .md file each under its heading (## 1. Results of the year), in a .yaml file under the key answers; if the city did not answer, delete the file
text-before-question = text before the first question
    .help = move the text under the heading of the question it answers, or put that heading above it, as in ## 1. Results of the year
heading-level-one = a heading of the first level
    .help = the page has its title already, the name of the city; begin a question with two number signs (## 1. Results of the year), a passage with three (### Elections)
heading-in-text = a heading of the first or second level inside an answer
    .help = the key already names the question; the heading of a passage takes three number signs: ### Elections
heading-twice = the passage has keys of its own (title, id or topics), and its text begins with the heading of another one: “{ $heading }”
    .help = keep one of them: take the line with the number signs out of the text, or put the keys into it, as in ### Elections {"{"}topic=elections{"}"}
unknown-attribute = a mark in the heading that has no meaning: “{ $attribute }”
    .help = the braces hold topics { "{topic=elections topic=jurors}" } and a fixed id { "{#elections}" }; take everything else out of them
anchor-twice = two passages of one answer with one id: “{ $anchor }”
    .help = give one of them another id: in a .md file in the braces after the heading, as in { "{#elections-2024}" }, in a .yaml file with the key id
topic-twice = the topic is given twice: “{ $topic }”
    .help = delete one of the two: to name a topic once is enough
raw-html = HTML in the text: “{ $tag }”
    .help = readers will see this tag as plain text; write **bold** and *italic* with asterisks; of all tags only <br>, <sup> and <sub> are understood
control-character = a character that does not belong in a text: { $code }
    .help = it probably came along when the text was copied from Word; delete the marked place together with the letters next to it and type them again
comment-open = { $mark ->
        [none] the comment is not closed
       *[other] the comment is closed by a mistyped mark: “{ $mark }”
    }
    .help = { $mark ->
        [none] close the comment with --> (two hyphens and a “greater than”); without it everything is hidden to the end of the file
       *[other] write --> instead (two hyphens and a “greater than”, without spaces); an arrow inside a comment must not be at the end of a line
    }
comment-mark = readers will see the mark of a comment: “{ $mark }”
    .help = a comment begins with <!-- and ends with -->, both typed with hyphens and without spaces; where the text needs the mark, use a backslash: \<!-- and --\>
comment-in-value = readers will see this comment: “{ $mark }”
    .help = this value is shown as it is; remove the comment from it, or write it on a line of its own that begins with #
code-open = the block of code is not closed
    .help = below the last line of the code put a line with the mark that it begins with: ``` or ~~~; if it is not code, remove the mark
text-lost = { $part ->
        [cell] the row has more cells than the header of its table; not on the page: “{ $text }”
        [definition] no link uses this definition; not on the page: “{ $text }”
        [title] the title of a link or picture is not on the page: “{ $text }”
        [fence] the words after the mark of a block of code are not on the page: “{ $text }”
       *[other] not on the page: “{ $text }”
    }
    .help = { $part ->
        [cell] add a column to the header of the table and to the line of hyphens below it, or remove a bar; a bar inside a cell is written \|
        [definition] if it is text, put a backslash before the bracket: \[Note]: …; if it is the address of a link, refer to it in the text or delete the line
        [title] move these words into the text; only a picture that is a paragraph of its own has a caption
        [fence] move the words to the next line, into the block
       *[other] write this place in a simpler way; if that does not help, tell the developers: the text of an answer must not get lost
    }
number-changed = the item with the number { $typed } will have the number { $shown }
    .help = the numbers of a list follow one another; correct the number, or, if this is another list, put a paragraph before it or a backslash before the full stop: { $typed }\.

## Too much of one kind.

more-errors = { $count } more { $count ->
        [one] error
       *[other] errors
    } of the same kind ({ $code }) in this file
    .help = the first ones are shown; fix them and check again
more-warnings = { $count } more { $count ->
        [one] warning
       *[other] warnings
    } of the same kind ({ $code }) in this file
    .help = the first ones are shown; fix them and check again

## Private data.

private-data = private data: { $sort ->
        [telephone] a mobile telephone
        [mail] a personal mailbox
        [snils] an insurance number (SNILS)
       *[passport] the series and number of a passport
    } “{ $value }”
    .help = { $sort ->
        [telephone] everybody can read the site and a public repository, comments included: take it out or give the telephone of the office; if it may be published, add it to site.toml: private_data_allow = ["{ $value }"]
        [mail] everybody can read the site and a public repository, comments included: take it out or give the address of the office; if it may be published, add it to site.toml: private_data_allow = ["{ $value }"]
       *[other] everybody can read the site and a public repository, comments included: take it out; if it is the number of something else, add it to site.toml: private_data_allow = ["{ $value }"]
    }
private-data-forbidden = private data is forbidden: { $sort ->
        [telephone] a mobile telephone
        [mail] a personal mailbox
        [snils] an insurance number (SNILS)
       *[passport] the series and number of a passport
    } “{ $value }”
    .help = { $sort ->
        [telephone] site.toml says private_data = "error": take it out or give the telephone of the office; if it may be published, add it to site.toml: private_data_allow = ["{ $value }"]
        [mail] site.toml says private_data = "error": take it out or give the address of the office; if it may be published, add it to site.toml: private_data_allow = ["{ $value }"]
       *[other] site.toml says private_data = "error": take it out; if it is the number of something else, add it to site.toml: private_data_allow = ["{ $value }"]
    }
private-data-unused = “{ $value }” in private_data_allow does not occur in the content
    .help = take it out of site.toml, which everybody can read as well; only telephones, addresses of mail and numbers are listed there, written in any way

## Pictures.

picture-missing = no such picture: “{ $picture }”
    .help = { $similar ->
        [none] the pictures of omsk.md are in the folder omsk beside it, and the address is written like this: omsk/embankment.jpg; case matters: embankment.JPG is another name
       *[other] perhaps you mean “{ $similar }”; case matters in the name of a file
    }
picture-format = not a PNG, JPEG, GIF or WebP: “{ $picture }”
    .help = open the picture, in Paint for example, and save it as PNG or JPEG (“File” → “Save as”); changing the extension of the name is not enough
picture-place = the picture is not in the folder of its response: “{ $picture }”
    .help = { $folder ->
        [none] only the responses of cities show pictures; take the picture out of this text
       *[other] put the file into the folder “{ $folder }” beside the response, unless it is there already, and begin the address with the name of the folder: { $folder }embankment.jpg
    }
picture-description = the picture has no description: “{ $picture }”
    .help = say in the square brackets what it shows, for those who cannot see it, as in ![The embankment after the repair]({ $picture })
picture-unused = no text shows this picture: “{ $picture }”
    .help = put it into the response, as in ![What it shows]({ $picture }), or delete the file

## The theme.

theme-missing = no such theme: “{ $theme }”
    .help = { $similar ->
        [none] themes are the folders inside themes; the built-in one is always there: theme = "default" in site.toml
       *[other] perhaps you mean “{ $similar }”; themes are the folders inside themes, and the built-in one is called default
    }
theme-cycle = themes extend each other in a circle: { $chain }
    .help = in the theme.toml of one of these themes delete the line extends, by which it refers to the next
template-missing = the theme lacks templates: { $templates }
    .help = add these files to the folder templates of the theme; to take all that is missing from the built-in theme, write extends = "default" into theme.toml
style-missing = the theme has no style sheet “{ $sheet }”
    .help = { $similar ->
        [none] the name is that of a file in the folder assets of the theme; correct it, or delete the line
       *[other] perhaps you mean “{ $similar }”; the name is that of a file in the folder assets of the theme
    }
template-error = a template of the theme does not work
    .help = correct the template, or go back to the built-in theme: theme = "default" in site.toml (the template engine says: { $detail })
translation-error = the texts of the interface cannot be read
    .help = correct the file in the folder i18n of the theme: the format is Fluent, and every entry reads “name = text” (the parser says: { $detail })

## The output.

output-not-ours = the folder “{ $folder }” holds files that this program did not make
    .help = choose another folder, as in --output digest-site, or empty this one yourself; the program never empties a folder it did not make
output-overlap = the site cannot be written to the folder “{ $folder }”: it is inside the folder “{ $other }” or contains it
    .help = choose a folder of its own for the finished site, as in --output digest-site: outside content and outside the theme
output-collision = the name is taken by a file that this program did not make: “{ $file }”
    .help = rename or move the file, since a page of the site belongs in its place; or choose another folder, as in --output digest-site
output-busy = another build is writing to the folder “{ $folder }”
    .help = wait until it ends or close the other window of the program, then build again
output-mount = the site cannot be written: another disk or folder is mounted at “{ $folder }”
    .help = unmount it, or choose a folder with nothing of the kind in it, as in --output digest-site: the program replaces the folder of the site as a whole
output-work-taken = the name of the work folder is taken: “{ $path }” is a link or a file
    .help = rename or remove “{ $path }” and build again: the program makes a folder of its own in this place
site-too-large = the site takes { $size } MB, and GitHub Pages takes no more than 1000 MB
    .help = the largest parts are: { $parts }. Without open data (data) it is built with data = false in site.toml; the texts for collections (texts) and the pages of responses (the folders of the editions) are always needed; other hosts may take any size
file-too-large = the file “{ $file }” takes { $size } MB, and GitHub takes files of no more than 100 MB
    .help = make the picture smaller; if it is open data, set data = false in site.toml; other hosts may take any size
output-failed = “{ $file }” cannot be written: { $reason ->
        [not-found] the folder vanished in the meantime
        [permission-denied] access is denied
        [storage-full] the disk is full
        [read-only] the disk is read-only
        [is-a-directory] a folder, not a file, is in this place
        [not-a-directory] a file, not a folder, is in this place
        [too-large] the file is too large
        [broken-link] a link to a file that does not exist is in this place
        [changed-meanwhile] another program changed the file
        [not-regular] a pipe or a device is in this place
       *[other] { $reason }
    }
    .help = { $reason ->
        [not-found] see whether the disk and the folder of the site are there and build again
        [permission-denied] close the file if another program has it open, and see whether you have the right to write to this folder
        [storage-full] free some space on the disk or choose a folder on another, as in --output D:\digest-site
        [read-only] choose a folder on a disk that can be written to, as in --output D:\digest-site
        [is-a-directory] rename or move this folder and build again
        [not-a-directory] rename or move this file and build again
        [too-large] choose a folder on another disk, as in --output D:\digest-site: this one does not take files of this size
        [broken-link] delete this link and build again
        [changed-meanwhile] close the programs that write to the folder of the site and build again
        [not-regular] rename or remove what is in this place and repeat the command
       *[other] close the programs that keep this folder open and build again
    }

## The options of commands

serve-failed = the site cannot be shown on this machine: { $reason ->
        [permission-denied] the system does not allow this port
       *[other] { $reason }
    }
    .help = name another port, for example: asdg-site serve --port 8080

bad-option = no such entry: { $option } { $value }
    .help = { $similar ->
        [none] an id is needed: the word in Latin letters before the colon in content/cities.yaml (cities) or content/sectors.yaml (sectors)
       *[other] perhaps you mean “{ $similar }”; the cities are listed in content/cities.yaml, the sectors in content/sectors.yaml, where an id is before the colon
    }
edition-missing = { $year ->
        [none] the digest has no edition yet
       *[other] there is no edition of { $year }
    }
    .help = { $known ->
        [none] create one, as in asdg-site new edition 2024, or import the first response
       *[other] the editions: { $known }; without --year it is the latest; asdg-site new edition creates another one
    }
table-taken = the table was not written: the file “{ $path }” exists and is not such a table
    .help = give the table another name, as in --table status.csv; this file was not changed
table-not-saved = the table cannot be written to “{ $path }”: { $reason ->
        [not-found] there is no such folder
        [permission-denied] access is denied
        [storage-full] the disk is full
        [read-only] the disk is read-only
        [is-a-directory] a folder, not a file, is in this place
        [not-a-directory] a file, not a folder, is in this place
        [not-regular] a pipe or a device is in this place
       *[other] { $reason }
    }
    .help = { $reason ->
        [permission-denied] if the table is open in Excel, close it and repeat the command
        [storage-full] free some space and repeat the command
        [not-regular] rename or remove what is in this place and repeat the command
       *[other] give the table another folder or another name, as in --table status.csv
    }

## Publishing.

publish-no-git = the program git, which sends the site, is not on this computer
    .help = install it from https://git-scm.com (Next will do at every step), open the command line again and repeat the command
publish-no-repository = the folder of the digest is not under git yet: “{ $folder }”
    .help = run once in the folder of the digest: git init, then git remote add origin https://github.com/OWNER/REPOSITORY.git (the address of your repository on GitHub)
publish-untrusted = git does not trust the folder, because another user owns it: “{ $folder }”
    .help = if the folder is yours (this happens on USB sticks and network drives), run once: git config --global --add safe.directory "{ $folder }"
publish-no-remote = git knows no remote named “{ $remote }”
    .help = { $known ->
        [none] add its address once: git remote add origin https://github.com/OWNER/REPOSITORY.git
       *[other] there are: { $known }; name the right one after --remote, or add another: git remote add { $remote } https://github.com/OWNER/REPOSITORY.git
    }
publish-mirror = “{ $remote }” is a mirror of the whole repository: git pushes to it all or nothing
    .help = give the site a name of its own with the same address: git remote add site ADDRESS, then asdg-site publish --remote site; mind that the next push of the mirror (git push { $remote }) removes the branch of the site from it
publish-bad-branch = a branch cannot be called “{ $branch }”
    .help = use Latin letters without blanks, as in --branch gh-pages
publish-source-branch = the branch “{ $branch }” has the files of the digest itself, which the site would replace
    .help = choose another branch for the site, as in --branch gh-pages, which is also the default
publish-no-network = { $address } cannot be reached
    .help = check that you are online and repeat the command; where a proxy leads out of your organisation, its address is set with git config --global http.proxy http://ADDRESS:PORT (git says: { $detail })
publish-no-access = no access to the repository: { $address }
    .help = log in as someone who may write to it: in an ordinary command line git itself asks you to; if the repository is not yours, ask its owner for the right to write (git says: { $detail })
publish-remote-missing = there is no repository at this address, or it is closed to you: { $address }
    .help = see whether the address is right; git remote set-url origin https://github.com/OWNER/REPOSITORY.git sets another; an empty repository is made first, on https://github.com/new (git says: { $detail })
publish-foreign = the branch “{ $branch }” has files that this program did not make: { $files }{ $more ->
        [0] { "" }
        [one] { " " }and { $more } more file
       *[other] { " " }and { $more } more files
    }
    .help = the last commit: { $commit }; if none of it is needed any more, repeat the command with --force: the site replaces these files, and they stay in the history of the branch; if it is needed, choose another branch, as in --branch digest
publish-raced = while the site was built, someone else pushed to the branch “{ $branch }”
    .help = repeat the command: it continues from the current state of the branch
publish-refused = the remote did not accept the site for the branch “{ $branch }”
    .help = the remote gives the reason: { $detail }; if the branch is protected, allow writing to it (on GitHub: Settings → Branches and Settings → Rules) or choose another: --branch NAME
publish-not-signed = git could not sign the push
    .help = the setting push.gpgSign asks for a signature; git says: { $detail }; see to the key (git config user.signingKey), or switch the setting off for this repository: git config push.gpgSign false
publish-file-too-large = a file is too large for GitHub: { $file }, { $megabytes } MB
    .help = GitHub takes no files above 100 MB; if it is one of the open data (the folder data), do without them in site.toml: data = false; if it is a picture, make it smaller
publish-git-failed = git failed: { $command }
    .help = git says: { $detail }; if that does not help, update git from https://git-scm.com and repeat the command
publish-incomplete = the built site cannot be read: “{ $file }”: { $reason ->
        [not-found] there is no such file
        [permission-denied] access is denied
        [not-regular] a pipe or a device is in this place
       *[other] { $reason }
    }
    .help = do not build the site in another window while it is being sent, and repeat the command
publish-file-large = a large file: { $file }, { $megabytes } MB
    .help = many hosts take no files above 100 MB; if it is one of the open data (the folder data), site.toml can do without them: data = false
publish-site-large = the site takes { $megabytes } MB, and GitHub Pages shows 1000 at most
    .help = switch off in site.toml what you can do without: data = false (open data)
publish-left-out = files that this program did not make were not sent, in the folder “{ $folder }”: { $files }{ $more ->
        [0] { "" }
        [one] { " " }and { $more } more file
       *[other] { " " }and { $more } more files
    }
    .help = only what is built from content and the theme is published; pictures belong beside the responses, in content, and the domain into site.toml: domain = "…"; if the files are here by accident, move them
publish-address-unknown = the address of the published site is not known
    .help = write it into site.toml, as in base_url = "https://example.org/digest/": without it there is no site map and no feed, and the page 404 works only at the root of a host
publish-address-differs = base_url is { $base_url }, but the site will be published at { $address }
    .help = delete base_url from site.toml (nor is --base-url needed): the address is filled in by itself; if the site has a domain of its own, name it: domain = "digest.example.ru"
publish-domain-kept = the site has a domain that site.toml does not mention: { $domain }; it was kept
    .help = write into site.toml: domain = "{ $domain }"; if the domain is no longer wanted, remove it in the settings of the repository on GitHub: Settings → Pages → Custom domain → Remove

## New files and entries.

files-exist = nothing was written: these files exist already: { $files }
    .help = the program does not overwrite files; choose an empty folder, as in asdg-site init digest, or move these files elsewhere first
not-written = cannot write “{ $path }”: { $reason ->
        [not-found] the folder vanished meanwhile
        [permission-denied] access is denied
        [storage-full] the disk is full
        [read-only] the disk is read-only
        [is-a-directory] there is a folder in its place
        [not-a-directory] there is a file in the place of a folder
        [changed-meanwhile] the file was changed while the command ran
        [not-regular] a pipe or a device is in this place
       *[other] { $reason }
    }
    .help = { $reason ->
        [permission-denied] close the file if another program has it open, see whether you may write to this folder, and repeat the command
        [storage-full] make room and repeat the command
        [changed-meanwhile] save and close the file in other programs and repeat the command
        [not-regular] rename or remove what is in this place and repeat the command
       *[other] check that the disk and the folder exist and nothing else is in this place, and repeat the command
    }; existing files were not changed, and no new ones are left
edition-exists = there is an edition of { $year } already: content/{ $year }
    .help = the program changes nothing in it; to add a response to it, type asdg-site new response and the name of the city; to say who was asked, name the cities in content/{ $year }/edition.yaml: asked: [omsk, tomsk]
response-exists = this city has a response already: “{ $city }”, { $file }
    .help = open it and change it; if the city sent a new file, import that, and the new response will be put beside the old one
no-such-city = there is no such city in content/cities.yaml: “{ $name }”
    .help = { $similar ->
        [none] check the name; if the city is new, add it: asdg-site new city "{ $name }"
       *[other] did you mean “{ $similar }”? if it is another city, add it: asdg-site new city "{ $name }"
    }
no-such-topic = there is no such topic in content/topics.yaml: “{ $name }”
    .help = { $similar ->
        [none] check the name; if the topic is new, add it first: asdg-site new topic "{ $name }"
       *[other] did you mean “{ $similar }”? if it is another topic, add it first: asdg-site new topic "{ $name }"
    }
sector-needed = it is not clear which sector is meant
    .help = { $known ->
        [none] there is no sector in content/sectors.yaml; add one, as in asdg-site new sector culture --name Culture
       *[other] name one of the sectors with --sector: { $known }
    }
asked-unknown = it is not known which cities were asked for { $year }
    .help = name them in content/{ $year }/edition.yaml, as in asked: [omsk, tomsk], or in the command: asdg-site new response Omsk Tomsk
id-taken = the id “{ $id }” is taken: it is “{ $name }”
    .help = choose another id, such as --id { $id }-2
name-taken = the entry “{ $id }” has the name “{ $name }” already
    .help = no two entries of a file share a name or an alias: if it is the same thing, no new entry is needed; if not, make the name more precise, such as “Kirov (Kirov Oblast)”
id-needed = no id can be made of the name “{ $name }”
    .help = give one yourself: lower-case Latin letters, digits and single hyphens, beginning with a letter; such as --id city-day
name-needed = it is not known what the sector “{ $id }” is called
    .help = give its name: asdg-site new sector { $id } --name "Culture and sports"
in-question-needed = it is not known what the sector “{ $name }” is called inside a question
    .help = give the words that stand in the question after “in the field of”, such as --in-question "culture and sports"
register-form = the program cannot add an entry safely to a file written like this
    .help = the file was not changed; add the entry yourself: { $lines }

## Import.

import-not-found = no such file or folder: “{ $path }”
    .help = check the name and the folder; if there are spaces in them, put it all in quotes, as in asdg-site import "C:\Responses\Response of Omsk.docx"; a file or folder can also be dragged into the window where you type the command
import-report-taken = the report was not written: the file “{ $path }” exists and is not a report
    .help = give the report another name, as in --report report.md; the responses were imported, and this file was not changed
import-unknown-format = the file does not look like a response: { $found ->
        [spreadsheet] it is a spreadsheet
        [presentation] it is a presentation
        [archive] it is an archive
        [picture] it is a picture
        [film] it is a film
        [sound] it is a sound recording
        [program] it is a program
        [database] it is a database
        [ebook] it is a book (DjVu or FB2)
        [shortcut] it is a shortcut, not the file itself
        [signature] it is an electronic signature, not the document itself
        [xml] it is XML data
       *[other] it is not a text
    }
    .help = { $found ->
        [spreadsheet] open the spreadsheet, copy the questions and answers into a new Word document, save it (“File” → “Save as” → “Word Document (.docx)”) and import that document
        [presentation] open the presentation, copy the questions and answers into a new Word document, save it (“File” → “Save as” → “Word Document (.docx)”) and import that document
        [archive] unpack the archive (click it with the right mouse button and choose “Extract all”) and import the folder that comes out; if it should be a Word document, ask the city to send it again
        [picture] if the picture shows the response, ask the city for its Word document; if there is none, have the text recognised, compare it with the picture, save it as a Word document (.docx) and import that document; put a mere photograph into the folder of the city beside the response and show it there: ![What it shows](omsk/photo.jpg)
        [film] a film cannot be imported; if it belongs to an answer, put it where it can be watched and link to it; take it out of the folder
        [sound] a sound recording cannot be imported; ask the city for a Word document and take the recording out of the folder
        [program] do not run this file and delete it; ask the city for a Word document
        [database] ask the city for a Word document
        [ebook] open the file in the program that reads it, copy the questions and answers into a new Word document, save it (“File” → “Save as” → “Word Document (.docx)”) and import that document
        [signature] import the document that it signs: it usually lies beside it, with the same name without .sig; take the signature out of the folder of responses
        [shortcut] a shortcut only says where the file is; copy the document itself into the folder
        [xml] open the file in Word; if the text of the response is there, save it as a Word document (“File” → “Save as” → “Word Document (.docx)”) and import that document; if not, ask the city for a Word document
       *[other] what can be imported is documents of Word (.docx) and LibreOffice (.odt), PDF and plain text (.txt, .md); ask the city for a Word document
    }
import-old-format = a file of this kind cannot be read: { $found ->
        [doc] it is a document of an older Word (.doc)
        [rtf] it is an RTF document
        [html] it is a web page (HTML)
        [word-xml] it is a Word document in XML
       *[other] { $found }
    }
    .help = open the file in Word, save it as a Word document (“File” → “Save as” → “Word Document (.docx)”) and import the new file; changing the extension of the name is not enough
import-scan = there is no text in the file: { $found ->
        [picture] it is a picture
        [font] the fonts of this PDF cannot be read: it does not say which letters they show
        [outside] the whole text of this PDF stands beyond the edges of its pages, which show nothing
       *[pages] it is a scan, its pages are pictures
    }
    .help = the easiest way is to ask the city for its Word document; if there is none, have the text recognised first: open the PDF in Word or in a program that recognises text, compare the result with the scan, save it as a Word document (.docx) and import that document
import-mail = the mail was not imported: { $found ->
        [msg] it is a mail of Outlook (.msg)
        [attachments] it has several attachments ({ $attachments })
        [unread] the response is not in the mail itself, and what is attached cannot be read like this ({ $attachments })
       *[empty] there is neither text nor document in it
    }
    .help = { $found ->
        [msg] open the mail in Outlook; if the response is attached, save the attachment into the folder of responses; if it is the mail itself, copy the text into a new Word document; import what came out
        [attachments] open the mail, save the attached responses into the folder and import that; take the mail out of it
        [unread] open the mail, save the attachment into a folder (unpack it if it is an archive) and import that; take the mail out of it
       *[empty] open the mail; if the response is there, copy it into a new Word document and import that document; if not, ask the city to send it again
    }
import-damaged = the file is damaged or did not arrive whole
    .help = open it in the program it was made with; if it opens, save it again (“File” → “Save as”) and import the new file; if not, ask the city to send it again (the parser says: { $reason })
import-too-large = the file is too large for a response: { $limit ->
        [file] more than 64 MB
       *[other] there is more in it than there is in responses
    }
    .help = see whether it is the right file; if it is, open it, copy the questions and answers into a new Word document and import that document{ $limit ->
        [file] ; add the pictures to the response afterwards
       *[other] { "" } (the parser says: { $limit })
    }
import-encrypted = the file is protected by a password
    .help = open the file (the city knows the password), take the protection off (in Word: “File” → “Info” → “Protect Document” → “Encrypt with Password”, and erase the password), save the file and import it again; or ask the city to send the file without a password
import-empty = the file has no text
    .help = open the file; if you can see a text, copy it into a new Word document and import that document; if not, ask the city to send its response again
import-no-questions = not one question of the questionnaire was found
    .help = questions tell the program which answer is which: write the whole question above each answer in the file, as in questionnaire.yaml, for example “2. What are the tasks of the city for 2025?”, and import the file again; numbers alone are enough only when all answers are numbered in order and nothing else is
import-first-question = the question “{ $question }” was not found, and the text above the others may be its answer: “{ $text }”
    .help = write the question above that text in the file, as in questionnaire.yaml and with the number 1, and import the file again; if the text is no answer (but a covering letter, say), delete it in a copy of the file and import the copy
import-city-unknown = it is not clear which city this response is from{ $heading ->
        [none] { "" }
       *[other] : “{ $heading }”
    }
    .help = { $proposal ->
        [none] import the file again and name the city, as in --city omsk, or write its name into the first line of the file
       *[other] if it is “{ $proposal }”, import the file again with --city { $proposal }; if not, name another city or write its name into the first line of the file
    }; the cities are listed in content/cities.yaml, and a new one may not be there yet: add it first then
import-cities-several = several cities are named before the first question: { $cities }
    .help = import the file again and name the city that answers, as in --city omsk (the cities are listed in content/cities.yaml), or leave only its name at the start of the file; if the file has the answers of several cities, divide it: a file for each city
import-year-unknown = it is not clear which year this response is for
    .help = import the file again and name the year whose results the city reports, as in --year 2024
import-sector-unknown = it is not clear which sector this response belongs to
    .help = import the file again and put one of the sectors of the digest after --sector: { $known }
import-difference = the imported text differs from the text of the file
    .help = this is a fault of the program, not yours; the response was not written, and no file was changed; please send the file and this message to the developers, and meanwhile copy the answers by hand (the file has “{ $source }”, the result has “{ $response }”)
import-not-saved = the response cannot be written to “{ $path }”: { $reason ->
        [not-found] the folder vanished in the meantime
        [permission-denied] access is denied
        [storage-full] the disk is full
        [read-only] the disk is read-only
        [is-a-directory] a folder, not a file, is in this place
        [not-a-directory] a file, not a folder, is in this place
        [too-large] the file is too large
        [broken-link] a link to a file that does not exist is in this place
        [not-regular] a pipe or a device is in this place
       *[other] { $reason }
    }
    .help = { $reason ->
        [not-found] see whether the disk and the folder of the digest are there and import the file again
        [permission-denied] close the response if another program has it open, see whether you have the right to write to this folder, and import the file again
        [storage-full] free some space on the disk and import the file again
        [read-only] copy the folder of the digest to a disk that can be written to and import the file there
        [is-a-directory] rename or move this folder and import the file again
        [not-a-directory] rename or move this file and import the response again
        [too-large] move the folder of the digest to another disk and import the file there: this one does not take files of this size
        [broken-link] delete this link and import the file again
        [not-regular] rename or remove what is in this place and repeat the command
       *[other] close the programs that keep this folder open and import the file again
    }
import-exists = this city has a response already; the new one is beside it: “{ $file }”
    .help = compare the two: open “{ $comparison }” in Notepad; lines with a minus are only in the old response, lines with a plus only in the new one; move what you need into the old one or import the file again with --replace (the new one replaces the old one, which is kept with the extension .bak); then delete both files beside it
import-city-differs = the text names one city, the name of the file another: { $heading } and { $name }
    .help = the program trusts the text: { $heading }; if the text is wrong, import the file again and name the city, as in --city omsk (the cities are listed in content/cities.yaml), and delete the superfluous response
import-question-twice = this looks like a question that was found elsewhere in the file: “{ $text }”
    .help = the line was left inside an answer; if it is a question, move the text below it into the answer to it and delete the line; if all questions come once more, what follows is likely to be from another city that is not in content/cities.yaml: add it and import the file again with --replace
import-unknown-question = questionnaire.yaml has no such question: “{ $text }”
    .help = the line and the answer below it were left inside the answer to the question before; if it is one of the questions in other words, replace the number at the start of the line with two number signs and the number of that question, as in ## 3.; if the cities were asked about this too, add the question to the questionnaire.yaml of that year and import the file again with --replace
import-renumbered = the questions of the file are not numbered as those of questionnaire.yaml: { $questions }
    .help = the first number is the one in the file, the second the one that the answer got in the response: the program trusts the words of a question, not its number; check that these answers are below their questions, and if not, correct the numbers in the lines that begin with ##
import-by-numbers = the file has no questions, only numbers; the answers were placed by their numbers
    .help = the answer with the number 1 went to the first question of questionnaire.yaml, the one with the number 2 to the second, and so on; check that they are below their questions, and if not, correct the numbers in the lines that begin with ##
import-answers-missing = questions without an answer: { $questions }
    .help = see whether these answers are in the file: if it has a question in quite other words, the answer was left inside the one before; then write two number signs and the number of the question above it, as in ## 3.; if the city did not answer, nothing needs to be done: the site will say so
import-years-differ = the years in the questions do not follow each other: the results are those of { $year }, the plans are for { $other }
    .help = of the two years the program trusts the one in the question about the results: { $year }; if that is wrong, import the file again with the year whose results the city reports after --year, and delete the superfluous response
import-new-edition = a new edition begins, of { $year }; the digest had { $editions } before
    .help = if this is what you want, there is nothing to do; if the file is last year’s, delete the folder content/{ $year }; if the year in the file is wrong, delete it as well and import the file again with the right year behind --year
import-preamble = there is other text before the first question: “{ $text }”
    .help = in the response it is at the start between the signs <!-- and -->, and readers will not see it; move what you need into the answers and delete the rest together with these signs
import-mixed-letters = Latin letters in Russian words: { $words }
    .help = the search will not find such words; type them again in the response with the Russian keyboard: the Latin a, c, e, o, p, x and y look like Russian letters
import-left-out = not part of any answer: { $what ->
        [formula] formulas
        [chart] charts
        [diagram] SmartArt diagrams
        [object] objects of other programs
        [part] embedded documents
        [picture] pictures
        [page] pages without text
        [font] words in an unknown font
        [outside] words beyond the edge of a page
        [field] fields of a form
        [earlier] earlier letters
       *[unread] parts of the text
    }, { $unit ->
        [line] lines
        [page] pages
       *[paragraph] paragraphs
    } { $places } ({ $count } in all){ $text ->
        [none] { "" }
       *[other] : “{ $text }”
    }
    .help = { $what ->
        [formula] write the formulas into the answer in words and signs, such as 3/4 or √49
        [chart] write the numbers of the chart into the answer as a table, or save the chart as a picture (click it in Word with the right mouse button, “Save as Picture”) and show that
        [diagram] write the words of the diagram into the answer as a list, or save it as a picture (click it in Word with the right mouse button, “Save as Picture”) and show that
        [object] open the file, look at them and write what is needed into the answer
        [part] open the file in Word, save it (“File” → “Save”) and import it again: Word makes these documents a part of the text by itself
        [picture] if they are needed, save them as PNG, put them into the folder of the city beside the response and show them there, for example ![The embankment, repaired](omsk/embankment.png)
        [page] these pages are pictures; ask the city for its Word document, or have their text recognised and write it into the answer
        [font] a font of these pages cannot be read; ask the city for its Word document, or compare the pages with the answer and write what is missing
        [outside] the page does not show them, because they stand beyond its edge; if you need them, write them into the answer
        [field] write the content of these fields into the answer
        [earlier] below the answers stands the letter that was replied to; if answers are in it, write them into the response
       *[unread] open the file, look for these words and write them into the answer
    }
import-formulas = formulas were written on one line, { $unit ->
        [line] lines
        [page] pages
       *[paragraph] paragraphs
    } { $places }: { $formulas }
    .help = compare them with the file: a fraction has a slash, a root the sign √, a power is raised
import-copy = the same text was imported from “{ $other }” already
    .help = this is a copy under another name, nothing was written; the superfluous file may be deleted
import-picture = a picture that was imported has no description: “{ $picture }”
    .help = find ![]({ $picture }) in the response and say in the square brackets what the picture shows, for those who cannot see it: ![The embankment after the repair]({ $picture })
import-picture-dropped = a picture was not imported: “{ $picture }”
    .help = browsers do not show pictures of this kind; if it is needed, click it in Word with the right mouse button, save it as PNG (“Save as Picture”), put it into the folder of the city beside the response and show it there, as in ![The embankment after the repair](omsk/embankment.png)
import-unmapped = the file has characters that could not be read: { $count }, { $unit ->
        [line] lines
        [page] pages
       *[paragraph] paragraphs
    } { $places }
    .help = the response has the sign � in their place: search for it, look into the file that was sent and write the right character; if there are many, ask the city for a Word document
import-pending = an imported response waits for a decision beside the old one: “{ $response }”
    .help = it does not go to the site yet; move what you need from it into { $response } and delete it, or delete the old one and rename this one to { $response }; the comparison (.diff) is not needed after that either
