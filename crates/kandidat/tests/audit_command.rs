//! `kandidat audit` as a person runs it: export, change a letter, verify.

use std::path::Path;
use std::process::{Command, Output};

use store::{Actor, Entry};
use testkit::Database;

fn audit(arguments: &[&str], folder: &Path, url: &str) -> (i32, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_kandidat"))
        .arg("audit")
        .args(arguments)
        .current_dir(folder)
        .env("DATABASE_URL", url)
        .output()
        .unwrap();
    let said = [stdout, stderr].concat();
    (status.code().unwrap(), String::from_utf8(said).unwrap())
}

async fn act(db: &Database) {
    let act = db.store.act(Actor::Job("test"), uuid::Uuid::now_v7()).await.unwrap();
    let id = act.id();
    act.commit(Entry::new("appeal.receive", "appeal", id)).await.unwrap();
}

#[tokio::test]
async fn a_record_is_verified_offline_and_a_changed_letter_is_found() {
    let (db, folder) = (Database::fresh(&[]).await.unwrap(), tempfile::tempdir().unwrap());
    act(&db).await;
    while store::audit::sequencer::link(&db.store).await.unwrap() == 0 {}
    let run = |arguments: &[&str]| audit(arguments, folder.path(), &db.url);
    assert_eq!(run(&["export", "--out", "record"]).0, 0);
    let (code, said) = run(&["verify", "record"]);
    assert!(code == 0 && said.starts_with("whole and unchanged: 1 entries"), "{said}");

    let path = folder.path().join("record");
    let record = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, record.replace("receive", "receipt")).unwrap();
    let (code, said) = run(&["verify", "record"]);
    assert!(code == 1 && said.contains("entry 1 does not fit its hash"), "{said}");
    assert_eq!(run(&["verify", "nothing"]).0, 2);
}

#[tokio::test]
async fn a_record_that_was_cut_with_its_end_is_found_by_the_witness() {
    let (db, folder) = (Database::fresh(&[]).await.unwrap(), tempfile::tempdir().unwrap());
    let run = |arguments: &[&str]| audit(arguments, folder.path(), &db.url);
    assert_eq!(run(&["export", "--out", "early"]).0, 0);
    act(&db).await;
    while store::audit::sequencer::link(&db.store).await.unwrap() == 0 {}
    assert_eq!((run(&["key", "office.pem"]).0, run(&["key", "peer.pem"]).0), (0, 0));
    let to_peer = ["--witness", "kept", "--witness-key", "peer.pem"];
    let checkpoint = ["checkpoint", "--node", "1000", "--key", "office.pem"];
    let (code, said) = run(&[&checkpoint[..], &to_peer[..]].concat());
    assert_eq!(code, 0, "{said}");
    let witnessed = ["--checkpoints", "kept", "--key", "peer.pub.pem"];
    let verify = |file| run(&[&["verify", file], &witnessed[..]].concat());
    assert_eq!(run(&["verify", "early"]).0, 0, "the chain alone cannot see it");
    let (code, said) = verify("early");
    assert!(code == 1 && said.contains("shortened"), "{said}");
    assert_eq!(run(&["export", "--out", "late"]).0, 0);
    assert_eq!(verify("late").0, 0);
}
