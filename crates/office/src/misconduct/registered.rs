//! What the register of exclusions is to hold of a decided case, and that it comes to hold it.

use super::case::{Case, State};
use super::decide::{self, Ruling};
use super::{Outcome, basis, store};
use crate::access::{Principal, Role};
use crate::desk::Task;
use crate::exclusion::{self, Counts, Decision, Line, Missing, Ordered, WRITERS};
use crate::explanation::incoming::own_case;
use crate::{Act, Error, MisconductId, Node, Result};
use jiff::civil::Date;
use rules::exclusion::{Classification, Proposal};
use rules::{Reason, RuleSet};
use sqlx::PgConnection;
use ui::key;

/// A case, what is registered of it, and what is not yet.
pub(super) struct Registered {
    pub(super) case: Case,
    pub(super) ordered: Ordered,
    pub(super) missing: Option<Missing>,
    /// The rows that are there.
    pub(super) lines: Vec<Line>,
    /// What of them other institutions may know.
    pub(super) counts: Option<Counts>,
    /// Whether a row in force is of studies that lead to an authorisation in health care.
    pub(super) health: bool,
}

impl Registered {
    /// What is known of a case whose decision is to be registered; `None` for any other.
    ///
    /// # Errors
    /// Not found when there is no such case.
    pub(super) async fn load(
        conn: &mut PgConnection,
        node: &Node,
        (id, today): (MisconductId, Date),
        lock: bool,
    ) -> Result<Option<Self>> {
        let case = Case::load(conn, id, lock).await?;
        let law = node.rule_set(&case.rule_set)?;
        let Some(ordered) = ordered(&case, law, today)? else { return Ok(None) };
        let rows = exclusion::rows_of_cases(conn, Some(id.0)).await?.remove(&id.0);
        let rows = rows.unwrap_or_default();
        let missing = ordered.missing(&rows, today);
        let lines = rows.iter().filter_map(|row| Line::of(row, node)).collect();
        let counts = law.sections.exclusion.as_ref().and_then(|law| Counts::of(&rows, law));
        let health = rows
            .iter()
            .any(|row| row.classification == Classification::Hesos && row.controlled().is_some());
        Ok(Some(Self { case, ordered, missing, lines, counts, health }))
    }

    /// The rows that the decision gives, with the reasons; none where nothing is left of it.
    ///
    /// # Errors
    /// Refused as by the rule `exclusion-rows`.
    pub(super) fn proposal(&self, node: &Node) -> Result<Option<(Proposal, Vec<Reason>)>> {
        match &self.ordered {
            Ordered::Decided(decision, _) | Ordered::Changed(decision, _) => {
                exclusion::preview(node, decision).map(Some)
            }
            Ordered::Nothing => Ok(None),
        }
    }
}

/// What the decision orders of the register now; `None` where it never ordered anything.
fn ordered(case: &Case, law: &RuleSet, today: Date) -> Result<Option<Ordered>> {
    let Some(decided) = &case.decision else { return Ok(None) };
    let ruling = decided.ruling();
    let ruled = decide::rule(case, law, &ruling)?;
    let (Some(basis), Some(period), false) = (&ruled.basis, ruled.period, ruled.rows.is_empty())
    else {
        return Ok(None);
    };
    let of = |ruling: Ruling, (from, to): (Date, Date)| Decision {
        person: case.person,
        legal_basis: basis.code,
        rule_set: Some(case.rule_set.clone()),
        decided_on: decided.decided_on,
        from,
        to,
        aggravated: ruling.aggravated,
        programmes: ruling.programmes,
        classifications: ruling.classifications,
        types: None,
        justification: None,
        journal_number: Some(case.case_number.clone()),
        case: Some(case.id.0),
        under_appeal: case.state == State::Appealed,
    };
    let settled = case.appeal.as_ref().and_then(|appeal| appeal.settled.as_ref());
    Ok(Some(match settled.map(|settled| (settled.outcome, settled.period)) {
        None | Some((Outcome::Upheld, _)) => Ordered::Decided(of(ruling, period), ruled.rows),
        Some((Outcome::Changed, Some(left))) if left.1 >= today => {
            Ordered::Changed(of(ruling, left), ruled.rows)
        }
        Some(_) => Ordered::Nothing,
    }))
}

