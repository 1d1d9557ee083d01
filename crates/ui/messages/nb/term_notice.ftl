## Det studentene får beskjed om i semesteret.
term-notice-title = Beskjeder til studentene
term-notice-lead = Frister for betaling og registrering først i semesteret; senere hva hver enkelt er oppmeldt til, så det kan sjekkes. Brevene går til hver students egne sider, og til utboksen.
term-notice-none = Regelverket setter ingen datoer for semesteret.
term-notice-none-why = Datoene står i institusjonens regelverk.
term-notice-of = { $matter }, { $term }
term-notice-dates = Frister for betaling og registrering
term-notice-registrations = Sjekk av oppmeldingene
term-notice-term = Semester
term-notice-matter = Beskjed
term-notice-from = Kan sendes fra
term-notice-by = Skal være sendt innen
term-notice-sent-at = Sendt
term-notice-told = Har fått beskjed
term-notice-untold = Har ikke fått beskjed
term-notice-send = Send beskjeden
term-notice-send-means = { $count ->
    [one] Én student får et brev. Det kan ikke tas tilbake.
   *[other] { $count } studenter får hvert sitt brev. Det kan ikke tas tilbake.
}
term-notice-task-dates = Gi studentene beskjed om frister for betaling og registrering
term-notice-task-registrations = Be studentene sjekke oppmeldingene sine
term-notice-error-term = «{ $value }» er verken dette semesteret ({ $this }) eller det neste ({ $next }).
term-notice-error-no-term = «{ $value }» er ikke et semester. Skriv for eksempel 2027-V.
term-notice-refused-no-rule = Regelverket for semesteret setter ingen datoer å gi beskjed om.
term-notice-refused-not-yet = Beskjeden kan tidligst sendes { $day }.
term-notice-refused-too-late = Beskjeden har ingen mening etter { $day }.
term-notice-refused-nobody = Alle har fått beskjed.
done-term-notice-sent = Beskjeden sendes. Brevene skrives nå.
