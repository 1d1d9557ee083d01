## Arkivet.
archive-title = Arkiv
archive-case = Saksnummer
archive-direction = Retning
archive-incoming = inn
archive-outgoing = ut
archive-internal = internt
archive-document = Dokument
archive-correspondent = Avsendar eller mottakar
archive-access-code = Skjerming
archive-code = Arkivkode
archive-unit = Eining
archive-registered = Registrert
archive-show = Vis
archive-none = Ingenting er registrert.
archive-none-why = Klager, svar og protokollar blir registrerte her av det som skjer i saka.
nav-archive = Arkiv
look-archive = Arkivet
