//! The list of cases.

use super::read;
use crate::access::{Principal, Role};
use crate::catalogue::words;
use crate::misconduct::{Matter, State};
use crate::people::{PersonName, PlaceCode};
use crate::{MisconductId, PersonId};
use jiff::civil::Date;
use sqlx::PgConnection;

/// A case in a list.
pub(crate) struct Listed {
    pub(crate) id: MisconductId,
    pub(crate) case_number: String,
    pub(crate) person: PersonId,
    pub(crate) student: PersonName,
    pub(crate) state: State,
    pub(crate) matter: Matter,
    /// Course and term, where it is about an exam.
    pub(crate) about: Option<String>,
    pub(crate) reported_on: Date,
    pub(crate) comment_by: Option<Date>,
    /// Whether the student has commented.
    pub(crate) commented: bool,
    /// Whether an appeal is with the national board.
    pub(crate) forwarded: bool,
    /// Whether whoever looks has registered or forwarded the appeal, and so enters no outcome of it.
    pub(crate) took_part: bool,
    /// Whether an outcome that somebody has entered waits for control.
    pub(crate) entered: bool,
    /// Whether whoever looks has entered it, and so does not control it.
    pub(crate) own_entry: bool,
    pub(crate) place: PlaceCode,
}

/// Which cases a list shows; an empty word shows all.
#[derive(Clone, Copy, Default)]
pub(crate) struct Filter<'a> {
    pub(crate) state: &'a str,
    pub(crate) limit: u32,
    pub(crate) offset: u32,
}

/// The cases at the units of the roles that somebody holds, those under way first, with how many
/// there are in all. Nobody finds there a case of their own.
pub(crate) async fn list(
    conn: &mut PgConnection,
    (who, roles): (&Principal, &[Role]),
    filter: Filter<'_>,
) -> sqlx::Result<(Vec<Listed>, u32)> {
    let rows = sqlx::query_file!(
        "src/misconduct/list.sql",
        &who.scope(roles),
        who.person.0,
        filter.state,
        i64::from(filter.limit),
        i64::from(filter.offset),
    )
    .fetch_all(conn)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows.into_iter().map(|row| -> sqlx::Result<Listed> {
        let exam = row.code.zip(row.term).zip(row.kind);
        Ok(Listed {
            id: MisconductId(row.id),
            case_number: row.case_number,
            person: PersonId(row.person_id),
            student: PersonName::new(row.given_name, row.family_name, row.protected_address),
            state: State::stored(&row.state)?,
            matter: read(&row.matter)?,
            about: exam.map(|((code, term), kind)| words::about(&code, &term, &kind)),
            reported_on: row.reported_on.to_jiff(),
            comment_by: row.comment_by.map(jiff_sqlx::Date::to_jiff),
            commented: row.commented,
            forwarded: row.forwarded,
            took_part: row.took_part,
            entered: row.entered,
            own_entry: row.own_entry,
            place: PlaceCode(row.place_code),
        })
    });
    Ok((rows.collect::<sqlx::Result<_>>()?, u32::try_from(total).unwrap_or(u32::MAX)))
}
