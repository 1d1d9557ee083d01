use crate::testing::{SeatedRoom, code, no};
use axum::http::StatusCode;
use office::PersonId;
use office::testing::{Answer, Browser};
use serde_json::{Value, json};

const MORNING: &str = "2026-12-01T08:30:00+01:00";
const AFTERNOON: &str = "2026-12-01T13:10:00+01:00";

/// The room on its day, with an invigilator in it who has no other role.
struct Day {
    room: SeatedRoom,
    anna: Browser,
}

impl Day {
    async fn new() -> Self {
        let room = SeatedRoom::new().await;
        room.equipped().await;
        room.folder("seats", json!({})).await;
        room.folder("sending", json!({})).await;
        let anna = invigilator(&room, "anna").await;
        room.office.clock(MORNING).await;
        Self { anna, room }
    }

    fn path(&self, under: &str) -> String {
        format!("/api/room-protocols/{}{under}", self.room.booking)
    }

    async fn shown(&self) -> Value {
        self.anna.get(&self.path("")).await.json()
    }

    /// Enters these statuses in the order of registrations, and these counts of both exams.
    async fn enter(&self, version: i32, statuses: &[&str], counts: [[i32; 2]; 2]) -> Answer {
        let registrations = self.room.registrations.iter();
        let attendance: Vec<_> = registrations
            .zip(statuses)
            .map(|(of, status)| json!({ "registration": of, "status": status }))
            .collect();
        let exams = [self.room.history, self.room.languages].into_iter().zip(counts);
        let counts: Vec<_> = exams
            .map(|(exam, [papers, answers])| {
                json!({ "exam": exam, "papers": papers, "answers": answers })
            })
            .collect();
        let body = json!({ "version": version, "aids_checked": true, "attendance": attendance,
            "counts": counts });
        self.anna.put(&self.path(""), body).await
    }

    async fn close(&self, version: i32) -> Answer {
        self.anna.call(&self.path("/closing"), json!({ "version": version })).await
    }
}

/// An invigilator with the only turn in the room.
async fn invigilator(room: &SeatedRoom, name: &str) -> Browser {
    let body = json!({ "given_name": name, "family_name": "Vaktmann", "language": "nb",
        "email": format!("{name}@vakt.example"), "head": true });
    let id = room.tor.call("/api/invigilation/people", body).await.json()["id"].clone();
    let id = id.as_str().unwrap().to_owned();
    let people = format!("/api/invigilation/people/{id}");
    let terms = json!({ "term": "2026-H", "hourly_pay": 240 });
    room.tor.put(&format!("{people}/engagement"), terms).await;
    let time = json!({ "day": "2026-12-01", "from": "07:00", "until": "17:00" });
    room.tor.call(&format!("{people}/availability"), time).await;
    let turns = format!("/api/invigilation/rooms/{}/turns", room.booking);
    let given = room.tor.call(&turns, json!({ "invigilator": id })).await;
    assert_eq!(given.status, StatusCode::CREATED, "{}", given.text());
    let found = sqlx::query_scalar("select person_id from invigilator where id = $1::uuid");
    let mut conn = room.office.node.store().pool.acquire().await.unwrap();
    let person = PersonId(found.bind(&id).fetch_one(&mut *conn).await.unwrap());
    drop(conn);
    room.office.sign_in_as(person).await
}

const ALL_HANDED_IN: [&str; 8] = ["handed_in"; 8];

/// One of history is absent, one withdraws, one of languages is blank.
const SOME: [&str; 8] = [
    "handed_in",
    "absent",
    "withdrew",
    "handed_in",
    "handed_in",
    "blank",
    "handed_in",
    "handed_in",
];

