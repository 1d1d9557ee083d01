//! The folder as a document, from what stands now.

use super::store::{Candidate, FolderExam, FolderRoom};
use super::{Aids, SEATS_IN_ROW, send};
use crate::invigilation;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use letters::room_folder::{self as letter, Granted, Paper, Room, RoomExam, RoomFolder, Seated};
use letters::{Course, Letter};
use office::http::Signed;
use office::letters_out::head;
use office::{Error, Result};
use rules::{Language, Text};
use sqlx::PgConnection;

/// The folders of these rooms as one PDF, in the reader's language. Everybody who stands in it is noted as
/// looked at.
///
/// # Errors
/// The press or the database failed; the rules of the day say nothing of copies.
pub async fn print(signed: &Signed, day: Date, rooms: &[FolderRoom]) -> Result<Response> {
    look(signed, rooms).await?;
    let mut conn = signed.read().await?;
    let unit = invigilation::institution(&mut conn).await?.ok_or(Error::NotFound)?;
    let head = head(&mut conn, &signed.node, unit, "", signed.today()).await?;
    let mut printed = Vec::with_capacity(rooms.len());
    for room in rooms {
        printed.push(sheet(&mut conn, signed, room).await?);
    }
    let folder = RoomFolder { head, day, rooms: printed };
    let document = folder.document(signed.who.language);
    let pdf = signed.node.press().pdf(&document).await;
    let pdf = pdf.map_err(|error| Error::Internal(error.into()))?;
    let code = match rooms {
        [room] => room.code.as_str(),
        _ => "all",
    };
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let code: String = code.chars().filter(plain).collect();
    let name = format!("attachment; filename=\"room-folder-{day}-{code}.pdf\"");
    let headers =
        [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, pdf).into_response())
}

/// Notes that all who sit in these rooms were looked at.
pub(super) async fn look(signed: &Signed, rooms: &[FolderRoom]) -> Result<()> {
    let all = rooms.iter().flat_map(|room| &room.candidates);
    let persons: Vec<_> = all.map(|one| one.person).collect();
    signed.look_each(&persons, "room-folder").await
}

async fn sheet(conn: &mut PgConnection, signed: &Signed, room: &FolderRoom) -> Result<Room> {
    let copies = send::copies(&signed.node, room)?;
    let in_room_by = send::asked(&signed.node, room.from, 0)?.0.in_room_by;
    let papers = |exam: &FolderExam| {
        let own = copies.iter().filter(|one| one.exam == exam.id);
        own.map(|one| Paper {
            language: one.language,
            candidates: one.candidates,
            copies: one.answer.copies,
        })
        .collect()
    };
    let exam = |exam: &FolderExam| RoomExam {
        course: Course { code: exam.code.clone(), name: exam.name.clone() },
        from: local(exam.from),
        until: local(exam.until()),
        extra_minutes: u32::try_from(exam.extra_minutes).unwrap_or_default(),
        aids: exam.aids.clone().map(|aids| match aids {
            Aids::None => letter::Aids::None,
            Aids::All => letter::Aids::All,
            Aids::Listed(named) => letter::Aids::Listed(named),
        }),
        papers: papers(exam),
    };
    let number = |value: i32| u32::try_from(value).unwrap_or_default();
    Ok(Room {
        code: room.code.clone(),
        name: room.name.clone(),
        from: local(room.from),
        until: local(room.until),
        exams: room.exams.iter().map(exam).collect(),
        candidates: seated(room),
        seats: number(room.capacity),
        per_row: number(room.per_row.unwrap_or(SEATS_IN_ROW)),
        side_by_side: u32::try_from(room.side_by_side()).unwrap_or(u32::MAX),
        invigilators: invigilation::names(conn, room.booking, signed.who.language).await?,
        in_room_by,
    })
}

fn seated(room: &FolderRoom) -> Vec<Seated> {
    let exam = |one: &Candidate| room.exams.iter().find(|exam| exam.id == one.exam);
    let code = |one: &Candidate| exam(one).map(|exam| exam.code.clone()).unwrap_or_default();
    let granted = |one: &Candidate| {
        let (own, exam) = one.granted.as_ref().zip(exam(one))?;
        Some(Granted { until: local(own.until(exam)), equipment: own.equipment.clone() })
    };
    let line = |one: &Candidate| Seated {
        seat: one.seat.and_then(|seat| u32::try_from(seat).ok()),
        number: one.number.map(|number| number.to_string()),
        course: code(one),
        language: one.language,
        name: Text {
            nb: one.name.listed(Language::Nb),
            nn: one.name.listed(Language::Nn),
            en: one.name.listed(Language::En),
        },
        granted: granted(one),
    };
    room.candidates.iter().map(line).collect()
}

fn local(at: Timestamp) -> DateTime {
    ui::in_norway(at)
}
