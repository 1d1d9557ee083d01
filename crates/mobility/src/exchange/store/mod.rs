//! Reads and writes of the exchange.

pub(crate) mod alarms;
pub(crate) mod answered;
pub(crate) mod batches;
pub(crate) mod cases;
pub(crate) mod consents;
pub(crate) mod contests;
pub(crate) mod handed;
pub(crate) mod questions;
pub(crate) mod receipts;
pub(crate) mod settings;

use wire::InstitutionNumber;

/// The database holds what this program never writes.
fn wrong(what: &'static str) -> sqlx::Error {
    sqlx::Error::Decode(format!("exchange: no {what}").into())
}

fn number(text: &str) -> sqlx::Result<InstitutionNumber> {
    text.parse().map_err(|_| wrong("institution number"))
}

/// Given names, family name and birth date of a person, as a document names her.
pub(crate) async fn person(
    conn: &mut sqlx::PgConnection,
    person: office::PersonId,
) -> sqlx::Result<Option<(String, String, Option<jiff::civil::Date>)>> {
    let row = sqlx::query!(
        "select given_name, family_name, birth_date from person where id = $1",
        person.0
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| (row.given_name, row.family_name, row.birth_date.map(|day| day.to_jiff()))))
}

/// Where the institution's pages are.
pub(crate) async fn web(conn: &mut sqlx::PgConnection) -> sqlx::Result<String> {
    sqlx::query_scalar!("select web from institution").fetch_one(conn).await
}

/// The one with this national id or student number.
pub(crate) async fn person_by(
    conn: &mut sqlx::PgConnection,
    number: &str,
) -> sqlx::Result<Option<office::PersonId>> {
    let row = sqlx::query_scalar!(
        "select id from person where national_id = $1 or student_number = $1 order by id",
        number
    );
    Ok(row.fetch_optional(conn).await?.map(office::PersonId))
}
