## Meldingene mellom institusjonene, for den som passer på systemet.
messages-title = Meldinger
messages-lead = Meldinger til og fra andre institusjoner og det nasjonale registeret. Innholdet vises ikke her.
messages-the-register = Det nasjonale registeret
messages-directory = Katalogen
messages-directory-version = Versjon { $version }
messages-directory-issued = Utstedt
messages-directory-institutions = Institusjoner
messages-directory-too-old = Katalogen er for gammel. Til en nyere er hentet, blir ingenting sendt eller tatt imot.
messages-no-directory = Katalogen er ikke hentet ennå. Meldinger venter til den er her.
messages-undelivered = På vei ut
messages-undelivered-caption = Meldinger som ikke er kvittert for
messages-none-undelivered = Alt som er sendt, er kvittert for.
messages-alarms =
    { $count ->
        [one] Én melding trenger at noen ser på den.
       *[other] { $count } meldinger trenger at noen ser på dem.
    }
messages-kind = Type
messages-to = Til
messages-from = Fra
messages-since = Siden
messages-attempts = Forsøk
messages-state = Status
messages-why = Årsak
messages-stuck = Stoppet
messages-late = Forsinket
messages-waiting = Venter
messages-unhandled = Kommet inn, ikke behandlet
messages-unhandled-caption = Meldinger som har kommet inn og ikke er behandlet
messages-none-unhandled = Alt som har kommet inn, er behandlet.
messages-one-title = En melding på vei ut
messages-stuck-lead = Mottakeren fant en feil i meldingen, og den blir ikke sendt igjen av seg selv. Rett feilen først, og send den så på nytt.
messages-waiting-lead = Meldingen blir forsøkt sendt til kvitteringen er her.
messages-send-again = Send på nytt nå
messages-give-up = Gi opp meldingen
messages-give-up-lead = Den som gir opp en melding, må selv sørge for at mottakeren får vite det som stod i den.
messages-reason = Begrunnelse
messages-reason-hint = Skriv ikke hvem meldingen gjelder.
messages-never-given-up = En slik melding sier hva to personer har bestemt, og blir ikke gitt opp av én. Rett det som står i veien, og send den så på nytt.
messages-settled = Meldingen er ikke lenger på vei: den er kvittert for, avvist eller gitt opp.
done-messages-sent-again = Meldingen blir sendt på nytt.
done-messages-given-up = Meldingen er gitt opp.
messages-task-undelivered =
    { $count ->
        [one] Se på en melding som ikke kommer fram
       *[other] Se på { $count } meldinger som ikke kommer fram
    }
messages-task-directory = Finn ut hvorfor katalogen ikke blir hentet
