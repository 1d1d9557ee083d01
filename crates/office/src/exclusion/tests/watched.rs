//! Whose tokens are evaluated, and whether it is certain what the register knows of somebody.

use super::*;
use crate::exclusion::store::{matches, watched};
use rules::exclusion::Purpose;

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

/// For what somebody is watched on a day, in the order of the words.
async fn watched_for(office: &TestOffice, person: PersonId, day: &str) -> Vec<String> {
    sqlx::query_scalar(
        "select distinct purpose from exclusion_watched
        where person_id = $1 and until >= $2::date order by 1",
    )
    .bind(person.0)
    .bind(day)
    .fetch_all(&office.node.store().pool)
    .await
    .expect("a query")
}

/// Whether a token is evaluated of somebody on a day.
async fn has_token_evaluated(office: &TestOffice, person: PersonId, day: Date) -> bool {
    let mut conn = office.node.store().pool.acquire().await.expect("a connection");
    let without = matches::without_token(&mut conn, 1, &[0; 8], (day, 1000)).await;
    without.expect("a query").iter().any(|(one, _)| one.person == person)
}

const PROGRAMME: &str = "with programme as (
        insert into programme (id, code, name_nb, name_nn, name_en, unit_id, terms)
        select '00000000-0000-4000-8000-000000000001', 'PRG', 'P', 'P', 'P', id, 6
        from unit where $1::uuid is not null limit 1 returning id)
    insert into study_start (id, programme_id, starts_on, apply_by)
    select '00000000-0000-4000-8000-000000000002', id, '2027-08-16', '2027-04-15' from programme";
const APPLIED: &str = "with one as (
        insert into application (id, number, person_id, via, received_on, results_may_be_fetched,
            consent_version, consent_via)
        values ('00000000-0000-4000-8000-000000000003', '1', $1, 'local', '2026-11-02', false, 1, 'own_page')
        returning id)
    insert into application_choice (id, application_id, study_start_id, priority, state)
    select '00000000-0000-4000-8000-000000000004', id, '00000000-0000-4000-8000-000000000002', 1, 'waiting'
    from one";
const RIGHT: &str =
    "insert into study_right (id, person_id, programme_id, choice_id, from_on, to_on)
    values (gen_random_uuid(), $1, '00000000-0000-4000-8000-000000000001',
        '00000000-0000-4000-8000-000000000004', '2027-08-16', '2030-08-15')";
const RECOGNITION: &str = "insert into recognition (id, case_number, person_id, unit_id, applied_on,
        channel, education, as_equal_to, state, rule_set, rule_set_hash, registered_at, registered_by)
    select gen_random_uuid(), '9', $1, id, '2026-11-02', 'desk', 'Et år', '', 'applied', 'demo-2026',
        '', now(), $1
    from unit limit 1";
const REFUSED: &str = "with letter as (
        insert into letter (id, kind, version, language, person_id, unit_id, subject_kind, subject_id,
            data, created_at, channel)
        select gen_random_uuid(), 'test', 1, 'nb', $1, id, 'person', $1, '{}', now(), 'email'
        from unit limit 1 returning id, unit_id),
    refusal as (
        insert into quarantine_refusal (id, case_number, matter, person_id, unit_id, row_id, institution,
            rule_set, rule_set_hash, letter_id, refused_on, refused_by)
        select '00000000-0000-4000-8000-000000000005', '7', 'admission', $1, unit_id, gen_random_uuid(),
            '997', 'demo-2026', '', id, '2026-11-02', $1 from letter returning id),
    dismissed as (update application_choice set state = 'dismissed'
        where id = '00000000-0000-4000-8000-000000000004')
    insert into quarantine_refusal_of (refusal_id, subject_id)
    select id, '00000000-0000-4000-8000-000000000004' from refusal";
/// The rules have said until when the refusal can be appealed against.
const APPEALABLE: &str =
    "insert into deadline (subject_kind, subject_id, kind, due_on, because, rule_set,
        rule_set_hash, computed_at)
    select 'quarantine_refusal', '00000000-0000-4000-8000-000000000005',
        'decision-appeal-deadline', '2026-11-23', '[]', 'demo-2026', '', now()
    where $1::uuid is not null";
