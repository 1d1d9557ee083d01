//! The register, and committees proposed by one and appointed by another.

use crate::testing::{Answer, TestOffice};
use crate::world::CastMember;
use crate::{CourseId, ExamId};
use jiff::civil::date;
use jiff_sqlx::ToSqlx;
use serde_json::{Value, json};
use store::Entry;

mod engaged;
mod third;

async fn exam_of(office: &TestOffice, course: CourseId) -> ExamId {
    let (id, mut act) = (ExamId::new(), office.act().await);
    sqlx::query("insert into exam (id, course_id, term, kind, exam_date) values ($1, $2, '2026-H', 'ordinary', $3)")
        .bind(id.0)
        .bind(course.0)
        .bind(date(2026, 12, 1).to_sqlx())
        .execute(act.conn())
        .await
        .unwrap();
    act.commit(Entry::new("test.plant", "exam", id.0)).await.unwrap();
    id
}

fn member(key: &str, supervisor: bool) -> Value {
    json!({ "examiner": CastMember::named(key).id(), "supervisor": supervisor })
}

async fn propose(office: &TestOffice, by: &str, exam: ExamId, proposal: Value) -> Answer {
    let path = format!("/api/exams/{exam}/committee/proposals");
    office.sign_in(by).await.call(&path, proposal).await
}

async fn appoint(office: &TestOffice, by: &str, exam: ExamId, proposal: &Answer) -> Answer {
    let path = format!("/api/exams/{exam}/committee/appointments");
    let decision = json!({ "proposal": proposal.json()["id"], "case_ref": "2026/41" });
    office.sign_in(by).await.call(&path, decision).await
}

/// Requirements: B-04, L-06, L-07, A-18
#[tokio::test]
async fn the_exam_officer_proposes_and_the_boards_secretary_appoints() {
    let office = TestOffice::new().await;
    let exam = exam_of(&office, office.world.course()).await;
    let both = json!({ "members": [member("marit", false), member("geir", false)] });
    assert_eq!(propose(&office, "per", exam, both.clone()).await.status, 404, "another unit's");
    let proposal = propose(&office, "ingrid", exam, both).await;
    assert_eq!(proposal.status, 201, "{}", proposal.text());
    assert_eq!(appoint(&office, "ingrid", exam, &proposal).await.status, 404);
    assert_eq!(appoint(&office, "jon", exam, &proposal).await.status, 201);
    assert_eq!(appoint(&office, "jon", exam, &proposal).await.status, 404, "decided already");
    let page = office.sign_in("ingrid").await.get(&format!("/exams/{exam}/committee")).await;
    assert!(page.text().contains("Marit Foss") && page.text().contains("2026/41"));
    let pool = &office.node.store().pool;
    let filed: i64 =
        sqlx::query_scalar("select count(*) from archive_entry where case_number = '2026/41'")
            .fetch_one(pool)
            .await
            .unwrap();
    assert_eq!(filed, 1);
}

/// Requirements, L-06, M-16, M-17, M-18, M-19
#[tokio::test]
async fn every_reason_against_a_committee_is_told_at_once() {
    let office = TestOffice::new().await;
    let exam = exam_of(&office, office.world.courses.thesis).await;
    for (members, reasons) in [
        (vec![member("geir", false)], json!(["too-few"])),
        (
            vec![member("marit", true), member("knut", false)],
            json!(["no-external", "supervisor-is-examiner"]),
        ),
    ] {
        let proposal = propose(&office, "ingrid", exam, json!({ "members": members })).await;
        let refused = appoint(&office, "jon", exam, &proposal).await.json();
        let all = refused["all"].as_array().cloned().unwrap_or_default();
        let mut codes: Vec<_> = all.iter().map(|one| one["code"].clone()).collect();
        if codes.is_empty() {
            codes.push(refused["code"].clone());
        }
        assert_eq!(json!(codes), reasons, "{refused}");
    }
    let members = json!([member("marit", true), member("geir", false)]);
    let dispensed = json!({ "members": members, "dispensation": "FS 12/2026" });
    let proposal = propose(&office, "ingrid", exam, dispensed).await;
    assert_eq!(appoint(&office, "jon", exam, &proposal).await.status, 201);
}

