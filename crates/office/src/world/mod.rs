//! A small invented university, the same in the demonstration and in every test.
//!
//! Nordlys universitet has one faculty with two departments, so that there is always a
//! neighbour whose things are not yours. Its people have names that tests can call by;
//! all are synthetic (their national ids carry a month + 80).

mod cast;
mod holding;
mod neighbour;
mod organisation;
mod past;
mod plant;

pub use cast::{CAST, CastMember, Part};
pub use holding::Holding;
pub use neighbour::{NEIGHBOURS, Neighbour};
pub use organisation::{Courses, Rooms, Units};
pub use past::Past;

use crate::{CourseId, Result, RoomId, UnitId};
use sqlx::PgConnection;

/// What was planted: ids by which tests and the demonstration find things again.
#[derive(Clone, Copy, Debug)]
pub struct World {
    /// The units.
    pub units: Units,
    /// The courses.
    pub courses: Courses,
    /// The rooms.
    pub rooms: Rooms,
}

/// The units of Nordlys universitet.
impl World {
    /// Plants the institution, its units, rooms and courses, and the whole cast with
    /// their roles. `rule_set` is the regulation in force from the first day.
    ///
    /// # Errors
    /// The database is away, or already holds an institution.
    pub async fn plant(conn: &mut PgConnection, rule_set: &str) -> Result<Self> {
        plant::world(conn, rule_set).await
    }

    /// The unit that tests call "ours".
    pub fn department(&self) -> UnitId {
        self.units.history
    }

    /// The room most exams are held in.
    pub fn hall(&self) -> RoomId {
        self.rooms.hall
    }

    /// The course of the main path: a written school exam of ten credits.
    pub fn course(&self) -> CourseId {
        self.courses.history
    }
}
