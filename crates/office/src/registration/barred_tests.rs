//! Sign-up of somebody who is excluded from exams.

use crate::testing::{Browser, TestOffice};
use crate::world::CastMember;
use ::store::Entry;
use axum::http::StatusCode;
use serde_json::{Value, json};

async fn national_id(office: &TestOffice, key: &str) -> String {
    sqlx::query_scalar("select national_id from person where id = $1")
        .bind(CastMember::named(key).id().0)
        .fetch_one(&office.node.store().pool)
        .await
        .expect("a national id")
}

/// Registered by Tor, and controlled by Unni where `controlled`.
async fn excluded(office: &TestOffice, key: &str, decision: Value, controlled: bool) {
    let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
    let mut sent = decision;
    sent["national_id"] = json!(national_id(office, key).await);
    sent["decided_on"] = json!("2026-10-01");
    let made = tor.call("/api/exclusions", sent).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    for row in made.json()["rows"].as_array().expect("rows") {
        if controlled {
            let path = format!("/api/exclusions/{}/control", row.as_str().expect("an id"));
            let done = unni.call(&path, json!({ "version": 1 })).await;
            assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text());
        }
    }
}

/// Classifies a course, as an exam officer does.
async fn classified(office: &TestOffice, course: crate::CourseId, officer: &str, code: &str) {
    let officer = office.sign_in(officer).await;
    let path = format!("/api/courses/{course}");
    let mut fields = officer.get(&path).await.json()["fields"].clone();
    fields["classification"] = json!(code);
    let changed = officer.put(&path, fields).await;
    assert!(changed.status.is_success(), "{}", changed.text());
}

async fn signs_up(browser: &Browser, exam: crate::ExamId) -> (StatusCode, Value) {
    let wish = json!({ "exam": exam, "language": "nb" });
    let answer = browser.call("/api/my/registrations", wish).await;
    let code = if answer.body.is_empty() { Value::Null } else { answer.json()["code"].clone() };
    (answer.status, code)
}

/// Requirements
#[tokio::test]
async fn whoever_is_excluded_from_exams_signs_up_for_none_and_can_do_all_else() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2027-03-15").await;
    let after = office.exam(office.world.courses.sources, "2027-08-16").await;
    let cheating = json!({ "legal_basis": "12-4(3)", "from": "2026-11-02", "to": "2027-08-15" });
    excluded(&office, "amina", cheating, true).await;
    let amina = office.sign_in("amina").await;
    assert_eq!(signs_up(&amina, exam).await, (StatusCode::CONFLICT, json!("excluded")));
    assert_eq!(signs_up(&amina, after).await.0, StatusCode::CREATED, "the day after its end");
    let wished = exam.to_string();
    let shown = amina.post("/my/registrations", &[("exam", &wished), ("language", "nb")]).await;
    assert!(shown.text().contains("Utestengt fra eksamen til og med 15. august 2027"));
    for page in ["/my", "/my/results", "/my/letters"] {
        assert_eq!(amina.get(page).await.status, StatusCode::OK, "{page}");
    }
    let bjorn = office.sign_in("bjorn").await;
    assert_eq!(signs_up(&bjorn, exam).await.0, StatusCode::CREATED);
}

/// Requirements
#[tokio::test]
async fn an_exclusion_of_one_classification_bars_exams_of_that_classification_alone() {
    let office = TestOffice::new().await;
    let (teacher, nursing) = (office.world.course(), office.world.courses.languages);
    classified(&office, teacher, "ingrid", "LÆRER").await;
    classified(&office, nursing, "per", "HESOS").await;
    let decision = json!({ "legal_basis": "12-6(1)", "from": "2026-11-02", "to": "2027-11-01",
        "classifications": ["LÆRER"] });
    excluded(&office, "amina", decision, true).await;
    let amina = office.sign_in("amina").await;
    let [teacher, nursing] =
        [office.exam(teacher, "2027-03-15").await, office.exam(nursing, "2027-03-16").await];
    assert_eq!(signs_up(&amina, teacher).await, (StatusCode::CONFLICT, json!("excluded")));
    assert_eq!(signs_up(&amina, nursing).await.0, StatusCode::CREATED);
}

