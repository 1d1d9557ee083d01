//! The person's own window: what is registered about her, by whom, who has asked, and when it goes.

use super::connected::Institutions;
use super::line::{self, Line, Status};
use super::store::matches::{self, Asked};
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
    asked: Vec<Asked>,
    institutions: Institutions,
    /// The institution's name, which has asked.
    institution: String,
}

impl MinePage {
    fn decided_by(&self, line: &Line) -> String {
        self.institutions.name(&line.institution, self.frame.language)
    }

    fn purpose(&self, asked: &Asked) -> String {
        self.frame.t(match asked.purpose.as_str() {
            "admission" => "exclusion-purpose-admission",
            "recognition" => "exclusion-purpose-recognition",
            _ => "exclusion-purpose-study",
        })
    }
}

/// What is registered about the person who asks; what was refused or taken back never was.
pub(super) async fn mine(signed: &Signed) -> Result<Vec<Line>> {
    let mut conn = signed.read().await?;
    let mut lines = line::of_person(&mut conn, &signed.node, signed.who.person).await?;
    let never = |status| matches!(status, Status::Refused | Status::Withdrawn | Status::Overtaken);
    lines.retain(|line| !never(line.status));
    Ok(lines)
}

/// When and for what this institution has asked the register about the person who asks.
pub(super) async fn asked(signed: &Signed) -> Result<Vec<Asked>> {
    let mut conn = signed.read().await?;
    Ok(matches::asked_about(&mut conn, signed.who.person).await?)
}

async fn show(signed: Signed) -> Result<Response> {
    let (lines, asked) = (mine(&signed).await?, asked(&signed).await?);
    let institution = signed.node.institution().name.get(signed.who.language).to_owned();
    let (frame, institutions) =
        (signed.frame("my/exclusions"), Institutions::load(&signed.node).await?);
    page(&MinePage { frame, lines, asked, institutions, institution })
}
