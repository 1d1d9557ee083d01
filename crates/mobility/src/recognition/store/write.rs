//! What the steps of a case write.

use crate::external_studies::{Content, Row};
use crate::recognition::appeal::{Appeal, Reconsider, Settle};
use crate::recognition::apply::Apply;
use crate::recognition::case::{Grant, State};
use crate::{ExternalRowId, RecognitionId, RecognitionItemId};
use jiff_sqlx::ToSqlx;
use office::catalogue::words;
use office::{Act, Error, LetterId, Result};
use rules::{Credits, Reason, RuleSet};
use serde_json::Value;
use uuid::Uuid;

/// As the database keeps it.
fn json(value: &impl serde::Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(|error| Error::Internal(error.into()))
}

pub(in crate::recognition) async fn insert(
    act: &mut Act,
    id: RecognitionId,
    number: &str,
    new: &Apply,
    law: &RuleSet,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into recognition (id, case_number, person_id, unit_id, applied_on, channel,
            education, as_equal_to, state, rule_set, rule_set_hash, registered_at, registered_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 'applied', $9, $10, $11, $12)",
        id.0,
        number,
        new.person.0,
        new.unit.0,
        new.applied_on.to_sqlx() as _,
        new.channel.code(),
        new.education.trim(),
        new.as_equal_to.trim(),
        law.id.0,
        law.hash(),
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// A line to be added.
pub(in crate::recognition) struct NewItem<'a> {
    pub(in crate::recognition) row: Option<(ExternalRowId, i32)>,
    pub(in crate::recognition) regulated: bool,
    pub(in crate::recognition) content: &'a Content,
}

/// Adds a line; a row that is a line already stays one.
pub(in crate::recognition) async fn insert_item(
    act: &mut Act,
    id: RecognitionId,
    new: &NewItem<'_>,
) -> Result<()> {
    let (now, by, item) = (act.now(), act.person()?, RecognitionItemId::new());
    let content = json(new.content)?;
    sqlx::query!(
        "insert into recognition_item (id, recognition_id, position, row_id, version, regulated,
            content, added_at, added_by)
        select $1, $2, coalesce(max(position), 0) + 1, $3, $4, $5, $6, $7, $8
        from recognition_item where recognition_id = $2
        on conflict (recognition_id, row_id) do nothing",
        item.0,
        id.0,
        new.row.map(|(row, _)| row.0),
        new.row.map(|(_, version)| version),
        new.regulated,
        content,
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Takes a line as its row says it now.
pub(in crate::recognition) async fn set_item(
    act: &mut Act,
    id: RecognitionItemId,
    row: &Row,
) -> Result<()> {
    let content = json(&row.content)?;
    sqlx::query!(
        "update recognition_item set version = $2, content = $3 where id = $1",
        id.0,
        row.version,
        content
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(in crate::recognition) async fn insert_file(
    act: &mut Act,
    id: RecognitionId,
    file: Uuid,
    about: &str,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into recognition_file (file_id, recognition_id, about, added_at, added_by)
        values ($1, $2, $3, $4, $5)",
        file,
        id.0,
        about,
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(in crate::recognition) async fn set_state(
    act: &mut Act,
    id: RecognitionId,
    state: State,
) -> Result<()> {
    sqlx::query!("update recognition set state = $2 where id = $1", id.0, words::word(&state))
        .execute(act.conn())
        .await?;
    Ok(())
}

/// What an assessment comes to in all.
pub(in crate::recognition) struct Totals<'a> {
    pub(in crate::recognition) number: i32,
    pub(in crate::recognition) grounds: &'a str,
    pub(in crate::recognition) credits: Credits,
    pub(in crate::recognition) because: &'a [Reason],
}

pub(in crate::recognition) async fn insert_assessment(
    act: &mut Act,
    id: RecognitionId,
    new: &Totals<'_>,
    grants: &[Grant],
) -> Result<()> {
    let (now, by, assessment) = (act.now(), act.person()?, Uuid::now_v7());
    let because = json(&new.because)?;
    sqlx::query!(
        "insert into recognition_assessment (id, recognition_id, number, grounds, credits, because,
            assessed_at, assessed_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8)",
        assessment,
        id.0,
        new.number,
        new.grounds,
        new.credits.decimal(),
        because,
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    for (position, grant) in (1..).zip(grants) {
        sqlx::query!(
            "insert into recognition_grant (assessment_id, position, item_id, outcome, course_id,
                credits, reduced, overlaps_with, grounds)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            assessment,
            position,
            grant.item.0,
            words::word(&grant.granted),
            grant.course.as_ref().map(|course| course.id.0),
            grant.credits.decimal(),
            grant.reduced.decimal(),
            grant.overlaps_with,
            grant.grounds
        )
        .execute(act.conn())
        .await?;
    }
    Ok(())
}

/// A decision to be kept.
pub(in crate::recognition) struct NewDecision<'a> {
    pub(in crate::recognition) barred_by: Option<Uuid>,
    pub(in crate::recognition) assessment: Option<Uuid>,
    pub(in crate::recognition) because: &'a [Reason],
    pub(in crate::recognition) letter: LetterId,
}

pub(in crate::recognition) async fn insert_decision(
    act: &mut Act,
    id: RecognitionId,
    number: i32,
    new: &NewDecision<'_>,
) -> Result<()> {
    let (today, by) = (act.today(), act.person()?);
    let because = json(&new.because)?;
    sqlx::query!(
        "insert into recognition_decision (recognition_id, number, barred_by, assessment_id,
            because, decided_on, decided_by, letter_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.0,
        number,
        new.barred_by,
        new.assessment,
        because,
        today.to_sqlx() as _,
        by.0,
        new.letter.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(in crate::recognition) async fn insert_appeal(
    act: &mut Act,
    id: RecognitionId,
    number: i32,
    new: &Appeal,
    excused: bool,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    let excuse = if excused { new.excuse.trim() } else { "" };
    sqlx::query!(
        "insert into recognition_appeal (recognition_id, number, received_on, channel, grounds,
            excuse, registered_at, registered_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.0,
        number,
        new.received_on.to_sqlx() as _,
        new.channel.code(),
        new.grounds.trim(),
        excuse,
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// What the unit came to; what stands is forwarded the same day.
pub(in crate::recognition) async fn set_reconsidered(
    act: &mut Act,
    id: RecognitionId,
    number: i32,
    new: &Reconsider,
) -> Result<()> {
    let (today, by) = (act.today(), act.person()?);
    let (word, forwarded) = match new.stands {
        true => ("stands", Some(today)),
        false => ("changed", None),
    };
    sqlx::query!(
        "update recognition_appeal set reconsidered_on = $3, reconsidered_by = $4,
            reconsidered = $5, reconsideration = $6, forwarded_on = $7
        where recognition_id = $1 and number = $2",
        id.0,
        number,
        today.to_sqlx() as _,
        by.0,
        word,
        new.grounds.trim(),
        forwarded.map(ToSqlx::to_sqlx) as _
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(in crate::recognition) async fn set_settled(
    act: &mut Act,
    id: RecognitionId,
    number: i32,
    new: &Settle,
) -> Result<()> {
    sqlx::query!(
        "update recognition_appeal set settled_on = $3, body_number = $4, outcome = $5,
            body_grounds = $6
        where recognition_id = $1 and number = $2",
        id.0,
        number,
        new.decided_on.to_sqlx() as _,
        new.case_number.trim(),
        words::word(&new.outcome),
        new.grounds.trim()
    )
    .execute(act.conn())
    .await?;
    Ok(())
}
