//! Reads and writes of date-wish requests and what was answered.

use super::{Answer, Fixed, Wish};
use crate::said::wrong;
use crate::{DateWishRequestId, Series};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use letters::Course;
use office::people::PlaceCode;
use office::{ExamId, PersonId, Result, UnitId};
use rules::{Term, Text};
use sqlx::PgConnection;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The forms of assessment whose exams are held on a day: those that are written in a room, and those
/// whose day the subject community sets itself.
pub const HELD: [&str; 4] = [WRITTEN, "oral", "practical", "performing"];
/// What is written in a room.
pub const WRITTEN: &str = "written_school";

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    /// The opaque id.
    pub id: DateWishRequestId,
    /// The unit that asks.
    pub unit: UnitId,
    /// Where it lies.
    pub place: PlaceCode,
    /// The term.
    pub term: Term,
    /// Which exams of it.
    pub series: Series,
    /// The first day on which exams can lie.
    pub first_on: Date,
    /// The last one.
    pub last_on: Date,
    /// The last day to answer.
    pub answer_by: Date,
    /// The day on which who has not answered is reminded.
    pub remind_on: Date,
    /// Who asked.
    pub asked_by: PersonId,
    /// Whether the reminder went out.
    pub reminded: bool,
}

/// A request in a list.
pub struct Listed {
    /// The request.
    pub request: Request,
    /// The name of its unit.
    pub unit_name: Text,
    /// How many exams it asks about.
    pub asked: i64,
    /// For how many somebody has answered.
    pub answered: i64,
}

fn forms() -> Vec<String> {
    HELD.map(ToOwned::to_owned).to_vec()
}

/// The unit at a place.
pub async fn unit_at(conn: &mut PgConnection, place: &str) -> sqlx::Result<Option<UnitId>> {
    let id = sqlx::query_scalar!("select unit.id from unit where unit.place_code = $1", place);
    Ok(id.fetch_optional(conn).await?.map(UnitId))
}

/// A unit that somebody may plan for.
pub struct Unit {
    /// Its place code.
    pub place: String,
    /// Its name.
    pub name: Text,
    /// `institution`, `faculty` or `department`.
    pub level: String,
}

/// The units of these places and those below.
pub async fn units(conn: &mut PgConnection, scope: &[String]) -> sqlx::Result<Vec<Unit>> {
    let rows = sqlx::query!(
        "select place_code, name_nb, name_nn, name_en, level from unit
        where in_scope(place_code, $1) order by place_code",
        scope
    )
    .fetch_all(conn)
    .await?;
    let unit = rows.into_iter().map(|row| Unit {
        place: row.place_code,
        name: Text::new(row.name_nb, row.name_nn, row.name_en),
        level: row.level,
    });
    Ok(unit.collect())
}

