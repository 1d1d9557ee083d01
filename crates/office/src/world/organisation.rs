//! Units, rooms and courses of Nordlys universitet.

use crate::{CourseId, RoomId, UnitId};
use uuid::{Uuid, uuid};

/// The units.
#[derive(Clone, Copy, Debug)]
pub struct Units {
    /// The institution, place code 999.
    pub institution: UnitId,
    /// The faculty of humanities, 999.10.
    pub faculty: UnitId,
    /// The department of history, 999.10.01: "ours".
    pub history: UnitId,
    /// The department of languages, 999.10.02: the neighbour.
    pub languages: UnitId,
}

/// The courses.
#[derive(Clone, Copy, Debug)]
pub struct Courses {
    /// HIS-1001, a written school exam of ten credits.
    pub history: CourseId,
    /// HIS-1002, a home exam of 15 credits.
    pub sources: CourseId,
    /// SPR-1001, a written school exam at the neighbour department.
    pub languages: CourseId,
    /// HIS-3900, a master's thesis of 60 credits.
    pub thesis: CourseId,
}

/// The rooms.
#[derive(Clone, Copy, Debug)]
pub struct Rooms {
    /// The large hall, 120 seats.
    pub hall: RoomId,
    /// The small room, 8 seats.
    pub small: RoomId,
}

impl Default for Units {
    fn default() -> Self {
        Self {
            institution: UnitId(uuid!("0193a000-0000-7000-8000-000000000001")),
            faculty: UnitId(uuid!("0193a000-0000-7000-8000-000000000002")),
            history: UnitId(uuid!("0193a000-0000-7000-8000-000000000003")),
            languages: UnitId(uuid!("0193a000-0000-7000-8000-000000000004")),
        }
    }
}

impl Default for Courses {
    fn default() -> Self {
        Self {
            history: CourseId(uuid!("0193a000-0000-7000-8000-000000000011")),
            sources: CourseId(uuid!("0193a000-0000-7000-8000-000000000012")),
            languages: CourseId(uuid!("0193a000-0000-7000-8000-000000000013")),
            thesis: CourseId(uuid!("0193a000-0000-7000-8000-000000000014")),
        }
    }
}

impl Default for Rooms {
    fn default() -> Self {
        Self {
            hall: RoomId(uuid!("0193a000-0000-7000-8000-000000000021")),
            small: RoomId(uuid!("0193a000-0000-7000-8000-000000000022")),
        }
    }
}

/// A unit as planted.
pub(super) struct UnitRow {
    pub(super) id: Uuid,
    pub(super) place_code: &'static str,
    pub(super) level: &'static str,
    pub(super) names: [&'static str; 3],
    pub(super) address: [&'static str; 2],
    pub(super) mailbox: &'static str,
}

pub(super) fn units(units: &Units) -> [UnitRow; 4] {
    let row = |id: UnitId, place_code, level, names, address, mailbox| UnitRow {
        id: id.0,
        place_code,
        level,
        names,
        address,
        mailbox,
    };
    [
        row(
            units.institution,
            "999",
            "institution",
            ["Nordlys universitet", "Nordlys universitet", "Nordlys University"],
            ["Postboks 99", "9999 Nordlys"],
            "post@nordlys.example",
        ),
        row(
            units.faculty,
            "999.10",
            "faculty",
            ["Det humanistiske fakultet", "Det humanistiske fakultetet", "Faculty of Humanities"],
            ["Postboks 99", "9999 Nordlys"],
            "hum@nordlys.example",
        ),
        row(
            units.history,
            "999.10.01",
            "department",
            ["Institutt for historie", "Institutt for historie", "Department of History"],
            ["Fjordgata 1", "9999 Nordlys"],
            "historie@nordlys.example",
        ),
        row(
            units.languages,
            "999.10.02",
            "department",
            ["Institutt for språk", "Institutt for språk", "Department of Languages"],
            ["Fjordgata 2", "9999 Nordlys"],
            "sprak@nordlys.example",
        ),
    ]
}

/// A course as planted: id, code, names, credits, level, form, unit.
pub(super) struct CourseRow {
    pub(super) id: Uuid,
    pub(super) code: &'static str,
    pub(super) names: [&'static str; 3],
    pub(super) credits: &'static str,
    pub(super) level: &'static str,
    pub(super) form: &'static str,
    pub(super) unit: Uuid,
}

pub(super) fn courses(courses: &Courses, units: &Units) -> [CourseRow; 4] {
    let row = |id: CourseId, code, names, credits, level, form, unit: UnitId| CourseRow {
        id: id.0,
        code,
        names,
        credits,
        level,
        form,
        unit: unit.0,
    };
    [
        row(
            courses.history,
            "HIS-1001",
            ["Nord-Norge etter 1945", "Nord-Noreg etter 1945", "Northern Norway after 1945"],
            "10",
            "bachelor",
            "written_school",
            units.history,
        ),
        row(
            courses.sources,
            "HIS-1002",
            ["Kilder og metode", "Kjelder og metode", "Sources and Method"],
            "15",
            "bachelor",
            "home",
            units.history,
        ),
        row(
            courses.languages,
            "SPR-1001",
            ["Språk i nord", "Språk i nord", "Languages of the North"],
            "10",
            "bachelor",
            "written_school",
            units.languages,
        ),
        row(
            courses.thesis,
            "HIS-3900",
            ["Masteroppgave i historie", "Masteroppgåve i historie", "Master's Thesis in History"],
            "60",
            "master",
            "thesis",
            units.history,
        ),
    ]
}
