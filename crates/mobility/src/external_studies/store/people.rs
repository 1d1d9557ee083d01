//! Whom documents are held against.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use office::PersonId;
use office::people::PersonName;
use sqlx::PgConnection;

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

pub(in crate::external_studies) async fn note_earlier_id(
    conn: &mut PgConnection,
    person: PersonId,
    national_id: &str,
    (now, by): (Timestamp, PersonId),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into person_earlier_id (national_id, person_id, noted_at, noted_by)
        values ($1, $2, $3, $4)",
        national_id,
        person.0,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
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
