//! Approval in advance: what is planned elsewhere is assessed, decided and appealed against as what was
//! taken, and the decision binds when the studies are recognised later.

use super::case::{Case, Grant, Item, State};
use super::{said, store};
use crate::{RecognitionId, RecognitionItemId};
use jiff::civil::Date;
use office::{Act, Error, FieldError, Result};
use rules::recognition::{
    Grant as GrantFact, Place, Promise as PromiseFact, Promised, RecognitionAdvance,
    RecognitionAdvanceFacts,
};
use rules::{Credits, Decision, Key, Reason, Rule, RuleSet};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use ui::key;
use utoipa::ToSchema;

/// When planned studies are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecognitionAdvance)]
pub struct Advance {
    /// The day they begin.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// The last day by which they are to be passed.
    #[schema(value_type = String, format = Date)]
    pub until: Date,
}

impl Advance {
    /// Why an application on a day cannot be for these studies.
    pub(super) fn fault(&self, applied_on: Date) -> Option<FieldError> {
        let text = if self.until < self.from {
            said(key("recognition-error-period"))
        } else if self.until < applied_on {
            said(key("recognition-error-over"))
        } else {
            return None;
        };
        Some(FieldError { field: "until".to_owned(), text })
    }
}

/// What was approved in advance of one line, by the decision that counts.
#[derive(Clone, Debug)]
pub(crate) struct Approved {
    /// The line of the approval.
    pub(crate) item: RecognitionItemId,
    /// The number of its case.
    pub(crate) case_number: String,
    /// What it is called there.
    pub(crate) name: String,
    /// The last day by which it is to be passed.
    pub(crate) until: Date,
    /// The credits that it was to give.
    pub(crate) planned: Option<Credits>,
    /// The courses here with their credits, or free credits.
    pub(crate) promised: Vec<(Option<String>, Credits)>,
}

/// Says of a line that it is what came of something that was approved in advance.
///
/// # Errors
/// Not found for others, for a line of another case, and for what was not approved for this person;
/// refused `wrong-state`.
pub async fn bind(
    act: &mut Act,
    id: RecognitionId,
    item: RecognitionItemId,
    approved: RecognitionItemId,
) -> Result<()> {
    let case = Case::of_applicant(act, id).await?;
    case.require(&[State::Applied, State::Assessing, State::Assessed])?;
    case.item(item).filter(|_| case.advance.is_none()).ok_or(Error::NotFound)?;
    let all = store::approved(act.conn(), case.person).await?;
    if !all.iter().any(|one| one.item == approved) {
        return Err(Error::NotFound);
    }
    store::set_promised(act, item, approved).await?;
    if case.state == State::Assessed {
        store::set_state(act, id, State::Assessing).await?;
    }
    Ok(())
}

/// Lets go on only where what was approved in advance is kept; answers why it is, or does not bind.
///
/// # Errors
/// Refused by the rule `recognition-advance`.
pub(super) async fn kept(
    conn: &mut PgConnection,
    case: &Case,
    grants: &[Grant],
    law: &RuleSet,
) -> Result<Vec<Reason>> {
    if case.items.iter().all(|item| item.promised_by.is_none()) {
        return Ok(Vec::new());
    }
    let approved = store::approved(conn, case.person).await?;
    let promise = |item: &Item| {
        let wanted = item.promised_by?;
        approved.iter().find(|one| one.item == wanted).map(|one| promised(case, item, one))
    };
    let items: Vec<Promised> = case.items.iter().filter_map(promise).collect();
    let fact = |grant: &Grant| {
        let item = super::facts::name(case, case.item(grant.item)?);
        items.iter().any(|one| one.id == item).then(|| GrantFact {
            item,
            course: grant
                .course
                .as_ref()
                .map(|place| Place { code: Key::new(&place.code), credits: place.credits }),
            credits: grant.credits,
            reduced: Some(grant.reduced),
        })
    };
    let granted = grants.iter().filter(|grant| grant.credits > Credits::ZERO);
    let facts = RecognitionAdvanceFacts {
        date: case.applied_on.into(),
        grants: granted.filter_map(fact).collect(),
        items,
    };
    let bad = |bad: rules::BadFacts| Error::Internal(anyhow::anyhow!("advance: {}", bad.field));
    RecognitionAdvance::check(&facts).map_err(bad)?;
    let Decision { outcome, because, .. } = RecognitionAdvance::decide(&facts, law);
    match outcome {
        Ok(_) => Ok(because),
        Err(refusal) => Err(Error::because(refusal, because)),
    }
}

/// A line as the rule is asked about it. What another institution has shared is passed; of anything else
/// the day stands in the transcript.
fn promised(case: &Case, item: &Item, approved: &Approved) -> Promised {
    let passed = item.content.date.filter(|_| !item.gone);
    let promise = |(course, credits): &(Option<String>, Credits)| PromiseFact {
        course: course.as_ref().map(Key::new),
        credits: *credits,
    };
    Promised {
        id: super::facts::name(case, item),
        promised: approved.promised.iter().map(promise).collect(),
        until: approved.until.into(),
        passed: passed.map(Into::into),
        planned: approved.planned,
        earned: item.content.credits,
    }
}
