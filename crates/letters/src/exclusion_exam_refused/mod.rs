//! To the student: a registration for exams is refused, because an exclusion stands in the way.

pub mod samples;

use crate::blocks::{answer, contact, paragraph};
use crate::exclusion::{ExamRegistrations, ExclusionAppeal, StandingDecision};
use crate::{Block, Head, Letter};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the letter that refuses a registration for exams.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionExamRefused {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// What the student tried to register for.
    pub registrations: ExamRegistrations,
    /// The day the student tried.
    pub tried_on: Date,
    /// Where the student tried, e.g. *Studentweb*.
    pub tried_in: String,
    /// The decision that stands in the way.
    pub decision: StandingDecision,
    /// How this can be appealed against.
    pub appeal: ExclusionAppeal,
}

impl Letter for ExclusionExamRefused {
    const KIND: &'static str = "exclusion_exam_refused";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Vi avviser {registrations} for {term}",
            nn: "Vi avviser {registrations} for {term}",
            en: "We refuse {registrations}, {term}";
            registrations = self.registrations, term = self.registrations.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![
            answer(text!(
                nb: "Vi godtar ikke {registrations}, fordi du er utestengt fra eksamen{studies} \
                     {period}.",
                nn: "Vi godtek ikkje {registrations}, fordi du er utestengd frå eksamen{studies} \
                     {period}.",
                en: "We do not accept {registrations}, because you are excluded from \
                     exams{studies} {period}.";
                registrations = self.registrations, studies = self.decision.studies.within(),
                period = self.decision.period
            )),
            paragraph(text!(
                nb: "Du prøvde å melde deg i {system} {on}, og fikk vite der at det ikke ble \
                     godtatt. For {term} prøvde du å melde deg til:",
                nn: "Du prøvde å melde deg i {system} {on}, og fekk vite der at det ikkje vart \
                     godteke. For {term} prøvde du å melde deg til:",
                en: "You tried to register in {system} on {on}, and were told there that it was \
                     not accepted. For {term} you tried to register for:";
                on = self.tried_on, system = self.tried_in, term = self.registrations.term
            )),
            self.registrations.list(),
        ];
        body.extend(self.decision.no_exams());
        body.extend(self.decision.source());
        body.extend(self.appeal.blocks(&self.decision));
        body.extend(contact(&self.head));
        body
    }
}
