## Det som fører rundt i Kandidat.
nav-heading = Hovudmeny
nav-menu = Meny
nav-my-looks = Oppslag om meg
nav-skip = Gå til innhaldet
nav-home = Til framsida
nav-waiting = { $count } ventar
nav-desk = Å gjere
nav-my = Eksamenane mine
nav-access = Tilgangar
nav-operators = Registeret
nav-messages = Meldingar
nav-register-exclusions = Utestengingar
nav-exclusions = Utestenging
nav-exclusion-alerts = Varsellogg
nav-my-exclusions = Utestenging om meg
