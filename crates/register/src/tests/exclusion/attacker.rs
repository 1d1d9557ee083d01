//! What somebody learns who has the keys and the database of one institution, tried as he would try it.
//! What is not prevented is shown here too, and stands in `docs/security-and-privacy.md`.

use super::office::OnTheWay;
use super::*;
use crate::exclusion::ASKED_IN_VAIN;
use protocol::exclusion::{ASK, Ask, Found, LISTED, Purpose, Row, Token};
use std::collections::BTreeSet;

/// A register, 201 and 202: who decides, and whose keys were stolen.
async fn world() -> (TestRegister, Arc<Office>, Arc<Office>) {
    let register = register().await;
    let a = Office::take_part(&register, 201).await;
    let b = Office::take_part(&register, 202).await;
    (register, a, b)
}

async fn registered(register: &TestRegister, by: &Office, serial: usize) -> Row {
    let one = row(by, &person(serial), 1, LAST);
    by.register(&one).await;
    register.settle().await;
    one.row
}

/// Who has asked, in which case, and how many rows were told.
async fn looks(register: &TestRegister) -> Vec<String> {
    let sql = "select institution || ' ' || case_ref || ' ' || rows from exclusion_look order by asked_at, id";
    sqlx::query_scalar(sql).fetch_all(&register.node.store().pool).await.unwrap()
}

/// Ten persons are tried at two a day: it takes five days, and the third of them is an alarm.
///
/// Requirements: Q-09
#[tokio::test]
async fn fishing_is_as_slow_as_the_quota_and_cannot_be_hidden() {
    let (register, thief, a) = world().await;
    registered(&register, &a, 7).await;
    declare(&register, 2).await;
    let suspects: Vec<String> = (0..10).map(person).collect();
    let (mut found, mut days, mut alarms) = (BTreeSet::new(), 0, Vec::new());
    for tried in suspects.chunks(2) {
        let tokens = thief.list(0, 0).await.unwrap().tokens;
        let ids: Vec<&str> = tried.iter().map(String::as_str).collect();
        let (own, _) = thief.evaluate(1, &ids).await.expect("within the quota");
        let hits = ids.iter().zip(own).filter(|(_, token)| tokens.contains(token));
        found.extend(hits.map(|(id, _)| (*id).to_owned()));
        let more = thief.evaluate(1, &ids[..1]).await;
        assert_eq!(more.map(|_| ()), Err((403, "urn:kandidat:exclusion:quota".to_owned())));
        days += 1;
        alarms.push(register.alarms().await);
        register.on(register.node.today().tomorrow().unwrap()).await;
    }
    assert_eq!((days, found), (5, BTreeSet::from([person(7)])), "that somebody is there is learnt");
    assert_eq!(alarms[0], ["quota"]);
    assert_eq!(alarms[1], ["quota"; 2]);
    assert_eq!(alarms[2], ["fishing", "quota", "quota", "quota"], "above twice the declared size");
    assert!(looks(&register).await.is_empty(), "whom he tried nobody sees: he was told of no row");
}

/// The quota is one of each key: while institutions move over to a new one there are two.
#[tokio::test]
async fn while_there_are_two_keys_each_has_its_quota() {
    let (register, thief, a) = world().await;
    registered(&register, &a, 1).await;
    declare(&register, 1).await;
    register.sign_in("gro").await.call("/api/exclusions/epochs", serde_json::json!({})).await;
    for epoch in [1, 2] {
        thief.evaluate(epoch, &[&person(1)]).await.expect("one under each key");
        assert!(thief.evaluate(epoch, &[&person(2)]).await.is_err(), "and no second one");
    }
}

/// Nothing shows that an asker has a match or a case: it is answered, noted, and noticed.
#[tokio::test]
async fn whoever_asks_without_a_match_is_answered_and_written_down() {
    let (register, a, thief) = world().await;
    let row = registered(&register, &a, 1).await;
    assert!(thief.ask(&person(1)).await.unwrap() == [row], "without ever having evaluated anybody");
    for serial in 2..=ASKED_IN_VAIN as usize + 1 {
        assert!(register.alarms().await.is_empty(), "before person {serial}");
        let found = thief.ask(&person(serial)).await.unwrap();
        assert!(found.is_empty(), "who is not there: that too is learnt");
    }
    assert_eq!(register.alarms().await, ["asked-in-vain"]);
    let looks = looks(&register).await;
    assert_eq!(looks.len(), ASKED_IN_VAIN as usize + 1);
    assert!(looks.iter().all(|look| look.starts_with("202 sak-17 ")), "{looks:?}");
}

/// A case reference is the asker's word. That it is another's changes nothing of what is answered,
/// and what is noted is who asked.
#[tokio::test]
async fn another_s_case_reference_opens_nothing_and_hides_nobody() {
    let (register, a, thief) = world().await;
    let row = registered(&register, &a, 1).await;
    let ask = Ask { national_id: person(1), purpose: Purpose::Recognition };
    for office in [&a, &thief] {
        let found = office.question::<Found>(ASK, Some("a-1"), &ask).await.unwrap();
        assert!(found.rows == std::slice::from_ref(&row));
    }
    assert_eq!(looks(&register).await, ["201 a-1 1", "202 a-1 1"]);
}

