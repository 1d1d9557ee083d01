//! Who may ask and give, and what an explanation does to the appeal deadline.

pub(crate) mod planted;

use crate::ResultId;
use crate::grading::tests::kept::the_later_reads;
use crate::testing::{Answer, Browser, TestOffice};
use crate::world::CastMember;
use axum::http::StatusCode;
use planted::Planted;
use serde_json::{Value, json};

const ANNOUNCED: &str = "2011-06-22T12:00:00+02:00";

async fn graded() -> (TestOffice, ResultId) {
    let office = TestOffice::at(ANNOUNCED, "uit-2011").await;
    let result = Planted::exam(&office).await.grade(&office, "amina", 7, "C").await;
    (office, result)
}

async fn ask(browser: &Browser, result: ResultId) -> Answer {
    browser.call("/api/my/explanations", json!({ "result": result })).await
}

/// The appeal deadline as it is stored: a day, or null while it is open.
async fn stored_deadline(office: &TestOffice, result: ResultId) -> Value {
    let row: (Option<String>,) = sqlx::query_as(
        "select due_on::text from deadline where subject_id = $1 and kind = 'appeal-deadline'",
    )
    .bind(result.0)
    .fetch_one(&office.node.store().pool)
    .await
    .unwrap();
    json!(row.0)
}

fn written() -> Value {
    json!({ "form": "written", "principles": "Oversikt og kildebruk.", "assessment": "Drøftingen er for kort." })
}

/// Requirements: X-07, B-20, E-14, E-16, E-17, N-03, N-07, U-5
#[tokio::test]
async fn an_explanation_asked_for_in_time_restarts_the_appeal_deadline_when_it_is_given() {
    let (office, result) = graded().await;
    office.clock("2011-07-01T09:00:00+02:00").await;
    let student = office.sign_in("amina").await;
    let id = ask(&student, result).await.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(stored_deadline(&office, result).await, Value::Null, "open while it is pending");
    let faculty = office.sign_in("liv").await.get("/api/explanations").await.json();
    assert_eq!(faculty["explanations"][0]["id"], json!(id), "it is addressed to the faculty");
    assert!(
        student.get(&format!("/my/explanations/{id}")).await.text().contains("15. juli 2011"),
        "due in two weeks"
    );
    office.clock("2011-07-20T09:00:00+02:00").await;
    let officer = office.sign_in("ingrid").await;
    assert!(
        officer.get("/desk").await.text().contains("HIS-1001"),
        "overdue on the officer's desk"
    );
    let given = office
        .sign_in("geir")
        .await
        .call(&format!("/api/examining/explanations/{id}"), written())
        .await;
    assert_eq!(given.status, StatusCode::NO_CONTENT);
    assert_eq!(stored_deadline(&office, result).await, json!("2011-08-10"));
    assert!(
        student
            .get(&format!("/my/explanations/{id}"))
            .await
            .text()
            .contains("Drøftingen er for kort.")
    );
}

/// Requirements: N-07, N-08
#[tokio::test]
async fn of_two_examiners_who_explain_at_once_the_later_reads_so_and_keeps_what_was_written() {
    let (office, result) = graded().await;
    let asked = ask(&office.sign_in("amina").await, result).await.json();
    let path = format!("/examining/explanations/{}", asked["id"].as_str().unwrap());
    let (marit, geir) = (office.sign_in("marit").await, office.sign_in("geir").await);
    let typed = [
        ("form", "written"),
        ("principles", "Oversikt og kildebruk."),
        ("assessment", "Drøftingen er for kort."),
    ];
    let (one, other) = tokio::join!(marit.post(&path, &typed), geir.post(&path, &typed));
    let kept = ["Oversikt og kildebruk.", "Drøftingen er for kort."];
    the_later_reads([one, other], "Begrunnelsen er allerede gitt.", &kept);
}

