//! The list of exams: filtered, counted and cut to a page by the database.

use crate::ids::ExamId;
use jiff::civil::Date;
use rules::Text;
use sqlx::PgConnection;

/// What to look for. An empty text means: do not filter by it.
pub struct Search {
    /// The places whose exams may be seen.
    pub scope: Vec<String>,
    /// A term, e.g. `2026-H`.
    pub term: String,
    /// The place code of a unit; units below it count too.
    pub unit: String,
    /// A part of the course code or of its name in any language form.
    pub text: String,
    /// `code`, `date` or `registered`.
    pub sort: String,
    /// The other way round.
    pub descending: bool,
    /// How many rows to skip.
    pub offset: u32,
    /// How many rows to answer at most.
    pub limit: u32,
}

/// One exam in the list.
pub struct ExamRow {
    /// The opaque id.
    pub id: ExamId,
    /// The course code.
    pub code: String,
    /// The name of the course.
    pub name: Text,
    /// The term as it is written.
    pub term: String,
    /// Why the sitting is held, as a word.
    pub kind: String,
    /// The form of assessment, as a word.
    pub form: String,
    /// The day, if planned.
    pub date: Option<Date>,
    /// The unit's name.
    pub unit: Text,
    /// How many are registered.
    pub registered: i64,
    /// How many answers were received.
    pub delivered: i64,
    /// When its results were announced, if they were.
    pub announced: bool,
    /// Whether candidates have their numbers.
    pub numbered: bool,
}

/// A page of the list.
pub struct Found {
    /// The rows of the page.
    pub rows: Vec<ExamRow>,
    /// How many exams there are in all.
    pub total: u32,
}

/// The exams that are looked for, a page of them.
pub async fn exams(conn: &mut PgConnection, search: &Search) -> sqlx::Result<Found> {
    let sort = if search.descending { format!("-{}", search.sort) } else { search.sort.clone() };
    let rows = sqlx::query_file!(
        "src/catalogue/exams.sql",
        &search.scope,
        search.term,
        search.unit,
        search.text.trim(),
        sort,
        i64::from(search.limit),
        i64::from(search.offset)
    )
    .fetch_all(conn)
    .await?;
    let total = rows.first().map_or(0, |row| u32::try_from(row.total).unwrap_or(u32::MAX));
    let rows = rows.into_iter().map(|row| ExamRow {
        id: ExamId(row.id),
        code: row.code,
        name: Text::new(row.name_nb, row.name_nn, row.name_en),
        term: row.term,
        kind: row.kind,
        form: row.form,
        date: row.exam_date.map(jiff_sqlx::Date::to_jiff),
        unit: Text::new(row.unit_nb, row.unit_nn, row.unit_en),
        registered: row.registered,
        delivered: row.delivered,
        announced: row.announced,
        numbered: row.numbered,
    });
    Ok(Found { rows: rows.collect(), total })
}

/// A thing to filter by.
pub struct Filter {
    /// What the query carries.
    pub value: String,
    /// What the reader sees.
    pub name: Text,
}

/// The terms that have exams, newest first.
pub async fn terms(conn: &mut PgConnection) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        "select term from exam group by term
        order by left(term, 4) desc, right(term, 1) = 'H' desc"
    )
    .fetch_all(conn)
    .await
}

/// The units in these places, in order of place.
pub async fn units(conn: &mut PgConnection, scope: &[String]) -> sqlx::Result<Vec<Filter>> {
    let rows = sqlx::query!(
        "select place_code, name_nb, name_nn, name_en from unit
        where in_scope(place_code, $1) order by place_code",
        scope
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Filter {
            value: row.place_code,
            name: Text::new(row.name_nb, row.name_nn, row.name_en),
        })
        .collect())
}
