//! The assessment as signed, and the result that it becomes.

use super::json;
use crate::appeal::case::Case;
use crate::{Act, CommitteeId, ProtocolId, RegistrationId, Result, UnitId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::{Grade, Reason, Text};
use sqlx::PgConnection;

/// The grade that a committee has set and everyone in it has signed.
pub(in crate::appeal) struct Assessment {
    pub(in crate::appeal) protocol: ProtocolId,
    /// The checksum of what was sealed and signed.
    pub(in crate::appeal) sha256: String,
    pub(in crate::appeal) grade: String,
    pub(in crate::appeal) signed_on: Date,
}

/// The assessment, once everyone has signed it. Its protocol is held until the act ends: nobody
/// takes it back meanwhile.
pub(in crate::appeal) async fn signed_assessment(
    conn: &mut PgConnection,
    committee: CommitteeId,
    registration: RegistrationId,
) -> sqlx::Result<Option<Assessment>> {
    sqlx::query_file!("src/appeal/lock_protocol.sql", committee.0)
        .fetch_optional(&mut *conn)
        .await?;
    let row = sqlx::query_file!("src/appeal/signed_assessment.sql", committee.0, registration.0)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| Assessment {
        protocol: ProtocolId(row.id),
        sha256: row.content_sha256,
        grade: row.grade,
        signed_on: rules::calendar::oslo_date(row.signed_at.to_jiff()),
    }))
}

pub(in crate::appeal) async fn set_further(
    act: &mut Act,
    case: &Case,
    because: &[Reason],
) -> Result<()> {
    let (by, because) = (act.person()?, json(because)?);
    sqlx::query_file!("src/appeal/set_further.sql", case.id.0, because, by.0)
        .execute(act.conn())
        .await?;
    Ok(())
}

pub(in crate::appeal) async fn set_decided(
    act: &mut Act,
    case: &Case,
    grade: Grade,
    because: &[Reason],
) -> Result<()> {
    let (now, by, because) = (act.now(), act.person()?, json(because)?);
    sqlx::query_file!(
        "src/appeal/set_decided.sql",
        case.id.0,
        grade.code(),
        now.to_sqlx() as _,
        because,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// The faculty above a unit.
pub(in crate::appeal) struct Faculty {
    pub(in crate::appeal) id: UnitId,
    pub(in crate::appeal) name: Text,
}

pub(in crate::appeal) async fn faculty(
    conn: &mut PgConnection,
    unit: UnitId,
) -> sqlx::Result<Option<Faculty>> {
    let row = sqlx::query_file!("src/appeal/faculty.sql", unit.0).fetch_optional(conn).await?;
    Ok(row.map(|row| Faculty {
        id: UnitId(row.id),
        name: Text::new(row.name_nb, row.name_nn, row.name_en),
    }))
}
