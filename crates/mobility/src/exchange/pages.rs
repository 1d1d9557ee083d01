//! The pages of the officers: asking, and what each institution has answered, as it stands.

use super::case::{self, Exchange, State};
use super::consent::{self, From};
use super::incoming::{Incoming, LABELS};
use super::store::{cases, consents};
use super::{
    HANDLERS, answered_pages, ask_again, batch_pages, cancel, dashed, everywhere, institutions,
    own_pages, public_pages, purpose_code, receipt, said, settings_pages, start,
    start_of_application, store,
};
use crate::ExchangeId;
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use office::catalogue::refused;
use office::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use office::people::PersonName;
use office::{ApplicationId, Error, PersonId, Result};
use std::collections::HashMap;
use ui::{Choice, Form, key};
use wire::InstitutionNumber;

/// How often a page that waits for answers asks for itself again, in seconds: without scripts too.
const AGAIN_AFTER: HeaderValue = HeaderValue::from_static("5");

pub(crate) fn routes() -> Routes {
    let handlers = Allow::Everywhere(HANDLERS);
    let one = "/exchanges/{exchange}";
    Routes::default()
        .page("/exchanges", handlers, list)
        .form("/exchanges", handlers, "exchange.start", post_started)
        .form("/exchanges/consents", handlers, "exchange.consent", post_consent)
        .form(
            "/exchanges/applications/{application}",
            handlers,
            "exchange.start",
            post_of_application,
        )
        .page(one, handlers, show)
        .form(&format!("{one}/again"), handlers, "exchange.ask_again", post_again)
        .form(&format!("{one}/cancellation"), handlers, "exchange.cancel", post_cancelled)
        .merge(answered_pages::routes())
        .merge(batch_pages::routes())
        .merge(own_pages::routes())
        .merge(public_pages::routes())
        .merge(settings_pages::routes())
        .merge(super::api::routes())
}

/// Lets go on only who looks after the exchange.
pub(super) fn reader(signed: &Signed) -> Result<()> {
    signed.who.require(HANDLERS, &everywhere(&signed.node))
}

/// A line about one institution.
pub(super) struct AskedLine {
    pub(super) number: InstitutionNumber,
    pub(super) name: String,
    pub(super) word: &'static str,
    pub(super) color: &'static str,
    pub(super) results: i32,
    pub(super) reason: Option<String>,
    pub(super) asked_at: Timestamp,
    pub(super) ended_at: Option<Timestamp>,
    pub(super) may_ask_again: bool,
}

impl AskedLine {
    /// The key of the state's words.
    pub(super) fn key(&self) -> String {
        format!("exchange-state-{}", dashed(self.word))
    }
}

/// What each institution has answered last.
pub(super) async fn asked_lines(signed: &Signed, case: &Exchange) -> Result<Vec<AskedLine>> {
    let names = institutions::names(&signed.node).await?;
    let (now, language) = (signed.node.now(), signed.who.language);
    let open = case.cancelled_at.is_none();
    let line = |one: &super::Asked| AskedLine {
        number: one.institution,
        name: receipt::named(&names, one.institution).get(language).to_owned(),
        word: one.word(now),
        color: match one.word(now) {
            "ok" => "success",
            "late" | "failed" => "warning",
            "waiting" => "info",
            _ => "neutral",
        },
        results: match one.state {
            State::Answered(_, results) => results,
            _ => 0,
        },
        reason: match &one.state {
            State::Failed(reason) => Some(reason.clone()),
            _ => None,
        },
        asked_at: one.asked_at,
        ended_at: one.ended_at,
        may_ask_again: open && one.may_ask_again(),
    };
    Ok(case.newest().into_iter().map(line).collect())
}

#[derive(Template)]
#[template(path = "exchange/list.html")]
struct ListPage {
    frame: ui::Frame,
    form: Form,
    consent: Form,
    purposes: Vec<Choice>,
    bases: Vec<Choice>,
    cases: Vec<Exchange>,
    names: HashMap<PersonId, PersonName>,
}

impl ListPage {
    fn name(&self, person: &PersonId) -> String {
        self.names.get(person).map_or_else(String::new, |name| name.listed(self.frame.language))
    }

