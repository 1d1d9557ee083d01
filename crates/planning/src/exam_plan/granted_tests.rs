//! Special arrangements in the plan: from what was granted to the room in which somebody sits.

use super::tests::{Planned, drafted};
use crate::tests_world::{ok, read};
use office::world::CastMember;
use serde_json::{Value, json};

/// What the faculty has granted somebody for the spring.
fn granted(key: &str, what: Value) -> Value {
    let mut new = json!({
        "student_number": CastMember::named(key).student_number(), "case_ref": "2027/118",
        "first_on": "2027-01-01", "last_on": "2027-07-31"
    });
    new.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
    new
}

/// Where somebody sits at an exam, and how that was said.
async fn sits(planned: &Planned, exam: office::ExamId, key: &str) -> (String, Option<String>) {
    sqlx::query_as(
        "select room.code, registration.room_kept from exam_registration as registration
        join room on room.id = registration.room_id
        where registration.exam_id = $1 and registration.person_id = $2",
    )
    .bind(exam.0)
    .bind(CastMember::named(key).id().0)
    .fetch_one(&planned.office.node.store().pool)
    .await
    .expect("a room")
}

/// Requirements: F-05
#[tokio::test]
async fn an_own_room_with_more_time_is_planned_published_and_kept_when_the_others_get_theirs() {
    let planned = Planned::new().await;
    let small = planned.office.world.rooms.small;
    let path = format!("/api/room-bookings/rooms/{small}/features");
    let set = planned.tor.put(&path, json!({"features": ["own_room"]})).await;
    assert!(set.status.is_success(), "{}", set.text());
    let own = granted("amina", json!({"extra_minutes": 60, "needs": ["own_room"]}));
    ok(&planned.liv, "/api/accommodations", own).await;
    let draft = drafted(&planned.office, &planned.kari, &planned.plan, "Med rom").await;
    let planned = Planned { draft, ..planned };
    assert_eq!(planned.shown().await["broken"], json!([]));
    let first = planned.exams[0];
    let explained = read(&planned.kari, &planned.of_draft(&format!("/exams/{first}"))).await;
    let here =
        json!([{"candidates": 1, "minutes": 60, "needs": ["own_room"], "room": "Seminarrom 101"}]);
    assert_eq!(explained["granted"][0]["minutes"], here[0]["minutes"], "{explained}");
    assert_eq!(explained["granted"][0]["needs"], here[0]["needs"]);
    assert!(!explained.to_string().contains("Amina"), "the plan counts, and names nobody");
    planned.published().await;
    let kept = sits(&planned, first, "amina").await;
    assert_eq!(kept, ("TEO-101".to_owned(), Some("apart".to_owned())));
    let ingrid = planned.office.sign_in("ingrid").await;
    ok(&ingrid, &format!("/api/exams/{first}/places"), json!({})).await;
    assert_eq!(sits(&planned, first, "amina").await.0, "TEO-101");
    assert_eq!(sits(&planned, first, "bjorn").await.0, "TEO-H1", "nobody joins her");
    let counted = read(&planned.tor, &format!("/api/exams/{first}/accommodations")).await;
    assert_eq!(counted[0]["room"], "TEO-101");
}

/// Requirements: F-05
#[tokio::test]
async fn more_time_than_a_sitting_has_keeps_her_next_exam_away() {
    let planned = Planned::new().await;
    let longer = granted("amina", json!({"extra_percent": 100}));
    ok(&planned.liv, "/api/accommodations", longer).await;
    let draft = drafted(&planned.office, &planned.kari, &planned.plan, "Lengre").await;
    let planned = Planned { draft, ..planned };
    assert_eq!(planned.shown().await["broken"], json!([]), "eight hours each, and no two at once");
    let mut days = Vec::new();
    for exam in planned.exams {
        days.push(planned.lies(exam).await.0);
    }
    days.sort_unstable();
    days.dedup();
    assert_eq!(days.len(), 3, "480 minutes from 09:00 outlast the afternoon's beginning at 15:00");
}
