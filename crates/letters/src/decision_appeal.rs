//! How a decision can be appealed against.

use crate::blocks::{heading, list, paragraph};
use crate::{Block, Period};
use rules::Text;
use rules::cited::according_to;
use serde::{Deserialize, Serialize};

/// How a decision can be appealed against: to whom, and within what time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionAppeal {
    /// How long from the day the letter reached the student.
    pub within: Period,
    /// The paragraph of the period.
    pub law: String,
    /// The body that decides when the sender does not change its mind.
    pub decided_by: Text,
    /// The paragraph on seeing the documents of the case.
    pub documents_law: String,
}

impl DecisionAppeal {
    /// The right to appeal, where to send it, what it should say, and the right to the documents.
    pub(crate) fn blocks(&self) -> [Block<Text>; 4] {
        [
            heading(text!(
                nb: "Du kan klage på vedtaket",
                nn: "Du kan klage på vedtaket",
                en: "You can appeal against the decision"
            )),
            paragraph(text!(
                nb: "Fristen er {within} fra du fikk dette brevet, {law}. Klagen må være \
                     skriftlig. Send den til oss på adressen nederst på siden. Vi forbereder saken, \
                     og hvis vedtaket ikke blir endret her, sender vi den til {decided_by}, som \
                     avgjør den.",
                nn: "Fristen er {within} frå du fekk dette brevet, {law}. Klaga må vere skriftleg. \
                     Send henne til oss på adressa nedst på sida. Vi førebur saka, og dersom \
                     vedtaket ikkje blir endra her, sender vi henne til {decided_by}, som avgjer \
                     henne.",
                en: "You must do so in writing within {within} of receiving this letter, {law}. \
                     Send your appeal to us at the address at the foot of the page. We prepare the \
                     case, and if the decision is not changed here, we send it to {decided_by}, \
                     which decides it.";
                within = self.within, law = according_to(&self.law), decided_by = self.decided_by
            )),
            list([
                text!(
                    nb: "Skriv hvilket vedtak du klager på, og hva du vil ha endret.",
                    nn: "Skriv kva vedtak du klagar på, og kva du vil ha endra.",
                    en: "Say which decision you appeal against and what you want changed."
                ),
                text!(
                    nb: "Fortell gjerne hvorfor du mener vedtaket er feil.",
                    nn: "Fortel gjerne kvifor du meiner vedtaket er feil.",
                    en: "Tell us, if you like, why you hold the decision to be wrong."
                ),
                text!(nb: "Skriv under.", nn: "Skriv under.", en: "Sign it."),
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
