//! What an institution says of a person: a study of two years, each course with its description, as long as the
//! documents are that institutions really send.

use ed25519_dalek::{Signer, SigningKey};
use elmo::{
    Achieved, Algorithm, Document, Identifier, Issuer, Kind, Learner, Opportunity, Report, Scale,
    Unsigned, VerifyingKey, Words,
};
use jiff::Timestamp;
use jiff::civil::date;
use rules::{Credits, Season, Term};
use uuid::Uuid;
use wire::InstitutionNumber;

/// Whose list an identifier stands in.
pub const LOCAL: &str = "local";
/// Courses that somebody has passed.
const COURSES: u128 = 24;
const ABOUT: &str = "Emnet gir en grundig innføring i fagets historie, begreper og metoder, og øver studentene i å \
    skrive, drøfte og legge fram. Undervisningen er forelesninger, seminarer og to obligatoriske oppgaver, som må \
    være godkjent før eksamen. Eksamen er en hjemmeoppgave over en uke, med en muntlig del som kan justere karakteren. ";

/// The document of a person with this national id, as this institution knows her.
pub fn document(number: InstitutionNumber, national_id: &str) -> Document {
    let now = Timestamp::now();
    let name = format!("Institusjon {number}");
    let report = Report {
        issuer: Issuer {
            country: Some("NO".to_owned()),
            identifiers: vec![Identifier::new(LOCAL, number.to_string())],
            title: words(&name, &format!("Institution {number}")),
            url: format!("https://{number}.example/"),
        },
        opportunities: ids(number, national_id).into_iter().enumerate().map(course).collect(),
        issued: now,
        scales: vec![Scale { id: "a-f".to_owned(), description: words("A til F", "A to F") }],
    };
    let learner = Learner {
        identifiers: vec![Identifier::new(Learner::NATIONAL_ID, national_id)],
        given_names: "Person".to_owned(),
        family_name: "Oppdiktet".to_owned(),
        born: None,
    };
    Document { generated: now, learner, reports: vec![report] }
}

fn words(nb: &str, en: &str) -> Words {
    Words { nb: Some(nb.to_owned()), en: Some(en.to_owned()), ..Words::default() }
}

/// The institution's own ids of what somebody has passed there: the same each time.
pub fn ids(number: InstitutionNumber, national_id: &str) -> Vec<Uuid> {
    let institution: u128 = number.to_string().parse().unwrap_or_default();
    let person: u128 = national_id.parse().unwrap_or_default();
    (0..COURSES).map(|course| Uuid::from_u128(institution << 100 | person << 16 | course)).collect()
}

fn course((place, id): (usize, Uuid)) -> Opportunity {
    let title = words(&format!("Emne nummer {place}"), &format!("Course number {place}"));
    Opportunity {
        kind: Some(Kind::Course),
        identifiers: vec![
            Identifier::new(Opportunity::CODE, format!("EMN-{:04}", 1000 + place)),
            Identifier::new(Opportunity::VERSION, "1"),
        ],
        title,
        url: None,
        description: words(ABOUT, ABOUT),
        achieved: Achieved {
            identifiers: vec![Identifier::new(LOCAL, id.to_string())],
            date: Some(date(2020, 6, 15)),
            term: Some(Term { year: 2020, season: Season::Spring }),
            grade: Some("B".to_owned()),
            scale: Some("a-f".to_owned()),
            credits: Credits::parse("10"),
            level: Some(6),
            ..Achieved::default()
        },
        parts: Vec::new(),
    }
}

/// The document in XML.
pub fn written(document: &Document) -> String {
    elmo::write(document).expect("a document of the bench's own")
}

/// XML, signed with a key.
pub fn signed(xml: &str, key: &SigningKey) -> String {
    let unsigned = Unsigned::prepare(xml, Algorithm::Ed25519).expect("a document");
    let signature = key.sign(unsigned.message()).to_bytes();
    let public = VerifyingKey::ed25519(key.verifying_key().as_bytes());
    unsigned.signed(&signature, &public).expect("its own key")
}
