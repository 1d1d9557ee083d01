//! All rooms of a day as they stand.

use super::room::{ProtocolRoom, Tally, rooms};
use crate::room_folder::may;
use crate::room_folder::store::Which;
use crate::said::day_of;
use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use jiff::civil::Date;
use office::Result;
use office::catalogue::KNOW_CANDIDATES;
use office::http::{Allow, Routes, Signed, page};
use serde::Deserialize;
use ui::Form;

pub(super) fn routes() -> Routes {
    Routes::default().page("/room-protocols", Allow::Roles(KNOW_CANDIDATES), day)
}

/// The day that is asked for; today if none is.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    day: Option<String>,
}

impl Wish {
    /// The day; today where none is named that can be read.
    pub(super) fn day(&self, today: Date) -> Date {
        let mut form = Form::new().with("day", self.day.clone().unwrap_or_default());
        form.optional_date("day").unwrap_or(today)
    }
}

/// The rooms of a day whose candidates one may know.
pub(super) async fn on_day(signed: &Signed, day: Date) -> Result<Vec<ProtocolRoom>> {
    let (from, until) = day_of(day)?;
    let mut conn = signed.read().await?;
    let which = Which { from: Some(from), until: Some(until), ..Which::default() };
    let mut found = rooms(&mut conn, which).await?;
    found.retain(|one| may(&signed.who, KNOW_CANDIDATES, &one.room));
    Ok(found)
}

impl ProtocolRoom {
    /// The counts of all exams in the room together.
    pub(super) fn all(&self) -> Tally {
        self.tallies().iter().fold(Tally::default(), |all, (_, one)| Tally {
            expected: all.expected + one.expected,
            came: all.came + one.came,
            absent: all.absent + one.absent,
            withdrew: all.withdrew + one.withdrew,
            answered: all.answered + one.answered,
            papers: None,
            answers: None,
        })
    }

    /// Whether something is counted that is not as it should be.
    pub(super) fn differs(&self) -> bool {
        let off = |one: Option<i64>| one.is_some_and(|off| off != 0);
        self.tallies().iter().any(|(_, tally)| {
            let (papers, answers) = tally.differences();
            off(papers) || off(answers)
        })
    }
}

#[derive(Template)]
#[template(path = "room_protocol/day.html")]
struct DayPage {
    frame: ui::Frame,
    form: Form,
    day: Date,
    today: Date,
    rooms: Vec<ProtocolRoom>,
}

async fn day(signed: Signed, Query(wish): Query<Wish>) -> Result<Response> {
    let (day, today) = (wish.day(signed.today()), signed.today());
    let rooms = on_day(&signed, day).await?;
    let frame = signed.frame("room-protocols");
    page(&DayPage { form: Form::new().with("day", frame.date(day)), day, today, rooms, frame })
}
