//! What the national board came to: entered by one, and controlled by another before it has any effect.

use super::case::{Case, State};
use super::decide::{self, Ruled, Ruling};
use super::{HANDLERS, appeal_letter, basis, registered, store};
use crate::{
    Act, Error, FieldError, MisconductId, PersonId, Result, exclusion, grading, letters_out,
};
use jiff::civil::Date;
use letters::misconduct::Sanction;
use rules::RuleSet;
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// The decision of the national board.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Settle {
    /// The day of its meeting.
    #[schema(value_type = String, format = Date)]
    pub decided_on: Date,
    /// Its number of the case.
    pub case_number: String,
    /// How it voted.
    pub vote: Vote,
    /// What it came to.
    pub outcome: Outcome,
    /// Why, as it wrote.
    pub grounds: String,
    /// Changed: whether the exam is still annulled.
    #[serde(default)]
    pub annulled: bool,
    /// Changed: whether false documents are still kept.
    #[serde(default)]
    pub confiscated: bool,
    /// Changed: the first day of the measure, where one is left.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    /// Changed: its last day.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Date>,
}

/// How the national board voted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Vote {
    /// All agreed.
    Unanimous,
    /// At least two thirds of them.
    TwoThirds,
    /// More than half.
    Majority,
}

impl Vote {
    /// All of them, in the order a form offers them.
    pub const ALL: [Self; 3] = [Self::Unanimous, Self::TwoThirds, Self::Majority];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unanimous => key("misconduct-vote-unanimous"),
            Self::TwoThirds => key("misconduct-vote-two-thirds"),
            Self::Majority => key("misconduct-vote-majority"),
        }
    }
}

/// What became of an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MisconductOutcome)]
pub enum Outcome {
    /// The decision stands.
    Upheld,
    /// It is changed.
    Changed,
    /// It is reversed, and nothing of it is left.
    Reversed,
}

impl Outcome {
    /// All of them, in the order a form offers them.
    pub const ALL: [Self; 3] = [Self::Upheld, Self::Changed, Self::Reversed];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Upheld => key("misconduct-outcome-upheld"),
            Self::Changed => key("misconduct-outcome-changed"),
            Self::Reversed => key("misconduct-outcome-reversed"),
        }
    }
}

/// Enters what the national board decided (P-13). It has no effect before another person has controlled it
/// ([`control`]): it would end at once what waits for control, and let an annulled result count again.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state` before the appeal is forwarded,
/// `already-entered` while another entry waits for control, `same-person` to whoever registered the appeal or
/// forwarded it, `role-from-other` to whoever has her role from one of them alone, and by the rule
/// `exclusion-rows` for a changed measure. What is missing or cannot be is invalid.
pub async fn settle(act: &mut Act, id: MisconductId, new: Settle) -> Result<()> {
    let case = Case::to_handle(act, id, HANDLERS).await?;
    case.require(&[State::Appealed])?;
    let Some(forwarded) = case.appeal.as_ref().and_then(|appeal| appeal.forwarded_on) else {
        let text = ui::messages::text("misconduct-refused-not-forwarded", &[]);
        return Err(Error::refused("wrong-state", text));
    };
    if case.entered().is_some() {
        let text = ui::messages::text("misconduct-refused-entered", &[]);
        return Err(Error::refused("already-entered", text));
    }
    let by = act.person()?;
    let taken_by = |appeal: &store::Appealed| [Some(appeal.registered_by), appeal.forwarded_by];
    if case.appeal.as_ref().is_some_and(|appeal| taken_by(appeal).contains(&Some(by))) {
        let text = ui::messages::text("misconduct-refused-same-appeal", &[]);
        return Err(Error::refused("same-person", text));
    }
    for giver in case.appeal.iter().flat_map(taken_by).flatten() {
        let text = "misconduct-refused-role-from";
        nobodys_creature(act, &case, (by, giver), text).await?;
    }
    complete(&case, &new, forwarded, act.today())?;
    let law = act.node().rule_set(&case.rule_set)?.clone();
    come_to(&case, &law, &new)?;
    store::insert_outcome(act, id, &new).await
}

/// Controls what another has entered: from now on it counts (P-13, P-14). The student is written to, what was
/// annulled counts again where nothing of it is left, and what is registered is changed or deleted, once
/// another person has controlled that; from then on other institutions know.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `nothing-entered`, `same-person` to whoever entered it,
/// `role-from-other` where one of the two has the role from the other alone, and by the rule
/// `exclusion-rows`. Conflict: it is another entry than the one that was looked at.
pub async fn control(act: &mut Act, id: MisconductId, looked_at: i32) -> Result<()> {
    let (case, entry) = entered_by_another(act, id, looked_at).await?;
    let by = act.person()?;
    for pair in [(by, entry.by), (entry.by, by)] {
        let text = "misconduct-refused-control-role";
        nobodys_creature(act, &case, pair, text).await?;
    }
    let new = &entry.came_to;
    let law = act.node().rule_set(&case.rule_set)?.clone();
    let (before, after) = come_to(&case, &law, new)?;
    let after = after.as_ref().map(|(ruling, ruled)| (ruling, ruled));
    let sent = appeal_letter::settled(act, &case, &law, new, &before, after).await?;
    if before.basis.is_some() && new.outcome != Outcome::Upheld {
        let handler = letters_out::signature_of_handler(act.who()?);
        let settled =
            appeal_letter::Settled { on: Some((new.decided_on, &new.case_number)), after, handler };
        appeal_letter::to_unit(act, &case, &law, settled).await?;
    }
    store::set_settled(act, id, &entry, sent).await?;
    store::set_state(act, id, State::Closed).await?;
    exclusion::case_under_appeal(act, id.0, false).await?;
    registered::by_itself(act, id).await?;
    let was = case.decision.as_ref().is_some_and(|decision| decision.annulled);
    let still = match new.outcome {
        Outcome::Upheld => was,
        Outcome::Changed => new.annulled,
        Outcome::Reversed => false,
    };
    let of_exam = matches!(basis::annulment(&case, &law)?, Some((Sanction::Annulment { .. }, _)));
    match &case.exam {
        Some(exam) if of_exam && was && !still => grading::restore(act, exam.registration).await,
        _ => Ok(()),
    }
}

