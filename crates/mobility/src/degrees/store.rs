//! Reads and writes of degrees, and of what counts of a person.

use super::{CourseDescription, NewDegree, ThesisTitle, enter};
use crate::DegreeId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use office::people::PlaceCode;
use office::{CourseId, PersonId, RegistrationId, Result, ResultId, UnitId};
use rules::{Credits, Grade, Term, Text};
use rust_decimal::Decimal;
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// A result that counts: announced, in force, neither annulled nor held. It need not be passed.
#[derive(Clone, Debug, PartialEq)]
pub struct Counting {
    /// What the result is of; stays the same when the grade is changed.
    pub registration: RegistrationId,
    /// The result in force.
    pub result: ResultId,
    /// The grade.
    pub grade: Grade,
    /// `ordinary`, `rectification` or `appeal`.
    pub origin: String,
    /// When it was announced.
    pub announced_at: Timestamp,
    /// The course.
    pub course: CourseId,
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: String,
    /// Its name.
    pub name: Text,
    /// Its credits.
    pub credits: Credits,
    /// Whether it is of a master's programme.
    pub is_master: bool,
    /// Whether what was handed in has a title of its own.
    pub has_title: bool,
    /// Where the course belongs.
    pub place: PlaceCode,
    /// The term.
    pub term: Term,
    /// The title of the thesis or paper, where one is written; empty in a form that has none.
    pub thesis: Option<Text>,
    /// What the course is about, where that is written.
    pub about: Option<Text>,
}

/// What counts of a person, in the order of terms.
///
/// # Errors
/// The database is away, or holds what is no grade, term or number of credits.
pub async fn counting(conn: &mut PgConnection, person: PersonId) -> Result<Vec<Counting>> {
    counting_with_held(conn, person, &[]).await
}

/// As [`counting`], and what is held of these all the same: somebody else has it from before, and a
/// suspicion takes nothing away until it is decided.
///
/// # Errors
/// As [`counting`].
pub async fn counting_with_held(
    conn: &mut PgConnection,
    person: PersonId,
    held: &[Uuid],
) -> Result<Vec<Counting>> {
    let rows = sqlx::query_file!("src/degrees/counting.sql", person.0, held);
    let rows = rows.fetch_all(conn).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.push(Counting {
            registration: RegistrationId(row.registration),
            result: ResultId(row.result),
            grade: Grade::from_code(&row.grade).ok_or_else(|| wrong("a grade"))?,
            origin: row.origin,
            announced_at: row.announced_at.to_jiff(),
            course: CourseId(row.course),
            code: row.code,
            version: row.version,
            name: Text::new(row.name_nb, row.name_nn, row.name_en),
            credits: exact(row.credits)?,
            is_master: row.level == "master",
            has_title: matches!(row.form.as_str(), "thesis" | "term_paper" | "project"),
            place: PlaceCode(row.place_code),
            term: Term::parse(&row.term).map_err(|_| wrong("a term"))?,
            thesis: forms(row.thesis_nb, row.thesis_nn, row.thesis_en),
            about: forms(row.about_nb, row.about_nn, row.about_en),
        });
    }
    Ok(found)
}

fn forms(nb: Option<String>, nn: Option<String>, en: Option<String>) -> Option<Text> {
    Some(Text::new(nb?, nn?, en?))
}

fn exact(credits: Decimal) -> Result<Credits> {
    Credits::parse(&credits.normalize().to_string()).ok_or_else(|| wrong("credits"))
}

fn wrong(what: &str) -> office::Error {
    office::Error::Internal(anyhow::anyhow!("the database holds what is not {what}"))
}

/// A degree of the protocol.
#[derive(Clone, Debug)]
pub struct Degree {
    /// The opaque id, which leaves the office.
    pub id: DegreeId,
    /// Whose.
    pub person: PersonId,
    /// The unit that confers it.
    pub place: PlaceCode,
    /// The code.
    pub code: String,
    /// The name.
    pub name: Text,
    /// The level in the European Qualifications Framework.
    pub level: u8,
    /// The credits.
    pub credits: Credits,
    /// The day it was conferred.
    pub conferred_on: Date,
    /// The day on which its diploma was sent.
    pub diploma_sent: Option<Date>,
    /// When and why it was withdrawn, if it was.
    pub withdrawn: Option<(Timestamp, String)>,
    /// What it rests on, in order.
    pub parts: Vec<Part>,
}

/// What a degree rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A result of ours.
    Own(RegistrationId),
    /// One of another institution: its number, course code, name and credits.
    External(String, String, String, Credits),
}

/// Which degrees are wanted; those left out do not matter.
#[derive(Default)]
struct Wanted<'a> {
    id: Option<DegreeId>,
    person: Option<PersonId>,
    scope: Option<&'a [String]>,
}

