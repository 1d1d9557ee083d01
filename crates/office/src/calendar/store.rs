//! Reads and writes of deadlines.

use super::{Computed, Deadline, Subject};
use crate::{Act, Error, Result};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::{Reason, RuleSet};
use sqlx::PgConnection;
use std::collections::HashMap;

pub(super) async fn set(
    act: &mut Act,
    subject: Subject,
    kind: &str,
    due_on: Option<Date>,
    because: &[Reason],
    law: &RuleSet,
) -> Result<()> {
    let now = act.now();
    let because = serde_json::to_value(because).map_err(|error| Error::Internal(error.into()))?;
    sqlx::query_file!(
        "src/calendar/set_deadline.sql",
        subject.kind,
        subject.id,
        kind,
        due_on.map(ToSqlx::to_sqlx) as _,
        because,
        law.id.0,
        law.hash(),
        now.to_sqlx(),
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(super) async fn set_all(act: &mut Act, computed: &[Computed<'_>]) -> Result<()> {
    let now = act.now();
    let written = |one: &Computed<'_>| {
        serde_json::to_value(&one.because).map_err(|error| Error::Internal(error.into()))
    };
    let because = computed.iter().map(written).collect::<Result<Vec<_>>>()?;
    let texts = |text: fn(&Computed<'_>) -> String| computed.iter().map(text).collect::<Vec<_>>();
    let due_on: Vec<_> = computed.iter().map(|one| one.due_on.map(ToSqlx::to_sqlx)).collect();
    sqlx::query_file!(
        "src/calendar/set_deadlines.sql",
        &texts(|one| one.subject.kind.to_owned()),
        &computed.iter().map(|one| one.subject.id).collect::<Vec<_>>(),
        &texts(|one| one.kind.to_owned()),
        &due_on as _,
        &because,
        &texts(|one| one.law.id.0.clone()),
        &texts(|one| one.law.hash().to_owned()),
        now.to_sqlx(),
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// The deadline of a subject; `None` if none has been computed.
pub async fn get(
    conn: &mut PgConnection,
    subject: Subject,
    kind: &str,
) -> Result<Option<Deadline>> {
    let row = sqlx::query_file!("src/calendar/get_deadline.sql", subject.kind, subject.id, kind)
        .fetch_optional(conn)
        .await?;
    row.map(|row| deadline(row.due_on, row.because, row.rule_set)).transpose()
}

/// All deadlines of these subjects of these kinds, by subject and name.
pub async fn of_all(
    conn: &mut PgConnection,
    subject_kinds: &[String],
    ids: &[uuid::Uuid],
) -> Result<HashMap<(uuid::Uuid, String), Deadline>> {
    let rows = sqlx::query_file!("src/calendar/deadlines_of_all.sql", subject_kinds, ids)
        .fetch_all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            let deadline = deadline(row.due_on, row.because, row.rule_set)?;
            Ok(((row.subject_id, row.kind), deadline))
        })
        .collect()
}

fn deadline(
    due_on: Option<jiff_sqlx::Date>,
    because: serde_json::Value,
    rule_set: String,
) -> Result<Deadline> {
    let because = serde_json::from_value(because)
        .map_err(|error| Error::Internal(anyhow::Error::from(error)))?;
    Ok(Deadline { due_on: due_on.map(jiff_sqlx::Date::to_jiff), because, rule_set })
}
