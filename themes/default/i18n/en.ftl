# The texts of the theme in English. No-break spaces here are real ones.
# The same ids in the same order are in ru.ftl.

## Every page

skip = Skip to content
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
comfort-size = Text size
comfort-spacing = Spacing
comfort-spacing-usual = normal
comfort-spacing-wide = wide
comfort-font = Font
comfort-font-serif = serif
comfort-font-sans = sans serif
comfort-colours = Colours
comfort-colours-system = as on this device
comfort-colours-light = light
comfort-colours-dark = dark
comfort-colours-black-on-white = black on white
comfort-colours-white-on-black = white on black
comfort-reset = Reset to default
filter = Filter this list
filter-page = Find on this page
filter-year = Year
filter-sector = Sector
filter-city = City
filter-topic = Topic
filter-state = Status
filter-region = Region
filter-district = Federal district
filter-size = Population
refine = Refine
filter-all = all
filter-status = { $shown } of { $total } shown
filter-none = No matches. Check the spelling, or remove some filters.
filter-none-city = This city is not in the digest: it sent no responses, and no other city mentions it.
share = Share
filter-table = Table for Excel (CSV)
table-planned = Planned for
table-title = Title
table-beginning = Beginning of text
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
heading-top-topics = Most frequent topics
heading-top-courses = Most requested courses
heading-latest = Latest responses
heading-editions = All editions
no-editions = There is no edition yet.

region-unknown = Region not given
cities-by-alphabet = Alphabetical list

## Map and charts

map-of-year = Map of Siberia and the Far East: cities that sent responses for { $year }
map-of-all = Map of Siberia and the Far East: cities that have sent responses
# For screen readers; also shown over a city on the map.
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
by-year-topic = Number of cities that wrote about this topic, by edition
by-year-course = Number of cities that asked for this course, by edition

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
changes-replies = Replies of the directorate
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
        [one] { $count } other city writes about something similar
       *[other] { $count } other cities write about something similar
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
heading-replies = What the directorate replied
heading-corrections = Corrections
corrected-on = Corrected on
correction-place = Show the corrected passage
feed-correction = correction
heading-topic-asks = Cities asking
heading-topic-results = Cities with experience

## Cities, topics, courses

no-cities = There are no cities yet.
heading-silent-cities = Mentioned, no responses sent
website = City administration website
heading-city-responses = Responses
city-silent = The city has not sent a response yet.
heading-city-topics = What the city writes about
heading-city-requests = Course requests
heading-mentions = What other cities write about it
no-topics = There are no topics yet.
topic-empty = No city has written about this topic yet.
heading-topic-responses = The topic of the whole response
heading-topic-courses = Courses on this topic
courses-lede = What cities want their staff to learn. The courses most in demand in the latest edition come first.
no-courses = There are no courses yet.
course-empty = No city has asked for this course yet.
heading-wanted = Course requests by year
wanted-lede = All requests, including those without a matching course:
wanted-title = Course requests
wanted-page-lede = The courses most in demand come first. Identical and nearly identical wordings are grouped.
wanted-years = Requests of other editions
wanted-empty = There are no course requests in this edition.
edition-wanted = All requests for courses
heading-uncovered = Requests without a matching course
uncovered-lede = These requests match no course yet.

## Through the years

through-years-course = Number of cities asking for the course; number of requests in brackets, if larger
through-years-topic = Number of cities writing about the topic; number of passages in brackets, if larger
all-cities-course = Number of cities asking for the course, and number of requests
all-cities-topic = Number of cities writing about the topic, and number of passages
trend = Compared with { $year }
topic-matrix-title = Who wrote about what in { $year }
topic-matrix-which = Who writes about what, by edition:
topic-matrix-lede = How many passages each city has on a topic; the stronger the colour, the more passages.
topic-matrix-most = Showing the topics that the most cities write about: { $shown } of { $count }.
topic-matrix-caption = Number of passages by city and topic, { $year }
topic-matrix-topics = All topics
order = Sort
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
wordings-marked = Words that the previous wording did not have are marked.
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
board-by-topic = The most frequent topics come first.
board-places = Index of this list
all-sectors = All sectors
agenda-lede = What cities want to discuss at ASDG events.
agenda-chart = Number of cities that want to discuss a topic
agenda-empty = No city has proposed anything to discuss yet.
count-agenda =
    { $count ->
        [one] { $count } proposal
       *[other] { $count } proposals
    }
