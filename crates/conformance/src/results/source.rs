//! What a source must do, in the order in which it is looked at.

use std::collections::BTreeSet;

use elmo::{Identifier, Noted, Read};
use protocol::exchange::{Ask, Asked as Answered, CORRECTED, GivenBasis};
use rules::exchange::{Channel, Outcome, Purpose};
use serde_json::{Value, json};
use uuid::Uuid;
use wire::{Fault, Network};

use super::agreed;
use super::trial::{CASE, Trial, consent, right};
use crate::exchange::{self, By, Said, Wrong, holds, is_fault};

/// Whose list the ids of a source stand in.
const LOCAL: &str = "local";

checks! {
    "Something that a source of results does as the protocol says, or does not.";
    Answered, "who has passed something is answered in time, with a document and ids", answered;
    Signed, "the document is signed under the profile, by the key of the directory", signed;
    Person, "the document is about the person who was asked about", person;
    Issuer, "the document has one report, of the institution that was asked", issuer;
    Ids, "each result of the document has an id, and the answer names them all and no other", ids;
    Passed, "what is passed stands in the document", passed;
    NothingFailed, "nothing that is failed leaves", nothing_failed;
    Again, "the same question again has the same answer", again;
    OneIdTwoQuestions, "another question under the same id is refused", one_id_two_questions;
    SameIds, "results have the same ids whoever asks, and for whatever", same_ids;
    Consent, "a consent that holds is a basis", holding_consent;
    Ended, "a consent that has ended is none", ended;
    NotYet, "a consent of a day to come is none", not_yet;
    OtherPurpose, "a consent to something else is none", other_purpose;
    NoBasisFirst, "who has no basis does not learn whether the person is known", no_basis_first;
    NoPerson, "a person whom nobody knows", no_person;
    NoResults, "a person who has passed nothing", no_results;
    CaseRequired, "a question that names no case", case_required;
    NationalId, "a question about what is no national id", national_id;
    Form, "a question without basis, for curiosity, with a consent half said, with more than asks", form;
    Register, "a question of the register", register;
    Corrected, "a notice about results that nobody has changes nothing", corrected;
}

async fn answered<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    match trial.ask(&right()).await? {
        Answered::Ok(signed, ids) => {
            trial.handed = Some((signed, ids));
            Ok(())
        }
        Answered::Nothing(outcome) => Err(format!("{outcome:?}, and no results")),
    }
}

/// What was handed out first.
fn handed<'t, N>(trial: &'t Trial<'_, N>) -> Result<&'t (Vec<u8>, Vec<Uuid>), Wrong> {
    trial.handed.as_ref().ok_or_else(|| "nothing was handed out".to_owned())
}

/// What the document says, whoever has signed it: that is looked at by itself.
fn document<N>(trial: &Trial<'_, N>) -> Result<Read, Wrong> {
    let (signed, _) = handed(trial)?;
    elmo::read_unverified(signed).map_err(|refused| refused.to_string())
}

async fn signed<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let (signed, _) = handed(trial)?;
    let read = elmo::read_signed(signed, &trial.key()?);
    read.map(drop).map_err(|refused| refused.name().to_owned())
}

async fn person<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let found = document(trial)?.document.learner.national_id();
    let found = found.ok_or("no national id")?;
    holds(found.expose() == agreed::passed(), "about somebody else")
}

async fn issuer<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let document = document(trial)?.document;
    let [report] = &document.reports[..] else {
        return Err(format!("{} reports", document.reports.len()));
    };
    let found = local(&report.issuer.identifiers);
    holds(found == Some(&trial.number()), "of another institution, or of none")
}

fn local(identifiers: &[Identifier]) -> Option<&String> {
    identifiers.iter().find(|id| id.kind == LOCAL).map(|id| &id.value)
}

/// The ids of what stands in the document; `None` for a result without one.
fn ids_of(read: &Read) -> Result<BTreeSet<Option<Uuid>>, Wrong> {
    let mut found = BTreeSet::new();
    for report in &read.document.reports {
        let results = report.achievements().map_err(|refused| refused.name().to_owned())?;
        for result in results {
            let id = local(&result.opportunity.achieved.identifiers);
            found.insert(id.and_then(|id| id.parse().ok()));
        }
    }
    Ok(found)
}

async fn ids<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let found = ids_of(&document(trial)?)?;
    holds(!found.contains(&None), "a result without an id")?;
    let named: BTreeSet<_> = handed(trial)?.1.iter().copied().map(Some).collect();
    holds(found == named, "other ids in the answer than in the document")
}

async fn passed<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let read = document(trial)?;
    let mut codes = Vec::new();
    for report in &read.document.reports {
        let results = report.achievements().map_err(|refused| refused.name().to_owned())?;
        codes.extend(results.iter().filter_map(|one| one.opportunity.code().map(str::to_owned)));
    }
    holds(codes.iter().any(|code| code == agreed::PASSED), "it does not")
}

