//! What invigilators leave to be done: rooms that lack them, turns nobody has told of, hours to certify.

use super::plan::rooms;
use super::{KEEPERS, store};
use jiff::Timestamp;
use jiff::civil::Date;
use office::access::{Principal, Role};
use office::desk::Task;
use office::people::PlaceCode;
use office::{Node, Result};
use rules::{Reason, Term};
use sqlx::PgConnection;
use ui::messages::text;

/// What the central department is to do about the invigilators of this term.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    if !who.has_everywhere(KEEPERS) {
        return Ok(Vec::new());
    }
    let Some(place) = who.scope(KEEPERS).into_iter().find(|place| !place.contains('.')) else {
        return Ok(Vec::new());
    };
    let place = PlaceCode(place);
    let term = Term::of(today);
    let now = node.now();
    let mut tasks = Vec::new();
    let all = rooms(conn, node, term).await?;
    let ahead = all.iter().filter(|room| room.span.0 > now);
    let missing = |room: &super::plan::RoomRota| {
        let (heads, others) = room.missing();
        heads + others
    };
    let open: Vec<_> = ahead.filter(|room| missing(room) > 0).collect();
    if let Some(first) = open.first() {
        let count: usize = open.iter().map(|room| missing(room)).sum();
        let said = text("invigilation-because-open", &[("count", &count)]);
        let law = first.because.first().map(|one| one.law.clone()).unwrap_or_default();
        let because = vec![Reason { text: said, law }];
        tasks.push(Task {
            before: Some(day(first.room.from)),
            because,
            ..task("invigilation-task-open", term, &place)
        });
    }
    let moved = all.iter().flat_map(|room| room.turns.iter().map(move |turn| (room, turn)));
    let moved =
        moved.filter(|(room, turn)| (turn.from, turn.until) != room.span && turn.from > now);
    if let Some((_, first)) = moved.min_by_key(|(_, turn)| turn.from) {
        tasks.push(Task {
            before: Some(day(first.from)),
            ..task("invigilation-task-moved", term, &place)
        });
    }
    let counted = store::to_do(conn, now).await?;
    if counted.untold > 0 {
        let said = text("invigilation-because-without-room", &[("count", &counted.without_room)]);
        let because = Reason { text: said, law: String::new() };
        tasks.push(Task {
            because: (counted.without_room > 0).then_some(because).into_iter().collect(),
            before: counted.untold_from.map(day),
            ..task("invigilation-task-tell", term, &place)
        });
    }
    if counted.to_attest > 0 {
        let href = format!("/invigilation/hours?term={term}");
        tasks.push(Task { href, ..task("invigilation-task-attest", term, &place) });
    }
    Ok(tasks)
}

fn day(at: Timestamp) -> Date {
    ui::in_norway(at).date()
}

fn task(step: &'static str, term: Term, place: &PlaceCode) -> Task {
    Task {
        routine: "invigilation",
        step: text(step, &[]),
        about: term.to_string(),
        place: place.clone(),
        owner: Role::CentralOfficer,
        due_on: None,
        before: None,
        because: Vec::new(),
        href: format!("/invigilation?term={term}"),
    }
}
