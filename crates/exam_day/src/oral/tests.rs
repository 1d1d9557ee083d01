use crate::{MIGRATIONS, ROUTINES};
use ::store::Entry;
use axum::http::StatusCode;
use office::testing::{Answer, Browser, TestOffice};
use office::world::CastMember;
use office::{ExamId, PersonId};
use rules::Language;
use serde_json::{Value, json};

async fn office() -> TestOffice {
    let at = "2026-10-12T10:00:00+02:00";
    TestOffice::with_above(at, "demo-2026", ROUTINES, &[&MIGRATIONS]).await
}

async fn sql(office: &TestOffice, statement: &str, exam: ExamId) {
    let mut act = office.act().await;
    let statement = sqlx::AssertSqlSafe(statement.to_owned());
    sqlx::query(statement).bind(exam.0).execute(act.conn()).await.expect("a statement");
    act.commit(Entry::new("test.sql", "exam", exam.0)).await.expect("an act");
}

/// An oral of the department on 1 December with these candidates.
async fn oral(office: &TestOffice, candidates: &[&str]) -> ExamId {
    let exam = office.exam(office.world.courses.history, "2026-12-01").await;
    sql(office, "update course set form = 'oral' from exam where exam.course_id = course.id and exam.id = $1", exam)
        .await;
    for key in candidates {
        office.registered(exam, key, Language::Nb).await;
    }
    exam
}

fn id(key: &str) -> PersonId {
    CastMember::named(key).id()
}

fn said(answer: &Answer) -> (u16, String) {
    let body = serde_json::from_slice::<Value>(&answer.body).unwrap_or_default();
    (answer.status.as_u16(), body["code"].as_str().unwrap_or_default().to_owned())
}

fn no(code: &str) -> (u16, String) {
    (409, code.to_owned())
}

fn at(exam: ExamId) -> String {
    format!("/api/exams/{exam}/oral")
}

async fn read(browser: &Browser, exam: ExamId) -> Value {
    browser.get(&at(exam)).await.json()
}

async fn version(browser: &Browser, exam: ExamId) -> Value {
    read(browser, exam).await["settings"]["version"].clone()
}

/// Calls a step of the exam with the version that stands.
async fn step(browser: &Browser, exam: ExamId, path: &str, mut body: Value) -> Answer {
    body["version"] = version(browser, exam).await;
    browser.call(path, body).await
}

/// A session on a day with Marit and Geir; its id.
async fn session(browser: &Browser, exam: ExamId, day: &str, hours: (&str, &str)) -> Answer {
    let body = json!({ "from": format!("{day}T{}", hours.0), "until": format!("{day}T{}", hours.1),
        "examiners": [id("marit"), id("geir")], "decided": "E-mail of 5 October" });
    step(browser, exam, &format!("{}/sessions", at(exam)), body).await
}

/// A session from nine until noon in the small room, in which everybody has a time.
async fn placed(office: &TestOffice, candidates: &[&str]) -> (ExamId, String, Browser) {
    let exam = oral(office, candidates).await;
    let ingrid = office.sign_in("ingrid").await;
    let made = session(&ingrid, exam, "2026-12-01", ("09:00", "12:00")).await.json();
    let session = made["id"].as_str().unwrap().to_owned();
    let room = json!({ "room": "TEO-101" });
    let path = format!("/api/oral-sessions/{session}/room");
    assert_eq!(step(&ingrid, exam, &path, room).await.status, StatusCode::NO_CONTENT);
    let done = step(&ingrid, exam, &format!("{}/places", at(exam)), json!({})).await.json();
    assert_eq!((&done["placed"], &done["left"]), (&json!(candidates.len()), &json!(0)));
    (exam, session, ingrid)
}

async fn publish(browser: &Browser, exam: ExamId) -> Answer {
    step(browser, exam, &format!("{}/publication", at(exam)), json!({})).await
}

