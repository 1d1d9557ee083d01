use crate::{MIGRATIONS, ROUTINES};
use ::store::Entry;
use axum::http::StatusCode;
use office::ExamId;
use office::testing::{Answer, TestOffice};
use serde_json::{Value, json};

async fn office() -> TestOffice {
    let at = "2026-11-02T10:00:00+01:00";
    TestOffice::with_above(at, "demo-2026", ROUTINES, &[&MIGRATIONS]).await
}

/// A written exam on a day, without rooms.
async fn exam(office: &TestOffice, course: office::CourseId, day: &str) -> ExamId {
    let id = office.exam(course, day).await;
    let mut act = office.act().await;
    sqlx::query("delete from exam_room where exam_id = $1")
        .bind(id.0)
        .execute(act.conn())
        .await
        .expect("no rooms");
    act.commit(Entry::new("test.rooms", "exam", id.0)).await.expect("no rooms");
    id
}

fn wish(room: &str, seats: i32) -> Value {
    json!({ "room": room, "seats": seats })
}

fn said(answer: &Answer) -> (u16, String) {
    let body = serde_json::from_slice::<Value>(&answer.body).unwrap_or_default();
    (answer.status.as_u16(), body["code"].as_str().unwrap_or_default().to_owned())
}

fn no(code: &str) -> (u16, String) {
    (409, code.to_owned())
}

