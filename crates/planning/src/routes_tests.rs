//! The routes of planning: who gets past each, that each has its twin for programs, and that the guards
//! stand.

use crate::tests_world::office;
use office::http::Routes;
use office::testing::matrix::{matrix, silent, without_twin};

fn routes() -> Routes {
    crate::ROUTINES.iter().fold(Routes::default(), |all, routine| all.merge((routine.routes)()))
}

/// Pages whose twin for programs stands under another name; what a student is signed up for is told by the
/// office's own `/api/my/exams`.
const RENAMED: [(&str, &str); 4] = [
    ("/exam-overview.csv", "/api/exam-overview"),
    ("/exam-overview/desk.csv", "/api/exam-overview/desk"),
    ("/exam-plans/{exam_plan}/calendar.ics", "/api/exam-plans/{exam_plan}"),
    (
        "/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/plan.csv",
        "/api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}",
    ),
];

/// Requirements: A-01
#[test]
fn the_authorization_matrix_of_planning_is_as_reviewed() {
    insta::assert_snapshot!(matrix(&routes().table()));
}

#[test]
fn every_route_of_planning_that_changes_something_names_its_audit_entry() {
    assert_eq!(silent(&routes().table()), Vec::<&str>::new());
}

#[test]
fn whatever_a_page_of_planning_does_or_shows_a_program_can_too() {
    assert_eq!(without_twin(&routes().table(), &RENAMED, &["/my/exams.ics"]), Vec::<String>::new());
}

#[test]
fn no_body_of_planning_shares_its_name_with_another() {
    let routes = office::routes(true, crate::ROUTINES);
    let mut known: std::collections::BTreeMap<&str, &str> = std::collections::BTreeMap::new();
    for (name, body) in routes.bodies() {
        let first = known.entry(name).or_insert(body);
        assert_eq!(first, body, "{name}: the description of the API tells one of them");
    }
}

/// Requirements: A-01
#[tokio::test]
async fn the_guards_of_planning_stand_where_the_matrix_says() {
    office().await.guards_stand(&routes().table()).await;
}

#[tokio::test]
async fn the_technical_tables_of_planning_are_listed_with_their_reason() {
    let office = office().await;
    let technical: Vec<String> = sqlx::query_scalar(
        "select relname::text from pg_class where relkind = 'r'
        and obj_description(oid, 'pg_class') like 'technical: _%'
        and (relname like 'exam\\_plan%' or relname like 'date\\_wish%' or relname = 'teacher_absence')",
    )
    .fetch_all(&office.node.store().pool)
    .await
    .unwrap();
    assert_eq!(technical, ["exam_plan_search"]);
}
