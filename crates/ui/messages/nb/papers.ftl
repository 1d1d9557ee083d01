## Oppgaver og sensorveiledninger.
papers-title = Oppgaver og sensorveiledning
papers-paper = Oppgave
papers-guide = Sensorveiledning
papers-in-language = { $what } på { $language ->
    [nb] bokmål
    [nn] nynorsk
   *[en] engelsk
}
papers-kind = Hva det er
papers-language = Språk
papers-added-at = Lagt inn
papers-file = Fil
papers-file-hint = PDF, ren tekst, bilde, Word, ODT eller ZIP, høyst 50 MB.
papers-download = Last ned
papers-wishes = Ønsker fra kandidatene
papers-wished-by = Kandidater
papers-ready = Oppgaven finnes på alle språk som er ønsket.
papers-not-ready = Eksamenen er ikke klar
papers-add = Legg inn en fil
papers-send = Legg inn
papers-error-no-file = Velg en fil.
done-papers-added = Filen er lagt inn.
