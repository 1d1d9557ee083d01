//! A third examiner for a committee of an appeal whose two examiners disagree.

use super::{BOARD, Seat, committee, require_blind, said, store};
use crate::catalogue::{self, Exam};
use crate::{Act, CommitteeId, Error, PersonId, Result};
use rules::regrade::committee::{ProposedExaminer, RegradeCommittee, RegradeCommitteeFacts};
use rules::{Key, Rule, RuleSet, RuleSetId};
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// Whom the board calls in.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CallIn {
    /// An approved examiner from outside who has not sat in the case before.
    pub examiner: PersonId,
    /// The number of the board's case.
    pub case_ref: String,
}

/// The exam of a committee of an appeal, when this person writes for its board.
///
/// # Errors
/// Not found outside one's scope, and for the committee that graded first: its third is
/// proposed by the department.
pub(super) async fn exam_of(
    conn: &mut sqlx::PgConnection,
    who: &crate::access::Principal,
    id: CommitteeId,
) -> Result<Exam> {
    let exam = store::exam_of_appeal(conn, id).await?.ok_or(Error::NotFound)?;
    let exam = catalogue::store::lock_exam(conn, exam).await?.ok_or(Error::NotFound)?;
    if who.may(BOARD, &exam.place) { Ok(exam) } else { Err(Error::NotFound) }
}

/// Calls a third examiner into a committee of an appeal, as the board has decided (M-13).
///
/// # Errors
/// Not found outside one's scope; somebody who is no approved examiner; refused
/// `protocol-closed`, `appeal-withdrawn`, `third-there`, `no-dispute` while the two agree or have not both given their
/// standpoints, `third-must-be-external`, `not-blind`, and by the rule `regrade-committee`:
/// `sat-before`.
pub async fn call_in(act: &mut Act, id: CommitteeId, wanted: &CallIn) -> Result<()> {
    let who = act.who()?.clone();
    let exam = exam_of(act.conn(), &who, id).await?;
    if store::lock_closed(act.conn(), id).await? {
        // He could neither grade nor sign, and the case would wait for his signature.
        let text = said(key("examiners-refused-protocol-closed"));
        return Err(Error::refused("protocol-closed", text));
    }
    let case = store::third_case(act.conn(), id).await?.ok_or(Error::NotFound)?;
    if case.withdrawn {
        let text = said(key("grading-refused-appeal-withdrawn"));
        return Err(Error::refused("appeal-withdrawn", text));
    }
    let mut seats = store::seats(act.conn(), id).await?;
    if seats.len() > 2 {
        return Err(Error::refused("third-there", said(key("examiners-refused-third-there"))));
    }
    let found = store::examiner(act.conn(), wanted.examiner).await?;
    let found = found.filter(|found| {
        found.approved_on.is_some() && seats.iter().all(|seat| seat.person != found.person)
    });
    let Some(found) = found else {
        return Err(Error::field("examiner", said(key("examiners-error-member"))));
    };
    if wanted.case_ref.trim().is_empty() {
        return Err(Error::field("case_ref", said(key("common-error-required"))));
    }
    if !case.disputed {
        return Err(Error::refused("no-dispute", said(key("examiners-refused-no-dispute"))));
    }
    if !found.external {
        let text = said(key("examiners-refused-third-external"));
        return Err(Error::refused("third-must-be-external", text));
    }
    let name = found.name.full();
    let called_in = [(found.person, name.as_str())];
    require_blind(act, &exam.place, PersonId(case.appellant), &called_in).await?;
    let third = Seat { person: found.person, position: 3, external: true, supervisor: false };
    seats.push(third);
    let law = act.node().rule_set(&RuleSetId(case.rule_set))?.clone();
    judge(act, &exam, id, &seats, &law).await?;
    let case_ref = wanted.case_ref.trim();
    committee::add_seats(act, id, &[third], case_ref).await?;
    committee::file_away(act, &exam, id, case_ref).await
}

/// Asks the rule `regrade-committee` about the whole committee, under the rules that the case
/// has kept. Examiners are named by their seats.
async fn judge(
    act: &mut Act,
    exam: &Exam,
    id: CommitteeId,
    seats: &[Seat],
    law: &RuleSet,
) -> Result<()> {
    let before = store::sat_before(act.conn(), exam.id, id).await?;
    let name = |seat: &Seat| Key::new(seat.position.to_string());
    let facts = RegradeCommitteeFacts {
        previous: seats.iter().filter(|s| before.contains(&s.person)).map(name).collect(),
        proposed: seats
            .iter()
            .map(|seat| ProposedExaminer { id: name(seat), external: seat.external })
            .collect(),
    };
    let decision = RegradeCommittee::decide(&facts, law);
    decision.outcome.map_err(|refusal| Error::because(refusal, decision.because))?;
    Ok(())
}
