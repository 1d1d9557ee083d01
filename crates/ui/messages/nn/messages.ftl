## Meldingane mellom institusjonane, for den som passar på systemet.
messages-title = Meldingar
messages-lead = Meldingar til og frå andre institusjonar og det nasjonale registeret. Innhaldet blir ikkje vist her.
messages-the-register = Det nasjonale registeret
messages-directory = Katalogen
messages-directory-version = Versjon { $version }
messages-directory-issued = Utferda
messages-directory-institutions = Institusjonar
messages-directory-too-old = Katalogen er for gammal. Til ein nyare er henta, blir ingenting sendt eller teke imot.
messages-no-directory = Katalogen er ikkje henta enno. Meldingar ventar til han er her.
messages-undelivered = På veg ut
messages-undelivered-caption = Meldingar som ikkje er kvitterte for
messages-none-undelivered = Alt som er sendt, er kvittert for.
messages-alarms =
    { $count ->
        [one] Éi melding treng at nokon ser på henne.
       *[other] { $count } meldingar treng at nokon ser på dei.
    }
messages-kind = Type
messages-to = Til
messages-from = Frå
messages-since = Sidan
messages-attempts = Forsøk
messages-state = Status
messages-why = Årsak
messages-stuck = Stoppa
messages-late = Forseinka
messages-waiting = Ventar
messages-unhandled = Kome inn, ikkje behandla
messages-unhandled-caption = Meldingar som har kome inn og ikkje er behandla
messages-none-unhandled = Alt som har kome inn, er behandla.
messages-one-title = Ei melding på veg ut
messages-stuck-lead = Mottakaren fann ein feil i meldinga, og ho blir ikkje send igjen av seg sjølv. Rett feilen først, og send henne så på nytt.
messages-waiting-lead = Meldinga blir forsøkt send til kvitteringa er her.
messages-send-again = Send på nytt no
messages-give-up = Gi opp meldinga
messages-give-up-lead = Den som gir opp ei melding, må sjølv sørgje for at mottakaren får vite det som stod i henne.
messages-reason = Grunngiving
messages-reason-hint = Skriv ikkje kven meldinga gjeld.
messages-never-given-up = Ei slik melding seier kva to personar har avgjort, og blir ikkje gitt opp av éin. Rett det som står i vegen, og send ho så på nytt.
messages-settled = Meldinga er ikkje lenger på veg: ho er kvittert for, avvist eller gitt opp.
done-messages-sent-again = Meldinga blir send på nytt.
done-messages-given-up = Meldinga er gitt opp.
messages-task-undelivered =
    { $count ->
        [one] Sjå på ei melding som ikkje kjem fram
       *[other] Sjå på { $count } meldingar som ikkje kjem fram
    }
messages-task-directory = Finn ut kvifor katalogen ikkje blir henta