/// Requirements: E-14, N-11
#[tokio::test]
async fn a_late_request_is_registered_and_marked_and_moves_no_deadline() {
    let (office, result) = graded().await;
    office.clock("2011-07-14T09:00:00+02:00").await;
    let student = office.sign_in("amina").await;
    let id = ask(&student, result).await.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(student.get(&format!("/api/my/explanations/{id}")).await.json()["in_time"], false);
    assert_eq!(
        stored_deadline(&office, result).await,
        json!("2011-07-13"),
        "as announced, three weeks"
    );
}

/// Requirements: E-14, N-11
#[tokio::test]
async fn the_letter_of_a_late_request_says_that_the_appeal_period_was_not_moved() {
    for (asked, late, until) in
        [("2011-07-13", false, "2011-08-10"), ("2011-07-14", true, "2011-07-13")]
    {
        let (office, result) = graded().await;
        office.clock(&format!("{asked}T09:00:00+02:00")).await;
        let asked = ask(&office.sign_in("amina").await, result).await.json();
        let path = format!("/api/examining/explanations/{}", asked["id"].as_str().unwrap());
        office.clock("2011-07-20T09:00:00+02:00").await;
        office.sign_in("geir").await.call(&path, written()).await;
        let (letter,): (Value,) =
            sqlx::query_as("select data from letter where kind = 'explanation_given'")
                .fetch_one(&office.node.store().pool)
                .await
                .unwrap();
        assert_eq!((&letter["late"], &letter["appeal"]["until"]), (&json!(late), &json!(until)));
    }
}

/// Requirements: A-07, N-11
#[tokio::test]
async fn the_desk_registers_a_request_with_the_day_it_came_in() {
    let (office, result) = graded().await;
    office.clock("2011-07-18T09:00:00+02:00").await;
    let desk = office.sign_in("eva").await;
    let came = |on: &str| json!({ "result": result, "received_on": on, "channel": "desk" });
    for impossible in ["2011-06-21", "2011-07-19"] {
        let refused = desk.call("/api/explanations", came(impossible)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{impossible}");
    }
    assert_eq!(desk.call("/api/explanations", came("2011-07-13")).await.status, StatusCode::OK);
    assert_eq!(stored_deadline(&office, result).await, Value::Null, "the day it came counts");
    assert_eq!(
        desk.call("/api/explanations", came("2011-07-13")).await.json()["code"],
        "already-asked"
    );
}

/// Requirements: N-06, N-08
#[tokio::test]
async fn the_examiner_chooses_the_form_and_gives_both_parts_of_it() {
    let (office, result) = graded().await;
    let id =
        ask(&office.sign_in("amina").await, result).await.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/examining/explanations/{id}");
    let examiner = office.sign_in("marit").await;
    let half = examiner.post(&path, &[("form", "written"), ("principles", "Oversikt.")]).await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(half.text().contains("Oversikt."), "what was typed is still there");
    let oral = [("form", "oral"), ("told_on", "22.06.2011"), ("told", "på kontoret")];
    assert_eq!(examiner.post(&path, &oral).await.status, StatusCode::SEE_OTHER);
    let twice = examiner.call(&format!("/api{path}"), written()).await;
    assert_eq!(twice.json()["code"], "already-given");
}

/// Requirements: N-02
#[tokio::test]
async fn only_the_student_asks_and_only_an_examiner_of_the_committee_answers() {
    let (office, result) = graded().await;
    assert_eq!(ask(&office.sign_in("bjorn").await, result).await.status, StatusCode::NOT_FOUND);
    let student = office.sign_in("amina").await;
    let page = student.get(&format!("/my/explanations/new?result={result}")).await;
    assert!(page.text().contains("13. juli 2011"), "until when, before asking");
    let id = ask(&student, result).await.json()["id"].as_str().unwrap().to_owned();
    let api = format!("/api/examining/explanations/{id}");
    assert_eq!(
        office.sign_in("hilde").await.call(&api, written()).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        office.sign_in("bjorn").await.get(&format!("/my/explanations/{id}")).await.status,
        StatusCode::NOT_FOUND
    );
    let neighbour = office.sign_in("per").await.get("/explanations").await.text();
    assert!(!neighbour.contains("HIS-1001"), "another unit's requests");
}

#[tokio::test]
async fn a_student_is_found_by_a_number_that_stands_in_no_address() {
    let (office, _) = graded().await;
    let number: String = sqlx::query_scalar("select student_number from person where id = $1")
        .bind(CastMember::named("amina").id().0)
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap();
    let eva = office.sign_in("eva").await;
    for list in ["/explanations", "/appeals"] {
        let asked = eva.get(&format!("{list}/new?student={number}")).await.text();
        assert!(!asked.contains("HIS-1001"), "an address finds nobody");
        let found = eva.post(&format!("{list}/find"), &[("student", &number)]).await.text();
        assert!(found.contains("HIS-1001") && found.contains(&format!("value=\"{number}\"")));
        assert!(!found.contains("?student="), "{found}");
        let again = eva.get(&format!("{list}/find")).await.text();
        assert!(again.contains(&format!("action=\"{list}/find\"")), "an address that was kept");
    }
}

/// Two hundred and one of Amina's grades, each with a request that waits and an appeal.
async fn many(office: &TestOffice) {
    let planted = Planted::exam(office).await;
    planted.grade(office, "amina", 7, "C").await;
    let mut act = office.act().await;
    for sql in [
        "insert into exam (id, course_id, term, kind)
            select gen_random_uuid(), course_id, (2100 + n)::text || '-V', 'ordinary'
            from exam, generate_series(1, 200) as n where term = '2026-V'",
        "insert into exam_registration
                (id, exam_id, person_id, language, status, registered_at, status_at)
            select gen_random_uuid(), exam.id, person_id, 'nb', 'registered', registered_at, status_at
            from exam, exam_registration where exam.id <> exam_registration.exam_id",
        "insert into result (id, registration_id, grade, protocol_id, origin, announced_at)
            select gen_random_uuid(), registration.id, 'C', protocol_id, origin, announced_at
            from exam_registration as registration, result
            where registration.id <> result.registration_id",
        "insert into explanation (id, registration_id, result_id, requested_on, channel,
                registered_at, registered_by, in_time, rule_set, rule_set_hash)
            select gen_random_uuid(), registration_id, id, '2011-06-22', 'desk', announced_at,
                (select id from person limit 1), true, 'uit-2011', '' from result",
        "insert into appeal (id, registration_id, result_id, case_number, lodged_on, channel,
                registered_at, registered_by, state, rule_set, rule_set_hash)
            select gen_random_uuid(), registration_id, id, id::text, '2011-06-22', 'desk',
                announced_at, (select id from person limit 1), 'received', 'uit-2011', ''
            from result",
    ] {
        planted::run(act.conn(), sqlx::query(sql)).await;
    }
    act.commit(::store::Entry::new("test.many", "exam", planted.exam.0)).await.unwrap();
}

