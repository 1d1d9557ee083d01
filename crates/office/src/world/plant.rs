//! Puts the small university into an empty database.

use super::World;
use super::cast::{CAST, CastMember, Part};
use super::organisation::{Courses, Rooms, Units, courses, units};
use crate::{Error, GrantId, PersonId, Result};
use jiff::civil::{Date, date};
use jiff_sqlx::ToSqlx;
use rules::national_id::NationalId;
use rust_decimal::Decimal;
use sqlx::PgConnection;

/// Roles and approvals count from long before any exam of the demonstration.
pub(super) const SINCE: Date = date(2010, 1, 1);

pub(super) async fn world(conn: &mut PgConnection, rule_set: &str) -> Result<World> {
    let world =
        World { units: Units::default(), courses: Courses::default(), rooms: Rooms::default() };
    institution(conn, rule_set).await?;
    for unit in units(&world.units) {
        sqlx::query_file!(
            "src/world/unit.sql",
            unit.id,
            unit.place_code,
            unit.level,
            unit.names[0],
            unit.names[1],
            unit.names[2],
            &unit.address.map(str::to_owned),
            "+47 99 99 99 99",
            unit.mailbox,
        )
        .execute(&mut *conn)
        .await?;
    }
    for course in courses(&world.courses, &world.units) {
        let credits: Decimal = course.credits.parse().map_err(internal)?;
        sqlx::query_file!(
            "src/world/course.sql",
            course.id,
            course.code,
            course.names[0],
            course.names[1],
            course.names[2],
            credits,
            course.unit,
            course.level,
            course.form,
        )
        .execute(&mut *conn)
        .await?;
    }
    for (room, code, name, seats) in [
        (world.rooms.hall, "TEO-H1", "Teorifagbygget hall 1", 120),
        (world.rooms.small, "TEO-101", "Teorifagbygget 101", 8),
    ] {
        sqlx::query_file!("src/world/room.sql", room.0, code, name, seats)
            .execute(&mut *conn)
            .await?;
    }
    for one in CAST {
        member(conn, &world, one).await?;
    }
    Ok(world)
}

async fn institution(conn: &mut PgConnection, rule_set: &str) -> Result<()> {
    sqlx::query_file!(
        "src/world/institution.sql",
        "999",
        "NU",
        "Nordlys universitet",
        "Nordlys universitet",
        "Nordlys University",
        "nordlys.example"
    )
    .execute(&mut *conn)
    .await?;
    regulation(conn, rule_set).await
}

/// The regulation in force from the first day.
pub(super) async fn regulation(conn: &mut PgConnection, rule_set: &str) -> Result<()> {
    sqlx::query_file!("src/world/regulation.sql", SINCE.to_sqlx() as _, rule_set)
        .execute(&mut *conn)
        .await?;
    Ok(())
}

/// An invented person as planted. The same position is the same person at every institution.
pub(super) struct Planted {
    id: PersonId,
    national_id: NationalId,
    student_number: Option<String>,
    given: &'static str,
    family: &'static str,
    birth: Date,
    email: String,
    address: [String; 2],
    language: &'static str,
    protected: bool,
}

impl Planted {
    /// A member of the cast, at the institution with this domain.
    pub(super) fn of(member: &CastMember, web: &str) -> Result<Self> {
        let (language, protected, studies) = match member.part {
            Part::Student(language) => (language, false, true),
            Part::ProtectedStudent(language) => (language, true, true),
            _ => ("nb", false, false),
        };
        let (birth, national_id) = born(if studies { 2003 } else { 1970 }, member.position())?;
        Ok(Self {
            id: member.id(),
            national_id,
            student_number: member.student_number(),
            given: member.given,
            family: member.family,
            birth,
            email: format!("{}@{web}", member.key),
            address: [format!("Strandvegen {}", member.position() + 1), "9999 Nordlys".to_owned()],
            language,
            protected,
        })
    }

    /// The same person where she does not study.
    pub(super) fn without_student_number(self) -> Self {
        Self { student_number: None, ..self }
    }

    /// An officer who is not of the cast.
    pub(super) fn officer(
        id: PersonId,
        given: &'static str,
        family: &'static str,
        position: usize,
        web: &str,
    ) -> Result<Self> {
        let (birth, national_id) = born(1970, position)?;
        Ok(Self {
            id,
            national_id,
            student_number: None,
            given,
            family,
            birth,
            email: format!("{}@{web}", given.to_lowercase()),
            address: [format!("Strandvegen {}", position + 1), "9999 Nordlys".to_owned()],
            language: "nb",
            protected: false,
        })
    }
}

impl CastMember {
    /// The synthetic national id, by which other institutions know the same person.
    pub fn national_id(&self) -> Option<NationalId> {
        Planted::of(self, "").ok().map(|planted| planted.national_id)
    }
}

fn born(year: i16, position: usize) -> Result<(Date, NationalId)> {
    let days = i64::try_from(position).map_err(internal)? * 11;
    let birth = date(year, 1, 1).saturating_add(jiff::Span::new().days(days));
    let id = NationalId::synthetic(birth, position).ok_or_else(|| internal(std::fmt::Error))?;
    Ok((birth, id))
}

/// Writes a person down.
pub(super) async fn person(conn: &mut PgConnection, planted: &Planted) -> Result<()> {
    sqlx::query_file!(
        "src/world/person.sql",
        planted.id.0,
        planted.national_id.expose(),
        planted.student_number.clone(),
        planted.given,
        planted.family,
        planted.birth.to_sqlx() as _,
        planted.email,
        &planted.address,
        planted.language,
        planted.protected,
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn member(conn: &mut PgConnection, world: &World, member: &CastMember) -> Result<()> {
    person(conn, &Planted::of(member, "nordlys.example")?).await?;
    match member.part {
        Part::Officer(role, place) => grant(conn, member, role, place).await,
        Part::CaseOfficer(roles) => {
            for role in roles {
                grant(conn, member, *role, "999").await?;
            }
            Ok(())
        }
        Part::InternalExaminer => examiner(conn, world, member, false).await,
        Part::ExternalExaminer => examiner(conn, world, member, true).await,
        Part::Student(_) | Part::ProtectedStudent(_) => Ok(()),
    }
}

async fn grant(
    conn: &mut PgConnection,
    member: &CastMember,
    role: crate::access::Role,
    place: &str,
) -> Result<()> {
    sqlx::query_file!(
        "src/world/grant.sql",
        GrantId::new().0,
        member.id().0,
        place,
        role.code(),
        SINCE.to_sqlx() as _,
    )
    .execute(&mut *conn)
    .await?;
    Ok(())
}

async fn examiner(
    conn: &mut PgConnection,
    world: &World,
    member: &CastMember,
    external: bool,
) -> Result<()> {
    let workplace = if external { "Fjordby universitet" } else { "Nordlys universitet" };
    sqlx::query_file!(
        "src/world/examiner.sql",
        member.id().0,
        workplace,
        external,
        SINCE.to_sqlx() as _,
        world.units.history.0,
    )
    .execute(&mut *conn)
    .await?;
    Ok(())
}

fn internal(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Internal(error.into())
}
