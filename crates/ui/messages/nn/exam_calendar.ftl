## Kalendrar.
exam-calendar-name = Eksamenar
nav-my-calendar = Eksamenskalender
