//! The letter that goes with an explanation.

use super::store::Requested;
use super::{Given, Graded, appeal_deadline};
use crate::letters_out::{self, NewLetter};
use crate::{Act, Error, ExplanationId, Result, grading};
use letters::Right;
use letters::explanation_given::{self, ExplanationGiven};
use rules::appeal::{AppealClock, AppealDeadlineAnswer};

/// Writes to the student what was said and until when an appeal is possible.
pub(super) async fn send(
    act: &mut Act,
    graded: &Graded,
    id: ExplanationId,
    request: &Requested,
    given: &Given,
) -> Result<()> {
    let law = act.node().rules_on(graded.announced_on)?.clone();
    let decision = appeal_deadline(graded, &law);
    let paragraph = law.sections.appeal.as_ref().map(|appeal| appeal.deadline.law.clone());
    let (appeal, late) = match (decision.outcome, paragraph) {
        (Ok(AppealDeadlineAnswer::Until { deadline, clock }), Some(law))
            if graded.is_appealable() =>
        {
            let right = Right { until: deadline, law, because: decision.because };
            (Some(right), clock == AppealClock::FromAnnouncement)
        }
        _ => (None, false),
    };
    let (node, today) = (act.node().clone(), act.today());
    let student =
        crate::people::store::person(act.conn(), graded.person).await?.ok_or(Error::NotFound)?;
    let mut head = letters_out::head(act.conn(), &node, graded.unit, "", today).await?;
    head.addressee = Some(letters_out::addressee(&student));
    head.signatures = vec![letters_out::signature_of_handler(act.who()?)];
    let guide = grading::guide_at(act, graded.exam).await?;
    let letter = ExplanationGiven {
        head,
        course: graded.course.clone(),
        term: graded.letter_term(),
        requested: request.requested_on,
        given: match given {
            Given::Written { principles, assessment } => explanation_given::Given::Here {
                principles: principles.clone(),
                assessment: assessment.clone(),
            },
            Given::Orally { on, .. } => explanation_given::Given::Orally { on: *on },
        },
        appeal,
        late,
        grading_guide: guide.map(|place| place.get(student.language).to_owned()),
    };
    let new = NewLetter {
        letter: &letter,
        language: student.language,
        person: Some(student.id),
        unit: graded.unit,
        subject: ("explanation", id.0),
        channel: letters_out::Channel::Email,
        copies: &[],
    };
    letters_out::send(act, new).await?;
    Ok(())
}
