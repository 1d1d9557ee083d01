//! A study right while an exclusion of this institution lasts, and after it.

use super::*;

/// Kim studies from 16 August 2027 on.
async fn studies(classification: Option<&str>) -> Applied {
    let applied = Applied::to(classification, &["2027-08-16"]).await;
    assert_eq!(applied.offer(0, by()).await, yes(204));
    assert_eq!(applied.answer(0, true).await, yes(204));
    applied
}

/// Registered by Tor, and each row controlled by Unni.
async fn excluded(applied: &Applied, mut decision: Value) -> Vec<String> {
    let (tor, unni) = (applied.office.sign_in("tor").await, applied.office.sign_in("unni").await);
    decision["national_id"] = json!(kims_id());
    if decision["decided_on"].is_null() {
        decision["decided_on"] = json!("2026-11-01");
    }
    let made = tor.call("/api/exclusions", decision).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let rows = made.json()["rows"].as_array().expect("rows").clone();
    let rows: Vec<String> =
        rows.iter().map(|row| row.as_str().expect("an id").to_owned()).collect();
    for row in &rows {
        let path = format!("/api/exclusions/{row}/control");
        let done = unni.call(&path, json!({ "version": 1 })).await;
        assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
    }
    rows
}

async fn state(applied: &Applied) -> (String, Value) {
    let rights = applied.kim().await.get("/api/my/study-rights").await.json();
    let state = rights[0]["state"].as_str().expect("a state").to_owned();
    (state, rights[0]["suspended_until"].clone())
}

/// Requirements
#[tokio::test]
async fn a_right_is_suspended_during_the_exclusion_and_revives_the_day_after() {
    let applied = studies(None).await;
    let decision = json!({ "legal_basis": "12-4(3)", "from": "2027-09-01", "to": "2028-06-30" });
    excluded(&applied, decision).await;
    for (now, expected) in [
        ("2027-08-31T12:00:00+02:00", "runs"),
        ("2027-09-01T12:00:00+02:00", "suspended"),
        ("2028-06-30T12:00:00+02:00", "suspended"),
        ("2028-07-01T12:00:00+02:00", "runs"),
    ] {
        applied.office.clock(now).await;
        let (state, until) = state(&applied).await;
        assert_eq!(state, expected, "{now}");
        let until_then = if expected == "suspended" { json!("2028-06-30") } else { json!(null) };
        assert_eq!(until, until_then);
    }
}

/// Requirements: Q-05
#[tokio::test]
async fn a_right_lost_for_want_of_suitability_stays_lost_when_the_row_is_gone() {
    let applied = studies(Some("HESOS")).await;
    let decision = json!({
        "legal_basis": "12-3(4)", "from": "2027-09-01", "to": "2028-06-30",
        "programmes": ["SYK"], "classifications": ["HESOS"],
    });
    excluded(&applied, decision).await;
    applied.office.clock("2027-08-31T12:00:00+02:00").await;
    assert_eq!(state(&applied).await.0, "runs");
    applied.office.clock("2027-09-01T12:00:00+02:00").await;
    assert_eq!(state(&applied).await.0, "lost");
    applied.office.clock("2028-07-01T12:00:00+02:00").await;
    assert_eq!(state(&applied).await.0, "lost", "the row is gone, and the right with it");
}

/// Requirements
#[tokio::test]
async fn a_right_is_given_back_when_the_row_is_taken_back_before_its_time() {
    let applied = studies(Some("HESOS")).await;
    let decision = json!({
        "legal_basis": "12-3(4)", "from": "2027-08-20", "to": "2028-06-30",
        "programmes": ["SYK"], "classifications": ["HESOS"],
    });
    let rows = excluded(&applied, decision).await;
    applied.office.clock("2027-09-01T12:00:00+02:00").await;
    assert_eq!(state(&applied).await.0, "lost");
    let (tor, unni) = (applied.office.sign_in("tor").await, applied.office.sign_in("unni").await);
    for row in rows {
        let path = format!("/api/exclusions/{row}");
        let asked =
            tor.call(&format!("{path}/deletion"), json!({ "justification": "Omgjort." })).await;
        assert!(asked.status.is_success(), "{}", asked.text());
        let done = unni.call(&format!("{path}/control"), json!({ "version": 2 })).await;
        assert!(done.status.is_success(), "{}", done.text());
    }
    applied.office.clock("2027-09-02T12:00:00+02:00").await;
    assert_eq!(state(&applied).await.0, "runs");
}

/// Requirements
#[tokio::test]
async fn a_right_that_two_rows_end_stays_lost_when_the_first_is_taken_back_and_the_second_over() {
    let applied = studies(Some("HESOS")).await;
    let unsuitable = |decided_on: &str, from: &str, to: &str| {
        json!({ "legal_basis": "12-3(4)", "decided_on": decided_on, "from": from, "to": to,
            "programmes": ["SYK"], "classifications": ["HESOS"] })
    };
    let first = unsuitable("2026-11-01", "2027-08-20", "2028-06-30");
    let first = excluded(&applied, first).await;
    excluded(&applied, unsuitable("2026-11-02", "2027-08-25", "2027-12-31")).await;
    applied.office.clock("2027-09-01T12:00:00+02:00").await;
    let (tor, unni) = (applied.office.sign_in("tor").await, applied.office.sign_in("unni").await);
    for row in first {
        let path = format!("/api/exclusions/{row}");
        let asked =
            tor.call(&format!("{path}/deletion"), json!({ "justification": "Omgjort." })).await;
        assert!(asked.status.is_success(), "{}", asked.text());
        let done = unni.call(&format!("{path}/control"), json!({ "version": 2 })).await;
        assert!(done.status.is_success(), "{}", done.text());
    }
    for now in ["2027-12-31T12:00:00+01:00", "2028-01-01T12:00:00+01:00"] {
        applied.office.clock(now).await;
        assert_eq!(state(&applied).await.0, "lost", "{now}");
    }
}

/// Requirements
#[tokio::test]
async fn where_the_rules_refuse_an_application_it_is_not_taken() {
    let applied = Applied::to(Some("HESOS"), &["2027-01-11"]).await;
    let decision = json!({
        "legal_basis": "12-3(4)", "from": "2026-11-02", "to": "2028-06-30",
        "programmes": ["SYK"], "classifications": ["HESOS"],
    });
    excluded(&applied, decision).await;
    let liv = applied.office.sign_in("liv").await;
    let programmes = liv.get("/api/programmes").await.json();
    let id = programmes[0]["id"].as_str().expect("an id");
    let [within, after] = [
        start(&applied.office, id, "2028-06-30").await,
        start(&applied.office, id, "2028-07-01").await,
    ];
    let kim = applied.kim().await;
    let apply = async |start: &str| {
        said(&kim.call("/api/my/applications", json!({ "starts": [start] })).await)
    };
    assert_eq!(apply(&within).await, no("excluded"), "her own institution, the same study");
    assert_eq!(apply(&after).await, yes(201), "it begins the day after");
    assert_eq!(applied.offer(0, by()).await, no("excluded"));
}
