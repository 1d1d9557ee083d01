//! The routes of this crate are held to what all are held to.

use crate::{MIGRATIONS, ROUTINES};
use office::http::{RouteRow, Routes};
use office::testing::TestOffice;
use office::testing::matrix::{matrix, silent, without_twin};

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
    assert_eq!(silent(&table()), Vec::<&str>::new());
}

#[test]
fn whatever_a_page_does_or_shows_a_program_can_too() {
    let renamed = [
        ("/room-bookings.csv", "/api/room-bookings"),
        ("/invigilation/hours.csv", "/api/invigilation/hours"),
        ("/room-folders.pdf", "/api/room-folders"),
        ("/room-folders/{booking}/folder.pdf", "/api/room-folders/{booking}"),
    ];
    // Printed for those who examine: what it says stands in the oral that programs read.
    let for_the_eye = ["/oral-sessions/{oral_session}/protocol.pdf"];
    assert_eq!(without_twin(&table(), &renamed, &for_the_eye), Vec::<String>::new());
}

#[tokio::test]
async fn every_guard_stands_where_the_matrix_says() {
    let at = "2026-11-02T10:00:00+01:00";
    let office = TestOffice::with_above(at, "demo-2026", ROUTINES, &[&MIGRATIONS]).await;
    office.guards_stand(&table()).await;
}
