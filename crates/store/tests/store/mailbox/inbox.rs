use store::mailbox::DatabaseMailbox;
use store::{Clock, Store};
use wire::evidence::{Said, verify};
use wire::port::{Arrived, Inbox, Lease, Stored};
use wire::{MessageId, Outgoing, Route};

use super::world::{
    SECRET, came, directory, entry, is_of_acts, later, mailbox, note, now, of_id, them, us,
};
use crate::world::{book, booked, count, database, person};

fn theirs() -> Outgoing {
    note(them(), us(), Route::Message)
}

async fn store(mailbox: &DatabaseMailbox, sent: &Outgoing) -> Stored {
    let (incoming, receipt) = came(sent).await;
    mailbox.store(&incoming, &receipt).await.unwrap()
}

async fn lease(mailbox: &DatabaseMailbox, seconds: i64) -> Option<(Lease, Arrived)> {
    let leased = mailbox.lease_arrived(later(seconds), later(seconds + 300)).await.unwrap();
    leased.map(|leased| (leased.lease, leased.what))
}

#[tokio::test]
async fn the_same_again_is_known_and_another_content_is_not_taken() {
    let (store_, mailbox) = mailbox().await;
    is_of_acts(&mailbox);
    let one = theirs();
    let id = one.envelope().id;
    assert_eq!(store(&mailbox, &one).await, Stored::New);
    // To the nanosecond: what the first receipt said is what every receipt says.
    assert_eq!(store(&mailbox, &one).await, Stored::Again(now()));
    let other = of_id(id, them(), us(), Route::Message, "somebody else");
    assert_eq!(store(&mailbox, &other).await, Stored::Different);
    let elsewhere = of_id(id, them(), us(), Route::Question, SECRET);
    assert_eq!(elsewhere.body(), one.body());
    let (incoming, _) = came(&elsewhere).await;
    let opened = mailbox.open_question(&incoming).await.unwrap();
    assert!(matches!(opened, wire::port::QuestionOpened::Different), "the other door");
    let another_sender = of_id(id, "register".parse().unwrap(), us(), Route::Message, SECRET);
    assert_eq!(store(&mailbox, &another_sender).await, Stored::New);
    assert_eq!(count(&store_, "mailbox_arrival").await, 2);
}

#[tokio::test]
async fn of_the_same_message_twice_at_once_one_is_new() {
    let (store_, mailbox) = mailbox().await;
    let one = theirs();
    for _ in 0..10 {
        let (first, second) = tokio::join!(store(&mailbox, &one), store(&mailbox, &one));
        assert!(first == Stored::New || first == Stored::Again(now()));
        assert!(second == Stored::New || second == Stored::Again(now()));
    }
    assert_eq!(count(&store_, "mailbox_received").await, 1);
    assert_eq!(count(&store_, "mailbox_arrival").await, 1);
}

/// The machine dies after storing and before the receipt is out: the sender comes again, and is
/// given the receipt that was made then.
#[tokio::test]
async fn what_was_stored_before_a_crash_is_acknowledged_and_handled_after_it() {
    let db = database().await;
    let one = theirs();
    store(&DatabaseMailbox::new(db.store.clone()), &one).await;
    db.store.pool.close().await;
    let risen = Store::connect_with(&db.url, Clock::standing(now())).await.unwrap();
    let mailbox = DatabaseMailbox::new(risen);
    assert_eq!(store(&mailbox, &one).await, Stored::Again(now()));
    let (_, arrived) = lease(&mailbox, 0).await.unwrap();
    let Arrived::Message { envelope, .. } = arrived else { panic!("no message") };
    assert_eq!(envelope, *one.envelope());
    let id = one.envelope().id;
    let kept = mailbox.received_evidence(them(), id).await.unwrap().unwrap();
    let proven = verify(&kept, &directory().await).unwrap();
    assert!(matches!(proven.said, Said::Receipt(receipt) if receipt.stored_at == now()));
}

