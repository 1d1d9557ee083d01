use crate::testing::TestOffice;
use axum::http::StatusCode;
use serde_json::json;

/// Requirements: G-01, E-04
#[tokio::test]
async fn an_officer_creates_a_course_and_its_exam_and_sees_the_deadline_with_its_reason() {
    let office = TestOffice::new().await;
    let ingrid = office.sign_in("ingrid").await;
    let course = [
        ("code", "HIS-2001"),
        ("name_nb", "Havet"),
        ("name_nn", "Havet"),
        ("name_en", "The Sea"),
        ("credits", "7,5"),
        ("unit", "999.10.01"),
        ("level", "bachelor"),
        ("form", "written_school"),
    ];
    assert_eq!(ingrid.post("/courses", &course).await.status, StatusCode::SEE_OTHER);
    assert!(ingrid.get("/courses").await.text().contains("HIS-2001"));
    let history = office.world.course().to_string();
    let exam = [
        ("course", history.as_str()),
        ("term", "2026-H"),
        ("kind", "ordinary"),
        ("date", "10.12.2026"),
        ("starts_at", "0900"),
        ("duration_minutes", "240"),
        ("copies", "3"),
        ("rooms", "TEO-H1 TEO-101"),
    ];
    let made = ingrid.post("/exams", &exam).await;
    let shown = ingrid.get(&made.location.expect("the exam's page")).await.text();
    assert!(shown.contains("torsdag 26. november 2026"), "two weeks before, demoforskriften § 4");
    assert!(shown.contains("demoforskriften § 4"));
}

#[tokio::test]
async fn a_room_is_chosen_by_its_name_and_shown_by_it_again() {
    let office = TestOffice::new().await;
    let ingrid = office.sign_in("ingrid").await;
    let history = office.world.course().to_string();
    let exam = |room| {
        [
            ("course", history.as_str()),
            ("term", "2026-H"),
            ("kind", "ordinary"),
            ("copies", "1"),
            ("rooms", room),
        ]
    };
    let empty = ingrid.get("/exams/new").await.text();
    assert!(
        empty.contains("<option value=\"Teorifagbygget hall 1 (TEO-H1)\">120 plasser</option>")
    );
    assert_eq!(empty.matches("name=\"rooms\"").count(), 3);
    let unknown = ingrid.post("/exams", &exam("Teorifagbygget hall 7")).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = "«Teorifagbygget hall 7» er ikke et rom vi kjenner";
    assert!(
        unknown.text().contains("value=\"Teorifagbygget hall 7\"") && unknown.text().contains(told)
    );
    let made = ingrid.post("/exams", &exam("teorifagbygget hall 1")).await;
    let path = format!("{}/edit", made.location.expect("the exam").split('?').next().unwrap_or(""));
    assert!(
        ingrid
            .get(&path)
            .await
            .text()
            .contains("value=\"Teorifagbygget hall 1 (TEO-H1)\" aria-label")
    );
    let rooms = ingrid.get("/api/rooms").await.json();
    assert!(
        rooms.as_array().expect("rooms").contains(
            &json!({ "code": "TEO-H1", "name": "Teorifagbygget hall 1", "capacity": 120 })
        )
    );
}

