//! The same for programs.

use super::change::Change;
use super::diff::{Difference, Field, Value, differences};
use super::entry::Entry;
use super::issue::{alarm, issue_at_once, newest};
use super::store::{self, Asked, Proposal};
use super::{CONTROLLERS, PROPOSERS, READERS, decide};
use crate::access::Allow;
use crate::{Act, ActHeader, DirectoryChangeId, Routes, Signed};
use ::store::Entry as AuditEntry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use edge::{ApiJson, Error, Problem, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;
use utoipa_axum::routes;
use wire::Party;

pub(super) fn routes() -> Routes {
    let (proposers, controllers) = (Allow::Roles(PROPOSERS), Allow::Roles(CONTROLLERS));
    Routes::default()
        .api(READERS, None, routes!(directory))
        .api(READERS, None, routes!(changes))
        .api(READERS, None, routes!(one_change))
        .api(READERS, None, routes!(versions))
        .api(proposers, Some("directory.propose"), routes!(propose_one))
        .api(controllers, Some("directory.approve"), routes!(approve_one))
        .api(controllers, Some("directory.refuse"), routes!(refuse_one))
        .api(proposers, Some("directory.withdraw"), routes!(withdraw_one))
}

/// The audit entry of an act upon a proposal.
pub(super) fn noted(action: &'static str, id: DirectoryChangeId, party: Party) -> AuditEntry {
    AuditEntry::new(action, "directory_change", id.0).fact("party", party.to_string())
}

/// A party as it stands in the directory.
#[derive(Serialize, ToSchema)]
struct PartyItem {
    /// An institution number, or `register`.
    party: String,
    /// How many changes of it have been approved: what an approval names as `seen`.
    version: i32,
    /// As the directory says it (docs/protocol.md, section 8); `null` when it was taken out.
    #[schema(value_type = Option<Object>)]
    entry: Option<Entry>,
}

/// The directory as it is in force, and its newest version.
#[derive(Serialize, ToSchema)]
struct DirectoryItem {
    /// The newest version that was issued.
    version: Option<u64>,
    #[schema(value_type = Option<String>, format = DateTime)]
    issued_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    valid_until: Option<Timestamp>,
    /// What keeps the register from issuing, if something does.
    alarm: Option<String>,
    parties: Vec<PartyItem>,
}

/// What the directory says of its parties, and its newest version.
#[utoipa::path(get, path = "/api/directory", tag = "directory",
    responses((status = 200, body = DirectoryItem)))]
async fn directory(signed: Signed) -> Result<Json<DirectoryItem>> {
    let state = store::state(&mut *signed.read().await?).await?;
    let newest = newest(&signed.node).await.unwrap_or_default();
    let alarm = alarm(&signed.node).await.map(|alarm| alarm.to_string());
    let party = |(party, standing): (Party, super::Standing)| PartyItem {
        party: party.to_string(),
        version: standing.version,
        entry: standing.entry,
    };
    Ok(Json(DirectoryItem {
        version: newest.as_ref().map(|newest| newest.version),
        issued_at: newest.as_ref().map(|newest| newest.issued_at),
        valid_until: newest.as_ref().map(|newest| newest.valid_until),
        alarm,
        parties: state.parties.into_iter().map(party).collect(),
    }))
}

/// A change that was proposed.
#[derive(Serialize, ToSchema)]
struct ChangeItem {
    id: DirectoryChangeId,
    /// An institution number, or `register`.
    party: String,
    change: Change,
    #[schema(value_type = String, format = DateTime)]
    proposed_at: Timestamp,
    /// The operator who proposed it: `Family, Given`.
    proposed_by: String,
    /// Whether the caller proposed it, and so cannot control it.
    own: bool,
    /// `approved`, `refused` or `withdrawn`; nothing while it waits.
    outcome: Option<&'static str>,
    reason: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    controlled_at: Option<Timestamp>,
    /// The operator who controlled it, or took it back.
    controlled_by: Option<String>,
    /// The version that brought it, when it was issued.
    issued_in: Option<i64>,
}

