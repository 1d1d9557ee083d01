//! A draft is asked for: a job searches, and who waits can stop it and take the best so far.

use super::store::draft::Draft;
use super::{PLANNERS, SEARCH_JOB, store};
use crate::said::{at, refused};
use crate::{DraftId, ExamPlanId};
use office::{Act, Error, Result};
use serde::Deserialize;
use ui::messages::text;
use ui::{FieldError, ToArg};
use utoipa::ToSchema;

/// How long a search may last, in seconds.
pub(super) const SECONDS: std::ops::RangeInclusive<i32> = 1..=240;
/// How many drafts a plan can have: each is compared with all others.
pub(super) const DRAFTS_MAX: usize = 20;
/// How long the name of a draft may be, in characters.
const NAME_MAX: usize = 100;

/// What is asked for.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewExamPlanDraft)]
pub struct NewDraft {
    /// What it is called.
    pub name: String,
    /// How long to search, 1 to 240 seconds.
    pub seconds: i32,
    /// Where chance begins: another number, another draft.
    #[serde(default)]
    pub seed: i32,
}

/// Asks for a draft and leaves the search to a job.
///
/// # Errors
/// Not found outside one's scope; a name or a time that cannot be; refused `plan-published` once the plan
/// is published, `too-many-drafts`.
pub async fn draft(act: &mut Act, plan: ExamPlanId, new: &NewDraft) -> Result<DraftId> {
    let plan = store::plan::plan(act.conn(), plan, true).await?.ok_or(Error::NotFound)?;
    act.who()?.require(PLANNERS, &plan.place)?;
    if plan.published_at.is_some() {
        return Err(refused("plan-published", "exam-plan-refused-published", &[]));
    }
    let faults = new.faults();
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    if store::draft::drafts(act.conn(), plan.id, None).await?.len() >= DRAFTS_MAX {
        let args: [(&str, &dyn ToArg); 1] = [("most", &DRAFTS_MAX)];
        return Err(refused("too-many-drafts", "exam-plan-refused-drafts", &args));
    }
    let draft = Draft {
        id: DraftId::new(),
        plan: plan.id,
        number: 0,
        name: new.name.trim().to_owned(),
        repair: false,
        because: String::new(),
        seconds: new.seconds,
        seed: new.seed,
        searching: true,
        places: Vec::new(),
        version: 1,
        base_revision: 0,
        applied_at: None,
    };
    let (person, now) = (act.person()?, act.now());
    store::draft::insert(act.conn(), &draft, (person, now)).await?;
    act.enqueue(SEARCH_JOB, serde_json::json!({ "draft": draft.id }), now).await?;
    Ok(draft.id)
}

impl NewDraft {
    fn faults(&self) -> Vec<FieldError> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, key: &str, args: &[(&str, &dyn ToArg)]| {
            faults.push(FieldError { field: field.to_owned(), text: text(key, args) });
        };
        let length = self.name.trim().chars().count();
        if !(1..=NAME_MAX).contains(&length) {
            fault("name", "exam-plan-error-name", &[("given", &length), ("most", &NAME_MAX)]);
        }
        if !SECONDS.contains(&self.seconds) {
            let args: [(&str, &dyn ToArg); 3] =
                [("value", &self.seconds), ("least", SECONDS.start()), ("most", SECONDS.end())];
            fault("seconds", "exam-plan-error-seconds", &args);
        }
        faults
    }
}

/// Asks a search to stop; what it has found stands in the draft a moment later.
///
/// # Errors
/// Not found outside one's scope; refused `not-searching`.
pub async fn stop(act: &mut Act, plan: ExamPlanId, id: DraftId) -> Result<()> {
    let plan = store::plan::plan(act.conn(), plan, true).await?.ok_or(Error::NotFound)?;
    act.who()?.require(PLANNERS, &plan.place)?;
    let draft = one(act, plan.id, id).await?;
    if !draft.searching {
        return Err(refused("not-searching", "exam-plan-refused-not-searching", &[]));
    }
    store::draft::ask_stop(act.conn(), id).await?;
    Ok(())
}

/// A draft of the plan, or not found.
pub(super) async fn one(act: &mut Act, plan: ExamPlanId, id: DraftId) -> Result<Draft> {
    let drafts = store::draft::drafts(act.conn(), plan, Some(id)).await?;
    drafts.into_iter().next().ok_or(Error::NotFound)
}

/// A name that was left out, at its field.
pub(super) fn because_missing() -> Error {
    at("because", "exam-plan-error-because", &[])
}
