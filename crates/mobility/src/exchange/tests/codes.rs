//! Each reason for which a result is not any more as it was handed out, told by its code and fetched anew;
//! and what is told to nobody.

use super::graded;
use super::nation::Nation;
use crate::external_studies;
use ::store::Entry;
use office::world::CastMember;
use office::{RegistrationId, ResultId};
use serde_json::{Value, json};
use uuid::Uuid;

/// What the source has said in a case, in order.
async fn codes(nation: &Nation, id: &str) -> Vec<String> {
    let case = nation.case(id).await;
    let corrections = case["corrections"].as_array().unwrap().iter();
    corrections.map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

/// A statement at the source, in an act.
async fn at_source(nation: &Nation, sql: &'static str, id: Uuid) {
    nation.sat.try_sql(sql, id).await.expect("done");
}

/// How many rows differ from what was handed out, and are not noted as due: always none.
async fn unnoted(nation: &Nation) -> i64 {
    let sql = "select count(*) from exchange_handed handed
        join exchange_standing now
            on now.institution = handed.institution and now.item_id = handed.item_id
        where not handed.due
            and (handed.result_id, handed.words, handed.gone, handed.repeated, handed.about)
                is distinct from (now.result_id, now.words, now.gone, now.repeated, now.about)";
    nation.sat.count(sql).await
}

/// What has changed is told; nothing of it has been overlooked.
async fn told(nation: &Nation) {
    assert_eq!(unnoted(nation).await, 0, "whatever changes is noted as due");
    nation.tell().await;
    assert_eq!(nation.sat.count("select count(*) from exchange_handed where due").await, 0);
}

/// The first who sat, asked about: the case.
async fn fetched(grade: &str) -> (Nation, String, RegistrationId) {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &[grade]).await;
    let id = nation.asked("emil", "statute").await;
    let registration = nation.sat.students[0].1;
    (nation, id, registration)
}

/// The grade that stands in the newest document of the one who asked.
async fn grade_there(nation: &Nation) -> Option<String> {
    let sql = "select line.content ->> 'grade' from external_document_line line
        join external_document document on document.id = line.document_id
        order by document.received_at desc, document.id desc, line.position limit 1";
    let pool = &nation.asker.node.store().pool;
    sqlx::query_scalar(sql).fetch_optional(pool).await.unwrap().flatten()
}

/// Another result takes the place of the one that stands, as a rectification leaves it.
async fn regraded(nation: &Nation, registration: RegistrationId, grade: &str, origin: &str) {
    let mut act = nation.sat.office.act().await;
    let new = ResultId::new().0;
    sqlx::query(
        "update result set superseded_by = $2 where registration_id = $1 and superseded_by is null",
    )
    .bind(registration.0)
    .bind(new)
    .execute(act.conn())
    .await
    .unwrap();
    sqlx::query(
        "insert into result (id, registration_id, grade, protocol_id, origin, announced_at)
        select $2, $1, $3, protocol_id, $4, announced_at from result where superseded_by = $2",
    )
    .bind(registration.0)
    .bind(new)
    .bind(grade)
    .bind(origin)
    .execute(act.conn())
    .await
    .unwrap();
    act.commit(Entry::new("test.regrade", "registration", registration.0)).await.unwrap();
}

/// Requirements: R-14
#[tokio::test]
async fn an_error_that_is_put_right_is_told_and_the_new_grade_is_fetched() {
    let (nation, id, registration) = fetched("C").await;
    assert_eq!(grade_there(&nation).await.as_deref(), Some("C"));
    regraded(&nation, registration, "D", "rectification").await;
    told(&nation).await;
    assert_eq!(codes(&nation, &id).await, ["FEILREG"]);
    assert_eq!(grade_there(&nation).await.as_deref(), Some("D"));
    regraded(&nation, registration, "B", "appeal").await;
    told(&nation).await;
    assert_eq!(codes(&nation, &id).await, ["FEILREG", "KLAGE"]);
    assert_eq!(grade_there(&nation).await.as_deref(), Some("B"));
}

