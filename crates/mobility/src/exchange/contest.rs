//! A person contests a question that another institution has put about her here: the consent was not hers,
//! or she objects (GDPR art. 7 and 21). From then on no question on that consent is answered; somebody
//! else than her looks into it.

use super::store::{answered, contests};
use super::{handler, said};
use crate::AnsweredId;
use office::explanation::own_case;
use office::{Act, Error, Result};
use ui::key;

/// Contests a question about oneself.
///
/// # Errors
/// Not found for a question about somebody else; invalid without a reason; refused `contested` the
/// second time.
pub async fn contest(act: &mut Act, id: AnsweredId, because: &str) -> Result<()> {
    let person = act.person()?;
    let answered = answered::one(act.conn(), id).await?;
    answered.filter(|one| one.person == Some(person)).ok_or(Error::NotFound)?;
    let because = because.trim();
    if because.is_empty() {
        return Err(Error::field("because", said("common-error-required")));
    }
    let now = act.now();
    if contests::insert(act.conn(), id, person, because, now).await? {
        Ok(())
    } else {
        Err(Error::refused("contested", said(key("exchange-refused-contested"))))
    }
}

/// Settles what somebody contests: she is right, and the consent stays closed; or she is not, and
/// questions on it are answered again. She reads which, and why.
///
/// # Errors
/// Not found for others than those who look after the exchange, and where nothing is contested; refused
/// `own-case`, and `settled` the second time; invalid without a finding.
pub async fn settle(act: &mut Act, id: AnsweredId, upheld: bool, finding: &str) -> Result<()> {
    handler(act)?;
    let answered = answered::one(act.conn(), id).await?.ok_or(Error::NotFound)?;
    if contests::of(act.conn(), &[id]).await?.is_empty() {
        return Err(Error::NotFound);
    }
    let by = act.person()?;
    if answered.person == Some(by) {
        return Err(own_case());
    }
    let finding = finding.trim();
    if finding.is_empty() {
        return Err(Error::field("finding", said("common-error-required")));
    }
    let now = act.now();
    if contests::settle(act.conn(), id, (upheld, finding), (now, by)).await? {
        Ok(())
    } else {
        Err(Error::refused("settled", said(key("exchange-refused-settled"))))
    }
}
