//! One form for each step of a case.

use super::case::State;
use super::pages::{described, upload};
use super::staff_pages::{case_page, seen};
use super::{
    ASSESSORS, Appeal, Assess, Granted, GrantedAs, OFFICERS, Outcome, Reconsider, Settle, add_item,
    advance_pages, appeal, assess, decide, dismiss, reconsider, refresh, send, settle,
};
use crate::{RecognitionId, RecognitionItemId};
use ::store::Entry;
use axum::extract::Path;
use axum::response::Response;
use office::catalogue::refused;
use office::catalogue::words;
use office::explanation::Channel;
use office::http::{Allow, Posted, Routes, done};
use office::{Act, CourseId, Error, Result};
use rules::Credits;
use ui::{Form, key};

pub(super) fn routes() -> Routes {
    let (officers, assessors) = (Allow::Roles(OFFICERS), Allow::Roles(ASSESSORS));
    let step = |name: &str| format!("/recognitions/{{recognition}}/{name}");
    Routes::default()
        .form(&step("items"), officers, "recognition.add_item", item_added)
        .form(&step("files"), officers, "recognition.add_file", file_added)
        .form(&step("promises"), officers, "recognition.bind", advance_pages::promised)
        .form(&step("sending"), officers, "recognition.send", sent)
        .form(&step("refresh"), officers, "recognition.refresh", refreshed)
        .form(&step("assessment"), assessors, "recognition.assess", assessed)
        .form(&step("decision"), officers, "recognition.decide", decided)
        .form(&step("dismissal"), officers, "recognition.dismiss", dismissed)
        .form(&step("appeal"), officers, "recognition.appeal", appealed)
        .form(&step("reconsideration"), officers, "recognition.reconsider", reconsidered)
        .form(&step("outcome"), officers, "recognition.settle", settled)
}

/// The fields of the forms, with their labels.
pub(super) const LABELS: &[(&str, &str)] = &[
    ("grounds", key("recognition-grounds")),
    ("received_on", key("recognition-received-on")),
    ("channel", key("explanation-channel")),
    ("stands", key("recognition-reconsider-title")),
    ("decided_on", key("recognition-body-decided-on")),
    ("case_number", key("recognition-body-number")),
    ("outcome", key("recognition-body-outcome")),
    ("kind", key("external-studies-kind")),
    ("institution", key("external-studies-institution")),
    ("title", key("external-studies-name")),
    ("file", key("recognition-file")),
    ("about", key("recognition-file-about")),
];

/// Ends a step: commits with its entry, or shows the page again with what was refused.
async fn end(
    posted: &Posted,
    id: RecognitionId,
    (action, said): (&'static str, &'static str),
    outcome: Result<Act>,
) -> Result<Response> {
    match outcome {
        Ok(act) => {
            act.commit(Entry::new(action, "recognition", id.0)).await?;
            Ok(done(&format!("/recognitions/{id}"), said))
        }
        Err(error) => again(posted, id, posted.form(), error).await,
    }
}

/// The page again with the errors at their fields, and the reasons of a refusal.
async fn again(posted: &Posted, id: RecognitionId, form: Form, error: Error) -> Result<Response> {
    let because = match &error {
        Error::Refused(refused) => refused.because.clone(),
        Error::Invalid(_) => Vec::new(),
        _ => return Err(error),
    };
    case_page(&posted.signed, id, refused(form, error)?, because).await
}

async fn item_added(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    seen(&posted.signed, id).await?;
    let mut form = posted.form();
    let new = match described(&mut form) {
        Ok(new) => new,
        Err(error) => return again(&posted, id, form, error).await,
    };
    let mut act = posted.act().await?;
    let outcome = add_item(&mut act, id, new).await.map(|()| act);
    end(&posted, id, ("recognition.add_item", "done-recognition-added"), outcome).await
}

async fn file_added(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    seen(&posted.signed, id).await?;
    match upload(&posted, id, "recognition.add_file").await {
        Ok(()) => Ok(done(&format!("/recognitions/{id}"), "done-recognition-uploaded")),
        Err(error) => again(&posted, id, posted.form(), error).await,
    }
}

async fn sent(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let outcome = send(&mut act, id).await.map(|()| act);
    end(&posted, id, ("recognition.send", "done-recognition-sent"), outcome).await
}

async fn refreshed(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let outcome = refresh(&mut act, id).await.map(|()| act);
    end(&posted, id, ("recognition.refresh", "done-recognition-refreshed"), outcome).await
}

