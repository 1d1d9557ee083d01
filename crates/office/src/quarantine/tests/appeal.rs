//! The appeal against a refusal: three weeks, to whom it is about, and what follows.

use crate::testing::{Browser, TestOffice};
use crate::world::CastMember;
use axum::http::StatusCode;
use rules::Language;
use serde_json::{Value, json};
use uuid::Uuid;

/// A registration of Amina's that was annulled on 2 November 2026, with the row behind it.
struct Annulled {
    office: TestOffice,
    exam: crate::ExamId,
    row: Uuid,
    path: String,
}

async fn annulled() -> Annulled {
    annulled_at(TestOffice::new().await).await
}

async fn annulled_at(office: TestOffice) -> Annulled {
    let exam = office.exam(office.world.course(), "2027-03-15").await;
    let registration = office.registered(exam, "amina", Language::Nb).await;
    let amina = CastMember::named("amina").id();
    let period = ("2026-11-02", "2027-08-15");
    let row = office.told_of(amina, "EKSAMENN", "ALLE", period).await;
    let ingrid = office.sign_in("ingrid").await;
    let body = json!({ "registrations": [registration] });
    let made = ingrid.call("/api/quarantines/withdrawals", body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let id = made.json()["id"].as_str().expect("an id").to_owned();
    Annulled { office, exam, row, path: format!("quarantines/{id}") }
}

impl Annulled {
    async fn lodge(&self, browser: &Browser, ground: &str) -> (StatusCode, Value) {
        let body = json!({ "ground": ground, "grounds": "Jeg har ikke jukset." });
        code(browser.call(&format!("/api/my/{}/appeal", self.path), body).await)
    }

    async fn came(&self, on: &str, excuse: &str) -> (StatusCode, Value) {
        let body =
            json!({ "ground": "used", "received_on": on, "channel": "post", "excuse": excuse });
        let ingrid = self.office.sign_in("ingrid").await;
        code(ingrid.call(&format!("/api/{}/appeal", self.path), body).await)
    }

    async fn step(&self, name: &str, body: Value) -> (StatusCode, Value) {
        self.step_of("ingrid", name, body).await
    }

    async fn step_of(&self, key: &str, name: &str, body: Value) -> (StatusCode, Value) {
        let officer = self.office.sign_in(key).await;
        code(officer.call(&format!("/api/{}/{name}", self.path), body).await)
    }

    /// Sent on, with this outcome entered by Ingrid.
    async fn entered(&self, outcome: &str) {
        let amina = self.office.sign_in("amina").await;
        assert_eq!(self.lodge(&amina, "registered").await, DONE);
        assert_eq!(self.step("forwarding", json!({})).await, DONE);
        let body = json!({ "outcome": outcome, "outcome_on": "2026-11-02" });
        assert_eq!(self.step("outcome", body).await, DONE);
    }

    async fn signs_up(&self) -> StatusCode {
        let amina = self.office.sign_in("amina").await;
        let wish = json!({ "exam": self.exam, "language": "nb" });
        amina.call("/api/my/registrations", wish).await.status
    }
}

fn code(answer: crate::testing::Answer) -> (StatusCode, Value) {
    let code = if answer.body.is_empty() { Value::Null } else { answer.json()["code"].clone() };
    (answer.status, code)
}

const DONE: (StatusCode, Value) = (StatusCode::NO_CONTENT, Value::Null);

fn refused(code: &str) -> (StatusCode, Value) {
    (StatusCode::CONFLICT, json!(code))
}

/// Requirements: Q-45, E-26
#[tokio::test]
async fn a_refusal_on_paper_is_appealed_within_three_weeks_of_its_arrival() {
    let office = TestOffice::new().await;
    let mut act = office.act().await;
    let amina = CastMember::named("amina").id().0;
    let gone = sqlx::query("update person set email = '' where id = $1").bind(amina);
    gone.execute(act.conn()).await.unwrap();
    act.commit(::store::Entry::new("test.address", "person", amina)).await.unwrap();
    let case = annulled_at(office).await;
    let amina = case.office.sign_in("amina").await;
    let own = format!("/api/my/{}", case.path);
    assert_eq!(amina.get(&own).await.json()["appeal_by"], "2026-11-30", "it arrives on 9 November");
    crate::jobs::run_due(&case.office.node).await.unwrap();
    case.office.clock("2026-12-01T12:00:00+01:00").await;
    let ingrid = case.office.sign_in("ingrid").await;
    let letter = ingrid.get(&format!("/api/{}", case.path)).await.json()["letter"].clone();
    let posted = ingrid.call("/api/letters/print", json!({ "letters": [letter] })).await;
    assert_eq!(posted.status, StatusCode::OK, "{}", posted.text());
    crate::jobs::run_due(&case.office.node).await.unwrap();
    let amina = case.office.sign_in("amina").await;
    assert_eq!(amina.get(&own).await.json()["appeal_by"], "2026-12-29", "it arrives on 8 December");
    case.office.clock("2026-12-30T12:00:00+01:00").await;
    assert_eq!(case.came("2026-12-30", "").await, refused("too-late"));
    assert_eq!(case.came("2026-12-29", "").await, DONE);
}

/// Requirements: Q-45, E-26
#[tokio::test]
async fn one_appeals_within_three_weeks_and_no_later_unless_it_is_excused() {
    let case = annulled().await;
    let amina = case.office.sign_in("amina").await;
    let seen = amina.get(&format!("/api/my/{}", case.path)).await.json();
    assert_eq!(seen["appeal_by"], "2026-11-23");
    case.office.clock("2026-11-23T23:59:59+01:00").await;
    assert_eq!(case.lodge(&amina, "registered").await, DONE, "the last second");
    assert_eq!(case.lodge(&amina, "registered").await, refused("already-appealed"));
    let late = annulled().await;
    late.office.clock("2026-11-24T00:00:00+01:00").await;
    let amina = late.office.sign_in("amina").await;
    assert_eq!(late.lodge(&amina, "registered").await, refused("too-late"));
    assert_eq!(late.came("2026-11-24", "").await, refused("too-late"));
    assert_eq!(late.came("2026-11-25", "").await.0, StatusCode::UNPROCESSABLE_ENTITY, "to come");
    assert_eq!(late.came("2026-11-01", "").await.0, StatusCode::UNPROCESSABLE_ENTITY, "before");
    assert_eq!(late.came("2026-11-24", "Syk i fristen.").await, DONE);
}

/// Requirements: Q-45, B-23
#[tokio::test]
async fn what_is_about_the_decision_goes_to_whoever_decided_and_what_is_about_its_use_stays() {
    let case = annulled().await;
    let amina = case.office.sign_in("amina").await;
    assert_eq!(case.step("forwarding", json!({})).await, refused("not-appealed"));
    assert_eq!(case.lodge(&amina, "registered").await, DONE);
    let ingrid = case.office.sign_in("ingrid").await;
    assert!(ingrid.get("/desk").await.text().contains("Send en klage på avvisning videre"));
    assert_eq!(case.step("forwarding", json!({})).await, DONE);
    assert_eq!(case.step("forwarding", json!({})).await, refused("already-sent"));
    let letters = case.office.letters("exclusion_appeal_forwarded").await;
    assert_eq!(letters.len(), 2, "one to the institution, one to the person");
    let to =
        |who: &str| letters.iter().find(|one| one["reader"]["reader"] == who).expect("a letter");
    assert_eq!(to("body")["head"]["addressee"]["name"], "997");
    assert_eq!(to("body")["reader"]["person"], "Amina Farah");
    assert_eq!(to("person")["ground"], "registered");
    assert_eq!(to("person")["grounds"], "Jeg har ikke jukset.");
    let here = annulled().await;
    let amina = here.office.sign_in("amina").await;
    assert_eq!(here.lodge(&amina, "used").await, DONE);
    assert_eq!(here.step("forwarding", json!({})).await, DONE);
    let letters = here.office.letters("exclusion_appeal_forwarded").await;
    let onward = letters.iter().find(|one| one["reader"]["reader"] == "body").expect("a letter");
    assert_eq!(onward["head"]["addressee"]["name"], "Nordlys universitet");
    assert_eq!(onward["body"], "student_affairs_board");
}

/// Requirements: Q-45
#[tokio::test]
async fn upheld_the_row_is_set_aside_in_this_case_and_rejected_it_is_not() {
    for (outcome, then) in [("upheld", StatusCode::CREATED), ("rejected", StatusCode::CONFLICT)] {
        let case = annulled().await;
        let amina = case.office.sign_in("amina").await;
        assert_eq!(case.signs_up().await, StatusCode::CONFLICT);
        assert_eq!(case.lodge(&amina, "registered").await, DONE);
        let body = |on: &str| json!({ "outcome": outcome, "outcome_on": on });
        assert_eq!(case.step("outcome", body("2026-11-02")).await, refused("not-sent"));
        assert_eq!(case.step("forwarding", json!({})).await, DONE);
        let early = case.step("outcome", body("2026-11-01")).await;
        assert_eq!(early.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(case.step("outcome", body("2026-11-02")).await, DONE);
        assert_eq!(case.step("outcome", body("2026-11-02")).await, refused("already-settled"));
        assert_eq!(case.signs_up().await, StatusCode::CONFLICT, "one alone upholds nothing");
        let looked_at = json!({ "outcome": outcome });
        assert_eq!(case.step_of("liv", "outcome-control", looked_at).await, DONE);
        assert_eq!(case.signs_up().await, then, "{outcome}");
    }
}

/// Requirements: Q-45
#[tokio::test]
async fn the_outcome_that_one_has_entered_another_controls_or_sends_back() {
    let case = annulled().await;
    let looked_at = json!({ "outcome": "upheld" });
    let nothing = refused("nothing-entered");
    assert_eq!(case.step_of("liv", "outcome-control", looked_at.clone()).await, nothing);
    case.entered("upheld").await;
    for step in ["outcome-control", "outcome-refusal"] {
        assert_eq!(case.step(step, looked_at.clone()).await, refused("same-person"), "{step}");
    }
    let (ingrid, liv) = (case.office.sign_in("ingrid").await, case.office.sign_in("liv").await);
    let to_control = "Kontroller utfallet av en klage på avvisning";
    assert!(!ingrid.get("/desk").await.text().contains(to_control), "not her own");
    assert!(liv.get("/desk").await.text().contains(to_control));
    let amina = case.office.sign_in("amina").await;
    let own = amina.get(&format!("/api/my/{}", case.path)).await.json();
    assert_eq!(
        (&own["appeal"]["outcome"], &own["appeal"]["entered"]),
        (&json!(null), &json!(null))
    );
    let page = amina.get(&format!("/my/{}", case.path)).await.text();
    assert!(page.contains("venter på kontroll") && !page.contains("medhold"), "{page}");
    let page = ingrid.get(&format!("/{}", case.path)).await.text();
    assert!(page.contains("En annen må kontrollere") && !page.contains("outcome-control"));
    let page = liv.get(&format!("/{}", case.path)).await.text();
    assert!(page.contains("outcome-control") && page.contains("outcome-refusal"), "{page}");
    let other = json!({ "outcome": "rejected" });
    let conflict = case.step_of("liv", "outcome-control", other.clone()).await;
    assert_eq!(conflict.0, StatusCode::CONFLICT, "another than she has looked at");
    let form = [("outcome", "upheld")];
    let back = liv.post(&format!("/{}/outcome-refusal", case.path), &form).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert_eq!(case.signs_up().await, StatusCode::CONFLICT);
    let body = json!({ "outcome": "rejected", "outcome_on": "2026-11-02" });
    assert_eq!(case.step("outcome", body).await, DONE, "entered anew");
    let form = [("outcome", "rejected")];
    let done = liv.post(&format!("/{}/outcome-control", case.path), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(case.step_of("odd", "outcome-refusal", other).await, nothing, "it counts");
}

/// Requirements: Q-45
#[tokio::test]
async fn no_sql_of_one_person_upholds_an_appeal_or_lets_it_vanish() {
    let case = annulled().await;
    case.entered("upheld").await;
    let office = &case.office;
    let liv = format!("'{}'", CastMember::named("liv").id());
    let control = "update quarantine_appeal set outcome_controlled_on = '2026-11-02',
        outcome_controlled_by = ";
    for (sql, why) in [
        (format!("{control} ME"), "her own"),
        (format!("{control} {liv}"), "in another's name"),
        ("update quarantine_appeal set outcome_by = null".to_owned(), "by nobody"),
        (format!("update quarantine_appeal set outcome_by = {liv}"), "entered by another"),
        ("update quarantine_appeal set outcome = 'rejected'".to_owned(), "another outcome"),
        (
            "update quarantine_appeal set outcome = null, outcome_on = null, outcome_by = null"
                .to_owned(),
            "one's own sent back",
        ),
        ("update quarantine_appeal set sent_by = ME, sent_on = '2026-11-01'".to_owned(), "sent"),
        ("delete from quarantine_appeal".to_owned(), "deleted"),
    ] {
        assert!(!office.lets("ingrid", &sql).await, "{why}: {sql}");
    }
    assert!(office.lets("liv", &format!("{control} ME")).await, "by another");
    for sql in [
        "update quarantine_appeal set outcome_controlled_on = null, outcome_controlled_by = null",
        "update quarantine_appeal set outcome = 'rejected'",
    ] {
        assert!(!office.lets("odd", sql).await, "it counts: {sql}");
    }
}

/// Requirements: Q-45
#[tokio::test]
async fn upheld_for_one_exam_and_one_version_of_the_row_it_opens_no_other() {
    for (later, sql) in [
        ("of another exam", "update quarantine_refusal_of set subject_id = $1"),
        (
            "a later version is another matter",
            "update exclusion_told_row set version = 2 where row_id = $1",
        ),
    ] {
        let case = annulled().await;
        case.entered("upheld").await;
        let looked_at = json!({ "outcome": "upheld" });
        assert_eq!(case.step_of("liv", "outcome-control", looked_at).await, DONE);
        let mut act = case.office.act().await;
        sqlx::query(sql).bind(case.row).execute(act.conn()).await.expect("changed");
        act.commit(::store::Entry::new("test.row", "exclusion", case.row)).await.expect("changed");
        assert_eq!(case.signs_up().await, StatusCode::CONFLICT, "{later}");
    }
}

/// Requirements: Q-45
#[tokio::test]
async fn a_row_that_was_taken_back_before_the_appeal_went_on_ends_it() {
    let case = annulled().await;
    let amina = case.office.sign_in("amina").await;
    assert_eq!(case.lodge(&amina, "registered").await, DONE);
    case.office.removed(case.row).await;
    assert_eq!(case.step("forwarding", json!({})).await, refused("row-gone"));
    let body = json!({ "outcome": "upheld", "outcome_on": "2026-11-02" });
    assert_eq!(case.step("outcome", body).await, DONE);
    assert_eq!(case.signs_up().await, StatusCode::CREATED);
}

#[tokio::test]
async fn a_refusal_is_seen_by_its_person_and_its_unit_alone() {
    let case = annulled().await;
    for (key, own, unit) in
        [("amina", 200, 404), ("bjorn", 404, 404), ("ingrid", 404, 200), ("per", 404, 404)]
    {
        let browser = case.office.sign_in(key).await;
        for prefix in ["", "/api"] {
            let mine = browser.get(&format!("{prefix}/my/{}", case.path)).await.status;
            let theirs = browser.get(&format!("{prefix}/{}", case.path)).await.status;
            assert_eq!((mine.as_u16(), theirs.as_u16()), (own, unit), "{key} {prefix}");
        }
    }
    let bjorn = case.office.sign_in("bjorn").await;
    assert_eq!(case.lodge(&bjorn, "used").await.0, StatusCode::NOT_FOUND);
    let page = case.office.sign_in("ingrid").await.get(&format!("/{}", case.path)).await.text();
    assert!(!page.contains("institusjon 997"), "details are for those who read exclusions");
    let amina = case.office.sign_in("amina").await;
    assert!(amina.get("/my/quarantines").await.text().contains("oppmelding til eksamen"));
    assert!(amina.get("/my/looks").await.text().contains("Avvisning på grunn av utestenging"));
}

/// Requirements: Q-45
#[tokio::test]
async fn what_an_officer_registers_on_paper_does_not_use_up_the_student_s_own_appeal() {
    let annulled = annulled().await;
    assert_eq!(annulled.came("2026-11-02", "").await, DONE);
    assert_eq!(annulled.step("forwarding", json!({})).await, DONE);
    let rejected = json!({ "outcome": "rejected", "outcome_on": "2026-11-02" });
    assert_eq!(annulled.step("outcome", rejected.clone()).await, refused("may-still-write"));
    let amina = annulled.office.sign_in("amina").await;
    let page = amina.get(&format!("/my/{}", annulled.path)).await.text();
    assert!(page.contains("skrive selv til og med fristen"), "{page}");
    assert_eq!(annulled.lodge(&amina, "registered").await, DONE, "and she says what it is about");
    assert_eq!(annulled.lodge(&amina, "registered").await, refused("already-appealed"), "once");
    assert_eq!(annulled.step("outcome", rejected.clone()).await, refused("not-sent"));
    let ingrid = annulled.office.sign_in("ingrid").await;
    let case = ingrid.get(&format!("/api/{}", annulled.path)).await.json();
    let appeal = &case["appeal"];
    assert_eq!(
        (&appeal["ground"], &appeal["grounds"], &appeal["own_words_on"], &appeal["sent_on"]),
        (&json!("registered"), &json!("Jeg har ikke jukset."), &json!("2026-11-02"), &Value::Null)
    );
    assert_eq!(annulled.step("forwarding", json!({})).await, DONE);
    assert_eq!(annulled.step("forwarding", json!({})).await, refused("already-sent"));
    let letters = annulled.office.letters("exclusion_appeal_forwarded").await;
    assert_eq!(letters.len(), 4, "to the body and to her, twice");
    assert!(letters[2..].iter().all(|one| one["grounds"] == "Jeg har ikke jukset."));
    assert_eq!(annulled.step("outcome", rejected).await, DONE);
    for (key, expected) in [("ingrid", false), ("amina", false)] {
        let id = annulled.path.trim_start_matches("quarantines/");
        let words =
            format!("insert into quarantine_own_words values ('{id}', 'used', '2026-11-02', 'x')");
        assert_eq!(annulled.office.lets(key, &words).await, expected, "{key}: once, and by her");
    }
}

/// Requirements: Q-45
#[tokio::test]
async fn what_came_on_paper_alone_is_rejected_after_the_last_day_and_not_on_it() {
    let annulled = annulled().await;
    assert_eq!(annulled.came("2026-11-02", "").await, DONE);
    assert_eq!(annulled.step("forwarding", json!({})).await, DONE);
    let rejected = json!({ "outcome": "rejected", "outcome_on": "2026-11-02" });
    annulled.office.clock("2026-11-23T23:59:59+01:00").await;
    assert_eq!(annulled.step("outcome", rejected.clone()).await, refused("may-still-write"));
    annulled.office.clock("2026-11-24T00:00:00+01:00").await;
    assert_eq!(annulled.step("outcome", rejected).await, DONE);
}

/// What bars less now was refused for what it was: somebody of the unit is to look again, and nobody is told
/// that it is her own to judge.
///
/// Requirements
#[tokio::test]
async fn a_refusal_whose_exclusion_is_changed_is_on_the_desk_until_somebody_has_considered_it_again()
 {
    let case = annulled().await;
    let task = "Consider a refusal again";
    let desk = async |key: &str| case.office.sign_in(key).await.get("/api/desk").await.text();
    assert!(!desk("ingrid").await.contains(task), "nothing has changed");
    assert_eq!(case.step("look-again", json!({})).await, refused("not-changed"));
    let mut act = case.office.act().await;
    let shorter =
        "update exclusion_told_row set version = 2, to_on = '2027-01-15' where row_id = $1";
    sqlx::query(shorter).bind(case.row).execute(act.conn()).await.unwrap();
    act.commit(::store::Entry::new("exclusion.changed", "exclusion", case.row)).await.unwrap();
    assert!(desk("ingrid").await.contains(task));
    assert!(!desk("amina").await.contains(task));
    let page = case.office.sign_in("ingrid").await.get(&format!("/{}", case.path)).await.text();
    assert!(page.contains("har en annen periode nå"), "{page}");
    let own = case.office.sign_in("amina").await;
    let seen = own.get(&format!("/api/my/{}", case.path)).await.json();
    assert_eq!(seen["changed"], false, "it is for the unit to judge");
    let path = format!("/api/{}/look-again", case.path);
    assert_eq!(own.call(&path, json!({})).await.status, StatusCode::NOT_FOUND);
    assert_eq!(case.step("look-again", json!({})).await, DONE);
    assert!(!desk("ingrid").await.contains(task));
    let ingrid = case.office.sign_in("ingrid").await;
    let seen = ingrid.get(&format!("/api/{}", case.path)).await.json();
    assert_eq!(seen["changed"], false);
    assert_eq!(case.step("look-again", json!({})).await, refused("not-changed"), "once");
    assert_eq!(case.signs_up().await, StatusCode::CREATED, "the exam is after the new period");
}
