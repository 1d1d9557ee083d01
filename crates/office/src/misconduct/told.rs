//! The institutions that are not connected to the register, which are told of an exclusion by letter
//! (LTR-FUSK-4): named with the decision, and written to once another person has controlled what is
//! registered of it. Nothing that one person does alone makes an exclusion known elsewhere (Z-17).

use super::appeal_letter::{self, Settled};
use super::case::{Case, State};
use super::decide::{self, NotTold, Ruled, Ruling};
use super::decision_letter::{self, Decided};
use super::registered::Registered;
use super::{basis, store};
use crate::access::Role;
use crate::exclusion::{self, ByLetter, Counts, Ordered};
use crate::{Act, Error, MisconductId, Node, Result, letters_out};
use ::store::Entry;
use ::store::job::Job;
use jiff::civil::Date;
use letters::Signature;
use letters::exclusion_information::AppealState;
use letters::misconduct::Body;
use rules::RuleSet;
use serde::Deserialize;
use ui::key;

/// The job that writes to those who are to be told once another person has controlled what is registered
/// of a case: `{ "case": … }`. The routine `exclusion` leaves it in the act of that control.
pub const INFORM_JOB: &str = exclusion::CASE_CONTROLLED_JOB;

/// What the Directorate of Health is called in letters and in the archive.
const DIRECTORATE: &str = "Helsedirektoratet";

/// The institutions of the directory that the register does not reach: each is told by letter, unless whoever
/// enters the decision says why not.
pub(super) async fn unconnected(node: &Node) -> Result<Vec<exclusion::Other>> {
    let others = exclusion::others(node).await?.into_iter();
    Ok(others.filter(|one| !one.connected).collect())
}

/// Who is to be told by letter, and who is left out. Nobody is where nothing has effect elsewhere.
///
/// # Errors
/// Invalid at `not_told`: an institution that the directory has not, or that the register reaches; no reason.
pub(super) async fn choose(
    node: &Node,
    left_out: &[NotTold],
    ruled: &Ruled<'_>,
) -> Result<Vec<ByLetter>> {
    let others = unconnected(node).await?;
    for one in left_out {
        let number = one.institution.trim();
        if !others.iter().any(|other| other.number == number) {
            let args: [(&str, &dyn ui::ToArg); 1] = [("institution", &number)];
            let text = ui::messages::text("misconduct-told-connected", &args);
            return Err(Error::field("not_told", text));
        }
        if one.because.trim().is_empty() {
            let text = ui::messages::text("misconduct-field-missing", &[]);
            return Err(Error::field("not_told", text));
        }
    }
    if !ruled.rows.iter().any(|row| row.transfers) {
        return Ok(Vec::new());
    }
    let why = |number: &str| {
        let one = left_out.iter().find(|one| one.institution.trim() == number);
        one.map(|one| one.because.trim().to_owned())
    };
    let by_letter = |other: exclusion::Other| ByLetter {
        left_out: why(&other.number),
        name: other.name.nb,
        number: Some(other.number),
        noted: false,
        told: false,
    };
    Ok(others.into_iter().map(by_letter).collect())
}

/// Notes them with the decision, and the Directorate of Health where the Act says so.
pub(super) async fn note(
    act: &mut Act,
    id: MisconductId,
    told: &[ByLetter],
    ruled: &Ruled<'_>,
) -> Result<()> {
    let directorate = decision_letter::of_health(ruled).then_some(DIRECTORATE);
    exclusion::note_with_decision(act, id.0, told, directorate).await
}

#[derive(Deserialize)]
struct Of {
    case: MisconductId,
}

/// Runs [`INFORM_JOB`]: whoever has not been told of the exclusion that is in force now is told, and
/// whoever was learns what an appeal has made of it.
///
/// # Errors
/// The database is away.
pub async fn inform_job(node: &Node, job: &Job) -> Result<()> {
    let Of { case: id } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    let told = inform(&mut act, id).await?;
    act.commit(Entry::new("misconduct.inform", "misconduct", id.0).fact("institutions", told)).await
}

/// A letter that is due: to whom, of which period, and whether it is the first.
struct Due<'a> {
    to: &'a store::ToldByLetter,
    period: Option<(Date, Date)>,
}

/// How many letters went out. What is in force, controlled, is held against what each was told last: whatever
/// differs is another letter, by whichever way it came about.
async fn inform(act: &mut Act, id: MisconductId) -> Result<usize> {
    let (node, today) = (act.node().clone(), act.today());
    let found = Registered::load(act.conn(), &node, (id, today), true).await?;
    let Some(found) = found.filter(|found| found.missing.is_none()) else { return Ok(0) };
    let period = match found.counts {
        Some(Counts::InForce(from, to)) => Some((from, to)),
        Some(Counts::Deleted) => None,
        None => return Ok(0),
    };
    let Some(national_id) = store::national_id(act.conn(), found.case.person).await? else {
        return Ok(0);
    };
    let others = exclusion::others(&node).await?;
    let reached = |one: &store::ToldByLetter| {
        let is = |other: &exclusion::Other| match &one.number {
            Some(number) => other.number == *number,
            None => other.is_called(&one.name),
        };
        others.iter().any(|other| other.connected && is(other))
    };
    let told = store::told(act.conn(), id).await?;
    let due = told.iter().filter(|one| one.left_out.is_none());
    let due = due.filter(|one| match one.letter {
        None => period.is_some() && !reached(one) && (found.health || !one.directorate),
        Some(_) => one.period != period,
    });
    let due: Vec<_> = due.map(|to| Due { to, period }).collect();
    for one in &due {
        tell(act, &found, one, &national_id).await?;
    }
    Ok(due.len())
}

