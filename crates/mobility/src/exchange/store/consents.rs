//! Consents.

use super::super::consent::Consent;
use super::super::{channel_code, channel_of, purpose_code, purpose_of};
use super::{number, wrong};
use crate::ConsentId;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::{ApplicationId, PersonId};
use rules::Language;
use rules::exchange::{Channel, Purpose};
use sqlx::PgConnection;
use wire::{InstitutionNumber, MessageId};

/// Holds a person, so that two acts do not both give; `None` when there is nobody.
pub(crate) async fn lock_person(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Option<()>> {
    let row = sqlx::query_scalar!("select id from person where id = $1 for update", person.0);
    Ok(row.fetch_optional(conn).await?.map(|_| ()))
}

/// One of these, or all of a person's.
async fn read(
    conn: &mut PgConnection,
    id: Option<ConsentId>,
    person: Option<PersonId>,
) -> sqlx::Result<Vec<Consent>> {
    let rows = sqlx::query!(
        "select id, person_id, channel, purpose, given_on, until_on, text_version, application,
            withdrawn_at
        from exchange_consent
        where ($1::uuid is null or id = $1) and ($2::uuid is null or person_id = $2)
        order by given_at desc, id desc",
        id.map(|id| id.0),
        person.map(|person| person.0)
    )
    .fetch_all(conn)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.push(Consent {
            id: ConsentId(row.id),
            person: PersonId(row.person_id),
            channel: channel_of(&row.channel).ok_or_else(|| wrong("channel"))?,
            purpose: purpose_of(&row.purpose).ok_or_else(|| wrong("purpose"))?,
            given_on: row.given_on.to_jiff(),
            until: row.until_on.map(|day| day.to_jiff()),
            text_version: row.text_version,
            application: row.application,
            withdrawn_at: row.withdrawn_at.map(|at| at.to_jiff()),
        });
    }
    Ok(found)
}

/// All of a person's, the newest first.
pub(crate) async fn of_person(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Consent>> {
    read(conn, None, Some(person)).await
}

/// Those of a person that are not withdrawn.
pub(crate) async fn in_force(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Consent>> {
    let mut found = of_person(conn, person).await?;
    found.retain(|one| one.withdrawn_at.is_none());
    Ok(found)
}

pub(crate) async fn one(conn: &mut PgConnection, id: ConsentId) -> sqlx::Result<Option<Consent>> {
    Ok(read(conn, Some(id), None).await?.pop())
}

/// One that nobody else withdraws meanwhile.
pub(crate) async fn lock(conn: &mut PgConnection, id: ConsentId) -> sqlx::Result<Option<Consent>> {
    sqlx::query!("select id from exchange_consent where id = $1 for update", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    one(conn, id).await
}

pub(crate) async fn insert(
    conn: &mut PgConnection,
    new: &Consent,
    language: Language,
    (now, by): (Timestamp, PersonId),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exchange_consent (id, person_id, channel, purpose, given_on, until_on,
            text_version, language, application, given_at, entered_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        new.id.0,
        new.person.0,
        channel_code(new.channel),
        purpose_code(new.purpose),
        new.given_on.to_sqlx() as _,
        new.until.map(|day| day.to_sqlx()) as _,
        new.text_version,
        language.tag(),
        new.application,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What an application says of fetching results, as a consent with the language form in which it was
/// read; `None` where it says no. Its purpose is set by the rules of the day.
pub(crate) async fn in_application(
    conn: &mut PgConnection,
    id: ApplicationId,
) -> sqlx::Result<Option<(Consent, Language)>> {
    let row = sqlx::query!(
        "select application.number, application.reference, application.via,
            application.received_on, application.consent_version, application.person_id,
            person.language
        from application join person on person.id = application.person_id
        where application.id = $1 and application.results_may_be_fetched",
        id.0
    );
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    let channel = match row.via.as_str() {
        "national" => Channel::NationalAdmission,
        _ => Channel::LocalAdmission,
    };
    let consent = Consent {
        id: ConsentId::random(),
        person: PersonId(row.person_id),
        channel,
        purpose: Purpose::Admission,
        given_on: row.received_on.to_jiff(),
        until: None,
        text_version: row.consent_version,
        application: Some(row.reference.unwrap_or(row.number)),
        withdrawn_at: None,
    };
    let language = Language::from_tag(&row.language).ok_or_else(|| wrong("language"))?;
    Ok(Some((consent, language)))
}

pub(crate) async fn withdraw(
    conn: &mut PgConnection,
    id: ConsentId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exchange_consent set withdrawn_at = $2 where id = $1 and withdrawn_at is null",
        id.0,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The questions on a consent that were answered with results, each with who answered.
pub(crate) async fn answered_on(
    conn: &mut PgConnection,
    id: ConsentId,
) -> sqlx::Result<Vec<(InstitutionNumber, MessageId)>> {
    let rows = sqlx::query!(
        "select question.institution, question.id from exchange_question question
        join exchange on exchange.id = question.exchange_id
        where exchange.consent_id = $1 and question.outcome = 'ok' order by question.id",
        id.0
    )
    .fetch_all(conn)
    .await?;
    let read = |id| MessageId::new(id).map_err(|_| wrong("message"));
    rows.into_iter().map(|row| Ok((number(&row.institution)?, read(row.id)?))).collect()
}
