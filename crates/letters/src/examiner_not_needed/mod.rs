//! To somebody who was asked to be the third examiner: the two have come to agree.

pub mod samples;

use crate::blocks::{answer, contact, paragraph};
use crate::{Block, Course, Head, Letter, Term};
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of a request that is taken back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExaminerNotNeeded {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The course.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
}

impl Letter for ExaminerNotNeeded {
    const KIND: &'static str = "examiner_not_needed";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Ingen tredje sensor trengs i {course}, {term}",
            nn: "Det trengst ingen tredje sensor i {course}, {term}",
            en: "No third examiner is needed in {course}, {term}";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![
            answer(text!(
                nb: "De to sensorene er blitt enige. Derfor trekker vi forespørselen om at du skulle være tredje sensor.",
                nn: "Dei to sensorane er blitt samde. Difor trekkjer vi førespurnaden om at du skulle vere tredje sensor.",
                en: "The two examiners have come to agree. We therefore withdraw the request that you be the third examiner."
            )),
            paragraph(text!(
                nb: "Du trenger ikke å svare eller gjøre noe mer. Takk for at vi fikk spørre deg.",
                nn: "Du treng ikkje å svare eller gjere noko meir. Takk for at vi fekk spørje deg.",
                en: "You need not answer or do anything more. Thank you for letting us ask."
            )),
        ];
        body.extend(contact(&self.head));
        body
    }
}