/// And before storing: a connection that is cut leaves neither the message nor half of it.
#[tokio::test]
async fn what_could_not_be_stored_whole_is_not_there() {
    let (store_, mailbox) = mailbox().await;
    let one = theirs();
    let (incoming, receipt) = came(&one).await;
    sqlx::raw_sql("alter table mailbox_arrival add constraint full_disk check (false)")
        .execute(&store_.pool)
        .await
        .unwrap();
    let failed = mailbox.store(&incoming, &receipt).await.unwrap_err();
    assert!(!format!("{failed} {failed:?}").contains(SECRET));
    for table in ["mailbox_received", "mailbox_content", "mailbox_evidence"] {
        assert_eq!(count(&store_, table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn an_arrival_is_handled_once_together_with_its_effect() {
    let (store_, mailbox) = mailbox().await;
    store(&mailbox, &theirs()).await;
    let handle = async |lease: Lease| {
        let Some(mut act) = mailbox.open(&lease).await? else { return Ok(false) };
        book(&mut act).await;
        mailbox.handled(act, &lease, entry()).await.map(|()| true)
    };
    // The first worker takes longer than its lease; both go on.
    let (slow, _) = lease(&mailbox, 0).await.unwrap();
    let (next, _) = lease(&mailbox, 300).await.unwrap();
    let (one, two) = tokio::join!(handle(slow), handle(next));
    let done = [one, two].into_iter().filter(|done| matches!(done, Ok(true))).count();
    assert_eq!((done, count(&store_, "booking").await), (1, 1));
    assert!(!handle(slow).await.unwrap(), "it has been handled");
    assert!(lease(&mailbox, 8000).await.is_none());
}

#[tokio::test]
async fn what_the_domain_cannot_do_leaves_nothing_and_is_tried_again_and_shown() {
    let (store_, mailbox) = mailbox().await;
    let one = theirs();
    store(&mailbox, &one).await;
    let (first, _) = lease(&mailbox, 0).await.unwrap();
    let mut act = mailbox.open(&first).await.unwrap().unwrap();
    book(&mut act).await;
    drop(act);
    mailbox.failed(&first, "the unit is not known", later(60)).await.unwrap();
    assert_eq!(count(&store_, "booking").await, 0);
    assert!(lease(&mailbox, 59).await.is_none());
    let shown = mailbox.unhandled_since(now(), 10).await.unwrap();
    assert_eq!(shown.len(), 1);
    assert_eq!((shown[0].message, shown[0].from), (one.envelope().id, them()));
    assert_eq!(shown[0].why.as_deref(), Some("the unit is not known"));
    assert_eq!(mailbox.unhandled(later(-1)).await.unwrap(), 0);
    assert_eq!(mailbox.unhandled(now()).await.unwrap(), 1);
    let (again, _) = lease(&mailbox, 60).await.unwrap();
    assert_eq!((again.id, again.attempt), (first.id, 2));
    let act = mailbox.open(&again).await.unwrap().unwrap();
    mailbox.handled(act, &again, entry()).await.unwrap();
    assert_eq!(mailbox.unhandled(later(1000)).await.unwrap(), 0);
}

#[tokio::test]
async fn what_fails_again_and_again_stands_behind_what_has_not_been_tried() {
    let (_store, mailbox) = mailbox().await;
    for _ in 0..20 {
        store(&mailbox, &theirs()).await;
        let (poison, _) = lease(&mailbox, 0).await.unwrap();
        mailbox.failed(&poison, "it cannot be stored", later(60)).await.unwrap();
    }
    let good =
        of_id(MessageId::random(), "register".parse().unwrap(), us(), Route::Message, SECRET);
    store(&mailbox, &good).await;
    // All are due, and the good one came last.
    let (_, first) = lease(&mailbox, 100).await.unwrap();
    let Arrived::Message { envelope, .. } = first else { panic!("no message") };
    assert_eq!(envelope.id, good.envelope().id);
}

/// A peer that names the id of an act of ours can neither block it nor be taken for it.
#[tokio::test]
async fn an_act_s_id_is_the_mailbox_s_own_and_not_the_peer_s() {
    let (store_, mailbox) = mailbox().await;
    let one = theirs();
    let peers = one.envelope().id.uuid();
    let done = store_.act(person(), peers).await.unwrap();
    done.commit(entry()).await.unwrap();
    store(&mailbox, &one).await;
    let (leased, _) = lease(&mailbox, 0).await.unwrap();
    let act = mailbox.open(&leased).await.unwrap().expect("not taken for the other act");
    assert_eq!(act.id(), leased.id);
    assert_ne!(act.id(), peers);
    mailbox.handled(act, &leased, entry()).await.unwrap();
}

/// Another act cannot mark an arrival as handled: it would be handled twice.
#[tokio::test]
async fn an_arrival_is_handled_by_its_own_act_alone() {
    let (store_, mailbox) = mailbox().await;
    booked(&store_).await;
    store(&mailbox, &theirs()).await;
    let (leased, _) = lease(&mailbox, 0).await.unwrap();
    let other = super::world::act(&store_).await;
    assert!(mailbox.handled(other, &leased, entry()).await.is_err());
    assert_eq!(mailbox.unhandled(now()).await.unwrap(), 1);
}
