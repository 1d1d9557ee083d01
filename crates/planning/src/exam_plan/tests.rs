//! From wishes over drafts to a published plan and its repair.

use super::SEARCH_JOB;
use crate::tests_world::{exam, office, ok, read, refused, request, signed_up, stands};
use office::ExamId;
use office::testing::{Browser, TestOffice};
use serde_json::{Value, json};

fn new_plan() -> Value {
    json!({
        "unit": "999.10", "term": "2027-V", "series": "ordinary",
        "first_on": "2027-05-18", "last_on": "2027-05-28",
        "sittings": [{"starts_at": "09:00:00", "minutes": 300}, {"starts_at": "15:00:00", "minutes": 240}]
    })
}

/// A plan with one draft that a search has made.
pub(super) struct Planned {
    pub(super) office: TestOffice,
    pub(super) exams: [ExamId; 3],
    pub(super) kari: Browser,
    pub(super) tor: Browser,
    pub(super) liv: Browser,
    pub(super) plan: String,
    pub(super) draft: String,
}

impl Planned {
    /// Three exams that Amina sits all of, Bjørn two of, and what Siri says of the first.
    pub(super) async fn new() -> Self {
        let office = office().await;
        let mut exams = Vec::new();
        for code in ["HIS-2001", "HIS-2002", "HIS-2003"] {
            exams.push(exam(&office, code, "written_school", "ordinary").await);
        }
        for (place, keys) in
            [vec!["amina", "bjorn"], vec!["amina", "bjorn"], vec!["amina"]].iter().enumerate()
        {
            signed_up(&office, exams[place], keys).await;
        }
        let (ingrid, siri) = (office.sign_in("ingrid").await, office.sign_in("siri").await);
        let asked = ok(&ingrid, "/api/date-wishes", request()).await;
        let path = format!("/api/date-wishes/{}/exams/{}", asked["id"].as_str().unwrap(), exams[0]);
        let said = json!({"days": {"2027-05-20": "wished", "2027-05-18": "impossible"}});
        ok(&siri, &path, said).await;
        let kari = office.sign_in("kari").await;
        let plan = ok(&kari, "/api/exam-plans", new_plan()).await;
        let plan = plan["id"].as_str().unwrap().to_owned();
        let draft = drafted(&office, &kari, &plan, "Først").await;
        let (tor, liv) = (office.sign_in("tor").await, office.sign_in("liv").await);
        let exams = [exams[0], exams[1], exams[2]];
        Self { office, exams, kari, tor, liv, plan, draft }
    }

    pub(super) fn path(&self, rest: &str) -> String {
        format!("/api/exam-plans/{}{rest}", self.plan)
    }

    pub(super) fn of_draft(&self, rest: &str) -> String {
        self.path(&format!("/drafts/{}{rest}", self.draft))
    }

    pub(super) async fn shown(&self) -> Value {
        read(&self.kari, &self.of_draft("")).await
    }

    /// When an exam lies in the draft.
    pub(super) async fn lies(&self, exam: ExamId) -> (String, String) {
        let shown = self.shown().await;
        let places = shown["places"].as_array().unwrap().clone();
        let id = exam.to_string();
        let place = places.into_iter().find(|place| place["exam"] == id).expect("a place");
        let text = |field: &str| place[field].as_str().unwrap().to_owned();
        (text("on"), text("at"))
    }

    pub(super) async fn published(&self) {
        ok(&self.kari, &self.of_draft("/review"), Value::Null).await;
        let verdict = json!({"unit": "999.10", "approves": true});
        ok(&self.liv, &self.path("/reviews"), verdict).await;
        let written = ok(&self.tor, &self.of_draft("/publication"), Value::Null).await;
        assert_eq!(written["exams"], 3);
    }

    /// Asks for a repair, and answers its id.
    async fn proposed(&self, demanded: Value) -> String {
        let change = json!({"demanded": demanded, "because": "Hallen er stengt."});
        let made = ok(&self.tor, &self.path("/repairs"), change).await;
        made["id"].as_str().unwrap().to_owned()
    }
}

pub(super) async fn drafted(office: &TestOffice, kari: &Browser, plan: &str, name: &str) -> String {
    let path = format!("/api/exam-plans/{plan}/drafts");
    let made = ok(kari, &path, json!({"name": name, "seconds": 1, "seed": 1})).await;
    let now = office.node.now().to_string();
    office.clock(&now).await;
    made["id"].as_str().unwrap().to_owned()
}

