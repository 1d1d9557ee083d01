//! What an examiner is asked, contracted and reminded about: an exam to be graded, and by when.

use crate::blocks::{every, grading_deadline, on};
use crate::{Course, Term};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of an assignment that every letter to its examiner rests on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// The course.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// The day of the examination or of the hand-in.
    pub held_on: Date,
    /// The last day for the grades.
    pub deadline: Date,
    /// The paragraph of the deadline.
    pub deadline_law: String,
}

impl Assignment {
    /// Course, day and deadline, with what the letter itself tells between the two: how many
    /// there are to grade.
    pub(crate) fn facts(&self, how_many: (Text, Text)) -> Vec<(Text, Text)> {
        let day = text!(
            nb: "Eksamens- eller leveringsdato",
            nn: "Eksamens- eller leveringsdato",
            en: "Date of examination or hand-in"
        );
        self.facts_held(day, how_many)
    }

    /// As [`Assignment::facts`], where the letter knows better what the day is.
    pub(crate) fn facts_held(&self, day: Text, how_many: (Text, Text)) -> Vec<(Text, Text)> {
        vec![
            (text!(nb: "Emne", nn: "Emne", en: "Course"), every(&self.course)),
            (day, on(self.held_on)),
            how_many,
            grading_deadline(self.deadline, &self.deadline_law),
        ]
    }
}