/// Registers what a case has decided and is not registered yet: rows, another period for them, or
/// their deletion. All of it waits for another person's control (P-14, Q-30).
///
/// # Errors
/// Not found for others than those who register exclusions, and for a case without one. Refused
/// `own-case`, `nothing-missing`, and by the rule `exclusion-rows`.
pub async fn register(act: &mut Act, id: MisconductId) -> Result<()> {
    let (node, who) = (act.node().clone(), act.who()?);
    who.require(WRITERS, &exclusion::everywhere(&node))?;
    let (person, of) = (who.person, (id, act.today()));
    let found = Registered::load(act.conn(), &node, of, true).await?.ok_or(Error::NotFound)?;
    if found.case.person == person {
        return Err(own_case());
    }
    if follow(act, &found).await?.is_some() {
        return Ok(());
    }
    let text = ui::messages::text("misconduct-refused-nothing-missing", &[]);
    Err(Error::refused("nothing-missing", text))
}

/// Registers what is missing by itself where whoever enters the decision registers exclusions; else it
/// is left to the desk of those who do.
///
/// # Errors
/// As [`register`], but for the role.
pub(super) async fn by_itself(act: &mut Act, id: MisconductId) -> Result<()> {
    let node = act.node().clone();
    if !act.who()?.may(WRITERS, &exclusion::everywhere(&node)) {
        return Ok(());
    }
    let of = (id, act.today());
    let Some(found) = Registered::load(act.conn(), &node, of, true).await? else { return Ok(()) };
    follow(act, &found).await?;
    Ok(())
}

async fn follow(act: &mut Act, found: &Registered) -> Result<Option<Missing>> {
    let settled = found.case.appeal.as_ref().and_then(|appeal| appeal.settled.as_ref());
    let number = settled.map_or("", |settled| &settled.case_number);
    let because = ui::messages::text("misconduct-register-because", &[("number", &number)]);
    // What is kept with a version has one language, the archive's.
    let because = because.get(rules::Language::Nb);
    exclusion::follow(act, found.case.id.0, &found.ordered, because).await
}

/// Why something is to be registered, and how soon.
pub(super) fn reasons(found: &Registered, node: &Node) -> Result<Vec<Reason>> {
    let law = node.rule_set(&found.case.rule_set)?;
    match found.missing {
        None => Ok(Vec::new()),
        Some(Missing::Registration) => Ok(found.proposal(node)?.map_or_else(Vec::new, |of| of.1)),
        Some(Missing::Change | Missing::Deletion) => {
            let text = ui::messages::text("misconduct-register-at-once", &[]);
            Ok(vec![Reason::new(text, &*basis::section(law)?.register.law)])
        }
    }
}

/// What the desk and the page call what is missing.
pub(super) const fn step(missing: Missing) -> &'static str {
    match missing {
        Missing::Registration => key("misconduct-task-register"),
        Missing::Change => key("misconduct-task-register-change"),
        Missing::Deletion => key("misconduct-task-register-deletion"),
    }
}

/// The decided cases of which something is not registered, for those who register exclusions; never
/// one's own.
pub(super) async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let place = exclusion::everywhere(node);
    if !who.may(WRITERS, &place) {
        return Ok(Vec::new());
    }
    let mut tasks = Vec::new();
    for id in store::maybe_unregistered(conn, today, who.person).await? {
        let Some(found) = Registered::load(conn, node, (id, today), false).await? else { continue };
        let Some(missing) = found.missing else { continue };
        tasks.push(Task {
            routine: "misconduct",
            step: ui::messages::text(step(missing), &[]),
            about: found.case.case_number.clone(),
            place: place.clone(),
            owner: Role::RustWrite,
            due_on: None,
            // As soon as possible: nothing has effect before it is registered and controlled.
            before: Some(today),
            because: reasons(&found, node)?,
            href: format!("/misconduct/{id}/exclusion"),
        });
    }
    Ok(tasks)
}
