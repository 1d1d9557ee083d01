//! The text of the orientation.

use super::{AverageGrade, Disagreement, ExaminerOrientation, Thesis};
use crate::blocks::{answer, contact, heading, list, paragraph};
use crate::{Block, Count, Form, grade_scale::letter_scale};
use rules::cited::{according_to, told};
use rules::{Language, Text};

pub(super) fn body(letter: &ExaminerOrientation) -> Vec<Block<Text>> {
    let mut body = vec![answer(text!(
        nb: "Takk for at du er sensor hos oss. Det viktigste er at sensuren kommer i tide, og at \
             den ikke blir kjent før vi kunngjør den.",
        nn: "Takk for at du er sensor hos oss. Det viktigaste er at sensuren kjem i tide, og at \
             han ikkje blir kjend før vi kunngjer han.",
        en: "Thank you for examining for us. What matters most is that the grades come in time \
             and that they are not made known before we announce them."
    ))];
    body.extend(appointment(letter));
    body.extend(time_limits(letter));
    body.extend(announcement(letter));
    body.extend(scales(letter));
    body.extend(disagreement(&letter.disagreement));
    body.extend(letter.thesis.iter().flat_map(thesis));
    body.extend(sources(letter));
    body.extend(contact(&letter.head));
    body
}

fn appointment(letter: &ExaminerOrientation) -> [Block<Text>; 4] {
    [
        heading(text!(nb: "Oppnevning", nn: "Oppnemning", en: "Appointment")),
        paragraph(text!(
            nb: "{body} oppnevner sensorer og kommisjoner. Den som er ansvarlig for emnet, lager \
                 vanligvis oppgavene og sensorveiledningen. Er du ekstern sensor, får du tilsendt:",
            nn: "{body} nemner opp sensorar og kommisjonar. Den som er ansvarleg for emnet, lagar \
                 vanlegvis oppgåvene og sensorrettleiinga. Er du ekstern sensor, får du tilsendt:",
            en: "{body} appoints examiners and committees. The person responsible for the course \
                 usually writes the paper and the grading guide. External examiners are sent:";
            body = letter.appointed_by
        )),
        list([
            text!(nb: "følgebrev", nn: "følgjebrev", en: "a cover letter"),
            text!(nb: "kontrakt om sensur", nn: "kontrakt om sensur", en: "an examiner contract"),
            text!(
                nb: "oppgavesett med sensorveiledning",
                nn: "oppgåvesett med sensorrettleiing",
                en: "the examination paper with grading guide"
            ),
            text!(nb: "besvarelsene", nn: "svara", en: "the answers"),
            text!(
                nb: "vurderingsprotokoll med kandidatnummer, uten navn",
                nn: "vurderingsprotokoll med kandidatnummer, utan namn",
                en: "the grade protocol with candidate numbers, without names"
            ),
            text!(nb: "denne orienteringen", nn: "denne orienteringa", en: "this orientation"),
        ]),
        paragraph(text!(
            nb: "Mer om det enkelte emnet finner du på {web}.",
            nn: "Meir om det enkelte emnet finn du på {web}.",
            en: "You can read more about each course at {web}.";
            web = letter.web
        )),
    ]
}

fn time_limits(letter: &ExaminerOrientation) -> Vec<Block<Text>> {
    let limits = letter.deadlines.iter().map(|limit| {
        text!(
            nb: "{what}: {within} fra {from}, {law}",
            nn: "{what}: {within} frå {from}, {law}",
            en: "{what}: {within} from {from}, {law}";
            what = limit.what, within = limit.within, from = limit.from, law = according_to(&limit.law)
        )
    });
    let mut blocks = vec![
        heading(text!(nb: "Sensurfrist", nn: "Sensurfrist", en: "Grading deadline")),
        list(limits),
        paragraph(text!(
            nb: "Den som påtar seg et sensoroppdrag, er bundet av fristen. Si fra til oss med en \
                 gang hvis du ser at den ikke holder.",
            nn: "Den som tek på seg eit sensoroppdrag, er bunden av fristen. Sei frå til oss med ein \
                 gong dersom du ser at han ikkje held.",
            en: "Whoever accepts an assignment is bound by the deadline. Tell us at once if you see \
                 that you cannot keep it."
        )),
    ];
    blocks.extend(letter.late.as_ref().map(|late| {
        paragraph(text!(
            nb: "Kommer sensuren mer enn {after} for sent, får det økonomiske følger for \
                 fakultetet. Det gjelder både ordinær sensur og klagesensur.",
            nn: "Kjem sensuren meir enn {after} for seint, får det økonomiske følgjer for \
                 fakultetet. Det gjeld både ordinær sensur og klagesensur.",
            en: "Grades that are more than {after} late have financial consequences for the \
                 faculty. This holds for ordinary grading and for re-grading.";
            after = late.after
        ))
    }));
    blocks
}

