//! Registrations that an exam quarantine concerns.

use crate::testing::{Browser, TestOffice};
use crate::world::CastMember;
use crate::{ExamId, PersonId};
use axum::http::StatusCode;
use rules::Language;
use serde_json::{Value, json};

fn person(key: &str) -> PersonId {
    CastMember::named(key).id()
}

async fn concerned(browser: &Browser) -> Vec<Value> {
    let answer = browser.get("/api/quarantines").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json().as_array().expect("a list").clone()
}

async fn signs_up(browser: &Browser, exam: ExamId) -> StatusCode {
    browser.call("/api/my/registrations", json!({ "exam": exam, "language": "nb" })).await.status
}

async fn tasks(browser: &Browser) -> String {
    browser.get("/desk").await.text()
}

const YEAR: (&str, &str) = ("2026-11-02", "2027-08-15");

/// Requirements, LTR-RUST-4
#[tokio::test]
async fn a_registration_that_stood_before_the_row_is_withdrawn_by_hand_and_annulled_in_writing() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2027-03-15").await;
    let registration = office.registered(exam, "amina", Language::Nb).await;
    let ingrid = office.sign_in("ingrid").await;
    assert!(concerned(&ingrid).await.is_empty());
    office.clock("2026-11-04T10:00:00+01:00").await;
    office.told_of(person("amina"), "EKSAMENN", "ALLE", YEAR).await;
    office.clock("2026-11-06T10:00:00+01:00").await;
    let found = concerned(&ingrid).await;
    assert_eq!((found.len(), &found[0]["tried"]), (1, &json!(false)));
    assert!(tasks(&ingrid).await.contains("Trekk oppmeldinger som en eksamenskarantene gjelder"));
    let page = ingrid.get("/quarantines").await.text();
    assert!(page.contains("Amina Farah") && page.contains("meldt 02.11.2026"), "{page}");
    assert!(
        !page.contains("EKSAMENN") && !page.contains("15.08.2027"),
        "whose decision it is only those who work with them read"
    );
    let withdraw = [("registrations", registration.to_string())];
    let fields = [("registrations", withdraw[0].1.as_str())];
    let done = ingrid.post("/quarantines/withdrawals", &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let letter = office.letters("exclusion_exam_withdrawn").await.remove(0);
    assert_eq!(letter["learned_on"], "2026-11-04");
    assert_eq!(letter["registrations"]["courses"][0]["code"], "HIS-1001");
    let decision = &letter["decision"];
    assert_eq!((&decision["law"], &decision["body"]), (&Value::Null, &Value::Null));
    assert_eq!(decision["register_law"], "uhl. § 12-11 og uhf. § 10-1", "what is known of it here");
    assert_eq!(
        (&letter["decision"]["conduct"], &letter["decision"]["phone"]),
        (&json!(null), &json!(""))
    );
    assert_eq!(letter["appeal"]["within"], json!({ "count": 3, "unit": "weeks" }));
    assert_eq!(letter["appeal"]["here"], "student_affairs_board");
    assert!(office.letters("exclusion_exam_refused").await.is_empty());
    let amina = office.sign_in("amina").await;
    assert_eq!(amina.get("/api/my/registrations").await.json()[0]["status"], "withdrawn");
    assert!(concerned(&ingrid).await.is_empty());
    assert!(!tasks(&ingrid).await.contains("eksamenskarantene"));
    let again = ingrid.post("/quarantines/withdrawals", &fields).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "done is done");
}

/// Requirements, LTR-RUST-3
#[tokio::test]
async fn a_try_while_the_row_stands_is_remembered_and_answered_in_writing_once() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2027-03-15").await;
    office.told_of(person("amina"), "EKSAMENN", "ALLE", YEAR).await;
    let amina = office.sign_in("amina").await;
    assert_eq!(signs_up(&amina, exam).await, StatusCode::CONFLICT);
    office.clock("2026-11-05T10:00:00+01:00").await;
    let wished = exam.to_string();
    let typed = [("exam", wished.as_str()), ("language", "nb")];
    let refused = amina.post("/my/registrations", &typed).await.text();
    assert!(refused.contains("Utestengt fra eksamen til og med"), "{refused}");
    let ingrid = office.sign_in("ingrid").await;
    let found = concerned(&ingrid).await;
    assert_eq!(
        (found.len(), &found[0]["tried"], &found[0]["on"]),
        (1, &json!(true), &json!("2026-11-02"))
    );
    assert!(tasks(&ingrid).await.contains("Svar studenter som er nektet oppmelding"));
    let as_stood = json!({ "registrations": [found[0]["id"]] });
    let wrong = ingrid.call("/api/quarantines/withdrawals", as_stood).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND, "there is nothing to withdraw");
    let answer = json!({ "sign_ups": [found[0]["id"]] });
    let done = ingrid.call("/api/quarantines/answers", answer.clone()).await;
    assert_eq!(done.status, StatusCode::CREATED, "{}", done.text());
    let letter = office.letters("exclusion_exam_refused").await.remove(0);
    assert_eq!(
        (&letter["tried_on"], &letter["tried_in"]),
        (&json!("2026-11-02"), &json!("Kandidat"))
    );
    assert_eq!(signs_up(&amina, exam).await, StatusCode::CONFLICT);
    assert!(concerned(&ingrid).await.is_empty(), "the first try is answered");
    assert_eq!(ingrid.call("/api/quarantines/answers", answer).await.status, StatusCode::NOT_FOUND);
}

