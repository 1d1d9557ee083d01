//! A source that answers otherwise than the office behind it, with its key: each answer is changed in one way and
//! signed anew, and so is the document in it.

use std::sync::Mutex;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use conformance::SourceCheck::{self, *};
use conformance::agreed;
use ed25519_dalek::{Signer, SigningKey};
use elmo::{Algorithm, Document, Identifier, Learner, Unsigned, VerifyingKey};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;
use wire::signature::{ANSWER, PROBLEM, Profile, RECEIPT};

use super::lying::{Lies, answer, no, receipt};

/// What it lies about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    /// Nobody has any results.
    NothingHeld,
    /// Nobody is refused anything: who has no results has those that were handed out last.
    AlwaysOk,
    /// Whether the person is known comes before the basis.
    PersonFirst,
    /// Of whomever something is known, it is told whatever the basis.
    NoBasisNeeded,
    /// The document is not signed.
    Unsigned,
    /// It is signed with a key that the directory does not list for the source.
    OtherKey,
    /// A grade is changed after it was signed.
    Altered,
    /// A report that nobody has signed stands in the signature.
    ForgedInObject,
    /// Another person's results.
    OtherPerson,
    /// A person without a national id.
    Nameless,
    /// Another institution's results.
    OtherIssuer,
    /// A second report beside its own.
    TwoReports,
    /// The answer names other results than the document.
    OtherIds,
    /// A result of the document has no id.
    NoId,
    /// Results have new ids in each answer.
    NewIds,
    /// What is failed leaves too.
    FailedToo,
    /// What is failed leaves, and says that it is passed.
    FailedAsPassed,
    /// The course that was passed is not there.
    PassedMissing,
    /// An answer or receipt is given anew.
    AnsweredAnew,
    /// Whatever is asked wrongly is answered, and whatever comes is acknowledged.
    TakesEverything,
    /// Whatever comes is refused.
    TakesNothing,
    /// A consent is no basis.
    NoConsent,
    /// Whoever says that a result is withdrawn is believed.
    Withdraws,
}

/// Each lie with what must find it out, in the order of the checks; nothing else may.
pub const ALL: [(Lie, &[SourceCheck]); 22] = [
    (
        Lie::NothingHeld,
        &[
            Answered,
            Signed,
            Person,
            Issuer,
            Ids,
            Passed,
            NothingFailed,
            SameIds,
            Consent,
            Corrected,
        ],
    ),
    (Lie::AlwaysOk, &[Ended, NotYet, OtherPurpose, NoBasisFirst, NoPerson, NoResults]),
    (Lie::PersonFirst, &[NoBasisFirst]),
    (Lie::NoBasisNeeded, &[Ended, NotYet, OtherPurpose, NoBasisFirst]),
    (Lie::Unsigned, &[Signed]),
    (Lie::OtherKey, &[Signed]),
    (Lie::Altered, &[Signed]),
    (Lie::ForgedInObject, &[Signed]),
    (Lie::OtherPerson, &[Person]),
    (Lie::Nameless, &[Person]),
    (Lie::OtherIssuer, &[Issuer]),
    (Lie::TwoReports, &[Issuer]),
    (Lie::OtherIds, &[Ids]),
    (Lie::NoId, &[Ids]),
    (Lie::NewIds, &[Again, SameIds, Corrected]),
    (Lie::FailedToo, &[NothingFailed]),
    (Lie::FailedAsPassed, &[NothingFailed]),
    (Lie::PassedMissing, &[Passed]),
    (Lie::AnsweredAnew, &[Again]),
    (Lie::TakesEverything, &[OneIdTwoQuestions, CaseRequired, NationalId, Form, Register]),
    (Lie::NoConsent, &[Consent]),
    (Lie::Withdraws, &[Corrected]),
];

/// Who lies.
pub struct Liar {
    lie: Lie,
    key: SigningKey,
    /// The last results that were handed out.
    handed: Mutex<Option<Value>>,
    /// Whether somebody has said that a result is withdrawn.
    withdrawn: Mutex<bool>,
}

impl Liar {
    pub fn new(lie: Lie, key: SigningKey) -> Self {
        Self { lie, key, handed: Mutex::default(), withdrawn: Mutex::default() }
    }

    /// What is said in place of an answer.
    fn change(&self, asked: &Value, said: &mut Value) {
        let body = &mut said["body"];
        let is_ok = body["outcome"] == "ok";
        let is_consent = asked["body"]["basis"]["kind"] == "consent";
        if is_ok {
            *self.handed.lock().unwrap() = Some(body.clone());
        }
        let nothing = |outcome: &str| json!({ "outcome": outcome });
        match self.lie {
            Lie::NothingHeld if is_ok => *body = nothing("no_results"),
            Lie::AlwaysOk if !is_ok => *body = self.handed.lock().unwrap().clone().unwrap(),
            Lie::PersonFirst if body["outcome"] == "no_basis" => {
                let stranger = asked["body"]["national_id"] == agreed::stranger();
                *body = nothing(if stranger { "no_person" } else { "no_basis" });
            }
            Lie::NoBasisNeeded if body["outcome"] == "no_basis" => {
                *body = match asked["body"]["national_id"] == agreed::passed() {
                    true => self.handed.lock().unwrap().clone().unwrap(),
                    false => nothing("no_results"),
                };
            }
            Lie::NoConsent if is_ok && is_consent => *body = nothing("no_basis"),
            Lie::Withdraws if is_ok && *self.withdrawn.lock().unwrap() => {
                *body = nothing("no_results");
            }
            Lie::AnsweredAnew => said["answered_at"] = json!(later()),
            Lie::OtherIds if is_ok => body["results"] = json!([Uuid::from_u128(7)]),
            _ if is_ok => self.change_document(body),
            _ => {}
        }
    }

