//! A case of suspected misconduct as it stands.

use super::matter::{Chose, Matter, Source, Suspected, UsedFor};
use super::store;
use crate::access::Role;
use crate::catalogue::words;
use crate::explanation::incoming::own_case;
use crate::people::{PersonName, PlaceCode};
use crate::{Act, Error, MisconductId, PersonId, RegistrationId, Result, UnitId};
use jiff::civil::Date;
use letters::misconduct::{Assessed, Matter as LetterMatter, Work};
use rules::{Form, RuleSetId, Text};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use ui::key;

/// Where a case stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[schema(as = MisconductState)]
pub enum State {
    /// Written up; the head of the unit has not signed.
    Reported,
    /// Signed and with the central department.
    Sent,
    /// Taken up by it.
    Taken,
    /// The student has advance notice.
    Noticed,
    /// The board has decided.
    Decided,
    /// The student has appealed.
    Appealed,
    /// At its end.
    Closed,
}

impl State {
    /// All states, in the order of a case.
    pub const ALL: [Self; 7] = [
        Self::Reported,
        Self::Sent,
        Self::Taken,
        Self::Noticed,
        Self::Decided,
        Self::Appealed,
        Self::Closed,
    ];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reported => key("misconduct-state-reported"),
            Self::Sent => key("misconduct-state-sent"),
            Self::Taken => key("misconduct-state-taken"),
            Self::Noticed => key("misconduct-state-noticed"),
            Self::Decided => key("misconduct-state-decided"),
            Self::Appealed => key("misconduct-state-appealed"),
            Self::Closed => key("misconduct-state-closed"),
        }
    }

    /// Reads a word that the database's CHECK has already held to these.
    pub(super) fn stored(word: &str) -> sqlx::Result<Self> {
        words::read(word).ok_or_else(|| sqlx::Error::Decode("unknown state of a case".into()))
    }
}

/// The exam that a case is about.
pub(crate) struct ExamOf {
    pub(crate) registration: RegistrationId,
    pub(crate) course: letters::Course,
    /// As stored: `2026-V`.
    pub(crate) term: String,
    /// Why the sitting was held, as a word.
    pub(crate) sitting: String,
    pub(crate) form: Form,
    pub(crate) candidate_number: Option<u32>,
}

/// A case.
pub(crate) struct Case {
    pub(crate) id: MisconductId,
    pub(crate) case_number: String,
    pub(crate) person: PersonId,
    pub(crate) student: PersonName,
    pub(crate) state: State,
    pub(crate) matter: Matter,
    pub(crate) source: Source,
    pub(crate) exam: Option<ExamOf>,
    pub(crate) coursework: bool,
    pub(crate) suspected: Option<Suspected>,
    /// The unit that reports.
    pub(crate) unit: UnitId,
    pub(crate) unit_name: Text,
    pub(crate) place: PlaceCode,
    /// The unit that handles it, once it is taken up.
    pub(crate) handled_at: Option<UnitId>,
    pub(crate) reported_on: Date,
    pub(crate) observed: String,
    pub(crate) told_on: Option<Date>,
    pub(crate) chose: Option<Chose>,
    pub(crate) placement: String,
    pub(crate) used_for: Option<UsedFor>,
    pub(crate) removed_on: Option<Date>,
    pub(crate) warned_on: Option<Date>,
    pub(crate) registered_by: PersonId,
    pub(crate) rule_set: RuleSetId,
    pub(crate) reporters: Vec<super::Reporter>,
    pub(crate) passages: Vec<store::Passage>,
    pub(crate) signatures: Vec<store::Signature>,
    pub(crate) notice: Option<store::Notice>,
    pub(crate) comments: Vec<store::Commented>,
    /// Who assists the student, the last one entered.
    pub(crate) representative: Option<store::Representative>,
    pub(crate) decision: Option<store::Ruled>,
    /// The institutions outside the register that are told of it by letter.
    pub(crate) told: Vec<store::ToldByLetter>,
    pub(crate) appeal: Option<store::Appealed>,
}

