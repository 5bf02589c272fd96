# The texts of the theme in English. No-break spaces here are real ones.
# The same ids in the same order are in ru.ftl.

## Every page

locale = en_GB
skip = Skip to the text
menu = Sections of the site
menu-cities = Cities
menu-topics = Topics
menu-courses = Courses
menu-plans = Plans
menu-support = Requests to ASDG
menu-agenda = To discuss
breadcrumbs = Breadcrumb
home = Home
publisher = Published by { $name }
feed = Follow new responses
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
draft = Draft

## The size of a city by population

size-under-50 = up to 50,000
size-50-100 = 50,000–100,000
size-100-250 = 100,000–250,000
size-250-1000 = 250,000–1 million
size-over-1000 = over 1 million

## Controls of a page

percent = { $number }%
comfort = Display settings
comfort-size = Size of the text
comfort-spacing = Spacing
comfort-spacing-usual = usual
comfort-spacing-wide = wide
comfort-font = Typeface
comfort-font-serif = with serifs
comfort-font-sans = without serifs
comfort-colours = Colours
comfort-colours-system = as in the system
comfort-colours-light = light
comfort-colours-dark = dark
comfort-colours-black-on-white = black on white
comfort-colours-white-on-black = white on black
comfort-reset = Back to the usual look
filter = Filter this list
filter-page = Find on this page
filter-year = Year
filter-sector = Sector
filter-city = City
filter-topic = Topic
filter-state = State
filter-region = Region
filter-district = Federal district
filter-size = Population
refine = Refine
filter-all = all
filter-status = { $shown } of { $total } shown
filter-none = No matches. Check the word, or drop some of the conditions.
filter-none-city = The digest does not have this city: it sent no responses, and no other city writes about it.
share = Share
filter-table = Table for Excel (CSV)
table-planned = Planned for
table-title = Title
table-beginning = Beginning of the text
table-note = Note
table-all-years = All editions
table-cities = { $of }, cities
table-topic = { $of }, passages
table-course = { $of }, requests
table-text = Text
copy-link = Copy link to this page
cite = Cite
# The link to a passage, and how to cite it.
cite-part = Link
print = Print
cite-title = Cite this page
cite-quote = Copy the text with its reference
cite-address = Address
cite-record = For a list of references, GOST R 7.0.100–2018
cite-note = For a footnote, GOST R 7.0.108–2022
copy = Copy
copied = Copied
not-copied = Could not copy: select the text and press Ctrl+C
close = Close
printed = { $address }. Printed on { $date }

## Long lists

pages = Pages of the list
page-previous = Previous
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
count-courses =
    { $count ->
        [one] { $count } course
       *[other] { $count } courses
    }
count-uncovered = and { $count } more without a matching course
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

## Home

heading-edition-cities = Cities of this edition
heading-top-topics = What most cities write about
heading-top-courses = The courses cities need
heading-latest = Latest responses
heading-editions = All editions
no-editions = There is no edition yet.

region-unknown = Region not given
cities-by-alphabet = Alphabetical list

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
map-city-mentioned = { $name }: only mentioned
map-answered = sent a response
map-silent = sent none
map-mentioned = only mentioned
map-beyond = Responses also came from cities that are not on the map:
chart-cities = Number of cities
heading-by-year = Year by year
by-years = Years
question-years = This question in other years
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
gone-courses = Courses no longer requested
more-topics = More cities write about
fewer-topics = Fewer cities write about
more-courses = More cities ask for
fewer-courses = Fewer cities ask for
new-cities = Answered now, but not in { $year }
gone-cities = Did not answer in { $year }
was = { $count } before
changes-title = What changed in { $year }
changes-compared = Editions:
changes-boards = Plans, requests, discussion
changes-plans =
    { $count ->
        [one] { $count } plan for { $year }
       *[other] { $count } plans for { $year }
    }
changes-support =
    { $count ->
        [one] { $count } request to ASDG in { $year }
       *[other] { $count } requests to ASDG in { $year }
    }
changes-agenda =
    { $count ->
        [one] { $count } proposal to discuss in { $year }
       *[other] { $count } proposals to discuss in { $year }
    }
