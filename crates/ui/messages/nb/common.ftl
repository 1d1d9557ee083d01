## Det som alle sidene deler.
common-product = Kandidat
common-language = Språk
common-log-out = Logg ut
common-breadcrumb = Du er her
common-page-reference = Referanse for denne siden: { $reference }
common-accessibility-keys = Tastatur
common-keys-field = Gå til strekkodefeltet eller søkefeltet, ellers til det første feltet eller den første raden
common-keys-regions = Gå videre til menyen, fanene, innholdet og det som står ved siden av; Shift + F6 går tilbake
common-keys-send = Send skjemaet du står i
common-keys-rows = Gå mellom radene i en liste og mellom oppgavene
common-keys-clear = Tøm søkefeltet
common-line-lost = Forbindelsen er brutt. Regn med at ingenting er lagret. Alt står her fortsatt: send på nytt når du er på nett igjen.
common-line-back = Du er på nett igjen. Send på nytt.
common-demo = Dette er en demonstrasjon med oppdiktede personer. Klokken her er { $now }.
common-demo-people = Bytt person

common-credits = { $number } studiepoeng
common-term-autumn = høst { $year }
common-sitting-deferred = utsatt eksamen
common-sitting-resit = kontinuasjonseksamen
common-sitting-early = tidlig eksamen
common-term-spring = vår { $year }
common-file-pdf = PDF
common-file-text = tekstfil
common-file-image = bilde
common-file-word = Word-dokument
common-file-odt = ODT-dokument
common-file-zip = ZIP-arkiv
common-file-other = annen fil
common-due-in = { $days ->
    [0] i dag
    [1] i morgen
   *[other] om { $days } dager
}
common-due-over = { $days ->
    [one] { $days } dag over fristen
   *[other] { $days } dager over fristen
}
common-why = Hvorfor
common-why-deadline = Hvorfor denne fristen?
common-last-day-passed = fristen er ute
common-hours = { $hours ->
    [one] { $hours } time
   *[other] { $hours } timer
}
common-minutes = { $minutes ->
    [one] { $minutes } minutt
   *[other] { $minutes } minutter
}

common-print = Skriv ut
common-optional = valgfritt
common-text-max = Høyst { $number } tegn.
common-choose = Velg …
common-all = Alle
common-yes = ja
common-no = nei
common-date-hint = Skriv datoen slik: 21.11.2026
common-error-heading = Skjemaet er ikke sendt. Rett dette:
common-error-required = Feltet må fylles ut.
common-error-date = «{ $value }» er ikke en dato. Skriv den slik: 21.11.2026.
common-error-grade = «{ $value }» er ikke en karakter på denne skalaen. Bruk en av disse: { $allowed }.
common-error-choose = Velg ett av alternativene.
common-error-choice = «{ $value }» er ikke et av alternativene. Velg ett av dem som står i listen.
common-error-number = «{ $value }» er ikke et helt tall fra { $least } til { $most }.

common-filter = Søk i listen
common-filter-count = Viser { $shown } av { $total }
common-list-range = Viser { $first }–{ $last } av { $total }
common-list-page = Side { $page }
common-list-pages = Sider
common-list-previous = Forrige
common-list-next = Neste
common-list-none-found-why = Prøv en del av navnet, hele nummeret, eller et annet filter. Den som har skjermet adresse, blir ikke funnet ved navn eller studentnummer.
