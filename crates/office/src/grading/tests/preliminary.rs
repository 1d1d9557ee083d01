//! Grades ahead of the protocol, where the rules allow them.

use crate::testing::Sat;
use crate::testing::{Answer, TestOffice};
use jiff::civil::date;
use serde_json::{Value, json};

async fn in_2012() -> Sat {
    let office = TestOffice::at("2012-06-04T10:00:00+02:00", "uit-2011").await;
    let sat = Sat::on(office, date(2012, 6, 4), &["amina", "bjorn"]).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "C")]).await;
    }
    sat
}

async fn publish(sat: &Sat, key: &str) -> Answer {
    let path = format!("/api/exams/{}/preliminary-list", sat.exam);
    sat.as_(key).await.call(&path, json!({})).await
}

async fn shown_to(sat: &Sat, key: &str) -> Value {
    sat.as_(key).await.get("/api/my/preliminary-results").await.json()
}

/// Requirements: M-04
#[tokio::test]
async fn a_preliminary_grade_is_marked_as_such_and_nothing_runs_from_it() {
    let sat = in_2012().await;
    assert_eq!(publish(&sat, "ingrid").await.status, 404, "the administration alone");
    assert_eq!(publish(&sat, "liv").await.json()["grades"], 1, "one has no grade yet");
    let page = sat.as_("amina").await.get("/my/results").await.text();
    assert!(page.contains("Foreløpig karakter") && page.contains("protokollen følger"));
    assert!(!page.contains("/my/appeals/new") && !page.contains("/my/explanations/new"));
    assert_eq!(shown_to(&sat, "bjorn").await, json!([]));
    assert_eq!(sat.count("select count(*) from result").await, 0);
    let running = "select count(*) from deadline where subject_kind in ('protocol', 'result')";
    assert_eq!(sat.count(running).await, 0);
    let entries = "select count(*) from audit_entry where action = 'grading.publish_preliminary'";
    assert_eq!(sat.count(entries).await, 1);
}

/// Requirements: M-04
#[tokio::test]
async fn a_change_is_visible_and_the_announced_result_takes_its_place() {
    let sat = in_2012().await;
    publish(&sat, "liv").await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B"), ("102", "D")]).await;
    }
    assert_eq!(publish(&sat, "liv").await.json()["grades"], 2);
    let shown = shown_to(&sat, "amina").await;
    assert_eq!((&shown[0]["grade"], &shown[0]["before"]), (&json!("B"), &json!("C")));
    sat.announced().await;
    assert_eq!(shown_to(&sat, "amina").await, json!([]));
    assert_eq!(publish(&sat, "liv").await.json()["code"], "announced");
}

/// Requirements: M-04
#[tokio::test]
async fn a_list_that_is_taken_back_is_gone_at_once() {
    let sat = in_2012().await;
    let path = format!("/api/exams/{}/preliminary-list/withdrawal", sat.exam);
    let liv = sat.as_("liv").await;
    assert_eq!(liv.call(&path, json!({})).await.json()["code"], "no-preliminary-list");
    publish(&sat, "liv").await;
    assert_eq!(liv.call(&path, json!({})).await.status, 204);
    assert_eq!(shown_to(&sat, "amina").await, json!([]));
}

/// Requirements: M-04
#[tokio::test]
async fn where_the_rules_do_not_allow_it_nothing_goes_ahead_of_the_protocol() {
    let sat = Sat::by(&["amina"]).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "C")]).await;
    }
    assert_eq!(publish(&sat, "liv").await.json()["code"], "preliminary-not-allowed");
    let page = sat.as_("liv").await.get(&format!("/exams/{}/grading", sat.exam)).await.text();
    assert!(!page.contains("preliminary-list"));
}
