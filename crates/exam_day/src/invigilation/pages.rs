//! The rota of a term, one room of it, and the hours to be certified.

use super::plan::{Asked, RoomRota, rooms as rooms_of};
use super::rota::Why;
use super::store::{self, TurnRow, Which};
use super::{CENTRAL, Give, attest, end, give, plan, tell};
use crate::said::put_back;
use crate::{BookingId, InvigilatorId, TurnId};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use office::http::{Allow, Posted, Routes, Signed, done, page};
use office::spreadsheet::csv_file;
use office::{Error, PersonId, Result};
use rules::Term;
use serde::Deserialize;
use ui::{Choice, Form, key};

pub(super) fn routes() -> Routes {
    let turn = "/invigilation/turns/{turn}";
    Routes::default()
        .page("/invigilation", CENTRAL, rota)
        .form("/invigilation/rota", CENTRAL, "invigilation.plan", planned)
        .form("/invigilation/letters", CENTRAL, "invigilation.tell", told)
        .page("/invigilation/rooms/{booking}", CENTRAL, room)
        .form("/invigilation/rooms/{booking}/turns", CENTRAL, "invigilation.give", given)
        .form(&format!("{turn}/end"), CENTRAL, "invigilation.end", ended)
        .page("/invigilation/hours", CENTRAL, worked)
        .page("/invigilation/hours.csv", CENTRAL, paid)
        .form(&format!("{turn}/attest"), CENTRAL, "invigilation.attest", attested)
        .form(
            &format!("{turn}/hours"),
            Allow::SignedIn,
            "invigilation.report",
            super::my_pages::reported,
        )
}

/// The term that is asked for; today's if none is.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    term: String,
}

impl Wish {
    /// The term; today's where none is named that can be read.
    pub(super) fn term(&self, signed: &Signed) -> Term {
        Term::parse(&self.term).unwrap_or_else(|_| Term::of(signed.today()))
    }
}

/// The term that a form names.
pub(super) fn term_of(posted: &Posted) -> Result<Term> {
    Term::parse(posted.field("term")).map_err(|_| Error::NotFound)
}

/// Notes that each of these was looked at.
pub(super) async fn look(signed: &Signed, mut persons: Vec<PersonId>) -> Result<()> {
    persons.sort_unstable();
    persons.dedup();
    signed.look_each(&persons, "invigilation").await
}

/// Where something is open, and why, in words.
pub(super) fn why_said(frame: &ui::Frame, why: &Why) -> String {
    let counts = [
        (why.could, key("invigilation-why-could")),
        (why.not_head, key("invigilation-why-not-head")),
        (why.not_available, key("invigilation-why-not-available")),
        (why.busy, key("invigilation-why-busy")),
        (why.working_time, key("invigilation-why-working-time")),
        (why.hours_most, key("invigilation-why-hours-most")),
    ];
    let said = counts.iter().filter(|(count, _)| *count > 0);
    let said: Vec<_> = said.map(|(count, key)| frame.ta(key, &[("count", count)])).collect();
    if said.is_empty() { frame.t("invigilation-why-nobody") } else { said.join("; ") }
}

#[derive(Template)]
#[template(path = "invigilation/rota.html")]
struct RotaPage {
    frame: ui::Frame,
    term: Term,
    rooms: Vec<RoomRota>,
    open: Vec<(usize, bool, usize, String)>,
    people: usize,
    untold: usize,
    /// Turns ahead in rooms that are reserved no more.
    without_room: Vec<TurnRow>,
}

impl RotaPage {
    fn open_in(&self, at: &usize) -> Vec<&(usize, bool, usize, String)> {
        self.open.iter().filter(|(room, ..)| room == at).collect()
    }

    fn missing(&self, room: &RoomRota) -> usize {
        let (heads, others) = room.missing();
        heads + others
    }
}

/// The turns ahead of a term in rooms that are reserved no more; noted as looks.
pub(super) async fn without_room(signed: &Signed, term: Term) -> Result<Vec<TurnRow>> {
    let mut conn = signed.read().await?;
    let now = signed.node.now();
    let mut turns = store::turns(&mut conn, Which::of(term)?).await?;
    turns.retain(|turn| turn.is_without_room(now));
    look(signed, turns.iter().map(|turn| turn.person).collect()).await?;
    Ok(turns)
}

