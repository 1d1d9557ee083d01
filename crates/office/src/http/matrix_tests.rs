//! The authorization matrix: every route, and who gets past its guard. The table is a
//! golden file, so that a change of rights is a visible change; that the guards stand
//! where the table says is tried on the real router, cell by cell.

use super::{Allow, RouteRow};
use crate::access::{Grant, Principal, Role};
use crate::ids::PersonId;
use crate::people::{PersonName, PlaceCode};
use crate::testing::{Browser, TestOffice};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use rules::Language;
use std::fmt::Write;

/// Somebody with a role at the institution and nothing else.
fn with_role(role: Role) -> Principal {
    let grant = Grant { role, place: PlaceCode("999".into()) };
    Principal { grants: vec![grant], ..nobody() }
}

fn nobody() -> Principal {
    Principal {
        person: PersonId::new(),
        name: PersonName::new("", "", false),
        language: Language::Nb,
        grants: Vec::new(),
        student: false,
        examiner: false,
    }
}

/// The columns of the matrix.
fn columns() -> Vec<(&'static str, Option<Principal>)> {
    let mut columns = vec![("anonymous", None), ("signed_in", Some(nobody()))];
    columns.extend(Role::ALL.map(|role| (role.code(), Some(with_role(role)))));
    columns.push(("student", Some(Principal { student: true, ..nobody() })));
    columns.push(("examiner", Some(Principal { examiner: true, ..nobody() })));
    columns
}

fn matrix(table: &[RouteRow]) -> String {
    let columns = columns();
    let mut text = String::new();
    for (number, (name, _)) in columns.iter().enumerate() {
        writeln!(text, "{}{name}", "| ".repeat(number)).expect("text");
    }
    for row in table {
        for (_, who) in &columns {
            text.push_str(if row.allow.lets(who.as_ref()) { "✔ " } else { "· " });
        }
        let action = row.action.unwrap_or("-");
        writeln!(text, "{:4} {}  [{action}]", row.method, row.path).expect("text");
    }
    text
}

#[test]
fn the_authorization_matrix_is_as_reviewed() {
    insta::assert_snapshot!(matrix(&crate::routes(true).table()));
}

#[test]
fn every_route_that_changes_something_names_its_audit_entry() {
    /// Changes no domain state; this list may only shrink.
    const TECHNICAL: [&str; 4] = ["/logout", "/language", "/demo/login", "/demo/clock"];
    /// Asks and changes nothing; a name or a number of somebody must not stand in an address.
    const SEARCHES: [&str; 4] =
        ["/appeals/find", "/explanations/find", "/examiners/find", "/api/examiners/find"];
    let silent: Vec<_> = crate::routes(true)
        .table()
        .into_iter()
        .filter(|row| row.method != "GET" && row.action.is_none())
        .map(|row| row.path)
        .filter(|path| !TECHNICAL.contains(&path.as_str()) && !SEARCHES.contains(&path.as_str()))
        .collect();
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn the_demonstration_has_routes_only_in_demo_mode() {
    let table = crate::routes(false).table();
    assert!(table.iter().all(|row| !row.path.starts_with("/demo")));
    assert!(crate::routes(true).table().len() > table.len());
}

async fn ask(browser: &Browser, row: &RouteRow) -> StatusCode {
    let path: String = row
        .path
        .split('/')
        .map(
            |part| {
                if part.starts_with('{') { "0193a000-0000-7000-8000-00000000ffff" } else { part }
            },
        )
        .collect::<Vec<_>>()
        .join("/");
    let method: Method = row.method.parse().expect("a method");
    let request = Request::builder().method(method).uri(path).body(Body::empty());
    browser.send(request.expect("a request")).await.status
}

/// What a denied request gets: nothing that tells whether there is something.
fn denied(row: &RouteRow, anonymous: bool) -> StatusCode {
    match (anonymous, row.path.starts_with("/api/")) {
        (true, true) => StatusCode::UNAUTHORIZED,
        (true, false) => StatusCode::SEE_OTHER,
        (false, _) => StatusCode::NOT_FOUND,
    }
}

#[tokio::test]
async fn every_guard_stands_where_the_matrix_says() {
    let office = TestOffice::new().await;
    let table = crate::routes(true).table();
    let mut stranger = office.sign_in("ingrid").await;
    stranger.forget();
    for row in table.iter().filter(|row| row.allow != Allow::Public) {
        assert_eq!(ask(&stranger, row).await, denied(row, true), "anonymous {}", row.path);
    }
    for (key, role) in [
        ("ingrid", Role::ExamOfficer),
        ("liv", Role::FacultyOfficer),
        ("kari", Role::ExamCoordinator),
        ("tor", Role::CentralOfficer),
        ("eva", Role::DeskOfficer),
        ("nils", Role::RecordsOfficer),
        ("berit", Role::HeadOfOffice),
        ("jon", Role::BoardSecretary),
        ("siri", Role::CourseResponsible),
        ("anne", Role::AccessAdministrator),
        ("rolf", Role::Auditor),
    ] {
        let browser = office.sign_in(key).await;
        for row in table.iter().filter(|row| !row.allow.lets(Some(&with_role(role)))) {
            assert_eq!(ask(&browser, row).await, denied(row, false), "{key} {}", row.path);
        }
    }
}