fn announcement(letter: &ExaminerOrientation) -> [Block<Text>; 3] {
    [
        heading(text!(
            nb: "Protokoll og kunngjøring",
            nn: "Protokoll og kunngjering",
            en: "Protocol and announcement"
        )),
        paragraph(text!(
            nb: "Både ekstern sensor og faglærer skriver under på protokollen. Sensor og faglærer \
                 skal aldri gjøre sensuren kjent selv. Administrasjonen kunngjør den når den \
                 underskrevne protokollen er kommet inn.",
            nn: "Både ekstern sensor og faglærar skriv under på protokollen. Sensor og faglærar \
                 skal aldri gjere sensuren kjend sjølve. Administrasjonen kunngjer han når den \
                 underskrivne protokollen er komen inn.",
            en: "Both the external examiner and the subject teacher sign the protocol. Examiners \
                 and teachers never make the grades known themselves. The administration announces \
                 them when the signed protocol has come in."
        )),
        paragraph(text!(
            nb: "Ta vare på besvarelsene til klagefristen er ute, minst {keep} etter kunngjøringen. \
                 Makuler dem først når vi har sagt fra at det er klart.",
            nn: "Ta vare på svara til klagefristen er ute, minst {keep} etter kunngjeringa. Makuler \
                 dei først når vi har sagt frå at det er klart.",
            en: "Keep the answers until the appeal period has ended, at least {keep} after the \
                 announcement. Shred them only when we have told you that you may.";
            keep = letter.keep_answers
        )),
    ]
}

fn scales(letter: &ExaminerOrientation) -> Vec<Block<Text>> {
    let mut blocks = vec![
        heading(text!(nb: "Karakterer", nn: "Karakterar", en: "Grades")),
        paragraph(text!(
            nb: "Vi bruker to skalaer: bestått/ikke bestått, og bokstavene A til F. De har ingen \
                 sammenheng, og et resultat på den ene regnes aldri om til den andre.",
            nn: "Vi bruker to skalaar: bestått/ikkje bestått, og bokstavane A til F. Dei har ingen \
                 samanheng, og eit resultat på den eine blir aldri rekna om til den andre.",
            en: "We use two scales: pass/fail, and the letters A to F. They are unrelated, and a \
                 result on one is never converted to the other."
        )),
        letter_scale(),
        paragraph(text!(
            nb: "Beskrivelsene gjelder både lavere og høyere grad. Det som er særskilt for emnet, \
                 står i sensorveiledningen eller i nasjonale standarder.",
            nn: "Omtalane gjeld både lågare og høgare grad. Det som er særskilt for emnet, står i \
                 sensorrettleiinga eller i nasjonale standardar.",
            en: "The descriptions hold for lower and higher degrees alike. What is particular to \
                 the course stands in the grading guide or in national standards."
        )),
    ];
    blocks.extend(letter.average.as_ref().map(average));
    blocks
}

fn average(rule: &AverageGrade) -> Block<Text> {
    let points: Vec<_> =
        rule.points.iter().map(|(grade, n)| format!("{grade}\u{a0}=\u{a0}{n}")).collect();
    paragraph(text!(
        nb: "Skal det regnes ut en gjennomsnittskarakter, må alle emnene ha bokstavkarakter og være \
             bestått ({points}). Tallet for hvert emne vektes med studiepoengene, snittet regnes ut \
             med én desimal og avrundes deretter til nærmeste karakter, {law}.",
        nn: "Skal det reknast ut ein gjennomsnittskarakter, må alle emna ha bokstavkarakter og vere \
             bestått ({points}). Talet for kvart emne blir vekta med studiepoenga, snittet blir \
             rekna ut med éin desimal og deretter runda av til næraste karakter, {law}.",
        en: "Where an average grade is computed, all courses must have a letter grade and be passed \
             ({points}). The number of each course is weighted by its credits, the average is \
             computed to one decimal and then rounded to the nearest grade, {law}.";
        points = points.join(", "), law = according_to(&rule.law)
    ))
}