async fn degrees(conn: &mut PgConnection, wanted: &Wanted<'_>) -> Result<Vec<Degree>> {
    let rows = sqlx::query!(
        r#"select degree.id, degree.person_id, unit.place_code, degree.code, degree.name_nb,
            degree.name_nn, degree.name_en, degree.level, degree.credits, degree.conferred_on,
            diploma.issued_on as "issued_on?", degree.withdrawn_at, degree.withdrawn_because
        from degree
        join unit on unit.id = degree.unit_id
        left join diploma on diploma.id = degree.diploma_id
        where ($1::uuid is null or degree.id = $1) and ($2::uuid is null or degree.person_id = $2)
            and ($3::text[] is null or in_scope(unit.place_code, $3))
        order by degree.conferred_on desc, degree.id limit 500"#,
        wanted.id.map(|id| id.0),
        wanted.person.map(|person| person.0),
        wanted.scope,
    )
    .fetch_all(&mut *conn)
    .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut parts = parts(conn, &ids).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.push(Degree {
            id: DegreeId(row.id),
            person: PersonId(row.person_id),
            place: PlaceCode(row.place_code),
            code: row.code,
            name: Text::new(row.name_nb, row.name_nn, row.name_en),
            level: u8::try_from(row.level).map_err(|_| wrong("a level"))?,
            credits: exact(row.credits)?,
            conferred_on: row.conferred_on.to_jiff(),
            diploma_sent: row.issued_on.map(|day| day.to_jiff()),
            withdrawn: row.withdrawn_at.map(|at| at.to_jiff()).zip(row.withdrawn_because),
            parts: parts.remove(&row.id).unwrap_or_default(),
        });
    }
    Ok(found)
}

async fn parts(conn: &mut PgConnection, degrees: &[Uuid]) -> Result<HashMap<Uuid, Vec<Part>>> {
    let rows = sqlx::query!(
        "select degree_id, registration_id, institution, code, name, credits from degree_part
        where degree_id = any($1) order by degree_id, position",
        degrees
    )
    .fetch_all(conn)
    .await?;
    let mut found: HashMap<Uuid, Vec<Part>> = HashMap::new();
    for row in rows {
        let external = row.institution.zip(row.code).zip(row.name.zip(row.credits));
        let part = match (row.registration_id, external) {
            (Some(own), _) => Part::Own(RegistrationId(own)),
            (None, Some(((institution, code), (name, credits)))) => {
                Part::External(institution, code, name, exact(credits)?)
            }
            (None, None) => return Err(wrong("a part of a degree")),
        };
        found.entry(row.degree_id).or_default().push(part);
    }
    Ok(found)
}

/// A person's degrees, withdrawn ones too.
///
/// # Errors
/// The database is away.
pub async fn of_person(conn: &mut PgConnection, person: PersonId) -> Result<Vec<Degree>> {
    degrees(conn, &Wanted { person: Some(person), ..Wanted::default() }).await
}

/// The newest degrees of these places.
pub(super) async fn in_scope(conn: &mut PgConnection, scope: &[String]) -> Result<Vec<Degree>> {
    degrees(conn, &Wanted { scope: Some(scope), ..Wanted::default() }).await
}

pub(super) async fn one(conn: &mut PgConnection, id: DegreeId) -> Result<Option<Degree>> {
    Ok(degrees(conn, &Wanted { id: Some(id), ..Wanted::default() }).await?.pop())
}

