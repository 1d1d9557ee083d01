//! What is written of orals.

use super::at;
use crate::oral::plan::{Candidate, Settings};
use crate::{BookingId, OralAwayId, OralSessionId};
use jiff::Timestamp;
use office::{Act, ExamId, PersonId, RegistrationId, Result, RoomId};

/// Keeps what is set of an oral; its version counts up.
pub async fn set(act: &mut Act, id: ExamId, new: &Settings) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into oral (exam_id, minutes, between_minutes, break_after, break_minutes, sequence,
            set_at, set_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (exam_id) do update set version = oral.version + 1, minutes = excluded.minutes,
            between_minutes = excluded.between_minutes, break_after = excluded.break_after,
            break_minutes = excluded.break_minutes, sequence = excluded.sequence,
            set_at = excluded.set_at, set_by = excluded.set_by",
        id.0,
        new.minutes,
        new.between_minutes,
        new.break_after,
        new.break_minutes,
        new.sequence.word(),
        at(now) as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Enters a session with those who examine.
pub async fn insert_session(
    act: &mut Act,
    (exam, id): (ExamId, OralSessionId),
    (from, until): (Timestamp, Timestamp),
    (examiners, decided): (&[PersonId], &str),
) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into oral_session (id, exam_id, from_at, until_at, decided, set_at, set_by)
        values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        exam.0,
        at(from) as _,
        at(until) as _,
        decided,
        at(now) as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    let examiners: Vec<_> = examiners.iter().map(|person| person.0).collect();
    sqlx::query!(
        "insert into oral_session_examiner (session_id, person_id, from_at, until_at)
        select $1::uuid, person_id, $3::timestamptz, $4::timestamptz
        from unnest($2::uuid[]) as given(person_id)",
        id.0,
        &examiners,
        at(from) as _,
        at(until) as _
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Ends a session: its candidates have no place any more.
pub async fn end_session(act: &mut Act, id: OralSessionId, why: &str) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "update oral_session set ended_at = $2, ended_by = $3, why_ended = $4 where id = $1",
        id.0,
        at(now) as _,
        who.0,
        why
    )
    .execute(act.conn())
    .await?;
    sqlx::query!(
        "update oral_session_examiner set ended_at = $2 where session_id = $1",
        id.0,
        at(now) as _
    )
    .execute(act.conn())
    .await?;
    sqlx::query!("delete from oral_place where session_id = $1", id.0).execute(act.conn()).await?;
    Ok(())
}

/// Gives a session its room.
pub async fn set_booking(act: &mut Act, id: OralSessionId, booking: BookingId) -> Result<()> {
    sqlx::query!("update oral_session set booking_id = $2 where id = $1", id.0, booking.0)
        .execute(act.conn())
        .await?;
    Ok(())
}

/// Notes that a session's room is set up, or cleared.
pub async fn set_ready(act: &mut Act, id: OralSessionId, cleared: bool) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "update oral_session set
            set_up_at = case when $2 then set_up_at else $3::timestamptz end,
            set_up_by = case when $2 then set_up_by else $4::uuid end,
            cleared_at = case when $2 then $3::timestamptz else cleared_at end,
            cleared_by = case when $2 then $4::uuid else cleared_by end
        where id = $1",
        id.0,
        cleared,
        at(now) as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Notes when an examiner is away.
