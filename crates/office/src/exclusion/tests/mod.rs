//! Exclusions: registered by one, controlled by another, in force, sent, and gone.

mod asking;
mod at_once;
mod by_raw_sql;
mod erased;
mod leaves;
mod letters;
mod model;
mod pages;
mod register;
mod responsible;
mod rows;
mod second_person;
mod table;
mod unfinished;
mod warned;
mod watched;

use super::store::{self, ExclusionRow, Which};
use super::{Cause, Decision, propose};
use crate::access::{Grant, Principal, Role};
use crate::people::{PersonName, PlaceCode};
use crate::testing::TestOffice;
use crate::world::CastMember;
use crate::{Act, ExclusionDecisionId, ExclusionRowId, PersonId, Result};
use ::store::Entry;
use jiff::civil::{Date, date};
use rules::Language;
use rules::exclusion::{Classification, ExclusionType, LegalBasis};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

/// Registers and controls, as Tor and Unni do.
const BOTH: &[Role] = &[Role::RustWrite, Role::RustControl];

fn person(key: &str) -> PersonId {
    CastMember::named(key).id()
}

/// An act of a member of the cast with these roles at the institution.
async fn act(office: &TestOffice, key: &str, roles: &[Role]) -> Act {
    let place = PlaceCode("999".to_owned());
    let grant = |role: &Role| Grant { role: *role, place: place.clone() };
    let who = Principal {
        person: person(key),
        name: PersonName::new(key, "", false),
        language: Language::Nb,
        grants: roles.iter().map(grant).collect(),
        student: false,
        examiner: false,
    };
    Act::of_person(&office.node, Arc::new(who), Uuid::now_v7()).await.expect("an act")
}

/// Does something in an act of its own.
macro_rules! doing {
    ($office:expr, $key:expr, $roles:expr, |$act:ident| $what:expr) => {{
        let mut $act = crate::exclusion::tests::act($office, $key, $roles).await;
        let done = $what;
        if done.is_ok() {
            let entry = ::store::Entry::new("exclusion.test", "exclusion", uuid::Uuid::nil());
            $act.commit(entry).await.expect("an entry");
        }
        done
    }};
}
use doing;

fn cheating(from: Date, to: Date) -> Decision {
    Decision {
        person: person("amina"),
        legal_basis: LegalBasis::parse("12-4(3)").expect("a basis"),
        rule_set: None,
        decided_on: date(2026, 10, 1),
        from,
        to,
        aggravated: false,
        programmes: Vec::new(),
        classifications: Vec::new(),
        types: None,
        justification: None,
        journal_number: Some("2026/117".to_owned()),
        case: None,
        under_appeal: false,
    }
}

fn autumn() -> Decision {
    cheating(date(2026, 11, 2), date(2027, 6, 30))
}

/// Registered by Tor.
async fn registered(office: &TestOffice, decision: &Decision) -> Result<ExclusionDecisionId> {
    doing!(office, "tor", BOTH, |act| propose(&mut act, decision).await)
}

async fn rows_of(office: &TestOffice, id: ExclusionDecisionId) -> Vec<ExclusionRow> {
    let mut conn = office.node.store().pool.acquire().await.expect("a connection");
    let which = Which { decision: Some(id), ..Which::default() };
    store::rows(&mut conn, which).await.expect("rows")
}

async fn row_of(office: &TestOffice, id: ExclusionRowId) -> ExclusionRow {
    let mut conn = office.node.store().pool.acquire().await.expect("a connection");
    store::row(&mut conn, id).await.expect("a query").expect("a row")
}

/// A day of decision that no other of this test has: a decision is registered once.
fn another_day() -> Date {
    static BEFORE: AtomicI64 = AtomicI64::new(0);
    let days = BEFORE.fetch_add(1, Ordering::Relaxed);
    date(2026, 10, 1) - jiff::Span::new().days(days)
}

/// The row of a type, registered by Tor and, with `controlled`, controlled by Unni.
async fn a_row(office: &TestOffice, kind: ExclusionType, controlled: bool) -> ExclusionRowId {
    let new = Decision { decided_on: another_day(), ..autumn() };
    let decision = registered(office, &new).await.expect("registered");
    let rows = rows_of(office, decision).await;
    let row = rows.iter().find(|row| row.kind == kind).expect("a row of the type").id;
    if controlled {
        doing!(office, "unni", BOTH, |act| super::control(&mut act, row, 1).await)
            .expect("controlled");
    }
    row
}

/// The kinds of messages that were sent.
async fn sent(office: &TestOffice) -> Vec<String> {
    sqlx::query_scalar("select kind from mailbox_sent order by enqueued_at, id")
        .fetch_all(&office.node.store().pool)
        .await
        .expect("messages")
}

/// A role at the institution as a whole, given by somebody.
async fn grant_from(office: &TestOffice, key: &str, role: Role, by: Option<&str>) {
    let mut act = office.act().await;
    sqlx::query(
        "insert into role_grant (id, person_id, unit_id, role, valid_from, granted_by)
        select $1, $2, id, $3, '2010-01-01', $4 from unit where level = 'institution'",
    )
    .bind(Uuid::now_v7())
    .bind(person(key).0)
    .bind(role.code())
    .bind(by.map(|by| person(by).0))
    .execute(act.conn())
    .await
    .expect("a grant");
    act.commit(entry()).await.expect("granted");
}

fn code<T>(outcome: Result<T>) -> String {
    match outcome {
        Ok(_) => "done".to_owned(),
        Err(crate::Error::Refused(refused)) => refused.code,
        Err(crate::Error::NotFound) => "not-found".to_owned(),
        Err(crate::Error::Conflict(_)) => "conflict".to_owned(),
        Err(crate::Error::Invalid(_)) => "invalid".to_owned(),
        Err(error) => format!("{error:?}"),
    }
}

fn shown(rows: &[ExclusionRow]) -> Vec<(ExclusionType, Classification)> {
    rows.iter().map(|row| (row.kind, row.classification)).collect()
}

/// The entry of an act that plants something.
fn entry() -> Entry {
    Entry::new("exclusion.test", "exclusion", Uuid::nil())
}
