//! A decision becomes rows that wait for control.

use super::store::{self, ExclusionRow, NewRow, NewVersion};
use super::{EXPIRE_JOB, not_oneself, said, writer};
use crate::{Act, Error, ExclusionDecisionId, ExclusionRowId, FieldError, Node, PersonId, Result};
use jiff::civil::Date;
use rules::calendar::OsloInstant;
use rules::exclusion::{
    Classification, ControlAction, ExclusionRows, ExclusionRowsFacts, ExclusionType, LegalBasis,
    Proposal, ProposedRow, is_programme_code,
};
use rules::{Reason, Rule, RuleSet, RuleSetId};
use serde_json::json;
use ui::key;
use uuid::Uuid;

/// A decision as it is to be registered.
#[derive(Clone)]
pub struct Decision {
    /// Whose.
    pub person: PersonId,
    /// The paragraph it rests on.
    pub legal_basis: LegalBasis,
    /// The rule set of the case, where there was one; else that of the day of the decision counts.
    pub rule_set: Option<RuleSetId>,
    /// The day it was decided.
    pub decided_on: Date,
    /// The first day of the period.
    pub from: Date,
    /// The last day of the period.
    pub to: Date,
    /// Whether the case was found to be especially serious.
    pub aggravated: bool,
    /// The codes of the programmes it concerns.
    pub programmes: Vec<String>,
    /// The categories of studies it concerns.
    pub classifications: Vec<Classification>,
    /// The officer's own choice of types, in place of what the rule proposes.
    pub types: Option<Vec<ExclusionType>>,
    /// Why a type is chosen that is never proposed.
    pub justification: Option<String>,
    /// The number in the archive.
    pub journal_number: Option<String>,
    /// The case it was decided in, where it was prepared here.
    pub case: Option<Uuid>,
    /// Whether it is under appeal.
    pub under_appeal: bool,
}

impl Decision {
    fn facts(&self) -> ExclusionRowsFacts {
        ExclusionRowsFacts {
            legal_basis: self.legal_basis,
            from: self.from.into(),
            to: self.to.into(),
            aggravated: self.aggravated,
            programmes: self.programmes.clone(),
            classifications: self.classifications.clone(),
            types: self.types.clone(),
            justification: self.justification.clone(),
        }
    }

    /// The rule set that counts.
    fn law<'n>(&self, node: &'n Node) -> Result<&'n RuleSet> {
        match &self.rule_set {
            Some(id) => node.rule_set(id),
            None => node.rules_on(self.decided_on),
        }
    }
}

/// The rows that a decision gives, with the reasons; nothing is stored.
///
/// # Errors
/// Invalid: the period, or a programme left empty. Refused as by the rule `exclusion-rows`.
pub fn preview(node: &Node, decision: &Decision) -> Result<(Proposal, Vec<Reason>)> {
    asked(&decision.facts(), decision.law(node)?)
}

/// The fault of the first text among these that cannot be the code of a programme, with what cannot be seen
/// in it by its number: a row with a character that looks like another would bar nobody, and nobody who
/// controls it could tell.
pub(crate) fn strange_programme(codes: &[String]) -> Option<FieldError> {
    let field = || "programmes".to_owned();
    let code = codes.iter().map(|code| code.trim()).find(|code| !is_programme_code(code))?;
    if code.is_empty() {
        return Some(FieldError { field: field(), text: said(key("common-error-required")) });
    }
    let shown = |one: char| match is_programme_code(&format!("a{one}")) {
        true => one.to_string(),
        false => format!("[U+{:04X}]", u32::from(one)),
    };
    let value: String = code.chars().map(shown).collect();
    let text = ui::messages::text("exclusion-error-programme", &[("value", &value)]);
    Some(FieldError { field: field(), text })
}

/// Asks the rule `exclusion-rows`.
pub(super) fn asked(facts: &ExclusionRowsFacts, law: &RuleSet) -> Result<(Proposal, Vec<Reason>)> {
    if *facts.to < *facts.from {
        return Err(Error::field("to", said(key("exclusion-error-period"))));
    }
    if let Some(strange) = strange_programme(&facts.programmes) {
        return Err(Error::Invalid(vec![strange]));
    }
    let answer = ExclusionRows::decide(facts, law);
    match answer.outcome {
        Ok(proposal) => Ok((proposal, answer.because)),
        Err(refusal) => Err(Error::because(refusal, answer.because)),
    }
}

