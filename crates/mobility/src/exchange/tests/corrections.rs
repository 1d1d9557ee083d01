//! What was handed out changes, and exactly those who have it are told.

use super::graded;
use super::nation::Nation;
use ::store::Entry;
use office::ResultId;
use protocol::exchange::{CORRECTED, Code, Corrected, Correction};
use serde_json::{Value, json};
use uuid::Uuid;
use wire::Party;

/// The grade of the first who sat is another one now, as an appeal leaves it.
async fn appealed(nation: &Nation, grade: &str) {
    let registration = nation.sat.students[0].1;
    let mut act = nation.sat.office.act().await;
    let new = ResultId::new().0;
    sqlx::query(
        "update result set superseded_by = $2 where registration_id = $1 and superseded_by is null",
    )
    .bind(registration.0)
    .bind(new)
    .execute(act.conn())
    .await
    .unwrap();
    sqlx::query(
        "insert into result (id, registration_id, grade, protocol_id, origin, announced_at)
        select $2, $1, $3, protocol_id, 'appeal', announced_at from result where superseded_by = $2",
    )
    .bind(registration.0)
    .bind(new)
    .bind(grade)
    .execute(act.conn())
    .await
    .unwrap();
    act.commit(Entry::new("test.appeal", "registration", registration.0)).await.unwrap();
}

fn codes(case: &Value) -> Vec<String> {
    let corrections = case["corrections"].as_array().unwrap();
    corrections.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

/// Requirements: R-14
#[tokio::test]
async fn a_grade_changed_after_an_appeal_reaches_who_has_it_and_is_fetched_anew() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["C"]).await;
    let id = nation.asked("emil", "statute").await;
    nation.tell().await;
    assert_eq!(codes(&nation.case(&id).await), [""; 0], "nothing has changed");
    appealed(&nation, "B").await;
    nation.tell().await;
    let case = nation.case(&id).await;
    assert_eq!(codes(&case), ["KLAGE"]);
    assert_eq!(nation.answer(&id).await, ("ok".to_owned(), 1));
    assert_eq!(nation.asker.count("external_document").await, 2, "asked again by itself");
    nation.tell().await;
    assert_eq!(codes(&nation.case(&id).await), ["KLAGE"], "told once");
    let by: Vec<Option<uuid::Uuid>> = sqlx::query_scalar(
        "select asked_by from exchange_question where institution = '999' order by asked_at, id",
    )
    .fetch_all(&nation.asker.node.store().pool)
    .await
    .unwrap();
    assert_eq!(by.iter().filter(|by| by.is_none()).count(), 1);
}

/// A grade that became a fail does not count, and that alone is told: no fail leaves.
/// Requirements
#[tokio::test]
async fn each_change_has_its_code_and_a_failing_grade_is_never_told() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["C"]).await;
    let id = nation.asked("emil", "statute").await;
    let registration = nation.sat.students[0].1;
    let title = json!({ "registration": registration, "title_nb": "Om fjell" });
    let ingrid = nation.sat.as_("ingrid").await;
    assert_eq!(ingrid.call("/api/degrees/titles", title).await.status, 204);
    nation.tell().await;
    let entry = || Entry::new("test.annul", "registration", registration.0);
    let mut act = nation.sat.office.act().await;
    office::grading::annul(&mut act, registration, "2026/9", "uhl. § 12-4 (2)").await.unwrap();
    act.commit(entry()).await.unwrap();
    nation.tell().await;
    assert_eq!(codes(&nation.case(&id).await), ["TITTEL", "WITHDRAWN"]);
    assert_eq!(nation.answer(&id).await.0, "no_results", "asked again, there is nothing");
    let mut act = nation.sat.office.act().await;
    office::grading::restore(&mut act, registration).await.unwrap();
    act.commit(entry()).await.unwrap();
    nation.tell().await;
    appealed(&nation, "F").await;
    nation.tell().await;
    let case = nation.case(&id).await;
    assert_eq!(codes(&case), ["TITTEL", "WITHDRAWN", "NYINFO", "WITHDRAWN"]);
    let bodies: Vec<String> = sqlx::query_scalar(
        "select convert_from(bytes, 'UTF8') from mailbox_content where convert_from(bytes, 'UTF8') like '%WITHDRAWN%'",
    )
    .fetch_all(&nation.sat.office.node.store().pool)
    .await
    .unwrap();
    assert!(!bodies.is_empty() && bodies.iter().all(|body| !body.contains("emil")));
}

/// A suspicion is nobody else's business.
/// Requirements: R-14
#[tokio::test]
async fn that_a_grade_is_held_is_told_to_nobody() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["C"]).await;
    let id = nation.asked("emil", "statute").await;
    let registration = nation.sat.students[0].1;
    let mut act = nation.sat.office.act().await;
    office::grading::hold(&mut act, registration, "2026/9").await.unwrap();
    act.commit(Entry::new("test.hold", "registration", registration.0)).await.unwrap();
    nation.tell().await;
    assert_eq!(codes(&nation.case(&id).await), [""; 0]);
}

