## Kandidatnummer og kandidatlister.
candidates-title = Kandidatliste
candidates-number = Nummer
candidates-name = Namn
candidates-student-number = Studentnummer
candidates-language = Språk
candidates-room = Rom
candidates-rooms = Romma
candidates-all-rooms = Alle rom
candidates-email = E-post
candidates-email-delivery = Oppgåva på e-post
candidates-email-start = Send på e-post
candidates-email-stop = Ikkje på e-post
candidates-yes = ja
candidates-number-now = Tildel kandidatnummer
candidates-place-now = Fordel på rom
candidates-print = Skriv ut
candidates-print-rooms = Skriv ut per rom
candidates-csv = Last ned CSV
candidates-none = Ingen kandidatar
candidates-none-why = Ingen er oppmelde, eller ingen har plass i dette rommet.
candidates-is-delivered = levert
candidates-is-absent = fråvær
candidates-delivered-box = Levert
candidates-count = { $count ->
    [one] { $count } kandidat
   *[other] { $count } kandidatar
}
look-candidates = Såg ei kandidatliste du står på
done-candidates-numbered = Kandidatane har fått nummer.
done-candidates-placed = Kandidatane er fordelte på romma.
done-candidates-email = Endringa er lagra.
candidates-search = Namn, studentnummer eller kandidatnummer
candidates-show = Finn
candidates-none-found = Fann ingen kandidatar.
candidates-printed-at = Skriven ut { $moment }
candidates-signature = Underskrift
