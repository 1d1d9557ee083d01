## Når noe ikke lar seg gjøre.
http-refused-title = Dette lot seg ikke gjøre
http-back = Tilbake