/// Requirements: C-06, J-11
#[tokio::test]
async fn whoever_has_charge_of_a_room_enters_and_closes_it_and_its_absences_go_on_to_the_exam() {
    let day = Day::new().await;
    assert_eq!(day.shown().await["protocol"]["open"], 8);
    assert_eq!(day.room.tasks(&day.room.liv, "room_protocol").await, [""; 0]);
    day.room.office.clock(AFTERNOON).await;
    let steps = day.room.tasks(&day.room.liv, "room_protocol").await;
    assert_eq!(steps, ["Close the room protocol"], "the hour is over");
    assert_eq!(day.enter(0, &SOME, [[3, 2], [4, 4]]).await.status, StatusCode::NO_CONTENT);
    let tallies = day.shown().await["protocol"]["tallies"].clone();
    let history = &tallies[0];
    assert_eq!(
        [&history["came"], &history["absent"], &history["withdrew"], &history["answered"]],
        [&json!(3), &json!(1), &json!(1), &json!(2)]
    );
    assert_eq!((&history["agrees"], &tallies[1]["agrees"]), (&json!(true), &json!(true)));
    assert_eq!(day.close(1).await.status, StatusCode::NO_CONTENT);
    assert_eq!(code(&day.close(2).await), no("closed"));
    assert_eq!(code(&day.enter(2, &SOME, [[3, 2], [4, 4]]).await), no("closed"));
    let ingrid = day.room.office.sign_in("ingrid").await;
    let steps = day.room.tasks(&ingrid, "room_protocol").await;
    assert_eq!(steps, ["Take the absences over from the room"]);
    let take = |exam| format!("/exams/{exam}/absences");
    let history = day.path(&take(day.room.history));
    assert_eq!(day.anna.call(&history, json!({})).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ingrid.call(&history, json!({})).await.json()["taken"], 2);
    assert_eq!(code(&ingrid.call(&history, json!({})).await), no("taken-over"));
    assert_eq!(day.room.tasks(&ingrid, "room_protocol").await, [""; 0]);
    let kinds: Vec<String> = sqlx::query_scalar(
        "select absence from exam_registration where exam_id = $1 and absence is not null order by 1",
    )
    .bind(day.room.history.0)
    .fetch_all(&day.room.office.node.store().pool)
    .await
    .unwrap();
    assert_eq!(kinds, ["absent", "withdrew"]);
    let languages = day.path(&take(day.room.languages));
    assert_eq!(ingrid.call(&languages, json!({})).await.status, StatusCode::NOT_FOUND);
}

/// One paper or answer more or fewer is a difference.
/// Requirements: C-06, J-11
#[tokio::test]
async fn what_does_not_agree_is_shown_and_explained_before_the_room_is_closed() {
    let day = Day::new().await;
    assert_eq!(code(&day.close(0).await), no("attendance-missing"));
    day.enter(0, &["present"; 8], [[4, 4], [4, 4]]).await;
    assert_eq!(code(&day.close(1).await), no("attendance-missing"), "present is not the last word");
    for (version, papers, answers) in [(1, 5, 4), (2, 4, 3)] {
        day.enter(version, &ALL_HANDED_IN, [[papers, answers], [4, 4]]).await;
        let refused = day.close(version + 1).await;
        assert_eq!(code(&refused), no("counts-differ"));
        let said = refused.text();
        assert!(said.contains("HIS-1001") && !said.contains("SPR-1001"), "{said}");
    }
    let page = format!("/room-protocols/{}", day.room.booking);
    assert!(day.anna.get(&page).await.text().contains("Besvarelser: -1"));
    let live = day.room.liv.get("/room-protocols?day=2026-12-01").await.text();
    assert!(live.contains("Stemmer ikke"), "{live}");
    let version = json!({ "version": 3, "aids_checked": false, "explanation": "One was torn" });
    day.anna.put(&day.path(""), version).await;
    assert_eq!(code(&day.close(4).await), no("aids-unchecked"));
    let version = json!({ "version": 4, "aids_checked": true, "explanation": "One was torn" });
    day.anna.put(&day.path(""), version).await;
    assert_eq!(day.close(5).await.status, StatusCode::NO_CONTENT);
}

/// Requirements: C-06
#[tokio::test]
async fn of_two_who_enter_at_once_one_is_told_that_it_has_changed() {
    let day = Day::new().await;
    let body = json!({ "version": 0, "aids_checked": true });
    let path = day.path("");
    let (one, two) =
        tokio::join!(day.anna.put(&path, body.clone()), day.room.liv.put(&path, body.clone()));
    let mut both = [code(&one), code(&two)];
    both.sort();
    assert_eq!(both, [(204, String::new()), no("changed-meanwhile")]);
}

/// Requirements: C-06, J-11
#[tokio::test]
async fn a_refused_form_keeps_all_that_was_typed() {
    let day = Day::new().await;
    let [one, two] = [day.room.registrations[0], day.room.registrations[1]];
    let (status, left) = (format!("status-{one}"), format!("left-{one}"));
    let other = format!("status-{two}");
    let fields = [
        ("version", "0"),
        (status.as_str(), "handed_in"),
        (left.as_str(), "25:99"),
        (other.as_str(), "absent"),
        ("explanation", "Flommen kom"),
        ("aids_checked", "yes"),
    ];
    let path = format!("/room-protocols/{}", day.room.booking);
    let page = day.anna.post(&path, &fields).await.text();
    for kept in ["value=\"25:99\"", "Flommen kom", "value=\"absent\" selected"] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert_eq!(day.shown().await["protocol"]["version"], 0, "nothing is entered");
    let outside = [("version", "0"), (status.as_str(), "handed_in"), (left.as_str(), "08:15")];
    assert!(day.anna.post(&path, &outside).await.text().contains("value=\"08:15\""));
}

