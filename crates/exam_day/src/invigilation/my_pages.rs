//! The invigilator's own page: when I can, my turns, and the hours that I have worked.

use super::Hours;
use super::hours::{report_of, reportable};
use super::store::{self, AvailableRow, Invigilator, TurnRow, Which, Whom};
use crate::TurnId;
use crate::said::{clock, put_back};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::Timestamp;
use office::http::{Allow, Posted, Routes, Signed, done, page};
use office::{Error, Result};
use rules::Term;
use ui::{Form, key};

pub(super) fn routes() -> Routes {
    Routes::default().page("/my/invigilation", Allow::SignedIn, mine)
}

/// What an invigilator sees of her own: this term and the next.
pub(super) struct Mine {
    pub(super) one: Invigilator,
    pub(super) available: Vec<AvailableRow>,
    pub(super) turns: Vec<TurnRow>,
}

/// What is mine; nothing for who is no invigilator.
pub(super) async fn of(signed: &Signed) -> Result<Option<Mine>> {
    let mut conn = signed.read().await?;
    let now = Term::of(signed.today());
    let whom = Whom { person: Some(signed.who.person), ..Whom::default() };
    let found = store::people(&mut conn, now, whom).await?;
    let Some(one) = found.into_iter().next() else { return Ok(None) };
    let mut mine = Mine { available: Vec::new(), turns: Vec::new(), one };
    for term in [now, now.next()] {
        let id = mine.one.id;
        mine.available.extend(store::availability(&mut conn, term, Some(id)).await?);
        let which = Which { invigilator: Some(id), ..Which::of(term)? };
        mine.turns.extend(store::turns(&mut conn, which).await?);
    }
    // What has not been told yet may still change.
    mine.turns.retain(|turn| turn.told_at.is_some() && turn.ended_at.is_none());
    Ok(Some(mine))
}

#[derive(Template)]
#[template(path = "invigilation/mine.html")]
struct MinePage {
    frame: ui::Frame,
    form: Form,
    mine: Option<Mine>,
    now: Timestamp,
}

/// My page, with what was typed into its form.
pub(super) async fn shown(signed: &Signed, form: Form) -> Result<Response> {
    let labels = [
        ("day", key("invigilation-day")),
        ("from", key("invigilation-from")),
        ("until", key("invigilation-until")),
    ];
    page(&MinePage {
        mine: of(signed).await?,
        form: form.labels(&labels),
        now: signed.node.now(),
        frame: signed.frame("my/invigilation"),
    })
}

async fn mine(signed: Signed) -> Result<Response> {
    shown(&signed, Form::new()).await
}

/// Reports the hours of a turn, from either page.
pub(super) async fn reported(Path(id): Path<TurnId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let turn = reportable(&mut act, id).await?;
    let mut form = posted.form();
    let day = form.date("worked_day");
    let (from, until) = (clock(&mut form, "worked_from"), clock(&mut form, "worked_until"));
    let (Some(day), Some(from), Some(until)) = (day, from, until) else {
        drop(act);
        return shown(&posted.signed, form).await;
    };
    let hours = Hours { from: day.to_datetime(from), until: day.to_datetime(until) };
    match report_of(&mut act, &turn, hours).await {
        Ok(()) => {
            act.commit(Entry::new("invigilation.report", "invigilator_turn", id.0)).await?;
            Ok(done(&back(&posted), "done-invigilation-reported"))
        }
        Err(error @ Error::NotFound) => Err(error),
        Err(error) => {
            drop(act);
            shown(&posted.signed, put_back(form, error)?).await
        }
    }
}

fn back(posted: &Posted) -> String {
    match Term::parse(posted.field("term")) {
        Ok(term) => format!("/invigilation/hours?term={term}"),
        Err(_) => "/my/invigilation".to_owned(),
    }
}
