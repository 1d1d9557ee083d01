//! The routes of student mobility are held to what all are held to.

use crate::ROUTINES;
use crate::tests_world::office;
use office::http::{RouteRow, Routes};
use office::testing::matrix::{matrix, silent, without_twin};
use std::collections::BTreeMap;

fn table() -> Vec<RouteRow> {
    let routes = ROUTINES.iter().fold(Routes::default(), |all, one| all.merge((one.routes)()));
    routes.table()
}

#[test]
fn the_authorization_matrix_is_as_reviewed() {
    insta::assert_snapshot!(matrix(&table()));
}

#[test]
fn every_route_that_changes_something_names_its_audit_entry() {
    /// Asks and changes nothing; a name or a number of somebody must not stand in an address.
    const SEARCHES: [&str; 4] = [
        "/degrees/find",
        "/api/degrees/find",
        "/external-studies/find",
        "/api/external-studies/find",
    ];
    let table = table();
    let mut silent = silent(&table);
    silent.retain(|path| !SEARCHES.contains(path));
    assert_eq!(silent, Vec::<&str>::new());
}

#[test]
fn no_two_bodies_of_the_api_share_a_name() {
    let routes = office::routes(true, ROUTINES);
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, body) in routes.bodies() {
        let first = known.entry(name).or_insert(body);
        assert_eq!(first, body, "{name}: the description of the API tells one of them");
    }
}

#[test]
fn whatever_a_page_does_or_shows_a_program_can_too() {
    let renamed = [("/exchange", "/api/exchange/institutions")];
    let for_the_eye = [
        "/external-studies/people/{person}/rows/new",
        "/my/recognitions/new",
        "/recognitions/people/{person}/new",
    ];
    assert_eq!(without_twin(&table(), &renamed, &for_the_eye), Vec::<String>::new());
}

#[tokio::test]
async fn every_guard_stands_where_the_matrix_says() {
    office().await.guards_stand(&table()).await;
}