impl ChangeItem {
    fn of(proposal: Proposal, signed: &Signed) -> Self {
        let (control, language) = (proposal.control.as_ref(), signed.who.language);
        Self {
            id: proposal.id,
            party: proposal.party.to_string(),
            proposed_at: proposal.proposed_at,
            proposed_by: proposal.proposer.listed(language),
            own: proposal.proposed_by == signed.who.person,
            outcome: control.map(|control| control.outcome.code()),
            reason: control.and_then(|control| control.reason.clone()),
            controlled_at: control.map(|control| control.controlled_at),
            controlled_by: control.map(|control| control.controller.listed(language)),
            issued_in: control.and_then(|control| control.issued_in),
            change: proposal.change,
        }
    }
}

/// All changes that were proposed, the newest first.
#[utoipa::path(get, path = "/api/directory/changes", tag = "directory",
    responses((status = 200, body = Vec<ChangeItem>)))]
async fn changes(signed: Signed) -> Result<Json<Vec<ChangeItem>>> {
    let found = store::proposals(&mut *signed.read().await?, Asked::default()).await?;
    Ok(Json(found.into_iter().map(|one| ChangeItem::of(one, &signed)).collect()))
}

/// A field that the change changes.
#[derive(Serialize, ToSchema)]
struct DifferenceItem {
    /// E.g. `names.nb`, `contacts.operations`, `keys.<key id>`.
    field: String,
    old: Option<String>,
    new: Option<String>,
}

impl From<Difference> for DifferenceItem {
    fn from(one: Difference) -> Self {
        let field = match one.field {
            Field::NameNb => "names.nb".to_owned(),
            Field::NameNn => "names.nn".to_owned(),
            Field::NameEn => "names.en".to_owned(),
            Field::Address => "address".to_owned(),
            Field::Contact(function) => format!("contacts.{function}"),
            Field::Share(what) => format!("shares.{what}"),
            Field::Key(id) => format!("keys.{id}"),
            Field::SigningKey(id) => format!("signing_keys.{id}"),
        };
        let told = |value: Value| match value {
            Value::Text(text) => text,
            Value::Since(day) => day.to_string(),
            Value::Valid(from, to) => format!("{from}/{to}"),
            Value::Announced(at) => at.to_string(),
        };
        Self { field, old: one.old.map(told), new: one.new.map(told) }
    }
}

/// A change with what it changes: whoever approves it has seen this.
#[derive(Serialize, ToSchema)]
struct ChangeSeen {
    #[serde(flatten)]
    change: ChangeItem,
    /// The version of the party's entry that it was held against: an approval names it.
    seen: i32,
    /// Whether what is in force still takes it.
    fits: bool,
    differences: Vec<DifferenceItem>,
}

/// One change, beside what is in force.
#[utoipa::path(get, path = "/api/directory/changes/{change}", tag = "directory",
    params(("change" = Uuid, Path)),
    responses((status = 200, body = ChangeSeen), (status = 404, body = Problem)))]
async fn one_change(signed: Signed, Path(id): Path<DirectoryChangeId>) -> Result<Json<ChangeSeen>> {
    let mut conn = signed.read().await?;
    let proposal = store::proposal(&mut conn, id).await?;
    let state = store::state(&mut conn).await?;
    let next = decide::preview(&signed.node, &state, &proposal);
    let old = state.entry(proposal.party);
    let differences = match &next {
        Ok(next) if proposal.control.is_none() => differences(old, next.as_ref()),
        _ => Vec::new(),
    };
    Ok(Json(ChangeSeen {
        seen: state.version(proposal.party),
        fits: next.is_ok(),
        differences: differences.into_iter().map(DifferenceItem::from).collect(),
        change: ChangeItem::of(proposal, &signed),
    }))
}

