//! By when grading is to be ready, the reminders, and the work lists that follow.

use crate::grading;
use crate::testing::Sat;
use crate::testing::TestOffice;
use jiff::civil::date;
use serde_json::json;
use store::Entry;

async fn keep(sat: &Sat) {
    let mut act = sat.office.act().await;
    grading::keep_deadline(&mut act, sat.exam).await.unwrap();
    act.commit(Entry::new("grading.deadline", "exam", sat.exam.0)).await.unwrap();
}

/// Requirements: E-13
#[tokio::test]
async fn a_day_on_which_being_late_costs_goes_when_the_rules_have_none() {
    let sat = Sat::by(&["amina"]).await;
    let before = "insert into deadline
            (subject_kind, subject_id, kind, due_on, because, rule_set, rule_set_hash, computed_at)
        select 'exam', $1, 'grading-sanction', '2026-11-24', '[]', 'earlier', '', registered_at
        from exam_registration limit 1";
    sat.try_sql(before, sat.exam.0).await.unwrap();
    let costly =
        "select count(*) from deadline where kind = 'grading-sanction' and due_on is not null";
    assert_eq!(sat.count(costly).await, 1);
    keep(&sat).await;
    assert_eq!(sat.count(costly).await, 0, "the Act of 2024 names none");
}

const REMINDERS: &str = "select count(*) from letter where kind = 'examiner_reminder'";

/// Requirements: E-13, M-07, B-18
#[tokio::test]
async fn examiners_are_reminded_a_week_before_on_the_day_and_the_day_after() {
    let sat = Sat::by(&["amina"]).await;
    keep(&sat).await;
    let due = "select due_on::text from deadline where kind = 'grading-deadline'";
    let due: String =
        sqlx::query_scalar(due).fetch_one(&sat.office.node.store().pool).await.unwrap();
    assert_eq!(due, "2026-11-23", "15 working days");
    for (now, letters) in [
        ("2026-11-16T06:59:00+01:00", 0),
        ("2026-11-16T07:00:00+01:00", 2),
        ("2026-11-23T07:00:00+01:00", 4),
        ("2026-11-24T07:00:00+01:00", 6),
        ("2026-12-10T07:00:00+01:00", 6),
    ] {
        sat.office.clock(now).await;
        assert_eq!(sat.count(REMINDERS).await, letters, "{now}");
    }
}

/// Requirements: E-13, M-07
#[tokio::test]
async fn a_deadline_that_is_counted_anew_reminds_nobody_twice() {
    let sat = Sat::by(&["amina"]).await;
    for _ in 0..3 {
        keep(&sat).await;
    }
    sat.office.clock("2026-11-16T07:00:00+01:00").await;
    assert_eq!(sat.count(REMINDERS).await, 2);
    keep(&sat).await;
    sat.office.clock("2026-11-23T07:00:00+01:00").await;
    assert_eq!(sat.count(REMINDERS).await, 4);
    let again = "insert into grading_reminder select committee_id, reminded_on, 1, sent_at
        from grading_reminder where committee_id = $1 limit 1";
    assert!(sat.try_sql(again, sat.committee.0).await.is_err(), "the second lock");
}

/// Requirements: B-18
#[tokio::test]
async fn who_has_nothing_left_to_do_is_not_reminded() {
    let sat = Sat::by(&["amina"]).await;
    keep(&sat).await;
    sat.give("marit", &[("101", "B")]).await;
    sat.office.clock("2026-11-16T07:00:00+01:00").await;
    assert_eq!(sat.count(REMINDERS).await, 1, "geir alone");
    sat.give("geir", &[("101", "C")]).await;
    sat.office.clock("2026-11-23T07:00:00+01:00").await;
    assert_eq!(sat.count(REMINDERS).await, 1, "both wait for a third");
    sat.give("geir", &[("101", "B")]).await;
    let protocol = sat.seal("marit").await.json()["id"].as_str().unwrap().to_owned();
    sat.sign("marit", &protocol).await;
    sat.office.clock("2026-11-24T07:00:00+01:00").await;
    assert_eq!(sat.count(REMINDERS).await, 2, "geir has not signed");
}