/// Requirements
#[tokio::test]
async fn what_a_course_is_called_and_about_is_told_when_it_is_written_anew() {
    let (nation, id, _) = fetched("C").await;
    let course = nation.sat.office.world.course();
    let ingrid = nation.sat.as_("ingrid").await;
    let about =
        json!({ "course": course, "text_nb": "Om is og snø", "text_en": "On ice and snow" });
    assert_eq!(ingrid.call("/api/degrees/descriptions", about.clone()).await.status, 204);
    told(&nation).await;
    assert_eq!(codes(&nation, &id).await, ["NYINFO"]);
    assert_eq!(ingrid.call("/api/degrees/descriptions", about).await.status, 204);
    told(&nation).await;
    assert_eq!(codes(&nation, &id).await, ["NYINFO"], "the same again is nothing new");
    let sql = "update course set name_en = 'Another name' where id = $1";
    at_source(&nation, sql, course.0).await;
    told(&nation).await;
    assert_eq!(codes(&nation, &id).await, ["NYINFO", "TITTEL"]);
    let asked: i64 = sqlx::query_scalar("select count(*) from external_document")
        .fetch_one(&nation.asker.node.store().pool)
        .await
        .unwrap();
    assert_eq!(asked, 3, "asked again by itself each time");
}

/// Another sitting of the same course, for the same person: `$1` is the registration of the first.
const SAT_AGAIN: &str = "
    with sitting as (
        insert into exam (id, course_id, term, kind, exam_date, starts_at, duration_minutes)
        select gen_random_uuid(), exam.course_id, exam.term,
            case when exists (select from exam other where other.kind = 'resit')
                then 'deferred' else 'resit' end,
            exam.exam_date + 30,
            exam.starts_at, exam.duration_minutes
        from exam join exam_registration first on first.exam_id = exam.id where first.id = $1
        returning id
    ), again as (
        insert into exam_registration
            (id, exam_id, person_id, language, status, registered_at, status_at, candidate_number)
        select gen_random_uuid(), sitting.id, first.person_id, 'nb', 'registered',
            first.registered_at, first.status_at, 777
        from sitting, exam_registration first where first.id = $1
        returning id
    )
    select id from again";

/// Requirements: R-14
#[tokio::test]
async fn an_exam_that_is_taken_again_and_passed_is_told_and_one_that_is_failed_is_not() {
    let (nation, id, first) = fetched("D").await;
    nation.clock("2026-12-09T10:00:00+01:00").await;
    for (grade, said) in [("F", &[][..]), ("A", &["GJENTAK"][..])] {
        let mut act = nation.sat.office.act().await;
        let now = jiff_sqlx::ToSqlx::to_sqlx(act.now());
        let again: Uuid =
            sqlx::query_scalar(SAT_AGAIN).bind(first.0).fetch_one(act.conn()).await.unwrap();
        sqlx::query(
            "insert into result (id, registration_id, grade, protocol_id, origin, announced_at)
            select gen_random_uuid(), $2, $3, protocol_id, 'ordinary', $4
            from result where registration_id = $1",
        )
        .bind(first.0)
        .bind(again)
        .bind(grade)
        .bind(now)
        .execute(act.conn())
        .await
        .unwrap();
        act.commit(Entry::new("test.again", "registration", again)).await.unwrap();
        told(&nation).await;
        assert_eq!(codes(&nation, &id).await, said, "{grade}");
    }
    assert_eq!(nation.answer(&id).await, ("ok".to_owned(), 2), "both that are passed are there");
}

/// Requirements
#[tokio::test]
async fn a_degree_that_is_withdrawn_is_told_as_withdrawn() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["C"]).await;
    let ingrid = nation.sat.as_("ingrid").await;
    let national_id = super::nation::national_id("emil");
    let degree = json!({ "national_id": national_id, "unit": "999.10.01", "code": "B-HIS",
        "name_nb": "Bachelor i historie", "name_nn": "Bachelor i historie",
        "name_en": "Bachelor of History", "level": 6, "credits": "180",
        "conferred_on": "2026-11-02", "results": [nation.sat.students[0].1] });
    let made = ingrid.call("/api/degrees", degree).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let id = nation.asked("emil", "statute").await;
    assert_eq!(nation.answer(&id).await, ("ok".to_owned(), 2));
    let path = format!("/api/degrees/{}/withdrawal", made.json()["degree"].as_str().unwrap());
    assert_eq!(ingrid.call(&path, json!({ "because": "Feil grad" })).await.status, 204);
    told(&nation).await;
    assert_eq!(codes(&nation, &id).await, ["WITHDRAWN"]);
    assert_eq!(nation.answer(&id).await, ("ok".to_owned(), 1), "the course is left");
}

