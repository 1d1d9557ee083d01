//! The institutions that are not connected to the register, which are told of an exclusion by letter
//! (LTR-FUSK-4): named with the decision, and written to once another person has controlled what is
//! registered of it. Nothing that one person does alone makes a decision known elsewhere (Z-17).

use super::appeal_letter::{self, Settled};
use super::case::{Case, State};
use super::decide::{self, Ruled, Ruling};
use super::decision_letter::{self, Decided};
use super::registered::Registered;
use super::{basis, store};
use crate::access::Role;
use crate::exclusion::{self, Counts, Ordered};
use crate::{Act, Error, MisconductId, Node, Result, letters_out};
use ::store::Entry;
use ::store::job::Job;
use letters::Signature;
use letters::exclusion_information::AppealState;
use letters::misconduct::Body;
use rules::{RuleSet, Text};
use serde::Deserialize;
use ui::key;

/// The job that writes to those who are to be told once another person has controlled what is registered
/// of a case: `{ "case": … }`. The routine `exclusion` leaves it in the act of that control.
pub const INFORM_JOB: &str = exclusion::CASE_CONTROLLED_JOB;

/// The institutions of the directory that the register does not reach: they are proposed to whoever
/// enters a decision.
pub(super) async fn unconnected(node: &Node) -> Result<Vec<Text>> {
    let others = exclusion::others(node).await?.into_iter();
    Ok(others.filter(|one| !one.connected).map(|one| one.name).collect())
}

/// Notes who is to be told by letter. Nobody is where nothing has effect elsewhere.
///
/// # Errors
/// Invalid at `told`: an institution that is connected hears of it through the register. Refused
/// `no-national-id`.
pub(super) async fn choose(
    act: &mut Act,
    case: &Case,
    named: &[String],
    ruled: &Ruled<'_>,
) -> Result<()> {
    let named: Vec<_> = named.iter().map(|name| name.trim()).filter(|n| !n.is_empty()).collect();
    if named.is_empty() || !ruled.rows.iter().any(|row| row.transfers) {
        return Ok(());
    }
    if let Some(name) = connected(act.node(), &named).await?.first() {
        let text = ui::messages::text("misconduct-told-connected", &[("institution", name)]);
        return Err(Error::field("told", text));
    }
    if store::national_id(act.conn(), case.person).await?.is_none() {
        let text = ui::messages::text("misconduct-refused-no-national-id", &[]);
        return Err(Error::refused("no-national-id", text));
    }
    Ok(store::insert_told(act.conn(), case.id, &named).await?)
}

/// Those of some institutions that share exclusions by now.
async fn connected<'a>(node: &Node, named: &[&'a str]) -> Result<Vec<&'a str>> {
    let others = exclusion::others(node).await?;
    let reached = |name: &&&str| others.iter().any(|one| one.connected && one.is_called(name));
    Ok(named.iter().filter(reached).copied().collect())
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

/// How many letters went out.
async fn inform(act: &mut Act, id: MisconductId) -> Result<usize> {
    let (node, today) = (act.node().clone(), act.today());
    let found = Registered::load(act.conn(), &node, (id, today), true).await?;
    let Some(found) = found.filter(|found| found.missing.is_none()) else { return Ok(0) };
    let case = &found.case;
    let Some(national_id) = store::national_id(act.conn(), case.person).await? else {
        return Ok(0);
    };
    let law = node.rule_set(&case.rule_set)?.clone();
    let (mut first, mut changed) = (Vec::new(), Vec::new());
    for one in store::told(act.conn(), id).await? {
        match (one.letter, one.changed) {
            (None, _) => first.push(one.name),
            (Some(_), None) => changed.push(one.name),
            _ => {}
        }
    }
    match (&found.ordered, found.counts) {
        (Ordered::Decided(..), Some(Counts::InForce)) => changed.clear(),
        (Ordered::Changed(..), Some(Counts::InForce)) => {}
        (Ordered::Nothing, Some(Counts::Deleted)) => first.clear(),
        _ => return Ok(0),
    }
    let by_now = first.iter().map(String::as_str).collect::<Vec<_>>();
    let reached = connected(&node, &by_now).await?;
    let reached: Vec<String> = reached.into_iter().map(ToOwned::to_owned).collect();
    first.retain(|name| !reached.contains(name));
    for name in &first {
        tell(act, case, &law, (name, &national_id)).await?;
    }
    for name in &changed {
        tell_change(act, case, &law, (name, &national_id)).await?;
    }
    Ok(first.len() + changed.len())
}