support-lede = What cities ask of the Association and what the directorate replied.
support-chart = Number of cities that ask for help on a topic
support-empty = No city has asked for help yet.
count-support =
    { $count ->
        [one] { $count } request
       *[other] { $count } requests
    }
reply-label = Reply of the directorate:
reply-considered = under consideration
reply-accepted = accepted, in progress
reply-done = fulfilled
reply-declined = declined
reply-none = no reply yet
reply-missing = No reply from the directorate yet
plans-for = for { $year }
plans-title = Plans for { $year }
plans-title-over = Plans for { $year } and their outcomes
plans-edition = From the responses of { $year }
plans-lede = The responses of { $year } will tell what was done.
plans-lede-over = Editors record the outcome of each plan from the city’s next response. “No outcome recorded” does not mean that the plan was not carried out.
plans-empty = There are no plans yet.
count-plans =
    { $count ->
        [one] { $count } plan
       *[other] { $count } plans
    }
outcome-done = done
outcome-partly = done in part
outcome-not-begun = not begun
outcome-dropped = given up
outcome-none = no outcome recorded
outcome-missing = No outcome recorded
record-of-list = The whole list:
plans-results = The city’s answer about the results of { $year }
plans-no-results = There is no answer about the results of { $year }.
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
collection-lede = Choose cities, years, sectors and topics: the responses that match are put together here as one document to read, print or save as PDF. A link to it can be sent.
collection-no-script = To put a document together, switch on JavaScript in the browser. The same responses can be read here:
collection-old = This browser cannot put a document together, because it cannot unpack the texts. Use Chrome (Chromium 80), Firefox 113, Safari 16.4 or later.
collection-broken = The texts could not be loaded. If the site came as an archive, unpack the whole archive first; if it is on the web, reload the page.
collection-failed = The text of this response could not be loaded. It can be read on its own page.
collection-choice = What to include
collection-submit = Make the document
collection-clear = Start again
collection-progress = Responses loaded
collection-loading = Responses loaded: { $shown } of { $total }
collection-count = Responses: { $count }.
collection-piece = This is not all: { $shown } of { $total } searched.
collection-sheets = Sheets of A4 when printed: about { $count }.
collection-confirm = About { $count } sheets will be printed. Print?
collection-none = Nothing in the digest matches this choice.
collection-pick = Nothing is selected: choose at least one city, year, sector or topic.
collection-silent = No answer:
collection-more = Show { $count } more
collection-all = Show all { $count } remaining
collection-unknown = Not found
collection-address = Address
collection-made = Document made on
collection-word = Download as a Word document
word = Make a Word document
collection-making = The Word document is being made…
collection-word-made = The Word document is ready, in the downloads folder.
collection-picture = [Picture: { $text }]
collection-pictures = Pictures are left out, because the browser cannot read them from a disk; their descriptions take their place. A document made on the web site has the pictures.
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
compare-lede = The answers of two, three or four cities side by side, question by question. A city can also be compared with itself in other years.
compare-no-script = To compare cities, switch on JavaScript in the browser. The same answers are on the pages of the responses:
compare-choice = What to compare
compare-city = City { $number }
compare-question = Question
compare-submit = Compare
compare-none = not chosen
compare-pick = Nothing is selected: choose at least one city.
compare-switch = Which column to show
compare-loading = Responses are loading…
compare-count = Columns: { $columns }, questions: { $questions }.
compare-most = The first four columns are shown.
compare-alone = Choose what to compare with.
compare-years = The same city in other years:
compare-silent = No response.
compare-empty = There are no such responses for these years.

## Open data

