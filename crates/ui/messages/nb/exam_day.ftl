## Det rutinene på eksamensdagen har felles.
exam-day-error-clock = «{ $value }» er ikke et klokkeslett. Skriv det slik: 09:00
