//! What the rule on credits is asked: the lines of a case, what is granted, and what counts already.

use super::advance;
use super::assess::GrantedAs;
use super::case::{Case, Grant, Item};
use super::store;
use crate::external_studies::{self, Row};
use office::{Error, Result};
use rules::recognition::{
    Grant as GrantFact, Item as ItemFact, Place, RecognitionCredits, RecognitionCreditsAnswer,
    RecognitionCreditsFacts,
};
use rules::{Decision, Key, Language, Reason, Rule, RuleSet};
use sqlx::PgConnection;

/// What the grants of a case come to.
///
/// # Errors
/// Refused by the rules `recognition-credits` and `recognition-advance`.
pub(super) async fn counted(
    conn: &mut PgConnection,
    case: &Case,
    grants: &[Grant],
    law: &RuleSet,
) -> Result<(RecognitionCreditsAnswer, Vec<Reason>)> {
    let rows = external_studies::rows(&mut *conn, case.person).await?;
    let mut items = Vec::new();
    for item in &case.items {
        let used = match item.row {
            Some((row, _)) => Some(store::used(&mut *conn, row, case.id).await?),
            None => None,
        };
        items.push(ItemFact {
            id: name(case, item),
            regulated: item.regulated,
            credits: item.content.credits,
            used,
            same_as: same_as(case, item, &rows),
        });
    }
    let granted = grants.iter().filter(|grant| grant.granted != GrantedAs::None);
    let facts = RecognitionCreditsFacts {
        date: case.applied_on.into(),
        grants: granted.filter_map(|grant| fact(case, grant)).collect(),
        held: store::held(&mut *conn, case.person, case.id).await?.iter().map(Key::new).collect(),
        items,
    };
    let bad = |bad: rules::BadFacts| Error::Internal(anyhow::anyhow!("recognition: {}", bad.field));
    RecognitionCredits::check(&facts).map_err(bad)?;
    let Decision { outcome, because, .. } = RecognitionCredits::decide(&facts, law);
    match outcome {
        Ok(answer) => {
            let kept = advance::kept(conn, case, grants, law).await?;
            Ok((answer, because.into_iter().chain(kept).collect()))
        }
        Err(refusal) => Err(Error::because(refusal, because)),
    }
}

fn fact(case: &Case, grant: &Grant) -> Option<GrantFact> {
    let place =
        |place: &super::case::Place| Place { code: Key::new(&place.code), credits: place.credits };
    Some(GrantFact {
        item: name(case, case.item(grant.item)?),
        course: grant.course.as_ref().map(place),
        credits: grant.credits,
        reduced: Some(grant.reduced),
    })
}

/// What names a line in the rule's reasons, each of them differently.
pub(super) fn name(case: &Case, item: &Item) -> Key {
    let name = |one: &Item| one.content.code.clone().unwrap_or_else(|| one.name(Language::Nb));
    let own = name(item);
    let twice = case.items.iter().filter(|one| name(one) == own).count() > 1;
    if twice { Key::new(format!("{own} ({})", item.position)) } else { Key::new(own) }
}

/// The other lines that a line is part of, or is the same learning as.
fn same_as(case: &Case, item: &Item, rows: &[Row]) -> Vec<Key> {
    let row_of = |one: &Item| one.row.and_then(|(id, _)| rows.iter().find(|row| row.id == id));
    let Some(own) = row_of(item) else { return Vec::new() };
    let linked = |other: &&Item| {
        row_of(other).is_some_and(|other| {
            let part =
                other.issuer == own.issuer && own.content.part_of.contains(&other.result_key);
            part || own.counted_as == Some(other.id) || other.counted_as == Some(own.id)
        })
    };
    case.items.iter().filter(linked).map(|other| name(case, other)).collect()
}
