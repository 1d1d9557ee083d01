use store::Act;
use store::mailbox::DatabaseMailbox;
use wire::evidence::{Said, verify};
use wire::port::{Inbox, Incoming, QuestionOpened};
use wire::{Outgoing, Route};

use super::world::{came, directory, entry, mailbox, note, of_id, them, us};
use crate::world::{book, count};

fn question() -> Outgoing {
    note(them(), us(), Route::Question)
}

async fn opened(mailbox: &DatabaseMailbox, incoming: &Incoming) -> Act {
    match mailbox.open_question(incoming).await.unwrap() {
        QuestionOpened::New(act) => act,
        _ => panic!("known already"),
    }
}

#[tokio::test]
async fn a_question_is_answered_once_and_the_same_answer_given_again() {
    let (store, mailbox) = mailbox().await;
    let one = question();
    let (incoming, answer) = came(&one).await;
    let mut act = opened(&mailbox, &incoming).await;
    assert_ne!(act.id(), one.envelope().id.uuid());
    book(&mut act).await;
    mailbox.answered(act, &incoming, &answer, entry()).await.unwrap();
    let again = mailbox.open_question(&incoming).await.unwrap();
    assert!(matches!(again, QuestionOpened::Again(before) if before == answer));
    let other = of_id(one.envelope().id, them(), us(), Route::Question, "somebody else");
    let other = mailbox.open_question(&came(&other).await.0).await.unwrap();
    assert!(matches!(other, QuestionOpened::Different));
    assert_eq!(count(&store, "booking").await, 1);
    assert_eq!(count(&store, "mailbox_arrival").await, 0, "there is nothing left to do");
    let kept = mailbox.received_evidence(them(), one.envelope().id).await.unwrap().unwrap();
    assert!(matches!(verify(&kept, &directory().await).unwrap().said, Said::Answer(_)));
}

#[tokio::test]
async fn a_question_that_could_not_be_answered_is_as_if_it_had_never_come() {
    let (store, mailbox) = mailbox().await;
    let (incoming, answer) = came(&question()).await;
    let mut act = opened(&mailbox, &incoming).await;
    book(&mut act).await;
    drop(act);
    let act = opened(&mailbox, &incoming).await;
    mailbox.answered(act, &incoming, &answer, entry()).await.unwrap();
    assert_eq!(count(&store, "booking").await, 0);
    assert_eq!(count(&store, "mailbox_received").await, 1);
}

#[tokio::test]
async fn of_the_same_question_twice_at_once_one_is_answered_and_the_other_waits_for_it() {
    let (store, mailbox) = mailbox().await;
    let (incoming, answer) = came(&question()).await;
    let mut act = opened(&mailbox, &incoming).await;
    let answering = async {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        book(&mut act).await;
        mailbox.answered(act, &incoming, &answer, entry()).await
    };
    let (second, first) = tokio::join!(mailbox.open_question(&incoming), answering);
    first.unwrap();
    assert!(matches!(second.unwrap(), QuestionOpened::Again(before) if before == answer));
    assert_eq!(count(&store, "booking").await, 1);
}
