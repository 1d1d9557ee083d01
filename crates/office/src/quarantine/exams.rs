//! Registrations for exams that an exam quarantine concerns: found by the rule, withdrawn by hand in the
//! ordinary way, and answered by the letter that fits what came first.

use super::refusal::{Matter, NewRefusal, common, refuse};
use super::store::exams::{self as found, Found};
use super::{EXAM_HANDLERS, said, store};
use crate::access::Principal;
use crate::catalogue::{self, Exam};
use crate::exclusion::{Met, RowsInForce};
use crate::people::PersonName;
use crate::{Act, Error, Node, PersonId, RefusalId, RegistrationId, Result, grading, registration};
use jiff::civil::Date;
use letters::exclusion::{ExamRegistrations, RegistrationWord};
use rules::Key;
use rules::exclusion::{Action, ActionKind, Classification, Effect};
use sqlx::PgConnection;
use std::collections::HashMap;
use ui::key;
use uuid::Uuid;

/// A registration or a try that a row concerns.
pub struct Concerned {
    /// The registration, or the try.
    pub id: Uuid,
    /// Whether it is a try that was refused: then it is answered, and nothing is to be withdrawn.
    pub tried: bool,
    /// Whose.
    pub person: PersonId,
    /// The person's name.
    pub name: PersonName,
    /// The exam.
    pub exam: Exam,
    /// The day of the registration, or of the first try.
    pub on: Date,
    /// The rows that bar, or that somebody has to look at.
    pub met: Vec<Met>,
}

impl Concerned {
    /// Whether the rule leaves it to a person whether the row concerns this exam.
    pub fn is_doubtful(&self) -> bool {
        self.met.iter().all(|met| met.effect != Effect::Refuse)
    }
}

/// What concerns exams of one's own units. A registration stands as long as the row came after it, or the
/// exam was moved into its period; one that was tried while the row stood was refused. It stays until somebody
/// has decided of it: neither an answer that came in nor the day of the exam ends that.
///
/// # Errors
/// The database is away.
pub async fn exams(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Concerned>> {
    let scope = who.scope(EXAM_HANDLERS);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let found = found::found(&mut *conn, &scope, who.person, today).await?;
    let (mut persons, mut exams, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    for one in &found {
        persons.push(one.person);
        exams.push(one.exam);
        ids.push(one.id);
    }
    let rows = RowsInForce::of(&mut *conn, node, &persons).await?;
    let aside = store::set_aside(&mut *conn, &ids).await?;
    let exams = catalogue::store::exams_by_id(conn, &exams).await?;
    let exams: HashMap<_, _> = exams.into_iter().map(|exam| (exam.id, exam)).collect();
    let mut concerned = Vec::new();
    for one in found {
        let Some(exam) = exams.get(&one.exam) else { continue };
        let mut met = rows.effects(one.person, &sitting(node, &one, exam, today))?;
        met.retain(|met| !aside.covers(one.id, met));
        if !met.is_empty() {
            let on = one.at.to_zoned(::store::oslo()).date();
            let (id, tried, person, name) = (one.id, one.tried, one.person, one.name);
            let exam = exam.clone();
            concerned.push(Concerned { id, tried, person, name, exam, on, met });
        }
    }
    Ok(concerned)
}

/// What a row would bar: to sit this exam.
fn sitting(node: &Node, one: &Found, exam: &Exam, today: Date) -> Action {
    Action {
        kind: ActionKind::SitExam,
        institution: Key::new(&node.institution().number),
        programme: None,
        programme_classification: one.classification.as_deref().and_then(Classification::parse),
        study_start: None,
        exam_date: exam.date.map(Into::into),
        date: today.into(),
    }
}

/// Withdraws registrations of one person in one term, and writes that they are annulled (letter 4).
/// `assessed`: that what the rule leaves to a person was looked at and concerns these exams.
///
/// # Errors
/// Not found: one of them is no registration at one's units that a row concerns. Invalid: none, or not
/// of one person, one term and one unit. Refused `no-common-row` where no single row bars all of them,
/// `to-be-assessed`, and as by [`registration::withdraw_excluded`].
pub async fn withdraw(
    act: &mut Act,
    registrations: &[RegistrationId],
    assessed: bool,
) -> Result<RefusalId> {
    let ids: Vec<Uuid> = registrations.iter().map(|id| id.0).collect();
    let chosen = chosen(act, &ids, false, "registrations").await?;
    for id in registrations {
        if registration::withdraw_excluded(act, *id).await? {
            grading::hold_excluded(act, *id).await?;
        }
    }
    let registrations = listed(&chosen)?;
    written(act, &chosen, Matter::ExamWithdrawn { registrations }, assessed).await
}

/// Answers tries of one person in one term: they were refused, and are so in writing (letter 3).
///
/// # Errors
/// As [`withdraw`].
pub async fn answer(act: &mut Act, tries: &[Uuid], assessed: bool) -> Result<RefusalId> {
    let chosen = chosen(act, tries, true, "sign_ups").await?;
    let tried_on = chosen.iter().map(|one| one.on).min().ok_or(Error::NotFound)?;
    let registrations = listed(&chosen)?;
    written(act, &chosen, Matter::ExamRefused { registrations, tried_on }, assessed).await
}

/// Those that were chosen, if they belong into one letter.
async fn chosen(
    act: &mut Act,
    ids: &[Uuid],
    tried: bool,
    field: &'static str,
) -> Result<Vec<Concerned>> {
    let (node, today, who) = (act.node().clone(), act.today(), act.who()?.clone());
    let mut all = exams(act.conn(), &node, &who, today).await?;
    all.retain(|one| one.tried == tried && ids.contains(&one.id));
    let Some(first) = all.first() else {
        let none = said(key("quarantine-error-none"));
        return Err(if ids.is_empty() { Error::field(field, none) } else { Error::NotFound });
    };
    if all.len() != ids.len() {
        return Err(Error::NotFound);
    }
    let of = |one: &Concerned| (one.person, one.exam.term, one.exam.unit);
    if all.iter().any(|one| of(one) != of(first)) {
        return Err(Error::field(field, said(key("quarantine-error-together"))));
    }
    Ok(all)
}

fn listed(chosen: &[Concerned]) -> Result<ExamRegistrations> {
    let courses = chosen.iter().map(|one| one.exam.letter_course()).collect();
    let term = chosen.first().ok_or(Error::NotFound)?.exam.letter_term();
    Ok(ExamRegistrations { word: RegistrationWord::Exam, courses, term })
}

async fn written(
    act: &mut Act,
    chosen: &[Concerned],
    matter: Matter,
    assessed: bool,
) -> Result<RefusalId> {
    let met: Vec<Vec<Met>> = chosen.iter().map(|one| one.met.clone()).collect();
    let row = common(&met).ok_or_else(|| {
        Error::refused("no-common-row", said(key("quarantine-refused-no-common-row")))
    })?;
    let row = row.row;
    let bars = |met: &Met| met.row == row && met.effect == Effect::Refuse;
    if !assessed && !chosen.iter().all(|one| one.met.iter().any(bars)) {
        let text = said(key("quarantine-refused-to-be-assessed"));
        return Err(Error::refused("to-be-assessed", text));
    }
    let first = chosen.first().ok_or(Error::NotFound)?;
    let new = NewRefusal {
        person: first.person,
        unit: first.exam.unit,
        row,
        subjects: chosen.iter().map(|one| one.id).collect(),
        matter,
    };
    refuse(act, &new).await
}
