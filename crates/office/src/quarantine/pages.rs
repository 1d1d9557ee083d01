//! The officers' pages: what was refused, and the appeal against it.

use super::appeal::{Ground, Outcome};
use super::case::Case;
use super::store::{self, Listed, Whose};
use super::{Appeal, HANDLERS, exams_pages, my_pages};
use crate::calendar::{self, Deadline, Subject};
use crate::catalogue::forms::refused;
use crate::catalogue::words;
use crate::exclusion;
use crate::explanation::Channel;
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{Error, RefusalId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use rules::Rule;
use rules::appeal::DecisionAppealDeadline;
use ui::{Choice, Form, key};

pub(crate) fn routes() -> Routes {
    let handlers = Allow::Roles(HANDLERS);
    let one = "/quarantines/{refusal}";
    let step = |name: &str| format!("{one}/{name}");
    Routes::default()
        .merge(exams_pages::routes())
        .page("/quarantines/refusals", handlers, list)
        .page(one, handlers, show)
        .form(&step("appeal"), handlers, "quarantine.appeal", appealed)
        .form(&step("forwarding"), handlers, "quarantine.forward", forwarded)
        .form(&step("outcome"), handlers, "quarantine.settle", settled)
        .form(&step("outcome-control"), handlers, "quarantine.control", controlled)
        .form(&step("outcome-refusal"), handlers, "quarantine.send_back", sent_back)
        .form(&step("look-again"), handlers, "quarantine.look_again", looked_again)
        .merge(my_pages::routes())
        .merge(super::api::routes())
}

#[derive(Template)]
#[template(path = "quarantine/list.html")]
struct ListPage {
    frame: ui::Frame,
    cases: Vec<Listed>,
}

impl ListPage {
    fn name(&self, case: &Listed) -> String {
        case.name.listed(self.frame.language)
    }
}

async fn list(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let cases = store::list(&mut conn, Whose::Scope(&signed.who)).await?;
    let persons: Vec<_> = cases.iter().map(|case| case.person).collect();
    signed.look_each(&persons, "quarantine").await?;
    page(&ListPage { frame: signed.frame("quarantines/refusals"), cases })
}

#[derive(Template)]
#[template(path = "quarantine/case.html")]
struct CasePage {
    frame: ui::Frame,
    form: Form,
    case: Case,
    appeal_by: Option<Deadline>,
    /// Whether the reader may know more of the row.
    details: bool,
    /// Whether the reader has entered the outcome that waits for control.
    own_entry: bool,
}

impl CasePage {
    fn name(&self) -> String {
        self.case.name.shown(self.frame.language)
    }

    fn grounds(&self) -> Vec<Choice> {
        grounds(&self.frame)
    }

    fn channels(&self) -> Vec<Choice> {
        [Channel::Desk, Channel::Email, Channel::Post]
            .map(|channel| {
                let text = self.frame.t(match channel {
                    Channel::Desk => key("explanation-channel-desk"),
                    Channel::Email => key("explanation-channel-email"),
                    _ => key("explanation-channel-post"),
                });
                Choice::new(channel.code(), text)
            })
            .to_vec()
    }

    fn word(&self, outcome: &Outcome) -> String {
        words::word(outcome)
    }

    fn outcomes(&self) -> Vec<Choice> {
        let all = Outcome::ALL.iter();
        all.map(|one| Choice::new(words::word(one), self.frame.t(one.key()))).collect()
    }
}

/// What an appeal can be about, to choose from.
pub(super) fn grounds(frame: &ui::Frame) -> Vec<Choice> {
    Ground::ALL.iter().map(|one| Choice::new(words::word(one), frame.t(one.key()))).collect()
}

/// Until when a refusal can be appealed against.
pub(super) async fn appeal_by(signed: &Signed, id: RefusalId) -> Result<Option<Deadline>> {
    let mut conn = signed.read().await?;
    let subject = Subject { kind: "quarantine_refusal", id: id.0 };
    calendar::store::get(&mut conn, subject, DecisionAppealDeadline::NAME).await
}

/// A refusal of one's own unit that is not one's own, or not found.
pub(super) async fn of_unit(signed: &Signed, id: RefusalId) -> Result<Case> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id).await?;
    signed.who.require(HANDLERS, &case.place)?;
    if case.person == signed.who.person {
        return Err(Error::NotFound);
    }
    signed.look(case.person, "quarantine").await?;
    Ok(case)
}

/// The labels of the fields, for the summary of what is wrong.
pub(super) const LABELS: &[(&str, &str)] = &[
    ("ground", key("quarantine-ground")),
    ("received_on", key("explanation-received-on")),
    ("channel", key("explanation-channel")),
    ("grounds", key("quarantine-grounds")),
    ("excuse", key("quarantine-excuse")),
    ("outcome", key("quarantine-outcome")),
    ("outcome_on", key("quarantine-outcome-on")),
];

