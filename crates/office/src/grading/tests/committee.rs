//! Those who sit must be enough for the exam, also when somebody has given the seat back.

use super::hand_over::documents;
use crate::testing::Answer;
use crate::testing::Sat;
use crate::world::CastMember;
use serde_json::json;

/// An exam of fifteen credits, which two must grade (uhl. § 11-7 (2)): marit has the answers,
/// and the board has appointed geir, who declines.
async fn declined() -> Sat {
    let sat = Sat::by(&["amina"]).await;
    let large = "update course set credits = 15
        where id = (select course_id from exam where id = $1)";
    sat.try_sql(large, sat.exam.0).await.unwrap();
    let alone = "delete from committee_member where committee_id = $1 and position = 2";
    sat.try_sql(alone, sat.committee.0).await.unwrap();
    appointed(&sat, "geir").await;
    let no = json!({ "accepted": false, "reason": "Er i slekt med en kandidat" });
    assert_eq!(answer(&sat, "geir", no).await.status, 204);
    sat.office.clock("2026-11-03T08:00:00+01:00").await;
    documents(&sat).await;
    sat
}

/// The second seat, proposed and appointed.
async fn appointed(sat: &Sat, key: &str) {
    let path = format!("/api/exams/{}/committee", sat.exam);
    let members = json!([{ "examiner": CastMember::named(key).id() }]);
    let proposals = format!("{path}/proposals");
    let made = sat.as_("ingrid").await.call(&proposals, json!({ "members": members })).await;
    let decision = json!({ "proposal": made.json()["id"], "case_ref": "2026/60" });
    let done = sat.as_("jon").await.call(&format!("{path}/appointments"), decision).await;
    assert_eq!(done.status, 201, "{}", done.text());
}

async fn answer(sat: &Sat, key: &str, answer: serde_json::Value) -> Answer {
    let browser = sat.as_(key).await;
    let asked = browser.get("/api/examining/requests").await.json();
    let proposal = asked[0]["proposal"].as_str().unwrap().to_owned();
    browser.call(&format!("/api/examining/requests/{proposal}"), answer).await
}

/// Requirements: L-16
#[tokio::test]
async fn an_exam_that_two_must_grade_is_handed_over_to_no_single_examiner() {
    let sat = declined().await;
    sat.take_back(1).await;
    let path = format!("/api/exams/{}/hand-over", sat.exam);
    let ingrid = sat.as_("ingrid").await;
    let refused = ingrid.call(&path, json!({})).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (409, &json!("too-few")));
    assert!(refused.json()["because"].to_string().contains("11-7"), "{}", refused.text());
    appointed(&sat, "hilde").await;
    assert_eq!(answer(&sat, "hilde", json!({ "accepted": true })).await.status, 204);
    assert_eq!(ingrid.call(&path, json!({})).await.json()["examiners"], 2);
}

const COVERS: &str = "select count(*) from letter where kind = 'examiner_cover'";
const UNANSWERED: &str = "Få svar fra sensorene";

/// Requirements: L-16
#[tokio::test]
async fn who_has_not_answered_gets_no_answers_unless_the_officer_has_her_yes_otherwise() {
    let sat = declined().await;
    appointed(&sat, "hilde").await;
    let (ingrid, path) = (sat.as_("ingrid").await, format!("/exams/{}/hand-over", sat.exam));
    let refused = ingrid.call(&format!("/api{path}"), json!({})).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (409, &json!("not-accepted")));
    let again = ingrid.post(&path, &[]).await;
    assert_eq!(again.status, 422);
    let asked = "Hilde Rønning har ikke svart. Jeg har fått ja på annen måte";
    assert!(again.text().contains(asked), "{}", again.text());
    assert_eq!(sat.count(COVERS).await, 0);
    assert!(ingrid.get("/desk").await.text().contains(UNANSWERED));
    let hilde = CastMember::named("hilde").id().to_string();
    assert_eq!(ingrid.post(&path, &[("said_yes", &hilde)]).await.status, 303);
    assert_eq!(sat.count(COVERS).await, 1);
    assert!(!ingrid.get("/desk").await.text().contains(UNANSWERED), "because it is true");
    let page = ingrid.get(&format!("/exams/{}/committee", sat.exam)).await.text();
    assert!(page.contains("Sa ja på annen måte, ført inn"), "{page}");
    let noted = "select count(*) from audit_entry where action = 'grading.hand_over'
        and body like '%said_yes_otherwise%'";
    assert_eq!(sat.count(noted).await, 1);
    let by = "select count(*) from committee_proposal_member join person on person.id = entered_by
        where accepted and given_name = 'Ingrid'";
    assert_eq!(sat.count(by).await, 1, "who has entered it");
}

/// Requirements: M-01
#[tokio::test]
async fn what_one_alone_has_graded_of_an_exam_for_two_is_not_sealed() {
    let sat = declined().await;
    assert_eq!(sat.give("marit", &[("101", "B")]).await.status, 200);
    assert_eq!(sat.seal("marit").await.json()["code"], "too-few");
    let page = sat.as_("ingrid").await.get(&format!("/exams/{}/grading", sat.exam)).await.text();
    assert!(page.contains("for få sensorer") && !page.contains("Lukk protokollen</button>"));
    appointed(&sat, "hilde").await;
    assert_eq!(answer(&sat, "hilde", json!({ "accepted": true })).await.status, 204);
    let path = format!("/api/exams/{}/hand-over", sat.exam);
    assert_eq!(sat.as_("ingrid").await.call(&path, json!({})).await.json()["examiners"], 1);
    assert_eq!(sat.give("hilde", &[("101", "B")]).await.status, 200);
    assert_eq!(sat.seal("marit").await.status, 201);
}

#[tokio::test]
async fn a_third_who_sees_only_disputes_stands_in_for_nobody() {
    let sat = declined().await;
    sat.seat("hilde", 3, true).await;
    sat.give("marit", &[("101", "B")]).await;
    assert_eq!(sat.seal("marit").await.json()["code"], "too-few");
}

#[tokio::test]
async fn an_exam_that_one_may_grade_needs_no_second() {
    let sat = Sat::by(&["amina"]).await;
    let alone = "delete from committee_member where committee_id = $1 and position = 2";
    sat.try_sql(alone, sat.committee.0).await.unwrap();
    sat.give("marit", &[("101", "B")]).await;
    assert_eq!(sat.seal("marit").await.status, 201, "ten credits");
}
