//! A refusal because of an exclusion: the letter, its archive entry, and until when one appeals.

use super::{letter, store};
use crate::calendar::{self, Subject};
use crate::exclusion::{self, Met, Standing};
use crate::{Act, Error, PersonId, RefusalId, Result, UnitId};
use jiff::civil::Date;
use letters::exclusion::ExamRegistrations;
use rules::appeal::{Decided, DecisionAppealDeadline, DecisionAppealDeadlineFacts};
use rules::exclusion::Effect;
use rules::{Rule, Text};
use uuid::Uuid;

/// What is refused.
#[derive(Clone)]
pub enum Matter {
    /// An application for admission.
    Admission {
        /// The day of the application.
        applied_on: Date,
        /// The programmes that it is dismissed for.
        programmes: Vec<Text>,
    },
    /// Registrations that were tried while the row stood.
    ExamRefused {
        /// What the person tried to register for.
        registrations: ExamRegistrations,
        /// The day of the first try.
        tried_on: Date,
    },
    /// Registrations that stood when the row came.
    ExamWithdrawn {
        /// What the person had registered for.
        registrations: ExamRegistrations,
    },
}

impl Matter {
    /// The word in the database.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Admission { .. } => "admission",
            Self::ExamRefused { .. } => "exam_refused",
            Self::ExamWithdrawn { .. } => "exam_withdrawn",
        }
    }
}

/// A refusal about to be written.
pub struct NewRefusal {
    /// Whose application or registration it is.
    pub person: PersonId,
    /// The unit that refuses.
    pub unit: UnitId,
    /// The row it rests on.
    pub row: Uuid,
    /// What it refuses: the ids of choices, registrations or tries.
    pub subjects: Vec<Uuid>,
    /// What that is.
    pub matter: Matter,
}

/// The row to rest a refusal on: of those that bar, the one that bars longest.
pub fn heaviest(met: &[Met]) -> Option<&Met> {
    met.iter().max_by_key(|met| (met.effect == Effect::Refuse, met.to, met.row))
}

/// The row to rest a refusal of several things on: of those that each of them meets, the one that bars
/// longest.
pub fn common(each: &[Vec<Met>]) -> Option<&Met> {
    let (first, others) = each.split_first()?;
    let in_all = |met: &&Met| others.iter().all(|one| one.iter().any(|two| two.row == met.row));
    first.iter().filter(in_all).max_by_key(|met| (met.effect == Effect::Refuse, met.to, met.row))
}

/// Refuses, by a letter to the person. The three weeks of the appeal run from today: the letter waits
/// in the person's own window when the act is done (fvl. § 29).
///
/// # Errors
/// Not found: no such row is in force, or there is no such person. Our own fault: rules that do not
/// say where one appeals.
pub async fn refuse(act: &mut Act, new: &NewRefusal) -> Result<RefusalId> {
    let node = act.node().clone();
    let standing = exclusion::standing(act.conn(), &node, new.person, new.row).await?;
    let id = RefusalId::new();
    let year = act.today().year();
    let number = crate::archive::next_case_number(act.conn(), year).await?;
    let sent = letter::refusal(act, id, &number, new, &standing).await?;
    store::insert(act, id, &number, new, &standing, sent).await?;
    deadline(act, id, &standing).await?;
    Ok(id)
}

/// Computes and stores the last day of the appeal.
async fn deadline(act: &mut Act, id: RefusalId, standing: &Standing) -> Result<()> {
    let facts =
        DecisionAppealDeadlineFacts { received: act.today().into(), decision: Decided::Other };
    let decision = DecisionAppealDeadline::decide(&facts, &standing.law);
    let because = decision.because;
    let answer = decision.outcome.map_err(|refusal| Error::because(refusal, because.clone()))?;
    let subject = Subject { kind: "quarantine_refusal", id: id.0 };
    let (kind, due_on) = (DecisionAppealDeadline::NAME, Some(answer.deadline));
    calendar::set(act, subject, kind, due_on, &because, &standing.law).await
}
