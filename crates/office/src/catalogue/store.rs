//! Reads and writes of courses, exams and rooms.

use super::words;
use super::{CourseFields, Exam, ExamFields, Slot};
use crate::ids::{CourseId, ExamId, UnitId};
use crate::people::PlaceCode;
use jiff_sqlx::ToSqlx;
use rules::exclusion::Classification;
use rules::{Form, Language, Level, SittingKind, Term, Text};
use sqlx::PgConnection;
use uuid::Uuid;

struct ExamRecord {
    id: Uuid,
    course_id: Uuid,
    code: String,
    version: String,
    name_nb: String,
    name_nn: String,
    name_en: String,
    credits: rust_decimal::Decimal,
    unit_id: Uuid,
    unit_nb: String,
    unit_nn: String,
    unit_en: String,
    place_code: String,
    level: String,
    form: String,
    grade_scale: String,
    verifiable: bool,
    names_shown: bool,
    term: String,
    kind: String,
    exam_date: Option<jiff_sqlx::Date>,
    starts_at: Option<jiff_sqlx::Time>,
    duration_minutes: Option<i32>,
    copies: i32,
    numbered_at: Option<jiff_sqlx::Timestamp>,
}

/// The database's CHECKs hold every word to the rules' own; a word that is read otherwise
/// would be a fault of a migration, and is told as a row that cannot be decoded.
impl TryFrom<ExamRecord> for Exam {
    type Error = sqlx::Error;

    fn try_from(row: ExamRecord) -> sqlx::Result<Self> {
        let unknown = |what: &str| sqlx::Error::Decode(format!("unknown {what}").into());
        Ok(Self {
            id: ExamId(row.id),
            course: CourseId(row.course_id),
            code: row.code,
            version: row.version,
            name: Text::new(row.name_nb, row.name_nn, row.name_en),
            credits: row.credits.normalize(),
            unit: UnitId(row.unit_id),
            unit_name: Text::new(row.unit_nb, row.unit_nn, row.unit_en),
            place: PlaceCode(row.place_code),
            level: words::read::<Level>(&row.level).ok_or_else(|| unknown("level"))?,
            form: words::read::<Form>(&row.form).ok_or_else(|| unknown("form"))?,
            grade_scale: row.grade_scale,
            verifiable: row.verifiable,
            names_shown: row.names_shown,
            term: Term::parse(&row.term).map_err(|_| unknown("term"))?,
            kind: words::read::<SittingKind>(&row.kind).ok_or_else(|| unknown("kind"))?,
            date: row.exam_date.map(jiff_sqlx::Date::to_jiff),
            starts_at: row.starts_at.map(jiff_sqlx::Time::to_jiff),
            duration_minutes: row.duration_minutes,
            copies: row.copies,
            numbered_at: row.numbered_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
    }
}

/// One exam, or `None`.
pub async fn exam(conn: &mut PgConnection, id: ExamId) -> sqlx::Result<Option<Exam>> {
    Ok(exams_by_id(conn, &[id]).await?.into_iter().next())
}

/// These exams, in order of date and code; those not yet planned last.
pub async fn exams_by_id(conn: &mut PgConnection, ids: &[ExamId]) -> sqlx::Result<Vec<Exam>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows =
        sqlx::query_file_as!(ExamRecord, "src/catalogue/exam.sql", &ids).fetch_all(conn).await?;
    rows.into_iter().map(Exam::try_from).collect()
}

/// One exam, held so that nobody else changes it until the act ends.
pub async fn lock_exam(conn: &mut PgConnection, id: ExamId) -> sqlx::Result<Option<Exam>> {
    sqlx::query!("select id from exam where id = $1 for update", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    exam(conn, id).await
}

/// Holds exams so that nobody else changes them until the act ends.
pub async fn lock_exams(conn: &mut PgConnection, ids: &[ExamId]) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    sqlx::query!("select id from exam where id = any($1) order by id for update", &ids)
        .fetch_all(conn)
        .await?;
    Ok(())
}

/// The ids of a course's exams, held until the act ends.
pub async fn lock_exams_of_course(
    conn: &mut PgConnection,
    id: CourseId,
) -> sqlx::Result<Vec<ExamId>> {
    let ids = sqlx::query_scalar!(
        "select id from exam where course_id = $1 order by id for update",
        id.0
    );
    Ok(ids.fetch_all(conn).await?.into_iter().map(ExamId).collect())
}

/// Holds an exam as it is planned until the act ends; several acts may at once. Whoever
/// changes it waits for them, and they for her.
pub async fn hold_exam(conn: &mut PgConnection, id: ExamId) -> sqlx::Result<()> {
    sqlx::query!("select id from exam where id = $1 for share", id.0).fetch_optional(conn).await?;
    Ok(())
}

/// How far the grading of exams has come.
pub struct Graded {
    /// A standpoint is given on some answer, or a grade list is sealed.
    pub assessed: bool,
    /// A result is announced.
    pub announced: bool,
    /// Somebody is or was registered, or an exclusion has refused somebody.
    pub signed_up: bool,
}

/// How far the grading of these exams has come, of all of them together.
pub async fn graded(conn: &mut PgConnection, exams: &[ExamId]) -> sqlx::Result<Graded> {
    let exams: Vec<Uuid> = exams.iter().map(|id| id.0).collect();
    sqlx::query_file_as!(Graded, "src/catalogue/graded.sql", &exams).fetch_one(conn).await
}

/// Where the unit of a course lies.
pub async fn course_place(
    conn: &mut PgConnection,
    id: CourseId,
) -> sqlx::Result<Option<PlaceCode>> {
    let place = sqlx::query_scalar!(
        "select unit.place_code from course join unit on unit.id = course.unit_id where course.id = $1",
        id.0
    );
    Ok(place.fetch_optional(conn).await?.map(PlaceCode))
}

/// The unit at a place.
pub async fn unit_at(conn: &mut PgConnection, place: &PlaceCode) -> sqlx::Result<Option<UnitId>> {
    let id = sqlx::query_scalar!("select id from unit where place_code = $1", place.0);
    Ok(id.fetch_optional(conn).await?.map(UnitId))
}

/// The room of a code.
pub async fn room(conn: &mut PgConnection, code: &str) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!("select id from room where code = $1", code).fetch_optional(conn).await
}

