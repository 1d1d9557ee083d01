//! An officer has what an applicant's application allows fetched.

use super::ask::{self, Asking, Missing, WantedBasis};
use super::settings::Deadlines;
use super::store::consents;
use super::{handler, institutions, said};
use crate::ExchangeId;
use office::{Act, ApplicationId, Error, Result};
use rules::exchange::Purpose;
use ui::key;

/// Asks every institution about an applicant, on the consent that her application has given.
///
/// # Errors
/// Not found for others than those who look after the exchange, and without such an application that
/// lets results be fetched; refused `no-consent` once it is withdrawn, `no-national-id`,
/// `no-institutions`, and `no-basis` by the rules of the day.
pub async fn start_of_application(act: &mut Act, id: ApplicationId) -> Result<ExchangeId> {
    handler(act)?;
    let found = consents::in_application(act.conn(), id).await?;
    let (given, _) = found.ok_or(Error::NotFound)?;
    let node = act.node().clone();
    let others = institutions::others(&node).await?;
    if others.is_empty() {
        let text = said(key("exchange-refused-no-institutions"));
        return Err(Error::refused("no-institutions", text));
    }
    let (person, purpose) = (given.person, Purpose::Admission);
    let one = match ask::person_based(act, person, purpose, WantedBasis::Consent).await? {
        Ok(one) => one,
        Err(Missing::NationalId) => {
            let text = said(key("exchange-left-out-no-national-id"));
            return Err(Error::refused("no-national-id", text));
        }
        Err(Missing::Consent) => {
            let text = said(key("exchange-left-out-no-consent"));
            return Err(Error::refused("no-consent", text));
        }
    };
    let law = node.rules_on(act.today())?.clone();
    ask::allowed(act, &one.basis, purpose, &law)?;
    let deadlines = Deadlines::read(act.conn()).await?;
    let case_ref = given.application.unwrap_or_default();
    let by = act.person()?;
    let asking = Asking { purpose, case_ref: &case_ref, others: &others, by };
    ask::about(act, &asking, &one, (&law, &deadlines)).await
}
