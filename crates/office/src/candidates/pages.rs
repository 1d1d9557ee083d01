//! The candidate lists: on the screen, on paper, as a file.

use super::store::{Candidate, Listed, Order, find, list};
use super::{ARRANGERS, NUMBERERS, number, place, set_email_delivery};
use crate::catalogue::tabs::{ExamTab, KNOW_CANDIDATES, tabs};
use crate::catalogue::{self, Exam, exam_for, words};
use crate::exclusion::{self, Warned};
use crate::http::{Allow, Posted, Routes, Signed, done, page, wanted};
use crate::registration::ON_BEHALF;
use crate::spreadsheet::csv_file;
use crate::{ExamId, PersonId, RegistrationId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::HashSet;

pub(crate) fn routes() -> Routes {
    let readers = Allow::Roles(KNOW_CANDIDATES);
    Routes::default()
        .page("/exams/{exam}/candidates", readers, on_screen)
        .page("/exams/{exam}/candidates/search", readers, on_screen)
        .search("/exams/{exam}/candidates/search", readers, search)
        .page("/exams/{exam}/candidates/print", readers, on_paper)
        .page("/exams/{exam}/candidates.csv", readers, as_file)
        .form(
            "/exams/{exam}/numbering",
            Allow::Roles(NUMBERERS),
            "candidates.number",
            post_numbering,
        )
        .form("/exams/{exam}/places", Allow::Roles(ARRANGERS), "candidates.place", post_places)
        .form(
            "/exams/{exam}/candidates/{registration}/email",
            Allow::Roles(ARRANGERS),
            "candidates.email_delivery",
            post_email,
        )
        .merge(super::api::routes())
}

/// How many candidates one page on the screen holds.
const PAGE_SIZE: u32 = 100;

#[derive(Template)]
#[template(path = "candidates/candidates.html")]
struct ListPage {
    frame: ui::Frame,
    tabs: Vec<ExamTab>,
    exam: Exam,
    list: ui::List,
    form: ui::Form,
    room: String,
    rooms: Vec<catalogue::store::ExamRoom>,
    candidates: Vec<Candidate>,
    /// Those whom an exclusion concerns.
    concerned: HashSet<PersonId>,
    warned: Option<Warned>,
    can_number: bool,
    can_arrange: bool,
    /// Whether places may still be given out.
    can_place: bool,
    can_sign_up: bool,
}

#[derive(Template)]
#[template(path = "candidates/print.html")]
struct PrintPage {
    frame: ui::Frame,
    exam: Exam,
    printed_at: Timestamp,
    /// A list for the room: with a line for each to sign, and no number but the candidate's.
    signed: bool,
    sheets: Vec<Sheet>,
}

/// One list on paper: the whole exam, or one room.
struct Sheet {
    id: String,
    room: String,
    candidates: Vec<Candidate>,
}

impl Sheet {
    /// What stands above the list: the room where it has one, and how many it holds.
    fn title(&self, frame: &ui::Frame) -> String {
        let count = frame.ta("candidates-count", &[("count", &self.candidates.len())]);
        if self.room.is_empty() { count } else { format!("{} – {count}", self.room) }
    }
}

#[derive(Deserialize)]
struct Wish {
    #[serde(default)]
    sort: String,
    #[serde(default)]
    room: String,
}

async fn look(signed: &Signed, candidates: &[Candidate]) -> Result<()> {
    let persons: Vec<_> = candidates.iter().map(|one| one.person).collect();
    signed.look_each(&persons, "candidates").await
}

/// The columns by which the list is sorted.
const COLUMNS: &[&str] = &["name", "number", "room"];

async fn on_screen(
    signed: Signed,
    Path(id): Path<ExamId>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let fields = wanted(query, &["room"]);
    let path = format!("/exams/{id}/candidates");
    let place = ui::List::from_query(&path, &fields, COLUMNS, PAGE_SIZE);
    shown(&signed, id, place, ui::Form::from_pairs(fields)).await
}

/// Those that were looked for; what nobody is named in goes on to an address that can be kept.
async fn search(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    exam_for(&posted.signed, id, KNOW_CANDIDATES).await?;
    let fields = wanted(posted.fields, &["q", "room"]);
    let path = format!("/exams/{id}/candidates");
    let place = ui::List::from_form(&path, &fields, COLUMNS, PAGE_SIZE);
    let form = ui::Form::from_pairs(fields);
    if form.field("q").is_empty() {
        return Ok(Redirect::to(&place.page_href(place.page)).into_response());
    }
    shown(&posted.signed, id, place, form).await
}

async fn shown(signed: &Signed, id: ExamId, place: ui::List, form: ui::Form) -> Result<Response> {
    let exam = exam_for(signed, id, KNOW_CANDIDATES).await?;
    let (q, room) = (form.field("q"), form.field("room").to_owned());
    let mut conn = signed.read().await?;
    let (order, from) = (Order::read(&place.sort), place.offset());
    let Listed { candidates, total } = if q.is_empty() {
        list(&mut conn, id, order, &room, from, Some(PAGE_SIZE)).await?
    } else {
        find(&mut conn, id, q, order, &room, (from, PAGE_SIZE)).await?
    };
    look(signed, &candidates).await?;
    let persons: Vec<_> = candidates.iter().map(|one| one.person).collect();
    let (concerned, warned) = exclusion::warnings_of(signed, &persons).await?;
    let mut frame = signed.frame(format!("exams/{}", exam.reference()));
    frame.breadcrumb = catalogue::pages::crumbs(&frame);
    page(&ListPage {
        tabs: tabs(signed, id, "/candidates"),
        list: place.of(total),
        rooms: catalogue::store::rooms(&mut conn, id).await?,
        can_number: signed.who.may(NUMBERERS, &exam.place),
        can_arrange: signed.who.may(ARRANGERS, &exam.place),
        can_place: signed.who.may(ARRANGERS, &exam.place) && !exam.has_begun(signed.node.now()),
        can_sign_up: signed.who.may(ON_BEHALF, &exam.place),
        form,
        room,
        candidates,
        concerned,
        warned,
        exam,
        frame,
    })
}

/// All candidates that somebody wishes to print or take out, noted as a look at each.
async fn whole_list(
    signed: &Signed,
    id: ExamId,
    wish: &Wish,
) -> Result<(Exam, Order, Vec<Candidate>)> {
    let exam = exam_for(signed, id, KNOW_CANDIDATES).await?;
    let mut conn = signed.read().await?;
    let order = Order::read(&wish.sort);
    let listed = list(&mut conn, id, order, &wish.room, 0, None).await?;
    look(signed, &listed.candidates).await?;
    Ok((exam, order, listed.candidates))
}

async fn on_paper(
    signed: Signed,
    Path(id): Path<ExamId>,
    Query(wish): Query<Wish>,
) -> Result<Response> {
    let (exam, order, candidates) = whole_list(&signed, id, &wish).await?;
    let frame = signed.frame(format!("exams/{}", exam.reference()));
    let sheets = sheets(order, candidates);
    let printed_at = signed.node.now();
    page(&PrintPage { frame, exam, printed_at, signed: order == Order::Room, sheets })
}

/// One sheet for each room when the list is by room (J-05), else a single one.
fn sheets(order: Order, candidates: Vec<Candidate>) -> Vec<Sheet> {
    if order != Order::Room {
        return vec![Sheet { id: "sheet".to_owned(), room: String::new(), candidates }];
    }
    let mut sheets: Vec<Sheet> = Vec::new();
    for one in candidates {
        match sheets.last_mut() {
            Some(sheet) if sheet.room == one.room => sheet.candidates.push(one),
            _ => sheets.push(Sheet {
                id: format!("sheet-{}", sheets.len()),
                room: one.room.clone(),
                candidates: vec![one],
            }),
        }
    }
    sheets
}

async fn as_file(
    signed: Signed,
    Path(id): Path<ExamId>,
    Query(wish): Query<Wish>,
) -> Result<Response> {
    let (exam, order, candidates) = whole_list(&signed, id, &wish).await?;
    let rows = super::csv::rows(&signed.frame(""), &candidates);
    let plain = |text: &str| {
        text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>()
    };
    let name = format!("{}-{}-{}.csv", plain(&exam.code), exam.term, order.word());
    csv_file(&name, rows)
}

async fn post_numbering(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let drawn = number(&mut act, id).await?;
    act.commit(Entry::new("candidates.number", "exam", id.0).fact("drawn", drawn)).await?;
    Ok(done(&format!("/exams/{id}/candidates?sort=number"), "done-candidates-numbered"))
}

async fn post_places(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let placed = place(&mut act, id).await?;
    act.commit(Entry::new("candidates.place", "exam", id.0).fact("placed", placed)).await?;
    Ok(done(&format!("/exams/{id}/candidates?sort=room"), "done-candidates-placed"))
}

async fn post_email(
    Path((exam, id)): Path<(ExamId, RegistrationId)>,
    posted: Posted,
) -> Result<Response> {
    let by_email = posted.field("by_email") == "yes";
    let mut act = posted.act().await?;
    set_email_delivery(&mut act, exam, id, by_email).await?;
    let entry = Entry::new("candidates.email_delivery", "registration", id.0);
    act.commit(entry.fact("by_email", by_email)).await?;
    Ok(done(&format!("/exams/{exam}/candidates"), "done-candidates-email"))
}
