//! The text of the letter.

use super::{AppealState, ExclusionInformation, Recipient};
use crate::blocks::{answer, contact, every, facts, heading, list, paragraph, same};
use crate::misconduct::{Intent, Measure};
use crate::{Block, Deadline};
use rules::Text;
use rules::cited::according_to;

pub(super) fn body(letter: &ExclusionInformation) -> Vec<Block<Text>> {
    let here = &letter.head.sender.institution;
    let mut body = vec![
        answer(text!(
            nb: "{body} ved {here} har vedtatt {done}.",
            nn: "{body} ved {here} har vedteke {done}.",
            en: "{body} at {here} has decided {done}.";
            body = letter.body.first(), here = here, done = Measure::of(&letter.ordered).done()
        )),
        facts(case(letter)),
        heading(text!(nb: "Vedtaket", nn: "Vedtaket", en: "The decision")),
        paragraph(finding(letter)),
        paragraph(text!(
            nb: "{body} har derfor bestemt:", nn: "{body} har difor bestemt:",
            en: "{body} has therefore decided on:";
            body = letter.body.first()
        )),
        list(letter.ordered.iter().map(|ordered| ordered.point(here))),
    ];
    body.push(match &letter.recipient {
        Recipient::Institution { told_law, .. } => paragraph(text!(
            nb: "Dere får denne orienteringen fordi dere ikke får opplysningene gjennom det \
                 nasjonale registeret, {law}. Bruk dem bare til å gjennomføre vedtaket, og slett \
                 dem når perioden er ute.",
            nn: "De får denne orienteringa fordi de ikkje får opplysningane gjennom det nasjonale \
                 registeret, {law}. Bruk dei berre til å gjennomføre vedtaket, og slett dei når \
                 perioden er ute.",
            en: "You are told of this because you do not get the information through the national \
                 register, {law}. Use it only to carry out the decision, and delete it when the \
                 period is over.";
            law = according_to(told_law)
        )),
        Recipient::ReportingUnit { reported_on, .. } => paragraph(text!(
            nb: "Vi viser til rapporten deres av {on}. Studenten har fått vedtaket i et eget brev.",
            nn: "Vi viser til rapporten dykkar av {on}. Studenten har fått vedtaket i eit eige \
                 brev.",
            en: "We refer to your report of {on}. The student has had the decision in a letter of \
                 its own.";
            on = *reported_on
        )),
    });
    body.push(heading(text!(
        nb: "Kan vedtaket bli endret?",
        nn: "Kan vedtaket bli endra?",
        en: "Can the decision change?"
    )));
    body.push(paragraph(letter.appeal.told()));
    body.extend(contact(&letter.head));
    body
}

fn case(letter: &ExclusionInformation) -> Vec<(Text, Text)> {
    let mut rows =
        vec![(text!(nb: "Student", nn: "Student", en: "Student"), same(&letter.student))];
    if let Recipient::Institution { national_id, .. } = &letter.recipient {
        let number = text!(
            nb: "Fødselsnummer", nn: "Fødselsnummer", en: "National identity number"
        );
        rows.push((number, same(national_id)));
    }
    rows.push((text!(nb: "Møte", nn: "Møte", en: "Meeting"), every(&Deadline(letter.met_on))));
    let number = text!(nb: "Saksnummer", nn: "Saksnummer", en: "Case number");
    rows.push((number, same(&letter.case_number)));
    rows
}

/// What was found; an institution is not told of which exam or at which place.
fn finding(letter: &ExclusionInformation) -> Text {
    let matter = match &letter.recipient {
        Recipient::Institution { .. } => letter.matter.kind(),
        Recipient::ReportingUnit { .. } => letter.matter.named(),
    };
    let law = according_to(&letter.law);
    match letter.intent {
        Some(intent) => text!(
            nb: "Saken gjaldt {matter}. Det er lagt til grunn at studenten gjorde dette {intent}, \
                 {law}.",
            nn: "Saka gjaldt {matter}. Det er lagt til grunn at studenten gjorde dette {intent}, \
                 {law}.",
            en: "The case was about {matter}. It is found that the student did this {intent}, \
                 {law}.";
            matter = matter, intent = intent.adverb(), law = law
        ),
        None => text!(
            nb: "Saken gjaldt {matter}. Det er lagt til grunn at studenten gjorde dette, {law}.",
            nn: "Saka gjaldt {matter}. Det er lagt til grunn at studenten gjorde dette, {law}.",
            en: "The case was about {matter}. It is found that the student did this, {law}.";
            matter = matter, law = law
        ),
    }
}

impl Intent {
    fn adverb(self) -> Text {
        match self {
            Self::Intentional => text!(
                nb: "med vilje (forsettlig)", nn: "med vilje (forsettleg)", en: "intentionally"
            ),
            Self::GrosslyNegligent => text!(
                nb: "grovt uaktsomt", nn: "grovt aktlaust", en: "by gross negligence"
            ),
        }
    }
}

impl AppealState {
    fn told(self) -> Text {
        let promise = text!(
            nb: "Får studenten medhold, skriver vi til dere.",
            nn: "Får studenten medhald, skriv vi til dykk.",
            en: "If the student’s appeal succeeds, we will write to you."
        );
        match self {
            Self::Open => text!(
                nb: "Klagefristen er ikke gått ut. {promise}",
                nn: "Klagefristen er ikkje gått ut. {promise}",
                en: "The appeal period is not over. {promise}";
                promise = promise
            ),
            Self::Appealed => text!(
                nb: "Studenten har klaget, og klagen er ikke avgjort. {promise}",
                nn: "Studenten har klaga, og klaga er ikkje avgjord. {promise}",
                en: "The student has appealed, and the appeal is not yet decided. {promise}";
                promise = promise
            ),
            Self::Final => text!(
                nb: "Vedtaket er endelig.",
                nn: "Vedtaket er endeleg.",
                en: "The decision is final."
            ),
        }
    }
}
