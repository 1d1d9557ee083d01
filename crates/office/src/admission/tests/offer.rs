//! Applying, being offered a place, and accepting it.

use super::*;

/// Requirements
#[tokio::test]
async fn whoever_an_exclusion_concerns_is_told_in_general_words_and_may_apply_all_the_same() {
    let office = TestOffice::new().await;
    let kim = somebody(&office).await;
    let id = programme(&office, "SYK", Some("HESOS")).await;
    let start = start(&office, &id, "2027-01-11").await;
    let browser = office.sign_in_as(kim).await;
    let warning = "Et vedtak om utestenging kan ha betydning for søknaden din";
    assert!(!browser.get("/my/applications").await.text().contains(warning));
    office.told_of(kim, "KARANTENEN", "ALLE", ("2026-11-01", "2027-06-30")).await;
    let page = browser.get("/my/applications").await.text();
    assert!(page.contains(warning), "{page}");
    assert!(!page.contains(" 997") && !page.contains("30.06.2027"), "no details");
    assert_eq!(browser.get("/api/my/study-starts").await.json()[0]["concerned"], true);
    let sent = [("start-1", start.as_str()), ("results_may_be_fetched", "yes")];
    let done = browser.post("/my/applications", &sent).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let own = browser.get(&done.location.expect("a page")).await.text();
    assert!(own.contains(warning) && own.contains("kan hentes"), "{own}");
    let mine = browser.get("/api/my/applications").await.json();
    assert_eq!(
        (&mine[0]["results_may_be_fetched"], &mine[0]["consent_version"]),
        (&json!(true), &json!(1))
    );
    let watched: Option<String> =
        sqlx::query_scalar("select purpose from exclusion_watched where person_id = $1 order by 1")
            .bind(kim.0)
            .fetch_optional(&office.node.store().pool)
            .await
            .unwrap();
    assert_eq!(watched.as_deref(), Some("admission"), "her token is evaluated from now on");
}

#[tokio::test]
async fn one_applies_until_the_last_day_and_once() {
    let office = TestOffice::new().await;
    let kim = somebody(&office).await;
    let id = programme(&office, "SYK", None).await;
    let [one, other] =
        [start(&office, &id, "2027-01-11").await, start(&office, &id, "2027-08-16").await];
    let browser = office.sign_in_as(kim).await;
    let apply = async |starts: Value| {
        said(&browser.call("/api/my/applications", json!({ "starts": starts })).await)
    };
    assert_eq!(apply(json!([])).await.0, 422);
    assert_eq!(apply(json!([one, one])).await.0, 422);
    assert_eq!(apply(json!([Uuid::nil()])).await.0, 422);
    office.clock("2026-12-01T23:59:59+01:00").await;
    assert_eq!(apply(json!([one])).await, yes(201), "the last second");
    assert_eq!(apply(json!([one])).await, no("already-applied"));
    office.clock("2026-12-02T00:00:00+01:00").await;
    assert_eq!(apply(json!([other])).await, no("too-late"));
}

/// Requirements: Q-36
#[tokio::test]
async fn a_place_is_offered_accepted_and_becomes_a_study_right() {
    let applied = Applied::to(None, &["2027-01-11", "2027-08-16"]).await;
    assert_eq!(applied.answer(0, true).await, no("wrong-state"), "nothing is offered yet");
    for (answer_by, expected) in [("2026-11-01", 422), ("2027-01-12", 422), ("2027-01-11", 204)] {
        let got = applied.offer(0, json!({ "answer_by": answer_by })).await;
        assert_eq!(got.0, expected, "{answer_by}");
    }
    assert_eq!(applied.offer(0, by()).await, no("wrong-state"));
    assert_eq!(applied.answer(0, true).await, yes(204));
    assert_eq!(applied.answer(0, false).await, no("wrong-state"));
    let rights = applied.kim().await.get("/api/my/study-rights").await.json();
    assert_eq!(
        (&rights[0]["code"], &rights[0]["from"], &rights[0]["to"], &rights[0]["state"]),
        (&json!("SYK"), &json!("2027-01-11"), &json!("2030-01-10"), &json!("to_come"))
    );
    assert_eq!(applied.offer(1, by()).await, yes(204));
    assert_eq!(applied.answer(1, false).await, yes(204));
    assert_eq!(applied.seen().await["application"]["choices"][1]["state"], "declined");
}

