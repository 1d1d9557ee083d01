//! What whoever has charge of a room enters in the course of the day.

use super::room::{ProtocolRoom, held};
use super::store::{self, Attended};
use super::{EventKind, Status};
use crate::said::{at, day_of, fault, moment, refused};
use crate::{BookingId, EventId};
use jiff::Timestamp;
use jiff::civil::Time;
use office::{Act, Error, ExamId, FieldError, RegistrationId, Result};
use serde::{Deserialize, Serialize};
use ui::messages::text;
use utoipa::ToSchema;

/// The most papers or answers that can be written.
pub(crate) const COUNT_MAX: i32 = 9_999;

/// The longest explanation or event, in characters.
const WORDS_MAX: usize = ui::TEXT_MAX;

/// What became of one candidate.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// The registration.
    pub registration: RegistrationId,
    /// What became of her.
    pub status: Status,
    /// When she left, where that was before the end (Norwegian time).
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub left_at: Option<Time>,
}

/// What was counted of one exam.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoomCount {
    /// The exam.
    pub exam: ExamId,
    /// How many papers were given out, once they are counted.
    #[serde(default)]
    pub papers: Option<i32>,
    /// How many answers there are, once they are counted.
    #[serde(default)]
    pub answers: Option<i32>,
}

/// What is entered of a room at once.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Entered {
    /// The version that was read before; 0 where nothing had been entered.
    pub version: i32,
    /// Whether aids were checked.
    #[serde(default)]
    pub aids_checked: bool,
    /// Those of whom something is to be said; the rest stays as it is.
    #[serde(default)]
    pub attendance: Vec<Attendance>,
    /// Exams of which something was counted; the rest stays as it is.
    #[serde(default)]
    pub counts: Vec<RoomCount>,
    /// Why papers or answers are not as many as those who came.
    #[serde(default)]
    pub explanation: String,
}

/// Enters what became of the candidates of a room and what was counted, as its next version.
///
/// # Errors
/// Not found for those who do not enter it. Refused: `not-yet` before the day, `closed`, and
/// `changed-meanwhile` where somebody else has entered something since it was read. Invalid: a candidate or
/// an exam that is not in the room, a time to come or before the exam, a count that will not do.
pub async fn enter(act: &mut Act, id: BookingId, new: &Entered) -> Result<()> {
    let held = open(act, id).await?;
    if held.protocol.version != new.version {
        return Err(refused("changed-meanwhile", "room-protocol-refused-changed", &[]));
    }
    let attended = checked(&held, new, act.now())?;
    store::write(act, id, new.aids_checked, new.explanation.trim()).await?;
    for (registration, attended) in attended {
        store::write_attended(act.conn(), id, registration, attended).await?;
    }
    for one in &new.counts {
        store::write_count(act.conn(), id, one.exam, (one.papers, one.answers)).await?;
    }
    Ok(())
}

/// The room, if it is the day and its protocol is open.
pub(super) async fn open(act: &mut Act, id: BookingId) -> Result<ProtocolRoom> {
    let held = held(act, id).await?;
    let (day, _) = day_of(ui::in_norway(held.room.from).date())?;
    if act.now() < day {
        return Err(refused("not-yet", "room-protocol-refused-not-yet", &[]));
    }
    if held.protocol.closed_at.is_some() {
        return Err(refused("closed", "room-protocol-refused-closed", &[]));
    }
    Ok(held)
}

fn checked(
    held: &ProtocolRoom,
    new: &Entered,
    now: Timestamp,
) -> Result<Vec<(RegistrationId, Attended)>> {
    let mut faults = Vec::new();
    let mut attended = Vec::new();
    for one in &new.attendance {
        let id = one.registration;
        if !held.room.candidates.iter().any(|known| known.registration == id) {
            let said = text("room-protocol-error-candidate", &[]);
            faults.push(fault(&format!("status-{id}"), said));
            continue;
        }
        match left(held, one, now)? {
            Ok(left_at) => attended.push((id, Attended { status: one.status, left_at })),
            Err(error) => faults.push(error),
        }
    }
    for one in &new.counts {
        faults.extend(counted(held, one));
    }
    if new.explanation.chars().count() > WORDS_MAX {
        let said = text("room-folder-error-long", &[("max", &WORDS_MAX)]);
        faults.push(fault("explanation", said));
    }
    if faults.is_empty() { Ok(attended) } else { Err(Error::Invalid(faults)) }
}

