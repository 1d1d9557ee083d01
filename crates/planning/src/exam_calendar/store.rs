//! Exams that have a day.

use crate::exam_plan::Plan;
use jiff::civil::{Date, Time};
use office::{ExamId, PersonId};
use rules::Text;
use sqlx::PgConnection;

/// An exam that has a day.
pub struct Dated {
    /// The exam.
    pub id: ExamId,
    /// The code of its course.
    pub code: String,
    /// The name of its course.
    pub name: Text,
    /// The day.
    pub date: Date,
    /// When it starts; of what is handed in, until when.
    pub starts_at: Option<Time>,
    /// How long it lasts.
    pub minutes: Option<i32>,
    /// Whether it is held, and not handed in.
    pub held: bool,
    /// Its rooms in words.
    pub rooms: String,
}

macro_rules! dated {
    ($row:ident) => {
        Dated {
            id: ExamId($row.id),
            code: $row.code,
            name: Text::new($row.name_nb, $row.name_nn, $row.name_en),
            date: $row.exam_date.to_jiff(),
            starts_at: $row.starts_at.map(jiff_sqlx::Time::to_jiff),
            minutes: $row.duration_minutes,
            held: crate::date_wishes::store::HELD.contains(&$row.form.as_str()),
            rooms: $row.rooms,
        }
    };
}

/// What somebody is signed up for.
pub async fn own(conn: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<Dated>> {
    let rows = sqlx::query_file!("src/exam_calendar/own.sql", person.0).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| dated!(row)).collect())
}

/// The exams of a published plan.
pub async fn of_plan(conn: &mut PgConnection, plan: &Plan) -> sqlx::Result<Vec<Dated>> {
    let rows = sqlx::query_file!(
        "src/exam_calendar/of_plan.sql",
        plan.term.to_string(),
        &plan.series.kinds(),
        plan.place.0
    );
    Ok(rows.fetch_all(conn).await?.into_iter().map(|row| dated!(row)).collect())
}
