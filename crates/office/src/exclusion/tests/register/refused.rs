//! What the register does not answer today.

use super::*;

/// Requirements: Q-07, Z-47
#[tokio::test]
async fn what_is_enough_for_a_day_is_asked_again_on_the_next_and_not_before() {
    let (office, mut register) = both().await;
    look(&office.node).await.unwrap();
    assert_eq!(register.answers_one(&office).await.as_deref(), Some(LIST));
    register.enough = true;
    assert_eq!(register.looked_at(&office).await, [EVALUATE]);
    assert!(register.looked_at(&office).await.is_empty(), "not every two seconds");
    office.clock("2026-11-03T00:00:00+01:00").await;
    register.enough = false;
    look(&office.node).await.unwrap();
    assert_eq!(register.answers_one(&office).await.as_deref(), Some(EVALUATE));
    register.enough = true;
    assert_eq!(register.answers(&office).await, [ASK]);
    assert!(register.looked_at(&office).await.is_empty(), "nor is anybody asked about again");
    office.clock("2026-11-04T00:00:00+01:00").await;
    register.enough = false;
    assert_eq!(register.looked_at(&office).await, [ASK], "the question has stayed open");
    let told: i64 = sqlx::query_scalar("select count(*) from exclusion_told_row")
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(told, 1);
}

/// Requirements
#[tokio::test]
async fn one_row_that_cannot_be_keeps_no_other_out() {
    let (office, mut register) = both().await;
    let wrong = Row { id: Uuid::from_u128(0x77), ..row(u32::MAX, date(2027, 6, 30)) };
    register.registers(&id_of("amina"), &wrong);
    while !register.looked_at(&office).await.is_empty() {}
    let told: Vec<Uuid> = sqlx::query_scalar("select row_id from exclusion_told_row")
        .fetch_all(&office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(told, [row(1, date(2027, 6, 30)).id]);
    let harald = office.sign_in("harald").await;
    let log = harald.get("/api/exclusions/alerts").await.json();
    let whats: Vec<_> = log.as_array().unwrap().iter().map(|one| one["what"].clone()).collect();
    assert!(whats.contains(&json!("unsound")) && whats.contains(&json!("new")), "{whats:?}");
}
