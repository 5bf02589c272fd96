### What the command import says: lines on the screen, questions to the person, remarks in responses and the report.

## Lines about responses

imported = { $files ->
        [one] Looked at { $files } file
       *[other] Looked at { $files } files
    }{ $new ->
        [0] { "" }
        [one] ; { $new } new response
       *[other] ; { $new } new responses
    }{ $replaced ->
        [0] { "" }
        [one] ; { $replaced } response replaced
       *[other] ; { $replaced } responses replaced
    }{ $beside ->
        [0] { "" }
        [one] ; { $beside } response written beside the old one
       *[other] ; { $beside } responses written beside the old ones
    }{ $unchanged ->
        [0] { "" }
        [one] ; { $unchanged } response has not changed
       *[other] ; { $unchanged } responses have not changed
    }{ $dry ->
        [0] { "" }
        [one] ; { $dry } response would be written, but this is a dry run
       *[other] ; { $dry } responses would be written, but this is a dry run
    }{ $editions ->
        [none] { "" }
       *[other] ; new edition: { $editions }
    }{ $failed ->
        [0] { "" }
        [one] ; { $failed } file could not be imported
       *[other] ; { $failed } files could not be imported
    }{ $problems ->
        [0] { "" }
        [one] ; { $problems } remark
       *[other] ; { $problems } remarks
    }.
imported-response = { $city }, { $year }, { $sector }: { $answered ->
        [one] { $answered } answer
       *[other] { $answered } answers
    } of { $questions }{ $lists ->
        [0] { "" }
        [one] ; { $lists } list
       *[other] ; { $lists } lists
    }{ $items ->
        [0] { "" }
        [one] { " " }({ $items } item)
       *[other] { " " }({ $items } items)
    }{ $lines ->
        [0] { "" }
        [one] ; { $lines } line joined
       *[other] ; { $lines } lines joined
    } → { $file } ({ $saved ->
        [new] new file
        [unchanged] has not changed
        [beside] beside the old response
        [replaced] the old response is kept with the extension .bak
        [dry] a dry run, not written
       *[none] not written
    }){ $sure ->
        [no] ; compare it with “{ $source }”: not all of it is certain
       *[yes] { "" }
    }
imported-dropped = Left out of the text: { $dropped }.
imported-next = { $dry ->
        [0] { $written ->
                [0] { $beside ->
                        [0] { $failed ->
                                [0] Next: asdg-site status{ $site } says who has not answered yet.
                               *[other] Next: fix what is said above and try again, for example: asdg-site import { $files }{ $site }
                            }
                       *[other] Next: compare the responses beside others (the files .diff), then asdg-site check{ $site }
                    }
               *[other] Next: look through the new responses, then asdg-site check{ $site } and asdg-site serve{ $site } to see them.{ $failed ->
                        [0] { "" }
                       *[other] { " " }Fix the files that could not be imported as said above and try again, for example: asdg-site import { $files }{ $site }
                    }
            }
       *[other] Next: the same command without --dry-run writes the responses.
    }

## Questions to the person

ask-city = Which city is this response from: “{ $file }”? { $proposal ->
        [none] Type the number, id or name of the city; to leave the file out, press Enter.
       *[other] Type the number, id or name of the city; if it is { $proposal }, press Enter; to leave the file out, type “-”.
    }
ask-year = Which year is this response for: “{ $file }”? { $proposal ->
        [none] Type the year whose results the city reports, such as 2024; to leave the file out, press Enter.
       *[other] Type the year whose results the city reports; if it is { $proposal }, press Enter; to leave the file out, type “-”.
    }
ask-edition = The response “{ $file }” is for { $proposal }, and the digest has no such edition, only { $editions }. To begin a new edition, press Enter; if the year in the file is wrong, type the right one; to leave the file out, type “-”.
ask-sector = Which sector does this response belong to: “{ $file }”? { $proposal ->
        [none] Type the number, id or name of the sector; to leave the file out, press Enter.
       *[other] Type the number, id or name of the sector; if it is { $proposal }, press Enter; to leave the file out, type “-”.
    }
ask-again = There is no such choice. Type again:

## Remarks in responses

import-preamble-comment = This was before the first question of the file; it will not be on the site. Move what you need into the answers and delete the rest together with this remark:
    { $text }
import-topics-comment = Possible topics: { $text }. Add those that fit to the end of the heading line above this remark, then delete the remark.
import-courses-comment = The city seems to ask for these courses. If it does, put the link into the answer in place of the same words; then delete this remark:
    { $text }

## The report