/// When somebody left: during the exam, and not later than now.
fn left(
    held: &ProtocolRoom,
    one: &Attendance,
    now: Timestamp,
) -> Result<std::result::Result<Option<Timestamp>, FieldError>> {
    let Some(time) = one.left_at else { return Ok(Ok(None)) };
    let field = format!("left-{}", one.registration);
    let wrong = |key: &str| {
        let value = time.strftime("%H:%M").to_string();
        Ok(Err(fault(&field, text(key, &[("value", &value)]))))
    };
    if !matches!(one.status, Status::HandedIn | Status::Blank | Status::Withdrew) {
        return wrong("room-protocol-error-left-status");
    }
    let at = moment(ui::in_norway(held.room.from).date(), time)?;
    if at < held.room.from || at > held.room.until {
        return wrong("room-protocol-error-left-outside");
    }
    if at > now {
        return wrong("room-protocol-error-to-come");
    }
    Ok(Ok(Some(at)))
}

fn counted(held: &ProtocolRoom, one: &RoomCount) -> Vec<FieldError> {
    let exam = one.exam;
    if !held.room.exams.iter().any(|known| known.id == exam) {
        let said = text("room-protocol-error-exam", &[]);
        return vec![fault(&format!("papers-{exam}"), said)];
    }
    let fields = [("papers", one.papers), ("answers", one.answers)];
    let wrong = fields.into_iter().filter_map(|(name, count)| {
        let count = count.filter(|count| !(0..=COUNT_MAX).contains(count))?;
        let args: [(&str, &dyn ui::ToArg); 2] = [("value", &count), ("max", &COUNT_MAX)];
        Some(fault(&format!("{name}-{exam}"), text("room-protocol-error-count", &args)))
    });
    wrong.collect()
}

/// Something that happened.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Noted {
    /// What sort of thing.
    pub kind: EventKind,
    /// When (Norwegian time, on the day of the exam).
    #[schema(value_type = String)]
    pub at: Time,
    /// Whom it concerns; of a suspicion it must be said.
    #[serde(default)]
    pub registration: Option<RegistrationId>,
    /// What happened, in words.
    pub what: String,
}

/// Notes something that happened in a room.
///
/// # Errors
/// As [`enter`], but for the version: events are added and never changed.
pub async fn note(act: &mut Act, id: BookingId, new: &Noted) -> Result<EventId> {
    let held = open(act, id).await?;
    let mut faults = Vec::new();
    if new.kind == EventKind::OpenedAgain {
        let word = new.kind.word();
        faults.push(fault("kind", text("room-protocol-error-kind", &[("value", &word)])));
    }
    if new.what.trim().is_empty() {
        faults.push(fault("what", text("common-error-required", &[])));
    } else if new.what.chars().count() > WORDS_MAX {
        faults.push(fault("what", text("room-folder-error-long", &[("max", &WORDS_MAX)])));
    }
    let known = |id: RegistrationId| held.room.candidates.iter().any(|one| one.registration == id);
    if new.registration.is_some_and(|id| !known(id)) {
        faults.push(fault("registration", text("room-protocol-error-candidate", &[])));
    }
    if new.kind == EventKind::Suspicion && new.registration.is_none() {
        faults.push(fault("registration", text("room-protocol-error-whom", &[])));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let happened = moment(ui::in_norway(held.room.from).date(), new.at)?;
    if happened > act.now() {
        let value = new.at.strftime("%H:%M").to_string();
        return Err(at("at", "room-protocol-error-to-come", &[("value", &value)]));
    }
    let about = (new.kind, happened, new.registration);
    store::insert_event(act, id, about, new.what.trim()).await
}