/// Requirements: C-03, C-04, F-05, J-12, E-10
#[tokio::test]
async fn from_a_wish_to_a_published_plan_and_a_repair_with_letters_to_everybody_concerned() {
    let planned = Planned::new().await;
    let shown = planned.shown().await;
    assert_eq!(shown["broken"], json!([]), "{shown}");
    assert_eq!(shown["searching"], false);
    assert_eq!(planned.lies(planned.exams[0]).await.0, "2027-05-20", "where it is wished");
    assert_eq!(shown["figures"]["wishes_met"], 1);
    planned.published().await;
    let [first, second, third] = planned.exams;
    let before = stands(&planned.office, first).await;
    assert_eq!(before.0.as_deref(), Some("2027-05-20"));
    assert_eq!(before.2, 1, "one room");
    let others = [stands(&planned.office, second).await, stands(&planned.office, third).await];
    let calendar = planned.liv.get(&format!("/exam-plans/{}/calendar.ics", planned.plan)).await;
    assert_eq!(calendar.text().matches("BEGIN:VEVENT").count(), 3);
    let told = planned.office.letters("exam_rescheduled").await;
    assert!(told.is_empty(), "who follows the plan from its publication on reads it there");
    let not_at = json!({"kind": "not_at", "exam": first, "on": "2027-05-20"});
    let repair = planned.proposed(not_at).await;
    assert_eq!(stands(&planned.office, first).await, before, "looked at, and nothing moved");
    let path = planned.path(&format!("/drafts/{repair}/repair"));
    let done = ok(&planned.tor, &path, Value::Null).await;
    assert_eq!(done["moved"], 1, "the smallest change moves one exam");
    let now = stands(&planned.office, first).await;
    assert_ne!(now.0, before.0);
    let after = [stands(&planned.office, second).await, stands(&planned.office, third).await];
    assert_eq!(after, others);
    let letters = planned.office.letters("exam_rescheduled").await;
    let concerned: Vec<&str> =
        letters.iter().map(|letter| letter["concerned"].as_str().unwrap()).collect();
    assert_eq!(concerned, ["candidate", "candidate", "course_responsible"]);
    assert_eq!(letters.len(), done["letters"].as_u64().unwrap() as usize);
    assert_eq!(letters[0]["because"], "Hallen er stengt.");
    refused(&planned.tor, &path, Value::Null, 409, "repair-done").await;
}

/// Requirements: F-05, C-03
#[tokio::test]
async fn what_is_published_is_moved_by_a_repair_alone_and_by_no_stale_one() {
    let planned = Planned::new().await;
    planned.published().await;
    let [first, second, _] = planned.exams;
    refused(
        &planned.kari,
        &planned.path("/drafts"),
        json!({"name": "Nytt", "seconds": 1}),
        409,
        "plan-published",
    )
    .await;
    let shift = json!({"on": "2027-05-19", "at": "09:00:00", "version": 2});
    let path = planned.of_draft(&format!("/exams/{first}"));
    refused(&planned.kari, &path, shift, 409, "plan-published").await;
    let stale =
        planned.proposed(json!({"kind": "not_at", "exam": first, "on": "2027-05-20"})).await;
    let at = json!({"kind": "at", "exam": second, "on": "2027-05-28", "at": "15:00:00"});
    let repair = planned.proposed(at).await;
    ok(&planned.tor, &planned.path(&format!("/drafts/{repair}/repair")), Value::Null).await;
    assert_eq!(stands(&planned.office, second).await.0.as_deref(), Some("2027-05-28"));
    let path = planned.path(&format!("/drafts/{stale}/repair"));
    assert_eq!(planned.tor.call(&path, Value::Null).await.status, 409);
    assert_eq!(stands(&planned.office, first).await.0.as_deref(), Some("2027-05-20"));
    let mut act = planned.office.act().await;
    let moved =
        sqlx::query("update exam set exam_date = null where id = $1 and planned_at is null")
            .bind(first.0)
            .execute(act.conn())
            .await
            .unwrap();
    assert_eq!(moved.rows_affected(), 0, "the catalogue knows that a plan has set it");
}

