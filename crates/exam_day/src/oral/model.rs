//! What is known of an oral: what is set of it, its sessions and its candidates.

use crate::{BookingId, OralSessionId};
use jiff::Timestamp;
use jiff::civil::Date;
use office::people::{PersonName, PlaceCode};
use office::{ExamId, PersonId, RegistrationId, RoomId, UnitId};
use rules::{Form, Level, Term, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// In which order candidates come: never by what anybody chooses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OralSequence)]
pub enum Sequence {
    /// By a lot that follows from the exam and the registrations, so that nobody draws it again.
    #[default]
    Lot,
    /// As the candidate list has them: by name.
    List,
}

impl Sequence {
    /// The word in forms and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lot => "lot",
            Self::List => "list",
        }
    }
}

/// What is set of an oral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OralSettings)]
pub struct Settings {
    /// The version that was read; 0 where nothing was set yet.
    pub version: i32,
    /// How long a candidate is examined, 5 to 480 minutes.
    pub minutes: i32,
    /// How many minutes lie between two candidates, 0 to 120.
    pub between_minutes: i32,
    /// After how many candidates in a row there is a break, 0 to 50; 0 for none.
    pub break_after: i32,
    /// How long such a break is, 0 to 240 minutes.
    pub break_minutes: i32,
    /// In which order candidates come.
    pub sequence: Sequence,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: 0,
            minutes: 25,
            between_minutes: 5,
            break_after: 5,
            break_minutes: 15,
            sequence: Sequence::Lot,
        }
    }
}

/// An oral, practical or performing exam.
pub struct Oral {
    /// The exam.
    pub exam: ExamId,
    /// Its short name.
    pub about: String,
    /// The code of its course.
    pub code: String,
    /// The name of its course.
    pub name: Text,
    /// The term.
    pub term: Term,
    /// How it is taken.
    pub form: Form,
    /// The level of the course.
    pub level: Level,
    /// Its credits.
    pub credits: rules::Credits,
    /// Whether it can be assessed again.
    pub verifiable: bool,
    /// Whether the course belongs to teacher education.
    pub teacher_education: bool,
    /// Its unit.
    pub unit: UnitId,
    /// Where that lies.
    pub place: PlaceCode,
    /// The day in the catalogue.
    pub date: Option<Date>,
    /// What is set of it.
    pub set: Settings,
    /// When it was published.
    pub published_at: Option<Timestamp>,
}

/// Somebody who examines.
pub struct Examiner {
    /// Who.
    pub person: PersonId,
    /// The name, shown on purpose only.
    pub name: PersonName,
    /// Whether from outside.
    pub external: bool,
    /// Where she works; may be empty.
    pub workplace: String,
}

/// Somebody whom one can choose to examine.
pub struct Known {
    /// Who.
    pub person: PersonId,
    /// The name, shown on purpose only.
    pub name: PersonName,
    /// Whether from outside.
    pub external: bool,
    /// Whether she sits in the exam's committee.
    pub appointed: bool,
}

/// A time in one room with the same examiners.
pub struct Session {
    /// The opaque id.
    pub id: OralSessionId,
    /// When the first candidate can begin.
    pub from: Timestamp,
    /// When the last one is done at the latest.
    pub until: Timestamp,
    /// Where it stands that the subject group has decided it, when an officer has entered it.
    pub decided: String,
    /// The reservation of its room.
    pub booking: Option<BookingId>,
    /// Its room.
    pub room: Option<RoomId>,
    /// The room's code, or nothing.
    pub room_code: String,
    /// The room's name, or nothing.
    pub room_name: String,
    /// When the room was set up.
    pub set_up_at: Option<Timestamp>,
    /// When it was cleared.
    pub cleared_at: Option<Timestamp>,
    /// Who examines.
    pub examiners: Vec<Examiner>,
}

/// A place in a session.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// The session.
    pub session: OralSessionId,
    /// When the candidate begins.
    pub begins: Timestamp,
}

/// What a candidate has been told.
#[derive(Clone, PartialEq, Eq)]
pub struct Told {
    /// When she begins.
    pub begins: Timestamp,
    /// How many minutes it lasts.
    pub minutes: i32,
    /// The room.
    pub room: RoomId,
    /// Its name.
    pub room_name: String,
}

/// A candidate.
pub struct Candidate {
    /// The registration.
    pub registration: RegistrationId,
    /// Who.
    pub person: PersonId,
    /// The name, shown on purpose only.
    pub name: PersonName,
    /// The candidate number.
    pub number: Option<i32>,
    /// How many minutes more she has.
    pub extra_minutes: i32,
    /// The case in which that was granted.
    pub granted: String,
    /// Who is not impartial towards her.
    pub not_with: Vec<PersonId>,
    /// Her place, as it stands now.
    pub place: Option<At>,
    /// Whether she keeps it when the others are placed anew.
    pub locked: bool,
    /// What she has been told last.
    pub told: Option<Told>,
}
