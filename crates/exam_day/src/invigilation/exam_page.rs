//! The invigilators of one exam, as a tab of its pages.

use super::plan::{RoomRota, rooms};
use super::{CENTRAL, KEEPERS};
use crate::room_booking::store::{self as booking, Which};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use office::catalogue::{Exam, exam_for, head};
use office::http::{Routes, Signed, page};
use office::{ExamId, Result};

pub(super) fn routes() -> Routes {
    Routes::default().page("/exams/{exam}/invigilation", CENTRAL, of_exam)
}

/// The rooms of an exam with their needs and turns; noted as looks at the invigilators.
pub(super) async fn rooms_of(signed: &Signed, id: ExamId) -> Result<(Exam, Vec<RoomRota>)> {
    let exam = exam_for(signed, id, KEEPERS).await?;
    let mut conn = signed.read().await?;
    let which = Which { exam: Some(id), ..Which::default() };
    let own = booking::bookings(&mut conn, which).await?;
    let mut all = rooms(&mut conn, &signed.node, exam.term).await?;
    all.retain(|room| own.iter().any(|booking| booking.id == room.room.booking));
    let turns = all.iter().flat_map(|room| &room.turns);
    super::pages::look(signed, turns.map(|turn| turn.person).collect()).await?;
    Ok((exam, all))
}

#[derive(Template)]
#[template(path = "invigilation/exam.html")]
struct ExamPage {
    frame: ui::Frame,
    head: String,
    rooms: Vec<RoomRota>,
    title: String,
}

impl ExamPage {
    fn missing(&self, room: &RoomRota) -> usize {
        let (heads, others) = room.missing();
        heads + others
    }
}

async fn of_exam(signed: Signed, Path(id): Path<ExamId>) -> Result<Response> {
    let (exam, rooms) = rooms_of(&signed, id).await?;
    let frame = signed.frame(format!("exams/{}", exam.reference()));
    let head = head(&signed, &frame, &exam, "/invigilation")?;
    page(&ExamPage { head, rooms, title: exam.reference(), frame })
}
