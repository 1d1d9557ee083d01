use std::collections::BTreeSet;

use store::mailbox::DatabaseMailbox;
use wire::evidence::{Said, verify};
use wire::port::{Arrived, Ended, Inbox, Lease, Leased, Outbox, Outcome};
use wire::{Fault, MessageId, Outgoing, Route};

use super::world::{act, directory, entry, later, mailbox, no, note, now, sent, them, us, yes};
use crate::world::count;

async fn due(mailbox: &DatabaseMailbox, seconds: i64) -> Option<Leased<Outgoing>> {
    mailbox.lease_due(later(seconds), later(seconds + 90)).await.unwrap()
}

fn ours() -> Outgoing {
    note(us(), them(), Route::Message)
}

fn to(number: u32) -> Outgoing {
    note(us(), number.to_string().parse().unwrap(), Route::Message)
}

/// Takes whatever is due, and leaves it unanswered.
async fn stall(mailbox: &DatabaseMailbox, seconds: i64) -> Vec<Leased<Outgoing>> {
    let mut taken = Vec::new();
    while let Some(leased) = due(mailbox, seconds).await {
        taken.push(leased);
    }
    taken
}

#[tokio::test]
async fn whoever_never_answers_leaves_the_other_senders_to_the_other_receivers() {
    let (store, mailbox) = mailbox().await;
    for _ in 0..50 {
        sent(&store, &ours()).await;
    }
    sent(&store, &to(200)).await;
    let taken = stall(&mailbox, 0).await;
    let theirs = taken.iter().filter(|one| one.what.envelope().to == them()).count();
    assert_eq!((theirs, taken.len()), (6, 7), "the message to another goes out at once");
}

#[tokio::test]
async fn of_those_that_have_failed_before_one_alone_is_on_its_way_to_a_receiver() {
    let (store, mailbox) = mailbox().await;
    for _ in 0..6 {
        sent(&store, &ours()).await;
    }
    assert_eq!(stall(&mailbox, 0).await.len(), 6);
    assert_eq!(stall(&mailbox, 90).await.len(), 1, "all six have waited in vain");
}

#[tokio::test]
async fn a_message_is_sent_if_and_only_if_its_act_is_committed() {
    let (store, mailbox) = mailbox().await;
    let (dropped, kept) = (ours(), ours());
    let mut open = act(&store).await;
    open.send(&dropped, now()).await.unwrap();
    assert!(due(&mailbox, 0).await.is_none(), "not committed yet");
    drop(open);
    sent(&store, &kept).await;
    let leased = due(&mailbox, 0).await.unwrap();
    assert_eq!((leased.what.body(), leased.lease.attempt), (kept.body(), 1));
    assert!(due(&mailbox, 0).await.is_none());
    assert_eq!(count(&store, "mailbox_content").await, 1);
}

#[tokio::test]
async fn two_senders_at_once_never_take_the_same_message() {
    let (store, mailbox) = mailbox().await;
    for number in 200..220 {
        sent(&store, &to(number)).await;
    }
    let sender = async || {
        let mut taken = Vec::new();
        while let Some(leased) = due(&mailbox, 0).await {
            taken.push(leased.lease.id);
        }
        taken
    };
    let (one, two) = tokio::join!(sender(), sender());
    let all: BTreeSet<_> = one.iter().chain(&two).collect();
    assert_eq!((one.len() + two.len(), all.len()), (20, 20));
}

#[tokio::test]
async fn a_lease_ends_at_its_time_and_none_is_longer_than_two_hours() {
    let (store, mailbox) = mailbox().await;
    sent(&store, &ours()).await;
    assert_eq!(due(&mailbox, 0).await.unwrap().lease.attempt, 1);
    assert!(due(&mailbox, 89).await.is_none());
    // The sender has died: another one takes it up.
    assert_eq!(due(&mailbox, 90).await.unwrap().lease.attempt, 2);
    mailbox.lease_due(later(180), later(20_000)).await.unwrap().unwrap();
    assert!(due(&mailbox, 20_000 - 7200).await.is_none(), "two hours may be");
    // A lease that seems to last longer was set by a clock that was wrong.
    assert!(due(&mailbox, 20_000 - 7201).await.is_some());
}