changes-replies = Answers of the directorate
wording-new = new question
wording-gone = no longer asked
wording-changed = new wording
wording-before = Before:
and-more = and { $count } more
answers-caption = Who answered which question
# The words in the cells of the table and in its legend; total-… open the lines below it.
state-answered = answered
state-brief = brief
state-nothing = no proposals
state-missing = not answered
state-not-received = no response
legend-answered = the city answered the question
legend-brief = an answer shorter than 160 characters
legend-nothing = the city wrote that it has no proposals or needs no help
legend-missing = the city did not answer this question
legend-not-received = the city sent no response, or it is still being checked
total-answered = Answered
total-brief = Answered briefly
total-nothing = No proposals
total-missing = Did not answer the question
total-not-received = Sent no response
other-editions = Neighbouring editions
previous-edition = Previous edition
next-edition = Next edition
heading-questions = Questions
heading-responses = The cities’ responses
sector-years = This sector in other editions
received = response received

## A response and a question

draft-note = This response is still being checked and is not part of the published digest.
about-list = About this list
about-response = About this response
fact-place = Region
fact-respondent = Answered by
fact-text = Text
retold = Retold by the editors
fact-received = Response received
fact-updated = Response updated
city-page = The city’s page
response-years = This city’s responses of other years
all-years = All years
contents = Contents
contents-at = Question { $number } of { $total }
contents-missing = (no answer)
all-answers = What other cities answered
answer-missing = The city did not answer this question.
heading-response-topics = Topics of this response
heading-other-sectors = Other responses of the city for { $year }
other-cities = Neighbouring responses
previous-city = Previous city
next-city = Next city
question-number = Question { $number }.
read-more = Read the whole answer
heading-missing = Did not answer this question

## The same in other cities

kin-experience =
    { $count ->
        [one] With experience: { $count } city
       *[other] With experience: { $count } cities
    }
kin-asks =
    { $count ->
        [one] { $count } city asks for the same
       *[other] { $count } cities ask for the same
    }
kin-related =
    { $count ->
        [one] { $count } other city writes about the same
       *[other] { $count } other cities write about the same
    }
kin-same =
    { $count ->
        [one] { $count } other city writes about the same topic
       *[other] { $count } other cities write about the same topic
    }
kin-topics =
    { $count ->
        [one] same topic: { $names }
       *[other] same topics: { $names }
    }
kin-words = shared words: { $names }
heading-outcomes = What became of these plans
heading-replies = What the directorate says
heading-corrections = Corrections
corrected-on = Corrected on
correction-place = show what was corrected
feed-correction = correction
heading-topic-asks = Cities asking
heading-topic-results = Cities with experience

## Cities, topics, courses

no-cities = There are no cities yet.
heading-silent-cities = Mentioned, no responses sent
website = The city administration’s site
heading-city-responses = Responses
city-silent = The city has not sent a response yet.
heading-city-topics = What the city writes about
heading-city-requests = Course requests
heading-mentions = What other cities write about it
no-topics = There are no topics yet.
topic-empty = Nobody has written about this topic yet.
heading-topic-responses = The topic of the whole response
heading-topic-courses = Courses on this topic
courses-lede = What cities want their staff to be taught. The courses most in demand in the latest edition come first.
no-courses = There are no courses yet.
course-empty = Nobody has asked for this course yet.
heading-wanted = Course requests by year
wanted-lede = All requests, among them those that no course covers yet:
wanted-title = Course requests
wanted-page-lede = The courses most in demand come first. Equal wordings, or nearly equal ones, are grouped.
wanted-years = Requests of other editions
wanted-empty = There are no course requests in this edition.
edition-wanted = All requests for courses
heading-uncovered = Requests without a matching course
uncovered-lede = These requests belong to no course yet.

## Through the years

