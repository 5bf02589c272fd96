# Open data: what tables and columns are called, and what they mean. It is in the files as well as on the page /data/.
# A column is explained once for all tables (data-column-COLUMN); where it means something else, for its own (data-column-TABLE-COLUMN).

## Tables. A title is the name of a sheet as well: at most 31 characters.

data-table-responses = Responses
    .about = A row is the response of one city in one sector and one year.
data-table-answers = Answers
    .about = A row is the answer of a city to one question. A city that is not among the rows of a question did not answer it.
data-table-passages = Passages
    .about = A row is a passage: a part of an answer with its own sub-heading and its own topics. Only the beginning of the text is here; full texts are in files of their own.
data-table-requests = Requests for courses
    .about = A row is the wish of a city for one course, in its own words. A city that asks for a course twice has two rows.
data-table-mentions = Mentions
    .about = A row is a passage in which a city writes about another. However often it names it there, there is one row.
data-table-cities = Cities
    .about = The register of cities: those that sent responses, and those that are only mentioned in them.
data-table-topics = Topics
    .about = The register of topics that passages are tagged with.
data-table-courses = Courses
    .about = The register of courses that cities ask for.
data-table-sectors = Sectors
    .about = The register of fields of municipal work; cities get a questionnaire for each.
data-table-editions = Editions
    .about = A row is the edition of one year.
data-table-questions = Questions
    .about = A row is a question of the questionnaire of one year and one sector. Wordings change from year to year, so compare questions by the column “Role”.
data-table-texts = Full texts
    .about = The whole text of each passage, without markup. A file for each edition.

## Whose row it is

data-column-response = Response ID
    .about = Year, sector and city with slashes between them. Tables are joined by it.
data-column-passage = Passage ID
    .about = The ID of the response and the place on its page, with “#” between them. Tables are joined by it.
data-column-year = Year
    .about = The year of the edition, which is the year that cities write about.
data-column-sector = Sector ID
    .about = The ID in the register of sectors.
data-column-sector_name = Sector
    .about = The name of the sector.
data-column-city = City ID
    .about = The ID of the city that wrote the answer.
data-column-cities-city =
    .about = The ID, which is in the address of the city’s page too. It stays the same even if the city changes its name.
data-column-city_name = City
    .about = The name of the city that wrote the answer.
data-column-region = Region
    .about = The region this city lies in.
data-column-draft = Draft
    .about = true: the response is still being checked. It is always false in published data, which have no drafts.
data-column-url = Address
    .about = The page; for answers, passages, requests and mentions the place on it. Where the site does not know its own address, this is the path of the file from the root of the site.

## Responses and answers

data-column-respondent = Respondent
    .about = The department that filled in the questionnaire.
data-column-received = Received
    .about = The day the response arrived.
data-column-updated = Changed
    .about = The day the response was last changed. Empty if it was not.
data-column-source = Source file
    .about = The name of the file that the city sent.
data-column-topics = Topic IDs
    .about = IDs in the register of topics.
data-column-responses-topics =
    .about = The IDs of the topics of the response as a whole and of all its passages, each once.
data-column-topic_names = Topics
    .about = The names of the same topics, in the same order.
data-column-answers = Answers
    .about = How many questions the city answered.
data-column-questions-answers =
    .about = How many cities answered this question.
data-column-passages = Passages
    .about = How many passages the text has.
data-column-topics-passages =
    .about = In how many passages cities write about this topic.
data-column-characters = Characters
    .about = The length of the text in characters, blanks included, sub-headings not.
data-column-requests = Requests
    .about = How many requests for courses are in this text.
data-column-courses-requests =
    .about = How many requests there are for this course.
data-column-question = Question ID
    .about = The ID of the question in its questionnaire. Years and sectors have the same IDs: join with the table of questions by year, sector and this ID together.
data-column-number = Question number
    .about = The number of the question in its questionnaire, from one.
data-column-passages-number = Passage number
    .about = The number of the passage in its answer, from one.
data-column-role = Role
    .about = What the question is for, whatever its wording: results of the year, plans for the next, support that is wanted, subjects of discussion, training.
data-column-question_title = Question
    .about = The short name of the question.
data-column-passages-title = Sub-heading
    .about = The sub-heading of the passage. Empty for an introduction that stands before the first sub-heading of an answer.
data-column-excerpt = Beginning of the text
    .about = The first 140 characters of the text, without markup. Empty if the passage has no text but, for example, only a picture.
data-column-course = Course ID
    .about = The ID in the register of courses.
data-column-courses-course =
    .about = The ID, which is in the address of the course’s page too.
data-column-course_name = Course
    .about = The name of the course in the register.
data-column-requests-wording = In the city’s own words
    .about = How the city put its wish.
data-column-mentioned = ID of the mentioned city
    .about = The ID of the city that is written about.
data-column-mentioned_name = Mentioned city
    .about = The name in the register of the city that is written about.
data-column-sentence = Sentence
    .about = The sentence that names it first in this passage. A long one is cut.
data-column-text = Text
    .about = The whole text of the passage: each paragraph, list item and row of a table on a line of its own, with tabs between the cells of a row.

## Registers

data-column-name = Name
    .about = The name in Russian.
data-column-name_en = English name
    .about = The name in English, where one is given.
data-column-country = Country
    .about = The country of the city.
data-column-latitude = Latitude
    .about = In degrees; negative south of the equator.
data-column-longitude = Longitude
    .about = In degrees; negative west of Greenwich.
data-column-aliases = Other names
    .about = What else it is called.
data-column-website = Website
    .about = The site of the city’s administration.
data-column-responses = Responses
    .about = How many responses the digest has.
data-column-mentions = Mentions
    .about = In how many passages other cities write about this city.
data-column-topic = Topic ID
    .about = The ID, which is in the address of the topic’s page too.
data-column-description = Description
    .about = What is meant by it.
data-column-cities = Cities
    .about = How many cities sent responses.
data-column-topics-cities =
    .about = How many cities write about this topic.
data-column-courses-cities =
    .about = How many cities ask for this course.
data-column-sectors-sector =
    .about = The ID, which is in the addresses of pages too.
data-column-editions-title = Title
    .about = The title of the edition, where it has one.
data-column-published = Published
    .about = The day the edition came out.
data-column-sectors = Sectors
    .about = In how many sectors cities were asked that year.
data-column-questions-title = Question
    .about = The short name of the question.
data-column-wording = Wording
    .about = The question as it was asked.

## Types

data-type-text = text
data-type-id = ID
data-type-ids = list of IDs
data-type-texts = list
data-type-integer = whole number
data-type-number = number
data-type-boolean = yes or no
data-type-date = date
data-type-address = address

## The first sheet of the workbook

data-about-sheet = About
data-about-title = Open data
data-about-publisher = Publisher
data-about-page = What every column means
data-about-site = Site
data-about-licence = Terms of use
data-about-no-licence = Not stated: ask the publisher
data-about-version = Data as of
data-about-schema = Version of the tables
data-about-program = Program
data-about-sheets = Sheets
data-about-rows = Rows
data-about-left-out = Left out
