//! What is written of invigilators, and the small things that are asked for it.

use super::{AvailableRow, span};
use crate::said::later;
use crate::{AvailabilityId, BookingId, InvigilatorId, TurnId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::{Act, PersonId, Result, UnitId};
use rules::Term;
use sqlx::PgConnection;
use uuid::Uuid;

/// The person of an e-mail address and a family name.
pub async fn person_of(
    conn: &mut PgConnection,
    email: &str,
    family_name: &str,
) -> sqlx::Result<Option<PersonId>> {
    let found = sqlx::query_scalar!(
        "select id from person where lower(email) = lower($1) and lower(family_name) = lower($2)
        order by id limit 1",
        email,
        family_name
    );
    Ok(found.fetch_optional(conn).await?.map(PersonId))
}

/// Somebody whom the office does not know yet.
pub async fn insert_person(
    conn: &mut PgConnection,
    new: &crate::invigilation::NewInvigilator,
) -> sqlx::Result<PersonId> {
    let id = PersonId::new();
    sqlx::query!(
        "insert into person (id, given_name, family_name, email, language)
        values ($1, $2, $3, $4, $5)",
        id.0,
        new.given_name.trim(),
        new.family_name.trim(),
        new.email.trim(),
        new.language.tag()
    )
    .execute(conn)
    .await?;
    Ok(id)
}

/// Enters an invigilator.
pub async fn insert(
    act: &mut Act,
    id: InvigilatorId,
    person: PersonId,
    head: bool,
) -> sqlx::Result<()> {
    let (now, who) = (act.now(), act.who().ok().map(|who| who.person.0));
    sqlx::query!(
        "insert into invigilator (id, person_id, head, entered_at, entered_by)
        values ($1, $2, $3, $4, $5)",
        id.0,
        person.0,
        head,
        now.to_sqlx() as _,
        who
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Engages an invigilator for a term, or changes the terms of it.
pub async fn engage(
    act: &mut Act,
    id: InvigilatorId,
    new: &crate::invigilation::Engage,
) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into invigilator_engagement
            (id, invigilator_id, term, hourly_pay, hours_most, engaged_at, engaged_by)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (invigilator_id, term) do update
            set hourly_pay = excluded.hourly_pay, hours_most = excluded.hours_most",
        Uuid::now_v7(),
        id.0,
        new.term.to_string(),
        new.hourly_pay,
        new.hours_most,
        now.to_sqlx() as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Notes when an invigilator can.
pub async fn insert_available(
    act: &mut Act,
    invigilator: InvigilatorId,
    (from, until): (Timestamp, Timestamp),
) -> sqlx::Result<AvailabilityId> {
    let (id, now) = (AvailabilityId::new(), act.now());
    let who = act.who().ok().map(|who| who.person.0);
    sqlx::query!(
        "insert into invigilator_availability
            (id, invigilator_id, from_at, until_at, stated_at, stated_by)
        values ($1, $2, $3, $4, $5, $6)",
        id.0,
        invigilator.0,
        from.to_sqlx() as _,
        until.to_sqlx() as _,
        now.to_sqlx() as _,
        who
    )
    .execute(act.conn())
    .await?;
    Ok(id)
}

/// One time at which somebody can, held until the act ends.
pub async fn lock_available(
    conn: &mut PgConnection,
    id: AvailabilityId,
) -> sqlx::Result<Option<AvailableRow>> {
    let row = sqlx::query!(
        "select id, invigilator_id, from_at, until_at from invigilator_availability
        where id = $1 for update",
        id.0
    );
    Ok(row.fetch_optional(conn).await?.map(|row| AvailableRow {
        id: AvailabilityId(row.id),
        invigilator: InvigilatorId(row.invigilator_id),
        from: row.from_at.to_jiff(),
        until: row.until_at.to_jiff(),
    }))
}

/// Takes a time back.
pub async fn delete_available(conn: &mut PgConnection, id: AvailabilityId) -> sqlx::Result<()> {
    sqlx::query!("delete from invigilator_availability where id = $1", id.0).execute(conn).await?;
    Ok(())
}

/// Gives a turn.
pub async fn insert_turn(
    act: &mut Act,
    (booking, invigilator): (BookingId, InvigilatorId),
    head: bool,
    (from, until): (Timestamp, Timestamp),
) -> sqlx::Result<TurnId> {
    let (id, now) = (TurnId::new(), act.now());
    let who = act.who().ok().map(|who| who.person.0);
    sqlx::query!(
        "insert into invigilator_turn
            (id, booking_id, invigilator_id, head, from_at, until_at, given_at, given_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.0,
        booking.0,
        invigilator.0,
        head,
        from.to_sqlx() as _,
        until.to_sqlx() as _,
        now.to_sqlx() as _,
        who
    )
    .execute(act.conn())
    .await?;
    Ok(id)
}

/// Takes a turn away.
pub async fn end_turn(act: &mut Act, id: TurnId) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "update invigilator_turn set ended_at = $2, ended_by = $3 where id = $1",
        id.0,
        now.to_sqlx() as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Notes that an invigilator has been told of all there is of a term.
pub async fn told(act: &mut Act, id: InvigilatorId, term: Term) -> Result<()> {
    let (now, (from, until)) = (act.now(), span(term)?);
    sqlx::query!(
        "update invigilator_turn set
            told_at = coalesce(told_at, case when ended_at is null then $2::timestamptz end),
            end_told_at = case when ended_at is not null and told_at is not null
                then coalesce(end_told_at, $2) end
        where invigilator_id = $1 and from_at >= $3 and from_at < $4",
        id.0,
        now.to_sqlx() as _,
        from.to_sqlx() as _,
        until.to_sqlx() as _
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Writes what was worked.
pub async fn write_hours(
    act: &mut Act,
    turn: TurnId,
    (from, until): (Timestamp, Timestamp),
) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into invigilator_hours (turn_id, from_at, until_at, reported_at, reported_by)
        values ($1, $2, $3, $4, $5)
        on conflict (turn_id) do update set from_at = excluded.from_at,
            until_at = excluded.until_at, reported_at = excluded.reported_at,
            reported_by = excluded.reported_by",
        turn.0,
        from.to_sqlx() as _,
        until.to_sqlx() as _,
        now.to_sqlx() as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Certifies what was worked.
pub async fn attest(act: &mut Act, turn: TurnId) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "update invigilator_hours set attested_at = $2, attested_by = $3 where turn_id = $1",
        turn.0,
        now.to_sqlx() as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// The unit that writes to invigilators: the institution.
pub async fn institution(conn: &mut PgConnection) -> sqlx::Result<Option<UnitId>> {
    let unit = sqlx::query_scalar!(
        "select id from unit where unit.level = 'institution' order by place_code limit 1"
    );
    Ok(unit.fetch_optional(conn).await?.map(UnitId))
}

/// When a turn in a room begins and ends: so many minutes around its candidates.
pub fn around(
    (from, until): (Timestamp, Timestamp),
    need: &rules::invigilation::NeedAnswer,
) -> (Timestamp, Timestamp) {
    (later(from, -i64::from(need.minutes_before)), later(until, i64::from(need.minutes_after)))
}

/// What is to be done about turns and hours.
pub struct ToDo {
    /// How many turns ahead somebody is to be told of, or of their end.
    pub untold: i64,
    /// When the first of them is.
    pub untold_from: Option<Timestamp>,
    /// How many of them stand in a room that is reserved no more.
    pub without_room: i64,
    /// How many turns have hours that nobody has certified.
    pub to_attest: i64,
}

/// Counts what is to be done after a moment.
pub async fn to_do(conn: &mut PgConnection, now: Timestamp) -> sqlx::Result<ToDo> {
    let row = sqlx::query_file!("src/invigilation/open.sql", now.to_sqlx() as _);
    let row = row.fetch_one(conn).await?;
    Ok(ToDo {
        untold: row.untold,
        untold_from: row.untold_from.map(jiff_sqlx::Timestamp::to_jiff),
        without_room: row.without_room,
        to_attest: row.to_attest,
    })
}

/// The invigilators of a reserved room by name, whoever has charge of it first.
pub async fn names(
    conn: &mut PgConnection,
    booking: BookingId,
    language: rules::Language,
) -> sqlx::Result<Vec<String>> {
    let which = super::Which { booking: Some(booking), ..super::Which::default() };
    let turns = super::turns(conn, which).await?;
    let stands = turns.iter().filter(|turn| turn.ended_at.is_none());
    Ok(stands.map(|turn| turn.name.listed(language)).collect())
}
