//! The protocol: sealed with a fingerprint, signed by every examiner, received.

use super::grades::States;
use super::store::Step;
use super::{ANNOUNCERS, CONTROLLERS, Candidate, GradeState, Panel, said, store};
use crate::access::Principal;
use crate::archive::{self, Direction, NewEntry};
use crate::catalogue::words;
use crate::examiners::CommitteeKind;
use crate::{
    Act, AppealId, CommitteeId, Error, ExamId, Node, PersonId, ProtocolId, RegistrationId, Result,
    examiners,
};
use jiff::Timestamp;
use rules::protocol::{
    ProtocolCandidate, ProtocolExaminer, ProtocolFacts, ProtocolReady, ProtocolStatus,
};
use rules::{Decision, Grade, Key, Rule, Text};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ui::key;
use utoipa::ToSchema;

/// What a protocol says: the text of this as JSON, fields in this order, is what the
/// fingerprint is of and what the examiners sign.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The exam.
    pub exam: ExamId,
    /// The course code.
    pub course: String,
    /// The term.
    pub term: String,
    /// The committee.
    pub committee: CommitteeId,
    /// The protocol that this one puts right.
    pub rectifies: Option<ProtocolId>,
    /// Why it does.
    pub reason: String,
    /// Who must sign, in the order of their seats.
    pub examiners: Vec<Examiner>,
    /// One line for each candidate, in order of number.
    pub rows: Vec<Row>,
}

/// One who must sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examiner {
    /// Who.
    pub person: PersonId,
    /// Whether from outside.
    pub external: bool,
}

/// One candidate's line: a number, never a name.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The candidate number.
    pub number: String,
    /// The registration behind it; an opaque id.
    pub registration: RegistrationId,
    /// `graded`, `absent`, `withdrawn`, `missing` or `unaccounted`.
    #[schema(value_type = String)]
    pub status: ProtocolStatus,
    /// The grade of one who is graded.
    #[schema(value_type = Option<String>)]
    pub grade: Option<Grade>,
}

impl Content {
    /// The text that is signed.
    ///
    /// # Errors
    /// Our own fault.
    pub fn canonical(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|error| Error::Internal(error.into()))
    }

    /// The fingerprint: SHA-256 of the text, in lower-case hex.
    ///
    /// # Errors
    /// Our own fault.
    pub fn sha256(&self) -> Result<String> {
        Ok(fingerprint(&self.canonical()?))
    }
}

fn fingerprint(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// What a protocol does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProtocolKind {
    /// It sets the grades of an exam.
    Original,
    /// It puts an announced protocol right.
    Rectification,
    /// It sets the grade of an answer that was assessed anew after an appeal.
    Regrade,
}

impl ProtocolKind {
    /// The word in the database.
    pub fn word(self) -> String {
        words::word(&self)
    }

    /// Reads a word that the database's CHECK has already held to these three.
    ///
    /// # Errors
    /// Our own fault: any other word.
    pub fn stored(word: &str) -> sqlx::Result<Self> {
        words::read(word).ok_or_else(|| sqlx::Error::Decode("unknown kind of protocol".into()))
    }
}

/// A sealed protocol.
pub struct Protocol {
    /// The opaque id.
    pub id: ProtocolId,
    /// The exam.
    pub exam: ExamId,
    /// The committee.
    pub committee: CommitteeId,
    /// What it does.
    pub kind: ProtocolKind,
    /// What it puts right.
    pub rectifies: Option<ProtocolId>,
    /// The appeal, for a re-grading.
    pub appeal: Option<AppealId>,
    /// Why a rectification.
    pub reason: String,
    /// As stored: the text that was sealed.
    pub stored: String,
    /// The fingerprint of the content.
    pub sha256: String,
    /// When it was sealed.
    pub sealed_at: Timestamp,
    /// By whom.
    pub sealed_by: PersonId,
    /// When the faculty office received it.
    pub received_at: Option<Timestamp>,
    /// When its results were announced.
    pub announced_at: Option<Timestamp>,
    /// When it was taken back, before it was received.
    pub withdrawn_at: Option<Timestamp>,
    /// Who has signed which fingerprint, and when.
    pub signed: Vec<Signed>,
}

