//! What somebody passed or failed at an institution before the story begins.

use super::cast::CastMember;
use crate::{
    CommitteeId, CourseId, Error, ExamId, PersonId, ProtocolId, RegistrationId, Result, ResultId,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use jiff_sqlx::ToSqlx;
use rules::Term;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use uuid::Uuid;

/// The day of all these exams: before any story, and after the institutions' regulation began.
const HELD_ON: Date = date(2010, 5, 31);
/// How long after the exam its result was announced.
const ANNOUNCED_AFTER: i64 = 14;

/// A result of the past.
#[derive(Clone, Copy, Debug)]
pub struct Past {
    /// Whose, by the key of the cast.
    pub student: &'static str,
    /// The course code.
    pub code: &'static str,
    /// The name of the course in bokmål, nynorsk and English.
    pub names: [&'static str; 3],
    /// The credits.
    pub credits: &'static str,
    /// The grade.
    pub grade: &'static str,
}

impl Past {
    /// Plants it at the institution as a whole, announced by this officer.
    pub(super) async fn plant(&self, conn: &mut PgConnection, by: PersonId) -> Result<()> {
        let (course, exam, committee) = (CourseId::new(), ExamId::new(), CommitteeId::new());
        let (registration, protocol) = (RegistrationId::new(), ProtocolId::new());
        let announced_on = HELD_ON.saturating_add(ANNOUNCED_AFTER.days());
        let at = announced_on.at(12, 0, 0, 0).to_zoned(::store::oslo()).map_err(internal)?;
        let at = at.timestamp();
        self.course(conn, course).await?;
        sqlx::query_file!(
            "src/world/past_exam.sql",
            exam.0,
            course.0,
            Term::of(HELD_ON).to_string(),
            HELD_ON.to_sqlx() as _
        )
        .execute(&mut *conn)
        .await?;
        sqlx::query_file!(
            "src/world/past_registration.sql",
            registration.0,
            exam.0,
            CastMember::named(self.student).id().0,
            at.to_sqlx() as _
        )
        .execute(&mut *conn)
        .await?;
        sqlx::query_file!(
            "src/world/past_committee.sql",
            committee.0,
            exam.0,
            HELD_ON.to_sqlx() as _
        )
        .execute(&mut *conn)
        .await?;
        sqlx::query_file!(
            "src/world/past_protocol.sql",
            protocol.0,
            exam.0,
            committee.0,
            at.to_sqlx() as _,
            by.0
        )
        .execute(&mut *conn)
        .await?;
        sqlx::query_file!(
            "src/world/past_result.sql",
            ResultId::new().0,
            registration.0,
            self.grade,
            protocol.0,
            at.to_sqlx() as _
        )
        .execute(conn)
        .await?;
        Ok(())
    }

    async fn course(&self, conn: &mut PgConnection, id: CourseId) -> Result<()> {
        let credits: Decimal = self.credits.parse().map_err(internal)?;
        let unit: Uuid =
            sqlx::query_file_scalar!("src/world/past_unit.sql").fetch_one(&mut *conn).await?;
        sqlx::query_file!(
            "src/world/course.sql",
            id.0,
            self.code,
            self.names[0],
            self.names[1],
            self.names[2],
            credits,
            unit,
            "bachelor",
            "written_school",
        )
        .execute(conn)
        .await?;
        Ok(())
    }
}

fn internal(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Internal(error.into())
}
