//! Answers of several institutions in one case are taken beside each other, one that cannot be taken ends its
//! question, and one receipt follows.

use super::nation::Nation;
use crate::ExchangeId;
use crate::exchange::store::{cases, questions};
use ::store::Entry;
use office::Act;
use serde_json::json;
use std::time::Duration;
use tokio::time::timeout;
use uuid::Uuid;

/// As long as nobody waits who need not.
const AT_ONCE: Duration = Duration::from_secs(2);

/// The questions of a case.
async fn questions_of(nation: &Nation, case: ExchangeId) -> Vec<Uuid> {
    let sql = "select id from exchange_question where exchange_id = $1 order by institution";
    let pool = &nation.asker.node.store().pool;
    sqlx::query_scalar(sql).bind(case.0).fetch_all(pool).await.unwrap()
}

async fn act(nation: &Nation) -> Act {
    Act::of_job(&nation.asker.node, "test").await.unwrap()
}

async fn asked(nation: &Nation) -> ExchangeId {
    let started = nation.ask("emil", "statute").await.json();
    started["cases"][0].as_str().unwrap().parse().map(ExchangeId).unwrap()
}

/// Leaves the job that looks whether anybody is waited for, and runs it.
async fn looked_whether_settled(nation: &Nation, case: ExchangeId) -> usize {
    let mut act = act(nation).await;
    let now = act.now();
    act.enqueue("exchange.settled", json!({ "case": case }), now).await.unwrap();
    act.commit(Entry::new("test.settled", "exchange", case.0)).await.unwrap();
    office::jobs::run_due(&nation.asker.node).await.unwrap();
    receipts(nation).await
}

async fn receipts(nation: &Nation) -> usize {
    nation.asker.letters().await.iter().filter(|kind| *kind == "exchange_receipt").count()
}

/// Requirements: R-08
#[tokio::test]
async fn two_answers_of_one_case_are_taken_at_once_and_nobody_cancels_meanwhile() {
    let nation = Nation::of(&[]).await;
    let case = asked(&nation).await;
    let both = questions_of(&nation, case).await;
    let (mut one, mut other) = (act(&nation).await, act(&nation).await);
    for (act, question) in [(&mut one, both[0]), (&mut other, both[1])] {
        let taken = timeout(AT_ONCE, questions::lock_waiting(act.conn(), question)).await;
        let taken = taken.expect("nobody waits").unwrap().expect("it waits for its answer");
        assert_eq!(taken.case, case);
    }
    let mut cancelling = act(&nation).await;
    let held = timeout(Duration::from_millis(300), cases::lock(cancelling.conn(), case)).await;
    assert!(held.is_err(), "the case is held while its answers are taken");
    drop((one, other, cancelling));
    let (mut cancelling, mut late) = (act(&nation).await, act(&nation).await);
    cases::lock(cancelling.conn(), case).await.unwrap().expect("the case");
    let now = cancelling.now();
    questions::cancel(cancelling.conn(), case, now).await.unwrap();
    let (taken, ()) = tokio::join!(questions::lock_waiting(late.conn(), both[0]), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        cancelling.commit(Entry::new("test.cancel", "exchange", case.0)).await.unwrap();
    });
    assert!(taken.unwrap().is_none(), "whoever comes after it finds that nobody waits");
}

/// Requirements: R-14
#[tokio::test]
async fn whoever_takes_the_last_answer_leaves_one_receipt_however_often_it_is_looked_for() {
    let nation = Nation::of(&[]).await;
    let case = asked(&nation).await;
    assert_eq!(looked_whether_settled(&nation, case).await, 0, "two have not answered");
    let of_the_dead = questions_of(&nation, case).await[0];
    let mut ending = act(&nation).await;
    let (failed, now) = (crate::exchange::State::Failed("other".to_owned()), ending.now());
    questions::end(ending.conn(), of_the_dead, &failed, None, now).await.unwrap();
    ending.commit(Entry::new("test.end", "exchange", case.0)).await.unwrap();
    nation.settle().await;
    assert_eq!(nation.answer(&case.to_string()).await.0, "no_person");
    assert_eq!(receipts(&nation).await, 0, "it is left to a job");
    office::jobs::run_due(&nation.asker.node).await.unwrap();
    assert_eq!(receipts(&nation).await, 1);
    for _ in 0..2 {
        assert_eq!(looked_whether_settled(&nation, case).await, 1);
    }
    assert_eq!(nation.asker.count("exchange_receipt_due").await, 0, "nor another one tomorrow");
}

/// Requirements: R-08
#[tokio::test]
async fn an_answer_that_is_too_long_three_times_ends_its_question_by_name_and_is_asked_for_no_more()
{
    let nation = Nation::of(&[]).await;
    let case = asked(&nation).await;
    let of_the_dead = questions_of(&nation, case).await[0];
    nation.settle().await;
    let look = async || crate::exchange::look(&nation.asker.node).await.unwrap();
    let said = async |attempts: i32, why: &'static str| {
        let sql = "update mailbox_sent set attempts = $2, why = $3 where message_id = $1";
        let sent = sqlx::query(sql).bind(of_the_dead).bind(attempts).bind(why);
        sent.execute(&nation.asker.node.store().pool).await.unwrap();
        look().await;
        let asked = nation.case(&case.to_string()).await["asked"].clone();
        let one = asked.as_array().unwrap().iter().find(|one| one["institution"] == "997");
        let one = one.expect("997 was asked");
        (one["state"].as_str().unwrap().to_owned(), one["reason"].as_str().map(str::to_owned))
    };
    let waits = ("waiting".to_owned(), None);
    assert_eq!(said(3, "no answer in time").await, waits, "whoever is away is waited for");
    assert_eq!(said(2, "a longer answer than is taken").await, waits);
    let failed = ("failed".to_owned(), Some("too-large".to_owned()));
    assert_eq!(said(3, "a longer answer than is taken").await, failed);
    let sql = "select outcome || ': ' || why from mailbox_sent where message_id = $1";
    let pool = &nation.asker.node.store().pool;
    let ended: String = sqlx::query_scalar(sql).bind(of_the_dead).fetch_one(pool).await.unwrap();
    assert_eq!(ended, "given_up: too-large");
    office::jobs::run_due(&nation.asker.node).await.unwrap();
    assert_eq!(receipts(&nation).await, 1, "nobody is waited for any more");
}
