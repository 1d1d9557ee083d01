//! Who is barred from an exam is so whatever she hands in, whoever ticks her off, and after the day.

use crate::testing::{Browser, Sat, TestOffice};
use crate::world::CastMember;
use crate::{PersonId, jobs};
use axum::http::StatusCode;
use rules::Language;
use serde_json::{Value, json};

const YEAR: (&str, &str) = ("2026-11-02", "2027-08-15");

fn amina() -> PersonId {
    CastMember::named("amina").id()
}

async fn concerned(browser: &Browser) -> Vec<Value> {
    browser.get("/api/quarantines").await.json().as_array().expect("a list").clone()
}

async fn withdraw(office: &TestOffice, id: &Value) -> (StatusCode, Value) {
    let body = json!({ "registrations": [id] });
    let done = office.sign_in("ingrid").await.call("/api/quarantines/withdrawals", body).await;
    (done.status, done.json())
}

/// Requirements
#[tokio::test]
async fn who_is_barred_hands_nothing_in_and_what_is_in_already_ends_nothing() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.courses.thesis, "2027-03-15").await;
    let registration = office.registered(exam, "amina", Language::Nb).await;
    let path = format!("/my/registrations/{registration}/answer");
    let browser = office.sign_in("amina").await;
    let file = ("answer", "a.pdf", "application/pdf", &b"%PDF-1.7 1"[..]);
    assert_eq!(browser.upload(&path, &[], file).await.status, StatusCode::SEE_OTHER);
    office.told_of(amina(), "EKSAMENN", "ALLE", YEAR).await;
    let ingrid = office.sign_in("ingrid").await;
    assert_eq!(concerned(&ingrid).await.len(), 1, "the empty page keeps nobody registered");
    let again = browser.upload(&path, &[], file).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "nor is it exchanged");
    let page = browser.get(&path).await.text();
    assert!(page.contains("Utestengt fra eksamen til og med 15. august 2027"), "{page}");
    let done = withdraw(&office, &json!(registration)).await;
    assert_eq!(done.0, StatusCode::CREATED, "{}", done.1);
    assert_eq!(browser.get("/api/my/registrations").await.json()[0]["status"], "withdrawn");
    assert!(concerned(&ingrid).await.is_empty());
}

/// Requirements
#[tokio::test]
async fn the_desk_takes_in_nothing_of_who_is_barred_and_is_told_whom_to_ask() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    office.registered(exam, "amina", Language::Nb).await;
    let liv = office.sign_in("liv").await;
    liv.call(&format!("/api/exams/{exam}/numbering"), json!({})).await;
    let list = liv.get(&format!("/api/exams/{exam}/candidates")).await.json();
    office.told_of(amina(), "EKSAMENN", "ALLE", YEAR).await;
    let early = json!({ "candidate_number": list[0]["candidate_number"], "channel": "desk",
        "copies": 3, "candidate_number_ok": true, "front_page_ok": true });
    let eva = office.sign_in("eva").await;
    let ticked = eva.call(&format!("/api/exams/{exam}/deliveries"), early).await;
    assert_eq!(ticked.json()["code"], "excluded", "{}", ticked.text());
    assert!(ticked.text().contains("Tor Lien"), "whom to ask: {}", ticked.text());
    for hidden in ["EKSAMENN", "12-4", "15. august", "2027-08-15"] {
        assert!(!ticked.text().contains(hidden), "{hidden}: {}", ticked.text());
    }
    office.clock("2026-11-21T08:00:00+01:00").await;
    let ingrid = office.sign_in("ingrid").await;
    assert_eq!(concerned(&ingrid).await.len(), 1, "the day after, it is not over");
    let desk = ingrid.get("/desk").await.text();
    assert!(desk.contains("Trekk oppmeldinger som en eksamenskarantene gjelder"), "{desk}");
}

