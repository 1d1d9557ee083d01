//! Questions about persons.

use super::super::ask::Look;
use super::super::row::Elements;
use super::row::{classification_of, kind_of};
use super::{unreadable, version};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use protocol::exclusion::Row;
use rules::NationalId;
use rules::exclusion::Purpose;
use sqlx::{PgConnection, Result};
use uuid::Uuid;
use wire::InstitutionNumber;

/// Keeps the locks of institutions that ask apart from every other lock of this database.
const ASKING: i32 = 0x6173_6b73;

/// Nobody else answers this institution until the act ends.
pub(in super::super) async fn alone(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
) -> Result<()> {
    let number: i32 = institution.to_string().parse().map_err(|_| unreadable("a number"))?;
    sqlx::query!("select pg_advisory_xact_lock($1, $2)", ASKING, number).execute(conn).await?;
    Ok(())
}

/// How many questions of an institution count on a day in Norway, and how many were about somebody who is
/// not in the register.
pub(in super::super) async fn of_day(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
    day: Date,
) -> Result<(u32, u32)> {
    let row = sqlx::query!(
        r#"select count(*) filter (where counts) as "asked!",
            count(*) filter (where rows = 0 and withheld = 0) as "in_vain!"
        from exclusion_look
        where institution = $1 and (asked_at at time zone 'Europe/Oslo')::date = $2"#,
        institution.to_string(),
        jiff_sqlx::Date::from(day) as _
    )
    .fetch_one(conn)
    .await?;
    let count = |stored: i64| u32::try_from(stored).unwrap_or(u32::MAX);
    Ok((count(row.asked), count(row.in_vain)))
}

/// What stands about a person, by the rows' ids; none of it changes until the act ends.
pub(in super::super) async fn standing(
    conn: &mut PgConnection,
    person: &NationalId,
) -> Result<Vec<Row>> {
    let held = sqlx::query_scalar!(
        "select x.id from exclusion x
        where x.ended is null
            and x.id in (select exclusion_id from exclusion_person where national_id = $1)
        order by x.id
        for share",
        person.expose()
    )
    .fetch_all(&mut *conn)
    .await?;
    // In a statement of its own: a version that came while we waited is seen.
    let rows = sqlx::query!(
        "select x.id, x.version, x.institution, e.period_from, e.period_to, e.type as kind,
            e.classification, e.programme, e.case_officer
        from exclusion x
        join exclusion_element e on e.exclusion_id = x.id and e.version = x.version
        where x.id = any($1)
        order by x.id",
        &held
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| {
        let says = Elements {
            from: row.period_from.to_jiff(),
            to: row.period_to.to_jiff(),
            kind: kind_of(&row.kind)?,
            classification: classification_of(&row.classification)?,
            programme: row.programme,
            case_officer: row.case_officer,
        };
        let institution = row.institution.parse().map_err(|_| unreadable("a number"))?;
        Ok(says.told(row.id, version(row.version)?, institution))
    });
    read.collect()
}

/// What is answered about a person: the rows that are told, and those that the purpose may not know.
type Answer<'a> = (&'a [Row], &'a [Row]);

fn ids(rows: &[Row]) -> Vec<Uuid> {
    rows.iter().map(|row| row.id).collect()
}

/// Whether an institution learns nothing by this answer: it is told of changes of all these rows already, and
/// had asked for the same when those stood that are withheld. Of none, it knows nothing.
pub(in super::super) async fn knows(
    conn: &mut PgConnection,
    (institution, purpose): (InstitutionNumber, Purpose),
    (told, withheld): Answer<'_>,
) -> Result<bool> {
    let known = sqlx::query_scalar!(
        r#"select (select count(*) from exclusion_told
                where institution = $1 and exclusion_id = any($2) and removed_at is null)
            + (select count(*) from exclusion_withheld
                where institution = $1 and exclusion_id = any($3) and purpose = $4) as "known!""#,
        institution.to_string(),
        &ids(told),
        &ids(withheld),
        purpose.code()
    )
    .fetch_one(conn)
    .await?;
    let stands = told.len() + withheld.len();
    Ok(stands > 0 && usize::try_from(known) == Ok(stands))
}

/// Notes who asked, which rows were told and which were withheld; of those told or withheld before, nothing new
/// is noted.
pub(in super::super) async fn note(
    conn: &mut PgConnection,
    look: &Look<'_>,
    (told, withheld): Answer<'_>,
    now: Timestamp,
) -> Result<()> {
    let (id, institution) = (Uuid::now_v7(), look.institution.to_string());
    let count = |rows: &[Row]| i32::try_from(rows.len()).unwrap_or(i32::MAX);
    sqlx::query!(
        "insert into exclusion_look
            (id, institution, message_id, purpose, case_ref, asked_at, rows, withheld, counts)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        institution,
        look.message.uuid(),
        look.purpose.code(),
        look.case.to_string(),
        now.to_sqlx() as _,
        count(told),
        count(withheld),
        look.counts
    )
    .execute(&mut *conn)
    .await?;
    let versions: Vec<i64> = told.iter().map(|row| i64::from(row.version)).collect();
    sqlx::query!(
        "insert into exclusion_told (exclusion_id, look_id, institution, version)
        select id, $1, $2, version from unnest($3::uuid[], $4::bigint[]) as told (id, version)
        on conflict (exclusion_id, institution) where removed_at is null do nothing",
        id,
        institution,
        &ids(told),
        &versions
    )
    .execute(&mut *conn)
    .await?;
    if withheld.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "insert into exclusion_withheld (exclusion_id, institution, purpose, look_id)
        select id, $2, $3, $1 from unnest($4::uuid[]) as withheld (id)
        on conflict do nothing",
        id,
        institution,
        look.purpose.code(),
        &ids(withheld)
    )
    .execute(conn)
    .await?;
    Ok(())
}
