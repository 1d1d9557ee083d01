//! Reminders to examiners: on the days of the rule, or at once; each day once (E-13, B-18).

use super::letters::{address, send};
use super::{CONTROLLERS, Candidate, Panel, PanelMember, Protocol, said, store};
use crate::catalogue;
use crate::letters_out;
use crate::{Act, CommitteeId, Error, ExamId, Node, Result};
use ::store::Entry;
use ::store::job::Job;
use jiff::civil::Date;
use letters::examiner_reminder::{ExaminerReminder, Stage};
use letters::{Period, PeriodUnit};
use rules::grading::GradingDeadlineAnswer;
use serde::Serialize;
use sqlx::PgConnection;
use ui::key;
use utoipa::ToSchema;

/// The job that reminds examiners on one day: `{ "exam": …, "on": … }`.
pub const REMIND_JOB: &str = "grading.remind";

/// Runs [`REMIND_JOB`]: writes to the examiners who have something left to do, while no
/// protocol is received. A day that is no reminder day any more, because the exam was moved,
/// is passed over, and so is one on which the committee has been reminded: the deadline is
/// counted anew many times, and each time leaves its jobs.
///
/// # Errors
/// The database is away.
pub async fn remind_job(node: &Node, job: &Job) -> Result<()> {
    let which = super::deadline::which(job)?;
    let mut act = Act::of_stored_job(node, job).await?;
    let exam = catalogue::store::lock_exam(act.conn(), which.exam).await?;
    let (Some(exam), Some(on)) = (exam, which.on) else { return Ok(()) };
    let Some((answer, law)) = catalogue::graded_by(node, &exam)? else { return Ok(()) };
    let committee = crate::examiners::store::ordinary(act.conn(), exam.id).await?;
    let Some(committee) = committee.filter(|_| answer.reminders.contains(&on)) else {
        return Ok(());
    };
    if store::is_reminded(act.conn(), committee.id, on).await? {
        return Ok(());
    }
    let panel = Panel::load(act.conn(), committee.id).await?;
    let sealed = store::protocol_of(act.conn(), committee.id).await?;
    if sealed.as_ref().is_some_and(|protocol| protocol.received_at.is_some()) {
        return Ok(());
    }
    let reminded = remind(&mut act, &panel, sealed.as_ref(), &Due::of(&answer, &law)).await?;
    if reminded == 0 {
        return Ok(());
    }
    note(&mut act, committee.id, on, reminded).await?;
    act.commit(Entry::new("grading.remind", "exam", exam.id.0).fact("letters", reminded)).await
}

/// Reminds the examiners of an exam of one's own unit at once (B-18).
///
/// # Errors
/// Not found outside one's scope or without a committee and a day; refused `received`
/// when the protocol is in, `reminded` when they have been written to today, and
/// `nothing-outstanding`.
pub(super) async fn remind_now(act: &mut Act, id: ExamId) -> Result<usize> {
    let exam = catalogue::store::lock_exam(act.conn(), id).await?.ok_or(Error::NotFound)?;
    if !act.who()?.may(CONTROLLERS, &exam.place) {
        return Err(Error::NotFound);
    }
    let node = act.node().clone();
    let (answer, law) = catalogue::graded_by(&node, &exam)?.ok_or(Error::NotFound)?;
    let committee = crate::examiners::store::ordinary(act.conn(), id).await?;
    let committee = committee.ok_or(Error::NotFound)?;
    remind_committee(act, committee.id, &Due::of(&answer, &law)).await
}

/// By when those who are reminded are to be ready.
pub(crate) struct Due {
    /// The last day.
    pub(crate) deadline: Date,
    /// The paragraph it comes from.
    pub(crate) law: String,
    /// From which day being late costs the faculty money.
    pub(crate) sanction_from: Option<Date>,
    /// Whether an answer is assessed anew after an appeal.
    pub(crate) regrade: bool,
}

impl Due {
    fn of(answer: &GradingDeadlineAnswer, law: &str) -> Self {
        Self {
            deadline: answer.deadline,
            law: law.to_owned(),
            sanction_from: answer.sanction_from,
            regrade: false,
        }
    }

    /// How late grading becomes costly, as the stored days say.
    fn sanction_after(&self) -> Option<Period> {
        let late = (self.sanction_from? - self.deadline).get_days() - 1;
        Some(Period { count: u32::try_from(late).ok()?, unit: PeriodUnit::Days })
    }
}

