use crate::testing::TestOffice;
use crate::{ExamId, RegistrationId};
use axum::http::StatusCode;
use rules::Language;
use serde_json::{Value, json};

struct Desk {
    office: TestOffice,
    exam: ExamId,
    amina: RegistrationId,
    number: i32,
}

/// Amina is registered and numbered for a written exam on Friday 20 November, 9 to 13.
async fn desk() -> Desk {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    let amina = office.registered(exam, "amina", Language::Nb).await;
    let liv = office.sign_in("liv").await;
    liv.call(&format!("/api/exams/{exam}/numbering"), json!({})).await;
    let list = liv.get(&format!("/api/exams/{exam}/candidates")).await.json();
    let number = list[0]["candidate_number"].as_i64().expect("a number");
    office.clock("2026-11-20T12:00:00+01:00").await;
    Desk { office, exam, amina, number: i32::try_from(number).expect("a number") }
}

fn sound(number: i32) -> Value {
    json!({ "candidate_number": number, "channel": "desk", "copies": 3,
        "candidate_number_ok": true, "front_page_ok": true })
}

/// Requirements: K-03, K-04
#[tokio::test]
async fn one_scan_and_enter_ticks_a_candidate_off() {
    let desk = desk().await;
    let eva = desk.office.sign_in("eva").await;
    let path = format!("/exams/{}/delivery", desk.exam);
    assert!(eva.get(&path).await.text().contains("data-barcode"));
    let number = desk.number.to_string();
    let scanned = [
        ("candidate_number", number.as_str()),
        ("copies", "3"),
        ("channel", "desk"),
        ("candidate_number_ok", "yes"),
        ("front_page_ok", "yes"),
    ];
    assert_eq!(eva.post(&path, &scanned).await.status, StatusCode::SEE_OTHER);
    let again = eva.post(&path, &scanned).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "it is received once");
    let list = eva.get(&format!("/api/exams/{}/candidates", desk.exam)).await.json();
    assert_eq!(list[0]["delivered"], true);
}

/// Requirements: K-06
#[tokio::test]
async fn a_number_that_nobody_has_is_told_at_the_field() {
    let desk = desk().await;
    let eva = desk.office.sign_in("eva").await;
    let path = format!("/api/exams/{}/deliveries", desk.exam);
    let wrong = eva.call(&path, sound(desk.number + 1)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.json()["fields"][0]["field"], "candidate_number");
}

/// Requirements: K-05, K-06, K-07
#[tokio::test]
async fn a_check_that_fails_needs_a_note() {
    let desk = desk().await;
    let eva = desk.office.sign_in("eva").await;
    let path = format!("/api/exams/{}/deliveries", desk.exam);
    for (field, value) in [
        ("copies", json!(2)),
        ("candidate_number_ok", json!(false)),
        ("front_page_ok", json!(false)),
    ] {
        let mut flawed = sound(desk.number);
        flawed[field] = value;
        let answer = eva.call(&path, flawed).await;
        assert_eq!(answer.json()["fields"][0]["field"], "note", "{field}");
    }
    for field in ["candidate_number_ok", "front_page_ok"] {
        let mut by_email = sound(desk.number);
        by_email["channel"] = json!("email");
        by_email[field] = json!(false);
        let refused = eva.call(&path, by_email).await;
        assert_eq!(
            refused.json()["fields"][0]["field"],
            "note",
            "{field} is checked in e-mail too"
        );
    }
    let mut noted = sound(desk.number);
    noted["copies"] = json!(2);
    noted["channel"] = json!("email");
    noted["note"] = json!("mangler ett eksemplar");
    assert_eq!(eva.call(&path, noted).await.status, StatusCode::CREATED);
}

/// Requirements: K-04
#[tokio::test]
async fn a_wrong_tick_is_taken_back_with_a_reason() {
    let desk = desk().await;
    let eva = desk.office.sign_in("eva").await;
    let path = format!("/api/exams/{}/deliveries", desk.exam);
    let id = eva.call(&path, sound(desk.number)).await.json()["id"].clone();
    let undo = format!("{path}/{}/correction", id.as_str().expect("an id"));
    let bare = eva.call(&undo, json!({ "reason": " " })).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = eva.call(&undo, json!({ "reason": "feil kandidat" })).await;
    assert_eq!(done.status, StatusCode::NO_CONTENT);
    assert_eq!(eva.call(&path, sound(desk.number)).await.status, StatusCode::CREATED);
}

