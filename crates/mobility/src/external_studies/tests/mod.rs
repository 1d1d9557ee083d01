//! What comes from elsewhere: received, seen as a difference, imported once, corrected, merged by a person.

mod difference;
mod emrex;
mod identity;
mod pages;

use super::{
    Change, Correction, Imported, Received, Row, Source, corrected, import, preview, receive,
};
use crate::ExternalDocumentId;
use crate::tests_world::office;
use ::store::Entry;
use elmo::{Achieved, Document, Identifier, Issuer, Kind, Learner, Opportunity, Report, Words};
use jiff::civil::{Date, date};
use office::access::{Grant, Principal, Role};
use office::people::{PersonName, PlaceCode};
use office::testing::TestOffice;
use office::world::CastMember;
use office::{Act, Error, PersonId, Result};
use rules::exchange::{Basis, BasisKind, Purpose};
use rules::{Credits, Language, Term};
use std::sync::Arc;
use uuid::Uuid;

pub(crate) fn person(key: &str) -> PersonId {
    CastMember::named(key).id()
}

/// An act of somebody with this role at a place.
pub(crate) async fn act_of(office: &TestOffice, key: &str, role: Role, place: &str) -> Act {
    let who = Principal {
        person: person(key),
        name: PersonName::new(key, "", false),
        language: Language::Nb,
        grants: vec![Grant { role, place: PlaceCode(place.to_owned()) }],
        student: false,
        examiner: false,
    };
    Act::of_person(&office.node, Arc::new(who), Uuid::now_v7()).await.expect("an act")
}

/// An act of Tor of the central department.
pub(crate) async fn tor(office: &TestOffice) -> Act {
    act_of(office, "tor", Role::CentralOfficer, "999").await
}

pub(crate) async fn commit(act: Act) {
    act.commit(Entry::new("external_studies.test", "external_document", Uuid::nil()))
        .await
        .expect("an entry");
}

fn words(nb: &str, en: Option<&str>) -> Words {
    Words { nb: Some(nb.to_owned()), en: en.map(ToOwned::to_owned), ..Words::default() }
}

/// A passed course; its issuer's id is the code in lower case.
pub(crate) fn course(code: &str, credits: &str, grade: &str) -> Opportunity {
    Opportunity {
        kind: Some(Kind::Course),
        identifiers: vec![Identifier::new(Opportunity::CODE, code)],
        title: words(&format!("Emnet {code}"), Some("The course")),
        url: None,
        description: Words::default(),
        achieved: Achieved {
            identifiers: vec![Identifier::new("local", code.to_lowercase())],
            date: Some(date(2025, 6, 10)),
            term: Term::parse("2025-V").ok(),
            grade: Some(grade.to_owned()),
            credits: Credits::parse(credits),
            ..Achieved::default()
        },
        parts: Vec::new(),
    }
}

/// A qualification that is made up of courses.
pub(crate) fn degree(parts: Vec<Opportunity>) -> Opportunity {
    let mut degree = course("BA-HIS", "1", "bestått");
    degree.kind = Some(Kind::DegreeProgramme);
    degree.achieved.credits = None;
    Opportunity { parts, ..degree }
}

/// A document of somebody with this national id and birth date.
pub(crate) fn document(
    national_id: Option<&str>,
    (given, family, born): (&str, &str, Option<Date>),
    opportunities: Vec<Opportunity>,
) -> Document {
    let ids = national_id.iter().map(|id| Identifier::new(Learner::NATIONAL_ID, *id));
    Document {
        generated: "2026-11-01T10:00:00Z".parse().expect("a time"),
        learner: Learner {
            identifiers: ids.collect(),
            given_names: given.to_owned(),
            family_name: family.to_owned(),
            born,
        },
        reports: vec![Report {
            issuer: Issuer {
                country: Some("NO".to_owned()),
                identifiers: vec![Identifier::new("schac", "sorby.example")],
                title: words("Sørby universitet", Some("Sørby University")),
                url: String::new(),
            },
            opportunities,
            issued: "2026-11-01T09:00:00Z".parse().expect("a time"),
            scales: Vec::new(),
        }],
    }
}

