//! The person's own window: what is registered about her, by whom, and when it goes.

use super::line::{self, Filter, Line, Status};
use crate::Result;
use crate::http::{Allow, Routes, Signed, page};
use askama::Template;
use axum::response::Response;

pub(super) fn routes() -> Routes {
    Routes::default().page("/my/exclusions", Allow::SignedIn, show)
}

#[derive(Template)]
#[template(path = "exclusion/mine.html")]
struct MinePage {
    frame: ui::Frame,
    lines: Vec<Line>,
}

/// What is registered about the person who asks; what was refused or taken back never was.
pub(super) async fn mine(signed: &Signed) -> Result<Vec<Line>> {
    let mut conn = signed.read().await?;
    let person = Some(signed.who.person);
    let mut lines = line::all(&mut conn, &signed.node, person, &Filter::default()).await?;
    lines.retain(|line| !matches!(line.status, Status::Refused | Status::Withdrawn));
    Ok(lines)
}

async fn show(signed: Signed) -> Result<Response> {
    let lines = mine(&signed).await?;
    page(&MinePage { frame: signed.frame("my/exclusions"), lines })
}