const APPEALED: &str =
    "insert into quarantine_appeal (refusal_id, ground, received_on, channel, grounds)
    select '00000000-0000-4000-8000-000000000005', 'used', '2026-11-03', 'desk', ''
    where $1::uuid is not null";

/// An application that is refused is watched while an appeal may come and while it goes on, until two persons
/// have ended it: forgotten before, it could not be sent to whoever decided.
async fn refused_and_appealed(office: &TestOffice, kim: PersonId) {
    let today = office.node.today();
    let state = |word: &str, sql: &'static str| (word.to_owned(), sql);
    let choice = [
        state(
            "withdrawn",
            "update application_choice set state = 'withdrawn' where $1::uuid is not null",
        ),
        state(
            "waiting",
            "update application_choice set state = 'waiting' where $1::uuid is not null",
        ),
        state("dismissed", REFUSED),
        state("appealed", APPEALED),
    ];
    for (word, sql) in choice {
        planted(office, sql, kim).await;
        let watched = has_token_evaluated(office, kim, today).await;
        assert_eq!(watched, word != "withdrawn", "{word}: she may still appeal, or does");
    }
    let rejected = "update quarantine_appeal set outcome = 'rejected', outcome_on = '2026-11-09',
        outcome_by = ME";
    assert!(office.lets("liv", rejected).await);
    assert!(has_token_evaluated(office, kim, today).await, "by one alone no appeal ends");
    let controlled = "update quarantine_appeal set outcome_controlled_on = '2026-11-09',
        outcome_controlled_by = ME";
    assert!(office.lets("odd", controlled).await);
    assert!(!has_token_evaluated(office, kim, today).await, "rejected");
}

/// Requirements, Z-47
#[tokio::test]
async fn who_studies_applies_or_has_education_recognised_is_watched_as_long_as_that_lasts() {
    let office = TestOffice::new().await;
    let today = office.node.today();
    assert_eq!(watched_for(&office, person("amina"), "2099-01-01").await, ["study"], "a student");
    assert!(watched_for(&office, person("tor"), "2026-11-02").await.is_empty(), "an officer");
    let kim = somebody(&office, Some("06850490001")).await;
    assert!(!has_token_evaluated(&office, kim, today).await);
    planted(&office, PROGRAMME, kim).await;
    planted(&office, APPLIED, kim).await;
    assert!(has_token_evaluated(&office, kim, today).await);
    for (day, of) in [("2027-08-16", &["admission"][..]), ("2027-08-17", &[])] {
        assert_eq!(watched_for(&office, kim, day).await, of, "{day}: the studies begin");
    }
    refused_and_appealed(&office, kim).await;
    planted(
        &office,
        "update application_choice set state = 'accepted', offered_on = '2026-11-02',
        answer_by = '2026-11-02', answered_on = '2026-11-02' where $1::uuid is not null",
        kim,
    )
    .await;
    planted(&office, RIGHT, kim).await;
    for (day, of) in [("2030-08-15", &["study"][..]), ("2030-08-16", &[])] {
        assert_eq!(watched_for(&office, kim, day).await, of, "{day}: the right to study ends");
    }
    planted(&office, "update person set student_number = '000777' where id = $1", kim).await;
    assert!(watched_for(&office, kim, "2030-08-16").await.is_empty(), "a number is no right");
    planted(
        &office,
        "update study_right set lost_on = '2028-01-02', lost_row = gen_random_uuid()
        where person_id = $1",
        kim,
    )
    .await;
    assert_eq!(watched_for(&office, kim, "2028-01-01").await, ["study"]);
    assert!(watched_for(&office, kim, "2028-01-02").await.is_empty(), "lost");
    planted(&office, RECOGNITION, kim).await;
    assert_eq!(watched_for(&office, kim, "2028-01-02").await, ["recognition"]);
    for (state, of) in [("appealed", &["recognition"][..]), ("decided", &[]), ("closed", &[])] {
        let mut act = office.act().await;
        sqlx::query("update recognition set state = $1")
            .bind(state)
            .execute(act.conn())
            .await
            .unwrap();
        act.commit(entry()).await.unwrap();
        assert_eq!(watched_for(&office, kim, "2028-01-02").await, of, "{state}");
    }
    assert_eq!(watched_for(&office, kim, "2028-01-01").await, ["study"], "the other reason stands");
}

