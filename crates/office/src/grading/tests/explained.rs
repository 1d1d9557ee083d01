//! An explanation that was asked for before the grade was put right.

use super::rectifying::{DECIDED, FINAL, LODGED, announced, rectify};
use crate::testing::Sat;
use serde_json::{Value, json};

/// Amina has asked for an explanation of her B.
async fn asked() -> (Sat, String, String) {
    let (sat, protocol) = announced().await;
    let amina = sat.as_("amina").await;
    let result = amina.get("/api/my/results").await.json()[0]["result"].clone();
    let made = amina.call("/api/my/explanations", json!({ "result": result })).await;
    let id = made.json()["id"].as_str().unwrap().to_owned();
    (sat, protocol, id)
}

async fn explain(sat: &Sat, id: &str) -> Value {
    let given = json!({ "form": "written", "principles": "Kilder.", "assessment": "God." });
    let path = format!("/api/examining/explanations/{id}");
    assert_eq!(sat.as_("marit").await.call(&path, given).await.status, 204);
    let pool = &sat.office.node.store().pool;
    let letter = "select data -> 'appeal' from letter where kind = 'explanation_given'";
    sqlx::query_scalar(letter).fetch_one(pool).await.unwrap()
}

/// Requirements: E-17, N-08
#[tokio::test]
async fn a_grade_that_was_put_right_is_explained_as_it_is_and_can_be_appealed_until_the_day_told() {
    let (sat, protocol, id) = asked().await;
    let right = rectify(&sat, &protocol, &[("101", "D")]).await.json();
    sat.through(right["id"].as_str().unwrap()).await;
    let page = format!("/examining/explanations/{id}");
    let shown = sat.as_("marit").await.get(&page).await.text();
    assert!(shown.contains("Karakteren er rettet") && shown.contains(">D<"), "{shown}");
    sat.office.clock("2026-11-10T08:00:00+01:00").await;
    assert_eq!(explain(&sat, &id).await["until"], "2026-12-01", "three weeks");
    sat.office.clock("2026-12-01T23:00:00+01:00").await;
    let amina = sat.as_("amina").await;
    let now = amina.get("/api/my/results").await.json()[0].clone();
    assert_eq!((&now["grade"], &now["appeal"]["due_on"]), (&json!("D"), &json!("2026-12-01")));
    let body = json!({ "result": now["result"], "understood": true });
    let lodged = amina.call("/api/my/appeals", body).await;
    assert!(lodged.status.is_success(), "{}", lodged.text());
    assert_eq!(sat.count("select count(*) from appeal where state = 'accepted'").await, 1);
}

/// Requirements: E-17
#[tokio::test]
async fn of_a_grade_that_an_appeal_has_replaced_the_explanation_promises_no_appeal() {
    let (sat, _, id) = asked().await;
    let amina = sat.students[0].1.0;
    for step in [LODGED, DECIDED, FINAL] {
        sat.try_sql(step, amina).await.unwrap();
    }
    assert_eq!(explain(&sat, &id).await, Value::Null);
    let page = sat.as_("amina").await.get(&format!("/my/explanations/{id}")).await.text();
    assert!(page.contains("God.") && !page.contains("/my/appeals/new"), "{page}");
}