report-title = Report on the import
report-format = Format: { $format ->
        [docx] Word document (.docx)
        [odt] LibreOffice document (.odt)
        [pdf] PDF
        [text] plain text
        [markdown] Markdown
        [mail] mail
       *[other] { $format }
    }{ $encoding ->
        [none] { "" }
       *[other] , encoding { $encoding }
    }
report-city = City
report-year = Year
report-sector = Sector
report-file = File of the response
report-other = Saved beside it
report-topics = Proposed topics
report-courses = Proposed courses
report-dropped = Not part of an answer:

from-option = given in the command
from-person = typed at the program’s request
from-heading = from a heading
from-questions = from the wording of the questions
from-preamble = from the text before the first question
from-file-name = from the name of the file
from-folder = from the name of the folder
from-above = as in the response above in the same file
from-answers = from the years that the answers name
from-only-one = there is no other

saved-new = A new response was written
saved-unchanged = The same response exists already, nothing was written
saved-beside = This city has a response already; the new one is beside it
saved-replaced = The old response was replaced and is kept with the extension .bak
saved-dry = This is a dry run: nothing was written
saved-none = Nothing was written

found-answered = answered
found-empty = no answer to the question
found-missing = the file does not have the question

column-file = File
column-outcome = Result
column-next = Next
row-outcome = { $state ->
        [new] { $cities }: written
        [unchanged] { $cities }: unchanged
        [beside] { $cities }: beside the old one
        [replaced] { $cities }: the old one was replaced
        [dry] { $cities }: would be written
        [copy] { $cities }: a copy
        [failed] failed: { $reason }
       *[none] left out
    }{ $warnings ->
        [0] { "" }
        [one] , { $warnings } warning
       *[other] , { $warnings } warnings
    }{ $partly ->
        [none] { "" }
       *[other] ; a part failed: { $partly }
    }
row-next = { $state ->
        [new] look through { $paths }
        [unchanged] nothing
        [beside] compare { $paths }
        [replaced] look through { $paths }
        [dry] run again without --dry-run
        [copy] delete the superfluous file
        [failed] { $code ->
            [import-old-format] save as .docx in Word
            [import-scan] ask for a Word document, or recognise the text
            [import-mail] save the attachment, or the text of the mail
            [import-encrypted] remove the password
            [import-damaged] save again, or ask for the file once more
            [import-empty] open it; if it is empty, ask for it once more
            [import-unknown-format] take it out of the folder, or ask for a Word document
            [import-no-questions] write the questions into the file
            [import-first-question] write the first question into the file
            [import-city-unknown] run again with --city
            [import-cities-several] run again with --city
            [import-year-unknown] run again with --year
            [import-sector-unknown] run again with --sector
           *[other] do as is said above
        }
       *[none] run again when it is known whose it is
    }{ $dropped ->
        [none] { "" }
       *[other] ; left out: { $dropped }
    }
column-question = Question
column-found = Found
column-at = Where
column-paragraphs = Paragraphs
column-lists = Lists
column-items = Items
column-tables = Tables
column-passages = Passages

dropped-comment = comment in the margin
dropped-deletion = deleted while changes were tracked
dropped-running-head = running head
dropped-page-number = page number
dropped-question = question
dropped-title = title
dropped-table-head = header of a table
dropped-signature = signature
dropped-contents = table of contents
dropped-placeholder = prompt that nobody filled in
dropped-mail = letter
dropped-formula = formula
dropped-chart = chart
dropped-diagram = SmartArt diagram
dropped-object = object of another program
dropped-part = embedded document
dropped-picture = picture
dropped-page = page without text
dropped-font = words in an unknown font
dropped-outside = words beyond the edge of a page
dropped-field = field of a form
dropped-earlier = earlier letter
dropped-unread = part of the text

repair-lines = { $count ->
        [one] { $count } line joined with the one before
       *[other] { $count } lines joined with the ones before
    }
repair-blanks = Superfluous spaces removed in { $count ->
        [one] { $count } place
       *[other] { $count } places
    }
repair-invisible = { $count ->
        [one] { $count } invisible character removed
       *[other] { $count } invisible characters removed
    }
repair-hyphen-blanks = The space after a hyphen removed in { $count ->
        [one] { $count } place
       *[other] { $count } places
    }
repair-items = { $count ->
        [one] { $count } line with a hyphen, a letter or a number at its start became an item of a list
       *[other] { $count } lines with a hyphen, a letter or a number at their start became items of lists
    }
repair-undone = The hyphen at the end of the line removed in
repair-kept = The hyphen at the end of the line kept in

at-line = line { $line }
at-paragraph = paragraph { $paragraph }
at-page = page { $page }, line { $line }
