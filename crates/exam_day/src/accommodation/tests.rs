//! What a faculty grants, who reads it, and where it shows.

use crate::testing::{SeatedRoom, code, no};
use office::world::CastMember;
use serde_json::{Value, json};

fn new(key: &str, what: Value) -> Value {
    let mut new = json!({
        "student_number": CastMember::named(key).student_number(), "case_ref": "2026/401",
        "first_on": "2026-08-01", "last_on": "2026-12-31"
    });
    new.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
    new
}

const PATH: &str = "/api/accommodations";

/// Requirements: C-02, E-03
#[tokio::test]
async fn the_faculty_enters_what_was_granted_and_the_candidate_and_nobody_else_reads_it_by_name() {
    let room = SeatedRoom::new().await;
    let own = new("amina", json!({"extra_minutes": 60, "equipment": "PC med ordretting"}));
    let made = room.liv.call(PATH, own.clone()).await;
    assert!(made.status.is_success(), "{}", made.text());
    let again = room.liv.call(PATH, own).await;
    assert_eq!(code(&again), no("already-granted"), "two things never count on one day");
    let page = room.liv.get("/accommodations").await.text();
    assert!(page.contains("Farah, Amina") && page.contains("60 min mer"), "{page}");
    assert!(page.contains("1. november 2026"), "by when it is to be entered: {page}");
    let mine = room.office.sign_in("amina").await;
    assert!(mine.get("/my/accommodations").await.text().contains("2026/401"));
    assert!(mine.get("/my/looks").await.text().contains("Listen over tilrettelegging"));
    let other = room.office.sign_in("bjorn").await.get("/api/my/accommodations").await.json();
    assert_eq!(other, json!([]));
    for key in ["tor", "ingrid", "eva", "kari"] {
        let browser = room.office.sign_in(key).await;
        assert_eq!(browser.get(PATH).await.status, 404, "{key} needs no names");
    }
    let counted = format!("/api/exams/{}/accommodations", room.history);
    let lines = room.tor.get(&counted).await.text();
    assert!(lines.contains("PC med ordretting") && !lines.contains("Amina"), "{lines}");
    assert_eq!(room.office.sign_in("eva").await.get(&counted).await.status, 404);
}

/// Requirements: C-02
#[tokio::test]
async fn bad_input_is_told_at_its_field_with_what_is_allowed() {
    let room = SeatedRoom::new().await;
    for (what, field, said) in [
        (json!({"extra_minutes": 241}), "extra_minutes", "240"),
        (json!({"extra_percent": 101}), "extra_percent", "100"),
        (json!({"extra_minutes": -1}), "extra_minutes", "-1"),
        (json!({}), "extra_minutes", "oppgi tid, rom eller utstyr"),
        (json!({"needs": ["paper"]}), "needs", "rom"),
        (json!({"equipment": "x".repeat(121)}), "equipment", "121"),
        (json!({"extra_minutes": 30, "last_on": "2026-07-31"}), "last_on", "31.07.2026"),
        (json!({"extra_minutes": 30, "case_ref": " "}), "case_ref", "40"),
        (json!({"extra_minutes": 30, "student_number": "nobody"}), "student_number", "nobody"),
    ] {
        let refused = room.liv.call(PATH, new("amina", what.clone())).await;
        assert_eq!(refused.status, 422, "{what}: {}", refused.text());
        let text = refused.text();
        assert!(text.contains(field) && text.contains(said), "{what}: {text}");
    }
    for fine in [json!({"extra_minutes": 240}), json!({"extra_percent": 100})] {
        let made = room.liv.call(PATH, new("bjorn", fine.clone())).await;
        assert!(made.status.is_success(), "{fine}: {}", made.text());
        let id = made.json()["id"].as_str().unwrap().to_owned();
        let end = format!("{PATH}/{id}/end");
        assert_eq!(room.liv.call(&end, json!({"why": " "})).await.status, 422);
        assert_eq!(room.tor.call(&end, json!({"why": "Feil"})).await.status, 404);
        assert_eq!(room.liv.call(&end, json!({"why": "Feil"})).await.status, 204);
        assert_eq!(code(&room.liv.call(&end, json!({"why": "Feil"})).await), no("already-ended"));
    }
}

/// Requirements: F-05, C-06
#[tokio::test]
async fn the_invigilators_read_when_her_own_time_ends_and_the_room_is_reserved_as_long() {
    let room = SeatedRoom::new().await;
    let what = json!({"extra_percent": 25, "equipment": "PC med ordretting"});
    let made = room.liv.call(PATH, new("amina", what)).await;
    assert!(made.status.is_success(), "{}", made.text());
    let shown = room.shown().await;
    let seats = shown["seats"].as_array().unwrap();
    let hers = seats.iter().find(|seat| seat["name"] == "Farah, Amina").unwrap();
    // Four hours from 09:00 in December, and a quarter of them more.
    assert_eq!(hers["own_until"], "2026-12-01T13:00:00Z");
    assert_eq!(hers["equipment"], "PC med ordretting");
    assert!(seats.iter().filter(|seat| !seat["own_until"].is_null()).count() == 1);
    let page = room.liv.get(&format!("/room-folders/{}", room.booking)).await.text();
    assert!(page.contains("til kl. 14.00 · PC med ordretting"), "{page}");
    let exam = room.history;
    let again = format!("/api/room-bookings/{}/cancel", room.booking);
    for exam in [room.history, room.languages] {
        let body = json!({"exam": exam, "why": "Ny tid"});
        let answer = room.tor.call(&again, body).await;
        assert!(answer.status.is_success(), "{}", answer.text());
    }
    room.places(room.registrations[0]).await;
    let wish = json!({"room": "TEO-101", "seats": 4});
    let path = format!("/api/exams/{exam}/room-bookings");
    let made = room.tor.call(&path, wish).await;
    assert!(made.status.is_success(), "{}", made.text());
    let booked = room.tor.get(&path).await.json().to_string();
    assert!(booked.contains("2026-12-01T13:00:00Z"), "until her time is over: {booked}");
}
