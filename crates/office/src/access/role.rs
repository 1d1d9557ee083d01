//! The roles of the three-level division of work, and the few that guard it.

use serde::{Deserialize, Serialize};

/// A role that is granted to a person at a unit. Students and examiners have no grant:
/// what they may do follows from their registrations and their seats in committees.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    sqlx::Type,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Role {
    /// Runs the exams of a department.
    ExamOfficer,
    /// Numbers candidates, receives protocols and announces results.
    FacultyOfficer,
    /// Gets a copy of every appeal outcome.
    ExamCoordinator,
    /// The central education department.
    CentralOfficer,
    /// The student desk.
    DeskOfficer,
    /// The records office.
    RecordsOfficer,
    /// Signs letters for the office.
    HeadOfOffice,
    /// Writes up the programme or department board's appointments.
    BoardSecretary,
    /// Answers for a course: paper and grading guide.
    CourseResponsible,
    /// Grants and withdraws roles.
    AccessAdministrator,
    /// Reads the record of acts; changes nothing.
    Auditor,
    /// Reads exclusions and their report.
    #[serde(rename = "RUST_LES")]
    #[sqlx(rename = "RUST_LES")]
    RustRead,
    /// Registers, changes and deletes exclusions.
    #[serde(rename = "RUST_SKRIV")]
    #[sqlx(rename = "RUST_SKRIV")]
    RustWrite,
    /// Controls what another has registered of exclusions.
    #[serde(rename = "RUST_KONTROLLER")]
    #[sqlx(rename = "RUST_KONTROLLER")]
    RustControl,
    /// Reads the log of alerts on exclusions.
    #[serde(rename = "SYSEIER")]
    #[sqlx(rename = "SYSEIER")]
    SystemOwner,
}

impl Role {
    /// Every role, in the order in which the authorization matrix lists them.
    pub const ALL: [Self; 15] = [
        Self::ExamOfficer,
        Self::FacultyOfficer,
        Self::ExamCoordinator,
        Self::CentralOfficer,
        Self::DeskOfficer,
        Self::RecordsOfficer,
        Self::HeadOfOffice,
        Self::BoardSecretary,
        Self::CourseResponsible,
        Self::AccessAdministrator,
        Self::Auditor,
        Self::RustRead,
        Self::RustWrite,
        Self::RustControl,
        Self::SystemOwner,
    ];

    /// Those who at their unit can look up what was graded or appealed, or the record of it: whoever assesses an
    /// answer anew holds none of them there (uhl. § 11-11).
    pub const READERS_OF_CASES: [Self; 9] = [
        Self::ExamOfficer,
        Self::FacultyOfficer,
        Self::ExamCoordinator,
        Self::CentralOfficer,
        Self::DeskOfficer,
        Self::RecordsOfficer,
        Self::HeadOfOffice,
        Self::BoardSecretary,
        Self::Auditor,
    ];

    /// The word stored in the database and used in message keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ExamOfficer => "exam_officer",
            Self::FacultyOfficer => "faculty_officer",
            Self::ExamCoordinator => "exam_coordinator",
            Self::CentralOfficer => "central_officer",
            Self::DeskOfficer => "desk_officer",
            Self::RecordsOfficer => "records_officer",
            Self::HeadOfOffice => "head_of_office",
            Self::BoardSecretary => "board_secretary",
            Self::CourseResponsible => "course_responsible",
            Self::AccessAdministrator => "access_administrator",
            Self::Auditor => "auditor",
            Self::RustRead => "RUST_LES",
            Self::RustWrite => "RUST_SKRIV",
            Self::RustControl => "RUST_KONTROLLER",
            Self::SystemOwner => "SYSEIER",
        }
    }

    /// Whether it is what one is, so that it stands as a title under a letter, and not only what one
    /// may do beside it: the roles of the register of exclusions.
    pub const fn is_title(self) -> bool {
        !matches!(self, Self::RustRead | Self::RustWrite | Self::RustControl | Self::SystemOwner)
    }

    /// The key of the role's name in the message catalogues, e.g. `role-exam-officer`.
    pub fn message_key(self) -> String {
        format!("role-{}", self.code().to_ascii_lowercase().replace('_', "-"))
    }

    /// Reads a word written by [`Role::code`]; `None` for anything else.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}
