//! The registrations for exams that an exclusion stands in the way of.

use crate::blocks::{every, list};
use crate::{Block, Course, Form, Term};
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// Registrations of one term.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamRegistrations {
    /// The institution's word for a registration.
    pub word: RegistrationWord,
    /// The courses; never empty.
    pub courses: Vec<Course>,
    /// The term.
    pub term: Term,
}

/// What an institution calls a registration for an exam.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationWord {
    /// Vurderingsmelding.
    Assessment,
    /// Eksamensmelding.
    Exam,
}

impl ExamRegistrations {
    /// The courses as a list.
    pub(crate) fn list(&self) -> Block<Text> {
        list(self.courses.iter().map(|course| every(course)))
    }
}

impl Form for ExamRegistrations {
    /// `vurderingsmeldingen din`, or `vurderingsmeldingene dine` for several courses.
    fn form(&self, language: Language) -> String {
        let [nb, en] = match self.word {
            RegistrationWord::Assessment => ["vurderingsmelding", "for assessment"],
            RegistrationWord::Exam => ["eksamensmelding", "for exams"],
        };
        let one = self.courses.len() == 1;
        match (language, one) {
            (Language::Nb, true) => format!("{nb}en din"),
            (Language::Nb, false) => format!("{nb}ene dine"),
            (Language::Nn, true) => format!("{nb}a di"),
            (Language::Nn, false) => format!("{nb}ane dine"),
            (Language::En, true) => format!("your registration {en}"),
            (Language::En, false) => format!("your registrations {en}"),
        }
    }
}
