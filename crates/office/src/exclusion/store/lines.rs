//! Reads of the lists of exclusions, a page at a time.

use crate::exclusion::line::{Filter, Line, PAGE_SIZE, Status};
use crate::{Node, PersonId};
use jiff_sqlx::ToSqlx;
use rules::exclusion::{Classification, ExclusionType, LegalBasis};
use sqlx::PgConnection;

/// A page of this institution's rows that are not gone, those that wait first, and with `told` of those
/// that the register has told of; and how many there are in all.
pub(crate) async fn page(
    conn: &mut PgConnection,
    node: &Node,
    filter: &Filter,
) -> sqlx::Result<(Vec<Line>, u32)> {
    let rows = sqlx::query_file!(
        "src/exclusion/lines.sql",
        node.institution().number,
        filter.told,
        filter.status,
        filter.kind,
        filter.from.map(ToSqlx::to_sqlx) as _,
        filter.to.map(ToSqlx::to_sqlx) as _,
        i64::from(PAGE_SIZE),
        i64::from(filter.offset),
    )
    .fetch_all(conn)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let lines = rows.into_iter().map(|row| {
        let status = Status::ALL.into_iter().find(|status| status.code() == row.status);
        let basis = row.legal_basis.as_deref().map(LegalBasis::parse);
        Ok(Line {
            id: row.id,
            own: row.own,
            person: PersonId(row.person_id),
            institution: row.institution,
            kind: super::coded(ExclusionType::parse(&row.kind), "type")?,
            classification: super::coded(Classification::parse(&row.classification), "study")?,
            programme: row.programme,
            from: row.from_on.to_jiff(),
            to: row.to_on.to_jiff(),
            status: super::coded(status, "status")?,
            journal_number: row.journal_number,
            legal_basis: basis.flatten().map(LegalBasis::code),
            under_appeal: row.under_appeal,
        })
    });
    Ok((lines.collect::<sqlx::Result<_>>()?, u32::try_from(total).unwrap_or(u32::MAX)))
}
