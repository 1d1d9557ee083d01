## Kalendere.
exam-calendar-name = Eksamener
nav-my-calendar = Eksamenskalender
