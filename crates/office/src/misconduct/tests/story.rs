//! A case from the report to the reversal.

use crate::testing::Sat;
use serde_json::{Value, json};

async fn step(sat: &Sat, key: &str, path: &str, body: Value) {
    let answer = sat.as_(key).await.call(path, body).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.text());
}

/// Requirements: P-01, P-04, P-06, P-07, P-09, P-11, P-12, P-13, P-14, D-07, B-23, A-15
#[tokio::test]
async fn from_a_suspicion_in_the_exam_room_to_a_grade_that_counts_after_all() {
    let sat = Sat::by(&["amina", "bjorn"]).await;
    for key in ["marit", "geir"] {
        assert_eq!(sat.give(key, &[("101", "B"), ("102", "C")]).await.status, 200);
    }
    let report = json!({
        "registration": sat.students[0].1, "matter": "cheating", "source": "invigilation",
        "suspected": "forbidden_aids", "reported_on": "2026-11-02", "told_on": "2026-11-02",
        "chose": "to_finish", "observed": "Notater i lovsamlingen.",
        "reporters": [{ "title": "eksamensvakt", "name": "Ola Prøve" }],
    });
    let made = sat.as_("ingrid").await.call("/api/misconduct", report).await.json();
    let of = |part: &str| format!("/api/misconduct/{}{part}", made["id"].as_str().unwrap());
    let own = |part: &str| format!("/api/my/misconduct/{}{part}", made["id"].as_str().unwrap());
    step(&sat, "berit", &of("/signature"), json!({})).await;
    step(&sat, "tor", &of("/handling"), json!({})).await;
    let notice = json!({ "legal_basis": "12-4(3)", "comment_by": "2026-11-23" });
    step(&sat, "tor", &of("/notice"), notice).await;
    sat.announced().await;
    let results = "/api/my/results";
    assert_eq!(sat.as_("amina").await.get(results).await.json(), json!([]), "it waits");
    step(&sat, "amina", &own("/comments"), json!({ "comment": "Notatene var lovlige." })).await;
    sat.office.clock("2026-11-24T10:00:00+01:00").await;
    let seat = |name: &str, seat: &str, student: bool| {
        json!({
            "name": name, "seat": seat, "student": student, "impartial": true, "took_part": true,
        })
    };
    let board = json!({
        "met_on": "2026-11-24", "agenda_number": "9/26", "minutes": "Drøftet og avgjort.",
        "seats": [seat("A", "chair", false), seat("B", "member", true), seat("C", "member", false)],
        "votes_for": 3, "votes_against": 0,
        "ruling": {
            "found": true, "intent": "intentional", "annulled": true, "legal_basis": "12-4(3)",
            "from": "2026-11-24", "to": "2027-06-30", "grounds": "Notater er ikke tillatt.",
        },
    });
    step(&sat, "tor", &of("/decision"), board).await;
    assert_eq!(sat.as_("amina").await.get(results).await.json(), json!([]), "annulled");
    step(&sat, "amina", &own("/appeal"), json!({ "grounds": "Regelen sa noe annet." })).await;
    step(&sat, "unni", &of("/forwarding"), json!({})).await;
    sat.office.clock("2027-01-20T10:00:00+01:00").await;
    let reversed = json!({
        "decided_on": "2027-01-20", "case_number": "2027/17", "vote": "two_thirds",
        "outcome": "reversed", "grounds": "Notatene var tillatt.",
    });
    step(&sat, "tor", &of("/outcome"), reversed).await;
    assert_eq!(
        sat.as_("amina").await.get(results).await.json(),
        json!([]),
        "one alone undoes nothing"
    );
    step(&sat, "unni", &of("/outcome-control"), json!({ "entry": 1 })).await;
    let counts = sat.as_("amina").await.get(results).await.json();
    assert_eq!((&counts[0]["grade"], &counts[0]["annulled"]), (&json!("B"), &json!(false)));
    assert_eq!(counts[0]["announced_on"], "2027-01-20", "its deadlines run from today");
    sat.office.clock("2027-01-20T11:00:00+01:00").await;
    let letters = kinds_of_letters(&sat).await;
    let sent = [
        "exclusion_information",
        "exclusion_information_changed",
        "misconduct_appeal_decision",
        "misconduct_decision",
        "misconduct_notice",
        "misconduct_report",
    ];
    assert_eq!(letters, sent);
    let page = sat.as_("amina").await.get(&own("").replace("/api", "")).await.text();
    assert!(page.contains("opphevet"), "{page}");
}

/// The letters of all cases, by kind.
async fn kinds_of_letters(sat: &Sat) -> Vec<String> {
    sqlx::query_scalar("select kind from letter where subject_kind = 'misconduct' order by kind")
        .fetch_all(&sat.office.node.store().pool)
        .await
        .unwrap()
}