/// Requirements: B-18
#[tokio::test]
async fn two_officers_who_remind_at_once_remind_once() {
    let sat = Sat::by(&["amina"]).await;
    keep(&sat).await;
    sat.office.clock("2026-11-25T10:00:00+01:00").await;
    let before = sat.count(REMINDERS).await;
    let path = format!("/exams/{}/reminders", sat.exam);
    let (one, other) = (sat.as_("ingrid").await, sat.as_("ingrid").await);
    let (one, other) = tokio::join!(one.post(&path, &[]), other.post(&path, &[]));
    let mut answers = [one.status.as_u16(), other.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
    assert_eq!(sat.count(REMINDERS).await - before, 2);
}

/// Requirements: B-18
#[tokio::test]
async fn nobody_is_reminded_of_what_is_received() {
    let sat = Sat::by(&["amina"]).await;
    keep(&sat).await;
    for key in ["marit", "geir"] {
        sat.give(key, &[("101", "B")]).await;
    }
    sat.announced().await;
    sat.office.clock("2026-12-10T07:00:00+01:00").await;
    assert_eq!(sat.count(REMINDERS).await, 0);
}

/// Requirements: E-11, X-05, E-13
#[tokio::test]
async fn under_the_routine_of_2011_the_eighth_day_late_is_flagged() {
    let office = TestOffice::at("2012-06-04T10:00:00+02:00", "uit-2011").await;
    let sat = Sat::on(office, date(2012, 6, 1), &["amina"]).await;
    keep(&sat).await;
    let days = "select string_agg(kind || ' ' || due_on, ', ' order by kind) from deadline";
    let days: String =
        sqlx::query_scalar(days).fetch_one(&sat.office.node.store().pool).await.unwrap();
    assert_eq!(days, "grading-deadline 2012-06-22, grading-sanction 2012-06-30");
    let page = format!("/exams/{}/grading", sat.exam);
    for (now, flagged) in
        [("2012-06-29T10:00:00+02:00", false), ("2012-06-30T10:00:00+02:00", true)]
    {
        sat.office.clock(now).await;
        let text = sat.as_("ingrid").await.get(&page).await.text();
        assert_eq!(text.contains("Sensuren er så sen"), flagged, "{now}");
    }
}

/// Requirements: B-18, X-10
#[tokio::test]
async fn the_desks_show_each_step_where_it_is_to_be_taken() {
    let sat = Sat::by(&["amina"]).await;
    keep(&sat).await;
    let desk = async |key: &str| sat.as_(key).await.get("/desk").await.text();
    sat.give("marit", &[("101", "B")]).await;
    sat.give("geir", &[("101", "C")]).await;
    assert!(desk("ingrid").await.contains("Foreslå en tredje, ekstern sensor"));
    assert!(!desk("per").await.contains("tredje"), "another department's");
    sat.give("geir", &[("101", "B")]).await;
    let protocol = sat.seal("marit").await.json()["id"].as_str().unwrap().to_owned();
    for key in ["marit", "geir"] {
        sat.sign(key, &protocol).await;
    }
    assert!(desk("liv").await.contains("Ta imot den underskrevne protokollen"));
    sat.step("liv", &protocol, "receipt").await;
    assert!(desk("liv").await.contains("Kunngjør resultatene"));
    sat.step("liv", &protocol, "announcement").await;
    assert!(!desk("liv").await.contains("Kunngjør resultatene"));
}

/// Requirements: B-18, A-08
#[tokio::test]
async fn what_others_wait_for_stands_first_and_the_final_day_is_its_reason() {
    let sat = Sat::by(&["amina"]).await;
    keep(&sat).await;
    sat.give("marit", &[("101", "B")]).await;
    sat.give("geir", &[("101", "C")]).await;
    let third = async || {
        let desk = sat.as_("ingrid").await.get("/api/desk").await.json();
        let of = |task: &&serde_json::Value| task["routine"] == "grading";
        desk.as_array().unwrap().iter().find(of).unwrap().clone()
    };
    let task = third().await;
    assert_eq!((&task["due_on"], &task["before"]), (&json!(null), &json!("2026-11-23")));
    assert!(task["because"][0]["text"]["nb"].as_str().unwrap().contains("skal være klare"));
    let page = sat.as_("ingrid").await.get("/desk").await.text();
    let at = |words: &str| page.find(words).unwrap_or(usize::MAX);
    assert!(at("Å gjøre nå") < at("Foreslå en tredje"), "{page}");
    sat.office.clock("2026-11-24T10:00:00+01:00").await;
    assert_eq!(third().await["due_on"], "2026-11-23", "the final day has passed: overdue");
}

/// Requirements: Z-11, B-18
#[tokio::test]
async fn three_who_differ_stand_on_the_officers_desk_until_all_have_signed() {
    let sat = Sat::by(&["amina"]).await;
    keep(&sat).await;
    sat.seat("hilde", 3, true).await;
    let told =
        async || sat.as_("ingrid").await.get("/desk").await.text().contains("tre ulike karakterer");
    for (key, grade) in [("marit", "B"), ("geir", "C"), ("hilde", "D")] {
        assert!(!told().await, "before {key}");
        sat.give(key, &[("101", grade)]).await;
    }
    assert!(told().await);
    let path = format!("/api/examining/{}/agreements", sat.committee);
    let agreed = json!({ "number": "101", "grade": "C" });
    assert_eq!(sat.as_("marit").await.call(&path, agreed).await.status, 201);
    for key in ["geir", "hilde"] {
        assert!(told().await, "{key} has not signed");
        sat.as_(key).await.call(&format!("{path}/101/signatures"), json!({})).await;
    }
    assert!(!told().await);
}

/// Requirements: L-16
#[tokio::test]
async fn the_examiner_sees_the_deadline_with_its_reason_and_what_is_left() {
    let sat = Sat::by(&["amina", "bjorn"]).await;
    keep(&sat).await;
    sat.give("geir", &[("101", "B")]).await;
    let page = sat.as_("geir").await.get("/examining").await.text();
    assert!(page.contains("1 av 2 vurdert"), "{page}");
    assert!(page.contains("uhl. § 11-7 (4)") && page.contains("23. november 2026"));
}

/// Requirements: B-18
#[tokio::test]
async fn a_program_reads_where_grading_stands_and_reminds_once_a_day() {
    let sat = Sat::by(&["amina", "bjorn"]).await;
    keep(&sat).await;
    sat.give("marit", &[("101", "B")]).await;
    sat.office.clock("2026-11-25T10:00:00+01:00").await;
    let ingrid = sat.as_("ingrid").await;
    let path = format!("/api/exams/{}/grading", sat.exam);
    let stand = ingrid.get(&path).await;
    assert!(!stand.text().contains("Farah"), "numbers of candidates, and no candidate");
    let stand = stand.json();
    assert_eq!((&stand["waiting"], &stand["late"]), (&json!(2), &json!(true)));
    assert_eq!(stand["examiners"][1]["name"], "Geir Tveit");
    assert!(!stand["missing"].as_array().unwrap().is_empty());
    let remind = format!("/api/exams/{}/reminders", sat.exam);
    let per = sat.as_("per").await;
    assert_eq!(per.get(&path).await.status, 404, "another unit's exam");
    assert_eq!(per.call(&remind, json!({})).await.status, 404);
    let before = sat.count(REMINDERS).await;
    assert_eq!(ingrid.call(&remind, json!({})).await.json()["letters"], 2);
    assert_eq!(ingrid.call(&remind, json!({})).await.json()["code"], "reminded");
    assert_eq!(sat.count(REMINDERS).await - before, 2);
}
