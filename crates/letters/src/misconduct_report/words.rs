//! The text of the letter.

use super::{Chose, MisconductReport, Suspected};
use crate::Block;
use crate::blocks::{answer, contact, every, facts, heading, list, paragraph, same};
use rules::Text;
use rules::cited::told;

pub(super) fn body(letter: &MisconductReport) -> Vec<Block<Text>> {
    let mut body = vec![
        answer(text!(
            nb: "Vi har fått en rapport om mistanke om fusk ved {work}. Vi ser alvorlig på dette \
                 og sender saken til dere for videre behandling.",
            nn: "Vi har fått ein rapport om mistanke om fusk ved {work}. Vi ser alvorleg på dette \
                 og sender saka til dykk for vidare behandling.",
            en: "We have been given a report of suspected cheating in {work}. We take this \
                 seriously and pass the case on to you.";
            work = letter.work
        )),
        facts(candidate(letter)),
        heading(text!(
            nb: "Hva rapporten sier",
            nn: "Kva rapporten seier",
            en: "What the report says"
        )),
        paragraph(text!(
            nb: "Rapporten er datert {on} og kommer fra:",
            nn: "Rapporten er datert {on} og kjem frå:",
            en: "The report is dated {on} and comes from:";
            on = letter.reported_on
        )),
        list(letter.reported_by.iter().map(|reporter| {
            text!(
                nb: "{name}, {title}", nn: "{name}, {title}", en: "{name}, {title}";
                name = reporter.name, title = reporter.title
            )
        })),
        paragraph(letter.suspected.named()),
        paragraph(same(&letter.observed)),
    ];
    body.extend(letter.chose.map(|chose| paragraph(chose.told())));
    if letter.marked {
        body.push(paragraph(text!(
            nb: "I besvarelsen er det merket av hva som er hentet fra andre, med henvisning til \
                 hvor det står.",
            nn: "I svaret er det merkt av kva som er henta frå andre, med tilvising til kvar det \
                 står.",
            en: "The answer is marked with what is taken from others, and with where it stands."
        )));
    }
    body.extend([
        heading(text!(
            nb: "Regelen det gjelder",
            nn: "Regelen det gjeld",
            en: "The rule concerned"
        )),
        paragraph(letter.suspected.rule(&letter.law)),
        paragraph(text!(
            nb: "Vi har ikke tatt stilling til om det er fusk. Studenten får forhåndsvarsel fra \
                 dere.",
            nn: "Vi har ikkje teke stilling til om det er fusk. Studenten får førehandsvarsel frå \
                 dykk.",
            en: "We have not decided whether this is cheating. The student is to have advance \
                 notice from you."
        )),
    ]);
    body.extend(contact(&letter.head));
    body
}

fn candidate(letter: &MisconductReport) -> Vec<(Text, Text)> {
    let name = text!(nb: "Kandidat", nn: "Kandidat", en: "Candidate");
    let number = text!(nb: "Kandidatnummer", nn: "Kandidatnummer", en: "Candidate number");
    let course = text!(nb: "Emne", nn: "Emne", en: "Course");
    let term = text!(nb: "Termin", nn: "Termin", en: "Term");
    let mut rows = vec![(name, same(&letter.candidate))];
    // A number is a name: it is not parted into thousands.
    rows.extend(letter.candidate_number.map(|n| (number, same(n.to_string()))));
    rows.push((course, every(&letter.work.course)));
    rows.push((term, every(&letter.work.term)));
    rows
}

impl Suspected {
    fn named(self) -> Text {
        match self {
            Self::CopiedWithoutSource => text!(
                nb: "Ifølge rapporten er deler av teksten tatt fra andre uten at det går fram:",
                nn: "Ifølgje rapporten er delar av teksten tekne frå andre utan at det går fram:",
                en: "According to the report, parts of the text are taken from others without saying so:"
            ),
            Self::ForbiddenAids => text!(
                nb: "Ifølge rapporten hadde kandidaten hjelpemidler som ikke er tillatt:",
                nn: "Ifølgje rapporten hadde kandidaten hjelpemiddel som ikkje er tillatne:",
                en: "According to the report, the candidate had aids that are not permitted:"
            ),
            Self::ForbiddenCooperation => text!(
                nb: "Ifølge rapporten samarbeidet kandidaten med andre uten at det er tillatt:",
                nn: "Ifølgje rapporten samarbeidde kandidaten med andre utan at det er tillate:",
                en: "According to the report, the candidate co-operated with others without permission:"
            ),
        }
    }

    fn rule(self, law: &str) -> Text {
        let what = match self {
            Self::CopiedWithoutSource => text!(
                nb: "Å skrive av litteratur eller andres arbeid uten å vise til kilden regnes som \
                     fusk.",
                nn: "Å skrive av litteratur eller arbeidet til andre utan å vise til kjelda blir \
                     rekna som fusk.",
                en: "To copy literature or others’ work without naming the source counts as \
                     cheating."
            ),
            Self::ForbiddenAids => text!(
                nb: "Å ha med seg eller bruke hjelpemidler som ikke er tillatt, regnes som fusk.",
                nn: "Å ha med seg eller bruke hjelpemiddel som ikkje er tillatne, blir rekna som \
                     fusk.",
                en: "To bring or use aids that are not permitted counts as cheating."
            ),
            Self::ForbiddenCooperation => text!(
                nb: "Å samarbeide når oppgaven skal løses alene, regnes som fusk.",
                nn: "Å samarbeide når oppgåva skal løysast åleine, blir rekna som fusk.",
                en: "To co-operate on what is to be solved alone counts as cheating."
            ),
        };
        text!(
            nb: "{what} Det rapporten beskriver, kan være et brudd på {law}.",
            nn: "{what} Det rapporten skildrar, kan vere eit brot på {law}.",
            en: "{what} What the report describes may be a breach of {law}.";
            what = what, law = told(law)
        )
    }
}

impl Chose {
    fn told(self) -> Text {
        match self {
            Self::ToFinish => text!(
                nb: "Kandidaten ble tatt til side, fikk vite om mistanken og valgte å fullføre \
                     eksamenen.",
                nn: "Kandidaten vart teken til side, fekk vite om mistanken og valde å fullføre \
                     eksamenen.",
                en: "The candidate was taken aside, told of the suspicion, and chose to finish \
                     the exam."
            ),
            Self::ToStop => text!(
                nb: "Kandidaten ble tatt til side, fikk vite om mistanken og valgte å avslutte \
                     eksamenen.",
                nn: "Kandidaten vart teken til side, fekk vite om mistanken og valde å avslutte \
                     eksamenen.",
                en: "The candidate was taken aside, told of the suspicion, and chose to stop."
            ),
        }
    }
}