/// A signature under a protocol.
#[derive(Clone)]
pub struct Signed {
    /// By whom.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// What was signed.
    pub sha256: String,
}

impl Protocol {
    /// What it says, checked against its fingerprint.
    ///
    /// # Errors
    /// Our own fault when the stored content is not what was sealed.
    pub fn content(&self) -> Result<Content> {
        if fingerprint(&self.stored) != self.sha256 {
            let error = anyhow::anyhow!("protocol {} is not what was sealed", self.id);
            return Err(Error::Internal(error));
        }
        serde_json::from_str(&self.stored).map_err(|error| Error::Internal(error.into()))
    }

    /// Whether this examiner has signed exactly this content.
    pub fn signed_by(&self, person: PersonId) -> bool {
        self.signed.iter().any(|signed| signed.person == person && signed.sha256 == self.sha256)
    }

    /// Whether every examiner that its `content` names has.
    pub fn is_signed_by_all(&self, content: &Content) -> bool {
        content.examiners.iter().all(|examiner| self.signed_by(examiner.person))
    }
}

/// Asks the rule `protocol-ready`. Examiners are named by their seats.
///
/// # Errors
/// No rule set covers the exam's day.
fn ready(
    node: &Node,
    panel: &Panel,
    content: &Content,
    without_number: u32,
    signed: impl Fn(PersonId) -> bool,
) -> Result<Decision<rules::protocol::ProtocolAnswer>> {
    let candidates = content
        .rows
        .iter()
        .map(|row| ProtocolCandidate { number: Key::new(&row.number), status: row.status });
    let examiners = content.examiners.iter().enumerate().map(|(at, examiner)| ProtocolExaminer {
        id: Key::new((at + 1).to_string()),
        external: examiner.external,
        signed: signed(examiner.person),
    });
    let facts = ProtocolFacts {
        candidates: candidates.collect(),
        examiners: examiners.collect(),
        without_number,
        preliminary: false,
    };
    Ok(ProtocolReady::decide(&facts, node.rules_on(panel.exam.rule_day())?))
}

/// Whether the grade list could be sealed now: every candidate who sat has a grade, the
/// others are accounted for, and nobody is left out for want of a number (M-01). Signatures come after the seal.
///
/// # Errors
/// The database is away, or no rule set covers the exam's day.
pub async fn control(
    conn: &mut sqlx::PgConnection,
    node: &Node,
    panel: &Panel,
) -> Result<(Content, Decision<rules::protocol::ProtocolAnswer>)> {
    let candidates = panel.candidates(&mut *conn).await?;
    let without_number = store::without_number(conn, panel.id).await?;
    control_of(node, panel, &candidates, without_number)
}

/// As [`control`], with all candidates of the panel at hand and how many have no number.
///
/// # Errors
/// No rule set covers the exam's day.
pub(super) fn control_of(
    node: &Node,
    panel: &Panel,
    candidates: &[Candidate],
    without_number: u32,
) -> Result<(Content, Decision<rules::protocol::ProtocolAnswer>)> {
    let mut states = States::new(node, panel);
    let mut rows = Vec::new();
    for candidate in candidates {
        let (status, grade) = match states.of(candidate)? {
            GradeState::Set(grade, _) => (ProtocolStatus::Graded, Some(*grade)),
            GradeState::NotSat(why) if why == "withdrew" => (ProtocolStatus::Withdrawn, None),
            GradeState::NotSat(_) => (ProtocolStatus::Absent, None),
            GradeState::Unaccounted => (ProtocolStatus::Unaccounted, None),
            _ => (ProtocolStatus::Missing, None),
        };
        let (number, registration) = (candidate.number.clone(), candidate.registration);
        rows.push(Row { number, registration, status, grade });
    }
    let content = content_of(panel, None, String::new(), rows);
    let decision = ready(node, panel, &content, without_number, |_| true)?;
    Ok((content, decision))
}