/// Requirements: C-06, J-11
#[tokio::test]
async fn a_suspicion_leads_to_a_report_and_then_to_its_case() {
    let day = Day::new().await;
    let suspect = day.room.registrations[0];
    let events = day.path("/events");
    let whom = json!({ "kind": "suspicion", "at": "08:20", "what": "Notes in the sleeve" });
    assert_eq!(day.anna.call(&events, whom).await.status.as_u16(), 422, "of whom");
    let event = |at: &str| {
        json!({ "kind": "suspicion", "at": at, "registration": suspect,
            "what": "Notes in the sleeve" })
    };
    assert_eq!(day.anna.call(&events, event("08:31")).await.status.as_u16(), 422, "to come");
    assert_eq!(day.anna.call(&events, event("08:30")).await.status, StatusCode::CREATED);
    let page = format!("/room-protocols/{}", day.room.booking);
    let report = "action=\"/misconduct/find\"";
    assert!(!day.anna.get(&page).await.text().contains(report), "no invigilator reports");
    let officers = day.room.liv.get(&page).await.text();
    assert!(officers.contains(report) && officers.contains("Notes in the sleeve"), "{officers}");
    let body = json!({ "registration": suspect, "matter": "cheating", "source": "invigilation",
        "suspected": "forbidden_aids", "reported_on": "2026-12-01", "told_on": "2026-12-01",
        "chose": "to_finish", "observed": "Notes in the sleeve",
        "reporters": [{ "title": "Eksamensvakt", "name": "Anna Vaktmann" }] });
    let case = day.room.liv.call("/api/misconduct", body).await;
    assert_eq!(case.status, StatusCode::OK, "{}", case.text());
    let shown = day.room.liv.get(&day.path("")).await.json();
    assert_eq!(shown["events"][0]["misconduct"], case.json()["id"]);
    assert_eq!(day.shown().await["events"][0]["misconduct"], Value::Null, "nobody else's to know");
}

/// Requirements: C-06
#[tokio::test]
async fn a_room_is_entered_by_those_in_charge_on_its_day_and_seen_by_nobody_else() {
    let room = SeatedRoom::new().await;
    let anna = invigilator(&room, "anna").await;
    let path = format!("/api/room-protocols/{}", room.booking);
    let body = json!({ "version": 0 });
    assert_eq!(code(&anna.put(&path, body.clone()).await), no("not-yet"));
    room.office.clock(MORNING).await;
    for key in ["ingrid", "amina", "marit"] {
        let other = room.office.sign_in(key).await;
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{key}");
        assert_eq!(other.put(&path, body.clone()).await.status, StatusCode::NOT_FOUND, "{key}");
        let closing = format!("{path}/closing");
        let closed = other.call(&closing, json!({ "version": 0 })).await;
        assert_eq!(closed.status, StatusCode::NOT_FOUND, "{key}");
    }
    assert_eq!(anna.put(&path, body).await.status, StatusCode::NO_CONTENT);
    let reopen = format!("{path}/opening");
    let why = json!({ "why": "Wrong" });
    assert_eq!(anna.call(&reopen, why.clone()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(code(&room.liv.call(&reopen, why).await), no("not-closed"));
}

/// Requirements: C-06
#[tokio::test]
async fn a_closed_room_is_opened_again_by_its_officers_and_the_database_keeps_it_closed_until_then()
{
    let day = Day::new().await;
    day.enter(0, &ALL_HANDED_IN, [[4, 4], [4, 4]]).await;
    day.close(1).await;
    let sql = "update room_attendance set status = 'absent' where booking_id is not null";
    assert!(!day.room.office.lets("tor", sql).await, "closed");
    let reopen = day.path("/opening");
    assert_eq!(day.room.liv.call(&reopen, json!({ "why": " " })).await.status.as_u16(), 422);
    let why = json!({ "why": "Counted wrongly" });
    assert_eq!(day.room.liv.call(&reopen, why).await.status, StatusCode::NO_CONTENT);
    assert_eq!(day.shown().await["events"][0]["kind"], "opened_again");
    assert!(day.room.office.lets("tor", sql).await, "open");
}

/// Requirements: C-06
#[tokio::test]
async fn the_pages_speak_the_reader_s_language() {
    let day = Day::new().await;
    let page = format!("/room-protocols/{}", day.room.booking);
    for (language, title, live) in [
        ("nb", "Romprotokoll", "Rommene i dag"),
        ("nn", "Romprotokoll", "Romma i dag"),
        ("en", "Room protocol", "The rooms today"),
    ] {
        day.room.office.reads("liv", language).await;
        let liv = day.room.office.sign_in("liv").await;
        assert!(liv.get(&page).await.text().contains(title), "{language}");
        assert!(liv.get("/room-protocols").await.text().contains(live), "{language}");
    }
}
