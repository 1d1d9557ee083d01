//! Giving standpoints: many at a time, part of them today and the rest tomorrow.

use super::{Candidate, Panel, PanelMember, said, store};
use crate::examiners::CommitteeKind;
use crate::{Act, CommitteeId, Error, FieldError, Result, StandpointId, examiners};
use rules::Grade;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ui::key;
use utoipa::ToSchema;

/// The grade an examiner holds one candidate's answer to be worth.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenGrade {
    /// The candidate number.
    pub number: String,
    /// The grade on the scale of the course; small letters are read as capitals.
    pub grade: String,
}

/// Records one's own standpoints. One that differs from an earlier one takes its place;
/// one that is the same changes nothing. Where the two come to agree, no third is called in any more.
/// Answers how many were recorded.
///
/// # Errors
/// Not found in a committee one does not sit in; every unreadable grade and unknown number
/// at its field `grade-NUMBER`; refused `not-held` while answers can still be handed in,
/// `protocol-closed` once the protocol is sealed, `appeal-withdrawn` where the appeal is no more,
/// and `not-handed-over` before one has got the
/// answers.
pub async fn give_standpoints(
    act: &mut Act,
    committee: CommitteeId,
    given: &[GivenGrade],
) -> Result<usize> {
    let panel = Panel::lock(act.conn(), committee).await?;
    let member = panel.require_seat(act.who()?)?.clone();
    super::hand_over::require_held(&panel, act.now())?;
    require_open(act, &panel).await?;
    if !member.has_answers {
        let text = said(key("grading-refused-not-handed-over"));
        return Err(Error::refused("not-handed-over", text));
    }
    let candidates = panel.candidates(act.conn()).await?;
    let by_number: HashMap<&str, &Candidate> =
        candidates.iter().map(|candidate| (candidate.number.as_str(), candidate)).collect();
    let (mut new, mut faults) = (Vec::new(), Vec::new());
    for one in given {
        match read(&panel, &member, &by_number, one) {
            Ok(Some(standpoint)) => new.push(standpoint),
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let now = act.now();
    store::replace_standpoints(act.conn(), member.id, &new, now).await?;
    if panel.kind == CommitteeKind::Ordinary && !new.is_empty() {
        examiners::note_dispute_over(act, panel.exam.id, panel.id).await?;
    }
    Ok(new.len())
}

/// A protocol that is sealed and not withdrawn closes the grading, and so does the withdrawal of
/// the appeal that it is for.
pub(super) async fn require_open(act: &mut Act, panel: &Panel) -> Result<()> {
    panel.require_appeal()?;
    match store::protocol_of(act.conn(), panel.id).await? {
        Some(_) => {
            Err(Error::refused("protocol-closed", said(key("grading-refused-protocol-closed"))))
        }
        None => Ok(()),
    }
}

fn read(
    panel: &Panel,
    member: &PanelMember,
    by_number: &HashMap<&str, &Candidate>,
    given: &GivenGrade,
) -> std::result::Result<Option<store::NewStandpoint>, FieldError> {
    let field = format!("grade-{}", given.number);
    let candidate = by_number.get(given.number.as_str());
    let Some(candidate) = candidate.filter(|candidate| candidate.is_for(panel, member)) else {
        let number: [(&str, &dyn ui::ToArg); 1] = [("number", &given.number)];
        return Err(FieldError {
            field,
            text: ui::messages::text("grading-error-candidate", &number),
        });
    };
    let Some(grade) = grade_in(panel, &given.grade) else {
        let allowed: Vec<_> = panel.grades().into_iter().map(Grade::code).collect();
        let args: [(&str, &dyn ui::ToArg); 2] =
            [("value", &given.grade), ("allowed", &allowed.join(", "))];
        return Err(FieldError { field, text: ui::messages::text("common-error-grade", &args) });
    };
    if candidate.standpoints.get(&member.id) == Some(&grade) {
        return Ok(None);
    }
    Ok(Some(store::NewStandpoint {
        id: StandpointId::new(),
        registration: candidate.registration,
        grade,
    }))
}

/// Reads what was typed as a grade of the course's scale: `b` is B, and on the scale
/// pass/fail `b` is bestått and `i` is ikke bestått.
pub(super) fn grade_in(panel: &Panel, typed: &str) -> Option<Grade> {
    let typed = typed.trim().to_lowercase();
    let mut grades = panel.grades().into_iter();
    let exact = grades.find(|grade| grade.code().to_lowercase() == typed);
    exact.or_else(|| match (panel.scale(), typed.as_str()) {
        (rules::GradeScale::PassFail, "b") => Some(Grade::Pass),
        (rules::GradeScale::PassFail, "i" | "ib") => Some(Grade::Fail),
        _ => None,
    })
}