async fn nothing_failed<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let text = String::from_utf8_lossy(&handed(trial)?.0).into_owned();
    holds(!text.contains(agreed::FAILED), "the course that was failed stands there")?;
    let read = document(trial)?;
    let is_failed = |what| matches!(what, Noted::NotPassed | Noted::FailedGrade);
    holds(!read.notes.iter().any(|note| is_failed(note.what)), "a result that is not passed")
}

async fn again<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let body = json!(right());
    let [first, again] = trial.one_id([&body, &body]).await?;
    holds(matches!(first, Said::Answer(_)), "it is not answered")?;
    holds(first == again, "another answer")
}

async fn one_id_two_questions<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let other = Ask { national_id: agreed::stranger(), ..right() };
    let [_, again] = trial.one_id([&json!(right()), &json!(other)]).await?;
    wire_no(again, Fault::DifferentContent)
}

async fn same_ids<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let first: BTreeSet<_> = handed(trial)?.1.iter().copied().collect();
    let body = json!(Ask { purpose: Purpose::Admission, ..right() });
    let said = trial.question(By::Other, Some(CASE), &body).await?;
    let shared: protocol::exchange::Shared =
        exchange::read(said.body()?, "an answer about results")?;
    let again: BTreeSet<_> = shared.results.iter().copied().collect();
    holds(first == again, "other ids")
}

async fn holding_consent<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    for basis in [consent(30, None), consent(30, Some(30))] {
        let answer = trial.ask(&Ask { basis, ..right() }).await?;
        holds(matches!(answer, Answered::Ok(..)), "no results are handed out")?;
    }
    Ok(())
}

async fn no_basis<N: Network>(trial: &Trial<'_, N>, basis: GivenBasis) -> Result<(), Wrong> {
    trial.nothing(&Ask { basis, ..right() }, Outcome::NoBasis).await
}

async fn ended<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    no_basis(trial, consent(30, Some(-2))).await
}

async fn not_yet<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    no_basis(trial, consent(-2, None)).await
}

async fn other_purpose<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let mut basis = consent(30, None);
    if let GivenBasis::Consent { channel, .. } = &mut basis {
        *channel = Channel::NationalAdmission;
    }
    no_basis(trial, basis).await
}

async fn no_basis_first<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    for national_id in [agreed::stranger(), agreed::failed()] {
        let ask = Ask { national_id, basis: consent(30, Some(-2)), ..right() };
        trial.nothing(&ask, Outcome::NoBasis).await?;
    }
    Ok(())
}

async fn no_person<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let ask = Ask { national_id: agreed::stranger(), ..right() };
    trial.nothing(&ask, Outcome::NoPerson).await
}

async fn no_results<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let ask = Ask { national_id: agreed::failed(), ..right() };
    trial.nothing(&ask, Outcome::NoResults).await
}

/// Whether the source said this no.
fn said_no(said: Said, name: &str) -> Result<(), Wrong> {
    exchange::said_no(said, 403, &format!("urn:kandidat:exchange:{name}"))
}

/// Whether the end of the wire said this no.
fn wire_no(said: Said, fault: Fault) -> Result<(), Wrong> {
    match said {
        Said::Refused(status, kind) => is_fault((status, kind), fault),
        Said::Answer(_) => Err("it is answered".to_owned()),
    }
}

async fn case_required<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    said_no(trial.question(By::Sender, None, &json!(right())).await?, "case-required")
}

async fn national_id<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let body = json!(Ask { national_id: "12345678901".to_owned(), ..right() });
    said_no(trial.question(By::Sender, Some(CASE), &body).await?, "national-id")
}

async fn form<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let right = json!(right());
    let with = |field: &str, value: Value| {
        let mut body = right.clone();
        body[field] = value;
        body
    };
    let mut none = right.clone();
    none.as_object_mut().map(|body| body.remove("basis"));
    let half = json!({ "kind": "consent", "channel": "student_pages" });
    let bodies =
        [none, with("purpose", "curiosity".into()), with("basis", half), with("name", "x".into())];
    for body in bodies {
        wire_no(trial.question(By::Sender, Some(CASE), &body).await?, Fault::OtherForm)?;
    }
    Ok(())
}

async fn register<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let said = trial.question(By::Register, Some(CASE), &json!(right())).await?;
    wire_no(said, Fault::NotFromYou)
}

async fn corrected<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let id = handed(trial)?.1.first().copied().ok_or("nothing was handed out")?;
    // The asker has no results of its own: what it says of the source's is not its to say.
    trial.tell(CORRECTED, &json!({ "results": [{ "id": id, "code": "WITHDRAWN" }] })).await?;
    let answer = trial.ask(&right()).await?;
    holds(matches!(answer, Answered::Ok(_, ids) if ids.contains(&id)), "the result is gone")
}