    fn purpose(&self, case: &Exchange) -> String {
        self.frame.t(&format!("exchange-purpose-{}", purpose_code(case.purpose)))
    }

    fn basis(&self, case: &Exchange) -> String {
        let word = if case.consent.is_some() { "consent" } else { "statute" };
        self.frame.t(&format!("exchange-basis-{word}"))
    }
}

async fn list_page(signed: &Signed, form: Form, consent: Form) -> Result<Response> {
    reader(signed)?;
    let mut conn = signed.read().await?;
    let cases = cases::newest(&mut conn).await?;
    let persons: Vec<PersonId> = cases.iter().map(|case| case.person).collect();
    signed.look_each(&persons, "exchange").await?;
    let frame = signed.frame("exchanges");
    let choice =
        |of: &str, word: &str| Choice::new(word, frame.t(&format!("exchange-{of}-{word}")));
    let valid = form.is_valid() && consent.is_valid();
    let status = if valid { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let labels = &[
        ("person", "exchange-consent-person"),
        ("application", "exchange-application"),
        ("given_on", "exchange-given-on"),
    ];
    page_with(
        status,
        &ListPage {
            names: office::people::store::names(&mut conn, &persons).await?,
            purposes: ["recognition", "admission"].map(|one| choice("purpose", one)).to_vec(),
            bases: ["consent", "statute"].map(|one| choice("basis", one)).to_vec(),
            form: form.labels(LABELS),
            consent: consent.named("consent").labels(labels),
            cases,
            frame,
        },
    )
}

async fn list(signed: Signed) -> Result<Response> {
    list_page(&signed, Form::new(), Form::new()).await
}

async fn post_started(posted: Posted) -> Result<Response> {
    let signed = &posted.signed;
    reader(signed)?;
    let mut form = posted.form();
    let Some(incoming) = Incoming::read(&mut form) else {
        return list_page(signed, form, Form::new()).await;
    };
    let mut act = posted.act().await?;
    let outcome = match incoming.resolved(act.conn()).await {
        Ok(new) => start(&mut act, &new).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(started) => {
            let first = started.first().map_or_else(uuid::Uuid::nil, |id| id.0);
            let entry = Entry::new("exchange.start", "exchange", first);
            act.commit(entry.fact("cases", started.len())).await?;
            let path = match started.as_slice() {
                [one] => format!("/exchanges/{one}"),
                _ => "/exchanges".to_owned(),
            };
            Ok(done(&path, "done-exchange-started"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            list_page(signed, refused(form, error)?, Form::new()).await
        }
        Err(error) => Err(error),
    }
}

async fn post_of_application(Path(id): Path<ApplicationId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match start_of_application(&mut act, id).await {
        Ok(case) => {
            let entry = Entry::new("exchange.start", "exchange", case.0);
            act.commit(entry.fact("cases", 1)).await?;
            Ok(done(&format!("/exchanges/{case}"), "done-exchange-started"))
        }
        Err(error) => posted.refused(error, Vec::new()),
    }
}

async fn post_consent(posted: Posted) -> Result<Response> {
    let signed = &posted.signed;
    reader(signed)?;
    let mut form = posted.form();
    let (person, application) = (form.required("person"), form.required("application"));
    let given_on = form.date("given_on");
    let (Some(person), Some(application), Some(given_on)) = (person, application, given_on) else {
        return list_page(signed, Form::new(), form).await;
    };
    let mut act = posted.act().await?;
    match entered(&mut act, &person, (application, given_on)).await {
        Ok(id) => {
            act.commit(Entry::new("exchange.consent", "exchange_consent", id.0)).await?;
            Ok(done("/exchanges", "done-exchange-consent"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            list_page(signed, Form::new(), refused(form, error)?).await
        }
        Err(error) => Err(error),
    }
}

/// A consent of the national admission, as an officer enters it.
pub(super) async fn entered(
    act: &mut office::Act,
    person: &str,
    (application, given_on): (String, jiff::civil::Date),
) -> Result<crate::ConsentId> {
    super::handler(act)?;
    let digits: String = person.chars().filter(|c| !c.is_whitespace()).collect();
    let found = store::person_by(act.conn(), &digits).await?;
    let nobody = || Error::field("person", said(key("exchange-error-person")));
    let channel = rules::exchange::Channel::NationalAdmission;
    let from = From::Application(application, given_on);
    consent::give(act, found.ok_or_else(nobody)?, channel, from).await
}

#[derive(Template)]
#[template(path = "exchange/case.html")]
struct CasePage {
    frame: ui::Frame,
    case: Exchange,
    whose: String,
    basis: String,
    lines: Vec<AskedLine>,
    corrections: Vec<CorrectionLine>,
}

impl CasePage {
    fn purpose(&self) -> String {
        self.frame.t(&format!("exchange-purpose-{}", purpose_code(self.case.purpose)))
    }
}

/// A line about something that a source has put right.
pub(super) struct CorrectionLine {
    pub(super) name: String,
    pub(super) key: String,
    pub(super) at: Timestamp,
}

/// What sources have said since.
pub(super) async fn correction_lines(
    signed: &Signed,
    case: &Exchange,
) -> Result<Vec<CorrectionLine>> {
    let names = institutions::names(&signed.node).await?;
    let language = signed.who.language;
    let lines = case.corrections.iter().map(|(institution, _, code, at)| CorrectionLine {
        name: receipt::named(&names, *institution).get(language).to_owned(),
        key: format!("exchange-code-{}", dashed(code.as_str())),
        at: *at,
    });
    Ok(lines.collect())
}

/// What a case rests on, in words.
pub(super) async fn basis_words(signed: &Signed, case: &Exchange) -> Result<String> {
    let mut conn = signed.read().await?;
    let frame = signed.frame("");
    let Some(id) = case.consent else { return Ok(frame.t("exchange-basis-statute")) };
    let consent = consents::one(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let channel = dashed(super::channel_code(consent.channel));
    let key = match consent.withdrawn_at {
        Some(_) => "exchange-basis-consent-withdrawn",
        None => "exchange-basis-consent-given",
    };
    let channel = frame.t(&format!("exchange-channel-{channel}"));
    Ok(frame.ta(key, &[("date", &frame.date(consent.given_on)), ("channel", &channel)]))
}

/// The case, for those who look after the exchange.
pub(super) async fn case_of(signed: &Signed, id: ExchangeId) -> Result<Exchange> {
    reader(signed)?;
    let mut conn = signed.read().await?;
    let case = case::load(&mut conn, id).await?;
    signed.look(case.person, "exchange").await?;
    Ok(case)
}

async fn show(Path(id): Path<ExchangeId>, signed: Signed) -> Result<Response> {
    let case = case_of(&signed, id).await?;
    let mut conn = signed.read().await?;
    let names = office::people::store::names(&mut conn, &[case.person]).await?;
    let whose = names.get(&case.person).map(|name| name.shown(signed.who.language));
    let waits = case.waits();
    let shown = page(&CasePage {
        frame: signed.frame(format!("exchanges/{id}")),
        whose: whose.unwrap_or_default(),
        basis: basis_words(&signed, &case).await?,
        lines: asked_lines(&signed, &case).await?,
        corrections: correction_lines(&signed, &case).await?,
        case,
    })?;
    Ok(live(shown, waits))
}

/// A page that comes again by itself as long as an answer is waited for.
pub(super) fn live(mut shown: Response, waits: bool) -> Response {
    if waits {
        shown.headers_mut().insert(axum::http::header::REFRESH, AGAIN_AFTER);
    }
    shown
}

async fn post_again(Path(id): Path<ExchangeId>, posted: Posted) -> Result<Response> {
    let institution =
        posted.field("institution").parse::<InstitutionNumber>().map_err(|_| Error::NotFound)?;
    let mut act = posted.act().await?;
    if let Err(error) = ask_again(&mut act, id, institution).await {
        return posted.refused(error, Vec::new());
    }
    act.commit(Entry::new("exchange.ask_again", "exchange", id.0)).await?;
    Ok(done(&format!("/exchanges/{id}"), "done-exchange-again"))
}

async fn post_cancelled(Path(id): Path<ExchangeId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    if let Err(error) = cancel(&mut act, id).await {
        return posted.refused(error, Vec::new());
    }
    act.commit(Entry::new("exchange.cancel", "exchange", id.0)).await?;
    Ok(done(&format!("/exchanges/{id}"), "done-exchange-cancelled"))
}