/// Requirements: D-01, J-12, A-01
#[tokio::test]
async fn the_central_department_reserves_for_what_many_sit_and_the_department_for_its_orals() {
    let office = office().await;
    let written = exam(&office, office.world.courses.history, "2026-12-01").await;
    let path = format!("/api/exams/{written}/room-bookings");
    let (tor, ingrid, per) =
        (office.sign_in("tor").await, office.sign_in("ingrid").await, office.sign_in("per").await);
    assert_eq!(said(&ingrid.call(&path, wish("TEO-H1", 10)).await), no("not-booker"));
    assert_eq!(per.call(&path, wish("TEO-H1", 10)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(tor.call(&path, wish("TEO-H1", 10)).await.status, StatusCode::CREATED);
    let listed = ingrid.get(&path).await.json();
    assert_eq!((&listed[0]["room"], &listed[0]["seats"]), (&json!("TEO-H1"), &json!(10)));
    let mut conn = office.node.store().pool.acquire().await.unwrap();
    let rooms: i64 = sqlx::query_scalar("select count(*) from exam_room where exam_id = $1")
        .bind(written.0)
        .fetch_one(&mut *conn)
        .await
        .unwrap();
    assert_eq!(rooms, 1, "it is one of the exam's rooms");
    let mut act = office.act().await;
    sqlx::query("update course set form = 'oral' where id = $1")
        .bind(office.world.courses.history.0)
        .execute(act.conn())
        .await
        .unwrap();
    act.commit(Entry::new("test.form", "course", office.world.courses.history.0)).await.unwrap();
    assert_eq!(said(&tor.call(&path, wish("TEO-101", 4)).await), no("not-booker"));
    assert_eq!(ingrid.call(&path, wish("TEO-101", 4)).await.status, StatusCode::CREATED);
}

/// Requirements: D-01, J-12
#[tokio::test]
async fn a_room_is_taken_at_a_time_and_free_a_minute_after_it() {
    let office = office().await;
    let first = exam(&office, office.world.courses.history, "2026-12-01").await;
    let tor = office.sign_in("tor").await;
    let at = |id: ExamId| format!("/api/exams/{id}/room-bookings");
    let book = json!({ "room": "TEO-101", "seats": 8, "extra_minutes": 60 });
    assert_eq!(tor.call(&at(first), book).await.status, StatusCode::CREATED);
    assert_eq!(said(&tor.call(&at(first), wish("TEO-101", 1)).await), no("already-booked"));
    let second = exam(&office, office.world.courses.languages, "2026-12-01").await;
    for (starts, expected) in [("13:59", no("room-taken")), ("14:00", (201, String::new()))] {
        let mut act = office.act().await;
        sqlx::query("update exam set starts_at = $2::time where id = $1")
            .bind(second.0)
            .bind(starts)
            .execute(act.conn())
            .await
            .unwrap();
        act.commit(Entry::new("test.move", "exam", second.0)).await.unwrap();
        assert_eq!(said(&tor.call(&at(second), wish("TEO-101", 8)).await), expected, "{starts}");
    }
}

/// Requirements: D-01
#[tokio::test]
async fn exams_share_a_room_up_to_its_last_seat() {
    let office = office().await;
    let first = exam(&office, office.world.courses.history, "2026-12-01").await;
    let second = exam(&office, office.world.courses.languages, "2026-12-01").await;
    let tor = office.sign_in("tor").await;
    let at = |id: ExamId| format!("/api/exams/{id}/room-bookings");
    assert_eq!(said(&tor.call(&at(first), wish("TEO-101", 9)).await), no("room-too-small"));
    assert_eq!(tor.call(&at(first), wish("TEO-101", 5)).await.status, StatusCode::CREATED);
    assert_eq!(said(&tor.call(&at(second), wish("TEO-101", 3)).await), no("room-taken"));
    let shared = |seats| json!({ "room": "TEO-101", "seats": seats, "share": true });
    assert_eq!(said(&tor.call(&at(second), shared(4)).await), no("room-too-small"));
    assert_eq!(tor.call(&at(second), shared(3)).await.status, StatusCode::CREATED);
    let day = tor.get("/api/room-bookings?day=2026-12-01").await.json();
    assert_eq!(day.as_array().map(Vec::len), Some(1));
    assert_eq!((&day[0]["seats"], &day[0]["capacity"]), (&json!(8), &json!(8)));
}

/// Requirements: D-01
#[tokio::test]
async fn of_two_who_reserve_a_room_at_once_one_gets_it() {
    let office = office().await;
    let first = exam(&office, office.world.courses.history, "2026-12-01").await;
    let second = exam(&office, office.world.courses.languages, "2026-12-01").await;
    let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
    let at = |id: ExamId| format!("/api/exams/{id}/room-bookings");
    let (first, second) = (at(first), at(second));
    let (one, two) =
        tokio::join!(tor.call(&first, wish("TEO-H1", 5)), unni.call(&second, wish("TEO-H1", 5)),);
    let mut both = [said(&one), said(&two)];
    both.sort();
    assert_eq!(both, [(201, String::new()), no("room-taken")]);
}

/// Requirements: D-01
#[tokio::test]
async fn the_database_itself_refuses_a_room_twice_and_a_seat_too_many() {
    let office = office().await;
    let first = exam(&office, office.world.courses.history, "2026-12-01").await;
    let tor = office.sign_in("tor").await;
    let made = tor.call(&format!("/api/exams/{first}/room-bookings"), wish("TEO-101", 8)).await;
    let booking: uuid::Uuid = made.json()["id"].as_str().unwrap().parse().unwrap();
    for statement in [
        "insert into room_booking select gen_random_uuid(), room_id, until_at - interval '1 minute',
            until_at + interval '1 hour', booked_at, booked_by, null from room_booking where id = $1",
        "update room_booking_exam set seats = 9 where booking_id = $1",
    ] {
        let mut act = office.act().await;
        let refused = sqlx::query(statement).bind(booking).execute(act.conn()).await;
        assert!(refused.is_err(), "{statement}");
    }
    let mut act = office.act().await;
    let touching = "insert into room_booking select gen_random_uuid(), room_id, until_at,
        until_at + interval '1 hour', booked_at, booked_by, null from room_booking where id = $1";
    assert!(sqlx::query(touching).bind(booking).execute(act.conn()).await.is_ok());
}

/// Requirements: D-01, J-12
#[tokio::test]
async fn a_reservation_is_given_back_with_a_reason_until_the_exam_begins() {
    let office = office().await;
    let exam = exam(&office, office.world.courses.history, "2026-12-01").await;
    let tor = office.sign_in("tor").await;
    let path = format!("/api/exams/{exam}/room-bookings");
    let made = tor.call(&path, wish("TEO-101", 8)).await.json();
    let cancel = format!("/api/room-bookings/{}/cancel", made["id"].as_str().unwrap());
    let body = |why: &str| json!({ "exam": exam, "why": why });
    let unexplained = tor.call(&cancel, body(" ")).await;
    assert_eq!(unexplained.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(tor.call(&cancel, body("A larger hall")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(tor.call(&cancel, body("Again")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(tor.get(&path).await.json(), json!([]));
    let again = tor.call(&path, wish("TEO-101", 8)).await;
    assert_eq!(again.status, StatusCode::CREATED, "the room is free");
    let cancel = format!("/api/room-bookings/{}/cancel", again.json()["id"].as_str().unwrap());
    office.clock("2026-12-01T09:00:00+01:00").await;
    assert_eq!(said(&tor.call(&cancel, body("Too late")).await), no("begun"));
}

/// Requirements: D-01, J-12
#[tokio::test]
async fn an_exam_without_seats_or_with_another_time_is_a_task_until_it_has_its_room() {
    let office = office().await;
    let exam = exam(&office, office.world.courses.history, "2026-12-01").await;
    office.registered(exam, "amina", rules::Language::Nb).await;
    let tor = office.sign_in("tor").await;
    let tasks = async || {
        let desk = tor.get("/api/desk").await.json();
        let mine = desk.as_array().unwrap().iter().filter(|one| one["routine"] == "room_booking");
        mine.map(|one| one["step"]["en"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(tasks().await, ["Reserve rooms"]);
    let path = format!("/api/exams/{exam}/room-bookings");
    let made = tor.call(&path, wish("TEO-101", 1)).await.json();
    assert_eq!(tasks().await, [""; 0]);
    let mut act = office.act().await;
    sqlx::query("update exam set starts_at = '10:00' where id = $1")
        .bind(exam.0)
        .execute(act.conn())
        .await
        .unwrap();
    act.commit(Entry::new("test.move", "exam", exam.0)).await.unwrap();
    assert_eq!(tasks().await, ["Move the reservation"]);
    let follow = format!("/api/room-bookings/{}/time", made["id"].as_str().unwrap());
    assert_eq!(tor.call(&follow, json!({})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(tasks().await, [""; 0]);
    assert_eq!(tor.get(&path).await.json()[0]["from"], "2026-12-01T09:00:00Z");
}

/// Requirements: D-01
#[tokio::test]
async fn the_pages_show_the_day_and_the_exam_in_three_languages_and_as_a_file() {
    let office = office().await;
    let exam = exam(&office, office.world.courses.history, "2026-12-01").await;
    let tor = office.sign_in("tor").await;
    let page = format!("/exams/{exam}/room-bookings");
    let taken = [("room", "TEO-101"), ("seats", "9"), ("extra_minutes", "0")];
    let refused = tor.post(&page, &taken).await.text();
    assert!(refused.contains("8 ledige plasser"), "{refused}");
    let fits = [("room", "TEO-101"), ("seats", "8"), ("extra_minutes", "30")];
    assert_eq!(tor.post(&page, &fits).await.status, StatusCode::SEE_OTHER);
    let day = tor.get("/room-bookings?day=01.12.2026").await.text();
    assert!(day.contains("TEO-101") && day.contains("09.00–13.30"), "{day}");
    let file = tor.get("/room-bookings.csv?day=2026-12-01").await.text();
    assert!(file.contains("TEO-101;09:00;13:30;"), "{file}");
    for (language, title) in [("nn", "Rom for"), ("en", "Rooms for")] {
        office.reads("unni", language).await;
        let page = office.sign_in("unni").await.get(&page).await.text();
        assert!(page.contains(title), "{language}");
    }
}

/// Requirements: D-01
#[tokio::test]
async fn what_a_room_has_is_kept_by_the_central_department() {
    let office = office().await;
    let room = office.world.rooms.small;
    let (tor, ingrid) = (office.sign_in("tor").await, office.sign_in("ingrid").await);
    let path = format!("/room-bookings/rooms/{room}/features");
    let chosen = [("features", "small_room"), ("features", "accessible")];
    assert_eq!(ingrid.post(&path, &chosen).await.status, StatusCode::NOT_FOUND);
    assert_eq!(tor.post(&path, &chosen).await.status, StatusCode::SEE_OTHER);
    let rooms = ingrid.get("/api/room-bookings/rooms").await.json();
    let small = rooms.as_array().unwrap().iter().find(|one| one["code"] == "TEO-101").unwrap();
    assert_eq!(small["features"], json!(["accessible", "small_room"]));
}
