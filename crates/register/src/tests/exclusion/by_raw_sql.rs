//! The database itself: what it refuses, whatever SQL is written past the use cases.

use super::*;

/// Tries, within an act, what no use case does.
async fn tried(register: &TestRegister, sql: &'static str) -> bool {
    tried_by(register, Actor::Job("test"), sql).await
}

async fn tried_by(register: &TestRegister, actor: Actor, sql: &'static str) -> bool {
    let store = register.node.store();
    let mut act = store.act(actor, Uuid::now_v7()).await.unwrap();
    let done = sqlx::raw_sql(sql).execute(act.conn()).await;
    done.is_ok() && act.commit(Entry::new("test.try", "exclusion", Uuid::nil())).await.is_ok()
}

/// A register with a row that 202 was told of, one that was deleted, an alarm and a quota that is
/// partly spent.
async fn lived() -> TestRegister {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    let b = Office::take_part(&register, 202).await;
    let [stands, gone] = [1, 2].map(|serial| row(&a, &person(serial), 2, LAST));
    a.register(&stands).await;
    a.register(&gone).await;
    register.settle().await;
    b.ask(&person(1)).await.unwrap();
    b.evaluate(1, &[&person(1)]).await.unwrap();
    b.register(&stands).await;
    a.delete(gone.row.id, 3).await;
    register.settle().await;
    assert_eq!(register.alarms().await, ["other-institution"]);
    register
}

/// Requirements
#[tokio::test]
async fn no_operator_puts_a_row_in_or_takes_one_out_whatever_sql_she_writes() {
    const A_ROW: &str = "
        insert into exclusion values ('0b8bd7ca-7f0b-4b8e-9d5c-0f9f6a1c2d3e', '201', now(), 1);
        insert into exclusion_version
            select id, 1, 'registered', gen_random_uuid(), now() from exclusion where version = 1;
        insert into exclusion_element
            select id, 1, '2026-08-01', '2026-12-31', 'EKSAMENN', 'ALLE' from exclusion where version = 1;
        insert into exclusion_person
            select id, '17859912345' from exclusion where version = 1";
    const ITS_END: &str = "
        insert into exclusion_version
            select id, version + 1, 'deleted', gen_random_uuid(), now() from exclusion where ended is null;
        update exclusion_told set removed_at = now() where removed_at is null;
        delete from exclusion_person;
        delete from exclusion_element;
        update exclusion set version = version + 1, ended = 'deleted', ended_at = now() where ended is null";
    const NO_TOKEN: &str = "delete from exclusion_token";
    const ANOTHER_TOKEN: &str = "update exclusion_token set token = sha256(token)";
    let register = lived().await;
    for key in ["gro", "aslak", "ruth", "sverre"] {
        let operator = Actor::Person(crate::world::CastMember::named(key).id().0);
        for sql in [A_ROW, ITS_END, NO_TOKEN, ANOTHER_TOKEN] {
            assert!(!tried_by(&register, operator, sql).await, "{key}: {sql}");
        }
    }
    assert_eq!(register.count("exclusion_person").await, 1);
    assert!(tried(&register, A_ROW).await, "whole, it is the actor that is refused");
    assert!(tried(&register, ITS_END).await);
    assert_eq!(register.count("exclusion_person").await, 0);
}

/// Requirements: Q-12
#[tokio::test]
async fn the_tables_of_the_exclusions_refuse_what_no_use_case_does() {
    let register = lived().await;
    for (sql, why) in [
        ("update exclusion set version = 1 where ended is null", "an older version"),
        ("update exclusion set version = 9 where ended is null", "a version that never came"),
        ("update exclusion set institution = '202'", "another institution"),
        ("delete from exclusion", "a row that never was"),
        ("update exclusion set ended = 'expired', ended_at = now() where ended is null", "ended in name"),
        ("update exclusion set ended = null, ended_at = null", "stands without a person"),
        ("delete from exclusion_person", "a row about nobody"),
        ("delete from exclusion_element", "a row that says nothing"),
        ("update exclusion_person set national_id = '17859912345'", "another person"),
        ("update exclusion_element set period_to = period_to + 1", "a longer period"),
        ("update exclusion_element set type = 'KARANTENEL'", "a local type"),
        ("update exclusion_version set action = 'deleted'", "another version"),
        ("delete from exclusion_version", "a version that never came"),
        (
            "insert into exclusion_version select id, 9, 'deleted', id, now() from exclusion",
            "a version that came and does not count",
        ),
        (
            "with again as (update exclusion set version = 9 where ended = 'deleted' returning id)
                insert into exclusion_version select id, 9, 'registered', id, now() from again",
            "a row that comes back",
        ),
        (
            "insert into exclusion_person select id, '17859912345' from exclusion where ended is not null",
            "a person of a row that is gone",
        ),
        ("update exclusion_look set purpose = 'study'", "another purpose"),
        ("delete from exclusion_look", "nobody asked"),
        ("delete from exclusion_told", "nobody was told"),
        ("update exclusion_told set institution = '201'", "another was told"),
        (
            "insert into exclusion_told
                select x.id, l.id, '201', 2 from exclusion x, exclusion_look l where x.ended is null",
            "told to somebody who has not asked",
        ),
        (
            "insert into exclusion_told
                select x.id, l.id, '202', 2 from exclusion x, exclusion_look l where x.ended is not null",
            "told of a row that is gone",
        ),
        ("update exclusion_list set version = version - 1", "the list goes back"),
        ("update exclusion_list set announced = 0", "told anew"),
        ("update exclusion_list set announced = version + 1", "told of what is not there"),
        ("delete from exclusion_list", "no list"),
        ("update exclusion_evaluated set count = count - 1", "less was asked"),
        ("update exclusion_evaluated set day = day - 1", "on another day"),
        ("delete from exclusion_evaluated", "nothing was asked"),
        ("update exclusion_epoch set public_key = 'x'", "another key"),
        ("delete from exclusion_epoch where epoch = 1", "no key"),
        ("update exclusion_alarm set reason = 'text'", "another alarm"),
        ("delete from exclusion_alarm", "no alarm"),
        ("truncate exclusion cascade", "nothing at all"),
    ] {
        assert!(!tried(&register, sql).await, "{why}: {sql}");
    }
    for sql in [
        "update exclusion_told set removed_at = now()",
        "update exclusion_list set version = version + 1, announced = version",
        "update exclusion_evaluated set count = count + 1",
    ] {
        assert!(tried(&register, sql).await, "the other side of the line: {sql}");
    }
    assert!(!tried(&register, "update exclusion_told set removed_at = null").await, "once only");
}

#[tokio::test]
async fn nothing_of_the_exclusions_changes_outside_an_act() {
    let register = lived().await;
    for sql in [
        "update exclusion_told set removed_at = now()",
        "update exclusion_evaluated set count = count + 1",
        "update exclusion_list set version = version + 1",
    ] {
        let done = sqlx::raw_sql(sql).execute(&register.node.store().pool).await;
        assert!(done.is_err(), "{sql}");
    }
}
