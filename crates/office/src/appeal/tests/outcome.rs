//! Up, down, the same, or once more.

use super::*;
use axum::http::StatusCode;

/// Requirements: O-09, O-10, O-19, O-20, O-21, O-22, O-23, O-26, A-09, A-20, U-6
#[tokio::test]
async fn when_all_have_signed_the_new_grade_is_final_and_everyone_is_told() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = with_files(&office, &planted, result).await;
    office.clock("2011-06-24T12:00:00+02:00").await;
    appoint(&office, &appeal, &["knut", "hilde"]).await;
    assessed(&office, &appeal, "B", &["knut"]).await;
    assert_eq!(
        step(&office, "ingrid", &appeal, "outcome", json!({})).await.json()["code"],
        "not-all-signed"
    );
    sign_too(&office, &appeal, "hilde").await;
    office.clock("2011-07-01T12:00:00+02:00").await;
    assert_eq!(case(&office, &appeal).await["finished"], false);
    assert_eq!(step(&office, "ingrid", &appeal, "outcome", json!({})).await.json()["grade"], "B");
    let done = case(&office, &appeal).await;
    assert_eq!((&done["state"], &done["outcome_grade"]), (&json!("decided"), &json!("B")));
    let decided_at = json!("2011-07-01T10:00:00Z");
    assert_eq!((&done["finished"], &done["decided_at"]), (&json!(true), &decided_at));
    assert_eq!(done["committees"][0]["sent_at"], "2011-06-24T10:00:00Z");
    assert_eq!(
        letters(&office).await,
        [
            "appeal_registered",
            "appeal_received",
            "regrade_cover",
            "regrade_cover",
            "examiner_contract",
            "examiner_orientation",
            "appeal_result",
            "grade_protocol"
        ],
        "Hilde comes from outside"
    );
    let outbox = office.sign_in("amina").await.get("/demo/outbox").await.json();
    assert_eq!(outbox[6]["copies"], json!(["exam_coordinator@999.10"]));
    let letter = office
        .sign_in("kari")
        .await
        .get(&format!("/letters/{}.pdf", outbox[6]["id"].as_str().unwrap()))
        .await;
    assert_eq!(letter.status, StatusCode::OK);
    assert!(letter.text().contains("Berit Holm"), "signed by the head of office");
    let nils = office.sign_in("nils").await;
    let out = nils.get("/api/archive?direction=outgoing").await.json();
    let answer = out.as_array().unwrap().iter().find(|one| one["letter"] == outbox[6]["id"]);
    let answer = answer.expect("the answer is in the archive");
    assert_eq!(answer["case_number"], done["case_number"], "{out}");
    let archive = nils.get("/archive").await.text();
    assert!(archive.contains("SHA-256 "), "the protocol by its checksum");
    let (now, origin) = in_force(&office, result).await;
    assert_eq!(origin, "appeal");
    assert_eq!(lodge(&office.sign_in("amina").await, now).await.json()["code"], "final-grade");
    assert_eq!(
        lodge(&office.sign_in("amina").await, result).await.json()["code"],
        "already-lodged"
    );
}

/// Requirements: O-07, O-18, O-22
#[tokio::test]
async fn the_new_committee_grades_the_package_under_its_own_number_on_the_grading_pages() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    let committee = &case(&office, &appeal).await["committees"][0];
    let number = committee["candidate_number"].as_str().unwrap();
    let id = committee["id"].as_str().unwrap();
    for examiner in ["knut", "hilde"] {
        let browser = office.sign_in(examiner).await;
        let given = json!([{ "number": number, "grade": "B" }]);
        let given = browser.call(&format!("/api/examining/{id}/standpoints"), given).await;
        assert!(given.status.is_success(), "{}", given.text());
    }
    let officer = office.sign_in("ingrid").await;
    let sealed = officer.call(&format!("/api/committees/{id}/protocols"), json!({})).await;
    assert!(sealed.status.is_success(), "{}", sealed.text());
    let protocol = sealed.json()["id"].as_str().unwrap().to_owned();
    for examiner in ["knut", "hilde"] {
        let browser = office.sign_in(examiner).await;
        let sha256 =
            browser.get(&format!("/api/protocols/{protocol}")).await.json()["sha256"].clone();
        let path = format!("/api/protocols/{protocol}/signatures");
        let signed = browser.call(&path, json!({ "sha256": sha256 })).await;
        assert!(signed.status.is_success(), "{}", signed.text());
    }
    assert_eq!(step(&office, "ingrid", &appeal, "outcome", json!({})).await.json()["grade"], "B");
}

