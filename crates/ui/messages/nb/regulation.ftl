## Institusjonens egen forskrift.
regulation-title = Forskriften
regulation-lead = Her står tallene institusjonen bestemmer selv. Den som foreslår, kan ikke selv godkjenne, og det loven bestemmer, kan ikke endres.
regulation-in-force = Regelsett
regulation-valid-from = Gjelder fra
regulation-rule-set = Regelsett
regulation-waiting = Forslag som venter på godkjenning
regulation-case-ref = Saksnummer
regulation-changes = Det som endres
regulation-what = Hva
regulation-old = Nå
regulation-new = Nytt
regulation-law = Hjemmel
regulation-waits-for-another = En annen må se over forslaget før det kan gjelde.
regulation-approve = Godkjenn
regulation-take-back = Ta forslaget tilbake
regulation-reject = Avvis
regulation-propose = Foreslå nye tall
regulation-valid-from-hint = En dag fram i tid. Skriv datoen slik: 01.08.2027
regulation-case-ref-hint = Saken der tallene er vedtatt.
regulation-numbers = Tallene
regulation-numbers-hint = Endre de tallene det er vedtatt nye verdier for. De andre blir stående.
regulation-now = Nå { $value }, { $law }.
regulation-now-by-law = Nå { $value }.
regulation-group-registration = Oppmelding og trekk
regulation-group-attempts = Eksamensforsøk
regulation-group-committee = Sensorer
regulation-group-grading = Sensur
regulation-group-appeal = Begrunnelse og klage
regulation-group-regrade = Klagesensur
regulation-unit-examiners = { $count ->
    [one] sensor
   *[other] sensorer
}
regulation-unit-credits = { $count ->
   *[other] studiepoeng
}
regulation-unit-grades = { $count ->
    [one] karakter
   *[other] karakterer
}
regulation-unit-attempts = { $count ->
   *[other] forsøk
}
regulation-unit-repeats = { $count ->
   *[other] gjentak
}
regulation-unit-dispensations = { $count ->
    [one] dispensasjon
   *[other] dispensasjoner
}
regulation-unit-points = { $count ->
   *[other] poeng
}
regulation-propose-send = Send forslaget til godkjenning
regulation-limit-least = Loven: minst { $value }, { $law }.
regulation-limit-most = Loven: høyst { $value }, { $law }.
regulation-limit-fixed = Bestemt av loven, { $law }.
regulation-error-day-past = Datoen må være fram i tid.
regulation-error-day-taken = Et regelsett gjelder alt fra denne datoen eller en senere. Velg en senere dato.
regulation-error-no-change = Ingen av tallene er nye.
regulation-error-below = Loven tillater ikke et lavere tall her.
regulation-error-above = Loven tillater ikke et høyere tall her.
regulation-error-fixed = Loven bestemmer dette tallet.
regulation-error-number = Dette tallet kan ikke settes.
regulation-refused-waits = Et annet forslag venter på godkjenning.
regulation-refused-same-person = Den som har foreslått, kan ikke selv godkjenne.
regulation-refused-day-passed = Dagen forslaget skulle gjelde fra, er kommet. Avvis det, og foreslå på nytt.
regulation-task-approve = Se over forslaget til ny forskrift
done-regulation-proposed = Forslaget er sendt til godkjenning.
done-regulation-approved = Forskriften er godkjent.
done-regulation-rejected = Forslaget er avvist.
nav-regulations = Forskriften
regulation-number-withdrawal-deadline-before-exam = Trekkfrist før eksamen
regulation-number-grading-deadline-deadline = Sensurfrist
regulation-number-grading-deadline-larger-work-deadline = Sensurfrist for større arbeider
regulation-number-grading-deadline-larger-work-from-credits = Større arbeid fra antall studiepoeng
regulation-number-grading-deadline-sanction-on-day = Dag etter sensurfristen da det får økonomiske følger
regulation-number-explanation-request = Frist for å be om begrunnelse
regulation-number-explanation-due = Frist for å gi begrunnelse
regulation-number-appeal-deadline = Klagefrist på karakter
regulation-number-appeal-late-excuse-within = Lengste tid en sen klage kan tas opp
regulation-number-formal-complaint-deadline = Klagefrist på formelle feil
regulation-number-decision-appeal-deadline = Klagefrist på vedtak
regulation-number-decision-appeal-post = Tid posten bruker før et vedtak på papir er kommet fram
regulation-number-regrade-deadline-deadline = Frist for klagesensur
regulation-number-regrade-deadline-sanction-on-day = Dag etter fristen for klagesensur da det får økonomiske følger
regulation-number-committee-every-exam-examiners = Sensorer ved hver eksamen
regulation-number-committee-every-exam-external = Eksterne sensorer ved hver eksamen
regulation-number-committee-master-independent-examiners = Sensorer ved selvstendig arbeid på masternivå
regulation-number-committee-master-independent-external = Eksterne sensorer ved selvstendig arbeid på masternivå
regulation-number-committee-bachelor-independent-examiners = Sensorer ved bacheloroppgave
regulation-number-committee-unverifiable-examiners = Sensorer når eksamenen ikke kan etterprøves
regulation-number-committee-large-from-credits = Stor eksamen fra antall studiepoeng
regulation-number-committee-large-need-examiners = Sensorer ved stor eksamen
regulation-number-regrade-committee-examiners = Sensorer i klagekommisjonen
regulation-number-regrade-committee-external = Eksterne sensorer i klagekommisjonen
regulation-number-regrade-outcome-further-assessment-grades-apart = Karakterer fra hverandre som krever ny vurdering
regulation-number-attempts-limit = Antall forsøk
regulation-number-attempts-thesis-limit = Antall forsøk på masteroppgave
regulation-number-attempts-quota = Gjentak i hele programmet
regulation-number-attempts-dispensations = Dispensasjoner som kan gis
regulation-number-average-grade-a-counts-as = Tallet som A teller for
regulation-number-accommodation-deadline-apply-before-exam = Søknadsfrist for tilrettelegging før eksamen
regulation-number-signup-deadline-deferred-after-exam = Frist for å melde seg opp til utsatt prøve
regulation-number-signup-deadline-resit-after-announcement = Frist for å melde seg opp til kontinuasjonseksamen
regulation-group-invigilation = Eksamensdagen
regulation-group-oral = Muntlige eksamener
regulation-unit-candidates = { $count ->
    [one] kandidat
   *[other] kandidater
}
regulation-unit-invigilators = { $count ->
    [one] vakt
   *[other] vakter
}
regulation-unit-minutes = { $count ->
    [one] minutt
   *[other] minutter
}
regulation-number-invigilation-candidates-per-invigilator = Kandidater per eksamensvakt i en sal
regulation-number-invigilation-small-room-candidates = Kandidater per eksamensvakt i et lite rom
regulation-number-invigilation-least-in-hall = Eksamensvakter i en sal, minst
regulation-number-invigilation-head-from-candidates = Hovedvakt fra antall kandidater i rommet
regulation-number-invigilation-minutes-before = Eksamensvakten møter før eksamen
regulation-number-invigilation-minutes-after = Eksamensvakten blir etter eksamen
regulation-number-exam-paper-hand-in-before = Oppgaven til en skoleeksamen leveres før eksamen
regulation-number-paper-copies-candidates-per-spare = Kandidater per reserveeksemplar av oppgaven
regulation-number-paper-copies-in-room-before = Kopiene er i rommet før eksamen
regulation-number-oral-room-before = Rom bestilles før en muntlig eksamen
regulation-number-oral-notice-before = Kandidatene får beskjed før en muntlig eksamen
regulation-number-oral-minutes-between-exams = Tid mellom en muntlig og en annen eksamen samme dag, minst
