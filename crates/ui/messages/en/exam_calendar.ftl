## Calendars.
exam-calendar-name = Exams
nav-my-calendar = Exam calendar
