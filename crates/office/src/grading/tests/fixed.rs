//! What has been assessed stays what it was: the exam, its course and the answers.

use crate::testing::Sat;
use serde_json::json;

/// The exam as it stands, with these fields otherwise.
async fn change(sat: &Sat, otherwise: &[(&str, &str)]) -> u16 {
    let course = sat.office.world.course().to_string();
    let mut fields = vec![
        ("course", course.as_str()),
        ("term", "2026-H"),
        ("kind", "ordinary"),
        ("date", "02.11.2026"),
        ("starts_at", "08:00"),
        ("duration_minutes", "60"),
        ("copies", "1"),
    ];
    for (name, value) in otherwise {
        fields.retain(|(field, _)| field != name);
        fields.push((*name, *value));
    }
    let path = format!("/exams/{}/edit", sat.exam);
    sat.as_("ingrid").await.post(&path, &fields).await.status.as_u16()
}

#[tokio::test]
async fn an_exam_is_not_moved_once_somebody_has_assessed_an_answer() {
    let sat = Sat::by(&["amina"]).await;
    assert_eq!(change(&sat, &[("date", "03.11.2026")]).await, 303);
    assert_eq!(change(&sat, &[]).await, 303);
    sat.give("marit", &[("101", "F")]).await;
    let another = sat.office.world.courses.sources.to_string();
    for moved in [("date", "03.11.2026"), ("starts_at", "12:00"), ("course", another.as_str())] {
        assert_eq!(change(&sat, &[moved]).await, 422, "{}", moved.0);
    }
    assert_eq!(change(&sat, &[("copies", "2")]).await, 303, "copies stay free");
    let moved = "update exam set exam_date = '2026-11-03' where id = $1";
    assert!(sat.try_sql(moved, sat.exam.0).await.is_err(), "the second lock");
}

/// The course as it stands, with one field otherwise.
async fn change_course(sat: &Sat, otherwise: (&str, &str)) -> u16 {
    let mut fields = vec![
        ("code", "HIS-1001"),
        ("version", "1"),
        ("name_nb", "Nord-Norge etter 1945"),
        ("name_nn", "Nord-Noreg etter 1945"),
        ("name_en", "Northern Norway after 1945"),
        ("credits", "10"),
        ("unit", "999.10.01"),
        ("level", "bachelor"),
        ("form", "written_school"),
    ];
    fields.retain(|(field, _)| *field != otherwise.0);
    fields.push(otherwise);
    let path = format!("/courses/{}", sat.office.world.course());
    sat.as_("ingrid").await.post(&path, &fields).await.status.as_u16()
}

/// Requirements: M-09
#[tokio::test]
async fn a_course_keeps_the_form_and_the_scale_it_is_graded_by_and_what_was_announced() {
    let sat = Sat::by(&["amina"]).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B")]).await;
    }
    assert_eq!(change_course(&sat, ("form", "home")).await, 422);
    assert_eq!(change_course(&sat, ("pass_fail", "yes")).await, 422);
    assert_eq!(change_course(&sat, ("credits", "5")).await, 303, "nothing is announced");
    assert_eq!(change_course(&sat, ("credits", "10")).await, 303);
    sat.announced().await;
    for otherwise in [("credits", "5"), ("code", "HIS-1009"), ("version", "2")] {
        assert_eq!(change_course(&sat, otherwise).await, 422, "{}", otherwise.0);
    }
    assert_eq!(change_course(&sat, ("name_en", "The North after 1945")).await, 303);
    let course = sat.office.world.course().0;
    let credits = "update course set credits = 5 where id = $1";
    assert!(sat.try_sql(credits, course).await.is_err(), "the second lock");
}

#[tokio::test]
async fn nothing_is_assessed_or_sealed_while_answers_can_still_be_handed_in() {
    let sat = Sat::by(&["amina"]).await;
    let later = "update exam set starts_at = '09:30' where id = $1";
    sat.try_sql(later, sat.exam.0).await.unwrap();
    let early = sat.give("marit", &[("101", "B")]).await;
    assert_eq!(early.json()["code"], json!("not-held"));
    assert_eq!(sat.seal("ingrid").await.json()["code"], json!("not-held"));
    sat.office.clock("2026-11-02T10:30:00+01:00").await;
    assert_eq!(sat.give("marit", &[("101", "B")]).await.status, 200);
}