/// Requirements
#[tokio::test]
async fn after_the_consent_is_withdrawn_a_change_is_told_and_nothing_is_fetched() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["C"]).await;
    let consent = nation.consents("emil").await;
    let id = nation.asked("emil", "consent").await;
    let emil = nation.asker.student("emil").await;
    emil.call("/api/my/exchange/consents/withdrawal", json!({ "consent": consent })).await;
    appealed(&nation, "A").await;
    nation.tell().await;
    assert_eq!(codes(&nation.case(&id).await), ["KLAGE"]);
    assert_eq!(nation.asker.count("external_document").await, 1);
    assert_eq!(nation.asker.letters().await.last().unwrap(), "exchange_receipt");
}

/// Requirements: R-14
#[tokio::test]
async fn question_and_answer_are_gone_from_the_source_s_mailbox_after_a_day() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["C"]).await;
    nation.asked("emil", "statute").await;
    let national_id = super::nation::national_id("emil");
    let there = || async {
        let sql = "select count(*) from mailbox_content where convert_from(bytes, 'UTF8') like '%' || $1 || '%'";
        let found: i64 = sqlx::query_scalar(sql)
            .bind(&national_id)
            .fetch_one(&nation.sat.office.node.store().pool)
            .await
            .unwrap();
        found
    };
    assert!(there().await > 0, "an answer that got lost can be given again");
    nation.clock("2026-11-03T09:59:59+01:00").await;
    nation.tell().await;
    assert!(there().await > 0);
    nation.clock("2026-11-03T10:00:01+01:00").await;
    nation.tell().await;
    assert_eq!(there().await, 0);
}

/// Nordlys universitet says of the result of the first who sat that it has changed, once for each code, whatever
/// stands.
async fn said(nation: &Nation, codes: &[Code]) {
    let id = nation.sat.students[0].1.0;
    let mut act = office::Act::of_job(&nation.sat.office.node, "test.correct").await.unwrap();
    for code in codes {
        let body = Corrected { results: vec![Correction { id, code: *code }] };
        let to = Party::Institution("998".parse().unwrap());
        act.send((CORRECTED, to), None, &body).await.unwrap();
    }
    act.commit(Entry::new("test.correct", "exchange", Uuid::nil())).await.unwrap();
    nation.settle().await;
}

async fn receipts(nation: &Nation) -> usize {
    let letters = nation.asker.letters().await;
    letters.iter().filter(|kind| *kind == "exchange_receipt").count()
}

/// How often Nordlys universitet has been asked without an officer.
async fn by_itself(nation: &Nation) -> i64 {
    let sql =
        "select count(*) from exchange_question where institution = '999' and asked_by is null";
    sqlx::query_scalar(sql).fetch_one(&nation.asker.node.store().pool).await.unwrap()
}

/// Requirements: R-14
#[tokio::test]
async fn however_often_a_source_corrects_a_person_gets_one_letter_a_day_and_the_same_stands_once() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["C"]).await;
    let consent = nation.consents("emil").await;
    let id = nation.asked("emil", "consent").await;
    let emil = nation.asker.student("emil").await;
    emil.call("/api/my/exchange/consents/withdrawal", json!({ "consent": consent })).await;
    nation.clock("2026-11-02T10:00:01+01:00").await;
    said(&nation, &[Code::Klage; 4]).await;
    assert_eq!(codes(&nation.case(&id).await), ["KLAGE"]);
    assert_eq!(nation.asker.count("external_correction").await, 1);
    assert_eq!(receipts(&nation).await, 1);
    said(&nation, &[Code::Tittel, Code::Klage, Code::Gjentak]).await;
    assert_eq!(codes(&nation.case(&id).await), ["KLAGE", "TITTEL", "GJENTAK"]);
    assert_eq!(receipts(&nation).await, 1, "what more there is comes tomorrow");
    let look = async || crate::exchange::look(&nation.asker.node).await.unwrap();
    nation.clock("2026-11-02T23:59:59+01:00").await;
    look().await;
    assert_eq!(receipts(&nation).await, 1);
    nation.clock("2026-11-03T00:00:00+01:00").await;
    look().await;
    look().await;
    assert_eq!(receipts(&nation).await, 2, "and once");
}

/// Requirements: R-14
#[tokio::test]
async fn what_is_corrected_while_an_answer_is_on_its_way_sends_no_letter() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["C"]).await;
    let id = nation.asked("emil", "statute").await;
    nation.clock("2026-11-02T10:00:01+01:00").await;
    said(&nation, &[Code::Klage, Code::Tittel, Code::Nyinfo]).await;
    assert_eq!(codes(&nation.case(&id).await).len(), 3);
    assert_eq!(receipts(&nation).await, 0, "the answer brings it");
}

/// Requirements: R-14
#[tokio::test]
async fn a_source_that_goes_on_correcting_is_asked_by_itself_a_dozen_times_a_day_and_no_more() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["C"]).await;
    let id = nation.asked("emil", "statute").await;
    for _ in 0..11 {
        said(&nation, &[Code::Klage]).await;
    }
    assert_eq!(by_itself(&nation).await, 11, "with the officer's own it is twelve");
    nation.clock("2026-11-02T10:00:01+01:00").await;
    said(&nation, &[Code::Klage]).await;
    said(&nation, &[Code::Klage]).await;
    assert_eq!(by_itself(&nation).await, 11);
    assert_eq!(codes(&nation.case(&id).await).len(), 12, "it is flagged, once");
    nation.clock("2026-11-03T08:00:00+01:00").await;
    said(&nation, &[Code::Tittel]).await;
    assert_eq!(by_itself(&nation).await, 12, "the next day");
}