#[tokio::test]
async fn an_offer_is_answered_until_its_last_day() {
    let applied = Applied::to(None, &["2027-01-11", "2027-08-16"]).await;
    for choice in [0, 1] {
        assert_eq!(applied.offer(choice, by()).await, yes(204));
    }
    applied.office.clock("2026-12-15T23:59:59+01:00").await;
    assert_eq!(applied.answer(0, true).await, yes(204), "the last second");
    applied.office.clock("2026-12-16T00:00:00+01:00").await;
    assert_eq!(applied.answer(1, true).await, no("too-late"));
}

/// Requirements
#[tokio::test]
async fn studies_that_begin_the_day_after_the_quarantine_are_offered_and_on_its_last_day_not() {
    let applied = Applied::to(None, &["2027-06-30", "2027-07-01"]).await;
    applied.told("KARANTENEN", "ALLE", "2027-06-30").await;
    let seen = applied.seen().await;
    let effects: Vec<_> = (0..2).map(|at| &seen["choices"][at]["choice"]["effect"]).collect();
    assert_eq!(effects, ["refuse", "none"]);
    assert_eq!(applied.offer(0, by()).await, no("excluded"));
    assert_eq!(applied.dismiss(&[1], false).await, no("not-barred"));
    assert_eq!(applied.offer(1, by()).await, yes(204));
    assert_eq!(applied.dismiss(&[0], false).await, yes(201));
}

/// Requirements
#[tokio::test]
async fn a_row_that_comes_between_offer_and_answer_bars_the_answer() {
    let applied = Applied::to(None, &["2027-01-11"]).await;
    assert_eq!(applied.offer(0, by()).await, yes(204));
    applied.told("KARANTENEN", "ALLE", "2027-06-30").await;
    assert_eq!(applied.answer(0, true).await, no("excluded"));
    assert_eq!(applied.dismiss(&[0], false).await, yes(201), "an offer that must not be accepted");
}

/// Requirements
#[tokio::test]
async fn a_quarantine_of_one_category_bars_its_programmes_alone() {
    for (row, programme, expected) in [
        ("HESOS", Some("HESOS"), no("excluded")),
        ("HESOS", Some("LÆRER"), yes(204)),
        ("LÆRER", None, yes(204)),
        ("ALLE", None, no("excluded")),
        ("ALLE", Some("LÆRER"), no("excluded")),
    ] {
        let applied = Applied::to(programme, &["2027-01-11"]).await;
        applied.told("KARANTENEN", row, "2027-06-30").await;
        assert_eq!(applied.offer(0, by()).await, expected, "{row} {programme:?}");
    }
}

#[tokio::test]
async fn a_quarantine_of_exams_bars_no_admission() {
    let applied = Applied::to(None, &["2027-01-11"]).await;
    applied.told("EKSAMENN", "ALLE", "2027-06-30").await;
    assert_eq!(applied.offer(0, by()).await, yes(204));
}

/// Requirements
#[tokio::test]
async fn every_officer_is_warned_and_only_those_with_the_role_read_more() {
    let applied = Applied::to(None, &["2027-01-11"]).await;
    assert_eq!(applied.seen().await["warned"], false);
    applied.told("KARANTENEN", "ALLE", "2027-06-30").await;
    let path = format!("/applications/{}", applied.id);
    let liv = applied.office.sign_in("liv").await.get(&path).await.text();
    assert!(liv.contains("Lien") && liv.contains("hindrer opptak"), "whom to ask: {liv}");
    assert!(!liv.contains(" 997,") && !liv.contains("KARANTENEN"), "no details without the role");
    let tor = applied.office.sign_in("tor").await.get(&path).await.text();
    assert!(tor.contains(" 997,") && tor.contains("KARANTENEN"), "{tor}");
    let seen = applied.seen().await;
    assert_eq!((&seen["warned"], &seen["choices"][0]["because"]), (&json!(true), &json!([])));
    let looks = applied.kim().await.get("/my/looks").await.text();
    assert!(looks.contains("Søknad om opptak"), "{looks}");
}

