//! Where the exams of a draft lie, as it is kept: by ids, so that codes and names may change.

use jiff::civil::{Date, Time};
use office::{ExamId, RoomId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Seats in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RoomSeats {
    /// The room.
    pub room: RoomId,
    /// How many sit there.
    pub seats: u32,
}

/// Where one exam lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExamPlace {
    /// The exam.
    pub exam: ExamId,
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// When it starts.
    #[schema(value_type = String)]
    pub at: Time,
    /// Its rooms.
    pub rooms: Vec<RoomSeats>,
}

/// Where all of them lie; those without a place are left out.
pub type Places = Vec<ExamPlace>;
