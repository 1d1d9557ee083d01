//! The people of Nordlys universitet, by name.

use crate::PersonId;
use crate::access::Role;
use uuid::Uuid;

/// What somebody does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Holds a role at the unit with this place code.
    Officer(Role, &'static str),
    /// Holds several roles at the institution.
    CaseOfficer(&'static [Role]),
    /// Grades; employed at this university.
    InternalExaminer,
    /// Grades; employed at another university.
    ExternalExaminer,
    /// Studies, and reads this language form.
    Student(&'static str),
    /// Studies, with a protected address.
    ProtectedStudent(&'static str),
}

/// One of the cast.
#[derive(Clone, Copy, Debug)]
pub struct CastMember {
    /// The key that tests call by: the given name in lower case.
    pub key: &'static str,
    /// The given name.
    pub given: &'static str,
    /// The family name.
    pub family: &'static str,
    /// What the person does.
    pub part: Part,
}

impl CastMember {
    /// The id: the same in every world, so that tests and the demonstration can name it.
    pub fn id(&self) -> PersonId {
        let position = self.position() as u128;
        PersonId(Uuid::from_u128(0x0193_a000_0000_7000_8000_0000_0000_0100 + position))
    }

    /// The student number, of one who studies.
    pub fn student_number(&self) -> Option<String> {
        let studies = matches!(self.part, Part::Student(_) | Part::ProtectedStudent(_));
        studies.then(|| format!("{}", 400_100 + self.position()))
    }

    /// Where the member stands in the cast: what a national id is made from.
    pub(super) fn position(&self) -> usize {
        CAST.iter().position(|member| member.key == self.key).unwrap_or(CAST.len())
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

const fn officer(
    key: &'static str,
    given: &'static str,
    family: &'static str,
    role: Role,
    place: &'static str,
) -> CastMember {
    CastMember { key, given, family, part: Part::Officer(role, place) }
}

/// One of the central office who registers exclusions and controls what others have registered.
const fn case_officer(key: &'static str, given: &'static str, family: &'static str) -> CastMember {
    const ROLES: &[Role] = &[Role::CentralOfficer, Role::RustWrite, Role::RustControl];
    CastMember { key, given, family, part: Part::CaseOfficer(ROLES) }
}

const fn student(
    key: &'static str,
    given: &'static str,
    family: &'static str,
    language: &'static str,
) -> CastMember {
    CastMember { key, given, family, part: Part::Student(language) }
}

const fn examiner(
    key: &'static str,
    given: &'static str,
    family: &'static str,
    part: Part,
) -> CastMember {
    CastMember { key, given, family, part }
}

/// Everybody.
pub const CAST: &[CastMember] = &[
    officer("ingrid", "Ingrid", "Solberg", Role::ExamOfficer, "999.10.01"),
    officer("per", "Per", "Hagen", Role::ExamOfficer, "999.10.02"),
    officer("liv", "Liv", "Moen", Role::FacultyOfficer, "999.10"),
    officer("odd", "Odd", "Berge", Role::FacultyOfficer, "999.10"),
    officer("kari", "Kari", "Nygård", Role::ExamCoordinator, "999.10"),
    case_officer("tor", "Tor", "Lien"),
    case_officer("unni", "Unni", "Ravn"),
    officer("eva", "Eva", "Dahle", Role::DeskOfficer, "999.10"),
    officer("nils", "Nils", "Aas", Role::RecordsOfficer, "999"),
    officer("berit", "Berit", "Holm", Role::HeadOfOffice, "999.10.01"),
    officer("jon", "Jon", "Vik", Role::BoardSecretary, "999.10.01"),
    officer("siri", "Siri", "Lunde", Role::CourseResponsible, "999.10.01"),
    officer("anne", "Anne", "Strand", Role::AccessAdministrator, "999"),
    officer("rolf", "Rolf", "Eide", Role::Auditor, "999"),
    examiner("marit", "Marit", "Foss", Part::InternalExaminer),
    examiner("geir", "Geir", "Tveit", Part::ExternalExaminer),
    examiner("hilde", "Hilde", "Rønning", Part::ExternalExaminer),
    examiner("knut", "Knut", "Bakke", Part::InternalExaminer),
    examiner("solveig", "Solveig", "Haug", Part::ExternalExaminer),
    examiner("terje", "Terje", "Myhre", Part::ExternalExaminer),
    student("amina", "Amina", "Farah", "nb"),
    student("bjorn", "Bjørn", "Åsen", "nn"),
    student("cecilie", "Cecilie", "Ødegård", "nb"),
    student("daniel", "Daniel", "Wang", "en"),
    student("emil", "Emil", "Ærlend", "nb"),
    student("frida", "Frida", "Aasen", "nn"),
    student("gunnar", "Gunnar", "Zahl", "nb"),
    student("hanna", "Hanna", "Brekke", "nn"),
    student("isak", "Isak", "Utsi", "nb"),
    CastMember {
        key: "jenny",
        given: "Jenny",
        family: "Skjold",
        part: Part::ProtectedStudent("nb"),
    },
    student("kristoffer", "Kristoffer", "Eng", "nb"),
    student("lina", "Lina", "Oksavik", "en"),
    examiner("vigdis", "Vigdis", "Torp", Part::InternalExaminer),
    officer("astrid", "Astrid", "Lien", Role::RustRead, "999"),
    officer("harald", "Harald", "Sund", Role::SystemOwner, "999"),
];
