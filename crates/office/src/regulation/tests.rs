//! The institution's numbers: proposed by one, approved by another, in force from their day.

use crate::testing::{Answer, Browser, TestOffice};
use axum::http::StatusCode;
use jiff::civil::date;
use serde_json::{Value, json};
use std::collections::HashMap;

async fn propose(by: &Browser, from: &str, field: &str, value: i64) -> Answer {
    let new = json!({ "valid_from": from, "case_ref": "US 3/2026", "numbers": { field: value } });
    by.call("/api/regulations", new).await
}

fn path(proposal: &Answer, step: &str) -> String {
    format!("/api/regulations/{}/{step}", proposal.json()["id"].as_str().expect("proposed"))
}

async fn withdrawal_deadline(office: &TestOffice, exam: crate::ExamId) -> Value {
    sqlx::query_scalar(
        "select to_jsonb(due_on) from deadline
        where subject_id = $1 and kind = 'withdrawal-deadline'",
    )
    .bind(exam.0)
    .fetch_one(&office.node.store().pool)
    .await
    .unwrap()
}

#[tokio::test]
async fn one_proposes_and_another_approves_and_the_numbers_count_from_their_day() {
    let office = TestOffice::new().await;
    let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
    let before = office.exam(office.world.course(), "2026-12-31").await;
    let after = office.exam(office.world.courses.thesis, "2027-02-01").await;
    let proposal = propose(&tor, "2027-01-01", "withdrawal_deadline.before_exam", 3).await;
    assert_eq!(proposal.status, StatusCode::CREATED, "{}", proposal.text());
    let own = tor.call(&path(&proposal, "approval"), json!({})).await;
    assert_eq!(own.json()["code"], "same-person");
    assert!(unni.get("/desk").await.text().contains("Se over forslaget til ny forskrift"));
    let page = unni.get("/regulations").await.text();
    assert!(page.contains("2 uker") && page.contains("<strong>3 uker</strong>"), "old and new");
    let approved = unni.call(&path(&proposal, "approval"), json!({})).await;
    assert_eq!(approved.status, StatusCode::NO_CONTENT, "{}", approved.text());
    crate::jobs::run_due(&office.node).await.unwrap();
    assert_eq!(withdrawal_deadline(&office, before).await, "2026-12-17", "two weeks, as it was");
    assert_eq!(withdrawal_deadline(&office, after).await, "2027-01-11", "three weeks");
    let again = unni.call(&path(&proposal, "approval"), json!({})).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "decided already");
}

#[tokio::test]
async fn a_reader_in_another_process_meets_what_was_approved() {
    let office = TestOffice::new().await;
    let other = office.another_process().await;
    let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
    let proposal = propose(&tor, "2027-01-01", "withdrawal_deadline.before_exam", 3).await;
    unni.call(&path(&proposal, "approval"), json!({})).await;
    other.sign_in("ingrid").await.get("/desk").await;
    let weeks = |day| {
        let numbers = other.node.rules_on(day).unwrap().numbers().into_iter();
        let value = numbers.map(|number| (number.field, number.value)).collect::<HashMap<_, _>>();
        value["withdrawal_deadline.before_exam"]
    };
    assert_eq!(weeks(date(2026, 12, 31)), 2);
    assert_eq!(weeks(date(2027, 1, 1)), 3);
}

#[tokio::test]
async fn the_law_s_limits_and_the_past_are_refused_at_their_fields() {
    let office = TestOffice::new().await;
    let tor = office.sign_in("tor").await;
    let short = propose(&tor, "2027-01-01", "appeal.deadline", 2).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text().contains("appeal.deadline"), "{}", short.text());
    assert_eq!(propose(&tor, "2026-11-02", "attempts.limit", 4).await.status, 422, "today");
    assert_eq!(propose(&tor, "2027-01-01", "attempts.limit", 3).await.status, 422, "as it is");
    let form = [("valid_from", "1.1.2027"), ("case_ref", "US 3"), ("appeal.deadline", "2")];
    let again = tor.post("/regulations", &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("Loven tillater ikke et lavere tall her."));
    let ingrid = office.sign_in("ingrid").await;
    assert_eq!(propose(&ingrid, "2027-01-01", "attempts.limit", 4).await.status, 404);
}

#[tokio::test]
async fn one_waits_at_a_time_and_may_be_taken_back() {
    let office = TestOffice::new().await;
    let tor = office.sign_in("tor").await;
    let first = propose(&tor, "2027-01-01", "attempts.limit", 4).await;
    let second = propose(&tor, "2027-01-01", "attempts.limit", 5).await;
    assert_eq!(second.json()["code"], "proposal-waits");
    let back = tor.call(&path(&first, "rejection"), json!({})).await;
    assert_eq!(back.status, StatusCode::NO_CONTENT);
    assert_eq!(propose(&tor, "2027-01-01", "attempts.limit", 5).await.status, 201);
}

