//! Whose tokens are evaluated, and whether it is certain what the register knows of somebody.

use super::*;
use crate::exclusion::store::{matches, watched};
use crate::exclusion::watch;
use protocol::exclusion::Purpose;

/// Somebody who is no student here.
async fn somebody(office: &TestOffice, national_id: Option<&str>) -> PersonId {
    let id = PersonId::new();
    let mut act = office.act().await;
    sqlx::query(
        "insert into person (id, national_id, given_name, family_name)
        values ($1, $2, 'Kim', 'Prøve')",
    )
    .bind(id.0)
    .bind(national_id)
    .execute(act.conn())
    .await
    .expect("a person");
    act.commit(entry()).await.expect("a person");
    id
}

async fn planted(office: &TestOffice, sql: &'static str, person: PersonId) {
    let mut act = office.act().await;
    sqlx::query(sql).bind(person.0).execute(act.conn()).await.expect("planted");
    act.commit(entry()).await.expect("planted");
}

/// Requirements: Q-07
#[tokio::test]
async fn whoever_applies_has_a_token_evaluated_like_a_student_and_nobody_else() {
    let office = TestOffice::new().await;
    let applicant = somebody(&office, Some("06850490001")).await;
    let nobody = somebody(&office, Some("06850490002")).await;
    let mut act = office.act().await;
    watch(&mut act, applicant, Purpose::Admission).await.expect("watched");
    watch(&mut act, applicant, Purpose::Study).await.expect("once");
    watch(&mut act, person("amina"), Purpose::Study).await.expect("a student is already");
    act.commit(entry()).await.expect("watched");
    let mut conn = office.node.store().pool.acquire().await.expect("a connection");
    let without = matches::without_token(&mut conn, 1, &[0; 8], 1000).await.expect("a query");
    let has = |one: PersonId| without.iter().any(|(person, _)| *person == one);
    assert!(has(applicant) && has(person("amina")) && !has(nobody) && !has(person("tor")));
    let purposes: Vec<String> = sqlx::query_scalar("select purpose from exclusion_watched")
        .fetch_all(&mut *conn)
        .await
        .expect("a query");
    assert_eq!(purposes, ["admission"], "what the register is told that she is asked about for");
}

/// Requirements: Q-09
#[tokio::test]
async fn it_is_certain_of_somebody_once_she_has_a_token_and_what_was_asked_is_answered() {
    let office = TestOffice::new().await;
    let (kim, foreign) =
        (somebody(&office, Some("06850490001")).await, somebody(&office, None).await);
    let looked_up = async |person: PersonId| {
        let mut conn = office.node.store().pool.acquire().await.expect("a connection");
        watched::looked_up(&mut conn, person).await.expect("a query")
    };
    assert!(looked_up(foreign).await, "nobody can be asked about without a national id");
    assert!(!looked_up(kim).await, "without a key there is no token");
    planted(
        &office,
        "with key as (insert into exclusion_register_key (epoch, public_key) values (1, 'k'))
        insert into exclusion_sealed_token (person_id, epoch, sealed, sealed_by)
        values ($1, 1, decode(repeat('01', 32), 'hex'), decode(repeat('02', 8), 'hex'))",
        kim,
    )
    .await;
    assert!(looked_up(kim).await, "her token is not on any list");
    planted(
        &office,
        "with list as (insert into exclusion_list_copy (version, as_of) values (5, now()))
        insert into exclusion_listed (version, sealed)
        select 5, sealed from exclusion_sealed_token where person_id = $1",
        kim,
    )
    .await;
    assert!(!looked_up(kim).await, "it stands on the list, and nobody has asked");
    planted(
        &office,
        "insert into exclusion_question (message_id, person_id, list_version, purpose, case_ref,
            asked_at) values (gen_random_uuid(), $1, 5, 'admission', gen_random_uuid(), now())",
        kim,
    )
    .await;
    assert!(!looked_up(kim).await, "asked, and not answered");
    planted(&office, "update exclusion_question set answered_at = now() where person_id = $1", kim)
        .await;
    assert!(looked_up(kim).await);
    planted(
        &office,
        "insert into exclusion_register_key (epoch, public_key)
        select 2, 'l' where $1::uuid is not null",
        kim,
    )
    .await;
    assert!(!looked_up(kim).await, "a new key asks for a new token");
}
