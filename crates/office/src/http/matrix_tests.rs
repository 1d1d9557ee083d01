//! The authorization matrix: every route, and who gets past its guard. The table is a
//! golden file, so that a change of rights is a visible change; that the guards stand
//! where the table says is tried on the real router, cell by cell.

use super::{Allow, RouteRow};
use crate::access::{Grant, Principal, Role};
use crate::ids::PersonId;
use crate::people::{PersonName, PlaceCode};
use crate::testing::TestOffice;
use edge::Allow as _;
use edge::testing::{ask, denied};
use rules::Language;
use std::collections::BTreeMap;

/// Somebody with a role at the institution and nothing else.
fn with_role(role: Role) -> Principal {
    with_roles(&[role])
}

fn with_roles(roles: &[Role]) -> Principal {
    let grant = |role: &Role| Grant { role: *role, place: PlaceCode("999".into()) };
    Principal { grants: roles.iter().map(grant).collect(), ..nobody() }
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
    edge::testing::matrix::<crate::Node>(table, &columns())
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
    const SEARCHES: [&str; 27] = [
        "/degrees/find",
        "/api/degrees/find",
        "/external-studies/find",
        "/api/external-studies/find",
        "/exclusions/rows",
        "/api/exclusions/rows",
        "/appeals/search",
        "/archive/search",
        "/exams/{exam}/candidates/search",
        "/explanations/search",
        "/letters/search",
        "/api/appeals/search",
        "/api/archive/search",
        "/api/exams/{exam}/candidates/search",
        "/api/explanations/search",
        "/api/letters/search",
        "/appeals/find",
        "/explanations/find",
        "/examiners/find",
        "/misconduct/find",
        "/api/access/colleagues/find",
        "/api/appeals/find",
        "/api/explanations/find",
        "/api/examiners/find",
        "/api/misconduct/find",
        "/misconduct/{misconduct}/overlaps",
        "/api/misconduct/{misconduct}/overlaps",
    ];
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
fn no_two_bodies_of_the_api_share_a_name() {
    let routes = crate::routes(true);
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, body) in routes.bodies() {
        let first = known.entry(name).or_insert(body);
        assert_eq!(first, body, "{name}: the description of the API tells one of them");
    }
    assert!(known.len() > 100, "only {} bodies", known.len());
}

#[test]
fn the_demonstration_has_routes_only_in_demo_mode() {
    let table = crate::routes(false).table();
    assert!(table.iter().all(|row| !row.path.starts_with("/demo")));
    assert!(crate::routes(true).table().len() > table.len());
}

/// Pages whose twin for programs stands under another name.
const RENAMED: [(&str, &str); 6] = [
    ("/access", "/api/access/grants"),
    ("/exchange", "/api/exchange/institutions"),
    ("/exams/{exam}/candidates.csv", "/api/exams/{exam}/candidates"),
    ("/letters/{file}", "/api/letters/{letter}/pdf"),
    ("/messages/{message}", "/api/messages"),
    ("/my", "/api/my/exams"),
];

/// What a person at a browser needs and a program does not: the empty form of an act or search
/// that has its twin, a list for the printer that has one too, and the way in. This list may only
/// shrink.
const FOR_THE_EYE: [&str; 32] = [
    "/",
    "/appeals/find",
    "/appeals/new",
    "/appeals/search",
    "/applications/import",
    "/archive/search",
    "/committees/{committee}/third",
    "/courses/new",
    "/examiners/find",
    "/examiners/new",
    "/exams/new",
    "/exams/{exam}/candidates/print",
    "/exams/{exam}/candidates/search",
    "/exams/{exam}/edit",
    "/exams/{exam}/registrations",
    "/exclusions/new",
    "/explanations/find",
    "/explanations/new",
    "/explanations/search",
    "/external-studies/people/{person}/rows/new",
    "/health",
    "/letters/search",
    "/login",
    "/misconduct/find",
    "/misconduct/new",
    "/misconduct/{misconduct}/decision",
    "/my/appeals/form",
    "/my/appeals/new",
    "/my/explanations/new",
    "/my/recognitions/new",
    "/recognitions/people/{person}/new",
    "/programmes/new",
];

/// Whoever is let to the page is let to one of these.
fn as_many(page: &RouteRow, twins: &[&RouteRow]) -> bool {
    let columns = columns();
    let lets = |row: &RouteRow, who: &Option<Principal>| row.allow.lets(who.as_ref());
    let mut readers = columns.iter().filter(|(_, who)| lets(page, who));
    readers.all(|(_, who)| twins.iter().any(|twin| lets(twin, who)))
}

#[test]
fn whatever_a_page_does_or_shows_a_program_can_too() {
    let table = crate::routes(false).table();
    let (api, pages): (Vec<_>, Vec<_>) =
        table.iter().partition(|row| row.path.starts_with("/api/"));
    let twin = |page: &str| {
        let renamed = RENAMED.iter().find(|(path, _)| *path == page);
        renamed.map_or_else(|| format!("/api{page}"), |(_, twin)| (*twin).to_owned())
    };
    let shows =
        |page: &RouteRow, row: &RouteRow| row.method == "GET" && row.path == twin(&page.path);
    for page in pages {
        let twins: Vec<&RouteRow> = match (page.method.as_str(), page.action) {
            ("GET", _) if FOR_THE_EYE.contains(&page.path.as_str()) => continue,
            ("GET", _) => api.iter().copied().filter(|row| shows(page, row)).collect(),
            (_, Some(act)) => api.iter().copied().filter(|row| row.action == Some(act)).collect(),
            (_, None) if page.path.ends_with("/find") || page.path.ends_with("/search") => {
                api.iter().copied().filter(|row| row.path == twin(&page.path)).collect()
            }
            _ => continue,
        };
        assert!(as_many(page, &twins), "{} {} has no twin for programs", page.method, page.path);
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
    for (key, roles) in [
        ("ingrid", vec![Role::ExamOfficer]),
        ("liv", vec![Role::FacultyOfficer]),
        ("kari", vec![Role::ExamCoordinator]),
        ("tor", vec![Role::CentralOfficer, Role::RustWrite, Role::RustControl]),
        ("eva", vec![Role::DeskOfficer]),
        ("nils", vec![Role::RecordsOfficer]),
        ("berit", vec![Role::HeadOfOffice]),
        ("jon", vec![Role::BoardSecretary]),
        ("siri", vec![Role::CourseResponsible]),
        ("anne", vec![Role::AccessAdministrator]),
        ("rolf", vec![Role::Auditor]),
        ("astrid", vec![Role::RustRead]),
        ("harald", vec![Role::SystemOwner]),
    ] {
        let browser = office.sign_in(key).await;
        for row in table.iter().filter(|row| !row.allow.lets(Some(&with_roles(&roles)))) {
            assert_eq!(ask(&browser, row).await, denied(row, false), "{key} {}", row.path);
        }
    }
}