/// What the registration says of delivery and absence, and what their tables say.
async fn kept_and_fresh(desk: &Desk) -> (Outcome, Outcome) {
    let ask =
        |sql| sqlx::query_as(sql).bind(desk.amina.0).fetch_one(&desk.office.node.store().pool);
    let kept = ask("select delivered_at::text, absence from exam_registration where id = $1");
    let fresh = ask("select (select received_at::text from delivery where registration_id = $1),
        (select kind from absence where registration_id = $1)");
    (kept.await.expect("the registration"), fresh.await.expect("a row"))
}

type Outcome = (Option<String>, Option<String>);

/// Requirements: K-04
#[tokio::test]
async fn what_a_registration_says_of_its_answer_is_what_the_tables_say() {
    let desk = desk().await;
    let eva = desk.office.sign_in("eva").await;
    let deliveries = format!("/api/exams/{}/deliveries", desk.exam);
    let absences = format!("/api/exams/{}/absences", desk.exam);
    let id = eva.call(&deliveries, sound(desk.number)).await.json()["id"].clone();
    let (kept, fresh) = kept_and_fresh(&desk).await;
    assert_eq!(kept, fresh);
    assert!(kept.0.is_some(), "delivered");
    let undo = format!("{deliveries}/{}/correction", id.as_str().expect("an id"));
    eva.call(&undo, json!({ "reason": "feil kandidat" })).await;
    let (kept, fresh) = kept_and_fresh(&desk).await;
    assert_eq!((&kept, kept.0.as_ref()), (&fresh, None), "taken back");
    for kind in ["absent", "sick"] {
        eva.call(&absences, json!({ "candidate_number": desk.number, "kind": kind })).await;
        let (kept, fresh) = kept_and_fresh(&desk).await;
        assert_eq!((&kept, kept.1.as_deref()), (&fresh, Some(kind)));
    }
    eva.call(&format!("{absences}/{}/correction", desk.amina), json!({})).await;
    let (kept, fresh) = kept_and_fresh(&desk).await;
    assert_eq!((&kept, &kept), (&fresh, &(None, None)), "the absence taken back");
}

#[tokio::test]
async fn an_absence_and_an_answer_exclude_each_other() {
    let desk = desk().await;
    let eva = desk.office.sign_in("eva").await;
    let base = format!("/api/exams/{}", desk.exam);
    let absent = json!({ "candidate_number": desk.number, "kind": "sick" });
    let absences = format!("{base}/absences");
    assert_eq!(eva.call(&absences, absent.clone()).await.status, StatusCode::CREATED);
    let answer = eva.call(&format!("{base}/deliveries"), sound(desk.number)).await;
    assert_eq!(answer.json()["code"], "absence-recorded");
    let undo = format!("{absences}/{}/correction", desk.amina);
    assert_eq!(eva.call(&undo, json!({})).await.status, StatusCode::NO_CONTENT);
    eva.call(&format!("{base}/deliveries"), sound(desk.number)).await;
    let late = eva.call(&absences, absent).await;
    assert_eq!(late.json()["code"], "already-received");
}

#[tokio::test]
async fn a_student_uploads_until_the_last_second_and_gets_a_receipt() {
    let desk = desk().await;
    let amina = desk.office.sign_in("amina").await;
    let path = format!("/my/registrations/{}/answer", desk.amina);
    desk.office.clock("2026-11-20T13:00:00+01:00").await;
    let file = ("answer", "my answer.pdf", "application/pdf", &b"%PDF-1.7 answer"[..]);
    assert_eq!(amina.upload(&path, &[], file).await.status, StatusCode::SEE_OTHER);
    let sha256 = "SHA-256";
    let shown = amina.get(&path).await.text();
    let receipt = amina.get(&format!("/api{path}")).await.json();
    assert!(shown.contains(sha256) && shown.contains(receipt["sha256"].as_str().expect("hex")));
    assert!(shown.contains("<dd>PDF</dd>") && shown.contains("<dd>1\u{a0}kB</dd>"), "in words");
    desk.office.clock("2026-11-20T13:00:01+01:00").await;
    assert_eq!(amina.upload(&path, &[], file).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn nobody_hands_in_before_the_exam_begins_or_for_somebody_else() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    let amina = office.registered(exam, "amina", Language::Nb).await;
    office.registered(exam, "emil", Language::Nb).await;
    let path = format!("/my/registrations/{amina}/answer");
    let file = ("answer", "a.pdf", "application/pdf", &b"%PDF-1.7"[..]);
    office.clock("2026-11-20T08:59:59+01:00").await;
    let early = office.sign_in("amina").await.upload(&path, &[], file).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    office.clock("2026-11-20T09:00:00+01:00").await;
    let other = office.sign_in("emil").await.upload(&path, &[], file).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_later_upload_takes_the_place_of_the_earlier_one() {
    let desk = desk().await;
    let amina = desk.office.sign_in("amina").await;
    let path = format!("/my/registrations/{}/answer", desk.amina);
    for content in [&b"%PDF-1.7 first"[..], b"%PDF-1.7 second"] {
        amina.upload(&path, &[], ("answer", "a.pdf", "application/pdf", content)).await;
    }
    assert_eq!(amina.get(&format!("{path}/file")).await.body, b"%PDF-1.7 second");
    let eva = desk.office.sign_in("eva").await;
    let answer =
        eva.call(&format!("/api/exams/{}/deliveries", desk.exam), sound(desk.number)).await;
    assert_eq!(answer.json()["code"], "already-received");
}

/// An examiner has assessed Amina's answer, before the hour was out.
async fn assessed(desk: &Desk) {
    let mut act = desk.office.act().await;
    for sql in [
        "insert into committee (id, exam_id, kind, appointed_on, appointed_by)
        select $1, exam_id, 'ordinary', '2026-11-02', (select id from unit limit 1)
        from exam_registration where id = $2",
        "insert into committee_member (id, committee_id, person_id, position, external, appointed_on)
        select $1, $1, person_id, 1, external, '2026-11-02'
        from examiner where $2::uuid is not null limit 1",
        "insert into standpoint (id, committee_member_id, registration_id, grade, given_at)
        values ($1, $1, $2, 'F', '2026-11-20')",
    ] {
        let planted = sqlx::query(sql).bind(desk.exam.0).bind(desk.amina.0);
        planted.execute(act.conn()).await.expect("planted");
    }
    act.commit(store::Entry::new("test.assess", "exam", desk.exam.0)).await.expect("planted");
}

#[tokio::test]
async fn an_answer_that_is_assessed_is_not_exchanged() {
    let desk = desk().await;
    let amina = desk.office.sign_in("amina").await;
    let path = format!("/my/registrations/{}/answer", desk.amina);
    let hand_in = async |bytes: &'static [u8]| {
        let file = ("answer", "a.pdf", "application/pdf", bytes);
        amina.upload(&path, &[], file).await.status
    };
    assert_eq!(hand_in(b"%PDF-1.7 first").await, StatusCode::SEE_OTHER);
    assessed(&desk).await;
    assert_eq!(hand_in(b"%PDF-1.7 better").await, StatusCode::CONFLICT);
    assert!(amina.get(&path).await.text().contains("Sensuren har begynt"));
    assert_eq!(amina.get(&format!("{path}/file")).await.body, b"%PDF-1.7 first");
}

/// Requirements: K-04
#[tokio::test]
async fn an_answer_on_paper_is_not_taken_back_once_it_is_assessed() {
    let desk = desk().await;
    let eva = desk.office.sign_in("eva").await;
    let path = format!("/api/exams/{}/deliveries", desk.exam);
    let page = format!("/exams/{}/delivery", desk.exam);
    let id = eva.call(&path, sound(desk.number)).await.json()["id"].clone();
    let id = id.as_str().expect("an id").to_owned();
    let undo = format!("/exams/{}/deliveries/{id}/correction", desk.exam);
    assert!(eva.get(&page).await.text().contains(&undo), "nobody has assessed it");
    assessed(&desk).await;
    let late = eva.call(&format!("{path}/{id}/correction"), json!({ "reason": "feil" })).await;
    assert_eq!(
        (late.status, late.json()["code"].clone()),
        (StatusCode::CONFLICT, json!("grading-begun"))
    );
    let told = eva.post(&undo, &[("reason", "feil kandidat")]).await.text();
    assert!(told.contains("si fra til eksamensansvarlig"), "a way forward: {told}");
    let shown = eva.get(&page).await.text();
    assert!(!shown.contains(&undo) && shown.contains("Vurdert av sensor"));
    let mut act = desk.office.act().await;
    let taken = sqlx::query("delete from delivery where registration_id = $1").bind(desk.amina.0);
    assert!(taken.execute(act.conn()).await.is_err(), "the second lock");
}

/// Requirements: J-06
#[tokio::test]
async fn the_desk_sees_course_day_and_form_of_what_is_handed_in() {
    let desk = desk().await;
    let shown = desk.office.sign_in("eva").await.get("/reception").await.text();
    for part in ["HIS-1001", "20.11.2026", "Skriftlig skoleeksamen"] {
        assert!(shown.contains(part), "{part}");
    }
}

/// Requirements: K-04
#[tokio::test]
async fn answers_not_accounted_for_are_a_task_from_the_day_after() {
    let desk = desk().await;
    let ingrid = desk.office.sign_in("ingrid").await;
    assert!(!ingrid.get("/desk").await.text().contains("Gjør rede for besvarelsene"));
    desk.office.clock("2026-11-21T08:00:00+01:00").await;
    assert!(ingrid.get("/desk").await.text().contains("Gjør rede for besvarelsene"));
    let absent = json!({ "candidate_number": desk.number, "kind": "absent" });
    ingrid.call(&format!("/api/exams/{}/absences", desk.exam), absent).await;
    assert!(!ingrid.get("/desk").await.text().contains("Gjør rede for besvarelsene"));
}

#[tokio::test]
async fn examiners_students_and_neighbours_do_not_reach_the_desk() {
    let desk = desk().await;
    let path = format!("/exams/{}/delivery", desk.exam);
    for key in ["per", "siri", "amina"] {
        assert_eq!(desk.office.sign_in(key).await.get(&path).await.status, StatusCode::NOT_FOUND);
    }
}

/// Requirements: K-04
#[tokio::test]
async fn two_desks_that_receive_an_answer_at_once_receive_it_once() {
    let desk = desk().await;
    let (eva, ingrid) = (desk.office.sign_in("eva").await, desk.office.sign_in("ingrid").await);
    let path = format!("/api/exams/{}/deliveries", desk.exam);
    let came = sound(desk.number);
    let (one, other) = tokio::join!(eva.call(&path, came.clone()), ingrid.call(&path, came));
    let (received, refused) = if one.status == 201 { (one, other) } else { (other, one) };
    assert_eq!((received.status, refused.status), (StatusCode::CREATED, StatusCode::CONFLICT));
    assert_eq!(refused.json()["code"], "already-received");
    assert_eq!(kept_and_fresh(&desk).await.0, kept_and_fresh(&desk).await.1);
}

/// Requirements: K-04
#[tokio::test]
async fn a_correction_and_a_reception_at_once_leave_what_one_after_the_other_leaves() {
    let desk = desk().await;
    let (eva, ingrid) = (desk.office.sign_in("eva").await, desk.office.sign_in("ingrid").await);
    let path = format!("/api/exams/{}/deliveries", desk.exam);
    let id = eva.call(&path, sound(desk.number)).await.json()["id"].clone();
    let undo = format!("{path}/{}/correction", id.as_str().expect("an id"));
    let (undone, again) = tokio::join!(
        eva.call(&undo, json!({ "reason": "feil kandidat" })),
        ingrid.call(&path, sound(desk.number))
    );
    assert_eq!(undone.status, StatusCode::NO_CONTENT, "{}", undone.text());
    let came_after = again.status == StatusCode::CREATED;
    assert!(came_after || again.json()["code"] == "already-received", "{}", again.text());
    let list = eva.get(&format!("/api/exams/{}/candidates", desk.exam)).await.json();
    assert_eq!(list[0]["delivered"], came_after);
}

/// Requirements: J-06
#[tokio::test]
async fn a_program_reads_the_desk_s_lists_and_whoever_is_named_sees_it() {
    let desk = desk().await;
    let eva = desk.office.sign_in("eva").await;
    let days = eva.get("/api/reception").await.json();
    assert_eq!((&days[0]["exam"], &days[0]["delivered"]), (&json!(desk.exam), &json!(0)));
    let path = format!("/api/exams/{}/delivery", desk.exam);
    let reception = eva.get(&path).await.json();
    assert_eq!(reception["missing"][0]["registration"], json!(desk.amina));
    assert_eq!(reception["missing"][0]["name"], "Farah, Amina");
    let per = desk.office.sign_in("per").await;
    assert_eq!(per.get(&path).await.status, StatusCode::NOT_FOUND, "another unit's exam");
    assert_eq!(per.get("/api/reception").await.json(), json!([]));
    let looks = desk.office.sign_in("amina").await.get("/api/my/looks").await.json();
    assert_eq!((&looks[0]["who"], &looks[0]["purpose"]), (&json!("Eva Dahle"), &json!("delivery")));
}

/// A home exam to be handed in by nine on 20 November; it is half past nine.
async fn late_desk() -> Desk {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.courses.sources, "2026-11-20").await;
    let amina = office.registered(exam, "amina", Language::Nb).await;
    let liv = office.sign_in("liv").await;
    liv.call(&format!("/api/exams/{exam}/numbering"), json!({})).await;
    let list = liv.get(&format!("/api/exams/{exam}/candidates")).await.json();
    let number = list[0]["candidate_number"].as_i64().expect("a number");
    office.clock("2026-11-20T09:30:00+01:00").await;
    Desk { office, exam, amina, number: i32::try_from(number).expect("a number") }
}

/// Requirements: K-04
#[tokio::test]
async fn what_comes_after_the_last_moment_is_received_with_a_reason_and_marked() {
    let desk = late_desk().await;
    let eva = desk.office.sign_in("eva").await;
    let page = format!("/exams/{}/delivery", desk.exam);
    let number = desk.number.to_string();
    let sound = [
        ("candidate_number", number.as_str()),
        ("copies", "3"),
        ("channel", "desk"),
        ("candidate_number_ok", "yes"),
        ("front_page_ok", "yes"),
    ];
    let silent = eva.post(&page, &sound).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text().contains("Fristen gikk ut 20.11.2026 09.00"), "{}", silent.text());
    let noted = [&sound[..], &[("note", "bussen sto")]].concat();
    let done = eva.post(&page, &noted).await.location.expect("the page");
    let shown = eva.get(&done).await.text();
    let told = format!("Besvarelse {number} er krysset av og merket: levert etter fristen.");
    assert!(shown.contains(&told), "{shown}");
    assert_eq!(eva.get(&format!("/api{page}")).await.json()["received"][0]["late"], true);
    let twice = eva.post(&page, &noted).await.text();
    assert!(twice.contains("id=\"candidate_number-error\""), "the focus goes there");
}

