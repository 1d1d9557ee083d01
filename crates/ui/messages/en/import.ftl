## Importing from files: what is wrong with a row, and what an import did.
import-fault = { $file } line { $line }, { $field }: { $value } is not accepted; allowed: { $allowed }
import-fault-of-file = { $file }, { $field }: { $value } is not accepted; allowed: { $allowed }
import-faults = { $count ->
    [one] { $count } fault; nothing was imported
   *[other] { $count } faults; nothing was imported
}
import-field-header = the line of column names
import-field-row = the row
import-field-text = the characters
import-field-file = the file
import-field-folder = the folder
import-value-given = “{ $value }”
import-value-empty = an empty field
import-value-no-column = a missing column
import-value-national-id = a national id
import-value-national-id-from-here = a national id in this line or one of those after it
import-value-fields = { $count ->
    [one] { $count } field
   *[other] { $count } fields
}
import-value-broken = a row that cannot be taken apart
import-value-not-utf8 = a byte that is not UTF-8
import-value-nul = a character that is no letter (U+0000)
import-value-missing = a file that is not there
import-value-forbidden = a file that you may not read
import-value-unreadable = a file that cannot be read
import-value-no-files = a folder without any of the files
import-allowed-something = a value
import-allowed-national-id = eleven digits with right check digits, or nothing
import-allowed-own-national-id = a national id that no other person in the office has
import-allowed-date = a date such as 2026-12-10 or 10.12.2026, or nothing
import-allowed-date-in = a date in the term { $term }
import-allowed-clock = a time such as 09:00, or nothing
import-allowed-term = a term such as 2026-H or 2027-V
import-allowed-whole = a whole number from { $from } to { $to }
import-allowed-whole-or-nothing = a whole number from { $from } to { $to }, or nothing
import-allowed-whole-or = a whole number from { $from } to { $to }, or nothing for { $usual }
import-allowed-credits = a number above 0 and at most 120, such as 7.5
import-allowed-one-of = one of { $codes }
import-allowed-one-of-or = one of { $codes }, or nothing for { $usual }
import-allowed-csv-row = a row of CSV
import-allowed-fields = { $count ->
    [one] { $count } field, as in line 1
   *[other] { $count } fields, as in line 1
}
import-allowed-letters = letters and figures
import-allowed-utf8 = UTF-8; save the file as UTF-8
import-allowed-columns = each once: { $names }
import-allowed-column = the column { $name }, which must be there
import-allowed-files = at least one of { $names }
import-allowed-readable-file = a file that can be read
import-allowed-once = once; it stands in line { $line } already
import-allowed-code-once = each course code once
import-allowed-exam-once = each exam once
import-allowed-covered-day = a day that a regulation covers
import-allowed-covered-term = a term that a regulation covers
import-allowed-as-assessed = { $old }, by which answers have been assessed; for another one give a new version
import-allowed-as-announced = { $old }, as announced; for other credits give a new version
import-allowed-as-held = { $old }, as the exam was held: its answers are being graded
import-allowed-as-held-open = nothing, as the exam was held: its answers are being graded
import-allowed-unit = the place code of a unit
import-allowed-room = the code of a room
import-allowed-course = a course that exists
import-allowed-exam = an exam that exists in that term
import-allowed-student = a student who exists
import-allowed-not-excluded = a student whom no exclusion bars from the exam; ask those who work with exclusions
import-allowed-minutes-and-code = minutes and a course code
import-allowed-code-and-student = a course code and a student number
import-allowed-code-of-exams = a course code of the file exams
import-allowed-figures = a student number of figures
import-allowed-name-seats-penalty = name, seats, penalty
import-allowed-day-hour-minutes-penalty = DD:MM:YYYY, HH:MM:SS, minutes, penalty
import-allowed-rooms-of-data = rooms of the data, with | between them
import-allowed-day = a date such as 2026-12-10 or 10.12.2026
import-allowed-programme = the code of a study programme that exists
import-allowed-study-start = a day on which studies of the programme begin
import-allowed-as-in-line = what stands in line { $line }
import-persons = persons
import-rooms = rooms
import-courses = courses
import-exams = exams
import-registrations = registrations
import-tally = { $kind }: { $added } new, { $changed } changed, { $same } as before
import-changed-room = changed: room { $code }
import-changed-course = changed: course { $code }
import-changed-exam = changed: exam { $code } { $term }
import-changed-rooms = changed: rooms of { $code }
import-total = { $count ->
    [one] { $count } change
   *[other] { $count } changes
}
import-total-dry = { $count ->
    [one] { $count } change would be made; nothing was written
   *[other] { $count } changes would be made; nothing was written
}
