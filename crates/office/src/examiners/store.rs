//! Reads and writes of examiners, proposals and committees.

mod committees;
mod requests;

pub use committees::*;
pub use requests::*;

use super::ExaminerFields;
use crate::people::PersonName;
use crate::{PersonId, UnitId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::Text;
use sqlx::PgConnection;
use uuid::Uuid;

/// An examiner as the register knows him.
pub struct Examiner {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: PersonName,
    /// Where mail goes.
    pub email: String,
    /// The academic title.
    pub title: Text,
    /// Where he works.
    pub workplace: String,
    /// Whether he comes from outside.
    pub external: bool,
    /// Whether he is employed at a university or university college.
    pub employed_at_university: bool,
    /// The CV on file.
    pub cv_file: Option<Uuid>,
    /// Since when he is approved.
    pub approved_on: Option<Date>,
    /// The unit whose board approved him.
    pub approved_by: Option<Text>,
}

/// What the rule asks of an examiner besides his seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Approved by a board.
    pub approved: bool,
    /// Employed at a university or university college.
    pub employed_at_university: bool,
    /// A CV is on file.
    pub cv: bool,
}

struct ExaminerRecord {
    person_id: Uuid,
    given_name: String,
    family_name: String,
    protected_address: bool,
    email: String,
    title_nb: String,
    title_nn: String,
    title_en: String,
    workplace: String,
    external: bool,
    employed_at_university: bool,
    cv_file_id: Option<Uuid>,
    approved_on: Option<jiff_sqlx::Date>,
    board_nb: Option<String>,
    board_nn: Option<String>,
    board_en: Option<String>,
}

impl From<ExaminerRecord> for Examiner {
    fn from(row: ExaminerRecord) -> Self {
        let board = row.board_nb.zip(row.board_nn).zip(row.board_en);
        Self {
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            email: row.email,
            title: Text::new(row.title_nb, row.title_nn, row.title_en),
            workplace: row.workplace,
            external: row.external,
            employed_at_university: row.employed_at_university,
            cv_file: row.cv_file_id,
            approved_on: row.approved_on.map(jiff_sqlx::Date::to_jiff),
            approved_by: board.map(|((nb, nn), en)| Text::new(nb, nn, en)),
        }
    }
}

/// A page of the register: `find` narrows by name or workplace, empty finds all.
pub async fn examiners(
    conn: &mut PgConnection,
    find: &str,
    limit: u32,
    offset: u32,
) -> sqlx::Result<Vec<Examiner>> {
    let rows = sqlx::query_file_as!(
        ExaminerRecord,
        "src/examiners/examiners.sql",
        find,
        None::<Uuid>,
        i64::from(limit),
        i64::from(offset)
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(Examiner::from).collect())
}

/// How many such examiners there are.
pub async fn count_examiners(conn: &mut PgConnection, find: &str) -> sqlx::Result<u32> {
    let count = sqlx::query_file_scalar!("src/examiners/count_examiners.sql", find);
    Ok(u32::try_from(count.fetch_one(conn).await?).unwrap_or(u32::MAX))
}

/// One examiner, or `None`.
pub async fn examiner(conn: &mut PgConnection, id: PersonId) -> sqlx::Result<Option<Examiner>> {
    let row =
        sqlx::query_file_as!(ExaminerRecord, "src/examiners/examiners.sql", "", Some(id.0), 1, 0);
    Ok(row.fetch_optional(conn).await?.map(Examiner::from))
}

/// The standing of an examiner, held until the act ends.
pub async fn lock_examiner(
    conn: &mut PgConnection,
    id: PersonId,
) -> sqlx::Result<Option<Standing>> {
    sqlx::query_as!(
        Standing,
        r#"select approved_on is not null as "approved!", employed_at_university,
            cv_file_id is not null as "cv!"
        from examiner where person_id = $1 for update"#,
        id.0
    )
    .fetch_optional(conn)
    .await
}

/// The person known by this address, and whether she is an examiner; `None` where nobody
/// or more than one is.
pub async fn person_by_email(
    conn: &mut PgConnection,
    email: &str,
) -> sqlx::Result<Option<(PersonId, bool)>> {
    let rows = sqlx::query!(
        r#"select id, exists (select from examiner where person_id = id) as "examiner!"
        from person where lower(email) = lower($1) limit 2"#,
        email
    )
    .fetch_all(conn)
    .await?;
    Ok(match rows.as_slice() {
        [one] => Some((PersonId(one.id), one.examiner)),
        _ => None,
    })
}

/// Writes a person who is known by nothing but what the register asks.
pub async fn insert_person(
    conn: &mut PgConnection,
    id: PersonId,
    fields: &ExaminerFields,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into person (id, given_name, family_name, email, language) values ($1, $2, $3, $4, $5)",
        id.0,
        fields.given_name.trim(),
        fields.family_name.trim(),
        fields.email.trim(),
        fields.language.tag()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether a unit of the scope has entered, approved, proposed or seated the examiner.
pub async fn engages(
    conn: &mut PgConnection,
    id: PersonId,
    scope: &[String],
) -> sqlx::Result<bool> {
    sqlx::query_file_scalar!("src/examiners/engages.sql", id.0, scope).fetch_one(conn).await
}

/// Enters a person in the register, for the unit at a place.
pub async fn insert_examiner(
    conn: &mut PgConnection,
    id: PersonId,
    fields: &ExaminerFields,
    place: &str,
) -> sqlx::Result<()> {
    sqlx::query_file!(
        "src/examiners/insert_examiner.sql",
        id.0,
        fields.title_nb.trim(),
        fields.title_nn.trim(),
        fields.title_en.trim(),
        fields.workplace.trim(),
        fields.external,
        fields.employed_at_university,
        place
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts a CV on file; false where there is no such examiner.
pub async fn set_cv(conn: &mut PgConnection, id: PersonId, file: Uuid) -> sqlx::Result<bool> {
    let done = sqlx::query!("update examiner set cv_file_id = $2 where person_id = $1", id.0, file);
    Ok(done.execute(conn).await?.rows_affected() == 1)
}

/// Records an approval.
pub async fn set_approved(
    conn: &mut PgConnection,
    id: PersonId,
    on: Date,
    by: UnitId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update examiner set approved_on = $2, approved_by = $3 where person_id = $1",
        id.0,
        on.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The unit at a place.
pub async fn unit_at(conn: &mut PgConnection, place: &str) -> sqlx::Result<Option<UnitId>> {
    let id = sqlx::query_scalar!("select id from unit where place_code = $1", place);
    Ok(id.fetch_optional(conn).await?.map(UnitId))
}