/// One, which nobody else withdraws meanwhile.
pub(super) async fn lock(conn: &mut PgConnection, id: DegreeId) -> Result<Option<Degree>> {
    sqlx::query!("select id from degree where id = $1 for update", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    one(conn, id).await
}

/// Whose degree, where, and with which diploma.
pub(super) struct Whose {
    pub(super) person: PersonId,
    pub(super) unit: UnitId,
    pub(super) diploma: Option<Uuid>,
}

pub(super) async fn insert(
    conn: &mut PgConnection,
    id: DegreeId,
    new: &NewDegree,
    whose: &Whose,
    (now, by): (Timestamp, PersonId),
) -> sqlx::Result<()> {
    let decimal = |text: &str| {
        let credits = enter::credits(text).map_or_else(String::new, |one| one.to_string());
        Decimal::from_str_exact(&credits).unwrap_or_default()
    };
    sqlx::query!(
        "insert into degree (id, person_id, unit_id, code, name_nb, name_nn, name_en, level,
            credits, conferred_on, diploma_id, entered_at, entered_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id.0,
        whose.person.0,
        whose.unit.0,
        new.code.trim(),
        new.name_nb.trim(),
        new.name_nn.trim(),
        new.name_en.trim(),
        new.level,
        decimal(&new.credits),
        new.conferred_on.to_sqlx() as _,
        whose.diploma,
        now.to_sqlx() as _,
        by.0
    )
    .execute(&mut *conn)
    .await?;
    let own: Vec<Uuid> = new.results.iter().map(|one| one.0).collect();
    sqlx::query!(
        "insert into degree_part (degree_id, position, registration_id)
        select $1, part.position::smallint, part.id
        from unnest($2::uuid[]) with ordinality as part(id, position)",
        id.0,
        &own
    )
    .execute(&mut *conn)
    .await?;
    let column = |of: fn(&super::ExternalPart) -> &str| -> Vec<String> {
        new.external.iter().map(|part| of(part).trim().to_owned()).collect()
    };
    let credits: Vec<Decimal> = new.external.iter().map(|part| decimal(&part.credits)).collect();
    let before = i64::try_from(own.len()).unwrap_or_default();
    sqlx::query!(
        "insert into degree_part (degree_id, position, institution, code, name, credits)
        select $1, (part.position + $2)::smallint, part.institution, part.code, part.name, part.credits
        from unnest($3::text[], $4::text[], $5::text[], $6::numeric[])
            with ordinality as part(institution, code, name, credits, position)",
        id.0,
        before,
        &column(|part| &part.institution),
        &column(|part| &part.code),
        &column(|part| &part.name),
        &credits
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that the diploma was sent on the day the degree was conferred.
pub(super) async fn send_diploma(
    conn: &mut PgConnection,
    person: PersonId,
    new: &NewDegree,
) -> sqlx::Result<Uuid> {
    let id = Uuid::now_v7();
    sqlx::query!(
        "insert into diploma (id, person_id, title, issued_on) values ($1, $2, $3, $4)",
        id,
        person.0,
        new.name_nb.trim(),
        new.conferred_on.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(id)
}

pub(super) async fn withdraw(
    conn: &mut PgConnection,
    id: DegreeId,
    because: &str,
    (now, by): (Timestamp, PersonId),
) -> sqlx::Result<()> {
    sqlx::query!(
        "update degree set withdrawn_at = $2, withdrawn_by = $3, withdrawn_because = $4
        where id = $1",
        id.0,
        now.to_sqlx() as _,
        by.0,
        because
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether somebody has ever been registered for an exam here, or has had a degree.
pub(crate) async fn has_studied(conn: &mut PgConnection, person: PersonId) -> sqlx::Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from exam_registration where person_id = $1)
            or exists (select from degree where person_id = $1) as "has!""#,
        person.0
    );
    found.fetch_one(conn).await
}

/// The name of a person, as pages show it.
pub(crate) async fn name_of(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Option<office::people::PersonName>> {
    Ok(office::people::store::person(conn, person).await?.map(|person| person.name))
}

/// Where the course of a registration belongs, and whose it is.
pub(super) async fn of_registration(
    conn: &mut PgConnection,
    id: RegistrationId,
) -> sqlx::Result<Option<(PlaceCode, PersonId)>> {
    let found = sqlx::query!(
        "select unit.place_code, registration.person_id from exam_registration registration
        join exam on exam.id = registration.exam_id
        join course on course.id = exam.course_id
        join unit on unit.id = course.unit_id where registration.id = $1",
        id.0
    );
    let found = found.fetch_optional(conn).await?;
    Ok(found.map(|row| (PlaceCode(row.place_code), PersonId(row.person_id))))
}

/// Where a course belongs, and its code.
pub(super) async fn course(
    conn: &mut PgConnection,
    id: CourseId,
) -> sqlx::Result<Option<(PlaceCode, String)>> {
    let found = sqlx::query!(
        "select unit.place_code, course.code from course join unit on unit.id = course.unit_id
        where course.id = $1",
        id.0
    );
    let found = found.fetch_optional(conn).await?;
    Ok(found.map(|row| (PlaceCode(row.place_code), row.code)))
}

pub(super) async fn entitle(conn: &mut PgConnection, title: &ThesisTitle) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into thesis_title (registration_id, title_nb, title_nn, title_en)
        values ($1, $2, $3, $4)
        on conflict (registration_id) do update set title_nb = excluded.title_nb,
            title_nn = excluded.title_nn, title_en = excluded.title_en",
        title.registration.0,
        title.title_nb.trim(),
        title.title_nn.trim(),
        title.title_en.trim()
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn describe(
    conn: &mut PgConnection,
    about: &CourseDescription,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into course_description (course_id, text_nb, text_nn, text_en)
        values ($1, $2, $3, $4)
        on conflict (course_id) do update set text_nb = excluded.text_nb,
            text_nn = excluded.text_nn, text_en = excluded.text_en",
        about.course.0,
        about.text_nb.trim(),
        about.text_nn.trim(),
        about.text_en.trim()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What is written of a course.
pub(super) async fn description(
    conn: &mut PgConnection,
    id: CourseId,
) -> sqlx::Result<Option<Text>> {
    let row = sqlx::query!(
        "select text_nb, text_nn, text_en from course_description where course_id = $1",
        id.0
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| Text::new(row.text_nb, row.text_nn, row.text_en)))
}
