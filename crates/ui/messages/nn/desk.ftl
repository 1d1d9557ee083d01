## Arbeidslista.
desk-title = Å gjere
desk-nothing = Ingenting ventar på deg.
desk-nothing-why = Lista blir laga av det som faktisk har skjedd. Når noko må gjerast, dukkar det opp her med frist og grunn.
desk-overdue = Over fristen
desk-soon = Dei neste sju dagane
desk-later = Seinare, eller utan frist
desk-now = Å gjere no
desk-together = Saman med: { $role }, { $unit }