/// Requirements: A-10, B-05, L-04, L-05, L-01
#[tokio::test]
async fn one_from_outside_the_universities_is_approved_only_with_a_cv() {
    let office = TestOffice::new().await;
    let ingrid = office.sign_in("ingrid").await;
    let new = json!({ "given_name": "Unni", "family_name": "Lode", "email": "unni@firma.example",
        "language": "nn", "workplace": "Firma AS", "external": true, "employed_at_university": false });
    let added = ingrid.call("/api/examiners", new.clone()).await;
    assert_eq!(added.status, 201, "{}", added.text());
    assert_eq!(ingrid.call("/api/examiners", new).await.status, 422, "in the register already");
    let page = format!("/examiners/{}", added.json()["id"].as_str().unwrap());
    let jon = office.sign_in("jon").await;
    let approval = format!("{page}/approval");
    let early = jon.post(&approval, &[("approved_on", "1.11.2026")]).await;
    assert_eq!(early.status, 422);
    assert!(early.text().contains("CV må ligge i registeret"));
    let cv = ("cv", "cv.pdf", "application/pdf", &b"%PDF-1.7 cv"[..]);
    assert_eq!(ingrid.upload(&format!("{page}/cv"), &[], cv).await.status, 303);
    assert_eq!(ingrid.post(&approval, &[("approved_on", "1.11.2026")]).await.status, 404);
    assert_eq!(jon.post(&approval, &[("approved_on", "3.11.2026")]).await.status, 422, "to come");
    assert_eq!(jon.post(&approval, &[("approved_on", "1.11.2026")]).await.status, 303);
    let approved = jon.get(&page).await.text();
    assert!(approved.contains("Institutt for historie") && approved.contains("01.11.2026"));
}

/// Requirements: B-04
#[tokio::test]
async fn the_desks_ask_for_a_committee_and_then_for_the_boards_decision() {
    let office = TestOffice::new().await;
    let exam = exam_of(&office, office.world.course()).await;
    let desk = async |key: &str| office.sign_in(key).await.get("/desk").await.text();
    assert!(desk("ingrid").await.contains("Foreslå sensorer"));
    let both = json!({ "members": [member("marit", false), member("geir", false)] });
    propose(&office, "ingrid", exam, both).await;
    assert!(!desk("ingrid").await.contains("Foreslå sensorer"));
    assert!(desk("jon").await.contains("Registrer styrets oppnevning av sensorer"));
}

/// Requirements: L-06
#[tokio::test]
async fn who_proposed_takes_it_back_until_the_board_has_decided() {
    let office = TestOffice::new().await;
    let exam = exam_of(&office, office.world.course()).await;
    let path = format!("/api/exams/{exam}/committee/withdrawals");
    let both = json!({ "members": [member("marit", false), member("geir", false)] });
    let withdraw = async |by: &str, proposal: &Answer| {
        office.sign_in(by).await.call(&path, json!({ "proposal": proposal.json()["id"] })).await
    };
    let first = propose(&office, "ingrid", exam, both.clone()).await;
    let page = office.sign_in("jon").await.get(&format!("/exams/{exam}/committee")).await.text();
    assert!(page.contains("av Ingrid Solberg") && !page.contains("Trekk forslaget"));
    for by in ["jon", "per", "marit"] {
        assert_eq!(withdraw(by, &first).await.status, 404, "{by}");
    }
    assert_eq!(withdraw("ingrid", &first).await.status, 204);
    assert_eq!(appoint(&office, "jon", exam, &first).await.status, 404, "nothing waits");
    let second = propose(&office, "ingrid", exam, both).await;
    assert_eq!(withdraw("ingrid", &first).await.json()["code"], "decided", "not the newer one");
    assert_eq!(appoint(&office, "jon", exam, &second).await.status, 201);
    assert_eq!(withdraw("ingrid", &second).await.json()["code"], "decided");
    let noted = "select count(*) from audit_entry where action = 'committee.withdraw_proposal'";
    let noted: i64 = sqlx::query_scalar(noted).fetch_one(&office.node.store().pool).await.unwrap();
    assert_eq!(noted, 1);
}