#[tokio::test]
async fn what_waits_is_due_at_its_time_or_at_once_for_who_asks() {
    let (store, mailbox) = mailbox().await;
    let one = ours();
    sent(&store, &one).await;
    let id = one.envelope().id;
    let wait = async |lease: Lease, seconds| {
        let outcome = Outcome::Later { at: later(seconds), why: "no connection".into() };
        mailbox.settle(&lease, &outcome, now()).await.unwrap();
    };
    wait(due(&mailbox, 0).await.unwrap().lease, 600).await;
    assert!(due(&mailbox, 599).await.is_none());
    let leased = due(&mailbox, 600).await.unwrap();
    assert!(mailbox.lease_one(id, later(601), later(690)).await.unwrap().is_none(), "leased");
    wait(leased.lease, 1200).await;
    let now_asked = mailbox.lease_one(id, later(601), later(691)).await.unwrap().unwrap();
    wait(now_asked.lease, 600 + 7201).await;
    assert!(due(&mailbox, 600).await.is_some(), "no wait is longer than two hours");
}

/// An attempt that took longer than its lease has nothing to say once another has begun.
#[tokio::test]
async fn a_lease_that_was_followed_by_another_says_nothing() {
    let (store, mailbox) = mailbox().await;
    let one = ours();
    sent(&store, &one).await;
    let slow = due(&mailbox, 0).await.unwrap().lease;
    let next = due(&mailbox, 90).await.unwrap().lease;
    let (problem, evidence) = no(&one, Fault::NotFromYou).await;
    mailbox.settle(&slow, &Outcome::Refused(problem, evidence), now()).await.unwrap();
    assert!(mailbox.sent_evidence(one.envelope().id).await.unwrap().is_none());
    let delivered = Outcome::Delivered(yes(&one).await);
    mailbox.settle(&next, &delivered, now()).await.unwrap();
    mailbox.settle(&next, &delivered, now()).await.unwrap();
    assert_eq!(count(&store, "mailbox_evidence").await, 1);
    assert_eq!(count(&store, "mailbox_arrival").await, 0);
}

#[tokio::test]
async fn a_receipt_is_kept_and_proves_the_exchange_offline() {
    let (store, mailbox) = mailbox().await;
    let one = ours();
    sent(&store, &one).await;
    let leased = due(&mailbox, 0).await.unwrap();
    let outcome = Outcome::Delivered(yes(&leased.what).await);
    mailbox.settle(&leased.lease, &outcome, later(1)).await.unwrap();
    assert!(due(&mailbox, 8000).await.is_none());
    assert!(mailbox.undelivered(later(8000)).await.unwrap().is_empty());
    let kept = mailbox.sent_evidence(one.envelope().id).await.unwrap().unwrap();
    let proven = verify(&kept, &directory().await).unwrap();
    assert_eq!(proven.envelope, *one.envelope());
    let Said::Receipt(receipt) = proven.said else { panic!("no receipt") };
    assert_eq!((receipt.by, receipt.stored_at), (them(), now()));
}

/// The arrival that a refusal or an answer leaves, handled.
async fn told(mailbox: &DatabaseMailbox) -> Arrived {
    let leased = mailbox.lease_arrived(later(5), later(300)).await.unwrap().unwrap();
    let act = mailbox.open(&leased.lease).await.unwrap().unwrap();
    mailbox.handled(act, &leased.lease, entry()).await.unwrap();
    assert!(mailbox.lease_arrived(later(1000), later(2000)).await.unwrap().is_none(), "once");
    leased.what
}

#[tokio::test]
async fn the_receivers_no_reaches_the_senders_case_once() {
    let (store, mailbox) = mailbox().await;
    let one = ours();
    sent(&store, &one).await;
    let leased = due(&mailbox, 0).await.unwrap();
    let (problem, evidence) = no(&one, Fault::NotFromYou).await;
    let refused = Outcome::Refused(problem.clone(), evidence);
    mailbox.settle(&leased.lease, &refused, later(1)).await.unwrap();
    assert_eq!(told(&mailbox).await, Arrived::Refused { outgoing: one.clone(), problem });
    let kept = mailbox.sent_evidence(one.envelope().id).await.unwrap().unwrap();
    assert!(matches!(verify(&kept, &directory().await).unwrap().said, Said::Problem(_)));
}

