//! What keeps one institution from flooding the others and the operators.

use super::evaluated::asked_before;
use super::*;
use crate::Act;
use crate::exclusion::{
    ASKS_A_DAY, NEW_ROWS_A_DAY, NEW_ROWS_A_DAY_MAX, ROWS_MAX, Taken, register as take_in,
};
use axum::http::StatusCode;
use protocol::exclusion::{LISTED, REMOVED, Registered};
use serde_json::{Value, json};

async fn comes(register: &TestRegister, one: &Registered) -> Taken {
    let mut act = Act::of_job(&register.node, "test").await.unwrap();
    let source = (one.row.institution, Uuid::new_v4());
    let taken = take_in(&mut act, source, one).await.unwrap();
    act.commit(Entry::new("test.take", "exclusion", one.row.id)).await.unwrap();
    taken
}

async fn stops_sharing(register: &TestRegister, office: &Office) {
    let names = crate::directory::Names { nb: "H".into(), nn: "H".into(), en: "C".into() };
    let contacts = [("operations".to_owned(), "drift@office.example".to_owned())].into();
    let shares = [("results".to_owned(), date(2026, 11, 2))].into();
    let nothing = crate::directory::Change::Description { names, contacts, shares };
    world::list(&register.node, office.party(), &nothing).await.expect("shared no more");
}

async fn pair() -> (TestRegister, Arc<Office>, Arc<Office>) {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    let b = Office::take_part(&register, 202).await;
    (register, a, b)
}

/// So many rows of the institution have begun to stand today, and ended.
async fn stood_today(register: &TestRegister, office: &Office, rows: u32) {
    let now = register.node.store().clock.now().to_string();
    let mut act = register.node.store().act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
    let planted = sqlx::query(
        "with x as (
            insert into exclusion (id, institution, received_at, version, ended, ended_at, stands_since)
            select gen_random_uuid(), $1, $2::timestamptz, 1, 'expired', $2::timestamptz, $2::timestamptz
            from generate_series(1, $3)
            returning id
        )
        insert into exclusion_version (exclusion_id, version, action, message_id, received_at)
        select id, 1, 'registered', id, $2::timestamptz from x",
    );
    let planted = planted.bind(office.number.to_string()).bind(now).bind(i64::from(rows));
    planted.execute(act.conn()).await.unwrap();
    act.commit(Entry::new("test.plant", "exclusion", Uuid::nil())).await.unwrap();
}

async fn list_version(register: &TestRegister) -> i64 {
    let found = sqlx::query_scalar("select version from exclusion_list");
    found.fetch_one(&register.node.store().pool).await.unwrap()
}

fn newer(of: &Registered) -> Registered {
    let mut new = of.clone();
    new.row.version += 1;
    new.row.period.to = new.row.period.to.tomorrow().unwrap();
    new
}

/// Requirements: Q-09
#[tokio::test]
async fn whoever_does_not_share_exclusions_registers_nothing_and_still_deletes() {
    let (register, a, _) = pair().await;
    let before = row(&a, &person(1), 1, LAST);
    a.register(&before).await;
    register.settle().await;
    stops_sharing(&register, &a).await;
    a.register(&row(&a, &person(2), 1, LAST)).await;
    a.register(&newer(&before)).await;
    register.settle().await;
    assert_eq!(register.alarms().await, ["not-sharing"]);
    assert_eq!(
        (register.count("exclusion").await, register.count("exclusion_version").await),
        (1, 1)
    );
    assert_eq!(register.tables_with(&person(2)).await, Vec::<String>::new());
    a.delete(before.row.id, 2).await;
    register.settle().await;
    assert_eq!(register.count("exclusion_person").await, 0);
}

#[tokio::test]
async fn an_institution_has_so_many_rows_about_one_person_and_not_one_more() {
    let (register, a, b) = pair().await;
    let mut last = None;
    for _ in 0..ROWS_MAX {
        let one = row(&a, &person(1), 1, LAST);
        assert_eq!(comes(&register, &one).await, Taken::Counts);
        last = Some(one);
    }
    let more = row(&a, &person(1), 1, LAST);
    assert_eq!(comes(&register, &more).await, Taken::Not("too-many-rows"));
    assert_eq!(register.alarms().await, ["too-many-rows"]);
    assert_eq!(register.count("exclusion").await, i64::from(ROWS_MAX), "nothing of it is kept");
    let last = last.unwrap();
    assert_eq!(comes(&register, &newer(&last)).await, Taken::Counts, "one that stands goes on");
    assert_eq!(comes(&register, &row(&a, &person(2), 1, LAST)).await, Taken::Counts);
    assert_eq!(comes(&register, &row(&b, &person(1), 1, LAST)).await, Taken::Counts);
    a.delete(last.row.id, 3).await;
    register.settle().await;
    assert_eq!(comes(&register, &more).await, Taken::Counts, "there is room again");
}

