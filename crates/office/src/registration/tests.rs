use crate::testing::TestOffice;
use axum::http::StatusCode;
use rules::Language;
use serde_json::json;

/// What besides ordinary exams is signed up to by a day of its own.
const KINDS: [&str; 3] = ["resit", "deferred", "early"];

/// Requirements: G-11, G-12, E-01, X-04
#[tokio::test]
async fn a_student_signs_up_until_the_deadline_and_not_a_day_longer() {
    let days = ["2011-08-15T23:59:00+02:00", "2011-08-16T00:00:00+02:00"];
    for kind in KINDS {
        signs_up_on_the_first_and_not_on_the_second(days, kind, "2011-H", "2011-10-03").await;
    }
}

/// Requirements: E-06, G-12
#[tokio::test]
async fn sign_up_to_what_is_held_early_in_spring_ends_on_15_january() {
    let days = ["2011-01-15T23:59:00+01:00", "2011-01-16T00:00:00+01:00"];
    for kind in KINDS {
        signs_up_on_the_first_and_not_on_the_second(days, kind, "2011-V", "2011-03-07").await;
    }
}

async fn signs_up_on_the_first_and_not_on_the_second(
    days: [&str; 2],
    kind: &str,
    term: &str,
    date: &str,
) {
    let office = TestOffice::at(days[0], "uit-2011").await;
    let ingrid = office.sign_in("ingrid").await;
    let resit = json!({ "course": office.world.course(), "term": term, "kind": kind,
        "date": date, "copies": 1 });
    let exam = ingrid.call("/api/exams", resit).await.json()["id"].clone();
    let wish = json!({ "exam": exam, "language": "nn" });
    let amina = office.sign_in("amina").await;
    assert_eq!(amina.call("/api/my/registrations", wish.clone()).await.status, StatusCode::CREATED);
    assert_eq!(amina.get("/api/my/registrations").await.json()[0]["language"], "nn", "{kind}");
    office.clock(days[1]).await;
    let late = office.sign_in("bjorn").await.call("/api/my/registrations", wish).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(late.json()["code"], "too-late");
    assert_eq!(late.json()["because"][0]["law"], "eksamensrutinen s. 5");
}

async fn withdrawal_day(exam_day: &str) -> String {
    let office = TestOffice::at("2011-02-01T10:00:00+01:00", "uit-2011").await;
    let exam = office.exam(office.world.course(), exam_day).await;
    office.registered(exam, "amina", Language::Nb).await;
    let mine = office.sign_in("amina").await.get("/api/my/registrations").await.json();
    mine[0]["withdrawal_deadline"].as_str().expect("a day").to_owned()
}

/// Requirements: E-04, E-09, X-01, X-02, X-03
#[tokio::test]
async fn the_last_day_to_withdraw_is_shown_as_the_routine_sets_it() {
    for (exam_day, last) in [
        ("2011-11-13", "2011-10-30"),
        ("2011-11-14", "2011-11-01"),
        ("2011-12-20", "2011-11-01"),
        ("2011-04-28", "2011-04-14"),
        ("2011-04-29", "2011-04-15"),
    ] {
        assert_eq!(withdrawal_day(exam_day).await, last, "exam on {exam_day}");
    }
}

/// Requirements: E-09
#[tokio::test]
async fn a_spring_registration_is_withdrawn_on_15_april_and_not_the_day_after() {
    let office = TestOffice::at("2011-02-01T10:00:00+01:00", "uit-2011").await;
    let exam = office.exam(office.world.course(), "2011-05-20").await;
    let amina = office.registered(exam, "amina", Language::Nb).await;
    let bjorn = office.registered(exam, "bjorn", Language::Nb).await;
    office.clock("2011-04-15T23:59:00+02:00").await;
    let path = format!("/my/registrations/{amina}/withdrawal");
    let in_time = office.sign_in("amina").await.post(&path, &[]).await;
    assert_eq!(in_time.status, StatusCode::SEE_OTHER);
    office.clock("2011-04-16T00:00:00+02:00").await;
    let path = format!("/my/registrations/{bjorn}/withdrawal");
    let late = office.sign_in("bjorn").await.post(&path, &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("eksamensrutinen s. 5"));
}

