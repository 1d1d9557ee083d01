//! Another person controls what was registered: four eyes, without a way around.

use super::store::{self, ExclusionRow, Version, told};
use super::{by_letter, decision, register_roles, said, whole};
use crate::{Act, Error, ExclusionRowId, Result};
use rules::exclusion::{
    ControlAction, ExclusionControl, ExclusionControlFacts, RegisterExpiry, RegisterExpiryFacts,
};
use rules::{Key, Rule, RuleSet, RuleSetId};
use serde_json::json;
use ui::key;

/// A version that another person than the one who registered it has controlled: nothing else
/// becomes a message. Made by [`control`] alone.
pub(super) struct Controlled<'a> {
    row: &'a ExclusionRow,
    version: &'a Version,
}

impl<'a> Controlled<'a> {
    /// The version, if it is controlled by another.
    pub(super) fn of(row: &'a ExclusionRow, version: &'a Version) -> Option<Self> {
        let by_another = version.controlled_by.is_some()
            && version.registered_by.is_some()
            && version.controlled_by != version.registered_by;
        by_another.then_some(Self { row, version })
    }

    /// Its row.
    pub(super) fn row(&self) -> &ExclusionRow {
        self.row
    }

    /// The version.
    pub(super) fn version(&self) -> &Version {
        self.version
    }
}

/// What whoever controls has looked at.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The version.
    pub version: i32,
    /// Those to whom the control lets a letter go, as they were shown: the numbers of institutions, and the
    /// name of whom it has none of.
    pub told: Vec<String>,
    /// Whether a type that the Act's table never gives is meant.
    pub special_type: bool,
}

impl From<i32> for Seen {
    /// The version alone.
    fn from(version: i32) -> Self {
        Self { version, ..Self::default() }
    }
}

/// What waits of a row in this version, held until the act ends, when the person may control it.
async fn waiting(
    act: &mut Act,
    id: ExclusionRowId,
    version: i32,
) -> Result<(ExclusionRow, ControlAction)> {
    let roles = register_roles(act.who()?, act.node());
    if roles.is_empty() {
        return Err(Error::NotFound);
    }
    let row = store::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let found = row.waiting_as(version)?;
    let (now, by) = (act.today(), act.person()?);
    let case = row.decision.as_ref().and_then(|decision| decision.case);
    let entered_by = store::entered_decision(act.conn(), case).await?;
    let entered_by = entered_by.filter(|_| found.action == ControlAction::Create);
    let facts = ExclusionControlFacts {
        action: found.action,
        registered_by: Key::new(found.registered_by.map_or_else(String::new, |by| by.to_string())),
        decision_entered_by: entered_by.map(|person| Key::new(person.to_string())),
        controlled_by: Key::new(by.to_string()),
        roles,
        // Nobody is impartial in her own case (fvl. § 6 (1) a).
        impartial: Some(row.person != Some(by)),
    };
    let answer = ExclusionControl::decide(&facts, &law(act, &row)?);
    answer.outcome.map_err(|refusal| Error::because(refusal, answer.because))?;
    let (action, registrar) = (found.action, found.registered_by);
    let registered_on = found.registered_at.to_zoned(::store::oslo()).date();
    let registered = registrar.map(|registrar| (registrar, registered_on));
    if !store::given_by_another(act.conn(), (by, now), registered, entered_by).await? {
        return Err(Error::refused(
            "role-from-registrar",
            said(key("exclusion-refused-role-from")),
        ));
    }
    Ok((row, action))
}

/// The rule set that the decision has kept.
fn law(act: &Act, row: &ExclusionRow) -> Result<RuleSet> {
    let decision = row.decision.as_ref().ok_or(Error::NotFound)?;
    Ok(act.node().rule_set(&RuleSetId(decision.rule_set.clone()))?.clone())
}

/// Controls a version that waits: it is in force, takes the earlier one's place, or the row is
/// deleted; the register is told as far as the type transfers, and so is the person.
///
/// # Errors
/// Refused by the rule `exclusion-control` (`same-person`, `decision-entered`, `role-missing`, `not-impartial` for the
/// person whom it concerns), `role-from-registrar` where one of the two has given the other her role, or
/// whoever entered the decision has given it,
/// `type-not-confirmed` for a type that is never proposed
/// and was not confirmed, `recipients-not-seen` where letters go to others than were shown, and `period-over`.
/// Conflict: somebody was first. Not found: no such row or version.
pub async fn control(
    act: &mut Act,
    id: ExclusionRowId,
    seen: impl Into<Seen>,
) -> Result<ControlAction> {
    let seen = seen.into();
    let version = seen.version;
    let (row, action) = waiting(act, id, version).await?;
    let (rules, before) = (law(act, &row)?, row.in_force().cloned());
    if action == ControlAction::Create && whole::is_special(&row, &rules) && !seen.special_type {
        return Err(Error::refused("type-not-confirmed", said(key("exclusion-refused-special"))));
    }
    let node = act.node().clone();
    let of = (&row, rules.sections.exclusion.as_ref());
    let told = by_letter::of_row(act.conn(), &node, of).await?;
    by_letter::require_seen(&told, &seen.told)?;
    if let Some(found) = row.waiting() {
        let facts = RegisterExpiryFacts { to: found.to.into(), now: act.today().into() };
        let answer = RegisterExpiry::decide(&facts, &rules);
        let expiry = answer.outcome.map_err(|no| Error::because(no, answer.because.clone()))?;
        if expiry.expired {
            return Err(Error::refused("period-over", said(key("exclusion-error-period-over"))));
        }
    }
    let (now, by) = (act.now(), act.person()?);
    store::control(act.conn(), (id, version), now, by).await?;
    by_letter::note(act, &row, &told).await?;
    let row = store::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let found = row.versions.iter().find(|one| one.version == version).ok_or(Error::NotFound)?;
    let controlled = Controlled::of(&row, found).ok_or(Error::NotFound)?;
    if action == ControlAction::Change {
        decision::goes(act, id, found.to).await?;
    }
    super::transfer::tell(act, &controlled, &rules).await?;
    super::letter::controlled(act, &controlled, before.as_ref(), &rules).await?;
    act.enqueue(super::CONTROLLED_JOB, json!({ "row": id }), now).await?;
    if action == ControlAction::Delete {
        super::own::taken_back(act, id.0).await?;
    }
    if let Some(case) = row.decision.as_ref().and_then(|decision| decision.case) {
        act.enqueue(super::CASE_CONTROLLED_JOB, json!({ "case": case }), now).await?;
    }
    Ok(action)
}

/// Refuses a version that waits: it never has effect.
///
/// # Errors
/// As [`control`]; invalid: the reason left out.
pub async fn refuse(
    act: &mut Act,
    id: ExclusionRowId,
    version: i32,
    because: &str,
) -> Result<ControlAction> {
    let (row, action) = waiting(act, id, version).await?;
    if because.trim().is_empty() {
        return Err(Error::field("because", said(key("common-error-required"))));
    }
    let (now, by) = (act.now(), act.person()?);
    let why = because.trim();
    store::end(act.conn(), (id, version), store::Ended::Refused, why, now, by).await?;
    // It ends nothing in silence: those who register have it on the desk, and the system owner in the log.
    let what = told::What::Refused;
    told::alert(act.conn(), (id.0, version), what, row.person, now).await?;
    Ok(action)
}
