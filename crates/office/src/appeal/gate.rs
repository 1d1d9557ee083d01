//! The gate: whether an appeal is taken up, by the rule `appeal-admissible`.

use super::State;
use super::case::Case;
use crate::calendar::{self, Subject};
use crate::explanation::Graded;
use crate::{Act, Result};
use jiff::civil::Date;
use rules::appeal::{Admission, AppealAdmissible, AppealAdmissibleFacts, Appeals, Diploma};
use rules::regrade::{Regrade, RegradeDeadline, RegradeDeadlineFacts};
use rules::{Decision, Rule, RuleSet};

/// What the gate is asked beside the facts of the grade.
#[derive(Clone, Copy)]
pub(super) struct Lodged {
    pub(super) on: Date,
    pub(super) work_handed_in: bool,
    pub(super) late_excuse: bool,
}

impl Lodged {
    /// What a stored case says.
    pub(super) fn of(case: &Case) -> Self {
        Self {
            on: case.lodged_on,
            work_handed_in: case.work_handed_in,
            late_excuse: case.late_excused.unwrap_or(false),
        }
    }
}

/// The rule's answer with its reasons.
pub(super) fn ask(graded: &Graded, lodged: Lodged, law: &RuleSet) -> Decision<Admission> {
    let facts = AppealAdmissibleFacts {
        lodged: lodged.on.into(),
        form: graded.form,
        announced: graded.announced_on.into(),
        explanation: graded.explanation.clone(),
        // Until cases on formal errors (area P), courses in parts and combined orals (O-11, O-12) are
        // registered, none of them can stand in an appeal's way.
        formal_complaint: None,
        parts_final: true,
        combined_oral: false,
        appeals: Appeals::Course,
        part_weighted: false,
        // A course can say that its form, against its nature, cannot be tried again.
        verifiable: (!graded.verifiable).then_some(false),
        diploma: match (graded.diploma_out, graded.diploma_returned) {
            (true, _) => Diploma::Issued,
            (false, true) => Diploma::Returned,
            (false, false) => Diploma::None,
        },
        // A group's common answer has one registration so far (O-13).
        group: None,
        work_handed_in: Some(lodged.work_handed_in),
        regraded_on_appeal: graded.regraded,
        late_excuse: lodged.late_excuse,
    };
    AppealAdmissible::decide(&facts, law)
}

/// The state that follows from the rule's answer.
pub(super) fn state(admission: &Admission) -> State {
    match admission {
        Admission::Admissible { .. } => State::Accepted,
        Admission::Parked { .. } => State::Parked,
    }
}

/// The kind of the stored day from which a late new grade costs the faculty money (E-13).
pub(super) const SANCTION: &str = "regrade-sanction";

/// Sets the day by which the new grade is due, once the case is taken up. `received` is
/// the day from which it could be: the day it came in, or the day the diploma came back.
pub(super) async fn set_deadline(
    act: &mut Act,
    id: crate::AppealId,
    graded: &Graded,
    received: Date,
    law: &RuleSet,
) -> Result<()> {
    let appeal_deadline = match crate::explanation::appeal_deadline(graded, law).outcome {
        Ok(rules::appeal::AppealDeadlineAnswer::Until { deadline, .. }) => Some(deadline.into()),
        _ => None,
    };
    let facts = RegradeDeadlineFacts { received: received.into(), appeal_deadline };
    let decision = RegradeDeadline::decide(&facts, law);
    let (due_on, sanction_from) = match decision.outcome {
        Ok(Regrade::Until { deadline, sanction_from }) => (Some(deadline), sanction_from),
        Ok(Regrade::Soon { .. }) => (None, None),
        Err(refusal) => return Err(crate::Error::because(refusal, decision.because)),
    };
    let subject = Subject { kind: "appeal", id: id.0 };
    if sanction_from.is_some() {
        calendar::set(act, subject, SANCTION, sanction_from, &decision.because, law).await?;
    }
    calendar::set(act, subject, RegradeDeadline::NAME, due_on, &decision.because, law).await
}
