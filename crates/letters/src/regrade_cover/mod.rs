//! To a member of a re-grading committee: what is sent and by when it is due.
//!
//! The type has no field for a name of the candidate, the first grade, its explanation
//! or the grounds of the appeal: the letter cannot tell what the committee must not know.

pub mod samples;

use crate::appeal_received::AnswerDue;
use crate::blocks::{answer, contact, heading, list, paragraph, same};
use crate::{Block, Course, Deadline, Head, Letter, Term, legal_wording::LegalWording};
use rules::Text;
use rules::cited::according_to;
use serde::{Deserialize, Serialize};

/// The facts of the letter to a re-grading committee.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegradeCover {
    /// Sender, addressee (the examiner), references, signatures.
    pub head: Head,
    /// The course.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// The fresh candidate number of this package.
    pub candidate_number: String,
    /// When the new grade is due.
    pub answer: AnswerDue,
    /// What is in the package, by file name or description.
    pub sent: Vec<Text>,
    /// The wording of the provision on new committees.
    pub wording: LegalWording,
    /// Where the signed protocol goes.
    pub return_to: Text,
}

impl Letter for RegradeCover {
    const KIND: &'static str = "regrade_cover";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Klagesensur i {course}, {term}",
            nn: "Klagesensur i {course}, {term}",
            en: "Re-grading in {course}, {term}";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![
            answer(self.request()),
            heading(text!(nb: "Dette får du", nn: "Dette får du", en: "What you are given")),
            list(self.sent.iter().cloned()),
            paragraph(text!(
                nb: "Kandidaten har her nummer {number}. Nummeret er nytt og gjelder bare denne sensuren.",
                nn: "Kandidaten har her nummer {number}. Nummeret er nytt og gjeld berre denne sensuren.",
                en: "The candidate has number {number} here. The number is new and used for this grading only.";
                number = self.candidate_number
            )),
            heading(text!(
                nb: "Dette får du ikke",
                nn: "Dette får du ikkje",
                en: "What you are not given"
            )),
            paragraph(text!(
                nb: "Du skal ikke kjenne karakteren fra den første sensuren, begrunnelsen for den \
                     eller hvorfor kandidaten klager. Spør heller ikke etter det. Får du vite noe \
                     av dette, eller kjenner du igjen kandidaten, så si fra til oss før du fortsetter.",
                nn: "Du skal ikkje kjenne karakteren frå den første sensuren, grunngivinga for han \
                     eller kvifor kandidaten klagar. Spør heller ikkje etter det. Får du vite noko \
                     av dette, eller kjenner du att kandidaten, så sei frå til oss før du held fram.",
                en: "You are not to know the grade of the first grading, its explanation, or why the \
                     candidate appeals. Please do not ask for them. If you learn any of this, or \
                     recognise the candidate, tell us before you go on."
            )),
            self.wording.block(),
            heading(text!(nb: "Slik gjør du", nn: "Slik gjer du", en: "What to do")),
            paragraph(text!(
                nb: "Vurder hele eksamenen på nytt etter sensorveiledningen, sammen med den andre \
                     sensoren. Skriv karakteren i den nye protokollen, skriv under begge to, og \
                     send den til {return_to}. Vi kunngjør resultatet.",
                nn: "Vurder heile eksamenen på nytt etter sensorrettleiinga, saman med den andre \
                     sensoren. Skriv karakteren i den nye protokollen, skriv under begge to, og \
                     send han til {return_to}. Vi kunngjer resultatet.",
                en: "Grade the whole examination anew by the grading guide, together with the \
                     other examiner. Enter the grade in the new protocol, both of you sign it, and \
                     send it to {return_to}. We announce the result.";
                return_to = self.return_to
            )),
        ];
        body.extend(contact(&self.head));
        body
    }
}

impl RegradeCover {
    fn request(&self) -> Text {
        match &self.answer {
            AnswerDue::By { date, law, .. } if *date < self.head.date => text!(
                nb: "Du er oppnevnt til ny sensur etter klage. Sensuren skulle vært klar {due}, {law}. Vi ber om underskrevet protokoll så snart du kan, og hører gjerne når.",
                nn: "Du er oppnemnd til ny sensur etter klage. Sensuren skulle ha vore klar {due}, {law}. Vi ber om underskriven protokoll så snart du kan, og høyrer gjerne når.",
                en: "You have been appointed to re-grade an examination on appeal. The new grade was due by {due}, {law}. Please let us have the signed protocol as soon as you can, and tell us when that will be.";
                due = Deadline(*date), law = according_to(law)
            ),
            AnswerDue::By { date, law, .. } => text!(
                nb: "Du er oppnevnt til ny sensur etter klage. Vi trenger underskrevet protokoll innen {due}, {law}.",
                nn: "Du er oppnemnd til ny sensur etter klage. Vi treng underskriven protokoll innan {due}, {law}.",
                en: "You have been appointed to re-grade an examination on appeal. We need the signed protocol by {due}, {law}.";
                due = Deadline(*date), law = according_to(law)
            ),
            AnswerDue::WithoutUndueDelay { law, expected } => {
                let expected = expected.map_or_else(
                    || same(""),
                    |date| {
                        text!(
                            nb: " Vi ber om underskrevet protokoll innen {due}.",
                            nn: " Vi ber om underskriven protokoll innan {due}.",
                            en: " Please let us have the signed protocol by {due}.";
                            due = Deadline(date)
                        )
                    },
                );
                text!(
                    nb: "Du er oppnevnt til ny sensur etter klage. Sensuren skal gjøres uten ugrunnet opphold, {law}.{expected}",
                    nn: "Du er oppnemnd til ny sensur etter klage. Sensuren skal gjerast utan ugrunna opphald, {law}.{expected}",
                    en: "You have been appointed to re-grade an examination on appeal. It must be done without undue delay, {law}.{expected}";
                    law = according_to(law), expected = expected
                )
            }
        }
    }
}
