//! The answers go to the committee, with what belongs to them (L-08, L-09, L-11, L-12).

use super::{CONTROLLERS, Candidate, Panel, PanelMember, said, store};
use crate::archive::{self, Direction, NewEntry};
use crate::catalogue::{self, Exam};
use crate::examiners::CommitteeKind;
use crate::letters_out::to_person;
use crate::{Act, Error, ExamId, LetterId, PersonId, Result, examiners, papers};
use ::store::Entry;
use jiff::Timestamp;
use letters::examiner_cover::{ExaminerCover, Work};
use rules::grading::GradingDeadlineAnswer;
use rules::{Form, Text};
use ui::key;

/// What a hand-over has done.
pub struct HandOver {
    /// How many examiners were written to.
    pub examiners: usize,
    /// Whose yes was entered with it, as it came in another way.
    pub entered: Vec<PersonId>,
}

impl HandOver {
    /// The entry of the record.
    pub(super) fn entry(&self, id: ExamId) -> Entry {
        let entry = Entry::new("grading.hand_over", "exam", id.0).fact("examiners", self.examiners);
        let entered: Vec<String> = self.entered.iter().map(PersonId::to_string).collect();
        if entered.is_empty() { entry } else { entry.fact("said_yes_otherwise", entered) }
    }
}

/// Hands the answers of an exam of one's own unit over to those of its committee who have
/// not got them: each is written to, with the deadline and what is in the package, and the
/// office's own copy is noted in the archive where there is one of every answer. Whoever has not
/// answered the request gets nothing, unless `said_yes` names her: the officer has her yes in another way (L-16).
///
/// # Errors
/// Not found outside one's scope; refused `no-committee`, `not-held` before the hour of
/// hand-in is out, `guide-missing` (uhl. § 11-7 (3)), `paper-missing` where there is one to
/// answer (L-12), `handed-over`, by the rule `committee` when those who sit are too few or may
/// not grade this exam: somebody has declined, `no-answers` where nobody has delivered one, and
/// `not-accepted` where somebody has not answered the request.
pub async fn hand_over(act: &mut Act, id: ExamId, said_yes: &[PersonId]) -> Result<HandOver> {
    let exam = catalogue::store::lock_exam(act.conn(), id).await?.ok_or(Error::NotFound)?;
    if !act.who()?.may(CONTROLLERS, &exam.place) {
        return Err(Error::NotFound);
    }
    let committee = examiners::store::ordinary(act.conn(), id).await?;
    let Some(committee) = committee else {
        return Err(Error::refused("no-committee", said(key("grading-refused-no-committee"))));
    };
    let deadline = catalogue::graded_by(act.node(), &exam)?;
    let (Some((answer, law)), true) = (deadline, is_held(&exam, act.now())) else {
        return Err(Error::refused("not-held", said(key("grading-refused-not-held"))));
    };
    let documents = papers::store::in_force(act.conn(), id).await?;
    if !documents.iter().any(|document| document.kind == papers::Kind::Guide) {
        return Err(Error::refused("guide-missing", said(key("grading-refused-guide-missing"))));
    }
    // The writer of a thesis chose the topic: there is no paper to enclose.
    let answers_a_paper = exam.form != Form::Thesis;
    if answers_a_paper && !documents.iter().any(|document| document.kind == papers::Kind::Paper) {
        return Err(Error::refused("paper-missing", said(key("grading-refused-paper-missing"))));
    }
    let waiting = store::lock_not_handed_over(act.conn(), committee.id).await?;
    if waiting.is_empty() {
        return Err(Error::refused("handed-over", said(key("grading-refused-handed-over"))));
    }
    examiners::require_seated(act, &exam, committee.id).await?;
    let panel = Panel::load(act.conn(), committee.id).await?;
    let candidates = panel.candidates(act.conn()).await?;
    if !candidates.iter().any(|candidate| candidate.delivered) {
        return Err(Error::refused("no-answers", said(key("grading-refused-no-answers"))));
    }
    let entered = examiners::require_accepted(act, committee.id, said_yes).await?;
    let kept = store::answers_kept(act.conn(), committee.id).await?;
    for member in panel.members.iter().filter(|member| waiting.contains(&member.id)) {
        let letter = cover(act, &panel, member, &candidates, (&answer, &law)).await?;
        file(act, &panel, letter, kept).await?;
    }
    let (now, by) = (act.now(), act.person()?);
    store::set_handed_over(act.conn(), &waiting, now, by).await?;
    Ok(HandOver { examiners: waiting.len(), entered })
}

/// Whether the last hour of hand-in is past.
pub(super) fn is_held(exam: &Exam, now: Timestamp) -> bool {
    exam.hand_in_until().is_some_and(|until| until <= now)
}

/// Whether the committee may assess: only what can no longer change. Where nothing is handed in
/// it assesses on the day itself; a committee of an appeal looks at what is announced.
pub(super) fn may_assess(panel: &Panel, now: Timestamp) -> bool {
    if panel.kind != CommitteeKind::Ordinary {
        return true;
    }
    if panel.exam.has_answers() {
        return is_held(&panel.exam, now);
    }
    panel.exam.date.is_some_and(|day| day <= now.to_zoned(::store::oslo()).date())
}

/// # Errors
/// Refused `not-held` where [`may_assess`] says no.
pub(super) fn require_held(panel: &Panel, now: Timestamp) -> Result<()> {
    if may_assess(panel, now) {
        return Ok(());
    }
    Err(Error::refused("not-held", said(key("grading-refused-too-early"))))
}

async fn cover(
    act: &mut Act,
    panel: &Panel,
    member: &PanelMember,
    candidates: &[Candidate],
    (answer, law): (&GradingDeadlineAnswer, &str),
) -> Result<LetterId> {
    let answers = candidates.iter().filter(|c| c.delivered && c.is_for(panel, member)).count();
    let exam = &panel.exam;
    // Two set the grade together; the third looks for herself.
    let other = panel.members.iter().find(|other| other.position <= 2 && other.id != member.id);
    let other = other.filter(|_| member.position <= 2).map(|other| other.name.full());
    to_person(act, member.person, exam.unit, ("committee", panel.id.0), |head| ExaminerCover {
        head,
        assignment: exam.assignment(answer.deadline, law),
        work: if exam.form == Form::Thesis { Work::Thesis } else { Work::Answers },
        answers: u32::try_from(answers).unwrap_or(u32::MAX),
        external: member.external,
        co_examiner: other.map(|name| Text::new(name.clone(), name.clone(), name)),
        return_to: exam.unit_name.clone(),
        further: Vec::new(),
    })
    .await
}

/// What was sent stands in the archive, and with it, where that is known, that the office
/// keeps the answers (L-08).
async fn file(act: &mut Act, panel: &Panel, letter: LetterId, kept: bool) -> Result<()> {
    let reference = panel.exam.reference();
    let title = format!("Besvarelser til sensur, {reference}");
    let (unit, subject) = (panel.exam.unit, ("committee", panel.id.0));
    let copy = if kept { "Ett eksemplar av besvarelsene ligger hos instituttet." } else { "" };
    let entry = NewEntry {
        description: copy,
        letter: Some(letter),
        ..NewEntry::of_case(&reference, Direction::Outgoing, &title, unit, subject)
    };
    archive::register(act, entry).await?;
    Ok(())
}