impl Case {
    /// Reads the case; `lock` keeps others from taking its next step before the act ends.
    ///
    /// # Errors
    /// Not found when there is no such case.
    pub(crate) async fn load(
        conn: &mut PgConnection,
        id: MisconductId,
        lock: bool,
    ) -> Result<Self> {
        if lock {
            store::lock(conn, id).await?;
        }
        store::load(conn, id).await?.ok_or(Error::NotFound)
    }

    /// The case, held, for whoever has one of `roles` where it was reported; never for the student
    /// whom it concerns.
    ///
    /// # Errors
    /// Not found outside one's scope; refused `own-case`.
    pub(super) async fn to_handle(act: &mut Act, id: MisconductId, roles: &[Role]) -> Result<Self> {
        let case = Self::load(act.conn(), id, true).await?;
        let who = act.who()?;
        who.require(roles, &case.place)?;
        if case.person == who.person {
            return Err(own_case());
        }
        Ok(case)
    }

    /// What somebody has entered of the national board's decision and nobody has controlled yet.
    pub(super) fn entered(&self) -> Option<&store::Entered> {
        self.appeal.as_ref().and_then(|appeal| appeal.entered.as_ref())
    }

    /// The message of what is annulled in it.
    pub(super) const fn annulled_key(&self) -> &'static str {
        match self.used_for {
            Some(UsedFor::Admission) => key("misconduct-admission-annulled"),
            Some(UsedFor::Recognition) => key("misconduct-recognition-annulled"),
            _ => key("misconduct-annulled"),
        }
    }

    /// Lets go on only in this state.
    ///
    /// # Errors
    /// Refused `wrong-state`.
    pub(super) fn require(&self, states: &[State]) -> Result<()> {
        if states.contains(&self.state) {
            return Ok(());
        }
        Err(self.wrong_state())
    }

    /// The refusal of a step that is not the case's next one.
    pub(super) fn wrong_state(&self) -> Error {
        Error::refused("wrong-state", ui::messages::text("misconduct-refused-state", &[]))
    }

    /// Course and term, else what the case is about: names the case without naming the student.
    pub(crate) fn about(&self, frame: &ui::Frame) -> String {
        match &self.exam {
            Some(exam) => {
                let sitting = words::sitting(&exam.term, &exam.sitting);
                let name = frame.text(&exam.course.name);
                format!("{} {name}, {}", exam.course.code, frame.term(sitting))
            }
            None => frame.t(self.matter.key()),
        }
    }

    /// The exam or coursework as letters name it.
    pub(super) fn work(&self) -> Option<Work> {
        let exam = self.exam.as_ref()?;
        let assessed =
            if self.coursework { Assessed::Coursework } else { Assessed::Exam(exam.form) };
        Some(Work { assessed, course: exam.course.clone(), term: exam.letter_term() })
    }

    /// What it is about, as letters say it.
    ///
    /// # Errors
    /// Our own fault: a case on an exam that has none.
    pub(super) fn letter_matter(&self) -> Result<LetterMatter> {
        let work = || {
            let none = || Error::Internal(anyhow::anyhow!("a case on an exam that has none"));
            self.work().ok_or_else(none)
        };
        let placement = || same(&self.placement);
        Ok(match self.matter {
            Matter::Cheating => LetterMatter::Cheating { work: work()? },
            Matter::Aiding => LetterMatter::Aiding { work: work()? },
            Matter::FalseDocuments => LetterMatter::FalseDocuments {
                used_for: self.used_for.unwrap_or(UsedFor::Exam).in_letter(),
            },
            Matter::Removal | Matter::Disruption => LetterMatter::Disruption,
            Matter::GrossMisconduct => LetterMatter::GrossMisconduct { placement: placement() },
            Matter::Confidentiality => LetterMatter::Confidentiality { placement: placement() },
        })
    }
}

impl ExamOf {
    /// The term as letters write it.
    fn letter_term(&self) -> letters::Term {
        let (year, season) = self.term.split_once('-').unwrap_or((&self.term, "H"));
        let season = if season == "V" { letters::Season::Spring } else { letters::Season::Autumn };
        letters::Term { season, year: year.parse().unwrap_or_default() }
    }
}

/// What somebody has written in one language, for readers of all.
pub(super) fn same(text: &str) -> Text {
    Text::new(text, text, text)
}
