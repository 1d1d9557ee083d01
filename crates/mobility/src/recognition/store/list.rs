//! The lists of cases.

use super::state;
use crate::RecognitionId;
use crate::recognition::State;
use jiff::civil::Date;
use office::PersonId;
use office::access::{Principal, Role};
use office::people::{PersonName, PlaceCode};
use sqlx::PgConnection;

/// A case in a list.
pub(crate) struct Listed {
    pub(crate) id: RecognitionId,
    pub(crate) case_number: String,
    pub(crate) person: PersonId,
    pub(crate) applicant: PersonName,
    pub(crate) state: State,
    pub(crate) applied_on: Date,
    pub(crate) place: PlaceCode,
    /// `institution`, `faculty` or `department`.
    pub(crate) level: String,
    /// Whether an appeal is with the body that decides it.
    pub(crate) forwarded: bool,
    /// Whether a row that it is about says something else now, or was corrected.
    pub(crate) changed: bool,
}

/// Which cases a list shows; an empty word shows all.
#[derive(Clone, Copy, Default)]
pub(crate) struct Filter<'a> {
    pub(crate) state: &'a str,
    pub(crate) limit: u32,
    pub(crate) offset: u32,
    /// One of them alone.
    pub(crate) id: Option<RecognitionId>,
}

/// The cases at the units of the roles that somebody holds, those under way first, with how many there
/// are in all. Nobody finds there a case of their own.
pub(crate) async fn list(
    conn: &mut PgConnection,
    (who, roles): (&Principal, &[Role]),
    filter: Filter<'_>,
) -> sqlx::Result<(Vec<Listed>, u32)> {
    let rows = sqlx::query_file!(
        "src/recognition/list.sql",
        &who.scope(roles),
        who.person.0,
        filter.state,
        i64::from(filter.limit),
        i64::from(filter.offset),
        filter.id.map(|id| id.0)
    );
    let rows = rows.fetch_all(conn).await?;
    let total = rows.first().map_or(0, |row| row.total);
    let cases = rows.into_iter().map(|row| -> sqlx::Result<Listed> {
        Ok(Listed {
            id: RecognitionId(row.id),
            case_number: row.case_number,
            person: PersonId(row.person_id),
            applicant: PersonName::new(row.given_name, row.family_name, row.protected_address),
            state: state(&row.state)?,
            applied_on: row.applied_on.to_jiff(),
            place: PlaceCode(row.place_code),
            level: row.level,
            forwarded: row.forwarded,
            changed: row.changed,
        })
    });
    Ok((cases.collect::<sqlx::Result<_>>()?, u32::try_from(total).unwrap_or(u32::MAX)))
}

/// A case in its applicant's own list.
pub(crate) struct Own {
    pub(crate) id: RecognitionId,
    pub(crate) case_number: String,
    pub(crate) state: State,
    pub(crate) applied_on: Date,
    pub(crate) education: String,
}

/// The cases of a person, the newest first.
pub(crate) async fn of_applicant(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Own>> {
    let rows = sqlx::query!(
        "select id, case_number, state, applied_on, education from recognition
        where person_id = $1 order by registered_at desc, id",
        person.0
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Own {
                id: RecognitionId(row.id),
                case_number: row.case_number,
                state: state(&row.state)?,
                applied_on: row.applied_on.to_jiff(),
                education: row.education,
            })
        })
        .collect()
}
