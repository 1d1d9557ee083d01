//! The appeal against a refusal: received here, sent to whom it is about, and its outcome.

use super::case::Case;
use super::{HANDLERS, letter, said, store};
use crate::calendar::{self, Deadline, Subject};
use crate::exclusion::Standing;
use crate::explanation::Channel;
use crate::{Act, Error, RefusalId, Result, exclusion, grading, letters_out};
use jiff::civil::Date;
use rules::appeal::DecisionAppealDeadline;
use rules::{Refusal, Rule, RuleSetId};
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// What an appeal is about, and so who considers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = QuarantineGround)]
pub enum Ground {
    /// The decision, or that it is registered: the institution that decided considers it.
    Registered,
    /// How it was used here: the own body considers it.
    Used,
}

impl Ground {
    /// Both, in the order a form offers them.
    pub const ALL: [Self; 2] = [Self::Registered, Self::Used];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Registered => key("quarantine-ground-registered"),
            Self::Used => key("quarantine-ground-used"),
        }
    }
}

/// The ground in the letter's words.
pub(super) const fn ground_in_letter(
    ground: Ground,
) -> letters::exclusion_appeal_forwarded::Ground {
    match ground {
        Ground::Registered => letters::exclusion_appeal_forwarded::Ground::Registered,
        Ground::Used => letters::exclusion_appeal_forwarded::Ground::Used,
    }
}

/// What became of an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = QuarantineOutcome)]
pub enum Outcome {
    /// The person is right: the case is taken up again.
    Upheld,
    /// The refusal stands.
    Rejected,
}

impl Outcome {
    /// Both, in the order a form offers them.
    pub const ALL: [Self; 2] = [Self::Upheld, Self::Rejected];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Upheld => key("quarantine-outcome-upheld"),
            Self::Rejected => key("quarantine-outcome-rejected"),
        }
    }
}

/// An appeal as it reached the institution.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuarantineAppeal)]
pub struct Appeal {
    /// What it is about.
    pub ground: Ground,
    /// The day it came in.
    #[schema(value_type = String, format = Date)]
    pub received_on: Date,
    /// How it came.
    pub channel: Channel,
    /// What the person has written; may be empty.
    #[serde(default)]
    pub grounds: String,
    /// Late: why it is taken up all the same (fvl. § 31), as the officer judges it.
    #[serde(default)]
    pub excuse: String,
}

/// Registers an appeal: from the person, or on paper by the unit that refused. What was registered on paper
/// does not use up hers: until the last day she writes herself beside it, once.
///
/// # Errors
/// Not found for others; refused `already-appealed`, and `too-late` after the last day unless the
/// officer gives a reason for taking it up. An impossible day is invalid.
pub async fn appeal(act: &mut Act, id: RefusalId, new: Appeal) -> Result<()> {
    let case = Case::lock(act, id).await?;
    let own = case.person == act.person()?;
    if !own {
        act.who()?.require(HANDLERS, &case.place)?;
    }
    let beside = own && case.takes_own_words();
    if case.appeal.is_some() && !beside {
        return Err(Error::refused("already-appealed", said(key("quarantine-refused-appealed"))));
    }
    let by_self = new.channel == Channel::SelfService;
    let (first, today) = (case.refused_on, act.today());
    let possible = (first..=today).contains(&new.received_on);
    if !possible || own != by_self || by_self && new.received_on != today {
        let args: [(&str, &dyn ui::ToArg); 2] = [("first", &first), ("last", &today)];
        let text = ui::messages::text("quarantine-error-day", &args);
        return Err(Error::field("received_on", text));
    }
    let excused = !own && !new.excuse.trim().is_empty();
    // No time runs against whoever has not been told yet.
    if !letters_out::waits_for_post(act, case.letter).await? {
        in_time(act, id, new.received_on, excused).await?;
    }
    if case.appeal.is_some() {
        store::insert_own_words(act.conn(), id, &new).await?;
    } else {
        let by = act.person()?;
        store::insert_appeal(act.conn(), id, &new, excused, by).await?;
    }
    let law = act.node().rule_set(&RuleSetId(case.rule_set.clone()))?.clone();
    letter::came(act, &case, &law).await
}

/// Until when one appeals, with reasons.
async fn last_day(act: &mut Act, id: RefusalId) -> Result<Option<Deadline>> {
    let subject = Subject { kind: "quarantine_refusal", id: id.0 };
    calendar::store::get(act.conn(), subject, DecisionAppealDeadline::NAME).await
}

async fn in_time(act: &mut Act, id: RefusalId, received_on: Date, excused: bool) -> Result<()> {
    let Some(deadline) = last_day(act, id).await? else { return Ok(()) };
    match deadline.due_on {
        Some(last) if received_on > last && !excused => {
            let text = ui::messages::text("quarantine-refused-too-late", &[("date", &last)]);
            Err(Error::because(Refusal::new("too-late", text), deadline.because))
        }
        _ => Ok(()),
    }
}

