//! Committees: proposed by one, appointed by another.

use super::CommitteeKind;
use super::store::OpenProposal;
use super::{BOARD, PROPOSERS, letters, said, store};
use crate::archive::{self, Direction, NewEntry};
use crate::catalogue::{self, Exam};
use crate::{Act, AppealId, CommitteeId, Error, ExamId, Node, PersonId, Result, UnitId};
use jiff::civil::Date;
use rules::committee::{Committee, CommitteeAnswer, CommitteeFacts, CommitteeMember};
use rules::{Credits, Decision, Key, Rule};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ui::key;
use utoipa::ToSchema;
use uuid::Uuid;

/// The most examiners of a committee: two who grade, and one for what they disagree about.
pub(super) const SEATS: usize = 3;

/// The seat of the one who grades what the first two disagree about.
const THIRD: i32 = 3;

/// Who shall sit in the committee of an exam.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// The examiners in the order of their seats, each once. For an exam that has its
    /// committee: the third who is to be called in, alone.
    pub members: Vec<ProposedMember>,
    /// The faculty board's case that lets a supervisor be internal examiner; may be empty.
    #[serde(default)]
    pub dispensation: String,
    /// The fee of an external examiner in words; empty for the state's rates.
    #[serde(default)]
    pub fee: String,
}

/// One proposed examiner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposedMember {
    /// Somebody in the register.
    pub examiner: PersonId,
    /// Whether the examiner has supervised a candidate.
    #[serde(default)]
    pub supervisor: bool,
}

/// What the board has decided.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Appointment {
    /// The proposal it is about.
    pub proposal: Uuid,
    /// The number of the board's case.
    pub case_ref: String,
}

/// Proposes the committee of an exam of one's own unit, or, where it has one, a third
/// examiner to be called in. An earlier proposal that is still open is withdrawn. Those
/// proposed are asked whether they will (L-02).
///
/// # Errors
/// Not found outside one's scope; examiners missing, doubled, too many or not in the register;
/// refused `third-must-be-external`, and for an exam that has its committee `protocol-closed`,
/// `third-there`, `no-dispute`.
pub async fn propose(act: &mut Act, exam: ExamId, proposal: &Proposal) -> Result<Uuid> {
    let exam = catalogue::store::lock_exam(act.conn(), exam).await?.ok_or(Error::NotFound)?;
    if !act.who()?.may(PROPOSERS, &exam.place) {
        return Err(Error::NotFound);
    }
    let committee = store::ordinary(act.conn(), exam.id).await?;
    let (seats, disputed) = match &committee {
        Some(committee) => third(act, committee, proposal).await?,
        None => (seats(act, proposal, 1).await?, false),
    };
    let (id, now, by) = (Uuid::now_v7(), act.now(), act.person()?);
    store::withdraw_open_proposal(act.conn(), exam.id, now).await?;
    let third = disputed && seats.iter().any(|seat| seat.position == THIRD);
    let open = OpenProposal {
        id,
        third_for: committee.map(|committee| committee.id),
        proposed_at: now,
        proposed_by: by,
        dispensation: proposal.dispensation.trim().to_owned(),
        fee: proposal.fee.trim().to_owned(),
    };
    store::insert_proposal(act.conn(), exam.id, &open).await?;
    let mut asked = Vec::new();
    for seat in &seats {
        if !store::insert_proposed(act.conn(), id, seat).await? {
            asked.push(*seat);
        }
    }
    letters::request(act, &exam, &asked, &open.fee, third).await?;
    Ok(id)
}

/// Takes back one's own proposal before the board has decided. Those who were asked see the
/// request no more.
///
/// # Errors
/// Not found outside one's scope; refused `decided` where the proposal is not waiting any more, or
/// is somebody else's.
pub async fn withdraw_proposal(act: &mut Act, exam: ExamId, proposal: Uuid) -> Result<()> {
    let exam = catalogue::store::lock_exam(act.conn(), exam).await?.ok_or(Error::NotFound)?;
    if !act.who()?.may(PROPOSERS, &exam.place) {
        return Err(Error::NotFound);
    }
    let by = act.person()?;
    let open = store::open_proposal(act.conn(), exam.id).await?;
    let own = open.filter(|open| open.id == proposal && open.proposed_by == by);
    if own.is_none() {
        return Err(Error::refused("decided", said(key("examiners-refused-decided"))));
    }
    let now = act.now();
    store::withdraw_open_proposal(act.conn(), exam.id, now).await?;
    Ok(())
}

/// The seats of a proposal, numbered from `first`.
async fn seats(act: &mut Act, proposal: &Proposal, first: i32) -> Result<Vec<Seat>> {
    if proposal.members.is_empty() {
        return Err(Error::field("members", said(key("examiners-error-nobody"))));
    }
    if proposal.members.len() > SEATS {
        return Err(Error::field("members", said(key("examiners-error-too-many"))));
    }
    let mut seats: Vec<Seat> = Vec::new();
    for (position, member) in (first..).zip(&proposal.members) {
        let found = store::examiner(act.conn(), member.examiner).await?;
        let Some(found) = found.filter(|_| seats.iter().all(|s| s.person != member.examiner))
        else {
            return Err(Error::field("members", said(key("examiners-error-member"))));
        };
        seats.push(Seat {
            person: member.examiner,
            position,
            external: found.external,
            supervisor: member.supervisor,
        });
    }
    require_external_third(&seats)?;
    Ok(seats)
}