through-years-course = How many cities ask for the course; in brackets the number of requests, if it is larger
through-years-topic = How many cities write about the topic; in brackets the number of passages, if it is larger
all-cities-course = How many cities ask for the course, and how many requests they make
all-cities-topic = How many cities write about the topic, and how many passages they have
trend = Compared with { $year }
topic-matrix-title = Who wrote about what in { $year }
topic-matrix-which = Who writes about what, by edition:
topic-matrix-lede = How many passages each city has on a topic; the stronger the colour of the cell, the more.
topic-matrix-most = The topics of most cities are shown: { $shown } of { $count }.
topic-matrix-caption = Number of passages of a city on a topic in { $year }
topic-matrix-topics = Topics in all
order = Order
order-name = by name
order-number = by number of cities
order-change = by increase over the year
trend-more = { $count } more
trend-fewer = { $count } fewer
trend-same = no change
trend-new-course = new
trend-new-topic = new
trend-gone-course = no longer asked for
trend-gone-topic = no longer written about
cities-new-course = Did not ask in { $before }
cities-new-topic = Did not write in { $before }
cities-gone-course = Did not ask again
cities-gone-topic = Wrote in { $before }, but do not in { $year }
heading-wordings = How it was asked in other years
wordings-marked = Marked words are not in the previous wording.
wording-dated = as in { $year }; the others name their own years

## Boards: plans, requests, discussion

other-editions-of = The same in other editions
heading-topics-of-cities = Topics
no-topic = { $sector }, no topic
topic-elsewhere =
    { $count ->
        [one] { $count } more passage under a more frequent topic
       *[other] { $count } more passages under more frequent topics
    }
board-places = Places in this list
all-sectors = All sectors
agenda-lede = What cities want to discuss at ASDG’s events. The most frequent topics come first.
agenda-chart = How many cities want to discuss a topic
agenda-empty = No city has proposed anything to discuss yet.
count-agenda =
    { $count ->
        [one] { $count } proposal
       *[other] { $count } proposals
    }
support-lede = What cities ask of the Association, by topic, and what the directorate answered.
support-chart = How many cities ask for help on a topic
support-empty = No city has asked for help yet.
count-support =
    { $count ->
        [one] { $count } request
       *[other] { $count } requests
    }
reply-label = The directorate’s answer:
reply-considered = under consideration
reply-accepted = accepted, in progress
reply-done = fulfilled
reply-declined = declined
reply-none = no answer yet
reply-missing = No answer from the directorate yet
plans-for = for { $year }
plans-title = Plans for { $year }
plans-title-over = Plans for { $year } and their outcomes
plans-edition = From the responses of { $year }
plans-lede = What was fulfilled will be known from the responses of { $year }.
plans-lede-over = The editors state the outcome of each plan, from the city’s response of the next year. “Outcome not stated” does not mean that a plan was not fulfilled.
plans-empty = There are no plans yet.
count-plans =
    { $count ->
        [one] { $count } plan
       *[other] { $count } plans
    }
outcome-done = fulfilled
outcome-partly = partly fulfilled
outcome-not-begun = not begun
outcome-dropped = dropped from the plan
outcome-none = outcome not stated
outcome-missing = Outcome not stated
record-of-list = The whole list:
plans-results = The city’s answer on the results of { $year }
plans-no-results = There is no answer on the results of { $year }.
heading-city-plans = Plans and outcomes
plans-all =
    { $count ->
        [one] The city’s { $count } plan
       *[other] All { $count } plans of the city
    }
city-requests-all =
    { $count ->
        [one] All answers of the city on courses: { $count } request
       *[other] All answers of the city on courses: { $count } requests
    }
heading-city-asks = Requests to ASDG and replies
asks-title-over = Requests of { $year }
asks-of-others = The requests of all cities, { $year }
plans-of-others = The plans of all cities for { $year }

## As one document

