//! Applications of the national admission, and the message to the applicant.

use super::*;

const HEAD: &str = "reference;national_id;given_name;family_name;received_on;programme;starts_on;priority;email;address;language;results_may_be_fetched";

async fn import(office: &TestOffice, lines: &[&str]) -> Answer {
    let file = format!("{HEAD}\n{}\n", lines.join("\n"));
    office.sign_in("tor").await.call("/api/applications/import", json!({ "file": file })).await
}

/// Requirements: Q-38
#[tokio::test]
async fn a_file_is_taken_in_once_and_its_persons_are_watched() {
    let office = TestOffice::new().await;
    let id = programme(&office, "SYK", None).await;
    start(&office, &id, "2027-01-11").await;
    start(&office, &id, "2027-08-16").await;
    let id = kims_id();
    let lines = [
        format!("SO-1;{id};Kim;Prøve;2026-10-15;SYK;2027-01-11;1;;Vegen 1|9999 Nordlys;nn;J"),
        format!("SO-1;{id};Kim;Prøve;2026-10-15;SYK;16.08.2027;2;;;;"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let done = import(&office, &lines).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    assert_eq!(done.json(), json!({ "added": 1, "known": 0 }));
    assert_eq!(import(&office, &lines).await.json(), json!({ "added": 0, "known": 1 }));
    let liv = office.sign_in("liv").await;
    let list = liv.get("/api/applications?via=national").await.json();
    assert_eq!(list.as_array().expect("a list").len(), 2);
    let path = format!("/api/applications/{}", list[0]["application"].as_str().expect("an id"));
    let seen = liv.get(&path).await.json();
    assert_eq!(
        (&seen["application"]["reference"], &seen["application"]["results_may_be_fetched"]),
        (&json!("SO-1"), &json!(true))
    );
    let watched: i64 = sqlx::query_scalar(
        "select count(distinct person_id) from exclusion_watched
            where purpose = 'admission'",
    )
    .fetch_one(&office.node.store().pool)
    .await
    .unwrap();
    assert_eq!(watched, 1);
}

/// Requirements: Q-38
#[tokio::test]
async fn every_bad_line_is_named_by_field_and_value_and_nothing_is_taken_in() {
    let office = TestOffice::new().await;
    let programme = programme(&office, "SYK", None).await;
    start(&office, &programme, "2027-01-11").await;
    let id = kims_id();
    let lines = [
        format!("SO-1;{id};Kim;Prøve;2026-10-15;SYK;2027-01-11;1;;;;"),
        format!("SO-1;{id};Kim;Prøve;2026-10-15;SYK;2027-01-11;1;;;;"),
        format!("SO-2;{id};Kim;Prøve;2026-10-15;XYZ;2027-01-11;1;;;;"),
        format!("SO-3;{id};Kim;Prøve;2026-10-15;SYK;2027-02-01;0;;;dk;"),
        format!("SO-4;{id};Kim;Prøve;2026-10-15;SYK;2027-02-01;1;;;;"),
        "SO-5;12345678901;Kim;Prøve;i går;SYK;2027-01-11;1;;;;ja".to_owned(),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let answer = import(&office, &lines).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    let text = answer.text();
    for expected in [
        "linje 3, programme",
        "linje 3, priority",
        "linje 4, programme: «XYZ»",
        "linje 5, priority: «0»",
        "linje 5, language: «dk»",
        "linje 6, starts_on: «2027-02-01»",
        "linje 7, national_id",
        "linje 7, received_on: «i går»",
        "linje 7, results_may_be_fetched: «ja»",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert!(!text.contains(&id) && !text.contains("12345678901"), "no national id is shown");
    let stored: i64 = sqlx::query_scalar("select count(*) from application")
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(stored, 0);
    assert_eq!(import(&office, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "empty");
    let liv = office.sign_in("liv").await;
    let body = json!({ "file": HEAD });
    let tried = liv.call("/api/applications/import", body).await;
    assert_eq!(tried.status, StatusCode::NOT_FOUND, "it is the institution's");
}

/// Requirements: Q-38, LTR-0
#[tokio::test]
async fn the_officer_sends_the_standard_message_once_and_says_what_is_barred_and_what_is_not() {
    let office = TestOffice::new().await;
    let programme = programme(&office, "SYK", None).await;
    start(&office, &programme, "2027-01-11").await;
    start(&office, &programme, "2027-08-16").await;
    let id = kims_id();
    let lines = [
        format!("SO-1;{id};Kim;Prøve;2026-10-15;SYK;2027-01-11;1;;Vegen 1|9999 Nordlys;en;N"),
        format!("SO-1;{id};Kim;Prøve;2026-10-15;SYK;2027-08-16;2;;;;"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(import(&office, &lines).await.status, StatusCode::OK);
    let liv = office.sign_in("liv").await;
    let list = liv.get("/api/applications").await.json();
    let path = format!("/api/applications/{}/message", list[0]["application"].as_str().unwrap());
    assert_eq!(said(&liv.call(&path, json!({})).await), no("not-barred"));
    let kim: Uuid = sqlx::query_scalar("select id from person where national_id = $1")
        .bind(&id)
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap();
    let period = ("2026-11-01", "2027-06-30");
    let study = ("KARANTENEN", "ALLE", Some("SYK"));
    office.told_of_study(PersonId(kim), study, period).await;
    assert_eq!(said(&liv.call(&path, json!({})).await), no("to-be-assessed"), "nobody has looked");
    office.told_of(PersonId(kim), "KARANTENEN", "ALLE", period).await;
    let mut act = office.act().await;
    sqlx::query("update person set email = 'kim@post.example' where id = $1")
        .bind(kim)
        .execute(act.conn())
        .await
        .expect("an address");
    act.commit(Entry::new("test.address", "person", kim)).await.expect("an address");
    assert_eq!(said(&liv.call(&path, json!({})).await), yes(201));
    assert_eq!(said(&liv.call(&path, json!({})).await), no("already-told"));
    let letter = office.letters("exclusion_applicant_message").await.remove(0);
    assert_eq!(letter["through"]["nb"], "Samordna opptak");
    assert_eq!(letter["barred"].as_array().expect("choices").len(), 1);
    assert_eq!(letter["open"].as_array().expect("choices").len(), 1);
    assert_eq!(letter["head"]["addressee"]["lines"], json!(["Vegen 1", "9999 Nordlys"]));
    assert_eq!(letter["head"]["your_ref"], "SO-1");
    let (channel, language): (String, String) = sqlx::query_as(
        "select channel, language from letter where kind = 'exclusion_applicant_message'",
    )
    .fetch_one(&office.node.store().pool)
    .await
    .unwrap();
    assert_eq!((channel.as_str(), language.as_str()), ("print", "en"), "to the registered address");
}

/// Requirements: Q-38
#[tokio::test]
async fn whoever_applied_on_her_own_page_was_told_there() {
    let applied = Applied::to(None, &["2027-01-11"]).await;
    applied.told("KARANTENEN", "ALLE", "2027-06-30").await;
    let liv = applied.office.sign_in("liv").await;
    let path = format!("/api/applications/{}/message", applied.id);
    assert_eq!(said(&liv.call(&path, json!({})).await), no("not-national"));
}
