## The work list.
desk-title = To do
desk-nothing = Nothing is waiting for you.
desk-nothing-why = The list is made from what has actually happened. When something has to be done, it appears here with its deadline and the reason.
desk-overdue = Overdue
desk-soon = The next seven days
desk-later = Later, or without a deadline
desk-now = To do now
desk-together = Together with: { $role }, { $unit }
