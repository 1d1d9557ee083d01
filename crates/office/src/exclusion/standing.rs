//! A row in force as a letter refers to it, where somebody is refused something because of it.

use super::effects::{InForce, in_force};
use super::store;
use crate::{Error, Node, PersonId, Result};
use anyhow::anyhow;
use jiff::civil::Date;
use letters::exclusion::{ExclusionAppeal, StandingDecision, Studies};
use letters::misconduct::SanctionPeriod;
use rules::appeal::Decided;
use rules::exclusion::Row;
use rules::{RuleSet, Text};
use sqlx::PgConnection;
use uuid::Uuid;
use wire::Party;
use wire::port::Directory;

/// What a letter says of a row.
pub struct Standing {
    /// The version of the row that is in force.
    pub version: i32,
    /// The number of the institution that decided.
    pub institution: String,
    /// The decision, as far as this institution knows it.
    pub decision: StandingDecision,
    /// How a refusal that rests on it can be appealed against.
    pub appeal: ExclusionAppeal,
    /// The day on which it began to have effect here.
    pub learned_on: Date,
    /// The rules that count for it.
    pub law: RuleSet,
}

/// A row in force of a person, as a letter refers to it. Of a row of another institution the register
/// tells neither the body nor the paragraph nor for what, and the letter says none of it; of one of this
/// institution the body is known where a case was prepared here.
///
/// # Errors
/// Not found: no such row is in force. Our own fault: rules that do not say where one appeals.
pub async fn standing(
    conn: &mut PgConnection,
    node: &Node,
    person: PersonId,
    row: Uuid,
) -> Result<Standing> {
    let rows = in_force(&mut *conn, node, person).await?;
    let found = rows.into_iter().find(|one| one.id == row);
    let InForce { row, id, version, law } = found.ok_or(Error::NotFound)?;
    let body = store::decided_by(&mut *conn, id).await?;
    let learned_on = store::learned(conn, id).await?.ok_or(Error::NotFound)?;
    let institution = row.institution.to_string();
    Ok(Standing {
        decision: StandingDecision { body, ..decision(conn, node, &row, law).await? },
        appeal: appeal(law)?,
        learned_on: learned_on.to_zoned(::store::oslo()).date(),
        institution,
        version,
        law: law.clone(),
    })
}

async fn decision(
    conn: &mut PgConnection,
    node: &Node,
    row: &Row,
    law: &RuleSet,
) -> Result<StandingDecision> {
    let missing = || Error::Internal(anyhow!("a rule set without the register of exclusions"));
    let register = &law.sections.misconduct.as_ref().ok_or_else(missing)?.register;
    let table = law.sections.exclusion.as_ref().ok_or_else(missing)?;
    let basis = row.legal_basis.and_then(|basis| table.basis.get(&basis));
    let decides = match row.institution.as_str() == node.institution().number {
        true => own(conn, node).await?,
        false => other(node, row.institution.as_str()).await?,
    };
    let same = |name: &String| Text::new(name, name, name);
    Ok(StandingDecision {
        institution: decides.name,
        phone: decides.phone,
        email: decides.email,
        body: None,
        period: SanctionPeriod { from: *row.from, to: *row.to },
        law: basis.map(|basis| basis.law.clone()),
        studies: row
            .programme
            .as_ref()
            .map_or(Studies::Class(row.classification), |name| Studies::Study(same(name))),
        conduct: basis.map(|basis| basis.conduct),
        register: register.name.clone(),
        register_law: Some(register.law.clone()),
        local: row.kind.is_local(),
    })
}

/// An institution as one turns to it.
struct Decides {
    name: Text,
    phone: String,
    email: String,
}

async fn own(conn: &mut PgConnection, node: &Node) -> Result<Decides> {
    let institution = node.institution();
    let reached = store::reached(conn, &institution.number).await?;
    let (phone, email) = reached.unwrap_or_default();
    Ok(Decides { name: institution.name.clone(), phone, email })
}

/// Another one, as far as the directory tells: it knows no telephone.
async fn other(node: &Node, number: &str) -> Result<Decides> {
    let plain = Text::new(number, number, number);
    let unlisted = Decides { name: plain, phone: String::new(), email: String::new() };
    let Ok(Party::Institution(number)) = number.parse::<Party>() else { return Ok(unlisted) };
    let directory = edge::Node::station(node).directory().newest().await;
    let directory = directory.map_err(|fault| Error::Internal(fault.into()))?;
    let listed = directory.as_ref().and_then(|known| {
        known.institutions.iter().find(|institution| institution.number == number)
    });
    Ok(listed.map_or(unlisted, |listed| {
        let names = &listed.names;
        let contact = listed.contacts.iter().find(|contact| contact.function == "exclusion");
        Decides {
            name: Text::new(&names.nb, &names.nn, &names.en),
            phone: String::new(),
            email: contact.map(|contact| contact.email.clone()).unwrap_or_default(),
        }
    }))
}

fn appeals(law: &RuleSet) -> Result<&rules::appeal::DecisionAppealLaw> {
    let none = || Error::Internal(anyhow!("a rule set without appeals of decisions"));
    law.sections.decision_appeal.as_ref().ok_or_else(none)
}

fn appeal(law: &RuleSet) -> Result<ExclusionAppeal> {
    let section = appeals(law)?;
    let body = section.body(Decided::Other).value.into();
    Ok(ExclusionAppeal {
        within: section.deadline.period().into(),
        law: section.deadline.law.clone(),
        here: body,
        there: body,
        documents_law: crate::letters_out::cited(law)?.case_documents.law.clone(),
    })
}