/// Requirements: A-09, O-09, O-23
#[tokio::test]
async fn the_grade_goes_down_or_stays_as_well_as_up_and_the_coordinator_is_told_of_each() {
    for grade in ["E", "C"] {
        let (office, planted, result) = graded_2011("C").await;
        let appeal = sent(&office, &planted, result).await;
        assessed(&office, &appeal, grade, &["knut", "hilde"]).await;
        let outcome = step(&office, "ingrid", &appeal, "outcome", json!({})).await.json();
        assert_eq!(outcome["grade"], grade, "in 2011 no distance matters");
        assert_eq!(letters(&office).await[6..], ["appeal_result", "grade_protocol"]);
        let outbox = office.sign_in("amina").await.get("/demo/outbox").await.json();
        assert_eq!(outbox[6]["copies"], json!(["exam_coordinator@999.10"]), "{grade}");
    }
}

/// Requirements: O-23
#[tokio::test]
async fn the_office_keeps_the_signed_protocol_under_the_case_for_those_alone_who_may_read_it() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    assessed(&office, &appeal, "B", &["knut", "hilde"]).await;
    step(&office, "ingrid", &appeal, "outcome", json!({})).await;
    crate::jobs::run_due(&office.node).await.unwrap();
    let number = case(&office, &appeal).await["case_number"].as_str().unwrap().to_owned();
    let nils = office.sign_in("nils").await;
    let filed = nils.get(&format!("/api/archive?case={number}&direction=internal")).await.json();
    assert_eq!(filed[0]["access_code"], "offl. § 13, jf. fvl. § 13", "the case's own");
    let pdf = format!("/letters/{}.pdf", filed[0]["letter"].as_str().unwrap());
    assert!(nils.get("/archive").await.text().contains(&pdf));
    let copy = nils.get(&pdf).await.text();
    for told in ["klagesensur", &number, "offl. § 13", "Knut Bakke", "Hilde Rønning", "K-1"] {
        assert!(copy.contains(told), "{told}: {copy}");
    }
    assert!(!copy.contains("Farah"), "numbers alone");
    let readers = [("ingrid", 200), ("amina", 404), ("knut", 404), ("eva", 404), ("per", 404)];
    for (key, status) in readers {
        assert_eq!(office.sign_in(key).await.get(&pdf).await.status, status, "{key}");
    }
}

/// Requirements: LTR-KLAGE-2
#[tokio::test]
async fn the_answer_says_until_when_formal_errors_can_be_complained_of() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    office.clock("2011-08-01T10:00:00+02:00").await;
    assessed(&office, &appeal, "B", &["knut", "hilde"]).await;
    step(&office, "ingrid", &appeal, "outcome", json!({})).await;
    let told: Value = sqlx::query_scalar(
        "select data -> 'formal_complaint' from letter where kind = 'appeal_result'",
    )
    .fetch_one(&office.node.store().pool)
    .await
    .unwrap();
    assert_eq!(told["until"], "2011-08-22", "three weeks from the answer");
    assert_eq!(told["law"], "uhl. (2005) § 5-2 (1), (3)");
}

/// Requirements: O-09, O-21, O-23
#[tokio::test]
async fn two_grades_apart_a_further_committee_looks_first_under_the_2024_rules() {
    let office = TestOffice::new().await;
    let planted = Planted::exam(&office).await;
    let result = planted.grade(&office, "amina", 7, "D").await;
    let appeal = sent(&office, &planted, result).await;
    assessed(&office, &appeal, "B", &["knut", "hilde"]).await;
    assert_eq!(
        step(&office, "ingrid", &appeal, "outcome", json!({})).await.json()["grade"],
        Value::Null
    );
    assert_eq!(case(&office, &appeal).await["state"], "further");
    assert_eq!(filed(&office).await, ["offl. § 13, jf. fvl. § 13"], "what the step rests on");
    assert_eq!(
        step(&office, "ingrid", &appeal, "outcome", json!({})).await.json()["code"],
        "not-all-signed"
    );
    let again = json!({ "members": ids(&["knut", "solveig"]) });
    assert_eq!(
        step(&office, "jon", &appeal, "committee", again).await.json()["code"],
        "sat-before"
    );
    appoint(&office, &appeal, &["solveig", "terje"]).await;
    assessed(&office, &appeal, "B", &["solveig", "terje"]).await;
    assert_eq!(step(&office, "ingrid", &appeal, "outcome", json!({})).await.json()["grade"], "B");
    assert_eq!(filed(&office).await.len(), 2, "each committee's, once");
}