async fn case_page(signed: &Signed, id: RefusalId, form: Form) -> Result<CasePage> {
    let case = of_unit(signed, id).await?;
    let entered = case.appeal.as_ref().and_then(|appeal| appeal.entered.as_ref());
    Ok(CasePage {
        own_entry: entered.is_some_and(|entered| entered.by == signed.who.person),
        appeal_by: appeal_by(signed, id).await?,
        details: signed.who.has_everywhere(exclusion::READERS),
        frame: signed.frame(format!("quarantines/{}", case.number)),
        form: form.labels(LABELS),
        case,
    })
}

async fn show(signed: Signed, Path(id): Path<RefusalId>) -> Result<Response> {
    page(&case_page(&signed, id, Form::new()).await?)
}

async fn again(posted: &Posted, id: RefusalId, form: Form) -> Result<Response> {
    let shown = case_page(&posted.signed, id, form).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

fn back(id: RefusalId, key: &str) -> Response {
    done(&format!("/quarantines/{id}"), key)
}

async fn appealed(Path(id): Path<RefusalId>, posted: Posted) -> Result<Response> {
    of_unit(&posted.signed, id).await?;
    let mut form = posted.form();
    let ground = form.choice("ground", &["registered", "used"]);
    let channel = form.choice("channel", &["desk", "email", "post"]);
    let received_on = form.date("received_on");
    let ground = ground.and_then(|word| words::read(&word));
    let channel = channel.and_then(|code| Channel::from_code(&code));
    if let (Some(ground), Some(channel), Some(received_on)) = (ground, channel, received_on) {
        let new = Appeal {
            ground,
            received_on,
            channel,
            grounds: form.field("grounds").to_owned(),
            excuse: form.field("excuse").to_owned(),
        };
        let mut act = posted.act().await?;
        match super::appeal(&mut act, id, new).await {
            Ok(()) => {
                act.commit(Entry::new("quarantine.appeal", "quarantine_refusal", id.0)).await?;
                return Ok(back(id, "done-quarantine-appealed"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    again(&posted, id, form).await
}

async fn forwarded(Path(id): Path<RefusalId>, posted: Posted) -> Result<Response> {
    of_unit(&posted.signed, id).await?;
    let mut act = posted.act().await?;
    match super::forward(&mut act, id).await {
        Ok(()) => {
            act.commit(Entry::new("quarantine.forward", "quarantine_refusal", id.0)).await?;
            Ok(back(id, "done-quarantine-forwarded"))
        }
        Err(error) => again(&posted, id, refused(posted.form(), error)?).await,
    }
}

async fn settled(Path(id): Path<RefusalId>, posted: Posted) -> Result<Response> {
    of_unit(&posted.signed, id).await?;
    let mut form = posted.form();
    let outcome = form.choice("outcome", &["upheld", "rejected"]);
    let outcome: Option<Outcome> = outcome.and_then(|word| words::read(&word));
    let on = form.date("outcome_on");
    if let (Some(outcome), Some(on)) = (outcome, on) {
        let mut act = posted.act().await?;
        match super::settle(&mut act, id, outcome, on).await {
            Ok(()) => {
                let entry = Entry::new("quarantine.settle", "quarantine_refusal", id.0);
                act.commit(entry.fact("outcome", words::word(&outcome))).await?;
                return Ok(back(id, "done-quarantine-settled"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    again(&posted, id, form).await
}

/// The outcome that the page was shown with.
fn looked_at(form: &mut Form) -> Option<Outcome> {
    form.choice("outcome", &["upheld", "rejected"]).and_then(|word| words::read(&word))
}

async fn controlled(Path(id): Path<RefusalId>, posted: Posted) -> Result<Response> {
    of_unit(&posted.signed, id).await?;
    let mut form = posted.form();
    if let Some(outcome) = looked_at(&mut form) {
        let mut act = posted.act().await?;
        match super::control(&mut act, id, outcome).await {
            Ok(()) => {
                let entry = Entry::new("quarantine.control", "quarantine_refusal", id.0);
                act.commit(entry.fact("outcome", words::word(&outcome))).await?;
                return Ok(back(id, "done-quarantine-controlled"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    again(&posted, id, form).await
}

async fn sent_back(Path(id): Path<RefusalId>, posted: Posted) -> Result<Response> {
    of_unit(&posted.signed, id).await?;
    let mut form = posted.form();
    if let Some(outcome) = looked_at(&mut form) {
        let mut act = posted.act().await?;
        match super::send_back(&mut act, id, outcome).await {
            Ok(()) => {
                let entry = Entry::new("quarantine.send_back", "quarantine_refusal", id.0);
                act.commit(entry.fact("outcome", words::word(&outcome))).await?;
                return Ok(back(id, "done-quarantine-sent-back"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    again(&posted, id, form).await
}

async fn looked_again(Path(id): Path<RefusalId>, posted: Posted) -> Result<Response> {
    of_unit(&posted.signed, id).await?;
    let mut act = posted.act().await?;
    match super::look_again(&mut act, id).await {
        Ok(()) => {
            act.commit(Entry::new("quarantine.look_again", "quarantine_refusal", id.0)).await?;
            Ok(back(id, "done-quarantine-looked-again"))
        }
        Err(error) => again(&posted, id, refused(posted.form(), error)?).await,
    }
}
