//! To the applicant: an application for admission is dismissed, because an exclusion stands in the
//! way.

pub mod samples;

use crate::blocks::{answer, contact, heading, list, paragraph};
use crate::exclusion::{ExclusionAppeal, StandingDecision};
use crate::{Block, Head, Letter};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the letter that dismisses an application for admission.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionAdmissionRefused {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The day of the application.
    pub applied_on: Date,
    /// The programmes that it is dismissed for; never empty.
    pub programmes: Vec<Text>,
    /// The decision that stands in the way.
    pub decision: StandingDecision,
    /// How this can be appealed against.
    pub appeal: ExclusionAppeal,
}

impl Letter for ExclusionAdmissionRefused {
    const KIND: &'static str = "exclusion_admission_refused";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Vi avviser søknaden din om opptak",
            nn: "Vi avviser søknaden din om opptak",
            en: "We dismiss your application for admission"
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![
            answer(text!(
                nb: "Søknaden din om opptak er avvist, fordi du ikke kan tas opp til {these} \
                     {period}.",
                nn: "Søknaden din om opptak er avvist, fordi du ikkje kan takast opp til {these} \
                     {period}.",
                en: "Your application for admission is dismissed, because you cannot be admitted \
                     to {these} {period}.";
                these = self.decision.studies.any(), period = self.decision.period
            )),
            paragraph(text!(
                nb: "Vi viser til søknaden din av {on} om opptak ved {here} til:",
                nn: "Vi viser til søknaden din av {on} om opptak ved {here} til:",
                en: "We refer to your application of {on} for admission at {here} to:";
                on = self.applied_on, here = self.head.sender.institution
            )),
            list(self.programmes.iter().cloned()),
            paragraph(text!(
                nb: "At søknaden er avvist, betyr at vi ikke har vurdert om du er kvalifisert, og \
                     heller ikke hvordan du står i konkurransen med andre søkere.",
                nn: "At søknaden er avvist, betyr at vi ikkje har vurdert om du er kvalifisert, og \
                     heller ikkje korleis du står i konkurransen med andre søkjarar.",
                en: "That it is dismissed means that we have assessed neither whether you qualify \
                     nor how you stand in competition with other applicants."
            )),
        ];
        body.extend(self.decision.no_admission());
        body.extend(self.again());
        body.extend(self.decision.source());
        body.extend(self.appeal.blocks(&self.decision));
        body.extend(contact(&self.head));
        body
    }
}

impl ExclusionAdmissionRefused {
    fn again(&self) -> [Block<Text>; 2] {
        [
            heading(text!(
                nb: "Når du kan søke igjen",
                nn: "Når du kan søkje igjen",
                en: "When you can apply again"
            )),
            paragraph(text!(
                nb: "Du kan søke på nytt når perioden er over. Du kan levere søknaden før det, hvis \
                     studiet du søker på, begynner senere enn {to}.",
                nn: "Du kan søkje på nytt når perioden er over. Du kan levere søknaden før det, \
                     dersom studiet du søkjer på, tek til seinare enn {to}.",
                en: "You can apply again when the period is over. You can hand in an application \
                     before that, if the study you apply for begins later than {to}.";
                to = self.decision.period.to
            )),
        ]
    }
}
