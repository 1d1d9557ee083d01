//! The right case officer is kept up to date: who answers for the alerts, and who for a decision.

use super::*;
use crate::testing::Browser;
use axum::http::StatusCode;
use serde_json::json;

/// The steps on the desk that are about exclusions, with the day by which.
async fn steps(browser: &Browser) -> Vec<(String, Option<String>)> {
    let desk = browser.get("/api/desk").await.json();
    let tasks = desk.as_array().expect("tasks").iter();
    let tasks = tasks.filter(|task| task["routine"] == "exclusion");
    let step = |task: &serde_json::Value| {
        let text = task["step"]["en"].as_str().expect("a step").to_owned();
        (text, task["due_on"].as_str().map(ToOwned::to_owned))
    };
    tasks.map(step).collect()
}

async fn desk(office: &TestOffice, key: &str) -> Vec<(String, Option<String>)> {
    steps(&office.sign_in(key).await).await
}

/// A role of somebody ended yesterday.
async fn without(office: &TestOffice, key: &str, roles: &[Role]) {
    let mut act = office.act().await;
    let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    sqlx::query(
        "update role_grant set valid_from = '2010-01-01', valid_to = '2026-11-01'
        where person_id = $1 and role = any($2)",
    )
    .bind(person(key).0)
    .bind(codes)
    .execute(act.conn())
    .await
    .expect("ended");
    act.commit(entry()).await.expect("ended");
}

const SEE: &str = "Look through new alerts on exclusions";

fn due(step: &str, day: &str) -> (String, Option<String>) {
    (step.to_owned(), Some(day.to_owned()))
}

/// Requirements
#[tokio::test]
async fn what_nobody_has_seen_in_time_becomes_a_task_of_every_system_owner() {
    let office = TestOffice::new().await;
    grant_from(&office, "liv", Role::SystemOwner, None).await;
    let decision = registered(&office, &autumn()).await.expect("registered");
    for row in rows_of(&office, decision).await {
        doing!(&office, "unni", BOTH, |act| super::super::control(&mut act, row.id, 1).await)
            .expect("controlled");
    }
    for key in ["harald", "liv"] {
        assert!(desk(&office, key).await.is_empty(), "{key}: there is time, and nobody was named");
    }
    let harald = office.sign_in("harald").await;
    let page = harald.get("/exclusions/alerts/responsible").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let (own, ingrid) = (person("harald").to_string(), person("ingrid").to_string());
    let typed = |who: &str, days: &str| {
        vec![("responsible", who.to_owned()), ("within_days", days.to_owned())]
    };
    for (who, days) in
        [(own.as_str(), "0"), (own.as_str(), "31"), (ingrid.as_str(), "3"), ("", "3")]
    {
        let typed = typed(who, days);
        let fields: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let wrong = harald.post("/exclusions/alerts/responsible", &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{who} {days}");
    }
    let set = harald
        .post("/exclusions/alerts/responsible", &[("responsible", &own), ("within_days", "3")])
        .await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text());
    let kept = harald.get("/api/exclusions/alerts/responsible").await.json();
    assert_eq!(kept, json!({ "responsible": own, "holds": true, "within_days": 3 }));
    assert_eq!(desk(&office, "harald").await, [due(SEE, "2026-11-05")]);
    assert!(desk(&office, "liv").await.is_empty(), "it is Harald's");
    office.clock("2026-11-05T23:59:00+01:00").await;
    assert!(desk(&office, "liv").await.is_empty(), "the last day");
    office.clock("2026-11-06T00:00:00+01:00").await;
    let late = due("See alerts on exclusions that nobody has seen for 3 days", "2026-11-05");
    for key in ["harald", "liv"] {
        assert_eq!(desk(&office, key).await, std::slice::from_ref(&late), "{key}");
    }
    assert!(desk(&office, "astrid").await.is_empty(), "no other role");
    let harald = office.sign_in("harald").await;
    for alert in harald.get("/api/exclusions/alerts").await.json().as_array().expect("alerts") {
        let path = format!("/api/exclusions/alerts/{}/seen", alert["id"].as_str().expect("an id"));
        assert_eq!(harald.call(&path, json!({})).await.status, StatusCode::NO_CONTENT);
    }
    assert!(desk(&office, "liv").await.is_empty() && desk(&office, "harald").await.is_empty());
}