/// What a person is known by here.
pub(crate) async fn known(office: &TestOffice, key: &str) -> (String, Date) {
    let row: (String, jiff_sqlx::Date) =
        sqlx::query_as("select national_id, birth_date from person where id = $1")
            .bind(person(key).0)
            .fetch_one(&office.node.store().pool)
            .await
            .expect("a person");
    (row.0, row.1.to_jiff())
}

pub(crate) fn exchanged() -> Source {
    Source::Exchange {
        question: Uuid::new_v4(),
        key: "998-1".to_owned(),
        purpose: Purpose::Recognition,
        basis: Basis {
            kind: BasisKind::Statute,
            purpose: Some(Purpose::Recognition),
            channel: None,
            receiver: None,
            given: None,
            until: None,
            withdrawn: None,
            reference: None,
            text_version: None,
        },
    }
}

/// What institution 998 answers for somebody; the document that is there then.
pub(crate) async fn answered(
    office: &TestOffice,
    key: &str,
    opportunities: Vec<Opportunity>,
) -> ExternalDocumentId {
    let (national_id, born) = known(office, key).await;
    let member = CastMember::named(key);
    let learner = (member.given, member.family, Some(born));
    let document = document(Some(&national_id), learner, opportunities);
    arrived(office, key, exchanged(), &document).await
}

/// A document that came for somebody.
pub(crate) async fn arrived(
    office: &TestOffice,
    key: &str,
    source: Source,
    document: &Document,
) -> ExternalDocumentId {
    let xml = elmo::write(document).expect("XML");
    let read = elmo::read_unverified(xml.as_bytes()).expect("readable");
    let issuer = if matches!(source, Source::Exchange { .. }) { "998" } else { "" };
    let received = Received {
        person: person(key),
        issuer: issuer.to_owned(),
        institution: (&document.reports[0].issuer.title).into(),
        source,
        signed: xml.into_bytes(),
    };
    let mut act = office.act().await;
    let id = receive(&mut act, received, read).await.expect("received");
    commit(act).await;
    id
}

/// Imports everything that a document says, as Tor.
pub(crate) async fn imported(office: &TestOffice, id: ExternalDocumentId) -> Result<Imported> {
    let mut act = tor(office).await;
    let seal = preview(&mut act, id).await?.seal;
    let done = import(&mut act, id, &seal, None).await?;
    commit(act).await;
    Ok(done)
}

pub(crate) async fn rows_of(office: &TestOffice, key: &str) -> Vec<Row> {
    let mut conn = office.node.store().pool.acquire().await.expect("a connection");
    super::rows(&mut conn, person(key)).await.expect("rows")
}

/// What a document would do, line by line.
async fn changes(office: &TestOffice, id: ExternalDocumentId) -> Vec<Change> {
    let mut act = tor(office).await;
    let preview = preview(&mut act, id).await.expect("a preview");
    preview.differences.iter().map(|one| one.change).collect()
}

async fn told(office: &TestOffice, result: &str, correction: Correction) -> Vec<PersonId> {
    let mut act = office.act().await;
    let results = [(result.to_owned(), correction)];
    let concerned = corrected(&mut act, "998", &results).await.expect("told");
    commit(act).await;
    concerned
}

pub(crate) fn code<T>(outcome: Result<T>) -> String {
    match outcome {
        Ok(_) => "done".to_owned(),
        Err(Error::Refused(refused)) => refused.code,
        Err(Error::NotFound) => "not-found".to_owned(),
        Err(Error::Conflict(_)) => "conflict".to_owned(),
        Err(Error::Invalid(faults)) => format!("invalid {}", faults[0].field),
        Err(error) => format!("{error:?}"),
    }
}
