## Det som fører rundt i Kandidat.
nav-heading = Hovedmeny
nav-menu = Meny
nav-my-looks = Oppslag om meg
nav-skip = Gå til innholdet
nav-home = Til forsiden
nav-waiting = { $count } venter
nav-desk = Å gjøre
nav-my = Mine eksamener
nav-access = Tilganger
nav-operators = Registeret
nav-messages = Meldinger
nav-register-exclusions = Utestenginger
nav-exclusions = Utestenging
nav-exclusion-alerts = Varsellogg
nav-my-exclusions = Utestenging om meg