async fn rota(signed: Signed, Query(wish): Query<Wish>) -> Result<Response> {
    let term = wish.term(&signed);
    let mut conn = signed.read().await?;
    let asked = Asked::read(&mut conn, &signed.node, term).await?;
    let now = signed.node.now();
    let turns = store::turns(&mut conn, Which::of(term)?).await?;
    let untold = turns.iter().filter(|one| one.is_news() || one.is_without_room(now)).count();
    let without_room = without_room(&signed, term).await?;
    look(&signed, asked.persons()).await?;
    let frame = signed.frame("invigilation");
    let open = asked.open().into_iter();
    let open = open.map(|(room, head, missing, why)| (room, head, missing, why_said(&frame, &why)));
    page(&RotaPage {
        term,
        open: open.collect(),
        people: asked.people.len(),
        untold,
        without_room,
        rooms: asked.rooms,
        frame,
    })
}

async fn planned(posted: Posted) -> Result<Response> {
    let term = term_of(&posted)?;
    let mut act = posted.act().await?;
    let planned = plan(&mut act, term).await?;
    act.commit(noted(&planned, term)).await?;
    Ok(done(&format!("/invigilation?term={term}"), "done-invigilation-planned"))
}

/// What the record keeps of a rota.
pub(super) fn noted(planned: &super::Planned, term: Term) -> Entry {
    Entry::new("invigilation.plan", "rota", uuid::Uuid::nil())
        .fact("term", term.to_string())
        .fact("given", planned.given)
        .fact("open", planned.open)
        .fact("proven", planned.proven)
}

async fn told(posted: Posted) -> Result<Response> {
    let term = term_of(&posted)?;
    let mut act = posted.act().await?;
    let letters = tell(&mut act, term).await?;
    let entry = Entry::new("invigilation.tell", "rota", uuid::Uuid::nil());
    act.commit(entry.fact("term", term.to_string()).fact("letters", letters)).await?;
    Ok(done(&format!("/invigilation?term={term}"), "done-invigilation-told"))
}

#[derive(Template)]
#[template(path = "invigilation/room.html")]
struct RoomPage {
    frame: ui::Frame,
    form: Form,
    term: Term,
    room: RoomRota,
    people: Vec<Choice>,
}

/// One room of written exams, with its need and the turns in it.
pub(super) async fn one_room(signed: &Signed, id: BookingId) -> Result<(Term, RoomRota)> {
    let mut conn = signed.read().await?;
    let found = store::needs(&mut conn, None, Some(id)).await?;
    let room = found.into_iter().next().ok_or(Error::NotFound)?;
    let term = Term::of(ui::in_norway(room.from).date());
    let all = rooms_of(&mut conn, &signed.node, term).await?;
    let room = all.into_iter().find(|room| room.room.booking == id).ok_or(Error::NotFound)?;
    look(signed, room.turns.iter().map(|turn| turn.person).collect()).await?;
    Ok((term, room))
}

async fn room_page(signed: &Signed, id: BookingId, form: Form) -> Result<Response> {
    let (term, room) = one_room(signed, id).await?;
    let mut conn = signed.read().await?;
    let known = store::candidates(&mut conn, term).await?;
    look(signed, known.iter().map(|(one, _)| one.person).collect()).await?;
    let frame = signed.frame("invigilation");
    let choice = |one: &store::Invigilator| {
        let hours = one.minutes / 60;
        let args: [(&str, &dyn ui::ToArg); 1] = [("count", &hours)];
        let said = frame.ta("invigilation-has-hours", &args);
        Choice::new(one.id.to_string(), format!("{}, {said}", one.name.listed(frame.language)))
    };
    let people = known.iter().map(|(one, _)| choice(one)).collect();
    let form = form.labels(&[("invigilator", key("invigilation-invigilator"))]);
    page(&RoomPage { form, term, room, people, frame })
}

async fn room(signed: Signed, Path(id): Path<BookingId>) -> Result<Response> {
    room_page(&signed, id, Form::new()).await
}

async fn given(Path(id): Path<BookingId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(invigilator) = form.id("invigilator").map(InvigilatorId) else {
        return room_page(&posted.signed, id, form).await;
    };
    let wish = Give { invigilator, head: form.checked("head") };
    let mut act = posted.act().await?;
    match give(&mut act, id, wish).await {
        Ok(turn) => {
            act.commit(Entry::new("invigilation.give", "invigilator_turn", turn.0)).await?;
            Ok(done(&format!("/invigilation/rooms/{id}"), "done-invigilation-given"))
        }
        Err(error) => {
            drop(act);
            room_page(&posted.signed, id, put_back(form, error)?).await
        }
    }
}