/// The candidate of a family name, as the oral shows her.
async fn one(browser: &Browser, exam: ExamId, family: &str) -> Value {
    let oral = read(browser, exam).await;
    let all = oral["candidates"].as_array().unwrap();
    all.iter().find(|one| one["name"].as_str().unwrap().starts_with(family)).unwrap().clone()
}

async fn shift(browser: &Browser, exam: ExamId, family: &str, begins: &str) -> Answer {
    let own = one(browser, exam, family).await;
    let body = json!({ "session": own["session"], "begins": format!("2026-12-01T{begins}") });
    let path = format!("{}/candidates/{}", at(exam), own["registration"].as_str().unwrap());
    step(browser, exam, &path, body).await
}

/// Requirements: A-05, J-08, B-16
#[tokio::test]
async fn the_subject_group_sets_day_and_committee_and_an_officer_says_where_it_has() {
    let office = office().await;
    let exam = oral(&office, &["amina"]).await;
    let path = format!("{}/sessions", at(exam));
    let body = |examiners: &[&str]| {
        json!({ "from": "2026-12-03T09:00", "until": "2026-12-03T12:00",
            "examiners": examiners.iter().map(|key| id(key)).collect::<Vec<_>>() })
    };
    let (siri, ingrid) = (office.sign_in("siri").await, office.sign_in("ingrid").await);
    let alone = step(&siri, exam, &path, body(&["marit"])).await;
    assert_eq!(said(&alone), no("too-few"), "{}", alone.text());
    assert_eq!(
        step(&siri, exam, &path, body(&["marit", "geir"])).await.status,
        StatusCode::CREATED
    );
    let silent = step(&ingrid, exam, &path, body(&["hilde", "knut"])).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text().contains("decided"), "{}", silent.text());
    let second = session(&ingrid, exam, "2026-12-04", ("09:00", "12:00")).await;
    assert_eq!(second.status, StatusCode::CREATED);
    assert_eq!(read(&ingrid, exam).await["date_set_by"], "subject_group");
    let per = office.sign_in("per").await;
    let body = json!({ "version": 2, "from": "2026-12-04T09:00", "until": "2026-12-04T12:00", "examiners": [] });
    assert_eq!(per.call(&path, body).await.status, StatusCode::NOT_FOUND);
    assert_eq!(per.get(&at(exam)).await.status, StatusCode::NOT_FOUND);
}

/// Requirements: J-08
#[tokio::test]
async fn in_teacher_education_the_exam_plan_sets_the_day() {
    let office = office().await;
    // A course keeps its category once somebody has signed up.
    let exam = oral(&office, &[]).await;
    let teacher = "update course set classification = 'LÆRER' from exam
        where exam.course_id = course.id and exam.id = $1";
    sql(&office, teacher, exam).await;
    office.registered(exam, "amina", Language::Nb).await;
    let siri = office.sign_in("siri").await;
    let other = session(&siri, exam, "2026-12-02", ("09:00", "12:00")).await;
    assert_eq!(said(&other), no("not-exam-day"));
    let own = session(&siri, exam, "2026-12-01", ("09:00", "12:00")).await;
    assert_eq!(own.status, StatusCode::CREATED);
    assert_eq!(read(&siri, exam).await["date_set_by"], "exam_plan");
}