collection-link = As one document
collection-link-long = Single page, for printing
collection-title = As one document
collection-lede = Choose cities, years, sectors, topics: their responses are put together here into one document, to read, to print or to save as PDF. The address of the page can be sent.
collection-no-script = This browser cannot put a document together: that needs JavaScript. The same responses can be read here:
collection-old = This browser cannot put a document together: it cannot unpack the texts. Chrome (Chromium 80), Firefox 113, Safari 16.4 or later can.
collection-broken = The texts could not be loaded. If the site came as an archive, unpack all of it first; if it is on the web, reload the page.
collection-failed = The text of this response could not be loaded. It can be read on its own page.
collection-choice = What the document is made of
collection-submit = Put together
collection-clear = Start again
collection-progress = Responses loaded
collection-loading = Responses loaded: { $shown } of { $total }
collection-count = Responses: { $count }.
collection-piece = This is not all: { $shown } of { $total } were searched.
collection-sheets = Sheets of A4 when printed: about { $count }.
collection-confirm = About { $count } sheets will be printed. Print?
collection-none = The digest has nothing that fits this choice.
collection-pick = Nothing is chosen: tick at least one city, year, sector or topic.
collection-silent = No answer:
collection-more = Show { $count } more
collection-all = Show all the rest: { $count }
collection-unknown = Not found
collection-address = Address
collection-made = Document made on
collection-word = Download as a Word document
word = Make a Word document
collection-making = The Word document is being made…
collection-word-made = The Word document is ready, in the folder of downloads.
collection-picture = [Picture: { $text }]
collection-pictures = Pictures are left out: a browser does not give them out from a disk, and their descriptions stand instead. A document from the site on the web has them.
facet-year = Years
facet-sector = Sectors
facet-region = Regions
facet-district = Federal districts
facet-size = Population
facet-city = Cities
facet-mention = Mention the city
facet-topic = Topics
facet-course = Courses
facet-question = Questions
facet-q = Words
moved-title = This page has moved

## Comparison

compare = Compare cities
compare-collected = Show the cities side by side, question by question
compare-title = Comparison of cities
compare-lede = The answers of two, three or four cities side by side, question by question. A city can be compared with itself in other years.
compare-no-script = The comparison is put together by a program in the browser, which is switched off. The same answers are on the pages of responses:
compare-choice = What to compare
compare-city = City { $number }
compare-question = Question
compare-submit = Compare
compare-none = none
compare-pick = Nothing is chosen: name at least one city.
compare-switch = Which column to show
compare-loading = Responses are loading…
compare-count = Columns: { $columns }, questions: { $questions }.
compare-most = The first four columns are shown.
compare-alone = Choose what to compare with.
compare-years = The same city in other years:
compare-silent = No response.
compare-empty = There are no such responses of these years.

## Open data

data = Open data
data-lede = The whole digest as tables: to filter and compare in Excel, to process with software, to publish elsewhere.
data-licence = Terms of use
data-no-licence = Not stated. Ask the publisher before you publish these data.
data-version = Date of the data
data-schema = Version of the tables
data-program = Program
data-files = Files
data-workbook = All registers in one Excel workbook
data-editions-caption = Editions: what the cities wrote, and the size of each file
data-registers-caption = Registers: number of rows, and files
data-edition = Edition
data-register = Register
data-rows = Rows
data-rows-of = Rows in all editions: { $count }.
data-excel = Excel workbook
data-csv = CSV, packed
data-json = JSON, packed
data-texts = Full texts, packed
file-kb = { $count } KB
file-mb = { $count } MB
data-left-out =
    The workbook { $year } has no room for { $count } rows: a sheet has at most 1,048,576. CSV and JSON have all.
data-use = How to use the files
data-use-workbook = For work in Excel take the workbook of an edition: it has everything that people filter and compare, with names in place of IDs; every sheet has its filters, dates are real ones, and responses lead to their pages. Passages, mentions and IDs are in CSV.
data-use-csv = CSV is packed, a ZIP file for each edition: Windows opens it by a double click, and Russian Excel the files in it. UTF-8 with BOM, semicolons between the columns, commas in fractions, dates like 2025-02-14. The first line has the names of the columns. The values of a list are separated by “|” with spaces around it.
data-use-guard = If a text in CSV begins with “=”, “+”, “-”, “@” or an apostrophe, one more apostrophe is put in front of it, because Excel would take the text for a formula. Programs must remove the first apostrophe.
data-use-json = JSON is for programs, and packed as well: every row is an object with all columns; empty values are null. Names of cities, sectors, topics and courses are only in the registers. The JSON Schema beside the description of a table validates its file.
data-use-texts = Full texts are for programs that search or count words: one JSON file, packed, for each edition. To read or print responses take the pages of the site.
data-use-joins = Tables are joined by columns with the same name: city leads to the register of cities, for example, and response to the table of responses, which has the address of each page. An arrow shows where a column leads. The address of a passage is that of its response, followed by “#” and the passage ID.
data-use-stable = Names of files and columns and the order of rows are the same in every build. If a file or a column goes or changes its meaning, the version of the tables changes; it is { $version } now. Columns and tables may be added without that.
data-columns = Columns of the table “{ $table }”
data-column = Name
data-column-title = Title in Excel
data-column-type = Type
data-column-about = What it contains
data-optional = may be empty
data-for-people = not in JSON
data-for-programs = not in the workbook