/// Requirements: F-05
#[tokio::test]
async fn a_closed_room_moves_who_sits_there_and_an_impossible_demand_is_no_repair() {
    let planned = Planned::new().await;
    planned.published().await;
    let [first, ..] = planned.exams;
    let small = planned.office.world.rooms.small;
    let hall = planned.office.world.rooms.hall;
    for room in [small, hall] {
        let closed = json!({"kind": "room_closed", "room": room, "on": "2027-05-20"});
        let repair = planned.proposed(closed).await;
        let path = planned.path(&format!("/drafts/{repair}/repair"));
        ok(&planned.tor, &path, Value::Null).await;
    }
    assert_ne!(stands(&planned.office, first).await.0.as_deref(), Some("2027-05-20"));
    let at = json!({"kind": "at", "exam": first, "on": "2027-05-20", "at": "09:00:00"});
    let repair = planned.proposed(at).await;
    let path = planned.path(&format!("/drafts/{repair}/repair"));
    refused(&planned.tor, &path, Value::Null, 409, "plan-broken").await;
}

/// Requirements: F-05
#[tokio::test]
async fn a_move_by_hand_is_told_at_once_and_counts_beside_the_version_that_was_seen() {
    let planned = Planned::new().await;
    let [first, second, _] = planned.exams;
    let there = planned.lies(second).await;
    let path = planned.of_draft(&format!("/exams/{first}"));
    let why = read(&planned.kari, &path).await;
    let other = why["elsewhere"].as_array().unwrap().iter();
    let clash = other.clone().find(|one| one["on"] == there.0 && one["at"] == there.1).unwrap();
    assert!(!clash["breaks"].as_array().unwrap().is_empty(), "two share two candidates: {clash}");
    let barred = other.clone().find(|one| one["on"] == "2027-05-18").unwrap();
    assert!(!barred["breaks"].as_array().unwrap().is_empty(), "said to be impossible: {barred}");
    let version = planned.shown().await["version"].clone();
    let to = |version: &Value| json!({"on": there.0, "at": there.1, "version": version});
    let moved = ok(&planned.kari, &path, to(&version)).await;
    assert_eq!(moved["now"]["clashes"], 1);
    assert!(!moved["breaks"].as_array().unwrap().is_empty(), "{moved}");
    assert_eq!(planned.kari.call(&path, to(&version)).await.status, 409, "another version now");
    let bad = json!({"on": "2027-05-22", "at": "09:00:00", "version": moved["version"]});
    refused(&planned.kari, &path, bad, 422, "to").await;
    let nothing = planned.of_draft("/exams/0193a000-0000-7000-8000-00000000ffff");
    refused(&planned.kari, &nothing, to(&moved["version"]), 404, "").await;
    refused(&planned.kari, &planned.of_draft("/review"), Value::Null, 409, "plan-broken").await;
}

/// Requirements: C-04, A-01
#[tokio::test]
async fn the_faculties_have_a_week_and_nobody_publishes_over_an_objection() {
    let planned = Planned::new().await;
    let verdict =
        |approves, because| json!({"unit": "999.10", "approves": approves, "because": because});
    refused(&planned.liv, &planned.path("/reviews"), verdict(true, ""), 409, "nothing-sent").await;
    refused(&planned.tor, &planned.of_draft("/publication"), Value::Null, 409, "not-reviewed")
        .await;
    ok(&planned.kari, &planned.of_draft("/review"), Value::Null).await;
    let desk = read(&planned.liv, "/api/desk").await.to_string();
    assert!(desk.contains(&planned.plan), "{desk}");
    let path = planned.of_draft(&format!("/exams/{}", planned.exams[0]));
    let shift = json!({"on": "2027-05-19", "at": "09:00:00", "version": 2});
    refused(&planned.kari, &path, shift, 409, "draft-locked").await;
    refused(&planned.liv, &planned.path("/reviews"), verdict(false, " "), 422, "because").await;
    let publication = planned.of_draft("/publication");
    refused(&planned.tor, &publication, Value::Null, 409, "review-open").await;
    ok(&planned.liv, &planned.path("/reviews"), verdict(false, "For tett.")).await;
    refused(&planned.tor, &publication, Value::Null, 409, "objected").await;
    planned.office.clock("2026-11-09T23:59:00+01:00").await;
    ok(&planned.liv, &planned.path("/reviews"), verdict(false, "Fortsatt for tett.")).await;
    planned.office.clock("2026-11-10T00:00:00+01:00").await;
    refused(&planned.liv, &planned.path("/reviews"), verdict(true, ""), 409, "review-over").await;
    refused(&planned.tor, &publication, Value::Null, 409, "objected").await;
    ok(&planned.kari, &planned.path("/recall"), Value::Null).await;
    ok(&planned.kari, &planned.of_draft("/review"), Value::Null).await;
    planned.office.clock("2026-11-17T23:59:00+01:00").await;
    refused(&planned.tor, &publication, Value::Null, 409, "review-open").await;
    planned.office.clock("2026-11-18T00:00:00+01:00").await;
    ok(&planned.tor, &publication, Value::Null).await;
}