fn disagreement(rule: &Disagreement) -> [Block<Text>; 2] {
    let text = match rule {
        Disagreement::ThirdExternal { law } => text!(
            nb: "Sensorene setter karakteren sammen. Blir dere ikke enige, kommer en tredje sensor \
                 til. Den tredje må være ekstern. Når to av tre står på samme karakter, er det den \
                 som gjelder, {law}.",
            nn: "Sensorane set karakteren saman. Blir de ikkje samde, kjem ein tredje sensor til. \
                 Den tredje må vere ekstern. Når to av tre står på same karakter, er det han som \
                 gjeld, {law}.",
            en: "The examiners set the grade together. If you cannot agree, a third examiner is \
                 brought in, who must be external. The grade that two of the three stand by \
                 decides, {law}.";
            law = according_to(law)
        ),
        Disagreement::Local { text, law } => text!(
            nb: "{text} Se {law}.",
            nn: "{text} Sjå {law}.",
            en: "{text} See {law}.";
            text = text, law = told(law)
        ),
    };
    [heading(text!(nb: "Uenighet", nn: "Usemje", en: "Disagreement")), paragraph(text)]
}

fn thesis(rule: &Thesis) -> [Block<Text>; 2] {
    let examiners = |language| Count(rule.examiners).form(language);
    let law = according_to(&rule.law);
    [
        heading(text!(nb: "Mastergradsoppgaver", nn: "Mastergradsoppgåver", en: "Master’s theses")),
        list([
            Text {
                nb: format!(
                    "Oppgaven har normalt {} sensorer: en ekstern i tillegg til den interne, {}.",
                    examiners(Language::Nb),
                    law.nb
                ),
                nn: format!(
                    "Oppgåva har normalt {} sensorar: ein ekstern i tillegg til den interne, {}.",
                    examiners(Language::Nn),
                    law.nn
                ),
                en: format!(
                    "A thesis normally has {} examiners: an external one besides the internal, {}.",
                    examiners(Language::En),
                    law.en
                ),
            },
            text!(
                nb: "Veilederen skal ikke være intern sensor. {body} kan gjøre unntak i særlige tilfeller.",
                nn: "Rettleiaren skal ikkje vere intern sensor. {body} kan gjere unntak i særlege tilfelle.",
                en: "The supervisor is not to be internal examiner. {body} may make exceptions in special cases.";
                body = rule.dispensation_by
            ),
            text!(
                nb: "Snakk med veilederen før sensurmøtet. Dere kan be om en skriftlig redegjørelse \
                     for veiledningen. Veilederen er ikke med på møtet og ikke med på å sette karakter.",
                nn: "Snakk med rettleiaren før sensurmøtet. De kan be om ei skriftleg utgreiing om \
                     rettleiinga. Rettleiaren er ikkje med på møtet og ikkje med på å setje karakter.",
                en: "Confer with the supervisor before the grading meeting. You may ask for a written \
                     account of the supervision. The supervisor takes no part in the meeting or in \
                     setting the grade."
            ),
        ]),
    ]
}

fn sources(letter: &ExaminerOrientation) -> [Block<Text>; 2] {
    [
        heading(text!(
            nb: "Manglende kildehenvisning",
            nn: "Manglande kjeldetilvising",
            en: "Missing sources"
        )),
        paragraph(text!(
            nb: "Ser du tekst eller bilder uten kilde i en besvarelse, så meld fra til oss uten å \
                 sette karakter. Avskrift uten kilde kan være fusk, {law}. Vi tar saken videre.",
            nn: "Ser du tekst eller bilete utan kjelde i eit svar, så meld frå til oss utan å setje \
                 karakter. Avskrift utan kjelde kan vere fusk, {law}. Vi tek saka vidare.",
            en: "If you see text or pictures without a source in an answer, report it to us without \
                 setting a grade. Copying without a source may be cheating, {law}. We take the \
                 matter from there.";
            law = according_to(&letter.sources_law)
        )),
    ]
}