/// Requirements: G-11, E-04
#[tokio::test]
async fn withdrawing_is_possible_on_the_last_day_and_refused_the_day_after() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    let amina = office.registered(exam, "amina", Language::Nb).await;
    let bjorn = office.registered(exam, "bjorn", Language::Nn).await;
    office.clock("2026-11-06T23:59:00+01:00").await;
    let first = office.sign_in("amina").await;
    let done = first.post(&format!("/my/registrations/{amina}/withdrawal"), &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    office.clock("2026-11-07T00:00:00+01:00").await;
    let late = office.sign_in("bjorn").await;
    let refused = late.post(&format!("/my/registrations/{bjorn}/withdrawal"), &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("demoforskrifta § 4"));
}

#[tokio::test]
async fn nobody_withdraws_for_another_student() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-12-10").await;
    let amina = office.registered(exam, "amina", Language::Nb).await;
    let path = format!("/my/registrations/{amina}/withdrawal");
    assert_eq!(office.sign_in("bjorn").await.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
    let api = format!("/api/registrations/{amina}/withdrawal");
    let neighbour = office.sign_in("per").await.call(&api, json!({})).await;
    assert_eq!(neighbour.status, StatusCode::NOT_FOUND);
    let ours = office.sign_in("ingrid").await.call(&api, json!({})).await;
    assert_eq!(ours.status, StatusCode::NO_CONTENT, "the unit's own officer may");
}

