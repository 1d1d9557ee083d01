//! A row of the register as the letter that dismisses an application refers to it.

use crate::exclusion::Met;
use crate::{Act, Error, Result};
use anyhow::anyhow;
use letters::exclusion::{ExclusionAppeal, StandingDecision, Studies};
use letters::misconduct::SanctionPeriod;
use rules::appeal::Decided;
use rules::{RuleSet, Text};
use wire::Party;
use wire::port::Directory;

/// What the letter says of the row, and how the dismissal can be appealed against. Of a row of
/// another institution the register tells neither the paragraph nor for what, and the letter says neither.
///
/// # Errors
/// Our own fault: rules that do not know the register or where one appeals.
pub(super) async fn standing(
    act: &mut Act,
    met: &Met,
    law: &RuleSet,
) -> Result<(StandingDecision, ExclusionAppeal)> {
    let missing = || Error::Internal(anyhow!("a rule set without the register of exclusions"));
    let register = &law.sections.misconduct.as_ref().ok_or_else(missing)?.register;
    let appeals = law.sections.decision_appeal.as_ref().ok_or_else(missing)?;
    let body = appeals.body(Decided::Other).value.into();
    let (institution, phone, email) = decides(act, &met.institution).await?;
    let decision = StandingDecision {
        institution,
        phone,
        email,
        body,
        period: SanctionPeriod { from: met.from, to: met.to },
        law: register.law.clone(),
        studies: Studies::Class(rules::exclusion::Classification::Alle),
        conduct: None,
        register: register.name.clone(),
    };
    let appeal = ExclusionAppeal {
        within: appeals.deadline.period().into(),
        law: appeals.deadline.law.clone(),
        here: body,
        there: body,
        documents_law: crate::letters_out::cited(law)?.case_documents.law.clone(),
    };
    Ok((decision, appeal))
}

/// The institution that decided, by name, telephone and address: our own from its unit, another one as far
/// as the directory tells, which knows no telephone.
async fn decides(act: &mut Act, number: &str) -> Result<(Text, String, String)> {
    let institution = act.node().institution().clone();
    if institution.number == number {
        let reached = super::store::reached(act.conn(), number).await?;
        let (phone, email) = reached.unwrap_or_default();
        return Ok((institution.name, phone, email));
    }
    let unlisted = (Text::new(number, number, number), String::new(), String::new());
    let Ok(Party::Institution(number)) = number.parse::<Party>() else { return Ok(unlisted) };
    let directory = edge::Node::station(act.node()).directory().newest().await;
    let directory = directory.map_err(|fault| Error::Internal(fault.into()))?;
    let listed = directory.as_ref().and_then(|known| {
        known.institutions.iter().find(|institution| institution.number == number)
    });
    Ok(listed.map_or(unlisted, |listed| {
        let contact = listed.contacts.iter().find(|contact| contact.function == "exclusion");
        let name = Text::new(&listed.names.nb, &listed.names.nn, &listed.names.en);
        (name, String::new(), contact.map(|contact| contact.email.clone()).unwrap_or_default())
    }))
}
