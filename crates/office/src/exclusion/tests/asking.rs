//! What comes in whatever order, what is refused or lost, and how much is asked.

use super::super::effects;
use super::super::found::{Rows, take};
use super::super::room::{self, Room};
use super::super::seal::Seal;
use super::super::store::matches::{self, About, Anew, Known, Question};
use super::super::store::{limits, register, told};
use super::*;
use jiff::{SignedDuration, Timestamp};
use protocol::exclusion::{Period, Row};
use rules::Key;
use rules::exclusion::{Action, ActionKind, Effect, Purpose};
use serde_json::json;

const LAST: Date = date(2027, 6, 30);

fn row(version: u32) -> Row {
    Row {
        id: Uuid::from_u128(0x1234),
        version,
        institution: "998".parse().expect("a number"),
        period: Period { from: date(2026, 8, 1), to: LAST },
        kind: ExclusionType::Eksamenn,
        classification: Classification::Alle,
        programme: None,
        case_officer: None,
    }
}

fn wall(office: &TestOffice) -> Timestamp {
    edge::Node::wall(&office.node)
}

/// Does something in an act of a job of its own.
macro_rules! job {
    ($office:expr, |$act:ident| $what:expr) => {{
        let mut $act = $office.act().await;
        let done = $what;
        $act.commit(entry()).await.expect("an entry");
        done
    }};
}

/// An answer of the register about Amina comes to this question.
async fn answered(office: &TestOffice, question: Uuid, rows: &[Row]) {
    job!(office, |act| {
        let wall = act.wall();
        let registered = !rows.is_empty();
        let said = (rows.len(), registered);
        let about = matches::answered(act.conn(), question, said, wall).await.expect("noted");
        let about = about.expect("a question");
        assert_eq!(about.whose.person, person("amina"));
        let rows = Rows { rows: rows.iter().map(|row| json!(row)).collect(), registered };
        take(&mut act, &about, &rows).await.expect("taken");
    });
}

/// Somebody under her national id.
async fn known(office: &TestOffice, person: PersonId) -> Known {
    let id = sqlx::query_scalar("select known_id from person where id = $1").bind(person.0);
    let id = id.fetch_one(&office.node.store().pool).await.expect("an id");
    Known { person, id }
}

/// A question about Amina by a version of the list.
async fn asked(office: &TestOffice, list_version: i64, at: Timestamp) -> Uuid {
    let message = Uuid::new_v4();
    let (purpose, case) = (Purpose::Study, Uuid::new_v4());
    let whose = known(office, person("amina")).await;
    let asked = Question { message, whose, list_version, purpose, case };
    job!(office, |act| matches::asked(act.conn(), &asked, at).await.expect("noted"));
    message
}

async fn told_of(office: &TestOffice, rows: &[Row]) {
    let question = asked(office, 1, wall(office)).await;
    answered(office, question, rows).await;
}

async fn removed(office: &TestOffice, version: i32) {
    let id = row(1).id;
    job!(office, |act| {
        let now = act.now();
        told::remove(act.conn(), (id, version), "expired", now).await.expect("removed");
    });
}

/// Whether Amina is barred from an exam of this winter.
async fn barred(office: &TestOffice) -> bool {
    let action = Action {
        kind: ActionKind::RegisterExam,
        institution: Key::new("999"),
        programme: None,
        programme_classification: None,
        study_start: None,
        exam_date: Some(date(2026, 12, 1).into()),
        date: date(2026, 11, 2).into(),
    };
    let mut conn = office.node.store().pool.acquire().await.expect("a connection");
    let met = effects(&mut conn, &office.node, person("amina"), &action).await.expect("effects");
    met.iter().any(|met| met.effect == Effect::Refuse)
}

async fn alerts(office: &TestOffice) -> Vec<String> {
    sqlx::query_scalar("select what from exclusion_alert order by at, id")
        .fetch_all(&office.node.store().pool)
        .await
        .expect("alerts")
}

/// Requirements
#[tokio::test]
async fn what_was_removed_before_the_answer_came_is_not_brought_back_by_it() {
    let office = TestOffice::new().await;
    removed(&office, 2).await;
    told_of(&office, &[row(1)]).await;
    told_of(&office, &[row(2)]).await;
    assert!(!barred(&office).await && alerts(&office).await.is_empty());
    told_of(&office, &[row(3)]).await;
    assert!(barred(&office).await, "a later version stands");
}