#[tokio::test]
async fn a_double_click_and_a_second_wish_make_one_registration() {
    let office = TestOffice::at("2026-08-20T10:00:00+02:00", "demo-2026").await;
    let exam = office.exam(office.world.course(), "2026-12-10").await.to_string();
    let amina = office.sign_in("amina").await;
    let act = uuid::Uuid::now_v7();
    let fields = [("exam", exam.as_str()), ("language", "nb")];
    for _ in 0..2 {
        let answer = amina.post_act("/my/registrations", act, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    let again = amina.post("/my/registrations", &fields).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let mine = amina.get("/api/my/registrations").await.json();
    assert_eq!(mine.as_array().map(Vec::len), Some(1));
}

/// Requirements: G-11
#[tokio::test]
async fn an_officer_signs_a_student_up_and_a_wrong_number_is_told_at_its_field() {
    let office = TestOffice::at("2026-08-20T10:00:00+02:00", "demo-2026").await;
    let exam = office.exam(office.world.course(), "2026-12-10").await;
    let ingrid = office.sign_in("ingrid").await;
    let path = format!("/exams/{exam}/registrations");
    let wrong = ingrid.post(&path, &[("student_number", "0"), ("language", "nb")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("«0»"));
    let number = number_of(&office, "amina").await;
    let right = ingrid.post(&path, &[(NUMBERED, number.as_str()), ("language", "nn")]).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER);
    let mine = office.sign_in("amina").await.get("/api/my/registrations").await.json();
    assert_eq!((&mine[0]["status"], &mine[0]["language"]), (&json!("registered"), &json!("nn")));
    let foreign = office.sign_in("per").await.post(&path, &[]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn my_page_shows_my_exams_and_those_open_to_me() {
    let office = TestOffice::at("2026-08-20T10:00:00+02:00", "demo-2026").await;
    let exam = office.exam(office.world.course(), "2026-12-10").await;
    office.exam(office.world.courses.languages, "2026-12-11").await;
    office.registered(exam, "amina", Language::Nb).await;
    let shown = office.sign_in("amina").await.get("/my").await.text();
    assert!(shown.contains("HIS-1001") && shown.contains("SPR-1001"));
    assert!(shown.contains("demoforskriften § 3"), "why one can sign up until then");
}

const NUMBERED: &str = "student_number";

async fn number_of(office: &TestOffice, key: &str) -> String {
    sqlx::query_scalar("select student_number from person where id = $1")
        .bind(crate::world::CastMember::named(key).id().0)
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap()
}

/// Requirements: G-11, G-12
#[tokio::test]
async fn an_officer_changes_the_language_and_withdraws_on_a_students_behalf() {
    let office = TestOffice::at("2026-08-20T10:00:00+02:00", "demo-2026").await;
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    office.registered(exam, "amina", Language::Nb).await;
    let number = number_of(&office, "amina").await;
    let path = format!("/exams/{exam}/registrations");
    let (ingrid, per) = (office.sign_in("ingrid").await, office.sign_in("per").await);
    let fields = [(NUMBERED, number.as_str()), ("language", "nn")];
    let language = format!("{path}/language");
    assert_eq!(per.post(&language, &fields).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ingrid.post(&language, &fields).await.status, StatusCode::SEE_OTHER);
    let amina = office.sign_in("amina").await;
    assert_eq!(amina.get("/api/my/registrations").await.json()[0]["language"], "nn");
    let withdrawal = format!("{path}/withdrawal");
    let nobody = ingrid.post(&withdrawal, &[(NUMBERED, "000000")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ingrid.post(&withdrawal, &fields[..1]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(amina.get("/api/my/registrations").await.json()[0]["status"], "withdrawn");
}

/// Requirements: E-04, G-11, G-12
#[tokio::test]
async fn a_student_changes_the_language_as_long_as_she_may_withdraw() {
    let office = TestOffice::at("2026-11-06T23:59:00+01:00", "demo-2026").await;
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    let own = office.registered(exam, "amina", Language::Nb).await;
    let path = format!("/my/registrations/{own}/language");
    let (amina, bjorn) = (office.sign_in("amina").await, office.sign_in("bjorn").await);
    assert_eq!(bjorn.post(&path, &[("language", "en")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(amina.post(&path, &[("language", "en")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(amina.get("/api/my/registrations").await.json()[0]["language"], "en");
    office.clock("2026-11-07T00:00:00+01:00").await;
    assert_eq!(amina.post(&path, &[("language", "nb")]).await.status, StatusCode::CONFLICT);
}

/// Requirements: E-04, E-09, G-11, G-12
#[tokio::test]
async fn changes_and_withdrawals_are_open_to_the_last_minute_of_the_terms_last_day() {
    for (exam_day, last, after) in [
        ("2011-12-05", "2011-11-01T23:59:00+01:00", "2011-11-02T00:00:00+01:00"),
        ("2011-05-20", "2011-04-15T23:59:00+02:00", "2011-04-16T00:00:00+02:00"),
    ] {
        let office = TestOffice::at(last, "uit-2011").await;
        let exam = office.exam(office.world.course(), exam_day).await;
        let own = office.registered(exam, "amina", Language::Nb).await;
        let his = office.registered(exam, "bjorn", Language::Nb).await;
        let (amina, bjorn) = (office.sign_in("amina").await, office.sign_in("bjorn").await);
        let path = |id, step| format!("/api/registrations/{id}/{step}");
        let nn = json!({ "language": "nn" });
        let changed = amina.call(&path(own, "language"), nn.clone()).await;
        assert_eq!(changed.status, StatusCode::NO_CONTENT, "{last}");
        let mine = amina.get("/api/my/registrations").await.json();
        assert_eq!(
            (&mine[0]["language"], &mine[0]["change_deadline"]),
            (&json!("nn"), &json!(last[..10]))
        );
        let page = amina.get("/my").await.text();
        assert!(page.contains("endre språket eller trekke seg"), "{page}");
        assert!(page.contains(&format!("/my/registrations/{own}/language")), "{page}");
        let gone = amina.call(&path(own, "withdrawal"), json!({})).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT, "{last}");
        office.clock(after).await;
        for (step, body) in [("language", nn), ("withdrawal", json!({}))] {
            let late = bjorn.call(&path(his, step), body).await;
            assert_eq!(late.json()["code"], "too-late", "{step} at {after}");
            assert_eq!(late.json()["because"][0]["law"], "eksamensrutinen s. 5");
        }
        let kept = bjorn.get("/api/my/registrations").await.json();
        assert_eq!(
            (&kept[0]["language"], &kept[0]["status"]),
            (&json!("nb"), &json!("registered"))
        );
        let button = format!("/my/registrations/{his}/language");
        assert!(!bjorn.get("/my").await.text().contains(&button), "no button either");
    }
}

/// Requirements: G-12
#[tokio::test]
async fn where_nobody_may_withdraw_the_language_is_changed_until_sign_up_ends() {
    let office = TestOffice::at("2011-08-15T23:59:00+02:00", "uit-2011").await;
    let ingrid = office.sign_in("ingrid").await;
    let resit = json!({ "course": office.world.course(), "term": "2011-H", "kind": "resit",
        "date": "2011-10-03", "copies": 1 });
    let exam = ingrid.call("/api/exams", resit).await.json()["id"].clone();
    let amina = office.sign_in("amina").await;
    let wish = json!({ "exam": exam, "language": "nb" });
    let own = amina.call("/api/my/registrations", wish).await.json()["id"].clone();
    let path = format!("/api/registrations/{}/language", own.as_str().unwrap());
    let change = || async { amina.call(&path, json!({ "language": "nn" })).await };
    assert_eq!(change().await.status, StatusCode::NO_CONTENT);
    assert!(amina.get("/my").await.text().contains("Siste dag for å endre språket<"));
    office.clock("2011-08-16T00:00:00+02:00").await;
    assert_eq!(change().await.json()["code"], "too-late");
}

/// Amina has sat the course on these days, Bjørn on all but the first.
async fn sat_before(office: &TestOffice) {
    for day in ["2025-05-20", "2025-12-01", "2026-05-20"] {
        let exam = office.exam(office.world.course(), day).await;
        office.registered(exam, "amina", Language::Nb).await;
        if day != "2025-05-20" {
            office.registered(exam, "bjorn", Language::Nb).await;
        }
    }
}

/// Requirements: G-14, A-11
#[tokio::test]
async fn the_third_attempt_is_allowed_and_a_fourth_only_with_a_dispensation() {
    let office = TestOffice::at("2026-08-20T10:00:00+02:00", "demo-2026").await;
    sat_before(&office).await;
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    let wish = json!({ "exam": exam, "language": "nb" });
    let (amina, bjorn) = (office.sign_in("amina").await, office.sign_in("bjorn").await);
    let third = bjorn.call("/api/my/registrations", wish.clone()).await;
    assert_eq!(third.status, StatusCode::CREATED);
    let refused = amina.call("/api/my/registrations", wish.clone()).await;
    assert_eq!(refused.json()["code"], "no-attempts-left");
    assert_eq!(refused.json()["because"][0]["law"], "demoforskriften § 6");
    let number = number_of(&office, "amina").await;
    let path = format!("/api/exams/{exam}/dispensations");
    let granted = json!({ "student_number": number, "case_ref": "UU 7/2026" });
    let ingrid = office.sign_in("ingrid").await.call(&path, granted.clone()).await;
    assert_eq!(ingrid.status, StatusCode::NOT_FOUND, "the faculty writes it up");
    let liv = office.sign_in("liv").await;
    let without = json!({ "student_number": number, "case_ref": "" });
    let nothing = liv.call(&path, without).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(nothing.json()["fields"][0]["field"], "case_ref", "{}", nothing.text());
    assert_eq!(liv.call(&path, granted.clone()).await.status, StatusCode::NO_CONTENT);
    assert_eq!(liv.call(&path, granted).await.json()["code"], "dispensed");
    let case = "select case_ref from attempt_dispensation";
    let case = sqlx::query_scalar(case).fetch_one(&office.node.store().pool).await;
    assert_eq!(case.unwrap_or_else(|_| String::new()), "UU 7/2026");
    assert_eq!(amina.call("/api/my/registrations", wish).await.status, StatusCode::CREATED);
}

/// Requirements: G-14
#[tokio::test]
async fn a_sitting_missed_by_illness_is_no_attempt() {
    let office = TestOffice::at("2026-08-20T10:00:00+02:00", "demo-2026").await;
    sat_before(&office).await;
    let mut act = office.act().await;
    sqlx::query(
        "insert into absence (registration_id, kind, recorded_at, recorded_by)
        select id, 'sick', registered_at, person_id from exam_registration where person_id = $1 limit 1",
    )
    .bind(crate::world::CastMember::named("amina").id().0)
    .execute(act.conn())
    .await
    .unwrap();
    act.commit(store::Entry::new("test.absence", "exam", uuid::Uuid::nil())).await.unwrap();
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    let wish = json!({ "exam": exam, "language": "nb" });
    let amina = office.sign_in("amina").await;
    assert_eq!(amina.call("/api/my/registrations", wish).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_number_typed_to_withdraw_a_student_does_not_come_back_to_sign_her_up() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-12-18").await;
    let ingrid = office.sign_in("ingrid").await;
    let path = format!("/exams/{exam}/registrations/withdrawal");
    let again = ingrid.post(&path, &[("student_number", "12-34")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = again.text();
    let (sign_up, withdrawal) = page.split_once(&format!("action=\"{path}\"")).expect("the form");
    assert!(!sign_up.contains("value=\"12-34\"") && withdrawal.contains("value=\"12-34\""));
}

#[tokio::test]
async fn a_program_lists_the_exams_that_are_open_and_acts_for_a_student_by_number() {
    let office = TestOffice::at("2011-08-15T10:00:00+02:00", "uit-2011").await;
    let (ingrid, amina) = (office.sign_in("ingrid").await, office.sign_in("amina").await);
    let resit = json!({ "course": office.world.course(), "term": "2011-H", "kind": "resit",
        "date": "2011-10-03", "copies": 1 });
    let exam = ingrid.call("/api/exams", resit).await.json()["id"].clone();
    let open = amina.get("/api/my/exams?q=HIS").await.json();
    let last = json!("2011-08-15");
    assert_eq!((&open[0]["exam"], &open[0]["signup_deadline"]), (&exam, &last));
    amina.call("/api/my/registrations", json!({ "exam": exam, "language": "nb" })).await;
    assert_eq!(amina.get("/api/my/exams?q=HIS").await.json(), json!([]));
    let number: String = sqlx::query_scalar("select student_number from person where id = $1")
        .bind(crate::world::CastMember::named("amina").id().0)
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap();
    let path = |step| format!("/api/exams/{}/registrations/{step}", exam.as_str().unwrap());
    let (of, mut other) = (json!({ "student_number": number }), json!({ "language": "nn" }));
    other["student_number"] = of["student_number"].clone();
    let per = office.sign_in("per").await.call(&path("withdrawal"), of.clone()).await;
    assert_eq!(per.status, StatusCode::NOT_FOUND, "another unit's exam");
    assert_eq!(ingrid.call(&path("language"), other).await.status, StatusCode::OK);
    let mine = || async { amina.get("/api/my/registrations").await.json()[0].clone() };
    assert_eq!(mine().await["language"], "nn");
    let refused = ingrid.call(&path("withdrawal"), of).await;
    assert_eq!(refused.json()["code"], "cannot-withdraw", "from a resit, whoever asks");
    assert_eq!(mine().await["status"], "registered");
}

/// Requirements: G-11
#[tokio::test]
async fn withdrawing_takes_two_steps_and_says_until_when_one_can_sign_up_again() {
    let office = TestOffice::at("2026-08-20T10:00:00+02:00", "demo-2026").await;
    let exam = office.exam(office.world.course(), "2026-12-10").await;
    office.registered(exam, "amina", Language::Nb).await;
    for (now, open, told) in [
        ("2026-08-21T10:00:00+02:00", true, "Du kan melde deg opp igjen til og med"),
        ("2026-11-20T10:00:00+01:00", false, "Fristen for å melde seg opp igjen gikk ut"),
    ] {
        office.clock(now).await;
        let amina = office.sign_in("amina").await;
        let shown = amina.get("/my").await.text();
        let (_, step) =
            shown.split_once("<details class=\"k-confirm\">").expect("a step before it");
        assert!(step.contains(told) && step.contains("Ja, trekk meg fra HIS-1001"), "{now}");
        let mine = amina.get("/api/my/registrations").await.json();
        assert_eq!(mine[0]["may_sign_up_again"], open, "{now}");
    }
}

/// Requirements: G-11, G-18
#[tokio::test]
async fn what_is_handed_in_is_told_by_its_last_moment_and_then_by_what_came_of_it() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.courses.sources, "2026-11-20").await;
    let own = office.registered(exam, "amina", Language::Nb).await;
    office.registered(exam, "bjorn", Language::Nb).await;
    let amina = office.sign_in("amina").await;
    let shown = amina.get("/my").await.text();
    let until = "fredag 20. november 2026 kl. 09.00 (norsk tid)";
    assert!(shown.contains("Leveres senest") && shown.contains(until), "{shown}");
    let overview = office.sign_in("ingrid").await.get(&format!("/exams/{exam}")).await.text();
    assert!(overview.contains(until) && !overview.contains("Varighet"), "no length: {overview}");
    office.clock("2026-11-20T08:30:00+01:00").await;
    let path = format!("/my/registrations/{own}/answer");
    let file = ("answer", "a.pdf", "application/pdf", &b"%PDF-1.7"[..]);
    assert!(amina.get(&path).await.text().contains("Du har ikke fått kandidatnummer ennå"));
    assert_eq!(amina.upload(&path, &[], file).await.status, StatusCode::SEE_OTHER);
    office.clock("2026-11-20T09:00:01+01:00").await;
    let shown = amina.get("/my").await.text();
    assert!(shown.contains("Levert 20.11.2026 kl. 08.30.") && shown.contains("Se kvitteringen"));
    office.clock("2026-11-21T09:00:00+01:00").await;
    let shown = office.sign_in("bjorn").await.get("/my").await.text();
    assert!(shown.contains("Fristen gjekk ut 20.11.2026 kl. 09.00"), "{shown}");
    assert!(!shown.contains("/my/results\" aria-label"), "nothing is announced");
}

/// Requirements: G-11, E-01
#[tokio::test]
async fn an_exam_planned_after_its_sign_up_deadline_warns_and_an_officer_signs_up_in_a_case() {
    let office = TestOffice::new().await;
    let ingrid = office.sign_in("ingrid").await;
    let deferred = json!({ "course": office.world.course(), "term": "2026-H", "kind": "deferred",
        "date": "2026-12-18", "copies": 1 });
    let exam = ingrid.call("/api/exams", deferred).await.json()["id"].clone();
    let page = format!("/exams/{}", exam.as_str().unwrap());
    let shown = ingrid.get(&page).await.text();
    assert!(shown.contains("Ingen er oppmeldt, og fristen for å melde seg opp gikk ut"), "{shown}");
    assert!(shown.contains("<title>HIS-1001 høst 2026, utsatt eksamen"), "{shown}");
    assert_eq!(ingrid.get(&format!("/api{page}")).await.json()["signup_over"], true);
    let (number, path) = (number_of(&office, "amina").await, format!("{page}/registrations"));
    let late = [(NUMBERED, number.as_str()), ("language", "nb")];
    assert_eq!(ingrid.post(&path, &late).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let in_case = [late[0], late[1], ("case_ref", "2026/77")];
    assert_eq!(ingrid.post(&path, &in_case).await.status, StatusCode::SEE_OTHER);
    let noted = "select body::jsonb->'facts'->>'case_ref' from audit_entry where action = 'registration.sign_up'";
    let noted: String =
        sqlx::query_scalar(noted).fetch_one(&office.node.store().pool).await.unwrap();
    assert_eq!(noted, "2026/77");
    assert_eq!(ingrid.get(&format!("/api{page}")).await.json()["signup_over"], false);
    let mine = office.sign_in("amina").await.get("/my").await.text();
    assert!(mine.contains("høst 2026, utsatt eksamen"), "{mine}");
}