/// Who has handled the case: whoever entered the decision.
async fn handler(act: &mut Act, case: &Case) -> Result<Signature> {
    let name = store::recorded_by(act.conn(), case.id).await?.ok_or(Error::NotFound)?;
    Ok(letters_out::signature_of(&name, Role::CentralOfficer))
}

/// What is left of the decision after an appeal that has changed it.
fn left(case: &Case) -> Option<Ruling> {
    let settled = case.appeal.as_ref().and_then(|appeal| appeal.settled.as_ref())?;
    let (from, to) = settled.period?;
    let ruling = case.decision.as_ref()?.ruling();
    Some(Ruling { from: Some(from), to: Some(to), ..ruling })
}

/// The first letter: what is in force, by whichever body decided it.
async fn tell(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    (name, national_id): (&str, &str),
) -> Result<()> {
    let decision = case.decision.as_ref().ok_or(Error::NotFound)?;
    let met = store::met(act.conn(), case.id).await?.ok_or(Error::NotFound)?;
    let settled = case.appeal.as_ref().and_then(|appeal| appeal.settled.as_ref());
    let (ruling, body) = match (left(case), settled) {
        (Some(left), Some(settled)) => {
            let number = settled.case_number.as_str();
            (left, (Body::JointAppealsBoard, settled.settled_on, number))
        }
        _ => {
            let body = basis::board(law)?.into();
            (decision.ruling(), (body, decision.decided_on, met.agenda_number.as_str()))
        }
    };
    let decided = Decided {
        body,
        ruling: &ruling,
        ruled: &decide::rule(case, law, &ruling)?,
        appeal: match case.state {
            State::Appealed => AppealState::Appealed,
            State::Closed => AppealState::Final,
            _ => AppealState::Open,
        },
        handler: handler(act, case).await?,
    };
    let of = (name, national_id.to_owned());
    let letter = decision_letter::to_institution(act, case, law, decided, of).await?;
    store::set_told(act.conn(), (case.id, name), letter).await?;
    if settled.is_some() && left(case).is_some() {
        // The first letter says what the appeal has left: there is no other to follow.
        store::set_told_change(act.conn(), (case.id, name), letter).await?;
    }
    Ok(())
}

/// The second letter: what an appeal has made of it.
async fn tell_change(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    (name, national_id): (&str, &str),
) -> Result<()> {
    let settled = case.appeal.as_ref().and_then(|appeal| appeal.settled.as_ref());
    let settled = settled.ok_or(Error::NotFound)?;
    let ruling = left(case);
    let ruled = ruling.as_ref().map(|ruling| decide::rule(case, law, ruling)).transpose()?;
    let settled = Settled {
        on: (settled.settled_on, &settled.case_number),
        after: ruling.as_ref().zip(ruled.as_ref()),
        handler: handler(act, case).await?,
    };
    let of = (name, national_id.to_owned());
    let letter = appeal_letter::to_institution(act, case, law, settled, of).await?;
    Ok(store::set_told_change(act.conn(), (case.id, name), letter).await?)
}

/// Where a letter to an institution stands, in words.
pub(super) const fn stands(told: &store::ToldByLetter) -> &'static str {
    match (&told.letter, &told.changed) {
        (None, _) => key("misconduct-told-waits"),
        (Some(_), None) => key("misconduct-told-sent"),
        (Some(_), Some(_)) => key("misconduct-told-changed"),
    }
}
