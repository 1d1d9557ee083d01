## What the routines of an exam’s day share.
exam-day-error-clock = “{ $value }” is no time of the day. Write it like this: 09:00
