//! Reads and writes of deliveries and absences.

use super::{Absence, Channel, Receive};
use crate::catalogue::words;
use crate::ids::{DeliveryId, ExamId, PersonId, RegistrationId};
use crate::people::PersonName;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::Text;
use sqlx::PgConnection;
use uuid::Uuid;

/// The registration of a candidate number.
pub async fn by_number(
    conn: &mut PgConnection,
    exam: ExamId,
    number: i32,
) -> sqlx::Result<Option<RegistrationId>> {
    let id = sqlx::query_scalar!(
        "select id from exam_registration where exam_id = $1 and candidate_number = $2",
        exam.0,
        number
    );
    Ok(id.fetch_optional(conn).await?.map(RegistrationId))
}

/// When what was ticked off and taken back first came in, if anything was.
pub async fn first_received(
    conn: &mut PgConnection,
    registration: RegistrationId,
) -> sqlx::Result<Option<Timestamp>> {
    let first = sqlx::query_file_scalar!("src/delivery/first_received.sql", registration.0);
    Ok(first.fetch_optional(conn).await?.map(|at| at.to_jiff()))
}

/// Writes what the desk received, and when.
pub async fn insert(
    conn: &mut PgConnection,
    id: DeliveryId,
    registration: RegistrationId,
    command: &Receive,
    by: PersonId,
    at: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into delivery (id, registration_id, received_at, channel, copies,
            candidate_number_ok, front_page_ok, note, received_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id.0,
        registration.0,
        at.to_sqlx() as _,
        words::word(&command.channel),
        command.copies,
        command.candidate_number_ok,
        command.front_page_ok,
        command.note.trim(),
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes that a candidate has uploaded.
pub async fn insert_upload(
    conn: &mut PgConnection,
    id: DeliveryId,
    registration: RegistrationId,
    by: PersonId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into delivery (id, registration_id, received_at, channel, copies,
            candidate_number_ok, front_page_ok, received_by)
        values ($1, $2, $3, 'upload', 1, true, true, $4)",
        id.0,
        registration.0,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes the time of the newest upload.
pub async fn receive_again(
    conn: &mut PgConnection,
    id: DeliveryId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!("update delivery set received_at = $2 where id = $1", id.0, now.to_sqlx() as _)
        .execute(conn)
        .await?;
    Ok(())
}

/// Puts a file in force; an earlier one points to it and is kept.
pub async fn replace_file(
    conn: &mut PgConnection,
    delivery: DeliveryId,
    file: Uuid,
    now: Timestamp,
) -> sqlx::Result<()> {
    let id = Uuid::now_v7();
    // Written as replaced by itself first: only one is in force.
    sqlx::query!(
        "insert into delivery_file (id, delivery_id, file_id, added_at, replaced_by)
        values ($1, $2, $3, $4, $1)",
        id,
        delivery.0,
        file,
        now.to_sqlx() as _
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update delivery_file set replaced_by = $1 where delivery_id = $2 and replaced_by is null",
        id,
        delivery.0
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("update delivery_file set replaced_by = null where id = $1", id)
        .execute(conn)
        .await?;
    Ok(())
}

/// The delivery of a registration, and by which channel it came.
pub async fn delivery_of(
    conn: &mut PgConnection,
    registration: RegistrationId,
) -> sqlx::Result<Option<(DeliveryId, Channel)>> {
    let row =
        sqlx::query!("select id, channel from delivery where registration_id = $1", registration.0);
    let row = row.fetch_optional(conn).await?;
    // The CHECK of the column holds it to the channels there are.
    Ok(row.map(|row| (DeliveryId(row.id), words::read(&row.channel).unwrap_or(Channel::Desk))))
}

/// Whether an examiner has given a standpoint on this registration's answer, or the grades of
/// the exam are sealed.
pub async fn is_assessed(
    conn: &mut PgConnection,
    registration: RegistrationId,
    exam: ExamId,
) -> sqlx::Result<bool> {
    sqlx::query_file_scalar!("src/delivery/assessed.sql", registration.0, exam.0)
        .fetch_one(conn)
        .await
}

/// A delivery that is held until the act ends.
pub struct Held {
    /// Whose answer it is.
    pub registration: RegistrationId,
    /// Whether it was uploaded.
    pub has_files: bool,
}

/// Holds a delivery of this exam; `None` if the exam has no such delivery.
pub async fn lock_delivery(
    conn: &mut PgConnection,
    exam: ExamId,
    id: DeliveryId,
) -> sqlx::Result<Option<Held>> {
    let row = sqlx::query!(
        r#"select delivery.registration_id,
            exists (select from delivery_file where delivery_id = delivery.id) as "files!"
        from delivery
        join exam_registration on exam_registration.id = delivery.registration_id
        where delivery.id = $1 and exam_registration.exam_id = $2
        for update of delivery"#,
        id.0,
        exam.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Held {
        registration: RegistrationId(row.registration_id),
        has_files: row.files,
    }))
}

/// Moves a delivery to the corrections.
pub async fn correct(
    conn: &mut PgConnection,
    id: DeliveryId,
    reason: &str,
    by: PersonId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query_file!(
        "src/delivery/correct.sql",
        Uuid::now_v7(),
        id.0,
        reason,
        now.to_sqlx() as _,
        by.0
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("delete from delivery where id = $1", id.0).execute(conn).await?;
    Ok(())
}

/// Writes an absence, or another reason for one that is recorded.
pub async fn set_absence(
    conn: &mut PgConnection,
    registration: RegistrationId,
    kind: Absence,
    by: PersonId,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into absence (registration_id, kind, recorded_at, recorded_by)
        values ($1, $2, $3, $4)
        on conflict (registration_id) do update
        set kind = excluded.kind, recorded_at = excluded.recorded_at,
            recorded_by = excluded.recorded_by",
        registration.0,
        words::word(&kind),
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes an absence of this exam away; false where none is recorded.
pub async fn remove_absence(
    conn: &mut PgConnection,
    exam: ExamId,
    id: RegistrationId,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "delete from absence using exam_registration
        where absence.registration_id = $1
            and exam_registration.id = absence.registration_id
            and exam_registration.exam_id = $2",
        id.0,
        exam.0
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// One line of the desk's screen: a candidate who has delivered, is absent or is missing.
pub struct Line {
    /// The registration.
    pub id: RegistrationId,
    /// The person.
    pub person: PersonId,
    /// The name, shown on purpose only.
    pub name: PersonName,
    /// The number, once it is drawn.
    pub number: Option<i32>,
    /// The delivery, if there is one.
    pub delivery: Option<DeliveryId>,
    /// When it came.
    pub received_at: Option<Timestamp>,
    /// How it came, as a word.
    pub channel: Option<String>,
    /// How many copies came.
    pub copies: Option<i32>,
    /// What the desk noted.
    pub note: Option<String>,
    /// The absence recorded, as a word.
    pub absence: Option<String>,
    /// Why what was received is not taken back here, if it is not.
    pub kept: Option<Kept>,
}

/// Why a delivery is not taken back at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The candidate has uploaded it.
    Uploaded,
    /// An examiner has assessed it.
    Assessed,
}

impl Line {
    /// The name as it stands in this reader's list.
    pub fn listed(&self, frame: &ui::Frame) -> String {
        self.name.listed(frame.language)
    }
}

/// Which lines to show.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Received, newest first.
    Received,
    /// Neither received nor absent, by number.
    Missing,
    /// Absent, by number.
    Absent,
    /// Registered and without a number.
    Unnumbered,
}

/// At most `limit` lines of one kind.
pub async fn lines(
    conn: &mut PgConnection,
    exam: ExamId,
    which: Which,
    limit: i64,
) -> sqlx::Result<Vec<Line>> {
    let ids = match which {
        Which::Received => {
            sqlx::query_file_scalar!("src/delivery/received.sql", exam.0, limit)
                .fetch_all(&mut *conn)
                .await?
        }
        Which::Missing => {
            sqlx::query_file_scalar!("src/delivery/missing.sql", exam.0, limit)
                .fetch_all(&mut *conn)
                .await?
        }
        Which::Absent => {
            sqlx::query_file_scalar!("src/delivery/absent.sql", exam.0, limit)
                .fetch_all(&mut *conn)
                .await?
        }
        Which::Unnumbered => {
            sqlx::query_file_scalar!("src/delivery/unnumbered.sql", exam.0, limit)
                .fetch_all(&mut *conn)
                .await?
        }
    };
    let rows = sqlx::query_file!("src/delivery/lines.sql", &ids).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Line {
            id: RegistrationId(row.id),
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            number: row.candidate_number,
            delivery: row.delivery_id.map(DeliveryId),
            received_at: row.received_at.map(|at| at.to_jiff()),
            channel: row.channel,
            copies: row.copies,
            note: row.note,
            absence: row.absence,
            kept: match (row.uploaded, row.assessed) {
                (_, true) => Some(Kept::Assessed),
                (true, _) => Some(Kept::Uploaded),
                _ => None,
            },
        })
        .collect())
}

/// The receipt for an uploaded answer.
pub struct Receipt {
    /// When it came.
    pub received_at: Timestamp,
    /// Its SHA-256 in hex.
    pub sha256: String,
    /// Its length.
    pub size_bytes: i64,
    /// The kind of file.
    pub media_type: String,
    /// The file.
    pub file: Uuid,
}

/// The receipt of a registration's answer in force.
pub async fn receipt(
    conn: &mut PgConnection,
    registration: RegistrationId,
) -> sqlx::Result<Option<Receipt>> {
    let row = sqlx::query_file!("src/delivery/receipt.sql", registration.0);
    Ok(row.fetch_optional(conn).await?.map(|row| Receipt {
        received_at: row.added_at.to_jiff(),
        sha256: row.sha256,
        size_bytes: row.size_bytes,
        media_type: row.media_type,
        file: row.file_id,
    }))
}

/// One exam on the desk's overview (J-06).
pub struct Upcoming {
    /// The exam.
    pub id: ExamId,
    /// The course code.
    pub code: String,
    /// The name of the course.
    pub name: Text,
    /// The term.
    pub term: String,
    /// Why the sitting is held, as a word.
    pub kind: String,
    /// The form of assessment as a word.
    pub form: String,
    /// The day of the exam or of hand-in.
    pub date: Date,
    /// How many are registered.
    pub registered: i64,
    /// How many answers were received.
    pub delivered: i64,
}

/// The exams of these places held, or handed in, between two days.
pub async fn upcoming(
    conn: &mut PgConnection,
    scope: &[String],
    from: Date,
    to: Date,
) -> sqlx::Result<Vec<Upcoming>> {
    let rows = sqlx::query_file!(
        "src/delivery/upcoming.sql",
        scope,
        from.to_sqlx() as _,
        to.to_sqlx() as _
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Upcoming {
            id: ExamId(row.id),
            code: row.code,
            name: Text::new(row.name_nb, row.name_nn, row.name_en),
            term: row.term,
            kind: row.kind,
            form: row.form,
            date: row.exam_date.to_jiff(),
            registered: row.registered,
            delivered: row.delivered,
        })
        .collect())
}
