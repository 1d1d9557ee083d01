//! To somebody who is proposed as examiner: whether she will take the assignment.

pub mod samples;

use crate::blocks::{answer, contact, every, facts, heading, paragraph};
use crate::{Assignment, Block, Deadline, Head, Letter};
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the request to an examiner.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExaminerRequest {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The exam to be graded, and by when.
    pub assignment: Assignment,
    /// How many candidates are signed up now.
    pub candidates: u32,
    /// The fee in words; `None` for one whose work it is anyway.
    pub fee: Option<Text>,
    /// Whether two examiners disagree and this one is to be the third.
    pub third: bool,
}

impl Letter for ExaminerRequest {
    const KIND: &'static str = "examiner_request";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Vil du være sensor i {course}, {term}?",
            nn: "Vil du vere sensor i {course}, {term}?",
            en: "Will you be examiner in {course}, {term}?";
            course = self.assignment.course, term = self.assignment.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![answer(text!(
            nb: "Vi har foreslått deg som sensor. Svar oss helst innen en uke, også hvis du ikke kan.",
            nn: "Vi har føreslått deg som sensor. Svar oss helst innan ei veke, også dersom du ikkje kan.",
            en: "We have proposed you as an examiner. Please answer within a week, also if you cannot take it on."
        ))];
        if self.third {
            body.push(paragraph(text!(
                nb: "De to sensorene er uenige om en eller flere karakterer. Du blir spurt som tredje sensor.",
                nn: "Dei to sensorane er usamde om ein eller fleire karakterar. Du blir spurd som tredje sensor.",
                en: "The two examiners disagree on one or more grades. You are asked to be the third examiner."
            )));
        }
        body.push(facts(self.facts()));
        body.push(heading(text!(
            nb: "Før du svarer",
            nn: "Før du svarar",
            en: "Before you answer"
        )));
        body.push(paragraph(text!(
            nb: "Den som tar oppdraget, er bundet av sensurfristen {due}. Si fra hvis du er i slekt med \
                 en kandidat, har veiledet en, eller det er noe annet som kan svekke tilliten til deg som \
                 sensor. Styret oppnevner sensorene, og når du er oppnevnt, får du kontrakt og orientering.",
            nn: "Den som tek oppdraget, er bunden av sensurfristen {due}. Sei frå dersom du er i slekt med \
                 ein kandidat, har rettleidd ein, eller det er noko anna som kan svekkje tilliten til deg som \
                 sensor. Styret nemner opp sensorane, og når du er oppnemnd, får du kontrakt og orientering.",
            en: "Whoever takes it on is bound by the grading deadline, {due}. Tell us if you are related to \
                 a candidate, have supervised one, or if anything else may weaken trust in you as an \
                 examiner. The board appoints the examiners; once appointed you get a contract and our \
                 orientation.";
            due = Deadline(self.assignment.deadline)
        )));
        body.extend(contact(&self.head));
        body
    }
}

impl ExaminerRequest {
    fn facts(&self) -> Vec<(Text, Text)> {
        let mut rows = self.assignment.facts((
            text!(nb: "Oppmeldte kandidater nå", nn: "Oppmelde kandidatar no", en: "Candidates signed up now"),
            every(&self.candidates),
        ));
        let fee = self.fee.clone();
        rows.extend(fee.map(|fee| (text!(nb: "Honorar", nn: "Honorar", en: "Fee"), fee)));
        rows
    }
}
