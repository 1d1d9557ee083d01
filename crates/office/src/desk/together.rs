//! Who works together on what: the owner of a task has it on the desk, and it names those who take
//! part.

use super::Task;
use crate::access::Role;
use crate::people::PlaceCode;

/// The routines whose tasks are done together: by whom, and with whom, as the division of work between
/// departments, faculties and the central department says (B-01, B-18, C-04, C-05, D-07).
const TOGETHER: &[(&str, &[Role], &[Role])] = &[
    // Dates are set in consultation with those who teach.
    ("date_wishes", &[Role::ExamOfficer, Role::FacultyOfficer], &[Role::CourseResponsible]),
    // The faculties' plan goes to the central department, which reserves the rooms and publishes it.
    ("exam_plan", &[Role::ExamCoordinator, Role::FacultyOfficer], &[Role::CentralOfficer]),
    ("exam_plan", &[Role::CentralOfficer], &[Role::ExamCoordinator, Role::FacultyOfficer]),
    ("candidates", &[Role::FacultyOfficer], &[Role::CentralOfficer]),
    // The department sees that grades come; the faculty gets the protocol.
    ("grading", &[Role::ExamOfficer], &[Role::FacultyOfficer]),
    ("grading", &[Role::FacultyOfficer], &[Role::ExamOfficer]),
    // The unit that reported is told of the case.
    ("misconduct", &[Role::CentralOfficer], &[Role::ExamOfficer]),
];

/// Those who take part in a task beside its owner, each with the unit at which they are: the task's own, or
/// the faculty or institution above it.
pub(super) fn together(task: &Task) -> Vec<(Role, PlaceCode)> {
    let ours = TOGETHER
        .iter()
        .filter(|(routine, owners, _)| *routine == task.routine && owners.contains(&task.owner));
    let roles = ours.flat_map(|(_, _, others)| others.iter().copied());
    roles.map(|role| (role, place_of(role, &task.place))).collect()
}

/// Where those with a role sit who take part in what lies at a place.
fn place_of(role: Role, place: &PlaceCode) -> PlaceCode {
    let parts = match role {
        Role::CentralOfficer => 1,
        Role::FacultyOfficer | Role::ExamCoordinator => 2,
        _ => usize::MAX,
    };
    PlaceCode(place.0.split('.').take(parts).collect::<Vec<_>>().join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(routine: &'static str, owner: Role, place: &str) -> Vec<(Role, String)> {
        let task = Task {
            routine,
            step: rules::Text::new("", "", ""),
            about: String::new(),
            place: PlaceCode(place.to_owned()),
            owner,
            due_on: None,
            before: None,
            because: Vec::new(),
            href: String::new(),
        };
        together(&task).into_iter().map(|(role, place)| (role, place.0)).collect()
    }

    /// Requirements: A-01
    #[test]
    fn a_task_names_the_unit_above_or_below_that_takes_part_and_one_alone_names_none() {
        let numbering = with("candidates", Role::FacultyOfficer, "186.15.01");
        assert_eq!(numbering, [(Role::CentralOfficer, "186".to_owned())]);
        let grading = with("grading", Role::ExamOfficer, "186.15.01");
        assert_eq!(grading, [(Role::FacultyOfficer, "186.15".to_owned())]);
        let received = with("grading", Role::FacultyOfficer, "186.15.01");
        assert_eq!(received, [(Role::ExamOfficer, "186.15.01".to_owned())]);
        let plan = with("exam_plan", Role::CentralOfficer, "186");
        assert_eq!(
            plan,
            [(Role::ExamCoordinator, "186".to_owned()), (Role::FacultyOfficer, "186".to_owned())]
        );
        assert_eq!(with("archive", Role::RecordsOfficer, "186.15"), []);
    }
}
