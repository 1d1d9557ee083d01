//! The appeal against a decision: lodged here, and forwarded by us to the national board.

use super::case::{Case, State};
use super::comment::of_student;
use super::{HANDLERS, close, filing, store};
use crate::calendar::Deadline;
use crate::explanation::Channel;
use crate::{Act, Error, MisconductId, PersonId, Result, exclusion};
use jiff::civil::Date;
use rules::Refusal;
use serde::Deserialize;
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
        && !close::waits_for_post(act, &case).await?
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
