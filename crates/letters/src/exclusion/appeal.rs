//! Where an appeal goes when one institution acts on another's decision.

use super::StandingDecision;
use crate::blocks::{heading, list, paragraph};
use crate::misconduct::Body;
use crate::{Block, Period};
use rules::Text;
use rules::cited::according_to;
use serde::{Deserialize, Serialize};

/// How a refusal that rests on the register can be appealed against: it is received here, and goes
/// to the institution that decided where the decision or its registration is what is wrong.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionAppeal {
    /// How long from the day the letter reached the person.
    pub within: Period,
    /// The paragraph of the period.
    pub law: String,
    /// The body at the sender, for what concerns how the sender has acted on the decision.
    pub here: Body,
    /// The body at the institution that decided, for the decision and its registration.
    pub there: Body,
    /// The paragraph on seeing the documents of the case.
    pub documents_law: String,
}

impl ExclusionAppeal {
    /// The right to appeal, where to send it, who decides what, and the right to the documents.
    pub(crate) fn blocks(&self, decision: &StandingDecision) -> [Block<Text>; 4] {
        [
            heading(text!(
                nb: "Du kan klage på avgjørelsen",
                nn: "Du kan klage på avgjerda",
                en: "You can appeal against this decision"
            )),
            paragraph(text!(
                nb: "Fristen er {within} fra du fikk dette brevet, {law}. Klagen må være skriftlig. \
                     Send den til oss på adressen nederst på siden.",
                nn: "Fristen er {within} frå du fekk dette brevet, {law}. Klaga må vere skriftleg. \
                     Send henne til oss på adressa nedst på sida.",
                en: "You must do so in writing within {within} of receiving this letter, {law}. \
                     Send your appeal to us at the address at the foot of the page.";
                within = self.within, law = according_to(&self.law)
            )),
            list([
                text!(
                    nb: "Mener du at vedtaket eller registreringen er feil, sender vi klagen videre \
                         til {institution}, der {body} behandler den. Du får vite at den er sendt. \
                         Får du medhold, får vi vite det.",
                    nn: "Meiner du at vedtaket eller registreringa er feil, sender vi klaga vidare \
                         til {institution}, der {body} behandlar henne. Du får vite at ho er send. \
                         Får du medhald, får vi vite det.",
                    en: "If you hold the decision or its registration to be wrong, we pass your \
                         appeal on to {institution}, where {body} considers it. You are told that \
                         it has been sent. If your appeal succeeds, we are told.";
                    institution = decision.institution, body = self.there
                ),
                text!(
                    nb: "Mener du at vi har brukt vedtaket feil, er det {body} hos oss som \
                         behandler klagen.",
                    nn: "Meiner du at vi har brukt vedtaket feil, er det {body} hos oss som \
                         behandlar klaga.",
                    en: "If you hold that we have applied the decision wrongly, {body} here \
                         considers your appeal.";
                    body = self.here
                ),
            ]),
            paragraph(text!(
                nb: "Du har rett til å se dokumentene i saken din, {law}.",
                nn: "Du har rett til å sjå dokumenta i saka di, {law}.",
                en: "You have the right to see the documents of your case, {law}.";
                law = according_to(&self.documents_law)
            )),
        ]
    }
}
