//! `kandidat audit` as a person runs it: export, tamper in every way, verify.

use std::path::Path;
use std::process::{Command, Output};

use store::audit::{Checkpoint, Head, Line, SignedCheckpoint, Trailer, Witness, make_key};
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

const BODIES: [&str; 4] = [
    r#"{"action":"grade.set","subject":1}"#,
    r#"{"action":"grade.set","subject":2}"#,
    r#"{"action":"grade.change","subject":1}"#,
    r#"{"action":"appeal.receive","subject":2}"#,
];

/// An export of these entries with right hashes, line by line, and its head.
fn exported(bodies: &[&str]) -> (Vec<String>, Head) {
    let mut head = Head::empty();
    let mut lines = Vec::new();
    for body in bodies {
        head = head.then(body);
        let line = Line { seq: head.seq, hash: head.hex(), body: (*body).to_owned() };
        lines.push(serde_json::to_string(&line).unwrap() + "\n");
    }
    let trailer = Trailer { entries: head.seq, head: head.hex() };
    lines.push(serde_json::to_string(&trailer).unwrap() + "\n");
    (lines, head)
}

/// Verifies these lines by the command, without and with the witness in `kept`.
fn verified(lines: &[String], folder: &Path) -> [(i32, String); 2] {
    std::fs::write(folder.join("record"), lines.concat()).unwrap();
    let witnessed = ["verify", "record", "--checkpoints", "kept", "--key", "peer.pub.pem"];
    [&["verify", "record"][..], &witnessed].map(|arguments| audit(arguments, folder, ""))
}

/// A checkpoint of a head signed by `office.pem`, which is made if it is missing.
fn signed(head: Head, folder: &Path) -> SignedCheckpoint {
    let path = folder.join("office.pem");
    let key = make_key(&path).or_else(|_| store::audit::read_key(&path)).unwrap();
    Checkpoint::of("1000", head, "2026-11-02T09:00:00Z".parse().unwrap()).sign(&key)
}

/// A folder whose `kept` holds a checkpoint of this head, witnessed under `peer.pem`.
fn witnessed(head: Head) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let brought = signed(head, folder.path());
    let office = store::audit::read_public_key(&folder.path().join("office.pub.pem")).unwrap();
    let peer = make_key(&folder.path().join("peer.pem")).unwrap();
    Witness::new(folder.path().join("kept"), peer).keep(&brought, &office).unwrap();
    folder
}

#[test]
fn whatever_is_done_to_an_exported_record_the_command_finds_it() {
    let (whole, head) = exported(&BODIES);
    let folder = witnessed(head);
    let [(alone, _), (code, said)] = verified(&whole, folder.path());
    assert_eq!((alone, code), (0, 0), "{said}");
    assert!(said.contains("1 checkpoints agree (the last at entry 4, 2026-11-02T09:00:00Z)"));
    let tampered = |how: &dyn Fn(&mut Vec<String>)| {
        let mut lines = whole.clone();
        how(&mut lines);
        lines
    };
    for (what, lines, found) in [
        ("changed", tampered(&|l| l[1] = l[1].replace("set", "get")), "entry 2 does not fit"),
        ("inserted", tampered(&|l| l.insert(2, l[1].clone())), "entry 2 stands where entry 3"),
        ("removed", tampered(&|l| drop(l.remove(1))), "entry 3 stands where entry 2 belongs"),
        ("reordered", tampered(&|l| l.swap(0, 1)), "entry 2 stands where entry 1 belongs"),
        ("cut", tampered(&|l| l.truncate(3)), "the export breaks off after entry 3"),
        ("cut in a line", tampered(&|l| l[4].truncate(9)), "the export breaks off after entry 4"),
        ("without its last entry", tampered(&|l| drop(l.remove(3))), "speaks of 4 entries, and 3"),
        ("lengthened", tampered(&|l| l.push(l[3].clone())), "something follows after the end"),
    ] {
        for (code, said) in verified(&lines, folder.path()) {
            assert!(code == 1 && said.contains(found), "{what}: {code} {said}");
        }
    }
}

/// Whoever owns the database can make the whole chain anew, and its checkpoint too, but not sign
/// for the witness; and a witness whose folder was emptied vouches for nothing.
#[test]
fn a_record_written_anew_is_found_by_the_witness_and_an_emptied_witness_is_no_witness() {
    let (whole, head) = exported(&BODIES);
    let folder = witnessed(head);
    let (shortened, _) = exported(&BODIES[..3]);
    let (rewritten, forged) = exported(&[BODIES[0], BODIES[0], BODIES[2], BODIES[3]]);
    let refused = |lines: &[String], found: &str| {
        let [(alone, _), (code, said)] = verified(lines, folder.path());
        assert_eq!(alone, 0, "the chain alone cannot see it");
        assert!(code == 1 && said.contains(found), "{code} {said}");
    };
    refused(&shortened, "a checkpoint knows entry 4, and the chain ends before");
    refused(&rewritten, "the checkpoint at entry 4 knows another chain");
    let kept = folder.path().join("kept");
    let file = kept.join("1000-00000000000000000004.json");
    let own = serde_json::to_vec(&signed(forged, folder.path())).unwrap();
    std::fs::write(&file, own).unwrap();
    refused(&rewritten, "is not a checkpoint signed with this key");
    std::fs::remove_file(&file).unwrap();
    refused(&rewritten, "kept: no checkpoint is kept here");
    refused(&whole, "kept: no checkpoint is kept here");
    std::fs::remove_dir(&kept).unwrap();
    assert_eq!(verified(&whole, folder.path())[1].0, 2, "no folder is a wrong name");
}
