//! Who is removed from where.

use crate::access::{Principal, Role};
use crate::people::PersonName;
use crate::{MisconductId, PersonId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// A removal that is not over.
pub(in crate::misconduct) struct Removal {
    pub(in crate::misconduct) case: MisconductId,
    pub(in crate::misconduct) case_number: String,
    pub(in crate::misconduct) person: PersonId,
    pub(in crate::misconduct) student: PersonName,
    /// From where, as the decision names it.
    pub(in crate::misconduct) areas: String,
    /// The first and the last day.
    pub(in crate::misconduct) period: (Date, Date),
    /// Whether an appeal is under way; the removal holds until it is decided.
    pub(in crate::misconduct) appealed: bool,
}

/// The removals at the units of the roles that somebody holds, that are not over on a day. Nobody finds her
/// own there.
pub(in crate::misconduct) async fn removals(
    conn: &mut PgConnection,
    (who, roles): (&Principal, &[Role]),
    today: Date,
) -> sqlx::Result<Vec<Removal>> {
    let rows = sqlx::query_file!(
        "src/misconduct/removals.sql",
        &who.scope(roles),
        who.person.0,
        today.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| Removal {
        case: MisconductId(row.id),
        case_number: row.case_number,
        person: PersonId(row.person_id),
        student: PersonName::new(row.given_name, row.family_name, row.protected_address),
        areas: row.areas,
        period: (row.from_on.to_jiff(), row.to_on.to_jiff()),
        appealed: row.appealed,
    });
    Ok(read.collect())
}