/// Every room the office knows, by name.
pub async fn rooms_known(conn: &mut PgConnection) -> sqlx::Result<Vec<ExamRoom>> {
    sqlx::query_file_as!(ExamRoom, "src/catalogue/rooms_known.sql").fetch_all(conn).await
}

/// A room in which exams are held.
pub struct ExamRoom {
    /// The room.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many candidates it holds.
    pub capacity: i32,
}

/// The rooms of an exam, in order of their codes.
pub async fn rooms(conn: &mut PgConnection, exam: ExamId) -> sqlx::Result<Vec<ExamRoom>> {
    sqlx::query_file_as!(ExamRoom, "src/catalogue/rooms.sql", exam.0).fetch_all(conn).await
}

/// Makes these the rooms of the exam; candidates placed elsewhere lose their place.
pub async fn set_rooms(conn: &mut PgConnection, exam: ExamId, rooms: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("delete from exam_room where exam_id = $1", exam.0).execute(&mut *conn).await?;
    sqlx::query!(
        "insert into exam_room (exam_id, room_id) select distinct $1::uuid, id from unnest($2::uuid[]) as room(id)",
        exam.0,
        rooms
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update exam_registration set room_id = null, room_kept = null
        where exam_id = $1 and not (room_id = any($2))",
        exam.0,
        rooms
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes a course: a new one, or one that is there anew.
pub async fn write_course(
    conn: &mut PgConnection,
    id: CourseId,
    unit: UnitId,
    fields: &CourseFields,
) -> sqlx::Result<()> {
    let (level, form) = super::course::level_and_form(fields);
    sqlx::query_file!(
        "src/catalogue/write_course.sql",
        id.0,
        fields.code.trim(),
        fields.version.trim(),
        fields.name_nb.trim(),
        fields.name_nn.trim(),
        fields.name_en.trim(),
        fields.credits,
        unit.0,
        level,
        form,
        super::course::scale(fields),
        fields.classification.map(Classification::code)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes an exam: a new one, or one that is there anew.
pub async fn write_exam(
    conn: &mut PgConnection,
    id: ExamId,
    fields: &ExamFields,
) -> sqlx::Result<()> {
    sqlx::query_file!(
        "src/catalogue/write_exam.sql",
        id.0,
        fields.course.0,
        fields.term.to_string(),
        words::word(&fields.kind),
        fields.date.map(ToSqlx::to_sqlx) as _,
        fields.starts_at.map(ToSqlx::to_sqlx) as _,
        fields.duration_minutes,
        fields.copies
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether a published plan has set when and where the exam is held.
pub async fn planned(conn: &mut PgConnection, id: ExamId) -> sqlx::Result<bool> {
    let planned = sqlx::query_scalar!(
        r#"select planned_at is not null as "planned!" from exam where id = $1"#,
        id.0
    );
    Ok(planned.fetch_optional(conn).await?.unwrap_or(false))
}

/// Writes when exams are held, and that a published plan has set it.
pub async fn set_slots(
    conn: &mut PgConnection,
    slots: &[(ExamId, Slot)],
    at: jiff::Timestamp,
) -> sqlx::Result<()> {
    let exams: Vec<Uuid> = slots.iter().map(|(id, _)| id.0).collect();
    let dates: Vec<_> = slots.iter().map(|(_, slot)| slot.date.to_sqlx()).collect();
    let hours: Vec<_> = slots.iter().map(|(_, slot)| slot.starts_at.map(ToSqlx::to_sqlx)).collect();
    sqlx::query_file!(
        "src/catalogue/set_slots.sql",
        &exams,
        &dates as _,
        &hours as _,
        at.to_sqlx()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Makes these the rooms of exams; candidates placed elsewhere lose their place.
pub async fn set_rooms_of(conn: &mut PgConnection, slots: &[(ExamId, Slot)]) -> sqlx::Result<()> {
    let exams: Vec<Uuid> = slots.iter().map(|(id, _)| id.0).collect();
    let held = slots.iter().flat_map(|(id, slot)| slot.rooms.iter().map(|room| (id.0, room.0)));
    let (of, rooms): (Vec<Uuid>, Vec<Uuid>) = held.unzip();
    sqlx::query!("delete from exam_room where exam_id = any($1)", &exams)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "insert into exam_room (exam_id, room_id)
        select distinct exam_id, room_id from unnest($1::uuid[], $2::uuid[]) as held(exam_id, room_id)",
        &of,
        &rooms
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query_file!("src/catalogue/leave_rooms.sql", &exams).execute(conn).await?;
    Ok(())
}

/// A course as a form shows it.
pub struct CourseRow {
    /// The opaque id.
    pub id: Uuid,
    /// The code.
    pub code: String,
    /// The version of the code.
    pub version: String,
    /// The name in bokmål.
    pub name_nb: String,
    /// The name in nynorsk.
    pub name_nn: String,
    /// The name in English.
    pub name_en: String,
    /// The credits.
    pub credits: rust_decimal::Decimal,
    /// Where its unit lies.
    pub place_code: String,
    /// The level as a word.
    pub level: String,
    /// The form of assessment as a word.
    pub form: String,
    /// The grade scale as a word.
    pub grade_scale: String,
    /// The category of studies as its code, where it belongs to one.
    pub classification: Option<String>,
}

impl CourseRow {
    /// The name in a language form.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Nb => &self.name_nb,
            Language::Nn => &self.name_nn,
            Language::En => &self.name_en,
        }
    }
}

/// The courses of these places, in order of their codes; of one id when it is given.
pub async fn courses(
    conn: &mut PgConnection,
    scope: &[String],
    only: Option<CourseId>,
) -> sqlx::Result<Vec<CourseRow>> {
    sqlx::query_file_as!(CourseRow, "src/catalogue/courses.sql", scope, only.map(|id| id.0))
        .fetch_all(conn)
        .await
}

/// One course as a form shows it, wherever it is given; `None` where there is none.
pub async fn course(conn: &mut PgConnection, id: CourseId) -> sqlx::Result<Option<CourseRow>> {
    let Some(place) = course_place(conn, id).await? else { return Ok(None) };
    Ok(courses(conn, &[place.0], Some(id)).await?.into_iter().next())
}
