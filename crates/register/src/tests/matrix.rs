//! The register's authorization matrix: every route, and who gets past its guard.

use super::TestRegister;
use crate::access::{Allow, Principal, Role};
use crate::routes;
use edge::testing::{ask, denied, matrix};
use edge::{Allow as _, Mode, PersonId, PersonName};
use rules::Language;

fn with_roles(roles: &[Role]) -> Principal {
    Principal {
        person: PersonId::new(),
        name: PersonName::new("", "", false),
        language: Language::Nb,
        roles: roles.to_vec(),
    }
}

/// The columns of the matrix.
fn columns() -> Vec<(&'static str, Option<Principal>)> {
    let mut columns = vec![("anonymous", None), ("signed_in", Some(with_roles(&[])))];
    columns.extend(Role::ALL.map(|role| (role.code(), Some(with_roles(&[role])))));
    columns
}

#[test]
fn the_register_s_authorization_matrix_is_as_reviewed() {
    insta::assert_snapshot!(matrix::<crate::Node>(&routes(true).table(), &columns()));
}

#[tokio::test]
async fn every_guard_of_the_register_stands_where_its_matrix_says() {
    let register = TestRegister::new(Mode::Demo).await;
    let mut stranger = register.sign_in("gro").await;
    stranger.forget();
    let browser = register.sign_in("gro").await;
    register.end_roles().await;
    for row in routes(true).table().iter().filter(|row| row.allow != Allow::Public) {
        assert_eq!(ask(&stranger, row).await, denied(row, true), "anonymous {}", row.path);
        if !row.allow.lets(Some(&with_roles(&[]))) {
            assert_eq!(ask(&browser, row).await, denied(row, false), "without a role {}", row.path);
        }
    }
}

#[test]
fn the_register_s_demonstration_has_routes_only_in_demo_mode() {
    assert!(routes(false).table().iter().all(|row| !row.path.starts_with("/demo")));
}

#[test]
fn every_route_of_the_register_that_changes_something_names_its_audit_entry() {
    /// Changes no domain state; this list may only shrink.
    const TECHNICAL: [&str; 4] = ["/demo/clock", "/demo/login", "/language", "/logout"];
    let table = routes(true).table();
    let silent = table.iter().filter(|row| row.method != "GET" && row.action.is_none());
    assert_eq!(silent.map(|row| row.path.as_str()).collect::<Vec<_>>(), TECHNICAL);
}
