## Når noko ikkje let seg gjere.
http-refused-title = Dette let seg ikkje gjere
http-back = Tilbake
