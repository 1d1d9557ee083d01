//! Whom a case concerns, and what is at hand of that student.

use super::read;
use crate::catalogue::words;
use crate::misconduct::Matter;
use crate::misconduct::case::State;
use crate::people::{PersonName, PlaceCode};
use crate::{MisconductId, PersonId, RegistrationId, UnitId};
use rules::Text;
use sqlx::PgConnection;
use uuid::Uuid;

/// Whom a report concerns, and the unit that reports.
pub(in crate::misconduct) struct Subject {
    pub(in crate::misconduct) person: PersonId,
    pub(in crate::misconduct) unit: UnitId,
    pub(in crate::misconduct) place: PlaceCode,
}

/// The candidate of a registration, and the unit of the course.
pub(in crate::misconduct) async fn subject_of_exam(
    conn: &mut PgConnection,
    registration: RegistrationId,
) -> sqlx::Result<Option<Subject>> {
    let row = sqlx::query!(
        "select exam_registration.person_id, course.unit_id, unit.place_code
        from exam_registration
        join exam on exam.id = exam_registration.exam_id
        join course on course.id = exam.course_id
        join unit on unit.id = course.unit_id
        where exam_registration.id = $1",
        registration.0
    );
    Ok(row.fetch_optional(conn).await?.map(|row| Subject {
        person: PersonId(row.person_id),
        unit: UnitId(row.unit_id),
        place: PlaceCode(row.place_code),
    }))
}

pub(in crate::misconduct) async fn subject_by_number(
    conn: &mut PgConnection,
    student_number: &str,
    scope: &[String],
) -> sqlx::Result<Option<Subject>> {
    let row = sqlx::query_file!("src/misconduct/subject_by_number.sql", student_number, scope);
    Ok(row.fetch_optional(conn).await?.map(|row| Subject {
        person: PersonId(row.person_id),
        unit: UnitId(row.unit_id),
        place: PlaceCode(row.place_code),
    }))
}

/// A student's registration, to choose from.
pub(in crate::misconduct) struct Found {
    pub(in crate::misconduct) registration: RegistrationId,
    pub(in crate::misconduct) person: PersonId,
    pub(in crate::misconduct) name: PersonName,
    pub(in crate::misconduct) about: String,
    pub(in crate::misconduct) candidate_number: Option<i32>,
}

/// The registrations of the student with this number at the units in scope.
pub(in crate::misconduct) async fn registrations_of_student(
    conn: &mut PgConnection,
    student_number: &str,
    scope: &[String],
) -> sqlx::Result<Vec<Found>> {
    let rows =
        sqlx::query_file!("src/misconduct/registrations_of_student.sql", student_number, scope)
            .fetch_all(conn)
            .await?;
    Ok(rows
        .into_iter()
        .map(|row| Found {
            registration: RegistrationId(row.id),
            person: PersonId(row.person_id),
            name: PersonName::new(row.given_name, row.family_name, row.protected_address),
            about: words::about(&row.code, &row.term, &row.kind),
            candidate_number: row.candidate_number,
        })
        .collect())
}

/// The files of a candidate's answer that are in force.
pub(in crate::misconduct) async fn answer_files(
    conn: &mut PgConnection,
    registration: RegistrationId,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select delivery_file.file_id
        from delivery_file join delivery on delivery.id = delivery_file.delivery_id
        where delivery.registration_id = $1 and delivery_file.replaced_by is null
        order by delivery_file.added_at, delivery_file.file_id",
        registration.0
    )
    .fetch_all(conn)
    .await
}

/// The faculty above a unit.
pub(in crate::misconduct) struct Faculty {
    pub(in crate::misconduct) id: UnitId,
    pub(in crate::misconduct) name: Text,
}

pub(in crate::misconduct) async fn faculty(
    conn: &mut PgConnection,
    unit: UnitId,
) -> sqlx::Result<Option<Faculty>> {
    let row = sqlx::query!(
        "select above.id, above.name_nb, above.name_nn, above.name_en
        from unit
        join unit above on above.level = 'faculty' and (above.place_code = unit.place_code
            or starts_with(unit.place_code, above.place_code || '.'))
        where unit.id = $1",
        unit.0
    );
    Ok(row.fetch_optional(conn).await?.map(|row| Faculty {
        id: UnitId(row.id),
        name: Text::new(row.name_nb, row.name_nn, row.name_en),
    }))
}

/// A case in its student's own list.
pub(in crate::misconduct) struct Own {
    pub(in crate::misconduct) id: MisconductId,
    pub(in crate::misconduct) case_number: String,
    pub(in crate::misconduct) state: State,
    pub(in crate::misconduct) matter: Matter,
    pub(in crate::misconduct) about: Option<String>,
}

/// The cases that a student has been written to about.
pub(in crate::misconduct) async fn of_student(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Own>> {
    let rows = sqlx::query!(
        r#"select misconduct.id, misconduct.case_number, misconduct.state, misconduct.matter,
            course.code as "code?", exam.term as "term?", exam.kind as "kind?"
        from misconduct
        left join exam_registration on exam_registration.id = misconduct.registration_id
        left join exam on exam.id = exam_registration.exam_id
        left join course on course.id = exam.course_id
        where misconduct.person_id = $1
            and misconduct.state in ('noticed', 'decided', 'appealed', 'closed')
        order by misconduct.registered_at desc, misconduct.id"#,
        person.0
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            let exam = row.code.zip(row.term).zip(row.kind);
            Ok(Own {
                id: MisconductId(row.id),
                case_number: row.case_number,
                state: State::stored(&row.state)?,
                matter: read(&row.matter)?,
                about: exam.map(|((code, term), kind)| words::about(&code, &term, &kind)),
            })
        })
        .collect()
}
