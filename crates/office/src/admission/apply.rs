//! Applying on one's own page, and taking a choice back.

use super::application::{Application, State};
use super::effect::{self, Asked};
use super::{said, store};
use crate::{Act, ApplicationId, ChoiceId, Error, Result, StudyStartId};
use rules::Refusal;
use rules::exclusion::{ActionKind, Effect};
use serde::Deserialize;
use serde_json::json;
use std::collections::HashSet;
use ui::key;
use utoipa::ToSchema;

/// The text by which an applicant says whether results may be fetched from other institutions. What it
/// says is the message `admission-consent`; another wording is another version.
pub const CONSENT_VERSION: i32 = 1;

/// The most choices of one application.
pub(crate) const CHOICES_MAX: usize = 10;

/// An application as the applicant sends it.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewApplication)]
pub struct Apply {
    /// The study starts, the one most wished for first.
    pub starts: Vec<StudyStartId>,
    /// Whether results may be fetched from other institutions.
    #[serde(default)]
    pub results_may_be_fetched: bool,
}

/// Applies. Whoever an exclusion concerns may apply all the same: the studies may begin after it, and
/// the officer decides (Q-36, Z-13); an institution may set refusal in its regulation.
///
/// # Errors
/// Invalid: no choice, more than ten, one twice, or one that there is not. Refused: `too-late` after the
/// last day of a choice, `already-applied`, and `excluded` where the rule `exclusion-effect` says so of
/// applying itself.
pub async fn apply(act: &mut Act, new: &Apply) -> Result<ApplicationId> {
    let person = act.person()?;
    let count = new.starts.len();
    let different: HashSet<_> = new.starts.iter().map(|start| start.0).collect();
    if count == 0 || count > CHOICES_MAX || different.len() != count {
        let args: [(&str, &dyn ui::ToArg); 1] = [("max", &CHOICES_MAX)];
        return Err(Error::field("starts", ui::messages::text("admission-error-choices", &args)));
    }
    for start in &new.starts {
        may_apply(act, *start).await?;
    }
    let id = ApplicationId::new();
    let today = act.today();
    store::insert_local(act.conn(), id, person, new, today).await?;
    for (priority, start) in (1..).zip(&new.starts) {
        store::insert_choice(act.conn(), id, *start, priority).await?;
    }
    if new.results_may_be_fetched {
        consented(act, id).await?;
    }
    Ok(id)
}

/// The job that the exchange of results does of an application that lets results be fetched:
/// `{ "application": …, "by": … }`, `by` being who sent or imported it.
pub const CONSENT_JOB: &str = "exchange.consent_of_application";

/// Leaves it to the exchange, which stands above, to note the consent that an application gives.
pub(super) async fn consented(act: &mut Act, id: ApplicationId) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    act.enqueue(CONSENT_JOB, json!({ "application": id, "by": by }), now).await
}

/// Whether one may apply for this study start today.
async fn may_apply(act: &mut Act, start: StudyStartId) -> Result<()> {
    let (person, today, node) = (act.person()?, act.today(), act.node().clone());
    let found = store::programmes::start(act.conn(), start).await?;
    let start =
        found.ok_or_else(|| Error::field("starts", said(key("admission-error-no-start"))))?;
    if today > start.apply_by {
        let text = ui::messages::text("admission-refused-too-late", &[("date", &start.apply_by)]);
        return Err(Error::refused("too-late", text));
    }
    if store::applied(act.conn(), person, start.id).await? {
        let args: [(&str, &dyn ui::ToArg); 1] = [("code", &start.code)];
        let text = ui::messages::text("admission-refused-already-applied", &args);
        return Err(Error::refused("already-applied", text));
    }
    let kind = ActionKind::Apply;
    let asked = Asked { kind, person, start: &start, choice: None, today };
    let met = effect::met(act.conn(), &node, &asked).await?;
    let barring: Vec<_> = met.iter().filter(|met| met.effect == Effect::Refuse).collect();
    let Some(last) = barring.iter().map(|met| met.to).max() else { return Ok(()) };
    let because = barring.iter().flat_map(|met| met.because.clone()).collect();
    Err(Error::because(Refusal::new("excluded", effect::until(last)), because))
}

/// Takes a choice of one's own back, as long as no place was accepted or declined.
///
/// # Errors
/// Not found for a choice of somebody else; refused `wrong-state`.
pub async fn withdraw(act: &mut Act, id: ChoiceId) -> Result<()> {
    let (application, choice) = Application::of_choice(act, id).await?;
    if application.person != act.person()? {
        return Err(Error::NotFound);
    }
    if !(choice.state.is_open() || choice.state == State::Offered) {
        return Err(Error::refused("wrong-state", said(key("admission-refused-state"))));
    }
    Ok(store::set_state(act.conn(), id, State::Withdrawn).await?)
}
