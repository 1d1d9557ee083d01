## Når noe ikke lar seg gjøre.
http-refused-title = Dette lot seg ikke gjøre
http-typed = Dette skrev du
http-typed-hint = Ingenting av det er lagret. Kopier det du vil ta vare på, før du går tilbake.
http-typed-stays = Ingenting av det er lagret. Kopier det du vil ta vare på, før du går videre.
http-mend-field = Det du skrev
http-back = Tilbake
