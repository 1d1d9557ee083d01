## Institusjonen si eiga forskrift.
regulation-title = Forskrifta
regulation-lead = Her står tala institusjonen bestemmer sjølv. Den som gjer framlegg, kan ikkje sjølv godkjenne, og det lova bestemmer, kan ikkje endrast.
regulation-in-force = Regelsett
regulation-valid-from = Gjeld frå
regulation-rule-set = Regelsett
regulation-waiting = Framlegg som ventar på godkjenning
regulation-case-ref = Saksnummer
regulation-changes = Det som blir endra
regulation-what = Kva
regulation-old = No
regulation-new = Nytt
regulation-law = Heimel
regulation-waits-for-another = Ein annan må sjå over framlegget før det kan gjelde.
regulation-approve = Godkjenn
regulation-take-back = Ta framlegget tilbake
regulation-reject = Avvis
regulation-propose = Gjer framlegg om nye tal
regulation-valid-from-hint = Ein dag fram i tid. Skriv datoen slik: 01.08.2027
regulation-case-ref-hint = Saka der tala er vedtekne.
regulation-numbers = Tala
regulation-numbers-hint = Endre dei tala det er vedteke nye verdiar for. Dei andre blir ståande.
regulation-now = No { $value }, { $law }.
regulation-now-by-law = No { $value }.
regulation-group-registration = Oppmelding og trekk
regulation-group-attempts = Eksamensforsøk
regulation-group-committee = Sensorar
regulation-group-grading = Sensur
regulation-group-appeal = Grunngiving og klage
regulation-group-regrade = Klagesensur
regulation-unit-examiners = { $count ->
    [one] sensor
   *[other] sensorar
}
regulation-unit-credits = { $count ->
   *[other] studiepoeng
}
regulation-unit-grades = { $count ->
    [one] karakter
   *[other] karakterar
}
regulation-unit-attempts = { $count ->
   *[other] forsøk
}
regulation-unit-repeats = { $count ->
   *[other] gjentak
}
regulation-unit-dispensations = { $count ->
    [one] dispensasjon
   *[other] dispensasjonar
}
regulation-unit-points = { $count ->
   *[other] poeng
}
regulation-propose-send = Send framlegget til godkjenning
regulation-limit-least = Lova: minst { $value }, { $law }.
regulation-limit-most = Lova: høgst { $value }, { $law }.
regulation-limit-fixed = Bestemt av lova, { $law }.
regulation-error-day-past = Datoen må vere fram i tid.
regulation-error-day-taken = Eit regelsett gjeld alt frå denne datoen eller ein seinare. Vel ein seinare dato.
regulation-error-no-change = Ingen av tala er nye.
regulation-error-below = Lova tillèt ikkje eit lågare tal her.
regulation-error-above = Lova tillèt ikkje eit høgare tal her.
regulation-error-fixed = Lova bestemmer dette talet.
regulation-error-number = Dette talet kan ikkje setjast.
regulation-refused-waits = Eit anna framlegg ventar på godkjenning.
regulation-refused-same-person = Den som har gjort framlegget, kan ikkje sjølv godkjenne.
regulation-refused-day-passed = Dagen framlegget skulle gjelde frå, er komen. Avvis det, og gjer framlegg på nytt.
regulation-task-approve = Sjå over framlegget til ny forskrift
done-regulation-proposed = Framlegget er sendt til godkjenning.
done-regulation-approved = Forskrifta er godkjend.
done-regulation-rejected = Framlegget er avvist.
nav-regulations = Forskrifta
regulation-number-withdrawal-deadline-before-exam = Trekkfrist før eksamen
regulation-number-grading-deadline-deadline = Sensurfrist
regulation-number-grading-deadline-larger-work-deadline = Sensurfrist for større arbeid
regulation-number-grading-deadline-larger-work-from-credits = Større arbeid frå talet på studiepoeng
regulation-number-grading-deadline-sanction-on-day = Dag etter sensurfristen då det får økonomiske følgjer
regulation-number-explanation-request = Frist for å be om grunngiving
regulation-number-explanation-due = Frist for å gi grunngiving
regulation-number-appeal-deadline = Klagefrist på karakter
regulation-number-appeal-late-excuse-within = Lengste tid ei sein klage kan takast opp
regulation-number-formal-complaint-deadline = Klagefrist på formelle feil
regulation-number-decision-appeal-deadline = Klagefrist på vedtak
regulation-number-decision-appeal-post = Tid posten bruker før eit vedtak på papir er kome fram
regulation-number-regrade-deadline-deadline = Frist for klagesensur
regulation-number-regrade-deadline-sanction-on-day = Dag etter fristen for klagesensur då det får økonomiske følgjer
regulation-number-committee-every-exam-examiners = Sensorar ved kvar eksamen
regulation-number-committee-every-exam-external = Eksterne sensorar ved kvar eksamen
regulation-number-committee-master-independent-examiners = Sensorar ved sjølvstendig arbeid på masternivå
regulation-number-committee-master-independent-external = Eksterne sensorar ved sjølvstendig arbeid på masternivå
regulation-number-committee-bachelor-independent-examiners = Sensorar ved bacheloroppgåve
regulation-number-committee-unverifiable-examiners = Sensorar når eksamenen ikkje kan etterprøvast
regulation-number-committee-large-from-credits = Stor eksamen frå talet på studiepoeng
regulation-number-committee-large-need-examiners = Sensorar ved stor eksamen
regulation-number-regrade-committee-examiners = Sensorar i klagekommisjonen
regulation-number-regrade-committee-external = Eksterne sensorar i klagekommisjonen
regulation-number-regrade-outcome-further-assessment-grades-apart = Karakterar frå kvarandre som krev ny vurdering
regulation-number-attempts-limit = Talet på forsøk
regulation-number-attempts-thesis-limit = Talet på forsøk på masteroppgåve
regulation-number-attempts-quota = Gjentak i heile programmet
regulation-number-attempts-dispensations = Dispensasjonar som kan givast
regulation-number-average-grade-a-counts-as = Talet som A tel for
regulation-number-accommodation-deadline-apply-before-exam = Søknadsfrist for tilrettelegging før eksamen
regulation-number-signup-deadline-deferred-after-exam = Frist for å melde seg opp til utsett prøve
regulation-number-signup-deadline-resit-after-announcement = Frist for å melde seg opp til kontinuasjonseksamen
regulation-group-invigilation = Eksamensdagen
regulation-group-oral = Munnlege eksamenar
regulation-unit-candidates = { $count ->
    [one] kandidat
   *[other] kandidatar
}
regulation-unit-invigilators = { $count ->
    [one] vakt
   *[other] vakter
}
regulation-unit-minutes = { $count ->
    [one] minutt
   *[other] minutt
}
regulation-number-invigilation-candidates-per-invigilator = Kandidatar per eksamensvakt i ein sal
regulation-number-invigilation-small-room-candidates = Kandidatar per eksamensvakt i eit lite rom
regulation-number-invigilation-least-in-hall = Eksamensvakter i ein sal, minst
regulation-number-invigilation-head-from-candidates = Hovudvakt frå talet på kandidatar i rommet
regulation-number-invigilation-minutes-before = Eksamensvakta møter før eksamen
regulation-number-invigilation-minutes-after = Eksamensvakta blir etter eksamen
regulation-number-exam-paper-hand-in-before = Oppgåva til ein skuleeksamen blir levert før eksamen
regulation-number-paper-copies-candidates-per-spare = Kandidatar per reserveeksemplar av oppgåva
regulation-number-paper-copies-in-room-before = Kopiane er i rommet før eksamen
regulation-number-oral-room-before = Rom blir bestilt før ein munnleg eksamen
regulation-number-oral-notice-before = Kandidatane får beskjed før ein munnleg eksamen
regulation-number-oral-minutes-between-exams = Tid mellom ein munnleg og ein annan eksamen same dag, minst
