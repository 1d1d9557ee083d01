//! Reads of the registrations for exams that a row may concern, and of tries that were refused.

use crate::people::PersonName;
use crate::{ExamId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

/// A registration that stands, or a try that was refused.
pub(crate) struct Found {
    /// The registration, or the try.
    pub(crate) id: Uuid,
    /// Whether it is a try.
    pub(crate) tried: bool,
    pub(crate) exam: ExamId,
    pub(crate) person: PersonId,
    pub(crate) name: PersonName,
    pub(crate) classification: Option<String>,
    pub(crate) at: Timestamp,
}

/// Of persons with a row in force: registrations without a result, but for exams that were held without
/// them, and tries that nobody has answered. Those of whoever looks are left out.
pub(crate) async fn found(
    conn: &mut PgConnection,
    scope: &[String],
    but: PersonId,
    today: Date,
) -> sqlx::Result<Vec<Found>> {
    let rows = sqlx::query!(
        r#"select one.id as "id!", one.tried as "tried!", one.exam_id as "exam_id!",
            one.at as "at!", p.id as person_id, p.given_name, p.family_name, p.protected_address,
            c.classification
        from (
            select id, false as tried, exam_id, person_id, registered_at as at,
                absence is not null as absent
            from exam_registration r where status = 'registered'
                and not exists (select from result where registration_id = r.id)
            union all
            select id, true, exam_id, person_id, tried_at, false from refused_sign_up t
            where not exists (select from quarantine_refusal_of o where o.subject_id = t.id)
        ) as one
        join exam e on e.id = one.exam_id
        join course c on c.id = e.course_id
        join unit u on u.id = c.unit_id
        join person p on p.id = one.person_id
        where in_scope(u.place_code, $1) and p.id <> $2
            and (not one.absent or e.exam_date is null or e.exam_date >= $3)
            and (exists (select from exclusion_row x where x.person_id = p.id)
                or exists (select from exclusion_told_row x where x.person_id = p.id))
        order by p.family_name, p.given_name, p.id, e.term, e.exam_date, c.code, one.id"#,
        scope,
        but.0,
        today.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| Found {
        id: row.id,
        tried: row.tried,
        exam: ExamId(row.exam_id),
        person: PersonId(row.person_id),
        name: PersonName::new(row.given_name, row.family_name, row.protected_address),
        classification: row.classification,
        at: row.at.to_jiff(),
    });
    Ok(read.collect())
}
