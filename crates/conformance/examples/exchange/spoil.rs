//! Documents that an institution lies with.

use ed25519_dalek::SigningKey;
use elmo::{Identifier, Learner};
use wire::InstitutionNumber;

use crate::behaviour::Behaves;
use crate::document::{LOCAL, document, signed, written};
use crate::world::{key, place_of};

const ELMO: &str = "https://github.com/emrex-eu/elmo-schemas/tree/v1";
/// Whoever is meant to be taken for the learner, and what for passed; nobody has signed either.
const LEARNER: &str = "<givenNames>Mallory</givenNames><familyName>Oppdiktet</familyName>";
/// Deeper than any document is.
const DEEP: usize = 100;

/// The document of a person, as an institution hands it out that behaves like this.
pub fn handed_out(
    behaves: Behaves,
    (number, national_id): (InstitutionNumber, &str),
    own: &SigningKey,
) -> Vec<u8> {
    let mut said = document(number, national_id);
    match behaves {
        Behaves::OtherPerson => {
            let other = Identifier::new(Learner::NATIONAL_ID, crate::world::person(99_999));
            said.learner.identifiers = vec![other];
        }
        Behaves::OtherIssuer => {
            said.reports[0].issuer.identifiers = vec![Identifier::new(LOCAL, "201")];
        }
        _ => {}
    }
    let xml = written(&said);
    let by = match behaves {
        Behaves::Unsigned => return xml.into_bytes(),
        Behaves::Forged => key(9999),
        Behaves::OthersKey => key(place_of(number) + 1),
        _ => own.clone(),
    };
    after(behaves, signed(&xml, &by))
}

/// What is changed after it was signed.
fn after(behaves: Behaves, signed: String) -> Vec<u8> {
    let replaced = |from: &str, to: &str| signed.replacen(from, to, 1).into_bytes();
    let in_object = |inside: &str| {
        let object = format!("<Object>{inside}</Object></Signature>");
        signed.replacen("</Signature>", &object, 1).into_bytes()
    };
    match behaves {
        Behaves::Altered => replaced(">B</resultLabel>", ">A</resultLabel>"),
        Behaves::TwoSignatures => {
            let at = signed.find("<Signature ").unwrap_or_default();
            let signature = signed[at..].trim_end_matches("</elmo>");
            replaced("</elmo>", &format!("{signature}</elmo>"))
        }
        Behaves::LearnerInObject => {
            in_object(&format!("<learner xmlns=\"{ELMO}\">{LEARNER}</learner>"))
        }
        Behaves::ReportInObject => in_object(&format!("<report xmlns=\"{ELMO}\"/>")),
        Behaves::Wrapped => {
            let (_, body) = signed.split_once("?>").unwrap_or_default();
            let learner = format!("<learner>{LEARNER}</learner>");
            format!("<elmo xmlns=\"{ELMO}\">{learner}{body}</elmo>").into_bytes()
        }
        Behaves::PartOnly => replaced("URI=\"\"", "URI=\"#report\""),
        Behaves::Sha1 => replaced(
            "http://www.w3.org/2001/04/xmlenc#sha256",
            "http://www.w3.org/2000/09/xmldsig#sha1",
        ),
        Behaves::Dtd => replaced("<elmo", "<!DOCTYPE elmo [<!ENTITY l \"lol\">]><elmo"),
        Behaves::TooDeep => {
            let deep = "<x>".repeat(DEEP) + &"</x>".repeat(DEEP);
            replaced("<learner>", &format!("{deep}<learner>"))
        }
        Behaves::NotUtf8 => {
            let mut bytes = signed.into_bytes();
            let end = bytes.len() / 2;
            bytes[end] = 0xff;
            bytes
        }
        _ => signed.into_bytes(),
    }
}