## Page not found

not-found-title = Page not found
not-found-text = There may be a mistake in the address, or the page is gone. Start with one of the sections.

## Search

search-title = Search
search-lede = Search through the responses of all editions: words in any form, cities, topics and courses.
search-no-script = The search works in browsers with scripts switched on. All that it finds is in these lists:
search-words = Words
search-submit = Search
search-help = How to search
search-help-words = Passages with all words of the query are found, in any form.
search-help-exact = Quoted words as they are: "городская среда". A minus in front of a word: without it, музей -театр.
search-help-filters = city:омск, year:2024, also region, sector, topic and question: only there; two words are quoted: city:"нижний новгород".
search-results = Passages found
search-loading = Searching…
search-count = Passages found: { $count }.
search-none = Nothing was found. Look for a misspelling.
search-none-of-many = Nothing was found. Look for a misspelling, or leave out one of the words.
search-lists = The lists may have it:
search-corrected = Showing results for “{ $query }”.
search-checked = The quoted words were looked for in the first { $count } passages that fit.
search-broken = The search could not be loaded. Reload the page, or open one of the lists:
search-failed = The text of this passage could not be loaded.
search-remove = Remove: { $name }
search-order = Order
search-by-relevance = by relevance
search-by-year = newest first
search-more = Show more
search-marked = The words of your query are marked.
search-unmark = Remove the marks
search-city = city
search-region = region
search-year = year
search-sector = sector
search-topic = topic
search-course = course
search-question = question

## The page of a city

population = population { $people }
city-on-map = { $name } on the map
heading-about-city = About the city
population-of = Population, { $year }
other-names = Other names
city-matrix-caption = How many questions the city answered in each sector
heading-in-short = { $year } in short
heading-city-change = Changes since { $year }
heading-alike = Similar cities
city-new-topics = New topics
city-gone-topics = Topics no longer mentioned
city-plans-made = { $count ->
    [one] { $count } plan
   *[other] { $count } plans
} for { $year }
city-requests-made = { $count ->
    [one] { $count } request
   *[other] { $count } requests
} to ASDG in { $year }
city-requests-of-all = All requests
alike-region = also { $name }
alike-district = same federal district
alike-size = similar population ({ $people })
alike-topics = Common topics:
alike-courses = Ask for the same courses:
alike-compare = Compare the answers

## The home page

your-city = Your city
your-city-hint = Begin to type
your-city-go = Open
card-plans =
    { $count ->
        [one] { $count } plan for { $year }
       *[other] { $count } plans for { $year }
    }
card-support =
    { $count ->
        [one] { $count } request to ASDG
       *[other] { $count } requests to ASDG
    }
card-agenda =
    { $count ->
        [one] { $count } subject to discuss
       *[other] { $count } subjects to discuss
    }
finding-outcomes =
    Of { $total ->
        [one] { $total } plan
       *[other] { $total } plans
    } for { $year }, { $count } done{ $silent ->
        [0] { "" }
       *[other] , { $silent } without a recorded outcome
    }
finding-more =
    { $total ->
        [0] “{ $name }”: { $count } { noun-cities }, none in { $year }
       *[other] “{ $name }”: { $count } { noun-cities }, { $total } in { $year }
    }
finding-fewer =
    { $count ->
        [0] No city writes about “{ $name }” any more, { $total } did in { $year }
       *[other] Fewer cities write about “{ $name }”: { $count }, { $total } in { $year }
    }
finding-new-course = Asked for the first time: the course “{ $name }”, { $count } { noun-cities }
finding-replies = The directorate replied to { $count } of { $total } requests
finding-new-cities = Responses for the first time:
finding-discussed = Most cities want to discuss “{ $name }”: { $count } { noun-cities }
finding-wanted = The course in most demand: “{ $name }”, { $count } { noun-cities }
