//! To an applicant of national admission: a decision stands in the way of some of the choices.

pub mod samples;

use crate::blocks::{answer, contact, heading, list, paragraph};
use crate::exclusion::StandingDecision;
use crate::{Block, Head, Letter};
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the standard message to an applicant.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionApplicantMessage {
    /// Sender, addressee at the registered address or with a digital mailbox, references,
    /// signatures.
    pub head: Head,
    /// The admission that the application goes through, e.g. *Samordna opptak*.
    pub through: Text,
    /// The choices here that the decision stands in the way of; never empty.
    pub barred: Vec<Text>,
    /// The choices here of which somebody has to assess whether it concerns them.
    #[serde(default)]
    pub to_be_assessed: Vec<Text>,
    /// The choices here that it leaves alone.
    pub open: Vec<Text>,
    /// The decision.
    pub decision: StandingDecision,
}

impl Letter for ExclusionApplicantMessage {
    const KIND: &'static str = "exclusion_applicant_message";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Om søknaden din gjennom {through}",
            nn: "Om søknaden din gjennom {through}",
            en: "About your application through {through}";
            through = self.through
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![
            answer(self.what_it_is()),
            paragraph(text!(
                nb: "Dette er en melding, ikke et vedtak. Du kan la søknaden stå.",
                nn: "Dette er ei melding, ikkje eit vedtak. Du kan la søknaden stå.",
                en: "This is a message and no decision. You may let the application stand."
            )),
        ];
        body.extend(self.choices());
        body.extend(self.decision.no_admission());
        body.extend(self.decision.source());
        body.extend(contact(&self.head));
        body
    }
}

impl ExclusionApplicantMessage {
    /// That there is a decision, of the sender's own or of another institution.
    fn what_it_is(&self) -> Text {
        let (these, period) = (self.decision.studies.any(), self.decision.period);
        if self.decision.local {
            return text!(
                nb: "Du har søkt hos oss gjennom {through}. Vi har et vedtak som gjør at du ikke \
                     kan tas opp til {these} hos oss {period}.",
                nn: "Du har søkt hos oss gjennom {through}. Vi har eit vedtak som gjer at du \
                     ikkje kan takast opp til {these} hos oss {period}.",
                en: "You have applied to us through {through}. There is a decision of ours by \
                     which you cannot be admitted to {these} here {period}.";
                through = self.through, these = these, period = period
            );
        }
        text!(
            nb: "Du har søkt hos oss gjennom {through}. Vi har fått vite om et vedtak som \
                 gjør at du ikke kan tas opp til {these} {period}.",
            nn: "Du har søkt hos oss gjennom {through}. Vi har fått vite om eit vedtak som \
                 gjer at du ikkje kan takast opp til {these} {period}.",
            en: "You have applied to us through {through}. We have learned of a decision by \
                 which you cannot be admitted to {these} {period}.";
            through = self.through, these = these, period = period
        )
    }

    fn choices(&self) -> Vec<Block<Text>> {
        let mut blocks = vec![
            heading(text!(
                nb: "Hva det betyr for søknaden",
                nn: "Kva det betyr for søknaden",
                en: "What it means for the application"
            )),
            paragraph(text!(
                nb: "Så lenge vedtaket gjelder, vil vi avvise søknaden til:",
                nn: "Så lenge vedtaket gjeld, vil vi avvise søknaden til:",
                en: "As long as the decision applies, we will dismiss the application for:"
            )),
            list(self.barred.iter().cloned()),
        ];
        if !self.to_be_assessed.is_empty() {
            blocks.push(paragraph(text!(
                nb: "Vi har ikke vurdert ennå om vedtaket gjelder disse studiene:",
                nn: "Vi har ikkje vurdert enno om vedtaket gjeld desse studia:",
                en: "We have not assessed yet whether the decision concerns these studies:"
            )));
            blocks.push(list(self.to_be_assessed.iter().cloned()));
        }
        if !self.open.is_empty() {
            blocks.push(paragraph(text!(
                nb: "Vedtaket har ingenting å si for søknaden til disse studiene. De begynner etter \
                     {to}, eller vedtaket gjelder ikke dem:",
                nn: "Vedtaket har ingenting å seie for søknaden til desse studia. Dei tek til etter \
                     {to}, eller vedtaket gjeld ikkje dei:",
                en: "The decision does not matter for these studies. They begin after {to}, or it \
                     does not concern them:";
                to = self.decision.period.to
            )));
            blocks.push(list(self.open.iter().cloned()));
        }
        blocks.push(paragraph(text!(
            nb: "Avviser vi søknaden, får du et eget brev om det, som du kan klage på.",
            nn: "Avviser vi søknaden, får du eit eige brev om det, som du kan klage på.",
            en: "If we dismiss the application, you get a letter of its own about it, which you can \
                 appeal against."
        )));
        blocks
    }
}