/// A version that was issued.
#[derive(Serialize, ToSchema)]
struct VersionItem {
    version: i64,
    #[schema(value_type = String, format = DateTime)]
    issued_at: Timestamp,
}

/// The versions that were issued last, the newest first.
#[utoipa::path(get, path = "/api/directory/versions", tag = "directory",
    responses((status = 200, body = Vec<VersionItem>)))]
async fn versions(signed: Signed) -> Result<Json<Vec<VersionItem>>> {
    let found = store::issued(&mut *signed.read().await?, super::VERSIONS_SHOWN).await?;
    let item = |one: store::Issued| VersionItem { version: one.version, issued_at: one.issued_at };
    Ok(Json(found.into_iter().map(item).collect()))
}

/// A change to be proposed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewChange {
    /// Whose entry: an institution number, or `register`.
    party: String,
    change: Change,
}

/// What was proposed.
#[derive(Serialize, ToSchema)]
struct ChangeProposed {
    id: DirectoryChangeId,
}

/// Proposes a change; another person controls it.
#[utoipa::path(post, path = "/api/directory/changes", tag = "directory", request_body = NewChange,
    responses((status = 201, body = ChangeProposed), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn propose_one(
    call: ActHeader,
    ApiJson(new): ApiJson<NewChange>,
) -> Result<(StatusCode, Json<ChangeProposed>)> {
    let party = new.party.parse().map_err(|_| {
        Error::field("party", ui::messages::text(key("directory-error-number"), &[]))
    })?;
    let mut act = call.act().await?;
    let id = decide::propose(&mut act, party, &new.change).await?;
    let entry = noted("directory.propose", id, party).fact("kind", new.change.kind());
    act.commit(entry).await?;
    Ok((StatusCode::CREATED, Json(ChangeProposed { id })))
}

/// What was looked at.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ApprovedAs {
    /// The version of the party's entry beside which the change was looked at.
    seen: i32,
}

/// Approves the change of another person: it is in force, and issued at once.
#[utoipa::path(post, path = "/api/directory/changes/{change}/approval", tag = "directory",
    params(("change" = Uuid, Path)), request_body = ApprovedAs,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem,
        description = "same-person, controlled, changed-meanwhile, no-longer-fits")))]
async fn approve_one(
    call: ActHeader,
    Path(id): Path<DirectoryChangeId>,
    ApiJson(seen): ApiJson<ApprovedAs>,
) -> Result<StatusCode> {
    approved(call.act().await?, id, seen.seen).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Approves and issues.
pub(super) async fn approved(mut act: Act, id: DirectoryChangeId, seen: i32) -> Result<()> {
    let party = decide::approve(&mut act, id, seen).await?;
    let node = act.node().clone();
    act.commit(noted("directory.approve", id, party)).await?;
    issue_at_once(&node).await;
    Ok(())
}

/// Why not.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Because {
    reason: String,
}

/// Refuses the change of another person.
#[utoipa::path(post, path = "/api/directory/changes/{change}/refusal", tag = "directory",
    params(("change" = Uuid, Path)), request_body = Because,
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 409, body = Problem, description = "same-person, controlled")))]
async fn refuse_one(
    call: ActHeader,
    Path(id): Path<DirectoryChangeId>,
    ApiJson(because): ApiJson<Because>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    let party = decide::refuse(&mut act, id, &because.reason).await?;
    act.commit(noted("directory.refuse", id, party)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes one's own change back.
#[utoipa::path(post, path = "/api/directory/changes/{change}/withdrawal", tag = "directory",
    params(("change" = Uuid, Path)), request_body = Because,
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 409, body = Problem, description = "not-own, controlled")))]
async fn withdraw_one(
    call: ActHeader,
    Path(id): Path<DirectoryChangeId>,
    ApiJson(because): ApiJson<Because>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    let party = decide::withdraw(&mut act, id, &because.reason).await?;
    act.commit(noted("directory.withdraw", id, party)).await?;
    Ok(StatusCode::NO_CONTENT)
}