#[tokio::test]
async fn an_application_is_handled_by_its_units_and_read_by_its_applicant_alone() {
    let applied = Applied::to(None, &["2027-01-11"]).await;
    let (own, unit) =
        (format!("/my/applications/{}", applied.id), format!("/applications/{}", applied.id));
    for key in ["amina", "ingrid", "per"] {
        let browser = applied.office.sign_in(key).await;
        for path in [&own, &unit] {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{key} {path}");
            let api = format!("/api{path}");
            assert_eq!(browser.get(&api).await.status, StatusCode::NOT_FOUND, "{key} {api}");
        }
        let choice = &applied.choices[0];
        for step in ["answer", "withdrawal"] {
            let path = format!("/my/applications/choices/{choice}/{step}");
            let sent = browser.post(&path, &[("answer", "accept")]).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{key} {step}");
        }
    }
    let liv = applied.office.sign_in("liv").await;
    assert_eq!(liv.get(&own).await.status, StatusCode::NOT_FOUND, "her own page is hers");
    let kim = applied.kim().await;
    let withdrawal = format!("/my/applications/choices/{}/withdrawal", applied.choices[0]);
    assert_eq!(kim.post(&withdrawal, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(applied.offer(0, by()).await, no("wrong-state"));
    let list = liv.get("/api/applications?state=withdrawn&via=local&programme=SYK").await.json();
    assert_eq!(list.as_array().expect("a list").len(), 1);
    for other in ["state=waiting", "via=national", "programme=GLU"] {
        let list = liv.get(&format!("/api/applications?{other}")).await.json();
        assert_eq!(list, json!([]), "{other}");
    }
}

#[tokio::test]
async fn nobody_handles_an_application_of_ones_own() {
    let office = TestOffice::new().await;
    let id = programme(&office, "SYK", None).await;
    let start = start(&office, &id, "2027-01-11").await;
    let applied = Applied::apply(office, person("liv"), &[start]).await;
    assert_eq!(applied.offer(0, by()).await.0, 404);
    assert_eq!(applied.dismiss(&[0], false).await.0, 404);
    let odd = applied.office.sign_in("odd").await;
    let path = format!("/api/applications/choices/{}/offer", applied.choices[0]);
    assert_eq!(said(&odd.call(&path, by()).await), yes(204));
}

/// Requirements
#[tokio::test]
async fn a_refused_offer_tells_whom_to_ask_and_why_only_those_with_the_role() {
    let applied = Applied::to(None, &["2027-01-11"]).await;
    applied.told("KARANTENEN", "ALLE", "2027-06-30").await;
    let path = format!("/api/applications/choices/{}/offer", applied.choices[0]);
    let liv = applied.office.sign_in("liv").await;
    let refused = liv.call(&path, by()).await;
    assert_eq!(said(&refused), no("excluded"));
    assert!(refused.text().contains("Lien"), "whom to ask: {}", refused.text());
    let fields = [("answer_by", "15.12.2026")];
    let page = liv.post(&path.replace("/api", ""), &fields).await.text();
    assert!(page.contains("Lien"), "{page}");
    for told in [refused.text(), page] {
        assert!(!told.contains("2027-06-30") && !told.contains("30. juni 2027"), "{told}");
        assert!(!told.contains("k-reasons") && !told.contains("12-11"), "{told}");
    }
    let tor = applied.office.sign_in("tor").await;
    let why = tor.call(&path, by()).await;
    assert_eq!(said(&why), no("excluded"));
    assert!(
        why.json()["because"].as_array().is_some_and(|steps| !steps.is_empty()),
        "{}",
        why.text()
    );
}

/// A row of one study elsewhere, which the rule leaves to a person.
const STUDY: (&str, &str, Option<&str>) = ("KARANTENEN", "ALLE", Some("SYKEPLEIE"));
const PERIOD: (&str, &str) = ("2026-11-01", "2027-06-30");

fn assessed() -> Value {
    json!({ "answer_by": "2026-12-15", "assessed": true })
}

impl Applied {
    async fn offer_of(&self, key: &str, body: Value) -> (u16, String) {
        let officer = self.office.sign_in(key).await;
        let path = format!("/api/applications/choices/{}/offer", self.choices[0]);
        said(&officer.call(&path, body).await)
    }

    async fn looks_again(&self, key: &str) -> bool {
        let desk = self.office.sign_in(key).await.get("/desk").await.text();
        desk.contains("Vurder en utestenging som er kommet etter et tilbud")
    }
}

/// Requirements, Z-47
#[tokio::test]
async fn a_row_of_one_study_that_comes_after_the_offer_is_assessed_by_two_before_it_is_accepted() {
    let applied = Applied::to(None, &["2027-01-11"]).await;
    assert_eq!(applied.offer(0, by()).await, yes(204));
    assert!(!applied.looks_again("liv").await);
    applied.office.told_of_study(applied.kim, STUDY, PERIOD).await;
    assert_eq!(applied.answer(0, true).await, no("to-be-assessed"), "nobody has looked");
    assert!(applied.looks_again("liv").await);
    assert_eq!(applied.offer(0, by()).await, no("to-be-assessed"));
    assert_eq!(applied.offer_of("liv", assessed()).await, yes(202));
    assert_eq!(applied.answer(0, true).await, no("to-be-assessed"), "one alone");
    assert_eq!(applied.offer_of("liv", assessed()).await, no("same-person"));
    let odd = applied.office.sign_in("odd").await;
    let page = odd.get(&format!("/applications/{}", applied.id)).await.text();
    assert!(page.contains("To personer må vurdere"), "{page}");
    assert_eq!(applied.offer_of("odd", assessed()).await, yes(204));
    assert!(!applied.looks_again("liv").await);
    assert_eq!(applied.answer(0, true).await, yes(204));
}

/// Requirements
#[tokio::test]
async fn past_a_row_that_is_left_to_a_person_two_offer_a_place_and_of_its_next_version_two_again() {
    let applied = Applied::to(None, &["2027-01-11"]).await;
    let row = applied.office.told_of_study(applied.kim, STUDY, PERIOD).await;
    assert_eq!(applied.offer_of("liv", assessed()).await, yes(202));
    assert_eq!(applied.seen().await["application"]["choices"][0]["state"], "waiting");
    assert_eq!(applied.answer(0, true).await, no("wrong-state"));
    assert_eq!(applied.offer_of("odd", assessed()).await, yes(204));
    let mut act = applied.office.act().await;
    sqlx::query(
        "update exclusion_told_row set version = 2, to_on = '2027-12-31' where row_id = $1",
    )
    .bind(row)
    .execute(act.conn())
    .await
    .expect("another period");
    act.commit(Entry::new("test.changed", "exclusion", row)).await.expect("changed");
    assert_eq!(applied.answer(0, true).await, no("to-be-assessed"), "another version");
    for (key, status) in [("odd", 202), ("liv", 204)] {
        assert_eq!(applied.offer_of(key, assessed()).await, yes(status));
    }
    assert_eq!(applied.answer(0, true).await, yes(204));
}

/// Requirements: Q-27
#[tokio::test]
async fn the_database_itself_lets_nobody_assess_in_another_s_name_or_her_own_application() {
    let applied = Applied::to(None, &["2027-01-11"]).await;
    let row = applied.office.told_of_study(applied.kim, STUDY, PERIOD).await;
    let choice = &applied.choices[0];
    let insert = |by: PersonId| {
        format!(
            "insert into offer_assessment values ('{choice}', '{row}', 1, '{}', '2026-11-02')",
            by.0
        )
    };
    assert!(!applied.office.lets("liv", &insert(person("odd"))).await);
    assert!(!applied.office.lets("liv", &insert(applied.kim)).await);
    assert!(applied.office.lets("liv", &insert(person("liv"))).await);
}
