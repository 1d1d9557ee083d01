//! The police certificate that some studies ask for (uhl. § 12-2, uhf. chapter 6): an approved one opens the
//! studies. What it shows is kept nowhere, and a case about that never reaches the register of
//! exclusions.

use super::application::{Application, State};
use super::store::rights::{self, Right};
use super::{HANDLERS, said};
use crate::{Act, ChoiceId, Error, Node, Result};
use jiff::civil::Date;
use rules::police_certificate::{PoliceCertificate, PoliceCertificateFacts};
use rules::{Decision, Reasoning, Rule};
use serde::Deserialize;
use ui::key;
use utoipa::ToSchema;

/// A police certificate without remarks, as the officer has seen it.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ApprovedPoliceCertificate)]
pub struct Certificate {
    /// The day it was issued.
    #[schema(value_type = String, format = Date)]
    pub issued_on: Date,
    /// The day it was handed in.
    #[schema(value_type = String, format = Date)]
    pub received_on: Date,
}

/// Enters that the certificate of somebody who has accepted a place is approved: the studies are open.
///
/// # Errors
/// Not found outside one's scope and in one's own application. Refused: `wrong-state` for a place that was
/// not accepted, `no-certificate-asked`, `already-approved`, and by the rule `police-certificate`. Invalid: a
/// day that has not come, or handed in before it was issued.
pub async fn approve_certificate(act: &mut Act, id: ChoiceId, new: Certificate) -> Result<()> {
    let (application, choice) = Application::of_choice(act, id).await?;
    act.who()?.require(HANDLERS, &choice.start.place)?;
    if application.person == act.person()? {
        return Err(Error::NotFound);
    }
    let all = rights::of_person(act.conn(), application.person).await?;
    let right = all.into_iter().find(|right| right.choice == id);
    let Some(right) = right.filter(|_| choice.state == State::Accepted) else {
        return Err(Error::refused("wrong-state", said(key("admission-refused-state"))));
    };
    if !right.certificate_asked {
        let text = said(key("admission-refused-no-certificate"));
        return Err(Error::refused("no-certificate-asked", text));
    }
    if right.certificate_approved_on.is_some() {
        let text = said(key("admission-refused-certificate-approved"));
        return Err(Error::refused("already-approved", text));
    }
    let today = act.today();
    days(new, today)?;
    may_be_approved(act, &right, new, today)?;
    let by = act.person()?;
    Ok(rights::approve(act.conn(), right.id, new, (today, by)).await?)
}

fn days(new: Certificate, today: Date) -> Result<()> {
    for (field, day, last) in
        [("received_on", new.received_on, today), ("issued_on", new.issued_on, new.received_on)]
    {
        if day > last {
            let text = ui::messages::text("admission-error-certificate-day", &[("date", &last)]);
            return Err(Error::field(field, text));
        }
    }
    Ok(())
}

/// Asks the rule of the day; the Act of an earlier day set no limit.
fn may_be_approved(act: &Act, right: &Right, new: Certificate, today: Date) -> Result<()> {
    let law = act.node().rules_on(today)?;
    if law.sections.police_certificate.is_none() {
        return Ok(());
    }
    let facts = PoliceCertificateFacts {
        asked: right.accepted_on.unwrap_or(right.from).into(),
        issued: new.issued_on.into(),
        received: new.received_on.into(),
    };
    let Decision { outcome, because, .. } = PoliceCertificate::decide(&facts, law);
    outcome.map(drop).map_err(|refusal| Error::because(refusal, because))
}

/// The last day on which the certificate that a study right waits for is handed in; none where it waits for
/// none, or the Act of the day sets no time.
pub(super) fn hand_in_by(node: &Node, right: &Right, today: Date) -> Option<Date> {
    let law = node.rules_on(today).ok()?;
    let section = law.sections.police_certificate.as_ref()?;
    let accepted = right.accepted_on.filter(|_| right.waits_for_certificate())?;
    Some(section.hand_in_by(accepted, &mut Reasoning::under(law)))
}