/// Requirements: K-04
#[tokio::test]
async fn what_is_ticked_off_again_keeps_its_first_time_and_gets_no_earlier_day() {
    let desk = late_desk().await;
    let eva = desk.office.sign_in("eva").await;
    let path = format!("/api/exams/{}/deliveries", desk.exam);
    let at = |time: &str| {
        let mut came = sound(desk.number);
        came["received_at"] = json!(time);
        came
    };
    let first = eva.call(&path, at("2026-11-20T08:50:00+01:00")).await.json()["id"].clone();
    let undo = format!("{path}/{}/correction", first.as_str().expect("an id"));
    eva.call(&undo, json!({ "reason": "feil kandidat" })).await;
    desk.office.clock("2026-11-23T08:00:00+01:00").await;
    for wrong in ["2026-11-23T08:01:00+01:00", "2026-11-19T23:59:00+01:00"] {
        let answer = eva.call(&path, at(wrong)).await;
        assert_eq!(answer.json()["fields"][0]["field"], "received_at", "{wrong}");
    }
    let page = format!("/exams/{}/delivery", desk.exam);
    let number = desk.number.to_string();
    let typed = [
        ("candidate_number", number.as_str()),
        ("copies", "3"),
        ("channel", "desk"),
        ("candidate_number_ok", "yes"),
        ("front_page_ok", "yes"),
        ("received_on", "20.11.2026"),
        ("received_at", "08.50"),
    ];
    let done = eva.post(&page, &typed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "in time: {}", done.text());
    assert!(
        kept_and_fresh(&desk).await.0.0.is_some_and(|at| at.contains(":50:00")),
        "the first time"
    );
    let noted = "select count(*) from audit_entry where body like '%received_at%'";
    let noted: i64 =
        sqlx::query_scalar(noted).fetch_one(&desk.office.node.store().pool).await.unwrap();
    assert_eq!(noted, 2);
}

/// Requirements: K-03
#[tokio::test]
async fn papers_of_an_exam_at_school_are_ticked_off_after_it_and_are_not_late() {
    let desk = desk().await;
    desk.office.clock("2026-11-20T14:00:00+01:00").await;
    let eva = desk.office.sign_in("eva").await;
    let came = eva.call(&format!("/api/exams/{}/deliveries", desk.exam), sound(desk.number)).await;
    assert_eq!(came.status, StatusCode::CREATED);
}