/// The desk holds two hundred of each kind; what it leaves out it does not pass over in silence.
#[tokio::test]
async fn a_desk_that_has_no_room_for_all_says_so_and_where_they_are() {
    let office = TestOffice::at(ANNOUNCED, "uit-2011").await;
    many(&office).await;
    let ingrid = office.sign_in("ingrid").await;
    let told = ["Se alle klagene", "Se alle som venter på begrunnelse"];
    let desk = ingrid.get("/desk").await.text();
    assert!(told.iter().all(|told| desk.contains(told)), "201 of each");
    assert!(desk.contains("href=\"/appeals\"") && desk.contains("href=\"/explanations\""));
    let mut act = office.act().await;
    for sql in [
        "update appeal set state = 'withdrawn' where id = (select max(id::text)::uuid from appeal)",
        "update explanation set given_on = requested_on, given_at = registered_at,
            given_by = registered_by, form = 'oral', told = 'Her.'
            where id = (select max(id::text)::uuid from explanation)",
    ] {
        planted::run(act.conn(), sqlx::query(sql)).await;
    }
    act.commit(::store::Entry::new("test.done", "exam", uuid::Uuid::nil())).await.unwrap();
    let desk = ingrid.get("/desk").await.text();
    assert!(told.iter().all(|told| !desk.contains(told)), "200 of each");
}

