//! One's own orals: when and where I come as a candidate, and the sessions in which I examine.

use super::store::list::{OwnPlace, OwnSession, own_places, own_sessions};
use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use office::Result;
use office::http::{Allow, Routes, Signed, page};

pub(super) fn routes() -> Routes {
    Routes::default().page("/my/orals", Allow::SignedIn, mine)
}

/// What is mine from today on.
pub(super) async fn own(signed: &Signed) -> Result<(Vec<OwnPlace>, Vec<OwnSession>)> {
    let (from, _) = crate::said::day_of(signed.today())?;
    let mut conn = signed.read().await?;
    let who = signed.who.person;
    let places = own_places(&mut conn, who, from).await?;
    Ok((places, own_sessions(&mut conn, who, from).await?))
}

#[derive(Template)]
#[template(path = "oral/mine.html")]
struct MinePage {
    frame: ui::Frame,
    places: Vec<OwnPlace>,
    sessions: Vec<OwnSession>,
}

impl MinePage {
    fn ends(&self, begins: &Timestamp, minutes: &i32) -> Timestamp {
        crate::said::later(*begins, i64::from(*minutes))
    }
}

async fn mine(signed: Signed) -> Result<Response> {
    let (places, sessions) = own(&signed).await?;
    page(&MinePage { places, sessions, frame: signed.frame("my/orals") })
}
