## What students are told in the course of a term.
term-notice-title = Notices to students
term-notice-lead = The dates for fee and registration early in the term; later what each one is signed up for, to be checked. The letters go to each student's own pages, and to the outbox.
term-notice-none = The rules set no dates for the term.
term-notice-none-why = The dates stand in the institution's regulation.
term-notice-of = { $matter }, { $term }
term-notice-dates = Dates for fee and registration
term-notice-registrations = Check of registrations
term-notice-term = Term
term-notice-matter = Notice
term-notice-from = Can be sent from
term-notice-by = To be sent by
term-notice-sent-at = Sent
term-notice-told = Have been told
term-notice-untold = Have not been told
term-notice-send = Send the notice
term-notice-send-means = { $count ->
    [one] One student gets a letter. It cannot be taken back.
   *[other] { $count } students get a letter each. It cannot be taken back.
}
term-notice-task-dates = Tell students of the dates for fee and registration
term-notice-task-registrations = Ask students to check their registrations
term-notice-error-term = “{ $value }” is neither this term ({ $this }) nor the next one ({ $next }).
term-notice-error-no-term = “{ $value }” is no term. Write for example 2027-V.
term-notice-refused-no-rule = The rules of the term set no dates to tell of.
term-notice-refused-not-yet = The notice cannot be sent before { $day }.
term-notice-refused-too-late = The notice has no meaning after { $day }.
term-notice-refused-nobody = Everybody has been told.
done-term-notice-sent = The notice is being sent. The letters are written now.