/// The access codes of the protocols of new assessments that the archive has the document of.
async fn filed(office: &TestOffice) -> Vec<String> {
    let codes = "select access_code from archive_entry join letter on letter.id = letter_id
        where letter.kind = 'grade_protocol'";
    sqlx::query_scalar(codes).fetch_all(&office.node.store().pool).await.unwrap()
}

#[tokio::test]
async fn one_grade_apart_is_final_at_once_under_the_2024_rules() {
    let office = TestOffice::new().await;
    let planted = Planted::exam(&office).await;
    let result = planted.grade(&office, "amina", 7, "D").await;
    let appeal = sent(&office, &planted, result).await;
    assessed(&office, &appeal, "C", &["knut", "hilde"]).await;
    assert_eq!(step(&office, "ingrid", &appeal, "outcome", json!({})).await.json()["grade"], "C");
}

async fn in_force(office: &TestOffice, first: ResultId) -> (ResultId, String) {
    let (id, origin): (uuid::Uuid, String) = sqlx::query_as(
        "select id, origin from result where superseded_by is null
            and registration_id = (select registration_id from result where id = $1)",
    )
    .bind(first.0)
    .fetch_one(&office.node.store().pool)
    .await
    .unwrap();
    (ResultId(id), origin)
}

/// The last signature comes in.
async fn sign_too(office: &TestOffice, appeal: &str, who: &str) {
    let mut act = office.act().await;
    sqlx::query(
        "insert into protocol_signature (protocol_id, person_id, signed_at, content_sha256)
        select id, $2, sealed_at, content_sha256 from protocol where appeal_id = $1",
    )
    .bind(appeal.parse::<uuid::Uuid>().unwrap())
    .bind(CastMember::named(who).id().0)
    .execute(act.conn())
    .await
    .unwrap();
    act.commit(::store::Entry::new("test.sign", "appeal", appeal.parse().unwrap())).await.unwrap();
}

/// Requirements: E-13
#[tokio::test]
async fn a_new_grade_more_than_a_week_late_is_flagged_and_not_before() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    let due: jiff_sqlx::Date =
        sqlx::query_scalar("select due_on from deadline where kind = 'regrade-deadline'")
            .fetch_one(&office.node.store().pool)
            .await
            .unwrap();
    let desk = [(0, "Følg opp klagesensuren"), (1, "Purr på"), (7, "Purr på"), (8, "Få inn")];
    for (late, task) in desk {
        let day = due.to_jiff().checked_add(jiff::Span::new().days(late)).unwrap();
        office.clock(&format!("{day}T12:00:00Z")).await;
        let desk = office.sign_in("ingrid").await.get("/desk").await.text();
        assert!(desk.contains(task), "{late} days late: {task}");
    }
    let page = office.sign_in("ingrid").await.get(&format!("/appeals/{appeal}")).await.text();
    assert!(page.contains("økonomiske følger"));
}

/// Requirements: B-18, M-07
#[tokio::test]
async fn who_assesses_anew_is_named_and_reminded_once_a_day() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    let before = case(&office, &appeal).await;
    let committee = before["committees"][0]["id"].as_str().unwrap().to_owned();
    let number = before["committees"][0]["candidate_number"].clone();
    let given = json!([{ "number": number, "grade": "B" }]);
    let path = format!("/api/examining/{committee}/standpoints");
    assert_eq!(office.sign_in("knut").await.call(&path, given).await.status, 200);
    let left = case(&office, &appeal).await["outstanding"].clone();
    assert_eq!(left, json!([{ "examiner": ids(&["hilde"])[0], "owes": "standpoint" }]));
    let (ingrid, page) = (office.sign_in("ingrid").await, format!("/appeals/{appeal}"));
    let shown = ingrid.get(&page).await.text();
    assert!(shown.contains("Hilde Rønning: har ikke gitt karakter"), "{shown}");
    assert!(!shown.contains("Knut Bakke: har"), "{shown}");
    let remind = format!("/appeals/{appeal}/reminders");
    assert_eq!(
        office.sign_in("per").await.call(&format!("/api{remind}"), json!({})).await.status,
        404
    );
    assert_eq!(ingrid.post(&remind, &[]).await.status, 303);
    let again = ingrid.call(&format!("/api{remind}"), json!({})).await;
    assert_eq!((again.status.as_u16(), &again.json()["code"]), (409, &json!("reminded")));
    let letters = "select count(*) from letter join person on person.id = letter.person_id
        where kind = 'examiner_reminder' and data ->> 'regrade' = 'true' and given_name = 'Hilde'";
    let letters: i64 =
        sqlx::query_scalar(letters).fetch_one(&office.node.store().pool).await.unwrap();
    assert_eq!(letters, 1);
}
