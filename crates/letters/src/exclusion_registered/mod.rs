//! To the person: what the register of exclusions holds, who sees it, and when it goes.

pub mod samples;

use crate::blocks::{answer, contact, heading, list, paragraph};
use crate::exclusion::RegisterNotice;
use crate::{Block, Head, Letter};
use rules::Text;
use rules::cited::according_to;
use serde::{Deserialize, Serialize};

/// The facts of the letter about what is registered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionRegistered {
    /// Sender (the institution that decided), addressee, references, signatures.
    pub head: Head,
    /// What is registered.
    pub registered: RegisterNotice,
    /// Who gets at it, e.g. *universities, university colleges and NOKUT*.
    pub available_to: Text,
    /// The controller of the register's personal data; `None` where the rules of the time name none.
    pub controller: Option<Text>,
    /// The paragraph on access to one's own data.
    pub access_law: String,
    /// The paragraph on having wrong data put right.
    pub correction_law: String,
}

impl Letter for ExclusionRegistered {
    const KIND: &'static str = "exclusion_registered";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Et vedtak om deg er registrert i {register}",
            nn: "Eit vedtak om deg er registrert i {register}",
            en: "A decision about you is registered in {register}";
            register = self.registered.register
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![
            answer(text!(
                nb: "{here} har registrert opplysninger om et vedtak som gjelder deg. Her ser du \
                     hva som er registrert, hvem som ser det, og når det slettes.",
                nn: "{here} har registrert opplysningar om eit vedtak som gjeld deg. Her ser du kva \
                     som er registrert, kven som ser det, og når det blir sletta.",
                en: "{here} has registered information on a decision about you. Here you see what \
                     is registered, who sees it, and when it is deleted.";
                here = self.head.sender.institution
            )),
            paragraph(text!(
                nb: "Universiteter og høyskoler skal varsle hverandre om slike vedtak. Det gjør de \
                     gjennom registeret, slik at vedtaket også gjelder andre steder.",
                nn: "Universitet og høgskular skal varsle kvarandre om slike vedtak. Det gjer dei \
                     gjennom registeret, slik at vedtaket òg gjeld andre stader.",
                en: "Universities and university colleges are to inform each other of such \
                     decisions. They do so through the register, so that the decision also has \
                     effect elsewhere."
            )),
        ];
        body.push(heading(text!(
            nb: "Hva som er registrert",
            nn: "Kva som er registrert",
            en: "What is registered"
        )));
        body.extend(self.registered.blocks());
        body.push(heading(
            text!(nb: "Hvem som ser det", nn: "Kven som ser det", en: "Who sees it"),
        ));
        body.push(paragraph(text!(
            nb: "Opplysningene er tilgjengelige for {these}, når de trenger dem i arbeidet sitt.",
            nn: "Opplysningane er tilgjengelege for {these}, når dei treng dei i arbeidet sitt.",
            en: "The information is available to {these}, when they need it in their work.";
            these = self.available_to
        )));
        body.extend(self.rights());
        body.extend(contact(&self.head));
        body
    }
}

impl ExclusionRegistered {
    fn rights(&self) -> [Block<Text>; 2] {
        let mut rights = vec![
            text!(
                nb: "Du kan be om innsyn i det som er registrert, og i hvem som har spurt etter \
                     det, {law}.",
                nn: "Du kan be om innsyn i det som er registrert, og i kven som har spurt etter \
                     det, {law}.",
                en: "You can ask for access to what is registered, and to who has asked for it, \
                     {law}.";
                law = according_to(&self.access_law)
            ),
            text!(
                nb: "Er noe feil, kan du be oss om å rette det, {law}. Mener du at selve vedtaket \
                     er feil, må du klage på vedtaket.",
                nn: "Er noko feil, kan du be oss om å rette det, {law}. Meiner du at sjølve \
                     vedtaket er feil, må du klage på vedtaket.",
                en: "If anything is wrong, you can ask us to correct it, {law}. If you hold the \
                     decision itself to be wrong, you must appeal against the decision.";
                law = according_to(&self.correction_law)
            ),
        ];
        rights.extend(self.controller.as_ref().map(|controller| {
            text!(
                nb: "{controller} driver registeret og er behandlingsansvarlig for det.",
                nn: "{controller} driv registeret og er behandlingsansvarleg for det.",
                en: "{controller} runs the register and is the controller of its personal data.";
                controller = controller
            )
        }));
        [
            heading(text!(nb: "Rettighetene dine", nn: "Rettane dine", en: "Your rights")),
            list(rights),
        ]
    }
}
