//! Reads and writes of candidate numbers, places and lists.

use crate::ids::{ExamId, PersonId, RegistrationId};
use crate::people::PersonName;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use rules::Language;
use sqlx::PgConnection;
use uuid::Uuid;

/// In which order a list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// By family name, protected persons last, by number.
    Name,
    /// By candidate number.
    Number,
    /// By room, within it by name.
    Room,
}

impl Order {
    /// The word in the address of a list.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Number => "number",
            Self::Room => "room",
        }
    }

    /// Reads the word; by name for anything else.
    pub fn read(word: &str) -> Self {
        [Self::Name, Self::Number, Self::Room]
            .into_iter()
            .find(|order| order.word() == word)
            .unwrap_or(Self::Name)
    }
}

/// One candidate on a list.
pub struct Candidate {
    /// The registration.
    pub id: RegistrationId,
    /// The person.
    pub person: PersonId,
    /// The name, shown on purpose only.
    pub name: PersonName,
    /// The student number; withheld from the list for a protected person.
    pub student_number: String,
    /// The number, once it is drawn.
    pub number: Option<i32>,
    /// The language form wished for.
    pub language: Language,
    /// The code of the room.
    pub room: String,
    /// Whether the paper goes out by e-mail.
    pub email_delivery: bool,
    /// Where to; empty when unknown or protected.
    pub email: String,
    /// Whether an answer has been received.
    pub delivered: bool,
    /// The kind of absence, if one is recorded.
    pub absence: Option<String>,
}

impl Candidate {
    /// The name as it stands in this reader's list.
    pub fn listed(&self, frame: &ui::Frame) -> String {
        self.name.listed(frame.language)
    }
}

/// A part of a list, and how long the whole is.
pub struct Listed {
    /// The candidates of this part.
    pub candidates: Vec<Candidate>,
    /// How many there are in all.
    pub total: u32,
}

/// The registered candidates of an exam. `room`: only those of one room code. A `limit`
/// of `None` gives all of them.
pub async fn list(
    conn: &mut PgConnection,
    exam: ExamId,
    order: Order,
    room: &str,
    offset: u32,
    limit: Option<u32>,
) -> sqlx::Result<Listed> {
    let total = sqlx::query_file_scalar!("src/candidates/count.sql", exam.0, room)
        .fetch_one(&mut *conn)
        .await?;
    let (from, most) = (i64::from(offset), limit.map(i64::from));
    let ids = match order {
        Order::Name => by_name(&mut *conn, exam, room, from, most, total).await?,
        Order::Number => {
            sqlx::query_file_scalar!("src/candidates/by_number.sql", exam.0, room, from, most)
                .fetch_all(&mut *conn)
                .await?
        }
        Order::Room => {
            sqlx::query_file_scalar!("src/candidates/by_room.sql", exam.0, room, from, most)
                .fetch_all(&mut *conn)
                .await?
        }
    };
    let candidates = listed(conn, &ids).await?;
    Ok(Listed { candidates, total: u32::try_from(total).unwrap_or(u32::MAX) })
}

/// Those of the registered candidates of an exam whom `q` finds: by candidate number or student
/// number, whole, or by a part of the name. `room`: only those of one room code.
pub async fn find(
    conn: &mut PgConnection,
    exam: ExamId,
    q: &str,
    order: Order,
    room: &str,
    (offset, limit): (u32, u32),
) -> sqlx::Result<Listed> {
    let found = sqlx::query_file!(
        "src/candidates/find.sql",
        exam.0,
        room,
        q,
        order.word(),
        i64::from(limit),
        i64::from(offset)
    )
    .fetch_all(&mut *conn)
    .await?;
    let total = found.first().map_or(0, |row| row.total);
    let ids: Vec<_> = found.into_iter().map(|row| row.id).collect();
    let candidates = listed(conn, &ids).await?;
    Ok(Listed { candidates, total: u32::try_from(total).unwrap_or(u32::MAX) })
}

