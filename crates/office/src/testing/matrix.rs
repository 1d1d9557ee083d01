//! What every routine's routes are held to: the authorization matrix, that whatever changes something
//! names its audit entry, that programs can do what people can, and that the guards stand.

use super::TestOffice;
use crate::access::{Grant, Principal, Role};
use crate::http::{Allow, RouteRow};
use crate::ids::PersonId;
use crate::people::{PersonName, PlaceCode};
use edge::Allow as _;
use edge::testing::{ask, denied};
use rules::Language;

/// Somebody with these roles at the institution and nothing else.
pub fn with_roles(roles: &[Role]) -> Principal {
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

/// The columns of the matrix: somebody with nothing, with each role, a student, an examiner.
pub fn columns() -> Vec<(&'static str, Option<Principal>)> {
    let mut columns = vec![("anonymous", None), ("signed_in", Some(nobody()))];
    columns.extend(Role::ALL.map(|role| (role.code(), Some(with_roles(&[role])))));
    columns.push(("student", Some(Principal { student: true, ..nobody() })));
    columns.push(("examiner", Some(Principal { examiner: true, ..nobody() })));
    columns
}

/// The matrix as text: a line for each route, a mark for each who gets past its guard.
pub fn matrix(table: &[RouteRow]) -> String {
    edge::testing::matrix::<crate::Node>(table, &columns())
}

/// The routes that change something and name no audit entry.
pub fn silent(table: &[RouteRow]) -> Vec<&str> {
    let silent = table.iter().filter(|row| row.method != "GET" && row.action.is_none());
    silent.map(|row| row.path.as_str()).collect()
}

/// The pages that have no twin for programs which lets in as many. The twin of `/x` is `/api/x` where
/// `renamed` says nothing else, and a form's is whatever has the same audit entry; those `for_the_eye`
/// need none.
pub fn without_twin(
    table: &[RouteRow],
    renamed: &[(&str, &str)],
    for_the_eye: &[&str],
) -> Vec<String> {
    let (api, pages): (Vec<_>, Vec<_>) =
        table.iter().partition(|row| row.path.starts_with("/api/"));
    let twin = |page: &str| {
        let renamed = renamed.iter().find(|(path, _)| *path == page);
        renamed.map_or_else(|| format!("/api{page}"), |(_, twin)| (*twin).to_owned())
    };
    let shows =
        |page: &RouteRow, row: &RouteRow| row.method == "GET" && row.path == twin(&page.path);
    let mut without = Vec::new();
    for page in pages {
        let twins: Vec<&RouteRow> = match (page.method.as_str(), page.action) {
            ("GET", _) if for_the_eye.contains(&page.path.as_str()) => continue,
            ("GET", _) => api.iter().copied().filter(|row| shows(page, row)).collect(),
            (_, Some(act)) => api.iter().copied().filter(|row| row.action == Some(act)).collect(),
            (_, None) if page.path.ends_with("/find") || page.path.ends_with("/search") => {
                api.iter().copied().filter(|row| row.path == twin(&page.path)).collect()
            }
            _ => continue,
        };
        if !as_many(page, &twins) {
            without.push(format!("{} {}", page.method, page.path));
        }
    }
    without
}

/// Whoever is let to the page is let to one of these.
fn as_many(page: &RouteRow, twins: &[&RouteRow]) -> bool {
    let columns = columns();
    let lets = |row: &RouteRow, who: &Option<Principal>| row.allow.lets(who.as_ref());
    let mut readers = columns.iter().filter(|(_, who)| lets(page, who));
    readers.all(|(_, who)| twins.iter().any(|twin| lets(twin, who)))
}

impl TestOffice {
    /// Tries on the real router, cell by cell, that the guards stand where the table says.
    ///
    /// # Panics
    /// Somebody gets past a guard, or is turned away otherwise than the edge does.
    pub async fn guards_stand(&self, table: &[RouteRow]) {
        let mut stranger = self.sign_in("ingrid").await;
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
            let browser = self.sign_in(key).await;
            for row in table.iter().filter(|row| !row.allow.lets(Some(&with_roles(&roles)))) {
                assert_eq!(ask(&browser, row).await, denied(row, false), "{key} {}", row.path);
            }
        }
    }
}