/// Kim is signed up for the exam of 1 December 2026.
async fn signed_up(office: &TestOffice) -> PersonId {
    office.exam(office.world.course(), "2026-12-01").await;
    let kim = somebody(office, Some("06850490001")).await;
    let sql =
        "insert into exam_registration (id, exam_id, person_id, language, status, registered_at,
            status_at)
        select gen_random_uuid(), id, $1, 'nb', 'registered', now(), now()
        from exam where exam_date = '2026-12-01' limit 1";
    planted(office, sql, kim).await;
    kim
}

/// Requirements: Q-41, Z-47
#[tokio::test]
async fn who_is_signed_up_for_an_exam_is_watched_until_nothing_of_it_waits() {
    let office = TestOffice::new().await;
    let kim = signed_up(&office).await;
    for (day, of) in [("2027-12-01", &["study"][..]), ("2027-12-02", &[])] {
        assert_eq!(watched_for(&office, kim, day).await, of, "{day}: no grade yet");
    }
    let absent = "update exam_registration set absence = 'absent' where person_id = $1";
    planted(&office, absent, kim).await;
    for (day, of) in [("2026-12-01", &["study"][..]), ("2026-12-02", &[])] {
        assert_eq!(watched_for(&office, kim, day).await, of, "{day}: nothing to grade");
    }
    planted(&office, "update exam_registration set status = 'withdrawn' where person_id = $1", kim)
        .await;
    assert!(watched_for(&office, kim, "2026-11-02").await.is_empty());
}

/// Requirements: Q-41, Z-47
#[tokio::test]
async fn a_grade_that_is_out_ends_the_reason_and_one_that_is_held_does_not() {
    let sat = crate::testing::Sat::by(&["amina"]).await;
    for key in ["marit", "geir"] {
        assert_eq!(sat.give(key, &[("101", "B")]).await.status, 200);
    }
    let amina = person("amina");
    let student = "update person set student_number = null where id = $1";
    planted(&sat.office, student, amina).await;
    assert_eq!(watched_for(&sat.office, amina, "2027-06-01").await, ["study"], "not announced");
    sat.announced().await;
    assert!(watched_for(&sat.office, amina, "2027-06-01").await.is_empty(), "announced");
    let held = "insert into result_hold (id, registration_id, case_number, began_at, because)
        select gen_random_uuid(), id, '', now(), 'exclusion' from exam_registration
        where person_id = $1";
    planted(&sat.office, held, amina).await;
    assert_eq!(watched_for(&sat.office, amina, "2027-06-01").await, ["study"], "held");
}

/// Requirements: Q-45, Z-47
#[tokio::test]
async fn a_registration_that_was_withdrawn_because_of_a_row_is_a_reason_while_an_appeal_may_come() {
    let office = TestOffice::new().await;
    let kim = signed_up(&office).await;
    let refused = REFUSED.replace("'7', 'admission'", "'7', 'exam_withdrawn'").replace(
        "dismissed as (update application_choice set state = 'dismissed'
        where id = '00000000-0000-4000-8000-000000000004')",
        "gone as (update exam_registration set status = 'withdrawn' where person_id = $1)",
    );
    let refused = refused.replace(
        "select id, '00000000-0000-4000-8000-000000000004' from refusal",
        "select refusal.id, r.id from refusal, exam_registration r where r.person_id = $1",
    );
    let mut act = office.act().await;
    let done = sqlx::query(sqlx::AssertSqlSafe(refused)).bind(kim.0).execute(act.conn()).await;
    done.expect("refused");
    act.commit(entry()).await.expect("refused");
    planted(&office, APPEALABLE, kim).await;
    for (day, of) in [("2026-12-14", &["study"][..]), ("2026-12-15", &[])] {
        assert_eq!(watched_for(&office, kim, day).await, of, "{day}");
    }
}