/// What a list shows of these registrations, in their order.
async fn listed(conn: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<Vec<Candidate>> {
    let rows = sqlx::query_file!("src/candidates/list.sql", ids).fetch_all(conn).await?;
    let candidates = rows.into_iter().map(|row| Candidate {
        id: RegistrationId(row.id),
        person: PersonId(row.person_id),
        name: PersonName::new(row.given_name, row.family_name, row.protected_address),
        student_number: row.student_number,
        number: row.candidate_number,
        language: crate::people::store::language(&row.language),
        room: row.room,
        email_delivery: row.email_delivery,
        email: row.email,
        delivered: row.delivered,
        absence: row.absence,
    });
    Ok(candidates.collect())
}

/// A part of the list by name, of `total` registrations. What lies past the middle is read from
/// the end, and turned round again.
async fn by_name(
    conn: &mut PgConnection,
    exam: ExamId,
    room: &str,
    from: i64,
    most: Option<i64>,
    total: i64,
) -> sqlx::Result<Vec<Uuid>> {
    let shown = (total - from).clamp(0, most.unwrap_or(total));
    let after = total - from - shown;
    if after >= from {
        return sqlx::query_file_scalar!("src/candidates/by_name.sql", exam.0, room, from, most)
            .fetch_all(conn)
            .await;
    }
    let ids = sqlx::query_file_scalar!(
        "src/candidates/by_name_from_end.sql",
        exam.0,
        room,
        after.max(0),
        shown
    );
    let mut ids = ids.fetch_all(conn).await?;
    ids.reverse();
    Ok(ids)
}

/// The numbers that are given in an exam, also those of candidates who have withdrawn.
pub async fn numbers(conn: &mut PgConnection, exam: ExamId) -> sqlx::Result<Vec<i32>> {
    sqlx::query_scalar!(
        r#"select candidate_number as "number!" from exam_registration
        where exam_id = $1 and candidate_number is not null"#,
        exam.0
    )
    .fetch_all(conn)
    .await
}

/// The registered candidates without a number.
pub async fn without_number(conn: &mut PgConnection, exam: ExamId) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from exam_registration
        where exam_id = $1 and status = 'registered' and candidate_number is null
        order by id for update",
        exam.0
    )
    .fetch_all(conn)
    .await
}

/// What candidates are given, one each, in the order of the list of registrations.
pub enum Given<'a> {
    /// Their numbers.
    Numbers(&'a [i32]),
    /// Their rooms.
    Rooms(&'a [Uuid]),
}

/// Gives each registration its number or its room.
pub async fn give(
    conn: &mut PgConnection,
    registrations: &[Uuid],
    given: Given<'_>,
) -> sqlx::Result<()> {
    match given {
        Given::Numbers(numbers) => sqlx::query!(
            "update exam_registration set candidate_number = given.number
            from unnest($1::uuid[], $2::integer[]) as given(id, number)
            where exam_registration.id = given.id",
            registrations,
            numbers
        ),
        Given::Rooms(rooms) => sqlx::query!(
            "update exam_registration set room_id = given.room
            from unnest($1::uuid[], $2::uuid[]) as given(id, room)
            where exam_registration.id = given.id",
            registrations,
            rooms
        ),
    }
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes when the exam was numbered.
pub async fn set_numbered(
    conn: &mut PgConnection,
    exam: ExamId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!("update exam set numbered_at = $2 where id = $1", exam.0, now.to_sqlx() as _)
        .execute(conn)
        .await?;
    Ok(())
}

/// The registered candidates in the order of the list by name: a protected person's place in
/// a room would tell the name as well.
pub async fn in_name_order(conn: &mut PgConnection, exam: ExamId) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_file_scalar!("src/candidates/by_name.sql", exam.0, "", 0, None::<i64>)
        .fetch_all(conn)
        .await
}

/// A candidate whose room was chosen for her.
pub struct Kept {
    /// The registration.
    pub id: Uuid,
    /// The room.
    pub room: Uuid,
    /// Whether the others sit elsewhere.
    pub apart: bool,
}

/// The registered candidates of an exam whose rooms were chosen for them.
pub async fn kept(conn: &mut PgConnection, exam: ExamId) -> sqlx::Result<Vec<Kept>> {
    sqlx::query_as!(
        Kept,
        r#"select id, room_id as "room!", room_kept = 'apart' as "apart!" from exam_registration
        where exam_id = $1 and status = 'registered' and room_id is not null and room_kept is not null"#,
        exam.0
    )
    .fetch_all(conn)
    .await
}

/// Whether the candidate's e-mail address is known; `None` if the exam has no such candidate.
pub async fn knows_email(
    conn: &mut PgConnection,
    exam: ExamId,
    id: RegistrationId,
) -> sqlx::Result<Option<bool>> {
    sqlx::query_scalar!(
        r#"select person.email <> '' as "known!" from exam_registration as registration
        join person on person.id = registration.person_id
        where registration.exam_id = $1 and registration.id = $2"#,
        exam.0,
        id.0
    )
    .fetch_optional(conn)
    .await
}

/// Marks delivery by e-mail.
pub async fn set_email_delivery(
    conn: &mut PgConnection,
    id: RegistrationId,
    by_email: bool,
) -> sqlx::Result<()> {
    sqlx::query!("update exam_registration set email_delivery = $2 where id = $1", id.0, by_email)
        .execute(conn)
        .await?;
    Ok(())
}
