//! What reservations leave to be done: seats that are missing, and rooms reserved at another time.

use super::{BOOKERS, bookers, store};
use jiff::civil::Date;
use office::access::Principal;
use office::desk::Task;
use office::{Node, Result};
use rules::{Form, Reason};
use sqlx::PgConnection;
use ui::messages::text;

/// The paragraph under which rooms are reserved.
const LAW: &str = "institusjonens praksis";

/// Exams ahead that lack seats, and reservations that an exam has moved away from.
///
/// # Errors
/// The database is away.
pub async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
) -> Result<Vec<Task>> {
    let scope = who.scope(BOOKERS);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let mut tasks = Vec::new();
    for one in store::short(conn, &scope, today, None).await? {
        let counts: [(&str, &dyn ui::ToArg); 2] =
            [("candidates", &one.candidates), ("seats", &one.seats)];
        tasks.push(Task {
            before: Some(one.date),
            because: because(text("room-booking-task-because", &counts)),
            step: text("room-booking-task", &[]),
            ..task(one.form, one.about, one.place, one.exam)
        });
    }
    for one in store::moved(conn, &scope, node.now()).await? {
        tasks.push(Task {
            before: Some(ui::in_norway(one.from).date()),
            because: because(text("room-booking-moved", &[])),
            step: text("room-booking-task-moved", &[]),
            ..task(one.form, one.about, one.place, one.exam)
        });
    }
    Ok(tasks)
}

fn because(said: rules::Text) -> Vec<Reason> {
    vec![Reason { text: said, law: LAW.to_owned() }]
}

fn task(form: Form, about: String, place: office::people::PlaceCode, exam: office::ExamId) -> Task {
    Task {
        routine: "room_booking",
        step: text("room-booking-task", &[]),
        about,
        place,
        owner: bookers(form)[0],
        due_on: None,
        before: None,
        because: Vec::new(),
        href: format!("/exams/{exam}/room-bookings"),
    }
}