/// Sends back what another has entered and the board did not come to: it is to be entered anew.
///
/// # Errors
/// As [`control`], but for the rules.
pub async fn send_back(act: &mut Act, id: MisconductId, looked_at: i32) -> Result<()> {
    entered_by_another(act, id, looked_at).await?;
    store::return_outcome(act, id, looked_at).await
}

/// Lets go on only who looks at what another has entered.
async fn entered_by_another(
    act: &mut Act,
    id: MisconductId,
    looked_at: i32,
) -> Result<(Case, store::Entered)> {
    let mut case = Case::to_handle(act, id, HANDLERS).await?;
    let Some(entry) = case.appeal.as_mut().and_then(|appeal| appeal.entered.take()) else {
        let text = ui::messages::text("misconduct-refused-nothing-entered", &[]);
        return Err(Error::refused("nothing-entered", text));
    };
    if entry.by == act.person()? {
        let text = ui::messages::text("misconduct-refused-same-entry", &[]);
        return Err(Error::refused("same-person", text));
    }
    if entry.number != looked_at {
        return Err(Error::Conflict(ui::messages::text("misconduct-conflict-entry", &[])));
    }
    Ok((case, entry))
}

/// Lets go on only whoever has the role from another than this giver: who could make the other would be both.
async fn nobodys_creature(
    act: &mut Act,
    case: &Case,
    (holder, giver): (PersonId, PersonId),
    said: &'static str,
) -> Result<()> {
    let (of, at) = ((holder, HANDLERS, giver), (case.unit, act.today()));
    if store::role_from_another(act.conn(), of, at).await? {
        return Ok(());
    }
    Err(Error::refused("role-from-other", ui::messages::text(said, &[])))
}

/// What was decided, and what is left of it where it is changed, under the law.
fn come_to<'a>(
    case: &Case,
    law: &'a RuleSet,
    new: &Settle,
) -> Result<(Ruled<'a>, Option<(Ruling, Ruled<'a>)>)> {
    let ruling = case.decision.as_ref().ok_or(Error::NotFound)?.ruling();
    let before = decide::rule(case, law, &ruling)?;
    if new.outcome != Outcome::Changed {
        return Ok((before, None));
    }
    let changed = Ruling {
        annulled: new.annulled,
        confiscated: new.confiscated,
        legal_basis: ruling.legal_basis.clone().filter(|_| new.from.is_some()),
        from: new.from,
        to: new.to,
        ..ruling
    };
    let after = decide::rule(case, law, &changed)?;
    Ok((before, Some((changed, after))))
}

/// What the form must say.
fn complete(case: &Case, new: &Settle, forwarded: Date, today: Date) -> Result<()> {
    let first = case.decision.as_ref();
    let was_annulled = first.is_some_and(|decision| decision.annulled);
    let was_confiscated = first.is_some_and(|decision| decision.confiscated);
    let had_measure = first.is_some_and(|decision| decision.legal_basis.is_some());
    let mut faults = Vec::new();
    let mut wrong = |field: &str, key: &'static str, is_wrong: bool| {
        if is_wrong {
            let text = ui::messages::text(key, &[]);
            faults.push(FieldError { field: field.to_owned(), text });
        }
    };
    let missing = key("misconduct-field-missing");
    wrong("case_number", missing, new.case_number.trim().is_empty());
    wrong("grounds", missing, new.grounds.trim().is_empty());
    let possible = (forwarded..=today).contains(&new.decided_on);
    wrong("decided_on", key("misconduct-settled-impossible"), !possible);
    let changed = new.outcome == Outcome::Changed;
    let nothing_left = !new.annulled && !new.confiscated && new.from.is_none();
    wrong("outcome", key("misconduct-changed-to-nothing"), changed && nothing_left);
    wrong("annulled", key("misconduct-changed-worse"), changed && new.annulled && !was_annulled);
    let worse = changed && new.confiscated && !was_confiscated;
    wrong("confiscated", key("misconduct-changed-worse"), worse);
    let measure = new.from.is_some() || new.to.is_some();
    wrong("from", key("misconduct-changed-worse"), changed && measure && !had_measure);
    let half = new.from.is_some() != new.to.is_some();
    wrong("to", missing, changed && half);
    let turned = new.from.zip(new.to).is_some_and(|(from, to)| to < from);
    wrong("to", key("misconduct-period-turned"), changed && turned);
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}