/// Requirements: Q-28, Z-47
#[tokio::test]
async fn the_database_keeps_what_the_register_has_told_as_long_as_there_is_a_reason() {
    let office = TestOffice::new().await;
    let kim = somebody(&office, Some("06850490001")).await;
    planted(&office, PROGRAMME, kim).await;
    planted(&office, APPLIED, kim).await;
    let period = ("2026-08-01", "2027-06-30");
    for of in [kim, person("amina")] {
        office.told_of(of, "EKSAMENN", "ALLE", period).await;
    }
    let delete = "delete from exclusion_told_row where person_id = $1";
    let refused = async |mut act: Act, of: PersonId| {
        let done = sqlx::query(delete).bind(of.0).execute(act.conn()).await;
        done.map_or_else(|error| error.to_string(), |_| "deleted".to_owned())
    };
    assert!(refused(office.act().await, kim).await.contains("there is a reason"));
    planted(
        &office,
        "update application_choice set state = 'withdrawn' where $1::uuid is not null",
        kim,
    )
    .await;
    assert!(refused(act(&office, "tor", BOTH).await, kim).await.contains("there is a reason"));
    assert!(refused(office.act().await, person("amina")).await.contains("there is a reason"));
    assert_eq!(
        refused(office.act().await, kim).await,
        "deleted",
        "by a job, and nobody has a reason"
    );
}

/// Requirements: Q-09
#[tokio::test]
async fn it_is_certain_of_somebody_once_she_has_a_token_and_what_was_asked_for_that_is_answered() {
    let office = TestOffice::new().await;
    let (kim, foreign) =
        (somebody(&office, Some("06850490001")).await, somebody(&office, None).await);
    let looked_up_for = async |person: PersonId, purpose: Purpose| {
        let mut conn = office.node.store().pool.acquire().await.expect("a connection");
        watched::looked_up(&mut conn, person, purpose, &[2; 8]).await.expect("a query")
    };
    let looked_up = async |person: PersonId| looked_up_for(person, Purpose::Admission).await;
    assert!(looked_up(foreign).await, "nobody can be asked about without a national id");
    assert!(!looked_up(kim).await, "without a key there is no token");
    planted(
        &office,
        "with key as (insert into exclusion_register_key (epoch, public_key) values (1, 'k'))
        insert into exclusion_sealed_token (person_id, known_id, epoch, sealed, sealed_by)
        select id, known_id, 1, decode(repeat('01', 32), 'hex'), decode(repeat('02', 8), 'hex')
        from person where id = $1",
        kim,
    )
    .await;
    assert!(looked_up(kim).await, "her token is not on any list");
    let mut conn = office.node.store().pool.acquire().await.expect("a connection");
    let by_another = watched::looked_up(&mut conn, kim, Purpose::Admission, &[3; 8]).await;
    assert!(!by_another.expect("a query"), "what another secret sealed is on no list of this one");
    drop(conn);
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
        "insert into exclusion_question (message_id, person_id, known_id, list_version, purpose,
            case_ref, asked_at)
        select gen_random_uuid(), id, known_id, 5, 'admission', gen_random_uuid(), now()
        from person where id = $1",
        kim,
    )
    .await;
    assert!(!looked_up(kim).await, "asked, and not answered");
    planted(&office, "update exclusion_question set answered_at = now() where person_id = $1", kim)
        .await;
    assert!(looked_up(kim).await);
    assert!(!looked_up_for(kim, Purpose::Recognition).await, "that says nothing of anything else");
    planted(
        &office,
        "insert into exclusion_register_key (epoch, public_key)
        select 2, 'l' where $1::uuid is not null",
        kim,
    )
    .await;
    assert!(!looked_up(kim).await, "a new key asks for a new token");
}

/// Requirements: Q-45, Z-47
#[tokio::test]
async fn a_refusal_is_watched_as_long_as_an_appeal_may_come_and_who_has_not_been_told_may_always() {
    let office = TestOffice::new().await;
    let kim = somebody(&office, Some("06850490001")).await;
    for sql in [PROGRAMME, APPLIED, REFUSED] {
        planted(&office, sql, kim).await;
    }
    let until = async || {
        let sql = "select refusal_appealable_until('00000000-0000-4000-8000-000000000005')::text";
        let until: String =
            sqlx::query_scalar(sql).fetch_one(&office.node.store().pool).await.expect("a day");
        until
    };
    assert_eq!(until().await, "infinity", "nobody has said until when");
    planted(&office, APPEALABLE, kim).await;
    assert_eq!(until().await, "2026-12-14", "three weeks to come in after the last day");
    let on_paper = "update letter set channel = 'print' where person_id = $1";
    planted(&office, on_paper, kim).await;
    assert_eq!(until().await, "infinity", "nobody has posted it");
}
