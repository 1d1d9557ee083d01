//! Reads and writes of special arrangements.

use super::NewAccommodation;
use crate::AccommodationId;
use crate::room_booking::Feature;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use office::people::{PersonName, PlaceCode};
use office::{ExamId, PersonId};
use sqlx::PgConnection;

/// The student of a student number, if she is or was signed up for an exam of these places or those below.
pub async fn student(
    conn: &mut PgConnection,
    number: &str,
    scope: &[String],
) -> sqlx::Result<Option<PersonId>> {
    let id = sqlx::query_file_scalar!("src/accommodation/student.sql", number, scope);
    Ok(id.fetch_optional(conn).await?.map(PersonId))
}

/// Keeps what was granted, of the unit at a place.
pub async fn insert(
    conn: &mut PgConnection,
    (id, person): (AccommodationId, PersonId),
    (place, new): (&str, &NewAccommodation),
    (by, now): (PersonId, Timestamp),
) -> sqlx::Result<()> {
    let needs: Vec<String> = new.needs.iter().map(|need| need.word().to_owned()).collect();
    sqlx::query_file!(
        "src/accommodation/insert.sql",
        id.0,
        person.0,
        place,
        new.case_ref.trim(),
        new.extra_minutes,
        new.extra_percent,
        &needs,
        new.equipment.trim(),
        new.first_on.to_sqlx() as _,
        new.last_on.to_sqlx() as _,
        by.0,
        now.to_sqlx()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Where the unit of a grant lies, and whether it has ended; held until the act ends.
pub async fn lock(
    conn: &mut PgConnection,
    id: AccommodationId,
) -> sqlx::Result<Option<(PlaceCode, bool)>> {
    let row = sqlx::query!(
        r#"select unit.place_code, granted.ended_at is not null as "ended!"
        from accommodation as granted join unit on unit.id = granted.unit_id
        where granted.id = $1 for update of granted"#,
        id.0
    );
    Ok(row.fetch_optional(conn).await?.map(|row| (PlaceCode(row.place_code), row.ended)))
}

/// Ends what was granted.
pub async fn end(
    conn: &mut PgConnection,
    id: AccommodationId,
    why: &str,
    (by, now): (PersonId, Timestamp),
) -> sqlx::Result<()> {
    sqlx::query!(
        "update accommodation set ended_at = $2, ended_by = $3, why_ended = $4 where id = $1",
        id.0,
        now.to_sqlx(),
        by.0,
        why
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What counts for a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// Whose it is.
    pub person: PersonId,
    /// Minutes beyond each exam.
    pub extra_minutes: i32,
    /// Per cent of each exam's time beyond it.
    pub extra_percent: i32,
    /// What her room must have or be.
    pub needs: Vec<Feature>,
    /// What she may use that others may not.
    pub equipment: String,
}

impl Granted {
    /// How many minutes she has beyond an exam of so many.
    pub fn beyond(&self, minutes: i32) -> i32 {
        self.extra_minutes + (minutes.max(0) * self.extra_percent + 99) / 100
    }
}

/// What counts on one of these days, by person.
pub async fn granted(
    conn: &mut PgConnection,
    (first, last): (Date, Date),
) -> sqlx::Result<Vec<Granted>> {
    let rows = sqlx::query!(
        "select person_id, extra_minutes, extra_percent, needs, equipment from accommodation
        where ended_at is null and first_on <= $2 and last_on >= $1
        order by person_id, first_on desc",
        first.to_sqlx() as _,
        last.to_sqlx() as _
    );
    let granted = rows.fetch_all(conn).await?.into_iter().map(|row| Granted {
        person: PersonId(row.person_id),
        extra_minutes: row.extra_minutes,
        extra_percent: row.extra_percent,
        needs: features(&row.needs),
        equipment: row.equipment,
    });
    Ok(granted.collect())
}

fn features(words: &[String]) -> Vec<Feature> {
    words.iter().filter_map(|word| Feature::read(word)).collect()
}

/// A grant as lists show it.
pub struct Listed {
    /// The opaque id.
    pub id: AccommodationId,
    /// The candidate's name, shown on purpose only.
    pub name: PersonName,
    /// What counts.
    pub granted: Granted,
    /// The number of the case.
    pub case_ref: String,
    /// The first day.
    pub first_on: Date,
    /// The last day.
    pub last_on: Date,
    /// When it was entered.
    pub entered_at: Timestamp,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}

/// Which are asked for.
#[derive(Clone, Copy)]
pub enum Whose<'a> {
    /// Those of the units at these places and below.
    Of(&'a [String]),
    /// A candidate's own.
    Own(PersonId),
}

/// What was granted, the newest first.
pub async fn list(conn: &mut PgConnection, whose: Whose<'_>) -> sqlx::Result<Vec<Listed>> {
    let (scope, person) = match whose {
        Whose::Of(scope) => (scope, None),
        Whose::Own(person) => (&[][..], Some(person.0)),
    };
    let rows = sqlx::query_file!("src/accommodation/list.sql", scope, person);
    let listed = rows.fetch_all(conn).await?.into_iter().map(|row| Listed {
        id: AccommodationId(row.id),
        name: PersonName::new(row.given_name, row.family_name, row.protected_address),
        granted: Granted {
            person: PersonId(row.person_id),
            extra_minutes: row.extra_minutes,
            extra_percent: row.extra_percent,
            needs: features(&row.needs),
            equipment: row.equipment,
        },
        case_ref: row.case_ref,
        first_on: row.first_on.to_jiff(),
        last_on: row.last_on.to_jiff(),
        entered_at: row.entered_at.to_jiff(),
        ended_at: row.ended_at.map(jiff_sqlx::Timestamp::to_jiff),
    });
    Ok(listed.collect())
}

/// Candidates of an exam who need the same, in the same room.
pub struct Counted {
    /// How many.
    pub candidates: i64,
    /// How many minutes they have beyond the exam.
    pub minutes: i32,
    /// What their room must have or be.
    pub needs: Vec<Feature>,
    /// What they may use that others may not.
    pub equipment: String,
    /// The code of the room that was chosen for them, where one was.
    pub room: Option<String>,
}

/// How many candidates of an exam need what on its day; before it has one, on any day of its term.
pub async fn of_exam(
    conn: &mut PgConnection,
    exam: ExamId,
    (first, last): (Date, Date),
) -> sqlx::Result<Vec<Counted>> {
    let rows = sqlx::query_file!(
        "src/accommodation/of_exam.sql",
        exam.0,
        first.to_sqlx() as _,
        last.to_sqlx() as _
    );
    let counted = rows.fetch_all(conn).await?.into_iter().map(|row| Counted {
        candidates: row.candidates,
        minutes: row.minutes,
        needs: features(&row.needs),
        equipment: row.equipment,
        room: row.room,
    });
    Ok(counted.collect())
}
