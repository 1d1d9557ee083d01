//! To an examiner: the grading deadline is near, here, or past.

pub mod samples;

use crate::blocks::{answer, contact, paragraph};
use crate::{Assignment, Block, Deadline, Head, Letter, Period};
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of a reminder.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExaminerReminder {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The exam to be graded, and by when.
    pub assignment: Assignment,
    /// Where the deadline stands on the day of the letter.
    pub stage: Stage,
    /// How many candidates still have no grade, where the office knows.
    pub outstanding: Option<u32>,
    /// How late grading has financial consequences, where the regulation says so.
    pub sanction_after: Option<Period>,
    /// Set when the reminder concerns re-grading after an appeal.
    pub regrade: bool,
}

/// Where a deadline stands.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It has not come.
    Ahead,
    /// It is today.
    Today,
    /// It has passed.
    Past,
}

impl Letter for ExaminerReminder {
    const KIND: &'static str = "examiner_reminder";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        if self.regrade {
            return text!(
                nb: "Påminnelse om klagesensur i {course}, {term}",
                nn: "Påminning om klagesensur i {course}, {term}",
                en: "Reminder: re-grading in {course}, {term}";
                course = self.assignment.course, term = self.assignment.term
            );
        }
        text!(
            nb: "Påminnelse om sensur i {course}, {term}",
            nn: "Påminning om sensur i {course}, {term}",
            en: "Reminder: grading in {course}, {term}";
            course = self.assignment.course, term = self.assignment.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![answer(self.where_it_stands())];
        body.extend(self.outstanding.map(|count| {
            paragraph(text!(
                nb: "Antall kandidater som mangler karakter: {count}.",
                nn: "Talet på kandidatar som manglar karakter: {count}.",
                en: "Candidates still without a grade: {count}.";
                count = count
            ))
        }));
        body.push(paragraph(text!(
            nb: "Fristen følger av {law} og er bindende. Studentene venter på resultatet for å \
                 kunne planlegge videre. Er protokollen sendt, kan du se bort fra brevet. Hvis noe \
                 hindrer deg, så ta kontakt i dag, så finner vi en løsning sammen.",
            nn: "Fristen følgjer av {law} og er bindande. Studentane ventar på resultatet for å \
                 kunne planleggje vidare. Er protokollen send, kan du sjå bort frå brevet. Dersom \
                 noko hindrar deg, så ta kontakt i dag, så finn vi ei løysing saman.",
            en: "The deadline is set by {law} and is binding. Students wait for the result to plan \
                 ahead. If you have sent the protocol, please disregard this letter. If something \
                 prevents you, contact us today and we will find a way together.";
            law = rules::cited::told(&self.assignment.deadline_law)
        )));
        body.extend(self.sanction_after.map(|period| {
            paragraph(text!(
                nb: "Kommer sensuren mer enn {period} for sent, får det økonomiske følger for fakultetet.",
                nn: "Kjem sensuren meir enn {period} for seint, får det økonomiske følgjer for fakultetet.",
                en: "Grades that are more than {period} late have financial consequences for the faculty.";
                period = period
            ))
        }));
        body.extend(contact(&self.head));
        body
    }
}

impl ExaminerReminder {
    fn where_it_stands(&self) -> Text {
        let due = Deadline(self.assignment.deadline);
        match self.stage {
            Stage::Ahead => text!(
                nb: "Sensurfristen er {due}. Vi har ikke fått protokollen ennå.",
                nn: "Sensurfristen er {due}. Vi har ikkje fått protokollen enno.",
                en: "The grading deadline is {due}. We have not received the protocol yet.";
                due = due
            ),
            Stage::Today => text!(
                nb: "Sensurfristen er i dag, {due}. Vi har ikke fått protokollen ennå.",
                nn: "Sensurfristen er i dag, {due}. Vi har ikkje fått protokollen enno.",
                en: "The grading deadline is today, {due}. We have not received the protocol yet.";
                due = due
            ),
            Stage::Past => text!(
                nb: "Sensurfristen var {due}, og vi har ikke fått protokollen. Send den så snart du kan.",
                nn: "Sensurfristen var {due}, og vi har ikkje fått protokollen. Send han så snart du kan.",
                en: "The grading deadline was {due}, and we have not received the protocol. Please send it as soon as you can.";
                due = due
            ),
        }
    }
}
