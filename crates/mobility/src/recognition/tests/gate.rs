//! The register of exclusions is asked.

use super::*;

/// Requirements: Q-46, LTR-RUST-2
#[tokio::test]
async fn an_exclusion_bars_recognition_and_the_application_is_dismissed_by_letter() {
    let office = office().await;
    let id = with_courses(&office, &[("HIS1000", "10")]).await;
    let line = items(&office, id).await[0];
    assert_eq!(
        code(step!(ingrid(&office).await, |act| dismiss(&mut act, id).await)),
        "not-excluded"
    );
    assessed(&office, id, vec![free(line, "10")]).await.expect("assessed");
    // Monday 2 November 2026 is its last day.
    excluded(&office, date(2026, 8, 1), date(2026, 11, 2)).await;
    assert_eq!(code(decided(&office, id).await), "excluded");
    step!(ingrid(&office).await, |act| dismiss(&mut act, id).await).expect("dismissed");
    let dismissed = case(&office, id).await;
    assert_eq!(dismissed.state, State::Decided);
    let decision = dismissed.decision().expect("a decision");
    assert!(decision.barred_by.is_some() && !decision.because.is_empty());
    let letter = letter(&office, "exclusion_recognition_refused").await;
    for said in ["er avvist", "2. november 2026", "Et år med historie", "tre uker"] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
}

/// Requirements: Q-46
#[tokio::test]
async fn nothing_is_sent_to_be_assessed_in_the_period_and_all_of_it_the_day_after() {
    let office = office().await;
    let id = with_courses(&office, &[("HIS1000", "10")]).await;
    excluded(&office, date(2026, 8, 1), date(2026, 11, 2)).await;
    assert_eq!(code(step!(ingrid(&office).await, |act| send(&mut act, id).await)), "excluded");
    office.clock("2026-11-03T08:00:00+01:00").await;
    assert_eq!(code(step!(ingrid(&office).await, |act| send(&mut act, id).await)), "done");
    assert_eq!(
        code(step!(ingrid(&office).await, |act| dismiss(&mut act, id).await)),
        "not-excluded"
    );
}

/// Requirements, Z-47
#[tokio::test]
async fn whoever_applies_is_watched_and_nothing_is_decided_before_the_register_has_been_asked() {
    let office = office().await.with_register().await;
    let watched = async || -> Vec<String> {
        let sql = "select distinct purpose from exclusion_watched where person_id = $1 order by 1";
        let found = sqlx::query_scalar(sql).bind(person("amina").0);
        found.fetch_all(&office.node.store().pool).await.unwrap()
    };
    assert_eq!(watched().await, ["study"]);
    let id = with_courses(&office, &[("HIS1000", "10")]).await;
    assert_eq!(watched().await, ["recognition", "study"]);
    let line = items(&office, id).await[0];
    assessed(&office, id, vec![free(line, "10")]).await.expect("assessed");
    assert_eq!(code(decided(&office, id).await), "list-too-old");
    planted(
        &office,
        "insert into exclusion_list_copy (version, as_of, sealed_by) values (1, $2, $1)",
    )
    .await;
    assert_eq!(
        code(decided(&office, id).await),
        "not-looked-up",
        "the list is here, her token is not"
    );
    planted(&office, "with key as (
            insert into exclusion_register_key (epoch, public_key) values (1, 'key') returning epoch)
        insert into exclusion_sealed_token (person_id, known_id, epoch, sealed, sealed_by)
        select person.id, known_id, epoch, decode(repeat('01', 32), 'hex'), $1 from person, key
        where student_number is not null and $2::timestamptz is not null").await;
    decided(&office, id).await.expect("decided");
    assert_eq!(watched().await, ["study"], "until it is decided");

    async fn planted(office: &TestOffice, sql: &'static str) {
        let mut act = office.act().await;
        let sql = sqlx::query(sql).bind(office.seal_id());
        let wall = jiff_sqlx::ToSqlx::to_sqlx(act.wall());
        sql.bind(wall).execute(act.conn()).await.expect("planted");
        act.commit(Entry::new("exclusion.test", "exclusion", Uuid::nil())).await.expect("an entry");
    }
}

/// Requirements
#[tokio::test]
async fn why_somebody_is_barred_is_read_by_those_who_work_with_exclusions_alone() {
    let office = office().await;
    let id = with_courses(&office, &[("HIS1000", "10")]).await;
    excluded(&office, date(2026, 8, 1), date(2026, 11, 2)).await;
    let (ingrid, tor) = (office.sign_in("ingrid").await, office.sign_in("tor").await);
    let path = format!("/recognitions/{id}");
    let says_why = |text: String| text.contains("k-reasons");
    let sent = ingrid.post(&format!("{path}/sending"), &[]).await;
    assert_eq!(sent.status.as_u16(), 422);
    assert!(sent.text().contains("Lien"), "whom to ask");
    assert!(!says_why(sent.text()) && !says_why(ingrid.get(&path).await.text()));
    let called = ingrid.call(&format!("/api{path}/sending"), serde_json::json!({})).await.json();
    assert_eq!(called["code"], "excluded");
    assert!(called["because"].as_array().is_none_or(Vec::is_empty), "{called}");
    assert!(says_why(tor.get(&path).await.text()));
    let dismissed = ingrid.post(&format!("{path}/dismissal"), &[]).await;
    assert_eq!(dismissed.status.as_u16(), 303, "{}", dismissed.text());
    assert!(!says_why(ingrid.get(&path).await.text()) && says_why(tor.get(&path).await.text()));
    let reasons =
        |case: serde_json::Value| case["decisions"][0]["because"].as_array().unwrap().len();
    assert_eq!(reasons(ingrid.get(&format!("/api{path}")).await.json()), 0);
    assert!(reasons(tor.get(&format!("/api{path}")).await.json()) > 0);
}
