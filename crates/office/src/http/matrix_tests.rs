//! The authorization matrix: every route, and who gets past its guard. The table is a
//! golden file, so that a change of rights is a visible change; that the guards stand
//! where the table says is tried on the real router, cell by cell.

use crate::testing::TestOffice;
use crate::testing::matrix::{matrix, silent, without_twin};
use std::collections::BTreeMap;

#[test]
fn the_authorization_matrix_is_as_reviewed() {
    insta::assert_snapshot!(matrix(&crate::routes(true, &[]).table()));
}

#[test]
fn every_route_that_changes_something_names_its_audit_entry() {
    /// Changes no domain state; this list may only shrink.
    const TECHNICAL: [&str; 4] = ["/logout", "/language", "/demo/login", "/demo/clock"];
    /// Asks and changes nothing; a name or a number of somebody must not stand in an address.
    const SEARCHES: [&str; 23] = [
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
    let table = crate::routes(true, &[]).table();
    let mut silent = silent(&table);
    silent.retain(|path| !TECHNICAL.contains(path) && !SEARCHES.contains(path));
    assert_eq!(silent, Vec::<&str>::new());
}

#[test]
fn no_two_bodies_of_the_api_share_a_name() {
    let routes = crate::routes(true, &[]);
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, body) in routes.bodies() {
        let first = known.entry(name).or_insert(body);
        assert_eq!(first, body, "{name}: the description of the API tells one of them");
    }
    assert!(known.len() > 100, "only {} bodies", known.len());
}

#[test]
fn the_demonstration_has_routes_only_in_demo_mode() {
    let table = crate::routes(false, &[]).table();
    assert!(table.iter().all(|row| !row.path.starts_with("/demo")));
    assert!(crate::routes(true, &[]).table().len() > table.len());
}

/// Pages whose twin for programs stands under another name.
const RENAMED: [(&str, &str); 5] = [
    ("/access", "/api/access/grants"),
    ("/exams/{exam}/candidates.csv", "/api/exams/{exam}/candidates"),
    ("/letters/{file}", "/api/letters/{letter}/pdf"),
    ("/messages/{message}", "/api/messages"),
    ("/my", "/api/my/exams"),
];

/// What a person at a browser needs and a program does not: the empty form of an act or search
/// that has its twin, a list for the printer that has one too, and the way in. This list may only
/// shrink.
const FOR_THE_EYE: [&str; 29] = [
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
    "/health",
    "/letters/search",
    "/login",
    "/misconduct/find",
    "/misconduct/new",
    "/misconduct/{misconduct}/decision",
    "/my/appeals/form",
    "/my/appeals/new",
    "/my/explanations/new",
    "/programmes/new",
];

#[test]
fn whatever_a_page_does_or_shows_a_program_can_too() {
    let table = crate::routes(false, &[]).table();
    assert_eq!(without_twin(&table, &RENAMED, &FOR_THE_EYE), Vec::<String>::new());
}

#[tokio::test]
async fn every_guard_stands_where_the_matrix_says() {
    let office = TestOffice::new().await;
    office.guards_stand(&crate::routes(true, &[]).table()).await;
}
