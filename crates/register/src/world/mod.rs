//! The invented operators of the demonstration and of the tests.

mod directory;

pub use directory::{Listing, list, list_institution, list_key, list_register};

use crate::access::Role;
use edge::{PersonId, Result};
use jiff::civil::{Date, date};
use sqlx::PgConnection;
use uuid::Uuid;

/// Roles count from long before anything of the demonstration.
const SINCE: Date = date(2010, 1, 1);

/// One of the cast.
pub struct CastMember {
    /// The key that tests call by: the given name in lower case.
    pub key: &'static str,
    given: &'static str,
    /// The family name.
    pub family: &'static str,
    language: &'static str,
    /// What the person does.
    pub role: Role,
}

/// Everybody.
pub const CAST: [CastMember; 4] = [
    member("gro", "Gro", "Sandvik", "nb", Role::SystemOwner),
    member("aslak", "Aslak", "Mo", "nn", Role::Reader),
    member("ruth", "Ruth", "Olsen", "en", Role::Writer),
    member("sverre", "Sverre", "Ås", "nb", Role::Controller),
];

const fn member(
    key: &'static str,
    given: &'static str,
    family: &'static str,
    language: &'static str,
    role: Role,
) -> CastMember {
    CastMember { key, given, family, language, role }
}

impl CastMember {
    /// The id: the same in every world.
    pub fn id(&self) -> PersonId {
        let position = CAST.iter().position(|member| member.key == self.key).unwrap_or(CAST.len());
        PersonId(Uuid::from_u128(0x0193_a000_0000_7000_8000_0000_0001_0100 + position as u128))
    }

    /// The member with this key.
    ///
    /// # Panics
    /// There is nobody with that key: a mistake in a test.
    #[allow(clippy::expect_used, reason = "only tests and the demonstration call members by key")]
    pub fn named(key: &str) -> &'static Self {
        CAST.iter().find(|member| member.key == key).expect("a member of the cast")
    }
}

/// Puts the operators into an empty database.
///
/// # Errors
/// The database is away, or not empty.
pub async fn plant(conn: &mut PgConnection) -> Result<()> {
    for member in &CAST {
        sqlx::query_file!(
            "src/world/operator.sql",
            member.id().0,
            member.given,
            member.family,
            member.language,
        )
        .execute(&mut *conn)
        .await?;
        let since = jiff_sqlx::Date::from(SINCE);
        sqlx::query_file!("src/world/role.sql", member.id().0, member.role.code(), since as _)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}
