//! Reads and writes of study rights.

use crate::admission::application::Choice;
use crate::admission::police_certificate::Certificate;
use crate::{ChoiceId, PersonId, ProgrammeId, StudyRightId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::Text;
use rules::exclusion::Classification;
use sqlx::PgConnection;
use uuid::Uuid;

/// A study right as stored.
pub(crate) struct Right {
    pub(crate) id: StudyRightId,
    pub(crate) programme: ProgrammeId,
    pub(crate) code: String,
    pub(crate) name: Text,
    pub(crate) classification: Option<Classification>,
    pub(crate) from: Date,
    pub(crate) to: Date,
    /// The day from which it is lost for good.
    pub(crate) lost_on: Option<Date>,
    pub(crate) choice: ChoiceId,
    /// The day the place was accepted.
    pub(crate) accepted_on: Option<Date>,
    /// Whether its programme asks for a police certificate.
    pub(crate) certificate_asked: bool,
    /// The day one was approved.
    pub(crate) certificate_approved_on: Option<Date>,
}

impl Right {
    /// Whether the studies wait for a police certificate.
    pub(crate) const fn waits_for_certificate(&self) -> bool {
        self.certificate_asked && self.certificate_approved_on.is_none()
    }
}

pub(in crate::admission) async fn insert(
    conn: &mut PgConnection,
    id: StudyRightId,
    person: PersonId,
    choice: &Choice,
    to: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into study_right (id, person_id, programme_id, choice_id, from_on, to_on)
        values ($1, $2, $3, $4, $5, $6)",
        id.0,
        person.0,
        choice.start.programme.0,
        choice.id.0,
        choice.start.starts_on.to_sqlx() as _,
        to.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The study rights of a person, the newest first.
pub(crate) async fn of_person(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Right>> {
    let rows = sqlx::query!(
        r#"select r.id, r.programme_id, g.code, g.name_nb, g.name_nn, g.name_en, g.classification,
            r.from_on, r.to_on, r.lost_on, r.choice_id, g.police_certificate,
            c.answered_on as "answered_on?", p.approved_on as "approved_on?"
        from study_right r join programme g on g.id = r.programme_id
        join application_choice c on c.id = r.choice_id
        left join police_certificate p on p.study_right_id = r.id
        where r.person_id = $1
        order by r.from_on desc, g.code, r.id"#,
        person.0
    )
    .fetch_all(conn)
    .await?;
    let right = rows.into_iter().map(|row| Right {
        id: StudyRightId(row.id),
        programme: ProgrammeId(row.programme_id),
        code: row.code,
        name: Text::new(row.name_nb, row.name_nn, row.name_en),
        classification: row.classification.as_deref().and_then(Classification::parse),
        from: row.from_on.to_jiff(),
        to: row.to_on.to_jiff(),
        lost_on: row.lost_on.map(jiff_sqlx::Date::to_jiff),
        choice: ChoiceId(row.choice_id),
        accepted_on: row.answered_on.map(jiff_sqlx::Date::to_jiff),
        certificate_asked: row.police_certificate,
        certificate_approved_on: row.approved_on.map(jiff_sqlx::Date::to_jiff),
    });
    Ok(right.collect())
}

/// Keeps that a police certificate was approved, which opens the studies.
pub(in crate::admission) async fn approve(
    conn: &mut PgConnection,
    id: StudyRightId,
    certificate: Certificate,
    (today, by): (Date, PersonId),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into police_certificate (study_right_id, issued_on, received_on, approved_on, approved_by)
        values ($1, $2, $3, $4, $5)",
        id.0,
        certificate.issued_on.to_sqlx() as _,
        certificate.received_on.to_sqlx() as _,
        today.to_sqlx() as _,
        by.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A study right is lost for good, from a day on and because of a row. One that is lost already stays so.
pub(in crate::admission) async fn lose(
    conn: &mut PgConnection,
    id: StudyRightId,
    row: Uuid,
    from: Date,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update study_right set lost_on = $3, lost_row = $2 where id = $1 and lost_on is null",
        id.0,
        row,
        from.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What was lost because of a row is there again: the row was taken back. Answers whose it is, once for each.
pub(in crate::admission) async fn give_back(
    conn: &mut PgConnection,
    row: Uuid,
) -> sqlx::Result<Vec<PersonId>> {
    let persons = sqlx::query_scalar!(
        "update study_right set lost_on = null, lost_row = null where lost_row = $1
        returning person_id",
        row
    );
    Ok(persons.fetch_all(conn).await?.into_iter().map(PersonId).collect())
}