/// # Errors
/// Refused `third-must-be-external` (M-13), whether the third is called in or stands ready from
/// the first day.
fn require_external_third(seats: &[Seat]) -> Result<()> {
    if seats.iter().all(|seat| seat.position < THIRD || seat.external) {
        return Ok(());
    }
    let text = said(key("examiners-refused-third-external"));
    Err(Error::refused("third-must-be-external", text))
}

/// Whether a seat of a committee that is appointed can be given to somebody now. Nobody joins
/// after the protocol is closed: he could neither grade nor sign, and it would wait for him. A
/// third is called in because the first two disagree, and not before (the examination routine
/// p. 20, M-13).
///
/// What a board appoints at once is another thing: the Act and the rule `committee` say how few
/// examiners an exam may have and not how many, so a board may name a third beforehand, who
/// grades what is in dispute alone. If he declines, his seat is filled without a dispute, too.
///
/// # Errors
/// Refused `protocol-closed`, `no-dispute`.
pub(super) fn may_join(position: i32, facts: &store::SeatOpen) -> Result<()> {
    if facts.closed {
        let text = said(key("examiners-refused-protocol-closed"));
        return Err(Error::refused("protocol-closed", text));
    }
    if position >= THIRD && !facts.disputed && !facts.given_back {
        return Err(Error::refused("no-dispute", said(key("examiners-refused-no-dispute"))));
    }
    Ok(())
}

/// The lowest seat that nobody sits in. A committee of one gets its second examiner the same way
/// as its third, and he may be internal; so does one in which somebody has declined.
pub(super) fn free_seat(seated: &[Seat]) -> i32 {
    let taken = |position: &i32| seated.iter().any(|seat| seat.position == *position);
    (1..THIRD).find(|position| !taken(position)).unwrap_or(THIRD)
}

/// The seat of the one who joins a committee that is appointed, and whether the first two
/// disagree: one, and the third from outside (M-13).
async fn third(
    act: &mut Act,
    committee: &store::CommitteeRow,
    proposal: &Proposal,
) -> Result<(Vec<Seat>, bool)> {
    let seated = store::seats(act.conn(), committee.id).await?;
    let doubled = |member: &ProposedMember| seated.iter().any(|s| s.person == member.examiner);
    if proposal.members.len() != 1 || proposal.members.iter().any(doubled) {
        return Err(Error::field("members", said(key("examiners-error-member"))));
    }
    if seated.len() >= SEATS {
        return Err(Error::refused("third-there", said(key("examiners-refused-third-there"))));
    }
    let next = free_seat(&seated);
    let facts = store::seat_open(act.conn(), committee.id, next).await?;
    may_join(next, &facts)?;
    Ok((seats(act, proposal, next).await?, facts.disputed))
}

/// Asks the rule `committee` about an exam and its examiners, and, where there are more than
/// two, about the two who grade every answer: a third sees only those in dispute, and stands
/// in for neither. Examiners are named by their seats: rules know no names.
///
/// # Errors
/// No rule set covers the exam's day.
pub fn judge(
    node: &Node,
    exam: &Exam,
    members: &[(Seat, store::Standing)],
    dispensation: &str,
) -> Result<Decision<CommitteeAnswer>> {
    let all = ask(node, exam, members, dispensation)?;
    let grades_all = |member: &&(Seat, store::Standing)| member.0.position <= 2;
    let graders: Vec<_> = members.iter().filter(grades_all).copied().collect();
    if all.outcome.is_err() || graders.len() == members.len() {
        return Ok(all);
    }
    ask(node, exam, &graders, dispensation)
}

fn ask(
    node: &Node,
    exam: &Exam,
    members: &[(Seat, store::Standing)],
    dispensation: &str,
) -> Result<Decision<CommitteeAnswer>> {
    let member = |(seat, standing): &(Seat, store::Standing)| CommitteeMember {
        id: Key::new(seat.position.to_string()),
        external: seat.external,
        supervisor: seat.supervisor,
        approved: standing.approved,
        employed_at_university: standing.employed_at_university,
        cv: standing.cv,
    };
    let credits = Credits::parse(&exam.credits.to_string())
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("credits of exam {}", exam.id)))?;
    let facts = CommitteeFacts {
        level: exam.level,
        form: exam.form,
        credits,
        verifiable: Some(exam.verifiable && !exam.form.is_told_on_the_spot()),
        members: members.iter().map(member).collect(),
        dispensation: !dispensation.trim().is_empty(),
    };
    Ok(Committee::decide(&facts, node.rules_on(exam.rule_day())?))
}

