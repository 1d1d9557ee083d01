//! The appeal against a decision: lodged here, forwarded by us, decided by the national board.

use super::case::{Case, State};
use super::comment::of_student;
use super::decide::{self, Ruling};
use super::{HANDLERS, appeal_letter, close, filing, registered, store};
use crate::calendar::Deadline;
use crate::explanation::Channel;
use crate::{
    Act, Error, FieldError, MisconductId, PersonId, Result, exclusion, grading, letters_out,
};
use jiff::civil::Date;
use rules::Refusal;
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// An appeal as it reached the institution.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MisconductAppeal)]
pub struct Appeal {
    /// The day it came in.
    #[schema(value_type = String, format = Date)]
    pub received_on: Date,
    /// How it came.
    pub channel: Channel,
    /// The student's grounds; may be empty.
    #[serde(default)]
    pub grounds: String,
    /// Late: why it is taken up all the same (fvl. § 31), as the officer judges it.
    #[serde(default)]
    pub excuse: String,
}

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

impl Case {
    /// Whether the student may add to an appeal that another has registered for her: it is her only one, and an
    /// entry on paper does not use it up.
    pub(super) fn may_add_grounds(&self, person: PersonId) -> bool {
        let open = self
            .appeal
            .as_ref()
            .is_some_and(|appeal| appeal.registered_by != self.person && appeal.settled.is_none());
        open && self.person == person && self.state == State::Appealed
    }
}

/// What the student adds to an appeal that another has registered for her, until the last day.
async fn add_grounds(
    act: &mut Act,
    case: &Case,
    new: &Appeal,
    deadline: Option<Deadline>,
) -> Result<()> {
    if new.grounds.trim().is_empty() {
        let text = ui::messages::text("misconduct-field-missing", &[]);
        return Err(Error::field("grounds", text));
    }
    let today = act.today();
    if let Some(last) = deadline.and_then(|deadline| deadline.due_on).filter(|last| today > *last) {
        let text = ui::messages::text("misconduct-refused-too-late", &[("date", &last)]);
        return Err(Error::refused("too-late", text));
    }
    store::insert_further_grounds(act, case.id, new.grounds.trim()).await?;
    filing::appeal(act, case).await
}

/// Registers an appeal (P-13): from the student, or on paper by the central department. To one that was
/// registered for her on paper the student adds her own grounds until the last day.
///
/// # Errors
/// Not found for others; refused `wrong-state`, and `too-late` after the last day, unless the
/// department gives a reason for taking it up. An impossible day is invalid.
pub async fn appeal(act: &mut Act, id: MisconductId, new: Appeal) -> Result<()> {
    let case = of_student(act, id).await?;
    // After the last day the case is closed; what comes late is looked at all the same.
    case.require(&[State::Decided, State::Appealed, State::Closed])?;
    let deadline = close::appeal_by(act, id).await?;
    if case.may_add_grounds(act.person()?) && deadline.is_some() {
        return add_grounds(act, &case, &new, deadline).await;
    }
    if case.appeal.is_some() || deadline.is_none() {
        return Err(case.wrong_state());
    }
    let own = case.person == act.person()?;
    let by_self = new.channel == Channel::SelfService;
    let (today, decided) = (act.today(), case.decision.as_ref().map(|one| one.decided_on));
    let first = decided.unwrap_or(today);
    let possible = (first..=today).contains(&new.received_on);
    if !possible || own != by_self || by_self && new.received_on != today {
        let args: [(&str, &dyn ui::ToArg); 2] = [("first", &first), ("last", &today)];
        let text = ui::messages::text("misconduct-comment-day", &args);
        return Err(Error::field("received_on", text));
    }
    let last = deadline.as_ref().and_then(|deadline| deadline.due_on);
    let excused = !own && !new.excuse.trim().is_empty();
    if let Some(last) = last.filter(|last| new.received_on > *last)
        && !excused
    {
        let text = ui::messages::text("misconduct-refused-too-late", &[("date", &last)]);
        let because = deadline.map(|deadline| deadline.because).unwrap_or_default();
        return Err(Error::because(Refusal::new("too-late", text), because));
    }
    store::insert_appeal(act, id, &new, excused).await?;
    store::set_state(act, id, State::Appealed).await?;
    exclusion::case_under_appeal(act, id.0, true).await?;
    filing::appeal(act, &case).await
}

