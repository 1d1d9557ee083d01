//! What a register must do, in the order in which it is looked at.

use jiff::{SignedDuration, Timestamp, ToSpan};
use protocol::exclusion::{
    ASK, CHANGED, DELETED, Deleted, EVALUATE, EVALUATE_MAX, LIST, LIST_PAGE, List, Purpose,
    REGISTERED, Registered, Row,
};
use rules::exclusion::ExclusionType;
use serde_json::{Value, json};
use wire::{Fault, Network};

use super::trial::Trial;
use crate::exchange::{self, By, Said, Wrong, holds, is_fault};

/// So far from now may be when the list was last held to be the newest.
const AS_OF_WITHIN: SignedDuration = SignedDuration::from_secs(300);

checks! {
    "Something that a register does as the protocol says, or does not.";
    List, "a page of the list", list;
    Again, "the same question again has the same answer", again;
    Registered, "a row that is registered stands, and is told as it came", registered;
    Token, "whoever has a row has a token in the list, and others have none", token;
    KnownList, "no tokens for whoever has the version", known_list;
    NoPage, "a page that the list has not", no_page;
    EvaluatedAlike, "a person has one token, however the id is blinded", evaluated_alike;
    Count, "no blinded ids, and one more than are evaluated at once", count;
    Epoch, "a key that is none", epoch;
    NoPoint, "a blinded id that is none", no_point;
    AskedInVain, "a person of whom nothing is registered", asked_in_vain;
    CaseRequired, "a question that names no case", case_required;
    NationalId, "a question about what is no national id", national_id;
    OtherPurpose, "a question for another purpose", other_purpose;
    Purposes, "rows are told for what they bar, and for nothing else", purposes;
    NotSharing, "an institution that does not share exclusions", not_sharing;
    RegisteredAgain, "the same version in another message changes nothing", registered_again;
    HigherFirst, "the highest version counts, though a lower one comes later", higher_first;
    OthersRow, "nobody changes or deletes another's row", others_row;
    LocalType, "a type that does not transfer is not taken", local_type;
    Expired, "what comes when its period is over does not stand", expired;
    DeletedFirst, "a deletion counts before what it deletes has come", deleted_first;
    Deleted, "a row that is deleted is gone, and its token", deleted;
    OtherForm, "a row with a field that is unknown, or none", other_form;
    OtherKind, "a kind that the register alone sends", other_kind;
}

/// Whether the register said this no.
fn said_no(said: Said, status: u16, name: &str) -> Result<(), Wrong> {
    exchange::said_no(said, status, &format!("urn:kandidat:exclusion:{name}"))
}

async fn list<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let page = trial.list(0, 0).await?;
    let apart = page.as_of.duration_since(Timestamp::now()).abs();
    holds(apart <= AS_OF_WITHIN, "held to be the newest at another time")?;
    holds(page.pages >= 1, "no pages")?;
    let epochs: Vec<u32> = page.epochs.iter().map(|key| key.epoch).collect();
    holds(epochs.is_sorted_by(|one, next| one < next), "the newest key is not the last")?;
    holds((1..=2).contains(&epochs.len()), "not one key, or two while institutions move over")?;
    holds(page.tokens.len() <= LIST_PAGE, "more tokens than stand on a page")?;
    let ordered = page.tokens.is_sorted_by(|one, next| one < next);
    holds(ordered, "the tokens are not in the order of their bytes, or one stands there twice")
}

async fn again<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let [first, again] = trial.question_twice(LIST, &List { known: 0, page: 0 }).await?;
    holds(matches!(first, Said::Answer(_)), "it is not answered")?;
    holds(first == again, "another answer")
}

async fn registered<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let mut row = trial.new_row();
    (row.programme, row.case_officer) = (Some("L-LU5".into()), Some("Kari Nordmann".into()));
    trial.row = Some(row.clone());
    trial.register(&trial.persons[0], &row).await?;
    trial.until(&trial.persons[0], &[row]).await
}

/// The row of the trial, as it counts now.
fn row<N>(trial: &Trial<'_, N>) -> Result<Row, Wrong> {
    trial.row.clone().ok_or_else(|| "nothing was registered".to_owned())
}

