//! An announced grade with everything that explanation and appeal ask about it.

use crate::catalogue::words;
use crate::people::PlaceCode;
use crate::{CommitteeId, Error, ExamId, PersonId, RegistrationId, Result, ResultId, UnitId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::calendar::oslo_date;
use rules::explanation::Explanation;
use rules::{Form, Text};
use sqlx::PgConnection;

/// An announced grade of one student.
pub(crate) struct Graded {
    pub(crate) result: ResultId,
    pub(crate) registration: RegistrationId,
    pub(crate) person: PersonId,
    pub(crate) exam: ExamId,
    pub(crate) committee: CommitteeId,
    pub(crate) grade: String,
    pub(crate) announced_on: Date,
    /// Whether a later result has taken its place.
    pub(crate) superseded: bool,
    /// Whether the exam is annulled.
    pub(crate) annulled: bool,
    /// Whether the grade was itself set in a re-grading on appeal.
    pub(crate) regraded: bool,
    pub(crate) course: letters::Course,
    pub(crate) term: String,
    /// Why the sitting was held, as a word.
    pub(crate) sitting: String,
    pub(crate) form: Form,
    pub(crate) verifiable: bool,
    pub(crate) unit: UnitId,
    pub(crate) place: PlaceCode,
    /// The number by which those who set the grade know the candidate.
    pub(crate) candidate_number: Option<String>,
    /// The request for an explanation, if there is one.
    pub(crate) explanation: Option<Explanation>,
    /// Whether a diploma issued since the announcement is still with the student.
    pub(crate) diploma_out: bool,
    /// Whether such a diploma has been returned.
    pub(crate) diploma_returned: bool,
}

impl Graded {
    /// Reads the grade; `lock` keeps others from deciding on it before the act ends.
    ///
    /// # Errors
    /// Not found when there is no such result.
    pub(crate) async fn load(conn: &mut PgConnection, id: ResultId, lock: bool) -> Result<Self> {
        if lock {
            sqlx::query_file!("src/explanation/lock_result.sql", id.0)
                .fetch_optional(&mut *conn)
                .await?;
        }
        let row = sqlx::query_file!("src/explanation/graded.sql", id.0)
            .fetch_optional(&mut *conn)
            .await?
            .ok_or(Error::NotFound)?;
        let announced_on = oslo_date(row.announced_at.to_jiff());
        let person = PersonId(row.person_id);
        let diploma =
            sqlx::query_file!("src/explanation/diploma.sql", person.0, announced_on.to_sqlx() as _)
                .fetch_one(conn)
                .await?;
        let form =
            serde_json::from_value(row.form.into()).map_err(|e| Error::Internal(e.into()))?;
        Ok(Self {
            result: id,
            registration: RegistrationId(row.registration_id),
            person,
            exam: ExamId(row.exam_id),
            committee: CommitteeId(row.committee_id),
            grade: row.grade,
            announced_on,
            superseded: row.superseded_by.is_some(),
            annulled: row.annulled,
            regraded: row.origin == "appeal",
            course: letters::Course {
                code: row.code,
                name: Text::new(row.name_nb, row.name_nn, row.name_en),
            },
            term: row.term,
            sitting: row.kind,
            form,
            verifiable: row.verifiable,
            unit: UnitId(row.unit_id),
            place: PlaceCode(row.place_code),
            candidate_number: row.candidate_number,
            explanation: row.requested_on.map(|requested| Explanation {
                requested: requested.to_jiff().into(),
                given: row.given_on.map(|given| given.to_jiff().into()),
            }),
            diploma_out: diploma.out,
            diploma_returned: diploma.returned,
        })
    }

    /// The grade that an explanation asked for of `id` is of. One that has been put right
    /// meanwhile is explained as it counts now: the request goes with it, unless that grade has
    /// one of its own. After an appeal it stays with the grade that was asked about.
    ///
    /// # Errors
    /// As [`Graded::load`].
    pub(crate) async fn to_explain(
        conn: &mut PgConnection,
        id: ResultId,
        lock: bool,
    ) -> Result<Self> {
        let asked = Self::load(&mut *conn, id, lock).await?;
        if !asked.superseded {
            return Ok(asked);
        }
        let now = sqlx::query_file_scalar!("src/explanation/put_right.sql", asked.registration.0)
            .fetch_optional(&mut *conn)
            .await?;
        match now {
            Some(now) => Self::load(conn, ResultId(now), lock).await,
            None => Ok(asked),
        }
    }

    /// Whether an appeal against it is possible at all: not once a later one counts, nor when it
    /// was itself set after an appeal, nor of an exam that is annulled.
    pub(crate) fn is_appealable(&self) -> bool {
        !self.superseded && !self.regraded && !self.annulled
    }

    /// The term as letters write it.
    pub(crate) fn letter_term(&self) -> letters::Term {
        let (year, season) = self.term.split_once('-').unwrap_or((&self.term, "H"));
        let season = if season == "V" { letters::Season::Spring } else { letters::Season::Autumn };
        letters::Term { season, year: year.parse().unwrap_or_default() }
    }

    /// Course and term as a page names them: `BIO-1001 Cellebiologi, høst 2026`.
    pub(crate) fn shown(&self, frame: &ui::Frame) -> String {
        let name = frame.text(&self.course.name);
        let sitting = words::sitting(&self.term, &self.sitting);
        format!("{} {name}, {}", self.course.code, frame.term(sitting))
    }

    /// Course and term, to name the grade by without naming the student.
    pub(crate) fn about(&self) -> String {
        words::about(&self.course.code, &self.term, &self.sitting)
    }
}