/// Until a case is decided the grade counts: who has it keeps it, and who has it not learns nothing.
/// Requirements
#[tokio::test]
async fn a_grade_that_is_held_is_not_taken_from_those_who_have_it() {
    let (nation, id, registration) = fetched("C").await;
    let hold = |held: bool| {
        let office = &nation.sat.office;
        async move {
            let mut act = office.act().await;
            let done = match held {
                true => office::grading::hold(&mut act, registration, "2026/9").await,
                false => office::grading::release(&mut act, registration).await,
            };
            done.unwrap();
            act.commit(Entry::new("test.hold", "registration", registration.0)).await.unwrap();
        }
    };
    let officer = nation.asker.officer().await;
    let documents = "select id from external_document order by received_at desc, id desc";
    let newest = || async {
        let pool = &nation.asker.node.store().pool;
        let id: Uuid = sqlx::query_scalar(documents).fetch_one(pool).await.unwrap();
        let path = format!("/api/external-studies/documents/{id}");
        let document = officer.get(&path).await.json();
        (path, document)
    };
    let (path, document) = newest().await;
    let seal = json!({ "seal": document["seal"] });
    let taken = officer.call(&format!("{path}/import"), seal).await;
    assert_eq!(taken.status, 200, "{} {document}", taken.text());
    hold(true).await;
    told(&nation).await;
    let again = json!({ "institution": "999" });
    let path = format!("/api/exchanges/{id}/again");
    assert_eq!(officer.call(&path, again).await.status, 204);
    nation.settle().await;
    assert_eq!(nation.answer(&id).await, ("ok".to_owned(), 1));
    assert_eq!(codes(&nation, &id).await, [""; 0], "nothing is told");
    let person = CastMember::named("emil").id();
    let mut conn = nation.asker.node.store().pool.acquire().await.unwrap();
    let rows = external_studies::rows(&mut conn, person).await.unwrap();
    assert!(rows.iter().all(external_studies::Row::counts), "and nothing is withdrawn");
    drop(conn);
    assert_eq!(rows.len(), 1);
    let (_, document) = newest().await;
    let differences = document["differences"].as_array().expect("differences").iter();
    let changes: Vec<&Value> = differences.map(|one| &one["change"]).collect();
    assert_eq!(changes, [&json!("same")], "the newest document says what stands");
    hold(false).await;
    let mut act = nation.sat.office.act().await;
    office::grading::annul(&mut act, registration, "2026/9", "uhl. § 12-4 (2)").await.unwrap();
    act.commit(Entry::new("test.annul", "registration", registration.0)).await.unwrap();
    told(&nation).await;
    assert_eq!(codes(&nation, &id).await, ["WITHDRAWN"], "once it is decided, it is");
}

/// Requirements: R-14
#[tokio::test]
async fn while_nothing_is_due_nobody_opens_an_act() {
    let (nation, id, registration) = fetched("C").await;
    let acts = "select count(*) from audit_entry where action = 'exchange.tell'";
    told(&nation).await;
    let before = nation.sat.count(acts).await;
    for _ in 0..3 {
        nation.tell().await;
    }
    assert_eq!(nation.sat.count(acts).await, before);
    regraded(&nation, registration, "B", "appeal").await;
    assert_eq!(nation.sat.count("select count(*) from exchange_handed where due").await, 1);
    told(&nation).await;
    assert_eq!(nation.sat.count(acts).await, before + 1);
    assert_eq!(codes(&nation, &id).await, ["KLAGE"]);
}

/// Whoever answers while a grade is being changed waits, and hands out what stands then.
/// Requirements: R-14
#[tokio::test]
async fn a_change_at_the_moment_of_the_answer_is_not_lost() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["C"]).await;
    let registration = nation.sat.students[0].1;
    let mut act = nation.sat.office.act().await;
    let new = ResultId::new().0;
    for sql in [
        "update result set superseded_by = $2 where registration_id = $1 and superseded_by is null",
        "insert into result (id, registration_id, grade, protocol_id, origin, announced_at)
        select $2, $1, 'A', protocol_id, 'appeal', announced_at from result where superseded_by = $2",
    ] {
        sqlx::query(sql).bind(registration.0).bind(new).execute(act.conn()).await.unwrap();
    }
    let started: Value = nation.ask("emil", "statute").await.json();
    let change = async {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        act.commit(Entry::new("test.regrade", "registration", registration.0)).await.unwrap();
    };
    tokio::join!(nation.settle(), change);
    nation.settle().await;
    let id = started["cases"][0].as_str().unwrap();
    assert_eq!(nation.answer(id).await.0, "ok");
    told(&nation).await;
    assert_eq!(grade_there(&nation).await.as_deref(), Some("A"));
}
