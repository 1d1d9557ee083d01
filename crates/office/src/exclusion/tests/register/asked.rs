//! What the office asks, and of whom it learns.

use super::super::super::{certain, warnings};
use super::*;
use std::time::Duration;

async fn counted(office: &TestOffice, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&office.node.store().pool).await.unwrap()
}

/// The code of what refuses to let somebody on by the list.
async fn certainty(office: &TestOffice) -> String {
    let mut conn = office.node.store().pool.acquire().await.unwrap();
    super::super::code(certain(&mut conn, &office.node).await)
}

/// Requirements, Z-47
#[tokio::test]
async fn only_of_a_student_who_stands_on_the_list_the_register_is_asked_by_name_and_once() {
    let (office, register) = both().await;
    assert_eq!(register.looked_at(&office).await, [LIST, EVALUATE, ASK]);
    let asked = "select count(*) from exclusion_question where answered_at is not null
        and purpose = 'study'";
    assert_eq!(counted(&office, asked).await, 1);
    assert!(register.looked_at(&office).await.is_empty(), "nothing is asked twice");
    let told = counted(&office, "select count(*) from exclusion_told_row").await;
    assert_eq!(told, 1, "the stranger is nobody's");
    let mut conn = office.node.store().pool.acquire().await.unwrap();
    let today = office.node.today();
    for (key, warned) in [("amina", true), ("cecilie", false)] {
        let of = CastMember::named(key).id();
        let found = warnings(&mut conn, &office.node, of, today).await.unwrap();
        assert_eq!(found.is_some(), warned, "{key}");
    }
}

/// Requirements: Q-07, Z-47
#[tokio::test]
async fn neither_a_token_nor_a_national_id_that_was_asked_about_is_kept_in_clear() {
    let (office, register) = both().await;
    register.looked_at(&office).await;
    for id in [id_of("amina"), STRANGER.to_owned()] {
        let token = register.epochs[0].token(&id);
        for text in [hex::encode(token.bytes()), token.to_string()] {
            assert!(tables_with(&office, &text).await.is_empty());
        }
    }
    let known = tables_with(&office, &id_of("amina")).await;
    assert_eq!(known, ["person"], "what was asked and answered is erased");
    assert!(tables_with(&office, STRANGER).await.is_empty());
    assert_eq!(counted(&office, "select count(*) from exclusion_listed").await, 2);
    assert_eq!(counted(&office, "select count(*) from exclusion_blinding").await, 0);
}

/// Requirements: Q-07
#[tokio::test]
async fn a_list_of_several_pages_counts_when_all_of_one_version_are_here() {
    let (office, mut register) = both().await;
    register.page = 1;
    look(&office.node).await.unwrap();
    let asked = register.answers(&office).await;
    assert_eq!(asked.iter().filter(|kind| *kind == LIST).count(), 2);
    register.registers("57819954321", &Row { id: Uuid::from_u128(9), ..row(1, date(2027, 6, 30)) });
    assert_eq!(counted(&office, "select version from exclusion_list_copy").await, 2);
    register.tells(&office, LISTED, &Listed { version: 3 }).await;
    assert_eq!(register.answers(&office).await.iter().filter(|kind| *kind == LIST).count(), 3);
    assert_eq!(counted(&office, "select version from exclusion_list_copy").await, 3);
    assert_eq!(counted(&office, "select count(*) from exclusion_listed").await, 3);
}

/// Requirements: Q-07
#[tokio::test]
async fn a_version_that_comes_between_two_pages_is_asked_for_from_its_first_page_on() {
    let (office, mut register) = both().await;
    register.page = 1;
    look(&office.node).await.unwrap();
    assert_eq!(register.answers_one(&office).await.as_deref(), Some(LIST));
    register.registers("57819954321", &Row { id: Uuid::from_u128(9), ..row(1, date(2027, 6, 30)) });
    register.answers(&office).await;
    assert_eq!(counted(&office, "select version from exclusion_list_copy").await, 3);
    let pages = counted(&office, "select count(*) from exclusion_listed").await;
    assert_eq!(pages, 3, "no page of the newer version is missing");
}

#[tokio::test]
async fn a_new_key_gives_new_tokens_and_nobody_is_asked_about_twice_for_it() {
    let (office, mut register) = both().await;
    register.looked_at(&office).await;
    register.epochs.push(Evaluator::new(&[2; 32], 2));
    register.version += 1;
    register.tells(&office, LISTED, &Listed { version: 3 }).await;
    let asked = register.answers(&office).await;
    assert_eq!(asked, [LIST, ASK], "by the token that is there, while both keys are in use");
    assert_eq!(register.looked_at(&office).await, [EVALUATE], "the same version of the list");
    // The old key is out of use: the new tokens match.
    register.epochs.remove(0);
    register.version += 1;
    register.tells(&office, LISTED, &Listed { version: 4 }).await;
    assert_eq!(register.answers(&office).await, [LIST, ASK]);
    let alerts = counted(&office, "select count(*) from exclusion_alert").await;
    assert_eq!(alerts, 1, "what was known is no news");
}