/// Requirements: B-16, B-28, J-09, J-10, J-12
#[tokio::test]
async fn each_candidate_is_told_her_own_time_and_place_and_each_examiner_who_comes_when() {
    let office = office().await;
    let (exam, session, ingrid) = placed(&office, &["amina", "bjorn", "cecilie"]).await;
    let (amina, marit) = (office.sign_in("amina").await, office.sign_in("marit").await);
    let protocol = format!("/oral-sessions/{session}/protocol.pdf");
    assert_eq!(
        amina.get("/api/my/orals").await.json()["places"],
        json!([]),
        "nothing is published"
    );
    assert_eq!(marit.get(&protocol).await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.letters("oral_notice").await.len(), 0);

    let told = publish(&ingrid, exam).await.json();
    assert_eq!((&told["candidates"], &told["examiners"]), (&json!(3), &json!(2)));
    let letters = office.letters("oral_notice").await;
    let begins: Vec<_> = letters.iter().map(|one| one["begins"].as_str().unwrap()).collect();
    let mut sorted = begins.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, ["2026-12-01T09:00:00", "2026-12-01T09:30:00", "2026-12-01T10:00:00"]);
    assert!(letters.iter().all(|one| one["minutes"] == 25 && one["before"].is_null()));
    let own = &amina.get("/api/my/orals").await.json()["places"][0];
    let hers = one(&ingrid, exam, "Farah").await;
    assert_eq!((&own["begins"], &own["minutes"]), (&hers["begins"], &json!(25)));
    assert!(amina.get("/my/orals").await.text().contains("1. desember 2026"));
    assert_eq!(amina.get(&protocol).await.status, StatusCode::NOT_FOUND);

    let printed = marit.get(&protocol).await.text();
    for word in ["Farah, Amina", "Åsen, Bjørn", "Ødegård, Cecilie", "09.00–09.25", "Marit Foss"]
    {
        assert!(printed.contains(word), "no {word} in {printed}");
    }
    assert_eq!(marit.get("/api/my/orals").await.json()["sessions"][0]["session"], json!(session));
    let registered: i64 = sqlx::query_scalar(
        "select count(*) from exam_registration where exam_id = $1 and begins_at is not null
            and minutes = 25 and room_id is not null",
    )
    .bind(exam.0)
    .fetch_one(&office.node.store().pool)
    .await
    .unwrap();
    assert_eq!(registered, 3, "her calendar reads it there");
}

/// Requirements: J-09
#[tokio::test]
async fn a_change_after_publication_is_told_to_exactly_those_whom_it_concerns() {
    let office = office().await;
    let (exam, _, ingrid) = placed(&office, &["amina", "bjorn", "cecilie"]).await;
    assert_eq!(publish(&ingrid, exam).await.status, StatusCode::OK);
    assert_eq!(said(&publish(&ingrid, exam).await), no("nothing-new"));
    let before = one(&ingrid, exam, "Farah").await["begins"].clone();
    assert_eq!(shift(&ingrid, exam, "Farah", "11:00").await.json(), json!([]));
    let amina = office.sign_in("amina").await;
    let own = amina.get("/api/my/orals").await.json();
    assert_eq!(own["places"][0]["begins"], before, "she is told when it is published again");
    let told = publish(&ingrid, exam).await.json();
    assert_eq!((&told["candidates"], &told["examiners"]), (&json!(1), &json!(2)));
    let letters = office.letters("oral_notice").await;
    assert_eq!(letters.len(), 4);
    let last = &letters[3];
    assert_eq!(last["begins"], "2026-12-01T11:00:00");
    assert!(last["before"]["begins"].is_string(), "the old time stands in it");
    let examiners = office.letters("oral_examiner_notice").await;
    assert_eq!(examiners.iter().filter(|one| one["changed"] == true).count(), 2);
    // Whoever has been told keeps her place when a newcomer gets hers.
    office.registered(exam, "daniel", Language::En).await;
    assert_eq!(said(&publish(&ingrid, exam).await), no("no-place"));
    let done = step(&ingrid, exam, &format!("{}/places", at(exam)), json!({})).await.json();
    assert_eq!((&done["placed"], &done["left"]), (&json!(4), &json!(0)));
    assert_eq!(publish(&ingrid, exam).await.json()["candidates"], 1);
}