#[tokio::test]
async fn two_rows_at_once_do_not_both_take_the_last_place() {
    let (register, a, _) = pair().await;
    for race in 1..=4 {
        for _ in 1..ROWS_MAX {
            comes(&register, &row(&a, &person(race), 1, LAST)).await;
        }
        let [one, two] = [0, 1].map(|_| row(&a, &person(race), 1, LAST));
        let (first, second) = tokio::join!(comes(&register, &one), comes(&register, &two));
        let mut taken = [first, second].map(|taken| taken == Taken::Counts);
        taken.sort_unstable();
        assert_eq!(taken, [false, true], "{race}");
    }
}

#[tokio::test]
async fn many_new_rows_in_a_day_are_an_alarm_and_taken() {
    let (register, a, _) = pair().await;
    let mut one = row(&a, &person(0), 1, LAST);
    for serial in 1..=NEW_ROWS_A_DAY {
        one = row(&a, &person(usize::try_from(serial).unwrap()), 1, LAST);
        assert_eq!(comes(&register, &one).await, Taken::Counts);
    }
    comes(&register, &newer(&one)).await;
    assert!(register.alarms().await.is_empty(), "a change is no new row");
    for serial in [51, 52] {
        assert_eq!(comes(&register, &row(&a, &person(serial), 1, LAST)).await, Taken::Counts);
    }
    assert_eq!(register.alarms().await, ["many-rows"], "once a day");
    register.on(date(2026, 11, 3)).await;
    comes(&register, &row(&a, &person(53), 1, LAST)).await;
    assert_eq!(register.alarms().await, ["many-rows"], "one on another day");
}

/// An id that came back would try one person after the other against the list, at no cost.
///
/// Requirements: Z-47
#[tokio::test]
async fn a_row_that_was_deleted_does_not_come_back_about_anybody() {
    let (register, a, b) = pair().await;
    let one = row(&a, &person(1), 1, LAST);
    assert_eq!(comes(&register, &one).await, Taken::Counts);
    a.delete(one.row.id, 2).await;
    register.settle().await;
    let list = list_version(&register).await;
    for (version, about) in [(3, 2), (4, 1)] {
        let mut again = row(&a, &person(about), version, LAST);
        again.row.id = one.row.id;
        assert_eq!(comes(&register, &again).await, Taken::Not("deleted"));
    }
    assert_eq!(register.alarms().await, ["deleted"]);
    assert_eq!(register.count("exclusion_person").await, 0);
    assert_eq!(list_version(&register).await, list, "and the list tells nothing");
    let mut late = one.clone();
    late.row.version = 1;
    assert_eq!(comes(&register, &late).await, Taken::Nothing, "what came before it is no fault");
    assert_eq!(comes(&register, &row(&b, &person(1), 1, LAST)).await, Taken::Counts);
}

/// Requirements: Z-47
#[tokio::test]
async fn rows_begin_to_stand_so_many_times_in_a_day_and_not_once_more() {
    let (register, a, b) = pair().await;
    stood_today(&register, &a, NEW_ROWS_A_DAY_MAX - 1).await;
    let last = row(&a, &person(1), 1, LAST);
    assert_eq!(comes(&register, &last).await, Taken::Counts);
    let more = row(&a, &person(2), 1, LAST);
    assert_eq!(comes(&register, &more).await, Taken::Not("too-many-a-day"));
    assert_eq!(comes(&register, &newer(&last)).await, Taken::Counts, "one that stands goes on");
    assert_eq!(comes(&register, &row(&b, &person(2), 1, LAST)).await, Taken::Counts);
    register.on(date(2026, 11, 3)).await;
    assert_eq!(comes(&register, &more).await, Taken::Counts, "on another day");
}

/// What somebody does wrong all day is one alarm, and does not push others off the page.
#[tokio::test]
async fn what_is_wrong_again_and_again_is_counted_in_one_alarm() {
    let (register, a, b) = pair().await;
    let mut wrong = row(&b, &person(1), 1, LAST);
    wrong.row.version = 0;
    comes(&register, &wrong).await;
    let mut wrong = row(&a, &person(1), 1, LAST);
    wrong.row.case_officer = Some(String::new());
    for _ in 0..120 {
        wrong.row.id = Uuid::new_v4();
        assert_eq!(comes(&register, &wrong).await, Taken::Not("text"));
    }
    let gro = register.sign_in("gro").await;
    let alarms = async || gro.get("/api/exclusions").await.json()["alarms"].clone();
    let told = async || {
        let told = alarms().await;
        let told = told.as_array().unwrap().iter().map(|one| {
            let words = (one["institution"].as_str().unwrap(), one["reason"].as_str().unwrap());
            format!("{} {} {} {}", words.0, words.1, one["count"], one["is_seen"])
        });
        let mut told: Vec<_> = told.collect();
        told.sort();
        told
    };
    assert_eq!(told().await, ["201 text 120 false", "202 version 1 false"]);
    let page = gro.get("/exclusions").await.text();
    assert!(page.contains("<td class=\"k-number\">120</td>"), "{page}");
    let waits = alarms().await;
    let texts = waits.as_array().unwrap().iter().find(|one| one["reason"] == "text").unwrap();
    let seen = format!("/api/exclusions/alarms/{}/seen", texts["id"].as_str().unwrap());
    assert_eq!(gro.call(&seen, json!({})).await.status, StatusCode::NO_CONTENT);
    wrong.row.id = Uuid::new_v4();
    comes(&register, &wrong).await;
    let again = ["201 text 1 false", "201 text 120 true", "202 version 1 false"];
    assert_eq!(told().await, again, "what goes on after somebody looked is an alarm again");
    register.on(date(2026, 11, 3)).await;
    comes(&register, &wrong).await;
    assert_eq!(told().await.len(), 4, "and on another day");
}