/// Keeps a new request.
pub async fn insert(conn: &mut PgConnection, new: &Request, at: Timestamp) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into date_wish_request (id, unit_id, term, series, first_on, last_on, answer_by,
            remind_on, asked_by, asked_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        new.id.0,
        new.unit.0,
        new.term.to_string(),
        new.series.code(),
        new.first_on.to_sqlx(),
        new.last_on.to_sqlx(),
        new.answer_by.to_sqlx(),
        new.remind_on.to_sqlx(),
        new.asked_by.0,
        at.to_sqlx(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Sets a later deadline, and with it the day of the reminder.
pub async fn set_deadline(conn: &mut PgConnection, request: &Request) -> sqlx::Result<()> {
    sqlx::query!(
        "update date_wish_request set answer_by = $2, remind_on = $3, reminded_at = null where id = $1",
        request.id.0,
        request.answer_by.to_sqlx(),
        request.remind_on.to_sqlx(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that who had not answered was reminded.
pub async fn set_reminded(
    conn: &mut PgConnection,
    id: DateWishRequestId,
    at: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!("update date_wish_request set reminded_at = $2 where id = $1", id.0, at.to_sqlx())
        .execute(conn)
        .await?;
    Ok(())
}

/// One request; held until the act ends when `lock`.
///
/// # Errors
/// The database is away, or holds what is no term or series.
pub async fn request(
    conn: &mut PgConnection,
    id: DateWishRequestId,
    lock: bool,
) -> Result<Option<Request>> {
    if lock {
        sqlx::query!("select id from date_wish_request where id = $1 for update", id.0)
            .fetch_optional(&mut *conn)
            .await?;
    }
    let row = sqlx::query!(
        r#"select request.*, request.reminded_at is not null as "reminded!", unit.place_code
        from date_wish_request as request join unit on unit.id = request.unit_id
        where request.id = $1"#,
        id.0
    );
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    Ok(Some(Request {
        id,
        unit: UnitId(row.unit_id),
        place: PlaceCode(row.place_code),
        term: Term::parse(&row.term).map_err(|_| wrong("a term"))?,
        series: Series::from_code(&row.series).ok_or_else(|| wrong("a series"))?,
        first_on: row.first_on.to_jiff(),
        last_on: row.last_on.to_jiff(),
        answer_by: row.answer_by.to_jiff(),
        remind_on: row.remind_on.to_jiff(),
        asked_by: PersonId(row.asked_by),
        reminded: row.reminded,
    }))
}

/// The requests of these places and those above, the latest deadline first.
///
/// # Errors
/// As [`request`].
pub async fn requests(conn: &mut PgConnection, scope: &[String]) -> Result<Vec<Listed>> {
    let rows = sqlx::query_file!("src/date_wishes/requests.sql", scope, &forms());
    let mut listed = Vec::new();
    for row in rows.fetch_all(conn).await? {
        listed.push(Listed {
            request: Request {
                id: DateWishRequestId(row.id),
                unit: UnitId(row.unit_id),
                place: PlaceCode(row.place_code),
                term: Term::parse(&row.term).map_err(|_| wrong("a term"))?,
                series: Series::from_code(&row.series).ok_or_else(|| wrong("a series"))?,
                first_on: row.first_on.to_jiff(),
                last_on: row.last_on.to_jiff(),
                answer_by: row.answer_by.to_jiff(),
                remind_on: row.remind_on.to_jiff(),
                asked_by: PersonId(row.asked_by),
                reminded: row.reminded,
            },
            unit_name: Text::new(row.name_nb, row.name_nn, row.name_en),
            asked: row.asked,
            answered: row.answered,
        });
    }
    Ok(listed)
}

/// An exam that a request asks about.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The exam.
    pub exam: ExamId,
    /// `ordinary`, `early`, `deferred` or `resit`.
    pub kind: String,
    /// The course.
    pub course: Course,
    /// How it is assessed.
    pub form: String,
    /// Where the unit of the course lies.
    pub place: PlaceCode,
    /// The name of that unit.
    pub unit_name: Text,
    /// Who answered and when, if anybody did.
    pub answered: Option<(PersonId, Timestamp)>,
    /// The fixed day.
    pub fixed: Option<Fixed>,
    /// The note.
    pub note: String,
}

impl Asked {
    /// Whether the subject community sets the day itself: what is not written in a room.
    pub fn sets_own_day(&self) -> bool {
        self.form != WRITTEN
    }
}

/// The exams that a request asks about, by their codes.
pub async fn exams(conn: &mut PgConnection, request: &Request) -> sqlx::Result<Vec<Asked>> {
    let rows = sqlx::query_file!(
        "src/date_wishes/exams.sql",
        request.id.0,
        request.term.to_string(),
        &request.series.kinds(),
        &forms(),
        request.place.0
    )
    .fetch_all(conn)
    .await?;
    let asked = rows.into_iter().map(|row| Asked {
        exam: ExamId(row.id),
        kind: row.kind,
        course: Course { code: row.code, name: Text::new(row.name_nb, row.name_nn, row.name_en) },
        form: row.form,
        place: PlaceCode(row.place_code),
        unit_name: Text::new(row.unit_nb, row.unit_nn, row.unit_en),
        answered: row.answered_by.zip(row.answered_at).map(|(by, at)| (PersonId(by), at.to_jiff())),
        fixed: row.fixed_on.map(|on| Fixed {
            on: on.to_jiff(),
            at: row.fixed_at.map(jiff_sqlx::Time::to_jiff),
            because: row.fixed_because.unwrap_or_default(),
        }),
        note: row.note.unwrap_or_default(),
    });
    Ok(asked.collect())
}

/// A course without an answer, and somebody responsible for it.
pub struct Unanswered {
    /// Who.
    pub person: PersonId,
    /// The course.
    pub course: Course,
}

/// Whom to ask about what nobody has answered for.
pub async fn unanswered(
    conn: &mut PgConnection,
    request: &Request,
    today: Date,
) -> sqlx::Result<Vec<Unanswered>> {
    let rows = sqlx::query_file!(
        "src/date_wishes/unanswered.sql",
        request.id.0,
        request.term.to_string(),
        &request.series.kinds(),
        &forms(),
        request.place.0,
        today.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    let line = rows.into_iter().map(|row| Unanswered {
        person: PersonId(row.person_id),
        course: Course { code: row.code, name: Text::new(row.name_nb, row.name_nn, row.name_en) },
    });
    Ok(line.collect())
}

/// What was said of the days of an exam, with the days on which `person` is away.
pub async fn days(
    conn: &mut PgConnection,
    id: DateWishRequestId,
    exam: ExamId,
    person: PersonId,
) -> sqlx::Result<BTreeMap<Date, Wish>> {
    let rows = sqlx::query!(
        r#"select on_day as "on_day!", wish as "wish!" from date_wish_day
        where request_id = $1 and exam_id = $2
        union all
        select on_day, 'away' from teacher_absence where request_id = $1 and person_id = $3"#,
        id.0,
        exam.0,
        person.0
    )
    .fetch_all(conn)
    .await?;
    let day = |wish: &str| Wish::from_code(wish);
    Ok(rows.iter().filter_map(|row| Some((row.on_day.to_jiff(), day(&row.wish)?))).collect())
}

/// Keeps an answer in place of the one before; the days on which she is away count for all her exams.
pub async fn set_answer(
    conn: &mut PgConnection,
    request: &Request,
    exam: ExamId,
    said: &Answer,
    (person, at): (PersonId, Timestamp),
) -> sqlx::Result<()> {
    let fixed = said.fixed.as_ref();
    sqlx::query!(
        "insert into date_wish (request_id, exam_id, answered_by, answered_at, fixed_on, fixed_at,
            fixed_because, note)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (request_id, exam_id) do update set
            answered_by = excluded.answered_by, answered_at = excluded.answered_at,
            fixed_on = excluded.fixed_on, fixed_at = excluded.fixed_at,
            fixed_because = excluded.fixed_because, note = excluded.note",
        request.id.0,
        exam.0,
        person.0,
        at.to_sqlx(),
        fixed.map(|fixed| fixed.on.to_sqlx()) as _,
        fixed.and_then(|fixed| fixed.at).map(ToSqlx::to_sqlx) as _,
        fixed.map_or("", |fixed| fixed.because.trim()),
        said.note.trim(),
    )
    .execute(&mut *conn)
    .await?;
    let (away, wished): (Vec<_>, Vec<_>) =
        said.days.iter().partition(|(_, wish)| **wish == Wish::Away);
    let days: Vec<String> = wished.iter().map(|(day, _)| day.to_string()).collect();
    let wishes: Vec<String> = wished.iter().map(|(_, wish)| wish.code().to_owned()).collect();
    replace_days(conn, (request.id.0, exam.0), &days, &wishes).await?;
    let away: Vec<String> = away.iter().map(|(day, _)| day.to_string()).collect();
    replace_absence(conn, (request.id.0, person.0), &away).await
}

async fn replace_days(
    conn: &mut PgConnection,
    (request, exam): (Uuid, Uuid),
    days: &[String],
    wishes: &[String],
) -> sqlx::Result<()> {
    sqlx::query!("delete from date_wish_day where request_id = $1 and exam_id = $2", request, exam)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "insert into date_wish_day (request_id, exam_id, on_day, wish)
        select $1::uuid, $2::uuid, said.on_day::date, said.wish
        from unnest($3::text[], $4::text[]) as said(on_day, wish)",
        request,
        exam,
        days,
        wishes
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn replace_absence(
    conn: &mut PgConnection,
    (request, person): (Uuid, Uuid),
    days: &[String],
) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from teacher_absence where request_id = $1 and person_id = $2",
        request,
        person
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into teacher_absence (request_id, person_id, on_day)
        select $1::uuid, $2::uuid, away.on_day::date from unnest($3::text[]) as away(on_day)",
        request,
        person,
        days
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many are wished, will do and will not, of each exam of a request.
pub async fn counts(
    conn: &mut PgConnection,
    id: DateWishRequestId,
) -> sqlx::Result<BTreeMap<ExamId, [i64; 3]>> {
    let rows = sqlx::query!(
        r#"select exam_id,
            count(*) filter (where wish = 'wished') as "wished!",
            count(*) filter (where wish = 'acceptable') as "acceptable!",
            count(*) filter (where wish = 'impossible') as "impossible!"
        from date_wish_day where request_id = $1 group by exam_id"#,
        id.0
    )
    .fetch_all(conn)
    .await?;
    let count = rows
        .into_iter()
        .map(|row| (ExamId(row.exam_id), [row.wished, row.acceptable, row.impossible]));
    Ok(count.collect())
}

/// The names of persons.
pub async fn names(
    conn: &mut PgConnection,
    persons: &[PersonId],
) -> sqlx::Result<BTreeMap<PersonId, office::people::PersonName>> {
    let persons: Vec<Uuid> = persons.iter().map(|person| person.0).collect();
    let rows = sqlx::query!(
        "select person.id, given_name, family_name, protected_address from person where person.id = any($1)",
        &persons
    );
    let rows = rows.fetch_all(conn).await?;
    let name = rows.into_iter().map(|row| {
        let name =
            office::people::PersonName::new(row.given_name, row.family_name, row.protected_address);
        (PersonId(row.id), name)
    });
    Ok(name.collect())
}