/// Requirements: A-02
#[tokio::test]
async fn the_neighbour_neither_sees_nor_changes_our_exam() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-12-10").await;
    let per = office.sign_in("per").await;
    assert_eq!(per.get(&format!("/exams/{exam}")).await.status, StatusCode::NOT_FOUND);
    assert!(!per.get("/exams").await.text().contains("HIS-1001"));
    let ours = json!({ "course": office.world.course(), "term": "2026-H", "kind": "resit" });
    assert_eq!(per.call("/api/exams", ours).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_faulty_form_is_shown_again_with_all_that_was_typed() {
    let office = TestOffice::new().await;
    let ingrid = office.sign_in("ingrid").await;
    let faulty = [("code", "HIS-9"), ("credits", "mange"), ("unit", "999.10.02")];
    let answer = ingrid.post("/courses", &faulty).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = answer.text();
    assert!(shown.contains("value=\"HIS-9\"") && shown.contains("«mange»"));
}

#[tokio::test]
async fn a_date_outside_the_term_and_an_unknown_room_are_both_told() {
    let office = TestOffice::new().await;
    let ingrid = office.sign_in("ingrid").await;
    let fields = json!({ "course": office.world.course(), "term": "2026-H", "kind": "ordinary",
        "date": "2027-01-10", "copies": 1, "rooms": ["X-1"] });
    let answer = ingrid.call("/api/exams", fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = answer.json()["fields"].as_array().expect("fields").len();
    assert_eq!(fields, 2);
}

#[tokio::test]
async fn the_list_is_filtered_by_term_unit_and_text() {
    let office = TestOffice::new().await;
    office.exam(office.world.course(), "2026-12-10").await;
    office.exam(office.world.courses.languages, "2026-12-11").await;
    let liv = office.sign_in("liv").await;
    let count =
        async |query: &str| liv.get(&format!("/api/exams?{query}")).await.json()["total"].as_u64();
    assert_eq!(count("").await, Some(2));
    assert_eq!(count("unit=999.10.02").await, Some(1));
    assert_eq!(count("q=nord-norge").await, Some(1));
    assert_eq!(count("term=2025-H").await, Some(0));
}

#[tokio::test]
async fn a_course_has_one_ordinary_exam_a_term() {
    let office = TestOffice::new().await;
    office.exam(office.world.course(), "2026-12-10").await;
    let ingrid = office.sign_in("ingrid").await;
    let again = json!({ "course": office.world.course(), "term": "2026-H", "kind": "ordinary" });
    let answer = ingrid.call("/api/exams", again).await;
    assert_eq!(answer.json()["fields"][0]["field"], "kind");
}

#[tokio::test]
async fn a_term_is_chosen_by_its_name_and_a_past_exam_keeps_its_own() {
    let office = TestOffice::new().await;
    let ingrid = office.sign_in("ingrid").await;
    let form = ingrid.get("/exams/new").await.text();
    assert!(form.contains(r#"<option value="2026-H" selected>Høst 2026</option>"#), "this term");
    assert!(form.contains(r#"<option value="2026-V">Vår 2026</option>"#), "the one before");
    assert!(!form.contains("2025-H"));
    let old = json!({ "course": office.world.course(), "term": "2024-V", "kind": "ordinary" });
    let made = ingrid.call("/api/exams", old).await.json();
    let id = made["id"].as_str().expect("planned");
    let form = ingrid.get(&format!("/exams/{id}/edit")).await.text();
    assert!(form.contains(r#"<option value="2024-V" selected>Vår 2024</option>"#));
}

#[tokio::test]
async fn a_date_outside_the_term_is_told_as_people_write_it() {
    let office = TestOffice::new().await;
    let history = office.world.course().to_string();
    let exam = [
        ("course", history.as_str()),
        ("term", "2026-H"),
        ("kind", "ordinary"),
        ("date", "10.1.2027"),
        ("copies", "1"),
    ];
    let answer = office.sign_in("ingrid").await.post("/exams", &exam).await;
    assert!(answer.text().contains("10.01.2027 ligger utenfor semesteret høst 2026."));
}

#[tokio::test]
async fn a_program_reads_what_it_sends_to_change_a_course_or_an_exam() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-12-10").await;
    let ingrid = office.sign_in("ingrid").await;
    let courses = ingrid.get("/api/courses").await.json();
    let codes: Vec<_> =
        courses.as_array().unwrap().iter().map(|one| &one["fields"]["code"]).collect();
    assert!(codes.contains(&&json!("HIS-1001")));
    let course = format!("/api/courses/{}", office.world.course());
    let fields = ingrid.get(&course).await.json()["fields"].clone();
    assert_eq!(ingrid.put(&course, fields).await.status, StatusCode::NO_CONTENT);
    let exam = format!("/api/exams/{exam}");
    let fields = ingrid.get(&exam).await.json()["fields"].clone();
    assert_eq!(fields["rooms"], json!(["TEO-101", "TEO-H1"]));
    assert_eq!(ingrid.put(&exam, fields).await.status, StatusCode::NO_CONTENT);
    let per = office.sign_in("per").await;
    assert_eq!(per.get(&course).await.status, StatusCode::NOT_FOUND);
    assert!(!per.get("/api/courses").await.text().contains("HIS-1001"));
    assert_eq!(per.get("/api/units").await.json()[0]["place"], "999.10.02");
}

/// Requirements: A-02
#[tokio::test]
async fn of_two_officers_in_one_form_the_later_is_told_what_the_earlier_changed() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-12-10").await;
    let ingrid = office.sign_in("ingrid").await;
    let path = format!("/exams/{exam}/edit");
    let hidden = |page: &str| {
        let (_, rest) = page.split_once("name=\"before\" value=\"").expect("what it was");
        rest.split('"').next().expect("a value").replace("&#34;", "\"")
    };
    let before = hidden(&ingrid.get(&path).await.text());
    let course = office.world.course().to_string();
    let say = |date, before| {
        [
            ("course", course.as_str()),
            ("term", "2026-H"),
            ("kind", "ordinary"),
            ("date", date),
            ("starts_at", "09:00"),
            ("duration_minutes", "240"),
            ("copies", "3"),
            ("rooms", "TEO-H1 TEO-101"),
            ("before", before),
        ]
    };
    assert_eq!(ingrid.post(&path, &say("11.12.2026", &before)).await.status, StatusCode::SEE_OTHER);
    let later = ingrid.post(&path, &say("14.12.2026", &before)).await;
    assert_eq!(later.status, StatusCode::CONFLICT);
    let shown = later.text();
    assert!(shown.contains("var 10.12.2026 og er nå 11.12.2026"), "{shown}");
    assert!(shown.contains("value=\"14.12.2026\""), "what she typed stays");
    let again = ingrid.post(&path, &say("14.12.2026", &hidden(&shown))).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "now she knows");
    let stale: serde_json::Value = serde_json::from_str(&before).unwrap();
    let call = json!({ "before": stale, "fields": stale });
    assert_eq!(ingrid.put(&format!("/api/exams/{exam}"), call).await.status, StatusCode::CONFLICT);
}
