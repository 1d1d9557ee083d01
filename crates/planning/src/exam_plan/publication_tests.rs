//! That the plan is out early in November and early in April is somebody's to do.

use super::tests::{Planned, drafted};
use crate::tests_world::{exam_of, office, ok, overdue, read};
use office::testing::Browser;
use serde_json::{Value, json};

/// What the plan puts on somebody's desk.
async fn tasks(browser: &Browser) -> Vec<Value> {
    let desk = read(browser, "/api/desk").await;
    let own = |task: &&Value| task["routine"] == "exam_plan";
    desk.as_array().unwrap().iter().filter(own).cloned().collect()
}

const OPEN: &str = "Kunngjør dag, tid og sted";

/// Requirements: E-10
#[tokio::test]
async fn spring_s_plan_is_due_on_10_april_overdue_the_day_after_and_done_by_publication() {
    let planned = Planned::new().await;
    assert!(tasks(&planned.tor).await.is_empty(), "spring's plan is no matter of autumn");
    planned.office.clock("2027-04-10T10:00:00+02:00").await;
    let due = tasks(&planned.tor).await;
    assert_eq!((due.len(), &due[0]["due_on"]), (1, &json!("2027-04-10")));
    assert_eq!(due[0]["owner"], "central_officer");
    assert_eq!(due[0]["because"][0]["law"], "demoforskriften § 5");
    let with = due[0]["together"].as_array().unwrap().iter().map(|one| one["role"].clone());
    assert_eq!(with.collect::<Vec<_>>(), ["exam_coordinator", "faculty_officer"]);
    assert!(!overdue(&planned.tor, OPEN).await, "the last day itself");
    planned.office.clock("2027-04-11T10:00:00+02:00").await;
    assert!(overdue(&planned.tor, OPEN).await);
    let shown = read(&planned.tor, &planned.path("")).await;
    assert_eq!(shown["plan"]["publish_by"], "2027-04-10");
    ok(&planned.kari, &planned.of_draft("/review"), Value::Null).await;
    let verdict = json!({"unit": "999.10", "approves": true});
    ok(&planned.liv, &planned.path("/reviews"), verdict).await;
    let ready = tasks(&planned.tor).await;
    assert_eq!((ready.len(), &ready[0]["due_on"]), (1, &json!("2027-04-10")), "one step, not two");
    assert!(overdue(&planned.tor, "Kunngjør eksamensplanen").await);
    ok(&planned.tor, &planned.of_draft("/publication"), Value::Null).await;
    assert!(tasks(&planned.tor).await.is_empty());
    let shown = read(&planned.tor, &planned.path("")).await;
    assert_eq!(shown["plan"]["publish_by"], Value::Null);
}

/// Requirements: E-05
#[tokio::test]
async fn autumn_s_plan_is_due_on_10_november_overdue_the_day_after_and_done_by_publication() {
    let office = office().await;
    let tor = office.sign_in("tor").await;
    assert!(tasks(&tor).await.is_empty(), "what has day, hour and room is out");
    let unit = office.world.department();
    exam_of(&office, unit, ("HIS-2001", "written_school"), ("ordinary", "2026-H")).await;
    exam_of(&office, unit, ("HIS-2004", "oral"), ("ordinary", "2026-H")).await;
    exam_of(&office, unit, ("HIS-2005", "written_school"), ("resit", "2026-H")).await;
    let due = tasks(&tor).await;
    assert_eq!((due.len(), &due[0]["due_on"]), (1, &json!("2026-11-10")));
    let open = due[0]["because"][1]["text"]["en"].as_str().unwrap();
    assert_eq!(open, "One exam has no day, time or place yet.", "no oral and no resit counts");
    office.clock("2026-11-10T23:59:00+01:00").await;
    assert!(!overdue(&tor, OPEN).await);
    office.clock("2026-11-11T00:01:00+01:00").await;
    assert!(overdue(&tor, OPEN).await);
    let (kari, liv) = (office.sign_in("kari").await, office.sign_in("liv").await);
    let new = json!({
        "unit": "999.10", "term": "2026-H", "series": "ordinary",
        "first_on": "2026-11-30", "last_on": "2026-12-18",
        "sittings": [{"starts_at": "09:00:00", "minutes": 300}]
    });
    let plan = ok(&kari, "/api/exam-plans", new).await["id"].as_str().unwrap().to_owned();
    let page = tor.get(&format!("/exam-plans/{plan}")).await.text();
    assert!(page.contains("Skal kunngjøres innen") && page.contains("10. november 2026"), "{page}");
    let draft = drafted(&office, &kari, &plan, "Høst").await;
    let path = |rest: &str| format!("/api/exam-plans/{plan}{rest}");
    ok(&kari, &path(&format!("/drafts/{draft}/review")), Value::Null).await;
    ok(&liv, &path("/reviews"), json!({"unit": "999.10", "approves": true})).await;
    ok(&tor, &path(&format!("/drafts/{draft}/publication")), Value::Null).await;
    assert!(tasks(&tor).await.is_empty());
}