/// Requirements
#[tokio::test]
async fn a_row_that_is_over_comes_back_by_a_later_version_alone_and_with_whose_it_is() {
    let office = TestOffice::new().await;
    told_of(&office, &[row(1)]).await;
    assert!(barred(&office).await);
    removed(&office, 1).await;
    assert!(!barred(&office).await);
    told_of(&office, &[row(1)]).await;
    assert!(!barred(&office).await, "the same version");
    job!(&office, |act| {
        let now = act.now();
        assert!(!told::tell(act.conn(), &row(2), None, now).await.expect("told"), "of nobody");
    });
    assert!(!barred(&office).await);
    told_of(&office, &[row(2)]).await;
    assert!(barred(&office).await, "made longer");
    removed(&office, 1).await;
    assert!(barred(&office).await, "an older removal comes late");
}

/// Requirements: Q-31
#[tokio::test]
async fn what_a_newer_answer_does_not_name_is_gone_and_an_older_one_takes_nothing_away() {
    let office = TestOffice::new().await;
    let other = Row { id: Uuid::from_u128(0x77), ..row(1) };
    let now = wall(&office);
    let early = asked(&office, 1, now - SignedDuration::from_hours(2)).await;
    let late = asked(&office, 2, now - SignedDuration::from_hours(1)).await;
    answered(&office, late, &[row(1)]).await;
    answered(&office, early, std::slice::from_ref(&other)).await;
    assert!(barred(&office).await, "the older answer does not name it, and came later");
    let last = asked(&office, 3, now).await;
    answered(&office, last, &[]).await;
    assert!(!barred(&office).await);
    let whose = "select count(*) from exclusion_told_row where person_id is not null";
    let whose: i64 =
        sqlx::query_scalar(whose).fetch_one(&office.node.store().pool).await.expect("a count");
    assert_eq!(whose, 0);
}

#[tokio::test]
async fn its_own_rows_are_not_kept_twice() {
    let office = TestOffice::new().await;
    let own = Row { institution: "999".parse().expect("a number"), ..row(1) };
    told_of(&office, &[own]).await;
    assert!(!barred(&office).await && alerts(&office).await.is_empty());
}

/// Requirements: Q-50
#[tokio::test]
async fn a_row_that_cannot_be_is_told_to_the_system_owner_and_the_others_are_taken() {
    let office = TestOffice::new().await;
    for wrong in [
        Row { version: 1 << 31, ..row(1) },
        Row { period: Period { from: LAST, to: date(2026, 8, 1) }, ..row(1) },
        Row { period: Period { from: date(1899, 12, 31), to: LAST }, ..row(1) },
        Row { period: Period { from: LAST, to: date(2201, 1, 1) }, ..row(1) },
        Row { kind: ExclusionType::Eksamenl, ..row(1) },
        Row { programme: Some("\0".to_owned()), ..row(1) },
        Row { case_officer: Some("x".repeat(201)), ..row(1) },
        Row { case_officer: Some("Per \u{202e}neloS".to_owned()), ..row(1) },
    ] {
        let wrong = Row { id: Uuid::new_v4(), ..wrong };
        told_of(&office, &[wrong, row(1)]).await;
        assert!(alerts(&office).await.contains(&"unsound".to_owned()));
    }
    assert!(barred(&office).await);
    let harald = office.sign_in("harald").await.get("/exclusions/alerts").await.text();
    assert!(harald.contains("Registeret opplyser noe som ikke kan stemme"), "{harald}");
}

/// Requirements: Q-22
#[tokio::test]
async fn a_row_from_before_any_rules_of_ours_bars_by_the_rules_of_today() {
    let office = TestOffice::new().await;
    let old = Period { from: date(1901, 1, 1), to: LAST };
    told_of(&office, &[Row { period: old, ..row(1) }]).await;
    assert!(barred(&office).await);
}

