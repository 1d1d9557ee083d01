use crate::{MIGRATIONS, ROUTINES};
use ::store::Entry;
use axum::http::StatusCode;
use office::testing::{Answer, Browser, TestOffice};
use office::{ExamId, PersonId};
use serde_json::{Value, json};

const TERM: &str = "2026-H";

/// An office with two written exams in December, each in the hall with sixty seats.
struct Days {
    office: TestOffice,
    tor: Browser,
    bookings: Vec<String>,
}

async fn booked(office: &TestOffice, tor: &Browser, course: office::CourseId, day: &str) -> String {
    let exam: ExamId = office.exam(course, day).await;
    let wish = json!({ "room": "TEO-H1", "seats": 60 });
    let made = tor.call(&format!("/api/exams/{exam}/room-bookings"), wish).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    made.json()["id"].as_str().unwrap().to_owned()
}

impl Days {
    async fn new() -> Self {
        let at = "2026-11-02T10:00:00+01:00";
        let office = TestOffice::with_above(at, "demo-2026", ROUTINES, &[&MIGRATIONS]).await;
        let tor = office.sign_in("tor").await;
        let courses = office.world.courses;
        let bookings = vec![
            booked(&office, &tor, courses.history, "2026-12-01").await,
            booked(&office, &tor, courses.languages, "2026-12-02").await,
        ];
        Self { office, tor, bookings }
    }

    /// An invigilator who is engaged, and can on these days of December.
    async fn invigilator(&self, name: &str, head: bool, days: &[&str]) -> String {
        let body = json!({ "given_name": name, "family_name": "Vaktmann", "language": "nn",
            "email": format!("{name}@vakt.example"), "head": head });
        let made = self.tor.call("/api/invigilation/people", body).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let id = made.json()["id"].as_str().unwrap().to_owned();
        let engage = json!({ "term": TERM, "hourly_pay": 240 });
        let path = format!("/api/invigilation/people/{id}/engagement");
        assert_eq!(self.tor.put(&path, engage).await.status, StatusCode::NO_CONTENT);
        for day in days {
            let time =
                json!({ "day": format!("2026-12-{day}"), "from": "08:00", "until": "16:00" });
            let path = format!("/api/invigilation/people/{id}/availability");
            assert_eq!(self.tor.call(&path, time).await.status, StatusCode::CREATED);
        }
        id
    }

    async fn person(&self, id: &str) -> PersonId {
        let found = sqlx::query_scalar("select person_id from invigilator where id = $1::uuid");
        let mut conn = self.office.node.store().pool.acquire().await.unwrap();
        PersonId(found.bind(id).fetch_one(&mut *conn).await.unwrap())
    }

    async fn as_invigilator(&self, id: &str) -> Browser {
        self.office.sign_in_as(self.person(id).await).await
    }

    async fn plan(&self) -> Value {
        self.tor.call("/api/invigilation/rota", json!({ "term": TERM })).await.json()
    }

    async fn rota(&self) -> Value {
        self.tor.get(&format!("/api/invigilation?term={TERM}")).await.json()
    }

    async fn give(&self, booking: usize, id: &str, head: bool) -> Answer {
        let path = format!("/api/invigilation/rooms/{}/turns", self.bookings[booking]);
        self.tor.call(&path, json!({ "invigilator": id, "head": head })).await
    }

    async fn tasks(&self) -> Vec<String> {
        let desk = self.tor.get("/api/desk").await.json();
        let own = desk.as_array().unwrap().iter().filter(|one| one["routine"] == "invigilation");
        own.map(|one| one["step"]["en"].as_str().unwrap().to_owned()).collect()
    }
}

fn code(answer: &Answer) -> (u16, String) {
    let body = serde_json::from_slice::<Value>(&answer.body).unwrap_or_default();
    (answer.status.as_u16(), body["code"].as_str().unwrap_or_default().to_owned())
}

fn no(code: &str) -> (u16, String) {
    (409, code.to_owned())
}

