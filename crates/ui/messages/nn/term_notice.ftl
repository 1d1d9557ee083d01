## Det studentane får beskjed om i semesteret.
term-notice-title = Beskjedar til studentane
term-notice-lead = Fristar for betaling og registrering først i semesteret; seinare kva kvar einskild er oppmeld til, så det kan sjekkast. Breva går til dei eigne sidene til kvar student, og til utboksen.
term-notice-none = Regelverket set ingen datoar for semesteret.
term-notice-none-why = Datoane står i regelverket til institusjonen.
term-notice-of = { $matter }, { $term }
term-notice-dates = Fristar for betaling og registrering
term-notice-registrations = Sjekk av oppmeldingane
term-notice-term = Semester
term-notice-matter = Beskjed
term-notice-from = Kan sendast frå
term-notice-by = Skal vere send innan
term-notice-sent-at = Send
term-notice-told = Har fått beskjed
term-notice-untold = Har ikkje fått beskjed
term-notice-send = Send beskjeden
term-notice-send-means = { $count ->
    [one] Éin student får eit brev. Det kan ikkje takast tilbake.
   *[other] { $count } studentar får kvart sitt brev. Det kan ikkje takast tilbake.
}
term-notice-task-dates = Gi studentane beskjed om fristar for betaling og registrering
term-notice-task-registrations = Be studentane sjekke oppmeldingane sine
term-notice-error-term = «{ $value }» er verken dette semesteret ({ $this }) eller det neste ({ $next }).
term-notice-error-no-term = «{ $value }» er ikkje eit semester. Skriv til dømes 2027-V.
term-notice-refused-no-rule = Regelverket for semesteret set ingen datoar å gi beskjed om.
term-notice-refused-not-yet = Beskjeden kan tidlegast sendast { $day }.
term-notice-refused-too-late = Beskjeden har inga meining etter { $day }.
term-notice-refused-nobody = Alle har fått beskjed.
done-term-notice-sent = Beskjeden blir send. Breva blir skrivne no.