#[tokio::test]
async fn list_and_tokens_of_another_seal_are_made_anew() {
    let (office, register) = both().await;
    register.looked_at(&office).await;
    let other = office.with_register().await;
    assert_eq!(register.looked_at(&other).await, [LIST, EVALUATE]);
    assert_eq!(certainty(&office).await, "list-too-old", "by the first seal there is none");
}

/// Requirements
#[tokio::test]
async fn a_list_that_is_too_old_lets_nobody_on_and_an_office_without_a_register_has_none() {
    let alone = TestOffice::new().await;
    assert_eq!(certainty(&alone).await, "done");
    let (office, mut register) = both().await;
    assert_eq!(certainty(&office).await, "list-too-old", "none has come yet");
    register.looked_at(&office).await;
    assert_eq!(certainty(&office).await, "done");
    for (hours, code) in [(23, "done"), (25, "list-too-old")] {
        register.as_of = wall(&office) - SignedDuration::from_hours(hours);
        register.version += 1;
        register.tells(&office, LISTED, &Listed { version: register.version }).await;
        register.answers(&office).await;
        assert_eq!(certainty(&office).await, code, "{hours} hours old");
    }
}

/// A national id longer than any is none, and keeps nobody else from being asked about.
#[tokio::test]
async fn who_has_no_real_national_id_is_left_out_and_nothing_is_asked_again_and_again() {
    let (office, register) = both().await;
    let mut act = office.act().await;
    sqlx::query("update person set national_id = 'D-NUMBER 17819912345' where id = $1")
        .bind(CastMember::named("cecilie").id().0)
        .execute(act.conn())
        .await
        .unwrap();
    act.commit(::store::Entry::new("test.id", "person", Uuid::nil())).await.unwrap();
    assert_eq!(register.looked_at(&office).await, [LIST, EVALUATE, ASK]);
    assert!(register.looked_at(&office).await.is_empty());
}

/// The office looks every two seconds: nearly always nothing is due, and nothing is written.
#[tokio::test]
async fn a_look_that_finds_nothing_opens_no_act() {
    let (office, register) = both().await;
    register.looked_at(&office).await;
    // Whoever opened one would wait for this.
    let mut holding = office.node.store().pool.begin().await.unwrap();
    let locked = sqlx::query("lock table act in access exclusive mode");
    locked.execute(&mut *holding).await.unwrap();
    let looked = tokio::time::timeout(Duration::from_secs(5), look(&office.node)).await;
    looked.expect("nothing is opened").unwrap();
}

/// Requirements
#[tokio::test]
async fn the_person_sees_when_and_for_what_was_asked_until_nothing_stands_any_more() {
    let (office, mut register) = both().await;
    register.looked_at(&office).await;
    let amina = office.sign_in("amina").await;
    let page = amina.get("/my/exclusions").await.text();
    assert!(page.contains("studierett eller oppmelding til eksamen"), "{page}");
    assert!(page.contains("30.06.2027") || page.contains("30. juni 2027"), "when it goes: {page}");
    let asked = amina.get("/api/my/exclusions/asked").await.json();
    assert_eq!((&asked[0]["purpose"], &asked[0]["answered"]), (&json!("study"), &json!(true)));
    let other = office.sign_in("cecilie").await;
    assert_eq!(other.get("/api/my/exclusions/asked").await.json(), json!([]));
    let id = row(1, date(2027, 6, 30)).id;
    register.tells(&office, REMOVED, &Removed { id, version: 2, why: Why::Deleted }).await;
    register.rows.remove(&id_of("amina"));
    register.version += 1;
    register.tells(&office, LISTED, &Listed { version: register.version }).await;
    register.answers(&office).await;
    assert_eq!(amina.get("/api/my/exclusions/asked").await.json(), json!([]));
    assert_eq!(counted(&office, "select count(*) from exclusion_question").await, 0);
}

/// Somebody who is no student here, with the id of the stranger, has applied for studies in August 2027.
pub(super) async fn applied(office: &TestOffice) -> crate::PersonId {
    let kim = crate::PersonId::new();
    let mut act = office.act().await;
    let sql = "insert into person (id, national_id, given_name, family_name)
        values ($1, '57819912345', 'Kim', 'Prøve')";
    sqlx::query(sql).bind(kim.0).execute(act.conn()).await.unwrap();
    act.commit(::store::Entry::new("test.person", "person", Uuid::nil())).await.unwrap();
    applies(office, kim).await;
    kim
}