#[tokio::test]
async fn two_examiners_who_explain_at_once_explain_once() {
    let (office, result) = graded().await;
    let asked = ask(&office.sign_in("amina").await, result).await.json();
    let path = format!("/api/examining/explanations/{}", asked["id"].as_str().unwrap());
    let (marit, geir) = (office.sign_in("marit").await, office.sign_in("geir").await);
    let (one, other) = tokio::join!(marit.call(&path, written()), geir.call(&path, written()));
    let (given, refused) = if one.status == 204 { (one, other) } else { (other, one) };
    assert_eq!((given.status, refused.status), (StatusCode::NO_CONTENT, StatusCode::CONFLICT));
    assert_eq!(refused.json()["code"], "already-given");
    let letters = "select count(*) from letter where kind = 'explanation_given'";
    let letters = sqlx::query_scalar(letters).fetch_one(&office.node.store().pool).await;
    assert_eq!(letters.unwrap_or(0_i64), 1);
}

/// Requirements: N-11
#[tokio::test]
async fn programs_read_desk_and_queues_by_number_and_each_unit_its_own() {
    let (office, result) = graded().await;
    let id = ask(&office.sign_in("amina").await, result).await.json()["id"].clone();
    let ingrid = office.sign_in("ingrid").await;
    let queue = ingrid.get("/api/explanations").await;
    assert_eq!(queue.json()["explanations"][0]["candidate_number"], "7");
    assert!(!queue.text().contains("Amina") && !queue.text().contains("Farah"));
    assert_eq!(office.sign_in("per").await.get("/api/explanations").await.json()["total"], 0);
    for (q, found) in [("7", 1), ("his-1001", 1), ("8", 0), ("Farah", 0), ("Amina", 0)] {
        let list = ingrid.call("/api/explanations/search", json!({ "q": q })).await.json();
        assert_eq!(list["total"], found, "{q}: by number, and by no name");
        let page = ingrid.post("/explanations/search", &[("q", q)]).await.text();
        assert_eq!(page.contains("<td>7</td>"), found == 1, "{q}");
        let per = office.sign_in("per").await;
        let list = per.call("/api/explanations/search", json!({ "q": q })).await.json();
        assert_eq!(list["total"], 0, "another unit's");
    }
    assert_eq!(ingrid.get("/api/explanations?state=given").await.json()["total"], 0);
    office.clock("2011-07-20T09:00:00+02:00").await;
    let desk = ingrid.get("/api/desk").await.json();
    let task = desk.as_array().unwrap().iter().find(|one| one["routine"] == "explanation").unwrap();
    assert_eq!((&task["due_on"], &task["owner"]), (&json!("2011-07-06"), &json!("exam_officer")));
    let geir = office.sign_in("geir").await;
    assert_eq!(geir.get("/api/examining/explanations").await.json()[0]["id"], id);
    let one = format!("/api/examining/explanations/{}", id.as_str().unwrap());
    assert_eq!(geir.get(&one).await.json()["grade"], "C");
    assert_eq!(office.sign_in("knut").await.get(&one).await.status, 404, "has not graded it");
}

#[tokio::test]
async fn a_program_finds_a_student_s_grades_by_a_number_in_the_body_and_is_noted() {
    let (office, result) = graded().await;
    let number: String = sqlx::query_scalar("select student_number from person where id = $1")
        .bind(CastMember::named("amina").id().0)
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap();
    for path in ["/api/explanations/find", "/api/appeals/find"] {
        let asked = json!({ "student_number": number });
        let found = office.sign_in("eva").await.call(path, asked.clone()).await.json();
        assert_eq!(found["grades"][0]["result"], json!(result), "{path}");
        assert_eq!(found["student"], "Amina Farah");
        let neighbour = office.sign_in("per").await.call(path, asked).await.json();
        assert_eq!((&neighbour["student"], &neighbour["grades"]), (&json!(null), &json!([])));
    }
    let looks = office.sign_in("amina").await.get("/api/my/looks").await.json();
    let purposes: Vec<_> = looks.as_array().unwrap().iter().map(|one| &one["purpose"]).collect();
    assert_eq!(purposes, ["appeal", "explanation"]);
}
