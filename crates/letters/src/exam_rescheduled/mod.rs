//! To everybody concerned: an exam of a plan that was published lies elsewhere now.

pub mod samples;

use crate::blocks::{answer, contact, facts, paragraph, same};
use crate::{Block, Course, Form, Head, Letter, Moment, Term};
use jiff::civil::DateTime;
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// Why somebody is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Concerned {
    /// Sits the exam.
    Candidate,
    /// Grades it.
    Examiner,
    /// Is responsible for the course.
    CourseResponsible,
}

/// When and where an exam lies.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Day and hour, as the clock on the wall shows them.
    pub begins: DateTime,
    /// The rooms by name; none where only the time is set.
    pub rooms: Vec<String>,
}

/// The facts of an exam that was moved after the plan was published.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamRescheduled {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The course.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// Why the addressee is told.
    pub concerned: Concerned,
    /// Where the exam lay.
    pub before: Place,
    /// Where it lies now.
    pub now: Place,
    /// Why, as the one who changed the plan wrote it.
    pub because: String,
}

impl Letter for ExamRescheduled {
    const KIND: &'static str = "exam_rescheduled";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        if self.before.begins == self.now.begins {
            return text!(
                nb: "Nytt rom for eksamen i {course}",
                nn: "Nytt rom for eksamen i {course}",
                en: "New room for the examination in {course}";
                course = self.course
            );
        }
        text!(
            nb: "Ny tid for eksamen i {course}",
            nn: "Ny tid for eksamen i {course}",
            en: "New time for the examination in {course}";
            course = self.course
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![
            answer(text!(
                nb: "Eksamen i {course}, {term}, holdes {now}.",
                nn: "Eksamen i {course}, {term}, blir halden {now}.",
                en: "The examination in {course}, {term}, is held on {now}.";
                course = self.course, term = self.term, now = Moment(self.now.begins)
            )),
            facts(self.places()),
            paragraph(text!(
                nb: "Vi endret planen etter at den var kunngjort, fordi: {because}",
                nn: "Vi endra planen etter at han var kunngjord, fordi: {because}",
                en: "We changed the plan after it was published, because: {because}";
                because = self.because
            )),
        ];
        body.push(paragraph(match self.concerned {
            Concerned::Candidate => text!(
                nb: "Du er oppmeldt. Du trenger ikke å melde deg opp på nytt. Passer den nye tiden ikke, ring oss.",
                nn: "Du er oppmeld. Du treng ikkje å melde deg opp på nytt. Passar den nye tida ikkje, ring oss.",
                en: "You are signed up and need not sign up again. If the new time is impossible for you, call us."
            ),
            Concerned::Examiner => text!(
                nb: "Du er sensor. Sensurfristen regnes fra den nye eksamensdagen og står i Kandidat.",
                nn: "Du er sensor. Sensurfristen blir rekna frå den nye eksamensdagen og står i Kandidat.",
                en: "You are an examiner. The grading deadline counts from the new day and stands in Kandidat."
            ),
            Concerned::CourseResponsible => text!(
                nb: "Du er ansvarlig for emnet. Vær tilgjengelig på den nye tiden, eller si fra.",
                nn: "Du er ansvarleg for emnet. Ver tilgjengeleg på den nye tida, eller sei frå.",
                en: "You are responsible for the course. Please be available at the new time, or tell us."
            ),
        }));
        body.extend(contact(&self.head));
        body
    }
}

impl ExamRescheduled {
    fn places(&self) -> Vec<(Text, Text)> {
        let time = |at: &DateTime| {
            let said = |language: Language| Moment(*at).form(language);
            Text { nb: said(Language::Nb), nn: said(Language::Nn), en: said(Language::En) }
        };
        let rooms = |place: &Place| same(place.rooms.join(", "));
        let mut rows = vec![
            (text!(nb: "Før", nn: "Før", en: "Before"), time(&self.before.begins)),
            (text!(nb: "Nå", nn: "No", en: "Now"), time(&self.now.begins)),
        ];
        if !self.before.rooms.is_empty() {
            rows.push((
                text!(nb: "Rom før", nn: "Rom før", en: "Rooms before"),
                rooms(&self.before),
            ));
        }
        if !self.now.rooms.is_empty() {
            rows.push((text!(nb: "Rom nå", nn: "Rom no", en: "Rooms now"), rooms(&self.now)));
        }
        rows
    }
}
