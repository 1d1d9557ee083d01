## Candidate numbers and lists.
candidates-title = Candidate list
candidates-number = Number
candidates-name = Name
candidates-student-number = Student number
candidates-language = Language
candidates-room = Room
candidates-rooms = The rooms
candidates-all-rooms = All rooms
candidates-email = E-mail
candidates-email-delivery = Paper by e-mail
candidates-email-start = Send by e-mail
candidates-email-stop = Not by e-mail
candidates-yes = yes
candidates-number-now = Assign candidate numbers
candidates-place-now = Place in rooms
candidates-print = Print
candidates-print-rooms = Print per room
candidates-csv = Download CSV
candidates-none = No candidates
candidates-none-why = Nobody is registered, or nobody has a place in this room.
candidates-is-delivered = handed in
candidates-is-absent = absent
candidates-delivered-box = Handed in
candidates-count = { $count ->
    [one] { $count } candidate
   *[other] { $count } candidates
}
look-candidates = Saw a candidate list that you are on
done-candidates-numbered = The candidates have their numbers.
done-candidates-placed = The candidates have been placed in the rooms.
done-candidates-email = The change has been saved.
candidates-search = Name, student number or candidate number
candidates-show = Find
candidates-none-found = No candidates found.
candidates-printed-at = Printed { $moment }
candidates-signature = Signature
