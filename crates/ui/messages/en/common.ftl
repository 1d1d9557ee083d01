## What all pages share.
common-product = Kandidat
common-language = Language
common-log-out = Log out
common-breadcrumb = You are here
common-page-reference = Reference for this page: { $reference }
common-accessibility-keys = Keyboard
common-keys-field = Go to the barcode field or the search field, else to the first field or the first row
common-keys-regions = Go on to the menu, the tabs, the content and what stands beside it; Shift + F6 goes back
common-keys-send = Send the form you are in
common-keys-rows = Move between the rows of a list and between the tasks
common-keys-clear = Clear the search field
common-line-lost = The connection was lost. Assume that nothing has been stored. Everything still stands here: send it again when you are back online.
common-line-back = You are back online. Send it again.
common-demo = This is a demonstration with invented people. The time here is { $now }.
common-demo-people = Change person

common-credits = { $number } credits
common-term-autumn = autumn { $year }
common-sitting-deferred = deferred exam
common-sitting-resit = resit exam
common-sitting-early = early exam
common-term-spring = spring { $year }
common-file-pdf = PDF
common-file-text = text file
common-file-image = image
common-file-word = Word document
common-file-odt = ODT document
common-file-zip = ZIP archive
common-file-other = other file
common-due-in = { $days ->
    [0] today
    [1] tomorrow
   *[other] in { $days } days
}
common-due-over = { $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}
common-why = Why
common-why-deadline = Why this deadline?
common-last-day-passed = the deadline has passed
common-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
common-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}

common-print = Print
common-optional = optional
common-text-max = At most { $number } characters.
common-choose = Choose …
common-all = All
common-yes = yes
common-no = no
common-date-hint = Write the date like this: 21.11.2026
common-error-heading = The form has not been sent. Please correct this:
common-error-required = This field must be filled in.
common-error-date = “{ $value }” is not a date. Write it like this: 21.11.2026.
common-error-grade = “{ $value }” is not a grade on this scale. Use one of these: { $allowed }.
common-error-choose = Choose one of the options.
common-error-choice = “{ $value }” is not one of the options. Choose one from the list.
common-error-number = “{ $value }” is not a whole number from { $least } to { $most }.

common-filter = Search in the list
common-filter-count = Showing { $shown } of { $total }
common-list-range = Showing { $first }–{ $last } of { $total }
common-list-page = Page { $page }
common-list-pages = Pages
common-list-previous = Previous
common-list-next = Next
common-list-none-found-why = Try a part of the name, the whole number, or another filter. A person with a protected address is not found by name or student number.
