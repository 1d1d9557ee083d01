//! The settings of the exchange.

use super::pages::reader;
use super::settings::{self as set, Deadlines, HOURS, QUOTA, QUOTA_DEFAULT};
use super::store::settings;
use super::{HANDLERS, institutions, receipt, said, set_deadline, set_quota, set_sharing};
use ::store::Entry;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use office::catalogue::refused;
use office::http::{Allow, Posted, Routes, Signed, done, page_with};
use office::{Error, Result};
use ui::{Choice, Form, key};
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let handlers = Allow::Everywhere(HANDLERS);
    Routes::default()
        .page("/exchanges/settings", handlers, show)
        .form("/exchanges/settings/sharing", handlers, "exchange.set_sharing", post_sharing)
        .form("/exchanges/settings/deadline", handlers, "exchange.set_deadline", post_deadline)
        .form("/exchanges/settings/quota", handlers, "exchange.set_quota", post_quota)
        .merge(super::settings_api::routes())
}

#[derive(Template)]
#[template(path = "exchange/settings.html")]
struct SettingsPage {
    frame: ui::Frame,
    sharing: Form,
    deadline: Form,
    quota: Form,
    /// Whether the directory says that this institution shares.
    listed: bool,
    /// What was said here last, why and when.
    said: Option<(bool, String, Timestamp)>,
    hours: i32,
    questions: i32,
    /// Each institution with its hours and its questions a day.
    institutions: Vec<(String, i32, u32)>,
    choices: Vec<Choice>,
}

impl SettingsPage {
    fn shares(&self) -> bool {
        self.listed && self.said.as_ref().is_none_or(|(shares, ..)| *shares)
    }
}

async fn shown(signed: &Signed, [sharing, deadline, quota]: [Form; 3]) -> Result<Response> {
    reader(signed)?;
    let mut conn = signed.read().await?;
    let deadlines = Deadlines::read(&mut conn).await?;
    let names = institutions::names(&signed.node).await?;
    let (mut institutions, mut choices) = (Vec::new(), Vec::new());
    for number in institutions::others(&signed.node).await? {
        let name = receipt::named(&names, number).get(signed.who.language).to_owned();
        choices.push(Choice::new(number.to_string(), name.clone()));
        let questions = set::quota(&mut conn, number).await?;
        institutions.push((name, deadlines.hours(Some(number)), questions));
    }
    let valid = sharing.is_valid() && deadline.is_valid() && quota.is_valid();
    let status = if valid { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(
        status,
        &SettingsPage {
            listed: institutions::listed_as_sharing(&signed.node, signed.today()).await?,
            said: settings::sharing(&mut conn).await?,
            hours: deadlines.hours(None),
            questions: settings::quota(&mut conn, None).await?.unwrap_or(QUOTA_DEFAULT),
            sharing: sharing.named("sharing").labels(&[("because", "exchange-because")]),
            deadline: deadline
                .named("deadline")
                .labels(&[("hours", "exchange-hours"), ("institution", "exchange-institution")]),
            quota: quota.named("quota").labels(&[
                ("questions", "exchange-questions"),
                ("institution", "exchange-institution"),
            ]),
            frame: signed.frame("exchanges/settings"),
            institutions,
            choices,
        },
    )
}

async fn show(signed: Signed) -> Result<Response> {
    shown(&signed, [Form::new(), Form::new(), Form::new()]).await
}

async fn post_sharing(posted: Posted) -> Result<Response> {
    let form = posted.form();
    let mut act = posted.act().await?;
    let shares = form.field("shares") == "yes";
    match set_sharing(&mut act, shares, form.field("because")).await {
        Ok(()) => {
            let entry = Entry::new("exchange.set_sharing", "institution", Uuid::nil());
            act.commit(entry.fact("shares", shares)).await?;
            Ok(done("/exchanges/settings", "done-exchange-settings"))
        }
        Err(error @ Error::Invalid(_)) => {
            drop(act);
            shown(&posted.signed, [refused(form, error)?, Form::new(), Form::new()]).await
        }
        Err(error) => Err(error),
    }
}

async fn post_deadline(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let hours = form.number("hours", (*HOURS.start()).into()..=(*HOURS.end()).into());
    let Some(hours) = hours.and_then(|hours| i32::try_from(hours).ok()) else {
        return shown(&posted.signed, [Form::new(), form, Form::new()]).await;
    };
    let named = form.optional("institution").map(|one| one.parse::<wire::InstitutionNumber>());
    let Ok(institution) = named.transpose() else {
        form.add_error("institution", said(key("exchange-error-institution")));
        return shown(&posted.signed, [Form::new(), form, Form::new()]).await;
    };
    let mut act = posted.act().await?;
    match set_deadline(&mut act, institution, hours).await {
        Ok(()) => {
            let entry = Entry::new("exchange.set_deadline", "institution", Uuid::nil());
            act.commit(entry.fact("hours", hours)).await?;
            Ok(done("/exchanges/settings", "done-exchange-settings"))
        }
        Err(error @ Error::Invalid(_)) => {
            drop(act);
            shown(&posted.signed, [Form::new(), refused(form, error)?, Form::new()]).await
        }
        Err(error) => Err(error),
    }
}

async fn post_quota(posted: Posted) -> Result<Response> {
    let again = |form: Form| [Form::new(), Form::new(), form];
    let mut form = posted.form();
    let questions = form.number("questions", (*QUOTA.start()).into()..=(*QUOTA.end()).into());
    let Some(questions) = questions.and_then(|questions| i32::try_from(questions).ok()) else {
        return shown(&posted.signed, again(form)).await;
    };
    let named = form.optional("institution").map(|one| one.parse::<wire::InstitutionNumber>());
    let Ok(institution) = named.transpose() else {
        form.add_error("institution", said(key("exchange-error-institution")));
        return shown(&posted.signed, again(form)).await;
    };
    let mut act = posted.act().await?;
    match set_quota(&mut act, institution, questions).await {
        Ok(()) => {
            let entry = Entry::new("exchange.set_quota", "institution", Uuid::nil());
            act.commit(entry.fact("questions", questions)).await?;
            Ok(done("/exchanges/settings", "done-exchange-settings"))
        }
        Err(error @ Error::Invalid(_)) => {
            drop(act);
            shown(&posted.signed, again(refused(form, error)?)).await
        }
        Err(error) => Err(error),
    }
}
