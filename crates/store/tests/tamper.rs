//! The chain against somebody who changes an export. Pure: no database.

use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use store::audit::{
    Broken, Checkpoint, Head, Line, Trailer, Verified, WitnessError, kept_checkpoints, of_node,
    verify_export,
};

const ENTRIES: usize = 25;

fn bodies() -> Vec<String> {
    (1..=ENTRIES)
        .map(|n| format!(r#"{{"action":"grade.set","subject":{n},"facts":{{}}}}"#))
        .collect()
}

/// An export of these entries with right hashes, and its head.
fn export(bodies: &[String]) -> (Vec<u8>, Head) {
    let (mut text, mut head) = (String::new(), Head::empty());
    for body in bodies {
        head = head.then(body);
        let line = Line { seq: head.seq, hash: head.hex(), body: body.clone() };
        text += &(serde_json::to_string(&line).unwrap() + "\n");
    }
    let trailer = Trailer { entries: head.seq, head: head.hex() };
    text += &(serde_json::to_string(&trailer).unwrap() + "\n");
    (text.into_bytes(), head)
}

fn checkpoint(head: Head) -> Checkpoint {
    Checkpoint::of("1000", head, "2026-11-02T09:00:00Z".parse().unwrap())
}

#[derive(Clone, Debug)]
enum Tampering {
    Change(prop::sample::Index, u8),
    Remove(prop::sample::Index),
    Insert(prop::sample::Index, prop::sample::Index),
    Reorder(prop::sample::Index, prop::sample::Index),
    Truncate(prop::sample::Index),
}

fn tampering() -> impl Strategy<Value = Tampering> {
    let place = any::<prop::sample::Index>;
    prop_oneof![
        (place(), 1..=255u8).prop_map(|(at, by)| Tampering::Change(at, by)),
        place().prop_map(Tampering::Remove),
        (place(), place()).prop_map(|(from, to)| Tampering::Insert(from, to)),
        (place(), place()).prop_map(|(one, two)| Tampering::Reorder(one, two)),
        place().prop_map(Tampering::Truncate),
    ]
}

fn tampered(export: &[u8], how: &Tampering) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = export.split_inclusive(|b| *b == b'\n').map(Vec::from).collect();
    match how {
        Tampering::Change(at, by) => {
            let mut changed = export.to_vec();
            changed[at.index(export.len())] ^= by;
            return changed;
        }
        Tampering::Truncate(at) => return export[..at.index(export.len())].to_vec(),
        Tampering::Remove(at) => drop(lines.remove(at.index(lines.len()))),
        Tampering::Insert(from, to) => {
            let copy = lines[from.index(lines.len())].clone();
            lines.insert(to.index(lines.len() + 1), copy);
        }
        Tampering::Reorder(one, two) => {
            let count = lines.len();
            lines.swap(one.index(count), two.index(count));
        }
    }
    lines.concat()
}

#[test]
fn ten_thousand_random_tamperings_are_all_found() {
    let (whole, head) = export(&bodies());
    let mut runner =
        TestRunner::new(Config { cases: 10_000, failure_persistence: None, ..Config::default() });
    let found = runner.run(&tampering(), |how| {
        let changed = tampered(&whole, &how);
        prop_assume!(changed != whole);
        prop_assert!(verify_export(&changed[..], &[]).is_err(), "{how:?}");
        Ok(())
    });
    found.unwrap();
    let untouched = verify_export(&whole[..], &[]).unwrap();
    assert_eq!(untouched, Verified { head, checkpoints: 0 });
}

#[test]
fn a_chain_rewritten_with_all_its_hashes_is_found_by_the_checkpoint_only() {
    let kept = checkpoint(export(&bodies()).1);
    let mut forged = bodies();
    forged[3] = forged[3].replace("grade.set", "grade.get");
    let (rewritten, _) = export(&forged);
    assert!(verify_export(&rewritten[..], &[]).is_ok(), "the chain alone cannot see it");
    let seen = verify_export(&rewritten[..], &[kept]);
    assert!(matches!(seen, Err(Broken::Rewritten { seq }) if seq == ENTRIES as u64));
}

#[test]
fn a_chain_shortened_with_its_last_line_is_found_by_the_checkpoint_only() {
    let kept = checkpoint(export(&bodies()).1);
    let (shortened, _) = export(&bodies()[..ENTRIES - 1]);
    assert!(verify_export(&shortened[..], &[]).is_ok(), "the chain alone cannot see it");
    let seen = verify_export(&shortened[..], &[kept]);
    assert!(matches!(seen, Err(Broken::Shortened { .. })));
}

#[test]
fn another_office_s_checkpoints_in_the_same_folder_do_not_count() {
    let (whole, head) = export(&bodies());
    let ours = checkpoint(head);
    let node = ours.node.clone();
    let (_, other) = export(&bodies()[1..]);
    let theirs = Checkpoint { node: "another".to_owned(), ..checkpoint(other) };
    let shared = || vec![theirs.clone(), ours.clone()];
    let kept = of_node(shared(), Some(&node)).unwrap();
    assert_eq!(verify_export(&whole[..], &kept).unwrap().checkpoints, 1);
    assert!(
        matches!(of_node(shared(), None), Err(WitnessError::Several { nodes }) if nodes.len() == 2)
    );
    assert!(matches!(of_node(shared(), Some("third")), Err(WitnessError::NoneOf { .. })));
    assert_eq!(of_node(vec![ours.clone()], None).unwrap().len(), 1, "the only one there is");
}

#[test]
fn a_witness_that_keeps_nothing_vouches_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let key = SigningKey::from_bytes(&[7; 32]).verifying_key();
    let kept = kept_checkpoints(folder.path(), &key).unwrap();
    let error = of_node(kept, None).unwrap_err();
    assert!(matches!(error, WitnessError::Empty), "{error}");
    assert!(error.to_string().starts_with("no checkpoint is kept here"));
    assert!(matches!(of_node(vec![], Some("1000")), Err(WitnessError::NoneOf { .. })));
}

#[test]
fn a_chain_that_has_grown_still_agrees_with_its_checkpoints() {
    let early = checkpoint(export(&bodies()[..10]).1);
    let empty = checkpoint(Head::empty());
    let (whole, head) = export(&bodies());
    let verified = verify_export(&whole[..], &[empty, early, checkpoint(head)]).unwrap();
    assert_eq!(verified.checkpoints, 3);
}

#[test]
fn a_checkpoint_holds_only_as_signed() {
    let key = SigningKey::from_bytes(&[7; 32]);
    let signed = checkpoint(export(&bodies()).1).sign(&key);
    assert!(signed.signed_by(&key.verifying_key()).is_some());
    let other = SigningKey::from_bytes(&[8; 32]);
    assert!(signed.signed_by(&other.verifying_key()).is_none());
    let mut later = signed;
    later.checkpoint.seq += 1;
    assert!(later.signed_by(&key.verifying_key()).is_none());
}