    fn change_document(&self, body: &mut Value) {
        let signed = STANDARD.decode(body["document"].as_str().unwrap()).unwrap();
        let signed = String::from_utf8(signed).unwrap();
        let mut document = elmo::read_unverified(signed.as_bytes()).unwrap().document;
        let changed = match self.lie {
            Lie::Unsigned => elmo::write(&document).unwrap(),
            Lie::OtherKey => {
                sign(&elmo::write(&document).unwrap(), &SigningKey::from_bytes(&[7; 32]))
            }
            Lie::Altered => signed.replace(">B<", ">A<"),
            Lie::ForgedInObject => {
                let report = "<Object><report xmlns=\"urn:forged\"/></Object></Signature>";
                signed.replace("</Signature>", report)
            }
            Lie::FailedToo => self.with_failed(&document, "failed"),
            Lie::FailedAsPassed => self.with_failed(&document, "passed"),
            _ => {
                let ids = self.change_content(&mut document);
                if let Some(ids) = ids {
                    body["results"] = json!(ids);
                }
                sign(&elmo::write(&document).unwrap(), &self.key)
            }
        };
        body["document"] = STANDARD.encode(changed).into();
    }

    /// Changes what the document says; the new ids of its results, where they are new.
    fn change_content(&self, document: &mut Document) -> Option<Vec<Uuid>> {
        let report = &mut document.reports[0];
        match self.lie {
            Lie::OtherPerson => {
                let other = Identifier::new(Learner::NATIONAL_ID, agreed::failed());
                document.learner.identifiers = vec![other];
            }
            Lie::Nameless => document.learner.identifiers.clear(),
            Lie::OtherIssuer => report.issuer.identifiers = vec![Identifier::new("local", "9998")],
            Lie::TwoReports => {
                let mut other = report.clone();
                other.opportunities.clear();
                document.reports.push(other);
            }
            Lie::NoId => report.opportunities[0].achieved.identifiers.clear(),
            Lie::PassedMissing => {
                report.opportunities[0].identifiers[0].value = "KONF-2001".to_owned();
            }
            Lie::NewIds => {
                let mut ids = Vec::new();
                for one in &mut report.opportunities {
                    let id = Uuid::new_v4();
                    one.achieved.identifiers = vec![Identifier::new("local", id.to_string())];
                    ids.push(id);
                }
                return Some(ids);
            }
            _ => {}
        }
        None
    }

    /// The document with a course beside that was failed, of this status.
    fn with_failed(&self, document: &Document, status: &str) -> String {
        let mut more = document.clone();
        let mut failed = more.reports[0].opportunities[0].clone();
        failed.identifiers[0].value = agreed::FAILED.to_owned();
        let id = Uuid::from_u128(8).to_string();
        failed.achieved.identifiers = vec![Identifier::new("local", id)];
        more.reports[0].opportunities.push(failed);
        let written = elmo::write(&more).unwrap();
        let (before, after) = written.split_at(written.find(agreed::FAILED).unwrap());
        let after = after.replacen(">B<", ">F<", 1).replacen(">passed<", &format!(">{status}<"), 1);
        sign(&format!("{before}{after}"), &self.key)
    }
}

fn later() -> String {
    (Timestamp::now() + SignedDuration::from_secs(1)).to_string()
}

fn sign(xml: &str, key: &SigningKey) -> String {
    let unsigned = Unsigned::prepare(xml, Algorithm::Ed25519).unwrap();
    let signature = key.sign(unsigned.message()).to_bytes();
    let public = VerifyingKey::ed25519(key.verifying_key().as_bytes());
    unsigned.signed(&signature, &public).unwrap()
}

impl Lies for Liar {
    fn instead(
        &self,
        asked: &Value,
        status: u16,
        mut said: Value,
    ) -> (u16, &'static Profile, Value) {
        let is_question = asked["kind"] == "exchange.ask";
        *self.withdrawn.lock().unwrap() |= asked["kind"] == "exchange.corrected";
        match (self.lie, status) {
            (Lie::TakesEverything, 400..) if is_question => {
                (200, &ANSWER, answer(asked, json!({ "outcome": "no_person" })))
            }
            (Lie::TakesEverything, 400..) => (200, &RECEIPT, receipt(asked)),
            (Lie::TakesNothing, 200) => (403, &PROBLEM, no()),
            (Lie::AnsweredAnew, 200) if !is_question => {
                said["stored_at"] = json!(later());
                (200, &RECEIPT, said)
            }
            (_, 200) if is_question => {
                self.change(asked, &mut said);
                (200, &ANSWER, said)
            }
            (_, 200) => (200, &RECEIPT, said),
            _ => (status, &PROBLEM, said),
        }
    }
}
