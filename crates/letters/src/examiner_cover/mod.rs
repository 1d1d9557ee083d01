//! To an examiner: the letter on top of the package.

pub mod samples;

use crate::blocks::{answer, contact, every, facts, heading, list, paragraph};
use crate::{Assignment, Block, Deadline, Head, Letter};
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the cover letter to an examiner.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExaminerCover {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The exam to be graded, and by when.
    pub assignment: Assignment,
    /// What is graded.
    pub work: Work,
    /// How many answers are in the package.
    pub answers: u32,
    /// Whether the examiner comes from outside, and so gets the original protocol, a
    /// contract and the orientation; an internal one gets a copy (L-11, L-12).
    pub external: bool,
    /// The other examiner, with whom the grade is set.
    pub co_examiner: Option<Text>,
    /// Where the signed protocol goes.
    pub return_to: Text,
    /// Whatever else is in the package.
    pub further: Vec<Text>,
}

/// What is graded.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Answers to an examination paper.
    Answers,
    /// A master’s thesis.
    Thesis,
}

impl Letter for ExaminerCover {
    const KIND: &'static str = "examiner_cover";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        match self.work {
            Work::Answers => text!(
                nb: "Besvarelser til sensur i {course}, {term}",
                nn: "Svar til sensur i {course}, {term}",
                en: "Answers for grading in {course}, {term}";
                course = self.assignment.course, term = self.assignment.term
            ),
            Work::Thesis => text!(
                nb: "Mastergradsoppgave til sensur i {course}, {term}",
                nn: "Mastergradsoppgåve til sensur i {course}, {term}",
                en: "Master’s thesis for grading in {course}, {term}";
                course = self.assignment.course, term = self.assignment.term
            ),
        }
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![
            answer(text!(
                nb: "Takk for at du vil være sensor. Vi trenger den underskrevne protokollen innen {due}.",
                nn: "Takk for at du vil vere sensor. Vi treng den underskrivne protokollen innan {due}.",
                en: "Thank you for examining for us. We need the signed protocol by {due}.";
                due = Deadline(self.assignment.deadline)
            )),
            facts(self.facts()),
            heading(text!(nb: "I pakken", nn: "I pakka", en: "In the package")),
            list(self.contents()),
            heading(text!(nb: "Slik gjør du", nn: "Slik gjer du", en: "What to do")),
            paragraph(self.what_to_do()),
            paragraph(text!(
                nb: "Ta vare på besvarelsene til klagefristen er ute. Vi sier fra når de kan makuleres.",
                nn: "Ta vare på svara til klagefristen er ute. Vi seier frå når dei kan makulerast.",
                en: "Keep the answers until the appeal period has ended. We will tell you when they \
                     may be shredded."
            )),
        ];
        body.extend(contact(&self.head));
        body
    }
}

impl ExaminerCover {
    fn what_to_do(&self) -> Text {
        if self.external {
            return text!(
                nb: "Sett karakterene sammen med den andre sensoren, skriv dem i protokollen, skriv \
                     under og send den til {return_to}. Send også tilbake den underskrevne kontrakten. \
                     Ikke gjør karakterene kjent for kandidatene eller andre; vi kunngjør dem.",
                nn: "Set karakterane saman med den andre sensoren, skriv dei i protokollen, skriv \
                     under og send han til {return_to}. Send òg tilbake den underskrivne kontrakten. \
                     Ikkje gjer karakterane kjende for kandidatane eller andre; vi kunngjer dei.",
                en: "Set the grades together with the other examiner, enter them in the protocol, \
                     sign it and send it to {return_to}. Please send back the signed contract too. \
                     Do not make the grades known to candidates or others; we announce them.";
                return_to = self.return_to
            );
        }
        text!(
            nb: "Sett karakterene sammen med den andre sensoren og skriv under på protokollen. \
                 Ikke gjør karakterene kjent for kandidatene eller andre; vi kunngjør dem.",
            nn: "Set karakterane saman med den andre sensoren og skriv under på protokollen. \
                 Ikkje gjer karakterane kjende for kandidatane eller andre; vi kunngjer dei.",
            en: "Set the grades together with the other examiner and sign the protocol. \
                 Do not make the grades known to candidates or others; we announce them."
        )
    }

    fn facts(&self) -> Vec<(Text, Text)> {
        let day = match self.work {
            Work::Answers => text!(nb: "Eksamensdato", nn: "Eksamensdato", en: "Examination date"),
            Work::Thesis => text!(nb: "Levert", nn: "Levert", en: "Handed in"),
        };
        let how_many = (
            text!(nb: "Antall besvarelser", nn: "Talet på svar", en: "Number of answers"),
            every(&self.answers),
        );
        let mut rows = self.assignment.facts_held(day, how_many);
        rows.extend(self.co_examiner.clone().map(|name| {
            (
                text!(nb: "Den andre sensoren", nn: "Den andre sensoren", en: "The other examiner"),
                name,
            )
        }));
        rows
    }

    fn contents(&self) -> Vec<Text> {
        let work = match self.work {
            Work::Answers => text!(
                nb: "besvarelsene med oppgavetekst og sensorveiledning",
                nn: "svara med oppgåvetekst og sensorrettleiing",
                en: "the answers, with the examination paper and the grading guide"
            ),
            Work::Thesis => text!(
                nb: "oppgaven, med sensorveiledning",
                nn: "oppgåva, med sensorrettleiing",
                en: "the thesis, with the grading guide"
            ),
        };
        let mut items = vec![work];
        items.extend(if self.external { papers_to_external() } else { vec![protocol_copy()] });
        items.extend(self.further.iter().cloned());
        items
    }
}

/// What an external examiner gets besides the answers.
fn papers_to_external() -> Vec<Text> {
    vec![
        text!(
            nb: "vurderingsprotokollen i original, med kandidatnummer og uten navn",
            nn: "vurderingsprotokollen i original, med kandidatnummer og utan namn",
            en: "the original grade protocol, with candidate numbers and no names"
        ),
        text!(nb: "kontrakt om sensur", nn: "kontrakt om sensur", en: "the examiner contract"),
        text!(
            nb: "orientering til sensorer",
            nn: "orientering til sensorar",
            en: "the orientation for examiners"
        ),
    ]
}

fn protocol_copy() -> Text {
    text!(
        nb: "en kopi av vurderingsprotokollen, med kandidatnummer og uten navn",
        nn: "ein kopi av vurderingsprotokollen, med kandidatnummer og utan namn",
        en: "a copy of the grade protocol, with candidate numbers and no names"
    )
}
