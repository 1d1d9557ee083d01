use std::time::Duration;

use jiff::Timestamp;
use store::audit::{self, Checkpoint, Witness, WitnessError, sequencer, verify_export};
use store::{Entry, Store};
use uuid::Uuid;

use crate::world::{book, booked, count, database, person};

/// Links until nothing waits: writing transactions of other tests on the same server delay it.
async fn settled(store: &Store) -> u64 {
    let mut linked = 0;
    while sequencer::lag(store).await.unwrap().waiting > 0 {
        linked += sequencer::link(store).await.unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    linked
}

async fn exported(store: &Store) -> Vec<u8> {
    settled(store).await;
    let mut file = Vec::new();
    audit::export(store, &mut file).await.unwrap();
    file
}

#[tokio::test]
async fn every_act_comes_into_the_chain_once_and_the_export_verifies() {
    let store = database().await.store;
    for _ in 0..3 {
        booked(&store).await;
    }
    assert_eq!(sequencer::lag(&store).await.unwrap().waiting, 3);
    assert_eq!(settled(&store).await, 3);
    booked(&store).await;
    let verified = verify_export(&exported(&store).await[..], &[]).unwrap();
    assert_eq!(verified.head, sequencer::head(&store).await.unwrap());
    assert_eq!((verified.head.seq, sequencer::lag(&store).await.unwrap().waiting), (4, 0));
    let record = String::from_utf8(exported(&store).await).unwrap();
    assert_eq!(record.matches("booking.make").count(), 4);
}

/// Whoever commits first, the order is that of the transactions, and none is passed over.
#[tokio::test]
async fn a_running_transaction_is_never_skipped() {
    let store = database().await.store;
    let mut slow = store.act(person(), Uuid::now_v7()).await.unwrap();
    let slow_id = slow.id();
    let booking = book(&mut slow).await;
    let quick = booked(&store).await;
    assert_eq!(sequencer::link(&store).await.unwrap(), 0, "the slow one may come before");
    slow.commit(Entry::new("booking.make", "booking", booking)).await.unwrap();
    settled(&store).await;
    let order: Vec<Uuid> = sqlx::query_scalar("select act_id from audit_link order by seq")
        .fetch_all(&store.pool)
        .await
        .unwrap();
    assert_eq!(order, [slow_id, quick]);
}

#[tokio::test]
async fn several_sequencers_make_one_chain() {
    let store = database().await.store;
    for _ in 0..10 {
        booked(&store).await;
    }
    let link = || sequencer::link(&store);
    let (one, two, three) = tokio::join!(link(), link(), link());
    assert!(one.is_ok() && two.is_ok() && three.is_ok());
    let verified = verify_export(&exported(&store).await[..], &[]).unwrap();
    assert_eq!(verified.head.seq, 10);
}

#[tokio::test]
async fn after_a_restore_everything_is_linked_before_the_office_opens() {
    let store = database().await.store;
    booked(&store).await;
    sqlx::raw_sql("update audit_unlinked set xid = '900000000000'")
        .execute(&store.pool)
        .await
        .unwrap();
    assert_eq!(sequencer::link(&store).await.unwrap(), 0, "numbers of another server");
    assert_eq!(sequencer::link_restored(&store).await.unwrap(), 1);
}

#[tokio::test]
async fn an_entry_taken_out_of_the_queue_is_missed() {
    let store = database().await.store;
    booked(&store).await;
    sqlx::raw_sql("delete from audit_unlinked").execute(&store.pool).await.unwrap();
    let export = audit::export(&store, &mut Vec::new()).await;
    assert!(matches!(export, Err(audit::ExportError::Lost { count: 1 })));
}

/// The owner of the database can switch the guards off; the chain shows it all the same.
#[tokio::test]
async fn an_entry_changed_in_the_database_is_found() {
    let store = database().await.store;
    booked(&store).await;
    exported(&store).await;
    sqlx::raw_sql(
        "alter table audit_entry disable trigger only_new_rows;
        update audit_entry set body = replace(body, 'booking.make', 'booking.undo')",
    )
    .execute(&store.pool)
    .await
    .unwrap();
    let seen = verify_export(&exported(&store).await[..], &[]);
    assert!(matches!(seen, Err(audit::Broken::Hash { seq: 1 })));
}

#[tokio::test]
async fn erasing_a_commitment_leaves_the_chain_whole() {
    let store = database().await.store;
    let kari = Uuid::now_v7();
    let act = store.act(person(), Uuid::now_v7()).await.unwrap();
    let act_id = act.id();
    let entry = Entry::new("person.enter", "person", kari).commitment("name", "Kari Nordmann");
    act.commit(entry).await.unwrap();
    let proves = async |name| audit::proves(&store, act_id, "name", name).await.unwrap();
    assert_eq!((proves("Kari Nordmann").await, proves("Ola").await), (Some(true), Some(false)));
    let before = exported(&store).await;
    assert!(!String::from_utf8_lossy(&before).contains("Nordmann"));

    let mut act = store.act(person(), Uuid::now_v7()).await.unwrap();
    assert_eq!(audit::erase(&mut act, "person", kari).await.unwrap(), 1);
    act.commit(Entry::new("person.erase", "person", kari)).await.unwrap();
    assert_eq!((proves("Kari Nordmann").await, count(&store, "audit_salt").await), (None, 0));
    assert!(verify_export(&exported(&store).await[..], &[]).is_ok());
}

#[tokio::test]
async fn a_witness_keeps_checkpoints_under_its_own_key_and_refuses_contradiction() {
    let store = database().await.store;
    let folder = tempfile::tempdir().unwrap();
    let ours = audit::make_key(&folder.path().join("ours.pem")).unwrap();
    let theirs = audit::make_key(&folder.path().join("theirs.pem")).unwrap();
    let public = audit::read_public_key(&folder.path().join("theirs.pub.pem")).unwrap();
    let witness = Witness::new(folder.path().join("kept"), theirs);
    let checkpoint = async || {
        let head = sequencer::head(&store).await.unwrap();
        Checkpoint::of("1000", head, Timestamp::now()).sign(&ours)
    };
    let empty = checkpoint().await;
    booked(&store).await;
    let file = exported(&store).await;
    let kept_at = witness.keep(&checkpoint().await, &ours.verifying_key()).unwrap();
    let kept = audit::kept_checkpoints(&folder.path().join("kept"), &public).unwrap();
    assert_eq!(verify_export(&file[..], &kept).unwrap().checkpoints, 1);

    let shorter = witness.keep(&empty, &ours.verifying_key());
    assert!(matches!(shorter, Err(WitnessError::Contradicts { kept: 1, asked: 0 })));
    std::fs::write(kept_at, serde_json::to_vec(&checkpoint().await).unwrap()).unwrap();
    let forged = audit::kept_checkpoints(&folder.path().join("kept"), &public);
    assert!(matches!(forged, Err(WitnessError::Forged { .. })), "our own key does not count");
}

#[tokio::test]
async fn while_the_office_runs_checkpoints_are_left_by_themselves() {
    let store = database().await.store;
    let folder = tempfile::tempdir().unwrap();
    let key = audit::make_key(&folder.path().join("ours.pem")).unwrap();
    let theirs = audit::make_key(&folder.path().join("theirs.pem")).unwrap();
    let public = theirs.verifying_key();
    let kept = folder.path().join("kept");
    let every = std::time::Duration::from_millis(20);
    let witness = Witness::new(kept.clone(), theirs);
    let checkpointer = audit::Checkpointer { node: "999".into(), key, witness, every };
    let last = || audit::kept_checkpoints(&kept, &public).ok()?.iter().map(|one| one.seq).max();
    let (running, office) = (store.clone(), async {
        for _ in 0..3 {
            let before = last();
            booked(&store).await;
            while last() <= before {
                tokio::time::sleep(every).await;
            }
        }
    });
    let patience = std::time::Duration::from_secs(60);
    tokio::select! {
        () = checkpointer.run(&running, std::future::pending()) => {}
        done = tokio::time::timeout(patience, office) => done.expect("one after each entry"),
    }
    let kept = audit::kept_checkpoints(&kept, &public).unwrap();
    assert!(verify_export(&exported(&store).await[..], &kept).is_ok());
}