/// Requirements: A-01, C-04
#[tokio::test]
async fn each_step_is_for_those_whose_right_it_is() {
    let planned = Planned::new().await;
    let verdict = json!({"unit": "999.10", "approves": true});
    assert_eq!(planned.kari.call(&planned.path("/reviews"), verdict).await.status, 404);
    assert_eq!(planned.liv.call(&planned.of_draft("/review"), Value::Null).await.status, 404);
    assert_eq!(planned.kari.call(&planned.of_draft("/publication"), Value::Null).await.status, 404);
    let siri = planned.office.sign_in("siri").await;
    assert_eq!(siri.get(&planned.path("")).await.status, 404);
    let amina = planned.office.sign_in("amina").await;
    assert_eq!(amina.get(&planned.path("")).await.status, 404);
    let mut elsewhere = new_plan();
    elsewhere["unit"] = json!("999");
    refused(&planned.kari, "/api/exam-plans", elsewhere, 422, "unit").await;
}

/// Requirements: F-05
#[tokio::test]
async fn a_plan_has_days_of_its_term_and_hours_that_do_not_overlap() {
    let office = office().await;
    let kari = office.sign_in("kari").await;
    let with = |field: &str, value: Value| {
        let mut body = new_plan();
        body[field] = value;
        body
    };
    let sittings = |hours: &[(&str, i32)]| {
        let hour = |(at, minutes): &(&str, i32)| json!({"starts_at": at, "minutes": minutes});
        Value::Array(hours.iter().map(hour).collect())
    };
    let path = "/api/exam-plans";
    for (field, value) in [
        ("first_on", json!("2026-12-01")),
        ("last_on", json!("2027-05-17")),
        ("last_on", json!("2027-09-15")),
        ("sittings", json!([])),
        ("sittings", sittings(&[("09:00:00", 241), ("13:00:00", 240)])),
        ("sittings", sittings(&[("09:00:00", 29)])),
        ("sittings", sittings(&[("20:00:00", 241)])),
    ] {
        refused(&kari, path, with(field, value), 422, field).await;
    }
    let beside = sittings(&[("09:00:00", 240), ("13:00:00", 240), ("20:00:00", 240)]);
    ok(&kari, path, with("sittings", beside)).await;
    refused(&kari, path, new_plan(), 422, "term").await;
    ok(&kari, path, with("series", json!("deferred"))).await;
}

/// Requirements: F-05
#[tokio::test]
async fn a_search_that_is_stopped_keeps_what_it_has_found_and_one_that_died_goes_on() {
    let planned = Planned::new().await;
    let path = planned.path("/drafts");
    let made = ok(&planned.kari, &path, json!({"name": "Lenge", "seconds": 240})).await;
    let id = made["id"].as_str().unwrap().to_owned();
    let draft = planned.path(&format!("/drafts/{id}"));
    assert_eq!(read(&planned.kari, &draft).await["searching"], true);
    // What an attempt that died had written down.
    sqlx::query(
        "insert into exam_plan_search (draft_id, share, unplaced, cost, best)
        select $1::uuid, 0.5, 0, 0, places from exam_plan_draft where id = $2::uuid",
    )
    .bind(id.parse::<uuid::Uuid>().unwrap())
    .bind(planned.draft.parse::<uuid::Uuid>().unwrap())
    .execute(&planned.office.node.store().pool)
    .await
    .unwrap();
    let shown = read(&planned.kari, &draft).await;
    assert_eq!(shown["share"], 0.5);
    assert_eq!(shown["places"].as_array().unwrap().len(), 3, "the best so far is shown");
    ok(&planned.kari, &format!("{draft}/stop"), Value::Null).await;
    let now = planned.office.node.now().to_string();
    planned.office.clock(&now).await;
    let shown = read(&planned.kari, &draft).await;
    assert_eq!(shown["searching"], false);
    assert_eq!(shown["broken"], json!([]));
    refused(&planned.kari, &format!("{draft}/stop"), Value::Null, 409, "not-searching").await;
    assert_eq!(SEARCH_JOB, "exam_plan.search");
}

