//! The text of the letter.

use super::{AppealRefusedLate, DecisionAppeal};
use crate::blocks::{answer, contact, heading, list, paragraph, steps};
use crate::{Block, Deadline};
use rules::Text;
use rules::cited::{according_to, told};

pub(super) fn body(letter: &AppealRefusedLate) -> Vec<Block<Text>> {
    let mut body = vec![
        answer(text!(
            nb: "Klagen kom for sent, og derfor vurderer vi ikke karakteren på nytt. Fristen var \
                 {deadline}. Vi fikk klagen {received}.",
            nn: "Klaga kom for seint, og difor vurderer vi ikkje karakteren på nytt. Fristen var \
                 {deadline}. Vi fekk klaga {received}.",
            en: "Your appeal came too late, and therefore we do not grade your examination again. \
                 The last day was {deadline}. We received the appeal on {received}.";
            deadline = Deadline(letter.deadline), received = Deadline(letter.received)
        )),
        heading(text!(
            nb: "Slik er fristen regnet ut",
            nn: "Slik er fristen rekna ut",
            en: "How the last day was worked out"
        )),
        paragraph(text!(
            nb: "Fristen for å klage på karakter følger av {law}.",
            nn: "Fristen for å klage på karakter følgjer av {law}.",
            en: "The time limit for appeals against grades is set by {law}.";
            law = told(&letter.law)
        )),
        steps(&letter.because),
        heading(text!(
            nb: "Vi har vurdert om klagen likevel kan behandles",
            nn: "Vi har vurdert om klaga likevel kan behandlast",
            en: "We considered hearing the appeal all the same"
        )),
        paragraph(text!(
            nb: "En klage som kommer for sent, kan likevel bli behandlet hvis du ikke kan lastes \
                 for forsinkelsen, eller hvis særlige grunner gjør det rimelig, {law}. {assessed}",
            nn: "Ei klage som kjem for seint, kan likevel bli behandla dersom du ikkje kan lastast \
                 for forseinkinga, eller dersom særlege grunnar gjer det rimeleg, {law}. {assessed}",
            en: "A late appeal can still be heard if the delay is not your fault, or if special \
                 reasons make it fair, {law}. {assessed}";
            law = according_to(&letter.late_law), assessed = letter.late_assessed
        )),
    ];
    body.extend(decision_appeal(&letter.decision_appeal));
    body.extend(contact(&letter.head));
    body
}

fn decision_appeal(rule: &DecisionAppeal) -> [Block<Text>; 4] {
    [
        heading(text!(
            nb: "Du kan klage på at vi avviser klagen",
            nn: "Du kan klage på at vi avviser klaga",
            en: "You can appeal against this decision"
        )),
        paragraph(text!(
            nb: "Fristen er {within} fra du fikk dette brevet, {law}. Send klagen til oss på \
                 adressen nederst på siden. Hvis vi ikke endrer avgjørelsen, sender vi saken til \
                 {decided_by}, som avgjør den.",
            nn: "Fristen er {within} frå du fekk dette brevet, {law}. Send klaga til oss på \
                 adressa nedst på sida. Dersom vi ikkje endrar avgjerda, sender vi saka til \
                 {decided_by}, som avgjer henne.",
            en: "You must do so within {within} of receiving this letter, {law}. Send your \
                 appeal to us at the address at the foot of the page. If we do not change our \
                 decision, we send the case to {decided_by}, which decides it.";
            within = rule.within, law = according_to(&rule.law), decided_by = rule.decided_by
        )),
        list([
            text!(
                nb: "Skriv hvilken avgjørelse du klager på, og hva du vil ha endret.",
                nn: "Skriv kva avgjerd du klagar på, og kva du vil ha endra.",
                en: "Say which decision you appeal against and what you want changed."
            ),
            text!(
                nb: "Fortell gjerne hvorfor klagen kom for sent.",
                nn: "Fortel gjerne kvifor klaga kom for seint.",
                en: "Tell us, if you like, why the appeal came late."
            ),
            text!(
                nb: "Skriv under.",
                nn: "Skriv under.",
                en: "Sign it."
            ),
        ]),
        paragraph(text!(
            nb: "Du har rett til å se dokumentene i saken din, {law}.",
            nn: "Du har rett til å sjå dokumenta i saka di, {law}.",
            en: "You have the right to see the documents of your case, {law}.";
            law = according_to(&rule.documents_law)
        )),
    ]
}