/// Reminds those of a committee at once who have something left to do; answers how many. The caller
/// has checked the unit and holds the exam or the case.
///
/// # Errors
/// Refused `received` when the protocol is in, `reminded` when they have been written to today,
/// and `nothing-outstanding`.
pub(crate) async fn remind_committee(act: &mut Act, id: CommitteeId, due: &Due) -> Result<usize> {
    let panel = Panel::load(act.conn(), id).await?;
    let sealed = store::protocol_of(act.conn(), panel.id).await?;
    if sealed.as_ref().is_some_and(|protocol| protocol.received_at.is_some()) {
        return Err(Error::refused("received", said(key("grading-refused-received"))));
    }
    let today = act.today();
    if store::is_reminded(act.conn(), panel.id, today).await? {
        return Err(Error::refused("reminded", said(key("grading-refused-reminded"))));
    }
    let reminded = remind(act, &panel, sealed.as_ref(), due).await?;
    if reminded == 0 {
        let text = said(key("grading-refused-nothing-outstanding"));
        return Err(Error::refused("nothing-outstanding", text));
    }
    note(act, panel.id, today, reminded).await?;
    Ok(reminded)
}

async fn note(act: &mut Act, id: CommitteeId, on: Date, letters: usize) -> Result<()> {
    let now = act.now();
    store::insert_reminder(act.conn(), id, on, letters, now).await?;
    Ok(())
}

/// Reminds each examiner who has not done all that is hers; answers how many.
async fn remind(
    act: &mut Act,
    panel: &Panel,
    sealed: Option<&Protocol>,
    due: &Due,
) -> Result<usize> {
    let (node, today) = (act.node().clone(), act.today());
    let candidates = panel.candidates(act.conn()).await?;
    let stage = match due.deadline.cmp(&today) {
        std::cmp::Ordering::Greater => Stage::Ahead,
        std::cmp::Ordering::Equal => Stage::Today,
        std::cmp::Ordering::Less => Stage::Past,
    };
    let mut reminded = 0;
    for member in panel.members.iter().filter(|one| owes(panel, one, &candidates, sealed)) {
        let outstanding = u32::try_from(missing(panel, member, &candidates)).ok();
        let mut head = letters_out::head(act.conn(), &node, panel.exam.unit, "", today).await?;
        let language = address(act, &mut head, member.person).await?;
        let letter = ExaminerReminder {
            head,
            assignment: panel.exam.assignment(due.deadline, &due.law),
            stage,
            outstanding: outstanding.filter(|count| *count > 0),
            sanction_after: due.sanction_after(),
            regrade: due.regrade,
        };
        let subject = ("committee", panel.id.0);
        send(act, &letter, language, member.person, panel.exam.unit, subject).await?;
        reminded += 1;
    }
    Ok(reminded)
}

/// Whether something is left that this examiner can do: standpoints of hers, her signature, or,
/// when all have given theirs, what the examiners do together before the protocol is sealed.
/// While a third is to be called in, those who have given theirs wait for others.
fn owes(
    panel: &Panel,
    member: &PanelMember,
    candidates: &[Candidate],
    sealed: Option<&Protocol>,
) -> bool {
    if let Some(protocol) = sealed {
        return !protocol.signed_by(member.person);
    }
    let done = |one: &PanelMember| missing(panel, one, candidates) == 0;
    let waits = panel.members.len() == 2 && candidates.iter().any(|one| one.disputed(panel));
    !done(member) || (panel.members.iter().all(done) && !waits)
}

/// How many standpoints this examiner has yet to give.
fn missing(panel: &Panel, member: &PanelMember, candidates: &[Candidate]) -> usize {
    let stands = |one: &&Candidate| one.standpoints.contains_key(&member.id);
    candidates.iter().filter(|one| one.is_for(panel, member) && !stands(one)).count()
}

/// What an examiner still has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Owes {
    /// To say which grade she would set.
    Standpoint,
    /// To close the protocol with the others.
    Protocol,
    /// To sign it.
    Signature,
}

/// Who of a committee has something left to do, and what, in the order of the seats.
///
/// # Errors
/// The database is away.
pub(crate) async fn outstanding(
    conn: &mut PgConnection,
    id: CommitteeId,
) -> Result<Vec<(PanelMember, Owes)>> {
    let panel = Panel::load(conn, id).await?;
    let sealed = store::protocol_of(conn, id).await?;
    let candidates = panel.candidates(conn).await?;
    let what = |one: &PanelMember| match &sealed {
        Some(_) => Owes::Signature,
        None if missing(&panel, one, &candidates) > 0 => Owes::Standpoint,
        None => Owes::Protocol,
    };
    let left = panel.members.iter().filter(|one| owes(&panel, one, &candidates, sealed.as_ref()));
    Ok(left.map(|one| (one.clone(), what(one))).collect())
}