/// Requirements: F-05, J-07
#[tokio::test]
async fn the_pages_show_drafts_side_by_side_the_grid_and_why_an_exam_lies_where_it_lies() {
    let planned = Planned::new().await;
    let page = planned.kari.get(&format!("/exam-plans/{}", planned.plan)).await.text();
    assert!(page.contains("Først"), "{page}");
    let draft = format!("/exam-plans/{}/drafts/{}", planned.plan, planned.draft);
    let grid = planned.kari.get(&draft).await.text();
    assert!(grid.contains("HIS-2001") && grid.contains("data-sitting"), "{grid}");
    let groups = planned.kari.get(&format!("{draft}/groups")).await.text();
    assert!(groups.contains("<svg") && groups.contains("<circle"), "{groups}");
    let listed = read(&planned.kari, &format!("/api{draft}/groups")).await;
    assert_eq!(listed.as_array().unwrap().len(), 2, "Amina, and Bjørn: {listed}");
    let file = planned.liv.get(&format!("{draft}/plan.csv")).await.text();
    assert_eq!(file.lines().count(), 4, "{file}");
    assert!(file.contains("HIS-2001;HIS-2001;2027-05-20;"), "{file}");
    let exam = format!("{draft}/exams/{}", planned.exams[0]);
    let shown = planned.kari.get(&exam).await.text();
    assert!(shown.contains("Flytt hit"), "{shown}");
    let to = [("to", "2027-05-27 09:00"), ("version", "2")];
    let moved = planned.kari.post(&exam, &to).await;
    assert_eq!(moved.status, 303, "{}", moved.text());
    let told = planned.kari.get(&moved.location.unwrap()).await.text();
    assert!(told.contains("Flyttingen endret kostnaden"), "{told}");
    let reader = planned.liv.get(&exam).await.text();
    assert!(!reader.contains("Flytt hit"), "who does not plan reads");
    assert!(planned.kari.get("/exam-plans").await.status.is_success());
}

/// Requirements: F-05
#[tokio::test]
async fn what_is_held_before_the_days_of_the_plan_stays_there_and_is_told() {
    let planned = Planned::new().await;
    let [first, second, _] = planned.exams;
    let mut act = planned.office.act().await;
    for (exam, day) in [(first, "2027-05-17"), (second, "2027-05-18")] {
        sqlx::query("update exam set exam_date = $2::date where id = $1")
            .bind(exam.0)
            .bind(day)
            .execute(act.conn())
            .await
            .unwrap();
    }
    act.commit(::store::Entry::new("exam.change", "exam", first.0)).await.unwrap();
    let plan = read(&planned.kari, &planned.path("")).await;
    let warnings = plan["warnings"].to_string();
    assert!(warnings.contains("HIS-2001") && !warnings.contains("HIS-2002"), "{warnings}");
    let places = planned.shown().await["places"].to_string();
    assert!(!places.contains(&first.to_string()), "{places}");
    assert!(places.contains(&second.to_string()), "the first day itself is a day of the plan");
}

/// Requirements: F-05
#[tokio::test]
async fn a_letter_goes_out_while_a_search_runs() {
    let planned = Planned::new().await;
    let long = json!({"name": "Lenge", "seconds": 240});
    let made = ok(&planned.kari, &planned.path("/drafts"), long).await;
    let draft = planned.path(&format!("/drafts/{}", made["id"].as_str().unwrap()));
    let node = &planned.office.node;
    let mut running = tokio::task::JoinSet::new();
    for worker in office::jobs::workers(node, &[SEARCH_JOB]) {
        running.spawn(async move { worker.run(std::future::pending()).await });
    }
    let begun = || async { read(&planned.kari, &draft).await["share"].as_f64().is_some() };
    until(begun).await;
    exam(&planned.office, "HIS-2001", "written_school", "deferred").await;
    let mut deferred = request();
    deferred["series"] = json!("deferred");
    let ingrid = planned.office.sign_in("ingrid").await;
    ok(&ingrid, "/api/date-wishes", deferred).await;
    until(|| async { made_letters(&planned.office).await == 2 }).await;
    assert_eq!(read(&planned.kari, &draft).await["searching"], true, "it goes on meanwhile");
    ok(&planned.kari, &format!("{draft}/stop"), Value::Null).await;
    until(|| async { read(&planned.kari, &draft).await["searching"] == false }).await;
}

/// How many letters that ask for wishes are set.
async fn made_letters(office: &TestOffice) -> i64 {
    let made =
        "select count(*) from letter where kind = 'date_wish_request' and rendered_at is not null";
    sqlx::query_scalar(made).fetch_one(&office.node.store().pool).await.unwrap()
}

/// Waits for what comes by itself.
async fn until<R: Future<Output = bool>>(is: impl Fn() -> R) {
    for _ in 0..200 {
        if is().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("it has not come within 20 s");
}