async fn letters(office: &TestOffice, key: &str) -> Vec<(String, Value)> {
    sqlx::query_as("select kind, data from letter where person_id = $1 order by created_at, id")
        .bind(CastMember::named(key).id().0)
        .fetch_all(&office.node.store().pool)
        .await
        .unwrap()
}

/// Requirements: L-02
#[tokio::test]
async fn whoever_is_proposed_is_asked_with_exam_deadline_candidates_and_fee() {
    let office = TestOffice::new().await;
    let exam = exam_of(&office, office.world.course()).await;
    office.registered(exam, "amina", rules::Language::Nb).await;
    let members = json!([member("marit", false), member("geir", false)]);
    propose(&office, "ingrid", exam, json!({ "members": members, "fee": "21 timer" })).await;
    let (kind, asked) = letters(&office, "geir").await.remove(0);
    assert_eq!(kind, "examiner_request");
    assert_eq!(
        (&asked["candidates"], &asked["assignment"]["held_on"]),
        (&json!(1), &json!("2026-12-01"))
    );
    assert_eq!(
        (&asked["assignment"]["deadline"], &asked["fee"]["nb"]),
        (&json!("2026-12-22"), &json!("21 timer"))
    );
    let (_, asked) = letters(&office, "marit").await.remove(0);
    assert_eq!(asked["fee"], Value::Null, "an internal examiner is paid otherwise");
}

/// Requirements: B-13, L-09, L-12, L-13, V6, X-15
#[tokio::test]
async fn those_appointed_get_the_orientation_and_an_external_one_a_contract() {
    let office = TestOffice::new().await;
    let exam = exam_of(&office, office.world.course()).await;
    let members = json!([member("marit", false), member("geir", false)]);
    let proposal = propose(&office, "ingrid", exam, json!({ "members": members })).await;
    assert_eq!(appoint(&office, "jon", exam, &proposal).await.status, 201);
    let kinds = async |key: &str| -> Vec<String> {
        letters(&office, key).await.into_iter().map(|(kind, _)| kind).collect()
    };
    assert_eq!(kinds("marit").await, ["examiner_request", "examiner_orientation"]);
    let external = ["examiner_request", "examiner_contract", "examiner_orientation"];
    assert_eq!(kinds("geir").await, external);
    for (key, letter) in [("geir", 1), ("geir", 2), ("marit", 1)] {
        let (kind, told) = letters(&office, key).await.remove(letter);
        let weeks = json!({ "count": 3, "unit": "weeks" });
        assert_eq!(told["keep_answers"], weeks, "{key}: {kind}");
    }
}

#[tokio::test]
async fn an_examiner_is_found_by_a_name_that_stands_in_no_address() {
    let office = TestOffice::new().await;
    let ingrid = office.sign_in("ingrid").await;
    let link = |key: &str| format!("/examiners/{}", CastMember::named(key).id());
    let all = ingrid.get("/examiners?q=Geir").await.text();
    assert!(all.contains(&link("geir")) && all.contains(&link("hilde")), "an address finds nobody");
    assert!(!all.contains("method=\"get\" action=\"/examiners\""));
    let found = ingrid.post("/examiners/find", &[("q", "Geir")]).await.text();
    assert!(found.contains(&link("geir")) && !found.contains(&link("hilde")));
    assert!(found.contains("value=\"Geir\"") && !found.contains("q=Geir"), "what was typed stays");
    let body = json!({ "q": "Geir" });
    let called = ingrid.call("/api/examiners/find", body).await.json();
    assert_eq!(called.as_array().map(Vec::len), Some(1), "{called}");
}

/// Answers what one is asked for an exam.
async fn answers(office: &TestOffice, key: &str, answer: Value) -> Answer {
    let browser = office.sign_in(key).await;
    let asked = browser.get("/api/examining/requests").await.json();
    let proposal = asked[0]["proposal"].as_str().unwrap_or("none").to_owned();
    browser.call(&format!("/api/examining/requests/{proposal}"), answer).await
}

