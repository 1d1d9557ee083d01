//! To the student: a registration for exams is annulled, because an exclusion came after it.

pub mod samples;

use crate::blocks::{answer, contact, paragraph};
use crate::exclusion::{ExamRegistrations, ExclusionAppeal, StandingDecision};
use crate::{Block, Head, Letter};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the letter that annuls a registration for exams.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionExamWithdrawn {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// What the student has registered for.
    pub registrations: ExamRegistrations,
    /// The day the institution learned of the decision.
    pub learned_on: Date,
    /// The decision that stands in the way.
    pub decision: StandingDecision,
    /// How this can be appealed against.
    pub appeal: ExclusionAppeal,
}

impl Letter for ExclusionExamWithdrawn {
    const KIND: &'static str = "exclusion_exam_withdrawn";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Vi annullerer {registrations} for {term}",
            nn: "Vi annullerer {registrations} for {term}",
            en: "We annul {registrations}, {term}";
            registrations = self.registrations, term = self.registrations.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![
            answer(text!(
                nb: "Vi annullerer {registrations}, fordi du er utestengt fra eksamen{studies} \
                     {period}. Du får ikke gjennomføre eksamen.",
                nn: "Vi annullerer {registrations}, fordi du er utestengd frå eksamen{studies} \
                     {period}. Du får ikkje gjennomføre eksamen.",
                en: "We annul {registrations}, because you are excluded from exams{studies} \
                     {period}. You may not sit the exams.";
                registrations = self.registrations, studies = self.decision.studies.within(),
                period = self.decision.period
            )),
            paragraph(text!(
                nb: "Du har tidligere meldt deg. Vi fikk vite om vedtaket nedenfor {learned}. Du \
                     er ikke lenger meldt til dette for {term}:",
                nn: "Du har tidlegare meldt deg. Vi fekk vite om vedtaket nedanfor {learned}. Du \
                     er ikkje lenger meld til dette for {term}:",
                en: "You had registered. On {learned} we learned of the decision below. For {term} \
                     you are no longer registered for:";
                learned = self.learned_on, term = self.registrations.term
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
