//! Names: of those who work with exclusions, and of those whom they concern.

use crate::people::PersonName;
use crate::{PersonId, UnitId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

/// Those who can say more about an exclusion: whoever works with them at the institution.
pub(crate) async fn contacts(
    conn: &mut PgConnection,
    today: Date,
) -> sqlx::Result<Vec<PersonName>> {
    let rows = sqlx::query!(
        r#"select distinct person.family_name, person.given_name, person.protected_address, person.id
        from role_grant
        join person on person.id = role_grant.person_id
        join unit on unit.id = role_grant.unit_id and unit.level = 'institution'
        where role in ('RUST_LES', 'RUST_SKRIV') and valid_from <= $1
            and (valid_to is null or valid_to >= $1)
        order by person.family_name, person.given_name, person.id"#,
        today.to_sqlx() as _
    )
    .fetch_all(conn)
    .await?;
    let name = |row: (String, String, bool)| PersonName::new(row.0, row.1, row.2);
    let rows = rows.into_iter().map(|r| name((r.given_name, r.family_name, r.protected_address)));
    Ok(rows.collect())
}

/// Those of some persons whom a row concerns: of this institution, or one that it was told of.
pub(crate) async fn concerned(
    conn: &mut PgConnection,
    persons: &[PersonId],
) -> sqlx::Result<Vec<PersonId>> {
    let ids: Vec<Uuid> = persons.iter().map(|person| person.0).collect();
    let found = sqlx::query_scalar!(
        r#"select given as "given!" from unnest($1::uuid[]) as given
        where exists (select from exclusion_row where person_id = given)
            or exists (select from exclusion_told_row where person_id = given)"#,
        &ids
    )
    .fetch_all(conn)
    .await?;
    Ok(found.into_iter().map(PersonId).collect())
}

/// Who entered a decision that was prepared here; nobody where there is no such case.
pub(crate) async fn entered_decision(
    conn: &mut PgConnection,
    case: Option<Uuid>,
) -> sqlx::Result<Option<PersonId>> {
    let by = sqlx::query_scalar!(
        "select recorded_by from misconduct_meeting where misconduct_id = $1",
        case
    );
    Ok(by.fetch_optional(conn).await?.map(PersonId))
}

/// Whether whoever controls on a day has her role from somebody else than the registrar and than who entered
/// the decision, and the registrar hers, on the day on which she registered, from somebody else than whoever
/// controls: whoever could make the other would be both pairs of eyes.
pub(crate) async fn given_by_another(
    conn: &mut PgConnection,
    (controller, today): (PersonId, Date),
    registered: Option<(PersonId, Date)>,
    entered_by: Option<PersonId>,
) -> sqlx::Result<bool> {
    let (registrar, on) = registered.unzip();
    sqlx::query_scalar!(
        r#"select exists (
            select from role_grant
            join unit on unit.id = role_grant.unit_id and unit.level = 'institution'
            where person_id = $1 and role = 'RUST_KONTROLLER' and granted_by is distinct from $2
                and ($5::uuid is null or granted_by is distinct from $5)
                and valid_from <= $3 and (valid_to is null or valid_to >= $3)
        ) and ($2::uuid is null or exists (
            select from role_grant
            join unit on unit.id = role_grant.unit_id and unit.level = 'institution'
            where person_id = $2 and role = 'RUST_SKRIV' and granted_by is distinct from $1
                and valid_from <= $4 and (valid_to is null or valid_to >= $4)
        )) as "given!""#,
        controller.0,
        registrar.map(|person| person.0),
        today.to_sqlx() as _,
        on.map(ToSqlx::to_sqlx) as _,
        entered_by.map(|person| person.0),
    )
    .fetch_one(conn)
    .await
}

/// What tells a person from others of her name.
#[derive(Default)]
pub(crate) struct Identity {
    pub(crate) national_id: Option<String>,
    pub(crate) birth_date: Option<Date>,
}

/// By what whoever controls an exclusion knows that it is the right person's.
pub(crate) async fn identity(conn: &mut PgConnection, person: PersonId) -> sqlx::Result<Identity> {
    let row = sqlx::query!("select national_id, birth_date from person where id = $1", person.0)
        .fetch_optional(conn)
        .await?;
    Ok(row.map_or_else(Identity::default, |row| Identity {
        national_id: row.national_id,
        birth_date: row.birth_date.map(|day| day.to_jiff()),
    }))
}

/// The unit that is the institution as a whole: it sends what the register is about.
pub(crate) async fn institution(conn: &mut PgConnection) -> sqlx::Result<UnitId> {
    let row = sqlx::query_scalar!(
        "select id from unit where level = 'institution' order by place_code limit 1"
    );
    Ok(UnitId(row.fetch_one(conn).await?))
}
