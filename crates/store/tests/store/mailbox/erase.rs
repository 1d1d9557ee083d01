use sqlx::AssertSqlSafe;
use store::Error;
use store::mailbox::{erase_received, erase_sent};
use wire::evidence::{NotProven, verify};
use wire::port::{Evidence, Inbox, Outbox, Outcome, Stored};
use wire::{Outgoing, Route};

use super::world::{
    SECRET, act, came, directory, entry, later, mailbox, note, now, sent, them, us, yes,
};
use crate::world::count;

/// What is left proves what whoever has the bytes shows, and nothing else.
async fn proves_with_the_bytes_alone(kept: Evidence, whole: &Outgoing, said: &Evidence) {
    let directory = directory().await;
    assert_eq!(verify(&kept, &directory), Err(NotProven::Request), "nothing can be read");
    let mut shown = kept.clone();
    shown.request.body = whole.body().clone();
    shown.response.body = said.response.body.clone();
    assert!(verify(&shown, &directory).is_ok());
    shown.request.body = note(them(), us(), whole.route()).body().clone();
    assert_eq!(verify(&shown, &directory), Err(NotProven::Request), "other bytes");
}

#[tokio::test]
async fn what_we_asked_and_what_was_answered_is_erased_and_its_digest_stays() {
    let (store, mailbox) = mailbox().await;
    let question = note(us(), them(), Route::Question);
    let id = question.envelope().id;
    sent(&store, &question).await;
    let mut early = act(&store).await;
    assert!(!erase_sent(&mut early, id).await.unwrap(), "on its way");
    drop(early);
    let leased = mailbox.lease_due(now(), later(90)).await.unwrap().unwrap();
    let whole = yes(&question).await;
    mailbox.settle(&leased.lease, &Outcome::Answered(whole.clone()), now()).await.unwrap();
    let mut early = act(&store).await;
    assert!(!erase_sent(&mut early, id).await.unwrap(), "the domain has not been told");
    drop(early);
    let lease = mailbox.lease_arrived(now(), later(90)).await.unwrap().unwrap().lease;
    let mut act = mailbox.open(&lease).await.unwrap().unwrap();
    assert!(erase_sent(&mut act, id).await.unwrap(), "in the act that handles it");
    mailbox.handled(act, &lease, entry()).await.unwrap();
    assert_eq!(count(&store, "mailbox_content").await, 0);
    let kept = mailbox.sent_evidence(id).await.unwrap().unwrap();
    proves_with_the_bytes_alone(kept, &question, &whole).await;
}

#[tokio::test]
async fn what_has_come_is_erased_once_it_is_handled_and_its_receipt_stays() {
    let (store, mailbox) = mailbox().await;
    let one = note(them(), us(), Route::Message);
    let id = one.envelope().id;
    let (incoming, receipt) = came(&one).await;
    mailbox.store(&incoming, &receipt).await.unwrap();
    let mut early = act(&store).await;
    assert!(!erase_received(&mut early, them(), id).await.unwrap(), "not handled");
    drop(early);
    let lease = mailbox.lease_arrived(now(), later(90)).await.unwrap().unwrap().lease;
    let handling = mailbox.open(&lease).await.unwrap().unwrap();
    mailbox.handled(handling, &lease, entry()).await.unwrap();
    let mut act = act(&store).await;
    assert!(!erase_received(&mut act, us(), id).await.unwrap(), "another sender's");
    assert!(erase_received(&mut act, them(), id).await.unwrap());
    act.commit(entry()).await.unwrap();
    assert_eq!(count(&store, "mailbox_content").await, 1, "the receipt");
    let kept = mailbox.received_evidence(them(), id).await.unwrap().unwrap();
    assert_eq!(kept.response, receipt);
    proves_with_the_bytes_alone(kept, &one, &yes(&one).await).await;
    // It is known for ever: the same again has no second effect.
    assert_eq!(mailbox.store(&incoming, &receipt).await.unwrap(), Stored::Again(now()));
}

#[tokio::test]
async fn nothing_that_was_signed_can_be_changed_in_the_database() {
    let (store, mailbox) = mailbox().await;
    let (incoming, receipt) = came(&note(them(), us(), Route::Message)).await;
    mailbox.store(&incoming, &receipt).await.unwrap();
    for sql in [
        "update mailbox_evidence set target = 'https://other.example'",
        "delete from mailbox_evidence",
        "update mailbox_content set bytes = ''",
        "truncate mailbox_content",
    ] {
        let refused = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&store.pool).await.unwrap_err();
        let refused = Error::from(refused).to_string();
        assert!(
            refused.contains("new rows only") || refused.contains("never changed"),
            "{refused}"
        );
    }
}

#[tokio::test]
async fn what_is_leased_shows_nobody_when_it_is_logged() {
    let (store, mailbox) = mailbox().await;
    sent(&store, &note(us(), them(), Route::Message)).await;
    let (incoming, receipt) = came(&note(them(), us(), Route::Message)).await;
    mailbox.store(&incoming, &receipt).await.unwrap();
    let out = mailbox.lease_due(now(), later(90)).await.unwrap();
    let came = mailbox.lease_arrived(now(), later(90)).await.unwrap();
    let shown = mailbox.unhandled_since(now(), 10).await.unwrap();
    let told = mailbox.undelivered(now()).await.unwrap();
    let logged = format!("{out:?} {came:?} {shown:?} {told:?} {incoming:?}");
    assert!(logged.contains("note.sent") && !logged.contains(SECRET), "{logged}");
}
