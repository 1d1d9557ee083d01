//! The pages of those who register, control and read exclusions.

use super::connected::Institutions;
use super::incoming::{IncomingExclusion, LABELS};
use super::line::{Filter, Line, PAGE_SIZE, Status};
use super::store;
use super::{READERS, WRITERS, everywhere, preview, propose};
use crate::catalogue::forms::refused;
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with, wanted};
use crate::people::PersonName;
use crate::{Error, PersonId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use rules::Reason;
use rules::exclusion::{Classification, ExclusionType, LegalBasis, Proposal};
use std::collections::HashMap;
use ui::{Choice, Form};

pub(crate) fn routes() -> Routes {
    let (readers, writers) = (Allow::Roles(READERS), Allow::Roles(WRITERS));
    Routes::default()
        .page("/exclusions", readers, status)
        .page("/exclusions/report", readers, report)
        .page("/exclusions/new", writers, new)
        .search("/exclusions/rows", writers, show_rows)
        .form("/exclusions", writers, "exclusion.register", post_registered)
        .merge(super::row_pages::routes())
        .merge(super::alert_pages::routes())
        .merge(super::own_pages::routes())
        .merge(super::responsible_pages::routes())
        .merge(super::api::routes())
}

/// Lets go on only who holds one of the roles at the institution as a whole.
pub(super) fn reader(signed: &Signed) -> Result<()> {
    signed.who.require(READERS, &everywhere(&signed.node))
}

#[derive(Template)]
#[template(path = "exclusion/status.html")]
struct StatusPage {
    frame: ui::Frame,
    form: Form,
    report: bool,
    writer: bool,
    statuses: Vec<Choice>,
    types: Vec<Choice>,
    lines: Vec<Line>,
    list: ui::List,
    names: HashMap<PersonId, PersonName>,
    institutions: Institutions,
}

impl StatusPage {
    fn decided_by(&self, line: &Line) -> String {
        self.institutions.name(&line.institution, self.frame.language)
    }

    fn name(&self, person: &PersonId) -> String {
        self.names.get(person).map_or_else(String::new, |name| name.listed(self.frame.language))
    }
}

/// The types as a form offers them: code and words.
pub(super) fn types(frame: &ui::Frame) -> Vec<Choice> {
    let choice = |kind: ExclusionType| {
        let words = kind.name();
        Choice::new(kind.code(), format!("{}: {}", kind.code(), frame.text(&words)))
    };
    ExclusionType::ALL.into_iter().map(choice).collect()
}

async fn shown(signed: &Signed, report: bool, query: Vec<(String, String)>) -> Result<Response> {
    reader(signed)?;
    let (path, fields) = match report {
        true => ("/exclusions/report", &["status", "type", "from", "to"][..]),
        false => ("/exclusions", &[][..]),
    };
    let query = wanted(query, fields);
    let list = ui::List::from_query(path, &query, &["waiting"], PAGE_SIZE);
    let mut form = Form::from_pairs(query).labels(LABELS);
    let filter = Filter {
        told: report,
        status: form.optional("status"),
        kind: form.optional("type"),
        from: form.optional_date("from"),
        to: form.optional_date("to"),
        offset: list.offset(),
    };
    let mut conn = signed.read().await?;
    let (lines, total) = store::lines::page(&mut conn, &signed.node, &filter).await?;
    let persons: Vec<PersonId> = lines.iter().map(|line| line.person).collect();
    signed.look_each(&persons, "exclusion").await?;
    let frame = signed.frame(if report { "exclusions/report" } else { "exclusions" });
    let status = |status: Status| Choice::new(status.code(), frame.t(status.key()));
    page(&StatusPage {
        names: store::names(&mut conn, &persons).await?,
        institutions: Institutions::load(&signed.node).await?,
        statuses: Status::ALL.into_iter().map(status).collect(),
        types: types(&frame),
        writer: signed.who.may(WRITERS, &everywhere(&signed.node)),
        list: list.of(total),
        frame,
        form,
        report,
        lines,
    })
}

async fn status(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    shown(&signed, false, query).await
}

async fn report(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    shown(&signed, true, query).await
}

/// What the decision that was typed gives, and whose it is.
struct Rows {
    name: String,
    proposal: Proposal,
    because: Vec<Reason>,
}

#[derive(Template)]
#[template(path = "exclusion/new.html")]
struct NewPage {
    frame: ui::Frame,
    form: Form,
    bases: Vec<Choice>,
    types: Vec<Choice>,
    classifications: Vec<Choice>,
    rows: Option<Rows>,
}

fn new_page(signed: &Signed, form: Form, rows: Option<Rows>) -> Result<NewPage> {
    signed.who.require(WRITERS, &everywhere(&signed.node))?;
    let frame = signed.frame("exclusions/new");
    let law = signed.node.rules_on(signed.today())?;
    let known = |basis: &LegalBasis| {
        let of_the_day = law.sections.exclusion.as_ref().map(|section| &section.basis);
        of_the_day.is_none_or(|table| table.contains_key(basis))
            || form.is("legal_basis", basis.code())
    };
    let basis = |basis: LegalBasis| {
        let section = law.sections.exclusion.as_ref();
        let line = section.and_then(|section| section.basis.get(&basis));
        let words = line.map(|line| frame.text(&line.conduct.name()).to_owned());
        Choice::new(basis.code(), format!("§ {basis} {}", words.unwrap_or_default()))
    };
    let study = |one: Classification| {
        Choice::new(one.code(), format!("{}: {}", one.code(), frame.text(&one.name())))
    };
    Ok(NewPage {
        bases: LegalBasis::ALL.into_iter().filter(known).map(basis).collect(),
        types: types(&frame),
        classifications: Classification::ALL.into_iter().map(study).collect(),
        form: form.labels(LABELS),
        rows,
        frame,
    })
}

async fn new(signed: Signed) -> Result<Response> {
    page(&new_page(&signed, Form::new(), None)?)
}

/// The form again, with what was typed and what was wrong.
fn again(signed: &Signed, form: Form) -> Result<Response> {
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &new_page(signed, form, None)?)
}

