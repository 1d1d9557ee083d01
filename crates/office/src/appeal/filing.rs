//! What stands in the archive under the case of an appeal.

use super::case::Case;
use super::store;
use crate::archive::{self, Direction, NewEntry};
use crate::explanation::Graded;
use crate::grading::{self, InCase};
use crate::{Act, AppealId, Error, Result};

/// The provision that keeps a student's case from public access.
const PERSONAL: &str = "offl. § 13, jf. fvl. § 13";

/// An entry of the case: its unit's, and kept from public access as all of the case is.
pub(super) fn entry<'a>(
    id: AppealId,
    case_number: &'a str,
    graded: &Graded,
    direction: Direction,
    title: &'a str,
) -> NewEntry<'a> {
    let subject = ("appeal", id.0);
    let entry = NewEntry::of_case(case_number, direction, title, graded.unit, subject);
    NewEntry { access_code: PERSONAL, ..entry }
}

/// What came in from the student (O-02).
pub(super) async fn incoming(
    act: &mut Act,
    id: AppealId,
    case_number: &str,
    graded: &Graded,
    title: &str,
) -> Result<()> {
    let student = crate::people::store::person(act.conn(), graded.person).await?;
    let student = student.ok_or(Error::NotFound)?;
    let entry = NewEntry {
        correspondent: &student.name.shown(rules::Language::Nb),
        ..entry(id, case_number, graded, Direction::Incoming, title)
    };
    archive::register(act, entry).await?;
    Ok(())
}

/// The office's own copy of the protocol that a new committee has signed (O-23).
pub(super) async fn protocol(
    act: &mut Act,
    case: &Case,
    assessed: &store::Assessment,
) -> Result<()> {
    let (number, graded) = (&case.case_number, &case.graded);
    let within = InCase { number, exempt_by: PERSONAL, subject: ("appeal", case.id.0) };
    let copy = grading::protocol_in_case(act, assessed.protocol, &within).await?;
    let title = format!("Vurderingsprotokoll ved klagesensur, {}", graded.about());
    let entry = NewEntry {
        description: &format!("SHA-256 {}", assessed.sha256),
        letter: Some(copy),
        ..entry(case.id, number, graded, Direction::Internal, &title)
    };
    archive::register(act, entry).await?;
    Ok(())
}
