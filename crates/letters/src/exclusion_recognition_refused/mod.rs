//! To the applicant: an application for recognition is dismissed, because an exclusion stands in
//! the way.

pub mod samples;

use crate::blocks::{answer, contact, heading, paragraph};
use crate::exclusion::{ExclusionAppeal, StandingDecision};
use crate::{Block, Head, Letter};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the letter that dismisses an application for recognition.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionRecognitionRefused {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The day of the application.
    pub applied_on: Date,
    /// What is to be recognised, and where it was taken, e.g. *two years of economics at …*.
    pub education: Text,
    /// The degree that it is to be held equal to; `None` where none was named.
    pub as_equal_to: Option<Text>,
    /// The decision that stands in the way.
    pub decision: StandingDecision,
    /// How this can be appealed against.
    pub appeal: ExclusionAppeal,
}

impl Letter for ExclusionRecognitionRefused {
    const KIND: &'static str = "exclusion_recognition_refused";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Vi avviser søknaden din om godkjenning av utdanning",
            nn: "Vi avviser søknaden din om godkjenning av utdanning",
            en: "We dismiss your application for recognition of education"
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![
            answer(text!(
                nb: "Søknaden din om godkjenning er avvist, fordi du har karantene {period}.",
                nn: "Søknaden din om godkjenning er avvist, fordi du har karantene {period}.",
                en: "Your application for recognition is dismissed, because you are under \
                     quarantine {period}.";
                period = self.decision.period
            )),
            paragraph(self.application()),
            paragraph(text!(
                nb: "At søknaden er avvist, betyr at vi ikke har vurdert om du har rett til å få \
                     utdanningen godkjent.",
                nn: "At søknaden er avvist, betyr at vi ikkje har vurdert om du har rett til å få \
                     utdanninga godkjend.",
                en: "That it is dismissed means that we have not assessed whether you have a right \
                     to have the education recognised."
            )),
        ];
        body.extend(self.decision.no_recognition());
        body.extend(self.again());
        body.extend(self.decision.source());
        body.extend(self.appeal.blocks(&self.decision));
        body.extend(contact(&self.head));
        body
    }
}

impl ExclusionRecognitionRefused {
    fn application(&self) -> Text {
        match &self.as_equal_to {
            Some(degree) => text!(
                nb: "Vi viser til søknaden din av {on} om å få godkjent {education} som likeverdig \
                     med {degree}.",
                nn: "Vi viser til søknaden din av {on} om å få godkjent {education} som likeverdig \
                     med {degree}.",
                en: "We refer to your application of {on} to have {education} recognised as equal \
                     to {degree}.";
                on = self.applied_on, education = self.education, degree = degree
            ),
            None => text!(
                nb: "Vi viser til søknaden din av {on} om å få godkjent {education}.",
                nn: "Vi viser til søknaden din av {on} om å få godkjent {education}.",
                en: "We refer to your application of {on} to have {education} recognised.";
                on = self.applied_on, education = self.education
            ),
        }
    }

    fn again(&self) -> [Block<Text>; 2] {
        [
            heading(text!(
                nb: "Når du kan søke igjen",
                nn: "Når du kan søkje igjen",
                en: "When you can apply again"
            )),
            paragraph(text!(
                nb: "Du kan søke på nytt når karantenen er over, etter {to}.",
                nn: "Du kan søkje på nytt når karantena er over, etter {to}.",
                en: "You can apply again when the quarantine is over, after {to}.";
                to = self.decision.period.to
            )),
        ]
    }
}
