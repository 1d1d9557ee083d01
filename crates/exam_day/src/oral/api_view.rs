//! What programs read of an oral.

use super::pages::Shown;
use super::plan::{Candidate, Plan, Session, Settings, key};
use crate::OralSessionId;
use jiff::Timestamp;
use jiff::civil::Date;
use office::{ExamId, PersonId, RegistrationId};
use rules::{Language, Reason, Text};
use serde::Serialize;
use utoipa::ToSchema;

/// Something that the plan breaks.
#[derive(Serialize, ToSchema)]
#[schema(as = OralBroken)]
pub(super) struct BrokenItem {
    /// Whose place it is, where it is one candidate's.
    candidate: Option<String>,
    /// In which session.
    session: Option<String>,
    /// What, e.g. `other-exam`.
    code: String,
    /// The sentence.
    #[schema(value_type = Object)]
    text: Text,
    /// The paragraph.
    law: String,
}

impl From<rules::oral::Broken> for BrokenItem {
    fn from(one: rules::oral::Broken) -> Self {
        Self {
            candidate: one.candidate.map(|key| key.to_string()),
            session: one.session.map(|key| key.to_string()),
            code: one.refusal.code,
            text: one.refusal.text,
            law: one.law,
        }
    }
}

/// Somebody who examines.
#[derive(Serialize, ToSchema)]
struct OralExaminer {
    person: PersonId,
    /// The name, or that the person is protected.
    name: String,
    /// Whether from outside.
    external: bool,
}

/// A session of an oral.
#[derive(Serialize, ToSchema)]
struct OralSessionItem {
    id: OralSessionId,
    /// When the first candidate can begin.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// When the last one is done at the latest.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// The code of its room, or nothing.
    room: String,
    /// Whether the room is set up.
    set_up: bool,
    /// Whether it is cleared.
    cleared: bool,
    examiners: Vec<OralExaminer>,
}

/// A candidate of an oral.
#[derive(Serialize, ToSchema)]
struct OralCandidate {
    registration: RegistrationId,
    /// The name, or that the person is protected.
    name: String,
    /// The candidate number.
    number: Option<i32>,
    /// How many minutes more she has.
    extra_minutes: i32,
    /// Her session.
    session: Option<OralSessionId>,
    /// When she begins.
    #[schema(value_type = Option<String>, format = DateTime)]
    begins: Option<Timestamp>,
    /// How many minutes it lasts.
    minutes: i32,
    /// Whether she keeps her place when the others are placed anew.
    locked: bool,
    /// Whether she has been told of that time and place.
    told: bool,
}

/// An oral as it stands.
#[derive(Serialize, ToSchema)]
pub(super) struct OralView {
    exam: ExamId,
    /// What is set, with the version that a change must name.
    settings: Settings,
    /// Who sets its day: `subject_group` or `exam_plan`; nothing before it has a day.
    date_set_by: Option<String>,
    /// The last day to reserve its rooms.
    #[schema(value_type = Option<String>, format = Date)]
    room_by: Option<Date>,
    /// The last day to tell its candidates.
    #[schema(value_type = Option<String>, format = Date)]
    notice_by: Option<Date>,
    /// Why.
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
    /// When it was published last.
    #[schema(value_type = Option<String>, format = DateTime)]
    published_at: Option<Timestamp>,
    sessions: Vec<OralSessionItem>,
    candidates: Vec<OralCandidate>,
    /// What the plan breaks.
    broken: Vec<BrokenItem>,
}

fn session(one: &Session, language: Language) -> OralSessionItem {
    let examiner = |one: &super::plan::Examiner| OralExaminer {
        person: one.person,
        name: one.name.shown(language),
        external: one.external,
    };
    OralSessionItem {
        id: one.id,
        from: one.from,
        until: one.until,
        room: one.room_code.clone(),
        set_up: one.set_up_at.is_some(),
        cleared: one.cleared_at.is_some(),
        examiners: one.examiners.iter().map(examiner).collect(),
    }
}

fn candidate(plan: &Plan, one: &Candidate, language: Language) -> OralCandidate {
    OralCandidate {
        registration: one.registration,
        name: one.name.listed(language),
        number: one.number,
        extra_minutes: one.extra_minutes,
        session: one.place.map(|place| place.session),
        begins: one.place.map(|place| place.begins),
        minutes: plan.length(one),
        locked: one.locked,
        told: plan.is_told(one) && one.place.is_some(),
    }
}

/// One candidate, with what her place breaks.
#[derive(Serialize, ToSchema)]
pub(super) struct OralCandidateView {
    #[serde(flatten)]
    candidate: OralCandidate,
    /// What her place breaks.
    broken: Vec<BrokenItem>,
}

impl OralView {
    /// What is shown of an oral, in words of this language.
    pub(super) fn of(shown: Shown, language: Language) -> Self {
        let Shown { plan, date, broken } = shown;
        let answer = date.as_ref().and_then(|date| date.outcome.as_ref().ok()).copied();
        let word = |by: rules::oral::DateSetBy| match by {
            rules::oral::DateSetBy::SubjectGroup => "subject_group".to_owned(),
            rules::oral::DateSetBy::ExamPlan => "exam_plan".to_owned(),
        };
        Self {
            exam: plan.oral.exam,
            settings: plan.oral.set,
            date_set_by: answer.map(|answer| word(answer.set_by)),
            room_by: answer.and_then(|answer| answer.room_by),
            notice_by: answer.and_then(|answer| answer.notice_by),
            because: date.map(|date| date.because).unwrap_or_default(),
            published_at: plan.oral.published_at,
            sessions: plan.sessions.iter().map(|one| session(one, language)).collect(),
            candidates: plan.candidates.iter().map(|one| candidate(&plan, one, language)).collect(),
            broken: broken.into_iter().map(BrokenItem::from).collect(),
        }
    }
}

impl OralCandidateView {
    /// What is shown of one candidate; `None` for one who is not registered.
    pub(super) fn of(shown: Shown, id: RegistrationId, language: Language) -> Option<Self> {
        let Shown { plan, broken, .. } = shown;
        let one = plan.candidates.iter().find(|one| one.registration == id)?;
        let own = key(id);
        let broken = broken.into_iter().filter(|one| one.candidate.as_ref() == Some(&own));
        Some(Self {
            candidate: candidate(&plan, one, language),
            broken: broken.map(BrokenItem::from).collect(),
        })
    }
}
