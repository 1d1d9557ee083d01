//! What the students of this term and the next are told, and how far that has come.

use super::send::{Send, send};
use super::store::{self, Counted};
use super::{Due, Matter, READERS, SENDERS, api};
use crate::said::put_back;
use ::store::Entry;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use office::http::{Allow, Posted, Routes, Signed, done, page_with};
use office::{Error, Result};
use rules::Term;
use ui::{Form, key};

pub(super) fn routes() -> Routes {
    Routes::default()
        .page("/term-notices", Allow::Roles(READERS), show)
        .form("/term-notices", Allow::Roles(SENDERS), "term_notice.send", sent)
        .merge(api::routes())
}

const LABELS: &[(&str, &str)] =
    &[("term", key("term-notice-term")), ("matter", key("term-notice-matter"))];

#[derive(Template)]
#[template(path = "term_notice/list.html")]
struct ListPage {
    frame: ui::Frame,
    form: Form,
    notices: Vec<(Due, Counted)>,
    sends: bool,
}

impl ListPage {
    /// Whether it can be sent now.
    fn can(&self, due: &Due, counted: &Counted) -> bool {
        self.sends && counted.untold > 0 && due.is_open(self.frame.now.date())
    }
}

/// What this term and the next have, each with how far it has come.
pub(super) async fn notices(signed: &Signed) -> Result<Vec<(Due, Counted)>> {
    let (mut conn, today) = (signed.read().await?, signed.today());
    let mut notices = Vec::new();
    for due in Due::all(&signed.node, today)? {
        let counted = store::counted(&mut conn, (due.term, due.matter), today).await?;
        notices.push((due, counted));
    }
    Ok(notices)
}

async fn list_page(signed: &Signed, form: Form) -> Result<Response> {
    let notices = notices(signed).await?;
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let sends = signed.who.has_everywhere(SENDERS);
    let (frame, form) = (signed.frame("term-notices"), form.labels(LABELS));
    page_with(status, &ListPage { frame, form, notices, sends })
}

async fn show(signed: Signed) -> Result<Response> {
    list_page(&signed, Form::new()).await
}

/// What the form says; `None` when a field must be filled in again.
fn read(form: &mut Form) -> Option<Send> {
    let term = form.required("term").and_then(|term| {
        let read = Term::parse(&term).ok();
        if read.is_none() {
            let text = ui::messages::text("term-notice-error-no-term", &[("value", &term)]);
            form.add_error("term", text);
        }
        read
    });
    let matter = form.choice("matter", &Matter::ALL.map(Matter::code));
    Some(Send { term: term?, matter: Matter::from_code(&matter?)? })
}

async fn sent(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(new) = read(&mut form) else { return list_page(&posted.signed, form).await };
    let mut act = posted.act().await?;
    match send(&mut act, new).await {
        Ok((id, count)) => {
            let entry = Entry::new("term_notice.send", "term_notice", id.0);
            act.commit(entry.fact("persons", count.to_string())).await?;
            Ok(done("/term-notices", "done-term-notice-sent"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            list_page(&posted.signed, put_back(form, error)?).await
        }
        Err(error) => Err(error),
    }
}