/// Requirements: Q-50
#[tokio::test]
async fn two_empty_answers_about_somebody_on_the_list_are_an_alert() {
    let office = TestOffice::new().await;
    told_of(&office, &[]).await;
    assert!(alerts(&office).await.is_empty(), "she may have left the list meanwhile");
    told_of(&office, &[]).await;
    assert!(alerts(&office).await.is_empty(), "by the same version of it");
    let again = asked(&office, 2, wall(&office)).await;
    answered(&office, again, &[]).await;
    assert_eq!(alerts(&office).await, ["unfounded"]);
}

/// Amina's token stands on the list in this version, which is here whole.
async fn listed(office: &TestOffice, version: u64, seal: &Seal) {
    let sealed = seal.seal(&protocol::exclusion::Token::of([7; 16]));
    let amina = known(office, person("amina")).await;
    job!(office, |act| {
        let wall = act.wall();
        let conn = act.conn();
        matches::list_asked(conn, wall).await.expect("asked");
        matches::page(conn, version, (&[sealed], &seal.id())).await.expect("a page");
        matches::list_is_whole(conn, version, (wall, &seal.id())).await.expect("whole");
        matches::token(conn, (amina, 1), &sealed, &seal.id()).await.expect("a token");
    });
}

/// The persons about whom is to be asked.
async fn to_ask(office: &TestOffice, anew: Anew) -> Vec<PersonId> {
    let mut conn = office.node.store().pool.acquire().await.expect("a connection");
    let seal = office.node.seal().id();
    let found = matches::unasked(&mut conn, anew, &seal).await.expect("matches");
    found.into_iter().map(|one| one.whose.person).collect()
}

/// Requirements: Q-07, Z-47
#[tokio::test]
async fn a_question_that_was_refused_is_asked_on_another_day_and_a_lost_one_anew() {
    let office = TestOffice::new().await;
    listed(&office, 1, office.node.seal()).await;
    let (today, now) = (office.node.today(), wall(&office));
    let anew = Anew { today, lost: now - SignedDuration::from_hours(48), counted: today };
    let amina = [person("amina")];
    assert_eq!(to_ask(&office, anew).await, amina);
    let question = asked(&office, 1, now).await;
    assert!(to_ask(&office, anew).await.is_empty(), "its answer is on its way");
    let lost = Anew { lost: now + SignedDuration::from_secs(1), ..anew };
    assert_eq!(to_ask(&office, lost).await, amina, "lost");
    job!(&office, |act| {
        matches::refused(act.conn(), question, today).await.expect("refused");
    });
    assert!(to_ask(&office, lost).await.is_empty(), "not on the same day");
    let tomorrow = Anew { today: today.tomorrow().expect("a day"), ..anew };
    assert_eq!(to_ask(&office, tomorrow).await, amina, "on the next");
    let second = asked(&office, 1, now).await;
    answered(&office, second, &[row(1)]).await;
    assert!(to_ask(&office, Anew { lost: lost.lost, ..tomorrow }).await.is_empty(), "answered");
    listed(&office, 2, office.node.seal()).await;
    assert_eq!(to_ask(&office, anew).await, amina, "a new version may hold a new row of hers");
}

/// Requirements: Q-07, Z-47
#[tokio::test]
async fn when_the_register_has_answered_enough_no_ids_are_evaluated_until_the_next_day() {
    let office = TestOffice::new().await;
    listed(&office, 1, office.node.seal()).await;
    let (today, wall) = (office.node.today(), self::wall(&office));
    let later = wall + SignedDuration::from_mins(30);
    let mut act = office.act().await;
    let conn = act.conn();
    assert!(limits::may_evaluate(conn, today, wall).await.expect("read"));
    limits::enough(conn, None, later).await.expect("noted");
    assert!(!limits::may_evaluate(conn, today, wall).await.expect("read"), "another refusal");
    assert!(limits::may_evaluate(conn, today, later).await.expect("read"), "half an hour later");
    limits::enough(conn, Some(today), later).await.expect("noted");
    assert!(!limits::may_evaluate(conn, today, later).await.expect("read"), "enough for today");
    let tomorrow = today.tomorrow().expect("a day");
    assert!(limits::may_evaluate(conn, tomorrow, later).await.expect("read"));
}

