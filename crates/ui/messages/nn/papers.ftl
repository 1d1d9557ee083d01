## Oppgåver og sensorrettleiingar.
papers-title = Oppgåver og sensorrettleiing
papers-paper = Oppgåve
papers-guide = Sensorrettleiing
papers-in-language = { $what } på { $language ->
    [nb] bokmål
    [nn] nynorsk
   *[en] engelsk
}
papers-kind = Kva det er
papers-language = Språk
papers-added-at = Lagt inn
papers-file = Fil
papers-file-hint = PDF, rein tekst, bilete, Word, ODT eller ZIP, høgst 50 MB.
papers-download = Last ned
papers-wishes = Ønske frå kandidatane
papers-wished-by = Kandidatar
papers-ready = Oppgåva finst på alle språk som er ønskte.
papers-not-ready = Eksamenen er ikkje klar
papers-add = Legg inn ei fil
papers-send = Legg inn
papers-error-no-file = Vel ei fil.
done-papers-added = Fila er lagd inn.