async fn ended(Path(id): Path<TurnId>, posted: Posted) -> Result<Response> {
    let room = posted.form().id("booking").map(BookingId);
    let mut act = posted.act().await?;
    end(&mut act, id).await?;
    act.commit(Entry::new("invigilation.end", "invigilator_turn", id.0)).await?;
    let back = room
        .map_or_else(|| "/invigilation".to_owned(), |room| format!("/invigilation/rooms/{room}"));
    Ok(done(&back, "done-invigilation-ended"))
}

#[derive(Template)]
#[template(path = "invigilation/hours.html")]
struct HoursPage {
    frame: ui::Frame,
    term: Term,
    turns: Vec<TurnRow>,
    own: PersonId,
}

/// The turns of a term that are over and stand.
pub(super) async fn over(signed: &Signed, term: Term) -> Result<Vec<TurnRow>> {
    let mut conn = signed.read().await?;
    let now = signed.node.now();
    let mut turns = store::turns(&mut conn, Which::of(term)?).await?;
    turns.retain(|turn| turn.ended_at.is_none() && turn.until <= now);
    look(signed, turns.iter().map(|turn| turn.person).collect()).await?;
    Ok(turns)
}

async fn worked(signed: Signed, Query(wish): Query<Wish>) -> Result<Response> {
    let term = wish.term(&signed);
    let turns = over(&signed, term).await?;
    page(&HoursPage { frame: signed.frame("invigilation"), term, turns, own: signed.who.person })
}

async fn attested(Path(id): Path<TurnId>, posted: Posted) -> Result<Response> {
    let term = term_of(&posted)?;
    let mut act = posted.act().await?;
    attest(&mut act, id).await?;
    act.commit(Entry::new("invigilation.attest", "invigilator_turn", id.0)).await?;
    Ok(done(&format!("/invigilation/hours?term={term}"), "done-invigilation-attested"))
}

/// One line of what is paid.
pub(super) struct Paid {
    /// Whose.
    pub(super) turn: TurnRow,
    /// The minutes that are certified.
    pub(super) minutes: i64,
    /// Kroner an hour.
    pub(super) hourly_pay: i32,
}

/// What is certified of a term.
pub(super) async fn certified(signed: &Signed, term: Term) -> Result<Vec<Paid>> {
    let mut conn = signed.read().await?;
    let people = store::people(&mut conn, term, store::Whom::default()).await?;
    let pay = |id| people.iter().find(|one| one.id == id).and_then(|one| one.hourly_pay);
    let lines = over(signed, term).await?.into_iter().filter_map(|turn| {
        let worked = turn.worked.filter(|worked| worked.attested_at.is_some())?;
        let minutes = worked.from.duration_until(worked.until).as_mins();
        let hourly_pay = pay(turn.invigilator).unwrap_or_default();
        Some(Paid { turn, minutes, hourly_pay })
    });
    Ok(lines.collect())
}

impl Paid {
    /// What it comes to, in kroner and øre.
    pub(super) fn kroner(&self) -> rust_decimal::Decimal {
        let minutes = rust_decimal::Decimal::from(self.minutes);
        let pay = minutes * rust_decimal::Decimal::from(self.hourly_pay);
        (pay / rust_decimal::Decimal::from(60)).round_dp(2)
    }
}

async fn paid(signed: Signed, Query(wish): Query<Wish>) -> Result<Response> {
    let term = wish.term(&signed);
    let frame = signed.frame("");
    let head = ["invigilator", "day", "from", "until", "minutes", "pay", "kroner"];
    let mut rows = vec![head.map(|name| frame.t(&format!("invigilation-{name}"))).to_vec()];
    for line in certified(&signed, term).await? {
        let Some(worked) = line.turn.worked else { continue };
        let clock = |at| ui::in_norway(at).strftime("%H:%M").to_string();
        rows.push(vec![
            line.turn.name.listed(frame.language),
            ui::in_norway(worked.from).date().to_string(),
            clock(worked.from),
            clock(worked.until),
            line.minutes.to_string(),
            line.hourly_pay.to_string(),
            line.kroner().to_string(),
        ]);
    }
    csv_file(&format!("invigilators-{term}.csv"), rows)
}