pub async fn insert_away(
    act: &mut Act,
    (exam, person): (ExamId, PersonId),
    (from, until): (Timestamp, Timestamp),
) -> Result<OralAwayId> {
    let (id, now, who) = (OralAwayId::new(), act.now(), act.person()?);
    sqlx::query!(
        "insert into oral_away (id, exam_id, person_id, from_at, until_at, stated_at, stated_by)
        values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        exam.0,
        person.0,
        at(from) as _,
        at(until) as _,
        at(now) as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(id)
}

/// Takes back that an examiner is away.
pub async fn delete_away(act: &mut Act, id: OralAwayId) -> Result<()> {
    sqlx::query!("delete from oral_away where id = $1", id.0).execute(act.conn()).await?;
    Ok(())
}

/// Keeps what is special about a candidate: more time, and who is not impartial towards her.
pub async fn set_candidate(
    act: &mut Act,
    id: RegistrationId,
    (extra_minutes, granted): (i32, &str),
    not_with: &[PersonId],
) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into oral_candidate (registration_id, extra_minutes, granted, stated_at, stated_by)
        values ($1, $2, $3, $4, $5)
        on conflict (registration_id) do update set extra_minutes = excluded.extra_minutes,
            granted = excluded.granted, stated_at = excluded.stated_at,
            stated_by = excluded.stated_by",
        id.0,
        extra_minutes,
        granted,
        at(now) as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    let persons: Vec<_> = not_with.iter().map(|person| person.0).collect();
    sqlx::query!(
        "delete from oral_partial where registration_id = $1 and person_id <> all($2)",
        id.0,
        &persons
    )
    .execute(act.conn())
    .await?;
    sqlx::query!(
        "insert into oral_partial (registration_id, person_id, stated_at, stated_by)
        select $1::uuid, person_id, $3::timestamptz, $4::uuid
        from unnest($2::uuid[]) as given(person_id)
        on conflict do nothing",
        id.0,
        &persons,
        at(now) as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Gives a candidate her place, of which nobody is told yet.
pub async fn set_place(
    act: &mut Act,
    id: RegistrationId,
    (session, begins): (OralSessionId, Timestamp),
    locked: bool,
) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into oral_place (registration_id, session_id, begins_at, locked, placed_at, placed_by)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (registration_id) do update set session_id = excluded.session_id,
            begins_at = excluded.begins_at, locked = excluded.locked,
            placed_at = excluded.placed_at, placed_by = excluded.placed_by",
        id.0,
        session.0,
        at(begins) as _,
        locked,
        at(now) as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Takes the places from those of an exam who are to be placed anew.
pub async fn clear_places(act: &mut Act, ids: &[RegistrationId]) -> Result<()> {
    let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
    sqlx::query!("delete from oral_place where registration_id = any($1)", &ids)
        .execute(act.conn())
        .await?;
    Ok(())
}

/// Notes what a candidate is told, where her registration shows it too.
pub async fn told(
    act: &mut Act,
    candidate: &Candidate,
    (session, begins): (OralSessionId, Timestamp),
    (room, minutes): (RoomId, i32),
) -> Result<()> {
    let now = act.now();
    sqlx::query!(
        "insert into oral_told (registration_id, session_id, begins_at, minutes, room_id, told_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (registration_id) do update set session_id = excluded.session_id,
            begins_at = excluded.begins_at, minutes = excluded.minutes,
            room_id = excluded.room_id, told_at = excluded.told_at",
        candidate.registration.0,
        session.0,
        at(begins) as _,
        minutes,
        room.0,
        at(now) as _
    )
    .execute(act.conn())
    .await?;
    sqlx::query!(
        "update exam_registration set begins_at = $2, minutes = $3, room_id = $4 where id = $1",
        candidate.registration.0,
        at(begins) as _,
        minutes,
        room.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Notes what an examiner is told.
pub async fn examiner_told(
    act: &mut Act,
    (exam, person): (ExamId, PersonId),
    plan: &str,
) -> Result<()> {
    let now = act.now();
    sqlx::query!(
        "insert into oral_examiner_told (exam_id, person_id, plan, told_at) values ($1, $2, $3, $4)
        on conflict (exam_id, person_id) do update set plan = excluded.plan,
            told_at = excluded.told_at",
        exam.0,
        person.0,
        plan,
        at(now) as _
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Notes that an oral is published.
pub async fn set_published(act: &mut Act, id: ExamId) -> Result<()> {
    let (now, who) = (act.now(), act.person()?);
    sqlx::query!(
        "update oral set published_at = $2, published_by = $3 where exam_id = $1",
        id.0,
        at(now) as _,
        who.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}