/// Registers a decision: its rows wait until another person has controlled each of them. In force
/// is none of them before.
///
/// # Errors
/// Refused `role-missing` for whoever does not register exclusions, `own-case` to the person whom it
/// concerns, `already-registered` where rows of such a decision are there, and as by the rule `exclusion-rows`.
/// Invalid: the period. Not found: the person.
pub async fn propose(act: &mut Act, decision: &Decision) -> Result<ExclusionDecisionId> {
    may_be_registered(act, decision).await?;
    let (proposal, _) = asked(&decision.facts(), &decision.law(act.node())?.clone())?;
    if is_registered(act, decision).await? {
        return Err(Error::refused(
            "already-registered",
            said(key("exclusion-refused-registered")),
        ));
    }
    register(act, decision, (None, &proposal.rows)).await
}

/// Whether a decision on the same person, paragraph and day has rows that count or wait to: a second one would
/// be the same twice, or a combination that the Act's table does not know. Two of one day have two numbers in
/// the archive.
async fn is_registered(act: &mut Act, new: &Decision) -> Result<bool> {
    let rows = store::rows_of(act.conn(), &[new.person]).await?;
    let same = |row: &ExclusionRow| {
        row.decision.as_ref().is_some_and(|of| {
            let numbers = of.journal_number.as_ref().zip(new.journal_number.as_ref());
            (of.legal_basis, of.decided_on) == (new.legal_basis, new.decided_on)
                && numbers.is_none_or(|(one, other)| one == other)
        })
    };
    Ok(rows
        .iter()
        .filter(|row| same(row))
        .any(|row| row.waiting().is_some() || row.in_force().is_some()))
}

/// Registers these rows of a decision: of one that is there already, or else with it.
///
/// # Errors
/// As [`propose`].
pub(super) async fn register(
    act: &mut Act,
    decision: &Decision,
    (there, rows): (Option<ExclusionDecisionId>, &[ProposedRow]),
) -> Result<ExclusionDecisionId> {
    may_be_registered(act, decision).await?;
    let (id, now) = (there.unwrap_or_else(ExclusionDecisionId::new), act.now());
    if there.is_none() {
        let law = decision.law(act.node())?.clone();
        let of = (law.id.0.as_str(), law.hash());
        store::insert_decision(act.conn(), id, decision, of, now).await?;
    }
    for row in rows {
        begin(act, id, decision, row).await?;
    }
    Ok(id)
}

/// Lets go on only what can be registered, by somebody who may and whom it does not concern.
async fn may_be_registered(act: &mut Act, decision: &Decision) -> Result<()> {
    writer(act)?;
    not_oneself(act, Some(decision.person))?;
    if decision.decided_on > act.today() {
        return Err(Error::field("decided_on", said(key("exclusion-error-decided-later"))));
    }
    if decision.to < act.today() {
        return Err(Error::field("to", said(key("exclusion-error-period-over"))));
    }
    Ok(())
}

/// A row begins with a version that waits for control.
async fn begin(
    act: &mut Act,
    id: ExclusionDecisionId,
    decision: &Decision,
    row: &ProposedRow,
) -> Result<()> {
    let new = NewRow {
        id: ExclusionRowId::random(),
        decision: id,
        person: decision.person,
        kind: row.kind,
        classification: row.classification,
    };
    store::insert_row(act.conn(), &new).await?;
    let version = NewVersion {
        row: new.id,
        version: 1,
        action: ControlAction::Create,
        from: decision.from,
        to: decision.to,
        programme: row.programme.as_deref(),
        justification: decision.justification.as_deref(),
        cause: None,
    };
    let (now, by) = (act.now(), act.person()?);
    store::insert_version(act.conn(), &version, now, by).await?;
    goes(act, new.id, decision.to).await
}

/// Leaves it to a job to let the row go when its period is over.
pub(super) async fn goes(act: &mut Act, row: ExclusionRowId, to: Date) -> Result<()> {
    act.enqueue(EXPIRE_JOB, json!({ "row": row }), *OsloInstant::after(to)).await
}

/// Notes whether a decision is under appeal. It stays here: it is no element of what is transferred.
///
/// # Errors
/// Refused `role-missing`; not found when there is no such decision any more.
pub async fn set_under_appeal(
    act: &mut Act,
    id: ExclusionDecisionId,
    under_appeal: bool,
) -> Result<()> {
    writer(act)?;
    let there = store::set_under_appeal(act.conn(), id, under_appeal).await?;
    if there { Ok(()) } else { Err(Error::NotFound) }
}
