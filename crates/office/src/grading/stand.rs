//! Where the grading of an exam stands, for its page and for programs.

use super::grades::States;
use super::protocol::ProtocolKind;
use super::protocol::may_seal;
use super::{ANNOUNCERS, Candidate, Content, GRADING_VIEWERS, GradeState, Panel, Protocol, store};
use crate::calendar::{self, Deadline, Subject};
use crate::catalogue::{Exam, exam_for};
use crate::examiners::{self, store::NotAccepted};
use crate::http::Signed;
use crate::{Error, ExamId, Result};
use rules::grading::GradingDeadline;
use rules::{Reason, Refusal, Rule};
use sqlx::PgConnection;

/// How many candidates stand where.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) graded: usize,
    pub(super) waiting: usize,
    /// The examiners hold different grades, or the rule refuses theirs.
    pub(super) disputed: usize,
    pub(super) absent: usize,
    /// Neither delivered nor absent.
    pub(super) unaccounted: usize,
}

/// Where the grading of an exam stands.
pub(super) struct Stand {
    pub(super) exam: Exam,
    /// The committee at work, once there is one.
    pub(super) panel: Option<Panel>,
    pub(super) counts: Counts,
    /// By when the results are to be announced.
    pub(super) deadline: Option<Deadline>,
    /// Whether it is so late that it costs the faculty money.
    pub(super) sanction: bool,
    /// All that keeps the protocol open.
    pub(super) missing: Vec<Refusal>,
    /// The steps of the control.
    pub(super) because: Vec<Reason>,
    /// Whether this person may seal the protocol now.
    pub(super) sealable: bool,
    /// Whether examiners wait for the answers.
    pub(super) to_hand_over: bool,
    /// Which of these have not answered the request.
    pub(super) not_accepted: Vec<NotAccepted>,
    pub(super) late: bool,
    /// Whether grades may be shown ahead of the protocol, and by whom looks.
    pub(super) may_publish: bool,
    /// Since when preliminary grades are shown.
    pub(super) preliminary: Option<jiff::Timestamp>,
    pub(super) protocols: Vec<Protocol>,
}

/// Where the grading of an exam stands, for those who follow it.
///
/// # Errors
/// Not found outside one's scope, and for who assesses one of the answers anew.
pub(super) async fn stand_of(signed: &Signed, id: ExamId) -> Result<Stand> {
    let exam = exam_for(signed, id, GRADING_VIEWERS).await?;
    let mut conn = signed.read().await?;
    if examiners::store::assesses_anew(&mut conn, id, signed.who.person).await? {
        // A new assessment knows nothing of the first (uhl. § 11-11).
        return Err(Error::NotFound);
    }
    let today = signed.today();
    let subject = Subject { kind: "exam", id: id.0 };
    let deadline = calendar::store::get(&mut conn, subject, GradingDeadline::NAME).await?;
    let sanction = calendar::store::get(&mut conn, subject, super::deadline::SANCTION).await?;
    let protocols = store::protocols_of_exam(&mut conn, id).await?;
    let open = !protocols.iter().any(in_force);
    let late = deadline.as_ref().and_then(|d| d.due_on).is_some_and(|due| due < today);
    let announced = protocols.iter().any(|protocol| protocol.announced_at.is_some());
    let preliminary = store::preliminary(&mut conn, id).await?.filter(|_| !announced);
    let may_publish = !announced
        && signed.who.may(ANNOUNCERS, &exam.place)
        && super::preliminary::allowed(&signed.node, &exam)?.outcome.is_ok();
    let mut stand = Stand {
        exam,
        panel: None,
        counts: Counts::default(),
        deadline,
        sanction: open && sanction.and_then(|s| s.due_on).is_some_and(|from| from <= today),
        missing: Vec::new(),
        because: Vec::new(),
        sealable: false,
        to_hand_over: false,
        not_accepted: Vec::new(),
        late: open && late,
        may_publish,
        preliminary,
        protocols,
    };
    if let Some(committee) = examiners::store::ordinary(&mut conn, id).await? {
        let panel = Panel::load(&mut conn, committee.id).await?;
        stand.to_hand_over = open
            && super::hand_over::is_held(&stand.exam, signed.node.now())
            && store::waits_for_answers(&mut conn, committee.id).await?;
        stand.not_accepted = examiners::store::not_accepted(&mut conn, committee.id).await?;
        if open {
            stand.control(&mut conn, signed, &panel).await?;
        } else if let Some(protocol) = stand.protocols.iter().find(|p| in_force(p)) {
            stand.counts = sealed_counts(&protocol.content()?);
        }
        stand.panel = Some(panel);
    }
    Ok(stand)
}

impl Stand {
    /// Whether the results are out, so that the deadline asks nothing of anybody.
    pub(super) fn is_announced(&self) -> bool {
        self.protocols
            .iter()
            .any(|one| one.kind == ProtocolKind::Original && one.announced_at.is_some())
    }

    /// While grading is open: what has come so far, and what still keeps the protocol open.
    async fn control(
        &mut self,
        conn: &mut PgConnection,
        signed: &Signed,
        panel: &Panel,
    ) -> Result<()> {
        let candidates = panel.candidates(conn).await?;
        let without_number = store::without_number(conn, panel.id).await?;
        // Of an exam that nobody has delivered an answer of there is nothing to hand over.
        self.to_hand_over &= candidates.iter().any(|candidate| candidate.delivered);
        self.counts = counts(signed, panel, &candidates)?;
        let (content, decision) =
            super::protocol::control_of(&signed.node, panel, &candidates, without_number)?;
        let (node, exam) = (&signed.node, &self.exam);
        let seated = examiners::judge_seated(conn, node, exam, panel.id).await?;
        let too_few = seated.outcome.err().map_or_else(Vec::new, every);
        self.sealable = decision.outcome.is_ok()
            && too_few.is_empty()
            && super::hand_over::may_assess(panel, signed.node.now())
            && !content.rows.is_empty()
            && may_seal(&signed.who, panel);
        self.because = decision.because;
        self.missing = decision.outcome.err().map_or_else(Vec::new, |refusal| refusal.all);
        self.missing.extend(too_few);
        Ok(())
    }
}

/// Everything that a refusal names.
fn every(refusal: Refusal) -> Vec<Refusal> {
    if refusal.all.is_empty() { vec![refusal] } else { refusal.all }
}

/// Whether this is the grade list as it was sealed first.
fn in_force(protocol: &Protocol) -> bool {
    protocol.kind == ProtocolKind::Original && protocol.withdrawn_at.is_none()
}

/// While grading is open: as the rule has it now.
fn counts(signed: &Signed, panel: &Panel, candidates: &[Candidate]) -> Result<Counts> {
    let mut states = States::new(&signed.node, panel);
    let mut counts = Counts::default();
    for candidate in candidates {
        match states.of(candidate)? {
            GradeState::Set(..) => counts.graded += 1,
            GradeState::NotSat(_) => counts.absent += 1,
            GradeState::Unaccounted => counts.unaccounted += 1,
            GradeState::Waiting => counts.waiting += 1,
            GradeState::NeedsThird(_) | GradeState::NeedsAgreement(_) | GradeState::Refused(..) => {
                counts.disputed += 1;
            }
        }
    }
    Ok(counts)
}

/// Once it is sealed: everybody was accounted for then, and had a grade or had not sat.
fn sealed_counts(content: &Content) -> Counts {
    let graded = content.rows.iter().filter(|row| row.grade.is_some()).count();
    Counts { graded, absent: content.rows.len() - graded, ..Counts::default() }
}
