//! Files that somebody brings.

use super::*;
use crate::external_studies::{Brought, NewKey, bring, enter_key};

const KEY: &str = include_str!("../../../../elmo/tests/elmo/keys/ed25519.pem");
const PUBLIC: &str = include_str!("../../../../elmo/tests/elmo/keys/ed25519.pub.pem");

async fn mine(office: &TestOffice) -> String {
    let (national_id, born) = known(office, "amina").await;
    let document = document(
        Some(&national_id),
        ("Amina", "Farah", Some(born)),
        vec![course("HIS1000", "10", "C")],
    );
    elmo::write(&document).expect("XML")
}

fn signed(xml: &str) -> String {
    let key = elmo::SigningKey::from_pem(KEY).expect("a key");
    elmo::sign(xml, &key).expect("signed")
}

async fn brought(office: &TestOffice, bytes: &[u8]) -> Result<ExternalDocumentId> {
    let mut act = tor(office).await;
    let done = bring(&mut act, Brought { person: person("amina"), bytes }, false).await;
    if done.is_ok() {
        commit(act).await;
    }
    done
}

async fn key_of(office: &TestOffice, id: ExternalDocumentId) -> Option<String> {
    let mut conn = office.node.store().pool.acquire().await.unwrap();
    super::super::store::documents::load(&mut conn, id).await.unwrap().expect("a document").key
}

async fn know_the_key(office: &TestOffice, from: Date, to: Option<Date>) {
    let mut act = tor(office).await;
    enter_key(&mut act, &NewKey { name: "Sørby", pem: PUBLIC, from, to }).await.expect("a key");
    commit(act).await;
}

/// Requirements: R-08
#[tokio::test]
async fn a_file_is_verified_by_a_known_key_and_marked_otherwise() {
    let office = office().await;
    let xml = mine(&office).await;
    let unsigned = brought(&office, elmo::pack(xml.as_bytes()).as_bytes()).await.expect("taken");
    assert_eq!(key_of(&office, unsigned).await, None);
    let before = brought(&office, signed(&xml).as_bytes()).await.expect("taken");
    assert_eq!(key_of(&office, before).await, None, "nobody knows the key");
    // Monday 2 November 2026: the last day of the key, and the day after.
    know_the_key(&office, date(2026, 1, 1), Some(date(2026, 11, 1))).await;
    let another = signed(&xml.replace(">C<", ">B<"));
    let late = brought(&office, another.as_bytes()).await.expect("taken");
    assert_eq!(key_of(&office, late).await, None, "the key counts no more");
    know_the_key(&office, date(2026, 11, 2), Some(date(2026, 11, 2))).await;
    let verified = signed(&xml.replace(">C<", ">A<"));
    let verified = brought(&office, verified.as_bytes()).await.expect("taken");
    assert_eq!(key_of(&office, verified).await.as_deref(), Some("Sørby"));
}

/// Requirements
#[tokio::test]
async fn a_hostile_file_is_refused_by_name_and_leaves_nothing() {
    let office = office().await;
    know_the_key(&office, date(2026, 1, 1), None).await;
    let xml = mine(&office).await;
    let tampered = signed(&xml).replace(">C<", ">A<");
    assert_eq!(code(brought(&office, tampered.as_bytes()).await), "content-changed");
    let hidden = signed(&xml).replace("</Signature>", "<Object/></Signature>");
    let hidden = hidden.replace("</ds:Signature>", "<ds:Object/></ds:Signature>");
    assert_eq!(code(brought(&office, hidden.as_bytes()).await), "object-in-signature");
    let bomb = elmo::pack(&vec![b' '; elmo::limits::BYTES_MAX + 1]);
    assert_eq!(code(brought(&office, bomb.as_bytes()).await), "unpacked-too-large");
    let entity = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"a\">]><elmo>&a;</elmo>";
    assert_eq!(code(brought(&office, entity.as_bytes()).await), "dtd-forbidden");
    assert_eq!(code(brought(&office, b"%PDF-1.7").await), "not-packed");
    assert_eq!(code(brought(&office, b"<html/>").await), "not-elmo");
    let kept: i64 = sqlx::query_scalar("select count(*) from external_document")
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(kept, 0);
}

/// Requirements: R-14
#[tokio::test]
async fn the_same_file_is_one_document_and_leaves_out_nothing_that_came_before() {
    let office = office().await;
    let xml = mine(&office).await;
    let first = brought(&office, xml.as_bytes()).await.expect("taken");
    let packed = elmo::pack(xml.as_bytes());
    assert_eq!(brought(&office, packed.as_bytes()).await.expect("taken"), first);
    imported(&office, first).await.expect("imported");
    let (national_id, born) = known(&office, "amina").await;
    let learner = ("Amina", "Farah", Some(born));
    let less = document(Some(&national_id), learner, vec![course("HIS2000", "10", "B")]);
    let less = elmo::write(&less).expect("XML");
    let less = brought(&office, less.as_bytes()).await.expect("taken");
    assert_eq!(changes(&office, less).await, [Change::New], "she chose what to share");
}

/// Requirements: R-08
#[tokio::test]
async fn no_officer_handles_what_is_her_own_and_nobody_brings_for_others() {
    let office = office().await;
    let xml = mine(&office).await;
    let bring_as = async |key: &str, role, by_student| {
        let mut act = act_of(&office, key, role, "999").await;
        let new = Brought { person: person("amina"), bytes: xml.as_bytes() };
        code(bring(&mut act, new, by_student).await)
    };
    assert_eq!(bring_as("amina", Role::CentralOfficer, false).await, "own-case");
    assert_eq!(bring_as("tor", Role::CentralOfficer, true).await, "not-found");
    assert_eq!(bring_as("tor", Role::DeskOfficer, false).await, "not-found");
    assert_eq!(bring_as("tor", Role::CentralOfficer, false).await, "done");
    let mut act = act_of(&office, "per", Role::ExamOfficer, "999.10.02").await;
    let new = Brought { person: person("amina"), bytes: xml.as_bytes() };
    assert_eq!(code(bring(&mut act, new, false).await), "not-found", "not a student of theirs");
}