/// Requirements: Q-31
#[tokio::test]
async fn an_answer_that_was_kept_is_believed_for_no_other_question() {
    let (register, a, b) = world().await;
    let one = registered(&register, &a, 1).await;
    b.on_the_way(OnTheWay::Keep);
    b.ask(&person(1)).await.unwrap();
    a.delete(one.id, 2).await;
    register.settle().await;
    b.on_the_way(OnTheWay::Replay);
    let ask = |serial| Ask { national_id: person(serial), purpose: Purpose::Study };
    for serial in [1, 2] {
        let waits = b.waits(ASK, Some("sak-17"), &ask(serial)).await;
        assert!(waits, "an answer to another question is none, and the question is sent again");
    }
    b.on_the_way(OnTheWay::Nothing);
    assert!(b.ask(&person(1)).await.unwrap().is_empty());
}

/// Whoever repeats a request that he has caught gets the answer that was given, for a day and as long
/// as its signature is young; nothing new is noted, and nothing new is told.
#[tokio::test]
async fn a_question_that_is_repeated_by_whoever_caught_it_tells_nothing_new() {
    let (register, a, b) = world().await;
    let one = registered(&register, &a, 1).await;
    b.on_the_way(OnTheWay::Keep);
    b.ask(&person(1)).await.unwrap();
    let first = b.kept_answer();
    a.delete(one.id, 2).await;
    register.settle().await;
    let (status, body) = b.repeat_request().await;
    assert_eq!((status, &body), (200, &first), "the answer of then, to the byte");
    assert_eq!(looks(&register).await, ["202 sak-17 1"], "noted once");
    register.on(date(2026, 11, 4)).await;
    let (_, body) = b.repeat_request().await;
    assert!(body.is_empty(), "after a day nothing is left of it");
    assert_eq!(looks(&register).await.len(), 1);
}

fn difference(new: &[Token], old: &[Token]) -> Vec<Token> {
    new.iter().filter(|token| !old.contains(token)).copied().collect()
}

/// Whoever fetches the list again and again learns when somebody comes and goes, and so how long some
/// one person is there; who it is he learns of those whom he has had evaluated.
#[tokio::test]
async fn the_list_tells_when_somebody_comes_and_goes_and_not_who() {
    let (register, a, thief) = world().await;
    registered(&register, &a, 1).await;
    let before = thief.list(0, 0).await.unwrap();
    let row = registered(&register, &a, 2).await;
    let after = thief.list(before.version, 0).await.unwrap();
    let came = difference(&after.tokens, &before.tokens);
    assert_eq!(came.len(), 1, "one token, since this version: a token and a time");
    let (own, _) = thief.evaluate(1, &[&person(3), &person(2)]).await.unwrap();
    assert!(own[0] != came[0]);
    assert_eq!(own[1], came[0], "of somebody whom he suspects he learns the time too");
    // Under a new key it is another token; that two go at once tells that they are of one person.
    register.sign_in("gro").await.call("/api/exclusions/epochs", serde_json::json!({})).await;
    let both = thief.list(0, 0).await.unwrap();
    assert_eq!(difference(&both.tokens, &after.tokens).len(), 2, "everybody's at once");
    a.delete(row.id, 2).await;
    register.settle().await;
    let gone = difference(&both.tokens, &thief.list(0, 0).await.unwrap().tokens);
    assert!(gone.len() == 2 && gone.contains(&came[0]));
}

/// A row that says what is not so tells its sender nothing of where the person studies.
#[tokio::test]
async fn whoever_registers_a_row_does_not_learn_who_asks_about_it() {
    let (register, thief, b) = world().await;
    let one = registered(&register, &thief, 1).await;
    let told = thief.heard().await;
    assert!(told.iter().all(|(kind, _)| kind == LISTED));
    b.ask(&person(1)).await.unwrap();
    let mut longer = row(&thief, &person(1), 2, day_after(LAST));
    longer.row.id = one.id;
    thief.register(&longer).await;
    register.settle().await;
    assert!(thief.heard().await.is_empty(), "neither that somebody asked nor that he was told");
    assert_eq!(b.told().await.len(), 1);
}

/// Whoever was told once is told until the row ends, whether or not the person is still there: the
/// register does not know who has left.
#[tokio::test]
async fn whoever_asked_once_is_told_until_the_row_ends() {
    let (register, a, thief) = world().await;
    let first = row(&a, &person(1), 1, LAST);
    a.register(&first).await;
    register.settle().await;
    thief.ask(&person(1)).await.unwrap();
    for version in 2..5 {
        let mut next = first.clone();
        next.row.version = version;
        a.register(&next).await;
        register.settle().await;
        assert_eq!(thief.told().await.len(), 1, "version {version}");
    }
}
