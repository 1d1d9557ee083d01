//! The board appoints a new committee.

use super::case::Case;
use super::{letter, store};
use crate::access::Role;
use crate::examiners::{CommitteeKind, require_blind};
use crate::{Act, AppealId, CommitteeId, Error, PersonId, Result};
use rules::regrade::committee::{ProposedExaminer, RegradeCommittee, RegradeCommitteeFacts};
use rules::{Key, Refusal, Rule, Text};

/// Who is to assess anew.
pub struct Appoint {
    /// The case.
    pub appeal: AppealId,
    /// The examiners, in the order of their seats.
    pub members: Vec<PersonId>,
    /// The board's own case number; may be empty.
    pub case_ref: String,
}

/// Appoints the committee of a re-grading or, where the two grades lay far apart, the
/// further one. For the first the student is told who they are (O-26).
///
/// # Errors
/// Not found outside one's scope; refused `wrong-state`, `own-case`, `not-blind` for somebody who
/// can read the case, and by the rule: `sat-before`, `too-few`, `no-external`; invalid for
/// somebody who is no approved examiner.
pub async fn appoint(act: &mut Act, new: Appoint) -> Result<CommitteeId> {
    let mut case = Case::open(act, new.appeal, &[Role::BoardSecretary]).await?;
    if !case.needs_committee() {
        return Err(Error::refused("wrong-state", ui::messages::text("appeal-wrong-state", &[])));
    }
    let mut proposed = Vec::new();
    for person in &new.members {
        let examiner = store::examiner(act.conn(), *person).await?;
        let known =
            examiner.filter(|_| !proposed.iter().any(|p: &store::Member| p.person == *person));
        proposed.push(known.ok_or_else(|| {
            Error::field("members", ui::messages::text("appeal-no-examiner", &[]))
        })?);
    }
    let examiners: Vec<_> = proposed.iter().map(|one| (one.person, one.name.as_str())).collect();
    require_blind(act, &case.graded.place, case.graded.person, &examiners).await?;
    let law = case.law(act)?;
    let previous = case.previous(act.conn()).await?;
    let facts = RegradeCommitteeFacts {
        previous: previous.iter().map(key).collect(),
        proposed: proposed
            .iter()
            .map(|member| ProposedExaminer { id: key(member), external: member.external })
            .collect(),
    };
    let decision = RegradeCommittee::decide(&facts, &law);
    if let Err(refusal) = decision.outcome {
        let because = decision.because.into_iter().map(|mut reason| {
            reason.text = with_names(reason.text, &proposed);
            reason
        });
        return Err(Error::because(named(refusal, &proposed), because.collect()));
    }
    let first = case.committees.is_empty();
    let kind = if first { CommitteeKind::Regrade } else { CommitteeKind::Further };
    let id = store::seat(act, &case, kind, &proposed, &new.case_ref).await?;
    if first {
        case.committees = store::committees(act.conn(), case.id).await?;
        letter::received(act, &case, &law).await?;
    }
    Ok(id)
}

/// Rules know no names: an examiner goes in by id and comes out by name.
fn key(member: &store::Member) -> Key {
    Key::new(member.person.to_string())
}

fn named(refusal: Refusal, members: &[store::Member]) -> Refusal {
    Refusal { text: with_names(refusal.text, members), ..refusal }
}

fn with_names(mut text: Text, members: &[store::Member]) -> Text {
    for member in members {
        let id = member.person.to_string();
        text = Text {
            nb: text.nb.replace(&id, &member.name),
            nn: text.nn.replace(&id, &member.name),
            en: text.en.replace(&id, &member.name),
        };
    }
    text
}