/// Sixty candidates need three invigilators and one with charge of the hall.
/// Requirements: A-17, D-02, J-13
#[tokio::test]
async fn the_rota_fills_what_can_be_filled_and_says_why_the_rest_is_open() {
    let days = Days::new().await;
    days.invigilator("anna", true, &["01", "02"]).await;
    for (name, on) in [("beate", "01"), ("carl", "01"), ("dag", "02")] {
        days.invigilator(name, false, &[on]).await;
    }
    assert_eq!(days.tasks().await, ["Give out the turns"]);
    let planned = days.plan().await;
    assert_eq!(planned, json!({ "given": 5, "open": 3, "proven": true }));
    let rota = days.rota().await;
    assert_eq!((&rota[0]["invigilators"], &rota[0]["head"]), (&json!(3), &json!(true)));
    assert_eq!(rota[0]["turns"].as_array().map(Vec::len), Some(3));
    assert_eq!(rota[0]["turns"][0]["head"], true);
    assert_eq!(rota[0]["turns"][0]["from"], "2026-12-01T07:30:00Z", "half an hour before");
    let open = &rota[1]["open"][0];
    assert_eq!((&open["missing"], &open["why"]["not_available"]), (&json!(2), &json!(2)));
    assert_eq!(open["why"]["busy"], 2, "those who are there already");
    assert_eq!(days.plan().await["given"], 0, "what stands is left as it is");
}

/// Requirements: D-02, J-13
#[tokio::test]
async fn a_turn_is_given_by_hand_to_nobody_whom_it_does_not_suit() {
    let days = Days::new().await;
    let anna = days.invigilator("anna", false, &["01"]).await;
    assert_eq!(code(&days.give(1, &anna, false).await), no("not-available"));
    assert_eq!(code(&days.give(0, &anna, true).await), no("not-head"));
    let nobody = uuid::Uuid::now_v7().to_string();
    assert_eq!(code(&days.give(0, &nobody, false).await), no("not-engaged"));
    assert_eq!(days.give(0, &anna, false).await.status, StatusCode::CREATED);
    assert_eq!(code(&days.give(0, &anna, false).await), no("busy"));
    for name in ["beate", "carl"] {
        let id = days.invigilator(name, false, &["01"]).await;
        assert_eq!(days.give(0, &id, false).await.status, StatusCode::CREATED);
    }
    let last = days.invigilator("dag", false, &["01"]).await;
    assert_eq!(code(&days.give(0, &last, false).await), no("enough"));
    days.office.clock("2026-12-01T08:30:00+01:00").await;
    assert_eq!(code(&days.give(0, &last, false).await), no("over"));
}

/// Requirements: D-02
#[tokio::test]
async fn of_two_who_give_the_last_turn_at_once_one_does() {
    let days = Days::new().await;
    let head = days.invigilator("anna", true, &["01"]).await;
    let other = days.invigilator("beate", true, &["01"]).await;
    let unni = days.office.sign_in("unni").await;
    let path = format!("/api/invigilation/rooms/{}/turns", days.bookings[0]);
    let wish = |id: &str| json!({ "invigilator": id, "head": true });
    let (one, two) =
        tokio::join!(days.tor.call(&path, wish(&head)), unni.call(&path, wish(&other)));
    let mut both = [code(&one), code(&two)];
    both.sort();
    assert_eq!(both, [(201, String::new()), no("enough")]);
}