/// Sends the appeal on: to the institution that decided, or to the own body.
///
/// # Errors
/// Not found outside one's scope and in one's own case; refused `not-appealed`, `already-sent`.
pub async fn forward(act: &mut Act, id: RefusalId) -> Result<()> {
    let case = to_handle(act, id).await?;
    let Some(lodged) = &case.appeal else {
        return Err(Error::refused("not-appealed", said(key("quarantine-refused-not-appealed"))));
    };
    if lodged.sent_on.is_some() {
        return Err(Error::refused("already-sent", said(key("quarantine-refused-sent"))));
    }
    let Some(standing) = standing(act, &case).await? else {
        return Err(Error::refused("row-gone", said(key("quarantine-refused-row-gone"))));
    };
    let sent = letter::forwarded(act, &case, lodged, &standing).await?;
    let (today, by) = (act.today(), act.person()?);
    store::set_sent(act.conn(), id, sent, today, by).await?;
    Ok(())
}

/// Enters what the body came to. It counts once another person has controlled that ([`control`]): upheld, the
/// row is set aside in this case, and what was refused is taken up again.
///
/// # Errors
/// As [`forward`]; refused `not-sent`, `already-settled`, and `may-still-write` to reject what
/// an officer has registered before the person's last day; invalid: a day before it was sent or to come.
pub async fn settle(act: &mut Act, id: RefusalId, outcome: Outcome, on: Date) -> Result<()> {
    let case = to_handle(act, id).await?;
    let Some(lodged) = &case.appeal else {
        return Err(Error::refused("not-appealed", said(key("quarantine-refused-not-appealed"))));
    };
    if lodged.outcome.is_some() || lodged.entered.is_some() {
        return Err(Error::refused("already-settled", said(key("quarantine-refused-settled"))));
    }
    if outcome == Outcome::Rejected && lodged.takes_own_words() {
        // It was registered in her name: until the last day she may have more to say.
        let day = last_day(act, id).await?.and_then(|deadline| deadline.due_on);
        if let Some(last) = day.filter(|last| act.today() <= *last) {
            let text = ui::messages::text("quarantine-refused-may-write", &[("date", &last)]);
            return Err(Error::refused("may-still-write", text));
        }
    }
    let first = match lodged.sent_on {
        Some(sent_on) => sent_on,
        // Whoever decided has taken the row back before it was sent.
        None if standing(act, &case).await?.is_none() => lodged.received_on,
        None => {
            return Err(Error::refused("not-sent", said(key("quarantine-refused-not-sent"))));
        }
    };
    let today = act.today();
    if !(first..=today).contains(&on) {
        let args: [(&str, &dyn ui::ToArg); 2] = [("first", &first), ("last", &today)];
        return Err(Error::field("outcome_on", ui::messages::text("quarantine-error-day", &args)));
    }
    let by = act.person()?;
    store::set_outcome(act.conn(), id, outcome, on, by).await?;
    Ok(())
}

/// Controls the outcome that another has entered: from then on it counts. Upheld, an exam that was sat all the
/// same is as if nothing had barred it: the registration stands again, and its grade is let go.
///
/// # Errors
/// As [`forward`]; refused `nothing-entered`, `same-person` to whoever entered it. Conflict: it is another
/// outcome than the one that was looked at.
pub async fn control(act: &mut Act, id: RefusalId, looked_at: Outcome) -> Result<()> {
    entered_by_another(act, id, looked_at).await?;
    let (today, by) = (act.today(), act.person()?);
    store::control_outcome(act.conn(), id, today, by).await?;
    if looked_at == Outcome::Upheld {
        let withdrawn = store::withdrawn(act.conn(), id).await?;
        grading::let_go_excluded(act, &withdrawn).await?;
    }
    Ok(())
}

/// Sends back an outcome that another has entered and that is not what the body came to: it is to be entered
/// anew.
///
/// # Errors
/// As [`control`].
pub async fn send_back(act: &mut Act, id: RefusalId, looked_at: Outcome) -> Result<()> {
    entered_by_another(act, id, looked_at).await?;
    store::return_outcome(act.conn(), id).await?;
    Ok(())
}

/// Lets go on only who looks at what another has entered.
async fn entered_by_another(act: &mut Act, id: RefusalId, looked_at: Outcome) -> Result<()> {
    let case = to_handle(act, id).await?;
    let entered = case.appeal.and_then(|appeal| appeal.entered);
    let Some(entered) = entered else {
        return Err(Error::refused(
            "nothing-entered",
            said(key("quarantine-refused-nothing-entered")),
        ));
    };
    if entered.by == act.person()? {
        return Err(Error::refused("same-person", said(key("quarantine-refused-same-person"))));
    }
    if entered.outcome != looked_at {
        return Err(Error::Conflict(said(key("quarantine-conflict"))));
    }
    Ok(())
}

/// A case of one's own unit that is not one's own, held until the act ends.
async fn to_handle(act: &mut Act, id: RefusalId) -> Result<Case> {
    let case = Case::lock(act, id).await?;
    act.who()?.require(HANDLERS, &case.place)?;
    if case.person == act.person()? { Err(Error::NotFound) } else { Ok(case) }
}

/// The row, where it is still in force.
async fn standing(act: &mut Act, case: &Case) -> Result<Option<Standing>> {
    let Some(row) = case.row else { return Ok(None) };
    let node = act.node().clone();
    match exclusion::standing(act.conn(), &node, case.person, row).await {
        Ok(standing) => Ok(Some(standing)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