/// The content of a protocol of this committee.
pub(super) fn content_of(
    panel: &Panel,
    rectifies: Option<ProtocolId>,
    reason: String,
    rows: Vec<Row>,
) -> Content {
    let examiner =
        |member: &super::PanelMember| Examiner { person: member.person, external: member.external };
    Content {
        exam: panel.exam.id,
        course: panel.exam.code.clone(),
        term: panel.exam.term.to_string(),
        committee: panel.id,
        rectifies,
        reason,
        examiners: panel.members.iter().map(examiner).collect(),
        rows,
    }
}

/// Whether this person may seal: an examiner of the committee, or the exam officer who
/// has controlled the list.
pub(super) fn may_seal(who: &Principal, panel: &Panel) -> bool {
    panel.seat_of(who.person).is_some() || who.may(CONTROLLERS, &panel.exam.place)
}

/// Seals the protocol: from here on no standpoint is given, and its content is fixed.
///
/// # Errors
/// Not found for others than the committee and its exam officer; refused `not-held` while
/// answers can still be handed in, `protocol-closed` when it is sealed already, `appeal-withdrawn`, `no-candidates`, by the
/// rule `committee` when those who sit are too few for the exam, and by the rule `protocol-ready`
/// with every candidate who has no grade or whom nobody has accounted for.
pub async fn seal(act: &mut Act, committee: CommitteeId) -> Result<ProtocolId> {
    let panel = Panel::lock(act.conn(), committee).await?;
    if !may_seal(act.who()?, &panel) {
        return Err(Error::NotFound);
    }
    super::hand_over::require_held(&panel, act.now())?;
    super::standpoint::require_open(act, &panel).await?;
    if panel.kind == CommitteeKind::Ordinary {
        examiners::require_seated(act, &panel.exam, panel.id).await?;
    }
    let node = act.node().clone();
    let (content, decision) = control(act.conn(), &node, &panel).await?;
    if content.rows.is_empty() && decision.outcome.is_ok() {
        return Err(Error::refused("no-candidates", said(key("grading-refused-no-candidates"))));
    }
    decision.outcome.map_err(|refusal| Error::because(refusal, decision.because))?;
    let kind = match panel.kind {
        CommitteeKind::Ordinary => ProtocolKind::Original,
        CommitteeKind::Regrade | CommitteeKind::Further => ProtocolKind::Regrade,
    };
    insert(act, &panel, kind, &content).await
}

/// Writes a sealed protocol.
pub(super) async fn insert(
    act: &mut Act,
    panel: &Panel,
    kind: ProtocolKind,
    content: &Content,
) -> Result<ProtocolId> {
    let (id, now, by) = (ProtocolId::new(), act.now(), act.person()?);
    store::insert_protocol(act.conn(), id, panel, kind, content, now, by).await?;
    Ok(id)
}