/// Requirements: J-09, B-28
#[tokio::test]
async fn a_move_tells_at_once_what_it_breaks_and_nothing_broken_is_published() {
    let office = office().await;
    let (exam, _, ingrid) = placed(&office, &["amina", "bjorn"]).await;
    let first = one(&ingrid, exam, "Farah").await["begins"] == "2026-12-01T08:00:00Z";
    let (other, at_once) = if first { ("Åsen", "09:10") } else { ("Farah", "09:10") };
    let broken = shift(&ingrid, exam, other, at_once).await.json();
    assert_eq!(broken[0]["code"], "overlap", "{broken}");
    assert_eq!(said(&publish(&ingrid, exam).await), no("overlap"));
    assert_eq!(shift(&ingrid, exam, other, "11:35").await.json(), json!([]));
    let late = shift(&ingrid, exam, other, "11:36").await.json();
    assert_eq!(late[0]["code"], "outside-session");
    let own = one(&ingrid, exam, other).await;
    let path = format!("{}/candidates/{}", at(exam), own["registration"].as_str().unwrap());
    let elsewhere = json!({ "session": own["session"], "begins": "2026-12-02T10:00" });
    assert_eq!(
        step(&ingrid, exam, &path, elsewhere).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

/// Requirements: B-28, J-09
#[tokio::test]
async fn more_time_another_exam_and_an_examiner_who_is_not_impartial_are_heeded() {
    let office = office().await;
    let exam = oral(&office, &["amina", "bjorn", "cecilie"]).await;
    let written = office.exam(office.world.courses.languages, "2026-12-01").await;
    office.registered(written, "bjorn", Language::Nn).await;
    let ingrid = office.sign_in("ingrid").await;
    for hours in [("09:00", "12:00"), ("14:00", "16:00")] {
        session(&ingrid, exam, "2026-12-01", hours).await;
    }
    let facts = async |family: &str, body: Value| {
        let own = one(&ingrid, exam, family).await;
        let registration = own["registration"].as_str().unwrap();
        let path = format!("{}/candidates/{registration}/facts", at(exam));
        step(&ingrid, exam, &path, body).await.status
    };
    let unexplained = json!({ "extra_minutes": 10 });
    assert_eq!(facts("Farah", unexplained).await, StatusCode::UNPROCESSABLE_ENTITY);
    let too_much = json!({ "extra_minutes": 241, "granted": "2026/77" });
    assert_eq!(facts("Farah", too_much).await, StatusCode::UNPROCESSABLE_ENTITY);
    let granted = json!({ "extra_minutes": 10, "granted": "2026/77" });
    assert_eq!(facts("Farah", granted).await, StatusCode::NO_CONTENT);
    let partial = json!({ "not_with": [id("marit")] });
    assert_eq!(facts("Ødegård", partial).await, StatusCode::NO_CONTENT);
    let done = step(&ingrid, exam, &format!("{}/places", at(exam)), json!({})).await.json();
    assert_eq!((&done["placed"], &done["left"]), (&json!(2), &json!(1)), "Marit sits in both");
    assert_eq!(one(&ingrid, exam, "Farah").await["minutes"], 35);
    // The written exam is over at one: an hour later is two.
    assert_eq!(one(&ingrid, exam, "Åsen").await["begins"], "2026-12-01T13:00:00Z");
    assert_eq!(one(&ingrid, exam, "Ødegård").await["begins"], Value::Null);
}

/// Requirements: B-28
#[tokio::test]
async fn nobody_examines_in_two_places_at_a_time_or_while_away() {
    let office = office().await;
    let (exam, _, ingrid) = placed(&office, &["amina"]).await;
    let twice = session(&ingrid, exam, "2026-12-01", ("11:59", "13:00")).await;
    assert_eq!(said(&twice), no("examiner-twice"));
    let after = session(&ingrid, exam, "2026-12-01", ("12:00", "13:00")).await;
    assert_eq!(after.status, StatusCode::CREATED);
    let away =
        json!({ "examiner": id("geir"), "from": "2026-12-01T08:00", "until": "2026-12-01T10:00" });
    let path = format!("{}/away", at(exam));
    let made = step(&ingrid, exam, &path, away).await.json();
    assert_eq!(read(&ingrid, exam).await["broken"][0]["code"], "examiner-away");
    let back = format!("/api/oral-away/{}/remove", made["id"].as_str().unwrap());
    assert_eq!(step(&ingrid, exam, &back, json!({})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(read(&ingrid, exam).await["broken"], json!([]));
}

/// Requirements: B-28, J-12
#[tokio::test]
async fn of_two_who_change_a_plan_at_once_one_does_and_the_other_looks_anew() {
    let office = office().await;
    let (exam, session, ingrid) = placed(&office, &["amina"]).await;
    let body = json!({ "version": version(&ingrid, exam).await });
    let other = office.sign_in("ingrid").await;
    let path = format!("{}/publication", at(exam));
    let (one, two) = tokio::join!(ingrid.call(&path, body.clone()), other.call(&path, body));
    let mut both = [one.status.as_u16(), two.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [200, 409]);
    assert_eq!(office.letters("oral_notice").await.len(), 1);
    let again = json!({ "room": "TEO-H1" });
    let path = format!("/api/oral-sessions/{session}/room");
    assert_eq!(said(&step(&ingrid, exam, &path, again).await), no("has-room"));
}

/// Requirements: B-28, B-29, J-12
#[tokio::test]
async fn what_an_oral_needs_next_is_a_task_with_its_day_until_the_room_is_cleared() {
    let office = office().await;
    let exam = oral(&office, &["amina"]).await;
    let (siri, ingrid) = (office.sign_in("siri").await, office.sign_in("ingrid").await);
    let tasks = async |browser: &Browser| {
        let desk = browser.get("/api/desk").await.json();
        let own = desk.as_array().unwrap().iter().filter(|one| one["routine"] == "oral");
        let word = |one: &Value, field: &str| one[field].as_str().unwrap_or_default().to_owned();
        own.map(|one| format!("{} {}", one["step"]["en"].as_str().unwrap(), word(one, "due_on")))
            .collect::<Vec<_>>()
    };
    assert_eq!(tasks(&siri).await, ["Set day and committee of the oral exam 2026-11-03"]);
    let made = session(&ingrid, exam, "2026-12-01", ("09:00", "12:00")).await.json();
    let session = format!("/api/oral-sessions/{}", made["id"].as_str().unwrap());
    assert_eq!(tasks(&ingrid).await, ["Reserve rooms for the oral exam 2026-11-03"]);
    let room = json!({ "room": "TEO-101" });
    step(&ingrid, exam, &format!("{session}/room"), room).await;
    assert_eq!(tasks(&ingrid).await, ["Give candidates their times 2026-11-24"]);
    step(&ingrid, exam, &format!("{}/places", at(exam)), json!({})).await;
    assert_eq!(tasks(&ingrid).await, ["Tell candidates time and place 2026-11-24"]);
    publish(&ingrid, exam).await;
    assert_eq!(tasks(&ingrid).await, [""; 0]);
    office.clock("2026-11-29T09:00:00+01:00").await;
    assert_eq!(tasks(&ingrid).await, [""; 0], "two days before, to the minute");
    office.clock("2026-11-29T09:01:00+01:00").await;
    assert_eq!(tasks(&ingrid).await, ["Set up the room 2026-12-01"]);
    let ready = format!("{session}/ready");
    let early = step(&ingrid, exam, &ready, json!({ "step": "cleared" })).await;
    assert_eq!(said(&early), no("not-over"));
    let set_up = json!({ "step": "set_up" });
    assert_eq!(step(&ingrid, exam, &ready, set_up.clone()).await.status, StatusCode::NO_CONTENT);
    assert_eq!(said(&step(&ingrid, exam, &ready, set_up).await), no("done"));
    assert_eq!(tasks(&ingrid).await, [""; 0]);
    office.clock("2026-12-01T12:00:00+01:00").await;
    assert_eq!(tasks(&ingrid).await, ["Clear the room 2026-12-01"]);
    let cleared = step(&ingrid, exam, &ready, json!({ "step": "cleared" })).await;
    assert_eq!(cleared.status, StatusCode::NO_CONTENT);
    assert_eq!(tasks(&ingrid).await, [""; 0]);
}

/// Requirements: B-28, J-09, J-12
#[tokio::test]
async fn a_session_that_is_cancelled_gives_its_room_back_and_its_candidates_wait_for_another() {
    let office = office().await;
    let (exam, session, ingrid) = placed(&office, &["amina"]).await;
    publish(&ingrid, exam).await;
    let path = format!("/api/oral-sessions/{session}/end");
    let silent = step(&ingrid, exam, &path, json!({ "why": " " })).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let why = json!({ "why": "Marit is ill" });
    assert_eq!(step(&ingrid, exam, &path, why).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ingrid.get(&format!("/api/exams/{exam}/room-bookings")).await.json(), json!([]));
    assert_eq!(said(&publish(&ingrid, exam).await), no("no-session"));
    let made = self::session(&ingrid, exam, "2026-12-02", ("09:00", "10:00")).await.json();
    let room = format!("/api/oral-sessions/{}/room", made["id"].as_str().unwrap());
    assert_eq!(said(&publish(&ingrid, exam).await), no("no-room"));
    step(&ingrid, exam, &room, json!({ "room": "TEO-101" })).await;
    step(&ingrid, exam, &format!("{}/places", at(exam)), json!({})).await;
    let told = publish(&ingrid, exam).await.json();
    assert_eq!((&told["candidates"], &told["examiners"]), (&json!(1), &json!(2)));
    let last = &office.letters("oral_notice").await[1];
    assert_eq!(last["begins"], "2026-12-02T09:00:00");
    assert_eq!(last["before"]["begins"], "2026-12-01T09:00:00");
}

/// Requirements: B-16, J-09
#[tokio::test]
async fn the_pages_enter_place_move_and_publish_in_three_languages() {
    let office = office().await;
    let exam = oral(&office, &["amina", "bjorn"]).await;
    let ingrid = office.sign_in("ingrid").await;
    let page = format!("/exams/{exam}/oral");
    let version = async || version(&ingrid, exam).await.to_string();
    let (marit, geir) = (id("marit").to_string(), id("geir").to_string());
    let now = version().await;
    let wrong = [("version", &*now), ("day", "32.12.2026"), ("from", "09.00"), ("until", "25.00")];
    let shown = ingrid.post(&format!("{page}/sessions"), &wrong).await.text();
    assert!(shown.contains("32.12.2026") && shown.contains("25.00"), "{shown}");
    let fields = [
        ("version", &*now),
        ("day", "01.12.2026"),
        ("from", "09.00"),
        ("until", "12.00"),
        ("examiners", &*marit),
        ("examiners", &*geir),
        ("decided", "E-post 5. oktober"),
    ];
    let entered = ingrid.post(&format!("{page}/sessions"), &fields).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let session = read(&ingrid, exam).await["sessions"][0]["id"].as_str().unwrap().to_owned();
    let now = version().await;
    let room = [("version", &*now), ("room", "TEO-101")];
    let reserved = ingrid.post(&format!("/oral-sessions/{session}/room"), &room).await;
    assert_eq!(reserved.status, StatusCode::SEE_OTHER, "{}", reserved.text());
    for step in ["places", "publication"] {
        let now = version().await;
        let done = ingrid.post(&format!("{page}/{step}"), &[("version", &*now)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{step}: {}", done.text());
    }
    let own = one(&ingrid, exam, "Farah").await;
    let candidate = format!("{page}/candidates/{}", own["registration"].as_str().unwrap());
    let now = version().await;
    let to = [("version", &*now), ("session", &*session), ("begins", "11.50"), ("locked", "yes")];
    assert_eq!(ingrid.post(&candidate, &to).await.status, StatusCode::SEE_OTHER);
    let shown = ingrid.get(&candidate).await.text();
    assert!(shown.contains("Tiden ligger utenfor økten."), "{shown}");
    let stale = ingrid.post(&candidate, &to).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "another version stands now");
    for (language, title, list) in [
        ("nb", "Muntlig eksamen", "Muntlige eksamener"),
        ("nn", "Munnleg eksamen", "Munnlege eksamenar"),
        ("en", "Oral exam", "Oral exams"),
    ] {
        office.reads("ingrid", language).await;
        let browser = office.sign_in("ingrid").await;
        assert!(browser.get(&page).await.text().contains(title), "{language}");
        assert!(browser.get("/orals").await.text().contains(list), "{language}");
    }
}