/// Requirements: Q-40
#[tokio::test]
async fn a_list_that_another_secret_has_sealed_is_none() {
    let office = TestOffice::new().await;
    let (mine, other) = (office.node.seal().clone(), Seal::new([9; 32]));
    listed(&office, 4, &other).await;
    let mut act = office.act().await;
    let wall = act.wall();
    let conn = act.conn();
    assert_eq!(matches::list_version(conn, &mine.id()).await.expect("read"), 0, "known is none");
    assert_eq!(register::as_of(conn, &mine.id()).await.expect("read"), None, "nobody goes by it");
    let (old, lost) = (wall - SignedDuration::from_mins(15), wall - SignedDuration::from_mins(30));
    assert!(matches::list_is_due(conn, (old, lost), &mine.id()).await.expect("read"));
    assert!(!matches::list_is_due(conn, (old, lost), &other.id()).await.expect("read"));
    assert!(!matches::has_page(conn, 4, &mine.id()).await.expect("read"), "begun with another");
    drop(act);
    listed(&office, 4, &mine).await;
    let mut act = office.act().await;
    assert_eq!(matches::list_version(act.conn(), &mine.id()).await.expect("read"), 4);
    let kept: i64 = sqlx::query_scalar("select count(*) from exclusion_listed")
        .fetch_one(act.conn())
        .await
        .expect("a count");
    assert_eq!(kept, 1, "what the other has sealed is gone");
}

/// Requirements: Q-50, Z-47
#[tokio::test]
async fn after_fifty_persons_in_a_day_nothing_is_asked_until_the_system_owner_has_seen_it() {
    let office = TestOffice::new().await;
    let wall = self::wall(&office);
    let ask_of = async |count: i64| {
        job!(&office, |act| {
            sqlx::query(
                "with one as (insert into person (id, given_name, family_name)
                    select gen_random_uuid(), 'Test', 'Test' from generate_series(1, $1) returning id)
                insert into exclusion_question
                    (message_id, person_id, known_id, list_version, purpose, case_ref, asked_at)
                select gen_random_uuid(), id, id, 1, 'study', gen_random_uuid(), $2::timestamptz from one",
            )
            .bind(count)
            .bind(wall.to_string())
            .execute(act.conn())
            .await
            .expect("asked");
        });
    };
    let left = async || {
        let mut conn = office.node.store().pool.acquire().await.expect("a connection");
        room::left(&mut conn, wall).await.expect("room")
    };
    ask_of(49).await;
    assert_eq!(left().await, Room::For(1));
    ask_of(1).await;
    assert_eq!(left().await, Room::Full(1));
    job!(&office, |act| room::halt(&mut act, wall, 1).await.expect("halted"));
    assert_eq!(left().await, Room::Waits);
    let harald = office.sign_in("harald").await;
    let log = harald.get("/api/exclusions/alerts").await.json();
    assert_eq!(log[0]["what"], "halted");
    let seen = format!("/exclusions/alerts/{}/seen", log[0]["id"].as_str().expect("an id"));
    harald.post(&seen, &[]).await;
    assert_eq!(left().await, Room::For(50));
    ask_of(50).await;
    assert_eq!(left().await, Room::Full(2), "and again after as many");
}

/// Requirements
#[tokio::test]
async fn a_row_that_comes_as_somebody_else_s_is_not_written_onto_whom_it_stood_for() {
    let office = TestOffice::new().await;
    told_of(&office, &[row(1)]).await;
    let bjorn = known(&office, person("bjorn")).await;
    job!(&office, |act| {
        let rows = Rows { rows: vec![json!(row(2))], registered: true };
        let (question, purpose, asked_at) = (Uuid::new_v4(), Purpose::Study, act.wall());
        let about = About { question, whose: bjorn, purpose, asked_at };
        take(&mut act, &about, &rows).await.expect("the others are taken");
        let now = act.now();
        let written = told::tell(act.conn(), &row(3), Some(bjorn), now).await.expect("asked");
        assert!(!written, "nor past the check");
    });
    assert_eq!(alerts(&office).await, ["new", "unsound"]);
    let stands: Vec<(Uuid, i32)> =
        sqlx::query_as("select person_id, version from exclusion_told_row")
            .fetch_all(&office.node.store().pool)
            .await
            .expect("rows");
    assert_eq!(stands, [(person("amina").0, 1)], "nothing of it is kept");
    assert!(barred(&office).await, "what stood stands");
}
