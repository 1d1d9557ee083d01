use store::session;
use uuid::Uuid;

use crate::world::{count, database};

#[tokio::test]
async fn a_session_is_found_by_its_cookie_until_it_ends() {
    let store = database().await.store;
    let kari = Uuid::now_v7();
    let cookie = session::begin(&store, kari).await.unwrap();
    let found = session::find(&store, &cookie).await.unwrap().unwrap();
    assert_eq!(found.person, kari);
    assert!(session::find(&store, &cookie[1..]).await.unwrap().is_none());
    session::end(&store, &cookie).await.unwrap();
    assert!(session::find(&store, &cookie).await.unwrap().is_none());
}

#[tokio::test]
async fn the_cookie_is_nowhere_kept() {
    let store = database().await.store;
    let cookie = session::begin(&store, Uuid::now_v7()).await.unwrap();
    let row: String = sqlx::query_scalar("select w::text from web_session w")
        .fetch_one(&store.pool)
        .await
        .unwrap();
    assert!(!row.contains(&cookie));
}

#[tokio::test]
async fn an_idle_and_an_old_session_are_over() {
    let store = database().await.store;
    let change = async |sql: &'static str| {
        let cookie = session::begin(&store, Uuid::now_v7()).await.unwrap();
        sqlx::raw_sql(sql).execute(&store.pool).await.unwrap();
        session::find(&store, &cookie).await.unwrap().is_some()
    };
    assert!(change("update web_session set seen_at = seen_at - interval '119 minutes'").await);
    assert!(!change("update web_session set seen_at = seen_at - interval '121 minutes'").await);
    assert!(!change("update web_session set expires_at = seen_at").await);
    assert_eq!(session::sweep(&store).await.unwrap(), 3);
    assert_eq!(count(&store, "web_session").await, 0);
}

#[tokio::test]
async fn each_request_puts_off_the_end_of_an_idle_session() {
    let store = database().await.store;
    let cookie = session::begin(&store, Uuid::now_v7()).await.unwrap();
    for _ in 0..2 {
        let later = "update web_session set seen_at = seen_at - interval '90 minutes'";
        sqlx::raw_sql(later).execute(&store.pool).await.unwrap();
        assert!(session::find(&store, &cookie).await.unwrap().is_some(), "seen 90 minutes ago");
    }
}

#[tokio::test]
async fn all_sessions_of_a_person_can_be_ended() {
    let store = database().await.store;
    let kari = Uuid::now_v7();
    let other = session::begin(&store, Uuid::now_v7()).await.unwrap();
    for _ in 0..2 {
        session::begin(&store, kari).await.unwrap();
    }
    assert_eq!(session::end_all_of(&store, kari).await.unwrap(), 2);
    assert!(session::find(&store, &other).await.unwrap().is_some());
}
