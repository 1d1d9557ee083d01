## Det som alle sidene deler.
common-product = Kandidat
common-language = Språk
common-log-out = Logg ut
common-breadcrumb = Du er her
common-page-reference = Referanse for denne sida: { $reference }
common-accessibility-keys = Tastatur
common-keys-field = Gå til strekkodefeltet eller søkjefeltet, elles til det første feltet eller den første rada
common-keys-regions = Gå vidare til menyen, fanene, innhaldet og det som står ved sida av; Shift + F6 går tilbake
common-keys-send = Send skjemaet du står i
common-keys-rows = Gå mellom radene i ei liste og mellom oppgåvene
common-keys-clear = Tøm søkjefeltet
common-line-lost = Sambandet er brote. Rekn med at ingenting er lagra. Alt står her framleis: send på nytt når du er på nett igjen.
common-line-back = Du er på nett igjen. Send på nytt.
common-demo = Dette er ein demonstrasjon med oppdikta personar. Klokka her er { $now }.
common-demo-people = Byt person

common-credits = { $number } studiepoeng
common-term-autumn = haust { $year }
common-sitting-deferred = utsett eksamen
common-sitting-resit = kontinuasjonseksamen
common-sitting-early = tidleg eksamen
common-term-spring = vår { $year }
common-file-pdf = PDF
common-file-text = tekstfil
common-file-image = bilete
common-file-word = Word-dokument
common-file-odt = ODT-dokument
common-file-zip = ZIP-arkiv
common-file-other = anna fil
common-due-in = { $days ->
    [0] i dag
    [1] i morgon
   *[other] om { $days } dagar
}
common-due-over = { $days ->
    [one] { $days } dag over fristen
   *[other] { $days } dagar over fristen
}
common-why = Kvifor
common-why-deadline = Kvifor denne fristen?
common-last-day-passed = fristen er ute
common-hours = { $hours ->
    [one] { $hours } time
   *[other] { $hours } timar
}
common-minutes = { $minutes ->
    [one] { $minutes } minutt
   *[other] { $minutes } minutt
}

common-print = Skriv ut
common-optional = valfritt
common-text-max = Høgst { $number } teikn.
common-choose = Vel …
common-all = Alle
common-yes = ja
common-no = nei
common-date-hint = Skriv datoen slik: 21.11.2026
common-error-heading = Skjemaet er ikkje sendt. Rett dette:
common-error-required = Feltet må fyllast ut.
common-error-date = «{ $value }» er ikkje ein dato. Skriv han slik: 21.11.2026.
common-error-grade = «{ $value }» er ikkje ein karakter på denne skalaen. Bruk ein av desse: { $allowed }.
common-error-choose = Vel eitt av alternativa.
common-error-choice = «{ $value }» er ikkje eit av alternativa. Vel eitt av dei som står i lista.
common-error-number = «{ $value }» er ikkje eit heilt tal frå { $least } til { $most }.

common-filter = Søk i lista
common-filter-count = Viser { $shown } av { $total }
common-list-range = Viser { $first }–{ $last } av { $total }
common-list-page = Side { $page }
common-list-pages = Sider
common-list-previous = Førre
common-list-next = Neste
common-list-none-found-why = Prøv ein del av namnet, heile nummeret, eller eit anna filter. Den som har skjerma adresse, blir ikkje funnen ved namn eller studentnummer.
