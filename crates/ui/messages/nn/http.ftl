## Når noko ikkje let seg gjere.
http-refused-title = Dette let seg ikkje gjere
http-typed = Dette skreiv du
http-typed-hint = Ingenting av det er lagra. Kopier det du vil ta vare på, før du går tilbake.
http-typed-stays = Ingenting av det er lagra. Kopier det du vil ta vare på, før du går vidare.
http-mend-field = Det du skreiv
http-back = Tilbake
