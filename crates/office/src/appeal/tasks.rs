//! What is to be done about appeals, and by whom.

use super::State;
use super::store::{self, Listed};
use crate::access::{Principal, Role};
use crate::desk::{Task, in_the_way};
use crate::letters_out::cited;
use crate::people::PlaceCode;
use crate::{Node, Result};
use jiff::civil::Date;
use rules::Language::{En, Nb, Nn};
use rules::{Reason, Text};
use sqlx::PgConnection;
use ui::key;

/// How many open cases the desk shows at most.
const SHOWN_MAX: u32 = 200;

/// Roles that have a step in an appeal.
const ROLES: &[Role] = &[Role::ExamOfficer, Role::BoardSecretary, Role::DeskOfficer];

/// Each open case has one next step.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let all = store::Filter { limit: SHOWN_MAX + 1, ..store::Filter::default() };
    let (mut cases, _) = store::list(conn, (who, ROLES), all).await?;
    // Those that are open come first.
    let open = |case: &Listed| next(case, today).is_some();
    let left_out = cases.get(SHOWN_MAX as usize).filter(|case| open(case)).map(|case| &case.place);
    let more = left_out.and_then(|place| more(who, place));
    cases.truncate(SHOWN_MAX as usize);
    let tasks = cases.into_iter().filter_map(|case| task(node, case, today).transpose());
    tasks.chain(more.map(Ok)).collect()
}

/// That there are more open cases than the desk has room for, and where they all are.
fn more(who: &Principal, place: &PlaceCode) -> Option<Task> {
    let owner = ROLES.iter().copied().find(|role| who.may(&[*role], place))?;
    Some(Task {
        routine: "appeal",
        step: ui::messages::text("appeal-task-more", &[]),
        about: String::new(),
        place: place.clone(),
        owner,
        due_on: None,
        before: None,
        because: Vec::new(),
        href: "/appeals".to_owned(),
    })
}

/// The next step of one case, for those who follow it; `None` when it is finished, or not theirs.
///
/// # Errors
/// The database is away.
pub(super) async fn next_step(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    case_number: &str,
    today: Date,
) -> Result<Option<Task>> {
    let one = store::Filter { q: case_number, limit: 1, ..store::Filter::default() };
    let (cases, _) = store::list(conn, (who, super::VIEWERS), one).await?;
    let case = cases.into_iter().find(|case| case.case_number == case_number);
    case.map_or(Ok(None), |case| task(node, case, today))
}

fn task(node: &Node, case: Listed, today: Date) -> Result<Option<Task>> {
    let Some((owner, step)) = next(&case, today) else { return Ok(None) };
    let mut because: Vec<Reason> = serde_json::from_value(case.because.clone()).unwrap_or_default();
    if owner == Role::BoardSecretary {
        let law = &cited(node.rule_set(&case.rule_set)?)?.new_committee.law;
        because.push(sat_before(&case, law));
    }
    // The day on which the new grade is due is the day of the whole, not of this step: it is the
    // day of who does nothing but follow the committee.
    let follows = step == FOLLOW;
    let (due_on, before) =
        if follows { (case.due_on, None) } else { in_the_way(case.due_on, today) };
    let law = because.last().map(|last| last.law.clone());
    if let Some((due, law)) = case.due_on.filter(|_| !follows).zip(law) {
        let text = ui::messages::text("appeal-task-final", &[("date", &due)]);
        because.insert(0, Reason { text, law });
    }
    Ok(Some(Task {
        routine: "appeal",
        step: ui::messages::text(step, &[]),
        about: format!("{}, {}", case.case_number, case.about),
        place: case.place,
        owner,
        due_on,
        before,
        because,
        href: format!("/appeals/{}", case.id),
    }))
}

/// Whose turn it is, and for what.
fn next(case: &Listed, today: Date) -> Option<(Role, &'static str)> {
    let committee_needed = match case.state {
        State::Accepted => case.committees == 0,
        State::Further => case.committees < 2,
        _ => false,
    };
    match case.state {
        State::Received => Some((Role::ExamOfficer, key("appeal-task-late"))),
        State::Parked => Some((Role::DeskOfficer, key("appeal-task-diploma"))),
        _ if committee_needed => Some((Role::BoardSecretary, key("appeal-task-committee"))),
        State::Accepted | State::Further if !case.package_built => {
            Some((Role::ExamOfficer, key("appeal-task-package")))
        }
        State::Accepted | State::Further if !case.package_sent => {
            Some((Role::ExamOfficer, key("appeal-task-send")))
        }
        State::Sent | State::Further if case.signed => {
            Some((Role::ExamOfficer, key("appeal-task-outcome")))
        }
        State::Sent | State::Further => Some((Role::ExamOfficer, follow(case, today))),
        // An accepted one whose package is sent has gone on to `Sent`.
        State::Accepted | State::Refused | State::Decided | State::Withdrawn => None,
    }
}

const FOLLOW: &str = key("appeal-task-follow");

/// The new committee is at work: how late it is decides what is asked (E-13).
fn follow(case: &Listed, today: Date) -> &'static str {
    if case.sanction_on.is_some_and(|from| from <= today) {
        key("appeal-task-sanction")
    } else if case.due_on.is_some_and(|due| due < today) {
        key("appeal-task-remind")
    } else {
        FOLLOW
    }
}

/// Who sat in the previous committee: the board must find others (O-05).
fn sat_before(case: &Listed, law: &str) -> Reason {
    let names = case.previous.join(", ");
    let about = |language| ui::term_in_words(language, &case.about);
    Reason {
        text: Text::new(
            format!(
                "Det er kommet en klage i {}. I den første kommisjonen satt {names}.",
                about(Nb)
            ),
            format!(
                "Det er komen inn ei klage i {}. I den første kommisjonen sat {names}.",
                about(Nn)
            ),
            format!("There is an appeal in {}. The first committee was {names}.", about(En)),
        ),
        law: law.to_owned(),
    }
}
