//! Consent: a person lets this institution ask the others for passed results, for one purpose. It is
//! given in one of three channels, under a text of a version, and withdrawn at any time.

use super::store::consents;
use super::{channel_code, said, withdrawn};
use crate::ConsentId;
use ::store::Entry;
use ::store::job::Job;
use jiff::Timestamp;
use jiff::civil::Date;
use office::{Act, ApplicationId, Error, Node, PersonId, Result};
use protocol::exchange::GivenBasis;
use rules::Language;
use rules::exchange::{Channel, Purpose};
use serde::Deserialize;
use ui::key;
use uuid::Uuid;

/// The version of the text that is shown today. Every version stays: a receipt shows the one that was
/// consented to.
pub const TEXT_VERSION: i32 = 1;

/// A consent.
#[derive(Clone, Debug)]
pub struct Consent {
    /// Which.
    pub id: ConsentId,
    /// Whose.
    pub person: PersonId,
    /// Where it was given.
    pub channel: Channel,
    /// For what.
    pub purpose: Purpose,
    /// On which day.
    pub given_on: Date,
    /// The last day it holds, where it has one.
    pub until: Option<Date>,
    /// The version of the text.
    pub text_version: i32,
    /// The application in which it was given, where it was.
    pub application: Option<String>,
    /// When it was withdrawn, if it was.
    pub withdrawn_at: Option<Timestamp>,
}

impl Consent {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.withdrawn_at.is_none()
            && self.given_on <= day
            && self.until.is_none_or(|until| day <= until)
    }

    /// As a question names it.
    pub fn basis(&self) -> GivenBasis {
        GivenBasis::Consent {
            channel: self.channel,
            given: self.given_on,
            until: self.until,
            text_version: self.text_version.cast_unsigned(),
            reference: Some(self.id.0),
        }
    }

    /// The key of the text that was consented to.
    pub fn text_key(&self) -> String {
        match (self.channel, &self.application) {
            // The form of the application has a text of its own.
            (Channel::LocalAdmission, Some(_)) => {
                format!("exchange-consent-text-{}-application", self.text_version)
            }
            (channel, _) => text_key(channel, self.text_version),
        }
    }
}

/// The key of the text of a channel in a version.
pub(super) fn text_key(channel: Channel, version: i32) -> String {
    format!("exchange-consent-text-{version}-{}", super::dashed(channel_code(channel)))
}

/// What the consent of a channel is for, under the rule set of the day.
///
/// # Errors
/// Refused where the rules of the day know no such consent.
pub(super) fn purpose(act: &Act, channel: Channel) -> Result<Purpose> {
    let law = act.node().rules_on(act.today())?;
    let section = law.sections.exchange.as_ref();
    let purpose = section.and_then(|section| section.channels.get(&channel));
    let none = || Error::refused("no-such-consent", said(key("exchange-refused-channel")));
    purpose.map(|purpose| purpose.value).ok_or_else(none)
}

/// Where a consent comes from.
pub enum From {
    /// The person gives it here and now, reading it in a language form.
    Person(Language),
    /// It was given in an application of this reference on this day, and is entered by an officer.
    Application(String, Date),
}

/// Gives a consent in a channel; one that holds already is the one that is given.
///
/// # Errors
/// Not found when somebody else than the person or an officer gives it; invalid for an application of
/// later than today; refused `no-such-consent`.
pub async fn give(
    act: &mut Act,
    person: PersonId,
    channel: Channel,
    from: From,
) -> Result<ConsentId> {
    let own = act.person()? == person;
    let purpose = purpose(act, channel)?;
    let today = act.today();
    let (given_on, language, application) = match from {
        From::Person(language) if own => (today, language, None),
        From::Application(reference, day) if !own => {
            super::handler(act)?;
            if reference.trim().is_empty() {
                return Err(Error::field("application", said("common-error-required")));
            }
            if day > today {
                return Err(Error::field("given_on", said(key("exchange-error-later"))));
            }
            (day, Language::Nb, Some(reference.trim().to_owned()))
        }
        _ => return Err(Error::NotFound),
    };
    let new = Consent {
        id: ConsentId::random(),
        person,
        channel,
        purpose,
        given_on,
        until: None,
        text_version: TEXT_VERSION,
        application,
        withdrawn_at: None,
    };
    let by = act.person()?;
    write(act, new, language, by).await
}

/// Writes a consent down; one of the channel that holds already is the one that is given.
async fn write(act: &mut Act, new: Consent, language: Language, by: PersonId) -> Result<ConsentId> {
    consents::lock_person(act.conn(), new.person).await?.ok_or(Error::NotFound)?;
    let standing = consents::in_force(act.conn(), new.person).await?;
    let known = standing.iter().find(|one| one.channel == new.channel);
    let (now, today) = (act.now(), act.today());
    if let Some(known) = known.filter(|one| one.holds_on(today)) {
        return Ok(known.id);
    }
    if let Some(over) = known {
        consents::withdraw(act.conn(), over.id, now).await?;
    }
    consents::insert(act.conn(), &new, language, (now, by)).await?;
    Ok(new.id)
}

/// What an application that says that results may be fetched leaves to [`application_job`].
#[derive(Deserialize)]
struct OfApplication {
    application: Uuid,
    by: Uuid,
}

/// Runs [`office::admission::CONSENT_JOB`]: what an applicant has answered in the application is her
/// consent, in the channel by which it came, until she withdraws it.
///
/// # Errors
/// Our own fault, or refused by the rules of the day of the application.
pub async fn application_job(node: &Node, job: &Job) -> Result<()> {
    let internal = |error: serde_json::Error| Error::Internal(error.into());
    let of: OfApplication = serde_json::from_value(job.payload.clone()).map_err(internal)?;
    let mut act = Act::of_stored_job(node, job).await?;
    let id = ApplicationId(of.application);
    let found = consents::in_application(act.conn(), id).await?;
    let entry = Entry::new("exchange.consent", "application", id.0);
    let Some((new, language)) = found else {
        return act.commit(entry.fact("given", false)).await;
    };
    let purpose = purpose(&act, new.channel)?;
    write(&mut act, Consent { purpose, ..new }, language, PersonId(of.by)).await?;
    act.commit(entry.fact("given", true)).await
}

/// Withdraws a consent: nothing more is asked on it, what is still out is not taken, and those who
/// answered are told. What was imported stays as long as its own rules say.
///
/// # Errors
/// Not found for others than the person and the officers; refused `consent-withdrawn` the second time.
pub async fn withdraw(act: &mut Act, id: ConsentId) -> Result<()> {
    let consent = consents::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    if act.person()? != consent.person {
        super::handler(act)?;
    }
    if consent.withdrawn_at.is_some() {
        let text = said(key("exchange-refused-withdrawn"));
        return Err(Error::refused("consent-withdrawn", text));
    }
    let now = act.now();
    consents::withdraw(act.conn(), id, now).await?;
    withdrawn::tell(act, id).await
}