/// Requirements: X-23
#[tokio::test]
async fn a_row_that_nobody_has_controlled_bars_nothing() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2027-03-15").await;
    let cheating = json!({ "legal_basis": "12-4(3)", "from": "2026-11-02", "to": "2027-08-15" });
    excluded(&office, "amina", cheating, false).await;
    let amina = office.sign_in("amina").await;
    assert_eq!(signs_up(&amina, exam).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn a_course_is_of_one_category_or_of_none() {
    let office = TestOffice::new().await;
    let ingrid = office.sign_in("ingrid").await;
    let path = format!("/api/courses/{}", office.world.course());
    let mut fields = ingrid.get(&path).await.json()["fields"].clone();
    assert_eq!(fields["classification"], Value::Null);
    fields["classification"] = json!("ALLE");
    let refused = ingrid.put(&path, fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("classification"));
}

/// Requirements
#[tokio::test]
async fn an_officer_who_signs_an_excluded_student_up_is_told_whom_to_ask_and_no_more() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2027-03-15").await;
    let cheating = json!({ "legal_basis": "12-4(3)", "from": "2026-11-02", "to": "2027-08-15" });
    excluded(&office, "amina", cheating, true).await;
    let ingrid = office.sign_in("ingrid").await;
    let number = CastMember::named("amina").student_number().expect("a student number");
    let form = [("student_number", number.as_str()), ("language", "nb")];
    let page = ingrid.post(&format!("/exams/{exam}/registrations"), &form).await;
    let wish = json!({ "student_number": number, "language": "nb" });
    let answer = ingrid.call(&format!("/api/exams/{exam}/registrations"), wish).await;
    assert_eq!(answer.json()["code"], "excluded", "{}", answer.text());
    for told in [page.text(), answer.text()] {
        assert!(told.contains("Unni Ravn") && told.contains("Tor Lien"), "{told}");
        for hidden in ["EKSAMENN", "KARANTENE", "12-4", "12-11", "15. august", "2027-08-15"] {
            assert!(!told.contains(hidden), "{hidden}: {told}");
        }
    }
    let looks = office.sign_in("amina").await.get("/my/looks").await.text();
    assert!(looks.contains("Varsel om utestenging ved oppmelding"), "{looks}");
}

async fn tasks(browser: &Browser) -> bool {
    browser
        .get("/desk")
        .await
        .text()
        .contains("Trekk oppmeldinger som en eksamenskarantene gjelder")
}

/// Requirements
#[tokio::test]
async fn from_the_first_registration_or_refused_try_a_course_keeps_its_category_and_an_exam_its_course()
 {
    let office = TestOffice::new().await;
    let course = office.world.course();
    let exam = office.exam(course, "2027-03-15").await;
    classified(&office, course, "ingrid", "LÆRER").await;
    let decision = json!({ "legal_basis": "12-6(1)", "from": "2026-11-09", "to": "2027-11-01",
        "classifications": ["LÆRER"] });
    excluded(&office, "amina", decision, true).await;
    let tried = signs_up(&office.sign_in("amina").await, exam).await;
    assert_eq!(tried, (StatusCode::CONFLICT, json!("excluded")));
    let ingrid = office.sign_in("ingrid").await;
    let path = format!("/api/courses/{course}");
    for other in [json!("HESOS"), Value::Null] {
        let mut fields = ingrid.get(&path).await.json()["fields"].clone();
        fields["classification"] = other;
        let refused = ingrid.put(&path, fields).await;
        assert_eq!(refused.json()["code"], "signed-up", "{}", refused.text());
    }
    let mut fields = ingrid.get(&path).await.json()["fields"].clone();
    fields["name_en"] = json!("Another name");
    assert!(ingrid.put(&path, fields).await.status.is_success(), "all else stays free");
    for (table, change) in [
        ("course", format!("update course set classification = null where id = '{course}'")),
        (
            "exam",
            format!(
                "update exam set course_id = '{}' where id = '{exam}'",
                office.world.courses.sources
            ),
        ),
    ] {
        assert!(!office.lets("ingrid", &change).await, "{table}, whatever SQL is written");
    }
}

