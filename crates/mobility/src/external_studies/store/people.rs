//! Whom documents are held against.

use crate::ExternalDocumentId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use office::PersonId;
use office::people::PersonName;
use sqlx::PgConnection;
use uuid::Uuid;

/// What is known of a person that a document can be held against. No `Debug`: it stands in no log.
pub(in crate::external_studies) struct Known {
    pub(in crate::external_studies) national_id: Option<String>,
    pub(in crate::external_studies) earlier_ids: Vec<String>,
    pub(in crate::external_studies) given_name: String,
    pub(in crate::external_studies) family_name: String,
    pub(in crate::external_studies) birth_date: Option<Date>,
}

pub(in crate::external_studies) async fn known(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Known> {
    let row = sqlx::query!(
        r#"select national_id, given_name, family_name, birth_date,
            array(select earlier.national_id from person_earlier_id earlier
                where earlier.person_id = person.id order by 1) as "earlier_ids!"
        from person where id = $1"#,
        person.0
    );
    let row = row.fetch_one(conn).await?;
    Ok(Known {
        national_id: row.national_id,
        earlier_ids: row.earlier_ids,
        given_name: row.given_name,
        family_name: row.family_name,
        birth_date: row.birth_date.map(|day| day.to_jiff()),
    })
}

/// Whose id it is or was, of those who are known here.
pub(in crate::external_studies) async fn by_id(
    conn: &mut PgConnection,
    national_id: &str,
) -> sqlx::Result<Option<PersonId>> {
    let row = sqlx::query_scalar!(
        r#"select id as "id!" from person where national_id = $1
        union select person_id from person_earlier_id where national_id = $1"#,
        national_id
    );
    Ok(row.fetch_optional(conn).await?.map(PersonId))
}

/// Notes that an id was a person's, as a document shows; nobody is known by it before another officer has
/// controlled that.
pub(in crate::external_studies) async fn note_earlier_id(
    conn: &mut PgConnection,
    (person, document): (PersonId, ExternalDocumentId),
    national_id: &str,
    (now, by): (Timestamp, PersonId),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into person_earlier_id (national_id, person_id, noted_at, noted_by, document_id)
        values ($1, $2, $3, $4, $5)",
        national_id,
        person.0,
        now.to_sqlx() as _,
        by.0,
        document.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An id that one officer has found to have been a person's. No `Debug`: it stands in no log.
pub(crate) struct Noted {
    id: Uuid,
    pub(crate) national_id: String,
    pub(crate) by: PersonId,
    pub(crate) found_by: PersonName,
    pub(crate) at: Timestamp,
    /// Whether another has found it to be hers; nothing before that.
    pub(crate) hers: Option<bool>,
}

/// What a document has shown of an id, as an officer has found.
pub(in crate::external_studies) async fn noted(
    conn: &mut PgConnection,
    document: ExternalDocumentId,
) -> sqlx::Result<Option<Noted>> {
    let row = sqlx::query!(
        r#"select earlier.id, earlier.national_id, earlier.noted_at, officer.id as by,
            officer.given_name, officer.family_name, officer.protected_address,
            control.hers as "hers?"
        from person_earlier_id earlier
        join person officer on officer.id = earlier.noted_by
        left join person_earlier_id_control control on control.earlier_id = earlier.id
        where earlier.document_id = $1"#,
        document.0
    );
    Ok(row.fetch_optional(conn).await?.map(|row| Noted {
        id: row.id,
        national_id: row.national_id,
        by: PersonId(row.by),
        found_by: PersonName::new(row.given_name, row.family_name, row.protected_address),
        at: row.noted_at.to_jiff(),
        hers: row.hers,
    }))
}

/// Whether who found an id and whoever controls it on a day are two: neither has her role from the other alone.
pub(in crate::external_studies) async fn of_two(
    conn: &mut PgConnection,
    noted: &Noted,
    (controller, today): (PersonId, Date),
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select earlier_id_of_two($1, ($2::timestamptz at time zone 'Europe/Oslo')::date, $3, $4)
            as "two!""#,
        noted.by.0,
        noted.at.to_sqlx() as _,
        controller.0,
        today.to_sqlx() as _
    )
    .fetch_one(conn)
    .await
}

/// Keeps what the second officer found.
pub(in crate::external_studies) async fn insert_control(
    conn: &mut PgConnection,
    (noted, hers): (&Noted, bool),
    (now, by): (Timestamp, PersonId),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into person_earlier_id_control (earlier_id, hers, controlled_at, controlled_by)
        values ($1, $2, $3, $4)",
        noted.id,
        hers,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The documents that have shown an id which nobody has controlled yet, with who found it.
pub(in crate::external_studies) async fn uncontrolled(
    conn: &mut PgConnection,
) -> sqlx::Result<Vec<(ExternalDocumentId, PersonId)>> {
    let rows = sqlx::query!(
        r#"select document_id as "document!", noted_by as "by!" from person_earlier_id earlier
        where document_id is not null and noted_by is not null and not exists (
            select from person_earlier_id_control control where control.earlier_id = earlier.id)
        order by noted_at, id"#
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (ExternalDocumentId(row.document), PersonId(row.by))).collect())
}

/// A person as a page names her.
pub(crate) struct Whose {
    pub(crate) person: PersonId,
    pub(crate) name: PersonName,
    pub(crate) student_number: Option<String>,
}

pub(in crate::external_studies) async fn whose(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Option<Whose>> {
    let row = sqlx::query!(
        "select given_name, family_name, protected_address, student_number
        from person where id = $1",
        person.0
    );
    Ok(row.fetch_optional(conn).await?.map(|row| Whose {
        person,
        name: PersonName::new(row.given_name, row.family_name, row.protected_address),
        student_number: row.student_number,
    }))
}
