//! What the tests of an exam's day share: a room in which two exams are held.

use crate::{MIGRATIONS, ROUTINES};
use ::store::Entry;
use axum::http::StatusCode;
use office::testing::{Answer, Browser, TestOffice};
use office::{ExamId, RegistrationId};
use rules::Language;
use serde_json::{Value, json};

/// The status of an answer, and the code of its refusal.
pub fn code(answer: &Answer) -> (u16, String) {
    let body = serde_json::from_slice::<Value>(&answer.body).unwrap_or_default();
    (answer.status.as_u16(), body["code"].as_str().unwrap_or_default().to_owned())
}

/// A refusal.
pub fn no(code: &str) -> (u16, String) {
    (409, code.to_owned())
}

/// The small room with eight seats on 1 December: four candidates of history, of whom one wishes for nynorsk
/// and one is protected, and four of the neighbour's languages.
pub struct SeatedRoom {
    /// The office.
    pub office: TestOffice,
    /// The central department's browser.
    pub tor: Browser,
    /// The faculty section's.
    pub liv: Browser,
    /// The exam of history.
    pub history: ExamId,
    /// The exam of languages.
    pub languages: ExamId,
    /// The reservation.
    pub booking: String,
    /// The registrations, those of history first.
    pub registrations: Vec<RegistrationId>,
}

impl SeatedRoom {
    /// Reserved and numbered; nobody has a seat yet.
    pub async fn new() -> Self {
        let at = "2026-11-02T10:00:00+01:00";
        let office = TestOffice::with_above(at, "demo-2026", ROUTINES, &[&MIGRATIONS]).await;
        let (tor, liv) = (office.sign_in("tor").await, office.sign_in("liv").await);
        let courses = office.world.courses;
        let history = office.exam(courses.history, "2026-12-01").await;
        let languages = office.exam(courses.languages, "2026-12-01").await;
        let mut booking = String::new();
        for exam in [history, languages] {
            let wish = json!({ "room": "TEO-101", "seats": 4, "share": true });
            let made = tor.call(&format!("/api/exams/{exam}/room-bookings"), wish).await;
            assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
            booking = made.json()["id"].as_str().unwrap().to_owned();
        }
        let mut registrations = Vec::new();
        for (exam, keys) in [
            (history, ["amina", "bjorn", "cecilie", "jenny"]),
            (languages, ["daniel", "emil", "frida", "gunnar"]),
        ] {
            for key in keys {
                let language = match key {
                    "bjorn" | "frida" => Language::Nn,
                    "daniel" => Language::En,
                    _ => Language::Nb,
                };
                registrations.push(office.registered(exam, key, language).await);
            }
            liv.call(&format!("/api/exams/{exam}/numbering"), json!({})).await;
        }
        let room = Self { office, tor, liv, history, languages, booking, registrations };
        for registration in &room.registrations {
            room.places(*registration).await;
        }
        room
    }

    /// Gives a candidate this room.
    pub async fn places(&self, registration: RegistrationId) {
        let sql = "update exam_registration set room_id = $2 where id = $1";
        let mut act = self.office.act().await;
        let set = sqlx::query(sql).bind(registration.0).bind(self.office.world.rooms.small.0);
        set.execute(act.conn()).await.expect("a place");
        act.commit(Entry::new("test.place", "registration", registration.0)).await.expect("placed");
    }

    /// Calls the folder of the room.
    pub async fn folder(&self, what: &str, body: Value) -> Answer {
        self.liv.call(&format!("/api/room-folders/{}/{what}", self.booking), body).await
    }

    /// The folder as it is shown to the faculty section.
    pub async fn shown(&self) -> Value {
        self.liv.get(&format!("/api/room-folders/{}", self.booking)).await.json()
    }

    /// Says which aids both exams allow, and puts their papers in.
    pub async fn equipped(&self) {
        for (exam, officer) in [(self.history, "ingrid"), (self.languages, "per")] {
            let officer = self.office.sign_in(officer).await;
            let none = json!({ "allowed": "none" });
            let said = officer.put(&format!("/api/exams/{exam}/aids"), none).await;
            assert_eq!(said.status, StatusCode::NO_CONTENT, "{}", said.text());
            for language in ["nb", "nn", "en"] {
                let fields = [("kind", "paper"), ("language", language)];
                let file = ("file", "paper.txt", "text/plain", b"Oppgave 1".as_slice());
                let path = format!("/exams/{exam}/documents");
                let added = officer.upload(&path, &fields, file).await;
                assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
            }
        }
    }

    /// The steps of a routine on somebody's desk.
    pub async fn tasks(&self, of: &Browser, routine: &str) -> Vec<String> {
        let desk = of.get("/api/desk").await.json();
        let own = desk.as_array().unwrap().iter().filter(|one| one["routine"] == routine);
        own.map(|one| one["step"]["en"].as_str().unwrap().to_owned()).collect()
    }
}