/// What the form says of each line: what it counts as, and the rest as free credits.
async fn assessed(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    let case = seen(&posted.signed, id).await?;
    let mut form = posted.form();
    let mut grants = Vec::new();
    for item in &case.items {
        grants.extend(granted(&mut form, item.id));
    }
    if !form.is_valid() {
        return again(&posted, id, form, Error::Invalid(Vec::new())).await;
    }
    let new = Assess { grants, grounds: posted.field("grounds").to_owned() };
    let mut act = posted.act().await?;
    let outcome = assess(&mut act, id, new).await.map(|()| act);
    end(&posted, id, ("recognition.assess", "done-recognition-assessed"), outcome).await
}

fn granted(form: &mut Form, item: RecognitionItemId) -> Vec<Granted> {
    let at = |name: &str| format!("{name}-{item}");
    let Some(word) = form.optional(&at("as")) else { return Vec::new() };
    let Some(granted) = words::read::<GrantedAs>(&word) else { return Vec::new() };
    let course = form.optional(&at("course")).and_then(|id| id.parse().ok()).map(CourseId);
    let [credits, reduced, rest] =
        ["credits", "reduced", "rest"].map(|name| credits(form, &at(name)));
    let first = Granted {
        item,
        granted,
        course,
        credits,
        reduced,
        overlaps_with: form.field(&at("overlaps")).to_owned(),
        grounds: form.field(&at("grounds")).to_owned(),
    };
    let rest = rest.filter(|_| granted == GrantedAs::Course).map(|rest| Granted {
        item,
        granted: GrantedAs::Free,
        course: None,
        credits: Some(rest),
        reduced: None,
        overlaps_with: String::new(),
        grounds: String::new(),
    });
    [Some(first), rest].into_iter().flatten().collect()
}

/// Credits as people write them; an error at the field for anything else.
fn credits(form: &mut Form, name: &str) -> Option<Credits> {
    let typed = form.optional(name)?;
    let credits = Credits::parse(&typed.replace(',', "."));
    if credits.is_none() {
        form.add_error(name, ui::messages::text("external-studies-error-credits", &[]));
    }
    credits
}

async fn decided(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let outcome = decide(&mut act, id).await.map(|()| act);
    end(&posted, id, ("recognition.decide", "done-recognition-decided"), outcome).await
}

async fn dismissed(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let outcome = dismiss(&mut act, id).await.map(|()| act);
    end(&posted, id, ("recognition.dismiss", "done-recognition-dismissed"), outcome).await
}

async fn appealed(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    let case = seen(&posted.signed, id).await?;
    let mut form = posted.form();
    let received_on = form.date("received_on");
    let channel = form.choice("channel", &["desk", "email", "post"]);
    let channel = channel.as_deref().and_then(Channel::from_code);
    let (Some(received_on), Some(channel)) = (received_on, channel) else {
        return again(&posted, id, form, Error::Invalid(Vec::new())).await;
    };
    // A form of a case that has moved on meanwhile is refused with what was typed.
    case.require(&[State::Decided])?;
    let new = Appeal {
        received_on,
        channel,
        grounds: posted.field("grounds").to_owned(),
        excuse: posted.field("excuse").to_owned(),
    };
    let mut act = posted.act().await?;
    let outcome = appeal(&mut act, id, new).await.map(|()| act);
    end(&posted, id, ("recognition.appeal", "done-recognition-appealed"), outcome).await
}

async fn reconsidered(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(stands) = form.choice("stands", &["yes", "no"]) else {
        return again(&posted, id, form, Error::Invalid(Vec::new())).await;
    };
    let new = Reconsider { stands: stands == "yes", grounds: posted.field("grounds").to_owned() };
    let mut act = posted.act().await?;
    let outcome = reconsider(&mut act, id, new).await.map(|()| act);
    end(&posted, id, ("recognition.reconsider", "done-recognition-reconsidered"), outcome).await
}

async fn settled(Path(id): Path<RecognitionId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let decided_on = form.date("decided_on");
    let offered: Vec<String> = Outcome::ALL.iter().map(words::word).collect();
    let offered: Vec<&str> = offered.iter().map(String::as_str).collect();
    let outcome = form.choice("outcome", &offered).and_then(|word| words::read(&word));
    let (Some(decided_on), Some(outcome)) = (decided_on, outcome) else {
        return again(&posted, id, form, Error::Invalid(Vec::new())).await;
    };
    let new = Settle {
        decided_on,
        case_number: posted.field("case_number").to_owned(),
        outcome,
        grounds: posted.field("grounds").to_owned(),
    };
    let mut act = posted.act().await?;
    let outcome = settle(&mut act, id, new).await.map(|()| act);
    end(&posted, id, ("recognition.settle", "done-recognition-settled"), outcome).await
}
