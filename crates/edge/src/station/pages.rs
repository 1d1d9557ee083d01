//! The page of a node's messages: what is on its way, what has come and waits, and by which
//! directory both are judged. It shows no message's content, so it names nobody.

use super::desk::{self, State};
use crate::{Error, Node, Posted, Result, Routes, Signed, done, page, page_with};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use ui::Form;
use uuid::Uuid;
use wire::Party;
use wire::port::Undelivered;

/// The pages of a node's messages, for those who look after the node.
pub fn routes<N: Node>(allow: N::Allow) -> Routes<N> {
    Routes::default()
        .page("/messages", allow, list::<N>)
        .page("/messages/{message}", allow, show::<N>)
        .form("/messages/{message}/sending", allow, desk::SEND_AGAIN, post_sending::<N>)
        .form("/messages/{message}/end", allow, desk::GIVE_UP, post_end::<N>)
}

#[derive(Template)]
#[template(path = "station/messages.html")]
struct MessagesPage {
    frame: ui::Frame,
    state: State,
}

impl MessagesPage {
    fn party(&self, party: &Party) -> String {
        self.state.name(*party, self.frame.language)
    }

    fn why(why: &Option<String>) -> &str {
        why.as_deref().unwrap_or_default()
    }
}

async fn list<N: Node>(signed: Signed<N>) -> Result<Response> {
    let state = desk::state(&signed.node).await?;
    page(&MessagesPage { frame: signed.frame("messages"), state })
}

#[derive(Template)]
#[template(path = "station/message.html")]
struct MessagePage {
    frame: ui::Frame,
    form: Form,
    message: Undelivered,
    party: String,
    may_be_given_up: bool,
}

impl MessagePage {
    async fn of<N: Node>(signed: &Signed<N>, id: Uuid, form: Form) -> Result<Self> {
        let state = desk::state(&signed.node).await?;
        let frame = signed.frame("messages");
        let found = state.undelivered.iter().find(|one| one.id.uuid() == id);
        let message = found.cloned().ok_or(Error::NotFound)?;
        let party = state.name(message.to, frame.language);
        let may_be_given_up = signed.node.may_be_given_up(&message.kind.to_string());
        Ok(Self { frame, form, message, party, may_be_given_up })
    }

    fn why(&self) -> &str {
        self.message.why.as_deref().unwrap_or_default()
    }
}

async fn show<N: Node>(Path(message): Path<Uuid>, signed: Signed<N>) -> Result<Response> {
    page(&MessagePage::of(&signed, message, Form::default()).await?)
}

async fn post_sending<N: Node>(Path(message): Path<Uuid>, posted: Posted<N>) -> Result<Response> {
    let mut act = posted.act().await?;
    let entry = desk::send_again(&mut act, message).await?;
    act.commit(entry).await?;
    Ok(done("/messages", "done-messages-sent-again"))
}

async fn post_end<N: Node>(Path(message): Path<Uuid>, posted: Posted<N>) -> Result<Response> {
    let mut form = posted.form();
    let Some(reason) = form.required("reason").filter(|_| form.errors().is_empty()) else {
        let shown = MessagePage::of(&posted.signed, message, form).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    };
    let mut act = posted.act().await?;
    let entry = desk::give_up(&mut act, message, &reason).await?;
    act.commit(entry).await?;
    Ok(done("/messages", "done-messages-given-up"))
}
