## Det ein les når noko ikkje kan visast eller gjerast.
error-not-found-title = Sida finst ikkje
error-not-found-body = Adressa kan vere feil, sida kan vere flytta, eller du har ikkje tilgang til ho. Kontroller adressa, eller gå til framsida og finn det du leitar etter derfrå.
error-not-found-access = Meiner du at du skulle hatt tilgang? Spør den som gir tilgangar på eininga di.
error-conflict-title = Nokon andre endra dette før deg
error-conflict-body = Det du sende, er ikkje lagra, fordi opplysningane er endra etter at du opna sida. Sjå kva som er nytt, og gjer endringa di på nytt dersom ho framleis trengst.
error-conflict-caption = Dette er endra
error-conflict-field = Felt
error-conflict-before = Då du opna sida
error-conflict-now = No
error-conflict-open = Opne det som gjeld no
error-unexpected-title = Noko gjekk gale hos oss
error-unexpected-body = Det du heldt på med, er ikkje lagra. Feilen er registrert, og du treng ikkje gjere anna enn å prøve igjen litt seinare.
error-unexpected-reference = Skjer det igjen, kontakt brukarstøtta og oppgi referansen:
error-unavailable-title = Kandidat får ikkje tak i databasen akkurat no
error-unavailable-body = Ingenting av det som er lagra, er gått tapt. Det du nettopp sende, er kanskje ikkje lagra: gå tilbake, ta vare på teksten din, og send han på nytt om litt. Blir han lagra to gonger, tel han berre éin gong.
error-home = Gå til framsida
error-retry = Prøv igjen
