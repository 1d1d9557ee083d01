use crate::testing::{SeatedRoom, code, no};
use axum::http::StatusCode;
use serde_json::{Value, json};

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

/// Four of each exam fill the eight seats, so that every neighbour is of the other.
/// Requirements: C-06, J-11
#[tokio::test]
async fn candidates_of_two_exams_are_seated_so_that_no_two_of_one_sit_side_by_side() {
    let room = SeatedRoom::new().await;
    assert_eq!(room.shown().await["folder"]["unseated"], 8);
    let given = room.folder("seats", json!({ "per_row": 4 })).await;
    assert_eq!(given.json()["given"], 8, "{}", given.text());
    let shown = room.shown().await;
    assert_eq!(shown["folder"]["side_by_side"], 0);
    let seats = list(&shown["seats"]);
    for row in seats.chunks(4) {
        for pair in row.windows(2) {
            assert_ne!(pair[0]["exam"], pair[1]["exam"], "{shown}");
        }
    }
    let numbers: Vec<_> = seats.iter().map(|one| one["seat"].as_i64().unwrap()).collect();
    assert_eq!(numbers, (1..=8).collect::<Vec<_>>());
    assert_eq!(room.folder("seats", json!({ "per_row": 61 })).await.status.as_u16(), 422);
    room.office.clock("2026-12-01T09:00:00+01:00").await;
    assert_eq!(code(&room.folder("seats", json!({})).await), no("begun"));
}

/// One spare copy for each language form of each exam.
/// Requirements: B-09, E-21
#[tokio::test]
async fn papers_are_counted_by_language_and_are_in_the_room_two_days_before() {
    let room = SeatedRoom::new().await;
    let day = room.liv.get("/api/room-folders?day=2026-12-01").await.json();
    let copies = list(&day[0]["copies"]);
    let of = |exam, language: &str| {
        let one =
            copies.iter().find(|one| one["exam"] == json!(exam) && one["language"] == language);
        one.map(|one| (one["candidates"].as_i64().unwrap(), one["copies"].as_i64().unwrap()))
    };
    assert_eq!([of(room.history, "nb"), of(room.history, "nn")], [Some((3, 4)), Some((1, 2))]);
    assert_eq!([of(room.history, "en"), of(room.languages, "en")], [None, Some((1, 2))]);
    assert_eq!(copies[0]["in_room_by"], "2026-11-29");
    let page = room.liv.get("/room-folders?day=01.12.2026").await.text();
    assert!(page.contains("søndag 29. november 2026"), "{page}");
    assert!(page.contains("Oppgaver som skal kopieres"), "{page}");
}