async fn token<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let [one, other] = [0, 1].map(|at: usize| trial.persons[at].clone());
    let (tokens, own) = (trial.tokens().await?, trial.evaluate(&[&one, &other]).await?);
    holds(tokens.contains(&own[0]), "the person's token does not stand in the list")?;
    holds(!tokens.contains(&own[1]), "a token of somebody who has no row stands in the list")
}

async fn known_list<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let known = trial.list(0, 0).await?.version;
    let page = trial.list(known, 0).await?;
    holds(page.version != known || page.tokens.is_empty(), "all tokens again")
}

async fn no_page<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let page = trial.list(0, 0).await?.pages;
    said_no(trial.question(By::Sender, LIST, None, &List { known: 0, page }).await?, 404, "no-page")
}

async fn evaluated_alike<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let [one, other] = [0, 1].map(|at: usize| trial.persons[at].clone());
    let first = trial.evaluate(&[&one, &other]).await?;
    let again = trial.evaluate(&[&other, &one]).await?;
    holds(first[0] != first[1], "two persons have one token")?;
    holds([again[1], again[0]] == first[..], "another token for the same person")
}

async fn evaluation_of<N: Network>(
    trial: &Trial<'_, N>,
    epoch: u32,
    blinded: Value,
) -> Result<Said, Wrong> {
    let body = json!({ "epoch": epoch, "blinded": blinded });
    trial.question(By::Sender, EVALUATE, None, &body).await
}

async fn count<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let epoch = trial.newest_key().await?.epoch;
    let one = json!("A".repeat(43));
    for count in [0, EVALUATE_MAX + 1] {
        let said = evaluation_of(trial, epoch, vec![one.clone(); count].into()).await?;
        said_no(said, 403, "count")?;
    }
    Ok(())
}

async fn epoch<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let next = trial.newest_key().await?.epoch + 1;
    said_no(evaluation_of(trial, next, json!(["A".repeat(43)])).await?, 409, "epoch")
}

async fn no_point<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let epoch = trial.newest_key().await?.epoch;
    // 32 bytes of ones: no element of the group.
    let nothing = "_".repeat(42) + "8";
    said_no(evaluation_of(trial, epoch, json!([nothing])).await?, 403, "no-point")
}

async fn asked_in_vain<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    for purpose in Purpose::ALL {
        let found = trial.ask_for(&trial.persons[1], purpose).await?;
        holds(found.rows.is_empty() && !found.registered, "there is something")?;
    }
    Ok(())
}

async fn case_required<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let body = json!({ "national_id": trial.persons[0], "purpose": Purpose::Study });
    said_no(trial.question(By::Sender, ASK, None, &body).await?, 403, "case-required")
}

async fn national_id<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let body = json!({ "national_id": "12345678901", "purpose": Purpose::Study });
    said_no(trial.question(By::Sender, ASK, Some("case-1"), &body).await?, 403, "national-id")
}

async fn other_purpose<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let body = json!({ "national_id": trial.persons[0], "purpose": "curiosity" });
    match trial.question(By::Sender, ASK, Some("case-1"), &body).await? {
        Said::Refused(status, kind) => is_fault((status, kind), Fault::OtherForm),
        Said::Answer(_) => Err("it is answered".to_owned()),
    }
}

async fn purposes<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let (person, studies) = (trial.persons[2].clone(), trial.new_row());
    let mut exams = trial.new_row();
    exams.kind = ExclusionType::Eksamenn;
    for row in [&exams, &studies] {
        trial.register(&person, row).await?;
    }
    trial.until(&person, std::slice::from_ref(&studies)).await?;
    // Of two messages either may be acted on first.
    trial.pass().await?;
    for (purpose, row) in
        [(Purpose::Admission, &studies), (Purpose::Recognition, &studies), (Purpose::Study, &exams)]
    {
        let found = trial.ask_for(&person, purpose).await?;
        let right = found.rows == std::slice::from_ref(row) && found.registered;
        holds(right, "not the one row that bars what is asked for")?;
    }
    trial.delete(studies.id, 2).await?;
    trial.until(&person, &[]).await?;
    let found = trial.ask_for(&person, Purpose::Admission).await?;
    holds(found.registered, "she is said to be in the register for nothing")?;
    trial.delete(exams.id, 2).await?;
    trial.pass().await
}