/// Requirements: L-16
#[tokio::test]
async fn who_is_asked_accepts_once_and_reads_the_deadline_that_binds() {
    let office = TestOffice::new().await;
    let exam = exam_of(&office, office.world.course()).await;
    let desk = async || office.sign_in("ingrid").await.get("/desk").await.text();
    let both = json!({ "members": [member("marit", false), member("geir", false)] });
    let proposal = propose(&office, "ingrid", exam, both).await;
    assert!(desk().await.contains("Få svar fra sensorene"));
    let due = office.sign_in("ingrid").await.get("/api/desk").await.json();
    let due = due.as_array().unwrap().iter().find(|task| task["routine"] == "examiners").unwrap();
    assert_eq!(due["due_on"], "2026-11-09", "a week after they were asked, not the exam's day");
    let page = format!("/examining/requests/{}", proposal.json()["id"].as_str().unwrap());
    assert_eq!(office.sign_in("hilde").await.get(&page).await.status, 404, "not asked");
    let asked = office.sign_in("marit").await.get(&page).await.text();
    assert!(asked.contains("22. desember 2026"), "three weeks after the exam: {asked}");
    assert!(
        asked.contains("Svar helst innen mandag 9. november 2026"),
        "a week after the letter: {asked}"
    );
    assert!(asked.contains("ingen ennå") && !asked.contains("valgfritt"), "{asked}");
    for key in ["marit", "geir"] {
        assert_eq!(answers(&office, key, json!({ "accepted": true })).await.status, 204);
    }
    let again = answers(&office, "marit", json!({ "accepted": false, "reason": "reise" })).await;
    assert_eq!(again.json()["code"], "answered", "whoever has accepted is bound");
    assert!(!desk().await.contains("Få svar fra sensorene"));
    assert_eq!(appoint(&office, "jon", exam, &proposal).await.status, 201);
    let seat = office.sign_in("marit").await.get("/examining").await.text();
    assert!(seat.contains("Du tok oppdraget"));
}

/// Requirements: L-16, L-02
#[tokio::test]
async fn who_declines_says_why_and_another_is_proposed() {
    let office = TestOffice::new().await;
    let exam = exam_of(&office, office.world.course()).await;
    let desk = async |key: &str| office.sign_in(key).await.get("/desk").await.text();
    let both = json!({ "members": [member("marit", false), member("geir", false)] });
    let proposal = propose(&office, "ingrid", exam, both).await;
    assert_eq!(answers(&office, "marit", json!({ "accepted": true })).await.status, 204);
    let silent = answers(&office, "geir", json!({ "accepted": false })).await;
    assert_eq!(silent.status, 422, "a no needs its reason");
    let no = json!({ "accepted": false, "reason": "Er i slekt med en kandidat" });
    assert_eq!(answers(&office, "geir", no).await.status, 204);
    assert_eq!(appoint(&office, "jon", exam, &proposal).await.json()["code"], "declined");
    assert!(desk("ingrid").await.contains("Foreslå en annen sensor"));
    assert!(!desk("jon").await.contains("Registrer styrets oppnevning"));
    let other = json!({ "members": [member("marit", false), member("hilde", false)] });
    let proposal = propose(&office, "ingrid", exam, other).await;
    let asked = letters(&office, "marit").await.len();
    assert_eq!(asked, 1, "who has accepted is not asked again");
    assert!(!desk("ingrid").await.contains("Foreslå en annen sensor"));
    assert_eq!(appoint(&office, "jon", exam, &proposal).await.status, 201);
}