/// Forwards the appeal to the national board, once the decision has been looked at again and stands
/// (P-13).
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state`.
pub async fn forward(act: &mut Act, id: MisconductId) -> Result<()> {
    let case = Case::to_handle(act, id, HANDLERS).await?;
    case.require(&[State::Appealed])?;
    if case.appeal.as_ref().is_some_and(|appeal| appeal.forwarded_on.is_some()) {
        let text = ui::messages::text("misconduct-refused-state", &[]);
        return Err(Error::refused("wrong-state", text));
    }
    store::set_forwarded(act, id).await?;
    filing::forwarded(act, &case).await
}

/// Enters what the national board decided, lets it have its effects, and writes to the student
/// (P-14): what was annulled counts again where nothing of it is left, and what is registered is changed
/// or deleted, once another person has controlled that; from then on other institutions know.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state` before the appeal is forwarded,
/// `same-person` to whoever registered the appeal or forwarded it, since what waits for control is overtaken,
/// and `role-from-other` to whoever has her role from one of them alone;
/// and by the rule `exclusion-rows` for a changed measure. What is missing or cannot be is invalid.
pub async fn settle(act: &mut Act, id: MisconductId, new: Settle) -> Result<()> {
    let case = Case::to_handle(act, id, HANDLERS).await?;
    case.require(&[State::Appealed])?;
    let forwarded = case.appeal.as_ref().and_then(|appeal| appeal.forwarded_on);
    let (Some(forwarded), Some(decision)) = (forwarded, case.decision.as_ref()) else {
        let text = ui::messages::text("misconduct-refused-not-forwarded", &[]);
        return Err(Error::refused("wrong-state", text));
    };
    let by = act.person()?;
    let taken_by = |appeal: &store::Appealed| [Some(appeal.registered_by), appeal.forwarded_by];
    if case.appeal.as_ref().is_some_and(|appeal| taken_by(appeal).contains(&Some(by))) {
        let text = ui::messages::text("misconduct-refused-same-appeal", &[]);
        return Err(Error::refused("same-person", text));
    }
    for giver in case.appeal.iter().flat_map(taken_by).flatten() {
        let (of, at) = ((by, HANDLERS, giver), (case.unit, act.today()));
        if !store::role_from_another(act.conn(), of, at).await? {
            let text = ui::messages::text("misconduct-refused-role-from", &[]);
            return Err(Error::refused("role-from-other", text));
        }
    }
    complete(&new, forwarded, act.today(), decision.annulled, decision.legal_basis.is_some())?;
    let law = act.node().rule_set(&case.rule_set)?.clone();
    let ruling = decision.ruling();
    let before = decide::rule(&case, &law, &ruling)?;
    let changed = Ruling {
        annulled: new.annulled,
        legal_basis: ruling.legal_basis.clone().filter(|_| new.from.is_some()),
        from: new.from,
        to: new.to,
        ..ruling
    };
    let after = match new.outcome {
        Outcome::Changed => Some(decide::rule(&case, &law, &changed)?),
        Outcome::Upheld | Outcome::Reversed => None,
    };
    let after = after.as_ref().map(|after| (&changed, after));
    let sent = appeal_letter::settled(act, &case, &law, &new, &before, after).await?;
    if before.basis.is_some() && new.outcome != Outcome::Upheld {
        let handler = letters_out::signature_of_handler(act.who()?);
        let settled =
            appeal_letter::Settled { on: Some((new.decided_on, &new.case_number)), after, handler };
        appeal_letter::to_unit(act, &case, &law, settled).await?;
    }
    store::set_settled(act, id, &new, sent).await?;
    store::set_state(act, id, State::Closed).await?;
    exclusion::case_under_appeal(act, id.0, false).await?;
    registered::by_itself(act, id).await?;
    let still = match new.outcome {
        Outcome::Upheld => decision.annulled,
        Outcome::Changed => new.annulled,
        Outcome::Reversed => false,
    };
    match &case.exam {
        Some(exam) if decision.annulled && !still => grading::restore(act, exam.registration).await,
        _ => Ok(()),
    }
}

fn complete(
    new: &Settle,
    forwarded: Date,
    today: Date,
    was_annulled: bool,
    had_measure: bool,
) -> Result<()> {
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
    let nothing_left = !new.annulled && new.from.is_none();
    wrong("outcome", key("misconduct-changed-to-nothing"), changed && nothing_left);
    wrong("annulled", key("misconduct-changed-worse"), changed && new.annulled && !was_annulled);
    let measure = new.from.is_some() || new.to.is_some();
    wrong("from", key("misconduct-changed-worse"), changed && measure && !had_measure);
    let half = new.from.is_some() != new.to.is_some();
    wrong("to", missing, changed && half);
    let turned = new.from.zip(new.to).is_some_and(|(from, to)| to < from);
    wrong("to", key("misconduct-period-turned"), changed && turned);
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}
