//! What comes is verified by the key of the institution that was asked, and is about the one who was
//! asked about; everything else is refused by name.

use super::nation::{FJORDBY, NORDLYS, Nation, VIDDA, key, national_id};
use crate::exchange::arrive::{foreign, refused};
use crate::exchange::signature::{sign, verified};
use crate::tests_world::office;
use ed25519_dalek::Signer;
use elmo::{Algorithm, Unsigned, VerifyingKey};
use uuid::Uuid;
use wire::{InstitutionNumber, Problem};

const ID: Uuid = Uuid::from_u128(0x6f1d_2c1e_9d0b_4c57_9a55_2f4f_5f6a_7b8c);

/// A document about somebody, of an issuer, with one result.
fn document(national_id: &str, issuer: &str) -> String {
    use elmo::{Achieved, Document, Identifier, Issuer, Learner, Opportunity, Report, Words};
    let now = "2026-11-02T09:00:00Z".parse().unwrap();
    let words = |nb: &str| Words { nb: Some(nb.to_owned()), ..Words::default() };
    let report = Report {
        issuer: Issuer {
            country: None,
            identifiers: vec![Identifier::new("local", issuer)],
            title: words("Institusjon"),
            url: "https://institusjon.example/".to_owned(),
        },
        opportunities: vec![Opportunity {
            kind: Some(elmo::Kind::Course),
            identifiers: vec![Identifier::new(Opportunity::CODE, "HIS-1001")],
            title: words("Historie"),
            url: None,
            description: Words::default(),
            achieved: Achieved {
                identifiers: vec![Identifier::new("local", ID.to_string())],
                grade: Some("B".to_owned()),
                ..Achieved::default()
            },
            parts: Vec::new(),
        }],
        issued: now,
        scales: Vec::new(),
    };
    let learner = Learner {
        identifiers: vec![Identifier::new(Learner::NATIONAL_ID, national_id)],
        given_names: "Emil".to_owned(),
        family_name: "Ærlend".to_owned(),
        born: None,
    };
    elmo::write(&Document { generated: now, learner, reports: vec![report] }).unwrap()
}

fn signed_by(seed: u8, xml: &str) -> Vec<u8> {
    let key = key(seed);
    let unsigned = Unsigned::prepare(xml, Algorithm::Ed25519).unwrap();
    let signature = key.sign(unsigned.message()).to_bytes();
    let public = VerifyingKey::ed25519(key.verifying_key().as_bytes());
    unsigned.signed(&signature, &public).unwrap().into_bytes()
}

/// Requirements
#[tokio::test]
async fn a_document_counts_by_the_key_of_that_institution_alone() {
    let nation = Nation::of(&[]).await;
    let node = &nation.asker.node;
    let number: InstitutionNumber = "999".parse().unwrap();
    let xml = document(&national_id("emil"), "999");
    let good = signed_by(NORDLYS, &xml);
    let (_, key_id) = verified(node, number, &good).await.unwrap().unwrap();
    let listed: wire::PublicKey = key(NORDLYS).verifying_key().into();
    assert_eq!(key_id, listed.id());
    let text = String::from_utf8(good.clone()).unwrap();
    for (bytes, refused) in [
        (signed_by(VIDDA, &xml), "signature-invalid"),
        (signed_by(FJORDBY, &xml), "signature-invalid"),
        (signed_by(7, &xml), "signature-invalid"),
        (text.replace(">B<", ">A<").into_bytes(), "content-changed"),
        (xml.clone().into_bytes(), "not-signed"),
        (b"<elmo".to_vec(), "not-xml"),
        (format!("<!DOCTYPE elmo>{text}").into_bytes(), "dtd-forbidden"),
    ] {
        let outcome = verified(node, number, &bytes).await.unwrap();
        assert_eq!(outcome.err(), Some(refused));
    }
    let unknown = verified(node, "996".parse().unwrap(), &good).await.unwrap();
    assert_eq!(unknown.err(), Some("no-key"));
}

/// Requirements
#[tokio::test]
async fn another_s_results_another_s_word_and_other_results_are_not_the_answer() {
    let emil = national_id("emil");
    let number: InstitutionNumber = "999".parse().unwrap();
    let about = |xml: &str, ids: &[Uuid]| {
        let read = elmo::read_unverified(xml.as_bytes()).unwrap();
        foreign(&read, Some(&emil), number, ids)
    };
    assert_eq!(about(&document(&emil, "999"), &[ID]), None);
    assert_eq!(about(&document(&national_id("gunnar"), "999"), &[ID]), Some("another-person"));

    assert_eq!(about(&document(&emil, "997"), &[ID]), Some("another-issuer"));
    assert_eq!(about(&document(&emil, "999"), &[Uuid::nil()]), Some("other-results"));
    assert_eq!(about(&document(&emil, "999"), &[ID, Uuid::nil()]), Some("other-results"));
    let read = elmo::read_unverified(document(&emil, "999").as_bytes()).unwrap();
    assert_eq!(foreign(&read, None, number, &[ID]), Some("another-person"));
}

/// Requirements: R-08
#[tokio::test]
async fn what_the_source_signs_verifies_with_its_key_of_the_directory() {
    let nation = Nation::of(&[]).await;
    let xml = document(&national_id("emil"), "999");
    let signed = sign(&nation.sat.office.node, &xml).await.unwrap();
    let number: InstitutionNumber = "999".parse().unwrap();
    assert!(verified(&nation.asker.node, number, &signed).await.unwrap().is_ok());
    let alone = office().await;
    assert!(
        sign(&alone.node, &xml).await.is_err(),
        "nobody knows the key of one that stands alone"
    );
}

/// Requirements: R-14
#[test]
fn a_no_is_noted_by_a_name_of_ours_and_never_in_the_sender_s_own_words() {
    let noted = |kind: &str| {
        let kind = kind.to_owned().into();
        refused(&Problem { kind, title: "".into(), status: 403, detail: None })
    };
    assert_eq!(noted("urn:kandidat:exchange:quota"), "refused-quota");
    assert_eq!(noted("urn:kandidat:wire:not-from-you"), "refused-not-from-you");
    for other in [
        "urn:kandidat:exchange:01810012345",
        "urn:kandidat:exchange:",
        "urn:kandidat:wire:quota",
        "urn:other:exchange:quota",
        "about:blank",
    ] {
        assert_eq!(noted(other), "refused-other", "{other}");
    }
}

/// Whoever has one institution's key cannot let its documents speak in another's name.
/// Requirements
#[tokio::test]
async fn what_comes_is_from_whom_the_directory_names_whatever_the_document_calls_it() {
    let nation = Nation::of(&["emil"]).await;
    super::graded(&nation.sat, &["B"]).await;
    nation.asked("emil", "statute").await;
    let pool = &nation.asker.node.store().pool;
    let own = &nation.sat.office.node.institution().name.nb;
    assert_eq!(own, "Nordlys universitet", "what it calls itself in its document");
    let names: Vec<String> =
        sqlx::query_scalar("select content -> 'institution' ->> 'nb' from external_document_line")
            .fetch_all(pool)
            .await
            .unwrap();
    assert_eq!(names, ["Institusjon 999"]);
}