async fn not_sharing<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let ask = json!({ "national_id": trial.persons[0], "purpose": Purpose::Study });
    for (kind, about, body) in
        [(LIST, None, json!({ "known": 0, "page": 0 })), (ASK, Some("case-1"), ask)]
    {
        said_no(trial.question(By::Other, kind, about, &body).await?, 403, "not-sharing")?;
    }
    Ok(())
}

async fn registered_again<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let (row, before) = (row(trial)?, trial.list(0, 0).await?.tokens.len());
    trial.register(&trial.persons[0], &row).await?;
    trial.pass().await?;
    holds(trial.list(0, 0).await?.tokens.len() == before, "the list has changed")?;
    trial.until(&trial.persons[0], &[row]).await
}

async fn higher_first<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let first = row(trial)?;
    let mut third = Row { version: 3, ..first.clone() };
    third.period.to = first.period.to.saturating_sub(9.days());
    trial.row = Some(third.clone());
    trial.register(&trial.persons[0], &third).await?;
    trial.until(&trial.persons[0], std::slice::from_ref(&third)).await?;
    trial.register(&trial.persons[0], &Row { version: 2, ..first }).await?;
    trial.pass().await?;
    trial.until(&trial.persons[0], &[third]).await
}

async fn others_row<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let row = row(trial)?;
    let stolen = Row { version: 7, institution: trial.institution(By::Other), ..row.clone() };
    let national_id = trial.persons[0].clone();
    trial.tell(By::Other, REGISTERED, &Registered { national_id, row: stolen }).await?;
    trial.tell(By::Other, DELETED, &Deleted { id: row.id, version: 8 }).await?;
    trial.pass().await?;
    trial.until(&trial.persons[0], &[row]).await
}

async fn local_type<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    for kind in [ExclusionType::Karantenel, ExclusionType::Eksamenl] {
        let local = Row { kind, ..trial.new_row() };
        trial.register(&trial.persons[2], &local).await?;
    }
    trial.pass().await?;
    holds(trial.ask(&trial.persons[2]).await?.is_empty(), "it is told")
}

async fn expired<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let mut over = trial.new_row();
    over.period.from = over.period.from.saturating_sub(40.days());
    over.period.to = over.period.from.saturating_add(30.days());
    trial.register(&trial.persons[2], &over).await?;
    trial.pass().await?;
    holds(trial.ask(&trial.persons[2]).await?.is_empty(), "it is told")
}

async fn deleted_first<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let row = trial.new_row();
    trial.delete(row.id, 2).await?;
    trial.register(&trial.persons[2], &row).await?;
    trial.pass().await?;
    holds(trial.ask(&trial.persons[2]).await?.is_empty(), "it is told")
}

async fn deleted<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let (row, person) = (row(trial)?, trial.persons[0].clone());
    trial.delete(row.id, 9).await?;
    trial.until(&person, &[]).await?;
    let (tokens, own) = (trial.tokens().await?, trial.evaluate(&[&person]).await?);
    holds(!tokens.contains(&own[0]), "the token still stands in the list")
}

async fn other_form<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    let body = Registered { national_id: trial.persons[2].clone(), row: trial.new_row() };
    let right = serde_json::to_value(&body).map_err(|fault| fault.to_string())?;
    let (mut more, mut less, mut none) = (right.clone(), right.clone(), right);
    more["row"]["grounds"] = "x".into();
    less["row"].as_object_mut().map(|row| row.remove("period"));
    none["row"]["programme"] = json!(17);
    for body in [more, less, none] {
        is_fault(trial.not_taken(REGISTERED, &body).await?, Fault::OtherForm)?;
    }
    Ok(())
}

async fn other_kind<N: Network>(trial: &mut Trial<'_, N>) -> Result<(), Wrong> {
    is_fault(trial.not_taken(CHANGED, &trial.new_row()).await?, Fault::UnknownKind)
}
