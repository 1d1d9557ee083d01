## Det rutinane på eksamensdagen har felles.
exam-day-error-clock = «{ $value }» er ikkje eit klokkeslett. Skriv det slik: 09:00
