//! The grade of a suspected answer waits, and what is annulled does not count.

use crate::grading;
use crate::testing::Sat;
use ::store::Entry;
use serde_json::{Value, json};

/// Amina and Bjørn have sat; both are graded.
async fn graded() -> Sat {
    let sat = Sat::by(&["amina", "bjorn"]).await;
    for key in ["marit", "geir"] {
        assert_eq!(sat.give(key, &[("101", "B"), ("102", "C")]).await.status, 200);
    }
    sat
}

/// Ingrid reports what was seen at Amina's place.
async fn reported(sat: &Sat) {
    let report = json!({
        "registration": sat.students[0].1, "matter": "cheating", "source": "invigilation",
        "suspected": "forbidden_aids", "reported_on": "2026-11-02", "told_on": "2026-11-02",
        "chose": "to_finish", "observed": "Notater.",
        "reporters": [{ "title": "eksamensvakt", "name": "Ola Prøve" }],
    });
    let made = sat.as_("ingrid").await.call("/api/misconduct", report).await;
    assert_eq!(made.status, 200, "{}", made.text());
}

async fn results(sat: &Sat, key: &str) -> Vec<Value> {
    let own = sat.as_(key).await.get("/api/my/results").await.json();
    own.as_array().unwrap().clone()
}

/// Requirements: P-01
#[tokio::test]
async fn the_grade_of_a_suspected_answer_is_set_and_waits_while_the_others_are_announced() {
    let sat = graded().await;
    reported(&sat).await;
    sat.announced().await;
    assert_eq!((results(&sat, "amina").await.len(), results(&sat, "bjorn").await.len()), (0, 1));
    sat.office.clock("2026-11-12T10:00:00+01:00").await;
    let letters = "select count(*) from letter where kind = 'results_announced'";
    assert_eq!(sat.count(letters).await, 1);
    let mut act = crate::Act::of_job(&sat.office.node, "test").await.unwrap();
    grading::release(&mut act, sat.students[0].1).await.unwrap();
    act.commit(Entry::new("test.release", "registration", sat.students[0].1.0)).await.unwrap();
    let own = results(&sat, "amina").await;
    assert_eq!((&own[0]["grade"], &own[0]["announced_on"]), (&json!("B"), &json!("2026-11-12")));
    assert_eq!(own[0]["appeal"]["due_on"], "2026-12-03", "three weeks from its own day");
    crate::jobs::run_due(&sat.office.node).await.unwrap();
    assert_eq!(sat.count(letters).await, 2);
}

/// Requirements: P-10
#[tokio::test]
async fn an_annulled_exam_does_not_count_and_cannot_be_appealed_until_the_annulment_is_reversed() {
    let sat = graded().await;
    sat.announced().await;
    let amina = sat.students[0].1;
    let mut act = sat.office.act().await;
    grading::annul(&mut act, amina, "2026/1", "uhl. § 12-4 (2)").await.unwrap();
    act.commit(Entry::new("test.annul", "registration", amina.0)).await.unwrap();
    let own = results(&sat, "amina").await;
    let result = own[0]["result"].clone();
    assert!(sat.as_("amina").await.get("/my/results").await.text().contains("Annullert"));
    let browser = sat.as_("amina").await;
    for path in ["/api/my/appeals", "/api/my/explanations"] {
        let asked = browser.call(path, json!({ "result": result, "understood": true })).await;
        assert_eq!(asked.json()["code"], "annulled", "{path}");
    }
    let mut act = sat.office.act().await;
    grading::restore(&mut act, amina).await.unwrap();
    act.commit(Entry::new("test.restore", "registration", amina.0)).await.unwrap();
    let page = sat.as_("amina").await.get("/my/results").await.text();
    assert!(!page.contains("Annullert"));
    assert_eq!(results(&sat, "amina").await.len(), 1, "once");
}
