//! What the register tells of its own accord, and what that does to whom.

use super::super::super::effects;
use super::*;
use rules::Key;
use rules::exclusion::{Action, ActionKind, Effect};

/// Until when Amina is kept from an exam of this spring, by what is known here.
async fn barred(office: &TestOffice) -> Option<Date> {
    let action = Action {
        kind: ActionKind::RegisterExam,
        institution: Key::new("999"),
        programme: None,
        programme_classification: None,
        study_start: None,
        exam_date: Some(date(2026, 12, 1).into()),
        date: date(2026, 11, 2).into(),
    };
    let mut conn = office.node.store().pool.acquire().await.unwrap();
    let of = CastMember::named("amina").id();
    let met = effects(&mut conn, &office.node, of, &action).await.unwrap();
    met.into_iter().find(|met| met.effect == Effect::Refuse).map(|met| met.to)
}

/// The log of alerts: what, and whether it says of whom.
async fn alerts(office: &TestOffice) -> Vec<(String, bool)> {
    sqlx::query_as(
        "select what, person_id is not null from exclusion_alert order by at, version, id",
    )
    .fetch_all(&office.node.store().pool)
    .await
    .unwrap()
}

fn alert(what: &str, of_whom: bool) -> (String, bool) {
    (what.to_owned(), of_whom)
}

const LAST: Date = date(2027, 6, 30);
const EARLIER: Date = date(2027, 1, 31);

/// Requirements
#[tokio::test]
async fn what_the_register_answers_has_effect_and_stands_in_the_log() {
    let (office, register) = both().await;
    assert_eq!(barred(&office).await, None, "nothing is known yet");
    register.looked_at(&office).await;
    assert_eq!(barred(&office).await, Some(LAST));
    assert_eq!(alerts(&office).await, [alert("new", true)]);
    let log = office.sign_in("harald").await.get("/api/exclusions/alerts").await.json();
    assert_eq!((&log[0]["what"], &log[0]["type"]), (&json!("new"), &json!("EKSAMENN")));
}

/// Requirements
#[tokio::test]
async fn a_change_takes_effect_and_an_older_or_repeated_one_changes_nothing() {
    let (office, register) = both().await;
    register.looked_at(&office).await;
    register.tells(&office, CHANGED, &row(3, EARLIER)).await;
    assert_eq!(barred(&office).await, Some(EARLIER));
    register.tells(&office, CHANGED, &row(2, LAST)).await;
    register.tells(&office, CHANGED, &row(3, LAST)).await;
    assert_eq!(barred(&office).await, Some(EARLIER), "a lower or the same version is old");
    assert_eq!(alerts(&office).await, [alert("new", true), alert("changed", true)]);
}

/// Requirements
#[tokio::test]
async fn what_is_deleted_or_over_has_no_effect_and_nothing_says_whose_it_was() {
    for (why, what) in [(Why::Deleted, "deleted"), (Why::Expired, "expired")] {
        let (office, register) = both().await;
        register.looked_at(&office).await;
        let id = row(1, LAST).id;
        register.tells(&office, REMOVED, &Removed { id, version: 2, why }).await;
        assert_eq!(barred(&office).await, None);
        assert_eq!(alerts(&office).await, [alert("new", false), alert(what, false)]);
        let whose = "select count(*) from exclusion_told_row where person_id is not null";
        let whose: i64 =
            sqlx::query_scalar(whose).fetch_one(&office.node.store().pool).await.unwrap();
        assert_eq!(whose, 0);
        register.tells(&office, CHANGED, &row(3, LAST)).await;
        assert_eq!(barred(&office).await, None, "what is gone does not come back");
    }
}

/// Requirements: Q-09
#[tokio::test]
async fn of_a_row_that_was_never_asked_about_nothing_is_taken() {
    let (office, register) = both().await;
    let unknown = Row { id: Uuid::from_u128(0x9999), ..row(2, LAST) };
    register.tells(&office, CHANGED, &unknown).await;
    let removed = Removed { id: unknown.id, version: 3, why: Why::Deleted };
    register.tells(&office, REMOVED, &removed).await;
    let rows: i64 = sqlx::query_scalar("select count(*) from exclusion_told_row")
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(rows, 0);
    assert!(alerts(&office).await.is_empty());
}

/// No order is promised between the answer to a question and what is told after it.
///
/// Requirements: Q-31
#[tokio::test]
async fn what_overtakes_the_answer_it_follows_is_handled_after_it() {
    let (office, mut register) = both().await;
    for kind in [LIST, EVALUATE] {
        look(&office.node).await.unwrap();
        assert_eq!(register.answers_one(&office).await.as_deref(), Some(kind));
    }
    // Now it is asked about Amina; the deletion comes first.
    let id = row(1, LAST).id;
    stored(&office, REMOVED, &Removed { id, version: 2, why: Why::Deleted }).await;
    assert!(settle(&office.node, messages()).await.is_err(), "it waits for the answer");
    assert_eq!(register.answers_one(&office).await.as_deref(), Some(ASK));
    assert_eq!(barred(&office).await, Some(LAST));
    register.rows.clear();
    again(&office).await;
    assert_eq!(barred(&office).await, None);
}

/// What failed is tried again at once.
async fn again(office: &TestOffice) {
    sqlx::query(
        "update mailbox_arrival set retry_at = null, leased_until = null where act_id is null",
    )
    .execute(&office.node.store().pool)
    .await
    .unwrap();
    handled(office).await;
}

/// Requirements: P-14, Q-40
#[tokio::test]
async fn one_person_can_have_several_rows_and_loses_each_by_itself() {
    let (office, mut register) = both().await;
    let other = Row { id: Uuid::from_u128(0x77), ..row(1, EARLIER) };
    register.registers(&id_of("amina"), &other);
    register.looked_at(&office).await;
    let removed = Removed { id: row(1, LAST).id, version: 2, why: Why::Deleted };
    register.tells(&office, REMOVED, &removed).await;
    assert_eq!(barred(&office).await, Some(EARLIER));
}

/// Requirements
#[tokio::test]
async fn what_is_not_shared_any_more_ends_nothing_and_comes_back_in_the_same_version() {
    let (office, mut register) = both().await;
    register.looked_at(&office).await;
    let one = row(1, LAST);
    let removed = Removed { id: one.id, version: 1, why: Why::NotSharing };
    register.tells(&office, REMOVED, &removed).await;
    assert_eq!(barred(&office).await, None, "nothing of it is left");
    assert_eq!(alerts(&office).await, [alert("new", false), alert("not_shared", false)]);
    let whose = "select count(*) from exclusion_told_row where person_id is not null";
    let taken_back = "select count(*) from job where kind = 'exclusion.taken_back'";
    for sql in [whose, taken_back] {
        let count: i64 =
            sqlx::query_scalar(sql).fetch_one(&office.node.store().pool).await.unwrap();
        assert_eq!(count, 0, "{sql}");
    }
    let certain = async || {
        let mut conn = office.node.store().pool.acquire().await.unwrap();
        let of = CastMember::named("amina").id();
        let about = (of, Purpose::Study);
        crate::exclusion::certain_of(&mut conn, &office.node, about).await.is_ok()
    };
    assert!(!certain().await, "it is no answer that she is free");
    register.enough = true;
    assert_eq!(register.looked_at(&office).await, [ASK], "refused as long as it does not share");
    assert!(!certain().await);
    register.enough = false;
    office.clock("2026-11-03T08:00:00+01:00").await;
    assert_eq!(register.looked_at(&office).await, [ASK]);
    assert_eq!(barred(&office).await, Some(LAST), "the same version counts again");
    assert!(certain().await);
}