/// Requirements: C-06, E-21, J-11
#[tokio::test]
async fn a_folder_is_sent_when_all_have_seats_aids_are_stated_and_every_paper_is_there() {
    let room = SeatedRoom::new().await;
    let step = "Send folder and papers to the room";
    assert_eq!(room.tasks(&room.liv, "room_folder").await, [step]);
    assert_eq!(code(&room.folder("sending", json!({})).await), no("not-seated"));
    room.folder("seats", json!({})).await;
    assert_eq!(code(&room.folder("sending", json!({})).await), no("aids-missing"));
    for (exam, officer) in [(room.history, "ingrid"), (room.languages, "per")] {
        let officer = room.office.sign_in(officer).await;
        officer.put(&format!("/api/exams/{exam}/aids"), json!({ "allowed": "all" })).await;
    }
    let refused = room.folder("sending", json!({})).await;
    assert_eq!(code(&refused), no("paper-missing"));
    assert!(refused.text().contains("HIS-1001, SPR-1001"), "{}", refused.text());
    let room = SeatedRoom::new().await;
    room.equipped().await;
    room.folder("seats", json!({})).await;
    assert_eq!(room.folder("sending", json!({})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(code(&room.folder("sending", json!({})).await), no("already-sent"));
    assert_eq!(room.tasks(&room.liv, "room_folder").await, [""; 0]);
}

/// Requirements: J-11
#[tokio::test]
async fn whoever_comes_late_gets_a_seat_and_nobody_else_is_moved_once_the_folder_is_sent() {
    let room = SeatedRoom::new().await;
    room.equipped().await;
    room.folder("seats", json!({})).await;
    room.folder("sending", json!({})).await;
    let before = room.shown().await;
    let gone = room.registrations[0];
    let mut act = room.office.act().await;
    sqlx::query("update exam_registration set room_id = null where id = $1")
        .bind(gone.0)
        .execute(act.conn())
        .await
        .unwrap();
    act.commit(::store::Entry::new("test.gone", "registration", gone.0)).await.unwrap();
    let late = room.office.registered(room.history, "hanna", rules::Language::Nb).await;
    room.places(late).await;
    assert_eq!(room.folder("seats", json!({})).await.json()["given"], 1);
    let after = room.shown().await;
    let seat = |of: &Value, whose: &Value| {
        let one = list(&of["seats"]).iter().find(|one| one["registration"] == *whose);
        one.map(|one| one["seat"].clone())
    };
    for one in list(&before["seats"]).iter().filter(|one| one["registration"] != json!(gone)) {
        let whose = &one["registration"];
        assert_eq!(seat(&after, whose), seat(&before, whose), "who has a seat keeps it");
    }
    assert_eq!(seat(&after, &json!(late)), seat(&before, &json!(gone)), "the one that is free");
}

/// The door shows no name; the list has them, but for the protected one.
/// Requirements: C-06, J-05, J-11
#[tokio::test]
async fn the_printed_folder_has_every_page_and_names_nobody_on_the_door() {
    let room = SeatedRoom::new().await;
    room.folder("seats", json!({})).await;
    let printed = room.liv.get(&format!("/room-folders/{}/folder.pdf", room.booking)).await.text();
    assert!(printed.starts_with("%PDF"), "{printed}");
    for page in ["Oppgaver i konvolutten", "Kandidatliste for", "Plasskart", "Romprotokoll for"] {
        assert!(printed.contains(page), "{page}: {printed}");
    }
    let door = printed.split("Hvor du sitter").nth(1).unwrap();
    let (door, rest) = door.split_once("Kandidatliste for").unwrap();
    assert!(!door.contains("Farah") && rest.contains("Farah, Amina"), "{printed}");
    assert!(!printed.contains("Skjold"), "a protected name is nowhere");
    let looks: i64 = sqlx::query_scalar("select count(*) from look where purpose = 'room-folder'")
        .fetch_one(&room.office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(looks, 8, "everybody on the list was looked at");
    let all = room.liv.get("/room-folders.pdf?day=2026-12-01").await;
    assert_eq!(all.status, StatusCode::OK);
    let none = room.liv.get("/room-folders.pdf?day=2026-12-02").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

/// Requirements: J-11
#[tokio::test]
async fn a_room_of_two_departments_is_nobody_s_who_knows_only_one() {
    let room = SeatedRoom::new().await;
    let path = format!("/room-folders/{}", room.booking);
    let link = format!("href=\"{path}\"");
    let rooms = format!("/exams/{}/room-bookings", room.history);
    assert!(room.liv.get(&rooms).await.text().contains(&link), "the exam leads to its folder");
    let own = room.office.sign_in("ingrid").await.get(&rooms).await.text();
    assert!(
        own.contains("TEO-101") && !own.contains(&link),
        "and nobody where there is none for her"
    );
    for key in ["ingrid", "per", "amina"] {
        let other = room.office.sign_in(key).await;
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{key}");
        let pdf = other.get(&format!("{path}/folder.pdf")).await;
        assert_eq!(pdf.status, StatusCode::NOT_FOUND, "{key}");
        let seats = other.call(&format!("/api{path}/seats"), json!({})).await;
        assert_eq!(seats.status, StatusCode::NOT_FOUND, "{key}");
    }
    assert_eq!(room.tor.get(&path).await.status, StatusCode::OK);
    let ingrid = room.office.sign_in("ingrid").await;
    let day = ingrid.get("/api/room-folders?day=2026-12-01").await.json();
    assert_eq!(day, json!([]));
    assert_eq!(room.tasks(&ingrid, "room_folder").await, [""; 0]);
}

/// Requirements: J-11
#[tokio::test]
async fn aids_are_stated_in_three_languages_by_the_exam_s_own_and_not_over_another_s_word() {
    let room = SeatedRoom::new().await;
    let ingrid = room.office.sign_in("ingrid").await;
    let path = format!("/exams/{}/aids", room.history);
    let half = [("allowed", "listed"), ("listed_nb", "Ordbok"), ("version", "0")];
    let refused = ingrid.post(&path, &half).await.text();
    assert!(refused.contains("Ordbok"), "what was typed stays: {refused}");
    let whole = json!({ "allowed": "listed", "listed_nb": "Ordbok", "listed_nn": "Ordbok",
        "listed_en": "Dictionary", "version": 0 });
    let api = format!("/api{path}");
    assert_eq!(ingrid.put(&api, whole.clone()).await.status, StatusCode::NO_CONTENT);
    assert_eq!(code(&ingrid.put(&api, whole).await), no("changed-meanwhile"));
    let again = json!({ "allowed": "some", "version": 1 });
    assert_eq!(ingrid.put(&api, again).await.status.as_u16(), 422);
    assert_eq!(ingrid.get(&api).await.json()["listed_en"], "Dictionary");
    for key in ["per", "tor"] {
        let other = room.office.sign_in(key).await;
        let none = json!({ "allowed": "none", "version": 1 });
        assert_eq!(other.put(&api, none).await.status, StatusCode::NOT_FOUND, "{key}");
    }
    for (language, title) in [("nn", "Tillatne hjelpemiddel"), ("en", "Aids allowed")] {
        room.office.reads("ingrid", language).await;
        let page = room.office.sign_in("ingrid").await.get(&path).await.text();
        assert!(page.contains(title), "{language}");
    }
    room.office.clock("2026-12-01T09:00:00+01:00").await;
    let late = json!({ "allowed": "none", "version": 1 });
    assert_eq!(code(&ingrid.put(&api, late).await), no("begun"));
}
