## Arbeidslisten.
desk-title = Å gjøre
desk-nothing = Ingenting venter på deg.
desk-nothing-why = Listen lages av det som faktisk har skjedd. Når noe må gjøres, dukker det opp her med frist og grunn.
desk-overdue = Over fristen
desk-soon = De neste sju dagene
desk-later = Senere, eller uten frist
desk-now = Å gjøre nå
desk-together = Sammen med: { $role }, { $unit }