#[tokio::test]
async fn an_answer_reaches_the_askers_case_once() {
    let (store, mailbox) = mailbox().await;
    let question = note(us(), them(), Route::Question);
    sent(&store, &question).await;
    let leased = due(&mailbox, 0).await.unwrap();
    let evidence = yes(&question).await;
    let answer = evidence.response.clone();
    mailbox.settle(&leased.lease, &Outcome::Answered(evidence), later(1)).await.unwrap();
    assert_eq!(told(&mailbox).await, Arrived::Answered { outgoing: question, answer });
}

/// Ends it as a person would.
async fn end(store: &store::Store, mailbox: &DatabaseMailbox, id: MessageId, how: &Ended) -> bool {
    let mut act = act(store).await;
    let ended = mailbox.end(&mut act, id, how).await.unwrap();
    act.commit(entry()).await.unwrap();
    ended.is_some()
}

#[tokio::test]
async fn a_fault_of_ours_waits_for_a_person_and_is_sent_again() {
    let (store, mailbox) = mailbox().await;
    let one = ours();
    sent(&store, &one).await;
    let (id, leased) = (one.envelope().id, due(&mailbox, 0).await.unwrap());
    let (problem, evidence) = no(&one, Fault::UnknownKind).await;
    let stuck = Outcome::Stuck(problem, evidence);
    mailbox.settle(&leased.lease, &stuck, later(1)).await.unwrap();
    assert!(due(&mailbox, 8000).await.is_none());
    let listed = mailbox.undelivered(later(-1)).await.unwrap();
    assert_eq!((listed.len(), listed[0].is_stuck, listed[0].id), (1, true, id));
    assert_eq!(listed[0].why.as_deref(), Some("urn:kandidat:wire:unknown-kind"));
    assert!(end(&store, &mailbox, id, &Ended::SentAgain(later(9000))).await);
    let leased = due(&mailbox, 9000).await.unwrap();
    let delivered = Outcome::Delivered(yes(&one).await);
    mailbox.settle(&leased.lease, &delivered, later(9001)).await.unwrap();
    let kept = mailbox.sent_evidence(id).await.unwrap().unwrap();
    assert_eq!(kept.response.status, 200, "the latest");
    assert!(!end(&store, &mailbox, id, &Ended::GivenUp("too late".into())).await, "settled");
}

#[tokio::test]
async fn nothing_is_given_up_but_by_a_person_and_then_its_receipt_is_kept_still() {
    let (store, mailbox) = mailbox().await;
    let one = ours();
    sent(&store, &one).await;
    let id = one.envelope().id;
    assert!(mailbox.undelivered(later(-1)).await.unwrap().is_empty());
    assert_eq!(mailbox.undelivered(now()).await.unwrap().len(), 1);
    let years = 100_000_000;
    let leased = due(&mailbox, years).await.unwrap();
    let mut dropped = act(&store).await;
    let ended = mailbox.end(&mut dropped, id, &Ended::GivenUp("no".into())).await.unwrap();
    assert_eq!(ended, Some(one.envelope().kind.clone()), "by which the act may yet be let go");
    dropped.roll_back().await.unwrap();
    assert_eq!(mailbox.undelivered(now()).await.unwrap().len(), 1, "the act was not committed");
    assert!(end(&store, &mailbox, id, &Ended::GivenUp("told by phone".into())).await);
    assert!(mailbox.undelivered(later(years)).await.unwrap().is_empty());
    // It was on its way meanwhile.
    let delivered = Outcome::Delivered(yes(&one).await);
    mailbox.settle(&leased.lease, &delivered, later(years)).await.unwrap();
    assert!(mailbox.sent_evidence(id).await.unwrap().is_some());
    assert!(due(&mailbox, years + 200).await.is_none());
}