#[tokio::test]
async fn whoever_was_told_all_before_asks_again_without_counting() {
    let (register, a, b) = pair().await;
    let one = row(&a, &person(1), 1, LAST);
    comes(&register, &one).await;
    b.ask(&person(1)).await.unwrap();
    let no = Err((403, "urn:kandidat:exclusion:quota".to_owned()));
    let spent = "insert into exclusion_look
            (id, institution, message_id, purpose, case_ref, asked_at, rows)
        select gen_random_uuid(), '202', gen_random_uuid(), 'study', 'k', '2026-11-02 08:00Z', 1
        from generate_series(2, $1)";
    let mut act = register.node.store().act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
    let asks = i32::try_from(ASKS_A_DAY).unwrap();
    sqlx::query(spent).bind(asks).execute(act.conn()).await.unwrap();
    act.commit(Entry::new("test.fill", "exclusion", Uuid::nil())).await.unwrap();
    assert_eq!(b.ask(&person(2)).await.map(|_| ()), no, "nobody new");
    comes(&register, &newer(&one)).await;
    for _ in 0..3 {
        assert_eq!(b.ask(&person(1)).await.expect("known")[0].version, 2);
    }
    // One row more, and the answer would tell something.
    comes(&register, &row(&a, &person(1), 1, LAST)).await;
    assert_eq!(b.ask(&person(1)).await.map(|_| ()), no);
    register.on(date(2026, 11, 3)).await;
    assert_eq!(b.ask(&person(1)).await.unwrap().len(), 2);
    asked_before(&register, 1, 1).await;
}

fn listed(heard: &[(String, Value)]) -> usize {
    heard.iter().filter(|(kind, _)| kind == LISTED).count()
}

/// Each new row would have everybody fetch the list and ask again.
#[tokio::test]
async fn new_rows_are_announced_at_once_and_a_flood_of_them_together() {
    let (register, a, b) = pair().await;
    for serial in 1..=8 {
        comes(&register, &row(&a, &person(serial), 1, LAST)).await;
        register.settle().await;
        let expected = usize::from(serial <= 5);
        assert_eq!(listed(&b.heard().await), expected, "{serial}");
    }
    let page = register.sign_in("gro").await.get("/api/exclusions").await.json();
    assert_eq!(page["is_announced"], false);
    register.quiet().await;
    register.settle().await;
    let heard = b.heard().await;
    assert_eq!(heard, [(LISTED.to_owned(), json!({ "version": 9 }))], "three as one");
    register.settle().await;
    assert!(b.heard().await.is_empty());
}

#[tokio::test]
async fn whoever_stops_sharing_hears_once_that_what_it_knows_is_gone_and_nothing_more() {
    let (register, a, b) = pair().await;
    let c = Office::take_part(&register, 203).await;
    let one = row(&a, &person(1), 1, LAST);
    comes(&register, &one).await;
    for office in [&b, &c] {
        office.ask(&person(1)).await.unwrap();
        office.heard().await;
    }
    stops_sharing(&register, &b).await;
    // Before the register has noticed: not the change.
    comes(&register, &newer(&one)).await;
    register.settle().await;
    let gone = json!({ "id": one.row.id, "version": 2, "why": "not_sharing" });
    assert_eq!(b.told().await, [(REMOVED.to_owned(), gone)]);
    assert_eq!(c.told().await.len(), 1, "whoever shares hears of the change");
    comes(&register, &newer(&newer(&one))).await;
    register.settle().await;
    a.delete(one.row.id, 4).await;
    register.settle().await;
    assert!(b.heard().await.is_empty());
    assert_eq!(c.told().await.len(), 2);
}

#[tokio::test]
async fn a_register_whose_directory_is_away_takes_nobody_for_one_that_stopped_sharing() {
    let (register, a, b) = pair().await;
    comes(&register, &row(&a, &person(1), 1, LAST)).await;
    b.ask(&person(1)).await.unwrap();
    let gone = sqlx::query("delete from directory_copy");
    gone.execute(&register.node.store().pool).await.expect("a technical table");
    sweep(&register.node).await.unwrap();
    let told = "select count(*) from exclusion_told where removed_at is null";
    let told: i64 = sqlx::query_scalar(told).fetch_one(&register.node.store().pool).await.unwrap();
    assert_eq!(told, 1);
}
