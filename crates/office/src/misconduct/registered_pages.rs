//! The page on which what a case has decided is registered, for browsers and programs.

use super::registered::{self, Registered};
use crate::exclusion::{self, Line, Missing, READERS, WRITERS};
use crate::http::{ActHeader, Allow, Posted, Problem, Routes, Signed, done, page};
use crate::{Error, MisconductId, Result};
use ::store::Entry;
use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use rules::Reason;
use rules::exclusion::Proposal;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let writers = Allow::Roles(WRITERS);
    Routes::default()
        .page("/misconduct/{misconduct}/exclusion", writers, show)
        .form("/misconduct/{misconduct}/exclusion", writers, "misconduct.register", post)
        .api(writers, None, routes!(read))
        .api(writers, Some("misconduct.register"), routes!(write))
}

#[derive(Template)]
#[template(path = "misconduct/registered.html")]
struct RegisteredPage {
    frame: ui::Frame,
    of: Registered,
    proposal: Option<Proposal>,
    because: Vec<Reason>,
    /// Whether the rows can be opened.
    reader: bool,
}

impl RegisteredPage {
    fn student(&self) -> String {
        self.of.case.student.shown(self.frame.language)
    }

    fn step(&self, missing: &Missing) -> String {
        self.frame.t(registered::step(*missing))
    }

    /// The period that the decision orders, where one is left.
    fn period(&self) -> String {
        match &self.of.ordered {
            exclusion::Ordered::Decided(one, _) | exclusion::Ordered::Changed(one, _) => {
                let (from, to) = (self.frame.date(one.from), self.frame.date(one.to));
                self.frame.ta("misconduct-period-shown", &[("from", &from), ("to", &to)])
            }
            exclusion::Ordered::Nothing => self.frame.t("misconduct-register-nothing-left"),
        }
    }
}

/// The case for whoever registers exclusions; never one's own.
async fn found(signed: &Signed, id: MisconductId) -> Result<Registered> {
    signed.who.require(WRITERS, &exclusion::everywhere(&signed.node))?;
    let mut conn = signed.read().await?;
    let found = Registered::load(&mut conn, &signed.node, (id, signed.today()), false).await?;
    let found = found.filter(|found| found.case.person != signed.who.person);
    let found = found.ok_or(Error::NotFound)?;
    signed.look(found.case.person, "misconduct").await?;
    Ok(found)
}

async fn show(signed: Signed, Path(id): Path<MisconductId>) -> Result<Response> {
    let of = found(&signed, id).await?;
    let proposal = of.proposal(&signed.node)?.map(|(proposal, _)| proposal);
    page(&RegisteredPage {
        frame: signed.frame(format!("misconduct/{id}/exclusion")),
        because: registered::reasons(&of, &signed.node)?,
        reader: signed.who.may(READERS, &exclusion::everywhere(&signed.node)),
        proposal,
        of,
    })
}

async fn post(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    registered::register(&mut act, id).await?;
    act.commit(Entry::new("misconduct.register", "misconduct", id.0)).await?;
    Ok(done("/exclusions", "done-misconduct-registered"))
}

/// A row of the case that is there.
#[derive(Serialize, ToSchema)]
struct MisconductRow {
    id: Uuid,
    #[serde(rename = "type")]
    kind: &'static str,
    classification: &'static str,
    #[schema(value_type = String, format = Date)]
    from: Date,
    #[schema(value_type = String, format = Date)]
    to: Date,
    status: &'static str,
}

/// What is registered of a case.
#[derive(Serialize, ToSchema)]
struct MisconductRegistered {
    /// `registration`, `change` or `deletion`; null where nothing is missing.
    missing: Option<&'static str>,
    /// The first day that holds now, if any exclusion is left.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    rows: Vec<MisconductRow>,
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
}

fn row(line: Line) -> MisconductRow {
    MisconductRow {
        id: line.id,
        kind: line.kind.code(),
        classification: line.classification.code(),
        from: line.from,
        to: line.to,
        status: line.status.code(),
    }
}

/// What is registered of a decided case, and what is not yet.
#[utoipa::path(get, path = "/api/misconduct/{misconduct}/exclusion",
    responses((status = 200, body = MisconductRegistered), (status = 404, body = Problem)))]
async fn read(signed: Signed, Path(id): Path<MisconductId>) -> Result<Json<MisconductRegistered>> {
    let of = found(&signed, id).await?;
    let period = match &of.ordered {
        exclusion::Ordered::Decided(one, _) | exclusion::Ordered::Changed(one, _) => {
            Some((one.from, one.to))
        }
        exclusion::Ordered::Nothing => None,
    };
    Ok(Json(MisconductRegistered {
        missing: of.missing.map(Missing::code),
        from: period.map(|period| period.0),
        to: period.map(|period| period.1),
        because: registered::reasons(&of, &signed.node)?,
        rows: of.lines.into_iter().map(row).collect(),
    }))
}

/// Registers what is missing; it waits for another person's control.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/exclusion", responses(
    (status = 204),
    (status = 404, body = Problem),
    (status = 409, body = Problem, description = "own-case, nothing-missing"),
))]
async fn write(Path(id): Path<MisconductId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    registered::register(&mut act, id).await?;
    act.commit(Entry::new("misconduct.register", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
