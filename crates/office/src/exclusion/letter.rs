//! What the person is told: what stands in the register, what is changed in it, and that it is gone.
//! Rows that never leave the institution stand in no register; of them the decision itself tells.

use super::cause::Cause;
use super::control::Controlled;
use super::store::{self, ExclusionRow, Version};
use crate::archive::{self, Direction, NewEntry};
use crate::{Act, Error, PersonId, Result, letters_out};
use anyhow::anyhow;
use letters::exclusion::{RegisterEntry, RegisterNotice, Studies};
use letters::exclusion_changed::ExclusionChanged;
use letters::exclusion_deleted::{Because, ExclusionDeleted};
use letters::exclusion_registered::ExclusionRegistered;
use letters::misconduct::SanctionPeriod;
use letters::{Head, Letter, Moment};
use rules::exclusion::{ControlAction, Element, ExclusionLaw};
use rules::misconduct::{MisconductLaw, RegisterLaw};
use rules::{Language, RuleSet, Text};
use uuid::Uuid;

/// What a rule set says of the register.
struct OfRegister<'a> {
    exclusion: &'a ExclusionLaw,
    misconduct: &'a MisconductLaw,
}

impl<'a> OfRegister<'a> {
    fn of(law: &'a RuleSet) -> Result<Self> {
        let none = || Error::Internal(anyhow!("a rule set without a register of exclusions"));
        let exclusion = law.sections.exclusion.as_ref().ok_or_else(none)?;
        let misconduct = law.sections.misconduct.as_ref().ok_or_else(none)?;
        Ok(Self { exclusion, misconduct })
    }

    fn register(&self) -> &'a RegisterLaw {
        &self.misconduct.register
    }

    /// Whether such a row stands in the register.
    fn holds(&self, row: &ExclusionRow) -> bool {
        self.exclusion.transferred.value.contains(&row.kind)
    }
}

/// Tells the person of a version that another has controlled: what is registered from now on, what was
/// before, or that it is deleted.
pub(super) async fn controlled(
    act: &mut Act,
    controlled: &Controlled<'_>,
    before: Option<&Version>,
    law: &RuleSet,
) -> Result<()> {
    let (row, version, of) = (controlled.row(), controlled.version(), OfRegister::of(law)?);
    if !of.holds(row) {
        return Ok(());
    }
    let (Some(before), Some(cause)) = (before, version.cause) else {
        return registered(act, &of, row, version).await;
    };
    changed(act, &of, row, (before, version, cause)).await?;
    match version.action {
        ControlAction::Delete => deleted(act, &of, row, Because::Early).await,
        ControlAction::Create | ControlAction::Change => Ok(()),
    }
}

/// Certifies that a row whose period is over is deleted; in the act that erases whose it was, before
/// that is done.
pub(super) async fn expired(act: &mut Act, row: &ExclusionRow, law: &RuleSet) -> Result<()> {
    let of = OfRegister::of(law)?;
    if !of.holds(row) || row.in_force().is_none() {
        return Ok(());
    }
    deleted(act, &of, row, Because::PeriodOver).await
}

async fn registered(
    act: &mut Act,
    of: &OfRegister<'_>,
    row: &ExclusionRow,
    version: &Version,
) -> Result<()> {
    let entries = vec![entry(act, of, row, version).await?];
    let register = of.register();
    let registered =
        RegisterNotice { register: register.name.clone(), law: register.law.clone(), entries };
    send(act, of, row, Some(journal(row)), |head| ExclusionRegistered {
        head,
        registered,
        available_to: register.available_to.clone(),
        controller: register.controller.clone(),
        access_law: register.access.law.clone(),
        correction_law: register.correction.law.clone(),
    })
    .await
}

async fn changed(
    act: &mut Act,
    of: &OfRegister<'_>,
    row: &ExclusionRow,
    (before, version, cause): (&Version, &Version, Cause),
) -> Result<()> {
    let before = entry(act, of, row, before).await?;
    let after = match version.action {
        ControlAction::Delete => None,
        ControlAction::Create | ControlAction::Change => Some(entry(act, of, row, version).await?),
    };
    let (register, changed_on) = (of.register(), act.today());
    send(act, of, row, Some(journal(row)), |head| ExclusionChanged {
        head,
        register: register.name.clone(),
        law: register.law.clone(),
        changed_on,
        why: cause.in_letter(),
        before,
        after,
        // Whom the register had told it tells again; who they are only the register knows.
        others_told: true,
    })
    .await
}

/// The certificate names neither what the row held nor its id, by which its days could be found among
/// what stays for counting: it has a number of its own.
async fn deleted(
    act: &mut Act,
    of: &OfRegister<'_>,
    row: &ExclusionRow,
    because: Because,
) -> Result<()> {
    let register = of.register();
    let law = match because {
        Because::PeriodOver => &of.exclusion.expiry.law,
        Because::Early => &register.law,
    };
    let deleted_at = Moment(act.now().to_zoned(::store::oslo()).datetime());
    send(act, of, row, None, |head| ExclusionDeleted {
        head,
        register: register.name.clone(),
        entry: Uuid::new_v4().to_string(),
        deleted_at,
        because,
        law: law.clone(),
        archive_law: register.archive.as_ref().map(|archive| archive.law.clone()),
    })
    .await
}

/// A version as the person reads it.
async fn entry(
    act: &mut Act,
    of: &OfRegister<'_>,
    row: &ExclusionRow,
    version: &Version,
) -> Result<RegisterEntry> {
    let named = of.exclusion.elements.value.contains(&Element::CaseOfficer);
    let officer = version.registered_by.filter(|_| named);
    let names = store::names(act.conn(), officer.as_slice()).await?;
    Ok(RegisterEntry {
        institution: act.node().institution().name.clone(),
        kind: row.kind,
        period: SanctionPeriod { from: version.from, to: version.to },
        studies: match &version.programme {
            Some(programme) => Studies::Study(Text::new(programme, programme, programme)),
            None => Studies::Class(row.classification),
        },
        case_officer: officer.and_then(|by| names.get(&by).map(|name| name.full())),
    })
}

fn journal(row: &ExclusionRow) -> String {
    row.decision.as_ref().and_then(|one| one.journal_number.clone()).unwrap_or_default()
}

/// Sends and archives a letter from the institution. It belongs to the person and to no row: when a
/// row goes, nothing leads from what stays of it to whose it was.
async fn send<L: Letter>(
    act: &mut Act,
    of: &OfRegister<'_>,
    row: &ExclusionRow,
    our_ref: Option<String>,
    write: impl FnOnce(Head) -> L,
) -> Result<()> {
    let person: PersonId = row.person.ok_or(Error::NotFound)?;
    let unit = store::institution(act.conn()).await?;
    let exempt = &of.misconduct.exempt.law;
    let subject = ("person", person.0);
    let mut title = String::new();
    let sent = letters_out::to_person(act, person, unit, subject, |mut head| {
        head.our_ref = our_ref.filter(|number| !number.is_empty());
        head.exemption_mark = Some(exempt.clone());
        let letter = write(head);
        title = letter.title().get(Language::Nb).to_owned();
        letter
    })
    .await?;
    let names = store::names(act.conn(), &[person]).await?;
    let name = names.get(&person).map_or_else(String::new, |name| name.shown(Language::Nb));
    let number = journal(row);
    let entry = NewEntry {
        correspondent: &name,
        access_code: exempt,
        letter: Some(sent),
        ..NewEntry::of_case(&number, Direction::Outgoing, &title, unit, subject)
    };
    archive::register(act, entry).await?;
    Ok(())
}