/// Requirements: D-02, J-13
#[tokio::test]
async fn whoever_is_engaged_gets_a_letter_and_another_with_every_change() {
    let days = Days::new().await;
    let anna = days.invigilator("anna", true, &["01", "02"]).await;
    let engaged = days.office.letters("invigilator_engagement").await;
    assert_eq!(
        (&engaged[0]["hourly_pay"], &engaged[0]["head_invigilator"]),
        (&json!(240), &json!(true))
    );
    let turn = days.give(0, &anna, true).await.json()["id"].as_str().unwrap().to_owned();
    assert!(days.tasks().await.contains(&"Send schedules and changes".to_owned()));
    let own = days.as_invigilator(&anna).await;
    let mine = own.get("/api/my/invigilation").await.json();
    assert_eq!(mine["turns"], json!([]), "nothing is shown that has not been told");
    let tell = async || days.tor.call("/api/invigilation/letters", json!({ "term": TERM })).await;
    assert_eq!(tell().await.json()["letters"], 1);
    assert_eq!(code(&tell().await), no("nothing-new"));
    assert_eq!(own.get("/api/my/invigilation").await.json()["turns"][0]["id"], json!(turn));
    let end = format!("/api/invigilation/turns/{turn}/end");
    assert_eq!(days.tor.call(&end, json!({})).await.status, StatusCode::NO_CONTENT);
    days.give(1, &anna, true).await;
    assert_eq!(tell().await.json()["letters"], 1);
    let letters = days.office.letters("invigilator_schedule").await;
    let news = |at: usize| {
        let turns = letters[at]["turns"].as_array().unwrap().iter();
        turns.map(|turn| turn["news"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        (news(0), news(1)),
        (vec!["new".to_owned()], vec!["cancelled".into(), "new".into()])
    );
    assert_eq!((&letters[0]["changed"], &letters[1]["changed"]), (&json!(false), &json!(true)));
}

/// Requirements: D-02
#[tokio::test]
async fn each_says_herself_when_she_can_and_nobody_elses_time_is_hers_to_say() {
    let days = Days::new().await;
    let anna = days.invigilator("anna", false, &[]).await;
    let beate = days.invigilator("beate", false, &[]).await;
    let own = days.as_invigilator(&anna).await;
    let time =
        |from: &str, until: &str| json!({ "day": "2026-12-01", "from": from, "until": until });
    let at = |id: &str| format!("/api/invigilation/people/{id}/availability");
    assert_eq!(own.call(&at(&beate), time("08:00", "16:00")).await.status, StatusCode::NOT_FOUND);
    let noted = own.call(&at(&anna), time("08:00", "16:00")).await;
    assert_eq!(noted.status, StatusCode::CREATED);
    for (from, until) in [("16:00", "16:00"), ("15:59", "17:00")] {
        let wrong = own.call(&at(&anna), time(from, until)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{from}");
    }
    assert_eq!(own.call(&at(&anna), time("16:00", "17:00")).await.status, StatusCode::CREATED);
    days.give(0, &anna, false).await;
    let remove = |answer: &Answer| {
        format!("/api/invigilation/availability/{}/remove", answer.json()["id"].as_str().unwrap())
    };
    assert_eq!(code(&own.call(&remove(&noted), json!({})).await), no("turn-stands"));
    let other = days.as_invigilator(&beate).await;
    assert_eq!(other.call(&remove(&noted), json!({})).await.status, StatusCode::NOT_FOUND);
}

/// Tor and Unni keep the invigilators; Tor is one himself.
/// Requirements: D-03, L-17
#[tokio::test]
async fn nobody_certifies_her_own_hours_or_those_she_has_entered() {
    let days = Days::new().await;
    let tor = office::world::CastMember::named("tor").id();
    let id = days.invigilator("anna", false, &["01"]).await;
    let mut act = days.office.act().await;
    sqlx::query("update invigilator set person_id = $1 where id = $2::uuid")
        .bind(tor.0)
        .bind(&id)
        .execute(act.conn())
        .await
        .unwrap();
    act.commit(Entry::new("test.invigilator", "invigilator", uuid::Uuid::nil())).await.unwrap();
    let turn = days.give(0, &id, false).await.json()["id"].as_str().unwrap().to_owned();
    let hours = format!("/api/invigilation/turns/{turn}/hours");
    let attest = format!("/api/invigilation/turns/{turn}/attest");
    let body = |until: &str| json!({ "from": "2026-12-01T08:30", "until": until });
    assert_eq!(code(&days.tor.put(&hours, body("2026-12-01T13:30")).await), no("not-over"));
    days.office.clock("2026-12-01T13:30:00+01:00").await;
    let unni = days.office.sign_in("unni").await;
    assert_eq!(code(&unni.call(&attest, json!({})).await), no("not-reported"));
    let far = days.tor.put(&hours, body("2026-12-01T15:31")).await;
    assert_eq!(far.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(unni.put(&hours, body("2026-12-01T15:30")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(code(&unni.call(&attest, json!({})).await), no("own-report"));
    assert_eq!(code(&days.tor.call(&attest, json!({})).await), no("own-hours"));
    assert_eq!(days.tor.put(&hours, body("2026-12-01T13:45")).await.status, StatusCode::NO_CONTENT);
    let ingrid = days.office.sign_in("ingrid").await;
    assert_eq!(ingrid.call(&attest, json!({})).await.status, StatusCode::NOT_FOUND, "no role");
    assert!(days.tasks().await.contains(&"Certify hours".to_owned()));
    assert_eq!(unni.call(&attest, json!({})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(code(&unni.call(&attest, json!({})).await), no("attested"));
    assert_eq!(code(&days.tor.put(&hours, body("2026-12-01T14:00")).await), no("attested"));
    let paid = unni.get(&format!("/api/invigilation/hours?term={TERM}")).await.json();
    assert_eq!(paid["paid"][0]["minutes"], 315);
    assert_eq!(paid["paid"][0]["kroner"], "1260", "five and a quarter hours at 240");
    let file = unni.get(&format!("/invigilation/hours.csv?term={TERM}")).await.text();
    assert!(file.contains("2026-12-01;08:30;13:45;315;240;1260"), "{file}");
}

/// Requirements: D-03
#[tokio::test]
async fn the_database_itself_lets_nobody_certify_her_own_hours() {
    let days = Days::new().await;
    let anna = days.invigilator("anna", false, &["01"]).await;
    let turn = days.give(0, &anna, false).await.json()["id"].as_str().unwrap().to_owned();
    let own = days.person(&anna).await;
    let tor = office::world::CastMember::named("tor").id();
    let unni = office::world::CastMember::named("unni").id();
    for (reported_by, attested_by, fits) in
        [(tor, own, false), (tor, tor, false), (own, own, false), (own, unni, true)]
    {
        let mut act = days.office.act().await;
        let written = sqlx::query(
            "insert into invigilator_hours
            select id, from_at, until_at, until_at, $2, until_at, $3 from invigilator_turn
            where id = $1::uuid",
        )
        .bind(&turn)
        .bind(reported_by.0)
        .bind(attested_by.0)
        .execute(act.conn())
        .await;
        assert_eq!(written.is_ok(), fits);
    }
}

/// Requirements: D-02
#[tokio::test]
async fn a_turn_that_does_not_follow_its_room_is_a_task() {
    let days = Days::new().await;
    let anna = days.invigilator("anna", true, &["01"]).await;
    days.give(0, &anna, true).await;
    let mut act = days.office.act().await;
    sqlx::query(
        "update room_booking set from_at = from_at + interval '1 hour',
            until_at = until_at + interval '1 hour' where id = $1::uuid",
    )
    .bind(&days.bookings[0])
    .execute(act.conn())
    .await
    .unwrap();
    act.commit(Entry::new("test.move", "room_booking", uuid::Uuid::nil())).await.unwrap();
    assert!(days.tasks().await.contains(&"Move turns that do not follow their room".to_owned()));
}

/// Requirements: A-01, D-02
#[tokio::test]
async fn the_pages_are_the_central_departments_and_the_invigilators_own_in_three_languages() {
    let days = Days::new().await;
    let anna = days.invigilator("anna", true, &["01"]).await;
    let rota = format!("/invigilation?term={TERM}");
    for key in ["ingrid", "liv", "amina"] {
        let page = days.office.sign_in(key).await.get(&rota).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{key}");
    }
    let posted = days.tor.post("/invigilation/rota", &[("term", TERM)]).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER);
    let page = days.tor.get(&rota).await.text();
    assert!(page.contains("Vaktmann, anna") && page.contains("hovedvakt"), "{page}");
    days.tor.post("/invigilation/letters", &[("term", TERM)]).await;
    let own = days.as_invigilator(&anna).await;
    let mine = own.get("/my/invigilation").await.text();
    assert!(mine.contains("TEO-H1") && mine.contains("Vaktplanen min"), "{mine}");
    assert!(own.get("/my/letters").await.status == StatusCode::OK);
    for path in [
        format!("/invigilation/rooms/{}", days.bookings[0]),
        format!("/invigilation/people?term={TERM}"),
        format!("/invigilation/people/{anna}?term={TERM}"),
        format!("/invigilation/hours?term={TERM}"),
    ] {
        assert_eq!(days.tor.get(&path).await.status, StatusCode::OK, "{path}");
    }
    for (language, title) in [("nn", "Manglar"), ("en", "Missing")] {
        days.office.reads("unni", language).await;
        let page = days.office.sign_in("unni").await.get(&rota).await.text();
        assert!(page.contains(title), "{language}");
    }
}

/// Requirements: D-01, D-02
#[tokio::test]
async fn whose_room_is_given_back_is_listed_and_told_with_the_next_letter() {
    let days = Days::new().await;
    let anna = days.invigilator("anna", true, &["01"]).await;
    days.give(0, &anna, true).await;
    let tell = async || days.tor.call("/api/invigilation/letters", json!({ "term": TERM })).await;
    assert_eq!(tell().await.status, StatusCode::OK);
    let listed = async || days.tor.get("/api/invigilation/without-room").await.json();
    assert_eq!(listed().await, json!([]));
    let path = format!("/api/room-bookings/{}", days.bookings[0]);
    let exam = days.tor.get("/api/room-bookings?day=2026-12-01").await.json();
    let exam = exam[0]["exams"][0]["exam"].clone();
    let cancel = json!({ "exam": exam, "why": "The hall is flooded" });
    let gone = days.tor.call(&format!("{path}/cancel"), cancel).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT, "{}", gone.text());
    assert_eq!(listed().await[0]["invigilator"], json!(anna));
    assert!(days.tasks().await.contains(&"Send schedules and changes".to_owned()));
    let page = days.tor.get(&format!("/invigilation?term={TERM}")).await.text();
    assert!(page.contains("Vakter i rom som ikke lenger er reservert"), "{page}");
    assert_eq!(tell().await.json()["letters"], 1);
    let letters = days.office.letters("invigilator_schedule").await;
    assert_eq!(letters[1]["turns"][0]["news"], "cancelled");
    assert_eq!(listed().await, json!([]), "the turn is taken away");
}

/// Requirements: D-01, D-02
#[tokio::test]
async fn an_exam_s_pages_lead_to_its_rooms_and_invigilators() {
    let days = Days::new().await;
    let anna = days.invigilator("anna", true, &["01"]).await;
    days.give(0, &anna, true).await;
    let booked = days.tor.get("/api/room-bookings?day=2026-12-01").await.json();
    let exam = booked[0]["exams"][0]["exam"].as_str().unwrap().to_owned();
    let (rooms, watched) =
        (format!("/exams/{exam}/room-bookings"), format!("/exams/{exam}/invigilation"));
    for from in [format!("/exams/{exam}"), rooms.clone(), watched.clone()] {
        let page = days.tor.get(&from).await.text();
        for to in [&rooms, &watched] {
            assert!(page.contains(&format!("<a href=\"{to}\"")), "{from} leads to {to}");
        }
    }
    assert!(days.tor.get(&watched).await.text().contains("Vaktmann"));
    let rota = days.tor.get(&format!("/api{watched}")).await.json();
    assert_eq!(rota[0]["turns"][0]["invigilator"], json!(anna));
    let ingrid = days.office.sign_in("ingrid").await;
    let page = ingrid.get(&rooms).await.text();
    assert!(page.contains("TEO-H1") && !page.contains(&watched), "not the officer's");
    assert_eq!(ingrid.get(&watched).await.status, StatusCode::NOT_FOUND);
}