/// Appoints what was proposed, as the board has decided. Each new examiner gets the
/// orientation, an external one a contract as well (L-12, L-13).
///
/// # Errors
/// Not found outside one's scope or when the proposal is decided or withdrawn already;
/// refused `same-person` for one's own proposal, `declined` when somebody proposed has said
/// no, `third-must-be-external`, and where the committee is there already `protocol-closed`,
/// `no-dispute`; the refusals of the rule `committee`, every one at once.
pub async fn appoint(act: &mut Act, exam: ExamId, decision: &Appointment) -> Result<CommitteeId> {
    let exam = catalogue::store::lock_exam(act.conn(), exam).await?.ok_or(Error::NotFound)?;
    if !act.who()?.may(BOARD, &exam.place) {
        return Err(Error::NotFound);
    }
    let open = store::open_proposal(act.conn(), exam.id).await?;
    let open = open.filter(|open| open.id == decision.proposal).ok_or(Error::NotFound)?;
    let by = act.person()?;
    if open.proposed_by == by {
        return Err(Error::refused("same-person", said(key("examiners-refused-same-person"))));
    }
    if decision.case_ref.trim().is_empty() {
        return Err(Error::field("case_ref", said(key("common-error-required"))));
    }
    let asked = store::asked(act.conn(), exam.id).await?;
    if asked.iter().any(|one| one.proposal == open.id && one.accepted == Some(false)) {
        return Err(Error::refused("declined", said(key("examiners-refused-declined"))));
    }
    let all = store::with_standing(act.conn(), open.id, open.third_for).await?;
    let judged = judge(act.node(), &exam, &all, &open.dispensation)?;
    judged.outcome.map_err(|refusal| Error::because(refusal, judged.because))?;
    let new: Vec<Seat> = store::proposed(act.conn(), open.id).await?;
    require_external_third(&new)?;
    let committee = match open.third_for {
        Some(committee) => {
            // What was so when he was proposed may be otherwise today.
            for seat in &new {
                may_join(
                    seat.position,
                    &store::seat_open(act.conn(), committee, seat.position).await?,
                )?;
            }
            add_seats(act, committee, &new, decision.case_ref.trim()).await?;
            committee
        }
        None => {
            let ordinary = NewCommittee {
                exam: exam.id,
                kind: CommitteeKind::Ordinary,
                appeal: None,
                appointed_by: exam.unit,
                case_ref: decision.case_ref.trim(),
                seats: &new,
            };
            seat(act, ordinary).await?
        }
    };
    let now = act.now();
    store::decide_proposal(act.conn(), open.id, now, by, committee).await?;
    file_away(act, &exam, committee, decision.case_ref.trim()).await?;
    letters::appointed(act, &exam, &new, &open.fee, ("committee", committee.0)).await?;
    act.enqueue("grading.deadline", json!({ "exam": exam.id }), now).await?;
    Ok(committee)
}

/// The appointment stands in the archive under the board's case (L-07).
pub(super) async fn file_away(
    act: &mut Act,
    exam: &Exam,
    id: CommitteeId,
    case_ref: &str,
) -> Result<()> {
    let title = format!("Oppnevning av sensorer, {}", exam.reference());
    let subject = ("committee", id.0);
    let entry = NewEntry::of_case(case_ref, Direction::Internal, &title, exam.unit, subject);
    archive::register(act, entry).await?;
    Ok(())
}

/// One seat of a committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who sits there.
    pub person: PersonId,
    /// 1 and 2 grade; 3 is called in when they disagree.
    pub position: i32,
    /// Whether the examiner comes from outside.
    pub external: bool,
    /// Whether the examiner has supervised a candidate.
    pub supervisor: bool,
}

/// A committee whose appointment has been decided.
#[derive(Clone, Copy, Debug)]
pub struct NewCommittee<'a> {
    /// The exam.
    pub exam: ExamId,
    /// What it is for.
    pub kind: CommitteeKind,
    /// The appeal, unless it grades the exam.
    pub appeal: Option<AppealId>,
    /// The unit whose board appoints.
    pub appointed_by: UnitId,
    /// The number of the board's case.
    pub case_ref: &'a str,
    /// Who sits in it.
    pub seats: &'a [Seat],
}

/// Writes a committee. The caller has asked the rule that says whether it may sit.
///
/// # Errors
/// The exam, or the appeal, has such a committee already.
pub async fn seat(act: &mut Act, new: NewCommittee<'_>) -> Result<CommitteeId> {
    let (id, today) = (CommitteeId::new(), act.today());
    store::insert_committee(act.conn(), id, &new, today).await?;
    add_seats(act, id, new.seats, new.case_ref).await?;
    Ok(id)
}

/// Adds members as of today, appointed in the board's case `case_ref`.
pub(super) async fn add_seats(
    act: &mut Act,
    committee: CommitteeId,
    seats: &[Seat],
    case_ref: &str,
) -> Result<()> {
    let today: Date = act.today();
    for seat in seats {
        store::insert_member(act.conn(), committee, seat, today, case_ref).await?;
    }
    Ok(())
}
