//! What the overviews show, and to whom.

use crate::tests_world::{exam, exam_of, office, ok, read, request, signed_up};
use serde_json::{Value, json};

const ALL: &str = "/api/exam-overview?term=2027-V";
const DESK: &str = "/api/exam-overview/desk?term=2027-V";

fn line<'a>(lines: &'a Value, code: &str) -> Option<&'a Value> {
    lines.as_array().unwrap().iter().find(|line| line["course"] == code)
}

/// Requirements: B-02
#[tokio::test]
async fn the_department_reads_numbers_forms_examiners_and_what_its_teachers_owe_by_when() {
    let office = office().await;
    let first = exam(&office, "HIS-2001", "written_school", "ordinary").await;
    let oral = exam(&office, "HIS-2004", "oral", "ordinary").await;
    signed_up(&office, first, &["amina", "bjorn"]).await;
    let (ingrid, siri) = (office.sign_in("ingrid").await, office.sign_in("siri").await);
    let before = read(&ingrid, ALL).await;
    assert_eq!(line(&before, "HIS-2001").unwrap()["wish_by"], Value::Null, "nobody is asked yet");
    let asked = ok(&ingrid, "/api/date-wishes", request()).await;
    let path = format!("/api/date-wishes/{}/exams/{first}", asked["id"].as_str().unwrap());
    ok(&siri, &path, json!({"days": {"2027-05-20": "wished"}})).await;
    let lines = read(&ingrid, ALL).await;
    let shown = line(&lines, "HIS-2001").unwrap();
    assert_eq!(shown["candidates"], 2);
    assert_eq!(shown["form"], "written_school");
    assert_eq!((&shown["wish_by"], &shown["wish_answered"]), (&json!("2026-11-20"), &json!(true)));
    let owed = line(&lines, "HIS-2004").unwrap();
    assert_eq!((&owed["wish_by"], &owed["wish_answered"]), (&json!("2026-11-20"), &json!(false)));
    let page = ingrid.get("/exam-overview?term=2027-V").await.text();
    assert!(page.contains("svar innen 20.11.2026") && page.contains("ikke oppnevnt"), "{page}");
    office.clock("2026-11-21T10:00:00+01:00").await;
    let page = ingrid.get("/exam-overview?term=2027-V").await.text();
    assert!(page.contains("ikke besvart innen 20.11.2026"), "{page}");
    let file = ingrid.get("/exam-overview.csv?term=2027-V").await.text();
    assert_eq!(file.lines().count(), 3, "a head and two exams: {file}");
    let of_oral = read(&ingrid, &format!("/api/exams/{oral}")).await;
    assert_eq!(of_oral["registered"], 0);
}

/// Requirements: B-02
#[tokio::test]
async fn who_grades_stands_in_the_department_s_overview_and_that_it_was_read_is_noted() {
    let office = office().await;
    let first = exam(&office, "HIS-2001", "written_school", "ordinary").await;
    let mut act = office.act().await;
    sqlx::query(
        "with seated as (
            insert into committee (id, exam_id, kind, appointed_on, appointed_by)
            values (gen_random_uuid(), $1, 'ordinary', '2026-11-01', $2) returning id
        )
        insert into committee_member (id, committee_id, person_id, position, external, appointed_on)
        select gen_random_uuid(), id, $3, 1, false, '2026-11-01' from seated",
    )
    .bind(first.0)
    .bind(office.world.department().0)
    .bind(office::world::CastMember::named("marit").id().0)
    .execute(act.conn())
    .await
    .unwrap();
    act.commit(::store::Entry::new("test.committee", "exam", first.0)).await.unwrap();
    let ingrid = office.sign_in("ingrid").await;
    let lines = read(&ingrid, ALL).await;
    assert_eq!(line(&lines, "HIS-2001").unwrap()["examiners"], json!(["Marit Foss"]));
    let looks = office.sign_in("marit").await.get("/my/looks").await.text();
    assert!(looks.contains("Sensorregisteret"), "{looks}");
    let desk = read(&office.sign_in("eva").await, DESK).await;
    assert_eq!(line(&desk, "HIS-2001").unwrap()["examiners"], json!([]), "the desk needs no names");
}

/// Requirements: B-03
#[tokio::test]
async fn the_desk_and_the_faculty_read_what_is_handed_in_and_the_grading_deadline_of_its_day() {
    let office = office().await;
    let written = exam(&office, "HIS-2001", "written_school", "ordinary").await;
    exam(&office, "HIS-2004", "oral", "ordinary").await;
    signed_up(&office, written, &["amina"]).await;
    let ingrid = office.sign_in("ingrid").await;
    let course = read(&ingrid, "/api/courses").await;
    let course =
        course.as_array().unwrap().iter().find(|one| one["fields"]["code"] == "HIS-1001").unwrap();
    let planned = json!({"course": course["id"], "term": "2027-V", "kind": "ordinary",
        "date": "2027-05-18", "starts_at": "09:00:00", "duration_minutes": 240, "copies": 3});
    ok(&ingrid, "/api/exams", planned).await;
    office.clock("2026-11-02T10:01:00+01:00").await;
    for reader in ["eva", "liv"] {
        let desk = read(&office.sign_in(reader).await, DESK).await;
        assert_eq!(line(&desk, "HIS-2001").unwrap()["candidates"], 1);
        assert!(line(&desk, "HIS-2004").is_none(), "an oral exam is handed in nowhere");
        let dated = line(&desk, "HIS-1001").unwrap();
        assert_eq!(dated["date"], "2027-05-18");
        assert_eq!(dated["copies"], 3);
        let grading = dated["grading_on"].as_str().expect("it follows from the day");
        assert!(grading > "2027-05-18", "{grading}");
    }
    let page = office.sign_in("eva").await.get("/exam-overview/desk?term=2027-V").await.text();
    assert!(page.contains("HIS-1001") && page.contains("Kandidatliste"), "{page}");
    let file = office.sign_in("liv").await.get("/exam-overview/desk.csv?term=2027-V").await.text();
    assert!(file.contains("HIS-1001") && !file.contains("HIS-2004"), "{file}");
}

/// Requirements: A-01
#[tokio::test]
async fn everybody_reads_the_exams_of_her_own_units_alone() {
    let office = office().await;
    exam(&office, "HIS-2001", "written_school", "ordinary").await;
    let languages = office.world.units.languages;
    exam_of(&office, languages, ("SPR-2001", "written_school"), ("ordinary", "2027-V")).await;
    let ingrid = read(&office.sign_in("ingrid").await, ALL).await;
    assert!(line(&ingrid, "HIS-2001").is_some() && line(&ingrid, "SPR-2001").is_none());
    let liv = read(&office.sign_in("liv").await, ALL).await;
    assert!(line(&liv, "HIS-2001").is_some() && line(&liv, "SPR-2001").is_some(), "the faculty");
    assert_eq!(office.sign_in("eva").await.get(ALL).await.status, 404, "the desk grades nothing");
    assert_eq!(office.sign_in("amina").await.get(DESK).await.status, 404);
}