/// Requirements: L-16
#[tokio::test]
async fn a_seat_that_is_given_back_before_the_hand_over_is_filled_by_another() {
    let office = TestOffice::new().await;
    let exam = exam_of(&office, office.world.course()).await;
    let both = json!({ "members": [member("marit", false), member("geir", false)] });
    let proposal = propose(&office, "ingrid", exam, both).await;
    appoint(&office, "jon", exam, &proposal).await;
    let no = json!({ "accepted": false, "reason": "Syk" });
    assert_eq!(answers(&office, "marit", no).await.status, 204);
    let ingrid = office.sign_in("ingrid").await;
    assert!(ingrid.get("/desk").await.text().contains("Foreslå en annen sensor"));
    let other = json!({ "members": [member("knut", false)] });
    let proposal = propose(&office, "ingrid", exam, other).await;
    assert_eq!(appoint(&office, "jon", exam, &proposal).await.status, 201);
    let committee = ingrid.get(&format!("/api/exams/{exam}/committee")).await.json();
    let seats: Vec<_> = committee["seats"].as_array().unwrap().iter().collect();
    assert_eq!(seats.len(), 2);
    assert_eq!(seats[0]["examiner"], json!(CastMember::named("knut").id()));
}

#[tokio::test]
async fn a_board_that_appoints_who_declines_at_once_seats_nobody_who_said_no() {
    let office = TestOffice::new().await;
    let exam = exam_of(&office, office.world.course()).await;
    let both = json!({ "members": [member("marit", false), member("geir", false)] });
    let proposal = propose(&office, "ingrid", exam, both).await;
    let request = format!("/api/examining/requests/{}", proposal.json()["id"].as_str().unwrap());
    let (geir, no) =
        (office.sign_in("geir").await, json!({ "accepted": false, "reason": "Reise." }));
    let (appointed, declined) =
        tokio::join!(appoint(&office, "jon", exam, &proposal), geir.call(&request, no));
    assert!(declined.status.is_success(), "{}", declined.text());
    assert!(appointed.status == 201 || appointed.json()["code"] == "declined");
    let committee = format!("/api/exams/{exam}/committee");
    let committee = office.sign_in("ingrid").await.get(&committee).await.json();
    let seats = committee["seats"].as_array().expect("seats").len();
    assert_eq!(seats, usize::from(appointed.status == 201), "Marit alone, or nobody yet");
}

/// Requirements: L-05
#[tokio::test]
async fn a_program_puts_a_cv_on_file_and_whoever_reads_it_is_noted() {
    let office = TestOffice::new().await;
    let one = format!("/api/examiners/{}", CastMember::named("geir").id());
    let (ingrid, path) = (office.sign_in("ingrid").await, format!("{one}/cv"));
    let program = ingrid.call_with(&path, "application/pdf", b"MZ a program").await;
    assert_eq!(
        (program.status.as_u16(), &program.json()["fields"][0]["field"]),
        (422, &json!("body"))
    );
    let kari = office.sign_in("kari").await;
    assert_eq!(kari.call_with(&path, "application/pdf", b"%PDF-1.7 CV").await.status, 404);
    assert_eq!(ingrid.call_with(&path, "application/pdf", b"%PDF-1.7 CV").await.status, 204);
    assert_eq!(kari.get(&one).await.json()["cv"], true);
    assert_eq!(kari.get(&path).await.body, b"%PDF-1.7 CV");
    assert_eq!(office.sign_in("amina").await.get(&path).await.status, 404);
    let looks = office.sign_in("geir").await.get("/api/my/looks").await.json();
    assert_eq!(looks[0]["who"], "Kari Nygård");
}

/// Requirements: M-17, M-19
#[tokio::test]
async fn a_program_reads_what_keeps_a_proposal_from_the_board_and_what_one_is_asked() {
    let office = TestOffice::new().await;
    let exam = exam_of(&office, office.world.courses.thesis).await;
    let internal = json!({ "members": [member("marit", true), member("knut", false)] });
    let proposal = propose(&office, "ingrid", exam, internal).await.json()["id"].clone();
    let path = format!("/api/exams/{exam}/committee");
    let waiting = office.sign_in("jon").await.get(&path).await.json();
    assert_eq!(waiting["proposed"][0]["supervisor"], true);
    assert!(!waiting["refusals"].as_array().unwrap().is_empty());
    let asked = format!("/api/examining/requests/{}", proposal.as_str().unwrap());
    let request = office.sign_in("marit").await.get(&asked).await.json();
    assert_eq!((&request["exam"], &request["accepted"]), (&json!(exam), &json!(null)));
    assert_eq!(office.sign_in("geir").await.get(&asked).await.status, 404, "was not asked");
}