/// Signs a protocol. `sha256` is the fingerprint that the examiner has seen: the signature
/// binds that content and no other (M-03).
///
/// # Errors
/// Not found for others than its examiners; refused `other-content`, `already-signed`,
/// `appeal-withdrawn`.
pub async fn sign(act: &mut Act, id: ProtocolId, sha256: &str) -> Result<()> {
    let protocol = store::lock_protocol(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let (by, now) = (act.person()?, act.now());
    let content = protocol.content()?;
    let named = content.examiners.iter().any(|examiner| examiner.person == by);
    if !named || protocol.withdrawn_at.is_some() {
        return Err(Error::NotFound);
    }
    if sha256 != protocol.sha256 {
        return Err(Error::refused("other-content", said(key("grading-refused-other-content"))));
    }
    Panel::load(act.conn(), protocol.committee).await?.require_appeal()?;
    if protocol.signed_by(by) {
        return Err(Error::refused("already-signed", said(key("grading-refused-already-signed"))));
    }
    store::insert_signature(act.conn(), id, by, now, sha256).await?;
    Ok(())
}

/// Takes a protocol back that is not yet received: grading is open again, and what was
/// sealed stays on record.
///
/// # Errors
/// Not found for others than the committee and its exam officer; refused `received`.
pub async fn withdraw(act: &mut Act, id: ProtocolId) -> Result<CommitteeId> {
    let protocol = store::lock_protocol(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let panel = Panel::load(act.conn(), protocol.committee).await?;
    if !may_seal(act.who()?, &panel) || protocol.withdrawn_at.is_some() {
        return Err(Error::NotFound);
    }
    if protocol.received_at.is_some() {
        return Err(Error::refused("received", said(key("grading-refused-received"))));
    }
    let (by, now) = (act.person()?, act.now());
    store::record_step(act.conn(), id, Step::Withdrawn, now, by).await?;
    Ok(panel.id)
}

/// The protocol and its panel, when this person may take the administration's next step.
pub(super) async fn for_administration(act: &mut Act, id: ProtocolId) -> Result<(Protocol, Panel)> {
    let protocol = store::lock_protocol(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let panel = Panel::load(act.conn(), protocol.committee).await?;
    let who = act.who()?;
    if !who.may(ANNOUNCERS, &panel.exam.place) || protocol.withdrawn_at.is_some() {
        return Err(Error::NotFound);
    }
    if panel.seat_of(who.person).is_some() {
        return Err(Error::refused("own-grading", said(key("grading-refused-own-grading"))));
    }
    Ok((protocol, panel))
}

/// Receives a signed protocol at the faculty office.
///
/// # Errors
/// Not found outside one's scope; refused `own-grading` for an examiner of the committee,
/// `regrade-by-appeal` for the protocol of a new assessment, which belongs to its case,
/// `same-person` for who sealed a rectification, `received`, by the rule `committee` where too
/// few have graded, and by the rule `protocol-ready` with every signature that is missing (M-03).
pub async fn receive(act: &mut Act, id: ProtocolId) -> Result<()> {
    let (protocol, panel) = for_administration(act, id).await?;
    let (by, now) = (act.person()?, act.now());
    if protocol.kind == ProtocolKind::Regrade {
        let text = said(key("grading-refused-receive-regrade"));
        return Err(Error::refused("regrade-by-appeal", text));
    }
    if protocol.kind == ProtocolKind::Rectification && protocol.sealed_by == by {
        return Err(Error::refused("same-person", said(key("grading-refused-same-person"))));
    }
    if protocol.received_at.is_some() {
        return Err(Error::refused("received", said(key("grading-refused-received"))));
    }
    if protocol.kind == ProtocolKind::Original {
        examiners::require_seated(act, &panel.exam, panel.id).await?;
    }
    let content = protocol.content()?;
    let decision = ready(act.node(), &panel, &content, 0, |person| protocol.signed_by(person))?;
    decision.outcome.map_err(|refusal| Error::because(refusal, decision.because))?;
    store::record_step(act.conn(), id, Step::Received, now, by).await?;
    file_away(act, &panel, &protocol).await
}

/// The original is kept in the archive (C-08, M-05).
async fn file_away(act: &mut Act, panel: &Panel, protocol: &Protocol) -> Result<()> {
    let letter = super::letters::protocol_documents(act, panel, protocol).await?;
    let reference = panel.exam.reference();
    let title = format!("Vurderingsprotokoll, {reference}");
    let (unit, subject) = (panel.exam.unit, ("protocol", protocol.id.0));
    let entry = NewEntry {
        description: &format!("SHA-256 {}", protocol.sha256),
        letter: Some(letter),
        ..NewEntry::of_case(&reference, Direction::Internal, &title, unit, subject)
    };
    archive::register(act, entry).await?;
    Ok(())
}

/// What a line says besides a grade.
pub(super) fn status_text(status: ProtocolStatus) -> Text {
    match status {
        ProtocolStatus::Absent => said(key("grading-status-absent")),
        ProtocolStatus::Withdrawn => said(key("grading-status-withdrawn")),
        ProtocolStatus::Unaccounted => said(key("grading-status-unaccounted")),
        ProtocolStatus::Graded | ProtocolStatus::Missing => said(key("grading-status-missing")),
    }
}
