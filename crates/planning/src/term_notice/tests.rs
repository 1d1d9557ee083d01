//! Students are told of the term's dates and of what they are signed up for.

use crate::tests_world::{exam_of, office, ok, overdue, read, refused, signed_up};
use office::testing::{Browser, TestOffice};
use serde_json::{Value, json};

fn of(term: &str, matter: &str) -> Value {
    json!({"term": term, "matter": matter})
}

async fn listed(browser: &Browser, term: &str, matter: &str) -> Value {
    let all = read(browser, "/api/term-notices").await;
    let own = |one: &&Value| one["term"] == term && one["matter"] == matter;
    all.as_array().unwrap().iter().find(own).expect("a notice").clone()
}

async fn tasks(browser: &Browser) -> Vec<Value> {
    let desk = read(browser, "/api/desk").await;
    let own = |task: &&Value| task["routine"] == "term_notice";
    desk.as_array().unwrap().iter().filter(own).cloned().collect()
}

/// An office with three who are signed up for an exam of the spring.
async fn with_students() -> TestOffice {
    let office = office().await;
    let unit = office.world.department();
    let exam = exam_of(&office, unit, ("HIS-2001", "written_school"), ("ordinary", "2027-V")).await;
    signed_up(&office, exam, &["amina", "bjorn", "cecilie"]).await;
    office
}

async fn settled(office: &TestOffice) {
    let now = office.node.now().to_string();
    office.clock(&now).await;
}

/// Requirements: D-04
#[tokio::test]
async fn every_student_is_told_the_dates_of_fee_and_registration_once_and_who_was_is_kept() {
    let office = with_students().await;
    let tor = office.sign_in("tor").await;
    let spring = of("2027-V", "dates");
    refused(&tor, "/api/term-notices", spring.clone(), 409, "not-yet").await;
    office.clock("2026-12-20T10:00:00+01:00").await;
    let before = listed(&tor, "2027-V", "dates").await;
    assert_eq!((&before["by"], &before["fee_by"]), (&json!("2027-01-10"), &json!("2027-01-20")));
    let due = tasks(&tor).await;
    assert_eq!((due.len(), &due[0]["due_on"]), (1, &json!("2027-01-10")));
    let sent = ok(&tor, "/api/term-notices", spring.clone()).await;
    let all = sent["persons"].as_i64().unwrap();
    assert_eq!(before["untold"], all);
    settled(&office).await;
    let letters = office.letters("term_notice").await;
    assert_eq!(letters.len() as i64, all);
    assert_eq!(letters[0]["matter"]["dates"]["register_by"], "2027-02-01");
    let after = listed(&tor, "2027-V", "dates").await;
    assert_eq!((&after["told"], &after["untold"]), (&json!(all), &json!(0)));
    assert!(tasks(&tor).await.is_empty(), "it is done by being sent");
    refused(&tor, "/api/term-notices", spring, 409, "nobody-new").await;
    let own = office.sign_in("amina").await.get("/my/letters").await.text();
    assert!(own.contains("Frister og oppmeldinger i semesteret"), "{own}");
}

/// Requirements: D-04
#[tokio::test]
async fn the_dates_can_be_told_until_the_last_of_them_and_are_overdue_from_the_day_after() {
    let office = with_students().await;
    let tor = office.sign_in("tor").await;
    let step = "Gi studentene beskjed";
    office.clock("2027-01-10T10:00:00+01:00").await;
    assert!(!overdue(&tor, step).await, "the last day itself");
    office.clock("2027-01-11T10:00:00+01:00").await;
    assert!(overdue(&tor, step).await);
    office.clock("2027-02-02T10:00:00+01:00").await;
    refused(&tor, "/api/term-notices", of("2027-V", "dates"), 409, "too-late").await;
    let due = tasks(&tor).await;
    assert!(due.iter().all(|task| task["due_on"] != "2027-01-10"), "nobody can do it any more");
}

/// Requirements: D-04
#[tokio::test]
async fn who_is_signed_up_is_asked_to_look_it_over_and_who_signs_up_later_can_be_asked_too() {
    let office = office().await;
    let unit = office.world.department();
    let spring = |code: &'static str| {
        exam_of(&office, unit, (code, "written_school"), ("ordinary", "2027-V"))
    };
    let (first, second) = (spring("HIS-2001").await, spring("HIS-2002").await);
    signed_up(&office, first, &["amina", "bjorn"]).await;
    signed_up(&office, second, &["amina"]).await;
    let tor = office.sign_in("tor").await;
    let check = of("2027-V", "registrations");
    office.clock("2027-02-01T10:00:00+01:00").await;
    refused(&tor, "/api/term-notices", check.clone(), 409, "not-yet").await;
    office.clock("2027-02-02T10:00:00+01:00").await;
    assert_eq!(ok(&tor, "/api/term-notices", check.clone()).await["persons"], 2);
    settled(&office).await;
    let letters = office.letters("term_notice").await;
    let mut exams: Vec<usize> = letters
        .iter()
        .map(|letter| letter["matter"]["registrations"]["exams"].as_array().unwrap().len())
        .collect();
    exams.sort_unstable();
    assert_eq!(exams, [1, 2], "each is told of her own alone");
    signed_up(&office, second, &["cecilie"]).await;
    assert_eq!(ok(&tor, "/api/term-notices", check).await["persons"], 1);
    settled(&office).await;
    assert_eq!(office.letters("term_notice").await.len(), 3, "nobody is told twice");
}

/// Requirements: D-04
#[tokio::test]
async fn the_page_says_how_far_it_is_and_only_the_central_department_sends() {
    let office = with_students().await;
    office.clock("2026-12-21T10:00:00+01:00").await;
    let eva = office.sign_in("eva").await;
    let page = eva.get("/term-notices").await;
    assert_eq!(page.status, 200);
    assert!(!page.text().contains("<form method=\"post\" action=\"/term-notices\""));
    assert_eq!(eva.call("/api/term-notices", of("2027-V", "dates")).await.status, 404);
    assert_eq!(office.sign_in("amina").await.get("/term-notices").await.status, 404);
    let tor = office.sign_in("tor").await;
    let page = tor.get("/term-notices").await.text();
    assert!(
        page.contains("action=\"/term-notices\"") && page.contains("10. januar 2027"),
        "{page}"
    );
    let away = of("2028-V", "dates");
    refused(&tor, "/api/term-notices", away, 422, "2028").await;
}
