## Kandidatnummer og kandidatlister.
candidates-title = Kandidatliste
candidates-number = Nummer
candidates-name = Navn
candidates-student-number = Studentnummer
candidates-language = Språk
candidates-room = Rom
candidates-rooms = Rommene
candidates-all-rooms = Alle rom
candidates-email = E-post
candidates-email-delivery = Oppgaven på e-post
candidates-email-start = Send på e-post
candidates-email-stop = Ikke på e-post
candidates-yes = ja
candidates-number-now = Tildel kandidatnummer
candidates-place-now = Fordel på rom
candidates-print = Skriv ut
candidates-print-rooms = Skriv ut per rom
candidates-csv = Last ned CSV
candidates-none = Ingen kandidater
candidates-none-why = Ingen er oppmeldt, eller ingen har plass i dette rommet.
candidates-is-delivered = levert
candidates-is-absent = fravær
candidates-delivered-box = Levert
candidates-count = { $count ->
    [one] { $count } kandidat
   *[other] { $count } kandidater
}
look-candidates = Så en kandidatliste du står på
done-candidates-numbered = Kandidatene har fått nummer.
done-candidates-placed = Kandidatene er fordelt på rommene.
done-candidates-email = Endringen er lagret.
candidates-search = Navn, studentnummer eller kandidatnummer
candidates-show = Finn
candidates-none-found = Fant ingen kandidater.
candidates-printed-at = Skrevet ut { $moment }
candidates-signature = Underskrift