/// Somebody applies for studies in August 2027.
pub(super) async fn applies(office: &TestOffice, person: crate::PersonId) {
    let mut act = office.act().await;
    for sql in [
        "insert into programme (id, code, name_nb, name_nn, name_en, unit_id, terms)
        select $1, 'PRG', 'P', 'P', 'P', id, 6 from unit where place_code = '999.10.01'",
        "insert into study_start (id, programme_id, starts_on, apply_by)
        values ($1, $1, '2027-08-16', '2027-04-15')",
        "insert into application (id, number, person_id, via, received_on, results_may_be_fetched,
            consent_version, consent_via) values ($1, '1', $1, 'local', '2026-11-02', false, 1, 'own_page')",
        "insert into application_choice (id, application_id, study_start_id, priority, state)
        values ($1, $1, $1, 1, 'waiting')",
    ] {
        sqlx::query(sql).bind(person.0).execute(act.conn()).await.unwrap();
    }
    act.commit(::store::Entry::new("test.applied", "person", Uuid::nil())).await.unwrap();
}

async fn chosen(office: &TestOffice, state: &'static str) {
    let mut act = office.act().await;
    let sql = "update application_choice set state = $1";
    sqlx::query(sql).bind(state).execute(act.conn()).await.unwrap();
    act.commit(::store::Entry::new("test.choice", "person", Uuid::nil())).await.unwrap();
}

/// The list is asked for anew, as it is each quarter of an hour.
async fn a_quarter_later(office: &TestOffice) {
    let mut act = office.act().await;
    let sql = "update exclusion_list_copy set as_of = as_of - interval '1 hour', asked_at = null";
    sqlx::query(sql).execute(act.conn()).await.unwrap();
    act.commit(::store::Entry::new("test.later", "person", Uuid::nil())).await.unwrap();
}

/// Requirements, Z-47
#[tokio::test]
async fn an_applicant_is_asked_about_as_such_and_forgotten_when_the_application_is_over() {
    let office = TestOffice::new().await.with_register().await;
    let mut register = Register::new(&office);
    register.registers(STRANGER, &of_studies(1, date(2027, 6, 30)));
    register.purposes = vec![Purpose::Admission];
    assert_eq!(register.looked_at(&office).await, [LIST, EVALUATE], "nobody here is listed");
    let kim = applied(&office).await;
    assert_eq!(register.looked_at(&office).await, [EVALUATE, ASK]);
    let asked = office.sign_in_as(kim).await.get("/api/my/exclusions/asked").await.json();
    assert_eq!(asked[0]["purpose"], "admission");
    let kept = "select (select count(*) from exclusion_told_row where person_id is not null)
        + (select count(*) from exclusion_question)
        + (select count(*) from exclusion_alert where person_id is not null)
        + (select count(*) from exclusion_sealed_token
            join person on person.id = person_id where given_name = 'Kim')";
    assert_eq!(counted(&office, kept).await, 4);
    a_quarter_later(&office).await;
    register.looked_at(&office).await;
    assert_eq!(counted(&office, kept).await, 4, "the application is considered still");
    chosen(&office, "withdrawn").await;
    register.version += 1;
    register.tells(&office, LISTED, &Listed { version: register.version }).await;
    assert_eq!(register.answers(&office).await, [LIST], "she is not asked about any more");
    a_quarter_later(&office).await;
    register.looked_at(&office).await;
    assert_eq!(counted(&office, kept).await, 0, "nobody has a reason to know it");
    let known = tables_with(&office, STRANGER).await;
    assert_eq!(known, ["person"]);
    // What the register tells of the row is no news to whoever knows nothing of it.
    register.tells(&office, CHANGED, &of_studies(2, date(2027, 5, 31))).await;
    assert_eq!(counted(&office, "select count(*) from exclusion_told_row").await, 0);
    register.rows.insert(STRANGER.to_owned(), vec![of_studies(2, date(2027, 5, 31))]);
    chosen(&office, "waiting").await;
    assert_eq!(register.looked_at(&office).await, [EVALUATE, ASK], "she applies again");
    assert_eq!(counted(&office, "select count(*) from exclusion_told_row").await, 1);
}

/// Requirements
#[tokio::test]
async fn what_is_answered_after_the_application_is_over_is_not_taken() {
    let office = TestOffice::new().await.with_register().await;
    let mut register = Register::new(&office);
    register.registers(STRANGER, &of_studies(1, date(2027, 6, 30)));
    register.purposes = vec![Purpose::Admission];
    applied(&office).await;
    look(&office.node).await.unwrap();
    for kind in [LIST, EVALUATE] {
        assert_eq!(register.answers_one(&office).await.as_deref(), Some(kind));
        look(&office.node).await.unwrap();
    }
    chosen(&office, "withdrawn").await;
    a_quarter_later(&office).await;
    look(&office.node).await.unwrap();
    assert!(register.answers(&office).await.contains(&ASK.to_owned()));
    assert_eq!(counted(&office, "select count(*) from exclusion_told_row").await, 0);
    assert_eq!(tables_with(&office, STRANGER).await, ["person"], "what was sent is erased");
}