#[tokio::test]
async fn the_database_holds_two_persons_and_what_was_proposed() {
    let office = TestOffice::new().await;
    propose(&office.sign_in("tor").await, "2027-01-01", "attempts.limit", 4).await;
    for sql in [
        "update regulation_edit set approved = true, decided_at = proposed_at, decided_by = proposed_by",
        "update regulation_edit set content = ''",
    ] {
        let mut act = office.act().await;
        assert!(sqlx::query(sql).execute(act.conn()).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn the_database_lets_nobody_propose_or_approve_in_another_s_name() {
    let office = TestOffice::new().await;
    let unni = format!("'{}'", crate::world::CastMember::named("unni").id());
    let new = |columns: &str, values: &str| {
        format!(
            "insert into regulation_edit
                (id, valid_from, rule_set, content, hash, case_ref, proposed_at, proposed_by{columns})
            values (gen_random_uuid(), '2027-01-01', 'own', '', '', '1', now(), {values})"
        )
    };
    let decided = ", decided_at, decided_by, approved";
    assert!(!office.lets("tor", &new(decided, &format!("ME, now(), {unni}, true"))).await);
    assert!(!office.lets("tor", &new("", &unni)).await, "proposed in another's name");
    assert!(office.lets("tor", &new("", "ME")).await);
    let approved = |by: &str| {
        format!("update regulation_edit set decided_at = now(), approved = true, decided_by = {by}")
    };
    assert!(!office.lets("tor", &approved(&unni)).await, "approved in another's name");
    assert!(!office.lets("tor", &approved("ME")).await, "one's own");
    assert!(office.lets("unni", &approved("ME")).await);
}

#[tokio::test]
async fn each_number_says_what_it_counts_and_what_the_law_leaves_free() {
    let office = TestOffice::new().await;
    let shown = office.sign_in("tor").await.get("/regulations").await.text();
    let shown = shown.replace('\u{a0}', " ");
    assert!(shown.contains("Nå 2 uker, demoforskriften § 4."));
    assert!(shown.contains("Loven: minst 3 uker, uhl. § 11-10"), "the appeal deadline");
    assert!(shown.contains("<span>sensorer</span>") && shown.contains("<span>forsøk</span>"));
}

#[tokio::test]
async fn a_proposal_approved_and_rejected_at_once_is_one_of_both() {
    let office = TestOffice::new().await;
    let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
    let proposal = propose(&tor, "2027-01-01", "withdrawal_deadline.before_exam", 3).await;
    let (approval, rejection) = (path(&proposal, "approval"), path(&proposal, "rejection"));
    let (approved, rejected) =
        tokio::join!(unni.call(&approval, json!({})), tor.call(&rejection, json!({})));
    let done = approved.status == StatusCode::NO_CONTENT;
    let (one, other) = if done { (approved, rejected) } else { (rejected, approved) };
    assert_eq!((one.status, other.status), (StatusCode::NO_CONTENT, StatusCode::NOT_FOUND));
    let in_force = "select count(*) from regulation where valid_from = '2027-01-01'";
    let in_force = sqlx::query_scalar(in_force).fetch_one(&office.node.store().pool).await;
    assert_eq!(in_force.unwrap_or(-1_i64), i64::from(done));
}

#[tokio::test]
async fn whoever_approves_by_a_program_has_seen_old_and_new() {
    let office = TestOffice::new().await;
    let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
    propose(&tor, "2027-01-01", "withdrawal_deadline.before_exam", 3).await;
    let seen = unni.get("/api/regulations").await.json();
    let change = json!([{ "field": "withdrawal_deadline.before_exam", "old": 2, "new": 3 }]);
    assert_eq!((&seen["changes"], &seen["waiting_case_ref"]), (&change, &json!("US 3/2026")));
    assert_eq!(seen["waiting_own"], false);
    assert_eq!(tor.get("/api/regulations").await.json()["waiting_own"], true);
}

#[tokio::test]
async fn who_works_by_the_numbers_reads_them_and_changes_none() {
    let office = TestOffice::new().await;
    let ingrid = office.sign_in("ingrid").await;
    let page = ingrid.get("/regulations").await.text();
    assert!(page.contains("3 uker") && !page.contains("action=\"/regulations"), "{page}");
    assert_eq!(ingrid.get("/api/regulations").await.status, StatusCode::OK);
    let refused = propose(&ingrid, "2027-01-01", "withdrawal_deadline.before_exam", 3).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let desk = ingrid.get("/desk").await.text();
    assert!(desk.contains("href=\"/regulations\""));
    assert_eq!(office.sign_in("amina").await.get("/regulations").await.status, 404);
}
