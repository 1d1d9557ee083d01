## Det en leser når noe ikke kan vises eller gjøres.
error-not-found-title = Siden finnes ikke
error-not-found-body = Adressen kan være feil, siden kan være flyttet, eller du har ikke tilgang til den. Kontroller adressen, eller gå til forsiden og finn det du leter etter derfra.
error-not-found-access = Mener du at du skulle hatt tilgang? Spør den som gir tilganger på enheten din.
error-conflict-title = Noen andre endret dette før deg
error-conflict-body = Det du sendte, er ikke lagret, fordi opplysningene er endret etter at du åpnet siden. Se hva som er nytt, og gjør endringen din på nytt hvis den fortsatt trengs.
error-conflict-caption = Dette er endret
error-conflict-field = Felt
error-conflict-before = Da du åpnet siden
error-conflict-now = Nå
error-conflict-open = Åpne det som gjelder nå
error-unexpected-title = Noe gikk galt hos oss
error-unexpected-body = Det du holdt på med, er ikke lagret. Feilen er registrert, og du trenger ikke gjøre noe annet enn å prøve igjen litt senere.
error-unexpected-reference = Skjer det igjen, kontakt brukerstøtte og oppgi referansen:
error-unavailable-title = Kandidat får ikke tak i databasen akkurat nå
error-unavailable-body = Ingenting av det som er lagret, er gått tapt. Det du nettopp sendte, er kanskje ikke lagret: gå tilbake, behold teksten din, og send den på nytt om litt. Blir den lagret to ganger, teller den bare én gang.
error-home = Gå til forsiden
error-retry = Prøv igjen
