## Arkivet.
archive-title = Arkiv
archive-case = Saksnummer
archive-direction = Retning
archive-incoming = inn
archive-outgoing = ut
archive-internal = internt
archive-document = Dokument
archive-correspondent = Avsender eller mottaker
archive-access-code = Skjerming
archive-code = Arkivkode
archive-unit = Enhet
archive-registered = Registrert
archive-show = Vis
archive-none = Ingenting er registrert.
archive-none-why = Klager, svar og protokoller blir registrert her av det som skjer i saken.
nav-archive = Arkiv
look-archive = Arkivet
