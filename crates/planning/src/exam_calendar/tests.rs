//! What a calendar says.

use super::store::Dated;
use super::write::write;
use crate::tests_world::{exam, office, signed_up};
use jiff::civil::{date, time};
use office::ExamId;
use rules::{Language, Text};
use store::Entry;

/// Requirements: E-05, E-10
#[test]
fn an_exam_has_an_id_that_stays_its_time_in_utc_and_its_rooms() {
    let exam = |starts_at| Dated {
        id: ExamId("0193a000-0000-7000-8000-000000000999".parse().unwrap()),
        code: "HIS-2001".to_owned(),
        name: Text::new("Krig, fred; og mer", "Krig, fred; og meir", "War, peace; and more"),
        date: date(2027, 5, 20),
        starts_at,
        minutes: Some(240),
        held: true,
        rooms: "Aud. max, N 204".to_owned(),
    };
    let now = "2027-05-01T10:00:00Z".parse().unwrap();
    let text = write("Eksamen", &[exam(Some(time(9, 0, 0, 0)))], Language::Nb, now);
    for line in [
        "UID:0193a000-0000-7000-8000-000000000999@kandidat",
        "DTSTART:20270520T070000Z",
        "DTEND:20270520T110000Z",
        "DTSTAMP:20270501T100000Z",
        "SUMMARY:HIS-2001 Krig\\, fred\\; og mer",
        "LOCATION:Aud. max\\, N 204",
    ] {
        assert!(text.contains(&format!("{line}\r\n")), "{line} is not in {text}");
    }
    let day = write("Eksamen", &[exam(None)], Language::Nb, now);
    assert!(day.contains("DTSTART;VALUE=DATE:20270520\r\n"), "{day}");
}

/// Requirements: E-05, E-10
#[tokio::test]
async fn a_student_s_calendar_holds_her_own_exams_and_nobody_else_s() {
    let office = office().await;
    let (own, other) = (
        exam(&office, "HIS-2001", "written_school", "ordinary").await,
        exam(&office, "HIS-2002", "written_school", "ordinary").await,
    );
    signed_up(&office, own, &["amina"]).await;
    signed_up(&office, other, &["bjorn"]).await;
    let mut act = office.act().await;
    sqlx::query("update exam set exam_date = '2027-05-20', starts_at = '09:00'")
        .execute(act.conn())
        .await
        .unwrap();
    act.commit(Entry::new("exam.change", "exam", own.0)).await.unwrap();
    let amina = office.sign_in("amina").await;
    let text = amina.get("/my/exams.ics").await.text();
    assert!(text.contains("HIS-2001") && !text.contains("HIS-2002"), "{text}");
    let siri = office.sign_in("siri").await;
    assert_eq!(siri.get("/my/exams.ics").await.status, 404);
}

/// Requirements: J-09
#[tokio::test]
async fn whoever_comes_at_a_time_of_her_own_has_that_time_in_her_calendar() {
    let office = office().await;
    let own = exam(&office, "HIS-2001", "oral", "ordinary").await;
    signed_up(&office, own, &["amina"]).await;
    let mut act = office.act().await;
    sqlx::query("update exam set exam_date = '2027-05-20', starts_at = '09:00'")
        .execute(act.conn())
        .await
        .unwrap();
    act.commit(Entry::new("exam.change", "exam", own.0)).await.unwrap();
    let amina = office.sign_in("amina").await;
    let text = amina.get("/my/exams.ics").await.text();
    assert!(text.contains("DTSTART:20270520T070000Z"), "{text}");
    let mut act = office.act().await;
    sqlx::query("update exam_registration set begins_at = '2027-05-21T10:30+02:00', minutes = 25")
        .execute(act.conn())
        .await
        .unwrap();
    act.commit(Entry::new("oral.publish", "exam", own.0)).await.unwrap();
    let text = amina.get("/my/exams.ics").await.text();
    let times = ["DTSTART:20270521T083000Z\r\n", "DTEND:20270521T085500Z\r\n"];
    assert!(times.iter().all(|time| text.contains(time)), "{text}");
    assert!(!text.contains("20270520T070000Z"), "{text}");
}
