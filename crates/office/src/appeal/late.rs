//! A late appeal: an officer judges whether being late is excused (fvl. § 31).

use super::case::Case;
use super::gate::{self, Lodged};
use super::{HANDLERS, State, letter, store};
use crate::{Act, AppealId, Error, Result};

/// What the officer makes of the reasons for being late.
pub struct DecideLate {
    /// The case.
    pub appeal: AppealId,
    /// Whether the student is not to blame, or special reasons speak for taking it up.
    pub excused: bool,
    /// Why, in the student's language: it stands in the letter of refusal.
    pub assessment: String,
}

/// Takes the appeal up all the same, with a letter that says so, or refuses it with a letter that says why and how to
/// complain, and an entry in the archive (O-04).
///
/// # Errors
/// Not found outside one's scope; refused `wrong-state`, and `too-late` where the law lets
/// no excuse count any more; invalid without an assessment.
pub async fn decide_late(act: &mut Act, decision: DecideLate) -> Result<State> {
    let mut case = Case::open(act, decision.appeal, HANDLERS).await?;
    case.require(&[State::Received])?;
    if decision.assessment.trim().is_empty() {
        let text = ui::messages::text("appeal-assessment-missing", &[]);
        return Err(Error::field("assessment", text));
    }
    case.late_excused = Some(decision.excused);
    case.late_assessment = Some(decision.assessment);
    let law = case.law(act)?;
    let asked = gate::ask(&case.graded, Lodged::of(&case), &law);
    let state = match asked.outcome {
        Ok(admission) => gate::state(&admission),
        Err(_) if !decision.excused => State::Refused,
        Err(refusal) => return Err(Error::because(refusal, asked.because)),
    };
    case.because = asked.because;
    store::set_late(act, &case, state).await?;
    match state {
        State::Refused => letter::refused_late(act, &case, &law).await?,
        State::Parked => {
            let number = case.case_number.clone();
            letter::diploma_missing(act, case.id, &number, &case.graded, case.lodged_on, &law)
                .await?;
        }
        _ => {
            gate::set_deadline(act, case.id, &case.graded, case.lodged_on, &law).await?;
            letter::registered(act, &case, state, &law).await?;
        }
    }
    Ok(state)
}
