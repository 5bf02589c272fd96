# The texts of the theme in English. No-break spaces here are real ones.
# The same ids in the same order are in ru.ftl.

## Every page

locale = en_GB
skip = Skip to the content
menu = Sections of the site
menu-cities = Cities
menu-topics = Topics
menu-courses = Courses
breadcrumbs = The way to this page
home = Home
publisher = Published by { $name }
feed = New responses as an Atom feed
edition = Edition
year = { $year }
date =
    { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
city = City
course = Course:
course-name = Course
topic = Topic
topics = Topics
aliases = Other names: { $names }
draft = Draft

## Controls of a page

percent = { $number }%
comfort = Reading comfort
comfort-size = Size of the text
comfort-spacing = Spacing
comfort-spacing-usual = usual
comfort-spacing-wide = wide
comfort-font = Typeface
comfort-font-serif = with serifs
comfort-font-sans = without serifs
comfort-colours = Colours
comfort-colours-system = those of the system
comfort-colours-light = light
comfort-colours-dark = dark
comfort-colours-black-on-white = black on white
comfort-colours-white-on-black = white on black
comfort-reset = Back to the usual look
filter = Find in the list
filter-page = Find on this page
filter-status = { $shown } of { $total } shown
filter-none = Nothing was found. Try fewer letters.
copy-link = Copy the link to this page
copy-link-part = Copy the link
cite = Cite
print = Print
cite-title = A reference to this source
cite-record = For a list of references, GOST R 7.0.100–2018
cite-note = For a footnote, GOST R 7.0.108–2022
copy = Copy
copied = Copied
not-copied = It could not be copied: select the text and press Ctrl+C
close = Close
printed = { $address }. Printed on { $date }

## Long lists

pages = Pages of the list
page-previous = Back
page-next = Next
page-number = page { $number }
page-of = Page { $number } of { $last }

## How much there is

number = { $count }
# The noun without its number, which stands above it in large type.
noun-cities =
    { $count ->
        [one] city
       *[other] cities
    }
noun-responses =
    { $count ->
        [one] response
       *[other] responses
    }
noun-answers =
    { $count ->
        [one] answer
       *[other] answers
    }
noun-topics =
    { $count ->
        [one] topic
       *[other] topics
    }
noun-requests =
    { $count ->
        [one] course request
       *[other] course requests
    }
count-cities = { $count } { noun-cities }
count-responses = { $count } { noun-responses }
count-answers = { $count } { noun-answers }
count-topics = { $count } { noun-topics }
count-requests = { $count } { noun-requests }
count-course-requests =
    { $count ->
        [one] { $count } request
       *[other] { $count } requests
    }
count-passages =
    { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
count-mentions =
    { $count ->
        [one] { $count } mention
       *[other] { $count } mentions
    }
count-answered =
    { $count ->
        [0] no city answered
        [one] { $count } city answered
       *[other] { $count } cities answered
    }
answers-of =
    { $count ->
        [0] no answers
       *[other] { $count } of { $total } questions answered
    }

## Home

heading-edition-cities = Cities of this edition
heading-top-topics = What most cities write about
heading-top-courses = The courses cities need
heading-latest = New responses
heading-editions = All editions
no-editions = There is no edition yet.

region-unknown = Region not given
cities-by-alphabet = The same cities in alphabetical order

## Map and charts

map-of-year = Map of Siberia and the Far East: cities that sent responses for { $year }
map-of-all = Map of Siberia and the Far East: cities that have sent responses
# What those hear who cannot see the map; it also shows over a city.
map-city =
    { $name }: { $count ->
        [0] no response
        [one] { $count } response
       *[other] { $count } responses
    }
map-answered = response received
map-silent = no response
map-beyond = Responses also came from cities that are not on the map:
chart-cities = Number of cities
heading-by-year = Year by year
by-year-topic = How many cities wrote about this topic in each edition
by-year-course = How many cities asked for this course in each edition

## An edition and a sector

edition-date = Published
heading-sectors = Sectors
heading-matrix = Who answered
matrix-caption = How many questions each city answered in { $year }, by sector
matrix-answers = { $count } of { $total }
heading-changes = What has changed since { $year }
new-topics = New topics
gone-topics = Topics no longer written about
new-courses = New courses
gone-courses = Courses no longer asked for
and-more = and { $count } more
answers-caption = Who answered which question
# The words in the cells of the table; they also open the lines below it and in its legend.
state-answered = answered
state-brief = brief
state-nothing = no proposals
state-missing = left out
state-not-received = no response
legend-answered = the city answered the question
legend-brief = an answer of a sentence or two
legend-nothing = the city wrote that it has no proposals or needs no help
legend-missing = the city did not answer this question
legend-not-received = the city sent no response, or it is still being checked
total = In all: { $state }
other-editions = Neighbouring editions
previous-edition = Previous edition
next-edition = Next edition
heading-questions = Questions
heading-responses = The cities’ responses
sector-years = This sector in other editions
received = received

## A response and a question

draft-note = This response is still being checked and is not part of the published digest.
fact-place = Region
fact-respondent = Answered by
fact-received = Received
fact-updated = Changed
city-page = All about this city
response-years = This city’s responses of other years
contents = Contents
contents-missing = (no answer)
all-answers = The answers of all cities
answer-missing = The city did not answer this question.
heading-response-topics = Topics of this response
heading-other-sectors = Other responses of the city for { $year }
other-cities = Neighbouring responses
previous-city = Previous city
next-city = Next city
question-number = Question { $number }.
read-more = Read the whole answer
heading-missing = Did not answer this question

## Cities, topics, courses

no-cities = There are no cities yet.
heading-silent-cities = No responses yet
website = The city administration’s site
heading-city-responses = Responses
city-silent = The city has not sent a response yet.
heading-city-topics = What the city writes about
heading-city-requests = Course requests
heading-mentions = What other cities write about it
no-topics = There are no topics yet.
topic-empty = Nobody has written about this topic yet.
heading-topic-responses = Responses on this topic
heading-topic-courses = Courses on this topic
courses-lede = What cities want their staff to be taught. The courses that most cities ask for come first.
no-courses = There are no courses yet.
course-empty = Nobody has asked for this course yet.

## Pages to be printed

print-link = All on one page, to read in one go and to print
print-title = to be printed
print-sector = All responses of { $year }
print-city = All responses of the city
print-topic = Everything cities write on this topic
print-back = To the usual page

## Page not found

not-found-title = Page not found
not-found-text = There may be a mistake in the address, or the page is gone. Start with one of the sections.
