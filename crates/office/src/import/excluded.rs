//! Whom an exclusion bars from an exam, no file signs up for it: the row is named as any bad row
//! is, and says no more of her than that.

use super::apply::refuse;
use super::batch::ExamKey;
use super::{Allowed, Batch, ImportError};
use crate::{Act, ExamId, PersonId, catalogue, exclusion, registration};
use ::store::Actor;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Refuses each new registration of a student whom a row in force bars from the exam. One that is there
/// already stays what it is: an officer has it as a task.
pub(super) async fn none(
    act: &mut Act,
    batch: &Batch,
    (exams, students): (&HashMap<ExamKey, Uuid>, &HashMap<String, Uuid>),
) -> Result<(), ImportError> {
    let node = act.node().clone();
    if !batch.registrations.is_empty() {
        // By a list that is too old no file signs anybody up either.
        exclusion::certain_once_listed(act.conn(), &node).await?;
    }
    let all: Vec<PersonId> = students.values().copied().map(PersonId).collect();
    let concerned: HashSet<PersonId> =
        exclusion::concerned(act.conn(), &all).await?.into_iter().collect();
    if concerned.is_empty() {
        return Ok(());
    }
    let mut wrong = Vec::new();
    for row in &batch.registrations {
        let person = students.get(&row.student_number).copied().map(PersonId);
        let person = person.filter(|person| concerned.contains(person));
        let exam = exams.get(&row.exam).copied().map(ExamId);
        let (Some(person), Some(exam)) = (person, exam) else { continue };
        if registration::store::lock_own(act.conn(), exam, person).await?.is_some() {
            continue;
        }
        let Some(exam) = catalogue::store::exam(act.conn(), exam).await? else { continue };
        if registration::barring(act.conn(), &node, &exam, person).await?.is_empty() {
            continue;
        }
        node.store()
            .look(Actor::Job("import"), person.0, "exclusion-warning", None)
            .await
            .map_err(crate::Error::from)?;
        let number = row.student_number.clone();
        wrong.push((row.at, "student_number", number, Allowed::NotExcluded));
    }
    refuse(wrong.into_iter())
}