/// The rows that the typed decision gives; nothing is stored.
async fn show_rows(posted: Posted) -> Result<Response> {
    let signed = &posted.signed;
    signed.who.require(WRITERS, &everywhere(&signed.node))?;
    let mut form = posted.form();
    let Some(incoming) = IncomingExclusion::read(&mut form) else { return again(signed, form) };
    let mut conn = signed.read().await?;
    let found = match incoming.decision(&mut conn).await {
        Ok(decision) => preview(&signed.node, &decision).map(|rows| (decision.person, rows)),
        Err(error) => Err(error),
    };
    let (person, (proposal, because)) = match found {
        Ok(found) => found,
        Err(error) => return again(signed, refused(form, error)?),
    };
    signed.look(person, "exclusion").await?;
    let names = store::names(&mut conn, &[person]).await?;
    let name = names.get(&person).map_or_else(String::new, |name| name.shown(signed.who.language));
    page(&new_page(signed, form, Some(Rows { name, proposal, because }))?)
}

async fn post_registered(posted: Posted) -> Result<Response> {
    let signed = &posted.signed;
    signed.who.require(WRITERS, &everywhere(&signed.node))?;
    let mut form = posted.form();
    let Some(incoming) = IncomingExclusion::read(&mut form) else { return again(signed, form) };
    let mut act = posted.act().await?;
    let outcome = match incoming.decision(act.conn()).await {
        Ok(decision) => propose(&mut act, &decision).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(id) => {
            act.commit(Entry::new("exclusion.register", "exclusion_decision", id.0)).await?;
            Ok(done("/exclusions", "done-exclusion-registered"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            again(signed, refused(form, error)?)
        }
        Err(error) => Err(error),
    }
}
