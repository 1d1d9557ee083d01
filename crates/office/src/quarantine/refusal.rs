//! A refusal because of an exclusion: the letter, its archive entry, and until when one appeals.

use super::{Case, letter, store};
use crate::calendar::{self, Subject};
use crate::exclusion::{self, Met};
use crate::{Act, Error, LetterId, Node, PersonId, RefusalId, Result, UnitId, letters_out};
use ::store::Entry;
use ::store::job::Job;
use jiff::civil::Date;
use letters::exclusion::ExamRegistrations;
use rules::appeal::{Decided, DecisionAppealDeadline, DecisionAppealDeadlineFacts};
use rules::exclusion::Effect;
use rules::{Rule, RuleSet, RuleSetId, Text};
use serde::Deserialize;
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

/// The job that counts the appeal anew when the letter has been posted: `{ "letter": …, "subject": … }`.
pub const POSTED_JOB: &str = letters_out::QUARANTINE_POSTED;

/// Refuses, by a letter to the person. The three weeks of the appeal run from its arrival (fvl. § 29): from
/// today where she is told that it waits in her own window, the days of the post later on paper.
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
    let by_post = letters_out::goes_by_post(act, new.person).await?;
    deadline(act, id, &standing.law, by_post).await?;
    Ok(id)
}

/// Computes and stores the last day of the appeal.
async fn deadline(act: &mut Act, id: RefusalId, law: &RuleSet, by_post: bool) -> Result<()> {
    let (received, decision) = (act.today().into(), Decided::Other);
    let facts = DecisionAppealDeadlineFacts { received, by_post, decision };
    let decision = DecisionAppealDeadline::decide(&facts, law);
    let because = decision.because;
    let answer = decision.outcome.map_err(|refusal| Error::because(refusal, because.clone()))?;
    let subject = Subject { kind: "quarantine_refusal", id: id.0 };
    let (kind, due_on) = (DecisionAppealDeadline::NAME, Some(answer.deadline));
    calendar::set(act, subject, kind, due_on, &because, law).await
}

#[derive(Deserialize)]
struct Posted {
    letter: LetterId,
    subject: RefusalId,
}

/// Runs [`POSTED_JOB`]: a refusal that has waited to be printed is on its way from today.
///
/// # Errors
/// The database is away.
pub async fn posted_job(node: &Node, job: &Job) -> Result<()> {
    let Posted { letter, subject: id } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    let case = Case::lock(&mut act, id).await?;
    let counts = case.letter == letter;
    if counts {
        let law = node.rule_set(&RuleSetId(case.rule_set.clone()))?;
        deadline(&mut act, id, law, true).await?;
    }
    let entry = Entry::new("quarantine.posted", "quarantine_refusal", id.0);
    act.commit(entry.fact("counts", counts)).await
}