/// Amina and Bjørn have sat on 2 November 2026, when Amina was barred; both are graded.
async fn graded() -> (Sat, uuid::Uuid) {
    let sat = Sat::by(&["amina", "bjorn"]).await;
    for key in ["marit", "geir"] {
        assert_eq!(sat.give(key, &[("101", "B"), ("102", "C")]).await.status, 200);
    }
    let row = sat.office.told_of(amina(), "EKSAMENN", "ALLE", YEAR).await;
    (sat, row)
}

async fn results(sat: &Sat, key: &str) -> usize {
    sat.as_(key).await.get("/api/my/results").await.json().as_array().expect("results").len()
}

/// A job says that a row is taken back.
async fn taken_back(sat: &Sat, row: uuid::Uuid) {
    let mut act = sat.office.act().await;
    let now = act.now();
    act.enqueue("exclusion.taken_back", json!({ "row": row }), now).await.expect("a job");
    act.commit(::store::Entry::new("test.back", "exclusion", row)).await.expect("left");
    jobs::run_due(&sat.office.node).await.expect("the jobs");
}

/// Requirements
#[tokio::test]
async fn the_grade_of_who_was_barred_is_not_announced_until_the_row_is_taken_back() {
    let (sat, row) = graded().await;
    sat.announced().await;
    assert_eq!((results(&sat, "amina").await, results(&sat, "bjorn").await), (0, 1));
    assert_eq!(concerned(&sat.as_("ingrid").await).await.len(), 1, "somebody has to decide");
    let done = withdraw(&sat.office, &json!(sat.students[0].1)).await;
    assert_eq!(done.0, StatusCode::CREATED, "{}", done.1);
    taken_back(&sat, row).await;
    assert_eq!(results(&sat, "amina").await, 0, "a job says so, and the row stands");
    let sql = "insert into quarantine_taken_back (refusal_id, taken_back_on)
        select id, refused_on from quarantine_refusal";
    assert!(!sat.office.lets("ingrid", sql).await, "whatever SQL is written");
    sat.office.removed(row).await;
    taken_back(&sat, row).await;
    assert_eq!(results(&sat, "amina").await, 1, "registered as before, and told");
    let own = sat.as_("amina").await.get("/api/my/registrations").await.json();
    assert_eq!(own[0]["status"], "registered");
}

/// Requirements
#[tokio::test]
async fn what_nobody_has_withdrawn_is_let_go_when_the_period_is_over_and_what_was_is_not() {
    for withdrawn in [false, true] {
        let (sat, row) = graded().await;
        sat.announced().await;
        if withdrawn {
            let done = withdraw(&sat.office, &json!(sat.students[0].1)).await;
            assert_eq!(done.0, StatusCode::CREATED, "{}", done.1);
        }
        sat.office.clock("2027-08-15T23:59:59+02:00").await;
        jobs::run_due(&sat.office.node).await.expect("the jobs");
        assert_eq!(results(&sat, "amina").await, 0, "its last second");
        sat.office.removed(row).await;
        sat.office.clock("2027-08-16T00:00:00+02:00").await;
        jobs::run_due(&sat.office.node).await.expect("the jobs");
        assert_eq!(results(&sat, "amina").await, usize::from(!withdrawn));
    }
}

/// Requirements: P-01, Q-41
#[tokio::test]
async fn an_answer_under_suspicion_that_is_let_go_waits_for_the_exclusion_too() {
    let (sat, _) = graded().await;
    let id = sat.students[0].1;
    let mut act = sat.office.act().await;
    crate::grading::hold(&mut act, id, "2026/1").await.expect("held");
    act.commit(::store::Entry::new("test.hold", "registration", id.0)).await.expect("held");
    sat.announced().await;
    let mut act = crate::Act::of_job(&sat.office.node, "test").await.expect("an act");
    crate::grading::release(&mut act, id).await.expect("let go");
    act.commit(::store::Entry::new("test.release", "registration", id.0)).await.expect("let go");
    assert_eq!(results(&sat, "amina").await, 0);
}