/// Requirements: Q-35
#[tokio::test]
async fn when_whoever_answers_for_the_alerts_has_left_they_are_everybody_s() {
    let office = TestOffice::new().await;
    grant_from(&office, "liv", Role::SystemOwner, None).await;
    let liv = office.sign_in("liv").await;
    let body = json!({ "responsible": person("harald"), "within_days": 30 });
    let done = liv.call("/api/exclusions/alerts/responsible", body.clone()).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
    a_row(&office, ExclusionType::Eksamenn, true).await;
    assert!(desk(&office, "liv").await.is_empty());
    without(&office, "harald", &[Role::SystemOwner]).await;
    assert_eq!(desk(&office, "liv").await, [due(SEE, "2026-12-02")]);
    let page = liv.get("/exclusions/alerts/responsible").await.text();
    assert!(page.contains("er ikke systemeier lenger"), "{page}");
    let again = liv.call("/api/exclusions/alerts/responsible", body).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "he is no owner any more");
    for key in ["astrid", "unni", "ingrid"] {
        let other = office.sign_in(key).await;
        let seen = other.get("/exclusions/alerts/responsible").await.status;
        assert_eq!(seen, StatusCode::NOT_FOUND, "{key}");
    }
}

/// Requirements
#[tokio::test]
async fn a_decision_whose_case_officer_has_left_is_listed_until_another_takes_it_over() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    grant_from(&office, "tor", Role::RustRead, None).await;
    let unni = office.sign_in("unni").await;
    let list = async || unni.get("/api/exclusions/case-officers").await.json();
    let path = format!("/api/exclusions/{row}/case-officer");
    assert_eq!(list().await, json!([]), "Tor registered it and works with exclusions");
    let early = unni.call(&path, json!({})).await;
    assert_eq!(early.json()["code"], "officer-there");
    without(&office, "tor", &[Role::RustWrite, Role::RustControl]).await;
    assert_eq!(list().await, json!([]), "whoever reads works with them too");
    without(&office, "tor", &[Role::RustRead]).await;
    let left = list().await;
    assert_eq!(
        (left.as_array().map(Vec::len), &left[0]["case_officer"]),
        (Some(1), &json!("Tor Lien"))
    );
    assert_eq!(left[0]["journal_number"], "2026/117");
    let page = unni.get("/exclusions/case-officers").await.text();
    assert!(
        page.contains("Tor Lien") && page.contains("Overta vedtaket") && !page.contains("Amina")
    );
    let step = "Take over a decision on exclusion from a case officer who has left";
    assert!(desk(&office, "unni").await.iter().any(|(text, _)| text == step));
    let astrid = office.sign_in("astrid").await;
    assert!(!astrid.get("/exclusions/case-officers").await.text().contains("Overta vedtaket"));
    assert_eq!(astrid.call(&path, json!({})).await.status, StatusCode::NOT_FOUND);
    let taken = unni.post(&format!("/exclusions/{row}/case-officer"), &[]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    assert_eq!(list().await, json!([]));
    assert_eq!(unni.call(&path, json!({})).await.json()["code"], "officer-there", "once");
    office.clock("2027-07-01T00:00:00+02:00").await;
    let kept: i64 = sqlx::query_scalar("select count(*) from exclusion_case_officer")
        .fetch_one(&office.node.store().pool)
        .await
        .expect("a count");
    assert_eq!(kept, 0, "it goes with the decision");
}

/// Requirements: Q-35
#[tokio::test]
async fn nobody_takes_over_a_decision_about_herself_or_one_that_is_gone() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    without(&office, "tor", &[Role::RustRead, Role::RustWrite, Role::RustControl]).await;
    grant_from(&office, "amina", Role::RustWrite, None).await;
    let own = doing!(&office, "amina", BOTH, |act| super::super::take_over(&mut act, row).await);
    assert_eq!(code(own), "own-case");
    let reads = &[Role::RustRead];
    let nowhere = ExclusionRowId(Uuid::from_u128(0x404));
    let reader = async |row| {
        doing!(&office, "astrid", reads, |act| super::super::take_over(&mut act, row).await)
            .map_err(|refused| format!("{refused:?}"))
    };
    let of_nothing = Err(format!("{:?}", crate::Error::NotFound));
    assert_eq!(reader(nowhere).await, of_nothing);
    assert_eq!(reader(row).await, of_nothing, "whoever may not learns nothing of it");
    office.clock("2027-07-01T00:00:00+02:00").await;
    let gone = doing!(&office, "unni", BOTH, |act| super::super::take_over(&mut act, row).await);
    assert_eq!(code(gone), "not-found");
}