async fn tell(act: &mut Act, found: &Registered, due: &Due<'_>, national_id: &str) -> Result<()> {
    match (due.to.letter, due.period) {
        (None, Some(period)) => tell_first(act, &found.case, (due.to, national_id), period).await,
        _ => tell_change(act, found, due, national_id).await,
    }
}

/// Who has handled the case: whoever entered the decision.
async fn handler(act: &mut Act, case: &Case) -> Result<Signature> {
    let name = store::recorded_by(act.conn(), case.id).await?.ok_or(Error::NotFound)?;
    Ok(letters_out::signature_of(&name, Role::CentralOfficer))
}

/// The decision, of the period that is in force.
fn in_force(case: &Case, (from, to): (Date, Date)) -> Result<Ruling> {
    let ruling = case.decision.as_ref().ok_or(Error::NotFound)?.ruling();
    Ok(Ruling { from: Some(from), to: Some(to), ..ruling })
}

/// The period that an appeal has left, where it has changed the decision.
fn left(case: &Case) -> Option<(Date, Date)> {
    case.appeal.as_ref().and_then(|appeal| appeal.settled.as_ref()?.period)
}

/// The paragraph by which somebody is told.
fn told_law(law: &RuleSet, to: &store::ToldByLetter, ruled: &Ruled<'_>) -> Result<String> {
    let health = ruled.basis.as_ref().and_then(|basis| basis.law.health_authority.as_ref());
    Ok(match health.filter(|_| to.directorate) {
        Some(health) => health.law.clone(),
        None => basis::section(law)?.register.law.clone(),
    })
}

/// The first letter: what is in force, by whichever body decided it.
async fn tell_first(
    act: &mut Act,
    case: &Case,
    (to, national_id): (&store::ToldByLetter, &str),
    period: (Date, Date),
) -> Result<()> {
    let law = act.node().rule_set(&case.rule_set)?.clone();
    let decision = case.decision.as_ref().ok_or(Error::NotFound)?;
    let met = store::met(act.conn(), case.id).await?.ok_or(Error::NotFound)?;
    let settled = case.appeal.as_ref().and_then(|appeal| appeal.settled.as_ref());
    let body = match settled.filter(|_| left(case).is_some()) {
        Some(settled) => {
            (Body::JointAppealsBoard, settled.settled_on, settled.case_number.as_str())
        }
        None => (basis::board(&law)?.into(), decision.decided_on, met.agenda_number.as_str()),
    };
    let ruling = in_force(case, period)?;
    let ruled = decide::rule(case, &law, &ruling)?;
    let told_law = told_law(&law, to, &ruled)?;
    let decided = Decided {
        body,
        ruling: &ruling,
        ruled: &ruled,
        appeal: match case.state {
            State::Appealed => AppealState::Appealed,
            State::Closed => AppealState::Final,
            _ => AppealState::Open,
        },
        handler: handler(act, case).await?,
    };
    let of = (to.name.as_str(), national_id.to_owned(), told_law);
    let letter = decision_letter::to_institution(act, case, &law, decided, of).await?;
    Ok(store::set_told(act.conn(), (case.id, &to.name), letter, period).await?)
}

/// Another letter: what is in force instead, by the appeal or because the entry is corrected.
async fn tell_change(
    act: &mut Act,
    found: &Registered,
    due: &Due<'_>,
    national_id: &str,
) -> Result<()> {
    let case = &found.case;
    let law = act.node().rule_set(&case.rule_set)?.clone();
    let settled = case.appeal.as_ref().and_then(|appeal| appeal.settled.as_ref());
    let by_appeal = match &found.ordered {
        Ordered::Nothing => due.period.is_none(),
        Ordered::Changed(..) => due.period == left(case),
        Ordered::Decided(..) => false,
    };
    let ruling = due.period.map(|period| in_force(case, period)).transpose()?;
    let ruled = ruling.as_ref().map(|ruling| decide::rule(case, &law, ruling)).transpose()?;
    let settled = Settled {
        on: settled.filter(|_| by_appeal).map(|one| (one.settled_on, &*one.case_number)),
        after: ruling.as_ref().zip(ruled.as_ref()),
        handler: handler(act, case).await?,
    };
    let of = (due.to.name.as_str(), national_id.to_owned());
    let letter = appeal_letter::to_institution(act, case, &law, settled, of).await?;
    let to = (case.id, due.to.name.as_str());
    Ok(store::set_told_change(act.conn(), to, letter, due.period).await?)
}

/// Where a letter to an institution stands, in words.
pub(super) const fn stands(told: &store::ToldByLetter) -> &'static str {
    match (&told.letter, &told.changed) {
        _ if told.left_out.is_some() => key("misconduct-told-left-out"),
        (None, _) => key("misconduct-told-waits"),
        (Some(_), None) => key("misconduct-told-sent"),
        (Some(_), Some(_)) => key("misconduct-told-changed"),
    }
}
