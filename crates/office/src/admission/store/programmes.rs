//! Reads and writes of programmes and of when their studies begin.

use crate::admission::application::Start;
use crate::admission::programme::{ProgrammeFields, StartFields};
use crate::people::PlaceCode;
use crate::{ProgrammeId, StudyStartId, UnitId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::Text;
use rules::exclusion::Classification;
use sqlx::PgConnection;
use uuid::Uuid;

/// Writes a programme as it is now.
pub(in crate::admission) async fn write(
    conn: &mut PgConnection,
    id: ProgrammeId,
    unit: UnitId,
    fields: &ProgrammeFields,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into programme (id, code, name_nb, name_nn, name_en, unit_id, classification, terms,
            police_certificate)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (id) do update set code = excluded.code, name_nb = excluded.name_nb,
            name_nn = excluded.name_nn, name_en = excluded.name_en, unit_id = excluded.unit_id,
            classification = excluded.classification, terms = excluded.terms,
            police_certificate = excluded.police_certificate",
        id.0,
        fields.code.trim(),
        fields.name_nb.trim(),
        fields.name_nn.trim(),
        fields.name_en.trim(),
        unit.0,
        fields.classification.map(Classification::code),
        fields.terms,
        fields.police_certificate,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether this would give a programme that somebody has applied for another code or category of studies;
/// the programme is held until the act ends.
pub(in crate::admission) async fn is_another(
    conn: &mut PgConnection,
    id: ProgrammeId,
    fields: &ProgrammeFields,
) -> sqlx::Result<bool> {
    sqlx::query!("select id from programme where id = $1 for update", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    sqlx::query_scalar!(
        r#"select exists (
            select from programme
            join study_start on study_start.programme_id = programme.id
            join application_choice choice on choice.study_start_id = study_start.id
            where programme.id = $1
                and (programme.code, programme.classification) is distinct from ($2, $3)
        ) as "another!""#,
        id.0,
        fields.code.trim(),
        fields.classification.map(Classification::code),
    )
    .fetch_one(conn)
    .await
}

pub(in crate::admission) async fn insert_start(
    conn: &mut PgConnection,
    id: StudyStartId,
    programme: ProgrammeId,
    start: StartFields,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into study_start (id, programme_id, starts_on, apply_by) values ($1, $2, $3, $4)",
        id.0,
        programme.0,
        start.starts_on.to_sqlx() as _,
        start.apply_by.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Where a programme belongs.
pub(in crate::admission) async fn place(
    conn: &mut PgConnection,
    id: ProgrammeId,
) -> sqlx::Result<Option<PlaceCode>> {
    let place = sqlx::query_scalar!(
        "select u.place_code from programme g join unit u on u.id = g.unit_id where g.id = $1",
        id.0
    );
    Ok(place.fetch_optional(conn).await?.map(PlaceCode))
}

/// A programme as it is kept.
pub(crate) struct ProgrammeRow {
    pub(crate) id: ProgrammeId,
    pub(crate) fields: ProgrammeFields,
}

/// The programmes of one's units, by code; one of them with `only`.
pub(crate) async fn list(
    conn: &mut PgConnection,
    scope: &[String],
    only: Option<ProgrammeId>,
) -> sqlx::Result<Vec<ProgrammeRow>> {
    let rows = sqlx::query!(
        r#"select g.id, g.code, g.name_nb, g.name_nn, g.name_en, u.place_code, g.classification,
            g.terms, g.police_certificate
        from programme g join unit u on u.id = g.unit_id
        where in_scope(u.place_code, $1) and ($2::uuid is null or g.id = $2)
        order by g.code collate "nb-NO-x-icu", g.id"#,
        scope,
        only.map(|id| id.0),
    )
    .fetch_all(conn)
    .await?;
    let row = |row: (Uuid, ProgrammeFields)| ProgrammeRow { id: ProgrammeId(row.0), fields: row.1 };
    Ok(rows
        .into_iter()
        .map(|one| {
            let fields = ProgrammeFields {
                code: one.code,
                name_nb: one.name_nb,
                name_nn: one.name_nn,
                name_en: one.name_en,
                unit: one.place_code,
                classification: one.classification.as_deref().and_then(Classification::parse),
                terms: one.terms,
                police_certificate: one.police_certificate,
            };
            row((one.id, fields))
        })
        .collect())
}

/// Which study starts are read.
#[derive(Clone, Copy)]
pub(in crate::admission) enum Which<'a> {
    /// These.
    These(&'a [Uuid]),
    /// Those of a programme.
    Of(ProgrammeId),
    /// Those that one can apply for on this day.
    Open(Date),
}

/// Study starts, by day and code.
pub(in crate::admission) async fn starts(
    conn: &mut PgConnection,
    which: Which<'_>,
) -> sqlx::Result<Vec<Start>> {
    let (these, of, open) = match which {
        Which::These(ids) => (Some(ids), None, None),
        Which::Of(programme) => (None, Some(programme.0), None),
        Which::Open(today) => (None, None, Some(today.to_sqlx())),
    };
    let rows = sqlx::query!(
        r#"select s.id, s.starts_on, s.apply_by, g.id as programme_id, g.code, g.name_nb, g.name_nn,
            g.name_en, g.unit_id, u.place_code, g.classification, g.terms
        from study_start s
        join programme g on g.id = s.programme_id
        join unit u on u.id = g.unit_id
        where ($1::uuid[] is null or s.id = any($1))
            and ($2::uuid is null or g.id = $2)
            and ($3::date is null or s.apply_by >= $3)
        order by s.starts_on, g.code collate "nb-NO-x-icu", s.id"#,
        these,
        of,
        open as _,
    )
    .fetch_all(conn)
    .await?;
    let start = rows.into_iter().map(|row| Start {
        id: StudyStartId(row.id),
        programme: ProgrammeId(row.programme_id),
        code: row.code,
        name: Text::new(row.name_nb, row.name_nn, row.name_en),
        unit: UnitId(row.unit_id),
        place: PlaceCode(row.place_code),
        classification: row.classification.as_deref().and_then(Classification::parse),
        terms: row.terms,
        starts_on: row.starts_on.to_jiff(),
        apply_by: row.apply_by.to_jiff(),
    });
    Ok(start.collect())
}

/// One study start, held as it is until the act ends.
pub(in crate::admission) async fn start(
    conn: &mut PgConnection,
    id: StudyStartId,
) -> sqlx::Result<Option<Start>> {
    sqlx::query!("select id from study_start where id = $1 for share", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    Ok(starts(conn, Which::These(&[id.0])).await?.into_iter().next())
}

/// The units of one's scope, by place: a programme belongs to one of them.
pub(in crate::admission) async fn units(
    conn: &mut PgConnection,
    scope: &[String],
) -> sqlx::Result<Vec<(String, Text)>> {
    let rows = sqlx::query!(
        "select place_code, name_nb, name_nn, name_en from unit
        where in_scope(place_code, $1) order by place_code",
        scope
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows.map(|row| (row.place_code, Text::new(row.name_nb, row.name_nn, row.name_en))).collect())
}