/// Requirements
#[tokio::test]
async fn the_first_and_the_last_day_of_the_period_are_barred_and_the_days_around_it_are_not() {
    let office = TestOffice::new().await;
    let courses = office.world.courses;
    let before = office.exam(courses.history, "2027-02-28").await;
    let first = office.exam(courses.sources, "2027-03-01").await;
    let last = office.exam(courses.thesis, "2027-08-15").await;
    for exam in [before, first, last] {
        office.registered(exam, "amina", Language::Nb).await;
    }
    let after = office.exam(courses.history, "2027-08-16").await;
    office.registered(after, "amina", Language::Nb).await;
    let period = ("2027-03-01", "2027-08-15");
    office.told_of(person("amina"), "EKSAMENN", "ALLE", period).await;
    let found = concerned(&office.sign_in("ingrid").await).await;
    let exams: Vec<_> = found.iter().map(|one| one["exam"].clone()).collect();
    assert_eq!(exams.len(), 2, "{found:?}");
    assert!(exams.contains(&json!(first)) && exams.contains(&json!(last)));
}

/// Requirements
#[tokio::test]
async fn a_row_of_one_classification_concerns_its_courses_and_those_that_somebody_must_assess() {
    let office = TestOffice::new().await;
    let courses = office.world.courses;
    let (teacher, nursing) = (courses.history, courses.sources);
    let ingrid = office.sign_in("ingrid").await;
    for (course, code) in [(teacher, "LÆRER"), (nursing, "HELSEFAG")] {
        let path = format!("/api/courses/{course}");
        let mut fields = ingrid.get(&path).await.json()["fields"].clone();
        fields["classification"] = json!(code);
        assert!(ingrid.put(&path, fields).await.status.is_success());
    }
    for course in [teacher, nursing, courses.thesis] {
        let exam = office.exam(course, "2027-03-15").await;
        office.registered(exam, "amina", Language::Nb).await;
    }
    office.told_of(person("amina"), "EKSAMENN", "LÆRER", YEAR).await;
    let found = concerned(&ingrid).await;
    let shown: Vec<_> = found.iter().map(|one| (&one["about"], &one["doubtful"])).collect();
    assert!(shown.contains(&(&json!("HIS-1001 2027-V"), &json!(false))), "{shown:?}");
    assert!(shown.contains(&(&json!("HIS-3900 2027-V"), &json!(true))), "{shown:?}");
    assert_eq!(shown.len(), 2);
    office.told_of(person("bjorn"), "KARANTENEN", "ALLE", YEAR).await;
    let exam = office.exam(teacher, "2027-09-06").await;
    office.registered(exam, "bjorn", Language::Nb).await;
    assert_eq!(concerned(&ingrid).await.len(), 2, "a quarantine of admission bars no exam");
}

#[tokio::test]
async fn what_is_withdrawn_together_is_of_one_person_and_one_term() {
    let office = TestOffice::new().await;
    let courses = office.world.courses;
    let [one, other, later] = [
        office.exam(courses.history, "2027-03-15").await,
        office.exam(courses.sources, "2027-03-16").await,
        office.exam(courses.thesis, "2027-08-10").await,
    ];
    let mine = [
        office.registered(one, "amina", Language::Nb).await,
        office.registered(other, "amina", Language::Nb).await,
        office.registered(later, "amina", Language::Nb).await,
    ];
    let theirs = office.registered(one, "bjorn", Language::Nn).await;
    for key in ["amina", "bjorn"] {
        office.told_of(person(key), "EKSAMENN", "ALLE", YEAR).await;
    }
    let ingrid = office.sign_in("ingrid").await;
    let withdraw = async |ids: Value| {
        let body = json!({ "registrations": ids });
        ingrid.call("/api/quarantines/withdrawals", body).await.status
    };
    assert_eq!(withdraw(json!([])).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(withdraw(json!([mine[0], theirs])).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(withdraw(json!([mine[0], mine[2]])).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(withdraw(json!([mine[0], mine[1]])).await, StatusCode::CREATED);
    let letter = office.letters("exclusion_exam_withdrawn").await.remove(0);
    assert_eq!(letter["registrations"]["courses"].as_array().expect("courses").len(), 2);
    assert_eq!(concerned(&ingrid).await.len(), 2);
}

#[tokio::test]
async fn the_neighbour_and_the_student_get_at_nothing_of_it() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2027-03-15").await;
    let registration = office.registered(exam, "amina", Language::Nb).await;
    office.told_of(person("amina"), "EKSAMENN", "ALLE", YEAR).await;
    let (per, amina) = (office.sign_in("per").await, office.sign_in("amina").await);
    assert!(concerned(&per).await.is_empty());
    let body = json!({ "registrations": [registration] });
    for (browser, status) in [(&per, StatusCode::NOT_FOUND), (&amina, StatusCode::NOT_FOUND)] {
        assert_eq!(browser.call("/api/quarantines/withdrawals", body.clone()).await.status, status);
    }
    assert_eq!(amina.get("/quarantines").await.status, StatusCode::NOT_FOUND);
    let ingrid = office.sign_in("ingrid").await;
    for language in ["nb", "nn", "en"] {
        office.reads("ingrid", language).await;
        assert_eq!(ingrid.get("/quarantines").await.status, StatusCode::OK, "{language}");
    }
}
