//! To the student: the explanation of the grade, and the appeal deadline that follows from it.

pub mod samples;

use crate::blocks::{answer, contact, heading, paragraph, same, steps};
use crate::{Block, Course, Deadline, Head, Letter, Right, Term};
use jiff::civil::Date;
use rules::Text;
use rules::cited::according_to;
use serde::{Deserialize, Serialize};

/// The facts of the letter that goes with an explanation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExplanationGiven {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The course.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// The day the student asked.
    pub requested: Date,
    /// How the explanation was given.
    pub given: Given,
    /// The right to appeal; `None` where no appeal is possible.
    pub appeal: Option<Right>,
    /// Whether it was asked for after its time limit, so that the appeal period still runs from
    /// the announcement and may be over already.
    #[serde(default)]
    pub late: bool,
    /// Where the grading guide can be read.
    pub grading_guide: Option<String>,
}

/// How an explanation was given.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "given", rename_all = "snake_case", deny_unknown_fields)]
pub enum Given {
    /// In this letter, in the examiner's own words and language.
    Here {
        /// The general principles behind the assessment.
        principles: String,
        /// The assessment of this performance.
        assessment: String,
    },
    /// As an enclosure.
    Attached,
    /// Orally, on a day.
    Orally {
        /// The day.
        on: Date,
    },
}

impl Letter for ExplanationGiven {
    const KIND: &'static str = "explanation_given";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Begrunnelse for karakteren din i {course}, {term}",
            nn: "Grunngiving for karakteren din i {course}, {term}",
            en: "Explanation of your grade in {course}, {term}";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = self.explanation();
        body.extend(self.grading_guide.as_ref().map(|place| {
            paragraph(text!(
                nb: "Sensorveiledningen kan du lese her: {place}",
                nn: "Sensorrettleiinga kan du lese her: {place}",
                en: "You can read the grading guide here: {place}";
                place = place
            ))
        }));
        body.extend(self.appeal.iter().flat_map(|right| self.appeal(right)));
        body.extend(contact(&self.head));
        body
    }

    fn attachments(&self) -> Vec<Text> {
        if !matches!(self.given, Given::Attached) {
            return Vec::new();
        }
        vec![text!(
            nb: "Begrunnelse fra sensor",
            nn: "Grunngiving frå sensor",
            en: "Explanation from the examiner"
        )]
    }
}

impl ExplanationGiven {
    fn explanation(&self) -> Vec<Block<Text>> {
        let requested = self.requested;
        match &self.given {
            Given::Attached => vec![answer(text!(
                nb: "Begrunnelsen du ba om {requested}, ligger ved dette brevet.",
                nn: "Grunngivinga du bad om {requested}, ligg ved dette brevet.",
                en: "The explanation you asked for on {requested} is enclosed.";
                requested = requested
            ))],
            Given::Orally { on } => vec![answer(text!(
                nb: "Du ba om begrunnelse {requested}, og sensor ga deg begrunnelsen muntlig \
                     {on}.",
                nn: "Du bad om grunngiving {requested}, og sensor gav deg grunngivinga munnleg \
                     {on}.",
                en: "You asked for an explanation on {requested}, and the examiner gave it to you \
                     orally on {on}.";
                requested = requested, on = on
            ))],
            Given::Here { principles, assessment } => vec![
                answer(text!(
                    nb: "Her er begrunnelsen du ba om {requested}.",
                    nn: "Her er grunngivinga du bad om {requested}.",
                    en: "Here is the explanation you asked for on {requested}.";
                    requested = requested
                )),
                heading(text!(
                    nb: "Hva sensor har lagt vekt på",
                    nn: "Kva sensor har lagt vekt på",
                    en: "What the examiner gave weight to"
                )),
                paragraph(same(principles)),
                heading(text!(
                    nb: "Hvordan besvarelsen din ble vurdert",
                    nn: "Korleis svaret ditt vart vurdert",
                    en: "How your answer was assessed"
                )),
                paragraph(same(assessment)),
            ],
        }
    }

    fn appeal(&self, right: &Right) -> Vec<Block<Text>> {
        let mut blocks = vec![
            heading(text!(
                nb: "Er du fortsatt uenig i karakteren?",
                nn: "Er du framleis usamd i karakteren?",
                en: "Do you still disagree with the grade?"
            )),
            paragraph(self.appeal_period(right)),
        ];
        if !right.because.is_empty() {
            blocks.push(paragraph(crate::right::how_computed()));
            blocks.push(steps(&right.because));
        }
        blocks
    }

    fn appeal_period(&self, right: &Right) -> Text {
        let (until, law) = (Deadline(right.until), according_to(&right.law));
        if !self.late {
            return text!(
                nb: "Klagefristen løper fra du fikk begrunnelsen. Du kan klage innen {until}, \
                     {law}.",
                nn: "Klagefristen går frå du fekk grunngivinga. Du kan klage innan {until}, \
                     {law}.",
                en: "The appeal period runs from the day you were given the explanation. You can \
                     appeal by {until}, {law}.";
                until = until, law = law
            );
        }
        if right.until < self.head.date {
            return text!(
                nb: "Du ba om begrunnelse etter fristen, og da flyttes ikke klagefristen. \
                     Klagefristen gikk ut {until}, {law}.",
                nn: "Du bad om grunngiving etter fristen, og då blir ikkje klagefristen flytta. \
                     Klagefristen gjekk ut {until}, {law}.",
                en: "You asked after the time limit, and that does not move the appeal period. The \
                     appeal period ended on {until}, {law}.";
                until = until, law = law
            );
        }
        text!(
            nb: "Du ba om begrunnelse etter fristen. Derfor løper klagefristen fortsatt fra \
                 kunngjøringen. Du kan klage innen {until}, {law}.",
            nn: "Du bad om grunngiving etter fristen. Difor går klagefristen framleis frå \
                 kunngjeringa. Du kan klage innan {until}, {law}.",
            en: "You asked after the time limit, so the appeal period still runs from the \
                 announcement. You can appeal by {until}, {law}.";
            until = until, law = law
        )
    }
}