data = Open data
data-lede = The whole digest as tables: to filter and compare in Excel, to process with software, to publish elsewhere.
data-licence = Terms of use
data-no-licence = Not stated. Ask the publisher before you republish the data.
data-version = Date of the data
data-schema = Version of the tables
data-program = Program
data-files = Files
data-workbook = All registers in one Excel workbook
data-editions-caption = Editions: what the cities wrote
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
data-use-workbook = For work in Excel, take the workbook of an edition: it has everything that people usually filter and compare, with names in place of IDs. Every sheet has filters, dates are in date format, addresses are links. Passages, mentions and IDs are in the CSV files.
data-use-csv = The CSV files of an edition are in one ZIP archive. Windows opens it with a double click, and a Russian Excel opens the files in it. They are in UTF-8 with BOM, with semicolons between columns, decimal commas, and dates such as 2025‑02‑14. The first line has the names of the columns. The values of a list are separated by “|” with spaces around it.
data-use-guard = If a text in CSV begins with “=”, “+”, “-”, “@” or an apostrophe, one more apostrophe stands in front of it; otherwise Excel would take the text for a formula. Software must remove the first apostrophe.
data-use-json = JSON is for software, and is in an archive too: every row is an object with all columns, an empty value is null. The names of cities, sectors, topics and courses are only in the registers. The description of each table has a JSON Schema, which validates its file.
data-use-texts = The full texts are for software that searches or counts words: for each edition an archive with one JSON file for each sector. To read or print responses, use the pages of the site.
data-use-joins = Tables are joined by columns with the same name: city leads to the register of cities, for example, and response to the table of responses, which has the address of each page. An arrow shows where a column leads. The address of a passage is that of its response, followed by “#” and the passage ID.
data-use-stable = The names of files and columns and the order of rows are the same in every build. If a file or a column is removed or changes its meaning, the version of the tables changes; it is { $version } now. Columns and tables may be added without a new version.
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
not-found-text = The address may be wrong, or the page no longer exists. Start with one of the sections.

## Search

search-title = Search
search-lede = Search the responses of all editions: words in any form, cities, topics and courses.
search-no-script = To search, switch on JavaScript in the browser. Everything that the search finds is in these lists:
search-words = Words
search-submit = Search
search-help = How to search
search-help-words = Finds passages that have all words of the query, in any form.
search-help-exact = Quotation marks find an exact phrase: "городская среда". A minus leaves a word out: музей -театр.
search-help-filters = city:омск, year:2024, also region, sector, topic and question, search only there. Quote two words: city:"нижний новгород".
search-results = Passages found
search-loading = Searching…
search-count = Passages found: { $count }.
search-none = Nothing found. Check the spelling.
search-none-of-many = Nothing found. Check the spelling, or leave out one of the words.
search-lists = You can look in the lists:
search-corrected = Showing results for “{ $query }”.
search-checked = The exact phrase was checked in the first { $count } matching passages.
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
city-gone-topics = Topics no longer written about
city-plans-made = { $count ->
    [one] { $count } plan
   *[other] { $count } plans
} for { $year }
city-requests-made = { $count ->
    [one] { $count } request
   *[other] { $count } requests
} to ASDG in { $year }
city-requests-of-all = All requests
alike-region = same region ({ $name })
alike-district = same federal district
alike-size = similar population ({ $people })
alike-topics = Topics in common:
alike-courses = Ask for the same courses:
alike-compare = Compare the answers

## The home page

your-city = Your city
your-city-hint = Start typing
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
       *[other] , { $silent } with no outcome recorded
    }
finding-more =
    { $total ->
        [0] Written about for the first time since { $year }: “{ $name }”, { $count } { noun-cities }
       *[other] More cities write about “{ $name }”: { $count }, up from { $total } in { $year }
    }
finding-fewer =
    { $count ->
        [0] No city writes about “{ $name }” any more; { $total } did in { $year }
       *[other] Fewer cities write about “{ $name }”: { $count }, down from { $total } in { $year }
    }
finding-new-course = Requested for the first time: the course “{ $name }”, { $count } { noun-cities }
finding-replies = The directorate replied to { $count } of { $total } requests
finding-new-cities = First responses from:
finding-discussed = The topic most wanted for discussion: “{ $name }”, { $count } { noun-cities }
finding-wanted = The most requested course: “{ $name }”, { $count } { noun-cities }