/// Requirements
#[tokio::test]
async fn who_is_registered_and_barred_by_a_new_day_is_a_task_until_withdrawn() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-11-16").await;
    let decision = json!({ "legal_basis": "12-6(1)", "from": "2026-11-09", "to": "2027-11-01",
        "classifications": ["LÆRER"] });
    excluded(&office, "amina", decision, true).await;
    let registration = office.registered(exam, "amina", rules::Language::Nb).await;
    let (ingrid, per) = (office.sign_in("ingrid").await, office.sign_in("per").await);
    assert!(tasks(&ingrid).await, "a course of no category: somebody has to look");
    assert!(!tasks(&per).await, "of another department");
    let of_exam = format!("/quarantines?exam={exam}");
    let page = ingrid.get(&format!("/exams/{exam}/registrations")).await.text();
    assert!(page.contains(&of_exam) && !page.contains("Farah"), "the way there: {page}");
    let page = ingrid.get(&of_exam).await.text();
    assert!(page.contains("Amina Farah") && page.contains("Unni Ravn"), "{page}");
    assert!(!page.contains("2027"), "no more than that");
    let other = office.exam(office.world.courses.sources, "2026-11-17").await;
    assert!(!ingrid.get(&format!("/quarantines?exam={other}")).await.text().contains("Amina"));
    let listed = ingrid.get(&format!("/api/quarantines?exam={other}")).await.json();
    assert_eq!(listed, json!([]), "of that exam nobody");
    let move_to = async |day: &str| {
        let mut act = office.act().await;
        sqlx::query("update exam set exam_date = $2::date where id = $1")
            .bind(exam.0)
            .bind(day)
            .execute(act.conn())
            .await
            .expect("moved");
        act.commit(Entry::new("exam.change", "exam", exam.0)).await.expect("moved");
    };
    move_to("2026-11-08").await;
    assert!(!tasks(&ingrid).await, "the day before the period");
    move_to("2026-11-09").await;
    assert!(tasks(&ingrid).await, "its first day");
    let amina = office.sign_in("amina").await;
    let path = format!("/api/registrations/{registration}/withdrawal");
    let late = amina.call(&path, json!({})).await;
    assert_eq!(late.json()["code"], "too-late", "for herself the deadline stays");
    let ordinary = ingrid.call(&path, json!({})).await;
    assert_eq!(ordinary.json()["code"], "too-late", "without a letter nobody is withdrawn late");
    let unsure = json!({ "registrations": [registration] });
    let unsure = ingrid.call("/api/quarantines/withdrawals", unsure).await;
    assert_eq!(unsure.json()["code"], "to-be-assessed", "a course of no category");
    let these = json!({ "registrations": [registration], "assessed": true });
    let withdrawn = ingrid.call("/api/quarantines/withdrawals", these).await;
    assert!(withdrawn.status.is_success(), "{}", withdrawn.text());
    assert!(!tasks(&ingrid).await);
}

/// That the list was last known to be the newest so many hours ago.
async fn listed(office: &TestOffice, hours_ago: f64) {
    let mut act = office.act().await;
    sqlx::query(
        "insert into exclusion_list_copy (version, as_of, sealed_by)
        values (1, now() - make_interval(secs => $1), $2)
        on conflict (only_one) do update set as_of = excluded.as_of",
    )
    .bind(hours_ago * 3600.0)
    .bind(&office.node.seal().id()[..])
    .execute(act.conn())
    .await
    .expect("a list");
    act.commit(Entry::new("test.list", "institution", uuid::Uuid::nil())).await.expect("planted");
}

/// An office that was connected to the register just now goes by its own rows until the first list is
/// there; from then on nobody signs up by one that is too old, and the officer sees why.
///
/// Requirements
#[tokio::test]
async fn by_a_list_that_is_too_old_nobody_signs_up_and_the_officer_sees_why() {
    let office = TestOffice::new().await.with_register().await;
    let exam = office.exam(office.world.course(), "2027-03-15").await;
    let (amina, cecilie) = (office.sign_in("amina").await, office.sign_in("cecilie").await);
    assert_eq!(signs_up(&amina, exam).await.0, StatusCode::CREATED, "no list has come yet");
    listed(&office, 25.0).await;
    assert_eq!(signs_up(&cecilie, exam).await, (StatusCode::CONFLICT, json!("list-too-old")));
    let number: String = sqlx::query_scalar("select student_number from person where id = $1")
        .bind(CastMember::named("cecilie").id().0)
        .fetch_one(&office.node.store().pool)
        .await
        .expect("a number");
    let fields = [("student_number", number.as_str()), ("language", "nb")];
    let ingrid = office.sign_in("ingrid").await;
    let told = ingrid.post(&format!("/exams/{exam}/registrations"), &fields).await;
    assert!(told.text().contains("er for gammel"), "{}", told.text());
    listed(&office, 23.0).await;
    assert_eq!(signs_up(&cecilie, exam).await.0, StatusCode::CREATED);
}
